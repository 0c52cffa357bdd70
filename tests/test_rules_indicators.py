"""Rules about the classification, the targets and the figures of indicators."""

from __future__ import annotations

import pytest

from amc_docs.rules.indicators_classified import indicators_classified
from amc_docs.rules.same_figures import same_figures
from amc_docs.rules.targets_follow_baseline import targets_follow_baseline
from tests.records import (
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

NAMES = ("Porcentaje de familias atendidas", "Número de mesas con plan de trabajo")
UNION = a_union([{"denominacion@a": name, "meta@a": "26"} for name in NAMES], at=7)
CLASSIFIED = {
    "point": "13",
    "list_matrix": "clasificacion",
    "cross_matrix": "ambitos",
    "indicators": "indicadores",
    "key": "denominacion",
    "name_field": "indicador",
    "scope_field": "medicion",
    "control_field": "control",
    "scopes": ["insumo", "producto"],
    "control": ["eficacia", "calidad", "economía"],
}


def classified(*parts, point=None):
    return list(indicators_classified(a_record(UNION, point or a_point("13", "Texto"), *parts), **CLASSIFIED))


def listing(*rows):
    return a_matrix("clasificacion", ["indicador", "medicion", "control"], rows)


def cross(*rows):
    return a_matrix("ambitos", ["control", "insumo", "producto"], rows)


def test_a_list_with_allowed_words_holds():
    assert is_silent(classified(listing([NAMES[0], "Producto", "Eficacia"], [NAMES[1], "Insumos", "ECONOMIA"])))


def test_a_word_that_is_not_allowed_or_blank_is_named():
    found = breaches(classified(listing([NAMES[0], "Impacto", "Eficacia"], [NAMES[1], "Insumo", ""])))

    assert [b.value for b in found] == ["Impacto", None]
    assert found[0].evidence == "Impacto"
    assert found[1].evidence == NAMES[1]


def test_a_cross_table_names_the_indicators_in_its_cells():
    assert is_silent(classified(cross(["Eficacia", "–", f"{NAMES[0]} {NAMES[1]}"], ["Calidad", "–", "–"])))
    (breach,) = breaches(classified(cross(["Eficacia", "–", NAMES[0]])))
    assert NAMES[1] in breach.message
    assert breach.evidence == NAMES[1]


def test_marks_instead_of_names_are_for_a_person():
    found = classified(cross(["Eficacia", "X", "X"]))

    assert not breaches(found)
    assert len(doubts(found)) == 1


def test_a_blank_cross_table_classifies_nothing():
    (breach,) = breaches(classified(cross(["Eficacia", "", ""], ["Calidad", "", "–"])))

    assert "está en blanco" in breach.message


def test_without_a_table_it_is_a_breach_unless_words_say_it():
    (breach,) = breaches(classified())
    assert breach.evidence == "13. Título"
    said = a_point("13", "Los indicadores de eficacia y de calidad son los siguientes.")
    assert doubts(classified(point=said))
    assert doubts(classified(point=a_point("13", "Texto", a_picture())))


def test_an_indicator_of_one_table_among_several_is_left_to_another_rule():
    union = a_union([{"denominacion@a": NAMES[0], "denominacion@b": NAMES[0]}, {"denominacion@b": "Otro indicador"}])
    record = a_record(union, a_point("13", "x"), listing([NAMES[0], "Producto", "Eficacia"]))

    assert is_silent(indicators_classified(record, **CLASSIFIED))


def test_without_indicators_it_does_not_apply():
    assert not_applicable(indicators_classified(a_record(a_point("13", "x")), **CLASSIFIED))


# ---------------------------------------------------------------------------------------------- targets
TARGETS = {
    "point": "13",
    "matrix": "metas",
    "key": "indicador",
    "targets": "metas",
    "baseline": "linea_base",
    "years": 4,
    "indicators": "indicadores",
    "trend": "tendencia",
}


def targets(heads, *rows, union=None):
    parts = [a_matrix("metas", {"indicador": "Indicador", **{h: h for h in heads}}, rows, numbers=())]
    return list(targets_follow_baseline(a_record(*parts, *([union] if union else []), a_point("13", "x")), **TARGETS))


def years(*spans):
    return [f"{name}/{year}" for name, years in spans for year in years]


GOOD = years(("linea_base", [2013, 2014]), ("metas", [2015, 2016, 2017, 2018]))


def test_four_years_after_the_baseline_hold():
    assert is_silent(targets(GOOD, ["A", "1", "2", "3", "4", "5", "6"]))


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (years(("linea_base", [2014]), ("metas", [2015, 2016, 2017])), "solo hay metas de 2015, 2016 y 2017"),
        (years(("linea_base", [2014]), ("metas", [2015, 2016, 2018, 2019])), "falta 2017 entre 2015 y 2019"),
        (
            years(("linea_base", [2015]), ("metas", [2015, 2016, 2017, 2018])),
            "hay metas de 2015, y la línea de base llega",
        ),
    ],
)
def test_too_few_skipped_or_early_years_are_one_breach(heads, words):
    (breach,) = breaches(targets(heads, ["A", *["1"] * len(heads)], ["B", *["1"] * len(heads)]))

    assert words in breach.message
    assert breach.location.table == 1


def test_years_before_the_first_target_are_no_gap():
    assert is_silent(targets(years(("linea_base", [2011]), ("metas", [2015, 2016, 2017, 2018])), ["A", *["1"] * 5]))


def test_blank_targets_are_named_for_each_indicator():
    (breach,) = breaches(targets(GOOD, ["A", *["1"] * 6], ["B", "1", "1", "1", "–", "Por definir", "1"]))

    assert breach.message == "Punto 13: al indicador «B» le faltan las metas de 2016 y 2017."
    assert (breach.location.row, breach.location.column) == (2, 4)


def test_the_baseline_of_another_table_must_be_shown_as_a_trend():
    union = a_union([{"denominacion@b": "A", "linea_base@b": "40", "linea_base_anio@b": "2014"}], at=5)
    heads = years(("metas", [2015, 2016, 2017, 2018]))

    (breach,) = breaches(targets(heads, ["A", "1", "2", "3", "4"], union=union))

    assert "no señala la tendencia de la línea de base" in breach.message
    assert is_silent(targets(heads, ["A", "1", "2", "3", "4"]))


def test_one_undated_target_instead_of_a_table_is_a_breach():
    (breach,) = breaches(targets_follow_baseline(a_record(UNION, a_point("13", "x")), **TARGETS))

    assert "una sola meta («26»)" in breach.message
    assert len(breach.places) == 1
    assert doubts(targets_follow_baseline(a_record(UNION, a_point("13", a_picture())), **TARGETS))
    assert not_applicable(targets_follow_baseline(a_record(a_point("13", "x")), **TARGETS))


def test_a_table_by_years_that_does_not_say_what_they_are_is_left_to_a_person():
    years = a_table([["Indicador", "2014", "2016", "2017", "2018", "2019"], ["A", "1", "2", "3", "4", "5"]])
    record = a_record(UNION, a_point("13", years))

    assert not breaches(targets_follow_baseline(record, **TARGETS))
    assert "no dice cuáles son metas" in doubts(targets_follow_baseline(record, **TARGETS))[0].message


# ---------------------------------------------------------------------------------------------- same_figures
FIGURES = {
    "point": "13",
    "union": "indicadores",
    "key": "denominacion",
    "labels": {"a": "13 a)", "b": "13 b)", "c": "13 c)"},
    "series": {"meta": "metas", "linea_base": "linea_base"},
    "texts": ["unidad_medida"],
}
TWO = {"denominacion@a": "A", "denominacion@c": "A"}


def figures(row):
    return list(same_figures(a_record(a_union([{**TWO, **row}])), **FIGURES))


@pytest.mark.parametrize(
    "row",
    [
        {"meta@a": "75 % (2019)", "metas/2019@c": "75.0 %", "metas/2018@c": "60"},
        {"meta@a": "60", "metas/2019@c": "75", "metas/2018@c": "60"},
        {"meta@a": "0.75", "metas/2019@c": "75 %"},
        {"meta@a": "1,250", "metas/2019@c": "1 250"},
        {"meta@a": "90 (2021)", "metas/2019@c": "75"},
        {"meta@a": "Alta", "metas/2019@c": "75"},
        {"linea_base@b": "48.0 %", "linea_base_anio@b": "2015", "linea_base/2015@c": "48"},
        {"unidad_medida@a": "%", "unidad_medida@b": "Porcentaje"},
        {"unidad_medida@a": "Número", "unidad_medida@b": "Mesa regional"},
        {"unidad_medida@a": "Mesas regionales", "unidad_medida@b": "Mesa regional de familia"},
    ],
)
def test_figures_that_agree_or_cannot_be_compared_hold(row):
    assert is_silent(figures(row))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"meta@a": "75 % (2019)", "metas/2019@c": "72.0 %", "metas/2018@c": "75"},
            "13 a) dice «75 % (2019)» y 13 c) (2019), «72.0 %»",
        ),
        ({"meta@a": "26", "metas/2019@c": "72"}, "13 a) dice «26» y 13 c), «72»"),
        (
            {"linea_base@b": "48", "linea_base_anio@b": "2015", "linea_base/2015@c": "46"},
            "13 b) dice «48» y 13 c) (2015), «46»",
        ),
        ({"meta@a": "26", "meta@b": "25"}, "13 a) dice «26» y 13 b), «25»"),
        ({"unidad_medida@a": "Porcentaje", "unidad_medida@b": "Minutos"}, "13 a) dice «Porcentaje» y 13 b), «Minutos»"),
    ],
)
def test_figures_that_differ_are_shown_with_both_places(row, words):
    (breach,) = breaches(figures(row))

    assert words in breach.message
    assert len(breach.places) == 1


def test_one_source_has_nothing_to_compare():
    assert not_applicable(same_figures(a_record(a_union([{"denominacion@a": "A", "meta@a": "5"}])), **FIGURES))
