"""Between which margins the lines of a page or cell run."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amc_docs.document import Box
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.mesh import clusters

SAME_END = 3.0
"""Points within which lines end at one margin."""
JUSTIFIED = 0.75
"""Points within which justified lines end; words of other text end within a letter of each other."""
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


class Margins:
    """The extent of each page's text outside tables: pages of one width share it."""

    def __init__(self) -> None:
        # Two bare numbers for each line: a long document has tens of thousands.
        self._ends: dict[int, tuple[array[float], array[float]]] = defaultdict(lambda: (array("d"), array("d")))
        self._widths: dict[int, int] = {}

    def look(self, page: PageLayout) -> None:
        """Take note of a page."""
        width = self._widths[page.number] = round(page.width)
        lefts, rights = self._ends[width]
        own = [i for i in page.items if isinstance(i, Line) and not i.turn and not i.column]
        lefts.extend(line.left for line in own)
        rights.extend(line.right for line in own)

    def of_pages(self) -> dict[int, Extent]:
        """Return the extent of each page looked at, by its number."""
        extents = {width: _extent(*ends, _right(*ends, width)) for width, ends in self._ends.items()}
        return {number: extents[width] for number, width in self._widths.items()}


def of_line(line: Line, margins: Mapping[int, Extent]) -> Extent:
    """Return the extent of a line: its column's, or else its page's."""
    return Extent(*line.column) if line.column else margins[line.page]


def of_cell(lines: Sequence[Line], box: Box) -> Extent:
    """Return the extent of the lines in a cell."""
    upright = [line for line in lines if not line.turn]
    lefts, rights = [line.left for line in upright], [line.right for line in upright]
    gap = min(lefts, default=box.left) - box.left
    farthest = max(rights, default=box.left)
    # Lines that come near the border show where lines end; short ones tell nothing.
    right = farthest if farthest > box.right - 3 * PADDING else box.right - min(max(gap, 2.0), PADDING)
    # An item that comes twice in a list ends at the same places by itself.
    own = {line.text: line for line in upright}.values()
    return _extent([line.left for line in own], [line.right for line in own], right)


def _extent(lefts: Sequence[float], rights: Sequence[float], right: float) -> Extent:
    at_margin = sum(abs(end - right) <= JUSTIFIED for end in rights)
    is_justified = len(rights) >= 6 and at_margin >= max(MOST_BY_CHANCE, 0.5 * len(rights))
    return Extent(min(lefts, default=0.0), right, is_justified)


def _right(lefts: Sequence[float], rights: Sequence[float], width: float) -> float:
    """Return the farthest place where several lines end (a lone line may reach over the margin)."""
    groups = clusters(rights, float, SAME_END)
    common = max((group[-1] for group in groups if len(group) >= 3), default=None)
    if common is not None and sum(end > common + SAME_END for end in rights) < MOST_OVER:
        return common
    farthest = max(rights, default=0.0)
    if farthest > LONG * width:
        return farthest
    # A few short lines tell nothing: margins are mostly equal on both sides.
    return width - min(lefts, default=0.0)
