"""The form as a table: the blocks at the left, upright, each point with its title and its content."""

from __future__ import annotations

from amc_docs.doctype import DocType
from amc_docs.forms.fitting import upright_height
from amc_docs.forms.flow import flow, insert, mark_row, matrix_table, own_matrices, title_of
from amc_docs.forms.layout import Layout, Part
from amc_docs.forms.markup import CELL_MARGIN, Look, bookmarked, cell, paragraph, row, table, words
from amc_docs.forms.rooms import form_widths
from amc_docs.forms.styles import BLOCK_SIZE, GREY
from amc_docs.specs import PointSpec


def form(doctype: DocType, layout: Layout, part: Part) -> str:
    """Return the table with the points of a part."""
    specs = {point.number: point for point in doctype.points}
    widths = form_widths(part)
    rows, block = "", ""
    for number in part.points:
        spec = specs[number]
        shared = sum(specs[other].block == spec.block for other in part.points)
        edge = _Edge(spec.block, is_first=spec.block != block, width=widths[0], rows=shared)
        block = spec.block
        rows += (_full if number in part.full else _beside)(doctype, layout, spec, edge, widths)
    return table(rows, list(widths), style="AMCFormulario", head=False, title=doctype.title)


_OPENING = 40
"""Twips of the row in which a block begins."""


class _Edge:
    """The cell of a block: one cell over all its rows."""

    def __init__(self, block: str, *, is_first: bool, width: int, rows: int) -> None:
        self.block, self.is_first, self.width = block, is_first, width
        self.least = upright_height(block, BLOCK_SIZE) // rows
        """Twips of each of its rows: together they are as high as its words are long, which else would be cut off."""

    def next(self) -> str:
        """Return the piece of it in the next row."""
        merge, self.is_first = "restart" if self.is_first else "continue", False
        inner = paragraph(words(self.block) if merge == "restart" else "", Look(style="AMCBloque"))
        return cell(inner, self.width, merge=merge, fill=GREY, upright=True)


def _title(doctype: DocType, spec: PointSpec, *, bold: bool) -> str:
    number = doctype.points.index(spec)
    runs = bookmarked(words(title_of(spec), Look(bold=bold)), f"amc_{number}", number)
    return paragraph(runs, Look(style="AMCTitulo", keep=bold))


def _beside(doctype: DocType, layout: Layout, spec: PointSpec, edge: _Edge, widths: tuple[int, int, int]) -> str:
    """Return the row of a point: block, title, content."""
    _, left, right = widths
    title = _title(doctype, spec, bold=False)
    content = flow(doctype, layout, spec.number, right - 2 * CELL_MARGIN)
    if not edge.is_first:
        return row(edge.next() + cell(title, left) + cell(content, right), least=edge.least)
    # The upright cell begins in a row of its own: that one cannot go on on the next page, whatever it holds.
    nothing = paragraph("", Look(style="AMCCorte"))
    opening = edge.next() + cell(nothing, left, without="bottom") + cell(nothing, right, without="bottom")
    rest = edge.next() + cell(title, left, without="top") + cell(content, right, without="top")
    return row(opening, height=_OPENING) + row(rest, least=edge.least)


def _full(doctype: DocType, layout: Layout, spec: PointSpec, edge: _Edge, widths: tuple[int, int, int]) -> str:
    """Return the rows of a point that takes the whole width: its title, then one row for each of its tables."""
    room = widths[1] + widths[2]
    point = f"puntos['{spec.number}']"

    def line(inner: str) -> str:
        return row(edge.next() + cell(inner, room, span=2))

    def mark(expression: str) -> str:
        return mark_row(expression, len(widths), sum(widths))

    rows = line(_title(doctype, spec, bold=True)) + mark(f"if {point}.en_orden")
    for name in own_matrices(doctype, spec.number):
        before = insert(f"{point}.antes.{name}")
        rows += mark(f"if {point}.antes.{name} or matrices.{name}.visible")
        rows += line(before + matrix_table(layout, name, room - 2 * CELL_MARGIN)) + mark("endif")
    rows += mark(f"if {point}.despues") + line(insert(f"{point}.despues")) + mark("endif")
    return rows + mark("else") + line(insert(f"{point}.contenido")) + mark("endif")
