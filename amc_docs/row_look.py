"""What the typed values of a matrix do not tell of how they stand in its table; all of it can be written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OWN_COLUMN = "="
"""Begins the key of a column that no field claims; its head as written follows: `=Observaciones`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """The cells of a row beside its values. Keys: a field, `metas/2016` of a series, `=Head` of an own column."""

    above: tuple[str, ...] = ()
    """The rows of one cell right above it: what the rows below are of."""
    own: Mapping[str, str] = field(default_factory=dict)
    """What stands in the columns that no field claims, by their key."""
    continued: frozenset[str] = frozenset()
    """The keys whose cell began in the row above."""
    joined: tuple[tuple[str, ...], ...] = ()
    """Keys that are one cell together, side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """The table around the rows."""

    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By key, in the order of the columns: the heads above each as written, from top to bottom. Empty: as the form."""
    closing: tuple[str, ...] = ()
    """The rows of one cell behind its last row."""


PLAIN_TABLE = TableLook()
PLAIN = RowLook()
"""A row that has nothing beside its values."""
