"""What stands on one page, before any meaning: words, rules, filled areas and pictures.

All measures are points from the top-left corner of the page as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """Characters set side by side without white space."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Font size as displayed."""
    is_bold: bool
    turn: int
    """Degrees that the text is turned against the reading direction, anticlockwise: 0, 90, 180 or 270."""
    joins: bool
    """The file has no white space between this word and the one before."""
    is_visible: bool
    """False for text drawn with neither fill nor stroke (an OCR layer)."""
    edges: tuple[float, ...]
    """Where each character begins along the line, and where the last one ends."""
    font: str = ""
    """Name of the font, without the mark of a subset."""
    is_white: bool = False
    """Filled in white: visible only over something dark."""
    confidence: float | None = None
    """0–1 from optical recognition; None where the text is exact."""


class Rule(NamedTuple):
    """A horizontal or vertical line, or a rectangle thin enough to be one."""

    is_horizontal: bool
    at: float
    """The y of a horizontal rule, the x of a vertical one."""
    start: float
    end: float


class Area(NamedTuple):
    """A rectangle: a picture's place, or a fill."""

    left: float
    top: float
    right: float
    bottom: float
    colour: int = 0
    """0xRRGGBB of a fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """One page as an engine hands it over."""

    number: int
    """From 1."""
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Area, ...] = ()
    images: tuple[Area, ...] = ()
    shapes: tuple[Area, ...] = ()
    """Boxes of what is drawn with curves or slanted lines: charts, diagrams, text turned into outlines."""
