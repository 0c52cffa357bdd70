"""One file of a dossier, read: its documents, what each proves, names, dates and sends.

It is small and holds no document: files are read one after the other, each in a process of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from amc_docs import pipeline
from amc_docs.doctype import DocType
from amc_docs.document import Document, Location, Paragraph
from amc_docs.dossier import Evidence, Filing, Named
from amc_docs.expediente.settings import EvidenceSpec, NameSpec, Settings, settings
from amc_docs.extraction import dated, title_of
from amc_docs.extraction.citations import sentence
from amc_docs.extraction.openings import head
from amc_docs.findings import Part
from amc_docs.papers import PaperName
from amc_docs.record import Mention, Record
from amc_docs.watch import FREE, Terms
from amc_docs.wording import fold, shorten, squeeze
from amc_docs.writers import Review

_WORDS = 240


def filings(path: Path, name: str, *, ocr: bool = True, terms: Terms = FREE) -> tuple[Filing, ...]:
    """Read a file and return its documents; `name` is its path in the folder. AmcDocsError where it cannot be read."""
    review = pipeline.review(path, ocr=ocr, terms=terms)
    if not review.parts:
        return (_filing(review, name, None, review.report.warnings),)
    rows = zip(review.parts, review.report.parts, strict=True)
    return tuple(_filing(one, name, part, review.report.warnings) for one, part in rows)


def _filing(one: Review, name: str, part: Part | None, warnings: tuple[str, ...]) -> Filing:
    record, doctype, report = one.record, one.doctype, one.report
    rules = settings()
    own = record.papers.name
    return Filing(
        file=name,
        part=part.number if part else None,
        doctype=doctype.name,
        doctype_title=doctype.title,
        confidence=report.doctype_confidence,
        title=title_of(record.document, doctype) or _first_line(record.document),
        pages=part.pages if part else None,
        page_count=report.page_count,
        location=record.document.blocks[0].location if record.document.blocks else Location(),
        verdict=report.verdict,
        doubts=report.doubts,
        breaches=sum(f.is_observation for f in report.findings),
        warnings=warnings,
        name=own,
        date=_own_date(record, own),
        sent=record.papers.sent,
        called=doctype.recognition.called,
        evidence=() if doctype.name in rules.excluded else tuple(_evidence(record, doctype, rules)),
        named=() if doctype.name in rules.excluded else tuple(_named(record, rules)),
        citations=record.citations,
        mentions=tuple(m for m in record.mentions if m.kind == "date" and isinstance(m.value, date)),
    )


def _first_line(document: Document) -> str:
    return next((shorten(p.printed, 120) for p in document.paragraphs() if p.text.strip()), "")


def _own_date(record: Record, name: PaperName | None) -> Mention | None:
    """Return the document's own date as a mention of itself, so that it is compared with what others say of it."""
    value = record.values.get("/fecha")
    found = dated(Paragraph(text=value.raw, location=value.location)) if value and not value.is_blank else None
    if found is None or name is None:
        return found
    return replace(found, context=f"{name.literal} del {found.raw}")


def _evidence(record: Record, doctype: DocType, rules: Settings) -> Iterator[Evidence]:
    lines = head(record.document.blocks)
    paragraphs = [(p, fold(p.printed)) for p in record.document.paragraphs() if p.text.strip()]
    for index, phase in enumerate(rules.phases):
        for spec in phase.evidence:
            place = _proof(record, doctype, spec, lines, paragraphs)
            if place is not None:
                words = shorten(place.printed, _WORDS)
                yield Evidence(phase=index, what=spec.what, words=words, location=place.location, is_sure=spec.is_sure)
                break


def _proof(
    record: Record, doctype: DocType, spec: EvidenceSpec, lines: list[str], paragraphs: list[tuple[Paragraph, str]]
) -> Paragraph | None:
    """Return the paragraph that shows what the evidence asks for; None where the document does not have it all."""
    if spec.types and doctype.name not in spec.types:
        return None
    if spec.titles and not any(re.search(p, line) for p in spec.titles for line in lines):
        return None
    for name, pattern in spec.values.items():
        value = record.values.get(f"/{name}")
        if value is None or not re.search(pattern, fold(value.raw)):
            return None
    found = [next((p for p, words in paragraphs if re.search(phrase, words)), None) for phrase in spec.phrases]
    if any(place is None for place in found):
        return None
    shown = record.values.get(f"/{spec.shows}")
    if shown and not shown.is_blank:
        return Paragraph(text=shown.raw, location=shown.location)
    return found[0] if found else next((p for p, _ in paragraphs), None)


def _named(record: Record, rules: Settings) -> Iterator[Named]:
    for spec in rules.names:
        stated = [v for name in spec.values if (v := record.values.get(f"/{name}")) and not v.is_blank]
        for value in stated:
            yield Named(
                thing=spec.thing, name=value.raw, words=value.raw, location=value.location, is_stated=True
            )
        if not stated:
            yield from _in_passing(record, spec)


def _in_passing(record: Record, spec: NameSpec) -> Iterator[Named]:
    seen: set[str] = set()
    for paragraph in record.document.paragraphs():
        for pattern in spec.phrases:
            for found in re.finditer(pattern, paragraph.text):
                name = squeeze(found[1])
                if fold(name) not in seen:
                    seen.add(fold(name))
                    near = shorten(sentence(paragraph.text, found.start()), _WORDS)
                    yield Named(
                        thing=spec.thing, name=name, words=near, location=paragraph.location, is_stated=False
                    )
