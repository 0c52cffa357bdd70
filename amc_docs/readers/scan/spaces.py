"""Spaces between words where recognition drew a word's box up to the next one: seen by the ink, not by the boxes.

Words whose boxes touch would be taken for one: «planesde», «competenciasy».
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.hocr import Seen

Grey = NDArray[np.uint8]

INK = 150
CLOSE = 0.2
"""Space between two boxes, in font sizes, below which it is measured by the ink."""


def spaced(words: Sequence[Seen], bare: Grey) -> list[Seen]:
    """Return the words with their boxes drawn back to their ink where they touch the next word of the line."""
    found = list(words)
    for index, (word, after) in enumerate(pairwise(words)):
        is_line = word.line == after.line and not word.turn and not after.turn and word.left < after.left
        if is_line and after.left - word.right < CLOSE * word.size and (gap := _gap(word, after, bare)):
            start, end = gap
            before = found[index]
            found[index] = before._replace(right=start, edges=(*before.edges[:-1], start))
            found[index + 1] = after._replace(left=end, edges=(end, *after.edges[1:]))
    return found


def _gap(word: Seen, after: Seen, bare: Grey) -> tuple[float, float] | None:
    """Return the widest white space from a word's last letter to the next one's first; None where there is none."""
    left, right = max(0, int(word.edges[-2])), int(after.edges[1])
    top, bottom = max(0, int(min(word.top, after.top))), int(max(word.bottom, after.bottom)) + 1
    inked = np.flatnonzero((bare[top:bottom, left:right] < INK).any(axis=0))
    steps = np.diff(inked)
    if not len(steps) or int(steps.max()) <= max(1.0, after.left - word.right):
        return None
    widest = int(steps.argmax())
    return float(left + int(inked[widest]) + 1), float(left + int(inked[widest + 1]))
