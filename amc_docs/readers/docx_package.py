"""A Word file as a package of parts: opened with suspicion, read part by part, never unpacked to disk."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import unquote

from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_names import Element
from amc_docs.readers.docx_xml import parse

STEP = 1 << 20
PARTS, UNPACKED = "tiene {} partes internas", "descomprimido ocupa {}"
_ENTRY = b"PK\x01\x02"
_KNOWN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_SLASHES = re.compile(r"[\\/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A link from one part to another part or to the outside."""

    kind: str
    """Last word of its type: `officeDocument`, `styles`, `header`, `image`…; the same in ISO Strict files."""
    target: str
    """Name of the other part, resolved; as written where it is external."""
    is_external: bool


class Package:
    """The parts of one file, by name, without regard to case or slash; a context manager.

    Raises:
        LimitExceededError: more or larger members than any real document has.
        UnreadableFileError: not a sound ZIP file, or an encrypted one.
    """

    def __init__(self, path: Path, *, name: str, limits: Limits = DEFAULT) -> None:
        """Open the file and check its directory; `name` is shown in messages."""
        self.name = name
        self.limits = limits
        self._left = limits.inflated
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self._file = path.open("rb")
        try:
            _count_entries(self._file, name, limits)
            self._zip = zipfile.ZipFile(self._file)
            self._members = _checked(self._zip.infolist(), name, limits)
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
            self._file.close()
            raise damaged(name) from error
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._members

    def names(self) -> list[str]:
        """Return the names of all parts, folded to lower case with `/`."""
        return list(self._members)

    def fingerprint(self, part: str) -> tuple[int, int]:
        """Return checksum and size: parts that agree in both hold the same. `(0, 0)` for a missing part."""
        info = self._members.get(_key(part))
        return (info.CRC, info.file_size) if info else (0, 0)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part, inflated in steps so that a lie about its size costs nothing.

        Raises:
            LimitExceededError: it is larger than a part may be, or all parts together are.
            UnreadableFileError: it is missing or damaged.
        """
        info = self._members.get(_key(part))
        if info is None:
            raise UnreadableFileError(
                f"A «{self.name}» le falta su parte {_key(part)}. "
                "Ábralo en Word, guárdelo de nuevo como .docx y vuelva a intentarlo."
            )
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(STEP):
                    size += len(piece)
                    if size > self.limits.part:
                        raise self.limits.exceeded("part", self.name, f"tiene una parte, {_key(part)}, de {{}}")
                    if size > self._left:
                        raise self.limits.exceeded("inflated", self.name, UNPACKED)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise damaged(self.name) from error
        self._left -= size
        return b"".join(pieces)

    def parse(self, part: str, *, trim: Callable[[bytes], bytes] | None = None) -> Element:
        """Return the root element of a part, `trim`med first; see `read` and `docx_xml.parse` for what it raises."""
        return parse(self.read(part), name=self.name, part=_key(part), trim=trim, limits=self.limits)

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """Return the links of a part by their id; those of the package itself for "". Empty without any."""
        known = self._relationships.get(part)
        if known is None:
            known = self._relationships[part] = self._links(part)
        return known

    def _links(self, part: str) -> dict[str, Relationship]:
        folder, leaf = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{leaf}.rels")
        if source not in self:
            return {}
        found = {}
        for link in self.parse(source):
            external = (link.get("TargetMode") or "").lower() == "external"
            target = link.get("Target") or ""
            found[str(link.get("Id"))] = Relationship(
                kind=(link.get("Type") or "").rstrip("/").rsplit("/", 1)[-1],
                target=target if external else self._resolved(folder, target),
                is_external=external,
            )
        return found

    def main_part(self) -> str | None:
        """Return the name of the part that the package says it is about; None where it says nothing."""
        links = self.relationships().values()
        return next((r.target for r in links if r.kind == "officeDocument" and not r.is_external), None)

    def content_type(self, part: str) -> str:
        """Return the declared type of a part, "" where none is."""
        if "[Content_Types].xml" not in self:
            return ""
        by_extension = ""
        extension = part.rsplit(".", 1)[-1].lower()
        for entry in self.parse("[Content_Types].xml"):
            if "PartName" in entry.attrib and _key(entry.get("PartName")) == _key(part):
                return str(entry.get("ContentType") or "")
            if (entry.get("Extension") or "").lower() == extension:
                by_extension = str(entry.get("ContentType") or "")
        return by_extension

    def _resolved(self, folder: str, target: str) -> str:
        """Return the member that a target means: relative to its source's folder, or from the root with a slash."""
        target = _SLASHES.sub("/", target.partition("#")[0])
        plain = posixpath.normpath(target if target.startswith("/") else posixpath.join("/", folder, target))
        return plain.lstrip("/") if plain in self else unquote(plain).lstrip("/")


def damaged(name: str) -> UnreadableFileError:
    """Return the error for a file that is broken as a whole."""
    return UnreadableFileError(
        f"«{name}» está dañado o incompleto. Pida que se lo envíen de nuevo, o ábralo en Word y guárdelo como .docx."
    )


@lru_cache(maxsize=256)
def _key(part: str) -> str:
    return _SLASHES.sub("/", part).lstrip("/").casefold()


def _count_entries(file: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse a directory so long that merely listing it would fill the memory.

    Counts signatures and not the declared number, which may lie. Embedded files bring signatures of their own.
    """
    seen, tail = 0, b""
    file.seek(0)
    while piece := file.read(1 << 20):
        seen += (tail + piece).count(_ENTRY)
        tail = piece[-3:]
        if seen > 20 * limits.parts:
            raise limits.exceeded("parts", name, PARTS)
    file.seek(0)


def _checked(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Return the members by folded name, once the directory has passed every check."""
    if len(members) > limits.parts:
        raise limits.exceeded("parts", name, PARTS, len(members))
    if (size := sum(m.file_size for m in members)) > limits.inflated:
        raise limits.exceeded("inflated", name, UNPACKED, size)
    if any(m.flag_bits & _ENCRYPTED for m in members):
        raise UnreadableFileError(f"«{name}» está protegido con contraseña. Envíe una copia sin contraseña.")
    if any(m.compress_type not in _KNOWN_METHODS for m in members):
        raise UnreadableFileError(
            f"«{name}» está comprimido de un modo que Word no usa. Ábralo en Word, guárdelo de nuevo como .docx."
        )
    found = {_key(m.filename): m for m in members}
    if len(found) < len(members):
        raise UnreadableFileError(
            f"«{name}» contiene dos partes con el mismo nombre y no se puede saber cuál vale. "
            "Ábralo en Word, guárdelo de nuevo como .docx y vuelva a intentarlo."
        )
    return found
