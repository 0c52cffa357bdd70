"""From texts at places to tables: a sheet falls apart at its blank rows and columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from amc_docs.document import Cell, Location, Paragraph, Table
from amc_docs.readers.spreadsheet_sheet import (
    LAST_COLUMN,
    LAST_ROW,
    Book,
    Place,
    Range,
    Sheet,
    Written,
)

_MOST_CUTS = 20
"""Times that a region is divided again; no real sheet needs more than a few."""
_WIDEST_GAP = 2
"""Blank rows inside a table, at most."""
_FIGURE = re.compile(r"\W*(?:S\W*)?\d[\d.,'’ ]*%?\W*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_MERGE = 1_000
"""Rows or columns; a longer merge was made by selecting whole rows, and ends with the texts."""


class Tile(NamedTuple):
    """A cell with its extent; one without text only holds its neighbours together."""

    range: Range
    text: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it is a number and not a year, which heads a column."""
        return _FIGURE.fullmatch(self.text) is not None and not _YEAR.fullmatch(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A table and where it stands on its sheet."""

    table: Table
    top: int
    left: int


class Grid:
    """A sheet's merged cells, worked out: each place covered by at most one."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        """Raise LimitExceededError where merged cells cover more places than tables may."""
        self.texts = sheet.texts
        self.covering: dict[Place, Range] = {}
        """Place → the merged cell that covers it."""
        self.framed = sheet.framed
        if not sheet.texts:
            return
        extent = _around([Range(r, c, r, c) for r, c in sheet.texts])
        left = book.limits.places
        for merge in sheet.merges:
            merge = _clipped(merge, extent)
            left -= max(0, merge.bottom - merge.top + 1) * max(0, merge.right - merge.left + 1)
            if left < 0:
                raise book.too_many("places", "tiene celdas combinadas sobre {} casillas")
            places = [(r, c) for r in range(merge.top, merge.bottom + 1) for c in range(merge.left, merge.right + 1)]
            if not any(p in self.covering for p in places):
                self.covering |= dict.fromkeys(places, merge)

    def tiles(self) -> list[Tile]:
        """Return all cells that hold or connect something."""
        found = {
            merge: Tile(merge, written.text.strip())
            for place, written in self.texts.items()
            if (merge := self.covering.get(place, Range(*place, *place))) and (merge.top, merge.left) == place
        }
        empty = (self.covering.get(place, Range(*place, *place)) for place in self.framed)
        return [*found.values(), *(Tile(r) for r in dict.fromkeys(empty) if r not in found)]

    def buried(self) -> int:
        """Return how many texts lie under a merged cell, where nobody sees them."""
        return sum((m.top, m.left) != place for place in self.texts if (m := self.covering.get(place)) is not None)

    def cells(self, region: Range, number: int) -> Iterator[Cell]:
        """Yield the cells of a region, merged ones cut at its edges."""
        for row in range(region.top, region.bottom + 1):
            for column in range(region.left, region.right + 1):
                merge = self.covering.get((row, column))
                if merge is None:
                    yield _cell(self.texts.get((row, column)), Range(row, column, row, column), region, number)
                    continue
                inside = _clipped_to(merge, region)
                if (inside.top, inside.left) == (row, column):
                    yield _cell(self.texts.get((merge.top, merge.left)), inside, region, number)


def regions(grid: Grid, start: int, left: int, book: Book) -> list[Region]:
    """Return the tables of a sheet in reading order, numbered from `start`.

    Raises:
        LimitExceededError: they cover more than `left` places.
    """
    found: list[Region] = []
    for box in _boxes(grid.tiles()):
        height, width = box.bottom - box.top + 1, box.right - box.left + 1
        left -= height * width
        if left < 0:
            raise book.too_many("places", "tiene tablas de {} casillas")
        number = start + len(found)
        table = Table(
            number=number,
            row_count=height,
            column_count=width,
            cells=tuple(grid.cells(box, number)),
            location=Location(table=number),
        )
        found.append(Region(table=table, top=box.top, left=box.left))
    return found


def _boxes(tiles: list[Tile]) -> list[Range]:
    """Return the regions that hold texts, top to bottom, then left to right."""
    boxes: list[Range] = []
    waiting = [(tiles, 0, False)]
    while waiting:
        # Whole the other way: what a cut leaves has no blanks along that cut.
        group, cuts, is_whole = waiting.pop()
        texts = [t.range for t in group if t.text]
        if not texts:
            continue
        parts = [group] if cuts >= _MOST_CUTS else _cut(group, by_rows=cuts % 2 == 0)
        if len(parts) > 1:
            waiting += [(part, cuts + 1, True) for part in reversed(parts)]
        elif is_whole or cuts >= _MOST_CUTS:
            boxes.append(_around(texts))
        else:
            waiting.append((group, cuts + 1, True))
    return boxes


def _cut(tiles: list[Tile], *, by_rows: bool) -> list[list[Tile]]:
    """Divide at each blank row (or column)."""
    first: Callable[[Tile], int] = (lambda t: t.range.top) if by_rows else (lambda t: t.range.left)
    last: Callable[[Tile], int] = (lambda t: t.range.bottom) if by_rows else (lambda t: t.range.right)
    parts: list[list[Tile]] = []
    reached = -2
    for tile in sorted(tiles, key=first):
        if first(tile) > reached + 1:
            parts.append([])
        parts[-1].append(tile)
        reached = max(reached, last(tile))
    return _mended(parts) if by_rows else parts


def _mended(parts: list[list[Tile]]) -> list[list[Tile]]:
    """Join what blank rows only space out: a total, or the next group of rows, under the head of the table above."""
    found: list[list[Tile]] = []
    for part in parts:
        if found and _goes_on(found[-1], part):
            found[-1] = [*found[-1], *part]
        else:
            found.append(part)
    return found


def _goes_on(above: list[Tile], below: list[Tile]) -> bool:
    """Whether a part has no head of its own: below its lines of one text come figures, where those above have some."""
    gap = min(t.range.top for t in below) - max(t.range.bottom for t in above) - 1
    extent, texts = _around([t.range for t in above]), [t for t in below if t.text]
    within = all(extent.left <= t.range.left and t.range.right <= extent.right for t in texts)
    rows = [[t for t in texts if t.range.top == top] for top in sorted({t.range.top for t in texts})]
    first = next((row for row in rows if len(row) > 1), [])
    columns = {t.range.left for t in first if t.is_figure}
    # The first row of the part above is its head or its title.
    known = {t.range.left for t in above if t.is_figure and t.range.top > extent.top}
    return gap <= _WIDEST_GAP and within and bool(columns) and columns <= known and len(columns) < len(first)


def _cell(written: Written | None, place: Range, region: Range, number: int) -> Cell:
    row, column = place.top - region.top, place.left - region.left
    location = Location(table=number, row=row, column=column)
    lines = written.text.split("\n") if written else []
    bold = bool(written and written.is_bold)
    return Cell(
        row=row,
        column=column,
        row_span=place.bottom - place.top + 1,
        column_span=place.right - place.left + 1,
        blocks=tuple(Paragraph(text=line.strip(), is_bold=bold, location=location) for line in lines if line.strip()),
        location=location,
    )


def _around(ranges: list[Range]) -> Range:
    return Range(
        min(r.top for r in ranges),
        min(r.left for r in ranges),
        max(r.bottom for r in ranges),
        max(r.right for r in ranges),
    )


def _clipped(merge: Range, extent: Range) -> Range:
    """Return a merged cell that ends where the texts end, should it have been made of whole rows or columns."""
    tall = merge.bottom >= LAST_ROW or merge.bottom - merge.top > _LONGEST_MERGE
    wide = merge.right >= LAST_COLUMN or merge.right - merge.left > _LONGEST_MERGE
    return merge._replace(
        bottom=max(merge.top, min(merge.bottom, extent.bottom)) if tall else merge.bottom,
        right=max(merge.left, min(merge.right, extent.right)) if wide else merge.right,
    )


def _clipped_to(merge: Range, region: Range) -> Range:
    return Range(
        max(merge.top, region.top),
        max(merge.left, region.left),
        min(merge.bottom, region.bottom),
        min(merge.right, region.right),
    )
