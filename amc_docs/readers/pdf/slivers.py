"""Rows and columns that are none: two borders side by side, as where a nested table's falls near its cell's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amc_docs.readers.pdf.mesh import Mesh
from amc_docs.readers.pdf.regions import Slot

SLIVER = 4.0
"""Points; no text stands in a row or column that is not wider."""
MAX_SLIVERS = 2
"""Slivers that borders drawn twice leave at most; more are a chart of narrow columns."""


def without_slivers(mesh: Mesh, filled: Sequence[bool]) -> tuple[Mesh, list[int]]:
    """Return the mesh without the rows and columns that only two borders side by side make, and which cells remain.

    `filled` tells for each cell whether it holds anything: what does is no sliver.
    """
    held = [slot for slot, is_filled in zip(mesh.slots, filled, strict=True) if is_filled]
    xs = _borders(mesh.xs, [(s.column, s.column_span) for s in held])
    ys = _borders(mesh.ys, [(s.row, s.row_span) for s in held])
    if len(set(xs)) == len(xs) and len(set(ys)) == len(ys):
        return mesh, list(range(len(mesh.slots)))
    slots, kept = [], []
    for place, slot in enumerate(mesh.slots):
        left, right = xs[slot.column], xs[slot.column + slot.column_span]
        top, bottom = ys[slot.row], ys[slot.row + slot.row_span]
        if left < right and top < bottom:
            slots.append(Slot(top, left, bottom - top, right - left))
            kept.append(place)
    across = tuple(mesh.xs[xs.index(i)] for i in range(xs[-1] + 1))
    down = tuple(mesh.ys[ys.index(i)] for i in range(ys[-1] + 1))
    return replace(mesh, xs=across, ys=down, slots=tuple(slots)), kept


def _borders(places: Sequence[float], held: Sequence[tuple[int, int]]) -> list[int]:
    """Return the new number of each border, two with nothing but a sliver between them numbered alike."""
    alone = {first for first, span in held if span == 1}
    slivers = {i for i in range(len(places) - 1) if places[i + 1] - places[i] < SLIVER and i not in alone}
    if len(slivers) > MAX_SLIVERS or len(places) - 1 - len(slivers) < 1:
        slivers = set()
    numbers = [0]
    for index in range(len(places) - 1):
        numbers.append(numbers[-1] + (index not in slivers))
    return numbers
