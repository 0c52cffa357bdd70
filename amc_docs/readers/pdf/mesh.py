"""From ruling lines to the cells that they enclose, spans included.

Lines that touch form one figure; each figure gives one or more meshes. A table nested in a cell touches no line of
the outer table and so becomes a mesh of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.regions import Region, Slot, levels
from amc_docs.readers.pdf.sets import Sets

T = TypeVar("T")

NEAR = 3.0
"""Points within which lines count as one, or as touching."""
MIN_LENGTH = 4.0
MIN_PILLAR = 100.0
MIN_GAP = 1.0
"""Points of white space between two tables, at least."""
CORNER = 1.5
"""Points by which a vertical may end before or beyond the rule that it meets."""
MAX_CROSSINGS = 2_000_000
"""Horizontals times verticals of a page; no table comes near it."""
MAX_PLACES = 40_000
"""A figure with more places in its grid is a drawing."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """A grid of cells; `xs` and `ys` are the borders of its columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    is_open_top: bool = False
    """No rule closes the first row above."""
    is_open_bottom: bool = False
    """No rule closes the last row below."""
    is_open_side: bool = False
    """No rule closes the rows at the left or right: there may be more columns than rules show."""

    def box(self, slot: Slot) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a cell."""
        return (
            self.xs[slot.column],
            self.ys[slot.row],
            self.xs[slot.column + slot.column_span],
            self.ys[slot.row + slot.row_span],
        )


def meshes(rules: Iterable[Rule]) -> list[Mesh]:
    """Return every mesh that the rules draw, largest figures first."""
    lines = straightened(rules)
    found = [mesh for figure in figures(lines) for mesh in _of_figure(figure)]
    return sorted(found, key=lambda m: (m.xs[0] - m.xs[-1]) * (m.ys[-1] - m.ys[0]))


def straightened(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with close parallels made one and pieces in a row joined."""
    kinds: dict[bool, list[Rule]] = {True: [], False: []}
    for rule in rules:
        kinds[rule.is_horizontal].append(rule)
    across = _joined(kinds[True], ())
    lines = across + _joined(kinds[False], sorted({line.at for line in across if line.end - line.start > MIN_PILLAR}))
    return [line for line in lines if line.end - line.start >= MIN_LENGTH]


def _joined(rules: list[Rule], ends: Sequence[float]) -> list[Rule]:
    """Return the rules with their pieces joined, but not over the white space between two of the `ends`."""
    found: list[Rule] = []
    for group in clusters(rules, lambda r: r.at, NEAR):
        # Long lines decide where the group lies; dots and stubs follow.
        weight = sum(r.end - r.start + 0.01 for r in group)
        at = sum(r.at * (r.end - r.start + 0.01) for r in group) / weight
        group.sort(key=lambda r: r.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start <= end + NEAR and not _is_between(end, rule.start, ends):
                end = max(end, rule.end)
            else:
                found.append(Rule(rule.is_horizontal, at, start, end))
                start, end = rule.start, rule.end
        found.append(Rule(group[0].is_horizontal, at, start, end))
    return found


def _is_between(above: float, below: float, ends: Sequence[float]) -> bool:
    """Tell whether a gap in the verticals lies between the last rule of one table and the first of the next.

    An empty line of the smallest type parts two tables by less than a table may have its lines broken.
    """
    if below - above < MIN_GAP:
        return False
    first = bisect_left(ends, above - CORNER)
    return first + 1 < len(ends) and ends[first] <= above + CORNER and abs(ends[first + 1] - below) <= CORNER


def clusters(items: Iterable[T], key: Callable[[T], float], width: float) -> list[list[T]]:
    """Return the items sorted and cut into groups, none wider than `width`."""
    groups: list[list[T]] = []
    for item in sorted(items, key=key):
        if groups and key(item) - key(groups[-1][0]) <= width:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def figures(lines: Sequence[Rule]) -> list[list[Rule]]:
    """Return the lines grouped by touching; a line that touches none is left out."""
    across = [line for line in lines if line.is_horizontal]
    down = sorted((line for line in lines if not line.is_horizontal), key=lambda r: r.at)
    if len(across) * len(down) > MAX_CROSSINGS:
        return []
    places = [line.at for line in down]
    sets = Sets(len(across) + len(down))
    touched: set[int] = set()
    for index, line in enumerate(across):
        for other in range(bisect_left(places, line.start - NEAR), bisect_right(places, line.end + NEAR)):
            if down[other].start - NEAR <= line.at <= down[other].end + NEAR:
                sets.join(index, len(across) + other)
                touched.update((index, len(across) + other))
    groups: dict[int, list[Rule]] = defaultdict(list)
    for index, line in enumerate(across + down):
        if index in touched:
            groups[sets.find(index)].append(line)
    alone = [line for index, line in enumerate(down, len(across)) if index not in touched]
    return [*groups.values(), *_pillars(alone)]


def _pillars(alone: list[Rule]) -> list[list[Rule]]:
    """Return the groups of long verticals of equal height: the middle of a row that fills a page and is left open."""
    groups = []
    for starts in clusters([r for r in alone if r.end - r.start > MIN_PILLAR], lambda r: r.start, NEAR):
        for group in clusters(starts, lambda r: r.end, NEAR):
            if len(group) >= 3:
                groups.append(group)
    return groups


def _of_figure(figure: list[Rule]) -> list[Mesh]:
    across = [line for line in figure if line.is_horizontal]
    down = [line for line in figure if not line.is_horizontal]
    is_open = _is_open(across, down)
    if across and _is_head_rule(across, down):
        return _of_figure(figure + _frame(across[0], down))
    sides = _caps(across, down)
    across, down = across + _caps(down, across), down + sides
    xs = sorted({line.at for line in down})
    ys = sorted({line.at for line in across})
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_PLACES:
        return []
    regions = _regions(len(xs) - 1, len(ys) - 1, _walls(across, ys, xs), _walls(down, xs, ys))
    groups = [group for level in levels(regions, xs) for group in _neighbours(level)]
    return [_mesh(xs, ys, group, (*is_open, bool(sides))) for group in groups]


def _is_open(across: list[Rule], down: list[Rule]) -> tuple[bool, bool]:
    if not across:
        return True, True
    top, bottom = min(line.start for line in down), max(line.end for line in down)
    return top < min(r.at for r in across) - NEAR, bottom > max(r.at for r in across) + NEAR


def _caps(lines: list[Rule], crossing: list[Rule]) -> list[Rule]:
    """Return the borders missing at the ends of `lines`: tables are often left open at the sides or at a page's end."""
    first, last = min((r.at for r in crossing), default=1e9), max((r.at for r in crossing), default=-1e9)
    starts = [(g, [r.start for r in g]) for g in clusters(lines, lambda r: r.start, NEAR)]
    ends = [(g, [r.end for r in g]) for g in clusters(lines, lambda r: r.end, NEAR)]
    missing = [(g, at) for g, at in starts if max(at) < first - NEAR]
    missing += [(g, at) for g, at in ends if min(at) > last + NEAR]
    caps = []
    for group, places in missing:
        if len(group) >= 2:
            reached = [r.at for r in group]
            caps.append(Rule(not lines[0].is_horizontal, sum(places) / len(places), min(reached), max(reached)))
    return caps


def _is_head_rule(across: list[Rule], down: list[Rule]) -> bool:
    """Tell whether one rule runs under the head of columns that only verticals part, beyond the first and the last."""
    if len(across) > 1 or len(down) < 2:
        return False
    at, tops, ends = across[0].at, [r.start for r in down], [r.end for r in down]
    is_even = max(tops) - min(tops) <= NEAR and max(ends) - min(ends) <= NEAR
    is_wide = across[0].start < min(r.at for r in down) - NEAR and across[0].end > max(r.at for r in down) + NEAR
    return is_wide and is_even and max(tops) < at - 2 * NEAR and min(ends) > at + 2 * NEAR


def _frame(rule: Rule, down: list[Rule]) -> list[Rule]:
    """Return the outer borders of a table that has none, only a rule under its head and between its columns."""
    top, bottom = min(r.start for r in down), max(r.end for r in down)
    across = [Rule(True, at, rule.start, rule.end) for at in (top, bottom)]
    return across + [Rule(False, at, top, bottom) for at in (rule.start, rule.end)]


def _walls(lines: list[Rule], at: list[float], along: list[float]) -> list[list[bool]]:
    """Return for each position `at` which stretches between neighbours of `along` are drawn."""
    index = {value: i for i, value in enumerate(at)}
    walls = [[False] * (len(along) - 1) for _ in at]
    for line in lines:
        row = walls[index[line.at]]
        for stretch in range(max(0, bisect_left(along, line.start - NEAR) - 1), len(row)):
            start, end = along[stretch], along[stretch + 1]
            slack = min(NEAR, (end - start) / 2)
            if start > line.end:
                break
            if line.start <= start + slack and line.end >= end - slack:
                row[stretch] = True
    return walls


def _regions(columns: int, rows: int, across: list[list[bool]], down: list[list[bool]]) -> list[Region]:
    """Return the places that no wall parts, grouped; what is open to the outside is left out."""
    outside = rows * columns
    sets = Sets(outside + 1)
    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            if not across[row][column]:
                sets.join(place, place - columns if row else outside)
            if not down[column][row]:
                sets.join(place, place - 1 if column else outside)
            if row == rows - 1 and not across[rows][column]:
                sets.join(place, outside)
            if column == columns - 1 and not down[columns][row]:
                sets.join(place, outside)
    members: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for place in range(outside):
        members[sets.find(place)].add(divmod(place, columns))
    members.pop(sets.find(outside), None)
    return list(members.values())


def _neighbours(slots: list[Slot]) -> list[list[Slot]]:
    """Return the rectangles grouped by common sides."""
    owner: dict[tuple[int, int], int] = {}
    for index, slot in enumerate(slots):
        for row in range(slot.row, slot.row + slot.row_span):
            for column in range(slot.column, slot.column + slot.column_span):
                owner[row, column] = index
    sets = Sets(len(slots))
    for (row, column), index in owner.items():
        for place in ((row + 1, column), (row, column + 1)):
            if place in owner:
                sets.join(index, owner[place])
    groups: dict[int, list[Slot]] = defaultdict(list)
    for index, slot in enumerate(slots):
        groups[sets.find(index)].append(slot)
    return list(groups.values())


def _mesh(xs: list[float], ys: list[float], slots: list[Slot], is_open: tuple[bool, bool, bool]) -> Mesh:
    """Return the mesh without the borders that no cell uses."""
    columns = sorted({s.column for s in slots} | {s.column + s.column_span for s in slots})
    rows = sorted({s.row for s in slots} | {s.row + s.row_span for s in slots})
    x, y = {c: i for i, c in enumerate(columns)}, {r: i for i, r in enumerate(rows)}
    kept = (
        Slot(y[s.row], x[s.column], y[s.row + s.row_span] - y[s.row], x[s.column + s.column_span] - x[s.column])
        for s in slots
    )
    return Mesh(tuple(xs[c] for c in columns), tuple(ys[r] for r in rows), tuple(sorted(kept)), *is_open)
