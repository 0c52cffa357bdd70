"""What `extraer` writes: every table, nothing run as a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from amc_docs.writers import RECORDS, record_csv
from amc_docs.writers.workbook import build
from tests.specimens import an_extraction

SCHEMA = json.loads(Path("schemas/_meta/extraccion.schema.json").read_text(encoding="utf-8"))


def found():
    return json.loads(RECORDS["json"].render([an_extraction()]))


def workbook():
    return openpyxl.load_workbook(io.BytesIO(RECORDS["xlsx"].render([an_extraction()])))


def test_json_fits_its_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(found(), SCHEMA)


def test_json_has_every_table_nested_ones_with_their_place():
    tables = found()["tablas"]

    assert [t["id"] for t in tables] == [1, 2, 3]
    assert [t["dentro_de"] for t in tables] == [None, [1, 0, 1], None]
    assert {t["punto"] for t in tables} == {"13"}
    assert tables[1]["titulo"] == "Véase:"


def test_json_repeats_merged_text_in_rows_and_keeps_the_span_in_cells():
    table = found()["tablas"][2]

    assert table["filas"][0] == ["INDICADORES"] * 3
    assert table["celdas"][0] == {"fila": 0, "columna": 0, "filas": 1, "columnas": 3, "texto": "INDICADORES"}


def test_json_keeps_numbers_exact():
    assert '"meta": 6000.000' in RECORDS["json"].render([an_extraction()])


def test_xlsx_has_points_matrices_and_every_table():
    book = workbook()

    assert book.sheetnames == ["Puntos", "indicadores", *(f"Tabla {n} (punto 13)" for n in (1, 2, 3))]
    assert [str(r) for r in book["Tabla 3 (punto 13)"].merged_cells.ranges] == ["A1:C1"]


def test_xlsx_types_only_what_the_record_typed():
    book = workbook()

    assert book["indicadores"]["B2"].value == 2723
    assert book["Tabla 3 (punto 13)"]["C4"].value == "2,723"


def test_xlsx_never_holds_a_formula():
    for sheet in workbook():
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_sheet_names_are_legal_and_unique():
    names = ["a/b*c", "A B C", "x" * 40, "x" * 40, "", "History", "'"]
    book = openpyxl.load_workbook(io.BytesIO(build("t", lambda book: [book.sheet(name) for name in names] and None)))

    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_csv_has_the_points_and_a_file_per_table():
    files = record_csv.files(an_extraction())

    assert list(files) == ["puntos.csv", *(f"tabla-00{n}-punto-13.csv" for n in (1, 2, 3))]
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())


def test_csv_of_one_table_is_plain():
    rows = list(csv.reader(io.StringIO(record_csv.table(an_extraction(), 3).decode("utf-8"))))

    assert rows[3] == ["'=SUMA(A1:A3) inspecciones", "Inspección", "2,723"]
    assert record_csv.table(an_extraction(), 9) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|x", "'+cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-", "'-"),
        ("-12.5%", "-12.5%"),
        ("+51 999", "+51 999"),
        ("S/ 100", "S/ 100"),
    ],
)
def test_text_is_kept_from_running_as_a_formula(text, written):
    assert record_csv.safe(text) == written


def test_extraction_without_points_or_tables_is_still_written():
    plain = an_extraction()
    record = replace(plain.record, points={}, matrices={})
    empty = replace(plain, document=replace(plain.document, blocks=()), record=record)

    assert json.loads(RECORDS["json"].render([empty]))["tablas"] == []
    assert openpyxl.load_workbook(io.BytesIO(RECORDS["xlsx"].render([empty]))).sheetnames == ["Puntos"]
