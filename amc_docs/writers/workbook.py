"""Excel workbooks that are safe to open: what a document says is text, never a formula or a link."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Any

import xlsxwriter

SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
LINE_HEIGHT, TALLEST = 13.5, 400.0
WASTE = 0.95
"""Words do not fill a line to its end, but most letters are narrower than the digit that columns are measured in."""
CELL_LENGTH = 32_767
"""Excel takes no longer text in a cell."""
NAME_LENGTH = 31
INK, PAPER, LINE = "#1F3A4D", "#E8EEF2", "#C5CED6"
BODY = {"valign": "top", "text_wrap": True, "border": 1, "border_color": LINE, "font_name": "Calibri", "font_size": 10}
HEAD = {**BODY, "bold": True, "bg_color": INK, "font_color": "#FFFFFF", "valign": "vcenter"}


def build(title: str, fill: Callable[[Book], None]) -> bytes:
    """Return the workbook that `fill` makes; `title` heads its printed pages."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SETTINGS) as workbook:
        fill(Book(workbook, title))
    return out.getvalue()


class Book:
    """A workbook with a few formats and unique sheet names."""

    def __init__(self, workbook: Any, title: str) -> None:  # noqa: ANN401 (XlsxWriter has no types)
        self.workbook = workbook
        # In a page header `&` starts a code; Excel takes 255 letters.
        self.title = clean(title[:100]).replace("&", "&&")
        self.names: set[str] = set()
        self.formats: dict[str, Any] = {}

    def format(self, **changes: object) -> Any:  # noqa: ANN401 (XlsxWriter has no types)
        """Return the format of a cell of the body, with changes; equal ones are made once."""
        key = repr(sorted(changes.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({**BODY, **changes})
        return self.formats[key]

    def head(self) -> Any:  # noqa: ANN401 (XlsxWriter has no types)
        """Return the format of a head of column."""
        return self.format(**HEAD)

    def sheet(self, name: str) -> Any:  # noqa: ANN401 (XlsxWriter has no types)
        """Add a sheet, printed in landscape on A4, one page wide, with page numbers."""
        sheet = self.workbook.add_worksheet(self._unique(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_header(f"&L{self.title}&R&A")
        sheet.set_footer("&RPágina &P de &N")
        sheet.hide_gridlines(2)
        return sheet

    def table(self, name: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[object]]) -> Any:  # noqa: ANN401
        """Add a sheet with a frozen head (title and width of each column), filters, and rows of text and numbers."""
        sheet = self.sheet(name)
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self.head())
        sheet.set_row(0, 30)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                write(sheet, last, column, value, self.format(align="left"))
            sheet.set_row(last, height(row, [width for _, width in columns]))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.repeat_rows(0)
        return sheet

    def _unique(self, name: str) -> str:
        """Return a name that Excel takes: no brackets, slashes, wildcards; 31 letters; no other alike."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '") or "Hoja"
        found, number = plain[:NAME_LENGTH].strip(" '"), 1
        # Excel refuses «History» and compares names without case.
        while found.casefold() in self.names or found.casefold() == "history":
            number += 1
            tail = f" ({number})"
            found = plain[: NAME_LENGTH - len(tail)].rstrip(" '") + tail
        self.names.add(found.casefold())
        return found


def write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:  # noqa: ANN401 (XlsxWriter has no types)
    """Write a number as a number, everything else as text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, clean(str(value)), form)


def height(row: Sequence[object], widths: Sequence[float]) -> float:
    """Return the height in points that shows all words of a row: only Excel itself would find it out."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        parts = str(value).split("\n") if value is not None else []
        lines = max(lines, sum(max(1, ceil(len(part) * WASTE / max(width, 1))) for part in parts))
    return min(lines * LINE_HEIGHT + 3, TALLEST)


def clean(text: str) -> str:
    """Return the text without what a workbook cannot hold, cut to a cell's length."""
    kept = "".join(c if c >= " " or c in "\t\n" else " " for c in text)
    kept = kept.encode("utf-8", "replace").decode("utf-8")
    return kept if len(kept) <= CELL_LENGTH else kept[: CELL_LENGTH - 1] + "…"
