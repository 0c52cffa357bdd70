"""How wide the columns of a table are, and how small its letters, so that it fits between the margins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from amc_docs.forms.markup import CELL_MARGIN

SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
"""Points, the largest that fits first; heads may be smaller than what stands under them."""
_WIDE = re.compile(r"[A-ZÁÉÍÓÚÑMWmw%@–—]")
_NARROW = re.compile(r"[ijltfrI.,;:'|¡!()/-]")
_BREAKS = re.compile(r"[\s\u200b]+|(?<=[/–—-])")
_LONGEST = 14
"""Letters of a word that a column is made wide enough for; a longer one is broken, rather than all made small."""
_FEWER = (12, 10, 8, 7)
"""The same where even the smallest letters leave no room: figures, which are shorter, stay whole."""
_MOST_WORDS = 400
"""Of a cell that are measured."""
_LESS = 2.0
"""Points that heads may be smaller than the rest."""
_FIGURE = 6
"""Letters of a mark, a year or a figure: a column of them is not made wider than they need."""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in the cells of a column, without those that cover several."""

    heads: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    def least(self, size: float, head_size: float, most: int = _LONGEST) -> float:
        """Return the width, in twips, at which no word of it of so many letters is broken."""
        longest = max(_longest(self.body, most) * size, _longest(self.heads, most) * head_size * _BOLD)
        return longest * 20 + 2 * CELL_MARGIN + 20

    @property
    def more(self) -> int:
        """How much its longest text has beyond a mark or a figure."""
        return max(0, max((len(text) for text in (*self.heads, *self.body)), default=0) - _FIGURE)


@dataclass(frozen=True, slots=True)
class Measures:
    """How a table is set."""

    widths: tuple[int, ...]
    """Twips of each column."""
    size: float
    """Points of the letters."""
    head_size: float

    def hold(self, columns: Sequence[Column]) -> bool:
        """Return whether no ordinary word of other columns would be broken."""
        return len(columns) == len(self.widths) and all(
            column.least(self.size, self.head_size) <= width for column, width in zip(columns, self.widths, strict=True)
        )


def fitted(columns: Sequence[Column], room: int, size: float = 0.0) -> Measures:
    """Return how columns fill a room of so many twips.

    The letters are as large as `size` says, in points, or else the largest with which no word is broken, heads smaller
    before the rest is; the smallest of all where there is none.
    """
    wanted = (size,) if size else SIZES
    pairs = [(points, head) for points, head in product(wanted, SIZES) if points - _LESS <= head <= points] or [
        (size, size)
    ]
    found = next(((p, h) for p, h in pairs if sum(c.least(p, h) for c in columns) <= room), pairs[-1])
    letters = (_LONGEST, *_FEWER)
    most = next((n for n in letters if sum(c.least(*found, n) for c in columns) <= room), letters[-1])
    least = [column.least(*found, most) for column in columns]
    spare = room - sum(least)
    if spare < 0:
        return Measures(_whole([room * width / sum(least) for width in least], room), *found)
    # What there is more goes where there is more to say; by the square root, so that one long text does not take all.
    wishes = [column.more**0.5 for column in columns]
    wishes = wishes if sum(wishes) else [1.0] * len(columns)
    shares = [spare * wish / sum(wishes) for wish in wishes]
    return Measures(_whole([width + share for width, share in zip(least, shares, strict=True)], room), *found)


_BOLD = 1.08
"""Bold letters are wider."""
_SPACE, _LINE = 0.3, 1.18
"""Width of a space and height of a line, in ems."""


def upright_height(text: str, size: float) -> int:
    """Return the twips that a row needs for a bold text on its side, so that it stands there whole on one line."""
    return round(_length(text) * size * _BOLD * 20) + 2 * CELL_MARGIN


def merged_height(text: str, width: int, size: float) -> int:
    """Return the twips that a bold text needs in a cell so wide, rather more than less."""
    room = max(1.0, (width - 2 * CELL_MARGIN) / (size * 20 * _BOLD))
    lines, used = 1, 0.0
    for word in _BREAKS.split(text.strip()):
        long = _length(word)
        if used and used + _SPACE + long > room:
            lines, used = lines + 1, 0.0
        used += long + (_SPACE if used else 0.0)
        lines, used = lines + int(used / room), used % room
    return round(lines * size * _LINE * 20) + 20


def _longest(texts: Sequence[str], most: int) -> float:
    """Return about how long the longest word is, of so many letters at most, in ems of a sans serif."""
    return max((_length(word[:most]) for text in texts for word in _BREAKS.split(text)[:_MOST_WORDS]), default=0.0)


def _length(shown: str) -> float:
    wide, narrow = len(_WIDE.findall(shown)), len(_NARROW.findall(shown))
    return 0.72 * wide + 0.33 * narrow + 0.565 * (len(shown) - wide - narrow)


def _whole(widths: Sequence[float], room: int) -> tuple[int, ...]:
    """Return the widths as whole numbers of the same sum."""
    edges = [round(sum(widths[:place])) for place in range(len(widths))] + [room]
    return tuple(right - left for left, right in pairwise(edges))
