"""Columns seen in the white space between words, and lines of such columns grouped into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from amc_docs.readers.pdf.content import Word

Words = list[Word]
Gap = tuple[float, float]
"""Where white space between two columns begins and ends."""
VALUE = re.compile(r"[-–—+±(]?\s*(S/\.?|US\$|\$|€)?\s*\d[\d.,'\s/%:()*-]*$|[-–—.…*]+$|n\.?\s?[ad]\.?$", re.IGNORECASE)
"""A number, date, percentage or dash: it never goes on in the next line."""
WIDE, NARROW = 0.42, 0.1
"""Font sizes of white space that part two columns: by themselves, and where the line keeps to the columns."""
STEP = 1.5
"""Line heights from which white space between two lines parts rows."""


class Part(NamedTuple):
    """Words of one line that stand in one column, or across several."""

    first: int
    last: int
    words: Words

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)


def corridors(lines: Sequence[Words], narrowest: float, tolerance: int = 0) -> list[Gap]:
    """Return the vertical strips, at least `narrowest` points wide, that at most `tolerance` lines cross."""
    events: list[tuple[float, int]] = []
    for line in lines:
        for left, right in _stretches(line):
            events += [(left, 1), (right, -1)]
    found: list[Gap] = []
    depth, since = 0, None
    for at, change in sorted(events):
        if since is not None and depth <= tolerance and change > 0 and at - since >= narrowest:
            if found and found[-1][0] == since:
                # A line that may cross began first: the strip ends where more lines than that begin.
                found.pop()
            found.append((since, at))
        depth += change
        if depth <= tolerance and change < 0:
            since = at
        elif depth > tolerance:
            since = None
    return found


def _stretches(line: Words) -> list[tuple[float, float]]:
    """Return where a line is covered; the space between two words of a sentence counts as covered."""
    found: list[list[float]] = []
    for word in line:
        if found and word.left - found[-1][1] < 0.45 * word.size:
            found[-1][1] = max(found[-1][1], word.right)
        else:
            found.append([word.left, word.right])
    return [(left, right) for left, right in found]


def covered(before: Sequence[Gap], line: Words) -> list[Gap]:
    """Return where the lines so far and this one are covered, left to right."""
    found: list[Gap] = []
    for left, right in sorted([*before, *_stretches(line)]):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def gaps_in(cover: Sequence[Gap], narrowest: float) -> list[Gap]:
    """Return the gaps, at least `narrowest` points wide, in what is covered."""
    return [(a[1], b[0]) for a, b in pairwise(cover) if b[0] - a[1] >= narrowest]


def parted(line: Words, gaps: Sequence[Gap]) -> list[Part]:
    """Return a line cut where its white space falls into the gaps between columns.

    A narrow space counts only where the whole line keeps to the columns: a title across them has words in the gaps.
    """
    keeps = not any(w.left < left + 1 and w.right > right - 1 for w in line for left, right in gaps)
    groups = _cut(line, gaps, WIDE)
    if keeps and len(groups) > 1:
        groups = _cut(line, gaps, NARROW)
    return [_part(group, gaps) for group in groups]


def _cut(line: Words, gaps: Sequence[Gap], narrowest: float) -> list[Words]:
    groups: list[Words] = [[line[0]]]
    for before, word in pairwise(line):
        is_between = any(before.right - 1.5 <= right and left <= word.left + 1.5 for left, right in gaps)
        if is_between and word.left - before.right > narrowest * word.size:
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _part(words: Words, gaps: Sequence[Gap]) -> Part:
    first = sum(1 for left, _ in gaps if left < words[0].left + 1)
    last = sum(1 for _, right in gaps if right < words[-1].right - 1)
    return Part(first, max(first, last), words)


def rows_of(lines: Sequence[list[Part]]) -> list[list[list[Part]]]:
    """Return the lines grouped into rows: a wrapped line belongs to the row above it."""
    ends = _ends(lines)
    rows: list[list[list[Part]]] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line, ends):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _ends(lines: Sequence[list[Part]]) -> dict[int, float]:
    """Return for each column how far to the right its words reach."""
    ends: dict[int, float] = {}
    for line in lines:
        for part in line:
            if part.first == part.last:
                ends[part.first] = max(ends.get(part.first, 0.0), part.words[-1].right)
    return ends


def _goes_on(row: list[list[Part]], line: list[Part], ends: dict[int, float]) -> bool:
    before, first = row[-1][0].words[0], line[0].words[0]
    if first.bottom - before.bottom > STEP * max(first.size, before.size) + 1:
        return False
    above = {p.first: p for earlier in row for p in earlier}
    return all(part.first in above and _wraps(above[part.first], part, ends) for part in line)


def _wraps(above: Part, part: Part, ends: dict[int, float]) -> bool:
    """Tell whether the part may be the rest of what stands above it in its column."""
    if VALUE.match(part.text) or (above.first, above.last) != (part.first, part.last):
        return False
    end = above.words[-1]
    if part.words[0].is_bold != end.is_bold:
        return False
    if part.text[:1].islower():
        return True
    first = part.words[0]
    return end.right + 0.2 * first.size + (first.right - first.left) > ends.get(part.first, 0.0) - 1
