"""Running headers and footers, stamps of digital signatures and footnotes told from the body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from amc_docs.document import Furniture, Location
from amc_docs.readers.pdf.joining import text_of
from amc_docs.readers.pdf.layout import Figure, Grid, Item, PageLayout, box_of
from amc_docs.readers.pdf.lines import Line

HEAD_ZONE, FOOT_ZONE = 0.25, 0.82
"""Shares of the page's height that headers end above and footers begin below."""
SAME_PLACE = 6.0
"""Points by which a repeated line may wander."""
SHARE = 0.4
"""Share of the pages that a line must repeat on (left and right pages may differ)."""
RUN = 3
"""Pages in a row that it may repeat on instead (a section's own header)."""


def without_furniture(pages: Sequence[PageLayout]) -> tuple[list[PageLayout], list[Furniture]]:
    """Return the pages with nothing but the body, and what was taken off."""
    heads = _repeated(pages, is_head=True)
    feet = _repeated(pages, is_head=False)
    bodies, found = [], []
    for page in pages:
        taken = _taken(page, heads, is_head=True)
        below = [i for i in _taken(page, feet, is_head=False) if i not in taken]
        found += [_furniture("header", i) for i in taken if _text(i)]
        found += [_furniture("footer", i) for i in below if _text(i)]
        bodies.append(replace(page, items=tuple(i for i in page.items if i not in taken and i not in below)))
    return bodies, found


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
    return re.sub(r"\d+|\b[ivxlcIVXLC]+\b", "#", _text(item))


def _place(item: Item, page: PageLayout, is_head: bool) -> float:
    """Return the distance from the page's edge: pages of different height share their margins."""
    box = box_of(item)
    return box.top if is_head else page.height - box.bottom


def _in_zone(item: Item, page: PageLayout, is_head: bool) -> bool:
    box = box_of(item)
    return box.bottom < HEAD_ZONE * page.height if is_head else box.top > FOOT_ZONE * page.height


def _repeated(pages: Sequence[PageLayout], is_head: bool) -> dict[str, list[float]]:
    """Return the places at which a text stands on enough pages."""
    seen: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for page in pages:
        for item in page.items:
            if _in_zone(item, page, is_head):
                seen[_key(item)].append((_place(item, page, is_head), page.number))
    found: dict[str, list[float]] = {}
    for key, places in seen.items():
        for place, _ in places:
            numbers = sorted({n for p, n in places if abs(p - place) <= SAME_PLACE})
            if _is_enough(numbers, len(pages)):
                found.setdefault(key, []).append(place)
    return found


def _is_enough(numbers: list[int], total: int) -> bool:
    if len(numbers) >= max(2, SHARE * total):
        return True
    return any(numbers[i + RUN - 1] - numbers[i] == RUN - 1 for i in range(len(numbers) - RUN + 1))


def _taken(page: PageLayout, repeated: dict[str, list[float]], is_head: bool) -> list[Item]:
    """Return the page's repeated items from its edge inwards, up to the first that is not repeated."""
    taken: list[Item] = []
    for item in page.items if is_head else sorted(page.items, key=lambda i: -box_of(i).bottom):
        place = _place(item, page, is_head)
        if not any(abs(place - p) <= SAME_PLACE for p in repeated.get(_key(item), ())):
            break
        if not _in_zone(item, page, is_head):
            break
        taken.append(item)
    return taken
