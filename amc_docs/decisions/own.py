"""What the reviewer adds: observations of one's own, and points verified in the program's place."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.decisions.case import Case
from amc_docs.decisions.files import Decisions, Own, Verified, fault
from amc_docs.document import Location, Paragraph, tables_in
from amc_docs.findings import Finding, Severity, State
from amc_docs.judgements import Decision, Judgement
from amc_docs.placing import identified
from amc_docs.record import Record
from amc_docs.wording import fold

OWN = "propia"
"""What the rule of such an observation begins with; its obligation where it cites no duty of the catalogue."""
_NOW = "Se decidió sobre otra versión del documento: confírmelo."


def observations(cases: Sequence[Case], index: int, decisions: Decisions) -> tuple[Finding, ...]:
    """Return the reviewer's own observations about one document of the file."""
    case = cases[index]
    found = [_finding(case, own, decisions) for own in decisions.own if _is_about(cases, index, own, decisions)]
    titles = case.doctype.matrix_titles
    return identified(found, case.record, titles, index + 1 if len(cases) > 1 else None)


def _finding(case: Case, own: Own, decisions: Decisions) -> Finding:
    is_same = decisions.sha256 == case.report.sha256 and own.is_confirmed
    duty = next((o for o in case.doctype.obligations if o.id == own.citation), None)
    is_note = own.severity is Severity.NOTA
    note = "" if is_same or is_note else f"{_NOW} "
    return Finding(
        rule=f"{OWN}-{own.number}",
        obligation=duty.id if duty else OWN,
        state=State.INCUMPLE if is_same or is_note else State.POR_VERIFICAR,
        severity=own.severity,
        point=own.point or None,
        message=own.message,
        suggestion=(note + (own.suggestion or "Subsane lo observado.")),
        citation=duty.clause if duty else own.citation,
        evidence=own.evidence,
        location=own.location or _place(case.record, own),
        judgement=Judgement(
            decision=Decision.ACEPTAR, reviewer=decisions.reviewer, to_confirm=not is_same and not is_note, is_own=True
        ),
    )


def _place(record: Record, own: Own) -> Location | None:
    """Return where the words that an observation quotes stand, if in one place only; else its point's title."""
    point = record.point(own.point) if own.point else None
    blocks = point.blocks if point else record.document.blocks
    wanted = fold(own.evidence)
    places = [b.location for b in blocks if isinstance(b, Paragraph) and wanted and wanted in fold(b.text)]
    places += [
        cell.location for table in tables_in(blocks) for cell in table.cells if wanted and wanted in fold(cell.text)
    ]
    return places[0] if len(places) == 1 else point.location if point else None


def verified_points(cases: Sequence[Case], index: int, decisions: Decisions) -> tuple[frozenset[str], int]:
    """Return the points of one document that the reviewer has verified, and how many on another version of it."""
    about = [row for row in decisions.verified if _is_about(cases, index, row, decisions)]
    is_same = decisions.sha256 == cases[index].report.sha256
    sure = frozenset(row.point for row in about if is_same and row.is_confirmed)
    return sure, sum(not (is_same and row.is_confirmed) for row in about)


def _is_about(cases: Sequence[Case], index: int, row: Own | Verified, decisions: Decisions) -> bool:
    """Return whether a row is about one document of the file; BadSettingsError where it is about none."""
    part, point = row.part, row.point
    if len(cases) > 1 and part is None:
        raise fault(decisions.file, row, "parte", f"falta. El archivo contiene {len(cases)} documentos: diga cuál es.")
    if part is not None and part > len(cases):
        raise fault(decisions.file, row, "parte", f"dice {part}, y el archivo contiene {len(cases)}. Corríjalo.")
    if part is not None and part != index + 1:
        return False
    known = [p.number for p in cases[index].report.points]
    if point and point not in known:
        those = f"Los que hay son: {', '.join(known)}." if known else "Este tipo de documento no tiene puntos."
        raise fault(decisions.file, row, "punto", f"«{point}» no es un punto de este documento. {those}")
    return True
