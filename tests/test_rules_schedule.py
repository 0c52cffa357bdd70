"""Rules about the schedule and about the activities that the points share."""

from __future__ import annotations

from amc_docs.rules.activities_correspond import activities_correspond
from amc_docs.rules.items_covered import items_covered
from amc_docs.rules.schedule_marked import schedule_marked
from amc_docs.rules.schedule_present import schedule_present
from tests.records import a_matrix, a_picture, a_point, a_record, a_table, breaches, doubts, is_silent, not_applicable

PRESENT = {"point": "19", "matrix": "cronograma", "activity": "actividad"}
MARKED = {**PRESENT, "product": "producto", "periods": "periodos", "others": ["inicio"]}
HEADS = {
    "producto": "PRODUCTO",
    "actividad": "ACTIVIDAD",
    "periodos/ENE": "ENE",
    "periodos/FEB": "FEB",
    "nivel": "NIVEL",
}


def schedule(*rows, heads=HEADS):
    return a_matrix("cronograma", heads, rows, point="19")


# ---------------------------------------------------------------------------------------------- schedule_present
def test_a_table_with_activities_is_a_schedule():
    assert is_silent(schedule_present(a_record(schedule(["P", "A", "X", "", "GN"])), **PRESENT))


def test_blank_activities_are_a_breach_with_the_head_as_evidence():
    (breach,) = breaches(schedule_present(a_record(schedule(["P", "", "", "", ""], ["Q", "–", "", "", ""])), **PRESENT))

    assert "las actividades están en blanco" in breach.message
    assert breach.evidence == "ACTIVIDAD"
    assert len(breach.places) == 1


def test_no_table_is_a_breach_and_a_picture_a_doubt():
    assert breaches(schedule_present(a_record(a_point("19", "Se ejecutará en 2016.")), **PRESENT))
    assert doubts(schedule_present(a_record(a_point("19", a_picture())), **PRESENT))


# ---------------------------------------------------------------------------------------------- schedule_marked
def marked(*rows, heads=HEADS):
    return list(schedule_marked(a_record(schedule(*rows, heads=heads)), **MARKED))


def test_any_sign_is_a_mark():
    assert is_silent(marked(["P", "A", "●", "", "GN"], ["P", "B", "", "→", "GN"], ["P", "C", "3", "", "GN"]))


def test_dates_stand_in_for_marks():
    heads = {**HEADS, "inicio": "Inicio"}

    assert is_silent(marked(["P", "A", "", "", "GN", "04/2016"], heads=heads))


def test_an_unmarked_row_is_named_at_its_activity():
    (breach,) = breaches(marked(["P", "A", "X", "", "GN"], ["P", "Diseño del registro", "", "–", "GN"]))

    assert breach.message == "Punto 19: «Diseño del registro» no tiene ningún periodo marcado."
    assert (breach.location.row, breach.location.column) == (2, 1)


def test_no_mark_at_all_is_one_breach_and_a_doubt_where_marks_may_be_colours():
    rows = ["P", "", "", "", "GN"], ["Q", "", "", "", "GN"]
    (breach,) = breaches(marked(*rows))
    assert "ninguna fila del cronograma tiene un periodo marcado" in breach.message

    heads = {**HEADS, "presupuesto": "Presupuesto"}
    found = marked(*([*row, "1,000.00"] for row in rows), heads=heads)
    assert not breaches(found)
    assert len(doubts(found)) == 1


def test_headings_of_groups_need_no_mark():
    heads = {"actividad": "ACTIVIDAD", "periodos/ENE": "ENE"}

    assert is_silent(marked(["GOBIERNO NACIONAL", ""], ["A", "X"], ["GOBIERNO LOCAL", ""], ["B", "X"], heads=heads))
    assert breaches(marked(["Diseño", "X"], ["Difusión", ""], ["Cierre", "X"], heads=heads))


# ---------------------------------------------------------------------------------------------- items_covered
COVERED = {
    "point": "19",
    "target": "cronograma",
    "sources": [
        {"matrix": "cadena", "field": "producto", "noun": "el producto", "through": "proceso"},
        {"matrix": "costos", "field": "actividad", "noun": "la actividad", "heads": "actividad"},
    ],
    "target_fields": ["producto", "actividad"],
    "label": "el cronograma",
}
ROWS = (["Mesas de familia en marcha", "Conformación de las mesas", "X", "", "GN"],)


def chain(*rows):
    return a_matrix("cadena", ["producto", "proceso"], rows, at=2)


def covered(*parts, tables=()):
    return list(items_covered(a_record(schedule(*ROWS), *parts, tables=tables), **COVERED))


def test_products_that_the_schedule_lacks_are_one_breach():
    (breach,) = breaches(
        covered(chain(["Mesas de familia en marcha", ""], ["Registro único", ""], ["Guías de atención", ""]))
    )

    assert breach.message == (
        "Punto 19: 2 de los 3 productos no están en el cronograma: «Registro único» y «Guías de atención»."
    )
    assert (breach.value, breach.expected) == (None, None)


def test_a_product_is_there_through_its_activity_or_a_shorter_name():
    assert is_silent(covered(chain(["Gestión articulada", "Conformación de las mesas"])))
    assert is_silent(covered(chain(["Mesas regionales de familia en marcha", ""])))


def test_inputs_are_no_activities():
    inputs = a_matrix("costos", {"actividad": "Rubro"}, [["Pasajes"], ["Viáticos"]], at=2)

    assert not_applicable(covered(inputs))


def test_the_groups_of_a_costing_are_its_activities():
    rows = [["Proceso o actividad", "Total"], ["CONFORMACIÓN DE LAS MESAS", "<"], ["Pasajes", "10.00"]]
    named = a_table(rows, 3)
    matrix = a_matrix("costos", {"actividad": "Proceso o actividad", "costo_total": "Total"}, [["", ""], rows[2]], at=3)
    items = type(matrix)(name="costos", point="13", columns=matrix.columns, rows=matrix.rows[1:], tables=(3,))

    assert is_silent(covered(items, tables=[named]))


def test_activities_of_which_none_is_there_are_for_a_person():
    found = covered(a_matrix("costos", {"actividad": "Actividad"}, [["Pasajes"], ["Viáticos"]], at=2))

    assert not breaches(found)
    assert doubts(found)


def test_without_schedule_or_sources_it_does_not_apply():
    assert not_applicable(covered())
    assert not_applicable(items_covered(a_record(chain(["A", "B"])), **COVERED))


# ---------------------------------------------------------------------------------------------- activities_correspond
SHARED = {
    "point": "13",
    "sources": {"cadena": "a", "costos": "a", "cronograma": "a"},
    "labels": {"cadena": "13 a)", "costos": "13 d)", "cronograma": "19"},
    "points": {"cadena": "13", "costos": "13", "cronograma": "19"},
    "pairs": [["cadena", "costos"], ["cronograma", "costos"], ["costos", "cadena"]],
}
FOUR = ["Elaboración del protocolo", "Conformación de las mesas", "Diseño del registro", "Réplica en provincias"]


def shared(**lists):
    parts = [a_matrix(name, ["a"], [[n] for n in names], at=i + 1) for i, (name, names) in enumerate(lists.items())]
    return list(activities_correspond(a_record(*parts), **SHARED))


def test_the_same_activities_correspond_however_written():
    assert is_silent(shared(cadena=FOUR, costos=[f"{i}. {n.upper()}" for i, n in enumerate(FOUR)], cronograma=FOUR))


def test_an_activity_that_only_the_schedule_has_is_named_there():
    (breach,) = breaches(shared(costos=FOUR, cronograma=[*FOUR, "Instalación de ludotecas"]))

    assert breach.message == "La actividad «Instalación de ludotecas» está en 19 y no en 13 d)."
    assert breach.point == "19"


def test_an_activity_that_the_costs_lack_is_one_breach_with_all_its_places():
    (breach,) = breaches(shared(cadena=FOUR, costos=FOUR[:3], cronograma=FOUR))

    assert breach.message == "La actividad «Réplica en provincias» está en 13 a) y 19 y no en 13 d)."
    assert len(breach.places) == 1


def test_near_names_and_lists_of_another_kind_are_one_doubt():
    near = shared(costos=FOUR, cronograma=[*FOUR[:3], "Réplica del curso en las provincias"])
    other = shared(costos=["Pasajes", "Viáticos"], cronograma=FOUR)

    for found in (near, other):
        assert not breaches(found)
        assert len(doubts(found)) == 1
    assert "¿es «Réplica en provincias» en 13 d)?" in doubts(near)[0].message


def test_one_list_has_nothing_to_compare():
    assert not_applicable(shared(costos=FOUR))
