"""The ground that print stands on: shadows and fills made white, white letters on colour turned black."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from amc_docs.readers.scan.runs import Mask, thickened

Grey = NDArray[np.uint8]
T = TypeVar("T", bound=np.generic)

BLOCK = 16
"""Pixels of the squares whose ground is measured."""
STEP = 4
"""Pixels made one where edges of grounds are sought."""
TINTED = 205
"""Grey below which a ground is a fill, not paper in the shade."""
STEPPED = 18
"""Difference of shade between two blocks from which they belong to different fills: one may bear white letters and the
other black ones, as in the headers of Peru's ministries."""
PAPER = 240.0
"""Grey of paper beside a fill."""
DARK = 110
"""Grey below which letters on a ground must be white."""
PRINT, LEAST_PRINT = 200, 0.0005
"""Grey below which a pixel may be print, and share of such pixels from which a page has any."""
PALE = 105
"""Grey of the darkest tenth of its print from which a page is faded."""
FAINT, WIDE = 165, 40
"""Grey from which, and number of blocks below which, a ground is but closely set print."""
CONTRAST = 40
DARKEST = 50
"""Grey that a ground is taken for at least, so that noise on it is not blown up."""
EDGE = 4
"""Squares of `STEP` pixels by which a zone may reach too far or fall short."""
ZONE = 48
"""Pixels of the square in which a ground must prevail."""


def evened(grey: Grey) -> Grey:
    """Return the picture with white paper everywhere; the edges of fills stay behind as thin lines."""
    light = _upright(grey)
    ground = np.asarray(Image.fromarray(_ground(light)).resize(grey.shape[::-1], Image.Resampling.BILINEAR))
    even = light.astype(np.float32) * 255.0 / np.maximum(ground, DARKEST)
    whole: Grey = np.minimum(even, 255).astype(np.uint8)
    return _darkened(whole)


def _darkened(even: Grey) -> Grey:
    """Return a faded picture with print as dark as it is on a good one."""
    ink = even[even < PRINT]
    if ink.size < LEAST_PRINT * even.size:
        return even
    level = float(np.percentile(ink[::7], 10))
    if level <= PALE:
        return even
    dark: Grey = np.clip(255 - (255 - even.astype(np.float32)) * (255 / (255 - level)), 0, 255).astype(np.uint8)
    return dark


def _ground(grey: Grey) -> Grey:
    """Return the shade of the ground, block by block."""
    rows, columns = -(-grey.shape[0] // BLOCK), -(-grey.shape[1] // BLOCK)
    fill = ((0, rows * BLOCK - grey.shape[0]), (0, columns * BLOCK - grey.shape[1]))
    blocks = np.pad(grey, fill, mode="edge").reshape(rows, BLOCK, columns, BLOCK)[:, ::2, :, ::2]
    middle = np.median(blocks.transpose(0, 2, 1, 3).reshape(rows, columns, -1), axis=2)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(middle, 2, mode="edge"), (5, 5))
    shade: Grey = np.median(around.reshape(rows, columns, -1), axis=2).astype(np.uint8)
    return shade


def _upright(grey: Grey) -> Grey:
    """Return the picture with the grounds turned round on which letters are lighter than the ground."""
    ground = _ground(grey)
    small = np.asarray(Image.fromarray(grey).reduce(STEP))
    level = _enlarged(ground, small.shape, BLOCK // STEP).astype(np.int16)
    chosen = np.zeros_like(ground, dtype=bool)
    regions = _regions(ground)
    for region in regions:
        if float(ground[region].mean()) > FAINT and int(region.sum()) < WIDE:
            continue
        # At its edge the paper around a fill would count as letters.
        inner = ~_grown(~region, 1)
        inside = _enlarged(inner if inner.any() else region, small.shape, BLOCK // STEP)
        bright = int((inside & (small > level + CONTRAST)).sum())
        dark = int((inside & (small < level - CONTRAST)).sum())
        if bright > dark or (bright == dark and float(ground[region].mean()) < DARK):
            chosen |= region
    if not chosen.any():
        return grey
    # Letters closely set lighten the ground under them: such spots belong to the fill around.
    for region in regions:
        if int(region.sum()) < WIDE and float(ground[region].mean()) <= FAINT and (_grown(region, 1) & chosen).any():
            chosen |= region
    # A fill ends where another one begins, and print close to its edge is paler than halfway to the paper.
    wide = chosen | (_grown(chosen, 1) & (ground >= TINTED))
    shade = _darkest(np.where(chosen, ground, PAPER))
    limit = np.where(chosen, TINTED, np.minimum((shade + PAPER) / 2, TINTED))
    tinted = small < _enlarged(limit, small.shape, BLOCK // STEP)
    zone = _edged(_prevails(tinted) & _enlarged(wide, small.shape, BLOCK // STEP), tinted)
    turned: Grey = np.where(_enlarged(zone, grey.shape, STEP), 255 - grey, grey).astype(np.uint8)
    return turned


def _darkest(shade: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each block the darkest shade of those around it."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(shade, 1, mode="edge"), (3, 3))
    found: NDArray[np.float64] = around.min(axis=(2, 3))
    return found


def _enlarged(mask: NDArray[T], shape: tuple[int, ...], by: int) -> NDArray[T]:
    """Return a grid of blocks as pixels."""
    return mask.repeat(by, axis=0).repeat(by, axis=1)[: shape[0], : shape[1]]


def _prevails(mask: Mask) -> Mask:
    """Return where a mask fills most of the square around a pixel."""
    half = ZONE // STEP // 2
    sums = np.pad(mask, half + 1).astype(np.int32).cumsum(axis=0).cumsum(axis=1)
    width = 2 * half + 1
    inside = sums[width:, width:] - sums[:-width, width:] - sums[width:, :-width] + sums[:-width, :-width]
    found: Mask = inside[: mask.shape[0], : mask.shape[1]] > 0.55 * width**2
    return found


def _edged(zone: Mask, tinted: Mask) -> Mask:
    """Return a zone with its edge where the ground itself ends; inside, letters may be as wide as they like."""
    ring = _grown(zone, EDGE) & _grown(~zone, EDGE)
    padded = np.pad(tinted, 1).astype(np.int8)
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    around = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    edged: Mask = np.where(ring, around > np.where(zone, 4, 8), zone)
    return edged


def _grown(mask: Mask, by: int) -> Mask:
    return thickened(thickened(mask, by, 0), by, 1)


def _regions(ground: Grey) -> list[Mask]:
    """Return the fills of a grid of blocks: dark ones that touch, and whose shades are alike."""
    mask = ground < TINTED
    shades = ground.tolist()
    left = set(zip(*(v.tolist() for v in np.nonzero(mask)), strict=True))
    found = []
    while left:
        edge = [left.pop()]
        region = np.zeros_like(mask)
        while edge:
            row, column = edge.pop()
            region[row, column] = True
            for place in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if place in left and abs(shades[place[0]][place[1]] - shades[row][column]) <= STEPPED:
                    left.remove(place)
                    edge.append(place)
        found.append(region)
    return found
