"""From a PDF file to a Document: pages read one by one, then everything joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from amc_docs.document import Block, Document, Furniture
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import Limits, PageLimitError
from amc_docs.readers.pdf.blocks import Overview, blocks_of
from amc_docs.readers.pdf.engine import BrokenFileError, PageFailure, Source
from amc_docs.readers.pdf.fallback import Fallback
from amc_docs.readers.pdf.furniture import without_furniture
from amc_docs.readers.pdf.headings import with_levels
from amc_docs.readers.pdf.integrity import REBUILT, damage
from amc_docs.readers.pdf.items import PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.running import Edges
from amc_docs.readers.pdf.scanned import Counter, furniture_on_display, on_display, pictures, recognised_into
from amc_docs.readers.pdf.stack import Stack
from amc_docs.readers.pdf.verdicts import Reading, may_be_picture
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
        coming = ((number, _page(source, spare, number, reading, terms.watch)) for number in numbers)
        layouts, edges, is_plain = _gathered(coming, counter, ocr=ocr)
        terms.watch.rest()
        wanted = terms if ocr else None
        frames = {} if is_plain else recognised_into(layouts, path, source.page, reading, counter, wanted)
        is_signed, properties = source.signature_count > 0, source.properties()
    finally:
        # What PDFium keeps of a long file takes as much room as the paragraphs that are made now.
        source.close()
    if reading.recognised:
        edges = Edges(layouts.values())
    blocks, furniture = _content(layouts, edges, reading)
    is_scan = bool(numbers) and len(reading.unread | reading.recognised.keys()) == len(numbers)
    return Document(
        name=name,
        sha256=sha256,
        format="pdf_escaneado" if is_scan else "pdf",
        blocks=on_display(blocks, frames),
        furniture=furniture_on_display(furniture, frames),
        page_count=source.page_count,
        unread_pages=tuple(sorted(reading.unread)),
        is_damaged=reading.is_damaged,
        ocr_pages=tuple(sorted(reading.recognised)),
        warnings=tuple(reading.warnings()),
        is_signed=is_signed or any(f.kind == "stamp" for f in furniture),
        properties=properties,
    )


def _gathered(
    pages: Iterable[tuple[int, PageLayout | None]], counter: Counter, *, ocr: bool
) -> tuple[Stack, Edges, bool]:
    """Return the pages that could be read, what stands at their edges, and whether none of them may be a picture."""
    layouts, edges, is_plain = Stack(), Edges(), True
    for number, layout in pages:
        if layout:
            layouts[number] = layout
            edges.look(layout)
            is_plain = is_plain and not may_be_picture(layout)
        # A picture is done once it is recognised.
        if not (ocr and layout and pictures([layout])):
            counter.step()
    return layouts, edges, is_plain


def _content(layouts: Stack, edges: Edges, reading: Reading) -> tuple[tuple[Block, ...], list[Furniture]]:
    """Return the bodies of the pages that can be read as blocks, and what was taken off; the stack is emptied."""
    overview = Overview()
    furniture: list[Furniture] = []
    for body, taken in without_furniture(layouts.values(), edges):
        layouts[body.number] = page = reading.judged(body)
        overview.look(page)
        furniture += taken
    return with_levels(blocks_of(layouts, overview)), furniture


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
