"""The document's own table of contents: its lines look like titles, and are none."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from amc_docs.document import Paragraph
from amc_docs.extraction.forms import Piece
from amc_docs.record import IndexLine
from amc_docs.wording import fold, squeeze

_PAGE = re.compile(r"(?:(?<!\d)\d{1,4}|(?<![ivxlc])[ivxlc]{1,6})$")
_DOTS = re.compile(r"\.{3}|…|(?:\. ){3}|\t")
_FILLING = " \t\n\xa0.…"
_PAGE_AT_END = re.compile(r"^(?P<text>.*?[^\W\d].*?)\s+(?P<page>\d{1,4})\s*$", re.S)
_HEADINGS = frozenset({"indice", "indice general", "contenido", "tabla de contenido", "tabla de contenidos", "sumario"})


def find(pieces: Sequence[Piece]) -> dict[int, IndexLine]:
    """Return the lines of the table of contents by position in `pieces`; empty where there is none.

    A line is one where the file marks it so, or has a leader or a page number at its end and stands under a heading
    «Índice» or in a run of at least three such lines.
    """
    lines: dict[int, IndexLine] = {}
    run: dict[int, IndexLine] = {}
    under_heading = False
    for position, piece in enumerate(pieces):
        block = piece.block
        if not isinstance(block, Paragraph):
            under_heading, run = False, _kept(run, lines, under_heading)
            continue
        if fold(block.text) in _HEADINGS:
            under_heading = True
            continue
        line = _line(block, under_heading)
        if line:
            run[position] = line
        elif block.text:
            run = _kept(run, lines, under_heading)
            under_heading = False
    _kept(run, lines, under_heading)
    return lines


def heading_of(pieces: Sequence[Piece], index: Container[int]) -> frozenset[int]:
    """Return the positions of the lines «Índice» right above the lines of an index: they are of it, and of no point."""
    return frozenset(
        place
        for place, piece in enumerate(pieces)
        if place + 1 in index and isinstance(piece.block, Paragraph) and fold(piece.block.text) in _HEADINGS
    )


def _line(block: Paragraph, under_heading: bool) -> IndexLine | None:
    text = block.printed
    if led := _led(text):
        words, page = led
        return IndexLine(text=squeeze(words), page=page, location=block.location) if block.is_index or page else None
    if (block.is_index or under_heading) and len(text) < 250 and (found := _PAGE_AT_END.match(text)):
        return IndexLine(text=squeeze(found["text"]), page=found["page"], location=block.location)
    if block.is_index:
        return IndexLine(text=squeeze(text), page="", location=block.location)
    return None


def _led(text: str) -> tuple[str, str] | None:
    """Return the words before a leader (dots, rules or a tab) and the page behind it, if any; None without a leader.

    Looks from the end: one regular expression for the whole line takes minutes on a page of dots.
    """
    line = text.rstrip()
    found = _PAGE.search(line, max(0, len(line) - 7))
    for page in (found[0] if found else "", ""):
        before = line.removesuffix(page)
        words = before.rstrip(_FILLING)
        if words.endswith("___") or _DOTS.search(before, len(words)):
            return words.rstrip("_ "), page
    return None


def _kept(run: dict[int, IndexLine], lines: dict[int, IndexLine], under_heading: bool) -> dict[int, IndexLine]:
    """Move a finished run into `lines` if it is a table of contents; return a new, empty run."""
    if len(run) >= (1 if under_heading else 3):
        lines.update(run)
    return {}
