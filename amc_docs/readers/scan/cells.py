"""Cells of tables read once more: a lone figure in a small cell is often passed over when a whole page is read.

All such cells of a page are pasted under one another on one sheet, so that one more call reads them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.mesh import meshes
from amc_docs.readers.scan import hocr
from amc_docs.readers.scan.hocr import Seen
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract

Grey = NDArray[np.uint8]

INK = 140
LEAST_INK, LEAST_HEIGHT = 30, 12
"""Pixels of ink and of height below which there is nothing but dirt in a cell."""
LARGEST = 1_400, 260
"""Pixels, across and down, from which what stands in a cell without words is a picture."""
DOUBTFUL = 0.75
"""Mean confidence below which the words of a cell are read again."""
BELIEVED = 0.45
"""Confidence from which a word is taken over into a cell that had none."""
BETTER, WORSE = 1.05, 0.1
"""A second reading counts where it gives so many times more letters for sure, and is hardly less sure on the whole."""
UNCOVERED = 0.12
"""Share of a cell's ink outside all words from which it is read again."""
MARGIN = 40
"""Pixels of white space around each piece on the sheet."""
MOST = 300
"""Pieces of one page."""
ONE_BLOCK = 6
"""Tesseract's page segmentation mode for a sheet of lines."""


@dataclass(slots=True)
class _Piece:
    """The ink of one cell: its place on the page, and on the sheet."""

    left: int
    top: int
    right: int
    bottom: int
    words: list[Seen] = field(default_factory=list)
    shift: int = 0
    """Pixels from its top on the page to its top on the sheet."""


def reread(words: Sequence[Seen], rules: Iterable[Rule], points: float, bare: Grey, engine: Tesseract) -> list[Seen]:
    """Return the words with those of passed-over and doubtful cells read again; `points` are those of a pixel."""
    pieces = _pieces(words, rules, points, bare)
    if not pieces:
        return list(words)
    sheet = _sheet(pieces, bare)
    try:
        seen = hocr.words(engine.read(sheet, 72 / points, layout=ONE_BLOCK))
    except RecognitionError:
        # The page itself was read; its doubtful cells stay doubtful.
        return list(words)
    line = max((w.line for w in words), default=0) + 1
    replaced: set[int] = set()
    added: list[Seen] = []
    for piece in pieces:
        found = [_moved(w, piece, line) for w in seen if _is_on(w, piece)]
        if piece.words:
            if _letters(found) > BETTER * _letters(piece.words) and _sureness(found) > _sureness(piece.words) - WORSE:
                replaced.update(id(w) for w in piece.words)
                added += found
        else:
            added += [w for w in found if w.confidence >= BELIEVED]
    return [w for w in words if id(w) not in replaced] + added


def _pieces(words: Sequence[Seen], rules: Iterable[Rule], points: float, bare: Grey) -> list[_Piece]:
    found: list[_Piece] = []
    for mesh in meshes(rules):
        for slot in mesh.slots:
            left, top, right, bottom = (round(v / points) for v in mesh.box(slot))
            inside = [
                w for w in words if left < (w.left + w.right) / 2 < right and top < (w.top + w.bottom) / 2 < bottom
            ]
            place = left + 4, top + 4, right - 3, bottom - 3
            if inside and _sureness(inside) >= DOUBTFUL and _is_covered(bare, place, inside):
                continue
            piece = _ink(bare, *place)
            if piece and len(found) < MOST:
                piece.words = inside
                found.append(piece)
    return found


def _ink(bare: Grey, left: int, top: int, right: int, bottom: int) -> _Piece | None:
    """Return where ink stands in a cell; None where there is none, or a picture."""
    dark = bare[max(0, top) : bottom, max(0, left) : right] < INK
    if dark.sum() < LEAST_INK:
        return None
    rows, columns = np.flatnonzero(dark.sum(axis=1) > 1), np.flatnonzero(dark.sum(axis=0) > 1)
    if not len(rows) or not len(columns):
        return None
    piece = _Piece(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
    width, height = piece.right - piece.left, piece.bottom - piece.top
    return piece if height >= LEAST_HEIGHT and width <= LARGEST[0] and height <= LARGEST[1] else None


def _sheet(pieces: list[_Piece], bare: Grey) -> Grey:
    """Paste the pieces under one another."""
    width = max(p.right - p.left for p in pieces) + 2 * MARGIN
    sheet = np.full((sum(p.bottom - p.top + MARGIN for p in pieces) + MARGIN, width), 255, np.uint8)
    at = MARGIN
    for piece in pieces:
        height = piece.bottom - piece.top
        part = bare[piece.top : piece.bottom, piece.left : piece.right]
        sheet[at : at + height, MARGIN : MARGIN + part.shape[1]] = part
        piece.shift = at - piece.top
        at += height + MARGIN
    return sheet


def _is_on(word: Seen, piece: _Piece) -> bool:
    """Tell whether a word of the sheet stands on a piece."""
    middle = (word.top + word.bottom) / 2 - piece.shift
    return piece.top - MARGIN / 2 <= middle <= piece.bottom + MARGIN / 2


def _moved(word: Seen, piece: _Piece, line: int) -> Seen:
    """Return a word of the sheet at its place on the page."""
    across, down = piece.left - MARGIN, piece.shift
    return word._replace(
        left=word.left + across,
        right=word.right + across,
        top=word.top - down,
        bottom=word.bottom - down,
        base=word.base - down,
        edges=tuple(e + across for e in word.edges),
        line=word.line + line,
    )


def _is_covered(bare: Grey, place: tuple[int, int, int, int], words: Sequence[Seen]) -> bool:
    """Tell whether nearly all ink of a cell belongs to its words."""
    left, top, right, bottom = place
    dark = bare[max(0, top) : bottom, max(0, left) : right] < INK
    total = int(dark.sum())
    rest = dark.copy()
    for word in words:
        rows = slice(max(0, int(word.top) - top - 3), max(0, int(word.bottom) - top + 3))
        rest[rows, max(0, int(word.left) - left - 3) : max(0, int(word.right) - left + 3)] = False
    return int(rest.sum()) <= UNCOVERED * total


def _letters(words: Sequence[Seen]) -> float:
    """Return the number of characters, each for as much as it is sure."""
    return sum(w.confidence * len(w.text) for w in words)


def _sureness(words: Sequence[Seen]) -> float:
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0
