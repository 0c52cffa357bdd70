"""The items of all pages, joined and turned into the blocks of a Document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.readers.pdf import extents
from amc_docs.readers.pdf.extents import Extent
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.joining import joined_items
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.paragraphs import paragraphs


def blocks_of(pages: Sequence[PageLayout]) -> tuple[Block, ...]:
    """Return the body of all pages as blocks, paragraphs outside tables counted from 1."""
    flow: tuple[Item, ...] = ()
    for page in pages:
        flow = joined_items(flow, page.items)
    found: list[Block] = []
    count = 0
    for block in _blocks(flow, extents.of_pages(pages)):
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, location=replace(block.location, paragraph=count))
        found.append(block)
    return tuple(found)


def _blocks(items: Sequence[Item], margins: Mapping[int, Extent]) -> list[Block]:
    found: list[Block] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        found += paragraphs(lines, margins)
        lines = []
        found.append(_table(item) if isinstance(item, Grid) else _picture(item))
    found += paragraphs(lines, margins)
    return found


def _picture(figure: Figure) -> Picture:
    return Picture(location=Location(page=figure.page, box=figure.box))


def _table(grid: Grid) -> Table:
    return Table(
        number=0,
        row_count=grid.row_count,
        column_count=len(grid.xs) - 1,
        cells=tuple(_cell(c, grid.header_rows) for c in sorted(grid.cells, key=lambda c: (c.row, c.column))),
        pages=grid.pages,
        header_rows=grid.header_rows,
        location=Location(page=grid.pages[0], box=grid.box),
    )


def _cell(cell: GridCell, header_rows: int) -> Cell:
    extent = extents.of_cell([item for item in cell.items if isinstance(item, Line)], cell.box)
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        blocks=tuple(_blocks(cell.items, defaultdict(lambda: extent))),
        is_header=cell.row < header_rows,
        location=Location(page=cell.page, box=cell.box),
    )
