"""The parts of a document type: its points, matrices, obligations and rules, as its folder states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from amc_docs.findings import Severity


class Numbering(Enum):
    """The ways in which forms number their points."""

    PLAIN = "1"
    DOTTED = "1.1"
    ROMAN = "I"
    NONE = ""

    @classmethod
    def of(cls, number: str) -> Numbering:
        """Return the way that a point's own number is written; a word in its place means that it bears none."""
        if number.isdigit():
            return cls.PLAIN
        if re.fullmatch(r"\d+(\.\d+)+", number):
            return cls.DOTTED
        return cls.ROMAN if re.fullmatch(r"[IVXLC]+", number) else cls.NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PointSpec:
    """One point of a form (`puntos` in the schema)."""

    number: str
    """`13`, `3.1` or `IV`; a word for a part without number (`matriz`)."""
    title: str
    block: str = ""
    """The block of the form that it belongs to."""
    aliases: tuple[str, ...] = ()
    """Other wordings seen in practice."""
    guidance: tuple[str, ...] = ()
    """The form's own instructions: copied into a submission they are not content."""
    cues: tuple[str, ...] = ()
    """Regular expressions over folded text that reveal the content where its title is lost."""
    is_optional: bool = False
    """The form allows that it is not there."""

    @property
    def numbering(self) -> Numbering:
        """How the form numbers it."""
        return Numbering.of(self.number)

    @property
    def parent(self) -> str:
        """The number of the point that it is part of: `3` of `3.1`; empty at the top level."""
        return self.number.rpartition(".")[0] if self.numbering is Numbering.DOTTED else ""


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
    point: str | None
    """None: it may stand anywhere outside the points."""
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
    unit: str = ""
    """The repeat whose units hold its tables; empty: none."""
    unit_field: str = ""
    """The field of its rows that takes the key of that unit."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabelSpec:
    """One value that stands beside its label, in a cell or in a line, or that a pattern tells."""

    name: str
    title: str
    labels: tuple[str, ...] = ()
    """Wordings of the label («Código», «Asunto»)."""
    patterns: tuple[str, ...] = ()
    """Regular expressions over the text as written; the first group, or else the whole match, is the value."""
    type: str = "string"
    """`string`, `number` or `mixed`, as in `FieldSpec`."""
    point: str | None = None
    """The point that it is looked for in; None: the whole document (or the whole unit of a repeat)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RepeatSpec:
    """An array of the schema that is read from a part of the form which comes many times: a sheet for each process."""

    name: str
    point: str | None
    """Where its units are looked for; None: in the whole document."""
    title: str
    opens: tuple[str, ...]
    """Regular expressions over a paragraph's text as written that open a unit; the first that opens any is used. Their
    named groups are fields."""
    key: str
    """The field that names a unit."""
    fields: tuple[LabelSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionSpec:
    """An array of the schema that joins the rows of several matrices by the likeness of one field."""

    name: str
    point: str | None
    """None: its sources stand outside the points."""
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
