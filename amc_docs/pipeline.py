"""One file → one report. This page is the program: read, recognise, extract, check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from amc_docs import doctype as doctypes
from amc_docs.checking import check
from amc_docs.doctype import DocType
from amc_docs.document import Document
from amc_docs.extraction import as_json, extract, recognise
from amc_docs.findings import Report
from amc_docs.readers import read
from amc_docs.writers import Extraction, Review

Progress = Callable[[int, int], None]
"""Told how many pages of how many are read."""


def review(
    path: Path,
    *,
    wanted: str | None = None,
    pages: frozenset[int] | None = None,
    progress: Progress | None = None,
) -> Review:
    """Read, recognise, extract and check one file; AmcDocsError where it cannot be read.

    `wanted` names the document type when the user states it; None recognises it.
    """
    document = read(path, pages=pages, progress=progress)
    doctype, confidence, candidates = _type_of(document, wanted)
    record = extract(document, doctype)
    checked = check(record, doctype)
    report = Report(
        file=document.name,
        sha256=document.sha256,
        format=document.format,
        page_count=document.page_count,
        doctype=doctype.name,
        doctype_title=doctype.title,
        doctype_confidence=confidence,
        points=tuple(checked.points),
        findings=tuple(checked.findings),
        outcomes=tuple(checked.outcomes),
        warnings=(*document.warnings, *_partial(pages)),
        candidates=candidates,
    )
    return Review(path=path, document=document, record=record, doctype=doctype, report=report)


def understand(
    path: Path,
    *,
    wanted: str | None = None,
    pages: frozenset[int] | None = None,
    progress: Progress | None = None,
) -> Extraction:
    """Read, recognise and extract one file, without checking it."""
    document = read(path, pages=pages, progress=progress)
    document = replace(document, warnings=(*document.warnings, *_partial(pages)))
    doctype, confidence, candidates = _type_of(document, wanted)
    record = extract(document, doctype)
    data, origin = as_json(record, doctype)
    return Extraction(
        path=path,
        document=document,
        record=record,
        doctype=doctype,
        confidence=confidence,
        candidates=candidates,
        data=data,
        origin=origin,
    )


def _type_of(document: Document, wanted: str | None) -> tuple[DocType, float, tuple[tuple[str, float], ...]]:
    """Return type, confidence and runners-up; what the user states is certain."""
    known: Mapping[str, DocType] = doctypes.available()
    found = recognise(document, known)
    if wanted:
        return known[wanted], 1.0, found.candidates
    return found.doctype, found.confidence, found.candidates


def _partial(pages: frozenset[int] | None) -> tuple[str, ...]:
    """Say that only a part was read: what is not in it must not look absent."""
    return ("Se leyeron solo las páginas pedidas con --paginas: lo demás no se revisó.",) if pages else ()
