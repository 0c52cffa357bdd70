"""Words, numbers and codes that a narrow cell breaks, made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from amc_docs.readers.pdf.extents import Extent, of_line
from amc_docs.readers.pdf.lines import Line

PART = re.compile(r"[\d.,]+")
DECIMAL = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)\.\d+|\d{1,3}(,\d{3})+")
"""A number that shows by its marks that it is one."""
CODE = re.compile(r"\d(\.\d{1,2}){4,}")
"""A code of many groups, as those of a budget."""
_SIGNS = ".,;:()[]«»\"“”'¿?¡!/-–—"
_MOST_BREAKS = 5
"""Breaks of one word at most: a column so narrow that it breaks one more often holds no words."""


def plain_words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters, without the signs around them."""
    return (word for raw in text.split() if (word := raw.strip(_SIGNS).lower()).isalpha())


def broken_at(group: Sequence[Line], known: frozenset[str]) -> frozenset[int]:
    """Return the lines that begin with the rest of a word broken at the end of the line before, by their place.

    A word may be broken more than once: the lines between its first part and its last one hold nothing else.
    """
    found: set[int] = set()
    for place in range(1, len(group)):
        if place in found:
            continue
        parts = [group[place - 1].text.rsplit(maxsplit=1)[-1].lstrip(_SIGNS)]
        for last in range(place, min(place + _MOST_BREAKS, len(group))):
            words = group[last].text.split(maxsplit=1)
            parts.append(words[0].rstrip(_SIGNS))
            if _is_one_word(parts, known):
                found.update(range(place, last + 1))
                break
            if len(words) > 1 or parts[-1] != words[0]:
                break
    return frozenset(found)


def _is_one_word(parts: Sequence[str], known: frozenset[str]) -> bool:
    whole = "".join(parts)
    goes_on = all(part[:1].islower() for part in parts[1:]) or whole.isupper()
    each = all(part.lower() in known for part in parts)
    return all(parts) and goes_on and whole.isalpha() and whole.lower() in known and not each


def is_one_number(text: str, before: Line, line: Line, margins: Mapping[int, Extent]) -> bool:
    """Tell whether a cell was too narrow for its number: the line is full, and only both parts make one, or a code."""
    rest = line.text.split(maxsplit=1)[0]
    is_number = DECIMAL.fullmatch(text + rest) or CODE.fullmatch(text + rest)
    if not (PART.fullmatch(text) and PART.fullmatch(rest) and is_number):
        return False
    return _fills(before, line, margins)


def _fills(before: Line, line: Line, margins: Mapping[int, Extent]) -> bool:
    """Tell whether a part of a number takes all the room of its cell, and so at least that of the next part."""
    slack = 0.5 * before.size
    is_wide = before.right - before.left + slack > line.right - line.left
    return is_wide and before.right + slack > of_line(before, margins).right


def is_number_in_parts(group: list[Line], margins: Mapping[int, Extent]) -> bool:
    """Tell whether all lines of a cell are parts of one number, which only the last of them ends."""
    if not DECIMAL.fullmatch("".join(line.text for line in group)):
        return False
    return all(_fills(before, line, margins) for before, line in pairwise(group))
