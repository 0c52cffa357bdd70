"""From a page's own coordinates to the page as displayed."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2.raw as raw

Handle: TypeAlias = Any
"""Something of PDFium's own: a page, an object, a structure that it fills in."""
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Crop box and rotation of a page."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Quarter turns clockwise."""

    @classmethod
    def of(cls, page: Handle) -> Frame:
        """Return the frame of an open page."""
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        return cls(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)

    @property
    def width(self) -> float:
        """Width as displayed."""
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as displayed."""
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """The transformation of a point to the displayed page, y downwards."""
        return (
            (1, 0, 0, -1, -self.left, self.top),
            (0, 1, 1, 0, -self.bottom, -self.left),
            (-1, 0, 0, 1, self.right, -self.bottom),
            (0, -1, -1, 0, self.top, self.right),
        )[self.rotation]


def product(first: Matrix, then: Matrix) -> Matrix:
    """Return the transformation that applies `first` and then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point transformed."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of a rectangle transformed."""
    x, y = place(matrix, x0, y0)
    u, v = place(matrix, x1, y1)
    if matrix[1] or matrix[2]:
        s, t = place(matrix, x0, y1)
        w, z = place(matrix, x1, y0)
        return min(x, u, s, w), min(y, v, t, z), max(x, u, s, w), max(y, v, t, z)
    return min(x, u), min(y, v), max(x, u), max(y, v)
