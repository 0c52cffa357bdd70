"""Spreadsheets as documents: sheets, tables, merged cells, what is hidden and what cannot be known."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, Side

from amc_docs.document import Document, Paragraph, Table
from amc_docs.readers import read

LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def workbook(**sheets: dict[str, object]) -> openpyxl.Workbook:
    """Return a workbook; each sheet maps addresses to values."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, cells in sheets.items():
        sheet = book.create_sheet(title)
        for address, value in cells.items():
            sheet[address] = value
    return book


def opened(folder, book: openpyxl.Workbook, name: str = "costos.xlsx") -> Document:
    path = folder / name
    book.save(path)
    return read(path)


def rows(document: Document) -> list[list[list[str]]]:
    return [table.rows() for table in document.tables()]


def test_each_sheet_is_a_title_and_its_table(tmp_path):
    document = opened(tmp_path, workbook(Costos={"B2": "Actividad", "C2": "Costo", "B3": "Taller", "C3": 5}, Otra={}))

    assert [("Costos", 1), ("Otra", 1)] == [(b.text, b.level) for b in document.blocks if isinstance(b, Paragraph)]
    assert [[["Actividad", "Costo"], ["Taller", "5"]]] == rows(document)
    assert (document.format, document.warnings) == ("xlsx", ())


def test_every_cell_knows_its_place(tmp_path):
    document = opened(tmp_path, workbook(A={"A1": "a", "C3": "b"}, B={"A1": "c", "B1": "d"}))
    last = list(document.tables())[-1].cells[-1]

    assert [1, 2, 3] == [t.number for t in document.tables()]
    assert (last.location.table, last.location.row, last.location.column) == (3, 0, 1)


def test_blank_rows_and_columns_part_tables(tmp_path):
    cells = {"A1": "a", "B1": "b", "D1": "c", "D2": "d", "A4": "e", "A5": "f"}
    assert [[["a", "b"]], [["c"], ["d"]], [["e"], ["f"]]] == rows(opened(tmp_path, workbook(A=cells)))


def test_frames_hold_a_table_together(tmp_path):
    book = workbook(A={"A1": "Actividad", "B1": "Costo", "A3": "Total", "B3": 5})
    for address in ("A2", "B2"):
        book["A"][address].border = FRAME

    assert [[["Actividad", "Costo"], ["", ""], ["Total", "5"]]] == rows(opened(tmp_path, book))


def test_merged_cells_are_spans(tmp_path):
    book = workbook(A={"A1": "Metas", "A2": "2016", "B2": "2017", "C1": "Unidad"})
    book["A"].merge_cells("A1:B1")
    book["A"].merge_cells("C1:C2")
    table = next(opened(tmp_path, book).tables())

    assert [["Metas", "Metas", "Unidad"], ["2016", "2017", "Unidad"]] == table.rows()
    assert [(1, 2), (2, 1), (1, 1), (1, 1)] == [(c.row_span, c.column_span) for c in table.cells]


def test_a_merge_of_whole_rows_ends_with_the_texts(tmp_path):
    book = workbook(A={"A1": "Título", "A2": "a", "B2": "b"})
    book["A"].merge_cells("A1:XFD1")

    assert [[["Título", "Título"], ["a", "b"]]] == rows(opened(tmp_path, book))


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (0.427, "0.0%", "42.7%"),
        (8000, "#,##0.00", "8,000.00"),
        (date(2024, 5, 3), "dd/mm/yyyy", "03/05/2024"),
        (date(2024, 5, 3), "mm-dd-yy", "03/05/2024"),
        (True, "General", "VERDADERO"),
        (False, "General", "FALSO"),
        ("#N/A", "General", "#N/D"),
        ("#DIV/0!", "General", "#¡DIV/0!"),
        ("  dos\npalabras  más ", "General", "dos palabras más"),
        ("08", "@", "08"),
        ("=1+1 dicho", "General", "=1+1 dicho"),
    ],
)
def test_values_read_as_they_are_shown(tmp_path, value, code, printed):
    book = workbook(A={"A1": value})
    book["A"]["A1"].number_format = code
    if str(value).startswith("="):
        book["A"]["A1"].data_type = "s"

    assert [[[printed]]] == rows(opened(tmp_path, book))


def test_lines_of_a_cell_are_paragraphs(tmp_path):
    cell = next(opened(tmp_path, workbook(A={"A1": "a) uno\nb) dos"})).tables()).cells[0]

    assert ["a) uno", "b) dos"] == [b.text for b in cell.blocks]


def test_bold_is_kept(tmp_path):
    book = workbook(A={"A1": "Título", "A2": "texto"})
    book["A"]["A1"].font = Font(bold=True)

    assert [True, False] == [p.is_bold for p in opened(tmp_path, book).paragraphs() if p.level is None]


def test_a_formula_without_result_is_empty_and_told(tmp_path):
    document = opened(tmp_path, workbook(A={"A1": "Total", "B1": "=SUM(1,2)", "C1": 3}))

    assert [[["Total"]], [["3"]]] == rows(document)
    assert "fórmulas sin resultado guardado (B1)" in document.warnings[0]


def test_hidden_things_are_read_and_named(tmp_path):
    book = workbook(Oculta={"A1": "z"}, Costos={"A1": "a", "B1": "b", "A2": "c", "A3": "d"})
    book["Oculta"].sheet_state = "hidden"
    book.active = 1
    book["Costos"].row_dimensions[2].hidden = book["Costos"].row_dimensions[3].hidden = True
    book["Costos"].column_dimensions["B"].hidden = True
    document = opened(tmp_path, book)

    assert ["Costos", "(hoja oculta) Oculta"] == [b.text for b in document.blocks if isinstance(b, Paragraph)]
    assert isinstance(document.blocks[-1], Table)
    assert [[["a", "b"], ["c", ""], ["d", ""]], [["z"]]] == rows(document)
    told = " ".join(document.warnings)
    assert "filas ocultas (2–3)" in told
    assert "columnas ocultas (B)" in told
    assert "hojas ocultas: «Oculta»" in told


def test_a_format_that_hides_a_value_does_not_hide_it_from_us(tmp_path):
    book = workbook(A={"A1": 5})
    book["A"]["A1"].number_format = ";;;"
    document = opened(tmp_path, book)

    assert [[["5"]]] == rows(document)
    assert "formato oculta su valor (A1)" in document.warnings[0]


def test_comments_and_page_margins_stand_around(tmp_path):
    book = workbook(A={"B2": "a"})
    book["A"]["B2"].comment = Comment("Revisar cotización", "OPP")
    book["A"].oddHeader.center.text = "Plan & costos"
    document = opened(tmp_path, book)

    assert {("comment", "Revisar cotización", 1), ("header", "Plan & costos", None)} == {
        (f.kind, f.text, f.location.table) for f in document.furniture
    }


def test_pages_cannot_be_told_apart(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(A={"A1": 1}).save(path)

    assert "páginas fijas" in read(path, pages=frozenset({2})).warnings[0]


def test_the_name_need_not_fit(tmp_path):
    out = io.BytesIO()
    workbook(A={"A1": "a"}).save(out)
    path = tmp_path / "costos.docx"
    path.write_bytes(out.getvalue())
    document = read(path)

    assert document.format == "xlsx"
    assert "es en realidad una hoja de cálculo" in document.warnings[0]
