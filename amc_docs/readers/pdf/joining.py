"""Tables that run over pages made one: repeated headers dropped, rows cut by the page glued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amc_docs.readers.pdf.cuts import is_cut, merged_columns
from amc_docs.readers.pdf.items import Grid, GridCell, Item
from amc_docs.readers.pdf.parts import SAME_BORDER, in_order, is_continued, of_row, places, text_of


def _together(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Return the borders of both, those that count as the same once."""
    few, many = sorted((one, other), key=len)
    return tuple(sorted([*many, *(x for x in few if all(abs(x - m) > SAME_BORDER for m in many))]))


def joined(before: Grid, after: Grid) -> Grid:
    """Return both parts as one table; what stands before is no table of its own any more.

    Of that, only the first rows and the last one are looked at, and its cells are added to where they were joined
    before: a table may run over a thousand pages.
    """
    xs = _together(before.xs, after.xs)
    before, after = _on(before, xs), _on(after, xs)
    repeated = _repeated(before, after)
    after = _without_rows(after, repeated)
    pages = tuple(sorted({*before.pages, *after.pages}))
    header_rows = max(before.header_rows, repeated)
    if not after.row_count:
        return replace(before, pages=pages, header_rows=header_rows)
    bottom = _bottom(before)
    last = {before.cells[place].column: before.cells[place] for place in bottom}
    first = {c.column: c for c in of_row(after, 0)}
    is_one_row = is_cut(before, after, last, first)
    offset = before.row_count - is_one_row
    both = set(first) & set(last) if is_one_row else merged_columns(last, first)
    cells = before.cells if isinstance(before.cells, list) else list(before.cells)
    for place in bottom:
        above = cells[place]
        if above.column in both:
            cells[place] = _glued(above, first[above.column], offset)
    cells += [replace(c, row=offset + c.row) for c in after.cells if c.row or c.column not in both]
    return replace(
        before,
        pages=pages,
        last_box=after.last_box,
        row_count=offset + after.row_count,
        cells=cells,
        is_open_bottom=after.is_open_bottom,
        header_rows=header_rows,
    )


def _bottom(grid: Grid) -> list[int]:
    """Return the indices of the cells that reach the last row, from the last one up until they span all columns."""
    found: list[int] = []
    missing = len(grid.xs) - 1
    for index in range(len(grid.cells) - 1, -1, -1):
        cell = grid.cells[index]
        if cell.row + cell.row_span == grid.row_count:
            found.append(index)
            missing -= cell.column_span
            if not missing:
                break
    return found[::-1]


def _on(grid: Grid, xs: tuple[float, ...]) -> Grid:
    """Return the grid with its cells counted on other borders, which include its own, in reading order."""
    if xs == grid.xs:
        return replace(grid, cells=in_order(grid))
    at = places(grid.xs, xs)
    cells = tuple(
        replace(c, column=at[c.column], column_span=at[c.column + c.column_span] - at[c.column]) for c in in_order(grid)
    )
    return replace(grid, xs=xs, cells=cells)


def _row(grid: Grid, row: int) -> list[tuple[int, int, int, str]]:
    return [(c.column, c.column_span, c.row_span, text_of(c)) for c in of_row(grid, row)]


def _repeated(before: Grid, after: Grid) -> int:
    """Return how many rows at the top of the next part repeat those of the first."""
    count = 0
    while count < min(before.row_count, after.row_count):
        row = _row(after, count)
        if row != _row(before, count) or not any(text for *_, text in row):
            break
        count += 1
    # A merged header cell must end within the rows dropped.
    while count and any(c.row < count < c.row + c.row_span for c in after.cells):
        count -= 1
    return count


def _without_rows(grid: Grid, count: int) -> Grid:
    if not count:
        return grid
    cells = tuple(replace(c, row=c.row - count) for c in grid.cells if c.row >= count)
    return replace(grid, row_count=grid.row_count - count, cells=cells, is_open_top=False)


def _glued(above: GridCell, cell: GridCell, offset: int) -> GridCell:
    """Return the upper cell with the lower one's content added; an inner table cut in two is joined."""
    items = joined_items(above.items, cell.items)
    end = offset + cell.row_span
    return replace(above, items=items, row_span=end - above.row, last_box=cell.last_box)


def joined_items(before: tuple[Item, ...], after: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return what follows one another over a page's end, a table cut in two joined."""
    flow = list(before)
    follow(flow, after)
    return tuple(flow)


def follow(flow: list[Item], after: Sequence[Item]) -> None:
    """Add what comes after a page's end to what stands before it, a table cut in two joined."""
    if flow and after:
        end, start = flow[-1], after[0]
        if isinstance(end, Grid) and isinstance(start, Grid) and is_continued(end, start):
            flow[-1] = joined(end, start)
            after = after[1:]
    flow += after
