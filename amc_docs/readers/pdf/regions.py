"""Which enclosed regions are cells of one table, and which form a table nested in a cell that they touch.

A nested table mostly stands apart from the lines round it, but where a page cuts it, or where it comes first in its
cell, its border falls on the cell's. Then the cell shows as a region wrapped round the inner table (⊓, ⊔, or two
narrow strips beside it) instead of a rectangle.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from amc_docs.readers.pdf.sets import Sets

Region = set[tuple[int, int]]
"""Places (row, column) of the finest grid that no wall parts."""
STRIP = 9.5
"""Points; the margin that Word leaves between a cell's border and a table in it is narrower."""

MARGIN = 6.0
"""Points; the usual margins are no wider, and no column of text is so narrow."""
SAME_MARGIN = 2.0
MAX_STRIPS = 2
MAX_REGIONS = 3_000
"""Cells from which a figure is not searched for nested tables."""


class Slot(NamedTuple):
    """One cell of a mesh: where it begins and how many places it covers."""

    row: int
    column: int
    row_span: int
    column_span: int

    def holds(self, other: Slot) -> bool:
        """Tell whether the other lies within."""
        return (
            self.row <= other.row
            and self.column <= other.column
            and other.row + other.row_span <= self.row + self.row_span
            and other.column + other.column_span <= self.column + self.column_span
        )

    def meets(self, other: Slot) -> bool:
        """Tell whether both cover some place."""
        return (
            self.row < other.row + other.row_span
            and other.row < self.row + self.row_span
            and self.column < other.column + other.column_span
            and other.column < self.column + self.column_span
        )


def levels(regions: Sequence[Region], xs: Sequence[float]) -> list[list[Slot]]:
    """Return the cells of the outer table, then those of each cell's inner tables."""
    if len(regions) > MAX_REGIONS:
        return [[slot for region in regions for slot in _rectangles(region)]]
    regions = _strips_joined(list(regions), xs)
    hulls = [hull(region) for region in regions]
    odd = [i for i, region in enumerate(regions) if len(region) < hulls[i].row_span * hulls[i].column_span]
    holders = {i: hulls[i] for i in odd if _wraps(i, regions, hulls, xs)}
    holders |= _beside_strips(regions, hulls, xs)
    order = sorted(holders, key=lambda i: holders[i].row_span * holders[i].column_span)
    found: dict[int | None, list[Slot]] = {None: []}
    for index, region in enumerate(regions):
        own = holders.get(index, hulls[index])
        holder = next((i for i in order if i != index and holders[i].holds(own)), None)
        slots = [own] if index in holders else _rectangles(region)
        found.setdefault(holder, []).extend(slots)
    return list(found.values())


def _beside_strips(regions: list[Region], hulls: list[Slot], xs: Sequence[float]) -> dict[int, Slot]:
    """Return the cells that show only as a strip at the left of a table that fills the rest of them."""
    narrow = sum(b - a <= STRIP for a, b in pairwise(xs))
    found = {}
    for index, strip in enumerate(hulls):
        is_strip = strip.column_span == 1 and xs[strip.column + 1] - xs[strip.column] <= STRIP
        # Many narrow columns are a time chart, not margins.
        if not is_strip or narrow > MAX_STRIPS or len(regions[index]) != strip.row_span or _goes_on(strip, hulls):
            continue
        rest = Slot(strip.row, strip.column + 1, strip.row_span, len(xs) - 2 - strip.column)
        inner = [i for i, h in enumerate(hulls) if rest.meets(h)]
        covered = sum(len(regions[i]) for i in inner)
        if len(inner) > 1 and all(rest.holds(hulls[i]) for i in inner) and covered == rest.row_span * rest.column_span:
            found[index] = Slot(strip.row, strip.column, strip.row_span, rest.column_span + 1)
    return found


def _goes_on(strip: Slot, hulls: Sequence[Slot]) -> bool:
    """Tell whether a strip one row high stands over or under another: then they are cells of a narrow column."""
    above, below = strip._replace(row=strip.row - 1), strip._replace(row=strip.row + 1)
    return strip.row_span == 1 and (above in hulls or below in hulls)


def hull(region: Region) -> Slot:
    """Return the smallest rectangle round a region."""
    rows, columns = zip(*region, strict=True)
    top, left = min(rows), min(columns)
    return Slot(top, left, max(rows) - top + 1, max(columns) - left + 1)


def _strips_joined(regions: list[Region], xs: Sequence[float]) -> list[Region]:
    """Make one region of two narrow strips of equal height with a table between them."""
    hulls = [hull(region) for region in regions]
    strips = [i for i, h in enumerate(hulls) if h.column_span == 1 and xs[h.column + 1] - xs[h.column] <= STRIP]
    gone: set[int] = set()
    for left in strips:
        for right in strips:
            one, other = hulls[left], hulls[right]
            is_pair = one.column + 1 < other.column and (one.row, one.row_span) == (other.row, other.row_span)
            if is_pair and not {left, right} & gone and (one.row_span > 1 or _is_margin(one, other, hulls, xs)):
                regions[left] = regions[left] | regions[right]
                gone.add(right)
    return [region for i, region in enumerate(regions) if i not in gone]


def _is_margin(left: Slot, right: Slot, hulls: Sequence[Slot], xs: Sequence[float]) -> bool:
    """Tell whether two strips one row high are margins beside a table of one row, not narrow columns.

    Then no row above or below has columns of their width; where strips are no narrower than a letter, the rows there
    have one cell over both, and several cells stand between them.
    """
    inner = [h for h in hulls if h.row == left.row and left.column < h.column < right.column]
    at = range(left.row - 1, left.row + 2, 2)
    beside = [[h for h in hulls if _touches(h, at) and _covers(h, strip)] for strip in (left, right)]
    if len(inner) > 1 and beside[0] and all(_covers(h, right) for h in beside[0]):
        return True
    widths = [xs[strip.column + 1] - xs[strip.column] for strip in (left, right)]
    is_narrow = max(widths) <= MARGIN and abs(widths[0] - widths[1]) <= SAME_MARGIN
    return is_narrow and bool(inner) and all(beside) and all(h.column_span > 1 for h in (*beside[0], *beside[1]))


def _touches(slot: Slot, rows: Sequence[int]) -> bool:
    """Tell whether a cell stands in one of some rows."""
    return any(slot.row <= row < slot.row + slot.row_span for row in rows)


def _covers(slot: Slot, strip: Slot) -> bool:
    """Tell whether a cell stands over or under a strip."""
    return slot.column <= strip.column < slot.column + slot.column_span


def _wraps(index: int, regions: list[Region], hulls: list[Slot], xs: Sequence[float]) -> bool:
    """Tell whether a region that is no rectangle is the cell round one or more inner tables."""
    region, outer = regions[index], hulls[index]
    inner = [i for i, h in enumerate(hulls) if i != index and outer.meets(h)]
    if not inner or not all(outer.holds(hulls[i]) for i in inner):
        return False
    covered = len(region) + sum(len(regions[i]) for i in inner)
    if covered != outer.row_span * outer.column_span:
        return False
    return all(_is_table(group) and _is_flanked(hull(group), region, outer, xs) for group in _groups(inner, regions))


def _groups(inner: list[int], regions: list[Region]) -> list[Region]:
    """Return the places of the inner regions, grouped by common sides."""
    owner = {place: number for number, index in enumerate(inner) for place in regions[index]}
    sets = Sets(len(inner))
    for (row, column), number in owner.items():
        for place in ((row + 1, column), (row, column + 1)):
            if place in owner:
                sets.join(number, owner[place])
    found: dict[int, Region] = {}
    for place, number in owner.items():
        found.setdefault(sets.find(number), set()).add(place)
    return list(found.values())


def _is_table(group: Region) -> bool:
    box = hull(group)
    return len(group) == box.row_span * box.column_span


def _is_flanked(inner: Slot, region: Region, outer: Slot, xs: Sequence[float]) -> bool:
    """Tell whether the region shows on both sides of an inner table, or on one side as a narrow strip."""
    rows = range(inner.row, inner.row + inner.row_span)
    before, after = inner.column - 1, inner.column + inner.column_span
    left = all((row, before) in region for row in rows)
    right = all((row, after) in region for row in rows)
    if left and right:
        return True
    if left:
        return xs[inner.column] - xs[outer.column] <= STRIP
    return right and xs[outer.column + outer.column_span] - xs[after] <= STRIP


def _rectangles(region: Region) -> list[Slot]:
    """Return one rectangle, or several where the region has another shape (a wall is missing somewhere)."""
    box = hull(region)
    if box.row_span * box.column_span == len(region):
        return [box]
    runs: dict[int, list[list[int]]] = {}
    for row, column in sorted(region):
        stretch = runs.setdefault(row, [])
        if stretch and stretch[-1][1] == column - 1:
            stretch[-1][1] = column
        else:
            stretch.append([column, column])
    return _stacked(runs)


def _stacked(runs: dict[int, list[list[int]]]) -> list[Slot]:
    """Return equal stretches of following rows as one rectangle."""
    found: list[Slot] = []
    for row, stretches in runs.items():
        for first, last in stretches:
            width = last - first + 1
            above = next(
                (s for s in found if s.column == first and s.column_span == width and s.row + s.row_span == row), None
            )
            if above:
                found.remove(above)
                found.append(Slot(above.row, first, above.row_span + 1, width))
            else:
                found.append(Slot(row, first, 1, width))
    return found
