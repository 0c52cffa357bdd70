"""The cells of a table of a long document, packed until somebody goes through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, overload

from amc_docs.document import Box, Cell, Location, Paragraph, Picture, Table
from amc_docs.packing import Packing

_PACKING = Packing(Box, Location, Paragraph, Picture, Cell, Table)
_TOGETHER = 400
"""Cells that are packed together: they are unpacked together too."""
_RECENT = 8
"""Packs that stay unpacked until others are asked for."""

_unpacked: dict[bytes, tuple[Cell, ...]] = {}


class PackedCells(Sequence[Cell]):
    """Cells that take a twentieth of the room; equal to the tuple of the same cells.

    Whoever goes through them twice may be given other objects the second time, which are equal.
    """

    __slots__ = ("_length", "_packs")

    def __init__(self, cells: Iterable[Cell]) -> None:
        packs = []
        self._length = 0
        coming = iter(cells)
        while pack := tuple(islice(coming, _TOGETHER)):
            packs.append(_PACKING.packed(pack))
            self._length += len(pack)
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
            return self._packs == other._packs or (len(self) == len(other) and tuple(self) == tuple(other))
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._length, self._packs)


def kept_like(before: Sequence[Cell], cells: Iterable[Cell]) -> Sequence[Cell]:
    """Return cells as a table is to hold them that held `before`: packed where those were."""
    return PackedCells(cells) if isinstance(before, PackedCells) else tuple(cells)


def _again(length: int, packs: tuple[bytes, ...]) -> PackedCells:
    """Return the cells as another process packed them."""
    cells = PackedCells(())
    cells._length, cells._packs = length, packs
    return cells


def _of(pack: bytes) -> tuple[Cell, ...]:
    """Return the cells of a pack, for a while without unpacking them anew."""
    cells = _unpacked.pop(pack, None)
    if cells is None:
        cells = _PACKING.unpacked(pack)
        if len(_unpacked) >= _RECENT:
            del _unpacked[next(iter(_unpacked))]
    _unpacked[pack] = cells
    return cells
