"""What was extracted, as an Excel workbook: the points, a sheet per matrix of the record, a sheet per table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from amc_docs.document import Table
from amc_docs.record import Matrix, Value
from amc_docs.wording import squeeze
from amc_docs.writers import Extraction, Options
from amc_docs.writers import arrangement as shared
from amc_docs.writers.record_json import points_of_tables
from amc_docs.writers.workbook import Book, build, clean, height, write

POINTS = (
    ("Punto", 7),
    ("Título oficial", 40),
    ("Título hallado", 40),
    ("Presente", 10),
    ("Ubicación", 24),
    ("Tablas", 12),
    ("Texto", 100),
)
NARROWEST, WIDEST = 8, 48
EXACT_DIGITS = 15
"""Excel keeps no more digits of a number."""


def render(extractions: Sequence[Extraction], _options: Options | None = None) -> bytes:
    """Return the workbook of the one extraction."""
    extraction = extractions[0]

    def fill(book: Book) -> None:
        _points(book, extraction)
        for matrix in extraction.record.matrices.values():
            _matrix(book, extraction, matrix)
        owners = points_of_tables(extraction.record)
        for table in extraction.document.tables():
            _table(book, table, owners.get(table.number))

    return build(extraction.document.name, fill)


def _points(book: Book, extraction: Extraction) -> None:
    rows = [
        (
            int(p.number) if p.number.isdigit() else p.number,
            p.title,
            p.found_title,
            "sí" if p.is_present else "no",
            shared.place(p.location),
            ", ".join(str(t.number) for t in p.tables),
            p.own_text or p.text,
        )
        for p in extraction.record.points.values()
    ]
    book.table("Puntos", POINTS, rows)


def _matrix(book: Book, extraction: Extraction, matrix: Matrix) -> None:
    """Add the rows of a matrix as typed; a cell that was not read as its type stays as written."""
    spec = next((m for m in extraction.doctype.matrices if m.name == matrix.name), None)
    titles = {f.name: f.title for f in spec.fields} if spec else {}
    names = list(dict.fromkeys([*matrix.columns, *(n for row in matrix.rows for n in row.values)]))
    columns = [(matrix.columns.get(n) or titles.get(n, n), 24.0) for n in names] + [("Ubicación", 26.0)]
    rows = [[*(_typed(row.values.get(n)) for n in names), shared.place(row.location)] for row in matrix.rows]
    book.table(spec.title if spec else matrix.name, columns, rows)


def _typed(value: Value | None) -> object:
    if value is None:
        return None
    typed = value.value
    if isinstance(typed, Decimal):
        exact = typed.is_finite() and len(typed.as_tuple().digits) <= EXACT_DIGITS
        return float(typed) if exact else value.raw
    if isinstance(typed, date):
        return typed.strftime("%d/%m/%Y")
    return value.raw if typed is None else typed


def _table(book: Book, table: Table, point: str | None) -> None:
    """Add a table as it stands: merged cells merged, its head bold, every word as text."""
    sheet = book.sheet(f"Tabla {table.number}" + (f" (punto {point})" if point else ""))
    for cell in table.cells:
        text = clean(squeeze(cell.text))
        is_head = cell.is_header or cell.row < table.header_rows
        form = book.format(bold=True, bg_color="#E8EEF2") if is_head else book.format()
        last_row = min(cell.row + cell.row_span, table.row_count) - 1
        last_column = min(cell.column + cell.column_span, table.column_count) - 1
        if (last_row, last_column) > (cell.row, cell.column):
            sheet.merge_range(cell.row, cell.column, last_row, last_column, "", form)
        write(sheet, cell.row, cell.column, text, form)
    widths = _widths(table)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(table.grid()):
        alone = [squeeze(c.text) if c and c.row_span == c.column_span == 1 else "" for c in row]
        sheet.set_row(number, height(alone, widths))
    if table.header_rows:
        sheet.freeze_panes(table.header_rows, 0)
        sheet.repeat_rows(0, table.header_rows - 1)


def _widths(table: Table) -> list[int]:
    """Return a width for each column from its own, unmerged cells."""
    longest = [NARROWEST] * table.column_count
    for cell in table.cells:
        if cell.column_span == 1 and cell.column < table.column_count:
            longest[cell.column] = max(longest[cell.column], min(len(squeeze(cell.text)) + 2, WIDEST))
    return longest
