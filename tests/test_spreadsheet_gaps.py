"""Blank rows that only space a table out do not divide it; those before another table do."""

from __future__ import annotations

import pytest
from test_spreadsheet import opened, rows, workbook

COSTS = {"A1": "N°", "B1": "Actividad", "C1": "Cantidad", "D1": "Costo", "A2": 1, "B2": "Taller", "C2": 2, "D2": 50}


def tables(folder, cells):
    return rows(opened(folder, workbook(Costos={**COSTS, **cells})))


def test_a_total_under_a_blank_row_is_of_the_table_above(tmp_path):
    (table,) = tables(tmp_path, {"A4": "TOTAL", "D4": 50})

    assert ["TOTAL", "", "", "50"] == table[-1]
    assert 4 == len(table)


def test_the_next_group_of_rows_is_of_the_table_above(tmp_path):
    (table,) = tables(
        tmp_path, {"A4": "GOBIERNO LOCAL", "A5": 2, "B5": "Visita", "C5": 3, "D5": 60, "B7": "Suma", "D7": 110}
    )

    assert [
        ["GOBIERNO LOCAL", "", "", ""],
        ["2", "Visita", "3", "60"],
        ["", "", "", ""],
        ["", "Suma", "", "110"],
    ] == table[3:]


@pytest.mark.parametrize(
    "below",
    [
        {"A4": "Año", "C4": 2016, "D4": 2017, "A5": "Socios", "C5": 5, "D5": 6},
        {"A4": "Nivel", "B4": "Monto", "A5": "Local", "B5": 60},
        {"A4": "Nacional", "B4": 60},
        {"A4": "Socios", "D4": 60, "E4": 70},
        {"A4": "Elaborado por la Dirección de Caminos"},
        {"A6": "TOTAL", "D6": 50},
    ],
    ids=["head-of-years", "head-of-words", "figures-elsewhere", "wider", "note", "far-below"],
)
def test_what_has_a_head_or_columns_of_its_own_is_another_table(tmp_path, below):
    first, *others = tables(tmp_path, below)

    assert 2 == len(first)
    assert others
