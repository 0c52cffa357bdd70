"""The data-entry workbook: what it offers, what is read back from it, and how its faults are told."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from amc_docs import generating
from amc_docs.doctype import available
from amc_docs.errors import BadDataError, UnreadableFileError
from amc_docs.forms import sheets
from amc_docs.forms.data import canonical
from amc_docs.forms.data_shape import shape_of
from amc_docs.writers import data_entry
from tests.strategies import records

ANEXO, REPORT, MANUAL = (available()[name] for name in ("anexo1", "informe_semestral", "manual_procesos"))
CONTENT = 3
"""Column of the sheet of single values that people write in."""


@pytest.fixture(name="book")
def _book():
    return openpyxl.load_workbook(io.BytesIO(data_entry.render(ANEXO)))


def read(book, tmp_path, doctype=ANEXO, *, draft=True):
    path = tmp_path / "datos.xlsx"
    book.save(path)
    return generating.data_of(path, doctype, name="datos.xlsx", draft=draft)


def put(book, sheet, column, value, row=None):
    """Write a value under a head, in the first row of data or the one named."""
    page = book[sheet]
    at = next(c.column for c in page[1] if c.value == column)
    first = 3 if any(isinstance(r, str) or r.min_row == 1 for r in page.merged_cells.ranges) else 2
    page.cell(row or first, at).value = value
    return page.cell(row or first, at)


def enter(cell, value):
    """Write a value into a cell; text stays text, as behind an apostrophe, even where it begins like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def fill(record, doctype):
    """Return the empty workbook with a record written in, as a person would; what it cannot hold is left out."""
    book = openpyxl.load_workbook(io.BytesIO(data_entry.render(doctype)))
    page = book[sheets.GENERAL]
    points = record.get("puntos", {})
    for row in page.iter_rows(min_row=2):
        key = row[0].value
        value = points.get(key.removeprefix(sheets.POINT), {}).get("texto") if " " in key else record.get(key)
        enter(row[CONTENT - 1], value)
    for layout in sheets.sheets(doctype):
        page = book[layout.name]
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        page.delete_cols(1, 60)
        at = 1
        for column in layout.columns:
            rows = record.get(layout.group.name, [])
            keys = (
                list(dict.fromkeys(k for row in rows for k in row.get(column.field.name, {})))
                if column.field.series
                else [""]
            )
            for place, key in enumerate(keys or [""]):
                page.cell(1, at).value = column.head if not place else None
                page.cell(2, at).value = key or None
                for number, row in enumerate(rows, layout.head_rows + 1):
                    value = row.get(column.field.name)
                    value = value.get(key) if isinstance(value, dict) else value
                    enter(page.cell(number, at), "\n".join(value) if isinstance(value, list) else value)
                at += 1
    return book


def test_every_field_has_a_place_and_the_bytes_are_always_the_same():
    for doctype in (ANEXO, REPORT, MANUAL):
        content = data_entry.render(doctype)
        assert content == data_entry.render(doctype)
        book = openpyxl.load_workbook(io.BytesIO(content))
        keys = {cell.value for cell in book[sheets.GENERAL]["A"]}
        assert {f"punto {number}" for number in shape_of(doctype).points} <= keys
        for layout in sheets.sheets(doctype):
            heads = {cell.value for cell in book[layout.name][1]}
            assert {column.head for column in layout.columns} <= heads
            assert book[layout.name].freeze_panes == f"B{layout.head_rows + 1}"


def test_an_empty_workbook_has_no_data(book, tmp_path):
    assert read(book, tmp_path) == {}
    with pytest.raises(BadDataError, match="no contiene ningún dato"):
        read(book, tmp_path, draft=False)


def test_what_is_written_is_read_with_its_exact_number(book, tmp_path):
    put(book, "13 Costeo", "Proceso o actividad", "=B2+C3").data_type = "s"
    put(book, "13 Costeo", "Costo unitario", 2.725).number_format = "0.00"
    put(book, "13 Costeo", "Cantidad", "1,250")
    put(book, "13 Costeo", "Especificación del gasto", "01.10")
    book[sheets.GENERAL].cell(2, CONTENT).value = "Salud"
    found = read(book, tmp_path)
    assert found["puntos"] == {"1": {"texto": "Salud"}}
    row = canonical(found, ANEXO)["costos"][0]
    assert row == {
        "actividad": "=B2+C3", "costo_unitario": Decimal("2.725"), "cantidad": Decimal(1250), "clasificador": "01.10",
    }  # fmt: skip


def test_the_columns_of_a_series_bear_the_keys_that_people_write(book, tmp_path):
    page = book["13 Tendencia y metas por año"]
    at = next(c.column for c in page[1] if c.value == "Metas")
    for offset, (year, goal) in enumerate((("2024", 10), (2025, 0.45))):
        page.cell(2, at + offset).value = year
        page.cell(3, at + offset).value = goal
    page.cell(3, at + 1).number_format = "0%"
    assert canonical(read(book, tmp_path), ANEXO)["metas"] == [{"metas": {"2024": Decimal(10), "2025": Decimal(45)}}]


def test_a_long_point_goes_on_in_another_row_and_rows_may_be_moved(book, tmp_path):
    page = book[sheets.GENERAL]
    page.append(["punto 7", None, "Segunda parte"])
    page.cell(8, CONTENT).value = "Primera parte"
    assert page.cell(8, 1).value == "punto 7"
    assert read(book, tmp_path)["puntos"] == {"7": {"texto": "Primera parte\nSegunda parte"}}


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        ("13 Costeo", "E2", "12O.5", "datos.xlsx, hoja «13 Costeo», celda E2, Costo unitario"),
        ("13 Costeo", "A1", "Productoo", "hoja «13 Costeo», celda A1: «Productoo» no es el título de una columna"),
        ("13 Costeo", "Z5", "x", "celda Z5: está en una columna sin título"),
        ("13 Costeo", "E2", "#¡REF!", "tiene un error de Excel"),
        ("13 Costeo", "E2", "=1+1", "fórmula sin resultado guardado"),
        (sheets.GENERAL, "A3", "punto 77", "celda A3: «punto 77» no es la clave de un dato"),
        (sheets.GENERAL, "C1", "Otra", "falta la columna «Contenido»"),
        ("19 Cronograma", "I3", "X", "falta el periodo de esta columna"),
    ],
)
def test_each_fault_names_sheet_and_cell(book, tmp_path, sheet, cell, value, told):
    book[sheets.GENERAL]["C3"].value = "algo"
    page = book[sheet]
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    page[cell].value = value
    with pytest.raises(BadDataError) as caught:
        read(book, tmp_path)
    assert told in str(caught.value), str(caught.value)


def test_an_unknown_sheet_is_named_and_another_workbook_refused(book, tmp_path):
    book.create_sheet("13 Costeos")["A1"] = "x"
    with pytest.raises(BadDataError, match="¿Quiso decir «13 Costeo»"):
        read(book, tmp_path)
    other = openpyxl.Workbook()
    other.active["A1"] = "x"
    with pytest.raises(BadDataError, match="no es un libro de datos"):
        read(other, tmp_path)
    path = tmp_path / "roto.xlsx"
    path.write_bytes(data_entry.render(ANEXO)[:5000])
    with pytest.raises(UnreadableFileError):
        generating.data_of(path, ANEXO, name="roto.xlsx")


def test_cells_offer_the_values_that_the_norm_lays_down():
    book = openpyxl.load_workbook(io.BytesIO(data_entry.render(REPORT)))
    page = book["3.2 Relación de indicadores"]
    lists = [v for v in page.data_validations.dataValidation if v.type == "list"]
    assert len(lists) == 1
    assert lists[0].errorStyle in (None, "stop")
    column = [cell.value for cell in book[sheets.LISTS]["A"]]
    assert {"Fuerte", "Media", "Débil"} <= set(column)


@pytest.mark.parametrize("doctype", [ANEXO, REPORT, MANUAL], ids=lambda t: t.name)
def test_any_record_comes_back_from_the_workbook(doctype, tmp_path_factory):
    folder = tmp_path_factory.mktemp("libro")

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records(doctype, most_rows=4))
    def same(record):
        points = {n: {"texto": p["texto"]} for n, p in record.get("puntos", {}).items() if p.get("texto")}
        plain = canonical({**record, "puntos": points}, doctype)
        assert canonical(read(fill(plain, doctype), folder, doctype), doctype) == plain

    same()
