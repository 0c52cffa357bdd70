"""The pages of a PDF file that are pictures, recognised one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2 as pdfium

from amc_docs.limits import PageLimitError
from amc_docs.readers.pdf.content import PageContent, Word
from amc_docs.readers.pdf.legibility import gibberish, visible
from amc_docs.readers.scan.page import Recognised
from amc_docs.readers.scan.picture import Picture, grain, picture_of
from amc_docs.readers.scan.remembered import remembered
from amc_docs.readers.scan.store import Store
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract
from amc_docs.watch import Terms

GIBBERISH = 0.3
"""Share of unreadable characters from which nothing that is typed on a page is taken over."""
Content = Callable[[int], PageContent]


def recognise(
    path: Path, numbers: Iterable[int], content: Content, terms: Terms
) -> Iterable[tuple[int, Recognised | str]]:
    """Yield each page's number with what was read on it, or with why it was not, in Spanish.

    `content` gives what stands on a page as text. Raises MissingToolError where Tesseract is not installed.
    """
    store = Store.at(terms.cache)
    engine = Tesseract.found(terms.limits.scan_seconds, store)
    file = pdfium.PdfDocument(path)
    try:
        for number in numbers:
            try:
                terms.watch.page(number, is_picture=True)
                engine.start_page()
                yield number, remembered(store, _picture(file, number), number, engine, _typed(content(number)))
            except (RecognitionError, PageLimitError) as error:
                yield number, str(error)
    finally:
        file.close()


def _picture(file: pdfium.PdfDocument, number: int) -> Picture:
    """Return a page as pixels."""
    try:
        page = file[number - 1]
        try:
            width, height = page.get_size()
            dots = grain(width, height)
            return picture_of(page.render(scale=dots / 72).to_pil(), 72 / dots)
        finally:
            page.close()
    except (pdfium.PdfiumError, MemoryError, ValueError) as error:
        raise RecognitionError("su imagen no se pudo abrir") from error


def _typed(content: PageContent) -> list[Word]:
    words = [w for w in visible(content) if not w.turn]
    letters = sum(len(w.text) for w in words)
    return [] if sum(gibberish(w.text) for w in words) > GIBBERISH * letters else words
