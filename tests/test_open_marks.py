"""The marks of an unfinished document are no content of it."""

from __future__ import annotations

import pytest

from amc_docs.document import Paragraph
from amc_docs.extraction.open_marks import without_marks
from amc_docs.forms.marks import TO_MEND, Gap
from tests.documents import document, grid


def test_marks_are_taken_out_and_counted():
    given = document(
        f"Antes {Gap('la meta (punto 13)')} después",
        str(Gap("el punto", TO_MEND)),
        grid(["Unidad", str(Gap("unidad de medida"))]),
    )
    found = without_marks(given)

    assert [p.text for p in found.paragraphs()] == ["Antes  después", "Unidad"]
    assert found.open_marks == 3
    assert "quedan 3 marcas" in found.warnings[-1]


@pytest.mark.parametrize("text", ["[Por completar]", "Por completar: la meta", "[sic]", "[Por completar: sin cierre"])
def test_other_words_in_brackets_are_the_authors(text):
    given = document(text)

    assert without_marks(given) is given


def test_a_mark_cannot_be_broken_by_brackets_in_it():
    assert str(Gap("la meta [2016] y [2017")) == "[Por completar: la meta 2016 y 2017]"


def test_other_paragraphs_stay_as_they_are():
    given = document("  sangrado con espacios ", str(Gap("x")))

    assert [p.text for p in without_marks(given).paragraphs()] == ["  sangrado con espacios "]


def test_an_empty_paragraph_stays():
    given = document(Paragraph(text=""), str(Gap("x")))

    assert [p.text for p in without_marks(given).paragraphs()] == [""]
