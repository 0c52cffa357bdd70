"""Documents that were read, kept in a folder: another edition of the rules checks them without reading them again.

An entry is plain data, which is never executed: a list for each value, its class by number, its fields in order.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any

from amc_docs.document import Box, Cell, Document, Furniture, Location, Paragraph, Picture, Table
from amc_docs.limits import Limits
from amc_docs.packed_cells import PackedCells
from amc_docs.readers.scan.store import key_of, sizes_of
from amc_docs.whole_files import whole

_CLASSES: tuple[type[Any], ...] = (Document, Paragraph, Picture, Table, Cell, Furniture, Location, Box)
_NUMBERS = {kind: number for number, kind in enumerate(_CLASSES)}
_TUPLE, _MAPPING = "t", "m"
_ENDING = ".documento"
_READING = ("document.py", "figures.py", "wording.py", "readers/**/*.py")
"""What decides how a file is read, as against how it is understood and checked."""


class Shelf:
    """The place of one document in the folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def at(cls, folder: Path | None, sha256: str, name: str, limits: Limits, *, ocr: bool) -> Shelf | None:
        """Return the place for the document of a file, told by everything that decides what is read of it.

        None without a folder.
        """
        if folder is None:
            return None
        return cls(folder / f"{key_of(sha256, name, repr(limits), str(ocr), _tools(), _edition())}{_ENDING}")

    def get(self) -> Document | None:
        """Return the document; None where there is none, or a damaged one."""
        try:
            return unpacked(self._path.read_bytes())
        except (OSError, ValueError, TypeError, LookupError, RecursionError, zlib.error):
            return None

    def put(self, document: Document) -> None:
        """Keep the document, whole or not at all; a folder that cannot be written to keeps nothing.

        One of which pages could not be read is not kept: another time they may be.
        """
        if document.may_lack_content:
            return
        with suppress(OSError), whole(self._path) as file:
            file.write(packed(document))


@cache
def _tools() -> str:
    """Return what tells the programs that help to read from other ones."""
    found = [shutil.which(name) for name in ("tesseract", "soffice", "libreoffice")]
    return repr([*sizes_of(Path(p) for p in found if p), os.environ.get("TESSDATA_PREFIX")])


@cache
def _edition() -> str:
    """Return the digest of all that reads: what another edition read is read again."""
    package = Path(__file__).resolve().parents[1]
    paths = sorted(path for pattern in _READING for path in package.glob(pattern))
    return key_of(*(path.read_bytes() for path in paths))


def packed(document: Document) -> bytes:
    """Return a document as bytes; what `unpacked` makes of them is equal to it."""
    return zlib.compress(json.dumps(_plain(document), separators=(",", ":")).encode(), 3)


def unpacked(data: bytes) -> Document:
    """Return the document that was packed; ValueError, TypeError, LookupError or zlib.error for what was not."""
    found = _value(json.loads(zlib.decompress(data)))
    if not isinstance(found, Document):
        raise TypeError("no document")
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a document
    if (number := _NUMBERS.get(type(value))) is not None:
        return [number, *_given(value, number)]
    if isinstance(value, (tuple, PackedCells)):
        return [_TUPLE, *map(_plain, value)]
    if isinstance(value, Mapping):
        return [_MAPPING, *([key, item] for key, item in value.items())]
    return value


def _given(value: Any, number: int) -> list[Any]:  # noqa: ANN401 - any value of a document
    """Return the fields of a value, without those at the end that are as they are when nothing is said."""
    names, defaults = _fields(number)
    given = [getattr(value, name) for name in names]
    while given and given[-1] == defaults[len(given) - 1]:
        given.pop()
    return [_plain(item) for item in given]


def _value(plain: Any) -> Any:  # noqa: ANN401 - any value of a document
    if not isinstance(plain, list):
        return plain
    kind, *rest = plain
    if kind == _TUPLE:
        return tuple(map(_value, rest))
    if kind == _MAPPING:
        return dict(rest)
    names, _ = _fields(kind)
    return _CLASSES[kind](**dict(zip(names, map(_value, rest), strict=False)))


@cache
def _fields(number: int) -> tuple[Sequence[str], Sequence[Any]]:
    """Return the names of a class's fields and what each is when nothing is said."""
    found = fields(_CLASSES[number])
    defaults = [f.default if f.default_factory is MISSING else f.default_factory() for f in found]
    return [f.name for f in found], defaults
