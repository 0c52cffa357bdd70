"""Rules about the costing: products, totals, levels, codes, undetermined costs, and what is costed."""

from __future__ import annotations

import pytest

from amc_docs.rules.activities_costed import activities_costed
from amc_docs.rules.codes_well_formed import codes_well_formed
from amc_docs.rules.costs_determined import costs_determined
from amc_docs.rules.levels_covered import levels_covered
from amc_docs.rules.point_describes import point_describes
from amc_docs.rules.product_matches import product_matches
from amc_docs.rules.totals_add_up import totals_add_up
from tests.records import (
    a_matrix,
    a_paragraph,
    a_picture,
    a_point,
    a_record,
    a_table,
    breaches,
    doubts,
    is_silent,
    not_applicable,
)

# ---------------------------------------------------------------------------------------------- product_matches
PRODUCT = {
    "point": "13",
    "matrix": "costos",
    "key": "actividad",
    "factors": ["costo_unitario", "cantidad"],
    "product": "costo_total",
    "rates": {"unidad_medida": [r"\bhoras?\b"]},
    "divisors": [8, 10, 30, 160, 240],
}
FIELDS = ["actividad", "unidad_medida", "costo_unitario", "cantidad", "costo_total"]


def product(*rows):
    return list(product_matches(a_record(a_matrix("costos", FIELDS, rows)), **PRODUCT))


@pytest.mark.parametrize(
    ("unit", "count", "total"),
    [
        ("150.00", "12", "1,800.00"),
        ("8 000.00", "2", "16 000.00"),
        ("0.33", "3", "1.00"),
        ("33.33", "300", "10,000.00"),
    ],
)
def test_a_product_within_tolerance_holds(unit, count, total):
    assert is_silent(product(["Guías", "Unidad", unit, count, total]))


def test_a_wrong_product_shows_the_right_one_in_the_same_manner():
    (breach,) = breaches(product(["Pasajes", "Pasaje", "500.00", "6", "2,000.00"]))

    assert breach.message == "Punto 13: «Pasajes»: 500.00 × 6 es 3,000.00, no 2,000.00."
    assert (breach.value, breach.expected) == ("2,000.00", "3,000.00")
    assert breach.location.column == 4


def test_pay_over_hours_is_right_and_other_units_are_not_excused():
    assert is_silent(product(["Director", "Horas Hombre", "10,000.00", "24 horas", "1,000.00"]))
    assert breaches(product(["Guías", "Ejemplar", "100.00", "8", "80.00"]))


def test_rows_without_all_the_numbers_are_left_out():
    assert not_applicable(product(["A", "Mes", "No se ha determinado", "6", "–"]))


def test_a_total_merged_over_rows_is_the_sum_of_their_products():
    assert is_silent(product(["A", "Día", "10.00", "2", "50.00"], ["B", "Día", "15.00", "2", "^"]))
    assert breaches(product(["A", "Día", "10.00", "2", "60.00"], ["B", "Día", "15.00", "2", "^"]))


# ---------------------------------------------------------------------------------------------- totals_add_up
TOTALS = {
    "point": "13",
    "matrix": "costos",
    "amount": "costo_total",
    "group": "nivel_gobierno",
    "group_total": "total_nivel",
}
LINES = ["actividad", "nivel_gobierno", "unidad_medida", "costo_total", "total_nivel"]


def totals(rows, *parts):
    return list(totals_add_up(a_record(a_matrix("costos", LINES, rows), *parts), **TOTALS))


SOUND = [
    ["Ponentes", "GN", "Hora", "600.00", "1,000.00"],
    ["Pasajes", "GN", "Pasaje", "400.00", "^"],
    ["Viáticos", "GR Cajamarca", "Día", "500.00", "500.00"],
    ["TOTAL", "<", "<", "1,500.00", "1,500.00"],
]


def changed(row, column, text):
    rows = [list(r) for r in SOUND]
    rows[row][column] = text
    return rows


def test_sound_totals_hold():
    assert is_silent(totals(SOUND))


def test_totals_that_are_right_but_for_an_item_that_is_no_product_are_not_accused():
    heads = [*LINES, "costo_unitario", "cantidad"]
    rows = [
        ["Ponentes", "GN", "Hora", "600.00", "1,000.00", "60.00", "10"],
        ["Pasajes", "GN", "Pasaje", "450.00", "^", "200.00", "2"],
        ["TOTAL", "<", "<", "1,000.00", "1,000.00", "", ""],
    ]
    factors = {"factors": ["costo_unitario", "cantidad"]}

    assert is_silent(totals_add_up(a_record(a_matrix("costos", heads, rows)), **TOTALS, **factors))
    assert breaches(totals_add_up(a_record(a_matrix("costos", heads, rows)), **TOTALS))


def test_a_wrong_grand_total_is_one_breach_with_the_sum():
    rows = changed(3, 3, "1,600.00")
    rows[3][4] = "1,600.00"

    (breach,) = breaches(totals(rows))

    assert breach.message == "Punto 13: «TOTAL»: dice 1,600.00, y las partidas suman 1,500.00."
    assert breach.expected == "1,500.00"


def test_a_wrong_total_of_a_level_is_named():
    (breach,) = breaches(totals(changed(0, 4, "1,100.00")))

    assert breach.message == "Punto 13: total de «GN»: dice 1,100.00, y las partidas suman 1,000.00."


def test_totals_of_a_level_may_be_stated_once_for_the_whole_table():
    rows = [
        ["A", "Gobierno Nacional", "Día", "100.00", "300.00"],
        ["B", "GR Piura", "Día", "50.00", ""],
        ["C", "GN", "Día", "200.00", ""],
        ["Total GN", "", "", "300.00", ""],
        ["Total Gobierno Regional de Piura", "", "", "50.00", ""],
        ["TOTAL GENERAL", "", "", "350.00", ""],
    ]

    assert is_silent(totals(rows))
    rows[4][3] = "80.00"
    (breach,) = breaches(totals(rows))
    assert breach.expected == "50.00"


def test_subtotals_by_block_hold_and_are_not_counted_twice():
    rows = [
        ["A", "GN", "Día", "10.00", ""],
        ["Subtotal", "", "", "10.00", ""],
        ["B", "GN", "Día", "20.00", ""],
        ["Subtotal", "", "", "20.00", ""],
        ["Total", "", "", "30.00", ""],
    ]

    assert is_silent(totals(rows))


def test_a_group_row_that_states_the_sum_of_its_rows_is_no_item():
    rows = [
        ["Taller de capacitación", "", "", "30.00", ""],
        ["Ponentes", "GN", "Hora", "10.00", ""],
        ["Pasajes", "GN", "Pasaje", "20.00", ""],
        ["TOTAL", "", "", "30.00", ""],
    ]

    assert is_silent(totals(rows))


def test_undetermined_costs_make_a_different_total_doubtful():
    rows = changed(1, 3, "No se ha determinado")

    found = totals(rows)

    assert not breaches(found)
    assert doubts(found)


def test_another_table_that_repeats_the_sums_by_level_must_agree():
    good = a_table([["Nivel de gobierno", "S/"], ["Gobierno Nacional", "1,000.00"], ["Gobierno Regional", "500.00"]], 2)
    bad = a_table([["Nivel de gobierno", "S/"], ["Gobierno Nacional", "1,000.00"], ["Gobierno Regional", "550.00"]], 2)
    other = a_table([["Nivel", "Talleres"], ["Gobierno Nacional", "3"], ["Gobierno Regional", "25"]], 2)

    assert is_silent(totals(SOUND, a_point("13", good)))
    assert is_silent(totals(SOUND, a_point("13", other)))
    (breach,) = breaches(totals(SOUND, a_point("13", bad)))
    assert (breach.value, breach.expected, breach.location.table) == ("550.00", "500.00", 2)


def test_without_totals_or_amounts_it_does_not_apply():
    assert not_applicable(totals([["A", "GN", "Día", "10.00", ""]]))
    assert not_applicable(totals([["A", "GN", "Día", "", "10.00"]]))


# ---------------------------------------------------------------------------------------------- levels_covered
COVERED = {"point": "13", "matrix": "costos", "field": "nivel_gobierno", "not_applicable_points": {"local": "5"}}


def covered(names, *parts, **settings):
    matrix = a_matrix("costos", {"actividad": "Actividad", "nivel_gobierno": "Nivel"}, [["Taller", n] for n in names])
    return list(levels_covered(a_record(matrix, *parts), **{**COVERED, **settings}))


@pytest.mark.parametrize(
    "names",
    [["GN", "GR", "GL"], ["PRODUCE", "DIREPRO", "Municipalidad provincial"], ["Los tres niveles de gobierno"]],
)
def test_the_three_levels_are_known_by_many_names(names):
    assert is_silent(covered(names))


def test_a_level_that_no_row_names_is_missing():
    (breach,) = breaches(covered(["Dirección General de Políticas", "Municipalidades"]))

    assert "ninguna fila es del nivel regional" in breach.message
    assert breach.expected == "regional"
    assert "Dirección General de Políticas" in breach.evidence


def test_a_level_that_the_document_excuses_is_not_asked_for():
    point = a_point("5", "No aplicable", not_applicable="No aplicable")

    assert is_silent(covered(["GN", "GR"], point))
    assert breaches(covered(["GN", "GR"], a_point("5", "Funciones")))


def test_names_of_no_known_level_are_for_a_person():
    found = covered(["Equipo técnico", "Comité"])

    assert not breaches(found)
    assert len(doubts(found)) == 1


def test_a_table_that_says_no_level_is_a_breach():
    matrix = a_matrix("costos", {"actividad": "Actividad"}, [["Alquiler de local"]])

    (breach,) = breaches(levels_covered(a_record(matrix), **COVERED))

    assert "ninguna columna ni fila dice el nivel de gobierno" in breach.message
    assert not_applicable(levels_covered(a_record(), **COVERED))


def test_headings_between_rows_name_the_level():
    rows = [["Actividad", "Mes"], ["GOBIERNO NACIONAL", "<"], ["A", "X"], ["GOBIERNO REGIONAL", "<"], ["B", "X"]]
    table = a_table(rows)
    matrix = a_matrix("costos", ["actividad", "mes"], rows[2:3] + rows[4:])
    placed = type(matrix)(
        name="costos",
        point="13",
        columns=matrix.columns,
        tables=(1,),
        rows=tuple(
            type(r)(values=r.values, location=type(r.location)(table=1, row=at, column=0))
            for r, at in zip(matrix.rows, (2, 4), strict=True)
        ),
    )

    (breach,) = breaches(levels_covered(a_record(placed, tables=[table]), **COVERED))

    assert breach.expected == "local"


# ---------------------------------------------------------------------------------------------- codes_well_formed
CODES = {"point": "13", "matrix": "costos", "field": "clasificador", "key": "actividad"}


def test_a_code_that_stops_above_the_specific_item_among_full_ones_is_a_breach():
    (breach,) = breaches(codes("2.3.2.7.11.99", "2.3.1.5.1.2", "2.3.2.1.2.1", "2.3.9"))

    assert "no llega a la específica" in breach.message
    assert is_silent(codes("2.3.2.7.11.99", "2.3.1.5.1.2", "23.27.11"))


def codes(*texts):
    rows = [[f"Partida {chr(65 + i)}", text] for i, text in enumerate(texts)]
    return list(codes_well_formed(a_record(a_matrix("costos", ["actividad", "clasificador"], rows)), **CODES))


@pytest.mark.parametrize(
    "text",
    [
        "2.3.2.7.11.99",
        "2.3. 2 7.11 99",
        "2 . 5 . 4 3 . 3 1",
        "Genérica 2.3 Bienes y servicios",
        "2.3.1.5.1 2.3.2.7",
        "2.3.1.5.1.2 / 2.3.2.7.11.99",
        "G.G. 2.3",
        "2.3.2.7.11.99 – Servicios diversos",
        "23.27.11.99",
        "2.6.3.2.3.1; 2.3.1.5.1.2",
    ],
)
def test_codes_as_the_ministry_prints_them_hold(text):
    assert is_silent(codes(text))


@pytest.mark.parametrize(
    "text",
    ["2,3,27.1199", "5.3.11.27", "2.13.3.2.3.1", "2.3.2.7.11.X", "2.3.2.7.11.99.1.2", "2.3.27.1199", "2.3.2,7.11.99"],
)
def test_a_malformed_code_is_shown(text):
    (breach,) = breaches(codes("2.3.2.7.11.99", text))

    assert breach.value == text
    assert "«Partida B»" in breach.message


def test_words_and_generic_codes_among_full_ones_are_incomplete():
    assert breaches(codes("2.3.2.7.11.99", "2.3.1.5.1.2", "Bienes"))
    assert breaches(codes("2.3.2.7.11.99", "2.3.1.5.1.2", "2.6"))
    assert is_silent(codes("2.3", "2.6"))


def test_words_only_are_for_a_person_and_blanks_for_another_rule():
    assert doubts(codes("Bienes", "Servicios"))
    assert not_applicable(codes("", "–"))


# ---------------------------------------------------------------------------------------------- costs_determined
DETERMINED = {
    "point": "13",
    "matrix": "costos",
    "key": "actividad",
    "cost": "costo_total",
    "needs": {"costo_unitario": "costo unitario", "cantidad": "cantidad", "clasificador": "clasificador"},
}
PRICED = ["actividad", "costo_unitario", "cantidad", "costo_total", "clasificador"]
FULL = ["Ponentes", "10.00", "2", "20.00", "2.3.2.7.11.99"]


def determined(*rows):
    return list(costs_determined(a_record(a_matrix("costos", PRICED, rows)), **DETERMINED))


@pytest.mark.parametrize("cost", ["20.00", "0.00", "Sin costo", "No aplica"])
def test_zero_and_answers_are_costs(cost):
    assert is_silent(determined(FULL, ["A", "10.00", "2", cost, "2.3"]))


@pytest.mark.parametrize("cost", ["", "–", "No se ha determinado", "I Trim:", "Por definir"])
def test_an_undetermined_cost_is_a_breach(cost):
    (breach,) = breaches(determined(FULL, ["Pasajes", "10.00", "2", cost, "2.3"]))

    assert "«Pasajes»" in breach.message
    assert (breach.location.row, breach.location.column) == (2, 3)


def test_an_undetermined_unit_cost_is_one_breach_in_its_own_words():
    (breach,) = breaches(determined(FULL, ["Aplicativo", "No se ha determinado", "1", "–", "2.3"]))

    assert breach.evidence == "No se ha determinado"


def test_all_costs_undetermined_are_one_breach_with_places():
    (breach,) = breaches(determined(["A", "2", "", "", ""], ["B", "1", "", "", ""], ["C", "1", "", "–", ""]))

    assert "ninguna partida tiene costo" in breach.message
    assert len(breach.places) == 2


def test_a_price_without_quantity_or_code_is_a_breach_for_each_need():
    found = breaches(determined(FULL, ["A", "10.00", "–", "20.00", "2.3"], ["B", "5.00", "1", "5.00", ""]))

    assert ["cantidad" in b.message or "clasificador" in b.message for b in found] == [True, True]


def test_a_lump_sum_and_headings_of_groups_lack_nothing():
    assert is_silent(determined(FULL, ["Global", "", "", "500.00", "2.3"]))
    assert is_silent(determined(["TALLERES", "", "", "", ""], FULL, ["PASANTÍAS", "", "", "", ""], FULL))


def test_without_the_column_it_does_not_apply():
    assert not_applicable(costs_determined(a_record(a_matrix("costos", ["actividad"], [["A"]])), **DETERMINED))
    assert not_applicable(costs_determined(a_record(a_matrix("costos", PRICED, [])), **DETERMINED))


def test_in_a_schedule_a_cost_speaks_for_its_product():
    settings = {"point": "19", "matrix": "c", "key": "actividad", "other_key": "producto", "cost": "presupuesto"}
    fields = ["producto", "actividad", "presupuesto"]
    shared = a_matrix("c", fields, [["P1", "A", "100.00"], ["P1", "B", ""], ["P2", "C", "50.00"]])
    empty = a_matrix("c", fields, [["P1", "", "I Trim:"], ["P2", "", "I Trim:"]])

    assert is_silent(costs_determined(a_record(shared), **settings))
    (breach,) = breaches(costs_determined(a_record(empty), **settings))
    assert "(dice «I Trim:»): «P1» y «P2»" in breach.message


# ---------------------------------------------------------------------------------------------- point_describes
WORDS = [r"\bcapacit\w+", r"\basistencias? tecnicas?\b", r"\btaller(es)?\b"]
DESCRIBES = {
    "point": "14",
    "subject": "actividades de capacitación",
    "patterns": WORDS,
    "referred": {"19": "cronograma", "13": "costos"},
}
REFERRAL = "Las actividades vinculadas a este aspecto se encuentran incluidas en el Cronograma (punto 19)"


def described(*parts):
    return list(point_describes(a_record(*parts), **DESCRIBES))


@pytest.mark.parametrize(
    "text",
    [
        "Taller de capacitación a especialistas regionales",
        "Capacitación a 25 especialistas regionales en gestión, considerada en el Plan de Desarrollo de Personas",
        "Lo previsto en el punto 19.\nSe brindará asistencia técnica a las municipalidades.",
    ],
)
def test_a_description_holds(text):
    assert is_silent(described(a_point("14", text)))


def test_a_referral_holds_where_the_other_matrix_has_the_activities():
    schedule = a_matrix("cronograma", ["actividad"], [["Taller de capacitación"]])
    empty = a_matrix("cronograma", ["actividad"], [["Elaboración de guías"]])

    assert is_silent(described(a_point("14", REFERRAL), schedule))
    (breach,) = breaches(described(a_point("14", REFERRAL), empty))
    assert breach.evidence == REFERRAL
    assert "y el punto 19 tampoco las tiene" in breach.message


def test_a_referral_to_a_plan_or_a_few_words_describe_nothing():
    assert breaches(described(a_point("14", "Lo correspondiente se considera en el Plan Nacional de Fortalecimiento.")))
    assert breaches(described(a_point("14", "Las actividades de capacitación se detallan en el anexo 3.")))
    assert breaches(described(a_point("14", "Está conforme.")))


def test_a_picture_or_other_words_at_length_are_for_a_person():
    assert doubts(described(a_point("14", a_picture())))
    assert doubts(
        described(
            a_point(
                "14", "Se realizarán visitas y mentorías a los equipos de las gerencias regionales durante todo el año."
            )
        )
    )


# ---------------------------------------------------------------------------------------------- activities_costed
COSTED = {
    "point": "14",
    "matrix": "capacitacion",
    "costs": "costos",
    "field": "actividad",
    "cost": "costo",
    "costs_point": "13",
    "patterns": WORDS,
}
COSTING = a_matrix("costos", ["actividad", "costo_total"], [["Capacitación de servidores en familia", "10.00"]])


def costed(*parts):
    return list(activities_costed(a_record(*parts), **COSTED))


def training(*rows):
    return a_matrix("capacitacion", ["actividad", "costo"], rows, point="14", at=5)


def test_activities_of_a_table_must_be_in_the_costing():
    point = a_point("14", "Actividades:")
    assert is_silent(costed(point, COSTING, training(["CAPACITACIÓN DE SERVIDORES EN FAMILIA", ""])))
    (breach,) = breaches(
        costed(point, COSTING, training(["Capacitación de servidores en familia", ""], ["Diplomado en mediación", "–"]))
    )
    assert breach.message == "Punto 14: no está en el costeo «Diplomado en mediación»."


def test_an_activity_that_only_its_own_table_costs_is_doubtful():
    found = costed(a_point("14", "Actividades:"), COSTING, training(["Diplomado en mediación", "3,000.00"]))

    assert not breaches(found)
    assert doubts(found)


def test_list_items_are_certain_and_prose_is_doubtful_beside_a_general_cost():
    item = a_paragraph("Taller de mediación para jueces", label="•")
    assert breaches(costed(a_point("14", item), COSTING))
    found = costed(a_point("14", "Se brindarán talleres de mediación a los jueces de paz."), COSTING)
    assert doubts(found)
    assert not breaches(found)


def test_no_costing_is_a_breach_even_for_a_point_that_only_refers():
    (breach,) = breaches(costed(a_point("14", REFERRAL, title="Asistencia técnica")))

    assert breach.evidence == "14. Asistencia técnica"
    assert doubts(costed(a_point("14", REFERRAL), a_point("13", a_picture())))


def test_a_point_that_names_nothing_is_left_to_another_rule():
    assert not_applicable(costed(a_point("14", REFERRAL), COSTING))


def test_a_missing_column_of_levels_is_told_once():
    matrix = a_matrix("costos", {"actividad": "Actividad"}, [["Alquiler de local"]])

    assert not_applicable(levels_covered(a_record(matrix), **COVERED, column_told=True))
