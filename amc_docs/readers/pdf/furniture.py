"""Running headers and footers, stamps of digital signatures and footnotes told from the body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from amc_docs.document import Furniture, Location
from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.items import Grid, Item, PageLayout, box_of
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.running import Edges, Repeated, in_zone, said

NOTE_ZONE = 0.5
NEAR_LEFT = 12.0
"""Points by which a footnote may be set in from its rule."""
ADJOINING = 1.2
"""Font sizes of white space up to which a line belongs to the text beside it: headers and footers keep apart."""
PAGE_OF = re.compile(r"[-–|\s]*p[áa]g(?:ina|\.)?\s*\d{1,4}\s*(?:de|/)\s*\d{1,4}[-–|\s]*", re.IGNORECASE)


def without_furniture(
    pages: Collection[PageLayout], edges: Edges | None = None
) -> Iterator[tuple[PageLayout, list[Furniture]]]:
    """Yield each page with nothing but the body, and what was taken off.

    `edges` is what stands at the edges of these pages, where somebody looked at them already.
    """
    heads, feet = (edges or Edges(pages)).repeated()
    for page in pages:
        taken = _taken(page, heads)
        below = [i for i in _taken(page, feet) if i not in taken]
        found = [_furniture("header", i) for i in taken if said(i)]
        found += [_furniture("footer", i) for i in below if said(i)]
        items = [i for i in page.items if i not in taken and i not in below]
        notes = _footnotes(items, page)
        found += [_furniture("footnote", i) for i in notes]
        found += [Furniture(kind="stamp", text=t, location=Location(page=page.number, box=b)) for t, b in page.stamps]
        yield replace(page, items=tuple(i for i in items if i not in notes)), found


def _furniture(kind: str, item: Item) -> Furniture:
    page = item.pages[0] if isinstance(item, Grid) else item.page
    return Furniture(kind=kind, text=said(item), location=Location(page=page, box=box_of(item)))


def _taken(page: PageLayout, repeated: Repeated) -> list[Item]:
    """Return the page's repeated items from its edge inwards, up to the first that is not repeated.

    What merely comes twice stays where it adjoins the text: a sentence that two pages happen to end with.
    """
    taken: list[Item] = []
    doubtful = 0
    for item in page.items if repeated.is_head else sorted(page.items, key=lambda i: -box_of(i).bottom):
        again = repeated.again(item, page)
        # A document of one page repeats nothing, and this says of itself what it is.
        is_number = PAGE_OF.fullmatch(said(item).strip()) is not None
        if not (again or is_number) or not in_zone(item, page, repeated.is_head):
            body = item
            while doubtful and _adjoins(taken[-1], body):
                body = taken.pop()
                doubtful -= 1
            break
        taken.append(item)
        doubtful = 0 if is_number or any(again) else doubtful + 1
    return taken


def _adjoins(item: Item, body: Item) -> bool:
    """Tell whether a line stands as close to the one above or below it as the lines of a text do."""
    one, other = sorted((box_of(item), box_of(body)), key=lambda box: box.top)
    return isinstance(item, Line) and other.top - one.bottom < ADJOINING * item.size


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
