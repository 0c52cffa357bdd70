"""The cells of a table of a long document, packed until somebody goes through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, overload
from weakref import WeakKeyDictionary

from amc_docs.document import Box, Cell, Location, Paragraph, Picture, Table
from amc_docs.packing import Packing
from amc_docs.spool import Spool, Spooled

_PACKING = Packing(Box, Location, Paragraph, Picture, Cell, Table)
_TOGETHER = 400
"""Cells that are packed together: they are unpacked together too."""
_RECENT = 8
"""Packs that stay unpacked until others are asked for."""

_unpacked: WeakKeyDictionary[Spooled, tuple[Cell, ...]] = WeakKeyDictionary()


class PackedCells(Sequence[Cell]):
    """Cells that take a twentieth of the room; equal to the tuple of the same cells.

    Whoever goes through them twice may be given other objects the second time, which are equal.
    """

    __slots__ = ("_length", "_packs", "_spool", "hold_no_table")

    def __init__(self, cells: Iterable[Cell], spool: Spool | None = None) -> None:
        """Pack some cells into a spool, which the tables of a document share; None: into one of their own."""
        self._spool = spool or Spool()
        self._length = 0
        self.hold_no_table = True
        packs = []
        coming = iter(cells)
        while pack := tuple(islice(coming, _TOGETHER)):
            packs.append(self._spool.put(_PACKING.packed(pack)))
            self._length += len(pack)
            self.hold_no_table = self.hold_no_table and not any(cell.tables for cell in pack)
        self._packs = tuple(packs)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Cell]:
        for pack in self._packs:
            yield from _of(pack)

    @overload
    def __getitem__(self, index: int) -> Cell: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Cell, ...]: ...

    def __getitem__(self, index: int | slice) -> Cell | tuple[Cell, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(index)
        return _of(self._packs[place // _TOGETHER])[place % _TOGETHER]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedCells):
            return len(self) == len(other) and all(map(_are_equal, self._packs, other._packs))
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._spool, self._length, self.hold_no_table, tuple(pack.data for pack in self._packs))


def kept_like(before: Sequence[Cell], cells: Iterable[Cell]) -> Sequence[Cell]:
    """Return cells as a table is to hold them that held `before`: packed where those were."""
    return PackedCells(cells, before._spool) if isinstance(before, PackedCells) else tuple(cells)


def _again(spool: Spool, length: int, hold_no_table: bool, packs: tuple[bytes, ...]) -> PackedCells:
    """Return the cells as another process packed them."""
    cells = PackedCells((), spool)
    cells._length, cells.hold_no_table = length, hold_no_table
    cells._packs = tuple(map(spool.put, packs))
    return cells


def _are_equal(one: Spooled, other: Spooled) -> bool:
    # What was packed elsewhere may be other bytes for the same cells.
    return one is other or one.data == other.data or _of(one) == _of(other)


def _of(pack: Spooled) -> tuple[Cell, ...]:
    """Return the cells of a pack, for a while without unpacking them anew."""
    cells: tuple[Cell, ...] | None = _unpacked.pop(pack, None)
    if cells is None:
        cells = _PACKING.unpacked(pack.data)
        if len(_unpacked) >= _RECENT and (oldest := next(iter(_unpacked), None)):
            del _unpacked[oldest]
    _unpacked[pack] = cells
    return cells
