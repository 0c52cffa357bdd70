"""How the rows of a matrix stand in their table: cells merged, rows of one cell, columns that no field claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from amc_docs.document import Cell
from amc_docs.extraction.heads import Grid, Head, path_above
from amc_docs.row_look import OWN_COLUMN, RowLook
from amc_docs.wording import squeeze

Cells = Sequence[Cell | None]


def claimed(head: Head) -> frozenset[int]:
    """Return the columns that fields are read from."""
    return frozenset((*head.columns, *(column for names in head.options.values() for column in names)))


def own_columns(grid: Grid, head: Head, others: Set[int]) -> dict[int, str]:
    """Return the key of each column that says something and that no field claims, neither here nor in `others`.

    A head that comes twice is numbered; a column in which no cell begins is its neighbour's.
    """
    found: dict[int, str] = {}
    body = grid[head.body :]
    for column in range(len(grid[0]) if grid else 0):
        if column in others or column in claimed(head) or not any(_says(row[column]) for row in body):
            continue
        if column and all(row[column] is row[column - 1] for row in body):
            continue
        key = f"{OWN_COLUMN}{head.heads.get(column, '')}"
        count = sum(known == key or known.startswith(f"{key} (") for known in found.values())
        found[column] = f"{key} ({count + 1})" if count else key
    return found


def heads(grid: Grid, head: Head, own: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
    """Return the heads above each column, captions over several included; what opens a unit's table is not its head."""
    keys = {**head.columns, **own, **{min(columns): name for name, columns in head.options.items()}}
    first = head.first if head.spec.unit else 0
    found: dict[str, tuple[str, ...]] = {}
    for column in sorted(keys):
        bottom = head.body - 1 if column in head.options.get(keys[column], {}) else head.body
        found[keys[column]] = tuple(path_above(grid, column, first, max(bottom, first + 1))) or ("",)
    return found


def look(cells: Cells, before: Cells | None, keys: Mapping[int, str], above: Sequence[str]) -> RowLook:
    """Return how a row stands below another one; None: nothing is right above it that a cell could go on from."""
    parts: dict[int, list[str]] = {}
    for column in sorted(keys):
        if _says(cells[column]):
            parts.setdefault(id(cells[column]), []).append(keys[column])
    said = {key: _text(cells[column]) for column, key in keys.items() if key.startswith(OWN_COLUMN)}
    return RowLook(
        above=tuple(above),
        own={key: text for key, text in said.items() if text},
        continued=frozenset(
            key for column, key in keys.items() if before and _says(cells[column]) and before[column] is cells[column]
        ),
        joined=tuple(tuple(names) for names in parts.values() if len(names) > 1),
    )


def _says(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.printed.strip())


def _text(cell: Cell | None) -> str:
    return squeeze(cell.printed) if cell is not None else ""
