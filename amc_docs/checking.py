"""Record + document type → findings: the schema first, then the rules, later stages quiet where an earlier one failed.

Fails closed: what could not be read or checked makes its point `por_verificar` and is listed; only a point that some
check looked at, that says something of its author's, and that no finding speaks against is `cumple`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from amc_docs import rules
from amc_docs.certainty import LEGIBLE, SURE, Certainty
from amc_docs.doctype import DocType
from amc_docs.extraction import as_json
from amc_docs.findings import Breach, Finding, NotApplicable, PointState, RuleOutcome, Severity, State, worst
from amc_docs.record import Point, Record
from amc_docs.specs import RuleSpec
from amc_docs.unfilled import written_in
from amc_docs.wording import shorten, the_point

FIRST_STAGE = 1
"""Rules of this stage say whether the parts of the form are there; the others need those parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking says of one record."""

    findings: tuple[Finding, ...]
    outcomes: tuple[RuleOutcome, ...]
    points: tuple[PointState, ...]


@dataclass(slots=True)
class _Run:
    """The findings so far, while the stages pass."""

    record: Record
    doctype: DocType
    certainty: Certainty
    findings: list[Finding] = field(default_factory=list)
    outcomes: list[RuleOutcome] = field(default_factory=list)
    structure_is_unknown: bool = False
    """A rule that looks at every point could not run."""


def check(record: Record, doctype: DocType) -> Checked:
    """Apply every rule of the type to the record."""
    run = _Run(record, doctype, Certainty(record.document))
    unfit = tuple(_schema_findings(record, doctype))
    for rule in sorted(doctype.rules, key=lambda r: r.stage):
        _apply(rule, run)
    known = {f.point for f in run.findings}
    # One fault, one finding: the schema speaks only where no rule, which says more, has spoken of that point.
    run.findings += [f for f in unfit if f.point not in known]
    order = {spec.number: i for i, spec in enumerate(doctype.points)}
    findings = sorted(run.findings, key=lambda f: (order.get(f.point or "", len(order)), f.state is not State.INCUMPLE))
    return Checked(
        findings=tuple(findings),
        outcomes=tuple(run.outcomes),
        points=tuple(_state(point, run) for point in record.points.values()),
    )


def _apply(rule: RuleSpec, run: _Run) -> None:
    reason, state = _hindrance(rule, run)
    if reason:
        run.outcomes.append(RuleOutcome(rule=rule.id, obligation=rule.obligation, state=state, reason=reason))
        return
    try:
        yielded = list(rules.kind(rule.kind)(run.record, point=rule.point, **rule.parameters))
    except Exception as error:
        _crashed(rule, run, error)
        return
    silent = [item for item in yielded if isinstance(item, NotApplicable)]
    found = [_finding(rule, item, run) for item in yielded if isinstance(item, Breach)]
    run.findings += found
    if silent and not found:
        outcome = RuleOutcome(
            rule=rule.id, obligation=rule.obligation, state=State.NO_APLICA, reason=silent[0].reason
        )
    else:
        states = {f.state for f in found}
        worst = next((s for s in (State.INCUMPLE, State.POR_VERIFICAR) if s in states), State.CUMPLE)
        outcome = RuleOutcome(rule=rule.id, obligation=rule.obligation, state=worst)
    run.outcomes.append(outcome)


def _hindrance(rule: RuleSpec, run: _Run) -> tuple[str, State | None]:
    """Return why a rule cannot run, and its state then: None where an earlier fault hides what it would look at."""
    if rule.point is None or rule.stage == FIRST_STAGE:
        return "", None
    point = run.record.points.get(rule.point)
    if point and not point.is_present and point.is_optional:
        return f"El documento no lleva {the_point(rule.point)}, que no es obligatorio.", State.NO_APLICA
    if point is None or not point.is_present:
        return f"No se comprobó: {the_point(rule.point)} no está en el documento.", None
    if point.declares_not_applicable:
        return f"El documento declara: «{shorten(point.not_applicable_words, 60)}».", State.NO_APLICA
    if not point.blocks and not point.parts:
        return f"No se comprobó: {the_point(rule.point)} no tiene contenido propio.", None
    return "", None


def _crashed(rule: RuleSpec, run: _Run, error: Exception) -> None:
    reason = f"La comprobación no pudo ejecutarse ({type(error).__name__}: {shorten(str(error), 80)})."
    run.outcomes.append(RuleOutcome(rule=rule.id, obligation=rule.obligation, state=None, reason=reason))
    run.structure_is_unknown |= rule.stage == FIRST_STAGE
    point = run.record.points.get(rule.point or "")
    breach = Breach(
        message=f"{reason} Nadie ha verificado todavía: {rule.title}.",
        evidence=_words(point),
        location=point.location if point else None,
        state=State.POR_VERIFICAR,
        suggestion="Verifique este punto en el documento.",
    )
    run.findings.append(_finding(rule, breach, run))


def _words(point: Point | None) -> str:
    return shorten(point.found_title or point.text) if point else ""


def _finding(rule: RuleSpec, breach: Breach, run: _Run) -> Finding:
    """Join what the rule found with what its row says; without words, place and legible print nothing is certain."""
    number = breach.point or rule.point
    sure = run.certainty.of(breach.location)
    is_faint = sure is not None and sure < SURE and breach.state is State.INCUMPLE
    is_unread = run.certainty.is_unread((breach.location, *breach.places))
    is_certain = breach.evidence.strip() and breach.location is not None and not is_faint and not is_unread
    state = breach.state if is_certain or breach.state is not State.INCUMPLE else State.POR_VERIFICAR
    remedy = breach.suggestion or rule.remedy
    if is_faint and sure is not None:
        remedy = f"Compruébelo en el original, que se leyó de una imagen (seguridad {sure:.0%}). {remedy}"
    if is_unread:
        remedy = f"Compruébelo en el original: ahí hay una fórmula sin resultado guardado, que no se leyó. {remedy}"
    return Finding(
        rule=rule.id,
        obligation=rule.obligation,
        state=state,
        severity=breach.severity or rule.severity,
        point=number,
        message=breach.message[:1].upper() + breach.message[1:],
        suggestion=remedy,
        citation=rule.citation,
        evidence=shorten(breach.evidence, 300),
        value=breach.value,
        expected=breach.expected,
        location=breach.location,
        places=breach.places,
        fixes=breach.fixes if state is State.INCUMPLE else (),
    )


def _state(point: Point, run: _Run) -> PointState:
    otherwise = _otherwise(point, run)
    state = worst(f for f in run.findings if f.point == point.number)
    return PointState(
        number=point.number,
        title=point.title,
        state=otherwise if state is State.CUMPLE else state,
        found_title=point.found_title,
        location=point.location if point.is_present else None,
        otherwise=otherwise,
    )


def _otherwise(point: Point, run: _Run) -> State:
    """Return the state of a point that no finding speaks against."""
    if point.is_optional and not point.is_present and not run.record.document.may_lack_content:
        return State.NO_APLICA
    if not _was_checked(point, run):
        return State.POR_VERIFICAR
    if point.declares_not_applicable:
        return State.NO_APLICA
    return State.CUMPLE if _says_something(point, run) else State.POR_VERIFICAR


def _says_something(point: Point, run: _Run) -> bool:
    """Whether anything is written or drawn in a point or in its parts; what a draft's form prints is not."""
    own = [point, *(run.record.points[number] for number in _inside(point, run.record))]
    if any(p.pictures for p in own):
        return True
    texts = [p.printed for one in own for p in written_in(one.blocks) if any(c.isalnum() for c in p.printed)]
    if not texts or not run.record.document.open_marks:
        return bool(texts)
    # Forms are loaded for drafts alone: it takes time.
    from amc_docs.forms.printed import is_printed

    return not is_printed(texts, run.doctype)


def _inside(point: Point, record: Record) -> Iterator[str]:
    """Yield the numbers of the points inside a point, at any depth."""
    for number in point.parts:
        yield number
        yield from _inside(record.points[number], record)


def _was_checked(point: Point, run: _Run) -> bool:
    """Whether the structural rules ran, which look at every point, and could see the whole of this one."""
    looked = not run.structure_is_unknown and any(o.state is not None for o in run.outcomes)
    sure = run.certainty.of_point(point)
    is_legible = sure is None or sure >= LEGIBLE
    return looked and point.is_present and is_legible and not _may_go_on_unread(point, run.record)


def _may_go_on_unread(point: Point, record: Record) -> bool:
    """Whether a page that was not read may stand between the point's title and the next one's."""
    if record.document.is_damaged:
        return True
    unread, first = record.document.unread_pages, point.location.page
    if not unread or first is None:
        return bool(unread)
    following = record.order[record.order.index(point.number) + 1 :] if point.number in record.order else ()
    last = record.points[following[0]].location.page if following else None
    return any(first <= page and (last is None or page <= last) for page in unread)


def problems_of_schema(data: Mapping[str, Any], doctype: DocType) -> Iterator[tuple[str, str]]:
    """Yield (JSON pointer, problem in Spanish) for each place where the record does not fit the schema of its type.

    A missing property is reported at its own place, not at its parent's.
    """
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(doctype.schema).iter_errors(data):
        path = "".join(f"/{part}" for part in error.absolute_path)
        if error.validator == "required":
            yield from ((f"{path}/{name}", "falta") for name in error.validator_value if name not in error.instance)
        elif error.validator == "minLength":
            yield path, "está vacío"
        else:
            yield path, f"no cumple «{error.validator}» del esquema"


def _schema_findings(record: Record, doctype: DocType) -> Iterator[Finding]:
    """Turn the schema's complaints into findings; `x-obligacion` names the duty that a property stands for."""
    data, _ = as_json(record, doctype)
    properties = doctype.schema.get("properties", {})
    for pointer, problem in problems_of_schema(data, doctype):
        top, *below = pointer.strip("/").split("/")
        spec = properties.get(top, {})
        if "x-obligacion" not in spec:
            continue
        obligation = doctype.obligation(spec["x-obligacion"])
        number = spec.get("x-punto") or (below[0] if below else None)
        point = record.points.get(number or "")
        yield Finding(
            rule=f"{obligation.id}-esquema",
            obligation=obligation.id,
            state=State.POR_VERIFICAR,
            severity=Severity.ERROR,
            point=number,
            message=f"{spec.get('title', top)}: {'/'.join(below) or 'el dato'} {problem}.",
            suggestion="Compruebe este punto en el documento.",
            citation=obligation.clause,
            evidence=_words(point),
            location=point.location if point else None,
        )
