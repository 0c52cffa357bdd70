"""Lines of a page that form a table without a full grid: its columns, its rows, its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from amc_docs.document import Box
from amc_docs.readers.pdf.columns import VALUE, Gap, Part, Words, corridors, is_sign, parted
from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.heads import joined_rows, spread
from amc_docs.readers.pdf.rows import rows_of

SAME = 6.0
"""Points within which rules, or bands, begin and end alike."""
NARROWEST = 4.0
"""Points of white space that part columns where rules or bands show a table."""
APART = 1.2
"""Font sizes of white space from which words beyond the end of a rule stand in another table or column."""

MANY_VALUES = 3


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines that form a table: its columns, and where rules or bands part its rows."""

    lines: tuple[Words, ...]
    gaps: tuple[Gap, ...]
    """Between columns."""
    cuts: tuple[float, ...] = ()
    bars: tuple[Rule, ...] = ()
    """Rules under single heads."""


def middle(line: Words) -> float:
    """Return the height of a line's middle."""
    return (line[0].top + line[0].bottom) / 2


def between(lines: Sequence[Words], top: float, bottom: float, left: float, right: float) -> list[Words]:
    """Return the lines between two heights, where their words stand within the sides.

    What stands beside them is left out where white space parts it, else the whole line.
    """
    found = []
    for line in lines:
        if top < middle(line) < bottom and (inside := _inside(line, left - SAME, right + SAME)):
            found.append(inside)
    return found


def _inside(line: Words, left: float, right: float) -> Words:
    if line[0].left > left and line[-1].right < right:
        return line
    inside = [i for i, w in enumerate(line) if w.left > left and w.right < right]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    if first and line[first].left - line[first - 1].right < APART * line[first].size:
        return []
    if last + 1 < len(line) and line[last + 1].left - line[last].right < APART * line[last].size:
        return []
    return line[first : last + 1]


def zone_between(
    lines: Sequence[Words], cuts: Sequence[float], left: float, right: float, bars: Sequence[Rule] = ()
) -> Zone | None:
    """Return the table between the first and the last of the cuts."""
    inside = between(lines, cuts[0], cuts[-1], left, right)
    body = _body(inside, cuts)
    if len(body) < 2:
        return None
    gaps = max((corridors(b, NARROWEST, len(b) // 10) for b in (body, of_values(body))), key=len)
    if not gaps or not _is_filled([parted(line, gaps) for line in inside], len(gaps) + 1):
        return None
    return Zone(tuple(inside), tuple(gaps), tuple(cuts[1:-1]), tuple(bars))


def _body(lines: Sequence[Words], cuts: Sequence[float]) -> list[Words]:
    """Return the lines that show the columns: titles across several are left out, the header's as far as possible."""
    several = [line for line in lines if gap_count(line)]
    below = [line for line in several if middle(line) > cuts[1]]
    return below if len(below) >= 3 else several


def of_values(lines: Sequence[Words]) -> list[Words]:
    """Return the lines that list values, where they are many: titles may leave less space between columns."""
    found = [line for line in lines if sum(bool(VALUE.match(w.text)) for w in line) >= MANY_VALUES]
    return found if len(found) >= max(MANY_VALUES, len(lines) / 4) else []


def gap_count(line: Words) -> int:
    """Return how many wide gaps a line has."""
    return sum(b.left - a.right > 0.8 * b.size and not is_sign(a.text) for a, b in pairwise(line))


def _is_filled(lines: Sequence[list[Part]], columns: int) -> bool:
    """Tell whether enough lines have words in several columns."""
    return sum(len(parts) >= max(2, columns // 2) for parts in lines) >= 2


def cells_of(zone: Zone) -> list[tuple[int, int, int, Words]]:
    """Return row, first and last column, and words of each cell that is not empty."""
    lines = spread([parted(line, zone.gaps) for line in zone.lines], zone.gaps, zone.bars)
    found = []
    for number, row in enumerate(_rows(lines, zone.cuts)):
        spans: list[Part] = []
        for part in sorted((p for line in row for p in line), key=lambda p: p.first):
            if spans and part.first <= spans[-1].last:
                last = spans.pop()
                spans.append(Part(last.first, max(last.last, part.last), last.words + part.words))
            else:
                spans.append(part)
        found += [(number, p.first, p.last, p.words) for p in spans]
    return found


def _rows(lines: list[list[Part]], cuts: Sequence[float]) -> list[list[list[Part]]]:
    """Return the rows, none across a rule or the edge of a band."""
    bands: dict[int, list[list[Part]]] = {}
    for line in lines:
        bands.setdefault(sum(1 for c in cuts if c < middle(line[0].words)), []).append(line)
    grouped = [rows_of(band) for band in bands.values()]
    single = sum(len(rows) == 1 for rows in grouped)
    if len(grouped) >= 4 and single > 0.6 * len(grouped):
        # Where each row has its rule or band, no band holds two.
        return [row for rows in grouped for row in (_made_one(rows) if _may_be_one(rows) else rows)]
    return joined_rows(grouped)


def _made_one(rows: Sequence[list[list[Part]]]) -> list[list[list[Part]]]:
    return [[line for row in rows for line in row]]


def _may_be_one(rows: Sequence[list[list[Part]]]) -> bool:
    """Tell whether the lines between two rules may be one row: no column lists several values."""
    values = [p.first for row in rows for line in row for p in line if p.first and VALUE.match(p.text)]
    return len(values) == len(set(values))


def box_of_words(words: Words) -> Box:
    """Return the box round the words."""
    return Box(
        left=min(w.left for w in words),
        top=min(w.top for w in words),
        right=max(w.right for w in words),
        bottom=max(w.bottom for w in words),
    )
