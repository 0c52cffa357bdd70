"""Running headers and footers read alike on all pages: what one page misreads, the others mend.

Only so can they be told from the body by what repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from amc_docs.readers.pdf.furniture import FOOT_ZONE, HEAD_ZONE
from amc_docs.readers.pdf.items import Grid, Item, PageLayout
from amc_docs.readers.pdf.lines import Line

SAME_PLACE = 8.0
"""Points by which a line may lie lower or higher from page to page."""
SAME_TEXT = 70.0
"""Likeness (0–100) from which two lines say the same."""
SHARE, LEAST = 0.4, 3
"""Share of the pages, or number of them, that must agree."""
VARIANT = 0.6
"""Share of a line's letters in words known from other pages, from which it is the same line misread."""


@dataclass(slots=True)
class _Group:
    """Lines of several pages that seem to say the same at the same place."""

    lines: list[Line]

    def takes(self, line: Line) -> bool:
        """Tell whether a line belongs here."""
        first = self.lines[0]
        is_near = abs(first.box.top - line.box.top) <= SAME_PLACE and abs(first.left - line.left) <= 2 * SAME_PLACE
        return is_near and ratio(first.text.casefold(), line.text.casefold()) >= SAME_TEXT

    def text(self) -> str:
        """Return what most lines say; of several, what was read most surely."""
        counts = Counter(line.text for line in self.lines)
        return max(self.lines, key=lambda line: (counts[line.text], line.confidence or 0.0)).text


def agreed(pages: Mapping[int, PageLayout], recognised: Sequence[int]) -> dict[int, PageLayout]:
    """Return all pages, the recognised ones with their running lines mended."""
    groups: list[_Group] = []
    for number in recognised:
        for line in running(pages[number]):
            group = next((g for g in groups if g.takes(line)), None)
            if group:
                group.lines.append(line)
            else:
                groups.append(_Group([line]))
    enough = max(2, min(LEAST, SHARE * len(recognised)))
    common = [g for g in groups if len({line.page for line in g.lines}) >= enough]
    # Lines with numbers differ rightly.
    told = [(group.text(), group.lines) for group in common]
    texts = {id(line): text for text, lines in told if not any(c.isdigit() for c in text) for line in lines}
    around = [line for number in recognised for line in running(pages[number])]
    return {n: _mended(page, texts, around) if n in set(recognised) else page for n, page in pages.items()}


def running(page: PageLayout) -> Iterator[Line]:
    """Yield the lines near the page's edges, those in tables too."""
    for line in _lines(page.items):
        if line.box.bottom < HEAD_ZONE * page.height or line.box.top > FOOT_ZONE * page.height:
            yield line


def _lines(items: Sequence[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        elif isinstance(item, Grid):
            for cell in item.cells:
                yield from _lines(cell.items)


def _mended(page: PageLayout, texts: Mapping[int, str], around: Sequence[Line]) -> PageLayout:
    shared = [line for line in _lines(page.items) if id(line) in texts]
    low = max((r.box.bottom for r in shared if r.box.bottom < HEAD_ZONE * page.height), default=0.0)
    high = min((r.box.top for r in shared if r.box.top > FOOT_ZONE * page.height), default=page.height)
    others = [line for line in running(page) if id(line) not in texts]
    outside = [line for line in others if line.box.top < low or line.box.bottom > high]
    return replace(page, items=_items(page.items, texts, {id(line) for line in outside if _is_variant(line, around)}))


def _is_variant(line: Line, around: Sequence[Line]) -> bool:
    """Tell whether a line says, in other order or misread, what stands at its place on other pages: or is dirt."""
    words = _words(line)
    if not words:
        return not any(c.isdigit() for c in line.text)
    near = [o for o in around if o.page != line.page and abs(o.box.top - line.box.top) <= 3 * SAME_PLACE]
    known = {word for other in near for word in _words(other)}
    met = sum(len(w) for w in words if any(ratio(w, k) >= SAME_TEXT for k in known))
    return met >= VARIANT * sum(map(len, words))


def _words(line: Line) -> list[str]:
    """Return the words of three letters and more: shorter ones are alike by chance."""
    return [w for w in re.findall(r"\w+", line.text.casefold()) if len(w) >= 3]


def _items(items: Sequence[Item], texts: Mapping[int, str], dirt: set[int]) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        if isinstance(item, Line):
            if id(item) not in dirt:
                found.append(replace(item, text=texts[id(item)]) if id(item) in texts else item)
        elif isinstance(item, Grid):
            cells = tuple(replace(cell, items=_items(cell.items, texts, dirt)) for cell in item.cells)
            found.append(replace(item, cells=cells))
        else:
            found.append(item)
    return tuple(found)
