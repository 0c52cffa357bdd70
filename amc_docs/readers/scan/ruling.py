"""The ruling lines of a straight page, and the page without them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.runs import Mask, Streak, closed, opened, streaks, thickened

Grey = NDArray[np.uint8]

DRAWN = 205
"""Grey below which a pixel may belong to a rule; rules are often printed in grey."""
GAP = 4
"""Pixels that may be missing in a rule."""
SHORTEST_ACROSS, SHORTEST_DOWN = 48, 36
"""Pixels; no stroke of a letter of common size is as long."""
THICKEST = 15
"""Pixels; what is thicker is a fill or a picture."""
FREE = 110
"""Pixels from which a rule that touches no other is one; letters of titles have shorter strokes."""
NEAR, CLOSE = 12, 9
"""Pixels within which rules touch: long ones, and those as short as a letter."""
LONG = 600
"""Pixels; no row of letters is as closely set for so long."""
BAND = 12
"""Pixels across, from which a shorter line is a row of small letters."""
SOLID = 0.88
"""Share of ink along the middle of a line that stands free; the feet of letters leave gaps."""
BETWEEN, DOUBLE = 6, 20
"""Pixels of white between the two lines of a double rule, and pixels across that it may have."""
CROWDED = 0.25
"""Share of ink close beside a line from which it is a row of letters."""
BRIDGE = 40
"""Pixels that a line or letters crossing a rule may hide of it."""
DRIFT = 4.0
"""Pixels by which a rule may wander from one stretch to the next."""
NEIGHBOURS = 60
BESIDE = range(4, 9)
"""Distances in pixels at which ink beside a line is looked for."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Lines found, in pixels, and the picture without them."""

    across: tuple[Streak, ...]
    down: tuple[Streak, ...]
    bare: Grey


def ruling(grey: Grey) -> Ruling:
    """Find and erase the rules of a picture at 300 dots per inch."""
    drawn = grey < DRAWN
    level, upright = _lines(drawn, 1, SHORTEST_ACROSS), _lines(drawn, 0, SHORTEST_DOWN)
    across, down = _bridged(level, drawn), _bridged(upright.T, drawn.T)
    sure = [s for s in down if s.length >= FREE and not _is_crowded(s, drawn.T)]
    across = [s for s in across if _is_rule(s, sure, drawn)]
    down = [s for s in down if s in sure or (_ends_touching(s, across, CLOSE) == 2 and not _is_within(s, drawn.T))]
    bare = grey.copy()
    for streak in across:
        _erase(bare, level, streak)
    for streak in down:
        _erase(bare.T, upright.T, streak)
    return Ruling(tuple(across), tuple(down), bare)


def _lines(drawn: Mask, axis: int, shortest: int) -> Mask:
    """Return the long thin stretches along an axis.

    Strokes and lines that run the other way are left out, so that the feet of letters do not add up to a line; where
    lines cross, that leaves gaps.
    """
    thin = drawn & ~opened(drawn, THICKEST + 1, 1 - axis)
    return opened(closed(thickened(thin, 1, 1 - axis), GAP, axis), shortest, axis)


def _bridged(lines: Mask, drawn: Mask) -> list[Streak]:
    """Return the streaks of a mask with those in a row made one where ink fills the gap; the mask is filled there."""
    found: list[Streak] = []
    seen = [s for s in _paired(streaks(lines)) if _is_thin(s) or _is_double(s, drawn)]
    for streak in sorted(seen, key=lambda s: s.start):
        before = next((s for s in reversed(found[-NEIGHBOURS:]) if _follows(s, streak, drawn)), None)
        if before is None:
            found.append(streak)
            continue
        rows = slice(min(before.first, streak.first), max(before.last, streak.last) + 1)
        lines[rows, before.end : streak.start] = True
        before.first, before.last = min(before.first, streak.first), max(before.last, streak.last)
        before.end = max(before.end, streak.end)
        before.area += streak.area
        before.moment += streak.moment
    return [streak for streak in found if _is_thin(streak) or _is_double(streak, drawn)]


def _paired(lines: list[Streak]) -> list[Streak]:
    """Return the streaks with the two lines of a double rule made one: they begin and end together."""
    found: list[Streak] = []
    for streak in sorted(lines, key=lambda s: s.first):
        pair = next((s for s in reversed(found[-NEIGHBOURS:]) if _is_twin(s, streak)), None)
        if pair is None:
            found.append(streak)
            continue
        pair.last = streak.last
        pair.start, pair.end = min(pair.start, streak.start), max(pair.end, streak.end)
        pair.area += streak.area
        pair.moment += streak.moment
    return found


def _is_twin(upper: Streak, lower: Streak) -> bool:
    is_close = 0 < lower.first - upper.last <= BETWEEN and lower.last - upper.first <= DOUBLE
    return is_close and abs(upper.start - lower.start) <= CLOSE and abs(upper.end - lower.end) <= CLOSE


def _follows(before: Streak, streak: Streak, drawn: Mask) -> bool:
    """Tell whether a streak goes on where another one ends."""
    gap = streak.start - before.end
    if not -NEAR <= gap <= BRIDGE or abs(streak.at - before.at) > DRIFT + 0.01 * before.length:
        return False
    rows = slice(min(before.first, streak.first), max(before.last, streak.last) + 1)
    return gap <= 0 or bool(drawn[rows, before.end : streak.start].mean(axis=1).max() > 0.8)


def _is_thin(streak: Streak) -> bool:
    """Tell whether a streak is neither a fill nor a row of small letters; growth has added a pixel on both sides."""
    thickest = THICKEST + 2 if streak.length >= LONG else BAND
    extent = streak.last - streak.first + 1
    return (
        streak.length >= SHORTEST_DOWN
        and streak.thickness <= min(thickest, streak.length / 4)
        and (streak.length >= LONG or extent <= BAND)
    )


def _is_double(streak: Streak, drawn: Mask) -> bool:
    """Tell whether a streak too thick for a rule is two close ones: its edges are solid, unlike letters."""
    if streak.length < SHORTEST_ACROSS or streak.last - streak.first > DOUBLE:
        return False
    along = slice(streak.start, streak.end)
    upper, lower = drawn[streak.first + 1 : streak.first + 5, along], drawn[streak.last - 4 : streak.last, along]
    return bool(min(upper.mean(axis=1).max(), lower.mean(axis=1).max()) > SOLID)


def _is_rule(streak: Streak, crossing: list[Streak], drawn: Mask) -> bool:
    """Tell whether a line is one, or the feet of closely set letters."""
    if streak.length >= LONG or _ends_touching(streak, crossing) == 2:
        return True
    is_solid = float(drawn[round(streak.at), streak.start : streak.end].mean()) > SOLID
    is_double = streak.last - streak.first >= BAND and _is_double(streak, drawn)
    return streak.length >= FREE and (is_solid or is_double) and not _is_crowded(streak, drawn)


def _is_crowded(streak: Streak, drawn: Mask) -> bool:
    """Tell whether ink stands close above or below, as it does where letters make up a row."""
    if streak.length >= LONG:
        return False
    return max(_beside(streak, drawn)) > CROWDED


def _is_within(streak: Streak, drawn: Mask) -> bool:
    """Tell whether ink stands close on both sides, as it does around a letter in a word."""
    return min(_beside(streak, drawn)) > CROWDED


def _beside(streak: Streak, drawn: Mask) -> tuple[float, float]:
    """Return the share of ink along both sides of a line."""
    along = slice(streak.start, streak.end)
    above = [drawn[max(0, streak.first - d), along].mean() for d in BESIDE]
    below = [drawn[min(len(drawn) - 1, streak.last + d), along].mean() for d in BESIDE]
    return float(np.mean(above)), float(np.mean(below))


def _ends_touching(streak: Streak, others: list[Streak], reach: int = NEAR) -> int:
    """Return at how many of its ends a line meets one that runs the other way."""
    meeting = [o for o in others if o.start - NEAR <= streak.at <= o.end + NEAR]
    return sum(any(abs(o.at - end) <= reach for o in meeting) for end in (streak.start, streak.end))


def _erase(bare: Grey, lines: Mask, streak: Streak) -> None:
    """Paint a rule white with its fringe; strokes of letters that cross it stay outside its own height."""
    first, last = max(0, streak.first - 1), min(len(bare), streak.last + 2)
    place = slice(first, last), slice(streak.start, streak.end)
    mask = thickened(lines[place], 2, 0)
    bare[place][mask] = 255
