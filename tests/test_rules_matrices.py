"""Rules about the columns, rows and cells of matrices, and about the items that they share."""

from __future__ import annotations

import pytest

from amc_docs.rules.cells_filled import cells_filled
from amc_docs.rules.matrix_crosses import matrix_crosses
from amc_docs.rules.matrix_has_columns import matrix_has_columns
from amc_docs.rules.monitoring_matrix import monitoring_matrix
from amc_docs.rules.rows_filled import rows_filled
from amc_docs.rules.same_items import same_items
from tests.records import (
    LEFT,
    UP,
    a_matrix,
    a_picture,
    a_point,
    a_record,
    a_table,
    a_union,
    breaches,
    doubts,
    is_silent,
    not_applicable,
)

# ---------------------------------------------------------------------------------------------- rows_filled
UNIT = {"matrix": "indicadores", "key": "denominacion", "field": "unidad_medida", "noun": "el indicador", "point": "13"}
BASE = {**UNIT, "field": "linea_base", "label": "línea de base", "value_and_year": True}


def filled(rows, **settings):
    return list(rows_filled(a_record(a_union(rows)), **{**UNIT, "label": "unidad de medida", **settings}))


def based(*rows):
    return list(rows_filled(a_record(a_union(rows)), **BASE))


def test_a_unit_in_any_source_is_enough():
    rows = [{"denominacion@a": "A", "unidad_medida@a": "", "unidad_medida@b": "Porcentaje"}]

    assert is_silent(filled(rows))


@pytest.mark.parametrize("written", ["", "–", "Por definir", "s/d", "No se ha determinado", "xxx"])
def test_an_indicator_without_unit_is_named_at_its_cell(written):
    rows = [
        {"denominacion@a": "Cobertura", "unidad_medida@a": "Porcentaje"},
        {"denominacion@a": "Tasa de uso", "unidad_medida@a": written},
    ]

    (breach,) = breaches(filled(rows))

    assert "Punto 13: el indicador «Tasa de uso» no tiene unidad de medida" in breach.message
    assert (breach.location.row, breach.location.column) == (2, 1)
    assert breach.evidence


@pytest.mark.parametrize("answer", ["No aplica", "0", "Número", "[imagen]"])
def test_an_answer_is_not_a_gap(answer):
    assert is_silent(filled([{"denominacion@a": "A", "unidad_medida@a": answer}]))


def test_a_column_that_all_lack_is_one_breach():
    (breach,) = breaches(filled([{"denominacion@a": "A"}, {"denominacion@a": "B"}]))

    assert (
        breach.message
        == "Punto 13: ningún indicador tiene unidad de medida (la tabla no tiene esa columna): «A» y «B»."
    )
    assert len(breach.places) == 1


def test_a_series_stands_in_for_a_column_that_is_not_there_but_not_for_a_blank_cell():
    series = {"metas/2016@c": "5", "metas/2016": "5"}

    assert is_silent(filled([{"denominacion@a": "A", **series}], field="meta", alternatives=["metas"]))
    assert breaches(filled([{"denominacion@a": "A", "meta@a": "", **series}], field="meta", alternatives=["metas"]))


def test_without_the_matrix_or_its_items_it_does_not_apply():
    assert not_applicable(rows_filled(a_record(), **UNIT))
    assert not_applicable(filled([{"denominacion@a": ""}]))


def test_rows_of_one_merged_product_are_one_item():
    rows = [["P1", "I1"], ["^", ""], ["P2", ""]]
    record = a_record(a_matrix("matriz_logica", ["producto", "indicador"], rows))

    (breach,) = breaches(
        rows_filled(record, point="13", matrix="matriz_logica", key="producto", field="indicador", noun="el producto")
    )

    assert "«P2»" in breach.message


def test_a_cell_across_columns_is_a_caption_and_no_product():
    rows = [["Indicador de resultado final", "<", "Tasa"], ["", "P1", "Otra"]]
    record = a_record(a_matrix("matriz_logica", ["insumo", "producto", "indicador"], rows))

    assert is_silent(rows_filled(record, matrix="matriz_logica", key="producto", field="indicador", noun="el producto"))


@pytest.mark.parametrize(
    "row",
    [
        {"linea_base@a": "42 % (2014)"},
        {"linea_base@a": "42", "linea_base_anio@a": "2014"},
        {"linea_base@a": "2015", "linea_base_anio@a": "2014"},
        {"linea_base/2014@c": "42", "linea_base/2014": "42"},
        {"linea_base@a": "Dic-14: 30"},
        {"linea_base@a": "0 (2015)"},
    ],
)
def test_a_baseline_with_value_and_year_holds(row):
    assert is_silent(based({"denominacion@a": "A", **row}))


def test_the_year_may_stand_in_the_head():
    union = a_union([{"denominacion@a": "A", "linea_base@a": "42"}])
    dated = {**union.columns, "linea_base": "Línea de base 2014"}
    record = a_record(type(union)(name="indicadores", point="13", columns=dated, rows=union.rows, tables=(1,)))

    assert is_silent(rows_filled(record, **BASE))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"linea_base@a": "42 %"}, "no dice el año de la línea de base: solo «42 %»"),
        ({"linea_base@a": "2011"}, "no dice el valor de la línea de base: solo «2011»"),
        ({"linea_base@a": "", "linea_base_anio@a": "2014"}, "no dice el valor de la línea de base"),
        ({"linea_base@a": "Por definir"}, "no tiene línea de base: dice «Por definir»"),
        ({"linea_base@a": "", "linea_base/2014@c": "42", "linea_base/2014": "42"}, "no tiene línea de base"),
    ],
)
def test_a_baseline_says_which_part_is_missing(row, words):
    (breach,) = breaches(based({"denominacion@a": "A", **row}))

    assert words in breach.message


def test_a_baseline_that_does_not_apply_is_for_a_person():
    found = based({"denominacion@a": "A", "linea_base@a": "No aplica"})

    assert not breaches(found)
    assert len(doubts(found)) == 1


# ---------------------------------------------------------------------------------------------- matrix_has_columns
COSTS = {
    "point": "13",
    "matrix": "costos",
    "required": [["actividad", "producto"], ["costo_total"], ["total_nivel"]],
    "derived": ["total_nivel"],
    "labels": {"total_nivel": "total por nivel"},
    "when_absent": "no hay costeo",
}
ROW = [["Taller", "1,000.00"]]


def columns(*parts, tables=(), **settings):
    return list(matrix_has_columns(a_record(*parts, tables=tables), **{**COSTS, **settings}))


def test_all_missing_columns_are_one_breach_with_the_head_as_evidence():
    matrix = a_matrix("costos", {"insumo": "Insumo", "monto": "Monto"}, ROW)

    (breach,) = breaches(columns(matrix, a_point("13", "Costeo")))

    assert "le faltan las columnas de actividad, costo total y total por nivel" in breach.message
    assert breach.evidence == "Insumo | Monto"
    assert breach.location.table == 1


def test_totals_by_level_may_stand_in_rows_of_the_table():
    matrix = a_matrix("costos", ["actividad", "costo_total"], [*ROW, ["TOTAL GN", "1,000.00"]])

    assert is_silent(columns(matrix, a_point("13", "x")))


@pytest.mark.parametrize(
    "rows",
    [
        [["Nivel de gobierno", "Costo"], ["Gobierno Nacional", "600.00"], ["Gobierno Regional", "400.00"]],
        [["Actividad", "Gobierno Nacional", "Gobierno Local"], ["Taller", "600.00", "400.00"]],
    ],
)
def test_totals_by_level_may_stand_in_another_table_of_the_point(rows):
    matrix = a_matrix("costos", ["actividad", "costo_total"], ROW)

    assert is_silent(columns(matrix, a_point("13", a_table(rows, 2))))


def test_a_table_of_marks_by_level_is_no_total():
    other = a_table([["Indicador", "GN", "GR"], ["Cobertura", "X", "X"]], 2)

    assert breaches(columns(a_matrix("costos", ["actividad", "costo_total"], ROW), a_point("13", other)))


def test_an_absent_table_is_a_breach_at_the_title_and_a_doubt_beside_a_picture():
    (breach,) = breaches(columns(a_point("13", "Texto", title="Indicadores")))

    assert (breach.message, breach.evidence) == ("Punto 13: no hay costeo.", "13. Indicadores")
    assert len(doubts(columns(a_point("13", "Texto", a_picture())))) == 1
    assert not_applicable(columns(a_point("13", "Texto"), when_absent=""))


def test_levels_may_be_said_of_each_indicator_in_another_table():
    matrix = a_matrix("costos", ["actividad"], [["Taller"]])
    other = a_table([["Indicador", "GN", "GR"], ["Cobertura", "X", "–"]], 2)
    settings = {"required": [["nacional"]], "heads": {"nacional": [r"\bgn\b"]}}

    assert is_silent(columns(matrix, a_point("13", other), beside="indicador", **settings))
    assert breaches(columns(matrix, a_point("13", other), beside="actividad", **settings))


# ---------------------------------------------------------------------------------------------- matrix_crosses
PHASES = {"Política": [r"\bpoliticas?\b"], "Ejecución": [r"\bejecuci\w+", r"\boperaci\w+"]}
LEVELS = {"nacional": "Nacional", "regional": "Regional"}
CROSS = {"point": "12", "matrix": "roles", "row_field": "fase", "rows": PHASES, "columns": LEVELS}


def test_a_phase_may_be_worded_as_the_form_does():
    record = a_record(a_matrix("roles", ["fase", *LEVELS], [["POLÍTICAS", "a", "b"], ["Operación", "a", "b"]]))

    assert is_silent(matrix_crosses(record, **CROSS))


def test_missing_rows_and_columns_are_one_breach():
    record = a_record(a_matrix("roles", {"fase": "Fases", "nacional": "Nacional"}, [["Política", "a"]]))

    (breach,) = breaches(matrix_crosses(record, **CROSS))

    assert breach.message == "Punto 12: en la matriz no está la fila de Ejecución y no está la columna Regional."
    assert breach.evidence == "Fases | Nacional"


def test_without_a_matrix_it_depends_on_what_stands_there():
    assert breaches(matrix_crosses(a_record(a_point("12", "Según sus leyes orgánicas.")), **CROSS))
    assert doubts(matrix_crosses(a_record(a_point("12", "Roles:", a_picture())), **CROSS))
    said = "Política y ejecución a cargo del nivel nacional y del regional."
    assert doubts(matrix_crosses(a_record(a_point("12", said)), **CROSS))


# ---------------------------------------------------------------------------------------------- cells_filled
CELLS = {"point": "12", "matrix": "roles", "row_field": "fase", "fields": LEVELS, "rows": [r"\bpoliticas?\b"]}


def cells(rows):
    return list(cells_filled(a_record(a_matrix("roles", ["fase", *LEVELS], rows)), **CELLS))


def test_blank_cells_of_a_row_are_one_breach_at_the_cell():
    (breach,) = breaches(cells([["Política", "a", "–"], ["Ejecución", "a", "b"]]))

    assert breach.message == "Punto 12: en la fila «Política» está vacía la celda de Regional."
    assert (breach.location.row, breach.location.column) == (1, 2)


def test_a_blank_column_is_one_breach():
    (breach,) = breaches(cells([["Política", "a", ""], ["Ejecución", "b", ""]]))

    assert "la columna «regional» está vacía en todas las filas" in breach.message


def test_captions_answers_and_pictures_are_not_accused():
    assert is_silent(cells([["Política", "No aplica", "[imagen]"], ["Servicios Públicos Descentralizados", "", ""]]))
    assert is_silent(cells([["Política", "a", "b"], ["Servicios Públicos", "<", "<"]]))


def test_a_phase_without_any_role_is_accused():
    (breach,) = breaches(cells([["Política", "", ""], ["Ejecución", "a", "b"]]))

    assert "están vacías las celdas de Nacional y Regional" in breach.message


# ---------------------------------------------------------------------------------------------- same_items
SAME = {"point": "13", "noun": "el indicador", "sources": {"a": "i", "b": "i"}, "labels": {"a": "13 a)", "b": "13 b)"}}


def items(first, second):
    return list(same_items(a_record(a_matrix("a", ["i"], first), a_matrix("b", ["i"], second, at=2)), **SAME))


LONG = ["Porcentaje de familias atendidas"], ["Número de mesas con plan de trabajo"], ["Tasa de denuncias"]


def test_small_differences_of_writing_are_no_difference():
    assert is_silent(
        items(LONG, [["1. % de Familias Atendidas"], ["NUMERO DE MESAS CON PLAN DE TRABAJO"], ["Tasa de denuncias."]])
    )


def test_an_item_that_vanishes_is_named():
    (breach,) = breaches(items(LONG, LONG[:2]))

    assert breach.message == "Punto 13: el indicador «Tasa de denuncias» está en 13 a) y no en 13 b)."


def test_several_names_in_one_cell_count():
    assert is_silent(
        items([["Porcentaje de familias atendidas Número de mesas con plan"]], [LONG[0], ["Número de mesas con plan"]])
    )


def test_numbers_tell_names_apart_and_near_names_are_doubtful():
    near = "Servidores que aprueban los cursos", "Porcentaje de servidores que aprueban la capacitación"
    found = items([*LONG, [near[0]]], [*LONG, [near[1]]])

    assert not breaches(found)
    assert doubts(found)
    assert breaches(items([*LONG, ["Etapa 1"]], [*LONG, ["Etapa 2"]]))


def test_more_than_half_missing_is_one_breach():
    (breach,) = breaches(items(LONG, LONG[:1]))

    assert "2 nombres de indicador de 13 a) no están en 13 b)" in breach.message


def test_one_source_has_nothing_to_compare():
    assert not_applicable(same_items(a_record(a_matrix("a", ["i"], LONG)), **SAME))


# ---------------------------------------------------------------------------------------------- monitoring_matrix
MONITOR = {
    "point": "18",
    "matrix": "monitoreo",
    "key": "indicador",
    "indicators": "indicadores",
    "indicator_key": "denominacion",
    "dimensions": {
        "la cadena de valor": {"fields": ["eslabon"], "patterns": [r"\bcadena de valor\b"]},
        "el ciclo de producción": {"fields": ["fase"], "patterns": [r"\bciclo de produccion\b"]},
        "el nivel de gobierno": {"fields": ["nacional"], "patterns": [r"\bnivel de gobierno\b"]},
    },
}
HEAD = ["Cadena de valor y ciclo de producción", "Nivel de gobierno"]


def monitored(*parts):
    return list(monitoring_matrix(a_record(*parts), **MONITOR))


def test_a_joint_head_is_borne_out_by_the_rows_below():
    whole = a_table([HEAD, ["Cadena de valor", "Visita"], ["Ciclo de producción", "Revisa"]])
    half = a_table([HEAD, ["Cadena de valor", "Visita"]])

    assert is_silent(monitored(a_point("18", whole)))
    (breach,) = breaches(monitored(a_point("18", half)))
    assert "no clasifica por el ciclo de producción" in breach.message


def test_no_table_is_a_breach_and_a_picture_a_doubt():
    assert breaches(monitored(a_point("18", "Se harán visitas.")))
    assert doubts(monitored(a_point("18", "Se harán visitas.", a_picture())))
    report = a_table([["Actividad", "Fecha", "Modalidad"], ["", "", ""]])
    assert breaches(monitored(a_point("18", "Se harán visitas.", report)))


def test_indicators_that_a_matrix_of_indicators_leaves_out_are_one_breach():
    heads = {"eslabon": HEAD[0], "fase": "Ciclo", "nacional": "Nivel", "indicador": "Indicador"}
    rows = [["Producto", "Política", "Visita", "Tasa de denuncias"]]
    union = a_union(
        [{"denominacion@a": "Tasa de denuncias"}, {"denominacion@a": "Horas de asistencia por región"}], at=5
    )
    table = a_table([["Cadena de valor", "Ciclo de producción", "Nivel de gobierno", "Indicador"], *rows])

    (breach,) = breaches(monitored(a_point("18", table), a_matrix("monitoreo", heads, rows, point="18"), union))

    assert "un indicador no está en la matriz de monitoreo: «Horas de asistencia por región»" in breach.message


def test_a_dash_is_an_answer_only_where_it_is_a_zero():
    record = a_record(a_matrix("m", ["meta", "hecho"], [["Talleres", "–"], ["Planes", "3"]]))
    settings = {"matrix": "m", "row_field": "meta", "fields": {"hecho": "lo hecho"}, "rows": ["."]}

    assert breaches(cells_filled(record, **settings))
    assert is_silent(cells_filled(record, figures=["hecho"], **settings))


def test_without_the_table_a_text_that_has_all_its_labels_is_doubtful():
    settings = {
        "matrix": "gente",
        "required": [["nombre"], ["correo"]],
        "labels": {"correo": "correo electrónico"},
        "when_absent": "no se encontró el cuadro",
        "point": "2",
    }

    assert breaches(matrix_has_columns(a_record(a_point("2", "Nombre: Ana Ejemplo")), **settings))
    told = a_record(a_point("2", "Nombre: Ana Ejemplo", "Correo electrónico: a@ejemplo.gob.pe"))
    assert doubts(matrix_has_columns(told, **settings))


LEVEL_WORDS = {"superadas": r"\bsuperad[oa]s?\b", "alcanzadas": r"(?<!no )\balcanzad[oa]s?\b"}


@pytest.mark.parametrize(
    ("rows", "is_doubtful"),
    [
        ([["Política", "Superadas", "Alcanzadas"], ["Archivos", "1", "0"]], True),
        ([["Indicador", "Nivel"], ["Talleres", "Alcanzada"], ["Planes", "Superada"]], True),
        ([["Indicador", "Nivel"], ["Talleres", "No alcanzada"], ["Planes", "Superada"]], False),
        ([["Indicador", "Meta"], ["Talleres", "2"]], False),
    ],
)
def test_a_table_that_says_two_of_the_words_leaves_a_doubt_where_the_matrix_was_not_found(rows, is_doubtful):
    found = columns(a_point("13", a_table(rows)), doubtful={"words": LEVEL_WORDS})

    assert (is_doubtful, not is_doubtful) == (bool(doubts(found)), bool(breaches(found)))


@pytest.mark.parametrize(
    ("cells", "is_doubtful"), [(["F", "D"], True), (["Fuerte", "Media"], True), (["F", "Talleres"], False)]
)
def test_a_column_whose_cells_are_all_of_the_field_leaves_a_doubt(cells, is_doubtful):
    matrix = a_matrix("relacion", {"indicador": "Indicador"}, [["Talleres"], ["Planes"]], at=2)
    table = a_table([["Indicador", "Vínculo"], ["Talleres", cells[0]], ["Planes", cells[1]]], 2)
    settings = {"matrix": "relacion", "required": [["indicador"], ["intensidad"]], "point": "3"}
    hints = {"cells": {"intensidad": "f|m|d|fuerte|media|debil"}}

    found = columns(matrix, a_point("3", table), doubtful=hints, **settings)
    assert (is_doubtful, not is_doubtful) == (bool(doubts(found)), bool(breaches(found)))


@pytest.mark.parametrize(("head", "is_doubtful"), [("Ejecutado", True), ("Programado", False)])
def test_quarters_under_a_head_of_what_was_done_leave_a_doubt(head, is_doubtful):
    matrix = a_matrix("resultados", {"indicador": "Indicador"}, [["Talleres"]], at=2)
    table = a_table([["Indicador", head, LEFT], [UP, "T1", "T2"], ["Talleres", "1", "2"]], 2)
    settings = {"matrix": "resultados", "required": [["indicador"], ["ejecucion_1"]], "point": "3"}

    found = columns(matrix, a_point("3", table), doubtful={"heads": {"ejecucion_1": r"\bejec.*\bt[12]\b"}}, **settings)
    assert (is_doubtful, not is_doubtful) == (bool(doubts(found)), bool(breaches(found)))
