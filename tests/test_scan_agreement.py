"""Running headers and footers of scans: what one page misreads the others mend, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Box
from amc_docs.readers.pdf.items import Figure, Grid, GridCell, Item, PageLayout
from amc_docs.readers.pdf.lines import Line, Piece
from amc_docs.readers.pdf.parts import text_of
from amc_docs.readers.scan.agreement import agreed

HEADER = "Ministerio de Cultura Dirección de Archivos"


def a_line(page: int, text: str, top: float = 30, left: float = 60, sure: float = 0.9) -> Line:
    box = Box(left=left, top=top, right=left + 5 * len(text), bottom=top + 10)
    return Line(page, text, box, 10, False, 20, (Piece(text, box.left, box.right),), confidence=sure)


def a_page(number: int, *items: Item) -> PageLayout:
    return PageLayout(number, 595, 842, items)


def texts(*pages: PageLayout) -> list[list[str]]:
    """Return what stands on each page once the pages agree."""
    found = agreed({page.number: page for page in pages}, [page.number for page in pages])
    return [[i.text for i in page.items if isinstance(i, Line)] for page in found.values()]


def headed(*headers: str) -> list[PageLayout]:
    return [a_page(n, a_line(n, text), a_line(n, f"Texto {n}", 400)) for n, text in enumerate(headers, 1)]


def test_a_misread_header_is_mended_and_says_how_sure_it_is():
    pages = headed(HEADER, HEADER, HEADER, "Ministeno de Cultura Dirocción do Archivos")
    found = agreed({page.number: page for page in pages}, [1, 2, 3, 4])
    line = found[4].items[0]

    assert isinstance(line, Line)
    assert line.text == HEADER
    # Three of four pages say so, each for nine tenths sure.
    assert line.confidence == pytest.approx(0.9 * 0.75)


def test_numbers_of_pages_stay_each_page_s_own():
    pages = headed("Página 1 de 4 del informe", "Página 2 de 4 del informe", "Página 3 de 4 del informe")

    assert [found[0] for found in texts(*pages)] == [page.items[0].text for page in pages]


def test_a_header_read_in_another_order_is_told_as_on_the_other_pages():
    pages = headed(HEADER, HEADER, HEADER, "Dirección deMinisterio Cultura de Archivos")

    assert texts(*pages)[3] == [HEADER, "Texto 4"]


def test_a_header_that_a_page_does_not_show_is_not_put_there():
    pages = [*headed(HEADER, HEADER, HEADER), a_page(4, a_line(4, "Texto sin encabezado", 30))]

    assert texts(*pages)[3] == ["Texto sin encabezado"]


def test_dirt_beside_the_header_goes_and_figures_do_not():
    pages = headed(HEADER, HEADER, HEADER)
    pages[2] = replace(pages[2], items=(*pages[2].items, a_line(3, "la", 34, 40), a_line(3, "57", 34, 300)))

    assert texts(*pages)[2] == [HEADER, "Texto 3", "57"]


def test_a_title_below_the_header_in_words_of_the_header_stays():
    pages = headed(HEADER, HEADER, HEADER)
    pages[0] = replace(pages[0], items=(*pages[0].items, a_line(1, "DIRECCIÓN DE ARCHIVOS", 90)))

    assert "DIRECCIÓN DE ARCHIVOS" in texts(*pages)[0]


XS = (60.0, 120.0, 400.0, 540.0)


def a_band(page: int, *cells: str, xs: tuple[float, ...] = XS, x: float = 0.0, sure: float = 0.9) -> Grid:
    """Draw a header of one row of cells; «#» is ink that nothing was read of."""
    found = []
    for column, text in enumerate(cells):
        box = Box(left=xs[column] + x, top=20, right=xs[column + 1] + x, bottom=60)
        items: tuple[Item, ...] = ()
        if text:
            items = (Figure(page, box),) if text == "#" else (a_line(page, text, 30, box.left + 4, sure),)
        found.append(GridCell(0, column, 1, 1, page, box, box, items))
    box = Box(left=xs[0] + x, top=20, right=xs[-1] + x, bottom=60)
    return Grid((page,), box, box, tuple(at + x for at in xs), 1, tuple(found))


def cells(*bands: Grid) -> list[list[str]]:
    """Return what the cells of each page's header say once the pages agree."""
    pages = {n: a_page(n, band, a_line(n, f"Texto {n}", 400)) for n, band in enumerate(bands, 1)}
    found = agreed(pages, list(pages))
    return [[text_of(c) for i in page.items if isinstance(i, Grid) for c in i.cells] for page in found.values()]


GOOD = ("#", "Manual de Archivos", "Código: MA-E1")


def test_misread_cells_of_a_header_are_mended():
    found = cells(
        a_band(1, *GOOD), a_band(2, *GOOD), a_band(3, "#", "Manual do Archivos", "Código: MA-El"), a_band(4, *GOOD)
    )

    assert found == [["", "Manual de Archivos", "Código: MA-E1"]] * 4


def test_figures_that_differ_are_no_misreading():
    other = a_band(3, "#", "Manual de Archivos", "Código: MA-E7")
    found = cells(a_band(1, *GOOD), a_band(2, *GOOD), other, a_band(4, *GOOD))

    assert found[2] == ["", "Manual de Archivos", "Código: MA-E7"]


def test_a_cell_whose_ink_was_not_read_says_what_it_says_elsewhere_and_an_empty_one_stays_empty():
    found = cells(
        a_band(1, *GOOD), a_band(2, *GOOD), a_band(3, "#", "Manual de Archivos", "#"),
        a_band(4, *GOOD), a_band(5, "#", "Manual de Archivos", ""),
    )  # fmt: skip

    assert [row[2] for row in found] == ["Código: MA-E1"] * 4 + [""]


def test_letters_seen_in_a_picture_on_some_pages_are_none():
    seen = a_band(3, "UN", "Manual de Archivos", "Código: MA-E1", sure=0.55)
    found = cells(a_band(1, *GOOD), a_band(2, *GOOD), seen, a_band(4, *GOOD), a_band(5, *GOOD))

    assert found[2][0] == ""


def test_a_header_whose_border_was_not_seen_has_the_columns_of_the_others():
    odd = a_band(3, "", "Manual de Archivos Código: MA-E1", xs=(60.0, 120.0, 540.0), x=3.0)
    bands = (a_band(1, *GOOD), a_band(2, *GOOD), odd, a_band(4, *GOOD))
    pages = {n: a_page(n, band) for n, band in enumerate(bands, 1)}
    (found,) = agreed(pages, list(pages))[3].items

    assert isinstance(found, Grid)
    assert [text_of(c) for c in found.cells] == ["", "Manual de Archivos", "Código: MA-E1"]
    assert found.xs == (63.0, 123.0, 403.0, 543.0)
    assert {c.page for c in found.cells} == {3}


def test_a_table_of_the_body_at_the_place_of_the_header_is_left_alone():
    body = a_band(3, "Orden", "Producto entregado", "Meta anual")

    assert cells(a_band(1, *GOOD), a_band(2, *GOOD), body, a_band(4, *GOOD))[2] == [
        "Orden", "Producto entregado", "Meta anual",
    ]  # fmt: skip


def test_what_stands_in_a_cell_is_never_taken_for_dirt_of_the_header():
    table = Grid(
        (3,), Box(left=60, top=36, right=540, bottom=90), Box(left=60, top=36, right=540, bottom=90), (60.0, 540.0), 1,
        (GridCell(0, 0, 1, 1, 3, Box(left=60, top=36, right=540, bottom=90), Box(left=60, top=36, right=540, bottom=90),
                  (a_line(3, "Dirección de Archivos", 38),)),),
    )  # fmt: skip
    pages = headed(HEADER, HEADER, HEADER)
    pages[2] = replace(pages[2], items=(*pages[2].items, table))
    found = agreed({page.number: page for page in pages}, [1, 2, 3])

    assert [text_of(c) for i in found[3].items if isinstance(i, Grid) for c in i.cells] == ["Dirección de Archivos"]


def test_headers_of_sections_that_were_read_surely_stay_what_they_are():
    north, south = "Informe de la Región Norte", "Informe de la Región Noreste"
    pages = [a_page(n, a_line(n, text, sure=0.96)) for n, text in enumerate((north, north, north, south), 1)]

    assert texts(*pages)[3] == [south]


def test_a_cell_read_surely_is_not_made_the_others_but_for_its_accents():
    def of(page: int, text: str) -> Grid:
        return a_band(page, "#", text, "Código: MA-E1", sure=0.96)

    found = cells(*(of(n, "Región Norte") for n in (1, 2, 3)), of(4, "Región Noreste"), of(5, "Region Norte"))

    assert [row[1] for row in found] == ["Región Norte"] * 3 + ["Región Noreste", "Región Norte"]


def test_words_run_together_are_the_header_s_however_sure():
    glued = a_page(4, a_line(4, "Direccióndede Ministerio Culturade Archivos", sure=0.96))
    pages = [*(a_page(n, a_line(n, HEADER, sure=0.96)) for n in (1, 2, 3)), glued]

    assert texts(*pages)[3] == [HEADER]


def test_the_page_that_reads_all_words_of_the_header_speaks_for_the_others():
    whole, part = "Perú Ministerio de Cultura", "Ministerio de Cultura"
    motto = "Decenio de los Archivos del Perú"
    heads = (whole, "Peru Ministerio de Cultura", "Pery Ministerio de Cultura", part)
    pages = [a_page(n, a_line(n, text), a_line(n, motto, 44)) for n, text in enumerate(heads, 1)]

    assert texts(*pages) == [[whole, motto]] * 4
