"""The items of a cell that lists several things, under bullets, numbers or a line each."""

from __future__ import annotations

import re

from amc_docs.document import Cell, Paragraph
from amc_docs.wording import squeeze

_BULLET = re.compile(r"^\s*[-–—•●▪·*✓>]\s+|^\s*[-–—•●▪·✓>](?=\w)")
_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]-?\s+(?=\S)")
_EMPTY = " \t\n-–—_.…·/:•●▪*"
_GOES_ON = re.compile(r"^(?:[a-záéíóúñ(]|\d{4}\b)")
"""How a line begins that goes on with the one above."""
_UNFINISHED = re.compile(r"(?:[:/,]|\s[-–]|\b(?:de|del|la|las|los|el|y|o|e|a|al|en|con|para|por|que))$", re.I)
"""How a line ends that goes on in the one below."""


def items(cell: Cell) -> tuple[str, ...]:
    """Return the items, without bullet or number; none where the cell is blank or has only dashes.

    A line without a bullet goes on with the item above it where it begins in lower case, or where that one is not
    finished.
    """
    found: list[str] = []
    for block in cell.blocks:
        if not isinstance(block, Paragraph):
            continue
        for place, line in enumerate(block.text.split("\n")):
            bare, opens = _without_mark(line, has_label=bool(block.label) and place == 0)
            if not bare.strip(_EMPTY):
                continue
            if found and not opens and (_GOES_ON.match(bare) or _UNFINISHED.search(found[-1])):
                found[-1] = f"{found[-1]} {bare}"
            else:
                found.append(bare)
    return tuple(found)


def _without_mark(line: str, *, has_label: bool) -> tuple[str, bool]:
    """Return a line without its bullet or number, and whether it had one."""
    for mark in (_BULLET, _NUMBER):
        if match := mark.match(line):
            return squeeze(line[match.end() :]), True
    return squeeze(line), has_label
