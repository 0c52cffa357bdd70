"""Pictures of documents (PNG, JPEG, TIFF of one or several pages): each page is recognised."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from amc_docs.document import Document, renumber
from amc_docs.errors import LimitExceededError, MissingToolError, UnreadableFileError
from amc_docs.readers.pdf.blocks import blocks_of
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.headings import with_levels
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.scanned import NOT_WANTED, Counter
from amc_docs.readers.pdf.verdicts import Reading
from amc_docs.readers.scan.agreement import agreed
from amc_docs.readers.scan.frames import Frame, restored, restored_furniture
from amc_docs.readers.scan.page import recognised
from amc_docs.readers.scan.picture import Picture, grain, picture_of
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract

MAX_FRAMES = 2_000
MAX_DOTS = 120_000_000
"""Pixels of a picture that is opened at all; an A4 page at 800 dpi has 62 million."""
A4_LONG = 842.0
"""Points; the long side of a page where the file does not tell its grain, as those of cameras do not."""
LIKELY = (360.0, 2_400.0)
"""Points between which the long side of a page of a document lies."""


def read(
    path: Path,
    *,
    name: str,
    sha256: str,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    ocr: bool = True,
) -> Document:
    """Read a picture file, page by page; without `ocr` nothing of it is read.

    Raises UnreadableFileError (damaged) and LimitExceededError (too many pages or pixels).
    """
    try:
        # The limits below stand in for Pillow's warning.
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=("PNG", "JPEG", "TIFF")) as image:
            return _document(image, name, sha256, pages, progress, ocr)
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableFileError(
            f"{name} está dañado y no se puede abrir. Vuelva a escanear el documento y envíelo de nuevo."
        ) from error


def _document(
    image: Image.Image,
    name: str,
    sha256: str,
    pages: frozenset[int] | None,
    progress: Callable[[int, int], None] | None,
    ocr: bool,
) -> Document:
    total = int(getattr(image, "n_frames", 1))
    numbers = [n for n in range(1, total + 1) if pages is None or n in pages]
    if len(numbers) > MAX_FRAMES:
        raise LimitExceededError(
            f"{name} tiene {total:,} páginas y el límite es {MAX_FRAMES:,}. Indique cuáles leer con --paginas."
        )
    reading = Reading(None)
    layouts, frames = _recognised(image, name, numbers, reading, Counter(len(numbers), progress), ocr)
    bodies, furniture = without_furniture(list(agreed(layouts, list(layouts)).values()))
    return Document(
        name=name,
        sha256=sha256,
        format=str(image.format).lower(),
        blocks=restored(renumber(with_levels(blocks_of(bodies))), frames),
        furniture=restored_furniture(furniture, frames),
        page_count=total,
        unread_pages=tuple(sorted(reading.unread)),
        ocr_pages=tuple(sorted(reading.recognised)),
        warnings=tuple(reading.warnings()),
    )


def _recognised(
    image: Image.Image, name: str, numbers: list[int], reading: Reading, counter: Counter, ocr: bool
) -> tuple[dict[int, PageLayout], dict[int, Frame]]:
    """Return the pages in order, and how each was turned; the reading notes those that were not recognised."""
    layouts: dict[int, PageLayout] = {}
    frames = {}
    try:
        engine = Tesseract.found() if ocr else None
    except MissingToolError as error:
        reading.remark(str(error))
        engine = None
    if not ocr:
        reading.remark(NOT_WANTED)
    for number in numbers:
        if engine is None:
            reading.unread.add(number)
            continue
        try:
            found = recognised(_picture(image, number, name), number, engine)
        except RecognitionError as error:
            reading.refuse(number, str(error))
        else:
            layouts[number] = laid_out(found.content)
            frames[number] = found.frame
            reading.recognise(number, found.confidence)
        counter.step()
    return layouts, frames


def _picture(image: Image.Image, number: int, name: str) -> Picture:
    """Return one page of the file at the grain that recognition works at."""
    image.seek(number - 1)
    if image.width * image.height > MAX_DOTS:
        raise _too_large(name)
    upright = ImageOps.exif_transpose(image) or image
    if "A" in upright.mode or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    elif upright.mode == "1":
        upright = upright.convert("L")
    points = _points(upright)
    factor = points * grain(upright.width * points, upright.height * points) / 72
    if abs(factor - 1) > 0.01:
        size = max(1, round(upright.width * factor)), max(1, round(upright.height * factor))
        shades = upright.convert("L" if upright.mode in ("L", "I;16") else "RGB")
        upright = shades.resize(size, Image.Resampling.LANCZOS)
        points /= factor
    return picture_of(upright, points)


def _points(image: Image.Image) -> float:
    """Return the points for each pixel: as the file says, or as if the page were an A4 sheet."""
    longest = max(image.size)
    told = image.info.get("dpi")
    try:
        points = 72 / float(told[0]) if told else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        points = 0.0
    return points if LIKELY[0] <= longest * points <= LIKELY[1] else A4_LONG / longest


def _too_large(name: str) -> LimitExceededError:
    return LimitExceededError(
        f"{name} tiene páginas de más de {MAX_DOTS:,} puntos. Escanéelo a 300 puntos por pulgada (dpi)."
    )
