"""The table of a matrix: official columns and those that the content has besides, heads of several levels, totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from amc_docs.forms.content import FormMatrix, FormRow
from amc_docs.forms.grids import Grid, GridCell
from amc_docs.forms.layout import MatrixLayout
from amc_docs.forms.marks import Inline
from amc_docs.forms.spans import spread
from amc_docs.row_look import OWN_COLUMN
from amc_docs.wording import fold

_PERIOD = re.compile(r"((?:19|20)\d\d) (\S.*)")
_COUNTS = frozenset({"n", "no", "nro", "item", "orden"})
"""Heads of a column that only counts the rows: it is the first."""
_MARK_LONG = 6
"""Letters; shorter values of a series are marks or figures, which stand in the middle."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table."""

    key: str
    """Of its values in a row: `meta`, `metas/2016`, `=Observaciones`."""
    path: tuple[Inline | str, ...]
    """Its heads from top to bottom; the last one reaches down to the values."""

    @property
    def field(self) -> str:
        """The schema's field that it shows."""
        return self.key.partition("/")[0]

    @property
    def leaf(self) -> str:
        """What follows the slash, in a series."""
        return self.key.partition("/")[2]


def columns_of(layout: MatrixLayout, content: FormMatrix | None, *, whole: bool = False) -> tuple[Column, ...]:
    """Return the columns for a content; None: for the blank form.

    An official column of which the content has nothing is left out, if what there is makes it the matrix all the same:
    empty it would say that something was forgotten. A `whole` table, which shows what is missing, has them in any case.
    """
    found = content.keys() if content else ()
    present = {key.partition("/")[0] for key in found if not key.startswith(OWN_COLUMN)}
    used = [name for name in layout.columns if name in present]
    # Columns that do not make it this matrix, or a single one, would be read as another table, or as none.
    makes_it = len(present) > 1 and any(present.issuperset(fields) for fields in layout.spec.requires)
    official = layout.columns if whole or not makes_it else used
    if content and content.heads:
        return _as_headed(layout, content, official)
    made: list[Column] = []
    for name in _order(layout, official, present):
        made += _of_field(layout, name, found, blank=whole or not makes_it)
    own = [key for key in found if key.startswith(OWN_COLUMN)]
    top = (layout.caption,) if layout.caption else ()
    more = [Column(key, (*top, key.removeprefix(OWN_COLUMN))) for key in own]
    counts = [column for column in more if fold(str(column.path[-1])) in _COUNTS]
    return (*counts, *made, *(column for column in more if column not in counts))


def _as_headed(layout: MatrixLayout, content: FormMatrix, official: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns that the content has heads for, and behind them those that are wanted all the same.

    What only rows of one cell say of the rows below them needs no column.
    """
    headed = tuple(Column(key, path) for key, path in content.heads)
    known = {column.key for column in headed} | {column.field for column in headed}
    bands = {text for row in content.rows for text in row.look.above}
    said = {f.name for f in layout.spec.fields if f.from_group
            and all(row.text(f.name) in bands | {""} for row in content.rows)}  # fmt: skip
    rest = [row.values for row in content.rows] + [dict.fromkeys(official, "")]
    missing = dict.fromkeys(key for values in rest for key in values if key not in known | said)
    plain = [Column(key, (key.removeprefix(OWN_COLUMN),)) for key in missing if key.startswith(OWN_COLUMN)]
    fields = dict.fromkeys(key.partition("/")[0] for key in missing if not key.startswith(OWN_COLUMN))
    more = [column for name in fields for column in _of_field(layout, name, list(missing), blank=False)]
    return (*headed, *more, *plain)


def _order(layout: MatrixLayout, official: Sequence[str], present: Set[str]) -> list[str]:
    """Return the fields to show: the official ones, each other one behind its neighbour in the schema."""
    order = list(official)
    before = ""
    for spec in layout.spec.fields:
        if spec.name in present and spec.name not in order:
            order.insert(order.index(before) + 1 if before else 0, spec.name)
        before = spec.name if spec.name in order else before
    return order


def _of_field(layout: MatrixLayout, name: str, found: Sequence[str], *, blank: bool) -> list[Column]:
    """Return the columns of a field: one, or one for each key of a series; both where the content has both.

    A series of which the content has nothing is left out, unless its `blank` columns are wanted.
    """
    above = (layout.caption,) if layout.caption else ()
    group = next((g.title for g in layout.groups if name in g.fields), "")
    above = (*above, group) if group else above
    head = layout.head(name)
    spec = layout.field(name)
    if spec is None or not spec.series:
        return [Column(name, (*above, head))]
    keys = [key.partition("/")[2] for key in found if key.startswith(f"{name}/")]
    single = [Column(name, (*above, head))] if name in found else []
    if blank and not keys and not single:
        keys = list(layout.keys.get(name, ()))
        single = [] if keys else [Column(name, (*above, head))]
    return [*single, *(Column(f"{name}/{key}", (*above, head, *_levels(key))) for key in keys)]


def _levels(key: str) -> tuple[str, ...]:
    """Return the heads that tell a period: its year over its quarter or month."""
    found = _PERIOD.fullmatch(key)
    return (found[1], found[2]) if found else (key,)


def heads(columns: Sequence[Column]) -> list[tuple[GridCell, ...]]:
    """Return the rows of heads: equal ones side by side are one cell, the last of each column reaches down."""
    depth = max((len(column.path) for column in columns), default=0)
    rows: list[list[GridCell]] = [[] for _ in range(depth)]
    _spread(columns, 0, depth, rows)
    return [tuple(row) for row in rows]


def _spread(columns: Sequence[Column], level: int, depth: int, rows: list[list[GridCell]]) -> None:
    def top(column: Column) -> tuple[str, bool, str]:
        last = len(column.path) == level + 1
        return str(column.path[level]), last, column.key if last else ""

    for (_, last, _), group in groupby(columns, top):
        inside = list(group)
        down = depth - level if last else 1
        rows[level].append(GridCell(inside[0].path[level], row_span=down, column_span=len(inside), is_header=True))
        if not last:
            _spread(inside, level + 1, depth, rows)


def grid_of(
    layout: MatrixLayout,
    columns: Sequence[Column],
    rows: Sequence[FormRow],
    missing: Callable[[Column, int], Inline | str],
) -> Grid:
    """Return the table; `missing` gives what stands where a row has no value (column, number of the row)."""
    head = heads(columns)
    cells = [
        [_cell(layout, column, row, missing(column, number)) for column in columns] for number, row in enumerate(rows)
    ]
    body = spread([column.key for column in columns], [row.look for row in rows], cells)
    weights = layout.weights if tuple(c.key for c in columns) == layout.columns else ()
    return Grid((*head, *body), head=len(head), widths=weights, title=layout.spec.title)


def _cell(layout: MatrixLayout, column: Column, row: FormRow, missing: Inline | str) -> GridCell:
    value = row.values.get(column.key, "")
    if not str(value) and not row.is_total:
        value = missing
    return GridCell(value, align=alignment(layout, column, str(value)), bold=row.is_total)


def alignment(layout: MatrixLayout, column: Column, text: str) -> str:
    """Return how a value stands in its cell: figures to the right, marks in the middle."""
    spec = layout.field(column.field)
    if spec and spec.series:
        return "center" if len(text) <= _MARK_LONG else "right" if spec.type == "number" else ""
    return "right" if spec and spec.type == "number" else ""


def series_of(layout: MatrixLayout, columns: Sequence[Column]) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of each series, in the order of the columns."""
    names = [f.name for f in layout.spec.fields if f.series]
    return {name: tuple(c.leaf for c in columns if c.field == name and c.leaf) for name in names}


def is_as_in_form(layout: MatrixLayout, columns: Sequence[Column]) -> bool:
    """Return whether the columns are those of the blank form, series of as many columns included."""
    blank = columns_of(layout, None)
    return [c.field for c in columns] == [c.field for c in blank] and all(
        bool(c.leaf) == bool(b.leaf) for c, b in zip(columns, blank, strict=True)
    )
