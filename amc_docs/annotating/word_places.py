"""From a place of a review to the paragraphs of the Word file that a comment can be anchored at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amc_docs.document import Block, Cell, Location, Table, tables_in
from amc_docs.readers.docx_names import TC, TEXT_BOX, Element, P
from amc_docs.readers.docx_trace import Traced
from amc_docs.wording import squeeze

_TELLING = 20
"""Characters from which a paragraph that is quoted tells itself apart from the others."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The paragraphs where a comment begins and ends; one twice, or those around the content of a cell."""

    first: Element
    last: Element


class WordPlaces:
    """The places of one file, as they are told once extraction divided its tables."""

    def __init__(self, traced: Traced, blocks: Sequence[Block]) -> None:
        """Compare what the file holds with the review's own blocks, whose tables may be pieces of the file's."""
        self._trace = traced.trace
        self._tables = {table.number: table for table in tables_in(traced.blocks)}
        self._grids: dict[int, list[list[Cell | None]]] = {}
        self._sources: dict[int, tuple[int, int]] = dict(_paired(traced.blocks, blocks))
        self._first = next(iter(self._trace.paragraphs.values()), None)
        if self._first is None:
            self._first = next(traced.root.iter(P), None)

    def find(self, location: Location, words: str = "") -> Anchor | None:
        """Return where a comment on a place is anchored: cell, or paragraph; None where the file has no such place.

        Of a whole table or row it is the first cell; in a cell of several paragraphs the one that has the `words`. What
        stands in a text box, where Word allows no comments, is commented at the paragraph that the box belongs to.
        """
        if location.table is not None:
            return self._cell(location.table, location.row or 0, location.column or 0, words)
        paragraph = self._trace.paragraphs.get(location.paragraph or 0)
        return None if paragraph is None else _outside(paragraph, paragraph)

    def beginning(self) -> Anchor | None:
        """Return the first paragraph of the file; None where it has none."""
        return None if self._first is None else _outside(self._first, self._first)

    def _cell(self, number: int, row: int, column: int, words: str) -> Anchor | None:
        source = self._sources.get(number)
        if source is None:
            return None
        table, row = self._tables[source[0]], row + source[1]
        grid = self._grids.setdefault(table.number, table.grid()) if row < table.row_count else []
        line = grid[row] if grid else []
        # A row may begin later than the others: then its first cell.
        cell = line[column] if column < len(line) else None
        cell = cell or next((c for c in line if c), None)
        if cell is None:
            return None
        paragraphs = [_own_paragraphs(tc) for tc in self._trace.cells[table.number, cell.row, cell.column]]
        own = next((ps for ps in paragraphs if any(map(_text, ps))), None) or next(iter(paragraphs), [])
        own = _with_words(own, squeeze(words).strip("«»…")) or own
        return _outside(own[0], own[-1]) if own else None


def _paired(read: Sequence[Block], used: Sequence[Block]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield, for each table of a review, the table of the file that it is of, and the row there that it begins at."""
    pieces = (block for block in used if isinstance(block, Table))
    for table in read:
        if not isinstance(table, Table):
            continue
        inside = {(cell.row, cell.column): cell for cell in table.cells if cell.tables}
        row = 0
        while row < table.row_count and (piece := next(pieces, None)) is not None:
            yield piece.number, (table.number, row)
            for cell in piece.cells:
                around = inside.get((cell.row + row, cell.column)) if cell.tables else None
                yield from _paired(around.tables, cell.tables) if around else ()
            row += piece.row_count


def _own_paragraphs(cell: Element) -> list[Element]:
    """Return the paragraphs of a cell that are in no table or text box inside it."""
    return [p for p in cell.iter(P) if next(p.iterancestors(TC, TEXT_BOX), None) is cell]


def _text(paragraph: Element) -> str:
    return squeeze("".join(paragraph.itertext()))


def _with_words(paragraphs: Sequence[Element], words: str) -> list[Element]:
    """Return the first paragraph that has the words, or that they quote; nothing where none does."""
    if len(paragraphs) < 2 or not words:
        return []
    texts = [(p, _text(p)) for p in paragraphs]
    found = [p for p, text in texts if words in text]
    return (found or [p for p, text in texts if len(text) >= _TELLING and text in words])[:1]


def _outside(first: Element, last: Element) -> Anchor | None:
    """Return the anchor, moved to the paragraph around where it is in a text box; None where no paragraph is around."""
    boxes = list(first.iterancestors(TEXT_BOX))
    if not boxes:
        return Anchor(first, last)
    around = next(boxes[-1].iterancestors(P), None)
    return None if around is None else Anchor(around, around)
