"""What repeats at the head and at the foot of the pages, told from what stands there once."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from amc_docs.readers.pdf.items import Figure, Grid, Item, PageLayout, box_of
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.parts import text_of
from amc_docs.wording import fold

NUMERAL = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
HEAD_ZONE, FOOT_ZONE = 0.25, 0.82
"""Shares of the page's height that headers end above and footers begin below."""
SAME_PLACE = 6.0
"""Points by which a repeated line may wander."""
SHARE = 0.4
"""Share of the pages that a line must repeat on (left and right pages may differ)."""
RUN = 3
"""Pages in a row that it may repeat on instead (a section's own header)."""
FEW = 3
"""Pages up to which a document can repeat nothing more than twice."""
PLAIN = 20
"""Characters from which a text that repeats unchanged on two pages in a row is no chance."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The texts that repeat at one edge of the pages."""

    is_head: bool
    _places: Mapping[int, Mapping[float, bool]]
    """Hash of the key of a text → distance from the page's edge at which it is repeated → it is more than twice."""

    def again(self, item: Item, page: PageLayout) -> list[bool]:
        """Return, for each place where an item's text repeats and it stands, whether it does more than twice."""
        text = said(item)
        key, place = _key(item, text, fold(text)), _place(item, page, self.is_head)
        places = self._places.get(hash(key)) or self._as_two_lines(key)
        return [sure for p, sure in places.items() if abs(place - p) <= SAME_PLACE]

    def _as_two_lines(self, key: str) -> Mapping[float, bool]:
        """Return the places of a text that stands on one line here, where the page lies on its side, else on two."""
        ends = (at for at, sign in enumerate(key) if sign == " ")
        found = (self._places.get(hash(key[:end])) for end in ends if hash(key[end + 1 :]) in self._places)
        return next(filter(None, found), {})


class Edges:
    """What stands near the head and the foot of each page, as far as it takes to tell what repeats there.

    A few bytes for each line: a long document has tens of thousands there, and hardly any of them repeats.
    """

    def __init__(self, pages: Iterable[PageLayout] = ()) -> None:
        self._sides = _Side(True), _Side(False)
        self._page_count = 0
        for page in pages:
            self.look(page)

    def look(self, page: PageLayout) -> None:
        """Take note of a page."""
        self._page_count += 1
        for item in page.items:
            for side in self._sides:
                side.look(item, page)

    def repeated(self) -> tuple[Repeated, Repeated]:
        """Return what repeats on enough pages: at their head, and at their foot."""
        heads, feet = (Repeated(side.is_head, side.repeated(self._page_count)) for side in self._sides)
        return heads, feet


class _Side:
    """The lines near one edge of the pages, each by its number: the order in which they came."""

    def __init__(self, is_head: bool) -> None:
        self.is_head = is_head
        self._keys = array("q")
        """Hash of what is the same on each page."""
        self._long = bytearray()
        """Whether that has at least `PLAIN` characters."""
        self._folded = array("q")
        """Hash of the text, folded."""
        self._places = array("d")
        """Distance from the page's edge."""
        self._pages = array("l")
        self._numerals: dict[int, tuple[str, ...]] = {}

    def look(self, item: Item, page: PageLayout) -> None:
        """Take note of an item that stands near the edge."""
        if not in_zone(item, page, self.is_head):
            return
        text = said(item)
        # Not remembered: nearly all of these lines are asked for once.
        folded = fold.__wrapped__(text)
        key = _key(item, text, folded)
        if numerals := NUMERAL.findall(text):
            self._numerals[len(self._keys)] = tuple(numerals)
        self._keys.append(hash(key))
        self._long.append(len(key) >= PLAIN)
        self._folded.append(hash(folded))
        self._places.append(_place(item, page, self.is_head))
        self._pages.append(page.number)

    def repeated(self, page_count: int) -> dict[int, dict[float, bool]]:
        """Return the places of each text that stands on enough pages, by the hash of its key."""
        found: dict[int, dict[float, bool]] = {}
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        for key, run in groupby(order, key=self._keys.__getitem__):
            lines = list(run)
            if len(lines) > 1 and (places := self._again(lines, page_count)):
                found[key] = places
        return found

    def _again(self, lines: Sequence[int], page_count: int) -> dict[float, bool]:
        """Return the places at which lines with one key stand on enough pages, and whether on more than two."""
        found: dict[float, bool] = {}
        for place in {round(self._places[n]) for n in lines}:
            near = [n for n in lines if abs(self._places[n] - place) <= SAME_PLACE]
            is_same = len({self._folded[n] for n in near}) == 1
            run = 2 if self._long[lines[0]] and is_same else RUN
            numbers = sorted({self._pages[n] for n in near})
            if _is_enough(numbers, page_count, run) and (is_same or self._counts_pages(near)):
                found[place] = len(numbers) > 2 or page_count <= FEW
        return found

    def _counts_pages(self, lines: Sequence[int]) -> bool:
        """Tell whether the texts differ only by a number that grows with the page's."""
        steps = [[_value(n) - self._pages[line] for n in self._numerals.get(line, ())] for line in lines]
        return any(Counter(places).most_common(1)[0][1] >= 0.7 * len(lines) for places in zip(*steps, strict=False))


def said(item: Item) -> str:
    """Return the words of an item."""
    if isinstance(item, Line):
        return item.text
    return " ".join(filter(None, map(text_of, item.cells))) if isinstance(item, Grid) else ""


def in_zone(item: Item, page: PageLayout, is_head: bool) -> bool:
    """Tell whether an item stands where headers do, or footers."""
    box = box_of(item)
    return box.bottom < HEAD_ZONE * page.height if is_head else box.top > FOOT_ZONE * page.height


def _key(item: Item, text: str, folded: str) -> str:
    """Return what is the same on each page: digits vary."""
    if isinstance(item, Figure):
        return f"<{item.box.right - item.box.left:.0f}>"
    # Dashes and quotation marks vary from section to section.
    return NUMERAL.sub("#", folded or text)


def _place(item: Item, page: PageLayout, is_head: bool) -> float:
    """Return the distance from the page's edge: pages of different height share their margins."""
    box = box_of(item)
    return box.top if is_head else page.height - box.bottom


def _value(numeral: str) -> int:
    """Return the value of a number in digits or Roman letters."""
    if numeral.isdigit():
        return int(numeral)
    values = [ROMAN[c] for c in numeral.lower()]
    return sum(-v if after > v else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _is_enough(numbers: list[int], total: int, run: int) -> bool:
    if len(numbers) >= max(2, SHARE * total):
        return True
    return any(numbers[i + run - 1] - numbers[i] == run - 1 for i in range(len(numbers) - run + 1))
