"""A table of the document's own as data: its rows as texts, and in `unidas` which of its cells are one (`A1:C1`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from amc_docs.addresses import LETTERS, address
from amc_docs.document import Table
from amc_docs.forms.copying import without_idle_columns
from amc_docs.forms.data_values import lines
from amc_docs.forms.grids import Grid, GridCell

TABLE, MERGED = "tabla", "unidas"
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,4}):([A-Z]{1,3})([1-9]\d{0,4})")

Range = tuple[int, int, int, int]
"""First row and column, last row and column, from 0."""


def as_data(table: Table) -> dict[str, Any]:
    """Return a table; what a merged cell says stands in each place that it covers."""
    table = without_idle_columns(table)
    rows = [[lines(cell.printed) if cell else "" for cell in row] for row in table.grid()]
    spans = [
        f"{address((c.row, c.column))}:{address((c.row + c.row_span - 1, c.column + c.column_span - 1))}"
        for c in table.cells
        if c.row_span * c.column_span > 1 and c.printed.strip()
    ]
    return {TABLE: rows, **({MERGED: spans} if spans else {})}


def range_of(text: str) -> Range | None:
    """Return the cells that a text like `B2:C3` means; None where it means none."""
    found = _RANGE.fullmatch(text.strip().upper())
    if found is None:
        return None
    left, top, right, bottom = _column(found[1]), int(found[2]) - 1, _column(found[3]), int(found[4]) - 1
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def checked(rows: list[list[str]], spans: Sequence[str]) -> tuple[list[str], str]:
    """Return the merged cells of a table that there are, and what is wrong with the first that cannot be; Spanish.

    What a merged cell says is written in each of its places in `rows`.
    """
    kept: list[str] = []
    taken: set[tuple[int, int]] = set()
    for text in spans:
        found = range_of(text)
        if found is None or found[2] >= len(rows) or found[3] >= len(rows[0]):
            return kept, f"«{text}» no son celdas de la tabla. Escriba la primera y la última, por ejemplo A1:C1."
        places = [(row, column) for row in range(found[0], found[2] + 1) for column in range(found[1], found[3] + 1)]
        said = {rows[row][column] for row, column in places} - {""}
        if len(said) > 1 or taken & set(places):
            return kept, f"«{text}» es una sola celda, y dice cosas distintas. Deje un solo texto."
        for row, column in places:
            rows[row][column] = next(iter(said), "")
        taken |= set(places)
        if said and len(places) > 1:
            kept.append(f"{address(found[:2])}:{address(found[2:])}")
    return kept, ""


def as_grid(item: Mapping[str, Any]) -> Grid:
    """Return the table to be written."""
    spans = {found[:2]: found for text in item.get(MERGED, ()) if (found := range_of(text))}
    covered = {(row, column) for top, left, bottom, right in spans.values()
               for row in range(top, bottom + 1) for column in range(left, right + 1)}  # fmt: skip
    rows = []
    for at, row in enumerate(item[TABLE]):
        cells = []
        for column, text in enumerate(row):
            top, left, bottom, right = spans.get((at, column), (at, column, at, column))
            if (at, column) in spans or (at, column) not in covered:
                cells.append(GridCell(str(text), row_span=bottom - top + 1, column_span=right - left + 1))
        rows.append(tuple(cells))
    return Grid(tuple(rows), head=0)
