"""Specks of dirt taken off a page: they make recognition see letters, and letters where there are none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.runs import Mask

Grey = NDArray[np.uint8]

INK = 170
REACH = 4
"""Pixels around one of its own within which the whole of a speck lies, for some pixel of it."""
LARGEST = 9
"""Pixels across and down from which a spot is no speck; a point in common type is as small."""
APART = 13
"""Pixels around within which nothing else stands: points and accents stand nearer to their letters, dots to dots."""
FLAT = 1.6, 5
"""Width against height, and width in pixels, from which a spot is a dash: lists begin with them."""


def cleaned(grey: Grey) -> Grey:
    """Return the picture without specks that stand alone, at 300 dots per inch."""
    dark = grey < INK
    rows, columns = np.nonzero(dark)
    sums = np.pad(dark, ((1, 0), (1, 0))).cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    is_alone = _around(sums, rows, columns, REACH) == _around(sums, rows, columns, APART)
    if not is_alone.any():
        return grey
    bare = grey.copy()
    for row, column in zip(rows[is_alone].tolist(), columns[is_alone].tolist(), strict=True):
        top, left = max(0, row - APART), max(0, column - APART)
        around = dark[top : row + APART + 1, left : column + APART + 1]
        if around.any() and _is_speck(around):
            around[:] = False
            bare[top : row + APART + 1, left : column + APART + 1] = 255
    return bare


def _is_speck(around: Mask) -> bool:
    down, across = np.flatnonzero(around.any(axis=1)), np.flatnonzero(around.any(axis=0))
    height, width = int(down[-1] - down[0]) + 1, int(across[-1] - across[0]) + 1
    flat, least = FLAT
    return max(height, width) <= LARGEST and not (width >= least and width >= flat * height)


def _around(
    sums: NDArray[np.int32], rows: NDArray[np.intp], columns: NDArray[np.intp], reach: int
) -> NDArray[np.int32]:
    """Return how many pixels of ink stand in the square around each place."""
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    top, bottom = np.maximum(rows - reach, 0), np.minimum(rows + reach + 1, height)
    left, right = np.maximum(columns - reach, 0), np.minimum(columns + reach + 1, width)
    found: NDArray[np.int32] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return found
