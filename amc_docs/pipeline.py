"""One file → one report. This page is the program: read, recognise, extract, check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from amc_docs import doctype as doctypes
from amc_docs.checking import check
from amc_docs.doctype import DocType
from amc_docs.document import Document
from amc_docs.errors import NoSuchPagesError
from amc_docs.extraction import Recognition, as_json, extract, recognise
from amc_docs.findings import Report
from amc_docs.readers import read
from amc_docs.writers import Extraction, Review

PAGED = ("pdf", "tiff")
"""Formats whose reader can leave pages out; a Word file is always read as a whole."""
Progress = Callable[[int, int], None]
"""Told how many pages of how many are read."""


def review(
    path: Path,
    *,
    wanted: str | None = None,
    pages: frozenset[int] | None = None,
    progress: Progress | None = None,
    ocr: bool = True,
) -> Review:
    """Read, recognise, extract and check one file; AmcDocsError where it cannot be read.

    `wanted` names the document type when the user states it; None recognises it. Without `ocr` scanned pages stay
    unread.
    """
    document = _read(path, pages, progress, ocr=ocr)
    found = _type_of(document, wanted)
    doctype = found.doctype
    record = extract(document, doctype, found.layout)
    checked = check(record, doctype)
    report = Report(
        file=document.name,
        sha256=document.sha256,
        format=document.format,
        page_count=document.page_count,
        doctype=doctype.name,
        doctype_title=doctype.title,
        doctype_confidence=found.confidence,
        points=tuple(checked.points),
        findings=tuple(checked.findings),
        outcomes=tuple(checked.outcomes),
        warnings=document.warnings,
        candidates=found.candidates,
        incomplete=_incomplete(document, doctype),
    )
    # Places refer to the document as extraction divided it into tables, not as it was read.
    return Review(path=path, document=record.document, record=record, doctype=doctype, report=report)


def understand(
    path: Path,
    *,
    wanted: str | None = None,
    pages: frozenset[int] | None = None,
    progress: Progress | None = None,
    ocr: bool = True,
) -> Extraction:
    """Read, recognise and extract one file, without checking it."""
    document = _read(path, pages, progress, ocr=ocr)
    found = _type_of(document, wanted)
    doctype = found.doctype
    record = extract(document, doctype, found.layout)
    data, origin = as_json(record, doctype)
    return Extraction(
        path=path,
        document=record.document,
        record=record,
        doctype=doctype,
        confidence=found.confidence,
        candidates=found.candidates,
        data=data,
        origin=origin,
    )


def _type_of(document: Document, wanted: str | None) -> Recognition:
    """Return the type recognised, or the one that the user states, which is certain."""
    known: Mapping[str, DocType] = doctypes.available()
    found = recognise(document, known)
    if wanted in (None, found.doctype.name):
        return found if wanted is None else replace(found, confidence=1.0)
    return Recognition(doctype=known[wanted], confidence=1.0, candidates=found.candidates)


def _read(path: Path, pages: frozenset[int] | None, progress: Progress | None, *, ocr: bool) -> Document:
    """Read the file; pages that the user left out are unread, so that what stands on them is never taken as absent."""
    document = read(path, pages=pages, progress=progress, ocr=ocr)
    every = set(range(1, (document.page_count or 0) + 1)) if document.format.startswith(PAGED) else set()
    left_out = every - pages if pages else set()
    if not left_out:
        return document
    if left_out == every:
        has = f"tiene {len(every)} páginas" if len(every) > 1 else "tiene una sola página"
        raise NoSuchPagesError(f"{has}, y ninguna está en --paginas. Indique las que quiere leer, por ejemplo 1-3.")
    note = "Se leyeron solo las páginas pedidas con --paginas: las demás no se revisaron."
    unread = tuple(sorted(left_out.union(document.unread_pages)))
    return replace(document, unread_pages=unread, warnings=(*document.warnings, note))


def _incomplete(document: Document, doctype: DocType) -> str:
    """Return why the file was not examined as a whole; empty where it was."""
    if unread := len(document.unread_pages):
        total = f" de {document.page_count}" if document.page_count else ""
        return f"no se leyeron {unread}{total} páginas" if unread > 1 else f"no se leyó una página{total}"
    return "no se reconoce el tipo de documento" if doctype.name == doctypes.UNKNOWN else ""
