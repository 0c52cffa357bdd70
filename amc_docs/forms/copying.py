"""The blocks of a document that was read, as blocks of one that is written: labels, spans and pictures kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from amc_docs import document
from amc_docs.forms.blocks import Block, Blocks, Image, Text
from amc_docs.forms.grids import Grid, GridCell
from amc_docs.forms.marks import Inline

Finder = Callable[[document.Picture], Image | None]
"""Gives the picture itself; None where there is none to be had."""


Wording = Callable[[document.Paragraph], Inline | str]
"""Gives what is written in place of a paragraph's text."""


def as_written(paragraph: document.Paragraph) -> Inline | str:
    """Return the text itself."""
    return paragraph.text


def no_picture(_picture: document.Picture) -> Image | None:
    """Return None: only the words about it are kept."""
    return None


def from_document(
    blocks: Iterable[document.Block],
    picture: Finder = no_picture,
    *,
    style: str = "AMCTexto",
    headings: bool = True,
    words: Wording = as_written,
) -> Blocks:
    """Return the blocks as they stand; without `headings` those of the document are bold paragraphs."""
    found = [_block(block, picture, style, words, headings=headings) for block in blocks]
    return Blocks(tuple(block for block in found if block is not None))


def _block(block: document.Block, picture: Finder, style: str, words: Wording, *, headings: bool) -> Block | None:
    if isinstance(block, document.Table):
        return table(block, picture, words)
    if isinstance(block, document.Picture):
        told = f"[Imagen: {block.description}]" if block.description else "[Imagen]"
        return picture(block) or Text(told, style=style, italic=True)
    content = words(block)
    if not block.label and not str(content).strip() and not block.text.strip():
        return None
    level = block.level if headings else None
    return Text(content, style=style, label=block.label, level=level, bold=block.is_bold or block.level is not None)


def table(source: document.Table, picture: Finder = no_picture, words: Wording = as_written) -> Grid:
    """Return a table with its merged cells; places that no cell of the source takes are empty."""
    source = without_idle_columns(source)
    starts = {(cell.row, cell.column): cell for cell in source.cells}
    covered = {
        (cell.row + down, cell.column + across)
        for cell in source.cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    }
    rows = tuple(
        tuple(
            _cell(starts[row, column], picture, words) if (row, column) in starts else GridCell("")
            for column in range(source.column_count)
            if (row, column) in starts or (row, column) not in covered
        )
        for row in range(source.row_count)
    )
    return Grid(rows, head=source.header_rows)


def without_idle_columns(source: document.Table) -> document.Table:
    """Return a table without the columns in which no cell begins: nothing would tell how wide they are."""
    covered = {
        (cell.row + down, cell.column + across)
        for cell in source.cells
        for down in range(cell.row_span)
        for across in range(1, cell.column_span)
    }
    kept = [
        column
        for column in range(source.column_count)
        if any(cell.column == column for cell in source.cells)
        or any((row, column) not in covered for row in range(source.row_count))
    ]
    if len(kept) == source.column_count:
        return source
    cells = tuple(
        replace(
            cell,
            column=bisect_left(kept, cell.column),
            column_span=bisect_left(kept, cell.column + cell.column_span) - bisect_left(kept, cell.column),
        )
        for cell in source.cells
    )
    return replace(source, column_count=len(kept), cells=cells)


def _cell(cell: document.Cell, picture: Finder, words: Wording) -> GridCell:
    content = from_document(cell.blocks, picture, style="AMCCelda", headings=False, words=words)
    return GridCell(content, row_span=cell.row_span, column_span=cell.column_span, is_header=cell.is_header,
                    fill="D9D9D9" if cell.is_shaded else "")  # fmt: skip
