"""Which of the recognised words are print: specks, stamps, signatures and handwriting left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

import numpy as np
from PIL import Image

from amc_docs.readers.scan.hocr import Seen, sureness

SPECK = 0.5
"""Confidence below which signs without letter or digit, and very small ones, are dirt."""
TINY = 0.45
"""Usual heights below which a letter is very small."""
SLIVER = 0.12
"""Width of a letter against its height below which it is what is left of a rule, unless it is a thin letter."""
THIN = frozenset("iIlL1|!jtfrJí.,;:'’‘-")
HELD = 0.8
"""Share of a word's box within the box of a longer one from which it is part of that one."""
DOUBTED = 0.4
"""Mean confidence below which a whole line is no print."""
TINTED = 0.7
"""Confidence below which coloured ink is a stamp's or a pen's."""
TINTED_SHARE = 0.25
NUMBER = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(19|20)\d{2}|\d{1,3}(,\d{3})+(\.\d+)?")
"""A date, or a number with its thousands set apart."""
PENNED = 0.6, 1.7
"""Mean confidence below which, and usual heights from which, a line is a signature or other handwriting."""
OVERSIZED = 4.0
"""Usual heights from which doubtful words are part of a picture."""


def sifted(words: Sequence[Seen], ink: Image.Image | None) -> list[Seen]:
    """Return the words that are print; `ink` shows where the page is coloured, at a quarter of the size."""
    if not words:
        return []
    usual = median(w.bottom - w.top for w in words)
    lines: dict[int, list[Seen]] = defaultdict(list)
    for word, is_echo in zip(words, _echoes(words), strict=True):
        if not is_echo:
            lines[word.line].append(word)
    tint = np.asarray(ink) > 0 if ink else None
    kept = [word for line in lines.values() for word in _print(line, usual)]
    return [w for w in kept if tint is None or w.confidence >= TINTED or not _is_tinted(w, tint)]


def _echoes(words: Sequence[Seen]) -> list[bool]:
    """Return which words are but parts of others, read once more."""
    left, top, right, bottom = (np.array([w[i] for w in words]) for i in (1, 2, 3, 4))
    across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    area = np.maximum(1.0, (right - left) * (bottom - top))
    held = np.clip(across, 0, None) * np.clip(down, 0, None) > HELD * area[:, None]
    lengths = np.array([len(w.text) for w in words])
    found: list[bool] = (held & (lengths[:, None] < lengths)).any(axis=1).tolist()
    return found


def _is_dirt(word: Seen, usual: float) -> bool:
    height, width = word.bottom - word.top, word.right - word.left
    if word.turn:
        return False
    if word.confidence < SPECK and (height < TINY * usual or _is_sliver(word)):
        return True
    if not any(c.isalnum() for c in word.text):
        return word.confidence < SPECK or height > OVERSIZED * usual
    if len(word.text) > 2 and height > 2.5 * width:
        # Words printed from bottom to top: what was recognised in them is noise.
        return True
    return word.confidence < TINTED and height > OVERSIZED * usual


def _print(line: Sequence[Seen], usual: float) -> Sequence[Seen]:
    """Return the words of a line that are print: noise is never read as a date or a long number, however unsure."""
    if NUMBER.fullmatch("".join(w.text for w in line)):
        return line
    clean = [w for w in line if not _is_dirt(w, usual)]
    return clean if clean and sureness(clean) >= DOUBTED and not _is_penned(clean, usual) else ()


def _is_penned(line: Sequence[Seen], usual: float) -> bool:
    """Tell whether a line is handwriting: far larger than print, and hardly legible."""
    doubtful, large = PENNED
    height = median(w.bottom - w.top for w in line)
    return not any(w.turn for w in line) and sureness(line) < doubtful and height > large * usual


def _is_sliver(word: Seen) -> bool:
    """Tell whether a word is far narrower than its letters can be."""
    wide = sum(c not in THIN for c in word.text)
    return word.right - word.left < SLIVER * (word.bottom - word.top) * wide


def _is_tinted(word: Seen, tint: np.typing.NDArray[np.bool_]) -> bool:
    top, bottom, left, right = (int(v / 4) for v in (word.top, word.bottom, word.left, word.right))
    part = tint[top : bottom + 1, left : right + 1]
    return bool(part.size) and float(part.mean()) > TINTED_SHARE
