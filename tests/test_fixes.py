"""What rules are certain of: the right words at their place; nothing where another figure may be the wrong one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.extraction import mentions
from amc_docs.rules.amounts_agree import amounts_agree
from amc_docs.rules.cells_in_list import cells_in_list
from amc_docs.rules.product_matches import product_matches
from amc_docs.rules.tables_add_up import tables_add_up
from amc_docs.rules.totals_add_up import totals_add_up
from tests.records import a_matrix, a_point, a_record, a_table, breaches

COSTS = ["actividad", "costo_unitario", "cantidad", "costo_total"]
FACTORS = ["costo_unitario", "cantidad"]


def fixes(outcome):
    """Return (row, before, after) of every fix of some breaches, of which there is one at least."""
    found = breaches(outcome)
    assert found
    return [(fix.location.row, fix.before, fix.after) for breach in found for fix in breach.fixes]


def product(*rows):
    matrix = a_matrix("costos", COSTS, rows)
    return product_matches(
        a_record(matrix), point="13", matrix="costos", key="actividad", factors=FACTORS, product="costo_total"
    )


def test_a_product_that_a_total_confirms_is_certain():
    rows = [("Taller", "100.00", "3", "200.00"), ("Viaje", "50.00", "2", "100.00"), ("TOTAL", "", "", "400.00")]

    assert fixes(product(*rows)) == [(1, "200.00", "300.00")]


@pytest.mark.parametrize("total", ["300.00", "450.00", ""])
def test_a_product_that_no_total_confirms_may_have_a_wrong_factor(total):
    rows = [("Taller", "100.00", "3", "200.00"), ("Viaje", "50.00", "2", "100.00"), ("TOTAL", "", "", total)]

    assert fixes(product(*rows)) == []


ITEMS = (("Taller", "100.00", "3", "300.00"), ("Viaje", "50.00", "2", "100.00"))


def test_a_total_of_items_that_their_factors_confirm_is_certain():
    wrong = ("TOTAL", "", "", "", "390.00")
    matrix = a_matrix("costos", ["nivel", *COSTS], [*(("GN", *item) for item in ITEMS), wrong])
    settings = {"point": "13", "matrix": "costos", "amount": "costo_total", "group": "nivel"}

    assert fixes(totals_add_up(a_record(matrix), factors=FACTORS, **settings)) == [(3, "390.00", "400.00")]
    assert fixes(totals_add_up(a_record(matrix), **settings)) == []


@pytest.mark.parametrize(("total", "told"), [("500.00", 0), ("450.00", 1)])
def test_a_total_of_an_item_with_another_product_may_be_right(total, told):
    rows = [("GN", "Taller", "100.00", "4", "300.00"), ("GN", *ITEMS[1]), ("TOTAL", "", "", "", total)]
    matrix = a_matrix("costos", ["nivel", *COSTS], rows)
    settings = {"point": "13", "matrix": "costos", "amount": "costo_total", "group": "nivel"}
    found = breaches(totals_add_up(a_record(matrix), factors=FACTORS, **settings))

    assert len(found) == told, "a total that the factors give accuses the item, not itself"
    assert not any(breach.fixes for breach in found)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Counts add up: the share is what was worked out wrongly.
        ([("A", "27", "54"), ("B", "33", "55"), ("Total", "60", "100")], [(1, "54", "45")]),
        # The shares confirm the parts: the total is wrong.
        ([("A", "30", "30"), ("B", "70", "70"), ("Total", "110", "100")], [(3, "110", "100")]),
        # Nothing tells whether the total or a part is wrong.
        ([("A", "30", "x"), ("B", "70", "y"), ("Total", "110", "z")], []),
    ],
)
def test_a_figure_that_the_others_confirm_beside_it_is_certain(rows, expected):
    table = a_table([("Componente", "Casos", "%"), *rows])

    assert fixes(tables_add_up(a_record(a_point("6", table)))) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("Fuerta", [(1, "Fuerta", "Fuerte")]), ("Medía", None), ("Alta", []), ("Debíl", None), ("Mida", [])],
)
def test_only_a_slip_of_the_pen_is_one_value_of_the_list(said, expected):
    record = a_record(a_matrix("relacion", ["indicador", "intensidad"], [("Uno", said)]))
    settings = {"matrix": "relacion", "key": "indicador", "field": "intensidad", "values": ["Fuerte", "Media", "Débil"]}

    if expected is None:
        assert not breaches(cells_in_list(record, **settings))
    else:
        assert fixes(cells_in_list(record, **settings)) == expected


@pytest.mark.parametrize(("other", "is_sure"), [("400.00", True), ("380.00", False)])
def test_a_text_against_the_tables_of_two_points_is_wrong_only_where_these_agree(other, is_sure):
    costs = a_matrix("costos", ["actividad", "costo_total"], [("Taller", "400.00"), ("TOTAL", "400.00")], at=1)
    schedule = a_matrix(
        "cronograma", ["actividad", "presupuesto"], [("Taller", other), ("TOTAL", other)], point="19", at=2
    )
    text = "El presupuesto total de la propuesta es de S/ 440.00 para el año 2016."
    record = a_record(a_point("9", text), costs, schedule)
    said = [m for p in record.points["9"].paragraphs() for m in mentions.find(p, "9", None)]
    record = replace(record, mentions=tuple(said))
    found = breaches(
        amounts_agree(record, matrices={"costos": "costo_total", "cronograma": "presupuesto"}, patterns=["presupuesto"])
    )

    assert [(fix.before, fix.after) for b in found for fix in b.fixes] == (
        [("S/ 440.00", "S/ 400.00")] if is_sure else []
    )
