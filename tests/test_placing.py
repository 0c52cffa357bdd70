"""Places as the form has them: rows by name, cells by row and field, wherever a document has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Location
from amc_docs.findings import FormPlace
from amc_docs.placing import Placing, naming, row_names
from tests.records import a_matrix, a_point, a_record, a_table

INDICATORS = (
    ("Formación", "Número de talleres realizados", "taller", "10"),
    ("Formación", "Porcentaje de familias atendidas", "porcentaje", "40"),
    ("Gestión", "Costo medio de cada visita", "soles", "25"),
)
FIELDS = ("producto", "indicador", "unidad_medida", "meta")


def matrix(rows=INDICATORS, **changes):
    return replace(a_matrix("indicadores", FIELDS, rows), **changes)


def test_rows_go_by_the_column_that_tells_them_apart():
    assert naming(matrix())[0] == "indicador"
    assert row_names(matrix()) == [row[1] for row in INDICATORS]


def test_rows_of_one_name_take_what_else_tells_them_apart():
    rows = (("Formación", "Comprar equipos", "x", "1"), ("Gestión", "Comprar equipos", "x", "2"))

    assert row_names(matrix(rows)) == ["Comprar equipos · Formación", "Comprar equipos · Gestión"]


def test_rows_that_nothing_tells_apart_are_numbered():
    rows = (INDICATORS[0], INDICATORS[0], ("", "", "", "5"))
    first, second, last = row_names(matrix(rows))

    assert second == f"{first} (2)"
    assert last == "sin nombre (1)"


def test_abbreviations_name_no_row():
    rows = (("GR", "Dictar talleres a las familias", "Mes", ""), ("GN", "Dictar talleres a las familias", "Año", ""))

    assert naming(matrix(rows))[0] == "indicador"


def test_in_a_flow_the_activity_names_the_row():
    flow = matrix(roles={"actividad": "unidad_medida", "ejecutor": "producto"})
    rows = tuple(replace(r, values={**r.values, "unidad_medida": r.values["indicador"]}) for r in flow.rows)

    assert naming(replace(flow, rows=rows))[0] == "unidad_medida"


@pytest.mark.parametrize(
    ("location", "item", "field"),
    [
        (Location(table=1, row=2, column=2), "Porcentaje de familias atendidas", "unidad_medida"),
        (Location(table=1, row=2, column=9), "Porcentaje de familias atendidas", ""),
        (Location(table=1, row=0, column=3), "", "meta"),
        (Location(table=1), "", ""),
    ],
)
def test_a_cell_a_row_a_head_and_a_table(location, item, field):
    record = a_record(matrix(), tables=[a_table([FIELDS, *INDICATORS])])
    place = Placing(record, {"indicadores": "Indicadores"}).of(location)

    assert (place.matrix, place.table, place.item, place.field) == ("indicadores", "Indicadores", item, field)


def test_a_table_that_no_matrix_claims_goes_by_its_first_words():
    record = a_record(tables=[a_table([("Zona", "Casos"), ("Norte", "12")], at=4)])
    place = Placing(record, {}).of(Location(table=4, row=1, column=1))

    assert place == FormPlace(table="Zona | Casos", item="Norte", column="Casos")


def test_where_the_form_is_a_table_its_cells_have_no_name():
    point = replace(a_point("1", "Producción"), location=Location(table=1, row=0, column=0))
    record = a_record(point, tables=[a_table([("1. Sector", "Producción"), ("2. Servicio", "Otro")])])

    assert Placing(record, {}).of(Location(table=1, row=1, column=1)) == FormPlace()


@pytest.mark.parametrize("location", [None, Location(), Location(paragraph=3), Location(table=99, row=1, column=1)])
def test_outside_tables_a_place_has_no_name(location):
    assert Placing(a_record(a_point("1", "Texto")), {}).of(location) == FormPlace()
