"""What is corrected for certain and what is still to be written or mended, before any document is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amc_docs.doctype import DocType
from amc_docs.document import Location, Paragraph
from amc_docs.extraction.citations import LETTERS
from amc_docs.findings import Finding, Fix, State
from amc_docs.record import Point, Record
from amc_docs.specs import RuleSpec
from amc_docs.wording import fold, is_numbered, squeeze
from amc_docs.writers import Review

_OF_ORDER = "points_in_order"
"""The rule kind whose faults an official form cannot have: number, title and place of each point are the form's."""
_OF_CITATIONS = "citations_well_formed"
_UNSIGNED = re.compile(r"(?P<kind>.*[^\W\d_]\.?)\s*(?P<number>D?\d[^°º]*)")
_SIGN = re.compile(r"(?:N\s*[°º.oO]*|№|Nro\.?|n[uú]mero)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the list that goes with the document: what it said, what it says now, and why."""

    point: str | None
    location: Location | None
    """Where it stood in the submission; None where it is about no one place."""
    before: str
    """Empty: something was only added."""
    after: str
    """Empty: something was only taken out."""
    why: str
    citation: str
    rule: str = ""
    """Empty: of the form itself."""
    finding: str = ""
    """The `id` of the observation that it cures; empty where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What only the author can write or mend: marked in the document, and listed."""

    finding: Finding
    is_gap: bool
    """Something is missing there; otherwise something is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done to one document."""

    corrections: tuple[Correction, ...]
    fixes: tuple[Fix, ...]
    titles: dict[str, Correction]
    """By number of the point."""
    has_official_titles: bool
    """The norm lays down number and title of each point."""
    pending: tuple[Pending, ...]


def plan(review: Review, refused: frozenset[str] = frozenset()) -> Plan:
    """Return the plan for the document that the file is about; no fix was found to cure what is `refused`."""
    record, doctype = review.record, review.doctype
    findings = own_findings(review)
    kinds = {rule.id: rule for rule in doctype.rules}
    fixed = [f for f in findings if f.fixes and f.id not in refused]
    formal = [f for f in findings if f.id not in refused and is_of_form(f, kinds, record)]
    titles = dict(_titles(record, doctype, formal))
    order = _order(record, doctype, formal)
    cited, cited_fixes = _citations(record, doctype)
    of_rules = [_corrected(f, fix) for f in fixed for fix in f.fixes]
    done = {f.id for f in (*fixed, *formal)}
    return Plan(
        corrections=(*order, *titles.values(), *of_rules, *cited),
        fixes=(*(fix for f in fixed for fix in f.fixes), *cited_fixes),
        titles=titles,
        has_official_titles=any(rule.kind == _OF_ORDER for rule in doctype.rules),
        pending=tuple(
            Pending(finding=f, is_gap=_is_gap(f, record)) for f in findings if f.is_observation and f.id not in done
        ),
    )


def own_findings(review: Review) -> tuple[Finding, ...]:
    """Return the observations of the document that the file is about."""
    main = next((part.number for part in review.report.parts if part.is_main), None)
    return tuple(f for f in review.report.findings if f.part == main)


def is_of_form(finding: Finding, kinds: dict[str, RuleSpec], record: Record) -> bool:
    """Return whether the official form itself cures an observation: of order, number and title, or of the old index."""
    rule = kinds.get(finding.rule)
    in_index = any(line.location == finding.location for line in record.index)
    return finding.state is State.INCUMPLE and (in_index or (rule is not None and rule.kind == _OF_ORDER))


def official(point: Point) -> str:
    """Return the title line that the form gives a point."""
    return f"{point.number}. {point.title}" if is_numbered(point.number) else point.title


def written_title(record: Record, point: Point) -> str:
    """Return the title as it stands in the submission: its whole line, but for words that are content."""
    said = squeeze(f"{point.found_number or ''} {point.found_title or ''}")
    line = next((p for p in record.document.paragraphs() if p.location == point.location and p.text), None)
    first = next((b for b in point.blocks if isinstance(b, Paragraph)), None)
    if line is None or (first is not None and first.location == line.location):
        return said
    whole = squeeze(line.printed)
    return whole if fold(point.found_title or "") in fold(whole) else said


def _titles(record: Record, doctype: DocType, formal: Sequence[Finding]) -> Iterator[tuple[str, Correction]]:
    """Yield the titles that are not the official ones, where the norm has a duty on titles; a part's name is free."""
    if not any(rule.kind == _OF_ORDER for rule in doctype.rules):
        return
    named = {spec.number for spec in doctype.titled if is_numbered(spec.number)}
    about = {f.point: f for f in formal}
    norm = _clause(doctype)
    for point in record.points.values():
        if not point.is_present or point.number not in named:
            continue
        before, after = written_title(record, point), official(point)
        if set(fold(before).split()) == set(fold(after).split()):
            continue
        finding = about.get(point.number)
        yield point.number, Correction(
            point=point.number,
            location=point.location,
            before=before,
            after=after,
            why=finding.message if finding else "El formato oficial da al punto este número y este título.",
            citation=finding.citation if finding else norm,
            rule=finding.rule if finding else "",
            finding=finding.id if finding else "",
        )


def _order(record: Record, doctype: DocType, formal: Sequence[Finding]) -> Iterator[Correction]:
    """Yield the correction of the order of the points, and the faults of the old index, which is not kept."""
    found = [n for n in record.order if n in record.points and is_numbered(n)]
    right = [n for n in record.points if n in found]
    moved = next((f for f in formal if f.value == ", ".join(found)), None)
    if found != right:
        yield Correction(
            point=moved.point if moved else None,
            location=moved.location if moved else None,
            before=f"Puntos en el orden {', '.join(found)}",
            after=f"Puntos en el orden {', '.join(right)}",
            why=moved.message if moved else "Los puntos siguen el orden del formato.",
            citation=moved.citation if moved else _clause(doctype),
            rule=moved.rule if moved else "",
            finding=moved.id if moved else "",
        )
    index = {line.location: line for line in record.index}
    for finding in formal:
        if finding.location in index:
            yield Correction(
                point=finding.point,
                location=finding.location,
                before=finding.evidence,
                after="",
                why=f"{finding.message} El índice anterior se retira: el documento tiene otras páginas.",
                citation=finding.citation,
                rule=finding.rule,
                finding=finding.id,
            )


def _clause(doctype: DocType) -> str:
    """Return the clause on numbers, titles and order; the norm of the form where no rule is about them."""
    return next((rule.citation for rule in doctype.rules if rule.kind == _OF_ORDER), doctype.norm)


def _corrected(finding: Finding, fix: Fix) -> Correction:
    return Correction(
        point=finding.point,
        location=fix.location,
        before=fix.before,
        after=fix.after,
        why=finding.message,
        citation=finding.citation,
        rule=finding.rule,
        finding=finding.id,
    )


def _citations(record: Record, doctype: DocType) -> tuple[list[Correction], list[Fix]]:
    """Return the norms cited without «N°» before their number, where the type has a duty on how they are cited."""
    rule = next((r for r in doctype.rules if r.kind == _OF_CITATIONS), None)
    corrections: list[Correction] = []
    fixes: list[Fix] = []
    for cited in record.citations if rule else ():
        found = _UNSIGNED.fullmatch(cited.literal)
        # «Leyes 27867 y 27972»: one sign does not stand for several.
        if rule is None or cited.kind in LETTERS or not found or found["kind"].split()[0].endswith("s"):
            continue
        if _SIGN.search(found["kind"]):
            continue
        fix = Fix(location=cited.location, before=cited.literal, after=f"{found['kind']} N° {found['number']}")
        fixes.append(fix)
        corrections.append(
            Correction(
                point=cited.point,
                location=cited.location,
                before=fix.before,
                after=fix.after,
                why="El número de una norma se escribe después de «N°».",
                citation=rule.citation,
                rule=rule.id,
            )
        )
    return corrections, fixes


def _is_gap(finding: Finding, record: Record) -> bool:
    """Return whether something is missing where the observation points: an empty cell, an empty or absent point."""
    point = record.points.get(finding.point or "")
    if point is not None and (not point.is_present or not point.has_words):
        return True
    where = finding.location
    if where is None or where.row is None:
        return finding.value is None
    table = record.table(where.table)
    cells = [c for c in table.cells if c.location == where] if table else []
    return bool(cells) and not any(c.text.strip() for c in cells)
