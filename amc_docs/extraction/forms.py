"""The two layouts made one: a form laid out as a table, or plain text, becomes one flow of pieces.

A *form table* is layout: the title of a point in one cell, its content in the next. Its cells are unwrapped in reading
order. A *data table* stays whole. A Word table that is both (rows of data, then rows of the form) is separated first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from amc_docs.doctype import DocType
from amc_docs.document import Block, Cell, Document, Paragraph, Table
from amc_docs.extraction.recalled import MOST, recalled
from amc_docs.extraction.titles import Match, matches
from amc_docs.packed_cells import PackedCells, kept_like
from amc_docs.renumbering import renumber
from amc_docs.wording import fold, likeness

_MOST_FORM_CELLS = 3
"""Block, title, content: a row of a form has no more cells."""
_NUMBER = re.compile(r"\d{1,2}\s*[.)°º-]*")
_OWN_TITLE = 0.62
"""A likeness that is enough for a title with its own number."""
_MIN_CUT = 4
"""Letters of the beginning of a block's name, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block in reading order, layout tables unwrapped."""

    block: Block
    table: int | None = None
    """Number of the form table that it was unwrapped from."""
    row: int = -1
    opens_row: bool = False
    """It is the first content of its row."""
    opens_cell: bool = False
    label_is_empty: bool = False
    """The row's label cell is empty: it continues the row above, or its title was lost."""
    is_label: bool = False
    """It stands in a cell that could hold a title."""


def separate(document: Document, doctype: DocType) -> Document:
    """Return the document with each table that mixes data and form rows cut into tables of one kind."""
    if not doctype.titles_in_tables:
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table) and _title_rows(block, doctype):
            blocks += _parts(block, doctype)
        else:
            blocks.append(block)
    if len(blocks) == len(document.blocks):
        return document
    first = next((table.number for table in document.tables()), 1)
    return replace(document, blocks=renumber(tuple(blocks), first))


def flow(document: Document, doctype: DocType, shared: dict[int, Piece] | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a separated document in reading order.

    `shared` are those that the document has as other types too, by the `id` of their block: found there, or put there.
    """
    known = {} if shared is None else shared
    pieces: list[Piece] = []
    for block in document.blocks:
        if isinstance(block, Table) and is_form(block, doctype):
            pieces += _unwrapped(block, doctype)
        else:
            # A piece keeps its block, whose `id` is no other's as long as it is kept.
            pieces.append(known.setdefault(id(block), Piece(block=block)))
    return tuple(pieces)


def is_form(table: Table, doctype: DocType) -> bool:
    """Whether the table is layout: it has titles of points, is a mere box, or continues the form without a title."""
    if table.row_count == 1 and len(table.cells) == 1:
        return True
    return doctype.titles_in_tables and recalled(table, doctype, _find_form) is not None


def look_at(document: Document, doctypes: Iterable[DocType]) -> None:
    """Look at each table as each type sees it: one type after the other, packed tables are unpacked for each."""
    kinds = [doctype for doctype in doctypes if doctype.titles_in_tables]
    tables = (block for block in document.blocks if isinstance(block, Table))
    for table in islice((t for t in tables if isinstance(t.cells, PackedCells)), MOST):
        for doctype in kinds:
            recalled(table, doctype, _find_form)


def title_of(cell: Cell, doctype: DocType) -> Match | None:
    """Return the point whose title stands first in the cell, or None."""
    first = next((b for b in cell.blocks if isinstance(b, Paragraph) and b.text), None)
    found = matches(first.printed, doctype.titled) if first else []
    # The title may be broken into two paragraphs: "8. Alternativas" / "de solución".
    if first and len(cell.text) <= 200 and (not found or found[0].likeness < 0.9):
        found = (matches(" ".join(cell.printed.split("\n")), doctype.titled) + found) or found
        found.sort(key=lambda m: -m.likeness)
    return found[0] if found else None


def _title_rows(table: Table, doctype: DocType) -> Mapping[int, Match]:
    """Return the rows that hold a title of a point, if the table is a form at all."""
    return recalled(table, doctype, _find_form) or {}


def _find_form(table: Table, doctype: DocType) -> Mapping[int, Match] | None:
    """Return the rows with a title of a table that is layout; None where it is data."""
    rows = _find_title_rows(table, doctype)
    return rows if rows or (doctype.points and _continues_form(table, doctype)) else None


def _find_title_rows(table: Table, doctype: DocType) -> Mapping[int, Match]:
    rows: dict[int, Match] = {}
    unnumbered: dict[int, Match] = {}
    for index, cells in enumerate(_cells_by_row(table)):
        own = _own_cells(cells, doctype)
        if not own or len([c for c in own if c.text or c.tables]) > _MOST_FORM_CELLS - 1:
            continue
        found = title_of(own[0], doctype)
        if found is None or found.is_other:
            continue
        if found.number and found.likeness >= (_OWN_TITLE if found.has_official_number else 0.8):
            rows[index] = found
        elif found.likeness >= 0.88 and found.number is None:
            unnumbered[index] = found
    # Without numbers the shape must speak for a form: a schedule may have rows headed «Monitoreo y evaluación».
    if len({m.spec.number for m in (*rows.values(), *unnumbered.values())}) >= 2 and (rows or _is_narrow(table)):
        rows |= unnumbered
    return rows


def _is_narrow(table: Table) -> bool:
    widths = [len(cells) for cells in _cells_by_row(table) if cells]
    return sum(width <= _MOST_FORM_CELLS for width in widths) >= 0.9 * len(widths)


def _cells_by_row(table: Table) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def is_block_label(text: str, doctype: DocType) -> bool:
    """Whether the text only names a block of the form («PLAN DE IMPLEMENTACIÓN»): layout, not content."""
    if not doctype.blocks or not 0 < len(text) <= 60 or any(map(str.isdigit, text)):
        return False
    # Set on its side, or in a narrow cell, a label breaks within its words.
    whole = "".join(text.split())
    return any(max(likeness(text, b), likeness(whole, "".join(b.split()))) >= 0.92 for b in doctype.blocks)


def _is_cut_label(text: str, doctype: DocType) -> bool:
    """Whether the text is the beginning of a block's name: a low row cuts off what stands on its side."""
    whole = fold("".join(text.split()))
    return len(whole) >= _MIN_CUT and any(fold("".join(b.split())).startswith(whole) for b in doctype.blocks)


def _holds_anything(cell: Cell) -> bool:
    return bool(cell.text or cell.tables or cell.has_picture)


def _own_cells(cells: Sequence[Cell], doctype: DocType) -> list[Cell]:
    """Return the cells of a form row without the column that names the block, label cell first."""
    own = [c for c in cells if not is_block_label(c.text, doctype)] if doctype.blocks else list(cells)
    own = _with_number(own, doctype)
    if len(own) == _MOST_FORM_CELLS == len(cells) and _is_cut_label(own[0].text, doctype) and title_of(own[1], doctype):
        return own[1:]
    if len(own) == _MOST_FORM_CELLS and len(cells) == _MOST_FORM_CELLS and not _holds_anything(own[0]):
        return own[1:]
    return own


def _with_number(cells: list[Cell], doctype: DocType) -> list[Cell]:
    """Return the cells with the number of a point that stands in a cell of its own put before its title."""
    if len(cells) != _MOST_FORM_CELLS or not _NUMBER.fullmatch(cells[0].printed.strip()):
        return cells
    title = cells[1]
    first = next((b for b in title.blocks if isinstance(b, Paragraph) and b.text and not b.label), None)
    if first is None:
        return cells
    numbered = replace(first, label=cells[0].printed.strip(" .)-") + ".")
    whole = replace(title, blocks=tuple(numbered if b is first else b for b in title.blocks))
    found = title_of(whole, doctype)
    return [whole, *cells[2:]] if found and found.has_official_number and found.likeness >= _OWN_TITLE else cells


def _continues_form(table: Table, doctype: DocType) -> bool:
    """An empty label cell beside much content: a form row whose title stands on another page, or nowhere."""
    if table.column_count not in (2, _MOST_FORM_CELLS):
        return False
    contents = [c for c in table.cells if not is_block_label(c.text, doctype)]
    last = [c for c in contents if c.column + c.column_span == table.column_count]
    labels = [c for c in contents if c.column + c.column_span != table.column_count]
    if not labels or any(_holds_anything(c) for c in labels):
        return False
    return any(c.tables or len(c.text) > 200 for c in last)


def _parts(table: Table, doctype: DocType) -> list[Table]:
    """Cut a table into runs of form rows and runs of data rows."""
    titles = _title_rows(table, doctype)
    kinds = _row_kinds(table, titles, doctype)
    if len(set(kinds)) == 1:
        return [table]
    cuts = [0, *(i for i in range(1, len(kinds)) if kinds[i] != kinds[i - 1]), len(kinds)]
    return [_slice(table, start, stop) for start, stop in pairwise(cuts)]


def _row_kinds(table: Table, titles: Mapping[int, Match], doctype: DocType) -> list[str]:
    """Say of each row whether it is `form` or `data`."""
    rows = _cells_by_row(table)
    kinds = ["form"] * len(rows)
    for index, cells in enumerate(rows):
        own = _own_cells(cells, doctype)
        filled = [c for c in own if c.text]
        if index in titles or any(c.tables for c in own):
            continue
        continues = index > 0 and kinds[index - 1] == "data" and len(own) >= _MOST_FORM_CELLS
        if len(filled) >= _MOST_FORM_CELLS or continues:
            kinds[index] = "data"
    for index in range(len(rows) - 2, -1, -1):
        # A full-width caption belongs to the data rows that follow it.
        cells = rows[index]
        if kinds[index] == "form" and kinds[index + 1] == "data" and index not in titles and len(cells) == 1:
            kinds[index] = "data" if len(cells[0].text) <= 200 and not cells[0].tables else "form"
    return _whole_cells(table, kinds)


def _whole_cells(table: Table, kinds: list[str]) -> list[str]:
    """Never cut through a merged cell: rows joined by one are of one kind, the form's if any is."""
    for cell in table.cells:
        spanned = kinds[cell.row : cell.row + cell.row_span]
        if cell.row_span > 1 and len(set(spanned)) > 1 and cell.column > 0:
            kinds[cell.row : cell.row + cell.row_span] = ["form"] * cell.row_span
    return kinds


def _slice(table: Table, start: int, stop: int) -> Table:
    """Return the rows `start` to `stop` as a table of their own; a cell merged across the cut is divided."""
    cells = []
    for cell in table.cells:
        top, bottom = max(cell.row, start), min(cell.row + cell.row_span, stop)
        if top < bottom:
            blocks = cell.blocks if cell.row >= start else ()
            cells.append(replace(cell, row=top - start, row_span=bottom - top, blocks=blocks))
    pages = tuple(sorted({c.location.page for c in cells if c.location.page})) or table.pages
    boxes = [c.location.box for c in cells if c.location.box and c.location.page == pages[0]] if pages else []
    box = boxes[0] if boxes else table.location.box
    for other in boxes[1:]:
        box = box.union(other) if box else other
    return replace(
        table,
        row_count=stop - start,
        cells=kept_like(table.cells, cells),
        pages=pages,
        header_rows=max(0, table.header_rows - start) if start == 0 else 0,
        location=replace(table.location, page=pages[0] if pages else table.location.page, box=box),
    )


def _unwrapped(table: Table, doctype: DocType) -> Iterator[Piece]:
    for index, cells in enumerate(_cells_by_row(table)):
        own = _own_cells(cells, doctype)
        empty_label = len(own) > 1 and not _holds_anything(own[0])
        fresh_row = True
        for place, cell in enumerate(own):
            for position, block in enumerate(_flat(cell.blocks, doctype)):
                if isinstance(block, Paragraph) and not block.text:
                    continue
                yield Piece(
                    block=block,
                    table=table.number,
                    row=index,
                    opens_row=fresh_row,
                    opens_cell=position == 0,
                    label_is_empty=empty_label,
                    is_label=place == 0,
                )
                fresh_row = False


def _flat(blocks: Sequence[Block], doctype: DocType) -> Iterator[Block]:
    """Unwrap boxes (one-cell tables) inside a cell."""
    for block in blocks:
        if isinstance(block, Table) and len(block.cells) == 1:
            yield from _flat(block.cells[0].blocks, doctype)
        else:
            yield block
