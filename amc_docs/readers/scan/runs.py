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
    turned = mask if axis else mask.T
    size = turned.shape[1]
    if size < length:
        return np.zeros_like(mask)
    sums = np.zeros((turned.shape[0], size + 1), dtype=np.int32)
    np.cumsum(turned, axis=1, dtype=np.int32, out=sums[:, 1:])
    whole = (sums[:, length:] - sums[:, :-length]) == length
    sums[:, :length] = 0
    np.cumsum(whole, axis=1, dtype=np.int32, out=sums[:, length:])
    # A pixel belongs to a stretch where one of the windows over it is whole.
    ends = np.concatenate([sums[:, length:], np.repeat(sums[:, -1:], length - 1, axis=1)], axis=1)
    starts = np.concatenate([np.zeros((len(sums), length), np.int32), sums[:, length:-1]], axis=1)[:, :size]
    kept: Mask = ends > starts
    return kept if axis else kept.T


def closed(mask: Mask, gap: int, axis: int) -> Mask:
    """Return the mask with gaps of up to `gap` pixels along an axis filled."""
    return ~opened(~mask, gap + 1, axis)


def thickened(mask: Mask, by: int, axis: int) -> Mask:
    """Return the mask grown by some pixels to both sides along an axis."""
    grown = mask.copy()
    for step in range(1, by + 1):
        if axis:
            grown[:, step:] |= mask[:, :-step]
            grown[:, :-step] |= mask[:, step:]
        else:
            grown[step:] |= mask[:-step]
            grown[:-step] |= mask[step:]
    return grown


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
