"""Words and pictures dropped into the innermost cell that holds them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Area, Word
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, box_of_area, in_cell_order
from amc_docs.readers.pdf.lines import Line, lines_of
from amc_docs.readers.pdf.mesh import Mesh
from amc_docs.readers.pdf.slivers import without_slivers
from amc_docs.readers.pdf.sparse import completed

OVERHANG = 1.5
"""Points by which a word may reach over a border before it is cut there."""
MIN_FRAME = 200.0
"""Points; a single cell as wide as this is a table, a narrower one a box in a diagram."""


class Places:
    """Drops words and pictures into the innermost cell that holds them."""

    def __init__(self, found: list[Mesh], page: int) -> None:
        self._page = page
        self._meshes = found
        self._parent = [self._holder(index) for index in range(len(found))]
        self._words: dict[tuple[int, int], list[Word]] = defaultdict(list)
        self._figures: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        self._innermost_first = [(n, mesh.xs, mesh.ys, _slots(mesh)) for n, mesh in enumerate(found)][::-1]

    def _holder(self, index: int) -> tuple[int, int] | None:
        """Return mesh and cell that a mesh is nested in; meshes come largest first, so the last hit is innermost."""
        inner, found = self._meshes[index], None
        for number, mesh in enumerate(self._meshes[:index]):
            if inner.xs[0] < mesh.xs[0] - 1 or inner.xs[-1] > mesh.xs[-1] + 1 or inner.ys[0] < mesh.ys[0] - 1:
                continue
            for place, slot in enumerate(mesh.slots):
                left, top, right, bottom = mesh.box(slot)
                if (
                    left - 1 <= inner.xs[0]
                    and inner.xs[-1] <= right + 1
                    and top - 1 <= inner.ys[0]
                    and inner.ys[-1] <= bottom + 1
                ):
                    found = number, place
        return found

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return mesh and cell of a point, the innermost."""
        for number, xs, ys, slots in self._innermost_first:
            if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
                row = bisect_right(ys, y, 1, len(ys) - 1) - 1
                place = slots.get((row, bisect_right(xs, x, 1, len(xs) - 1) - 1))
                if place is not None:
                    return number, place
        return None

    def take(self, word: Word) -> list[Word]:
        """Put a word in its cell; return what stands in none, cut at borders where the word crosses them."""
        if not self._meshes:
            return [word]
        y = (word.top + word.bottom) / 2
        pieces = self._cut(word, y) if word.turn == 0 and len(word.text) > 1 else None
        if pieces:
            return [rest for piece in pieces for rest in self.take(piece)]
        # A word that sticks out of the table belongs to the cell that it begins in.
        place = self._at((word.left + word.right) / 2, y) or self._at(word.left + OVERHANG, y)
        if place is None:
            return [word]
        self._words[place].append(word)
        return []

    def _cut(self, word: Word, y: float) -> list[Word] | None:
        """Return the word in pieces where it reaches over a border into another cell, else None.

        What sticks out of the whole table, as from a table too wide for the cell that it stands in, is cut off nothing.
        """
        if word.right - word.left <= 2 * OVERHANG:
            return None
        if self._at(word.left + OVERHANG, y) == self._at(word.right - OVERHANG, y):
            return None
        owners = [self._at((start + end) / 2, y) for start, end in zip(word.edges, word.edges[1:], strict=False)]
        cut = next((i for i in range(1, len(owners)) if owners[i] != owners[0] and (owners[i] or not owners[0])), None)
        if cut is None or cut >= len(word.text):
            return None
        middle = word.edges[cut]
        head = word._replace(text=word.text[:cut], right=middle, edges=word.edges[: cut + 1])
        tail = word._replace(text=word.text[cut:], left=middle, edges=word.edges[cut:], joins=False)
        return [head, tail]

    def take_picture(self, area: Area) -> bool:
        """Put a picture in its cell; tell whether there is one."""
        place = self._at((area.left + area.right) / 2, (area.top + area.bottom) / 2)
        if place is None:
            return False
        self._figures[place].append(Figure(self._page, box_of_area(area)))
        return True

    def grids(self) -> list[Item]:
        """Return the outermost meshes as grids, or as their lines where they are no tables."""
        return self._inside(None)

    def _inside(self, holder: tuple[int, int] | None) -> list[Item]:
        return [item for number, parent in enumerate(self._parent) if parent == holder for item in self._grid(number)]

    def _grid(self, number: int) -> list[Item]:
        mesh = self._meshes[number]
        words = [self._words[number, place] for place in range(len(mesh.slots))]
        others = [[*self._figures[number, p], *self._inside((number, p))] for p in range(len(mesh.slots))]
        kept = without_slivers(mesh, [bool(w or o) for w, o in zip(words, others, strict=True)])
        mesh, words, others = kept[0], [words[p] for p in kept[1]], [others[p] for p in kept[1]]
        if not any(others):
            mesh, words = completed(mesh, words)
            others = [[] for _ in mesh.slots]
        cells = []
        for slot, found, other in zip(mesh.slots, words, others, strict=True):
            items: list[Item] = [*lines_of(found, self._page), *other]
            left, top, right, bottom = mesh.box(slot)
            box = Box(left=left, top=top, right=right, bottom=bottom)
            cells.append(GridCell(*slot, self._page, box, box, in_cell_order(items)))
        if not any(cell.items for cell in cells):
            return []
        if len(cells) == 1 and not self._is_frame(mesh, cells[0]):
            return list(cells[0].items)
        box = Box(left=mesh.xs[0], top=mesh.ys[0], right=mesh.xs[-1], bottom=mesh.ys[-1])
        opened = mesh.is_open_top, mesh.is_open_bottom
        return [Grid((self._page,), box, box, mesh.xs, len(mesh.ys) - 1, tuple(cells), *opened)]

    def _is_frame(self, mesh: Mesh, cell: GridCell) -> bool:
        """Tell whether a single cell is a table rather than a box of a diagram or of a highlighted word."""
        return mesh.xs[-1] - mesh.xs[0] > MIN_FRAME and any(isinstance(i, Line | Grid) for i in cell.items)


def _slots(mesh: Mesh) -> dict[tuple[int, int], int]:
    """Return row and column of each place of a mesh with the cell that covers it."""
    return {
        (row, column): index
        for index, slot in enumerate(mesh.slots)
        for row in range(slot.row, slot.row + slot.row_span)
        for column in range(slot.column, slot.column + slot.column_span)
    }
