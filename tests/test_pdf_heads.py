"""Heads of PDF tables at the end of a page and at the top of the next: parted ones, and those of another table."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Document, Table
from amc_docs.readers.pdf import read


@pytest.fixture
def reading(tmp_path: Path):
    """Write pages to a file and read it."""

    def _read(*pages: Page) -> Document:
        return read(pdf(tmp_path / "a.pdf", *pages), name="a.pdf", sha256="0")

    return _read


def first_table(document: Document) -> Table:
    return next(document.tables())


def test_a_title_that_a_page_cuts_within_a_head_of_two_rows_is_one(reading):
    first = Page().grid([50, 200, 440, 540], [740, 780])
    first.text(55, 770, "Indicador", bold=True).text(280, 770, "Metas", bold=True).text(460, 770, "Nota", bold=True)
    second = Page().grid([50, 200, 320, 440, 540], [60, 80, 100, 120])
    second.text(220, 74, "2022", bold=True).text(340, 74, "2023", bold=True).text(460, 74, "propia", bold=True)
    for y in (94, 114):
        second.text(55, y, "Pozos").text(220, y, "3").text(340, y, "4").text(460, y, "Ninguna")

    table = first_table(reading(first, second))

    heads = [(c.text, c.row_span) for c in table.cells if c.row == 0]
    assert heads == [("Indicador", 2), ("Metas", 1), ("Nota propia", 2)]


def test_a_title_over_a_single_one_is_parted_from_it_by_a_page(reading):
    first = Page().grid([50, 200, 320, 440], [740, 780]).text(55, 770, "Indicador", bold=True)
    first.text(205, 764, "Nivel de", bold=True).text(205, 775, "gobierno", bold=True).text(325, 770, "Nota", bold=True)
    second = Page().grid([50, 200, 320, 440], [60, 80, 100]).text(205, 74, "Regional", bold=True)
    second.text(55, 94, "Pozos").text(205, 94, "Ica").text(325, 94, "Ninguna")

    table = first_table(reading(first, second))

    assert [(c.text, c.row_span) for c in table.cells if c.row == 0] == [
        ("Indicador", 2),
        ("Nivel de gobierno", 1),
        ("Nota", 2),
    ]
    assert table.rows()[1:] == [["Indicador", "Regional", "Nota"], ["Pozos", "Ica", "Ninguna"]]


@pytest.mark.parametrize(("is_bold", "count"), [(True, 2), (False, 1)], ids=["head", "rows"])
def test_the_head_of_a_table_of_other_columns_at_the_top_of_a_page_begins_another(reading, is_bold, count):
    first = Page().grid([60, 220, 380, 540], [720, 750, 780])
    for x, title, value in ((65, "Indicador", "Pozos"), (225, "Unidad", "Número"), (385, "Fuente", "Registro")):
        first.text(x, 734, title, bold=True).text(x, 764, value)
    second = Page().grid([60, 220, 300, 380, 460, 540], [60, 80, 100])
    for x, title in ((65, "Nivel"), (225, "Insumo"), (305, "Proceso"), (385, "Obra"), (465, "Nota")):
        second.text(x, 74, title, bold=is_bold).text(x, 94, "Agua")

    assert len(list(reading(first, second).tables())) == count


def test_the_head_under_the_title_of_another_table_begins_it_too(reading):
    first = Page().grid([60, 300, 540], [720, 750, 780])
    first.text(65, 734, "Indicador", bold=True).text(305, 734, "Control", bold=True)
    first.text(65, 764, "Pozos").text(305, 764, "Mensual")
    second = Page().grid([60, 540], [60, 80]).grid([60, 180, 300, 420, 540], [80, 100, 120])
    second.text(250, 74, "INDICADOR", bold=True)
    for x, title in ((65, "Producto"), (185, "Unidad"), (305, "Fuente"), (425, "Nota")):
        second.text(x, 94, title, bold=True).text(x, 114, "Agua")

    assert len(list(reading(first, second).tables())) == 2
