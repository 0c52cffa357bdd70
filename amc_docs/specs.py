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
    within: str = ""
    """The number of the point that a part without number belongs to; empty: to none."""
    openings: tuple[str, ...] = ()
    """Regular expressions over a paragraph's text as written: what they match at its beginning is a title too."""
    closings: tuple[str, ...] = ()
    """The same for the paragraph that ends it, where it is the last point; empty: a heading of its level does."""
    value: str = ""
    """The single value that it is, where the paper has no title for it («Lugar y fecha»); empty for a titled one."""

    @property
    def numbering(self) -> Numbering:
        """How the form numbers it."""
        return Numbering.of(self.number)

    @property
    def parent(self) -> str:
        """The number of the point that it is part of: `3` of `3.1`; empty at the top level."""
        return self.number.rpartition(".")[0] if self.numbering is Numbering.DOTTED else self.within


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldSpec:
    """One field of a matrix."""

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    """Heads of columns, the field's title included."""
    type: str = "string"
    """`string`, `number`, `mixed` (a number where the text is one, else the text: `["string", "number", …]`), or
    `list`, each item of the cell by itself."""
    series: str = ""
    """`year`, `period` or `code`: the field takes every column under such heads, as `name/2016`, `name/1.1`."""
    pattern: str = ""
    """Regular expression that most of its values must match whole; a column that does not is another field's."""
    from_group: str = ""
    """Where it has no column, full-width rows that match this regular expression (over folded text) tell it."""
    is_numbered: bool = False
    """The number that Word writes before the words is part of them."""


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
    roles: Mapping[str, str] = field(default_factory=dict)
    """What its fields are in a flow of activities: `ejecutor` → field; empty for a matrix of other things."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """Some lines of a document: a letter's addressee, what stands under its farewell, its first lines."""

    start: tuple[str, ...] = ()
    """Regular expressions over a paragraph as written: the first that fits begins it; empty: the first of all does."""
    after: tuple[str, ...] = ()
    """The last paragraph that fits stands right before the stretch; in place of `start`."""
    until: tuple[str, ...] = ()
    """The first paragraph behind its beginning that fits stands right after the stretch; empty: the last line."""
    lines: int = 0
    """Only so many lines of it, from its end where negative; 0: all."""
    margins: tuple[str, ...] = ()
    """Kinds of `document.Furniture` that count too, after the rest: `header`, `stamp`…"""


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
    """`string`, `number`, `mixed` or `list`, as in `FieldSpec`."""
    point: str | None = None
    """The point that it is looked for in; None: the whole document (or the whole unit of a repeat)."""
    stretch: Stretch | None = None
    """The lines that it is looked for in; the value itself where it has neither labels nor patterns. None: all."""


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
    opens_table: tuple[str, ...]
    """The same over the words of a table, a line each cell: what opens a unit that has no heading of its own."""
    key: str
    """The field that names a unit."""
    fields: tuple[LabelSpec, ...]
    divides: str = ""
    """The field whose label, where it comes again in a unit, begins another one under the same opening line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionSpec:
    """An array of the schema that joins the rows of several matrices by the likeness of one field."""

    name: str
    point: str | None
    """None: its sources stand outside the points."""
    key: str
    sources: Mapping[str, Mapping[str, str]]
    """Matrix → its field → field of the union."""
    code: str = ""
    """The field by which rows are known before their names are compared; empty: by their names only."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SendingSpec:
    """How a letter says what it sends."""

    verbs: tuple[str, ...]
    """Regular expressions over a sentence as written; behind the first that it holds it names what is sent."""
    requests: tuple[str, ...] = ()
    """Regular expressions over the folded words before the verb that make it a request: nothing is sent."""
    stretch: Stretch = Stretch()
    """The lines that speak of it."""


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
    opens: tuple[str, ...] = ()
    """Regular expressions over folded lines: without one of them near its beginning a document is hardly of this type,
    and where a page begins with one of them another document may begin."""
    closes: tuple[str, ...] = ()
    """The same for the line that such a document ends with, but for its signature."""
    is_cover: bool = False
    """It comes before other documents, which it sends or approves: they are what a file with both is about."""
    called: tuple[str, ...] = ()
    """Regular expressions over folded text by which letters name such a document without number."""
    matrix: str = ""
    """The matrix that such a document is, its title aside: it is recognised by that table. Empty: by its words only."""
