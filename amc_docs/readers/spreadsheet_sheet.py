"""What the readers of spreadsheets find: sheets as texts at places, before they become tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from amc_docs.document import Block
from amc_docs.errors import LimitExceededError
from amc_docs.limits import Limits

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
"""From 0; where the sheets of Excel and LibreOffice end."""

ERRORS = {
    "#N/A": "#N/D", "#VALUE!": "#¡VALOR!", "#REF!": "#¡REF!", "#DIV/0!": "#¡DIV/0!", "#NUM!": "#¡NUM!",
    "#NAME?": "#¿NOMBRE?", "#NULL!": "#¡NULO!", "#GETTING_DATA": "#OBTENIENDO_DATOS", "#SPILL!": "#¡DESBORDAMIENTO!",
    "#CALC!": "#¡CALC!", "#FIELD!": "#¡CAMPO!", "#CONNECT!": "#¡CONECTAR!",
}  # fmt: skip
"""Errors as files spell them → as Excel shows them in Spanish."""
OUTSIDE = "El libro enlaza datos que están fuera del archivo. No se abrieron: se leyeron los últimos valores guardados."
TRUE, FALSE = "VERDADERO", "FALSO"

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_SPACE = re.compile(r"[^\S\n\t]+")
Place = tuple[int, int]
"""Row and column, from 0."""


class Range(NamedTuple):
    """A rectangle of places, its edges included."""

    top: int
    left: int
    bottom: int
    right: int


class Written(NamedTuple):
    """A text in a cell."""

    text: str
    is_bold: bool = False
    is_number: bool = False
    """The file keeps a number there, whatever it is shown as."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet while it is read."""

    name: str
    is_hidden: bool = False
    texts: dict[Place, Written] = field(default_factory=dict)
    framed: set[Place] = field(default_factory=set)
    """Empty places with lines around them: a form's blanks, which hold a table together."""
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    """Of those where a text stands."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last, wherever texts stand."""
    comments: list[tuple[Place, str]] = field(default_factory=list)
    shapes: list[Block] = field(default_factory=list)
    """Pictures, and texts of shapes, that float over the cells."""
    margins: list[tuple[str, str]] = field(default_factory=list)
    """`header` or `footer`, and its text."""
    uncomputed: list[Place] = field(default_factory=list)
    """Formulas whose result the file does not hold."""
    concealed: list[Place] = field(default_factory=list)
    """Values that their format makes invisible; they are read."""


@dataclass(slots=True, kw_only=True)
class Book:
    """A workbook, read; sheets in their order."""

    name: str
    """The file's, ready to be shown."""
    sheets: list[Sheet] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    limits: Limits
    count: int = 0
    """Cells read so far."""

    def put(self, sheet: Sheet, place: Place, written: Written | None) -> None:
        """Note a text, or with None a frame, at a place."""
        self.count += 1
        if self.count > self.limits.cells:
            raise self.too_many("cells", "tiene {} celdas")
        if written is None:
            sheet.framed.add(place)
        else:
            sheet.texts.setdefault(place, written)

    def too_many(self, field: str, has: str) -> LimitExceededError:
        """Return the error for a workbook over a limit; see `Limits.exceeded`."""
        advice = "Deje en el libro solo las hojas del documento, o suba el límite"
        return self.limits.exceeded(field, self.name, has, advice=advice)




def folded(text: str) -> str:
    """Return a text with its white space folded, line breaks and tabs kept."""
    return _SPACE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def place_of(reference: str | None) -> Place | None:
    """Return the place that a reference such as B7 names; None where it names none."""
    found = _REFERENCE.fullmatch(reference or "")
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if 1 <= row <= LAST_ROW + 1 and column <= LAST_COLUMN + 1 else None


def range_of(reference: str | None) -> Range | None:
    """Return the rectangle that a reference such as B7:C9 names; None where it names none."""
    first, _, last = (reference or "").partition(":")
    start, end = place_of(first), place_of(last or first)
    if start is None or end is None or end < start or end[1] < start[1]:
        return None
    return Range(*start, *end)


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return first and last of each run of consecutive numbers."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
