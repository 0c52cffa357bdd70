"""A page's picture made fit for reading: grey, upright, straight."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]

DOTS_PER_INCH = 300.0
MAX_PIXELS = 30_000_000
"""For one page; a larger one is read at a coarser grain."""
COLOURED = 60
"""Difference between the strongest and weakest of red, green and blue from which ink is coloured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One page as pixels."""

    grey: Grey
    points: float
    """Points for each pixel."""
    ink: Image.Image | None = None
    """Where the ink is coloured, at a quarter of the size; None for a page without colour."""
    turn: int = 0
    """Degrees clockwise that the original was turned by: 0, 90, 180 or 270."""
    angle: float = 0.0
    """Degrees anticlockwise that it was turned by after that."""

    @property
    def dots_per_inch(self) -> float:
        """Pixels for each inch."""
        return 72 / self.points

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.grey.shape[1] * self.points, self.grey.shape[0] * self.points


def picture_of(image: Image.Image, points: float) -> Picture:
    """Return an image as a picture; `points` are those for each of its pixels."""
    ink = None
    if image.mode not in ("L", "1", "I;16"):
        image = image.convert("RGB")
        small = np.asarray(image.reduce(4)).astype(np.int16)
        tint = (small.max(axis=2) - small.min(axis=2)) > COLOURED
        ink = Image.fromarray(tint.astype(np.uint8) * 255) if tint.any() else None
    return Picture(grey=np.asarray(image.convert("L")), points=points, ink=ink)


def grain(width: float, height: float) -> float:
    """Return the dots per inch to read a page of so many points at."""
    area = max(1.0, width * height) / 72**2
    return float(min(DOTS_PER_INCH, (MAX_PIXELS / area) ** 0.5))


def halved(grey: Grey) -> Grey:
    """Return a picture at half its grain."""
    return np.asarray(Image.fromarray(grey).reduce(2))


def turned(picture: Picture, degrees: int) -> Picture:
    """Return the picture turned clockwise by a multiple of 90 degrees."""
    if not degrees:
        return picture
    ink = picture.ink.rotate(-degrees, expand=True) if picture.ink else None
    grey = np.rot90(picture.grey, -degrees // 90)
    return replace(picture, grey=np.ascontiguousarray(grey), ink=ink, turn=(picture.turn + degrees) % 360)


def straightened(picture: Picture, angle: float) -> Picture:
    """Return the picture turned anticlockwise by a few degrees around its middle; its size stays."""
    if not angle:
        return picture
    image = Image.fromarray(picture.grey).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    ink = picture.ink.rotate(angle) if picture.ink else None
    return replace(picture, grey=np.asarray(image), ink=ink, angle=angle)
