"""Stretches of equal pixels along rows or columns, by running sums: the only morphology that ruling lines need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

MAX_STRETCHES = 60_000
"""More of them are a photograph."""


@dataclass(slots=True)
class Streak:
    """Stretches in neighbouring rows that touch: one line, straight or slightly wavy."""

    first: int
    """Row of the first stretch."""
    last: int
    start: int
    end: int
    area: int
    moment: float
    """Sum of row times pixels."""

    @property
    def at(self) -> float:
        """Mean row of its pixels."""
        return self.moment / self.area

    @property
    def length(self) -> int:
        """Pixels from end to end."""
        return self.end - self.start

    @property
    def thickness(self) -> float:
        """Mean pixels across."""
        return self.area / self.length


def opened(mask: Mask, length: int, axis: int) -> Mask:
    """Return the stretches of at least `length` pixels along an axis."""
    if mask.shape[axis] < length:
        return np.zeros_like(mask)
    whole = _gathered(mask, length, axis, np.logical_and)
    margin = [(0, 0), (0, 0)]
    margin[axis] = (length - 1, length - 1)
    # A pixel belongs to a stretch where one of the windows over it is whole.
    return _gathered(np.pad(whole, margin), length, axis, np.logical_or)


def _gathered(mask: Mask, length: int, axis: int, both: np.ufunc) -> Mask:
    """Return for each window of `length` pixels whether all, or any, of them are set: windows are doubled, not slid."""
    done = 1
    while done < length:
        step = min(done, length - done)
        mask = both(mask[:, :-step], mask[:, step:]) if axis else both(mask[:-step], mask[step:])
        done += step
    return mask


def closed(mask: Mask, gap: int, axis: int) -> Mask:
    """Return the mask with gaps of up to `gap` pixels along an axis filled."""
    return ~opened(~mask, gap + 1, axis)


def thickened(mask: Mask, by: int, axis: int) -> Mask:
    """Return the mask grown by some pixels to both sides along an axis."""
    margin = [(0, 0), (0, 0)]
    margin[axis] = (by, by)
    return _gathered(np.pad(mask, margin), 2 * by + 1, axis, np.logical_or)


def streaks(mask: Mask) -> list[Streak]:
    """Return the stretches of each row gathered with those that they touch; none where there are too many."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    if len(rows) > MAX_STRETCHES:
        return []
    done: list[Streak] = []
    active: list[Streak] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        if active and active[0].last < row - 2:
            done += [s for s in active if s.last < row - 2]
            active = [s for s in active if s.last >= row - 2]
        touching = [s for s in active if s.start <= end and start <= s.end]
        grown = _grown(touching, row, start, end)
        active = [s for s in active if s not in touching]
        active.append(grown)
        active.sort(key=lambda s: s.last)
    return done + active


def _grown(touching: list[Streak], row: int, start: int, end: int) -> Streak:
    return Streak(
        first=min([row, *(s.first for s in touching)]),
        last=row,
        start=min([start, *(s.start for s in touching)]),
        end=max([end, *(s.end for s in touching)]),
        area=end - start + sum(s.area for s in touching),
        moment=float(row * (end - start)) + sum(s.moment for s in touching),
    )
