"""Rules about figures that are stated twice, and tables that sum up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Location
from amc_docs.findings import State
from amc_docs.record import Record
from amc_docs.rules.amounts_agree import amounts_agree
from amc_docs.rules.budgets_agree import budgets_agree
from amc_docs.rules.counts_agree import counts_agree
from amc_docs.rules.tables_add_up import tables_add_up
from tests.documents import grid
from tests.records import (
    a_matrix,
    a_point,
    a_record,
    a_table,
    breaches,
    doubts,
    is_silent,
    not_applicable,
    spoken,
)

COSTS = ["actividad", "nivel_gobierno", "costo_total"]
LINES = [
    ["Consultoría", "GN", "24,000.00"],
    ["Talleres", "GR", "36,000.00"],
    ["Pasajes", "GR", "40,000.00"],
    ["TOTAL", "", "100,000.00"],
]


# ------------------------------------------------------------------------------------------------ amounts_agree


def stated(text: str, rows=LINES, **more: object) -> Record:
    return spoken(a_record(a_point("13", text), *([a_matrix("costos", COSTS, rows)] if rows else []), **more))


def check_amounts(record: Record):
    patterns = [r"\bpresupuest\w+", r"\bcostos?\b", r"\bmonto\b", r"\binversion\b", r"\basciende\b"]
    return list(
        amounts_agree(record, matrices={"costos": "costo_total", "cronograma": "presupuesto"}, patterns=patterns)
    )


def test_the_total_of_the_last_of_several_tables_is_not_that_of_all():
    rows = [["Pasajes", "GN", "900.00"], ["Total", "<", "900.00"]]
    rows += [["Viáticos", "GL", "100.00"], ["Total", "<", "100.00"]]
    costs = replace(a_matrix("costos", ["actividad", "nivel_gobierno", "costo_total"], rows), tables=(1, 2))
    text = "El presupuesto total del plan asciende a S/ 5,000.00."

    (breach,) = breaches(check_amounts(spoken(a_record(a_point("13", text), costs))))

    assert breach.expected == "1,000.00"


@pytest.mark.parametrize(
    "text",
    [
        "El plan tiene un presupuesto de S/ 100,000.00, del cual S/ 24,000.00 son del Gobierno Nacional.",
        "El presupuesto total del plan asciende a S/. 100 000.",
        "El costo total de los gobiernos regionales asciende a S/ 76,000.00.",
        "El plan tiene un presupuesto de S/ 100,000.40.",
        "El costo total de los talleres asciende a S/ 31,000.00.",
        "El presupuesto total del Ministerio asciende a S/ 300,000,000.00.",
        "El plan prevé pasajes por S/ 520.00 cada uno.",
    ],
)
def test_an_amount_of_the_tables_or_of_something_else_is_silent(text):
    assert is_silent(check_amounts(stated(text)))


def test_a_budget_that_is_no_total_is_told_with_both_figures():
    (found,) = breaches(check_amounts(stated("Se han priorizado dos productos, con un presupuesto de S/ 110,000.00.")))

    assert (found.value, found.expected) == ("S/ 110,000.00", "100,000.00")
    assert found.location == Location(paragraph=2)
    assert Location(table=1, row=4, column=2) in found.places


def test_a_budget_that_no_table_breaks_down_is_told():
    (found,) = breaches(
        check_amounts(stated("El plan tiene un presupuesto de S/.4,138,581 para tal efecto.", rows=None))
    )

    assert "no se desagrega en ninguna tabla" in found.message


def test_a_budget_in_a_table_that_was_not_understood_is_a_doubt():
    table = a_table([["Concepto", "Soles"], ["Todo", "4,138,581"]], at=7)

    found = check_amounts(stated("El plan tiene un presupuesto de S/.4,138,581.", rows=None, tables=[table]))

    assert [State.POR_VERIFICAR] == [b.state for b in found]


def test_costs_without_all_amounts_prove_nothing():
    rows = [["Consultoría", "GN", "24,000.00"], ["Talleres", "GR", "Por definir"]]

    assert is_silent(check_amounts(stated("El plan tiene un presupuesto de S/ 110,000.00.", rows)))


# ------------------------------------------------------------------------------------------------ budgets_agree

SOURCES = {"capacitacion": ["actividad", "nivel_gobierno", "costo"]}


def check_budgets(rows, costs=None):
    costs = costs or [
        ["Curso de atención integral", "GN", "48,480.00"],
        ["Curso de atención integral", "GR", "24,000.00"],
        ["Mesas regionales de familia", "GR", "35,000.00"],
    ]
    training = a_matrix("capacitacion", ["actividad", "nivel_gobierno", "costo"], rows, point="14", at=2)
    record = a_record(a_point("14", "x"), a_matrix("costos", COSTS, costs), training)
    return list(
        budgets_agree(
            record, costs="costos", activity="actividad", amount="costo_total", level="nivel_gobierno", sources=SOURCES
        )
    )


def test_the_budget_of_an_activity_in_all_or_at_its_level_agrees():
    rows = [["CURSO DE ATENCION INTEGRAL", "GN, GR", "72,480.00"], ["Mesas regionales de familia", "GR", "35 000"]]

    assert is_silent(check_budgets(rows))
    assert is_silent(check_budgets([["Curso de atención integral", "GN", "48,480.00"]]))


def test_another_budget_for_an_activity_is_told_in_its_cell():
    rows = [["Curso de atención integral", "GN, GR", "72,840.00"], ["Mesas regionales de familia", "GR", "35,000.00"]]

    (found,) = breaches(check_budgets(rows))

    assert (found.point, found.value, found.expected) == ("14", "72,840.00", "72,480.00")
    assert found.location == Location(table=2, row=1, column=2)


def test_budgets_that_count_differently_are_one_doubt():
    rows = [["Curso de atención integral", "GN, GR", "9,000.00"], ["Mesas regionales de familia", "GR", "5,000.00"]]

    assert [State.POR_VERIFICAR] == [b.state for b in check_budgets(rows)]


def test_activities_that_the_costing_lacks_or_leaves_open_are_not_compared():
    costs = [["Curso de atención integral", "GN", "No se ha determinado"]]

    assert not_applicable(
        check_budgets([["Curso de atención integral", "GN", "5.00"], ["Otro tema", "GN", "7.00"]], costs)
    )


# ------------------------------------------------------------------------------------------------ counts_agree

COUNTED = {"producto": ["matriz_logica/producto"], "actividad": ["costos/actividad", "cronograma/actividad"]}
PRODUCTS = [["Consejería"], ["^"], ["Servidores capacitados"], ["Registro único"]]


def counting(text: str) -> Record:
    chain = a_matrix("matriz_logica", ["producto"], PRODUCTS)
    schedule = a_matrix("cronograma", ["actividad"], [["Taller"], ["Curso"]], point="19", at=2)
    return spoken(a_record(a_point("13", text), chain, schedule))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Se plantean tres (04) alternativas.", "tres (04) alternativas"),
        ("Son treinta y dos (23) casos.", "dos (23) casos"),
    ],
)
def test_word_and_figure_must_agree(text, said):
    (found,) = breaches(counts_agree(counting(text)))

    assert said in found.message


def test_a_count_of_all_that_the_table_does_not_have_is_told():
    (found,) = breaches(counts_agree(counting("Se han priorizado ocho (08) productos a desarrollar."), counted=COUNTED))

    assert (found.value, found.expected) == ("ocho (08) productos", "3")


@pytest.mark.parametrize(
    "text",
    [
        "Se han priorizado tres (03) productos y dos (02) actividades.",
        "Se han priorizado tres (03) productos, con cinco (05) actividades de capacitación.",
        "Además se desarrollarán dos productos adicionales.",
        "Los primeros dos productos son de consejería.",
        "Cada producto comprende dos productos intermedios por región.",
        "Se atendieron sesenta (60) casos.",
        "El taller comprende cuatro (04) sesiones.",
    ],
)
def test_counts_that_agree_or_speak_of_a_part_are_silent(text):
    assert is_silent(counts_agree(counting(text), counted=COUNTED))


def test_the_groups_of_a_costing_are_its_activities():
    rows = [
        ["TALLERES", "", ""],
        ["Pasajes", "GN", "1.00"],
        ["Viáticos", "GN", "2.00"],
        ["CURSOS", "", ""],
        ["Ponentes", "GN", "3.00"],
    ]
    record = spoken(a_record(a_point("13", "Se han priorizado dos (02) actividades."), a_matrix("costos", COSTS, rows)))

    assert is_silent(counts_agree(record, counted=COUNTED))


# ------------------------------------------------------------------------------------------------ tables_add_up


def adding(rows, **more: object):
    table = a_table(rows, at=3)
    return list(tables_add_up(a_record(a_point("7", table), **more)))


CASES = [
    ["COMPONENTES", "CASOS", "%"],
    ["Descentralización", "66", "41%"],
    ["Organización", "20", "12%"],
    ["Sectorial", "75", "47%"],
    ["Total", "161", "100%"],
]


def changed(row: int, column: int, text: str):
    return [[text if (r, c) == (row, column) else x for c, x in enumerate(line)] for r, line in enumerate(CASES)]


def test_a_table_that_adds_up_is_silent():
    assert is_silent(adding(CASES))


def test_a_total_with_a_part_still_to_be_stated_is_a_doubt():
    (found,) = adding(changed(2, 1, "Por definir"))

    assert (found.state, found.value, found.expected) == (State.POR_VERIFICAR, "161", "141")


def test_a_total_that_is_not_the_sum_is_told_at_its_cell():
    (found,) = breaches(adding(changed(4, 1, "171")))

    assert (found.point, found.value, found.expected) == ("7", "171", "161")
    assert found.location == Location(table=3, row=4, column=1)
    assert found.evidence == "Total | 171 | 100%"


def test_a_percentage_that_the_count_does_not_give_is_told():
    (found,) = breaches(adding(changed(1, 2, "14%")))

    assert "14" in f"{found.message} {found.value}"


def test_several_faults_of_a_table_are_one_breach():
    (found,) = breaches(adding(changed(2, 1, "22")))

    assert len(found.places) >= 0
    assert found.expected == "163"


@pytest.mark.parametrize(
    "rows",
    [
        [["Región", "Servidores"], ["Norte", "0"], ["Sur", "0"], ["Total", "0"]],
        [["Región", "Servidores"], ["Total", "25"]],
        [
            ["Rubro", "Costo"],
            ["Pasajes", "1,000.00"],
            ["Viáticos", "2,000.00"],
            ["Subtotal", "3,000.00"],
            ["Papel", "500.00"],
            ["Tinta", "500.00"],
            ["Subtotal", "1,000.00"],
            ["TOTAL", "4,000.00"],
        ],
        [
            ["Rubro", "Costo"],
            ["I. Bienes", "3,000.00"],
            ["Papel", "1,000.00"],
            ["Tinta", "2,000.00"],
            ["II. Servicios", "900.00"],
            ["Pasajes", "400.00"],
            ["Taxi", "500.00"],
            ["TOTAL", "3,900.00"],
        ],
        [
            ["Rubro", "Costo unitario", "Costo"],
            ["Papel", "10.00", "100.00"],
            ["Tinta", "20.00", "200.00"],
            ["Total", "", "300.00"],
        ],
        [["Región", "Año", "Meta"], ["Norte", "2016", "10"], ["Sur", "2016", "5"], ["Total", "2016", "15"]],
        [["Región", "%"], ["Norte", "33.3"], ["Sur", "33.3"], ["Centro", "33.3"], ["Total", "100"]],
        [["Región", "Cobertura %"], ["Norte", "80%"], ["Sur", "60%"], ["Total", "68%"]],
        [["Región", "Casos"], ["Norte", "1.250"], ["Sur", "2.500"], ["Total", "3.750"]],
        [["Región", "Casos"], ["Norte", "1 250"], ["^", "^"], ["Sur", "2 500"], ["Total", "3 750"]],
        [["Concepto", "Monto"], ["Total", "30"], ["Norte", "10"], ["Sur", "20"]],
        [["Región", "Nota"], ["Norte", "10"], ["Sur", "20"]],
    ],
)
def test_tables_that_may_be_right_are_silent(rows):
    assert is_silent(adding(rows))


def test_the_costing_and_its_summary_are_left_to_their_own_rule():
    rows = [
        ["Nivel", "Costo total", "%"],
        ["Gobierno Nacional", "10", "10"],
        ["Gobierno Regional", "80", "90"],
        ["Total", "100", "100"],
    ]
    table = a_table(rows, at=3)
    costs = a_matrix("costos", COSTS, LINES, point="13")
    record = a_record(a_point("13", table), costs)

    assert is_silent(tables_add_up(record, except_matrices=["costos"]))
    assert len(breaches(tables_add_up(record))) == 1


def test_amounts_that_read_in_two_ways_are_a_doubt():
    record = stated("El plan tiene un presupuesto de S/ 100,000.00.")
    (mention,) = [m for m in record.mentions if m.kind == "amount"]
    record = replace(record, mentions=(replace(mention, value=None),))

    assert len(doubts(check_amounts(record))) == 1


def test_the_numbers_of_a_head_of_two_storeys_are_no_parts():
    table = grid(
        ("NIVEL DE ALCANCE", "Indicadores priorizados", None, "N°"),
        (None, "1.1", "1.2", None),
        ("Metas superadas", "0", "1", "1"),
        ("Metas no alcanzadas", "1", "0", "1"),
        ("Total de indicadores", "1", "1", "2"),
        spans={(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)},
    )

    assert is_silent(tables_add_up(a_record(a_point("7", table))))
