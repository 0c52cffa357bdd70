"""Tables made at random and drawn on pages as many programs draw them, to be compared with what is read from them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pdf_pages import Page

Drawn = Callable[[Page, float, float, float, float], Page]
LEFT, PADDING, LINE = 56.0, 4.0, 11.0
NOUNS = ("Pozo", "Canal", "Cuota", "Taller", "Padrón", "Riego", "Balde", "Cerco", "Tubo", "Llave", "Acta", "Censo")


@dataclass(frozen=True)
class Merged:
    """One cell: its place, how far it reaches, and its text, which begins with a capital letter and ends in a stop."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True)
class Plan:
    """A table before it is drawn."""

    widths: tuple[float, ...]
    rows: int
    cells: tuple[Merged, ...]

    def part(self, first: int, last: int) -> Plan:
        """Return the rows from `first` up to `last`; a cell that reaches over the edge is cut, its text above."""
        cells = []
        for cell in self.cells:
            top, bottom = max(cell.row, first), min(cell.row + cell.row_span, last)
            if top < bottom:
                text = cell.text if cell.row >= first else ""
                cells.append(replace(cell, row=top - first, row_span=bottom - top, text=text))
        return Plan(self.widths, last - first, tuple(cells))


def planned(seed: int, rows: int, columns: int, head: int = 0) -> Plan:
    """Return a table with merged cells, none over the lower edge of its first `head` rows."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    taken: set[tuple[int, int]] = set()
    cells: list[Merged] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            height, width = 1, 1
            if chance.random() < 0.3:
                height, width = chance.randint(1, 3), chance.randint(1, columns - 1)
            height = min(height, (head if row < head else rows) - row)
            while width > 1 and (column + width > columns or any((row, column + i) in taken for i in range(width))):
                width -= 1
            taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
            text = "" if chance.random() < 0.1 and row >= head else f"{chance.choice(NOUNS)} {len(cells)}."
            cells.append(Merged(row, column, height, width, text))
    widths = tuple(chance.choice((60.0, 75.0, 90.0, 100.0)) for _ in range(columns))
    return _readable(Plan(widths, rows, tuple(cells)))


def _readable(plan: Plan) -> Plan:
    """Return the plan, without merged cells where they hide a border of a row or column along its whole length."""
    rows = {c.row for c in plan.cells} | {c.row + c.row_span for c in plan.cells}
    columns = {c.column for c in plan.cells} | {c.column + c.column_span for c in plan.cells}
    if len(rows) == plan.rows + 1 and len(columns) == len(plan.widths) + 1:
        return plan
    places = [(row, column) for row in range(plan.rows) for column in range(len(plan.widths))]
    return replace(plan, cells=tuple(Merged(r, c, 1, 1, f"{NOUNS[c]} {r}{c}.") for r, c in places))


def drawn(page: Page, plan: Plan, top: float, border: Drawn, step: float = 24.0) -> Page:
    """Draw a table with its upper edge at `top` and rows `step` points high."""
    for left, upper, right, lower, text in _boxes(plan, top, step):
        border(page, left, upper, right, lower)
        if text:
            page.text(left + PADDING, upper + LINE, text, size=9)
    return page


def _boxes(plan: Plan, top: float, step: float) -> Iterator[tuple[float, float, float, float, str]]:
    xs = [LEFT + sum(plan.widths[:count]) for count in range(len(plan.widths) + 1)]
    for c in plan.cells:
        yield xs[c.column], top + c.row * step, xs[c.column + c.column_span], top + (c.row + c.row_span) * step, c.text


def lined(page: Page, left: float, top: float, right: float, bottom: float) -> Page:
    """Draw four strokes; neighbours draw theirs at the same place again."""
    for line in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom)):
        page.rule(*line)
    return page.rule(right, top, right, bottom)


def framed(page: Page, left: float, top: float, right: float, bottom: float) -> Page:
    """Draw one rectangle as a path."""
    return page.draw(f"0.5 w {left} {page.height - bottom} {right - left} {bottom - top} re S")


def barred(page: Page, left: float, top: float, right: float, bottom: float) -> Page:
    """Fill a thin rectangle for each side, which stops short of the corners, and a square for each corner (Word)."""
    half = 0.24
    for y in (top, bottom):
        page.fill(left + half, y - half, right - half, y + half, grey=0)
    for x in (left, right):
        page.fill(x - half, top + half, x + half, bottom - half, grey=0)
    for x in (left, right):
        for y in (top, bottom):
            page.fill(x - half, y - half, x + half, y + half, grey=0)
    return page


def dashed(page: Page, left: float, top: float, right: float, bottom: float) -> Page:
    """Draw each dash as a line of its own (Ghostscript and PDFCreator flatten dash patterns so)."""
    for y in (top, bottom):
        for x in _dashes(left, right):
            page.rule(x, y, min(x + 3, right), y)
    for x in (left, right):
        for y in _dashes(top, bottom):
            page.rule(x, y, x, min(y + 3, bottom))
    return page


def _dashes(start: float, end: float) -> Iterator[float]:
    for number in range(int((end - start) // 5) + 1):
        yield start + 5 * number


def doubled(page: Page, left: float, top: float, right: float, bottom: float) -> Page:
    """Draw two rectangles, one a point within the other."""
    framed(page, left - 0.6, top - 0.6, right + 0.6, bottom + 0.6)
    return framed(page, left + 0.6, top + 0.6, right - 0.6, bottom - 0.6)


def shaded(page: Page, left: float, top: float, right: float, bottom: float) -> Page:
    """Fill each cell and draw its frame over it."""
    page.fill(left, top, right, bottom, grey=0.85)
    return framed(page, left, top, right, bottom)


BORDERS: dict[str, Drawn] = {
    "strokes": lined,
    "rectangles": framed,
    "thin fills": barred,
    "dashes": dashed,
    "double lines": doubled,
    "shaded cells": shaded,
}
