"""Which row, or which merged cell, the end of a page cuts in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.readers.pdf.columns import VALUE
from amc_docs.readers.pdf.extents import PADDING
from amc_docs.readers.pdf.items import Grid, GridCell, box_of
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.paragraphs import BULLET, HANGS
from amc_docs.readers.pdf.parts import is_bold, is_continued, is_head

REACH = 2.8
"""Lines of white space that a page may leave under a cut cell (widows and orphans are kept together)."""
KEPT = 2
"""Lines of a paragraph that are never parted by a page's end."""
FINAL = re.compile(r"[.!?;:…][\"”»)\]]*$")
CURRENCY = re.compile(r"\bS/$")
BEGINS_LOWER = re.compile(r"[\"“«(]?[a-záéíóúüñ,;)%]")


def is_cut(before: Grid, after: Grid, last: dict[int, GridCell], first: dict[int, GridCell]) -> bool:
    """Tell whether the last row of one page, whose cells are `last`, goes on in the first row of the next."""
    if {(c.column, c.column_span) for c in last.values()} != {(c.column, c.column_span) for c in first.values()}:
        return False
    if before.is_open_bottom or after.is_open_top:
        return True
    pairs = [(last[column], first[column]) for column in sorted(first)]
    # The words of a merged cell stand in its middle, so that another page than its first may hold them.
    pairs = [(above, cell) for above, cell in pairs if above.items or not (cell.items and cell.row_span > 1)]
    filled = [(above, cell) for above, cell in pairs if cell.items]
    if not filled or any(not above.items for above, _ in filled) or _changes_weight(filled):
        return False
    if len(filled) < len(pairs) and all(_is_whole(above, cell) for above, cell in filled):
        return False
    flows = [_flows(above, cell) for above, cell in filled]
    if not all(_fills(*pair) if flow >= 0 else _reaches(pair[0]) for flow, pair in zip(flows, filled, strict=True)):
        return False
    if max(flows) < 1 and _is_upper_head(last, first):
        return False
    key_above, key = pairs[0]
    # Where a title goes on, so does its row, though a sentence beside it may end with the page.
    is_plain = max(flows) == 1 and (min(flows) >= 0 or (flows[0] == 1 and len(flows) == 2))
    if not key.items and len(pairs) > 1:
        # Under a merged key each row is one more of its group: only a text that goes on tells that it is cut.
        return is_plain if key_above.row_span > 1 else (len(filled) == 1 or min(flows) >= 0)
    if len(filled) == 1 and len(pairs) > 2 and any(above.items for above, _ in pairs[1:]):
        # Nothing but the key goes on, and its word had no room on the line above: «Total Gobierno» / «Local».
        return flows[0] == 1 or (flows[0] == 0 and _is_full(key_above, key))
    return is_plain


def _changes_weight(filled: Sequence[tuple[GridCell, GridCell]]) -> bool:
    """Tell whether bold type ends or begins with the page in all of several cells: a head, and the row under it."""
    weights = {(is_bold(above), is_bold(cell)) for above, cell in filled}
    return len(filled) > 1 and weights in ({(True, False)}, {(False, True)})


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
    if end.is_bold != start.is_bold or (len(above.items) == 1 and VALUE.fullmatch(end.text)):
        # No sentence changes its weight where a line ends, and a number is all that its cell says.
        return 0 if _is_full(above, cell) else -1
    if BEGINS_LOWER.match(start.text) and not re.search(r"[.!?]$", end.text):
        # Where the whole column is written in lower case, or the word had room on the line above, it tells nothing.
        is_lower = isinstance(head, Line) and BEGINS_LOWER.match(head.text)
        return int(not is_lower and bool(_hangs(end.text, start.text) or _is_full(above, cell)))
    if _pattern(start.text) == _pattern(head.text if isinstance(head, Line) else "") or FINAL.search(end.text):
        return -1
    if BULLET.match(start.text):
        return 0 if isinstance(head, Line) and BULLET.match(head.text) else -1
    if _hangs(end.text, start.text):
        return 1
    return 0 if _is_full(above, cell) else -1


def _hangs(end: str, start: str) -> bool:
    """Tell whether a line cannot be the last one; a lone letter is the rest of a word that its cell was too narrow for.

    The sign of a currency asks for a figure, and for nothing else.
    """
    is_sign = CURRENCY.search(end) and not start[:1].isdigit()
    return len(end) > 1 and not is_sign and bool(HANGS.search(end))


def _pattern(text: str) -> str:
    """Return the form of a short code, alike for all of a series ("L.1", "L.2"); the text itself where it is none."""
    return re.sub(r"\d+", "#", text) if len(text) <= 8 else text


def _reaches(cell: GridCell) -> bool:
    """Tell whether a cell is filled down to its lower border."""
    end = cell.items[-1]
    bottom = end.last_box.bottom if isinstance(end, Grid) else box_of(end).bottom
    size = end.size if isinstance(end, Line) else 10.0
    return cell.last_box.bottom - bottom <= REACH * 1.2 * size


def _fills(above: GridCell, cell: GridCell) -> bool:
    """Tell whether no further line would have fitted in a cell whose text goes on in the next.

    Only where few lines follow may one more be missing: two are kept together.
    """
    end = above.items[-1]
    if not isinstance(end, Line):
        return True
    first = next(item for item in above.items if isinstance(item, Line) and item.page == end.page)
    margin = min(max(first.top - above.last_box.top, 0.0, _space_below(cell)), PADDING)
    missing = 1.7 if len(cell.items) <= KEPT else 0.7
    return above.last_box.bottom - end.box.bottom <= margin + missing * 1.2 * end.size


def _space_below(cell: GridCell) -> float:
    """Return the white space between the first line of a cell and the next: the line needs it too where it stands."""
    lines = [item for item in cell.items[:2] if isinstance(item, Line)]
    return lines[1].top - lines[0].box.bottom if len(lines) > 1 else 0.0


def merged_columns(last: dict[int, GridCell], first: dict[int, GridCell]) -> set[int]:
    """Return the columns whose vertically merged cell the page cuts although the row is not cut."""
    common = [c for c in sorted(set(last) & set(first)) if last[c].column_span == first[c].column_span]
    found: set[int] = set()
    if _changes_weight([(last[c], first[c]) for c in common if last[c].items and first[c].items]):
        return found
    is_upper = _is_upper_head(last, first)
    for column in common:
        above, cell = last[column], first[column]
        goes_on = cell.items and above.items and _flows(above, cell) == 1 and _reaches(above)
        # Of two rows, only an inner table with the same columns or a key that the lower one lacks tells that it is one.
        is_merged = above.row_span > 1 or cell.row_span > 1
        if goes_on and (is_merged or isinstance(cell.items[0], Grid) or _is_keyed(column, last, first)):
            # What stands empty to the left is the same group's key.
            found |= {column, *(c for c in common if c < column and not first[c].items)}
        elif (is_upper and _is_parted_title(above, cell)) or (
            not (cell.items and above.items) and _is_one_group(above, cell, is_head=is_upper)
        ):
            found.add(column)
    return found if len(found) < len(first) else set()


def _is_keyed(column: int, last: dict[int, GridCell], first: dict[int, GridCell]) -> bool:
    """Tell whether what stands to the left says something on the upper page only: the key of both, as «EE.2»."""
    above = [cell for at, cell in last.items() if at < column and cell.items]
    return bool(above) and not any(cell.items for at, cell in first.items() if at < column)


def _is_one_group(above: GridCell, cell: GridCell, *, is_head: bool) -> bool:
    """Tell whether two cells, one of them empty, are a merged one whose words stand on one of its pages."""
    if cell.items:
        return above.row_span > 1 and cell.row_span > 1
    return above.row_span > 1 or cell.row_span > 1 or (is_head and bool(above.items))


def _is_parted_title(above: GridCell, cell: GridCell) -> bool:
    """Tell whether a title of a head of two rows has its first words on one page and the others on the next."""
    texts = [next((i.text for i in c.items if isinstance(i, Line)), "") for c in (above, cell)]
    return bool(texts[0] and BEGINS_LOWER.match(texts[1])) and not BEGINS_LOWER.match(texts[0])


def _is_upper_head(last: dict[int, GridCell], first: dict[int, GridCell]) -> bool:
    """Tell whether a page ends after the first row of a table, whose titles the next row parts: a head of two rows."""
    parted = [c for c in last.values() if c.column_span > 1 and c.items]
    under = [[f for f in first.values() if c.column <= f.column < c.column + c.column_span] for c in parted]
    if any(c.row for c in last.values()):
        return False
    if parted:
        return all(len(cells) > 1 and all(f.items for f in cells) for cells in under)
    # A title may stand over a single one: then the bold words of the next row, not in its first column, tell.
    words = [f for f in first.values() if f.items]
    has_room = len(last) == len(first) > len(words) > 0 and not first[min(first)].items
    return has_room and is_head([*last.values(), *words])
