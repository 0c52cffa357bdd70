"""Tables of a form that nobody filled are no content; whatever somebody wrote is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Picture
from amc_docs.record import Point
from amc_docs.unfilled import is_unfilled
from tests.documents import grid

HEADS = ("Indicador", "Meta", "Responsable")
LONG = "Se prestan los libros a quien los pide, y se anota cada préstamo en el cuaderno de la sala"


@pytest.mark.parametrize(
    ("rows", "marked", "unfilled"),
    [
        ((HEADS, ("", "", ""), ("", "–", "…")), 0, True),
        ((HEADS, ("", "", ""), ("", "5", "")), 0, False),
        ((HEADS,), 0, False),
        ((("Sector", ""), ("", "")), 0, False),
        ((("Sector", "Monto"), ("", "")), 1, True),
        ((("Sector", "Monto"), ("", "")), 0, False),
        (((LONG, "a", "b"), ("", "", "")), 0, False),
        ((HEADS, HEADS, ("", "", "")), 2, True),
        ((HEADS, ("", Picture(), "")), 1, False),
    ],
)
def test_only_heads_are_no_content(rows, marked, unfilled):
    table = replace(grid(*rows), header_rows=marked)

    assert unfilled == is_unfilled(table)
    assert Point(number="1", title="x", blocks=(table,)).has_words != unfilled


def test_a_table_inside_another_counts_by_itself():
    inner = grid(HEADS, ("", "", ""))
    filled = grid(HEADS, ("Libros", "", ""))

    assert not Point(number="1", title="x", blocks=(grid(("", inner)),)).has_words
    assert Point(number="1", title="x", blocks=(grid(("", filled)),)).has_words
    assert Point(number="1", title="x", blocks=(grid(("Cuadro 1", inner)),)).has_words
