"""Pictures of places in a PDF: the page around a box, the box outlined, small enough to travel inside a report."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from amc_docs.document import Box, Location

LARGEST = 60_000
"""Bytes of one picture."""
MOST = 40
"""Pictures of one report."""
MARGIN = 40.0
"""Points of the page shown above and below the box."""
TALLEST = 340.0
"""Greatest height of the part shown, in points."""
SCALES = (1.8, 1.5, 1.25, 1.0, 0.8, 0.6)
"""Pixels per point, tried until the picture is small enough."""
MANY = 15
"""From so many pictures on they start with fewer pixels."""
COLORS = 32
OUTLINE = (190, 30, 45)


@contextmanager
def pictures(path: Path) -> Iterator[Camera | None]:
    """Give a camera for the PDF; None where the file cannot be opened (again)."""
    try:
        pdf = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError):
        yield None
        return
    try:
        yield Camera(pdf)
    finally:
        pdf.close()


class Camera:
    """Takes the pictures of one PDF, at most `MOST`."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 (pypdfium2 has no types)
        self.pdf = pdf
        self.taken = 0

    def take(self, place: Location, *, expected: int = 1) -> str | None:
        """Return the picture of a place as a data URI; None without page and box, or where enough are taken.

        `expected` is how many pictures the report will have.
        """
        if place.page is None or place.box is None or self.taken >= MOST or place.page > len(self.pdf):
            return None
        page = self.pdf[place.page - 1]
        try:
            data = _png(page, place.box, SCALES[1:] if expected > MANY else SCALES)
        except (pdfium.PdfiumError, ValueError, OSError):
            return None
        finally:
            page.close()
        if data is None:
            return None
        self.taken += 1
        return "data:image/png;base64," + base64.b64encode(data).decode("ascii")


def _png(page: Any, box: Box, scales: tuple[float, ...]) -> bytes | None:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the part of the page around the box; None where even the smallest is too large."""
    width, height = page.get_size()
    view = _view(box, width, height)
    if view.right - view.left < 1 or view.bottom - view.top < 1:
        return None
    for scale in scales:
        crop = (view.left, height - view.bottom, width - view.right, view.top)
        image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
        _outline(image, box, view, scale)
        out = io.BytesIO()
        image.quantize(COLORS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    return None


def _view(box: Box, width: float, height: float) -> Box:
    """Return the part of the page to show: its whole width, so that no line is cut, and a margin above and below."""
    top = max(0.0, box.top - MARGIN)
    bottom = min(height, box.bottom + MARGIN, top + TALLEST)
    return Box(left=0.0, top=top, right=width, bottom=bottom)


def _outline(image: Image.Image, box: Box, view: Box, scale: float) -> None:
    corners = (
        max((box.left - view.left - 2) * scale, 0),
        max((box.top - view.top - 2) * scale, 0),
        min((box.right - view.left + 2) * scale, image.width - 1),
        min((box.bottom - view.top + 2) * scale, image.height - 1),
    )
    if corners[0] < corners[2] and corners[1] < corners[3]:
        ImageDraw.Draw(image).rectangle(corners, outline=OUTLINE, width=max(2, round(1.5 * scale)))
