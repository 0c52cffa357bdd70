"""Which of the recognised words are print: specks, stamps, signatures and handwriting left out, sure slips mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

import numpy as np
from PIL import Image

from amc_docs.readers.scan.hocr import Seen

SPECK = 0.5
"""Confidence below which signs without letter or digit are dirt."""
DOUBTED = 0.4
"""Mean confidence below which a whole line is no print."""
TINTED = 0.7
"""Confidence below which coloured ink is a stamp's or a pen's."""
TINTED_SHARE = 0.25
OVERSIZED = 4.0
"""Usual heights from which doubtful words are part of a picture."""
NUMBER_SIGN = re.compile(r"^(N\.?)[*?\"'”“’‘´`^]{1,2}(?=$|\d)")
"""«N°» misread; nothing else can be meant."""
SURE = re.compile(r"N\.?[°º]\d*$")
SURELY = 0.8
"""Confidence of «N°» at least: the dictionary, which does not know it, holds it to be unlikely."""
DEGREE_SIGN = re.compile(r"(?<=\d)[\"”“*?](?=[.,;:]?$)")
ARTICLES = frozenset({"artículo", "articulo", "artículos", "art.", "arts.", "artículos:"})
"""Words before a number that is written with «°»."""
LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff"}


def sifted(words: Sequence[Seen], ink: Image.Image | None) -> list[Seen]:
    """Return the words that are print; `ink` shows where the page is coloured, at a quarter of the size."""
    if not words:
        return []
    usual = median(w.bottom - w.top for w in words)
    lines: dict[int, list[Seen]] = defaultdict(list)
    for word in words:
        if not _is_dirt(word, usual):
            lines[word.line].append(word)
    tint = np.asarray(ink) > 0 if ink else None
    kept = [w for line in lines.values() if _sureness(line) >= DOUBTED for w in line]
    return mended([w for w in kept if tint is None or w.confidence >= TINTED or not _is_tinted(w, tint)])


def _is_dirt(word: Seen, usual: float) -> bool:
    height, width = word.bottom - word.top, word.right - word.left
    if not any(c.isalnum() for c in word.text):
        return word.confidence < SPECK or height > OVERSIZED * usual
    if len(word.text) > 2 and height > 2.5 * width:
        # Words printed from bottom to top: what was recognised in them is noise.
        return True
    return word.confidence < TINTED and height > OVERSIZED * usual


def _sureness(line: Sequence[Seen]) -> float:
    letters = sum(len(w.text) for w in line)
    return sum(w.confidence * len(w.text) for w in line) / max(1, letters)


def _is_tinted(word: Seen, tint: np.typing.NDArray[np.bool_]) -> bool:
    top, bottom, left, right = (int(v / 4) for v in (word.top, word.bottom, word.left, word.right))
    part = tint[top : bottom + 1, left : right + 1]
    return bool(part.size) and float(part.mean()) > TINTED_SHARE


def mended(words: Sequence[Seen]) -> list[Seen]:
    """Return the words with the slips mended that can mean nothing else."""
    found: list[Seen] = []
    for index, word in enumerate(words):
        text = "".join(LIGATURES.get(c, c) for c in word.text)
        text = NUMBER_SIGN.sub(r"\1°", text)
        if index and words[index - 1].text.lower() in ARTICLES:
            text = DEGREE_SIGN.sub("°", text)
        if SURE.match(text):
            word = word._replace(confidence=max(word.confidence, SURELY))
        if text != word.text:
            edges = word.edges if len(text) == len(word.text) else _spread(word, len(text))
            word = word._replace(text=text, edges=edges)
        found.append(word)
    return found


def _spread(word: Seen, count: int) -> tuple[float, ...]:
    step = (word.right - word.left) / count
    return tuple(word.left + i * step for i in range(count + 1))
