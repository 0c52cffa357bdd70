"""Rows of a table as they stood in another one: cells merged again, rows of one cell between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from amc_docs.forms.grids import GridCell
from amc_docs.row_look import RowLook


@dataclass(slots=True)
class _Piece:
    """Some columns of a row that are one cell, and how far down it goes."""

    first: int
    keys: tuple[str, ...]
    cell: GridCell
    down: int = 1


def spread(
    keys: Sequence[str], looks: Sequence[RowLook], rows: Sequence[Sequence[GridCell]]
) -> list[tuple[GridCell, ...]]:
    """Return the rows with what is one cell merged; places that a merged cell covers are left out.

    Cells are merged only where they say the same and stand side by side, or one above the other, in this table too.
    """
    found: list[list[_Piece | GridCell]] = []
    above: list[_Piece] = []
    for look, cells in zip(looks, rows, strict=True):
        if look.above:
            above = []
            found += [[GridCell(text, column_span=len(keys), bold=True)] for text in look.above]
        if not any(str(cell.content) for cell in cells) and look.above:
            continue
        pieces = _pieces(keys, look, cells)
        line: list[_Piece | GridCell] = []
        for place, piece in enumerate(pieces):
            before = next((p for p in above if p.first == piece.first), None)
            if before is not None and _goes_on(before, piece, look):
                before.down += 1
                pieces[place] = before
            else:
                line.append(piece)
        found.append(line)
        above = pieces
    return [tuple(_cell(item) for item in line) for line in found]


def _pieces(keys: Sequence[str], look: RowLook, cells: Sequence[GridCell]) -> list[_Piece]:
    groups = {key: number for number, names in enumerate(look.joined) for key in names}
    found: list[_Piece] = []
    for place, (key, cell) in enumerate(zip(keys, cells, strict=True)):
        last = found[-1] if found else None
        if last and key in groups and groups[key] == groups.get(last.keys[-1]) and _says(last.cell) == _says(cell):
            last.keys = (*last.keys, key)
        else:
            found.append(_Piece(place, (key,), cell))
    return found


def _goes_on(above: _Piece, piece: _Piece, look: RowLook) -> bool:
    return above.keys == piece.keys and look.continued.issuperset(piece.keys) and _says(above.cell) == _says(piece.cell)


def _says(cell: GridCell) -> str:
    return str(cell.content)


def _cell(item: _Piece | GridCell) -> GridCell:
    if isinstance(item, GridCell):
        return item
    return replace(item.cell, row_span=item.down, column_span=len(item.keys))
