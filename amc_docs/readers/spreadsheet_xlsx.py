"""Excel workbooks (`.xlsx`, `.xlsm`), read straight from their XML; nothing is calculated and no link is followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from amc_docs.errors import LimitExceededError, UnreadableFileError
from amc_docs.readers.docx_names import RELATIONSHIPS, Element, child, whole
from amc_docs.readers.docx_package import Package, Relationship, damaged
from amc_docs.readers.docx_xml import ForbiddenXmlError
from amc_docs.readers.spreadsheet_dates import serial
from amc_docs.readers.spreadsheet_formats import hides, number
from amc_docs.readers.spreadsheet_formats import text as formatted
from amc_docs.readers.spreadsheet_sheet import (
    ERRORS,
    FALSE,
    LAST_COLUMN,
    LAST_ROW,
    OUTSIDE,
    TRUE,
    Book,
    Place,
    Sheet,
    Written,
    folded,
    place_of,
    range_of,
)
from amc_docs.readers.spreadsheet_styles import Style, Styles
from amc_docs.readers.spreadsheet_surroundings import comments, margins, shapes

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OUTSIDE = frozenset({"externalLink", "connections", "queryTable"})
_OBJECTS = frozenset({"oleObject", "package"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_STYLE = Style()


def x(name: str) -> str:
    """Return the qualified name of a SpreadsheetML element."""
    return f"{{{SHEET}}}{name}"


_ROW, _C, _V, _F, _T, _R, _IS, _SI = (x(n) for n in ("row", "c", "v", "f", "t", "r", "is", "si"))


def read_book(package: Package, numbers: Callable[..., str] = number) -> Book:
    """Return the sheets of a workbook; `numbers` says how a number is told, given its format.

    Raises:
        LimitExceededError: more cells than the limit.
        UnreadableFileError: a sheet is missing or damaged.
    """
    main = package.main_part()
    if main is None or main not in package:
        raise damaged(package.name)
    root = package.parse(main)
    if root.tag != x("workbook"):
        raise damaged(package.name)
    book = Book(name=package.name, limits=package.limits)
    links = package.relationships(main)
    settings = child(root, x("workbookPr"))
    since_1904 = settings is not None and (settings.get("date1904") or "").lower() in ("1", "true")
    reader = _Reader(package, book, links, since_1904=since_1904, numbers=numbers)
    for entry in root.iterfind(f"{x('sheets')}/{x('sheet')}"):
        reader.read(entry)
    if reader.outside or any(r.kind in _OUTSIDE for r in links.values()):
        book.warnings.append(OUTSIDE)
    if reader.objects:
        book.warnings.append(f"No se leyeron los objetos incrustados de otros programas ({reader.objects}).")
    return book


class _Reader:
    """Sheets of one workbook, one after the other."""

    def __init__(
        self,
        package: Package,
        book: Book,
        links: Mapping[str, Relationship],
        *,
        since_1904: bool,
        numbers: Callable[..., str],
    ) -> None:
        self.package, self.book, self.links, self.since_1904 = package, book, links, since_1904
        self.numbers = numbers
        self.outside, self.objects = False, 0
        self.styles = Styles(None)
        self.strings: list[str] = []
        if strings := self._only("sharedStrings"):
            self.strings = [_string(item) for item in package.parse(strings).iterchildren(_SI)]
        if styles := self._only("styles"):
            self._attempt(lambda: self._load_styles(styles), "los formatos de los números")

    def read(self, entry: Element) -> None:
        """Add the sheet that an entry of the workbook names."""
        link = self.links.get(entry.get(f"{{{RELATIONSHIPS}}}id") or "")
        sheet = Sheet(name=folded(entry.get("name") or ""), is_hidden=(entry.get("state") or "visible") != "visible")
        if link is not None and link.kind not in ("worksheet", "sheet"):
            self.book.warnings.append(f"No se leyó la hoja «{sheet.name}»: contiene un gráfico o macros, no celdas.")
            return
        if link is None or link.is_external:
            raise damaged(self.package.name)
        root = self.package.parse(link.target)
        self._cells(root, sheet)
        merges = root.iterfind(f"{x('mergeCells')}/{x('mergeCell')}")
        sheet.merges += [found for merge in merges if (found := range_of(merge.get("ref")))]
        sheet.hidden_columns += _hidden_columns(root, sheet)
        sheet.margins += margins(root)
        self._surroundings(link.target, sheet)
        self.book.sheets.append(sheet)

    def _cells(self, root: Element, sheet: Sheet) -> None:
        data = child(root, x("sheetData"))
        row = -1
        for line in data.iterchildren(_ROW) if data is not None else ():
            row = whole(line.get("r"), row + 2, least=1, most=LAST_ROW + 1) - 1
            hidden = (line.get("hidden") or "").lower() in ("1", "true")
            column = -1
            for cell in line.iterchildren(_C):
                at = place_of(cell.get("r"))
                column = at[1] if at else min(column + 1, LAST_COLUMN)
                self._cell(cell, at or (row, column), sheet)
                if hidden and (at or (row, column)) in sheet.texts:
                    sheet.hidden_rows.add((at or (row, column))[0])

    def _cell(self, cell: Element, place: Place, sheet: Sheet) -> None:
        style = self.styles.get(cell.get("s")) if cell.get("s") else _NO_STYLE
        words = folded(self._shown(cell, style, place, sheet)) if len(cell) else ""
        if words:
            self.book.put(sheet, place, Written(words, style.is_bold, (cell.get("t") or "n") == "n"))
        elif style.is_framed:
            self.book.put(sheet, place, None)

    def _shown(self, cell: Element, style: Style, place: Place, sheet: Sheet) -> str:
        kind = cell.get("t") or "n"
        inline, stored = child(cell, _IS), child(cell, _V)
        if kind == "inlineStr" and inline is not None:
            return formatted(_string(inline), style.format)
        value = stored.text or "" if stored is not None else ""
        if not value.strip():
            # An empty text is a result; an empty number is none.
            if child(cell, _F) is not None and (stored is None or kind != "str"):
                sheet.uncomputed.append(place)
            return ""
        if kind == "s":
            index = whole(value, -1, least=-1, most=len(self.strings))
            if not 0 <= index < len(self.strings):
                raise damaged(self.package.name)
            return formatted(self.strings[index], style.format)
        if kind in ("str", "inlineStr"):
            return formatted(_unescaped(value), style.format)
        if kind == "b":
            return TRUE if value.strip() in ("1", "true") else FALSE
        if kind == "e":
            return ERRORS.get(value.strip(), value)
        return self._number(value.strip(), kind, style, place, sheet)

    def _number(self, value: str, kind: str, style: Style, place: Place, sheet: Sheet) -> str:
        try:
            is_date = kind == "d"
            figure = serial(datetime.fromisoformat(value)) if is_date else Decimal(value)
            since_1904 = self.since_1904 and not is_date
            if hides(style.format):
                sheet.concealed.append(place)
                return self.numbers(figure, since_1904=since_1904)
            code = "dd/mm/yyyy" if is_date and style.format == "General" else style.format
            return self.numbers(figure, code, since_1904=since_1904)
        except (ValueError, InvalidOperation):
            return value

    def _surroundings(self, part: str, sheet: Sheet) -> None:
        links: dict[str, Relationship] = {}

        def load() -> None:
            links.update(self.package.relationships(part))

        self._attempt(load, f"las partes de la hoja «{sheet.name}»")
        self.outside = self.outside or any(r.kind in _OUTSIDE for r in links.values())
        self.objects += sum(r.kind in _OBJECTS for r in links.values())
        self._attempt(lambda: sheet.comments.extend(comments(self.package, links.values())), "los comentarios")
        self._attempt(lambda: sheet.shapes.extend(shapes(self.package, links.values())), "los dibujos")

    def _only(self, kind: str) -> str | None:
        return next((r.target for r in self.links.values() if r.kind == kind and not r.is_external), None)

    def _load_styles(self, part: str) -> None:
        self.styles = Styles(self.package.parse(part))

    def _attempt(self, action: Callable[[], None], what: str) -> None:
        """Do without a part that is missing or damaged, and say so."""
        try:
            action()
        except (LimitExceededError, ForbiddenXmlError):
            raise
        except (UnreadableFileError, ValueError, TypeError, LookupError):
            note = f"No se pudo leer {what}: esa parte del archivo falta o está dañada."
            if note not in self.book.warnings:
                self.book.warnings.append(note)


def _string(item: Element) -> str:
    """Return the text of a string: plain or in runs, without the readings that help to pronounce it."""
    return _unescaped("".join(_texts(item)))


def _texts(item: Element) -> Iterator[str]:
    for part in item:
        if part.tag == _T:
            yield part.text or ""
        elif part.tag == _R:
            yield from (t.text or "" for t in part.iterchildren(_T))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    signs = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    # Lone surrogates and control characters would break every output.
    return "".join(c for c in signs if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff"))


def _hidden_columns(root: Element, sheet: Sheet) -> Iterator[tuple[int, int]]:
    used = {column for _, column in sheet.texts}
    for entry in root.iterfind(f"{x('cols')}/{x('col')}"):
        first = whole(entry.get("min"), 1, least=1, most=LAST_COLUMN + 1) - 1
        last = whole(entry.get("max"), 1, least=1, most=LAST_COLUMN + 1) - 1
        if (entry.get("hidden") or "").lower() in ("1", "true"):
            yield from ((c, c) for c in used if first <= c <= last)
