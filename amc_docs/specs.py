"""The parts of a document type: its points, matrices, obligations and rules, as its folder states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from amc_docs.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PointSpec:
    """One numbered point of a form (`puntos` in the schema)."""

    number: str
    title: str
    block: str = ""
    """The block of the form that it belongs to."""
    aliases: tuple[str, ...] = ()
    """Other wordings seen in practice."""
    guidance: tuple[str, ...] = ()
    """The form's own instructions: copied into a submission they are not content."""
    cues: tuple[str, ...] = ()
    """Regular expressions over folded text that reveal the content where its title is lost."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldSpec:
    """One field of a matrix."""

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    """Heads of columns, the field's title included."""
    type: str = "string"
    """`string`, `number`, or `mixed`: a number where the text is one, else the text (`["string", "number", …]`)."""
    series: str = ""
    """`year` or `period`: the field takes every column under such heads, as `name/2016`."""
    pattern: str = ""
    """Regular expression that most of its values must match whole; a column that does not is another field's."""
    from_group: str = ""
    """Where it has no column, full-width rows that match this regular expression (over folded text) tell it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MatrixSpec:
    """One array of the schema that is read from a table."""

    name: str
    point: str
    title: str
    fields: tuple[FieldSpec, ...]
    requires: tuple[tuple[str, ...], ...] = ()
    """Sets of fields; a table with all of one set can be this matrix."""
    headings: tuple[str, ...] = ()
    """Captions that announce it."""
    transposed: bool = False
    """Its fields may also stand in the first column, one row each."""
    shares: bool = False
    """It may be columns of a table that another matrix was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionSpec:
    """An array of the schema that joins the rows of several matrices by the likeness of one field."""

    name: str
    point: str
    key: str
    sources: Mapping[str, Mapping[str, str]]
    """Matrix → its field → field of the union."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty that the norm lays down."""

    id: str
    clause: str
    """Norm and clause, as cited in a report."""
    text: str
    how: str
    """`M` checked mechanically, `R` for a person, `—` not checkable."""
    reason: str = ""
    """Why it is for a person or not checkable, and what to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """One row of `[[reglas]]`: a rule kind with its settings, and what people are told about it."""

    id: str
    obligation: str
    kind: str
    """File and function in `amc_docs.rules`."""
    severity: Severity
    title: str
    """What must hold."""
    why: str
    remedy: str
    good: str = ""
    bad: str = ""
    citation: str = ""
    point: str | None = None
    stage: int = 2
    """1 parts present, 2 fields present, 3 well formed, 4 conditional, 5 consistent inside, 6 with others."""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How a type is told from the others."""

    phrases: tuple[str, ...] = ()
    """Phrases of its cover or title; regular expressions over folded text."""
    needed: int = 1
    """How many of the phrases make the type certain."""
    prevails_over: tuple[str, ...] = ()
    """Types whose form this one may carry, blank."""
    only_with_form: bool = False
    """It is recognised only by carrying such a blank form."""
