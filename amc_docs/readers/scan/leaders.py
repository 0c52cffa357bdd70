"""Rows of dots that lead the eye to a page number: recognised they are noise, so they are seen, taken off and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.hocr import Seen
from amc_docs.readers.scan.runs import Mask, Streak, closed, opened, streaks, thickened

Grey = NDArray[np.uint8]

INK = 170
TALLEST = 9
"""Pixels; a dot is no taller."""
APART = 20
"""Pixels of white between two dots at most."""
SHORTEST = 120
"""Pixels; fewer dots are an ellipsis."""
ABOVE, BELOW = range(6, 20), range(4, 10)
"""Distances in pixels above and below at which there is nothing, as there is where letters stand."""
BESIDE, NEAREST = 26, 45
"""Pixels beside an upright stroke that belong to its letter, and within which dots may stand next to letters."""
EMPTY = 0.02
DOTTED = 0.12, 0.75
"""Share of ink along a row of dots."""
NUMBER = 150
"""Pixels to the right of the dots that a page number may take."""
PITCH = 14
"""Pixels for each dot told; how many there were means nothing."""
SURENESS = 0.95


def leaders(grey: Grey) -> list[Streak]:
    """Return the rows of dots of a picture at 300 dots per inch."""
    dark = grey < INK
    # Letters have upright strokes: their feet, which are as low as dots, lie close beside these.
    low = dark & ~thickened(opened(dark, TALLEST + 1, 0), BESIDE, 1)
    rows = opened(closed(low, APART, 1), SHORTEST, 1)
    found = [streak for streak in streaks(rows) if _is_dotted(streak, dark)]
    return [_whole(streak, dark) for streak in found]


def _whole(streak: Streak, dark: Mask) -> Streak:
    """Return a row of dots with those that stand next to letters."""
    above = np.asarray(dark[max(0, streak.first - ABOVE[-1]) : streak.first - ABOVE[0] + 3].any(axis=0))
    dots = np.asarray(dark[streak.first : streak.last + 1].any(axis=0))
    after = _further(above[streak.end :], dots[streak.end :])
    before = _further(above[: streak.start][::-1], dots[: streak.start][::-1])
    return replace(streak, start=streak.start - before, end=streak.end + after)


def _further(above: Mask, dots: Mask) -> int:
    """Return for how many pixels dots go on: up to what stands higher, or to the foot of a letter."""
    run = step = 0
    for is_high, is_inked in zip(above[:NEAREST].tolist(), dots[:NEAREST].tolist(), strict=True):
        if is_high or run > TALLEST:
            break
        step += 1
        run = run + 1 if is_inked else 0
    # What is not known to end here as a dot does stays.
    return step - run


def _is_dotted(streak: Streak, dark: Mask) -> bool:
    if streak.last - streak.first > TALLEST:
        return False
    along = slice(streak.start, streak.end)
    least, most = DOTTED
    share = float(dark[streak.first : streak.last + 1, along].any(axis=0).mean())
    around = [streak.first - d for d in ABOVE] + [streak.last + d for d in BELOW]
    inside = [row for row in around if 0 <= row < len(dark)]
    return least <= share <= most and float(dark[inside][:, along].mean()) <= EMPTY


def without(grey: Grey, rows: Sequence[Streak]) -> Grey:
    """Return the picture with rows of dots painted white."""
    bare = grey.copy() if rows else grey
    for row in rows:
        bare[max(0, row.first - 2) : row.last + 3, row.start : row.end] = 255
    return bare


def told(rows: Sequence[Streak], line: int) -> list[Seen]:
    """Return rows of dots as words; `line` is the number of the first one's line."""
    return [_word(row, line + number) for number, row in enumerate(rows)]


def ends(rows: Sequence[Streak]) -> list[tuple[int, int, int, int]]:
    """Return left, top, right and bottom of where the numbers stand that rows of dots lead to."""
    return [(row.end, row.first - 2 * ABOVE[-1], row.end + NUMBER, row.last + BELOW[-1]) for row in rows]


def _word(row: Streak, line: int) -> Seen:
    text = "." * max(5, row.length // PITCH)
    step = row.length / len(text)
    edges = tuple(row.start + i * step for i in range(len(text) + 1))
    return Seen(text, row.start, row.first, row.end, row.last + 1, SURENESS, 0.0, row.last + 1, edges, line)
