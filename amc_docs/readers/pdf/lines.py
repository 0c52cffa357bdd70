"""Words of one region gathered into lines of text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Word

COLUMN_GAP = 1.6
"""White space from this many font sizes on separates columns."""
SAME_LINE = 0.55
"""Share of the lower word's height that must overlap a line for the word to stand on it."""

_LEFT = attrgetter("left")


class Piece(NamedTuple):
    """Part of a line between two wide gaps."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text of a page, a cell or a column."""

    page: int
    text: str
    box: Box
    size: float
    is_bold: bool
    first_width: float
    """Width of the first word: it tells whether it would have fitted on the line before."""
    pieces: tuple[Piece, ...]
    turn: int = 0
    is_note: bool = False
    """Begins with a small raised number, as footnotes do."""
    is_listed: bool = False
    """Begins with a sign in a font of its own, as the bullets do that a program sets."""
    confidence: float | None = None
    """0–1 from optical recognition; None where the text is exact."""
    column: tuple[float, float] | None = None
    """Left and right end of its column where the page is set in columns."""

    @property
    def top(self) -> float:
        """Upper end, on the page."""
        return self.box.top

    @property
    def left(self) -> float:
        """Left end, on the page."""
        return self.box.left

    @property
    def right(self) -> float:
        """Right end, on the page."""
        return self.box.right


def lines_of(words: Sequence[Word], page: int, column: tuple[float, float] | None = None) -> list[Line]:
    """Return the lines, top to bottom; text turned on its side comes after the upright one.

    `column` is the left and right end of the column that they stand in, None where the page is not set in columns.
    """
    turns: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        turns[word.turn].append(word)
    found: list[Line] = []
    for turn in sorted(turns):
        rows = rows_of_words([_upright(w) for w in turns[turn]] if turn else turns[turn])
        found += [_line(row, page, turn, column) for row in rows]
    return found


def _upright(word: Word) -> Word:
    """Return the word as it stands when the page is turned so that it can be read."""
    left, top, right, bottom = word.left, word.top, word.right, word.bottom
    if word.turn == 90:
        return word._replace(left=-bottom, right=-top, top=left, bottom=right)
    if word.turn == 180:
        return word._replace(left=-right, right=-left, top=-bottom, bottom=-top)
    return word._replace(left=top, right=bottom, top=-right, bottom=-left)


def _turned(left: float, top: float, right: float, bottom: float, turn: int) -> Box:
    """Return the box on the page of one that was turned upright."""
    if turn == 90:
        return Box(left=top, top=-right, right=bottom, bottom=-left)
    if turn == 180:
        return Box(left=-right, top=-bottom, right=-left, bottom=-top)
    if turn == 270:
        return Box(left=-bottom, top=left, right=-top, bottom=right)
    return Box(left=left, top=top, right=right, bottom=bottom)


def rows_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words grouped by line, top to bottom, each line from left to right."""
    rows: list[list[Word]] = []
    cores: list[tuple[float, float]] = []
    # Conditions instead of min and max: this is asked for every word, several times.
    for word in sorted(words, key=lambda w: w.top + w.bottom):
        upper, lower = word.top, word.bottom
        height = lower - upper
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = cores[index]
            overlap = (lower if lower < bottom else bottom) - (upper if upper > top else top)
            if overlap >= SAME_LINE * (height if height < bottom - top else bottom - top):
                rows[index].append(word)
                if height > bottom - top:
                    cores[index] = upper, lower
                break
        else:
            rows.append([word])
            cores.append((upper, lower))
    for row in rows:
        row.sort(key=_LEFT)
    return rows


def _line(words: list[Word], page: int, turn: int, column: tuple[float, float] | None) -> Line:
    kept = _without_shadows(words)
    pieces = [Piece(_text(part), part[0].left, max([w.right for w in part])) for part in _parts(kept)]
    first = next((i for i, (a, b) in enumerate(pairwise(kept), 1) if not b.joins and not _clings(a, b)), len(kept))
    edges = kept[0].left, min([w.top for w in kept]), max([w.right for w in kept]), max([w.bottom for w in kept])
    return Line(
        page=page,
        text=_text(kept) if len(pieces) > 1 else pieces[0].text,
        box=_turned(*edges, turn),
        size=_usual_size(kept),
        is_bold=any(w.is_bold for w in kept) and all(w.is_bold or not any(map(str.isalnum, w.text)) for w in kept),
        first_width=kept[first - 1].right - kept[0].left,
        pieces=tuple(pieces),
        turn=turn,
        is_note=_is_note(kept),
        is_listed=len(kept) > 1 and len(kept[0].text) == 1 and _family(kept[0]) != _family(kept[1]),
        confidence=sureness([(w.confidence, len(w.text)) for w in kept]),
        column=column,
    )


def _clings(before: Word, word: Word) -> bool:
    """Tell whether programs part no line between two words, though a space stands there (UAX 14, LB13 and LB14)."""
    return before.text[-1:] in "([{¿¡«" or word.text[:1] in ")]}/!?;:,."


def _usual_size(words: Sequence[Word]) -> float:
    """Return the font size of most characters, to a tenth of a point."""
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    if len(sizes) == 1:
        return round(words[0].size, 1)
    rounded = Counter[float]()
    for size, length in sizes.items():
        rounded[round(size, 1)] += length
    return rounded.most_common(1)[0][0]


def sureness(parts: Iterable[tuple[float | None, int]]) -> float | None:
    """Return the mean confidence of parts by their numbers of characters; exact parts do not count."""
    told = [(sure, length) for sure, length in parts if sure is not None]
    return sum(sure * length for sure, length in told) / max(1, sum(length for _, length in told)) if told else None


def _family(word: Word) -> str:
    """Return the font's name without its weight and slant."""
    return re.split(r"[-,]", word.font)[0].removesuffix("mt")


def _is_note(words: list[Word]) -> bool:
    first = words[0]
    if len(words) < 2 or not (first.text[:2].rstrip("*").isdigit() or set(first.text) == {"*"}):
        return False
    largest = max(w.size for w in words)
    return first.size < 0.8 * largest and first.bottom < words[1].bottom - 0.05 * largest


def _without_shadows(words: list[Word]) -> list[Word]:
    """Leave out words printed twice at one place to look bold."""
    if len({word.text for word in words}) == len(words):
        return words
    kept: list[Word] = []
    for word in words:
        twin = any(w.text == word.text and abs(w.left - word.left) < 0.15 * word.size for w in kept[-3:])
        if not (twin and abs(kept[-1].top - word.top) < 0.15 * word.size):
            kept.append(word)
    return kept


def _parts(words: list[Word]) -> list[list[Word]]:
    parts = [[words[0]]]
    for before, word in pairwise(words):
        if word.left - before.right > COLUMN_GAP * max(word.size, before.size):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _text(words: list[Word]) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        size = word.size if word.size < before.size else before.size
        is_close = word.left - before.right < (0.28 if word.joins else 0.06) * size
        text += word.text if is_close else " " + word.text
    return text
