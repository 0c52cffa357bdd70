"""From a PDF file to a Document: pages read one by one, then everything joined."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from amc_docs.document import Document, Furniture
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import Limits, PageLimitError
from amc_docs.readers.pdf.blocks import blocks_of
from amc_docs.readers.pdf.engine import BrokenFileError, PageFailure, Source
from amc_docs.readers.pdf.fallback import Fallback
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.headings import with_levels
from amc_docs.readers.pdf.integrity import REBUILT, damage
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.scanned import Counter, furniture_on_display, on_display, pictures, recognised_into
from amc_docs.readers.pdf.stack import Stack
from amc_docs.readers.pdf.verdicts import Reading
from amc_docs.watch import FREE, Terms, Watch


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
    """Read a PDF file.

    `pages` are the numbers to read, from 1 (None: all); without `ocr` pages that are pictures stay unread. Raises
    UnreadableFileError (encrypted, damaged beyond reading, empty, no PDF) and LimitExceededError (too many pages).
    """
    warning = damage(path, name)
    source, spare = _opened(path, name, terms.limits)
    try:
        numbers = [n for n in range(1, source.page_count + 1) if pages is None or n in pages]
        terms.limits.check_pages(len(numbers), name)
        reading = Reading(warning or source.damage)
        counter = Counter(len(numbers), progress)
        layouts = Stack()
        for number in numbers:
            if layout := _page(source, spare, number, reading, terms.watch):
                layouts[number] = layout
            # A picture is done once it is recognised.
            if not (ocr and layout and pictures([layout])):
                counter.step()
        terms.watch.rest()
        frames = recognised_into(layouts, path, source.page, reading, counter, terms if ocr else None)
        furniture = _taken_off(layouts, reading)
        is_scan = bool(numbers) and len(reading.unread | reading.recognised.keys()) == len(numbers)
        return Document(
            name=name,
            sha256=sha256,
            format="pdf_escaneado" if is_scan else "pdf",
            blocks=on_display(with_levels(blocks_of(layouts)), frames),
            furniture=furniture_on_display(furniture, frames),
            page_count=source.page_count,
            unread_pages=tuple(sorted(reading.unread)),
            is_damaged=reading.is_damaged,
            ocr_pages=tuple(sorted(reading.recognised)),
            warnings=tuple(reading.warnings()),
            is_signed=source.signature_count > 0 or any(f.kind == "stamp" for f in furniture),
            properties=source.properties(),
        )
    finally:
        source.close()


def _taken_off(layouts: Stack, reading: Reading) -> list[Furniture]:
    """Leave the pages with nothing but their bodies, those that can be read; return what was taken off."""
    furniture: list[Furniture] = []
    for body, taken in without_furniture(layouts.values()):
        layouts[body.number] = reading.judged(body)
        furniture += taken
    return furniture


def _opened(path: Path, name: str, limits: Limits) -> tuple[Source | Fallback, Callable[[], Fallback]]:
    """Return the file opened by PDFium or else by pdfplumber, and how to open it by pdfplumber for single pages."""

    def spare() -> Fallback:
        return Fallback(path, name, limits)

    try:
        return Source(path, name, limits), spare
    except BrokenFileError:
        return spare(), spare


def _page(
    source: Source | Fallback, spare: Callable[[], Fallback], number: int, reading: Reading, watch: Watch
) -> PageLayout | None:
    """Return one page in order, None where it could not be read; the reading notes why."""
    try:
        watch.page(number)
        try:
            content = source.page(number)
        except PageFailure:
            second = spare()
            try:
                content = second.page(number)
            finally:
                second.close()
            reading.note_damage(REBUILT)
        return laid_out(content)
    except UnreadableFileError:
        reading.fail(number, "está dañada")
    except PageLimitError as error:
        reading.fail(number, str(error))
    except MemoryError:
        reading.fail(number, "necesita más memoria de la permitida (--limite memoria)")
    except Exception as error:  # bad bytes reach any line; the page is named as unread and the rest is read
        reading.fail(number, f"está dañada ({type(error).__name__})")
    return None
