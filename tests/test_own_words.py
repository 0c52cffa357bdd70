"""What a point says itself in the record: its words outside tables, and its order where it is an unusual one."""

from __future__ import annotations

import pytest

from amc_docs.doctype import available
from amc_docs.extraction import as_json, extract
from amc_docs.extraction.periods import period_name
from amc_docs.forms.years import year_name_in
from tests.documents import document, grid, line

ANEXO, MANUAL = available()["anexo1"], available()["manual_procesos"]
CAUSES = (("Problema", "Causas"), ("Demora en la atención", "Falta de personal"))
WEATHER = (("Mes", "Lluvia"), ("Enero", "Mucha"))


def point_seven(*content: object) -> dict:
    title = line("7. Análisis causal de los problemas identificados", level=1)
    before = [line("1. Sector", level=1), "Salud", line("6. Identificación de los problemas", level=1), "Faltan camas."]
    after = [line("8. Alternativas de solución", level=1), "Comprar camas."]
    record = extract(document(*before, title, *content, *after), ANEXO)
    return as_json(record, ANEXO)[0]["puntos"]["7"]


def test_text_before_its_matrix_is_all_that_needs_to_be_said():
    found = point_seven("Primero.", "", line("Segundo.", label="a)"), grid(*CAUSES))
    assert found["texto"] == "Primero.\na) Segundo."
    assert "contenido" not in found


def test_another_order_and_tables_of_its_own_are_told():
    found = point_seven("Primero.", grid(*CAUSES), "Después.", grid(*WEATHER))
    assert found["texto"] == "Primero.\nDespués."
    assert found["contenido"] == ["Primero.", {"matriz": "causas"}, "Después.", {"tabla": [list(r) for r in WEATHER]}]


def test_the_forms_own_name_over_a_matrix_is_no_word_of_the_point():
    assert point_seven("Primero.", "Causas de los problemas", grid(*CAUSES))["texto"] == "Primero."
    assert point_seven("Primero.", "Cuadro nuestro", grid(*CAUSES))["texto"] == "Primero.\nCuadro nuestro"


def test_the_words_of_sheets_are_theirs_and_the_index_is_of_no_point():
    index = enumerate(("I. Objetivo", "II. Alcance", "VII. Fichas"), 2)
    content = [
        line("Hoja de control de cambios", level=1),
        grid(("Versión", "Fecha", "Justificación"), ("01", "05/01/2024", "Primera")),
        line("Índice", level=1),
        *(line(f"{title}\t{page}", index=True) for page, title in index),
        line("I. Objetivo del documento", level=1),
        "Ordenar los procesos.",
        line("VII. Fichas de procesos", level=1),
        "Se describen a continuación.",
        line("M1 Atender a los lectores", level=2),
        grid(("Objetivo", "Prestar libros."), ("Alcance", "Inicio: Pedido. Fin: Entrega.")),
    ]
    data, _ = as_json(extract(document(*content), MANUAL), MANUAL)
    assert data["puntos"]["Control de cambios"]["texto"] == ""
    assert data["puntos"]["VII"] == {
        "titulo": "VII. Fichas de procesos", "texto": "Se describen a continuación.", "no_aplica": False,
    }  # fmt: skip
    sheet = data["fichas"][0]
    assert (sheet["codigo"], sheet["nombre"], sheet["inicio"], sheet["fin"]) == (
        "M1", "Atender a los lectores", "Pedido.", "Entrega.",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["2016 ABR", "2017 Trimestre I", "Año 1 Trimestre II", "T1 ENE"])
def test_a_period_inside_another_one_is_a_period(text):
    assert period_name(text) == text


@pytest.mark.parametrize("text", ["2016 2017", "Meta 2016", "Costo 2016", "Meses"])
def test_words_that_only_hold_a_year_are_none(text):
    assert period_name(text) == ""


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Dirección Regional", "«Año de la Unidad, la Paz", "y el Desarrollo»", "Página 1"],
         "Año de la Unidad, la Paz y el Desarrollo"),
        (["Año de la Universalización de la Salud", "Página 1"], "Año de la Universalización de la Salud"),
        (["“Año de los Bosques", "y los Ríos”", "Página 1"], "Año de los Bosques y los Ríos"),
        (["“Año de los Bosques", "Página 1"], "Año de los Bosques"),
        (["Año del Fomento de los Bosques", "Página 1"], "Año del Fomento de los Bosques"),
        (["", "Página 1"], None),
    ],
)  # fmt: skip
def test_the_name_of_a_year_may_take_several_lines(lines, name):
    assert year_name_in(lines) == name
