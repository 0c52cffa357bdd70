"""Scanned pages read by optical recognition: the same tables as typed ones, and how sure they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pdf_pages import Page, pdf
from scans import ROWS, XS, YS, form, rendered, scan

from amc_docs.document import Document, Table
from amc_docs.readers import read


def the_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


@pytest.fixture(scope="module", name="tilted")
def _tilted(tmp_path_factory) -> tuple[Document, list[tuple[int, int]]]:
    """Two pages: one typed, one scanned askew with noise; and the progress told."""
    folder = tmp_path_factory.mktemp("scan")
    image = rendered(folder / "a.pdf", form(), tilt=2.0, noise=6.0)
    told: list[tuple[int, int]] = []
    path = scan(folder / "b.pdf", image, typed="Folio 000123")
    return read(path, progress=lambda done, total: told.append((done, total))), told


def test_a_tilted_noisy_scan_gives_the_table_as_written(tilted):
    document, _ = tilted

    assert the_table(document).rows() == ROWS
    text = " ".join(p.text for p in document.paragraphs())
    assert "INFORME DE EVALUACIÓN DEL SERVICIO" in text
    assert "se cumplieron según el cronograma del año 2016." in text


def test_a_scan_says_what_it_is_and_how_sure(tilted):
    document, told = tilted

    assert (document.format, document.ocr_pages, document.unread_pages) == ("pdf_escaneado", (1,), ())
    assert any("reconocimiento óptico (OCR), con una seguridad media del 9" in w for w in document.warnings)
    table = the_table(document)
    assert all(0.5 < cell.confidence <= 1 for cell in table.cells)
    assert all(p.confidence for p in document.paragraphs() if "Folio" not in p.text)
    assert told == [(1, 1)]


def test_typed_words_on_a_scan_are_taken_as_they_are(tilted):
    document, _ = tilted
    folio = [p for p in document.paragraphs() if "Folio" in p.text]

    assert [(p.text, p.confidence) for p in folio] == [("Folio 000123", None)]


def test_places_are_those_of_the_page_as_displayed(tilted):
    document, _ = tilted
    box = the_table(document).location.box

    # The page was tilted by 2° around its middle, so the table's corners lie up to eleven points off.
    assert (box.left, box.right) == pytest.approx((XS[0] - 8, XS[-1] - 4), abs=8)
    assert box.top < YS[0] < YS[-1] < box.bottom + 8


@pytest.mark.parametrize("turn", [90, 180])
def test_a_turned_page_is_read_upright(tmp_path, turn):
    page = form().lines(60, 360, *["El presente informe consolida las metas de la política sectorial."] * 6, size=11)
    image = rendered(tmp_path / "a.pdf", page).rotate(turn, expand=True)
    document = read(scan(tmp_path / "b.pdf", image))
    table = the_table(document)

    assert table.rows() == ROWS
    box = table.location.box
    assert (box.top > 595 / 2) == (turn == 180)
    # The table is wider than it is high, and lies on its side with the page.
    assert (box.right - box.left < box.bottom - box.top) == (turn == 90)


def test_pages_with_text_stay_as_they_are(tmp_path):
    typed = Page().lines(60, 100, *["Una hoja con texto propio que se puede leer sin más."] * 3)
    path = pdf(tmp_path / "a.pdf", typed, Page().image(0, 0, 595, 842))
    document = read(path)

    assert (document.format, document.ocr_pages, document.unread_pages) == ("pdf", (), (2,))
    assert all(p.confidence is None for p in document.paragraphs())


def test_an_empty_scanned_page_is_read(tmp_path):
    document = read(scan(tmp_path / "a.pdf", rendered(tmp_path / "b.pdf", Page())))

    assert (document.ocr_pages, document.unread_pages, document.blocks) == ((1,), (), ())


def test_a_faded_page_is_not_taken_for_an_empty_one(tmp_path):
    image = rendered(tmp_path / "a.pdf", form()).point(lambda v: round(225 - 0.42 * (255 - v)))
    document = read(scan(tmp_path / "b.pdf", image))

    assert the_table(document).rows() == ROWS


def test_plain_files_load_nothing_for_scans(tmp_path):
    path = pdf(tmp_path / "a.pdf", Page().lines(60, 100, *["Texto de la primera hoja del documento."] * 3))
    code = (
        "import sys; from pathlib import Path; from amc_docs.readers import read; "
        f"read(Path({str(path)!r})); print([m for m in ('numpy', 'PIL') if m in sys.modules])"
    )
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)

    assert run.stdout.strip() == "[]"


def headed(rows: list[list[str]]) -> Page:
    """Draw a page with the header of a manual, a table partly dark, and rows of a table that fills the page."""
    page = Page().fill(60, 30, 210, 66, grey=0.3).grid([60, 210, 430, 540], [30, 66])
    page.white(66, 52, "PERÚ Ministerio de Cultura", size=10)
    page.text(220, 52, "Manual de Gestión de Archivos", size=12, bold=True)
    page.lines(436, 44, "Código: MA-E1", "Versión: 01", size=9)
    ys = [90.0 + 30 * n for n in range(len(rows) + 1)]
    page.grid([60, 160, 540], ys)
    for row, (first, second) in enumerate(rows):
        page.text(66, ys[row] + 19, first, size=11).text(166, ys[row] + 19, second, size=11)
    return page


def test_a_table_goes_on_under_a_header_drawn_as_a_table(tmp_path):
    head = ["Orden", "Proceso"]
    rows = [[f"Etapa {n}", f"Ordenar la serie documental del año {2010 + n}"] for n in range(1, 6)]
    pages = [[head, *rows[:2]], [head, *rows[2:4]], [head, *rows[4:]]]
    images = [rendered(tmp_path / f"{n}.pdf", headed(part), noise=5.0) for n, part in enumerate(pages)]
    document = read(scan(tmp_path / "b.pdf", *images))

    assert the_table(document).rows() == [head, *rows]
    headers = [
        " ".join(f.text for f in document.furniture if f.kind == "header" and f.location.page == page)
        for page in (1, 2, 3)
    ]
    assert len(set(headers)) == 1
    assert all(words in headers[0] for words in ("Ministerio de Cultura", "Gestión de Archivos", "Versión: 01"))
