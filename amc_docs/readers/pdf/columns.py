"""Columns seen in the white space between words."""

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
SIGNS = frozenset({"S/", "S/.", "$", "US$", "C$", "€", "£", "¥"})
"""Signs of currencies: one belongs to the number after it, however far it stands."""
MIN_LEADER = 4
"""Dots in a row that lead from a label to its value."""
LEADER_END = 3.5
"""Font sizes by which the values in a column may differ in length."""
LEADER = re.compile(r"[.…·]{4,}")
DECIMAL = re.compile(r"[-–+(]?\d+[.,]\d+\s?[%)]*$")
SENTENCE, APART = 0.45, 0.3
"""Font sizes of white space between two words of a sentence at most, and between two values that are none."""
WIDE, NARROW = 0.42, 0.1
"""Font sizes of white space that part two columns: by themselves, and where the line keeps to the columns."""
PHRASE = 0.34
"""The same between two words without figures, which may be a title of several words."""


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


def is_sign(text: str) -> bool:
    """Tell whether a word is the sign of a currency alone."""
    return text in SIGNS


def is_leader(text: str) -> bool:
    """Tell whether a word is the dots between a label and its value: they count as white space."""
    return len(text) >= MIN_LEADER and not text.strip(".…·")


def without_leaders(words: Sequence[Word]) -> Words:
    """Return the words, those that dots hold together cut: a label, its dots, a value."""
    found: Words = []
    for word in words:
        match = LEADER.search(word.text) if word.text.count(".") + word.text.count("…") >= 2 else None
        found += _pieces(word, match.span()) if match and len(word.edges) > len(word.text) else [word]
    return found


def _pieces(word: Word, span: tuple[int, int]) -> Words:
    ends = sorted({0, *span, len(word.text)})
    return [
        word._replace(
            text=word.text[a:b],
            left=word.edges[a],
            right=word.edges[b],
            edges=word.edges[a : b + 1],
            joins=word.joins if a == 0 else True,
        )
        for a, b in pairwise(ends)
    ]


def _stretches(line: Words) -> list[tuple[float, float]]:
    """Return where a line is covered; the space between two words of a sentence counts as covered."""
    found: list[list[float]] = []
    before = ""
    for word in line:
        if is_leader(word.text):
            # Dots run up to the value, and farther before a short one.
            end = word.right - LEADER_END * word.size
            if found and found[-1][1] < end:
                found[-1][1] = end
            continue
        space = APART if before and DECIMAL.match(before) and DECIMAL.match(word.text) else SENTENCE
        if found and (is_sign(before) or word.left - found[-1][1] < space * word.size):
            found[-1][1] = max(found[-1][1], word.right)
        else:
            found.append([word.left, word.right])
        before = word.text
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
    texts = [w for w in line if not is_leader(w.text)]
    keeps = not any(w.left < left + 1 and w.right > right - 1 for w in texts for left, right in gaps)
    groups = _cut(line, gaps, WIDE)
    if keeps and len(groups) > 1:
        groups = _cut(line, gaps, NARROW)
    return [_part(group, gaps) for group in groups]


def _cut(line: Words, gaps: Sequence[Gap], narrowest: float) -> list[Words]:
    groups: list[Words] = [[line[0]]]
    before = line[0]
    for word in line[1:]:
        if is_leader(word.text):
            groups[-1].append(word)
            continue
        is_between = any(before.right - 1.5 <= right and left <= word.left + 1.5 for left, right in gaps)
        space = max(narrowest, PHRASE) if _is_phrase(before.text, word.text) else narrowest
        if is_between and word.left - before.right > space * word.size and not is_sign(before.text):
            groups.append([word])
        else:
            groups[-1].append(word)
        before = word
    return groups


def _is_phrase(before: str, word: str) -> bool:
    """Tell whether two words may be parts of one title."""
    return word.isalpha() and (before.isalpha() or word.islower())


def _part(words: Words, gaps: Sequence[Gap]) -> Part:
    first = sum(1 for left, _ in gaps if left < words[0].left + 1)
    end = next((w for w in reversed(words) if not is_leader(w.text)), words[-1])
    last = sum(1 for _, right in gaps if right < end.right - 1)
    return Part(first, max(first, last), words)
