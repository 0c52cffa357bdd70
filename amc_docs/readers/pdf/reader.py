"""From a PDF file to a Document: pages read one by one, then everything joined."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from amc_docs.document import Document, renumber
from amc_docs.errors import LimitExceededError, UnreadableFileError
from amc_docs.readers.pdf.blocks import blocks_of
from amc_docs.readers.pdf.engine import BrokenFileError, PageFailure, PageLimitError, Source
from amc_docs.readers.pdf.fallback import Fallback
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.headings import with_levels
from amc_docs.readers.pdf.integrity import damage
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.scanned import Counter, furniture_on_display, on_display, pictures, recognised_into
from amc_docs.readers.pdf.verdicts import Reading

MAX_PAGES = 2_000


def read(
    path: Path,
    *,
    name: str,
    sha256: str,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    ocr: bool = True,
) -> Document:
    """Read a PDF file.

    `pages` are the numbers to read, from 1 (None: all); `progress` is told pages done and pages in all; without `ocr`
    pages that are pictures stay unread. What could not be read is named in `unread_pages` and `warnings`. Raises
    UnreadableFileError (encrypted, damaged beyond reading, empty, no PDF) and LimitExceededError (too many pages).
    """
    warning = damage(path, name)
    source, spare = _opened(path, name)
    try:
        numbers = _numbers(source.page_count, pages, name)
        reading = Reading(warning)
        counter = Counter(len(numbers), progress)
        layouts: dict[int, PageLayout] = {}
        for number in numbers:
            layout = _page(source, spare, number, reading)
            if layout:
                layouts[number] = layout
            # A picture is done once it is recognised.
            if not (ocr and layout and pictures([layout])):
                counter.step()
        frames = recognised_into(layouts, path, source.page, reading, counter, wanted=ocr)
        bodies, furniture = without_furniture(list(layouts.values()))
        bodies = reading.judged(bodies)
        is_scan = bool(numbers) and len(reading.unread | reading.recognised.keys()) == len(numbers)
        return Document(
            name=name,
            sha256=sha256,
            format="pdf_escaneado" if is_scan else "pdf",
            blocks=on_display(renumber(with_levels(blocks_of(bodies))), frames),
            furniture=furniture_on_display(furniture, frames),
            page_count=source.page_count,
            unread_pages=tuple(sorted(reading.unread)),
            ocr_pages=tuple(sorted(reading.recognised)),
            warnings=tuple(reading.warnings()),
            is_signed=source.signature_count > 0 or any(f.kind == "stamp" for f in furniture),
            properties=source.properties(),
        )
    finally:
        source.close()


def _numbers(page_count: int, pages: frozenset[int] | None, name: str) -> list[int]:
    """Return the numbers of the pages to read; LimitExceededError where they are too many."""
    numbers = [n for n in range(1, page_count + 1) if pages is None or n in pages]
    if len(numbers) > MAX_PAGES:
        raise LimitExceededError(
            f"{name} tiene {page_count:,} páginas y el límite es {MAX_PAGES:,}. Indique cuáles leer con --paginas."
        )
    return numbers


def _opened(path: Path, name: str) -> tuple[Source | Fallback, Callable[[], Fallback]]:
    """Return the file opened by PDFium or else by pdfplumber, and how to open it by pdfplumber for single pages."""

    def spare() -> Fallback:
        return Fallback(path, name)

    try:
        return Source(path, name), spare
    except BrokenFileError:
        return spare(), spare


def _page(source: Source | Fallback, spare: Callable[[], Fallback], number: int, reading: Reading) -> PageLayout | None:
    """Return one page in order, None where it could not be read; the reading notes why."""
    try:
        try:
            content = source.page(number)
        except PageFailure:
            second = spare()
            try:
                content = second.page(number)
            finally:
                second.close()
        return laid_out(content)
    except UnreadableFileError:
        reading.fail(number, "está dañada")
    except PageLimitError as error:
        reading.fail(number, str(error))
    except Exception as error:  # bad bytes reach any line; the page is named as unread and the rest is read
        reading.fail(number, f"está dañada ({type(error).__name__})")
    return None
