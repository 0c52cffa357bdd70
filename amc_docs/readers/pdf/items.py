"""What a page holds once it is in order: lines, pictures, and tables whose cells hold the same again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amc_docs.document import Box
from amc_docs.readers.pdf.content import Area, Rule
from amc_docs.readers.pdf.lines import Line


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
    cells: Sequence[GridCell]
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
    stamps: tuple[tuple[str, Box], ...] = ()
    """Text and place of each digital signature's stamp."""
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


def in_cell_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return what a cell holds top to bottom; lines turned on their side keep the order that they are read in."""
    found = list(items)
    tops: dict[int, float] = {}
    for item in found:
        if isinstance(item, Line) and item.turn:
            tops[item.turn] = min(item.top, tops.get(item.turn, item.top))
    return tuple(sorted(found, key=lambda i: tops[i.turn] if isinstance(i, Line) and i.turn else top_of(i)))


def box_of(item: Item) -> Box:
    """Return an item's box on its first page."""
    return item.box


def box_of_area(area: Area) -> Box:
    """Return an area as a box."""
    return Box(left=area.left, top=area.top, right=area.right, bottom=area.bottom)
