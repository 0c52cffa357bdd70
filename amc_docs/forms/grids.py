"""A table that is put in place of a paragraph: its cells, how wide they are and which rows stay together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amc_docs.forms import markup
from amc_docs.forms.blocks import Block, Blocks, Text
from amc_docs.forms.fitting import Column, Measures, fitted, merged_height
from amc_docs.forms.marks import Inline
from amc_docs.forms.markup import Look


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table; one that is merged stands once, at its top-left corner."""

    content: Inline | str | Block
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    align: str = ""
    bold: bool = False
    fill: str = ""
    """Its ground, `D9D9D9`; empty: the table's."""

    def markup(self, room: int, size: float, *, keep: bool = False) -> str:
        """Return what stands in it, for a cell of this width; `keep`: on one page with the row below."""
        if isinstance(self.content, Block):
            return _sized(self.content, size).markup(room - 2 * markup.CELL_MARGIN)
        style = "AMCEncabezado" if self.is_header else "AMCCelda"
        empty = isinstance(self.content, str) and not self.content
        inner = "" if empty else markup.words(self.content, Look(size=size, bold=self.bold))
        return markup.paragraph(inner, Look(style=style, align=self.align, keep=keep))


@dataclass(frozen=True, slots=True)
class Grid(Block):
    """A table, row by row; as in HTML, the places that a merged cell covers are left out."""

    rows: tuple[tuple[GridCell, ...], ...]
    head: int = 1
    """How many rows are repeated on every page."""
    widths: tuple[float, ...] = ()
    """Weights of the columns, where no word is broken with them; empty: by what stands in them."""
    size: float = 0
    """Of the letters, in points; 0: the largest at which it fits."""
    title: str = ""
    """What the table is, for those who hear it read."""

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The pictures of its cells."""
        inside = [c.content for row in self.rows for c in row if isinstance(c.content, Block)]
        return {name: content for block in inside for name, content in block.pictures.items()}

    def markup(self, room: int) -> str:
        """Return the table, as wide as the room."""
        places = list(_placed(self.rows))
        measures = self.measures(room)
        if not measures.widths:
            return ""
        whole = all(len(str(cell.content)) < _TALL for _, _, cell in places)
        kept = _kept(places, measures)
        rows = [
            markup.row(
                _cells(places, n, measures, keep=n in kept),
                whole=whole or head,
                head=head,
                least=_least(places, n, measures),
            )
            for n, head in enumerate(n < self.head for n in range(len(self.rows)))
        ]
        return markup.table("".join(rows), list(measures.widths), head=self.head > 0, title=self.title)

    def columns(self) -> tuple[Column, ...]:
        """Return what stands in the cells of each column, without those that cover several."""
        places = list(_placed(self.rows))
        count = max((at + cell.column_span for _, at, cell in places), default=0)
        found: list[tuple[list[str], list[str]]] = [([], []) for _ in range(count)]
        for _, column, cell in places:
            if cell.column_span == 1:
                found[column][0 if cell.is_header else 1].append(str(cell.content))
        return tuple(Column(tuple(heads), tuple(body)) for heads, body in found)

    def measures(self, room: int) -> Measures:
        """Return how it is set in a room of so many twips."""
        columns = self.columns()
        if not columns:
            return Measures((), self.size, self.size)
        found = fitted(columns, room, self.size)
        if not self.widths:
            return found
        wished = replace(found, widths=tuple(markup.shared_out(room, list(self.widths))))
        return wished if wished.hold(columns) else found

    def __str__(self) -> str:
        """Return how it reads."""
        return "\n".join("\t".join(str(cell.content) for cell in row) for row in self.rows)


_TALL = 2500
"""Letters of a cell that may be taller than a page: its row must be free to break."""
_MOST_KEPT = 3
"""Rows of a merged cell that no page's end parts; more may not fit on one page,"""
_LOW = 5000
"""unless they are not higher than so many twips together, about half of the lowest page."""


def grid(
    rows: Sequence[Sequence[Inline | str]], *, head: int = 1, widths: tuple[float, ...] = (), size: float = 0
) -> Grid:
    """Return a plain table; shorter rows are filled up."""
    count = max((len(row) for row in rows), default=0)
    made = tuple(
        tuple(GridCell(text, is_header=number < head) for text in (*row, *([""] * (count - len(row)))))
        for number, row in enumerate(rows)
    )
    return Grid(made, head=head, widths=widths, size=size)


def _sized(block: Block, size: float) -> Block:
    """Return a block with its paragraphs in letters of this size."""
    if isinstance(block, Blocks):
        return Blocks(tuple(_sized(item, size) for item in block.items))
    return replace(block, size=size) if isinstance(block, Text) else block


def _placed(rows: Sequence[Sequence[GridCell]]) -> Iterator[tuple[int, int, GridCell]]:
    """Yield each cell with its row and column."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            taken |= {
                (number + down, column + across) for down in range(cell.row_span) for across in range(cell.column_span)
            }
            column += cell.column_span


def _least(places: list[tuple[int, int, GridCell]], number: int, measures: Measures) -> int:
    """Return the share of a row, in twips, in the heads merged over it: where they are repeated, nothing else counts.

    LibreOffice makes the last of such rows higher only where they first stand, and cuts the words off on later pages.
    """
    merged = [(at, c) for row, at, c in places if c.is_header and c.row_span > 1 and row <= number < row + c.row_span]
    needed = ((sum(measures.widths[at : at + c.column_span]), c) for at, c in merged)
    return max((merged_height(str(c.content), w, measures.head_size) // c.row_span for w, c in needed), default=0)


def _kept(places: list[tuple[int, int, GridCell]], measures: Measures) -> set[int]:
    """Return the rows that stay on one page with the next: those of a merged cell of few rows, or of low ones.

    On another page its second row would be seen with an empty cell.
    """
    merged = [(row, at, cell) for row, at, cell in places if cell.row_span > 1 and not cell.is_header]
    heights: dict[int, int] = defaultdict(int)
    for row, at, cell in places if any(cell.row_span > _MOST_KEPT for _, _, cell in merged) else ():
        if cell.row_span == 1:
            heights[row] = max(heights[row], _height(cell, at, measures))
    found: set[int] = set()
    for row, at, cell in merged:
        rows = range(row, row + cell.row_span)
        if cell.row_span <= _MOST_KEPT or max(_height(cell, at, measures), sum(heights[n] for n in rows)) < _LOW:
            found |= {*rows[:-1]}
    return found


def _height(cell: GridCell, at: int, measures: Measures) -> int:
    """Return about how high a cell is, in twips."""
    width = sum(measures.widths[at : at + cell.column_span])
    return merged_height(str(cell.content)[:_TALL], width, measures.size)


def _cells(places: list[tuple[int, int, GridCell]], number: int, measures: Measures, *, keep: bool) -> str:
    """Return the cells of a row, those that go on from the row above and the gaps of a ragged one included."""
    own = {column: (row, cell) for row, column, cell in places if row <= number < row + cell.row_span}
    found, column = "", 0
    while column < len(measures.widths):
        row, cell = own.get(column, (number, GridCell("")))
        width = sum(measures.widths[column : column + cell.column_span])
        merge = "" if cell.row_span == 1 else "restart" if row == number else "continue"
        size = measures.head_size if cell.is_header else measures.size
        nothing = markup.paragraph("", Look(style="AMCCelda", keep=keep))
        inner = cell.markup(width, size, keep=keep) if row == number else nothing
        found += markup.cell(inner, width, span=cell.column_span, merge=merge, fill=cell.fill, middle=cell.is_header)
        column += cell.column_span
    return found
