"""Tables that run over pages made one: repeated headers dropped, rows cut by the page glued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from amc_docs.readers.pdf.items import Grid, GridCell, Item, box_of
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.paragraphs import BULLET, HANGS

SAME_BORDER = 4.0
"""Points within which borders on two pages count as the same."""
REACH = 2.8
"""Lines of white space that a page may leave under a cut cell (widows and orphans are kept together)."""
FINAL = re.compile(r"[.!?;:…][\"”»)\]]*$")
BEGINS_LOWER = re.compile(r"[\"“«(]?[a-záéíóúüñ,;)%]")


def is_continued(before: Grid, after: Grid) -> bool:
    """Tell whether two tables that meet at a page's end have the same columns."""
    if abs(before.xs[0] - after.xs[0]) > SAME_BORDER or abs(before.xs[-1] - after.xs[-1]) > SAME_BORDER:
        return False
    few, many = sorted((before.xs, after.xs), key=len)
    places = _places(few, many)
    is_near = all(abs(x - many[place]) <= SAME_BORDER for x, place in zip(few, places, strict=True))
    return (is_near and len(set(places)) == len(few)) or _has_same_head(before, after)


def _has_same_head(before: Grid, after: Grid) -> bool:
    """Tell whether both begin with the same titles, even where merged cells below show other columns on each page."""
    head = [text_of(c) for c in _of_row(before, 0)]
    return len([text for text in head if text]) > 1 and head == [text_of(c) for c in _of_row(after, 0)]


def _together(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Return the borders of both, those that count as the same once."""
    few, many = sorted((one, other), key=len)
    return tuple(sorted([*many, *(x for x in few if all(abs(x - m) > SAME_BORDER for m in many))]))


def _places(few: tuple[float, ...], many: tuple[float, ...]) -> list[int]:
    return [min(range(len(many)), key=lambda i, x=x: abs(many[i] - x)) for x in few]  # type: ignore[misc]


def joined(before: Grid, after: Grid) -> Grid:
    """Return both parts as one table.

    Of what stands before, only the first rows and the last one are looked at: a table may run over a thousand pages.
    """
    xs = _together(before.xs, after.xs)
    before, after = _on(before, xs), _on(after, xs)
    repeated = _repeated(before, after)
    after = _without_rows(after, repeated)
    pages = tuple(sorted({*before.pages, *after.pages}))
    header_rows = max(before.header_rows, repeated)
    if not after.row_count:
        return replace(before, pages=pages, header_rows=header_rows)
    places = _bottom(before)
    last = {before.cells[place].column: before.cells[place] for place in places}
    first = {c.column: c for c in _of_row(after, 0)}
    is_cut = _is_cut(before, after, last, first)
    offset = before.row_count - is_cut
    both = set(first) & set(last) if is_cut else _merged(last, first)
    cells = list(before.cells)
    for place in places:
        above = cells[place]
        if above.column in both:
            cells[place] = _glued(above, first[above.column], offset)
    cells += [replace(c, row=offset + c.row) for c in after.cells if c.row or c.column not in both]
    return replace(
        before,
        pages=pages,
        last_box=after.last_box,
        row_count=offset + after.row_count,
        cells=tuple(cells),
        is_open_bottom=after.is_open_bottom,
        header_rows=header_rows,
    )


def _of_row(grid: Grid, row: int) -> Iterator[GridCell]:
    """Yield the cells that begin in a row."""
    for cell in _in_order(grid):
        if cell.row == row:
            yield cell
        elif cell.row > row:
            break


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
        return replace(grid, cells=_in_order(grid))
    places = _places(grid.xs, xs)
    cells = tuple(
        replace(c, column=places[c.column], column_span=places[c.column + c.column_span] - places[c.column])
        for c in _in_order(grid)
    )
    return replace(grid, xs=xs, cells=cells)


def _in_order(grid: Grid) -> tuple[GridCell, ...]:
    """Return the cells by row and column; those of several pages were put in order when they were joined."""
    return grid.cells if len(grid.pages) > 1 else tuple(sorted(grid.cells, key=attrgetter("row", "column")))


def text_of(cell: GridCell) -> str:
    """Return the words of a cell, those of inner tables included."""
    return " ".join(_words(item) for item in cell.items).strip()


def _words(item: Item) -> str:
    if isinstance(item, Line):
        return item.text
    return " ".join(text_of(c) for c in item.cells) if isinstance(item, Grid) else ""


def _row(grid: Grid, row: int) -> list[tuple[int, int, int, str]]:
    return [(c.column, c.column_span, c.row_span, text_of(c)) for c in _of_row(grid, row)]


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


def _is_cut(before: Grid, after: Grid, last: dict[int, GridCell], first: dict[int, GridCell]) -> bool:
    """Tell whether the last row of one page, whose cells are `last`, goes on in the first row of the next."""
    if {(c.column, c.column_span) for c in last.values()} != {(c.column, c.column_span) for c in first.values()}:
        return False
    if before.is_open_bottom or after.is_open_top:
        return True
    pairs = [(last[column], first[column]) for column in sorted(first)]
    filled = [(above, cell) for above, cell in pairs if cell.items]
    if not filled or any(not above.items for above, _ in filled):
        return False
    if len(filled) < len(pairs) and all(_is_whole(above, cell) for above, cell in filled):
        return False
    flows = [_flows(above, cell) for above, cell in filled]
    if not all(flow == 1 or _reaches(above) for flow, (above, _) in zip(flows, filled, strict=True)):
        return False
    key_above, key = pairs[0]
    if not key.items and len(pairs) > 1:
        # Under a merged key each row is one more of its group: only a text that goes on tells that it is cut.
        is_group = key_above.row_span > 1
        return (max(flows) == 1 and min(flows) >= 0) if is_group else (len(filled) == 1 or min(flows) >= 0)
    if len(filled) == 1 and len(pairs) > 2 and any(above.items for above, _ in pairs[1:]):
        # Nothing but the key goes on, and its word had no room on the line above: «Total Gobierno» / «Local».
        return flows[0] == 1 or (flows[0] == 0 and _is_full(key_above, key))
    return max(flows) == 1 and min(flows) >= 0


def _is_whole(above: GridCell, cell: GridCell) -> bool:
    """Tell whether both cells hold one line, and the upper one's ends a sentence: no page cuts so low a row."""
    if len(above.items) > 1 or len(cell.items) > 1:
        return False
    end, start = above.items[0], cell.items[0]
    if not (isinstance(end, Line) and isinstance(start, Line)):
        return False
    return _flows(above, cell) < 0 and not end.text.endswith(":")


def _is_full(above: GridCell, cell: GridCell) -> bool:
    """Tell whether the first word of the lower cell would not have fitted on the last line of the upper one."""
    end, start = above.items[-1], cell.items[0]
    if not (isinstance(end, Line) and isinstance(start, Line)):
        return False
    return end.right + 0.3 * end.size + start.first_width > above.last_box.right - 6


def _flows(above: GridCell, cell: GridCell) -> int:
    """Return 1 where the cell's text plainly goes on in the next, -1 where it plainly begins anew, 0 in doubt."""
    end, start = above.items[-1], cell.items[0]
    if isinstance(end, Grid) and isinstance(start, Grid):
        return 1 if is_continued(end, start) else 0
    if not (isinstance(end, Line) and isinstance(start, Line)):
        return 0
    head = above.items[0]
    if BEGINS_LOWER.match(start.text) and not re.search(r"[.!?]$", end.text):
        # Where the whole column is written in lower case, it tells nothing.
        return 0 if isinstance(head, Line) and BEGINS_LOWER.match(head.text) else 1
    if _pattern(start.text) == _pattern(head.text if isinstance(head, Line) else "") or FINAL.search(end.text):
        return -1
    if BULLET.match(start.text):
        return 0 if isinstance(head, Line) and BULLET.match(head.text) else -1
    if HANGS.search(end.text):
        return 1
    return 0 if _is_full(above, cell) else -1


def _pattern(text: str) -> str:
    """Return the form of a short code, alike for all of a series ("L.1", "L.2"); the text itself where it is none."""
    return re.sub(r"\d+", "#", text) if len(text) <= 8 else text


def _reaches(cell: GridCell) -> bool:
    """Tell whether a cell is filled down to its lower border."""
    end = cell.items[-1]
    bottom = end.last_box.bottom if isinstance(end, Grid) else box_of(end).bottom
    size = end.size if isinstance(end, Line) else 10.0
    return cell.last_box.bottom - bottom <= REACH * 1.2 * size


def _merged(last: dict[int, GridCell], first: dict[int, GridCell]) -> set[int]:
    """Return the columns whose vertically merged cell the page cuts although the row is not cut."""
    common = [c for c in sorted(set(last) & set(first)) if last[c].column_span == first[c].column_span]
    found = set()
    is_head = _is_upper_head(last, first)
    for column in common:
        above, cell = last[column], first[column]
        if cell.items and above.items and _flows(above, cell) == 1:
            # What stands empty to the left is the same group's key.
            found |= {column, *(c for c in common if c < column and not first[c].items)}
        elif not cell.items and (above.row_span > 1 or cell.row_span > 1 or (is_head and above.items)):
            found.add(column)
    return found if len(found) < len(first) else set()


def _is_upper_head(last: dict[int, GridCell], first: dict[int, GridCell]) -> bool:
    """Tell whether a page ends after the first row of a table, whose titles the next row parts: a head of two rows."""
    parted = [c for c in last.values() if c.column_span > 1 and c.items]
    under = [[f for f in first.values() if c.column <= f.column < c.column + c.column_span] for c in parted]
    is_first = all(c.row == 0 for c in last.values())
    return is_first and bool(under) and all(len(cells) > 1 and all(f.items for f in cells) for cells in under)


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
