"""Cells of tables read a second time: figures always, words where the first reading is in doubt.

A lone figure in a small cell is often passed over, or loses its point, when a whole page is read. All such cells are
read once more on one sheet, and where both readings differ the surer one stands, but never as sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.mesh import meshes
from amc_docs.readers.scan import hocr
from amc_docs.readers.scan.codes import spelled
from amc_docs.readers.scan.glyphs import UNKNOWN, Alphabet
from amc_docs.readers.scan.hocr import Seen, letters, sureness
from amc_docs.readers.scan.pieces import INK, LEAST_HEIGHT, Grey, Piece, ink, returned, sheet
from amc_docs.readers.scan.slips import mended
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract

LARGEST = 1_400, 260
"""Pixels, across and down, from which what stands in a cell without words is a picture."""
DOUBTFUL, WEAK = 0.75, 0.6
"""Mean confidence of a cell, and confidence of one of its words, below which it is read again."""
SHORT = 16
"""Letters up to which a cell with figures is read twice."""
BELIEVED = 0.45
"""Confidence from which a word counts in a cell that had none, or where two readings differ."""
BETTER, WORSE = 1.05, 0.1
"""A second reading counts where it gives so many times more letters for sure, and is hardly less sure on the whole."""
SURER, WHOLE = 0.03, 0.8
"""It also counts where it is surer by so much and gives at least this share of the letters."""
EDGE = ".,'’‘\"“”°*"
"""Signs at a cell's edges that are as often dirt as print."""
DISPUTED = 0.7
"""Confidence at most of figures that two readings give differently."""
UNCOVERED = 0.12
"""Share of a cell's ink outside all words from which it is read again."""
FEW_LETTERS, DRAWN = 3, 0.5
"""Letters up to which a doubtful reading is part of a drawing, and share of the ink outside them from which it is."""
MOST = 300
"""Pieces of one page."""
STRADDLING = 2.0
"""Height of a word against its width from which it may be the figures of several cells, one above the other."""
ON_SIDE = 1.3, 70, 180
"""Height of ink against its width, and in pixels, from which words may be turned; and its greatest width."""
SIDEWAYS = 0.6
"""Mean confidence from which a word read on its side is believed."""
DASH = (10, 60), (2, 10), 1.6
"""Pixels across and down, and width against height, of a dash that stands alone in a cell."""
SURE_DASH = 0.85
"""Confidence of a dash that was seen, not read."""
MARK, MARK_SIDE = 14, 20
"""Inked squares of four by four pixels, and pixels to each side, from which unread ink is more than dirt."""
ONE_BLOCK = 6
"""Tesseract's page segmentation mode for a sheet of lines."""


Place = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


class Reread(NamedTuple):
    """What stands on a page after the second look."""

    words: list[Seen]
    unread: list[Piece]
    """Ink in cells that nothing was read of: handwriting, marks, drawings."""


def reread(
    words: Sequence[Seen],
    places: Iterable[Place],
    points: float,
    bare: Grey,
    engine: Tesseract,
    letters: Alphabet = UNKNOWN,
) -> Reread:
    """Return the words with those of short and doubtful places read again.

    `points` are those of a pixel; `letters` are the page's own.
    """
    places = list(places)
    words = _without_straddling(words, places)
    pieces, dashes = _pieces(words, places, bare)
    line = max((w.line for w in words), default=0) + 1
    dashed = [_dash(piece, line + number) for number, piece in enumerate(dashes)]
    line += len(dashed)
    if not pieces:
        return Reread([*words, *dashed], [])
    pasted = [variant for piece in pieces for variant in variants(piece)]
    try:
        seen = mended(hocr.words(engine.read(sheet(pasted, bare), 72 / points, layout=ONE_BLOCK)))
    except RecognitionError:
        # The page itself was read; its doubtful cells stay doubtful.
        return Reread([*words, *dashed], [])
    second: dict[tuple[int, int], list[list[Seen]]] = {}
    for piece, found in zip(pasted, returned(pasted, seen, line), strict=True):
        second.setdefault((piece.left, piece.top), []).append(spelled(found, bare, letters))
    replaced: set[int] = set()
    added = dashed
    unread = []
    for piece in pieces:
        stands = chosen(piece, second[piece.left, piece.top])
        if _is_drawn(piece, stands, bare):
            stands = []
        if stands is not piece.words:
            replaced.update(id(w) for w in piece.words)
            added += stands
        if not stands and _is_mark(piece, bare):
            unread.append(piece)
    return Reread([w for w in words if id(w) not in replaced] + added, unread)


def cells(rules: Iterable[Rule], points: float) -> Iterator[Place]:
    """Yield the insides of the cells of a page's tables, those that hold a table left out.

    `points` are those of a pixel.
    """
    found = meshes(rules)
    middles = [((m.xs[0] + m.xs[-1]) / 2, (m.ys[0] + m.ys[-1]) / 2, m.xs[-1] - m.xs[0]) for m in found]
    for mesh in found:
        for slot in mesh.slots:
            left, top, right, bottom = mesh.box(slot)
            if any(left < x < right and top < y < bottom and width < right - left for x, y, width in middles):
                continue
            left, top, right, bottom = (round(v / points) for v in (left, top, right, bottom))
            yield left + 4, top + 4, right - 3, bottom - 3


def _without_straddling(words: Sequence[Seen], places: Sequence[Place]) -> list[Seen]:
    """Return the words without those that run over several cells of a column: each cell is read by itself then."""
    found = []
    for word in words:
        x = (word.left + word.right) / 2
        is_tall = word.bottom - word.top > STRADDLING * (word.right - word.left)
        held = [(top + bottom) / 2 for left, top, right, bottom in places if left < x < right]
        if not is_tall or sum(word.top < middle < word.bottom for middle in held) < 2:
            found.append(word)
    return found


def _pieces(words: Sequence[Seen], places: Iterable[Place], bare: Grey) -> tuple[list[Piece], list[Piece]]:
    """Return what to read again, and cells that hold nothing but a dash."""
    found: list[Piece] = []
    dashes: list[Piece] = []
    middles = [((w.left + w.right) / 2, (w.top + w.bottom) / 2) for w in words]
    for place in places:
        left, top, right, bottom = place
        inside = [
            w for w, (x, y) in zip(words, middles, strict=True) if left - 4 < x < right + 3 and top - 4 < y < bottom + 3
        ]
        if not _is_doubtful(inside) and _uncovered(bare, place, inside) <= UNCOVERED:
            continue
        piece = ink(bare, *place)
        if piece is None:
            continue
        piece.words = inside
        if not inside and _is_dash(piece, top, bottom):
            dashes.append(piece)
        elif _is_writing(piece) and len(found) < MOST:
            found.append(piece)
    return found, dashes


def _is_doubtful(words: Sequence[Seen]) -> bool:
    """Tell whether a cell is to be read again."""
    text = "".join(w.text for w in words)
    has_figures = any(c.isdigit() for c in text) or len(text) <= 3
    return sureness(words) < DOUBTFUL or any(w.confidence < WEAK for w in words) or (has_figures and len(text) <= SHORT)


def _is_writing(piece: Piece) -> bool:
    """Tell whether a piece may hold writing: neither a line left over nor a picture."""
    is_low = LEAST_HEIGHT <= piece.height <= LARGEST[1]
    return (is_low and piece.width <= LARGEST[0]) or _may_be_turned(piece)


def _may_be_turned(piece: Piece) -> bool:
    """Tell whether the words of a piece may stand on their side."""
    slender, least, most = ON_SIDE
    return piece.height >= max(least, slender * piece.width) and piece.width <= most


def _is_dash(piece: Piece, top: int, bottom: int) -> bool:
    """Tell whether a piece is a dash: what is left of a rule lies at the edge of the cell."""
    (narrow, wide), (thin, thick), flat = DASH
    is_inside = piece.top - top > 8 and bottom - piece.bottom > 8
    is_small = narrow <= piece.width <= wide and thin <= piece.height <= thick
    return is_inside and is_small and piece.width >= flat * piece.height


def _dash(piece: Piece, line: int) -> Seen:
    left, top, right, bottom = (float(v) for v in (piece.left, piece.top, piece.right, piece.bottom))
    height = 3 * (right - left)
    return Seen("-", left, top, right, bottom, SURE_DASH, height, bottom + height / 5, (left, right), line)


def variants(piece: Piece) -> list[Piece]:
    """Return the piece as it stands, and on both its sides where its words may be turned."""
    if not _may_be_turned(piece):
        return [piece]
    place = piece.left, piece.top, piece.right, piece.bottom
    return [piece, Piece(*place, turn=90), Piece(*place, turn=270)]


def chosen(piece: Piece, readings: Sequence[list[Seen]]) -> list[Seen]:
    """Return the words that stand: the first reading's own list, or those of the second."""
    upright, *turned = readings
    side = max(turned, key=letters, default=[])
    if sureness(side) > max(SIDEWAYS, sureness(upright), sureness(piece.words)) and len(_text(side)) > 2:
        return side
    if not piece.words:
        return [w for w in upright if w.confidence >= BELIEVED]
    before, after = _text(piece.words), _text(upright)
    if before.strip(EDGE) == after.strip(EDGE):
        is_whole = len(upright) < len(piece.words)
        return upright if is_whole or sureness(upright) > sureness(piece.words) else piece.words
    better = upright if _is_better(upright, piece.words) else piece.words
    if sureness(better) < BELIEVED:
        return []
    if any(c.isdigit() for c in before + after) and len(before) <= SHORT and after:
        return [w._replace(confidence=min(w.confidence, DISPUTED)) for w in better]
    return better


def _is_better(after: Sequence[Seen], before: Sequence[Seen]) -> bool:
    gain = sureness(after) - sureness(before)
    if letters(after) > BETTER * letters(before) and gain > -WORSE:
        return True
    least = WHOLE * len(_text(before)) if len(_text(before)) > 4 else 1
    return gain > SURER and len(_text(after)) >= least


def _uncovered(bare: Grey, place: Place, words: Sequence[Seen]) -> float:
    """Return the share of a cell's ink that belongs to none of its words."""
    left, top, right, bottom = place
    dark = bare[max(0, top) : bottom, max(0, left) : right] < INK
    total = int(dark.sum())
    rest = dark.copy()
    for word in words:
        rows = slice(max(0, int(word.top) - top - 3), max(0, int(word.bottom) - top + 3))
        rest[rows, max(0, int(word.left) - left - 3) : max(0, int(word.right) - left + 3)] = False
    return int(rest.sum()) / max(1, total)


def _is_drawn(piece: Piece, words: Sequence[Seen], bare: Grey) -> bool:
    """Tell whether what was read is but a stroke or two of a drawing or signature."""
    if len(_text(words)) > FEW_LETTERS or sureness(words) >= DOUBTFUL:
        return False
    return bool(words) and _uncovered(bare, (piece.left, piece.top, piece.right, piece.bottom), words) > DRAWN


def _is_mark(piece: Piece, bare: Grey) -> bool:
    """Tell whether unread ink is more than specks."""
    if min(piece.width, piece.height) < MARK_SIDE:
        return False
    height, width = piece.height // 4 * 4, piece.width // 4 * 4
    part = bare[piece.top : piece.top + height, piece.left : piece.left + width] < INK
    squares = part.reshape(height // 4, 4, width // 4, 4).mean(axis=(1, 3)) >= 0.5
    return int(np.count_nonzero(squares)) >= MARK


def _text(words: Sequence[Seen]) -> str:
    return "".join(w.text for w in words)
