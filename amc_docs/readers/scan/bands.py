"""Running headers and footers drawn as tables, read alike on all pages: each is a witness of the same words.

Only so do they repeat, are told from the body, and let the tables that they part go on from page to page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import mean

from rapidfuzz.fuzz import ratio

from amc_docs.document import Box
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.lines import Line, sureness
from amc_docs.readers.pdf.parts import text_of
from amc_docs.readers.pdf.running import FOOT_ZONE, HEAD_ZONE
from amc_docs.wording import fold

SAME_PLACE = 8.0
"""Points by which a border of the band may lie elsewhere from page to page."""
SAME_TEXT = 70.0
"""Likeness (0–100) from which two cells, or words, say the same."""
SHARE, LEAST = 0.4, 3
"""Share of the pages, or number of them, that must show the band."""
KNOWN = 0.6
"""Share of a band's letters in words known from another one, from which both say much the same."""
MOST = 0.5
"""Share of the pages that must agree on figures before they are believed on one that reads none."""
SURE = 0.93
"""Confidence from which a cell has no misread words."""
WEAK = 0.7
"""Confidence below which words in a cell where most pages show none are a picture's."""
GLYPHS = str.maketrans("lI|!OoSsZzB£–—“”", '11110055228E--""')
"""What recognition takes for one another."""


@dataclass(frozen=True, slots=True)
class _Voted:
    """What the pages say together that a cell holds."""

    text: str
    items: tuple[Item, ...]
    """As the surest of those pages shows it."""
    share: float
    """Share of the pages with words there that say exactly this."""


@dataclass(slots=True)
class _Band:
    """Tables of several pages that stand at the same place and say much the same."""

    width: float
    """Of the page, in points."""
    grids: dict[int, Grid] = field(default_factory=dict)
    """Page → its table."""

    def takes(self, page: PageLayout, grid: Grid) -> bool:
        """Tell whether the table of another page belongs here."""
        first = next(iter(self.grids.values()))
        is_near = abs(page.width - self.width) <= SAME_PLACE and _apart(first.box, grid.box) <= SAME_PLACE
        return is_near and page.number not in self.grids and _known(grid, first) >= KNOWN

    def mended(self) -> dict[int, Grid]:
        """Return each page's table with the words that the pages agree on."""
        shapes = Counter(_shape(grid) for grid in self.grids.values())
        shape = max(shapes, key=lambda s: (shapes[s], len(s)))
        alike = [grid for grid in self.grids.values() if _shape(grid) == shape]
        if len(alike) < 2:
            return {}
        voted = [_voted(cells) for cells in zip(*(grid.cells for grid in alike), strict=True)]
        model = max(alike, key=lambda grid: sum(len(text_of(c)) for c in grid.cells))
        return {n: _same(grid, model, voted) if _shape(grid) == shape else _shaped(grid, model, voted)
                for n, grid in self.grids.items()}  # fmt: skip


def banded(pages: Mapping[int, PageLayout], recognised: Sequence[int]) -> dict[int, PageLayout]:
    """Return all pages, the recognised ones with their running tables mended."""
    bands: list[_Band] = []
    for number in recognised:
        page = pages[number]
        for grid in _near_edges(page):
            band = next((b for b in bands if b.takes(page, grid)), None)
            if band is None:
                band = _Band(page.width)
                bands.append(band)
            band.grids[number] = grid
    enough = max(2, min(LEAST, SHARE * len(recognised)))
    found = dict(pages)
    for band in bands:
        if len(band.grids) >= enough:
            for number, grid in band.mended().items():
                items = tuple(grid if item is band.grids[number] else item for item in found[number].items)
                found[number] = replace(found[number], items=items)
    return found


def _near_edges(page: PageLayout) -> Iterator[Grid]:
    for item in page.items:
        is_near = item.box.bottom < HEAD_ZONE * page.height or item.box.top > FOOT_ZONE * page.height
        if isinstance(item, Grid) and is_near:
            yield item


def _apart(box: Box, other: Box) -> float:
    """Return by how many points the farthest of four borders differ."""
    return max(abs(a - b) for a, b in zip(box.as_list(), other.as_list(), strict=True))


def _shape(grid: Grid) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((c.row, c.column, c.row_span, c.column_span) for c in grid.cells)


def _words(grid: Grid) -> list[str]:
    return re.findall(r"\w+", " ".join(text_of(cell) for cell in grid.cells).casefold())


def _known(grid: Grid, other: Grid) -> float:
    """Return the share of a table's letters that stand in words of another one, misread ones too."""
    words, known = _words(grid), set(_words(other))
    met = sum(len(w) for w in words if any(ratio(w, k) >= SAME_TEXT for k in known))
    return met / max(1, sum(map(len, words)))


def _voted(cells: Sequence[GridCell]) -> _Voted:
    """Return what most cells say; of several, what is most like all the others."""
    told = [cell for cell in cells if text_of(cell)]
    if len(told) < MOST * len(cells) and all((_confidence(cell) or 0.0) < WEAK for cell in told):
        return _Voted("", next((c.items for c in cells if c not in told and c.items), ()), 1.0)
    texts = Counter(text_of(cell) for cell in told)
    best = max(texts, key=lambda text: sum(ratio(text, other) * count for other, count in texts.items()))
    agreeing = [cell for cell in told if text_of(cell) == best]
    surest = max(agreeing, key=lambda cell: _confidence(cell) or 0.0)
    share = len(agreeing) / len(told)
    sure = share * mean(_confidence(cell) or 0.0 for cell in agreeing)
    items = tuple(replace(i, confidence=sure) if isinstance(i, Line) else i for i in surest.items)
    return _Voted(best, items, share)


def _confidence(cell: GridCell) -> float | None:
    return sureness((item.confidence, len(item.text)) for item in cell.items if isinstance(item, Line))


def _same(grid: Grid, model: Grid, voted: Sequence[_Voted]) -> Grid:
    """Return a table of the common shape with the cells mended that are misread."""
    cells = [
        replace(cell, items=_on(vote.items, grid, model, cell.page)) if _gives_way(cell, vote) else cell
        for cell, vote in zip(grid.cells, voted, strict=True)
    ]
    return replace(grid, cells=tuple(cells))


def _shaped(grid: Grid, model: Grid, voted: Sequence[_Voted]) -> Grid:
    """Return a table whose borders were seen otherwise in the common shape; itself where it may say something else."""
    told = " ".join(vote.text for vote in voted)
    figures = _figures(" ".join(text_of(cell) for cell in grid.cells))
    differ = any(vote.share < MOST and _figures(vote.text) for vote in voted)
    if differ or not set(figures) <= set(_figures(told)) or _known(grid, model) < KNOWN:
        return grid
    x, y = grid.box.left - model.box.left, grid.box.top - model.box.top
    page = grid.pages[0]
    cells = tuple(
        replace(cell, page=page, box=_moved(cell.box, x, y), last_box=_moved(cell.last_box, x, y),
                items=_on(vote.items or cell.items, grid, model, page))
        for cell, vote in zip(model.cells, voted, strict=True)
    )  # fmt: skip
    return replace(grid, cells=cells, xs=tuple(at + x for at in model.xs), row_count=model.row_count)


def _gives_way(cell: GridCell, vote: _Voted) -> bool:
    """Tell whether what a page reads in a cell is the others' words misread: figures may rightly differ."""
    own = text_of(cell)
    if own == vote.text or any(isinstance(item, Grid) for item in cell.items):
        return False
    if not vote.text:
        return (_confidence(cell) or 0.0) < WEAK
    if not own:
        # Ink that nothing was read of shows that the cell is not empty on this page.
        return vote.share >= MOST and any(isinstance(item, Figure) for item in cell.items)
    if own.translate(GLYPHS) == vote.text.translate(GLYPHS):
        return True
    if sorted(fold(own).split()) == sorted(fold(vote.text).split()):
        return vote.share >= MOST or not _figures(own)
    if (_confidence(cell) or 0.0) >= SURE or ratio(own.casefold(), vote.text.casefold()) < SAME_TEXT:
        # What was read surely, and says something else, is something else.
        return False
    if not _figures(vote.text):
        return not _figures(own)
    return vote.share >= MOST and set(_figures(own)) <= set(_figures(vote.text))


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _on(items: Sequence[Item], grid: Grid, model: Grid, page: int) -> tuple[Item, ...]:
    """Return what another page shows in a cell, at its place on this page."""
    x, y = grid.box.left - model.box.left, grid.box.top - model.box.top
    return tuple(
        replace(item, page=page, box=_moved(item.box, x, y)) if isinstance(item, Line | Figure) else item
        for item in items
    )


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(left=box.left + x, top=box.top + y, right=box.right + x, bottom=box.bottom + y)
