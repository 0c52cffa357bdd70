"""The look of recognised words: which size of type, and whether it is bold."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.hocr import Seen

ALIKE = 0.12
"""Share by which sizes of one type are told apart."""
BOLD = 1.28
"""Thickness of strokes against the page's usual one from which type is bold."""
INK = 128


def sizes(words: Sequence[Seen]) -> dict[float, float]:
    """Return for each measured size the one it stands for: a page is set in few sizes."""
    left = sorted((w.size, len(w.text)) for w in words if w.size > 0)
    found: dict[float, float] = {}
    while left:
        common = max(left, key=lambda pair: sum(n for s, n in left if abs(s - pair[0]) <= ALIKE / 2 * pair[0]))[0]
        near = [(s, n) for s, n in left if abs(s - common) <= ALIKE * common]
        mean = sum(s * n for s, n in near) / sum(n for _, n in near)
        found.update((s, mean) for s, _ in near)
        left = [(s, n) for s, n in left if s not in found]
    return found


def bold(words: Sequence[Seen], grey: NDArray[np.uint8]) -> list[bool]:
    """Return for each word whether its strokes are thicker than the page's usual ones of that size."""
    strokes = [_stroke(word, grey) for word in words]
    usual = [s / w.size for s, w in zip(strokes, words, strict=True) if s and w.size > 0 for _ in w.text]
    if not usual:
        return [False] * len(words)
    limit = BOLD * median(usual)
    return [bool(s) and w.size > 0 and s / w.size > limit for s, w in zip(strokes, words, strict=True)]


def _stroke(word: Seen, grey: NDArray[np.uint8]) -> float:
    """Return the usual width of a word's upright strokes in pixels; 0 for signs without strokes."""
    if word.turn or not any(c.isalnum() for c in word.text):
        return 0.0
    part = grey[int(word.top) : int(word.bottom) + 1, int(word.left) : int(word.right) + 1] < INK
    steps = np.diff(np.pad(part, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.nonzero(steps == 1)[1], np.nonzero(steps == -1)[1]
    if len(starts) < 5:
        return 0.0
    lengths = ends - starts
    # Bars of letters (E, T, t) are left out.
    return float(lengths[lengths <= 2 * np.median(lengths)].mean())
