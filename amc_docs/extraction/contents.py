"""The document's own table of contents: its lines look like titles, and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.document import Paragraph
from amc_docs.extraction.forms import Piece
from amc_docs.record import IndexLine
from amc_docs.wording import fold, squeeze

_LEADER = re.compile(
    r"^(?P<text>.*?\S)\s*(?:\.{3,}|…+|_{3,}|(?:\. ){3,}|\t)[\s.…]*(?P<page>\d{1,4}|[ivxlc]{1,6})?\s*$", re.S
)
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


def _line(block: Paragraph, under_heading: bool) -> IndexLine | None:
    text = block.printed
    if found := _LEADER.match(text):
        if block.is_index or found["page"]:
            return IndexLine(text=squeeze(found["text"]), page=found["page"] or "", location=block.location)
        return None
    if (block.is_index or under_heading) and len(text) < 250 and (found := _PAGE_AT_END.match(text)):
        return IndexLine(text=squeeze(found["text"]), page=found["page"], location=block.location)
    if block.is_index:
        return IndexLine(text=squeeze(text), page="", location=block.location)
    return None


def _kept(run: dict[int, IndexLine], lines: dict[int, IndexLine], under_heading: bool) -> dict[int, IndexLine]:
    """Move a finished run into `lines` if it is a table of contents; return a new, empty run."""
    if len(run) >= (1 if under_heading else 3):
        lines.update(run)
    return {}
