"""Comparing Spanish words as people do: without accents, case, punctuation or OCR slips."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

STOPWORDS = frozenset(
    "a al ante bajo con contra de del desde e el en entre la las lo los o para por que se sin sobre su sus u un una "
    "unos unas y".split()
)
"""Words that carry no meaning of their own."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, punctuation or repeated spaces.

    `ñ` becomes `n`: OCR and capitals without accents must compare equal.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9a-z%]+", " ", plain).split())


def squeeze(text: str) -> str:
    """Return the text on one line, white space folded."""
    return " ".join(text.split())


def shorten(text: str, limit: int = 160) -> str:
    """Return the text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = squeeze(text)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def words(text: str) -> tuple[str, ...]:
    """Return the folded words that carry meaning, in order."""
    return tuple(w for w in fold(text).split() if w not in STOPWORDS)


def likeness(first: str, second: str) -> float:
    """Return 0–1: how alike two texts are, in any order of words and tolerant of slips; 1 when equal folded."""
    a, b = fold(first), fold(second)
    if not a or not b:
        return 0.0
    return 1.0 if a == b else max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100


def containment(part: str, whole: str) -> float:
    """Return 0–1: the share of the meaningful words of `part` that occur in `whole` (by stem, accents folded)."""
    wanted = {_stem(w) for w in words(part)}
    there = {_stem(w) for w in words(whole)}
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _stem(word: str) -> str:
    """Cut plural and gender endings: `productos` and `producto`, `capacitación` and `capacitaciones` agree."""
    for ending in ("ciones", "cion", "es", "os", "as", "s", "o", "a"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
