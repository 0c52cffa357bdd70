"""Annexes that are one table: how they are told from other documents, and that nothing of them is passed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from documents import document, grid, line

from amc_docs import doctype, pipeline
from amc_docs.checking import check
from amc_docs.document import Picture
from amc_docs.extraction import extract, recognise
from amc_docs.findings import State, Verdict
from amc_docs.forms.marks import ANNEX
from amc_docs.outline import scope
from amc_docs.rules.tables_understood import tables_understood
from amc_docs.writers import catalogue
from tests.records import a_matrix, a_record, a_table, doubts, is_silent, not_applicable

TYPES = doctype.available()
HEAD = (
    "Actividad",
    "Nivel de gobierno",
    "Unidad de medida",
    "Costo unitario",
    "Cantidad",
    "Costo total",
    "Clasificador",
)
COSTS = (
    ("Inventariar los caminos", "Gobierno Nacional", "Kilómetro", "95.00", "10", "950.00", "2.3.2.7.11.99"),
    ("Conservar los caminos", "Gobierno Regional", "Kilómetro", "310.00", "4", "1,240.00", "2.3.2.7.11.99"),
    ("Vigilar los tramos", "Gobierno Local", "Visita", "180.00", "2", "360.00", "2.3.2.7.11.99"),
)
TOTAL = ("TOTAL", "", "", "", "", "2,550.00", "")
TITLE = "COSTEO DE LAS ACCIONES DE MEJORA CONTINUA"


def checked(submitted, name="costeo"):
    return check(extract(submitted, TYPES[name]), TYPES[name])


def told(submitted, name="costeo"):
    return {(f.rule, f.state.value) for f in checked(submitted, name).findings}


def test_a_table_under_its_title_is_an_annex():
    found = recognise(document(TITLE, grid(HEAD, *COSTS, TOTAL)), TYPES)

    assert "costeo" == found.doctype.name
    assert found.confidence > 0.9


@pytest.mark.parametrize(("heading", "name"), [(ANNEX, "costeo"), ("ANEXO. OTRAS CONSIDERACIONES", doctype.UNKNOWN)])
def test_what_subsanar_found_no_place_for_does_not_tell_what_a_table_is(heading, name):
    rest = "Lo que sigue se conversó con los gobiernos regionales y se acordó revisarlo en otra reunión. " * 6
    found = recognise(document(TITLE, grid(HEAD, *COSTS, TOTAL), line(heading, level=1), rest), TYPES)

    assert name == found.doctype.name


def test_a_like_table_that_nothing_tells_whose_it_is_stays_unknown():
    plain = [tuple(c for at, c in enumerate(row) if at != 1) for row in (HEAD, *COSTS, TOTAL)]
    found = recognise(document("PRESUPUESTO DE LA OBRA", grid(*plain)), TYPES)

    assert doctype.UNKNOWN == found.doctype.name
    assert "costeo" == found.candidates[0][0]


def test_a_document_whose_main_part_is_text_is_no_annex():
    text = "Se informa que la oficina ha revisado el costeo de las acciones de mejora continua y no tiene reparos. " * 9
    found = recognise(document(TITLE, text, grid(HEAD, *COSTS, TOTAL)), TYPES)

    assert doctype.UNKNOWN == found.doctype.name


def test_a_form_with_a_large_table_remains_the_form():
    anexo = TYPES["anexo1"]
    titles = [line(f"{p.number}. {p.title}", bold=True) for p in anexo.points]
    parts = [part for title in titles for part in (title, "Texto.")]
    submitted = document("ANEXO 1", *parts[:26], grid(HEAD, *COSTS * 20, TOTAL), *parts[26:])

    assert "anexo1" == recognise(submitted, TYPES).doctype.name


def test_the_points_of_a_form_that_is_not_whole_are_no_annex():
    points = TYPES["anexo1"].points[10:15]
    parts = [part for p in points for part in (line(f"{p.number}. {p.title}", bold=True), "Mejora continua.")]
    found = recognise(document(*parts, grid(HEAD, *COSTS * 9, TOTAL)), TYPES)

    assert "costeo" != found.doctype.name


def test_a_title_above_the_head_in_an_unmerged_row_is_passed_over():
    title = (TITLE, *[""] * 6)

    assert "costeo" == recognise(document(grid(title, HEAD, *COSTS, TOTAL)), TYPES).doctype.name


def grouped(*rows):
    blank = ("",) * (len(HEAD) - 2)
    head = tuple(h for h in HEAD if h != "Nivel de gobierno")
    return document(TITLE, grid(head, *[(row, *blank) if isinstance(row, str) else row for row in rows]))


def without_level(row):
    return row[:1] + row[2:]


def test_a_level_alone_in_its_row_is_that_of_the_rows_below():
    first, second, third = map(without_level, COSTS)
    submitted = grouped("Gobierno Nacional", first, "Gobierno Regional", second, "Gobierno Local", third)
    matrix = extract(submitted, TYPES["costeo"]).matrices["costos"]

    assert ["Gobierno Nacional", "Gobierno Regional", "Gobierno Local"] == [
        r.raw("nivel_gobierno") for r in matrix.rows
    ]


def test_an_item_whose_other_cells_are_blank_is_no_group():
    first, second, _ = map(without_level, COSTS)
    submitted = grouped("Gobierno Nacional", first, second, "Capacitación de los gobiernos regionales en conservación")

    assert ("A1-13d5-determinados", "incumple") in told(submitted)


def test_the_total_of_all_under_the_last_group_is_not_that_of_the_group():
    first, second, third = map(without_level, COSTS)
    rows = ["Gobierno Nacional", first, "Gobierno Regional", second, "Gobierno Local", third]
    subtotal = ("Subtotal", "", "", "", "360.00", "")
    found = checked(grouped(*rows, subtotal, ("TOTAL", "", "", "", "2,650.00", "")))

    assert ["2,550.00"] == [f.expected for f in found.findings if f.rule == "A1-13d2-totales"]


def test_each_sheet_tells_the_level_of_its_table_by_its_name():
    sheets = [(line(row[1], level=1), grid(without_level(HEAD), without_level(row), TOTAL[1:])) for row in COSTS]
    matrix = extract(document(*[b for sheet in sheets for b in sheet]), TYPES["costeo"]).matrices["costos"]

    assert ["Gobierno Nacional", "Gobierno Regional", "Gobierno Local"] == [
        r.raw("nivel_gobierno") for r in matrix.rows if r.raw("actividad")
    ]


def test_a_wrong_total_of_a_lone_costing_is_certain():
    found = checked(document(TITLE, grid(HEAD, *COSTS, (*TOTAL[:5], "2,600.00", ""))))

    (finding,) = [f for f in found.findings if f.rule == "A1-13d2-totales"]
    assert (State.INCUMPLE, None, "2,550.00") == (finding.state, finding.point, finding.expected)
    assert not finding.message.startswith("Punto")


@pytest.mark.parametrize("level", ["Gobierno Nacional", "Gobierno Local"])
def test_whether_a_level_takes_part_cannot_be_told_of_a_table_alone(level):
    findings = checked(document(TITLE, grid(HEAD, *(row for row in COSTS if row[1] != level)))).findings

    assert {("A1-13d3-niveles", "por_verificar")} == {(f.rule, f.state.value) for f in findings if "niveles" in f.rule}


def test_a_table_that_tells_no_level_is_observed():
    blank = [(row[0], "", *row[2:]) for row in COSTS]

    assert ("A1-13d3-niveles", "incumple") in told(document("MINISTERIO DE CAMINOS", TITLE, grid(HEAD, *blank)))


@pytest.mark.parametrize("name", ["costeo", "cronograma", "matriz_convenio", "reporte_capacidades"])
def test_an_annex_without_its_table_is_observed(name):
    assert any(f.is_observation for f in checked(document("Solo un texto."), name).findings)


@pytest.mark.parametrize("name", ["costeo", "cronograma", "matriz_convenio", "reporte_capacidades"])
def test_a_table_that_may_be_in_a_picture_or_on_an_unread_page_is_doubtful(name):
    for submitted in (document("Anexo.", Picture()), document("Anexo.", unread=(2,))):
        findings = checked(submitted, name).findings

        assert findings
        assert not any(f.is_observation for f in findings)


def test_a_rule_without_point_looks_at_the_whole_document():
    record = extract(document(TITLE, grid(HEAD, *COSTS)), TYPES["costeo"])
    whole = scope(record, None)

    assert whole is not None
    assert whole.blocks == record.document.blocks
    assert scope(record, "13") is None


# ---------------------------------------------------------------------------------------------- tables_understood
READ = a_matrix("costos", ["actividad", "costo"], [["Taller", "50"]], point="")
OWN = a_table([["actividad", "costo"], ["Taller", "50"]])


def open_tables(*others):
    tables = [OWN, *(replace(a_table(rows, at), number=at) for at, rows in enumerate(others, 2))]
    return list(tables_understood(a_record(READ, tables=tables), matrix="costos"))


def test_a_table_of_figures_that_was_not_read_is_named():
    (doubt,) = doubts(open_tables([["Ruta", "A", "B"], ["R-1", "100", "70"], ["R-2", "200", "140"]]))

    assert "la tabla 2 («Ruta»)" in doubt.message


def test_another_matrix_beside_it_is_named_though_it_has_no_figures():
    schedule = [["Actividad", "I", "II", "III"], ["Taller", "X", "", ""], ["Visita", "", "X", "X"]]

    assert doubts(open_tables(schedule))


def test_a_total_cut_off_from_its_parts_is_named():
    (doubt,) = doubts(open_tables([["TOTAL GENERAL", "", "150"]]))

    assert "TOTAL GENERAL" == doubt.evidence


@pytest.mark.parametrize(
    "rows",
    [
        [["Entidad", "Dirección de Caminos"], ["Fecha", "2017"]],
        [["Nivel", "Monto"], ["Nacional", "100"], ["Local", "50"], ["Total", "150"]],
        [["N°", "Nombre", "Firma"], ["1", "Ana Ejemplo Prueba", ""]],
    ],
    ids=["labels", "summary with its own total", "signatures"],
)
def test_labels_summaries_and_signatures_are_no_part(rows):
    assert is_silent(open_tables(rows))


def test_without_the_matrix_another_rule_speaks():
    assert not_applicable(tables_understood(a_record(tables=[OWN]), matrix="costos"))


def test_a_rule_that_several_types_share_is_explained_once():
    page = catalogue.render(list(TYPES.values()), "texto", key="A1-13d2-totales")

    assert 1 == page.count("A1-13d2-totales (error)")
    assert 1 == page.count("Costo unitario por cantidad da el costo total; los totales")


def test_the_rules_of_an_obligation_are_told_of_every_type_that_adds_one():
    page = catalogue.render(list(TYPES.values()), "texto", key="A1-13d1")

    assert ["A1-13d1-costeo (error)", "A1-13d1-tablas (error)"] == [
        text for text in page.splitlines() if text.startswith("A1-13d1-")
    ]


SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "costeo" / "pass-completo.xlsx"


def saved(folder, *, formulas, stray=""):
    """Save the sample as a program that computes nothing does: its formulas have no results, or are figures."""
    book = openpyxl.load_workbook(SAMPLE, data_only=not formulas)
    book.active["L5"] = stray
    book.save(folder / "costeo.xlsx")
    return pipeline.review(folder / "costeo.xlsx").report


def test_a_formula_without_a_result_is_neither_blank_nor_fulfilled(tmp_path):
    report = saved(tmp_path, formulas=True)

    assert "costeo" == report.doctype
    assert [("A1-13d5-determinados", State.POR_VERIFICAR)] == [(f.rule, f.state) for f in report.findings]
    assert "fórmula sin resultado" in report.findings[0].suggestion
    assert Verdict.NO_VERIFICABLE == report.verdict


def test_a_workbook_with_one_unread_formula_is_not_found_to_comply(tmp_path):
    assert Verdict.CONFORME == saved(tmp_path, formulas=False).verdict
    assert Verdict.NO_VERIFICABLE == saved(tmp_path, formulas=False, stray="=G5").verdict
