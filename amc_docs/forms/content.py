"""What a document is filled with, whatever it comes from: data that somebody wrote, or a submission that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from amc_docs.forms.blocks import Block, Blocks
from amc_docs.forms.marks import Inline
from amc_docs.row_look import PLAIN, RowLook


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a matrix."""

    values: Mapping[str, Inline | str]
    """By field; `metas/2016` for a value of a series, `=Observaciones` for a column that the form does not know."""
    is_total: bool = False
    look: RowLook = PLAIN

    def text(self, key: str) -> str:
        """Return how a value reads; empty where there is none."""
        return str(self.values.get(key, ""))


@dataclass(frozen=True, slots=True)
class FormMatrix:
    """A matrix that there is, with or without rows."""

    rows: tuple[FormRow, ...] = ()
    heads: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The keys of its columns in their order, and what stands above each; empty: as the form has them."""

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all its values, in the order in which they come."""
        return tuple(dict.fromkeys(key for row in self.rows for key in row.values))


@dataclass(frozen=True, slots=True)
class FormPoint:
    """The content of a point, in order."""

    parts: tuple[Block | str, ...] = ()
    """A block, or the name of a matrix whose table stands there; the matrices that no part names come behind."""
    without: frozenset[str] = frozenset()
    """Matrices whose table is not printed in any case: the parts hold what stands in their place."""


@dataclass(frozen=True, slots=True)
class FormUnit:
    """One unit of a part that comes many times: the sheet of a process."""

    values: Mapping[str, Inline | str]
    matrices: Mapping[str, FormMatrix] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is put into a form. What is absent is missing; an empty text is something that is known to be empty."""

    values: Mapping[str, Inline | str] = field(default_factory=dict)
    """Single values by name."""
    points: Mapping[str, FormPoint] = field(default_factory=dict)
    """By official number."""
    matrices: Mapping[str, FormMatrix] = field(default_factory=dict)
    units: Mapping[str, tuple[FormUnit, ...]] = field(default_factory=dict)
    """By the name of the part that comes many times; without any unit where they stand elsewhere in the content."""
    date: date | None = None
    """The document's date; the year's official name follows from it. None: unknown."""
    year_name: Inline | str | None = None
    """In place of the name that follows from the date."""
    titles: Mapping[str, Inline] = field(default_factory=dict)
    """By number: what stands in place of a point's official number and title."""
    lines: Mapping[int, Inline] = field(default_factory=dict)
    """By the place of a part in the layout, from 0: what stands in place of the words of that line."""
    instead: Mapping[str, Block] = field(default_factory=dict)
    """By the name of a matrix outside the points: what stands in place of its table."""
    before: Blocks = Blocks()
    after: Blocks = Blocks()
    """At the very end of the document."""
