"""Between which margins the lines of a page or cell run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from amc_docs.document import Box
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.mesh import clusters

SAME_END = 3.0
"""Points within which lines end at one margin."""
LONG = 0.7
"""Share of the page's width from which a line reaches near the margin."""
MOST_OVER = 3
"""Lines that may reach over the margin; where more do, those that end together are short by chance."""
MOST_BY_CHANCE = 4
"""Lines that end together in justified text, at least: of six in a narrow cell, three may do so by chance."""
PADDING = 8.0
"""Points that a cell's text keeps from its border at most."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Margins of a stretch of text."""

    left: float
    right: float
    is_justified: bool = False
    """Most lines end at the right margin exactly."""


class Ends(NamedTuple):
    """Where a line begins and ends."""

    left: float
    right: float


class Margins:
    """The extent of each page's text outside tables: pages of one width share it."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Ends]] = defaultdict(list)
        self._widths: dict[int, int] = {}

    def look(self, page: PageLayout) -> None:
        """Take note of a page."""
        own = [i for i in page.items if isinstance(i, Line) and not i.turn and not i.column]
        self._widths[page.number] = round(page.width)
        self._lines[round(page.width)] += [Ends(line.left, line.right) for line in own]

    def of_pages(self) -> dict[int, Extent]:
        """Return the extent of each page looked at, by its number."""
        extents = {width: _extent(found, _right(found, width)) for width, found in self._lines.items()}
        return {number: extents[width] for number, width in self._widths.items()}


def of_line(line: Line, margins: Mapping[int, Extent]) -> Extent:
    """Return the extent of a line: its column's, or else its page's."""
    return Extent(*line.column) if line.column else margins[line.page]


def of_cell(lines: Sequence[Line], box: Box) -> Extent:
    """Return the extent of the lines in a cell."""
    upright = [line for line in lines if not line.turn]
    gap = min((line.left for line in upright), default=box.left) - box.left
    farthest = max((line.right for line in upright), default=box.left)
    # Lines that come near the border show where lines end; short ones tell nothing.
    right = farthest if farthest > box.right - 3 * PADDING else box.right - min(max(gap, 2.0), PADDING)
    return _extent(upright, right)


def _extent(lines: Sequence[Line | Ends], right: float) -> Extent:
    left = min((line.left for line in lines), default=0.0)
    at_margin = sum(abs(line.right - right) <= SAME_END / 2 for line in lines)
    return Extent(left, right, len(lines) >= 6 and at_margin >= max(MOST_BY_CHANCE, 0.5 * len(lines)))


def _right(lines: Sequence[Ends], width: float) -> float:
    """Return the farthest place where several lines end (a lone line may reach over the margin)."""
    groups = clusters([line.right for line in lines], float, SAME_END)
    common = [max(group) for group in groups if len(group) >= 3]
    if common and sum(line.right > max(common) + SAME_END for line in lines) < MOST_OVER:
        return max(common)
    farthest = max((line.right for line in lines), default=0.0)
    if farthest > LONG * width:
        return farthest
    # A few short lines tell nothing: margins are mostly equal on both sides.
    return width - min((line.left for line in lines), default=0.0)
