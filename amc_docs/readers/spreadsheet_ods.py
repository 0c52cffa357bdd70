"""LibreOffice workbooks (`.ods`): cells as the program last showed them, repeated ones written out within limits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from amc_docs.document import Block, Paragraph, Picture
from amc_docs.readers.docx_names import Element, whole
from amc_docs.readers.docx_package import Package, damaged
from amc_docs.readers.spreadsheet_formats import number
from amc_docs.readers.spreadsheet_sheet import (
    ERRORS,
    FALSE,
    LAST_COLUMN,
    LAST_ROW,
    OUTSIDE,
    TRUE,
    Book,
    Place,
    Range,
    Sheet,
    Written,
    folded,
)

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_MOST_SPACES = 1_000


def _n(prefix: str, name: str) -> str:
    return f"{{{_NAMES}{prefix}:1.0}}{name}"


_TABLE, _ROW, _CELL, _COVERED = (_n("table", n) for n in ("table", "table-row", "table-cell", "covered-table-cell"))
_COLUMN = _n("table", "table-column")
_GROUPS = frozenset(
    _n("table", n)
    for n in ("table-row-group", "table-rows", "table-header-rows", "table-column-group", "table-columns",
              "table-header-columns")
)  # fmt: skip
_STYLE, _VISIBILITY, _FORMULA = _n("table", "style-name"), _n("table", "visibility"), _n("table", "formula")
_P, _NOTE = _n("text", "p"), _n("office", "annotation")
_KIND, _VALUE = _n("office", "value-type"), _n("office", "value")
_OTHER_VALUES = tuple(_n("office", n) for n in ("string-value", "date-value", "time-value"))
_FILLED = frozenset({_KIND, _FORMULA})
"""Attributes of a cell that holds something, though it may show nothing."""
_SIDES = (("border-left", "border-right"), ("border-top", "border-bottom"))


def read_book(package: Package) -> Book:
    """Return the sheets of a workbook.

    Raises:
        LimitExceededError: more cells than the limit.
        UnreadableFileError: damaged.
    """
    root = package.parse("content.xml")
    body = root.find(f"{_n('office', 'body')}/{_n('office', 'spreadsheet')}")
    if body is None:
        raise damaged(package.name)
    book = Book(name=package.name, limits=package.limits)
    looks = _Looks(root)
    outside = bool(body.findall(_n("table", "dde-links")))
    for table in body.iterchildren(_TABLE):
        if table.find(_n("table", "table-source")) is not None:
            # The program's copy of another file, or a sheet that mirrors one.
            outside = True
            if (table.get(_n("table", "name")) or "").startswith("'file:"):
                continue
        book.sheets.append(_sheet(table, looks, book))
    if outside or next(body.iter(_n("table", "cell-range-source")), None) is not None:
        book.warnings.append(OUTSIDE)
    if "styles.xml" in package and book.sheets:
        book.sheets[0].margins += _margins(package.parse("styles.xml"))
    return book


class _Looks:
    """The styles of the workbook, as far as they change what is read."""

    def __init__(self, root: Element) -> None:
        self.hidden: set[str] = set()
        self.bold: set[str] = set()
        self.framed: set[str] = set()
        for style in root.iterfind(f"{_n('office', 'automatic-styles')}/{_n('style', 'style')}"):
            name = style.get(_n("style", "name")) or ""
            for part in style:
                if part.get(_n("table", "display")) == "false":
                    self.hidden.add(name)
                if part.get(_n("xsl-fo-compatible", "font-weight")) == "bold":
                    self.bold.add(name)
                if _is_framed(part):
                    self.framed.add(name)


def _is_framed(part: Element) -> bool:
    def drawn(name: str) -> bool:
        return not (part.get(_n("xsl-fo-compatible", name)) or "none").endswith("none")

    return drawn("border") or all(any(drawn(side) for side in pair) for pair in _SIDES)


def _sheet(table: Element, looks: _Looks, book: Book) -> Sheet:
    name = folded(table.get(_n("table", "name")) or "")
    sheet = Sheet(name=name, is_hidden=(table.get(_STYLE) or "") in looks.hidden)
    row = 0
    for line in _inside(table, _ROW):
        if row > LAST_ROW:
            break
        times = whole(line.get(_n("table", "number-rows-repeated")), 1, least=1, most=LAST_ROW + 1 - row)
        if any(len(cell) or _FILLED.intersection(cell.keys()) or cell.get(_STYLE) in looks.framed for cell in line):
            hidden = line.get(_VISIBILITY) in ("collapse", "filter")
            for again in range(times):
                texts = len(sheet.texts)
                _row(line, row + again, sheet, looks, book)
                if len(sheet.texts) == texts and not _has_merge(line):
                    # Empty frames: one row of them is enough to go on, its copies would only fill the sheet.
                    break
                if hidden:
                    sheet.hidden_rows.add(row + again)
        row += times
    sheet.hidden_columns += _hidden_columns(table, sheet)
    for shape in table.iterfind(f"{_n('table', 'shapes')}/*"):
        sheet.shapes += _drawn(shape)
    return sheet


def _has_merge(line: Element) -> bool:
    return any(cell.get(_n("table", "number-rows-spanned")) for cell in line)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield rows or columns, those in groups included."""
    for part in parent:
        if part.tag == tag:
            yield part
        elif part.tag in _GROUPS:
            yield from _inside(part, tag)


def _row(line: Element, row: int, sheet: Sheet, looks: _Looks, book: Book) -> None:
    column = 0
    for cell in line.iterchildren(_CELL, _COVERED):
        if column > LAST_COLUMN:
            break
        times = whole(cell.get(_n("table", "number-columns-repeated")), 1, least=1, most=LAST_COLUMN + 1 - column)
        style = cell.get(_STYLE) or ""
        words = _shown(cell, (row, column), sheet)
        if words:
            for again in range(times):
                book.put(sheet, (row, column + again), Written(words, style in looks.bold))
        elif style in looks.framed and cell.tag == _CELL:
            for again in range(times):
                book.put(sheet, (row, column + again), None)
        if cell.tag == _CELL:
            sheet.merges += _merge(cell, row, column)
        sheet.comments += [((row, column), text) for note in cell.iterchildren(_NOTE) if (text := _lines(note))]
        for part in cell:
            if part.tag not in (_P, _NOTE):
                sheet.shapes += _drawn(part)
        column += times


def _merge(cell: Element, row: int, column: int) -> Iterator[Range]:
    down = whole(cell.get(_n("table", "number-rows-spanned")), 1, least=1, most=LAST_ROW + 1 - row)
    across = whole(cell.get(_n("table", "number-columns-spanned")), 1, least=1, most=LAST_COLUMN + 1 - column)
    if down > 1 or across > 1:
        yield Range(row, column, row + down - 1, column + across - 1)


def _shown(cell: Element, place: Place, sheet: Sheet) -> str:
    """Return the text that the program last showed; the stored value where a file holds no text."""
    kind = cell.get(_KIND)
    if kind == "boolean":
        return TRUE if cell.get(_n("office", "boolean-value")) == "true" else FALSE
    words = _lines(cell)
    if words:
        return ERRORS.get(words, words)
    stored = cell.get(_VALUE)
    if stored is not None:
        return _number(stored, kind)
    stored = next((value for name in _OTHER_VALUES if (value := cell.get(name)) is not None), None)
    if stored is not None:
        return folded(stored)
    if cell.get(_FORMULA) is not None and kind is None:
        sheet.uncomputed.append(place)
    return ""


def _number(stored: str, kind: str | None) -> str:
    try:
        return number(Decimal(stored), "0.00%" if kind == "percentage" else "General")
    except InvalidOperation:
        return folded(stored)


def _lines(element: Element) -> str:
    lines = (folded("".join(_words(p))) for p in element.iterchildren(_P))
    return "\n".join(line for line in lines if line)


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == _n("text", "s"):
            yield " " * whole(part.get(_n("text", "c")), 1, least=1, most=_MOST_SPACES)
        elif part.tag == _n("text", "tab"):
            yield "\t"
        elif part.tag == _n("text", "line-break"):
            yield "\n"
        elif part.tag != _NOTE:
            yield from _words(part)
        yield part.tail or ""


def _drawn(shape: Element) -> Iterator[Block]:
    """Yield the text of a shape; a placeholder for a picture or chart."""
    if next(shape.iter(_n("drawing", "image"), _n("drawing", "object"), _n("drawing", "object-ole")), None) is not None:
        described = next(shape.iter(_n("svg-compatible", "desc"), _n("svg-compatible", "title")), None)
        yield Picture(description=folded((described.text or "") if described is not None else ""))
    for paragraph in shape.iter(_P):
        if text := folded("".join(_words(paragraph))):
            yield Paragraph(text=text)


def _hidden_columns(table: Element, sheet: Sheet) -> Iterator[tuple[int, int]]:
    used = {column for _, column in sheet.texts}
    column = 0
    for entry in _inside(table, _COLUMN):
        times = whole(entry.get(_n("table", "number-columns-repeated")), 1, least=1, most=LAST_COLUMN + 1)
        if entry.get(_VISIBILITY) in ("collapse", "filter"):
            yield from ((c, c) for c in sorted(used) if column <= c < column + times)
        column += times


def _margins(root: Element) -> Iterator[tuple[str, str]]:
    """Yield headers and footers that say something, once each."""
    for kind in ("header", "footer"):
        found = dict.fromkeys(
            " ".join(folded("".join(_words(p))) for p in part.iter(_P))
            for part in root.iter(_n("style", kind))
            if part.get(_n("style", "display")) != "false"
        )
        yield from ((kind, text) for text in found if any(c.isalpha() for c in text))
