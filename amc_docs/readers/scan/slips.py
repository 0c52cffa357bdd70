"""Slips of recognition that can mean nothing else, mended: by the words themselves, or by the ink under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.scan.hocr import Seen

Grey = NDArray[np.uint8]

NUMBER_SIGN = re.compile(r"^(N\.?)[*?\"'”“’‘´`^]{1,2}(?=$|\d)")
"""«N°» misread; nothing else can be meant."""
SURE = re.compile(r"N\.?[°º]\d*$")
SURELY = 0.8
"""Confidence of «N°» at least: the dictionary, which does not know it, holds it to be unlikely."""
DEGREE_SIGN = re.compile(r"(?<=\d)[\"”“*?](?=[.,;:]?$)")
ARTICLES = frozenset({"artículo", "articulo", "artículos", "art.", "arts.", "artículos:"})
"""Words before a number that is written with «°»."""
LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff"}
ADDRESS = re.compile(r"^([a-z][a-z0-9._-]*[a-z0-9])[OEQGDC©®€Ó(]{1,2}((?:[a-z0-9-]+\.)+(?:pe|com|org|net|edu))$")
"""An e-mail address whose «@» was taken for a letter."""
ROMAN = re.compile(r"^(?=.*[lI|])[Il|]{2,3}$")
"""«II» and «III», with strokes taken for small letters; no Spanish word is written so."""
CAPITAL = re.compile(r"^[A-ZÁÉÍÓÚÑ]{2,}[!l|](?=[.,;:)]?$)")
"""A capital «I» that ends an abbreviation, taken for another stroke: Spanish opens what it ends with «!»."""
STROKE = re.compile(r"^[FPEIL|¿\[](?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,}[.,;:]?$)")
"""The edge of a fill taken for a letter: no word goes on with a capital and small letters after its first one."""
CROSS = re.compile(r"^[xX]{2,3}$")
"""A lone «X», seen more than once."""
ONE_GLYPH = 1.3
"""Width against height up to which a word is a single letter."""
FIGURES = re.compile(r"\d[\d.,:·]*\d$")
YEAR = re.compile(r"(19|20)\d\d$")
INK = 150
POINT_TOP = 0.6
"""Share of the height of figures below which a point or comma begins."""
POINT = 0.08, 0.4
"""Its least and greatest size, in heights of figures."""
SQUARE = 0.4, 2.0
"""Its width against its height."""
MENDED = 0.8
"""Confidence at most of a figure that was given a point by its ink."""
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})*,$"), re.compile(r"\d{3}(?:,\d{3})*(?:\.\d+)?$")
CLOSE = 0.45
"""Space, in heights of figures, up to which what follows a comma belongs to the same number."""


def mended(words: Sequence[Seen], bare: Grey | None = None) -> list[Seen]:
    """Return the words with their sure slips mended; `bare` is the picture that they were read on."""
    found: list[Seen] = []
    for index, word in enumerate(words):
        before = words[index - 1].text.lower() if index else ""
        word = _retold(word, _text(word, before))
        if SURE.match(word.text) or (word.text == "X" and CROSS.match(words[index].text)):
            word = word._replace(confidence=max(word.confidence, SURELY))
        if bare is not None and not word.turn:
            word = _pointed(word, bare)
        if found and _goes_on(found[-1], word):
            found[-1] = _joined(found[-1], word)
        else:
            found.append(word)
    return found


def _text(word: Seen, before: str) -> str:
    """Return what a word says, by its own letters and the word before it."""
    text = "".join(LIGATURES.get(c, c) for c in word.text)
    text = NUMBER_SIGN.sub(r"\1°", text)
    if before in ARTICLES:
        text = DEGREE_SIGN.sub("°", text)
    if CROSS.match(text) and word.right - word.left < ONE_GLYPH * (word.bottom - word.top):
        return "X"
    if ROMAN.match(text):
        return "I" * len(text)
    if found := CAPITAL.match(text):
        text = f"{text[: found.end() - 1]}I{text[found.end() :]}"
    text = STROKE.sub("", text)
    return ADDRESS.sub(r"\1@\2", text)


def _retold(word: Seen, text: str) -> Seen:
    if text == word.text:
        return word
    if len(text) == len(word.text):
        return word._replace(text=text)
    step = (word.right - word.left) / len(text)
    return word._replace(text=text, edges=tuple(word.left + i * step for i in range(len(text) + 1)))


def _goes_on(before: Seen, word: Seen) -> bool:
    """Tell whether a number was cut at the comma of its thousands."""
    head, tail = THOUSANDS
    gap = word.left - before.right
    is_near = before.line == word.line and 0 <= gap <= CLOSE * (word.bottom - word.top)
    return is_near and bool(head.match(before.text) and tail.match(word.text))


def _joined(before: Seen, word: Seen) -> Seen:
    return before._replace(
        text=before.text + word.text,
        right=word.right,
        top=min(before.top, word.top),
        bottom=max(before.bottom, word.bottom),
        confidence=min(before.confidence, word.confidence),
        edges=(*before.edges[:-1], *word.edges),
    )


def _pointed(word: Seen, bare: Grey) -> Seen:
    """Return a figure with the points and commas that its ink shows and recognition passed over."""
    if not FIGURES.match(word.text) or YEAR.match(word.text):
        return word
    text = _by_ink(word.text, _marks(word, bare))
    return word if text == word.text else _retold(word, text)._replace(confidence=min(word.confidence, MENDED))


def _marks(word: Seen, bare: Grey) -> str:
    """Return the word's glyphs as the ink shows them: `0` for a figure, `.` and `,` for small ones at its foot."""
    top, left = max(0, int(word.top) - 2), max(0, int(word.left) - 2)
    dark = bare[top : int(word.bottom) + 6, left : int(word.right) + 3] < INK
    steps = np.diff(np.pad(dark.any(axis=0), 1).astype(np.int8))
    glyphs = []
    for start, end in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True):
        rows = np.flatnonzero(dark[:, start:end].any(axis=1))
        glyphs.append((int(rows[0]), int(rows[-1]) + 1, int(end - start)))
    tall = max((low - high for high, low, _ in glyphs), default=0)
    figures = [(high, low) for high, low, _ in glyphs if low - high > POINT_TOP * tall]
    if not figures:
        return ""
    head, foot = min(high for high, _ in figures), float(np.median([low for _, low in figures]))
    return "".join(_glyph(glyph, head, foot) for glyph in glyphs)


def _glyph(glyph: tuple[int, int, int], head: int, foot: float) -> str:
    high, low, width = glyph
    height = foot - head
    if high - head < POINT_TOP * height:
        return "0"
    least, greatest = POINT
    is_square = SQUARE[0] <= width / (low - high) <= SQUARE[1]
    if not (is_square and least * height <= width <= greatest * height and low - high >= least * height):
        return ""
    return "," if low - foot > 0.1 * height else "."


def _by_ink(text: str, marks: str) -> str:
    """Return the text with the marks put in where it has none; the text itself where figures and ink do not agree."""
    figures = [c for c in text if c.isdigit()]
    if marks.count("0") != len(figures) or marks[:1] != "0" or marks[-1:] != "0" or re.search("[.,]{2}", marks):
        return text
    told = re.findall(r"\d([.,:·]?)", text)
    seen = re.findall(r"0([.,]?)", marks)
    kept = [(b if a in (":", "·", "") else a) for a, b in zip(told, seen, strict=True)]
    return "".join(figure + mark for figure, mark in zip(figures, kept, strict=True))
