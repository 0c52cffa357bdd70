"""What stands where there is nothing to put in: guidance in a blank form, a mark in a draft, nothing in a final one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amc_docs.forms.marks import Control, Gap, Inline, Words

POINT, VALUE, FIELD = "punto", "dato", "campo"
YEAR_NAME = "nombre_anio"
"""Name of the slot for the year's official name, which no schema has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place of a form that nothing was given for."""

    kind: str
    """`punto`, `dato` (a single value) or `campo` (of a matrix)."""
    name: str
    """Number of the point, name of the value or field."""
    title: str
    """As the form calls it."""
    point: str | None = None
    matrix: str | None = None
    row: int | None = None
    """From 0; of the matrix."""
    guidance: tuple[str, ...] = ()
    """The form's own instructions."""


Missing = Callable[[Slot], Inline]
"""Gives what stands in a place; what reads as an empty text leaves the place empty."""


def blank(slot: Slot) -> Inline:
    """Return the form's own instruction, in grey, which goes when somebody writes there; cells stay empty."""
    return (
        Words("")
        if slot.kind == FIELD
        else Control("\n".join(slot.guidance) or f"Escriba aquí: {slot.title}", slot.title)
    )


def draft(slot: Slot) -> Inline:
    """Return a mark of what is still to be written."""
    where = f" del punto {slot.point}" if slot.kind == FIELD and slot.point else ""
    return Gap(f"{slot.title}{where}")


def final(_slot: Slot) -> Inline:
    """Return nothing."""
    return Words("")
