"""What a mark in a cell says: the option that its column is headed by, or a period coloured in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amc_docs.document import Cell
from amc_docs.record import Value
from amc_docs.wording import fold, squeeze

Grid = Sequence[Sequence[Cell | None]]
COLOUR = "■"
"""What stands for a period that is marked by the cell's colour alone."""
_FEWEST_OPTIONS = 3
_LONGEST_MARK = 3
"""Characters; more is a value."""


def options(grid: Grid, first: int, body: int) -> dict[str, dict[int, str]]:
    """Return, for each head merged over columns of marks, the option of each column: «Ámbito» over «Calidad | …»."""
    found: dict[str, dict[int, str]] = {}
    for cell in {id(c): c for c in grid[first] if c and c.row == first}.values():
        under = range(cell.column, min(cell.column + cell.column_span, len(grid[first])))
        names = {i: squeeze(low.text) for i in under if (low := grid[body - 1][i]) and low is not cell}
        if len({fold(name) for name in names.values() if name}) < max(_FEWEST_OPTIONS, len(under)):
            continue
        texts = [squeeze(c.text) for row in grid[body:] for i in under if (c := row[i])]
        if any(texts) and all(len(text) <= _LONGEST_MARK and not any(map(str.isdigit, text)) for text in texts):
            found[squeeze(cell.text)] = names
    return found


def chosen(cells: Sequence[Cell | None], names: Mapping[int, str]) -> Value:
    """Return the options that a row marks, as one value at the place of the first mark."""
    marked = [i for i in names if (cell := cells[i]) and cell.text.strip(" -–—_.")]
    anchor = cells[marked[0] if marked else min(names)]
    raw = ", ".join(names[i] for i in marked)
    return Value(raw=raw, value=raw or None, location=anchor.location) if anchor else Value(raw=raw, value=raw or None)


def is_coloured(cell: Cell, cells: Sequence[Cell | None]) -> bool:
    """Say whether a blank cell is marked by colour: it is shaded and the row's own first cell is not."""
    first = next((c for c in cells if c and c.text), None)
    return cell.is_shaded and not squeeze(cell.text) and first is not None and not first.is_shaded
