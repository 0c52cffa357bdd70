"""From tables to typed rows: heads of one or more storeys, aliases, series, totals, unions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from amc_docs import doctype
from amc_docs.document import Table
from amc_docs.extraction import as_json, extract
from amc_docs.record import Matrix, Record
from tests.documents import document, grid, line

ANEXO = doctype.load("anexo1")
TITLES = {spec.number: spec.title for spec in ANEXO.points}


def record_with(point: str, *tables: Table | str) -> Record:
    """Read a narrative whose given point holds the tables."""
    parts: list[object] = []
    for number, title in TITLES.items():
        parts += [line(f"{number}. {title}", level=1), "Contenido propio del punto."]
        if number == point:
            parts += tables
    return extract(document(*parts), ANEXO)


def matrix(name: str, point: str, *tables: Table) -> Matrix:
    found = record_with(point, *tables).matrix(name)
    assert found is not None
    return found


def test_columns_are_found_by_alias_case_and_accents_apart():
    costs = matrix(
        "costos",
        "13",
        grid(
            (
                "PROCESO / ACTIVIDAD",
                "NIVEL",
                "UNIDAD MEDIDA",
                "COSTO UNIT.",
                "CANT.",
                "COSTO TOTAL (S/.)",
                "ESPECIFICA DE GASTO",
            ),
            ("Taller regional", "GR", "Taller", "8 000.00", "2", "16 000.00", "2.3.2.7.11.99"),
            ("TOTAL", "", "", "", "", "16 000.00", ""),
        ),
    )

    assert {
        "actividad",
        "nivel_gobierno",
        "unidad_medida",
        "costo_unitario",
        "cantidad",
        "costo_total",
        "clasificador",
    } == set(costs.columns)
    row = costs.items[0]
    assert Decimal("8000.00") == row.values["costo_unitario"].value
    assert "8 000.00" == row.values["costo_unitario"].raw
    assert 1 == len(costs.items)
    assert costs.rows[-1].is_total


def test_a_head_of_two_storeys_gives_a_series_of_years():
    targets = matrix(
        "metas",
        "13",
        grid(
            ("INDICADOR", "LINEA DE BASE", None, "METAS", None),
            (None, "2014", "2015", "2016", "2017"),
            ("Porcentaje de personas atendidas", "40%", "42,5%", "45%", "50%"),
            spans={(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (1, 2)},
        ),
    )

    row = targets.items[0]
    assert Decimal("42.5") == row.values["linea_base/2015"].value
    assert Decimal(45) == row.values["metas/2016"].value
    assert (2, 3) == (row.values["metas/2016"].location.row, row.values["metas/2016"].location.column)


@pytest.mark.parametrize("heads", [("Meta 2016", "Meta 2017"), ("METAS 2016", "METAS 2017")])
def test_a_year_in_the_head_itself_makes_a_series(heads):
    targets = matrix(
        "metas", "13", grid(("Indicador", *heads), ("Número de guías", "1", "2"), ("Número de ferias", "3", "4"))
    )

    assert {"indicador", "metas/2016", "metas/2017"} == set(targets.columns)


def test_a_caption_above_the_head_is_skipped():
    roles = matrix(
        "roles",
        "12",
        grid(
            ("ROLES POR NIVEL DE GOBIERNO", None, None, None),
            ("FASES", "NACIONAL", "REGIONAL", "LOCAL"),
            ("Políticas", "Política nacional", "Política regional", "Política local"),
            spans={(0, 0): (1, 4)},
        ),
    )

    assert {"fase", "nacional", "regional", "local"} == set(roles.columns)
    assert 1 == len(roles.items)


def test_periods_of_a_schedule_are_a_series_whatever_their_unit():
    schedule = matrix(
        "cronograma",
        "19",
        grid(
            ("N°", "ACTIVIDAD", "2016", None, "RESPONSABLE"),
            (None, None, "I TRIM", "II TRIM", None),
            ("1", "Taller", "X", "", "DGPE"),
            spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)},
        ),
    )

    assert "X" == schedule.items[0].raw("periodos/2016 I TRIM")
    assert schedule.items[0].values["periodos/2016 II TRIM"].is_blank


def test_a_column_that_no_field_claims_is_shown():
    costs = matrix(
        "costos", "13", grid(("Actividad", "Costo total", "Observación del pliego"), ("Taller", "100.00", "x"))
    )

    assert ("Observación del pliego",) == costs.unmapped


def test_a_full_width_row_tells_the_level_of_those_below():
    costs = matrix(
        "costos",
        "13",
        grid(
            ("Actividad", "Unidad de medida", "Costo total"),
            ("GOBIERNO REGIONAL", None, None),
            ("Taller", "Taller", "100.00"),
            spans={(1, 0): (1, 3)},
        ),
    )

    assert "GOBIERNO REGIONAL" == costs.items[0].raw("nivel_gobierno")


def test_a_merged_cell_counts_for_each_row_that_it_covers():
    chain = matrix(
        "matriz_logica",
        "13",
        grid(
            ("PRODUCTO", "INDICADOR", "META"),
            ("Registro actualizado", "Número de inscritos", "10"),
            (None, "Porcentaje de actualización", "100%"),
            spans={(1, 0): (2, 1)},
        ),
    )

    assert ["Registro actualizado"] * 2 == [r.raw("producto") for r in chain.items]


def test_a_repeated_head_inside_the_table_is_no_row():
    rows = (("Actividad", "Costo total", "Cantidad"), ("Taller", "100", "1"), ("Actividad", "Costo total", "Cantidad"))
    costs = matrix("costos", "13", grid(*rows, ("Curso", "200", "2")))

    assert ["Taller", "Curso"] == [r.raw("actividad") for r in costs.items]


def test_a_column_of_values_is_not_taken_for_one_of_years():
    sheet = matrix(
        "ficha_indicadores",
        "13",
        grid(
            ("Indicador", "Unidad de medida", "Frecuencia", "Línea de base (año)", "Medio de verificación"),
            ("Número de guías", "Guía", "Anual", "3 (2015)", "Registro"),
        ),
    )

    assert "3 (2015)" == sheet.items[0].raw("linea_base")


def test_a_summary_beside_the_costs_is_not_more_costs():
    detail = grid(
        ("Actividad", "Unidad de medida", "Costo unitario", "Cantidad", "Costo total"),
        ("Taller", "Taller", "50", "2", "100"),
    )
    summary = grid(("Actividad", "Total"), ("Taller", "100"))
    costs = matrix("costos", "13", detail, summary)

    assert 1 == len(costs.items)


def test_indicators_of_several_tables_are_joined_by_name():
    record = record_with(
        "13",
        grid(("PRODUCTO", "INDICADOR", "META"), ("Guías", "Número de guías elaboradas", "4")),
        grid(
            ("Denominación", "Unidad de medida", "Frecuencia de medición", "Medio de verificación"),
            ("N° de guías elaboradas", "Guía", "Anual", "Registro"),
            ("Número de ferias", "Feria", "Anual", "Informe"),
        ),
    )
    union = record.matrix("indicadores")

    assert union is not None
    assert 2 == len(union.items)
    first = union.items[0]
    assert ("4", "Guía") == (first.raw("meta"), first.raw("unidad_medida"))
    assert "N° de guías elaboradas" == first.raw("denominacion@ficha_indicadores")


def test_the_record_keeps_the_written_form_beside_a_number_and_its_origin():
    record = record_with("13", grid(("Actividad", "Costo total", "Cantidad"), ("Taller", "8 000.00", "08")))
    data, origin = as_json(record, ANEXO)

    cost = data["costos"][0]
    assert (Decimal("8000.00"), "8 000.00") == (cost["costo_total"], cost["costo_total_escrito"])
    assert (1, 1) == (origin["/costos/0/costo_total"].row, origin["/costos/0/costo_total"].column)


def test_the_order_of_rows_changes_no_reading():
    head = ("Actividad", "Costo total", "Cantidad")
    one, two = ("Taller", "1,000", "1"), ("Curso", "2,500.50", "2")
    first = matrix("costos", "13", grid(head, one, two))
    second = matrix("costos", "13", grid(head, two, one))

    assert {r.raw("actividad"): r.values["costo_total"].value for r in first.items} == {
        r.raw("actividad"): r.values["costo_total"].value for r in second.items
    }


def test_a_table_transposed_is_read_as_well():
    chain = matrix(
        "cadena_valor",
        "10",
        grid(
            ("Insumo", "Especialistas"),
            ("Proceso", "Capacitar"),
            ("Producto", "Personas capacitadas"),
            ("Resultado final", "Empleo"),
        ),
    )

    assert {"insumo", "proceso", "producto", "resultado_final"} == set(chain.columns)


def test_a_table_of_another_point_is_not_taken():
    record = record_with("7", grid(("Actividad", "Costo total"), ("Taller", "100"), ("Curso", "200")))

    assert record.matrix("costos") is None


def test_empty_rows_are_dropped_and_no_cell_is_lost():
    table = grid(("Actividad", "Costo total", "Cantidad"), ("", "", ""), ("Taller", "100", "1"))
    costs = matrix("costos", "13", replace(table))

    assert ["Taller"] == [r.raw("actividad") for r in costs.items]


def test_a_caption_may_say_which_bare_years_are_the_baseline_and_which_the_targets():
    found = matrix(
        "metas",
        "13",
        "Tabla 7. Línea de base (2013-2014) y metas (2016-2019)",
        grid(("Indicador", "2013", "2014", "2016", "2017", "2018", "2019"), ("Tasa", "1", "2", "3", "4", "5", "6")),
    )

    assert found.rows[0].series("linea_base").keys() == {"2013", "2014"}
    assert found.rows[0].series("metas").keys() == {"2016", "2017", "2018", "2019"}


def test_bare_years_that_no_caption_tells_are_no_targets():
    years = grid(("Indicador", "2013", "2014", "2016", "2017"), ("Tasa", "1", "2", "3", "4"))

    assert record_with("13", "Tendencia y metas", years).matrix("metas") is None
