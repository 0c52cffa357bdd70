"""What the reviewer's documents say, as their templates ask for it: facts; the sentences stand in the templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from amc_docs import letterhead
from amc_docs.doctype import UNKNOWN
from amc_docs.findings import Part, Severity, State, Verdict
from amc_docs.forms.marks import Inline, Words
from amc_docs.letterhead import Gaps
from amc_docs.reviewing.matter import Matter
from amc_docs.reviewing.numbering import Kind, Section, numbered
from amc_docs.reviewing.phrases import file_format, in_prose, norms
from amc_docs.settings import Person, Settings
from amc_docs.wording import is_numbered, shorten, shown, the_point
from amc_docs.writers import arrangement as shared
from amc_docs.writers.json import TOOL
from amc_docs.writers.places import runs

_SECTOR_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the user says of the documents to be written."""

    settings: Settings
    day: date
    number: int | None = None
    """Of the informe; None: a gap."""
    letter_number: int | None = None
    term: str | None = None
    """How long the entity has to cure it; None: as the settings say."""
    reference: str | None = None
    """The letter that the submission came with; None: as the file tells."""
    unread: tuple[tuple[str, str], ...] = ()
    """Files that could not be read although they belong to the submission, each with the reason (Spanish)."""


def informe(matters: Sequence[Matter], case: Case, gaps: Gaps) -> dict[str, Any]:
    """Return what the informe on some files says."""
    settings = case.settings
    matters_numbered = numbered([m.report for m in matters])
    norm_names, criteria = norms(matters)
    return {
        **_head(matters, case, gaps),
        "numero": letterhead.number(settings, "numero_informe", case.number, case.day, gaps),
        "dirigido_a": letterhead.person(settings.superior, "superior", gaps),
        "firmante": letterhead.person(settings.signatory, "firmante", gaps),
        "plazo": _term(matters, case, gaps),
        "herramienta": TOOL,
        "revisores": ", ".join(dict.fromkeys(_reviewers(matters))),
        "verificados": [point for m in matters for point in _verified(m)],
        "normas": norm_names,
        "criterios": criteria,
        **{str(kind): [_section(s) for s in sections] for kind, sections in matters_numbered.sections.items()},
        "estados": [table for m in matters for table in _states(m, matters_numbered.numbers_of(m.report))],
        "no_leido": [
            {"archivo": shown(m.report.file), "texto": in_prose(text)} for m in matters for text in m.report.warnings
        ],
        "no_comprobado": [row for m in matters for row in _unchecked(m)],
        "descartadas": [row for m in matters for row in _dismissed(m)],
    }


def letter(matters: Sequence[Matter], case: Case, gaps: Gaps) -> dict[str, Any]:
    """Return what the letter says that sends the informe."""
    settings = case.settings
    addressees = {settings.addressee(m.report.doctype, m.sector) for m in matters}
    # One letter cannot be written to two: then nobody is named.
    to = addressees.pop() if len(addressees) == 1 else Person()
    return {
        **_head(matters, case, gaps),
        "numero": letterhead.number(settings, "numero_oficio", case.letter_number, case.day, gaps),
        "numero_informe": letterhead.number(settings, "numero_informe", case.number, case.day, gaps),
        "destinatario": {
            "tratamiento": gaps.or_mark(to.treatment, "tratamiento"),
            **letterhead.person(to, "destinatario", gaps),
            "entidad": gaps.or_mark(to.body, "destinatario_entidad"),
        },
        "firmante": letterhead.person(settings.signatory, "firmante", gaps),
        "plazo": _term(matters, case, gaps),
    }


def _head(matters: Sequence[Matter], case: Case, gaps: Gaps) -> dict[str, Any]:
    """Return what both documents say."""
    references = [_reference(m, case) for m in matters]
    sectors = {m.sector for m in matters}
    files = [_file(m, reference, gaps) for m, reference in zip(matters, references, strict=True)]
    return {
        **letterhead.heading(case.settings, case.day, gaps),
        "varios": len(matters) > 1,
        "una_referencia": len(set(references)) == 1,
        # How many paragraphs tell with which letter the files came.
        "antecedentes": 1 if len(set(references)) == 1 else len(matters),
        "archivos": files,
        "dictamen": str(_verdict(matters, case)),
        "total": _totals(matters),
        "abiertos": [point for file in files for point in file["abiertos"]],
        "hay_incompletos": bool(case.unread) or any(m.report.incomplete for m in matters),
        "ilegibles": [{"nombre": shown(name), "motivo": in_prose(why)} for name, why in case.unread],
        "sector": shorten(sectors.pop(), _SECTOR_LENGTH) if len(sectors) == 1 else "",
        "referencia": gaps.or_mark("; ".join(dict.fromkeys(r for r in references if r)), "referencia"),
    }


def _reference(matter: Matter, case: Case) -> str:
    """Return the letter that a file came with, as the user says or as it stands in the file."""
    if case.reference:
        return case.reference
    if matter.reference is None:
        return ""
    return f"{matter.reference.name}, del {matter.reference.date}" if matter.reference.date else matter.reference.name


def _term(matters: Sequence[Matter], case: Case, gaps: Gaps) -> Inline:
    """Return how long the entity has; asked for only where there is something to cure."""
    if _verdict(matters, case) is not Verdict.CON_OBSERVACIONES:
        return Words("")
    return gaps.or_mark(case.term or case.settings.term, "plazo")


def _verdict(matters: Sequence[Matter], case: Case) -> Verdict:
    """Return the verdict on all files together; one that could not be read leaves it open."""
    verdicts = {m.report.verdict for m in matters} | ({Verdict.NO_VERIFICABLE} if case.unread else set())
    worst = (Verdict.CON_OBSERVACIONES, Verdict.NO_VERIFICABLE)
    return next((v for v in worst if v in verdicts), Verdict.CONFORME)


def _totals(matters: Sequence[Matter]) -> dict[str, int]:
    counts = [_counts(m) for m in matters]
    return {name: sum(c[name] for c in counts) for name in (*Kind, "descartadas")}


def _counts(matter: Matter) -> dict[str, int]:
    report = matter.report
    observed = report.count(Severity.ERROR) + report.count(Severity.ADVERTENCIA)
    return {
        Kind.OBSERVACIONES: observed,
        Kind.VERIFICAR: report.doubts,
        Kind.NOTAS: report.count(Severity.NOTA),
        "descartadas": len(report.dismissed),
    }


def _file(matter: Matter, reference: str, gaps: Gaps) -> dict[str, Any]:
    """Return one reviewed file."""
    report = matter.report
    main = matter.doctypes[0] if matter.doctypes else None
    pages = str(report.page_count) if report.page_count else ""
    told = {f.point for f in report.findings if f.state is State.POR_VERIFICAR}
    return {
        **{str(name): count for name, count in _counts(matter).items()},
        "nombre": shown(report.file),
        "tipo": report.doctype_title,
        "es_desconocido": report.doctype == UNKNOWN,
        "formato": file_format(report.format),
        "paginas": pages,
        "sha256": report.sha256,
        "dictamen": str(report.verdict),
        "referencia": gaps.or_mark(reference, "referencia"),
        "resumen_puntos": shared.tally(report.points),
        "nota": in_prose(main.note) if main else "",
        "hay_obligaciones": bool(report.outcomes),
        "incompleto": in_prose(report.incomplete),
        "abiertos": [
            shared.Group(point=p, items=()).heading
            for p in report.points
            if p.state is State.POR_VERIFICAR and p.number not in told
        ],
        "partes": [
            {
                "numero": str(p.number),
                "tipo": p.doctype_title,
                "titulo": shown(p.title),
                "lugar": shared.part_place(p),
                "dictamen": str(p.verdict),
            }
            for p in report.parts
        ],
    }


def _reviewers(matters: Sequence[Matter]) -> Iterator[str]:
    for m in matters:
        judging = m.report.judging
        if judging and (judging.applied or judging.own or judging.verified):
            yield judging.reviewer or judging.file


def _verified(matter: Matter) -> Iterator[str]:
    """Yield the points that the reviewer verified in the program's place, as they are called."""
    for number in matter.report.judging.verified if matter.report.judging else ():
        named = [p for p in matter.report.points if p.number == number]
        # Of several documents in a file, more than one may have a point of that number.
        yield shared.Group(point=named[0], items=()).heading if len(named) == 1 else the_point(number)


def _section(section: Section) -> dict[str, Any]:
    return {
        "archivo": section.file,
        **_part_of(section.part),
        "grupos": [
            {
                "punto": group.number,
                "titulo": group.title,
                "asuntos": [
                    {
                        "numero": str(entry.number),
                        "mensaje": in_prose(entry.message),
                        "es_advertencia": entry.finding.severity is Severity.ADVERTENCIA,
                        "ubicacion": "; ".join(entry.places),
                        "dice": entry.said,
                        "debe_decir": entry.replacement,
                        "se_espera": "" if entry.replacement else entry.expected,
                        "sustento": entry.finding.citation,
                        "como": in_prose(entry.finding.suggestion),
                    }
                    for entry in group.entries
                ],
            }
            for group in section.groups
        ],
    }


def _part_of(part: Part | None) -> dict[str, str]:
    return {"parte": str(part.number) if part else "", "tipo": part.doctype_title if part else ""}


def _states(matter: Matter, numbers: dict[tuple[int | None, str | None], list[int]]) -> Iterator[dict[str, Any]]:
    """Yield a table of the state of every point for each document that has points."""
    report = matter.report
    for part in report.parts or (None,):
        number = part.number if part else None
        points = [p for p in report.points if p.part == number]
        if points:
            yield {
                "archivo": shown(report.file),
                **_part_of(part),
                "numerados": any(is_numbered(p.number) for p in points),
                "puntos": [
                    {
                        "numero": p.number if is_numbered(p.number) else "",
                        "titulo": p.title,
                        "estado": shared.STATES[p.state],
                        "asuntos": ", ".join(runs(numbers.get((number, p.number), ()))),
                    }
                    for p in points
                ],
            }


def _unchecked(matter: Matter) -> Iterator[dict[str, str]]:
    titles = {rule.id: rule.title for doctype in matter.doctypes for rule in doctype.rules}
    for reason, rules in shared.unchecked(matter.report):
        checks = dict.fromkeys(titles.get(rule, rule) for rule in rules)
        yield {"archivo": shown(matter.report.file), "motivo": in_prose(reason), "comprobaciones": "; ".join(checks)}


def _dismissed(matter: Matter) -> Iterator[dict[str, str]]:
    for finding in matter.report.dismissed:
        judgement = finding.judgement
        yield {
            "mensaje": in_prose(finding.message),
            "ubicacion": "; ".join(shared.places(finding)),
            "sustento": finding.citation,
            "motivo": judgement.reason if judgement else "",
            "revisor": judgement.reviewer if judgement else "",
        }
