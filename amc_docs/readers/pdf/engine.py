"""PDFium, through pypdfium2's C functions: the only file that knows them.

Characters come in the order of the file; PDFium marks white space that only shows as a gap. Coordinates are turned
and shifted here (crop box, /Rotate), so that nobody else has to know of either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.pdf.content import PageContent
from amc_docs.readers.pdf.drawing import Drawing
from amc_docs.readers.pdf.frame import Frame, Handle
from amc_docs.readers.pdf.glyphs import words_of

_FRESH = 100
"""Pages after which the file is opened anew: PDFium keeps what it has read of the one that is open."""


class BrokenFileError(Exception):
    """PDFium cannot open the file; another engine may."""


class PageFailure(Exception):  # noqa: N818 - it is the page that fails, not the program
    """PDFium cannot open one page."""


class Source:
    """An open PDF file; at most one of its pages is open at a time."""

    damage: str | None = None
    """What the report must say of damage that showed on opening it, in Spanish."""

    def __init__(self, path: Path, name: str, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._path = path
        self._read = 0
        try:
            self._pdf = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            reason = str(error).lower()
            if "password" in reason or "security" in reason:
                raise UnreadableFileError(
                    f"{name} está protegido con contraseña. Envíe una copia sin contraseña."
                ) from error
            raise BrokenFileError(reason) from error
        self.page_count = len(self._pdf)
        if not self.page_count:
            self._pdf.close()
            raise BrokenFileError("no pages")

    def close(self) -> None:
        """Release the file."""
        self._pdf.close()

    @property
    def signature_count(self) -> int:
        """Number of signature fields that hold a signature."""
        return max(0, int(raw.FPDF_GetSignatureCount(self._pdf.raw)))

    def properties(self) -> dict[str, str]:
        """Return the file's own title, author, …; empty entries left out."""
        keys = ("Title", "Author", "Subject", "Creator", "Producer")
        found = {key: self._pdf.get_metadata_value(key) for key in keys}
        return {key.lower(): " ".join(value.split()) for key, value in found.items() if value.strip()}

    def page(self, number: int) -> PageContent:
        """Read one page, from 1.

        Raises PageLimitError where it is too large, PageFailure where PDFium cannot open it.
        """
        self._freshen()
        with self._opened(number) as (page, text):
            characters = raw.FPDFText_CountChars(text)
            self._limits.check_page("page_characters", characters, "caracteres")
            most = self._limits.page_strokes
            # Each character may be an object of its own.
            if raw.FPDFPage_CountObjects(page) > most + self._limits.page_characters:
                self._limits.check_page("page_strokes", most + 1, "trazos")
            frame = Frame.of(page)
            words = words_of(text, characters, frame)
            drawing = Drawing(page, frame, most)
            if drawing.is_over_limit:
                self._limits.check_page("page_strokes", most + 1, "trazos")
            return PageContent(
                number=number,
                width=frame.width,
                height=frame.height,
                words=words,
                rules=tuple(drawing.rules),
                fills=tuple(drawing.fills),
                images=tuple(drawing.images),
                shapes=tuple(drawing.shapes),
            )

    def _freshen(self) -> None:
        self._read += 1
        if self._read % _FRESH:
            return
        # Where the file is gone by now, the one that is open goes on.
        with suppress(pdfium.PdfiumError, OSError):
            fresh = pdfium.PdfDocument(self._path)
            self._pdf.close()
            self._pdf = fresh

    @contextmanager
    def _opened(self, number: int) -> Iterator[tuple[Handle, Handle]]:
        page = raw.FPDF_LoadPage(self._pdf.raw, number - 1)
        if not page:
            raise PageFailure(number)
        text = raw.FPDFText_LoadPage(page)
        try:
            if not text:
                raise PageFailure(number)
            yield page, text
        finally:
            if text:
                raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)
