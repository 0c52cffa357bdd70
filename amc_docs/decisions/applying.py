"""Reports and decisions → reports as the decisions leave them. Nothing that they take away is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amc_docs.decisions.case import Case
from amc_docs.decisions.files import Decisions, Row, fault
from amc_docs.decisions.own import observations, verified_points
from amc_docs.doctype import DocType
from amc_docs.document import Location
from amc_docs.findings import Finding, PointState, Report, RuleOutcome, Severity, State, worst
from amc_docs.judgements import Decision, Judgement, Judging, Unused
from amc_docs.wording import at_point, fold, shorten

_PLACE = re.compile(r"(pagina|tabla|fila|columna|parrafo) (\d+)")
_UNDECIDED = (
    "se escribió algo sobre la observación y no se decidió. En «decision» ponga aceptar, descartar o cambiar"
)


@dataclass(slots=True)
class _Found:
    """What became of the decisions."""

    applied: int = 0
    to_confirm: int = 0
    unused: tuple[Unused, ...] = ()


def apply(cases: Sequence[Case], decisions: Decisions) -> list[Report]:
    """Return the report of each document of a file, as the decisions leave it.

    Decisions on another version of the document change no state: what they would change waits for a person.

    Raises:
        BadSettingsError: a decision names a point or a document that there is not, or two are about one finding.
    """
    found = _Found()
    rows = _matched(cases, decisions, found)
    own = [observations(cases, n, decisions) for n in range(len(cases))]
    verified = [verified_points(cases, n, decisions) for n in range(len(cases))]
    reports = [_judged(case, rows, own[n], verified[n][0], decisions, found) for n, case in enumerate(cases)]
    found.to_confirm += sum(bool(f.judgement and f.judgement.to_confirm) for some in own for f in some)
    found.to_confirm += sum(open_ for _, open_ in verified)
    decided = {f.id for r in reports for f in (*r.findings, *r.dismissed) if f.judgement}
    judging = Judging(
        file=decisions.file,
        reviewer=decisions.reviewer,
        date=decisions.date,
        is_same=decisions.sha256 == cases[0].report.sha256,
        applied=found.applied,
        own=sum(map(len, own)),
        to_confirm=found.to_confirm,
        pending=sum(f.id not in decided for r in reports for f in r.findings),
        verified=tuple(number for numbers, _ in verified for number in sorted(numbers)),
        unused=found.unused,
    )
    return [replace(report, judging=judging) for report in reports]


def _matched(cases: Sequence[Case], decisions: Decisions, found: _Found) -> dict[str, Row]:
    """Return the decision about each finding, by the finding's identity."""
    several = len(cases) > 1
    every = [(n if several else None, f) for n, case in enumerate(cases, 1) for f in case.report.findings]
    rows: dict[str, Row] = {}
    for row in decisions.rows:
        if row.decision is Decision.PENDIENTE:
            if row.says_something:
                found.unused += (Unused(about=row.about, decision=row.decision, why=_UNDECIDED),)
            continue
        fitting = [f for part, f in every if _fits(row, part, f)]
        if len(fitting) == 1:
            if fitting[0].id in rows:
                other = rows[fitting[0].id].line
                raise fault(
                    decisions.file,
                    row,
                    "decision",
                    f"ya se decidió sobre esa observación en la línea {other}. Deje una sola decisión.",
                )
            rows[fitting[0].id] = row
        else:
            why = (
                f"coincide con {len(fitting)} observaciones: escriba el «id» de una"
                if fitting
                else ("la observación ya no aparece en el documento")
            )
            found.unused += (Unused(about=row.about, decision=row.decision, why=why),)
    return rows


def _fits(row: Row, part: int | None, finding: Finding) -> bool:
    """Return whether a decision names a finding: by its identity, or by everything else that it says of it."""
    if row.id:
        return row.id == finding.id and row.rule in ("", finding.rule)
    return (
        row.rule == finding.rule
        and row.point in ("", finding.point)
        and row.part in (None, part)
        and fold(row.evidence) in fold(finding.evidence)
        and (not row.place or any(_stands(row.place, where) for where in (finding.location, *finding.places)))
    )


def _stands(words: str, location: Location | None) -> bool:
    """Return whether a place in words («tabla 3, fila 2») is a place of the document; what it leaves out may be any."""
    if location is None:
        return False
    row = None if location.row is None else location.row + 1
    column = None if location.column is None else location.column + 1
    there = {
        "pagina": location.page, "tabla": location.table, "fila": row, "columna": column, "parrafo": location.paragraph
    }  # fmt: skip
    told = _PLACE.findall(fold(words))
    return bool(told) and all(there[name] == int(number) for name, number in told)


def _judged(
    case: Case,
    rows: dict[str, Row],
    own: tuple[Finding, ...],
    verified: frozenset[str],
    decisions: Decisions,
    found: _Found,
) -> Report:
    report, is_same = case.report, decisions.sha256 == case.report.sha256
    kept: list[Finding] = []
    dismissed: list[Finding] = []
    for finding in report.findings:
        row = rows.get(finding.id)
        if row is None:
            kept.append(finding)
            continue
        judgement = _judgement(finding, row, decisions, is_same=is_same)
        judged = _reworded(replace(finding, judgement=judgement), row)
        if judgement.to_confirm:
            found.to_confirm += 1
            kept.append(_in_doubt(judged, judgement))
            continue
        found.applied += 1
        if row.decision is Decision.DESCARTAR:
            dismissed.append(judged)
        else:
            kept.append(_accepted(judged, row, case.doctype) if row.decision is Decision.ACEPTAR else judged)
    findings = (*kept, *own)
    return replace(
        report,
        findings=findings,
        dismissed=tuple(dismissed),
        points=tuple(_point(p, findings, is_verified=p.number in verified) for p in report.points),
        outcomes=(*_outcomes(report, findings, dismissed), *map(_outcome, own)),
    )


def _judgement(finding: Finding, row: Row, decisions: Decisions, *, is_same: bool) -> Judgement:
    is_doubt = finding.state is State.POR_VERIFICAR
    changes_state = row.decision is Decision.DESCARTAR or (row.decision is Decision.ACEPTAR and is_doubt)
    return Judgement(
        decision=row.decision,
        reviewer=decisions.reviewer,
        reason=row.reason,
        to_confirm=changes_state and not (is_same and row.is_confirmed),
        said=finding.message if row.message and row.message != finding.message else "",
    )


def _reworded(finding: Finding, row: Row) -> Finding:
    return replace(
        finding,
        message=row.message or finding.message,
        suggestion=row.suggestion or finding.suggestion,
        severity=row.severity or finding.severity,
    )


def _accepted(finding: Finding, row: Row, doctype: DocType) -> Finding:
    """Return a finding that a person has found right: a doubt is none any more.

    What the program can only ask («una persona debe juzgar si…») becomes a statement, and weighs something.
    """
    rule = next((r for r in doctype.rules if r.id == finding.rule), None)
    judged = replace(finding, state=State.INCUMPLE)
    if finding.state is State.INCUMPLE or finding.severity is not Severity.NOTA or rule is None or row.severity:
        return judged
    if not row.message and judged.judgement:
        message = f"{at_point(finding.point)}a juicio del revisor no se cumple: «{rule.title}»."
        said = replace(judged.judgement, said=finding.message)
        judged = replace(judged, message=message[:1].upper() + message[1:], judgement=said)
    return replace(judged, severity=Severity.ADVERTENCIA)


def _in_doubt(finding: Finding, judgement: Judgement) -> Finding:
    """Return a finding whose decision was taken on another version: a person has to say whether it still holds."""
    before = "descartó" if judgement.decision is Decision.DESCARTAR else "aceptó"
    why = f" ({shorten(judgement.reason, 120).rstrip('.')})" if judgement.reason else ""
    note = f"El revisor lo {before} en otra versión del documento{why}: confírmelo. {finding.suggestion}"
    state = State.POR_VERIFICAR if finding.is_observation else finding.state
    return replace(finding, state=state, suggestion=note)


def _point(point: PointState, findings: Sequence[Finding], *, is_verified: bool) -> PointState:
    about = worst(f for f in findings if f.point == point.number)
    otherwise = point.otherwise or point.state
    if is_verified and otherwise is State.POR_VERIFICAR:
        otherwise = State.CUMPLE
    return replace(point, state=otherwise if about is State.CUMPLE else about, otherwise=otherwise)


def _outcomes(report: Report, findings: Sequence[Finding], dismissed: Sequence[Finding]) -> Iterator[RuleOutcome]:
    """Yield what became of each rule once its findings are judged."""
    for outcome in report.outcomes:
        states = {f.state for f in findings if f.rule == outcome.rule}
        gone = sum(f.rule == outcome.rule for f in dismissed)
        if outcome.state not in (State.INCUMPLE, State.POR_VERIFICAR):
            yield outcome
        elif left := next((s for s in (State.INCUMPLE, State.POR_VERIFICAR) if s in states), None):
            yield replace(outcome, state=left)
        elif gone:
            told = "el hallazgo" if gone == 1 else f"los {gone} hallazgos"
            yield replace(outcome, state=State.CUMPLE, reason=f"El revisor descartó {told}.")
        else:
            yield outcome


def _outcome(finding: Finding) -> RuleOutcome:
    return RuleOutcome(
        rule=finding.rule, obligation=finding.obligation, state=finding.state, reason="Observación del revisor."
    )
