"""The documents of one file, each understood and checked by itself, made one review of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from amc_docs.doctype import UNKNOWN
from amc_docs.document import Document, Location
from amc_docs.extraction import extract, main_part, title_of
from amc_docs.extraction.parts import Part as Section
from amc_docs.findings import Finding, Part, PointState, Report, RuleOutcome
from amc_docs.papers import Paper
from amc_docs.record import Record
from amc_docs.renumbering import renumber
from amc_docs.writers import Review


def records(sections: Sequence[Section]) -> list[Record]:
    """Return the record of each document; tables are numbered through the file, and each knows what lies beside it."""
    found: list[Record] = []
    first = 1
    for section in sections:
        document, layout = section.document, section.found.layout
        if next((t.number for t in document.tables()), first) != first:
            # The tables before it were divided: the numbers that its reader gave are taken.
            document, layout = replace(document, blocks=renumber(document.blocks, first)), None
        record = extract(document, section.found.doctype, layout)
        first += sum(1 for _ in record.document.tables())
        found.append(record)
    if len(found) < 2:
        return found
    papers = [_paper(section, record) for section, record in zip(sections, found, strict=True)]
    return [
        replace(record, papers=replace(record.papers, beside=tuple(p for m, p in enumerate(papers) if m != n)))
        for n, record in enumerate(found)
    ]


def _paper(section: Section, record: Record) -> Paper:
    doctype = section.found.doctype
    return Paper(
        title=title_of(record.document, doctype) or doctype.title,
        name=record.papers.name,
        called=doctype.recognition.called,
        pages=section.pages,
        location=_beginning(record.document),
    )


def _beginning(document: Document) -> Location:
    return document.blocks[0].location if document.blocks else Location()


def joined(document: Document, found: Sequence[Record]) -> Document:
    """Return the file's document with the blocks of its records, whose tables are the ones that places speak of."""
    return replace(document, blocks=tuple(block for record in found for block in record.document.blocks))


def review(path: Path, document: Document, sections: Sequence[Section], reviews: Sequence[Review]) -> Review:
    """Return the review of a file that holds several documents: theirs, one after the other."""
    main = main_part(sections)
    pairs = enumerate(zip(sections, reviews, strict=True))
    parts = tuple(_part(n, section, one, n == main) for n, (section, one) in pairs)
    of_main = reviews[main].report
    report = replace(
        of_main,
        points=tuple(p for n, one in enumerate(reviews, 1) for p in _points(one.report, n)),
        findings=tuple(f for n, one in enumerate(reviews, 1) for f in _findings(one.report.findings, n)),
        dismissed=tuple(f for n, one in enumerate(reviews, 1) for f in _findings(one.report.dismissed, n)),
        outcomes=tuple(o for n, one in enumerate(reviews, 1) for o in _outcomes(one.report, n)),
        warnings=document.warnings,
        incomplete="; ".join(_unexamined(document, reviews)),
        parts=parts,
    )
    return Review(
        path=path,
        document=joined(document, [one.record for one in reviews]),
        record=reviews[main].record,
        doctype=reviews[main].doctype,
        report=report,
        parts=tuple(reviews),
    )


def _part(index: int, section: Section, one: Review, is_main: bool) -> Part:
    return Part(
        number=index + 1,
        doctype=one.doctype.name,
        doctype_title=one.doctype.title,
        title=title_of(one.document, one.doctype),
        confidence=one.report.doctype_confidence,
        pages=section.pages,
        location=_beginning(one.document),
        verdict=one.report.verdict,
        is_main=is_main,
    )


def _points(report: Report, number: int) -> Iterator[PointState]:
    yield from (replace(point, part=number) for point in report.points)


def _findings(findings: Sequence[Finding], number: int) -> Iterator[Finding]:
    yield from (replace(finding, part=number) for finding in findings)


def _outcomes(report: Report, number: int) -> Iterator[RuleOutcome]:
    yield from (replace(outcome, part=number) for outcome in report.outcomes)


def _unexamined(document: Document, reviews: Sequence[Review]) -> Iterator[str]:
    """Yield why the file was not examined as a whole, in Spanish."""
    if unread := len(document.unread_pages):
        yield f"no se leyeron {unread} páginas" if unread > 1 else "no se leyó una página"
    for number, one in enumerate(reviews, 1):
        if one.doctype.name == UNKNOWN:
            yield f"no se reconoce el tipo de la parte {number}"
        elif not one.doctype.rules:
            yield f"en la parte {number} ({one.doctype.title}) no hay obligaciones que comprobar"
