"""What a person sees of a page's characters: hidden text, text beyond the edge, characters without meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from amc_docs.readers.pdf.content import Area, PageContent, Word
from amc_docs.readers.pdf.paragraphs import PRIVATE_BULLETS

CONTROL = re.compile(r"[\x00-\x1f\x7f]|\(cid:\d+\)")
SUSPECT = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|\(cid:")
PRIVATE = range(0xE000, 0xF900)
LIGHT = 0xF0
"""White text does not show on a fill whose colours are all at least this light."""


def on_page(content: PageContent) -> list[Word]:
    """Return the words that stand on the page at all."""
    right, bottom = content.width + 1, content.height + 1
    return [
        w
        for w in content.words
        if -1 <= (w.left + w.right) / 2 <= right and -1 <= (w.top + w.bottom) / 2 <= bottom and math.isfinite(w.size)
    ]


def visible(content: PageContent) -> list[Word]:
    """Return the words that a person sees."""
    return [w for w in on_page(content) if w.is_visible and not (w.is_white and _is_lost(w, content))]


def _is_lost(word: Word, content: PageContent) -> bool:
    """Tell whether white text stands on nothing darker."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    below = (*content.images, *(f for f in content.fills if not _is_light(f)))
    return not any(a.left - 1 <= x <= a.right + 1 and a.top - 1 <= y <= a.bottom + 1 for a in below)


def _is_light(fill: Area) -> bool:
    return all(fill.colour >> shift & 0xFF >= LIGHT for shift in (16, 8, 0))


def gibberish_among(words: Sequence[Word]) -> int:
    """Return how many characters of some words stand for nothing readable."""
    # Nearly no page has any: one look at all of it tells.
    if not SUSPECT.search(" ".join([word.text for word in words])):
        return 0
    return sum(gibberish(word.text) for word in words)


def gibberish(text: str) -> int:
    """Return how many characters stand for nothing readable: the font does not say what its glyphs mean."""
    if text.isascii():
        return len(CONTROL.findall(text))
    return sum(_is_gibberish(c) for c in text)


def _is_gibberish(character: str) -> bool:
    code = ord(character)
    return code == 0xFFFD or (code in PRIVATE and character not in PRIVATE_BULLETS) or 0x7F <= code < 0xA0 or code < 32
