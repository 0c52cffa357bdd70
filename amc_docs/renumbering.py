"""Tables numbered anew after a document was cut or put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import is_

from amc_docs.document import Block, Cell, Location, Table
from amc_docs.packed_cells import PackedCells, kept_like


def renumber(blocks: tuple[Block, ...], start: int = 1) -> tuple[Block, ...]:
    """Return the blocks with tables numbered from `start` in reading order, locations included."""
    counter = iter(range(start, 1_000_000_000))
    return tuple(_renumbered(b, counter, None) for b in blocks)


def _renumbered(block: Block, counter: Iterator[int], within: tuple[int, int, int] | None) -> Block:
    if not isinstance(block, Table):
        if within is None:
            return block
        location = _moved(block.location, within)
        return block if location is block.location else replace(block, location=location)
    number = next(counter)
    is_there = (number, within) == (block.number, block.within) and block.location.table == number
    made = (_renumbered_cell(cell, counter, (number, cell.row, cell.column)) for cell in block.cells)
    cells: Sequence[Cell] = kept_like(block.cells, made)
    if is_there and (cells == block.cells if isinstance(cells, PackedCells) else all(map(is_, cells, block.cells))):
        return block
    return replace(block, number=number, cells=cells, within=within, location=replace(block.location, table=number))


def _renumbered_cell(cell: Cell, counter: Iterator[int], place: tuple[int, int, int]) -> Cell:
    # Large tables are numbered more than once: what stays where it was is not made again.
    location = _moved(cell.location, place)
    blocks = tuple([_renumbered(b, counter, place) for b in cell.blocks])
    if location is cell.location and all(map(is_, blocks, cell.blocks)):
        return cell
    return replace(cell, location=location, blocks=blocks)


def _moved(location: Location, place: tuple[int, int, int]) -> Location:
    if (location.table, location.row, location.column) == place and location.paragraph is None:
        return location
    table, row, column = place
    # Made directly: `replace` takes twice as long, and every paragraph of every table comes by.
    page, about, around = location.page, location.approximate_page, location.box
    return Location(page=page, approximate_page=about, table=table, row=row, column=column, box=around)
