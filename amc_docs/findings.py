"""What checking returns: findings, the state of each point, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from amc_docs.document import Location
from amc_docs.judgements import Judgement, Judging


class State(StrEnum):
    """The state of a point or a rule; Spanish because users see it."""

    CUMPLE = "cumple"
    INCUMPLE = "incumple"
    POR_VERIFICAR = "por_verificar"
    NO_APLICA = "no_aplica"


class Severity(StrEnum):
    """How much a breach weighs. A `nota` never changes the verdict to `con_observaciones`."""

    ERROR = "error"
    ADVERTENCIA = "advertencia"
    NOTA = "nota"


class Verdict(StrEnum):
    """The dictamen of one file."""

    CONFORME = "conforme"
    CON_OBSERVACIONES = "con_observaciones"
    NO_VERIFICABLE = "no_verificable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What to write in place of what, where a rule is certain: nothing else of the document can be the fault."""

    location: Location
    """Of the cell or paragraph."""
    before: str
    """Words that stand there, once, white space folded."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What a rule yields: one fault, in the document's own terms."""

    message: str
    """Spanish, for the person who must mend the document: place, fact."""
    evidence: str
    """Words of the document, as written. Without them the finding can only be `por_verificar`."""
    location: Location | None = None
    places: tuple[Location, ...] = ()
    """The other places of the same fault."""
    point: str | None = None
    """None: the rule's own point."""
    state: State = State.INCUMPLE
    value: str | None = None
    expected: str | None = None
    suggestion: str | None = None
    """None: the rule's own remedy."""
    severity: Severity | None = None
    """None: the rule's own."""
    fixes: tuple[Fix, ...] = ()
    """What cures it, all of it, where that is certain; empty: only its author can tell what is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """What a rule yields where it has nothing to look at; `reason` in Spanish."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlace:
    """A place as the form has it: the same when rows, tables and pages move. Empty where it is of no table."""

    matrix: str = ""
    """The schema's array that the table is; empty for a table that no array claims."""
    table: str = ""
    """What the table is called: the matrix's title, or its first words."""
    item: str = ""
    """The row, by its name."""
    field: str = ""
    """The field of the schema; empty for the whole row, or a column that no field claims."""
    column: str = ""
    """The head of the column as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation of the report."""

    id: str = ""
    """What tells it from the others and stays when it moves, `A1-13b-unidad-3f2a9c1b`; empty before it is given one."""
    rule: str
    """Stable identifier, `A1-13b-unidad`."""
    obligation: str
    """Row of the catalogue of obligations, `A1-13b`."""
    state: State
    severity: Severity
    point: str | None
    message: str
    suggestion: str
    citation: str
    """Norm and clause: `RSD 009-2015-PCM/SD, Anexo 1, punto 13 b)`."""
    evidence: str
    value: str | None = None
    expected: str | None = None
    location: Location | None = None
    places: tuple[Location, ...] = ()
    spots: tuple[FormPlace, ...] = ()
    """Its places as the form has them, `location` first and then `places`; empty where it has none."""
    part: int | None = None
    """The document of the file that it is about, from 1; None where the file is one document."""
    judgement: Judgement | None = None
    """What the reviewer decided of it; None: nothing yet."""
    fixes: tuple[Fix, ...] = ()
    """What cures it, all of it; empty where that is not certain, and always in a doubt."""

    @property
    def is_observation(self) -> bool:
        """Whether it must be cured: what makes a file `con_observaciones`."""
        return self.state is State.INCUMPLE and self.severity is not Severity.NOTA


@dataclass(frozen=True, slots=True, kw_only=True)
class PointState:
    """The state of one point of the form; all of them are always listed."""

    number: str
    title: str
    """Official title."""
    state: State
    found_title: str | None = None
    """As written; None where no title was found."""
    location: Location | None = None
    otherwise: State | None = None
    """Its state but for its findings; None: the same as `state`."""
    part: int | None = None
    """The document of the file whose point it is, from 1; None where the file is one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutcome:
    """What became of one rule: a report that lists only failures looks like one that checked nothing."""

    rule: str
    obligation: str
    state: State | None
    """None: the rule did not run (an earlier fault hides it, or it crashed)."""
    reason: str = ""
    """Spanish; why it did not apply or did not run."""
    part: int | None = None
    """The document of the file that it looked at, from 1; None where the file is one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document of a file that holds several."""

    number: int
    """From 1, in the order of the file."""
    doctype: str
    doctype_title: str
    title: str
    """Its own name, as written («OFICIO N° 12-2016-…»); empty where it has none."""
    confidence: float
    pages: tuple[int, int] | None
    """First and last page; None where the file has no pages."""
    location: Location
    """Where it begins."""
    verdict: Verdict
    is_main: bool = False
    """What the file is about: its type is that of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that is known of one file after checking."""

    file: str
    sha256: str
    format: str
    page_count: int | None
    doctype: str
    doctype_title: str
    doctype_confidence: float
    points: tuple[PointState, ...] = ()
    findings: tuple[Finding, ...] = ()
    outcomes: tuple[RuleOutcome, ...] = ()
    warnings: tuple[str, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    """The nearest other types with their scores, most likely first."""
    incomplete: str = ""
    """Spanish; why the file was not examined as a whole (pages unread, type unknown): never `conforme` then."""
    parts: tuple[Part, ...] = ()
    """The documents of a file that holds several, in order; empty where it is one document."""
    dismissed: tuple[Finding, ...] = ()
    """What the reviewer dismissed, each with its reason: no longer a finding, never hidden."""
    judging: Judging | None = None
    """The reviewer's decisions that were taken account of; None: there are none."""

    @property
    def verdict(self) -> Verdict:
        """The dictamen. `conforme` only where something was checked and nothing is left open, in each document."""
        if self.parts:
            worst = (Verdict.CON_OBSERVACIONES, Verdict.NO_VERIFICABLE)
            return next((v for v in worst if any(p.verdict is v for p in self.parts)), Verdict.CONFORME)
        if any(f.is_observation for f in self.findings):
            return Verdict.CON_OBSERVACIONES
        is_open = any(f.state is State.POR_VERIFICAR for f in self.findings) or any(
            p.state is State.POR_VERIFICAR for p in self.points
        )
        checked = any(o.state is State.CUMPLE for o in self.outcomes) and not self.incomplete
        return Verdict.CONFORME if checked and not is_open else Verdict.NO_VERIFICABLE

    def count(self, severity: Severity) -> int:
        """Return the number of breaches (not doubts) of one severity."""
        return sum(f.severity is severity and f.state is State.INCUMPLE for f in self.findings)

    @property
    def doubts(self) -> int:
        """The number of findings that a person must judge."""
        return sum(f.state is State.POR_VERIFICAR for f in self.findings)


def worst(findings: Iterable[Finding]) -> State:
    """Return what findings make of the point that they are about: `cumple` where none speaks against it."""
    states = {f.state for f in findings if f.is_observation or f.state is State.POR_VERIFICAR}
    return next((s for s in (State.INCUMPLE, State.POR_VERIFICAR) if s in states), State.CUMPLE)
