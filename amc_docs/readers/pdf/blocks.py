"""The items of all pages, joined and turned into the blocks of a Document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.readers.pdf import extents
from amc_docs.readers.pdf.extents import Extent
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.joining import joined_items
from amc_docs.readers.pdf.lines import Line, sureness
from amc_docs.readers.pdf.paragraphs import paragraphs


def blocks_of(pages: Sequence[PageLayout]) -> tuple[Block, ...]:
    """Return the body of all pages as blocks, paragraphs outside tables counted from 1."""
    flow: tuple[Item, ...] = ()
    for page in pages:
        flow = joined_items(flow, page.items)
    found: list[Block] = []
    count = 0
    for block in _blocks(flow, extents.of_pages(pages), frozenset(_words(flow))):
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, location=replace(block.location, paragraph=count))
        found.append(block)
    return tuple(found)


def _words(items: Sequence[Item]) -> Iterator[str]:
    """Yield the words that stand whole within a line: they show which were broken for want of room."""
    for item in items:
        if isinstance(item, Line):
            yield from item.text.split()[1:-1]
        elif isinstance(item, Grid):
            yield from (word for cell in item.cells for word in _words(cell.items))


def _blocks(items: Sequence[Item], margins: Mapping[int, Extent], known: frozenset[str]) -> list[Block]:
    found: list[Block] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        found += paragraphs(lines, margins, known)
        lines = []
        found.append(_table(item, known) if isinstance(item, Grid) else _picture(item))
    found += paragraphs(lines, margins, known)
    return found


def _picture(figure: Figure) -> Picture:
    return Picture(location=Location(page=figure.page, box=figure.box))


def _table(grid: Grid, known: frozenset[str]) -> Table:
    return Table(
        number=0,
        row_count=grid.row_count,
        column_count=len(grid.xs) - 1,
        cells=tuple(_cell(c, grid.header_rows, known) for c in sorted(grid.cells, key=lambda c: (c.row, c.column))),
        pages=grid.pages,
        header_rows=grid.header_rows,
        location=Location(page=grid.pages[0], box=grid.box),
    )


def _cell(cell: GridCell, header_rows: int, known: frozenset[str]) -> Cell:
    extent = extents.of_cell([item for item in cell.items if isinstance(item, Line)], cell.box)
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        blocks=tuple(_blocks(cell.items, defaultdict(lambda: extent), known)),
        is_header=cell.row < header_rows,
        location=Location(page=cell.page, box=cell.box),
        confidence=sureness((item.confidence, len(item.text)) for item in cell.items if isinstance(item, Line)),
    )
