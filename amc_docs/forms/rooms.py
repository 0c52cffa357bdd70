"""Where the content of a point stands in its document, and how wide that is."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.forms.layout import Layout, Part
from amc_docs.forms.markup import CELL_MARGIN, TWIPS
from amc_docs.forms.sizes import ROOM

FORM = "formulario"
_BLOCK, _TITLE = 0.85, 3.3
"""Centimetres of the columns of a form; the content takes the rest."""


@dataclass(frozen=True, slots=True)
class Room:
    """A place for blocks."""

    width: int
    """Twips."""
    in_cell: bool
    """Inside a form, where letters are smaller."""


def form_widths(part: Part) -> tuple[int, int, int]:
    """Return the widths of block, title and content of a form, in twips."""
    block, title = part.widths[:2] if len(part.widths) > 1 else (_BLOCK, _TITLE)
    left, middle = round(block * TWIPS), round(title * TWIPS)
    return left, middle, part.room - left - middle


def room_of(layout: Layout, number: str) -> Room:
    """Return the room for the content of a point."""
    part = layout.part_of(number)
    if part is None:
        return Room(ROOM, in_cell=False)
    if part.form != FORM:
        return Room(part.room, in_cell=False)
    _, title, content = form_widths(part)
    return Room((title + content if number in part.full else content) - 2 * CELL_MARGIN, in_cell=True)


def room_of_matrix(layout: Layout, name: str) -> int:
    """Return the room for the table of a matrix, in twips."""
    point = layout.matrices[name].spec.point
    if point is not None:
        return room_of(layout, point).width
    shown = (part for part in layout.parts if part.form == "matrices" and name in part.fields)
    return next((part.room for part in shown), ROOM)
