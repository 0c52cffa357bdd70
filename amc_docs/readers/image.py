"""Pictures of documents (PNG, JPEG, TIFF of one or several pages): each page is recognised."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from amc_docs.document import Document
from amc_docs.errors import LimitExceededError, MissingToolError, UnreadableFileError
from amc_docs.limits import Limits, PageLimitError
from amc_docs.readers.pdf.blocks import blocks_of
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.headings import with_levels
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.scanned import NOT_WANTED, Counter
from amc_docs.readers.pdf.stack import Stack
from amc_docs.readers.pdf.verdicts import Reading
from amc_docs.readers.scan.agreement import agreed
from amc_docs.readers.scan.frames import Frame, restored, restored_furniture
from amc_docs.readers.scan.picture import Picture, grain, picture_of
from amc_docs.readers.scan.registering import registered
from amc_docs.readers.scan.remembered import remembered
from amc_docs.readers.scan.store import Store
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract
from amc_docs.watch import FREE, Terms

A4_LONG = 842.0
"""Points; the long side of a page where the file does not tell its grain, as those of cameras do not."""
A3_LONG = 1_200.0
SCREEN = 0.7
"""Points for a pixel from which a file tells the grain of screens (72 or 96 dpi): a sheet is no larger than A3 then."""
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
    terms: Terms = FREE,
) -> Document:
    """Read a picture file, page by page; without `ocr` nothing of it is read.

    Raises UnreadableFileError (damaged) and LimitExceededError (too many pages or pixels).
    """
    try:
        # The limits below stand in for Pillow's warning.
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=("PNG", "JPEG", "TIFF")) as image:
            return _document(image, name, sha256, pages, progress, terms if ocr else None)
    except Image.DecompressionBombError as error:
        raise _too_large(terms.limits, name) from error
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
    terms: Terms | None,
) -> Document:
    total = int(getattr(image, "n_frames", 1))
    numbers = [n for n in range(1, total + 1) if pages is None or n in pages]
    (terms or FREE).limits.check_pages(len(numbers), name)
    reading = Reading(None)
    layouts, frames = _recognised(image, name, numbers, reading, Counter(len(numbers), progress), terms)
    layouts, frames = registered(layouts, frames)
    bodies, furniture = Stack(), []
    for body, taken in without_furniture(agreed(layouts, list(layouts)).values()):
        bodies[body.number] = body
        furniture += taken
    return Document(
        name=name,
        sha256=sha256,
        format=str(image.format).lower(),
        blocks=restored(with_levels(blocks_of(bodies)), frames),
        furniture=restored_furniture(furniture, frames),
        page_count=total,
        unread_pages=tuple(sorted(reading.unread)),
        ocr_pages=tuple(sorted(reading.recognised)),
        warnings=tuple(reading.warnings()),
    )


def _recognised(
    image: Image.Image, name: str, numbers: list[int], reading: Reading, counter: Counter, terms: Terms | None
) -> tuple[dict[int, PageLayout], dict[int, Frame]]:
    """Return the pages in order, and how each was turned; the reading notes those that were not recognised."""
    layouts: dict[int, PageLayout] = {}
    frames = {}
    store = Store.at(terms.cache if terms else None)
    try:
        engine = Tesseract.found(terms.limits.scan_seconds, store) if terms else None
    except MissingToolError as error:
        reading.remark(str(error))
        engine = None
    if terms is None:
        reading.remark(NOT_WANTED)
    for number in numbers:
        if engine is None or terms is None:
            reading.unread.add(number)
            continue
        try:
            terms.watch.page(number, is_picture=True)
            engine.start_page()
            found = remembered(store, _picture(image, number, name, terms.limits), number, engine)
        except (RecognitionError, PageLimitError) as error:
            reading.refuse(number, str(error))
        else:
            layouts[number] = laid_out(found.content)
            frames[number] = found.frame
            reading.recognise(number, found.confidence)
        counter.step()
    return layouts, frames


def sheets(path: Path, *, name: str, limits: Limits) -> Iterator[tuple[Image.Image, float]]:
    """Yield each page as it is displayed, and the points for each of its pixels; raises what `read` does."""
    with warnings.catch_warnings(action="ignore"), Image.open(path, formats=("PNG", "JPEG", "TIFF")) as image:
        for number in range(1, int(getattr(image, "n_frames", 1)) + 1):
            page = _displayed(image, number, name, limits)
            yield page, _points(page)


def _picture(image: Image.Image, number: int, name: str, limits: Limits) -> Picture:
    """Return one page of the file at the grain that recognition works at."""
    upright = _displayed(image, number, name, limits)
    if upright.mode == "1":
        upright = upright.convert("L")
    points = _points(upright)
    factor = points * grain(upright.width * points, upright.height * points) / 72
    if abs(factor - 1) > 0.01:
        size = max(1, round(upright.width * factor)), max(1, round(upright.height * factor))
        shades = upright.convert("L" if upright.mode in ("L", "I;16") else "RGB")
        upright = shades.resize(size, Image.Resampling.LANCZOS)
        points /= factor
    return picture_of(upright, points)


def _displayed(image: Image.Image, number: int, name: str, limits: Limits) -> Image.Image:
    """Return one page of the file upright, on white paper where it lets something through."""
    image.seek(number - 1)
    if (pixels := image.width * image.height) > limits.pixels:
        raise _too_large(limits, name, pixels)
    upright = ImageOps.exif_transpose(image) or image
    if "A" in upright.mode or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        told = upright.info.get("dpi")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
        # A picture that is made of others knows nothing of its grain.
        upright.info |= {"dpi": told} if told else {}
    return upright


def _points(image: Image.Image) -> float:
    """Return the points for each pixel: as the file says, or as if the page were an A4 sheet."""
    longest = max(image.size)
    told = image.info.get("dpi")
    try:
        points = 72 / float(told[0]) if told else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        points = 0.0
    # Cameras tell a grain that means nothing.
    largest = LIKELY[1] if points < SCREEN else A3_LONG
    return points if LIKELY[0] <= longest * points <= largest else A4_LONG / longest


def _too_large(limits: Limits, name: str, pixels: int | None = None) -> LimitExceededError:
    advice = "Escanéelo a 300 puntos por pulgada (dpi), o suba el límite"
    return limits.exceeded("pixels", name, "tiene una imagen de {} puntos", pixels, advice=advice)
