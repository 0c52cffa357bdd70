"""What changed between the tables of two versions: cells by the names of their row and column, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from amc_docs.comparison import CellChange, Paper
from amc_docs.document import Block, Location, Table, tables_in
from amc_docs.placing import line_of, naming, row_names
from amc_docs.record import Matrix
from amc_docs.wording import fold, likeness, same_name, shorten, squeeze

_SAME_TABLE = 0.6
"""Likeness of the heads of two tables from which they are versions of one."""
_SAME_ROW = 0.5
"""Share of its cells with which a row is another one under a new name."""
_HEAD = 80


class Cell(NamedTuple):
    """What stands in one place of a table."""

    text: str = ""
    again: bool = False
    """It is a merged cell that began in another row or column."""


_Cells = Mapping[str, Cell]
_NONE = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as rows and columns with names."""

    title: str
    columns: Mapping[str, str]
    """What tells a column → its head."""
    rows: tuple[tuple[str, _Cells], ...]
    """Name and cells of each row."""


def differences(before: Paper, after: Paper, point: str | None) -> tuple[CellChange, ...]:
    """Return what changed in the tables of a point; None for those outside the points."""
    first, second = _grids(before, point), _grids(after, point)
    found: list[CellChange] = []
    left = dict(second)
    for name, grid in first.items():
        other = left.pop(name, None) or _likest(grid, left)
        if other is None:
            found.append(CellChange(table=grid.title, row="", column="", before=_size(grid), after=None))
        else:
            left = {key: g for key, g in left.items() if g is not other}
            found += compared(grid, other)
    found += [CellChange(table=g.title, row="", column="", before=None, after=_size(g)) for g in left.values()]
    return tuple(found)


def _likest(grid: Grid, others: Mapping[str, Grid]) -> Grid | None:
    """Return the table most like one that no matrix claims, or whose matrix the other version does not know."""
    heads = " ".join(grid.columns.values())
    ranked = sorted(((likeness(heads, " ".join(g.columns.values())), key) for key, g in others.items()), reverse=True)
    return others[ranked[0][1]] if ranked and ranked[0][0] >= _SAME_TABLE else None


def _size(grid: Grid) -> str:
    return f"{len(grid.rows)} {'fila' if len(grid.rows) == 1 else 'filas'}"


def compared(before: Grid, after: Grid) -> Iterator[CellChange]:
    """Yield what changed between two versions of one table, rows matched by their names."""
    title = before.title
    columns = [key for key in before.columns if key in after.columns]
    for key, head in before.columns.items():
        if key not in after.columns:
            yield CellChange(table=title, row="", column=head, before=head, after=None)
    for key, head in after.columns.items():
        if key not in before.columns:
            yield CellChange(table=title, row="", column=head, before=None, after=head)
    same = _rows(before, after, columns)
    for n, (name, cells) in enumerate(before.rows):
        if n not in same:
            yield CellChange(table=title, row=name, column="", before=_line(cells), after=None)
            continue
        other = after.rows[same[n]][1]
        for key in columns:
            old, new = cells.get(key, _NONE), other.get(key, _NONE)
            if _bare(old) != _bare(new) and not (old.again and new.again):
                yield CellChange(table=title, row=name, column=before.columns[key], before=old.text, after=new.text)
    for n, (name, cells) in enumerate(after.rows):
        if n not in same.values():
            yield CellChange(table=title, row=name, column="", before=None, after=_line(cells))


def has_row(before: Paper, after: Paper, matrix: str, item: str) -> bool:
    """Return whether the row of a matrix that goes by a name is in the second version, perhaps under another name."""
    first, second = (_named(paper, matrix) for paper in (before, after))
    if second is None:
        return False
    if first is None:
        return any(fold(item) == fold(name) or same_name(item, name) for name, _ in second.rows)
    same = _rows(first, second, [key for key in first.columns if key in second.columns])
    return any(fold(item) == fold(first.rows[n][0]) for n in same)


def _named(paper: Paper, name: str) -> Grid | None:
    found = paper.record.matrix(name) if paper.record else None
    return _of_matrix(found, paper) if found else None


def _rows(before: Grid, after: Grid, columns: Sequence[str]) -> dict[int, int]:
    """Return which row of the second version each row of the first is: by its name, by a like name, by its cells."""
    same: dict[int, int] = {}
    names: dict[str, list[int]] = defaultdict(list)
    for n, (name, _) in enumerate(after.rows):
        names[fold(name)].append(n)
    for n, (name, _) in enumerate(before.rows):
        if names.get(fold(name)):
            same[n] = names[fold(name)].pop(0)
    for test in (_like_names, _like_cells):
        taken = set(same.values())
        free = [n for n in range(len(after.rows)) if n not in taken]
        for n, row in enumerate(before.rows):
            other = None if n in same else next((m for m in free if test(row, after.rows[m], columns)), None)
            if other is not None:
                same[n] = other
                free.remove(other)
    return same


_Row = tuple[str, _Cells]


def _like_names(first: _Row, second: _Row, _columns: Sequence[str]) -> bool:
    return same_name(first[0], second[0])


def _like_cells(first: _Row, second: _Row, columns: Sequence[str]) -> bool:
    told = [key for key in columns if _bare(first[1].get(key, _NONE)) or _bare(second[1].get(key, _NONE))]
    same = [key for key in told if _bare(first[1].get(key, _NONE)) == _bare(second[1].get(key, _NONE))]
    return len(told) > 1 and len(same) >= _SAME_ROW * len(told)


def _bare(cell: Cell) -> str:
    """Return a cell without what a file's format alone makes of it: breaks, hyphens at the end of a line."""
    return "".join(re.sub(r"[-–—•]", "", cell.text).split()).strip(".")


def _line(cells: _Cells) -> str:
    return shorten(" | ".join(dict.fromkeys(cell.text for cell in cells.values() if cell.text)), 200)


def _grids(paper: Paper, point: str | None) -> dict[str, Grid]:
    """Return the tables of a point: its matrices by their name, then those that none claims, by their first words."""
    record = paper.record
    if record is None:
        return {}
    found: dict[str, Grid] = {}
    claimed: set[int] = set()
    for matrix in record.matrices.values():
        claimed.update(matrix.tables)
        # What was joined from other matrices has no title of its own, and stands in those.
        if matrix.point == point and matrix.name in paper.titles and matrix.rows:
            found[matrix.name] = _of_matrix(matrix, paper)
    own = record.point(point) if point else None
    blocks: tuple[Block, ...] = own.blocks if own else record.outside if point is None else ()
    for table in tables_in(blocks):
        if table.number not in claimed and table.row_count > 1:
            grid = _of_table(table)
            key = f"={fold(grid.title)}"
            number = sum(name.startswith(key) for name in found)
            found[f"{key} {number}" if number else key] = grid
    return found


def _of_matrix(matrix: Matrix, paper: Paper) -> Grid:
    """Return a matrix as a table, with the columns that no field claims."""
    columns = {f: shorten(head, _HEAD) or f for f, head in matrix.columns.items() if "@" not in f}
    rows: list[dict[str, Cell]] = []
    seen: set[tuple[str, Location]] = set()
    for row in matrix.rows:
        cells: dict[str, Cell] = {}
        for name, value in row.values.items():
            if name in columns:
                cells[name] = Cell(squeeze(value.raw), (name, value.location) in seen)
                seen.add((name, value.location))
        rows.append(cells)
    for head, texts in _unclaimed(matrix, paper):
        columns[f"={fold(head)}"] = shorten(head, _HEAD)
        for line, text in zip(rows, texts, strict=True):
            line[f"={fold(head)}"] = Cell(text)
    names = row_names(matrix, naming(matrix))
    return Grid(
        title=paper.titles.get(matrix.name, matrix.name), columns=columns, rows=tuple(zip(names, rows, strict=True))
    )


def _unclaimed(matrix: Matrix, paper: Paper) -> Iterator[tuple[str, list[str]]]:
    """Yield head and cells of the columns of a matrix's tables that no field claims."""
    if not matrix.unmapped or paper.record is None:
        return
    texts = {n: table.rows() for n in matrix.tables if (table := paper.record.table(n))}
    for head in matrix.unmapped:
        cells = []
        for row in matrix.rows:
            grid = texts.get(row.location.table or 0, [])
            above = grid[: row.location.row or 0]
            place = next(
                (
                    c
                    for line in above
                    for c, text in enumerate(line)
                    if text
                    and fold(text) in fold(head)
                    and not any(v.location.column == c for v in row.values.values())
                ),
                None,
            )
            at = line_of(row)
            cells.append(grid[at][place] if place is not None and at is not None else "")
        yield head, cells


def _of_table(table: Table) -> Grid:
    """Return a table that no matrix claims: its first row is the head, the first words of a row its name."""
    lines = table.grid()
    heads = [squeeze(cell.text) if cell else "" for cell in lines[0]]
    columns: dict[str, str] = {}
    for n, head in enumerate(heads):
        key = fold(head)
        columns[f"{key} {n}" if key in columns or not key else key] = shorten(head, _HEAD) or f"columna {n + 1}"
    rows = []
    for r, line in enumerate(lines[1:], 1):
        cells = [Cell(squeeze(c.text), (c.row, c.column) != (r, n)) if c else _NONE for n, c in enumerate(line)]
        name = next((cell.text for cell in cells if cell.text), "")
        rows.append((shorten(name, 160), dict(zip(columns, cells, strict=True))))
    title = shorten(" | ".join(dict.fromkeys(filter(None, heads))), _HEAD)
    return Grid(title=title, columns=columns, rows=tuple(rows))
