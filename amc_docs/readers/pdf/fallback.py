"""pdfplumber in place of PDFium, for the files and pages that PDFium cannot open. Slow; imported only then."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, TypeAlias

from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT, Limits, PageLimitError
from amc_docs.readers.pdf.content import Area, PageContent, Rule, Word
from amc_docs.readers.pdf.drawing import THIN
from amc_docs.readers.pdf.engine import PageFailure
from amc_docs.readers.pdf.glyphs import ASCENT, DESCENT
from amc_docs.readers.pdf.integrity import REBUILT

_Page: TypeAlias = Any


class Fallback:
    """An open PDF file, read by pdfplumber; serves like `engine.Source`."""

    signature_count = 0
    damage: str | None = REBUILT
    """PDFium could not open the file: whatever is found in it here, it is not whole."""

    def __init__(self, path: Path, name: str, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        import pdfplumber

        # pdfminer tells each oddity of a damaged file on stderr; here one sentence tells all.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        self._file = path.open("rb")
        try:
            self._pdf = pdfplumber.open(self._file)
            self.page_count = len(self._pdf.pages)
        except Exception as error:  # pdfminer lets errors of every kind through on bad bytes
            self._file.close()
            raise UnreadableFileError(
                f"{name} está dañado y no se puede abrir. Vuelva a generarlo y envíelo de nuevo."
            ) from error
        if not self.page_count:
            self.close()
            raise UnreadableFileError(f"{name} no tiene páginas. Vuelva a generarlo y envíelo de nuevo.")

    def close(self) -> None:
        """Release the file."""
        self._pdf.close()
        self._file.close()

    def properties(self) -> dict[str, str]:
        """Return nothing: the file is damaged, its own account is not to be trusted."""
        return {}

    def page(self, number: int) -> PageContent:
        """Read one page, from 1.

        Raises PageLimitError where it is too large, PageFailure where it cannot be read.
        """
        page = self._pdf.pages[number - 1]
        try:
            return _content(page, number, self._limits)
        except PageLimitError:
            raise
        except Exception as error:  # as above
            raise PageFailure(number) from error
        finally:
            page.close()


def _content(page: _Page, number: int, limits: Limits) -> PageContent:
    limits.check_page("page_characters", len(page.chars), "caracteres")
    limits.check_page("page_strokes", len(page.lines) + len(page.rects) + len(page.curves), "trazos")
    x, y = page.bbox[0], page.bbox[1]
    words = page.extract_words(keep_blank_chars=False, return_chars=True, use_text_flow=True)
    boxes = [(e["x0"] - x, e["top"] - y, e["x1"] - x, e["bottom"] - y, e) for e in (*page.lines, *page.rects)]
    return PageContent(
        number=number,
        width=float(page.width),
        height=float(page.height),
        words=tuple(_word(w, x, y) for w in words),
        rules=tuple(rule for a, b, c, d, e in boxes for rule in _rules(a, b, c, d, bool(e.get("stroke")))),
        fills=tuple(Area(*box) for *box, e in boxes if e.get("fill") and min(box[2] - box[0], box[3] - box[1]) > THIN),
        images=tuple(Area(i["x0"] - x, i["top"] - y, i["x1"] - x, i["bottom"] - y) for i in page.images),
    )


def _word(word: dict[str, Any], x: float, y: float) -> Word:
    chars = word["chars"]
    size = float(chars[0]["size"])
    base = float(word["bottom"]) - y - DESCENT * size
    return Word(
        text=word["text"],
        left=float(word["x0"]) - x,
        top=base - ASCENT * size,
        right=float(word["x1"]) - x,
        bottom=base + DESCENT * size,
        size=size,
        is_bold="bold" in str(chars[0]["fontname"]).lower(),
        turn=0 if word.get("upright", True) else 90,
        joins=False,
        is_visible=True,
        edges=(*(float(c["x0"]) - x for c in chars), float(word["x1"]) - x),
        font=str(chars[0]["fontname"]).lower(),
    )


def _rules(left: float, top: float, right: float, bottom: float, stroke: bool) -> list[Rule]:
    if bottom - top <= THIN:
        return [Rule(True, (top + bottom) / 2, left, right)]
    if right - left <= THIN:
        return [Rule(False, (left + right) / 2, top, bottom)]
    if not stroke:
        return []
    sides = [Rule(True, top, left, right), Rule(True, bottom, left, right)]
    return [*sides, Rule(False, left, top, bottom), Rule(False, right, top, bottom)]
