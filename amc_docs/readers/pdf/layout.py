"""One page put in order: lines of text, meshes with what stands in their cells, pictures.

Nothing is joined yet: that needs the whole document (running headers, tables over pages).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Area, PageContent, Rule, Word
from amc_docs.readers.pdf.lines import Line, lines_of
from amc_docs.readers.pdf.legibility import is_gibberish, on_page, visible
from amc_docs.readers.pdf.mesh import NEAR, Mesh, meshes, straightened

MIN_PICTURE = 14.0
"""Points; smaller pictures are bullets or parts of a larger one."""
BACKGROUND = 0.85
"""Share of the page from which a picture or box is a background or border."""
OUTLINES = 150
"""Curved shapes from which a page without characters is text turned into drawings."""
OVERHANG = 1.5
"""Points by which a word may reach over a border before it is cut there."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture's place."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell with what stands in it, top to bottom."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    box: Box
    """On the first page."""
    last_box: Box
    """On the last page."""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The part of a table that stands on one page, or several of them joined."""

    pages: tuple[int, ...]
    box: Box
    """On the first page."""
    last_box: Box
    """On the last page."""
    xs: tuple[float, ...]
    row_count: int
    cells: tuple[GridCell, ...]
    is_open_top: bool = False
    is_open_bottom: bool = False
    header_rows: int = 0


Item = Line | Grid | Figure


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's items, top to bottom."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    strokes: tuple[Rule, ...] = ()
    """Horizontal rules that belong to no table."""
    fills: tuple[Area, ...] = ()
    hidden_share: float = 0.0
    """Share of the characters that are drawn invisibly (OCR layers are), in white on white, or beyond the page."""
    gibberish_share: float = 0.0
    """Share of the characters that stand for nothing readable."""
    cover: float = 0.0
    """Share of the page that pictures cover."""
    has_outlines: bool = False
    """Without a character, but full of curves: text turned into drawings."""


def top_of(item: Item) -> float:
    """Return where an item begins on its page."""
    return item.top if isinstance(item, Line) else item.box.top


def box_of(item: Item) -> Box:
    """Return an item's box on its first page."""
    return item.box


def laid_out(content: PageContent) -> PageLayout:
    """Put one page in order."""
    found = [m for m in meshes(content.rules) if not _is_border(m, content)]
    places = _Places(found, content.number)
    seen = visible(content)
    total = sum(len(w.text) for w in content.words) or 1
    loose = [piece for word in on_page(content) for piece in places.take(word)]
    pictures = [a for a in _pictures(content) if not places.take_picture(a)]
    items: list[Item] = [*lines_of(loose, content.number), *places.grids()]
    items += [Figure(content.number, _box(a)) for a in pictures]
    return PageLayout(
        number=content.number,
        width=content.width,
        height=content.height,
        items=tuple(sorted(items, key=top_of)),
        strokes=_strokes(content, found),
        fills=content.fills,
        hidden_share=1 - sum(len(w.text) for w in seen) / total,
        gibberish_share=sum(is_gibberish(c) for w in content.words for c in w.text) / total,
        cover=_cover(content),
        has_outlines=not content.words and content.curve_count > OUTLINES,
    )


def _strokes(content: PageContent, found: list[Mesh]) -> tuple[Rule, ...]:
    """Return the horizontal rules outside all meshes."""
    return tuple(
        rule
        for rule in straightened(content.rules)
        if rule.is_horizontal
        and not any(
            m.ys[0] - NEAR <= rule.at <= m.ys[-1] + NEAR and m.xs[0] - NEAR <= rule.start and rule.end <= m.xs[-1] + NEAR
            for m in found
        )
    )


def _box(area: Area) -> Box:
    return Box(left=area.left, top=area.top, right=area.right, bottom=area.bottom)


def _is_border(mesh: Mesh, content: PageContent) -> bool:
    """Tell whether a single box frames the whole page."""
    width, height = mesh.xs[-1] - mesh.xs[0], mesh.ys[-1] - mesh.ys[0]
    return len(mesh.slots) == 1 and width > BACKGROUND * content.width and height > BACKGROUND * content.height


def _pictures(content: PageContent) -> list[Area]:
    kept: list[Area] = []
    for area in content.images:
        width, height = area.right - area.left, area.bottom - area.top
        is_background = width > BACKGROUND * content.width and height > BACKGROUND * content.height
        if min(width, height) >= MIN_PICTURE and not is_background and area not in kept:
            kept.append(area)
    return kept


def _cover(content: PageContent) -> float:
    """Return the share of the page that its pictures cover together."""
    areas = [(a.right - a.left) * (a.bottom - a.top) for a in dict.fromkeys(content.images)]
    return min(1.0, sum(areas) / max(1.0, content.width * content.height))


class _Places:
    """Drops words and pictures into the innermost cell that holds them."""

    def __init__(self, found: list[Mesh], page: int) -> None:
        self._page = page
        self._meshes = found
        self._parent = [self._holder(index) for index in range(len(found))]
        self._words: dict[tuple[int, int], list[Word]] = defaultdict(list)
        self._figures: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        self._slots = [
            {
                (row, column): index
                for index, slot in enumerate(mesh.slots)
                for row in range(slot.row, slot.row + slot.row_span)
                for column in range(slot.column, slot.column + slot.column_span)
            }
            for mesh in found
        ]

    def _holder(self, index: int) -> tuple[int, int] | None:
        """Return mesh and cell that a mesh is nested in; meshes come largest first, so the last hit is innermost."""
        inner, found = self._meshes[index], None
        for number, mesh in enumerate(self._meshes[:index]):
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
        for number in range(len(self._meshes) - 1, -1, -1):
            mesh = self._meshes[number]
            if mesh.xs[0] <= x <= mesh.xs[-1] and mesh.ys[0] <= y <= mesh.ys[-1]:
                row = _stretch(mesh.ys, y)
                place = self._slots[number].get((row, _stretch(mesh.xs, x)))
                if place is not None:
                    return number, place
        return None

    def take(self, word: Word) -> list[Word]:
        """Put a word in its cell; return what stands in none, cut at borders where the word crosses them."""
        if not self._meshes:
            return [word]
        y = (word.top + word.bottom) / 2
        place = self._at((word.left + word.right) / 2, y)
        pieces = self._cut(word, y) if word.turn == 0 and len(word.text) > 1 else None
        if pieces:
            return [rest for piece in pieces for rest in self.take(piece)]
        if place is None:
            return [word]
        self._words[place].append(word)
        return []

    def _cut(self, word: Word, y: float) -> list[Word] | None:
        """Return the word in pieces where it reaches over a border into another cell, else None."""
        first = self._at(word.left + OVERHANG, y)
        last = self._at(word.right - OVERHANG, y)
        if first == last or word.right - word.left <= 2 * OVERHANG:
            return None
        owners = [
            self._at((start + end) / 2, y) for start, end in zip(word.edges, word.edges[1:], strict=False)
        ]
        cut = next((i for i in range(1, len(owners)) if owners[i] != owners[0]), None)
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
        self._figures[place].append(Figure(self._page, _box(area)))
        return True

    def grids(self) -> list[Item]:
        """Return the outermost meshes as grids, or as their lines where they are no tables."""
        return self._inside(None)

    def _inside(self, holder: tuple[int, int] | None) -> list[Item]:
        return [
            item
            for number, parent in enumerate(self._parent)
            if parent == holder
            for item in self._grid(number)
        ]

    def _grid(self, number: int) -> list[Item]:
        mesh = self._meshes[number]
        cells = []
        for place, slot in enumerate(mesh.slots):
            items: list[Item] = [*lines_of(self._words[number, place], self._page)]
            items += [*self._figures[number, place], *self._inside((number, place))]
            left, top, right, bottom = mesh.box(slot)
            box = Box(left=left, top=top, right=right, bottom=bottom)
            cells.append(GridCell(*slot, self._page, box, box, tuple(sorted(items, key=top_of))))
        if not any(cell.items for cell in cells):
            return []
        if len(cells) == 1 and not self._is_frame(mesh, cells[0]):
            return list(cells[0].items)
        box = Box(left=mesh.xs[0], top=mesh.ys[0], right=mesh.xs[-1], bottom=mesh.ys[-1])
        opened = mesh.is_open_top, mesh.is_open_bottom
        return [Grid((self._page,), box, box, mesh.xs, len(mesh.ys) - 1, tuple(cells), *opened)]

    def _is_frame(self, mesh: Mesh, cell: GridCell) -> bool:
        """Tell whether a single cell is a table rather than a box of a diagram or of a highlighted word."""
        return mesh.xs[-1] - mesh.xs[0] > 200 and any(isinstance(i, Line | Grid) for i in cell.items)


def _stretch(borders: tuple[float, ...], at: float) -> int:
    """Return the index of the stretch between two borders that holds `at`."""
    low, high = 0, len(borders) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if borders[middle] <= at:
            low = middle
        else:
            high = middle
    return low
