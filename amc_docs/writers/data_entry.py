"""The workbook to write a document's data in: a sheet of single values and points, and one for each matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from amc_docs.addresses import column_name
from amc_docs.doctype import DocType
from amc_docs.forms import sheets
from amc_docs.forms.data_shape import Kind
from amc_docs.forms.sheets import Column, Line, Sheet
from amc_docs.writers.workbook import Book, build, height

LAST_ROW = 1_000
"""Down to which cells are checked while they are filled in."""
DRAWN_ROWS = 40
"""With lines around their cells from the beginning."""
TEXT_FORMAT = "@"
ENTRY = "#FFFBE6"
"""The colour of cells to write in that are not plainly empty: the names of a series' columns."""
_WIDTHS = {Kind.TEXT: 30, Kind.LINES: 40, Kind.NUMBER: 15, Kind.MIXED: 15, Kind.LIST: 30, Kind.MARK: 7}
_LARGEST = 10**15
_LONGEST_HINT, _LONGEST_TITLE = 255, 32

HOW_TO = (
    "Llene la hoja «Datos generales» y una hoja por cada cuadro. Lo que no corresponde se deja vacío.",
    "No cambie los títulos de las columnas, los nombres de las hojas ni la columna «Clave». Puede añadir filas y "
    "cambiar el orden de las columnas; no añada hojas.",
    "Los números se escriben como tales: 1250 o 1,250.00, con punto decimal. No escriba totales ni subtotales.",
    "En las columnas de años, periodos o códigos escriba en la segunda fila (amarilla) el año o el periodo de cada "
    "una; puede insertar más columnas junto a ellas.",
    "Las celdas con lista ofrecen los valores que prevé la norma. En una celda, Alt+Entrar empieza otra línea.",
    "Un punto muy largo puede seguir en otra fila con la misma clave.",
)


def render(doctype: DocType) -> bytes:
    """Return the empty workbook for one type."""

    def fill(book: Book) -> None:
        # The same workbook every time: its date is no one's.
        book.workbook.set_properties({"title": doctype.title, "created": _created()})
        lists = _Lists()
        _instructions(book, doctype)
        _general(book, sheets.lines(doctype), lists)
        for sheet in sheets.sheets(doctype):
            _rows(book, sheet, lists)
        lists.write(book)
        book.workbook.worksheets()[1].activate()

    return build(doctype.title, fill)


def _created() -> Any:  # noqa: ANN401 (XlsxWriter takes a datetime)
    from datetime import UTC, datetime

    return datetime(2016, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class _Lists:
    """The values that cells offer, each list a column of a sheet of its own: a rule holds only 255 letters."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], str] = {}

    def source(self, title: str, values: tuple[str, ...]) -> str:
        """Return the formula of a list; equal lists are written once."""
        self.columns.setdefault(values, title)
        column = column_name(list(self.columns).index(values))
        return f"='{sheets.LISTS}'!${column}$2:${column}${len(values) + 1}"

    def write(self, book: Book) -> None:
        """Add the sheet, if there is any list."""
        if not self.columns:
            return
        rows = max(map(len, self.columns))
        table = [[values[at] if at < len(values) else None for values in self.columns] for at in range(rows)]
        book.table(sheets.LISTS, [(title, 40.0) for title in self.columns.values()], table)


def _instructions(book: Book, doctype: DocType) -> None:
    sheet = book.sheet(sheets.INSTRUCTIONS)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    title = book.format(bold=True, font_size=14, border=0)
    plain, strong = book.format(border=0), book.format(border=0, bold=True)
    sheet.merge_range(0, 0, 0, 1, doctype.title, title)
    sheet.merge_range(1, 0, 1, 1, doctype.norm, plain)
    sheet.set_row(0, 40)
    at = 3
    for number, words in enumerate(HOW_TO, 1):
        sheet.write_string(at, 0, f"{number}.", book.format(border=0, align="right"))
        sheet.write_string(at, 1, words, plain)
        sheet.set_row(at, 30)
        at += 1
    command = f"amc-docs generar {doctype.name} --datos ESTE-LIBRO.xlsx --salida documento.docx"
    sheet.write_string(at, 0, "Para hacer el documento", strong)
    sheet.write_string(at, 1, command, book.format(border=0, font_name="Consolas"))
    at += 2
    for column, head in enumerate(("Hoja", "Qué contiene")):
        sheet.write_string(at, column, head, book.head())
    for sheet_of in sheets.sheets(doctype):
        at += 1
        place = f" (punto {sheet_of.group.point})" if sheet_of.group.point else ""
        heads = ", ".join(column.head for column in sheet_of.columns)
        sheet.write_url(at, 0, f"internal:'{sheet_of.name}'!A1", book.format(font_color="#1F4E79"), sheet_of.name)
        sheet.write_string(at, 1, f"{sheet_of.group.title}{place}: {heads}.", book.format())
        sheet.set_row(at, 15.0 * (1 + len(heads) // 85))


def _general(book: Book, lines: Sequence[Line], lists: _Lists) -> None:
    sheet = book.sheet(sheets.GENERAL)
    for column, (head, width) in enumerate(zip(sheets.GENERAL_HEADS, (14, 34, 80, 60), strict=True)):
        sheet.set_column(column, column, width, book.format(num_format=TEXT_FORMAT, border=0))
        sheet.write_string(0, column, head, book.head())
    sheet.set_row(0, 24)
    grey = book.format(font_color="#6B6B6B", italic=True)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line.key, book.format(bg_color="#E8EEF2"))
        sheet.write_string(row, 1, line.title, book.format(bold=True))
        sheet.write_blank(row, 2, None, book.format(num_format=TEXT_FORMAT, bg_color=ENTRY))
        sheet.write_string(row, 3, line.guide, grey)
        sheet.set_row(row, max(30.0, height((line.guide, line.title), (60, 34))))
        if line.choices:
            # A norm's list of such values grows by later norms: another one is asked about, not refused.
            sheet.data_validation(row, 2, row, 2, _list(line.title, line.choices, lists, is_closed=False))
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)


def _rows(book: Book, sheet: Sheet, lists: _Lists) -> None:
    page = book.sheet(sheet.name)
    body = book.format(num_format=TEXT_FORMAT)
    at = 0
    for column in sheet.columns:
        last = at + column.count - 1
        width = max(_WIDTHS[column.field.kind], len(column.head) / 2 + 2 if last == at else 0)
        is_text = column.field.kind not in (Kind.NUMBER, Kind.MIXED)
        form = book.format(num_format=TEXT_FORMAT if is_text else "General", border=0)
        page.set_column(at, last, width, form)
        _head(book, page, sheet, column, (at, last))
        for place in range(at, last + 1):
            for row in range(sheet.head_rows, sheet.head_rows + DRAWN_ROWS):
                page.write_blank(row, place, None, body if is_text else book.format())
        page.data_validation(sheet.head_rows, at, LAST_ROW, last, _rule(column, lists))
        at = last + 1
    page.set_row(0, 42)
    page.freeze_panes(sheet.head_rows, 1)
    page.repeat_rows(0, sheet.head_rows - 1)


def _head(book: Book, page: Any, sheet: Sheet, column: Column, span: tuple[int, int]) -> None:  # noqa: ANN401 (XlsxWriter has no types)
    """Write the head of a column: over two rows where the sheet has series, and over all the columns of its own."""
    first, last = span
    bottom = 0 if column.field.series else sheet.head_rows - 1
    if (bottom, last) == (0, first):
        page.write_string(0, first, column.head, book.head())
    else:
        page.merge_range(0, first, bottom, last, column.head, book.head())
    if column.field.series:
        for place in range(first, last + 1):
            form = book.format(num_format=TEXT_FORMAT, bg_color=ENTRY, bold=True, align="center")
            page.write_blank(1, place, None, form)
        hint = f"Escriba el {column.key_name} de esta columna. Si no la usa, déjela vacía."
        page.data_validation(1, first, 1, last, _hint(column.head, hint))


def _rule(column: Column, lists: _Lists) -> dict[str, Any]:
    """Return what a cell of a column takes, and what people are told when they enter it."""
    title = column.field.title
    if column.choices:
        return _list(title, column.choices, lists, is_closed=column.is_closed)
    match column.field.kind:
        case Kind.NUMBER:
            advice = "Escriba solo el número, por ejemplo 1250.50."
            return {
                **_hint(title, advice),
                "validate": "decimal", "criteria": "between", "minimum": -_LARGEST, "maximum": _LARGEST,
                "error_title": "No es un número", "error_message": advice,
                "error_type": "warning" if column.field.admits_words else "stop",
            }  # fmt: skip
        case Kind.MIXED:
            return _hint(title, "Escriba el número; si no lo hay, unas palabras.")
        case Kind.LIST:
            return _hint(title, "Una línea por elemento: Alt+Entrar empieza otra.")
        case Kind.MARK:
            return _hint(title, "Marque con una X los periodos que corresponden.")
    return _hint(title, f"{column.head}.")


def _list(title: str, values: tuple[str, ...], lists: _Lists, *, is_closed: bool) -> dict[str, Any]:
    return {
        **_hint(title, "Elija un valor de la lista."),
        "validate": "list",
        "source": lists.source(title, values),
        "error_title": "No está en la lista",
        "error_message": "Elija uno de los valores de la lista." if is_closed else "No está en la lista. ¿Es correcto?",
        "error_type": "stop" if is_closed else "warning",
    }


def _hint(title: str, words: str) -> dict[str, Any]:
    return {"validate": "any", "input_title": title[:_LONGEST_TITLE], "input_message": words[:_LONGEST_HINT]}
