"""Text set in columns side by side, as newspapers and leaflets have it, told from text that is read across the page.

Precision comes first: keys with their values, lists and signatures stand side by side too, but are read across. Only
sentences that wrap from line to line on both sides of the white space between them are columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Word
from amc_docs.readers.pdf.lines import rows_of_words
from amc_docs.readers.pdf.mesh import clusters

Row = list[Word]
GUTTER = 0.9
"""Font sizes of white space between two columns, at least."""
SAME_START = 3.0
"""Points within which the lines of a column begin."""
MIN_LINES = 4
MIN_WIDTH = 90.0
"""Points; no sentence wraps in a narrower column."""
APART = 2.6
"""Font sizes from base line to base line from which lines at the end of a column belong to something else."""
FILLED, WRAPPED = 0.5, 0.3
"""Shares of a column's lines that reach far to the right, and that begin in the midst of a sentence."""
WIDE = 0.7
"""Share of the column's width that a line fills which reaches far to the right."""
MAX_STARTS = 12
"""Places that are tried as the left margin of a column; no page has so many columns."""

MAX_BANDS = 20
"""Stretches of columns on one page; more are no text to read."""


@dataclass(frozen=True, slots=True)
class Band:
    """Words set in columns, left to right."""

    columns: tuple[tuple[Word, ...], ...]

    @property
    def top(self) -> float:
        """Where the first line begins."""
        return min(w.top for column in self.columns for w in column)

    @property
    def bottom(self) -> float:
        """Where the last line ends."""
        return max(w.bottom for column in self.columns for w in column)

    def sides(self) -> list[tuple[float, float]]:
        """Return the left and right end of each column."""
        return [(min(w.left for w in column), max(w.right for w in column)) for column in self.columns]

    def place(self, box: Box) -> int | None:
        """Return the number of the column in which a box stands, None where it stands in none."""
        if not self.top - 1 <= (box.top + box.bottom) / 2 <= self.bottom + 1:
            return None
        sides = self.sides()
        ends = [*(left for left, _ in sides[1:]), 1e9]
        return next((i for i, end in enumerate(ends) if box.right < end), None) if box.left >= sides[0][0] - 9 else None


def bands(words: Sequence[Word], obstacles: Sequence[Box]) -> list[Band]:
    """Return the stretches of a page that are set in columns; `obstacles` (tables, pictures) may end one."""
    found: list[Band] = []
    rows = rows_of_words([w for w in words if not w.turn])
    while len(found) < MAX_BANDS and (band := _best(rows, obstacles)) is not None:
        found.append(_parted(band))
        taken = {id(w) for column in band.columns for w in column}
        rows = [kept for row in rows if (kept := [w for w in row if id(w) not in taken])]
    return found


def _parted(band: Band) -> Band:
    """Return the band with the columns that stand within one of its columns."""
    columns: list[tuple[Word, ...]] = []
    for column in band.columns:
        inner = bands(column, ())
        is_whole = len(inner) == 1 and sum(map(len, inner[0].columns)) >= 0.9 * len(column)
        columns += inner[0].columns if is_whole else [column]
    if sum(map(len, columns)) < sum(map(len, band.columns)):
        return band
    return Band(tuple(columns))


def _best(rows: list[Row], obstacles: Sequence[Box]) -> Band | None:
    """Return the first stretch of rows that some left margin in the midst of the page parts into columns."""
    for start in _starts(rows):
        for run in _runs(rows, start, obstacles):
            left = [w for row in run for w in row if w.left < start - SAME_START]
            right = [w for row in run for w in row if w.left >= start - SAME_START]
            if _is_prose(left) and _is_prose(right):
                return Band((tuple(left), tuple(right)))
    return None


def _starts(rows: list[Row]) -> list[float]:
    """Return where lines begin in the midst of the page, the most common first."""
    if len(rows) < MIN_LINES:
        return []
    margin = min(row[0].left for row in rows) + MIN_WIDTH
    firsts = [
        word.left
        for row in rows
        for before, word in zip([None, *row], row, strict=False)
        if word.left > margin and (before is None or word.left - before.right >= GUTTER * word.size)
    ]
    groups = [g for g in clusters(firsts, float, SAME_START) if len(g) >= MIN_LINES]
    return [min(g) for g in sorted(groups, key=len, reverse=True)[:MAX_STARTS]]


def _runs(rows: list[Row], start: float, obstacles: Sequence[Box]) -> list[list[Row]]:
    """Return the rows in stretches that leave the white space before `start` free."""
    runs: list[list[Row]] = [[]]
    for row in rows:
        is_across = any(w.left < start - SAME_START and w.right > start - GUTTER * w.size for w in row)
        if is_across or (runs[-1] and _is_parted(runs[-1][-1], row, start, obstacles)):
            runs.append([])
        if not is_across:
            runs[-1].append(row)
    trimmed = [_trimmed(run, start) for run in runs if len(run) >= MIN_LINES]
    return [run for run in trimmed if len(run) >= MIN_LINES]


def _is_parted(above: Row, below: Row, start: float, obstacles: Sequence[Box]) -> bool:
    """Tell whether a table or picture that reaches over the white space stands between two rows."""
    top, bottom = above[0].top, below[0].bottom
    return any(o.left < start - 1 < start + 1 < o.right and top < (o.top + o.bottom) / 2 < bottom for o in obstacles)


def _trimmed(run: list[Row], start: float) -> list[Row]:
    """Return the stretch without the rows at its ends that no column goes on into: headers, footers, titles."""
    while len(run) > 1 and not _follows(run[-1], run[:-1], start):
        run = run[:-1]
    while len(run) > 1 and not _follows(run[0], run[1:][::-1], start):
        run = run[1:]
    return run


def _follows(row: Row, others: Sequence[Row], start: float) -> bool:
    """Tell whether each side of a row stands close to the nearest line of its column."""
    for is_right in {w.left >= start - SAME_START for w in row}:
        near = next((r for r in reversed(others) if any((w.left >= start - SAME_START) == is_right for w in r)), None)
        if near is None:
            return False
        size = max(row[0].size, near[0].size)
        if abs(row[0].bottom - near[0].bottom) > APART * size:
            return False
    return True


def _is_prose(words: list[Word]) -> bool:
    """Tell whether words stand in lines that fill their column and wrap in the midst of sentences."""
    if not words:
        return False
    lines = rows_of_words(words)
    left, right = min(w.left for w in words), max(w.right for w in words)
    if len(lines) < MIN_LINES or right - left < MIN_WIDTH:
        return False
    filled = sum(line[-1].right - line[0].left >= WIDE * (right - left) for line in lines)
    wrapped = sum(line[0].text[0].islower() for line in lines)
    return filled >= FILLED * len(lines) and wrapped >= WRAPPED * len(lines) and len(words) >= 3 * len(lines)
