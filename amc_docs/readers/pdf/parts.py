"""The parts of a table on following pages: whether they belong together, and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from amc_docs.readers.pdf.items import Grid, GridCell, Item
from amc_docs.readers.pdf.lines import Line

SAME_BORDER = 5.5
"""Points within which borders on two pages count as the same."""


def is_continued(before: Grid, after: Grid) -> bool:
    """Tell whether two tables that meet at a page's end have the same columns."""
    if abs(before.xs[0] - after.xs[0]) > SAME_BORDER or abs(before.xs[-1] - after.xs[-1]) > SAME_BORDER:
        return False
    few, many = sorted((before.xs, after.xs), key=len)
    at = places(few, many)
    is_near = all(abs(x - many[place]) <= SAME_BORDER for x, place in zip(few, at, strict=True))
    is_same = is_near and len(set(at)) == len(few)
    return (is_same and not _begins_another(before, after)) or _has_same_head(before, after)


def _begins_another(before: Grid, after: Grid) -> bool:
    """Tell whether a page begins with the head of a table of other columns, though all of the upper ones fit in them.

    Only where the upper part is a plain matrix: in a sheet any row may have columns and titles of its own.
    """
    if len(before.xs) == len(after.xs):
        return False
    head, own = list(of_row(before, 0)), list(of_row(after, 0))
    if len(own) == 1 and is_bold(own[0]):
        # The table's own title comes first.
        own = list(of_row(after, 1))
    if len(head) != len(before.xs) - 1 or not (is_head(head) and is_head(own)):
        return False
    last = [cell for cell in before.cells[-len(head) :] if cell.row == before.row_count - 1]
    return len(last) == len(head) and not any(is_bold(cell) for cell in last)


def _has_same_head(before: Grid, after: Grid) -> bool:
    """Tell whether both begin with the same titles, even where merged cells below show other columns on each page."""
    head = [text_of(c) for c in of_row(before, 0)]
    return len([text for text in head if text]) > 1 and head == [text_of(c) for c in of_row(after, 0)]


def is_head(cells: Sequence[GridCell]) -> bool:
    """Tell whether a row looks like the titles of columns: several cells, each of them with words in bold type."""
    return len(cells) > 1 and all(is_bold(cell) and any(c.isalpha() for c in text_of(cell)) for cell in cells)


def is_bold(cell: GridCell) -> bool:
    """Tell whether a cell holds text, all of it in bold type."""
    return bool(cell.items) and all(isinstance(item, Line) and item.is_bold for item in cell.items)


def places(few: tuple[float, ...], many: tuple[float, ...]) -> list[int]:
    """Return for each border the number of the one of `many` that is nearest to it."""
    return [min(range(len(many)), key=lambda i, x=x: abs(many[i] - x)) for x in few]  # type: ignore[misc]


def of_row(grid: Grid, row: int) -> Iterator[GridCell]:
    """Yield the cells that begin in a row."""
    for cell in in_order(grid):
        if cell.row == row:
            yield cell
        elif cell.row > row:
            break


def in_order(grid: Grid) -> Sequence[GridCell]:
    """Return the cells by row and column; those of several pages were put in order when they were joined."""
    return grid.cells if len(grid.pages) > 1 else tuple(sorted(grid.cells, key=attrgetter("row", "column")))


def text_of(cell: GridCell) -> str:
    """Return the words of a cell, those of inner tables included."""
    return " ".join(_words(item) for item in cell.items).strip()


def _words(item: Item) -> str:
    if isinstance(item, Line):
        return item.text
    return " ".join(text_of(c) for c in item.cells) if isinstance(item, Grid) else ""
