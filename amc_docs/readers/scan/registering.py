"""Sheets that lay differently on the scanner put in the same place: what repeats on each page shows by how much.

Running headers are known by their place, and tables are joined over pages by that of their borders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from rapidfuzz.fuzz import ratio

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.items import Grid, Item, PageLayout
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.scan.agreement import running
from amc_docs.readers.scan.frames import Frame

FARTHEST = 45.0
"""Points by which a sheet may lie elsewhere than the others."""
LEAST = 1.5
"""Points up to which pages are left where they are."""
ALIKE = 85.0
"""Likeness (0–100) from which two running lines say the same."""
TELLING = 8
"""Letters from which a line is not like another by chance."""
SAME_WIDTH = 2.5
"""Points by which the columns of one table may differ from page to page."""
SPREAD = 3.0
"""Points by which a page's lines may differ on how far it lies away."""

Shift = tuple[float, float]


def registered(
    pages: Mapping[int, PageLayout], frames: Mapping[int, Frame]
) -> tuple[dict[int, PageLayout], dict[int, Frame]]:
    """Return all pages, the recognised ones (those with a frame) moved to lie alike, and the frames that tell so."""
    layouts, moved = dict(pages), dict(frames)
    done: list[PageLayout] = []
    for number in sorted(frames):
        page = layouts[number]
        across, down = _shift(page, done)
        if max(abs(across), abs(down)) > LEAST:
            page = _page(page, across, down)
            layouts[number] = page
            moved[number] = replace(frames[number], across=across, down=down)
        done.append(page)
    return layouts, moved


def _shift(page: PageLayout, done: Sequence[PageLayout]) -> Shift:
    """Return how far to move a page, to the right and down."""
    alike = [other for other in done if abs(other.width - page.width) < 2 and abs(other.height - page.height) < 2]
    lines = [line for other in alike for line in running(other)]
    found: list[Shift] = []
    for line in running(page):
        if sum(c.isalpha() for c in line.text) >= TELLING:
            near = [o for o in lines if _is_near(o.box, line.box) and ratio(o.text, line.text) >= ALIKE]
            found += [(o.left - line.left, o.box.top - line.box.top) for o in near[:1]]
    if found:
        across, down = median(x for x, _ in found), median(y for _, y in found)
        if all(abs(x - across) < SPREAD and abs(y - down) < SPREAD for x, y in found):
            return across, down
    return (_by_columns(alike[-1], page), 0.0) if alike else (0.0, 0.0)


def _is_near(box: Box, other: Box) -> bool:
    return abs(box.left - other.left) <= FARTHEST and abs(box.top - other.top) <= FARTHEST


def _by_columns(before: PageLayout, page: PageLayout) -> float:
    """Return how far a page lies to the left of the one before it, by a table that goes on; 0 where none does."""
    above = [g for g in before.items if isinstance(g, Grid)][-1:]
    below = [g for g in page.items if isinstance(g, Grid)][:1]
    for end, start in zip(above, below, strict=False):
        if len(end.xs) == len(start.xs) > 2:
            steps = [a - b for a, b in zip(end.xs, start.xs, strict=True)]
            if max(steps) - min(steps) <= SAME_WIDTH and abs(median(steps)) <= FARTHEST:
                return median(steps)
    return 0.0


def _page(page: PageLayout, x: float, y: float) -> PageLayout:
    strokes = tuple(_rule(stroke, x, y) for stroke in page.strokes)
    stamps = tuple((text, _box(box, x, y)) for text, box in page.stamps)
    return replace(page, items=_items(page.items, x, y), strokes=strokes, stamps=stamps)


def _rule(rule: Rule, x: float, y: float) -> Rule:
    across, along = (y, x) if rule.is_horizontal else (x, y)
    return rule._replace(at=rule.at + across, start=rule.start + along, end=rule.end + along)


def _items(items: Sequence[Item], x: float, y: float) -> tuple[Item, ...]:
    return tuple(_item(item, x, y) for item in items)


def _item(item: Item, x: float, y: float) -> Item:
    if isinstance(item, Line):
        pieces = tuple(p._replace(left=p.left + x, right=p.right + x) for p in item.pieces)
        column = (item.column[0] + x, item.column[1] + x) if item.column else None
        return replace(item, box=_box(item.box, x, y), pieces=pieces, column=column)
    if not isinstance(item, Grid):
        return replace(item, box=_box(item.box, x, y))
    cells = tuple(
        replace(c, box=_box(c.box, x, y), last_box=_box(c.last_box, x, y), items=_items(c.items, x, y))
        for c in item.cells
    )
    xs = tuple(at + x for at in item.xs)
    return replace(item, box=_box(item.box, x, y), last_box=_box(item.last_box, x, y), xs=xs, cells=cells)


def _box(box: Box, x: float, y: float) -> Box:
    return Box(left=box.left + x, top=box.top + y, right=box.right + x, bottom=box.bottom + y)
