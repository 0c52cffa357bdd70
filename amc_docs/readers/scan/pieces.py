"""Pieces of a page pasted under one another on a sheet, and what was recognised there brought back to the page.

A page's own layout is what misleads recognition most: figures that stand alone, columns that run together, type in
several sizes, words turned on their side. On the sheet every piece stands upright, alone, and in type of one size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from amc_docs.readers.scan.hocr import Seen

Grey = NDArray[np.uint8]

INK = 160
"""Grey below which a pixel of an evened picture is ink."""
LEAST_INK, LEAST_HEIGHT = 30, 12
"""Pixels of ink and of height below which there is nothing but dirt."""
MARGIN = 40
"""Pixels of white space around each piece on the sheet."""
TAIL = 4
"""Pixels shown below the ink: the tail of a comma is a single one wide and does not count."""
SCALES = ((19.0, 2.0), (23.0, 1.7), (28.0, 1.4))
"""Height of a line in pixels up to which a piece is enlarged, and how many times."""


@dataclass(slots=True)
class Piece:
    """The ink of one cell: its place on the page, and on the sheet."""

    left: int
    top: int
    right: int
    bottom: int
    words: list[Seen] = field(default_factory=list)
    """What was recognised at its place before."""
    turn: int = 0
    """Degrees that its text is turned against the reading direction, anticlockwise: 0, 90 or 270."""
    scale: float = 1.0
    at: int = 0
    """Its upper edge on the sheet."""

    @property
    def width(self) -> int:
        """Pixels across, on the page."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels down, on the page."""
        return self.bottom - self.top

    def image(self, bare: Grey) -> Image.Image:
        """Return the piece upright, in type of a common size."""
        part = bare[self.top : self.bottom + TAIL, self.left : self.right]
        part = np.rot90(part, -self.turn // 90) if self.turn else part
        self.scale = _scale(part)
        image = Image.fromarray(np.ascontiguousarray(part))
        if self.scale == 1.0:
            return image
        size = round(image.width * self.scale), round(image.height * self.scale)
        return image.resize(size, Image.Resampling.BICUBIC)

    def moved(self, word: Seen, line: int) -> Seen:
        """Return a word of the sheet at its place on the page; `line` is added to the number of its line."""
        left, right = ((v - MARGIN) / self.scale for v in (word.left, word.right))
        top, bottom, base = ((v - self.at) / self.scale for v in (word.top, word.bottom, word.base))
        edges = tuple((e - MARGIN) / self.scale for e in word.edges)
        if self.turn == 90:
            left, top, right, bottom = top, self.height + TAIL - right, bottom, self.height + TAIL - left
        elif self.turn == 270:
            left, top, right, bottom = self.width - bottom, left, self.width - top, right
        return word._replace(
            left=left + self.left,
            right=right + self.left,
            top=top + self.top,
            bottom=bottom + self.top,
            base=base + self.top,
            size=word.size / self.scale,
            edges=tuple(e + self.left for e in edges),
            line=word.line + line,
            turn=self.turn,
        )


def ink(bare: Grey, left: int, top: int, right: int, bottom: int) -> Piece | None:
    """Return where ink stands in a rectangle of a picture; None where there is none."""
    left, top = max(0, left), max(0, top)
    dark = bare[top:bottom, left:right] < INK
    if dark.sum() < LEAST_INK:
        return None
    rows, columns = np.flatnonzero(dark.sum(axis=1) > 1), np.flatnonzero(dark.sum(axis=0) > 1)
    if not len(rows) or not len(columns):
        return None
    return Piece(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def sheet(pieces: Sequence[Piece], bare: Grey) -> Grey:
    """Paste the pieces under one another."""
    images = [piece.image(bare) for piece in pieces]
    width = max(image.width for image in images) + 2 * MARGIN
    found = np.full((sum(image.height + MARGIN for image in images) + MARGIN, width), 255, np.uint8)
    at = MARGIN
    for piece, image in zip(pieces, images, strict=True):
        piece.at = at
        found[at : at + image.height, MARGIN : MARGIN + image.width] = np.asarray(image)
        at += image.height + MARGIN
    return found


def returned(pieces: Sequence[Piece], words: Sequence[Seen], line: int) -> Iterator[list[Seen]]:
    """Yield for each piece the words of the sheet that stand on it, at their places on the page."""
    middles = [(word.top + word.bottom) / 2 for word in words]
    ends = [piece.at - MARGIN / 2 for piece in pieces[1:]] + [float("inf")]
    start = 0.0
    for piece, end in zip(pieces, ends, strict=True):
        yield [piece.moved(w, line) for w, middle in zip(words, middles, strict=True) if start <= middle < end]
        start = end


def _scale(part: Grey) -> float:
    """Return how many times to enlarge a piece so that its lines are as high as common type."""
    dark = np.pad((part < INK).any(axis=1), 1).astype(np.int8)
    steps = np.diff(dark)
    heights = np.flatnonzero(steps == -1) - np.flatnonzero(steps == 1)
    lines = heights[heights >= LEAST_HEIGHT]
    usual = float(np.median(lines)) if len(lines) else 0.0
    return next((times for height, times in SCALES if 0 < usual <= height), 1.0)
