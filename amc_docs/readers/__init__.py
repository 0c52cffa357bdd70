"""From a file to a document: what it really is decides who reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import chain
from pathlib import Path

from amc_docs.document import Document
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import Limits
from amc_docs.readers import kept
from amc_docs.readers.sniff import identify, unsupported
from amc_docs.watch import FREE, Terms
from amc_docs.wording import shown

READERS = {
    "docx": "amc_docs.readers.docx",
    "pdf": "amc_docs.readers.pdf",
    **dict.fromkeys(("png", "jpeg", "tiff"), "amc_docs.readers.image"),
    **dict.fromkeys(("doc", "odt", "rtf"), "amc_docs.readers.office"),
    **dict.fromkeys(("xlsx", "ods"), "amc_docs.readers.spreadsheet"),
}
"""Format → module with `read(path, *, name, sha256, pages, progress)`; imported when first needed."""
PICTURED = frozenset({"pdf", "png", "jpeg", "tiff"})
"""Formats whose readers also take `ocr` and all `terms`: their pages may be pictures. The others take `limits`."""


def read(
    path: Path,
    *,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    ocr: bool = True,
    terms: Terms = FREE,
) -> Document:
    """Read a file as what it is, whatever its name says.

    `pages` (from 1) limits the reading where the format has pages; `progress` is called with pages done and in all.
    Without `ocr` pages that are pictures stay unread. `terms` say how much is read at most.

    Raises:
        UnsupportedFormatError: a kind of file that no reader takes.
        LimitExceededError: larger than a documented limit.
        MissingToolError: an external program is needed and absent.
        UnreadableFileError: missing, empty, damaged, encrypted or no file at all.
    """
    found = identify(path, terms.limits)
    if found.format not in READERS:
        raise unsupported(path, found.format)
    sha256 = _digest(path)
    # Of a file of which pages are left out there is no whole document to keep.
    shelf = kept.Shelf.at(terms.cache if pages is None else None, sha256, path.name, terms.limits, ocr=ocr)
    document = shelf.get() if shelf else None
    if document is None:
        document = _read(path, found.format, sha256, pages=pages, progress=progress, ocr=ocr, terms=terms)
        if shelf:
            shelf.put(document)
    return replace(document, warnings=(*found.warnings, *document.warnings)) if found.warnings else document


def _read(
    path: Path,
    form: str,
    sha256: str,
    *,
    pages: frozenset[int] | None,
    progress: Callable[[int, int], None] | None,
    ocr: bool,
    terms: Terms,
) -> Document:
    choice = {"ocr": ocr, "terms": terms} if form in PICTURED else {"limits": terms.limits}
    document: Document = import_module(READERS[form]).read(
        path, name=path.name, sha256=sha256, pages=pages, progress=progress, **choice
    )
    terms.watch.rest()
    _check_characters(document, terms.limits)
    return document


def _check_characters(document: Document, limits: Limits) -> None:
    """Refuse a document with more text than what follows can go through in time."""
    texts = chain((p.text for p in document.paragraphs()), (f.text for f in document.furniture))
    if (count := sum(map(len, texts))) > limits.characters:
        raise limits.exceeded("characters", document.name, "tiene {} caracteres", count)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(
            f"No se pudo leer «{shown(path.name)}» del disco. "
            "Compruebe que la unidad está conectada y vuelva a intentarlo."
        ) from error
