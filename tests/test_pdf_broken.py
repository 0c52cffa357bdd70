"""What a narrow cell of a PDF table breaks: words, numbers, items of lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Table
from amc_docs.readers.pdf import read


@pytest.fixture
def reading(tmp_path: Path):
    """Write a page to a file and return the first table that is read from it."""

    def _read(page: Page) -> Table:
        return next(read(pdf(tmp_path / "a.pdf", page), name="a.pdf", sha256="0").tables())

    return _read


@pytest.mark.parametrize(
    ("parts", "text"),
    [(("1,000", ",000.", "00"), "1,000,000.00"), (("38,64", "3,588", ".84"), "38,643,588.84")],
)
def test_a_number_in_three_lines_is_one(reading, parts, text):
    page = Page().grid([60, 200, 236], [100, 160]).text(64, 114, "Meta").lines(204, 114, *parts)

    assert reading(page).rows()[0][1] == text


def test_an_amount_right_above_a_wider_one_stays_apart(reading):
    page = Page().grid([60, 200, 250], [100, 160]).text(64, 114, "Montos")
    page.text(234.9, 114, "15").text(215.4, 126, "200.50")

    assert "15200.50" not in reading(page).rows()[0][1]


def test_a_title_in_one_line_of_its_cell_tells_the_word_that_another_cell_breaks(reading):
    page = Page().grid([60, 140, 210, 240], [100, 160]).text(64, 114, "Pozo").text(144, 114, "Nota propia")
    page.lines(214, 114, "Nota", "propi", "a")

    assert reading(page).rows()[0][2] == "Nota propia"


@pytest.mark.parametrize(
    ("first", "count"), [("\u2022 Agua del pozo y del valle;", 1), ("Agua del pozo y del valle 12;", 2)]
)
def test_a_figure_begins_no_item_in_a_list_of_bullets(reading, first, count):
    page = Page().grid([60, 200, 332], [100, 160]).text(64, 114, "Entradas").text(204, 114, first)
    page.text(204, 126, "1.5 metros")

    assert len(reading(page).cells[1].blocks) == count


def test_lines_of_a_list_that_end_near_each_other_are_not_justified(reading):
    page = Page().grid([60, 200, 282], [100, 240]).text(64, 114, "Entradas")
    ends = (("\u2022 Agua clara", 71.1), ("bombas viejas", 68.1), ("cercos altos", 71.4), ("postes rotos", 71.5))
    more = (("\u2022 Pozos mil", 62.7), ("Ayuntamiento", 70.3), ("de la ribera", 61.6), ("mayor", 38.1))
    for number, (text, width) in enumerate((*ends, *more)):
        # Courier's letters are all equally wide, here so many hundredths of that.
        look, shown = f"/F3 8 Tf {width / (4.8 * len(text)) * 100:.2f} Tz", text.replace("\u2022", r"\225")
        page.draw(f"BT {look} 1 0 0 1 203 {728 - 10 * number} Tm ({shown}) Tj ET")

    assert len(reading(page).cells[1].blocks) == 2


def test_a_dash_that_ends_a_line_is_no_part_of_the_word_on_the_next(reading):
    page = Page().grid([60, 140, 260], [100, 160]).text(64, 114, "GORE")
    page.lines(144, 114, "Consejos Regionales \u2013", "GORE")

    assert reading(page).rows()[0][1].endswith(" GORE")
