"""A scanned form with what scans of forms have: words on their side, a dark head, lone figures, marks by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pdf_pages import Page
from PIL import Image, ImageDraw
from scans import DOTS_PER_INCH, form, rendered, scan

from amc_docs.document import Document, Table
from amc_docs.readers import read

MONTHS = ["Enero", "Febrero", "Marzo", "Abril"]
XS, YS = [60, 260, 310, 360, 410, 460], [100, 160, 184, 208, 232]
CODES = ["2.3.2.1", "2.5", "4", "-", "X"]


def months_on_their_side(page: Page) -> Page:
    """Draw a schedule whose months run from bottom to top."""
    page.grid(XS, YS)
    page.text(65, 150, "Actividad", size=10, bold=True)
    for column, month in enumerate(MONTHS, 1):
        page.draw(f"BT /F2 10 Tf 0 1 -1 0 {XS[column] + 28} {page.height - 155} Tm ({month}) Tj ET")
    for row, name in enumerate(["Capacitación técnica", "Supervisión anual", "Evaluación del año"]):
        page.text(65, YS[row + 1] + 16, name, size=10)
        page.text(XS[row + 1] + 21, YS[row + 1] + 16, "X", size=10)
    return page


def a_dark_head(page: Page) -> Page:
    """Draw a table with white words on a dark row, and figures alone below."""
    xs, ys = [60, 160, 260, 360, 440, 520], [300, 324, 348]
    page.grid(xs, ys).fill(60.5, 300.5, 519.5, 323.5, grey=0.2)
    for x, name, code in zip(xs, ["Código", "Objetivo", "Meta", "Costo", "Marca"], CODES, strict=False):
        page.draw(f"1 1 1 rg BT /F2 10 Tf {x + 8} {page.height - 316} Td ({name}) Tj ET")
        page.text(x + 40, 340, code, size=10)
    return page


def a_mark(image: Image.Image, x: float, y: float) -> None:
    """Draw a tick by hand at a place in points."""
    k = DOTS_PER_INCH / 72
    points = [(x * k, y * k), ((x + 5) * k, (y + 7) * k), ((x + 18) * k, (y - 7) * k)]
    ImageDraw.Draw(image).line(points, fill=40, width=5)


@pytest.fixture(scope="module", name="document")
def _document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("forms")
    page = a_dark_head(months_on_their_side(Page())).lines(60, 420, *["Las metas se cumplieron en el año 2016."] * 4)
    image = rendered(folder / "a.pdf", page, tilt=0.6, noise=5.0)
    a_mark(image, 425, 220)
    return read(scan(folder / "b.pdf", image))


def tables(document: Document) -> list[Table]:
    return list(document.tables())


def test_words_on_their_side_are_read(document):
    schedule, _ = tables(document)

    assert schedule.rows()[0] == ["Actividad", *MONTHS]


def test_single_letters_and_empty_cells_of_a_schedule_are_told_apart(document):
    schedule, _ = tables(document)

    assert [row[1:] for row in schedule.rows()[1:]] == [["X", "", "", ""], ["", "X", "", ""], ["", "", "X", ""]]


def test_a_mark_made_by_hand_is_something_that_stands_there(document):
    schedule, _ = tables(document)
    marked = [(c.row, c.column) for c in schedule.cells if c.has_picture]

    assert marked == [(3, 4)]


def test_the_columns_of_a_dark_head_and_lone_figures_and_signs_are_read(document):
    _, matrix = tables(document)

    assert matrix.rows() == [["Código", "Objetivo", "Meta", "Costo", "Marca"], CODES]


def test_a_photo_that_says_how_it_is_turned_is_read_upright(tmp_path: Path):
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    rendered(tmp_path / "b.pdf", form()).rotate(90, expand=True).save(path, quality=90, exif=exif)
    (table,) = read(path).tables()

    assert table.rows()[0] == ["Orden", "Producto", "Meta", "Código"]
    assert table.location.box.right == pytest.approx(540, abs=4)


def test_a_fax_of_black_and_white_with_dirt_is_read(tmp_path: Path):
    image = rendered(tmp_path / "a.pdf", form(), tilt=-0.5, noise=20.0)
    draw = ImageDraw.Draw(image)
    for x, y in np.random.default_rng(3).integers((0, 0), image.size, (150, 2)).tolist():
        draw.ellipse((x, y, x + 2, y + 2), fill=0)
    path = tmp_path / "a.tif"
    image.point(lambda v: 255 if v > 150 else 0).convert("1").save(path, compression="group4", dpi=(200, 200))
    (table,) = read(path).tables()

    assert [row[1] for row in table.rows()] == [
        "Producto", "Supervisión de la gestión", "Capacitación técnica al año", "Señalización y diseño"
    ]  # fmt: skip
