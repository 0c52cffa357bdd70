"""Running headers and footers, stamps of digital signatures and footnotes told from the body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from amc_docs.document import Furniture, Location
from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.items import Figure, Grid, Item, PageLayout, box_of
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.parts import text_of
from amc_docs.wording import fold

NUMERAL = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
HEAD_ZONE, FOOT_ZONE = 0.25, 0.82
"""Shares of the page's height that headers end above and footers begin below."""
NOTE_ZONE = 0.5
NEAR_LEFT = 12.0
"""Points by which a footnote may be set in from its rule."""
SAME_PLACE = 6.0
"""Points by which a repeated line may wander."""
SHARE = 0.4
"""Share of the pages that a line must repeat on (left and right pages may differ)."""
RUN = 3
"""Pages in a row that it may repeat on instead (a section's own header)."""

PAGE_OF = re.compile(r"[-–|\s]*p[áa]g(?:ina|\.)?\s*\d{1,4}\s*(?:de|/)\s*\d{1,4}[-–|\s]*", re.IGNORECASE)
PLAIN = 20
"""Characters from which a text that repeats unchanged on two pages in a row is no chance."""


def without_furniture(pages: Collection[PageLayout]) -> Iterator[tuple[PageLayout, list[Furniture]]]:
    """Yield each page with nothing but the body, and what was taken off; goes through the pages twice."""
    heads, feet = _repeated(pages)
    for page in pages:
        taken = _taken(page, heads, is_head=True)
        below = [i for i in _taken(page, feet, is_head=False) if i not in taken]
        found = [_furniture("header", i) for i in taken if _text(i)]
        found += [_furniture("footer", i) for i in below if _text(i)]
        items = [i for i in page.items if i not in taken and i not in below]
        notes = _footnotes(items, page)
        found += [_furniture("footnote", i) for i in notes]
        found += [Furniture(kind="stamp", text=t, location=Location(page=page.number, box=b)) for t, b in page.stamps]
        yield replace(page, items=tuple(i for i in items if i not in notes)), found


def _furniture(kind: str, item: Item) -> Furniture:
    page = item.pages[0] if isinstance(item, Grid) else item.page
    return Furniture(kind=kind, text=_text(item), location=Location(page=page, box=box_of(item)))


def _text(item: Item) -> str:
    if isinstance(item, Line):
        return item.text
    return " ".join(filter(None, map(text_of, item.cells))) if isinstance(item, Grid) else ""


def _key(item: Item) -> str:
    """Return what is the same on each page: digits vary."""
    if isinstance(item, Figure):
        return f"<{item.box.right - item.box.left:.0f}>"
    # Dashes and quotation marks vary from section to section.
    text = _text(item)
    return NUMERAL.sub("#", fold(text) or text)


def _counts_pages(texts: Sequence[tuple[str, int]]) -> bool:
    """Tell whether the texts are the same, or differ only by a number that grows with the page's."""
    if len({fold(text) for text, _ in texts}) == 1:
        return True
    steps = [[_value(n) - page for n in NUMERAL.findall(text)] for text, page in texts]
    return any(Counter(places).most_common(1)[0][1] >= 0.7 * len(texts) for places in zip(*steps, strict=False))


def _value(numeral: str) -> int:
    """Return the value of a number in digits or Roman letters."""
    if numeral.isdigit():
        return int(numeral)
    values = [ROMAN[c] for c in numeral.lower()]
    return sum(-v if after > v else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _place(item: Item, page: PageLayout, is_head: bool) -> float:
    """Return the distance from the page's edge: pages of different height share their margins."""
    box = box_of(item)
    return box.top if is_head else page.height - box.bottom


def _in_zone(item: Item, page: PageLayout, is_head: bool) -> bool:
    box = box_of(item)
    return box.bottom < HEAD_ZONE * page.height if is_head else box.top > FOOT_ZONE * page.height


_Places = dict[str, list[tuple[float, int, str]]]
"""Text, its digits aside → distance from the page's edge, number of the page, text."""


def _repeated(pages: Collection[PageLayout]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the places at which a text stands on enough pages: at their head, and at their foot."""
    seen: tuple[_Places, _Places] = defaultdict(list), defaultdict(list)
    for page in pages:
        for item in page.items:
            for places, is_head in zip(seen, (True, False), strict=True):
                if _in_zone(item, page, is_head):
                    places[_key(item)].append((_place(item, page, is_head), page.number, _text(item)))
    heads, feet = (_again(places, len(pages)) for places in seen)
    return heads, feet


def _again(seen: _Places, page_count: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for key, places in seen.items():
        for place in {round(p) for p, *_ in places}:
            near = [(text, n) for p, n, text in places if abs(p - place) <= SAME_PLACE]
            run = 2 if len(key) >= PLAIN and len({fold(text) for text, _ in near}) == 1 else RUN
            if _is_enough(sorted({n for _, n in near}), page_count, run) and _counts_pages(near):
                found.setdefault(key, []).append(place)
    return found


def _is_enough(numbers: list[int], total: int, run: int) -> bool:
    if len(numbers) >= max(2, SHARE * total):
        return True
    return any(numbers[i + run - 1] - numbers[i] == run - 1 for i in range(len(numbers) - run + 1))


def _taken(page: PageLayout, repeated: dict[str, list[float]], is_head: bool) -> list[Item]:
    """Return the page's repeated items from its edge inwards, up to the first that is not repeated."""
    taken: list[Item] = []
    for item in page.items if is_head else sorted(page.items, key=lambda i: -box_of(i).bottom):
        place = _place(item, page, is_head)
        places = repeated.get(_key(item)) or _as_two_lines(_key(item), repeated)
        again = any(abs(place - p) <= SAME_PLACE for p in places)
        # A document of one page repeats nothing, and this says of itself what it is.
        if not again and not PAGE_OF.fullmatch(_text(item).strip()):
            break
        if not _in_zone(item, page, is_head):
            break
        taken.append(item)
    return taken


def _as_two_lines(key: str, repeated: dict[str, list[float]]) -> list[float]:
    """Return the places of a text that stands on one line here, where the page lies on its side, and else on two."""
    return next((places for one, places in repeated.items() if key.removeprefix(f"{one} ") in repeated), [])


def _footnotes(items: Sequence[Item], page: PageLayout) -> list[Line]:
    """Return the lines at the page's foot that begin under a short rule or with a small raised number."""
    tail: list[Line] = []
    for item in reversed(items):
        if not isinstance(item, Line) or item.top < NOTE_ZONE * page.height:
            break
        tail.insert(0, item)
    lines = [i for i in items if isinstance(i, Line)]
    rules = [s for s in page.strokes if not any(_underlines(s, line) for line in lines)] if tail else []
    for index, line in enumerate(tail):
        if line.is_note or any(_is_note_rule(s, line, page) for s in rules):
            usual = max((i.size for i in items if isinstance(i, Line)), default=line.size)
            return tail[index:] if all(i.size <= usual for i in tail[index:]) else []
    return []


def _underlines(stroke: Rule, line: Line) -> bool:
    """Tell whether a rule runs right under the words of a line: a title underlined, with its text below it."""
    is_under = abs(stroke.at - line.box.bottom) < 0.4 * line.size
    return is_under and stroke.start > line.left - 3 and stroke.end < line.right + 3


def _is_note_rule(stroke: Rule, line: Line, page: PageLayout) -> bool:
    """Tell whether a rule is the short one that parts footnotes from the text."""
    is_short = 40 < stroke.end - stroke.start < 0.45 * page.width
    return is_short and abs(stroke.start - line.left) < NEAR_LEFT and 0 < line.box.bottom - stroke.at < 2.6 * line.size
