"""What stands around a place in a file without pages: the rows of its table, or the paragraphs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amc_docs.document import Cell, Document, Location, Paragraph, Table
from amc_docs.wording import shorten

ROWS, COLUMNS = 6, 7
"""How much of a table is shown."""
CELL_LENGTH, PARAGRAPH_LENGTH = 110, 320
HEAD_ROWS = 2
"""Rows from the top that are shown for orientation, at most."""
FORM_COLUMNS = 2
"""A table of so few columns is read as labels and contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A cell of the excerpt."""

    text: str
    span: int = 1
    is_head: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Either rows of a table or a few paragraphs."""

    rows: tuple[tuple[Shown, ...], ...] = ()
    paragraphs: tuple[Shown, ...] = ()
    is_partial: bool = False
    """The table has more rows or columns than are shown."""


class Surroundings:
    """Finds places in one document; tables and paragraphs are looked up once."""

    def __init__(self, document: Document) -> None:
        self.tables = {table.number: table for table in document.tables()}
        self.paragraphs = [b for b in document.blocks if isinstance(b, Paragraph)]
        self.positions = {p.location.paragraph: n for n, p in enumerate(self.paragraphs)}
        self.grids: dict[int, list[list[Cell | None]]] = {}

    def of(self, places: Sequence[Location]) -> Excerpt | None:
        """Return what stands around the first place, all places in it marked; None where nothing is known of it."""
        first = places[0] if places else Location()
        table = self.tables.get(first.table or 0)
        if table and first.row is not None and 0 <= first.row < table.row_count:
            if table.number not in self.grids:
                self.grids[table.number] = table.grid()
            grid = self.grids[table.number]
            return _rows(table, grid, [p for p in places if p.table == table.number])
        if first.table is None and first.paragraph in self.positions and first.paragraph is not None:
            return self._beside(self.positions[first.paragraph])
        return None

    def _beside(self, position: int) -> Excerpt:
        near = range(max(0, position - 1), min(len(self.paragraphs), position + 2))
        shown = (
            Shown(text=shorten(self.paragraphs[n].printed, PARAGRAPH_LENGTH), is_marked=n == position) for n in near
        )
        return Excerpt(paragraphs=tuple(s for s in shown if s.text))


def _rows(table: Table, grid: list[list[Cell | None]], places: Sequence[Location]) -> Excerpt | None:
    first = places[0]
    target = first.row or 0
    # Where no head is known the first row of a grid serves; a form of label and content has none.
    heads = range(min(table.header_rows or int(table.column_count > FORM_COLUMNS), HEAD_ROWS))
    wanted = {p.row for p in places if p.row is not None and p.row < table.row_count}
    near = [n for n in sorted({target - 1, target, target + 1} | wanted) if 0 <= n < table.row_count]
    kept = sorted(set(heads) | set(_closest(near, target, ROWS - len(heads))))
    columns = _window(table.column_count, first.column or 0)
    marks = {(p.row, p.column) for p in places}
    rows = tuple(_row(grid[n], n, columns, marks, is_head=n in heads) for n in kept)
    partial = len(kept) < table.row_count or len(columns) < table.column_count
    return Excerpt(rows=rows, is_partial=partial) if rows else None


def _closest(rows: Sequence[int], target: int, limit: int) -> list[int]:
    return sorted(rows, key=lambda n: abs(n - target))[:limit]


def _window(count: int, target: int) -> range:
    """Return the columns shown: all, or as many as fit around the target."""
    start = max(0, min(target - COLUMNS // 2, count - COLUMNS))
    return range(start, min(count, start + COLUMNS))


def _row(
    row: Sequence[Cell | None], number: int, columns: range, marks: set[tuple[int | None, int | None]], *, is_head: bool
) -> tuple[Shown, ...]:
    """Return one row, a merged cell once; without a column named the whole row is marked."""
    shown: list[Shown] = []
    before: Cell | None = None
    for column in columns:
        cell = row[column]
        marked = bool(marks & {(number, column), (number, None)})
        if cell is not None and cell is before:
            last = shown[-1]
            shown[-1] = Shown(
                text=last.text, span=last.span + 1, is_head=last.is_head, is_marked=last.is_marked or marked
            )
        else:
            text = shorten(cell.printed, CELL_LENGTH) if cell else ""
            shown.append(Shown(text=text, is_head=is_head, is_marked=marked))
        before = cell
    return tuple(shown)
