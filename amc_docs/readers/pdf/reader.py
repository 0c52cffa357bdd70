"""From a PDF file to a Document: pages read one by one, then everything joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from amc_docs.document import Block, Cell, Document, Location, Paragraph, Picture, Table, renumber
from amc_docs.readers.pdf.engine import Source
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.joining import joined_items
from amc_docs.readers.pdf.layout import Figure, Grid, GridCell, Item, PageLayout, laid_out
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.paragraphs import paragraphs, right_edge


def read(
    path: Path,
    *,
    name: str,
    sha256: str,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Read a PDF file."""
    source = Source(path)
    numbers = [n for n in range(1, source.page_count + 1) if pages is None or n in pages]
    layouts: list[PageLayout] = []
    for done, number in enumerate(numbers, 1):
        layouts.append(laid_out(source.page(number)))
        if progress:
            progress(done, len(numbers))
    bodies, furniture = without_furniture(layouts)
    blocks = blocks_of(bodies)
    return Document(
        name=name,
        sha256=sha256,
        format="pdf",
        blocks=renumber(counted(blocks)),
        furniture=tuple(furniture),
        page_count=source.page_count,
        is_signed=source.signature_count > 0,
        properties=source.properties(),
    )


def blocks_of(pages: Sequence[PageLayout]) -> tuple[Block, ...]:
    """Return the body of all pages as blocks."""
    flow: tuple[Item, ...] = ()
    for page in pages:
        flow = joined_items(flow, page.items)
    margin = _margin(flow)
    return tuple(_blocks(flow, margin))


def _margin(items: Sequence[Item]) -> float:
    ends = Counter(round(i.right) for i in items if isinstance(i, Line))
    return float(max((x for x, n in ends.items() if n >= 3), default=max(ends, default=0)))


def _blocks(items: Sequence[Item], right: float) -> list[Block]:
    found: list[Block] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        found += paragraphs(lines, right)
        lines = []
        found.append(_table(item) if isinstance(item, Grid) else _picture(item))
    found += paragraphs(lines, right)
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
    right = right_edge((i for i in cell.items if isinstance(i, Line)), cell.box.right)
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        blocks=tuple(_blocks(cell.items, right)),
        is_header=cell.row < header_rows,
        location=Location(page=cell.page, box=cell.box),
    )


def counted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the paragraphs outside tables counted from 1."""
    found: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, location=replace(block.location, paragraph=count))
        found.append(block)
    return tuple(found)
