"""The items of all pages, joined and turned into the blocks of a Document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.packed_cells import PackedCells
from amc_docs.readers.pdf import extents
from amc_docs.readers.pdf.broken import plain_words
from amc_docs.readers.pdf.extents import Extent, Margins
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.joining import follow
from amc_docs.readers.pdf.lines import Line, sureness
from amc_docs.readers.pdf.paragraphs import paragraphs
from amc_docs.readers.pdf.stack import Stack
from amc_docs.spool import Spool

MOST_CELLS = 4_000
"""Cells of a document that are kept as they are; the tables that follow are packed."""


class Overview:
    """What must be known of all pages before blocks are made of one: the margins they keep, and their words."""

    def __init__(self, pages: Iterable[PageLayout] = ()) -> None:
        self.margins = Margins()
        self.words: set[str] = set()
        for page in pages:
            self.look(page)

    def look(self, page: PageLayout) -> None:
        """Take note of the body of a page."""
        self.margins.look(page)
        self.words.update(_words(page.items))


def blocks_of(pages: Stack, overview: Overview | None = None) -> tuple[Block, ...]:
    """Return the body of all pages as blocks, paragraphs outside tables and all tables counted from 1.

    The stack is emptied on the way: a long document fits only once in memory. `overview` is that of these pages, where
    somebody looked at them already.
    """
    seen = overview or Overview(pages.values())
    found: list[Block] = []
    count = 0
    for block in _Maker(frozenset(seen.words)).blocks(_flowing(pages), seen.margins.of_pages()):
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, location=replace(block.location, paragraph=count))
        found.append(block)
    return tuple(found)


def _flowing(pages: Stack) -> Iterator[Item]:
    """Yield what stands on the pages, tables cut in two joined; each page is taken off the stack."""
    flow: list[Item] = []
    for page in pages.taken():
        follow(flow, page.items)
        # Only the last of them may go on over the page's end.
        yield from flow[:-1]
        del flow[:-1]
    yield from flow


def _words(items: Sequence[Item]) -> Iterator[str]:
    """Yield the words that surely stand whole, in small letters: they show which were broken for want of room.

    Only cells are so narrow that words break in them: a word that has a line for itself may be a part of one, and the
    first word of a later line its rest.
    """
    for item in items:
        if isinstance(item, Line):
            yield from plain_words(item.text)
        elif isinstance(item, Grid):
            for cell in item.cells:
                lines = [i for i in cell.items if isinstance(i, Line)]
                inner = [i for i in cell.items if not isinstance(i, Line)]
                yield from _words(inner)
                for place, line in enumerate(lines):
                    words = line.text.split()
                    whole = words if len(lines) == 1 or (place == 0 and len(words) > 1) else words[1:]
                    yield from plain_words(" ".join(whole))


class _Maker:
    """Makes blocks of what the pages hold; counts the tables and their cells."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._table_count = 0
        self._cell_count = 0
        self._spool = Spool()

    def blocks(
        self, items: Iterable[Item], margins: Mapping[int, Extent], cell: Location | None = None
    ) -> Iterator[Block]:
        """Yield the blocks of some items; `cell` is the place of the cell that holds them, None outside tables."""
        for is_text, run in groupby(items, key=lambda item: isinstance(item, Line)):
            if is_text:
                lines = (item for item in run if isinstance(item, Line))
                yield from paragraphs(lines, margins, self._known, cell)
                continue
            for item in run:
                if isinstance(item, Grid):
                    yield self._table(item, cell)
                elif isinstance(item, Figure):
                    yield _picture(item, cell)

    def _table(self, grid: Grid, holder: Location | None) -> Table:
        self._table_count += 1
        number = self._table_count
        within = None
        if holder is not None and holder.table is not None and holder.row is not None and holder.column is not None:
            within = (holder.table, holder.row, holder.column)
        self._cell_count += len(grid.cells)
        cells = (self._cell(c, number, grid.header_rows) for c in sorted(grid.cells, key=attrgetter("row", "column")))
        return Table(
            number=number,
            row_count=grid.row_count,
            column_count=len(grid.xs) - 1,
            cells=PackedCells(cells, self._spool) if self._cell_count > MOST_CELLS and holder is None else tuple(cells),
            within=within,
            pages=grid.pages,
            header_rows=grid.header_rows,
            location=Location(page=grid.pages[0], table=number, box=grid.box),
        )

    def _cell(self, cell: GridCell, table: int, header_rows: int) -> Cell:
        lines = [item for item in cell.items if isinstance(item, Line)]
        extent = extents.of_cell(lines, cell.box)
        location = Location(page=cell.page, table=table, row=cell.row, column=cell.column, box=cell.box)
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            blocks=tuple(self.blocks(cell.items, defaultdict(lambda: extent), location)),
            is_header=cell.row < header_rows,
            location=location,
            confidence=sureness((line.confidence, len(line.text)) for line in lines),
        )


def _picture(figure: Figure, cell: Location | None) -> Picture:
    if cell is None:
        return Picture(location=Location(page=figure.page, box=figure.box))
    place = Location(page=figure.page, table=cell.table, row=cell.row, column=cell.column, box=figure.box)
    return Picture(location=place)
