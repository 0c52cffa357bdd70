"""One page's picture → the words and rules that stand on it, with how sure the words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from amc_docs.readers.pdf.content import Area, PageContent, Rule, Word
from amc_docs.readers.pdf.glyphs import ASCENT, DESCENT
from amc_docs.readers.pdf.layout import MIN_PICTURE
from amc_docs.readers.scan import hocr, leaders, look
from amc_docs.readers.scan.bullets import bulleted
from amc_docs.readers.scan.cells import cells, reread
from amc_docs.readers.scan.codes import spelled
from amc_docs.readers.scan.fills import with_columns, with_sides
from amc_docs.readers.scan.frames import Frame
from amc_docs.readers.scan.glyphs import alphabet
from amc_docs.readers.scan.ground import evened
from amc_docs.readers.scan.hocr import Seen, sureness
from amc_docs.readers.scan.picture import Picture, halved, straightened, turned
from amc_docs.readers.scan.pieces import Piece
from amc_docs.readers.scan.ruling import Ruling, ruling
from amc_docs.readers.scan.sifting import sifted
from amc_docs.readers.scan.skew import may_lie_on_its_side, skew
from amc_docs.readers.scan.slips import mended
from amc_docs.readers.scan.spaces import spaced
from amc_docs.readers.scan.specks import cleaned
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract

LEAST = 0.5
"""Mean confidence below which nothing of a page is believed."""
UPRIGHT = 0.65
"""Mean confidence below which a page may lie on its side or head."""
BLANK = 0.0002
"""Share of ink up to which a page is empty: a line of text has more."""
INK, PAPER = 128, 190
"""Grey below which a pixel is ink, and from which the page as a whole is paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was read on one page."""

    content: PageContent
    frame: Frame
    confidence: float | None
    """0–1, the mean over all characters; None for an empty page."""


def recognised(picture: Picture, number: int, engine: Tesseract, typed: Sequence[Word] = ()) -> Recognised:
    """Read one page's picture.

    `typed` are words that the page holds as text: they are exact and stand in for what is recognised at their place.
    Raises RecognitionError where the page cannot be read.
    """
    width, height = picture.size
    plain = Frame(width=width, height=height)
    if not typed and _has_no_ink(picture):
        if float(np.median(picture.grey)) < PAPER:
            raise RecognitionError("la lectura óptica no halló texto")
        content = PageContent(number=number, width=width, height=height)
        return Recognised(content=content, frame=plain, confidence=None)
    is_doubtful = may_lie_on_its_side(picture.grey)
    asked = _orientation(picture, engine) if is_doubtful else None
    upright = turned(picture, asked or 0)
    page, lines, words, marks = _read(upright, engine)
    if not is_doubtful and sureness(words) < UPRIGHT:
        asked = _orientation(picture, engine)
        if asked:
            page, lines, words, marks = _read(turned(picture, asked), engine)
    frame = replace(plain, turn=page.turn, angle=page.angle)
    exact = _placed(typed, frame)
    found = [w for w in _words(words, lines, page.points) if not any(_covers(e, w) for e in exact)]
    if not words:
        raise RecognitionError("la lectura óptica no halló texto, o con muy poca seguridad")
    content = PageContent(
        number=number,
        width=frame.size[0],
        height=frame.size[1],
        words=(*found, *exact),
        rules=tuple(_rules(lines, page.points)),
        images=tuple(_area(mark, page.points) for mark in marks),
    )
    return Recognised(content=content, frame=frame, confidence=sureness(words))


def _read(picture: Picture, engine: Tesseract) -> tuple[Picture, Ruling, list[Seen], list[Piece]]:
    """Straighten a picture, take its rules off, and recognise the rest; no words where hardly any is sure."""
    page = straightened(picture, skew(evened(halved(picture.grey))))
    lines = with_columns(with_sides(ruling(cleaned(evened(page.grey))), page.grey), page.grey)
    dots = leaders.leaders(lines.bare)
    lines = replace(lines, bare=leaders.without(lines.bare, dots))
    words = mended(hocr.words(engine.read(lines.bare, page.dots_per_inch)))
    if sureness(words) < LEAST:
        return page, lines, [], []
    marks: list[Piece] = []
    if sureness(words) >= UPRIGHT:
        places = [*cells(_rules(lines, page.points), page.points), *leaders.ends(dots)]
        letters = alphabet(words, lines.bare)
        words = spelled(words, lines.bare, letters)
        words, marks = reread(words, places, page.points, lines.bare, engine, letters)
    found = bulleted(spaced(mended(sifted(words, page.ink), lines.bare), lines.bare), lines.bare)
    return page, lines, [*found, *leaders.told(dots, max((w.line for w in found), default=0) + 1)], marks


def _orientation(picture: Picture, engine: Tesseract) -> int | None:
    """Return by how many degrees to turn a picture clockwise; half the grain is enough to tell."""
    return engine.orientation(np.asarray(Image.fromarray(picture.grey).reduce(2)), picture.dots_per_inch / 2)


def _has_no_ink(picture: Picture) -> bool:
    """Tell whether nothing stands on a page but dirt and the shade of its edges."""
    height, width = picture.grey.shape
    inner = evened(halved(picture.grey))[height // 50 : -height // 50, width // 50 : -width // 50]
    return float((inner < INK).mean()) < BLANK


def _words(words: Sequence[Seen], lines: Ruling, points: float) -> list[Word]:
    """Return recognised words as a page's words, in points."""
    sizes = look.sizes(words)
    heavy = look.bold(words, lines.bare)
    return [
        _word(word, sizes.get(word.size, word.bottom - word.top), is_bold, points)
        for word, is_bold in zip(words, heavy, strict=True)
    ]


def _word(word: Seen, size: float, is_bold: bool, points: float) -> Word:
    base = word.base
    if not word.top < base <= word.bottom + 0.25 * size:
        # The line runs over several cells whose own lines stand at other heights.
        base = word.bottom - (DESCENT * size if any(c in "gjpqy,;()" for c in word.text) else 0.0)
    top, bottom = (word.top, word.bottom) if word.turn else (base - ASCENT * size, base + DESCENT * size)
    return Word(
        text=word.text,
        left=word.left * points,
        top=top * points,
        right=word.right * points,
        bottom=bottom * points,
        size=size * points,
        is_bold=is_bold,
        turn=word.turn,
        joins=False,
        is_visible=True,
        edges=tuple(e * points for e in word.edges),
        confidence=word.confidence,
    )


def _area(mark: Piece, points: float) -> Area:
    """Return the place of unread ink as a picture's, none too small to count as one."""
    x, y = (mark.left + mark.right) / 2 * points, (mark.top + mark.bottom) / 2 * points
    across, down = (max(MIN_PICTURE, v * points) / 2 for v in (mark.width, mark.height))
    return Area(x - across, y - down, x + across, y + down)


def _rules(lines: Ruling, points: float) -> list[Rule]:
    across = [Rule(True, s.at * points, s.start * points, s.end * points) for s in lines.across]
    return across + [Rule(False, s.at * points, s.start * points, s.end * points) for s in lines.down]


def _placed(typed: Sequence[Word], frame: Frame) -> list[Word]:
    """Return typed words moved to where the straightened page shows them; on a turned page they are recognised too."""
    if frame.turn:
        return []
    found = []
    for word in typed:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        u, v = frame.straightened(x, y)
        edges = tuple(e + u - x for e in word.edges)
        place = {"left": word.left + u - x, "right": word.right + u - x}
        found.append(word._replace(**place, top=word.top + v - y, bottom=word.bottom + v - y, edges=edges))  # type: ignore[arg-type]
    return found


def _covers(exact: Word, word: Word) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return exact.left - 1 <= x <= exact.right + 1 and exact.top - 1 <= y <= exact.bottom + 1
