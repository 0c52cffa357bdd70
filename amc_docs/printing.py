"""Word files of our own as PDF files, on which everything stands.

LibreOffice prints some tables beyond the end of their page, where nobody sees them: one whose first row fits on the
page but for its border (all the rows that follow are lost), one inside a cell whose head meets the page's end (its
second row is cut off). What it printed is compared with what was written; where something is missing the pages are
made a little shorter, so that they end elsewhere.
"""

from __future__ import annotations

import io
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Twips

from amc_docs.errors import LimitExceededError, MissingToolError
from amc_docs.limits import DEFAULT, Limits, PageLimitError
from amc_docs.readers.office_run import to_pdf
from amc_docs.readers.pdf.engine import BrokenFileError, PageFailure, Source
from amc_docs.readers.pdf.items import Grid, Item
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.lines import Line

SHORTER = ((30,), (150, 310, 480, 600, 1100))
"""Twips by which pages are made shorter: a border, and where that does not do, some lines; all of those in one run."""
_SILENT = re.compile(r"[\W_]+")
_P, _T, _ROW = qn("w:p"), qn("w:t"), qn("w:tr")
_HEAD = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"
_ELSEWHERE = (qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""What the page does not show: where a text stood before, and a drawing told twice, for older programs."""


def pdfs_of(documents: Sequence[bytes], *, limits: Limits = DEFAULT) -> list[bytes]:
    """Return Word files as PDF files, all in one run of LibreOffice; those that lack something again, together.

    Raises:
        MissingToolError: LibreOffice is not installed, or does not work.
        LimitExceededError: it takes too long.
    """
    found = _printed(documents, limits)
    missing = {place: count for place, word in enumerate(documents) if (count := lost(word, found[place]))}
    for steps in SHORTER:
        if not missing:
            break
        tried = [(place, less) for place in missing for less in steps]
        try:
            again = _printed([_shorter(documents[place], less) for place, less in tried], limits)
        except (MissingToolError, LimitExceededError):
            # What was printed at first is better than nothing.
            break
        for (place, _), pdf in zip(tried, again, strict=True):
            if missing[place] and (count := lost(documents[place], pdf)) < missing[place]:
                found[place], missing[place] = pdf, count
        missing = {place: count for place, count in missing.items() if count}
    return found


def _printed(documents: Sequence[bytes], limits: Limits) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="amc-docs-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources = [folder / f"documento{number or ''}.docx" for number in range(len(documents))]
        for path, content in zip(sources, documents, strict=True):
            path.write_bytes(content)
        return [path.read_bytes() for path in to_pdf(sources, folder, limits=limits)]


def _shorter(document: bytes, twips: int) -> bytes:
    """Return a Word file with more white space under its pages."""
    opened = docx.Document(io.BytesIO(document))
    for section in opened.sections:
        section.bottom_margin = (section.bottom_margin or 0) + Twips(twips)
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def lost(document: bytes, pdf: bytes) -> int:
    """Return how many paragraphs of a Word file do not stand on the pages of its PDF file.

    A page's end may part a paragraph, but no title of a column. Pages that cannot be looked at lack nothing.
    """
    try:
        pages = list(_pages(pdf))
    except (BrokenFileError, PageFailure, PageLimitError):
        return 0
    cells = Counter(cell for page in pages for cell in page.split("\n"))
    written: Counter[tuple[str, bool]] = Counter(_paragraphs(document))
    count = 0
    for (text, is_title), times in written.items():
        if cells[text] >= times:
            # Most paragraphs are all that their cell says: there is no need to look for them on every page.
            continue
        missing = times - sum(page.count(text) for page in pages)
        if missing > 0 and not is_title:
            missing -= sum(_is_parted(text, *pair) for pair in pairwise(pages))
        count += max(0, missing)
    return count


def _paragraphs(document: bytes) -> Iterator[tuple[str, bool]]:
    """Yield the letters of each paragraph of the body, and whether it is the title of a column."""
    body = docx.Document(io.BytesIO(document)).element.body
    for paragraph in body.iter(_P):
        if text := _letters("".join(t.text or "" for t in paragraph.iter(_T) if _is_shown(t, paragraph))):
            row = next(paragraph.iterancestors(_ROW), None)
            yield text, row is not None and row.find(_HEAD) is not None


def _is_shown(text: Any, paragraph: Any) -> bool:  # noqa: ANN401 - lxml's elements
    """Tell whether a text is printed, and as part of this paragraph: one in a drawing has a paragraph of its own."""
    is_own = next(text.iterancestors(_P)) is paragraph
    return is_own and text.getparent().find(_HIDDEN) is None and next(text.iterancestors(*_ELSEWHERE), None) is None


def _pages(pdf: bytes) -> Iterator[str]:
    """Yield the letters of each page, those of a cell on a line of their own."""
    with tempfile.TemporaryDirectory(prefix="amc-docs-") as name:
        path = Path(name) / "documento.pdf"
        path.write_bytes(pdf)
        source = Source(path, path.name)
        try:
            for number in range(1, source.page_count + 1):
                yield "\n".join(map(_letters, _cells(laid_out(source.page(number)).items)))
        finally:
            source.close()


def _cells(items: Iterable[Item]) -> Iterator[str]:
    """Yield what stands outside tables, and in each cell of those."""
    found = list(items)
    yield "".join(item.text for item in found if isinstance(item, Line))
    for grid in found:
        if isinstance(grid, Grid):
            for cell in grid.cells:
                yield from _cells(cell.items)


def _letters(text: str) -> str:
    return _SILENT.sub("", unicodedata.normalize("NFKC", text))


def _is_parted(text: str, page: str, following: str) -> bool:
    """Tell whether a text begins on a page and goes on, from where it stops, on the next."""
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low > 0 and text[low:] in following
