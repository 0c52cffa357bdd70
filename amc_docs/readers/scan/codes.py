"""Codes, dates, figures and abbreviations, read a second time by their letters' shapes alone.

Recognition weighs what it sees against the words it knows, and «E1.2», «UEI» and «31/12/2018» are none of these: it
gives them wrong, or so unsure that they cannot be believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.readers.scan.glyphs import INK, ONE, Alphabet, Grey, Told, inked
from amc_docs.readers.scan.hocr import Seen
from amc_docs.wording import fold

CODE = re.compile(r"\d|[A-ZÁÉÍÓÚÑ]{2}|[£€|!]|^\W?[A-Z][lI]\W?$")
"""What a word that is not sure has where it may be a code."""
SLIPPERY = re.compile(r"[A-Za-z]\d|\d[A-Za-z]|[£€|!]|^\W?[A-Z][lI]\W?$")
"""What a sure one has where recognition may have slipped all the same."""
SMALL = re.compile(r"[a-zñáéíóú]")
"""Letters of common words; a code has one at most that is not a misread figure."""
MISREAD = frozenset("loizsb")
CAPITAL = str.maketrans("cosuvwxzl|", "COSUVWXZII")
"""What these letters are in a code, which has no small ones."""
QUOTES = frozenset("\"'“”‘’«»:;%°º…")
"""Signs that are not one piece of ink."""
TWINS = frozenset(
    frozenset(pair) for pair in ("I1", "l1", "|1", "!1", "!I", "|I", "S5", "Z2", "B8", "£E", "€E", "G6", "L1")
)
"""Signs that recognition takes for one another even where it is sure."""
SURE = 0.9
CLEAR = 1.3
"""How clear letters must be to stand against a reading that is sure."""
AGREED = 0.85
"""Confidence at least of what both readings say."""
DISPUTED = 0.7
"""Confidence at most of what only the shapes say."""
NARROW, WIDEST = 0.16, 0.7
"""Space, in heights, up to which two words are pieces of one code, and up to which they are where ink stands there."""


def spelled(words: Sequence[Seen], bare: Grey, letters: Alphabet) -> list[Seen]:
    """Return the words with codes told by their letters' shapes; `letters` are the page's own."""
    words = _whole(words, bare)
    doubtful = [w for w in words if _may_be_code(w)]
    if not doubtful:
        return list(words)
    seen = letters.read([inked(word, bare) for word in doubtful])
    told = {id(word): _told(word, what) for word, what in zip(doubtful, seen, strict=True)}
    return [told.get(id(word), word) for word in words]


def _whole(words: Sequence[Seen], bare: Grey) -> list[Seen]:
    """Return the words with those made one that are pieces of a code: a point was passed over between them."""
    found: list[Seen] = []
    for word in words:
        before = found[-1] if found else None
        if before and before.line == word.line and _goes_on(before, word, bare):
            found[-1] = before._replace(
                text=before.text + word.text,
                right=word.right,
                top=min(before.top, word.top),
                bottom=max(before.bottom, word.bottom),
                confidence=min(before.confidence, word.confidence),
                edges=(*before.edges[:-1], *word.edges),
            )
        else:
            found.append(word)
    return found


def _goes_on(before: Seen, word: Seen, bare: Grey) -> bool:
    """Tell whether unread ink, or next to nothing, lies between two words that may be pieces of one code."""
    if min(before.confidence, word.confidence) >= SURE or not (_may_be_code(before) and _may_be_code(word)):
        return False
    gap, height = word.left - before.right, word.bottom - word.top
    if not 0 <= gap <= WIDEST * height:
        return False
    rows = slice(int(word.top), int(word.bottom) + 1)
    between = bare[rows, int(before.right) + 2 : int(word.left) - 1] < INK
    return gap < NARROW * height or bool(between.any())


def _may_be_code(word: Seen) -> bool:
    """Tell whether a word is no common word, and worth a second look."""
    small = [c for c in SMALL.findall(word.text) if c not in MISREAD]
    signs = SLIPPERY if word.confidence >= SURE else CODE
    return not word.turn and bool(signs.search(word.text)) and len(small) <= 1 and not QUOTES.intersection(word.text)


def _told(word: Seen, seen: Told) -> Seen:
    """Return a word by both its readings."""
    if len(seen.text) < 2:
        # A letter by itself may be another one of the same shape.
        return word
    text = _in_context(seen.text, word.text)
    if fold(word.text) == fold(text):
        # Letters that look alike are no witnesses of one another.
        return word._replace(confidence=max(word.confidence, AGREED)) if word.text == seen.text else word
    if word.confidence >= SURE and not (seen.margin >= CLEAR and _are_twins(word.text, text)):
        return word
    step = (word.right - word.left) / len(text)
    edges = word.edges if len(text) == len(word.text) else tuple(word.left + i * step for i in range(len(text) + 1))
    return word._replace(text=text, edges=edges, confidence=DISPUTED)


def _are_twins(text: str, other: str) -> bool:
    """Tell whether two readings differ only in signs that are easily taken for one another."""
    if len(text) != len(other):
        return False
    return all(a == b or frozenset((a, b)) in TWINS for a, b in zip(text, other, strict=True))


def _in_context(text: str, read: str) -> str:
    """Return letters told by their shapes with those that look alike as the word has them, or as a code would."""
    if len(text) == len(read):
        text = "".join(_sign(a, b) for a, b in zip(text, read, strict=True))
    if not SMALL.search(text.translate(ONE)):
        text = text.translate(CAPITAL)
    return text


def _sign(told: str, read: str) -> str:
    """Return one of two readings of a letter where only the second can tell them apart."""
    is_same = told.translate(ONE) == read.translate(ONE) or not (told.isalnum() or read.isalnum())
    return read if is_same else told
