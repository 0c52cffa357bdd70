"""How near the tables that a reader found are to the true ones.

The measure is that of the ICDAR-2013 table competition (Göbel et al. 2012): relations between neighbouring cells that
are not blank, over a whole document, so that missed and invented tables count. Texts are compared without white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Relations = Counter[tuple[str, str, str]]
MARKS = re.compile(r"[\s•●○▪◦‣·➢✓\uf000-\uf0ff–-]+")
"""White space and what begins the items of a list: typed in one file, automatic (no text at all) in another."""
ACCENTED = re.compile(r"[áéíóúñ]", re.IGNORECASE)


class Span(NamedTuple):
    """One cell: first and last row, first and last column (from 0), text."""

    top: int
    bottom: int
    left: int
    right: int
    text: str


Table = list[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was found of one document; shares are 0–1."""

    precision: float
    recall: float
    perfect: int
    """True tables all of whose relations, and no others, are in one found table."""
    tables: int
    """True tables."""
    exact: int
    """True cells found with the same text, place and span."""
    cells: int
    """True cells that are not blank."""

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def squeezed(text: str) -> str:
    """Return the text without white space."""
    return re.sub(r"\s+", "", text)


def without_marks(text: str) -> str:
    """Return the text without white space and marks of lists, unless nothing else is written."""
    return MARKS.sub("", text) or squeezed(text)


def relations(cells: Iterable[Span]) -> Relations:
    """Return the neighbourhoods of a table: each cell with the next that is not blank, to the right and below."""
    grid: dict[tuple[int, int], tuple[int, str]] = {}
    for number, (top, bottom, left, right, text) in enumerate(cells):
        if words := squeezed(text):
            grid |= {(r, c): (number, words) for r in range(top, bottom + 1) for c in range(left, right + 1)}
    rows = max((r for r, _ in grid), default=-1) + 1
    columns = max((c for _, c in grid), default=-1) + 1
    lines = [[grid.get((r, c)) for c in range(columns)] for r in range(rows)]
    seen = {pair for line in lines for pair in _pairs(line, "right")}
    seen |= {pair for line in zip(*lines, strict=True) for pair in _pairs(line, "below")}
    return Counter((first[1], second[1], way) for first, second, way in seen)


def _pairs(line: Sequence[tuple[int, str] | None], way: str) -> Iterator[tuple[tuple[int, str], tuple[int, str], str]]:
    filled = [cell for cell in line if cell]
    for first, second in pairwise(filled):
        if first != second:
            yield first, second, way


def score(found: Sequence[Table], wanted: Sequence[Table]) -> Score:
    """Compare all tables of a document, where the truth holds every one of them."""
    theirs, ours = [relations(t) for t in found], [relations(t) for t in wanted]
    both = (sum(theirs, Counter()) & sum(ours, Counter())).total()
    exact = sum(max((_exact(candidate, truth) for candidate in found), default=0) for truth in wanted)
    return Score(
        precision=_share(both, sum(r.total() for r in theirs)),
        recall=_share(both, sum(r.total() for r in ours)),
        perfect=sum(bool(r) and r in theirs for r in ours),
        tables=len(wanted),
        exact=exact,
        cells=sum(bool(squeezed(c.text)) for t in wanted for c in t),
    )


def score_part(found: Sequence[Table], wanted: Sequence[Table]) -> Score:
    """Compare where the truth holds only some tables, perhaps without their heads, and only the corners of cells.

    Each true table is compared with the found one that agrees most, cut to the rows and columns of the truth.
    """
    found, wanted = [corners(t) for t in found], [corners(t) for t in wanted]
    windows = [max((window(t, truth) for t in found), key=lambda w: _exact(w, truth), default=[]) for truth in wanted]
    pairs = [(relations(w), relations(truth)) for w, truth in zip(windows, wanted, strict=True)]
    both = sum((ours & theirs).total() for ours, theirs in pairs)
    return Score(
        precision=_share(both, sum(ours.total() for ours, _ in pairs)),
        recall=_share(both, sum(theirs.total() for _, theirs in pairs)),
        perfect=sum(bool(theirs) and ours == theirs for ours, theirs in pairs),
        tables=len(wanted),
        exact=sum(_exact(w, truth) for w, truth in zip(windows, wanted, strict=True)),
        cells=sum(len(t) for t in wanted),
    )


def corners(table: Table) -> Table:
    """Return the cells that are not blank, each at its first row and column only, marks of lists left out."""
    return [Span(c.top, c.top, c.left, c.left, without_marks(c.text)) for c in table if squeezed(c.text)]


def window(table: Table, truth: Table) -> Table:
    """Return the part of a found table that lies where the true one does, moved to the true one's places."""
    down, across = shift(table, truth)
    moved = [Span(c.top + down, c.bottom + down, c.left + across, c.right + across, c.text) for c in table]
    rows, columns = max((c.top for c in truth), default=-1), max((c.left for c in truth), default=-1)
    return [c for c in moved if 0 <= c.top <= rows and 0 <= c.left <= columns]


def shift(table: Table, truth: Table) -> tuple[int, int]:
    """Return how many rows and columns to move a found table so that most of its cells lie on equal true ones."""
    places: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    for top, bottom, left, right, text in truth:
        places.setdefault((squeezed(text), bottom - top, right - left), []).append((top, left))
    votes = Counter(
        (top - c.top, left - c.left)
        for c in table
        if squeezed(c.text)
        for top, left in places.get((squeezed(c.text), c.bottom - c.top, c.right - c.left), ())
    )
    # Equal votes: the smallest move, so that the answer does not hang on the order of the cells.
    return min(votes, key=lambda v: (-votes[v], abs(v[0]) + abs(v[1]), v), default=(0, 0))


def _exact(table: Table, truth: Table) -> int:
    """Count the true cells, not blank, that the found table has at the same place, once it is moved as a whole."""
    down, across = shift(table, truth)
    places = {(c.top + down, c.bottom + down, c.left + across, c.right + across): squeezed(c.text) for c in table}
    return sum(bool(words := squeezed(c.text)) and places.get(tuple(c[:4])) == words for c in truth)


def accented(words: Iterable[str], wanted: Iterable[str]) -> tuple[int, int]:
    """Return how many of the wanted words with á é í ó ú ñ were found, each as often as it stands, and how many are."""
    truth = Counter(w for w in wanted if ACCENTED.search(w))
    return (truth & Counter(words)).total(), truth.total()


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without punctuation."""
    return re.findall(r"[^\W\d_]+", text.lower())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
