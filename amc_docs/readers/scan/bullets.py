"""Signs that begin a line: a dash or a dot is told by its ink, as recognition takes it for any sign it knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.hocr import Seen

Grey = NDArray[np.uint8]

INK = 150
SIGN = re.compile(r"[^\w\s(¿¡\[{$]|[eoOcéóí](?=$)")
"""What a dash or dot at the head of a line is read as."""
APART = 1.5
"""White space, in font sizes, after which a word begins a line of its own."""
NEAREST, FARTHEST = 0.1, 3.0
"""Font sizes before the first word within which its dash or dot stands."""
CLEAR = 5
"""Pixels of white before a dash; without them it ends a word."""
LOWEST, HIGHEST = 0.08, 0.6
"""Font sizes above the base line between which the middle of a dash or dot lies."""
SURENESS = 0.85
FLAT = 1.6
"""Width against height from which a glyph is a dash."""
THICK = 0.25
"""Height of a dash, in font sizes, at most."""
ROUND = 0.72, 1.4
"""Width against height of a dot."""
DOT = 0.12, 0.42
"""Height of a dot, in font sizes."""
FILLED = 0.62
"""Share of its box that a dot fills; the ring of an «o» fills less."""


def bulleted(words: Sequence[Seen], bare: Grey) -> list[Seen]:
    """Return the words with the dashes and dots that begin their lines told as such, those passed over added."""
    found: list[Seen] = []
    for index, word in enumerate(words):
        before = words[index - 1] if index and words[index - 1].line == word.line else None
        is_first = before is None or word.left - before.right > APART * word.size
        if is_first and not word.turn and word.size > 0:
            if SIGN.match(word.text):
                word = _told(word, bare)
            elif word.text[0].isalpha() and (sign := _before(word, before.right if before else 0.0, bare)):
                found.append(sign)
        found.append(word)
    return found


def _before(word: Seen, limit: float, bare: Grey) -> Seen | None:
    """Return the dash or dot that stands alone before the first word of a line, None where there is none."""
    left, right = int(max(limit + 1, word.left - FARTHEST * word.size, 0)), int(word.left - NEAREST * word.size)
    top, bottom = max(0, int(word.base - 1.5 * word.size)), int(word.base + 0.7 * word.size)
    if right - left < 2:
        return None
    dark = bare[top:bottom, left:right] < INK
    columns = np.flatnonzero(dark.any(axis=0))
    if not len(columns):
        return None
    end = int(columns[-1]) + 1
    blank = np.flatnonzero(~dark[:, :end].any(axis=0))
    start = int(blank[-1]) + 1 if len(blank) else 0
    if dark[:, max(0, start - CLEAR) : start].any() or start < CLEAR:
        return None
    rows = np.flatnonzero(dark[:, start:end].any(axis=1))
    if not LOWEST < (word.base - top - (rows[0] + rows[-1]) / 2) / word.size < HIGHEST:
        return None
    sign = _sign(dark[rows[0] : rows[-1] + 1, start:end], word.size)
    edges = (float(left + start), float(left + end))
    return word._replace(text=sign, left=edges[0], right=edges[1], edges=edges, confidence=SURENESS) if sign else None


def _told(word: Seen, bare: Grey) -> Seen:
    top, left = max(0, int(word.top)), max(0, int(word.left) - 1)
    dark = bare[top : int(word.bottom) + 1, left : int(word.right) + 2] < INK
    columns = np.flatnonzero(dark.any(axis=0))
    if not len(columns):
        return word
    gaps = np.flatnonzero(~dark[:, columns[0] :].any(axis=0))
    glyph = dark[:, columns[0] : columns[0] + (int(gaps[0]) if len(gaps) else dark.shape[1])]
    rows = np.flatnonzero(glyph.any(axis=1))
    sign = _sign(glyph[rows[0] : rows[-1] + 1], word.size)
    return word._replace(text=sign + word.text[1:]) if sign else word


def _sign(glyph: NDArray[np.bool_], size: float) -> str:
    """Return the dash or dot that a glyph is; nothing where it is neither."""
    height, width = glyph.shape
    if height <= THICK * size and width >= FLAT * height:
        return "-"
    narrow, wide = ROUND
    least, most = DOT
    is_round = narrow <= width / height <= wide and least * size <= height <= most * size
    return "•" if is_round and float(glyph.mean()) >= FILLED else ""
