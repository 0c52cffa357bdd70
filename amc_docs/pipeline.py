"""One file → one report. This page is the program: read, recognise, extract, check."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from amc_docs import assembly
from amc_docs import doctype as doctypes
from amc_docs.checking import check
from amc_docs.doctype import DocType
from amc_docs.document import Document
from amc_docs.errors import NoSuchPagesError, NotComparableError
from amc_docs.extraction import Part, Recognition, as_json, extract, main_part, recognise, split
from amc_docs.extraction.open_marks import without_marks
from amc_docs.findings import Report
from amc_docs.judgements import beside
from amc_docs.placing import identified
from amc_docs.readers import READERS, read
from amc_docs.record import Record
from amc_docs.rules import kind, kinds
from amc_docs.watch import FREE, Terms
from amc_docs.writers import Extraction, Review

_COMPARES = "agrees_with_other"
"""The rule kind that looks at another document."""

PAGED = ("pdf", "tiff")
"""Formats whose reader can leave pages out; a Word file is always read as a whole."""


def review(
    path: Path,
    *,
    wanted: str | None = None,
    pages: frozenset[int] | None = None,
    ocr: bool = True,
    terms: Terms = FREE,
    against: Record | None = None,
    decided: Path | bool = True,
) -> Review:
    """Read, recognise, extract and check one file; AmcDocsError where it cannot be read.

    `against` is the other document that it is compared with, by the rules of its type that do so; NotComparableError
    where no document of the file is of a type with such a rule.

    `decided` is the file of the reviewer's decisions; True takes the one beside the document, if there is one, False
    takes none. BadSettingsError where it is wrong.

    `wanted` names the document type when the user states it; None recognises it. Without `ocr` scanned pages stay
    unread. `terms` are described with their type; `isolation` holds a file to them whatever happens.
    """
    document = _read(path, pages, terms, ocr=ocr)
    sections = _sections(document, wanted)
    if against is not None and not any(r.kind == _COMPARES for s in sections for r in s.found.doctype.rules):
        raise NotComparableError(
            f"«{sections[0].found.doctype.title}» no se compara con otro documento. Quite --contra, o indique el tipo "
            "con --tipo si no es ese."
        )
    records = [replace(record, against=against) for record in assembly.records(sections)]
    pairs = zip(sections, records, strict=True)
    reviews = [
        _checked(path, section, record, n if len(records) > 1 else None) for n, (section, record) in enumerate(pairs, 1)
    ]
    reviews = _judged(reviews, path, decided)
    return assembly.review(path, document, sections, reviews) if len(reviews) > 1 else reviews[0]


def _judged(reviews: list[Review], path: Path, decided: Path | bool) -> list[Review]:
    """Apply the reviewer's decisions, where there are any."""
    file = beside(path) if decided is True else decided
    # Beside a name as long as the system allows stands no other: Path.is_file would raise.
    if not file or (decided is True and not os.path.isfile(file)):  # noqa: PTH113
        return reviews
    # Reading YAML is heavy, and hardly any file has decisions.
    from amc_docs import decisions

    cases = [decisions.Case(report=r.report, record=r.record, doctype=r.doctype) for r in reviews]
    reports = decisions.apply(cases, decisions.read(file))
    return [replace(review, report=report) for review, report in zip(reviews, reports, strict=True)]


def _checked(path: Path, section: Part, record: Record, number: int | None) -> Review:
    """Check one document; `number` is its place in a file that holds several."""
    document, found = section.document, section.found
    doctype = found.doctype
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
        findings=identified(checked.findings, record, doctype.matrix_titles, number),
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
    ocr: bool = True,
    terms: Terms = FREE,
) -> Extraction:
    """Read, recognise and extract one file, without checking it."""
    document = _read(path, pages, terms, ocr=ocr)
    sections = _sections(document, wanted)
    records = assembly.records(sections)
    found = [_understood(path, section, record) for section, record in zip(sections, records, strict=True)]
    if len(found) == 1:
        return found[0]
    return replace(
        found[main_part(sections)], document=assembly.joined(document, records), parts=tuple(found)
    )


def _understood(path: Path, section: Part, record: Record) -> Extraction:
    found = section.found
    doctype = found.doctype
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
        pages=section.pages,
    )


def prepare(formats: Iterable[str] = ("docx",)) -> None:
    """Load and work out beforehand what every file needs, so that the copies of this process that read do not have to.

    A document without a word is taken through all stages, as each type. `formats` are those whose readers are loaded.
    """
    for form in formats:
        import_module(READERS[form])
    for name in kinds():
        kind(name)
    nothing = Document(name="", sha256="", format="docx")
    recognise(nothing, doctypes.available())
    for doctype in doctypes.available().values():
        check(extract(nothing, doctype), doctype)


def _sections(document: Document, wanted: str | None) -> tuple[Part, ...]:
    """Return the documents that the file holds; the file as one, of the type that the user states."""
    if wanted is None:
        return split(document, doctypes.available())
    return (Part(document=document, found=_type_of(document, wanted), pages=None),)


def _type_of(document: Document, wanted: str) -> Recognition:
    """Return the type that the user states, which is certain."""
    known: Mapping[str, DocType] = doctypes.available()
    found = recognise(document, known)
    if wanted == found.doctype.name:
        return replace(found, confidence=1.0)
    return Recognition(doctype=known[wanted], confidence=1.0, candidates=found.candidates)


def _read(path: Path, pages: frozenset[int] | None, terms: Terms, *, ocr: bool) -> Document:
    """Read the file; pages that the user left out are unread, so that what stands on them is never taken as absent."""
    document = without_marks(read(path, pages=pages, progress=terms.watch.done, ocr=ocr, terms=terms))
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
    if document.unread_cells:
        return "hay fórmulas sin resultado guardado, que no se leyeron"
    if document.is_damaged:
        return "el archivo está dañado y puede faltar contenido"
    if document.open_marks:
        return "quedan marcas por completar o corregir"
    return "no se reconoce el tipo de documento" if doctype.name == doctypes.UNKNOWN else ""
