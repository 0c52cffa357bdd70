"""How far a page is turned: text and rules gather in few rows when it is straight."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]

WIDEST = 5.0
"""Degrees up to which a page is straightened."""
LEAST = 0.03
"""Degrees below which it is left alone."""
INK = 170
MAX_POINTS = 400_000


def skew(grey: Grey) -> float:
    """Return the degrees by which to turn a picture anticlockwise to make it straight; 0 where it cannot tell.

    Half the grain of recognition is enough.
    """
    coarse = _points(grey, 2)
    if len(coarse[0]) < 200:
        return 0.0
    best = _best(coarse, np.arange(-WIDEST, WIDEST + 0.01, 0.25))
    fine = _points(grey, 1)
    best = _best(fine, best + np.arange(-0.25, 0.26, 0.05))
    best = _best(fine, best + np.arange(-0.04, 0.045, 0.01))
    return best if LEAST <= abs(best) <= WIDEST else 0.0


def _points(grey: Grey, step: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of ink, at a coarser grain."""
    small = np.asarray(Image.fromarray(grey).reduce(step)) if step > 1 else grey
    # Upper edges: a filled area counts no more than a line.
    dark = small < INK
    rows, columns = np.nonzero(dark[1:] & ~dark[:-1])
    thin = max(1, len(rows) // MAX_POINTS)
    return rows[::thin], columns[::thin]


def _best(points: tuple[NDArray[np.int64], NDArray[np.int64]], angles: NDArray[np.float64]) -> float:
    rows, columns = points
    middle = int(columns.max()) // 2
    scores = []
    for angle in angles.tolist():
        heights = rows + (middle - columns) * math.tan(math.radians(angle))
        counts = np.bincount((heights - heights.min()).astype(np.int64)).astype(np.float64)
        scores.append(float((counts * counts).sum()))
    return float(angles[int(np.argmax(scores))])


def may_lie_on_its_side(grey: Grey) -> bool:
    """Tell whether rows of text may run from top to bottom; tables and drawings can look so too."""
    small = np.asarray(Image.fromarray(grey).reduce(4)) < INK
    return _unevenness(small.T) > _unevenness(small)


def _unevenness(ink: NDArray[np.bool_]) -> float:
    """Return how much rows of ink and white space alternate, rules left out."""
    counts = ink.sum(axis=1).astype(np.float64)
    counts = np.minimum(counts, np.percentile(counts, 95))
    return float(np.abs(np.diff(counts)).sum() / max(1.0, counts.sum()))
