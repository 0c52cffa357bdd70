"""Rules that look at another document: the same items, with the same figures and words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Location
from amc_docs.findings import State
from amc_docs.record import Value
from amc_docs.rules.agrees_with_other import agrees_with_other
from tests.records import a_matrix, a_record, breaches, doubts, not_applicable

PLAN = ["indicador", "unidad", "base", "metas/2021", "metas/2022"]
REPORT = ["indicador", "unidad", "base", "meta"]
PLANNED = [
    ["Porcentaje de libros devueltos", "Porcentaje", "61 (2019)", "70", "75"],
    ["Número de socios activos", "Socio", "1,200 (2019)", "1,350", "1,500"],
    ["Horas de lectura en sala", "Hora", "800 (2019)", "900", "950"],
]
REPORTED = [
    ["Porcentaje de libros devueltos", "%", "61", "75"],
    ["Número de socios activos", "Socios", "1 200", "1500"],
    ["Horas de lectura en sala", "Horas", "800", "950"],
]
SETTINGS = {
    "union": "resultados",
    "key": "indicador",
    "noun": "el indicador",
    "year": "/anio",
    "figures": {"meta": "la meta", "base": "la línea de base"},
    "texts": {"unidad": "la unidad de medida"},
    "others": {
        "plan": {
            "union": "metas",
            "key": "indicador",
            "fields": {"meta": ["metas/{year}", "meta"], "base": ["base"], "unidad": ["unidad"]},
        }
    },
}


def plan(rows=PLANNED, heads=PLAN, *, doctype="plan", name="plan.docx"):
    record = a_record(a_matrix("metas", heads, rows))
    return replace(record, doctype=doctype, document=replace(record.document, name=name))


def compared(rows=REPORTED, other=None, *, year="2022", heads=REPORT, **changes):
    record = a_record(a_matrix("resultados", heads, rows))
    record = replace(record, against=other, values={"/anio": Value(raw=year, value=year)} if year else {})
    return list(agrees_with_other(replace(record, **changes), **SETTINGS))


def edited(row, column, text, rows=REPORTED):
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(cells)] for r, cells in enumerate(rows)]


def test_without_another_document_nothing_is_compared():
    assert not_applicable(compared())


def test_the_same_items_with_the_same_figures_agree():
    assert [] == compared(other=plan())


def test_a_target_other_than_that_of_the_year_tells_both_places():
    (breach,) = breaches(compared(edited(1, 3, "1,350"), plan()))

    assert ("1,350", "1,500") == (breach.value, breach.expected)
    assert (
        "«Número de socios activos»: aquí la meta es «1,350», y en «plan.docx» es «1,500» (tabla 1, fila"
        in breach.message
    )
    assert breach.location is not None
    assert breach.location.column == 3


@pytest.mark.parametrize(
    ("column", "text", "said"), [(1, "Kilogramo", "la unidad de medida"), (2, "700", "la línea de base")]
)
def test_another_unit_or_baseline_is_told(column, text, said):
    (breach,) = breaches(compared(edited(2, column, text), plan()))

    assert said in breach.message
    assert text == breach.value


def test_an_item_of_one_document_only_is_told_from_either_side():
    rows = [*REPORTED[:2], ["Talleres de encuadernación", "Taller", "2", "4"]]
    strange, lacking = breaches(compared(rows, plan()))

    assert "«Talleres de encuadernación» no está en «plan.docx»" in strange.message
    assert "falta el indicador «Horas de lectura en sala»" in lacking.message
    assert "Horas de lectura en sala" == lacking.expected


def test_a_name_somewhat_alike_is_doubtful_and_told_once():
    found = compared(edited(2, 0, "Horas de lectura y estudio en la sala"), plan())

    assert [] == breaches(found)
    (doubt,) = doubts(found)
    assert "puede ser «Horas de lectura en sala»" in doubt.message


def test_where_no_name_agrees_it_may_be_the_wrong_document():
    other = plan([["Kilómetros de vía", "Kilómetro", "1 (2019)", "2", "3"]])
    found = compared(other=other)

    assert [] == breaches(found)
    (doubt,) = doubts(found)
    assert "ningún nombre coincide" in doubt.message


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (plan(doctype="acta"), "no es de un tipo con el que se compare"),
        (plan([]), "no se halló en «plan.docx»"),
    ],
)
def test_a_document_that_cannot_be_compared_is_a_doubt_and_never_fulfilled(other, said):
    (doubt,) = doubts(compared(other=other))

    assert said in doubt.message


def test_a_target_without_year_is_never_certain():
    undated = plan([["Porcentaje de libros devueltos", "Porcentaje", "61", "70"]], REPORT)
    found = compared(REPORTED[:1], undated)

    assert [State.POR_VERIFICAR] == [b.state for b in found]


def test_a_target_that_the_other_document_does_not_give_for_the_year_is_doubtful():
    found = compared(REPORTED, plan(), year="2025")

    assert [State.POR_VERIFICAR] * 3 == [b.state for b in found]
    assert "no dice la meta" in found[0].message


def test_nothing_is_certain_where_a_document_was_not_read_as_a_whole():
    other = plan(PLANNED[:2])
    unread = replace(other, document=replace(other.document, unread_pages=(3,)))

    assert breaches(compared(other=other))
    assert [] == breaches(compared(other=unread))
    assert doubts(compared(other=unread))


def test_places_without_table_are_left_out_of_the_message():
    other = plan()
    rows = tuple(
        replace(row, values={k: replace(v, location=Location(page=4)) for k, v in row.values.items()})
        for row in other.matrices["metas"].rows
    )
    paged = replace(other, matrices={"metas": replace(other.matrices["metas"], rows=rows)})
    (breach,) = breaches(compared(edited(0, 3, "90"), paged))

    assert "es «75» (página 4)." in breach.message
