"""Rows and cells with a dark ground: rules in the colour of the ground do not show there, but columns and sides do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.ground import CONTRAST, DARK
from amc_docs.readers.scan.ruling import NEAR, Ruling
from amc_docs.readers.scan.runs import Streak

Grey = NDArray[np.uint8]

HIGHEST = 400
"""Pixels; no row with a ground of its own is higher."""
LOWEST = 24
INSET = 6
"""Pixels by which the inside of a row is taken smaller than its borders."""
CLEAR = 0.02
"""Share of light pixels along a border up to which no letter crosses it."""
PRINTED = 40
"""Light pixels from which something is written in a cell."""
SHORT_BY = 36
"""Pixels by which the side of a dark cell may end before the rule that it meets."""
BESIDE = 4, 10
"""Pixels from the side of a dark cell between which the shades on both hands are compared."""
SIDED = 0.8
"""Share of the missing stretch along which both hands must differ."""


def with_sides(lines: Ruling, grey: Grey) -> Ruling:
    """Return the lines with those drawn to their end that are the side of a dark cell: near its corners they pale."""
    down = tuple(_reaching(streak, lines.across, grey) for streak in lines.down)
    return replace(lines, down=down)


def _reaching(streak: Streak, across: Sequence[Streak], grey: Grey) -> Streak:
    """Return a vertical drawn up and down to the rules that it nearly meets, where the page shows it to go on."""
    meeting = [s.at for s in across if s.start - NEAR <= streak.at <= s.end + NEAR]
    above = max((at for at in meeting if at < streak.start), default=-SHORT_BY)
    below = min((at for at in meeting if at > streak.end), default=float("inf"))
    start, end = streak.start, streak.end
    if NEAR < start - above <= SHORT_BY and _is_side(streak.at, above, start, grey):
        start = round(above)
    if NEAR < below - end <= SHORT_BY and _is_side(streak.at, end, below, grey):
        end = round(below)
    return replace(streak, start=start, end=end)


def _is_side(at: float, start: float, end: float, grey: Grey) -> bool:
    """Tell whether the ground changes at a place across, all along a stretch down the page."""
    near, far = BESIDE
    rows = slice(round(start) + INSET // 2, round(end) - INSET // 2)
    left = grey[rows, max(0, round(at) - far) : max(0, round(at) - near)].astype(np.int16)
    right = grey[rows, round(at) + near : round(at) + far].astype(np.int16)
    if not left.size or not right.size:
        return False
    return float((np.abs(left.mean(axis=1) - right.mean(axis=1)) > CONTRAST).mean()) >= SIDED


def with_columns(lines: Ruling, grey: Grey) -> Ruling:
    """Return the lines with the verticals drawn through each dark row in which every column has words of its own."""
    down = list(lines.down)
    levels = _levels(lines.across)
    for index, upper in enumerate(levels):
        lower = next((s for s in levels[index + 1 :] if s.at - upper.at >= LOWEST and _overlap(upper, s)), None)
        if lower is None or lower.at - upper.at > HIGHEST:
            continue
        for border, other in ((lower, upper), (upper, lower)):
            meeting = _meeting(down, border, other)
            if _is_parted([down[n].at for n in meeting], upper, lower, grey):
                for number in meeting:
                    streak = down[number]
                    start, end = min(streak.start, round(upper.at)), max(streak.end, round(lower.at))
                    down[number] = replace(streak, start=start, end=end)
                break
    return replace(lines, down=tuple(down))


def _levels(across: Sequence[Streak]) -> list[Streak]:
    """Return the horizontals from top to bottom, those made one that verticals cut in pieces."""
    found: list[Streak] = []
    for streak in sorted(across, key=lambda s: s.start):
        before = next((s for s in found if abs(s.at - streak.at) <= INSET and 0 <= streak.start - s.end <= NEAR), None)
        if before is None:
            found.append(replace(streak))
        else:
            before.first, before.last = min(before.first, streak.first), max(before.last, streak.last)
            before.end, before.area, before.moment = (
                streak.end,
                before.area + streak.area,
                before.moment + streak.moment,
            )
    return sorted(found, key=lambda s: s.at)


def _overlap(upper: Streak, lower: Streak) -> bool:
    return min(upper.end, lower.end) - max(upper.start, lower.start) > 0.8 * min(upper.length, lower.length)


def _meeting(down: Sequence[Streak], border: Streak, other: Streak) -> list[int]:
    """Return which verticals end at a border of the row, left to right, those that go through it left out."""
    found = []
    for number, streak in enumerate(down):
        if not border.start + NEAR < streak.at < border.end - NEAR:
            continue
        edge = streak.start if border.at > other.at else streak.end
        if abs(edge - border.at) <= NEAR:
            found.append(number)
    return sorted(found, key=lambda n: down[n].at)


def _is_parted(places: Sequence[float], upper: Streak, lower: Streak, grey: Grey) -> bool:
    """Tell whether a row is dark and each of its columns holds light letters, none of them on a border."""
    left, right = max(upper.start, lower.start), min(upper.end, lower.end)
    inside = grey[upper.last + INSET : lower.first - INSET, left:right]
    if not places or not inside.size:
        return False
    shade = float(np.median(inside))
    if shade >= DARK:
        return False
    light = inside > shade + CONTRAST
    borders = [round(at) - left for at in places]
    if min(borders) < NEAR or max(borders) > right - left - NEAR:
        return False
    if any(light[:, at - INSET : at + INSET].mean() > CLEAR for at in borders):
        return False
    columns = pairwise([0, *borders, right - left])
    return all(light[:, start + INSET : end - INSET].sum() >= PRINTED for start, end in columns)
