"""The items of all pages, joined and turned into the blocks of a Document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from amc_docs.document import Block, Cell, Location, Paragraph, Picture, Table
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.joining import joined_items
from amc_docs.readers.pdf.lines import Line
from amc_docs.readers.pdf.mesh import clusters
from amc_docs.readers.pdf.paragraphs import paragraphs

SAME_END = 3.0
"""Points within which lines end at one margin."""
LONG = 0.7
"""Share of the page's width from which a line reaches near the margin."""


def blocks_of(pages: Sequence[PageLayout]) -> tuple[Block, ...]:
    """Return the body of all pages as blocks, paragraphs outside tables counted from 1."""
    flow: tuple[Item, ...] = ()
    for page in pages:
        flow = joined_items(flow, page.items)
    found: list[Block] = []
    count = 0
    for block in _blocks(flow, _margins(pages)):
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, location=replace(block.location, paragraph=count))
        found.append(block)
    return tuple(found)


def _margins(pages: Sequence[PageLayout]) -> dict[int, float]:
    """Return for each page the right margin of its text: pages of one width share it."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        lines[round(page.width)] += [i for i in page.items if isinstance(i, Line) and not i.turn]
    margins = {width: _margin(found, width) for width, found in lines.items()}
    return {page.number: margins[round(page.width)] for page in pages}


def _margin(lines: list[Line], width: float) -> float:
    """Return the farthest place where several lines end (a lone line may reach over the margin)."""
    groups = clusters([line.right for line in lines], float, SAME_END)
    common = [max(group) for group in groups if len(group) >= 3]
    if common:
        return max(common)
    farthest = max((line.right for line in lines), default=0.0)
    if farthest > LONG * width:
        return farthest
    # A few short lines tell nothing: margins are mostly equal on both sides.
    return width - min((line.left for line in lines), default=0.0)


def _blocks(items: Sequence[Item], margins: Mapping[int, float]) -> list[Block]:
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
    lines = [item for item in cell.items if isinstance(item, Line) and not item.turn]
    right = max((line.right for line in lines), default=cell.box.right)
    # A cell of few short lines tells nothing of where its lines may end: its border does.
    if len(lines) < 3:
        padding = min((line.left for line in lines), default=cell.box.left) - cell.box.left
        right = max(right, cell.box.right - min(max(padding, 2.0), 8.0))
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        blocks=tuple(_blocks(cell.items, defaultdict(lambda: right))),
        is_header=cell.row < header_rows,
        location=Location(page=cell.page, box=cell.box),
    )
