"""Pages set in columns: read column by column, while keys and values are read across."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Document, Paragraph, Table
from amc_docs.readers.pdf import read

NORTH = (
    "Las cuadrillas del norte limpiaron los",
    "pozos entre enero y marzo, y en cada",
    "uno dejaron una placa con la fecha de",
    "la visita y el nombre del encargado de",
    "medir el nivel.",
)
SOUTH = (
    "La cuenta del sur cerró con un saldo",
    "pequeño que se guarda para reparar el",
    "tanque, porque los socios pagaron las",
    "cuotas casi siempre a tiempo, salvo en",
    "la cosecha.",
)
WIDE = "Esta nota va a todo lo ancho de la hoja y da las gracias a los vecinos por el trabajo hecho durante este año."


@pytest.fixture
def reading(tmp_path: Path):
    def _read(*pages: Page) -> Document:
        return read(pdf(tmp_path / "a.pdf", *pages), name="a.pdf", sha256="0")

    return _read


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph)]


def two_columns(shift: float = 0.0) -> Page:
    page = Page().text(60, 80, WIDE).text(60, 110, "Los pozos", bold=True).lines(60, 126, *NORTH)
    page.text(310, 110 + shift, "La cuenta", bold=True).lines(310, 126 + shift, *SOUTH)
    return page.text(60, 230, WIDE)


@pytest.mark.parametrize("shift", [0.0, 5.0], ids=["lines level", "lines not level"])
def test_columns_of_text_are_read_one_after_the_other(reading, shift):
    assert [WIDE, "Los pozos", " ".join(NORTH), "La cuenta", " ".join(SOUTH), WIDE] == texts(
        reading(two_columns(shift))
    )


def test_a_sentence_goes_on_in_the_next_column(reading):
    page = Page().lines(60, 100, *NORTH[:4]).lines(310, 100, NORTH[4], "", *SOUTH)

    assert [" ".join(NORTH), " ".join(SOUTH)] == texts(reading(page))


def test_three_columns_are_read_from_left_to_right(reading):
    page = Page(width=842)
    for left, name in ((60, "Norte"), (310, "Centro"), (560, "Sur")):
        page.lines(left, 100, *(line.replace("norte", name.lower()) for line in NORTH))

    found = texts(reading(page))

    assert [name in text for text, name in zip(found, ("norte", "centro", "sur"), strict=True)] == [True] * 3


def test_a_table_within_a_column_stands_in_its_place(reading):
    page = Page().lines(60, 100, *NORTH).lines(310, 100, *SOUTH, *SOUTH, *NORTH)
    page.grid([60, 150, 260], [170, 190, 210]).text(64, 183, "Pozo").text(154, 183, "Nivel")
    page.text(64, 203, "Uno").text(154, 203, "12").lines(60, 222, *NORTH)

    kinds = [type(block).__name__ for block in reading(page).blocks]

    assert kinds == ["Paragraph", "Table", *["Paragraph"] * 4]


def test_keys_and_their_values_are_read_across(reading):
    page = Page()
    for row, (key, value) in enumerate((("Sector", "Riego"), ("Servicio", "Pozos"), ("Sede", "Valle"), ("Año", "Uno"))):
        page.text(60, 100 + 14 * row, f"{key}:").text(310, 100 + 14 * row, f"{value} del padrón de la provincia")

    assert all(":" in text and "padrón" in text for text in texts(reading(page)))


def test_long_values_beside_their_keys_are_no_columns(reading):
    page = Page()
    for row in range(3):
        page.text(60, 100 + 70 * row, f"Encargo {row}").lines(200, 100 + 70 * row, *SOUTH)

    assert [f"Encargo {row} {' '.join(SOUTH)}" for row in range(3)] == texts(reading(page))


def test_columns_of_text_are_no_table(reading):
    assert [b for b in reading(two_columns()).blocks if isinstance(b, Table)] == []
