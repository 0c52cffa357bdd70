"""The items of all pages, joined and turned into the blocks of a Document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.readers.pdf import extents
from amc_docs.readers.pdf.extents import Extent
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.joining import follow
from amc_docs.readers.pdf.lines import Line, sureness
from amc_docs.readers.pdf.paragraphs import paragraphs


def blocks_of(pages: list[PageLayout]) -> tuple[Block, ...]:
    """Return the body of all pages as blocks, paragraphs outside tables and all tables counted from 1.

    The list is emptied on the way: a long document fits only once in memory.
    """
    margins = extents.of_pages(pages)
    flow: list[Item] = []
    pages.reverse()
    while pages:
        follow(flow, pages.pop().items)
    known = frozenset(_words(flow))
    found: list[Block] = []
    count = 0
    for block in _Maker(known).blocks(_consumed(flow), margins):
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, location=replace(block.location, paragraph=count))
        found.append(block)
    return tuple(found)


def _consumed(items: list[Item]) -> Iterator[Item]:
    """Yield the items, each taken off the list."""
    items.reverse()
    while items:
        yield items.pop()


def _words(items: Sequence[Item]) -> Iterator[str]:
    """Yield the words that stand whole within a line: they show which were broken for want of room."""
    for item in items:
        if isinstance(item, Line):
            yield from item.text.split()[1:-1]
        elif isinstance(item, Grid):
            yield from (word for cell in item.cells for word in _words(cell.items))


class _Maker:
    """Makes blocks of what the pages hold; counts the tables."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._table_count = 0

    def blocks(
        self, items: Iterable[Item], margins: Mapping[int, Extent], cell: Location | None = None
    ) -> Iterator[Block]:
        """Yield the blocks of some items; `cell` is the place of the cell that holds them, None outside tables."""
        lines: list[Line] = []
        for item in items:
            if isinstance(item, Line):
                lines.append(item)
                continue
            yield from paragraphs(lines, margins, self._known, cell)
            lines = []
            yield self._table(item, cell) if isinstance(item, Grid) else _picture(item, cell)
        yield from paragraphs(lines, margins, self._known, cell)

    def _table(self, grid: Grid, holder: Location | None) -> Table:
        self._table_count += 1
        number = self._table_count
        within = None
        if holder is not None and holder.table is not None and holder.row is not None and holder.column is not None:
            within = (holder.table, holder.row, holder.column)
        cells = sorted(grid.cells, key=lambda c: (c.row, c.column))
        return Table(
            number=number,
            row_count=grid.row_count,
            column_count=len(grid.xs) - 1,
            cells=tuple([self._cell(c, number, grid.header_rows) for c in cells]),
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
