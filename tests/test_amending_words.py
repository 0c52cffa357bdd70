"""A submission written here, with what programs trip over: its words stand in the result as they were, or corrected."""

from __future__ import annotations

import io
from collections import Counter

import docx
import pytest

from amc_docs import doctype, pipeline
from amc_docs.amending.remainder import lost, unplaced, words_of
from amc_docs.amending.result import amend
from amc_docs.document import Paragraph, Picture
from tests.documents import grid

DATE = "2026-01-15T12:00:00Z"
ODD = "Costo <10 % & «citas» {{ 7*7 }} {% if x %} =SUMA(A1) 'x' </w:t>"


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory):
    """Return the result of a submission of three points, one of them under a wrong number, and its text."""
    folder = tmp_path_factory.mktemp("propio")
    written = docx.Document()
    written.add_paragraph("Anexo 1. Fase de Diseño de Acciones de Mejora Continua")
    written.add_paragraph(f"Nota del sector: {ODD}")
    for number, title, text in (
        ("1.", "Sector", "Ministerio de Caminos"),
        ("2.", "Servicio Evaluado", "Conservación de caminos"),
        ("14.", "Gobierno Regional", "Según la Ley 27867, artículo 60, y el Oficio 012-2015-MC."),
    ):
        written.add_heading(f"{number} {title}", level=1)
        written.add_paragraph(text)
    written.add_paragraph("Las Leyes 27867 y 27972 rigen. Otra vez la Ley 27867 y la Ley 27867.")
    table = written.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Función", "Norma", "Columna que nadie conoce"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Conservar", "Ley 27867", ODD), strict=True):
        cell.text = text
    source = folder / "propio.docx"
    written.save(source)

    def review(content):
        target = folder / "resultado.docx"
        target.write_bytes(content)
        return pipeline.review(target, wanted="anexo1", decided=False)

    given = pipeline.review(source, wanted="anexo1", decided=False)
    result = amend(given, review, plain=False, date=DATE)
    after = review(result.content)
    return result, after, "\n".join(p.printed for p in after.document.paragraphs())


def test_nothing_that_looks_like_a_template_or_markup_is_evaluated(made):
    result, _, text = made

    assert text.count(ODD) == 2
    assert result.lost == ()


def test_a_column_that_the_form_does_not_know_is_kept(made):
    _, after, _ = made
    heads = [table.rows()[0] for table in after.record.points["4"].tables]

    assert ["Función", "Norma", "Columna que nadie conoce"] in heads


def test_a_number_is_corrected_with_its_clause(made):
    result, after, _ = made
    (correction,) = [c for c in result.corrections if c.after.startswith("4. ")]

    assert (correction.before, correction.after) == ("14. Gobierno Regional", "4. Gobierno Regional")
    assert "Anexo 1" in correction.citation
    assert after.record.points["4"].found_number == "4"


def test_a_law_is_cited_with_its_sign_as_often_as_it_is_cited(made):
    result, _, text = made
    cited = [(c.before, c.after) for c in result.corrections if c.after.startswith("Ley ")]

    assert cited == [("Ley 27867", "Ley N° 27867")] * 4
    assert text.count("Ley N° 27867") == 4
    assert "Leyes 27867 y 27972" in text
    assert "Oficio 012-2015-MC" in text


def test_each_missing_point_has_its_mark(made):
    result, after, _ = made
    missing = {p.finding.point for p in result.pending if p.is_gap}

    assert {"3", "6", "19"} <= missing
    assert after.document.open_marks >= 16
    assert list(after.record.order) == [spec.number for spec in doctype.available()["anexo1"].points]


def test_the_result_opens_and_is_saved_again(made):
    result, _, _ = made
    opened = docx.Document(io.BytesIO(result.content))
    opened.save(io.BytesIO())

    assert any("CONTENIDO NO UBICADO" in p.text for p in opened.paragraphs)


def test_what_stands_elsewhere_is_not_repeated_and_a_picture_always_kept():
    blocks = [Paragraph(text="Asunto: la sede"), Paragraph(text="la sede"), Picture(), grid(["la", "otra"])]

    assert unplaced(blocks, words_of("ASUNTO la sede")) == tuple(blocks[1:])


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("diagnóstico", ["DIAGNÓSTICO"]), ("diagnóstico de", ["DIAGNÓSTICO", "El diagnóstico de la sede"]), ("", [])],
)
def test_what_is_lost_is_told_by_the_shortest_texts(missing, expected):
    texts = ["El diagnóstico de la sede", "DIAGNÓSTICO", "Otra cosa"]

    assert list(lost(texts, Counter(missing.split()))) == expected
