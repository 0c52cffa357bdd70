"""Tables of PDF files: spans, nesting, and what runs over pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Cell, Document, Paragraph, Table
from amc_docs.readers.pdf import read
from amc_docs.readers.pdf.columns import corridors
from amc_docs.readers.pdf.content import Word

COLUMNS = [60.0, 160.0, 300.0, 520.0]


@pytest.fixture
def reading(tmp_path: Path):
    """Write pages to a file and read it."""

    def _read(*pages: Page) -> Document:
        return read(pdf(tmp_path / "a.pdf", *pages), name="a.pdf", sha256="0")

    return _read


def data_page(first_row: int, rows: int, top: float = 60, header: bool = True, bottom: float = 780) -> Page:
    """Return a page filled by a table of `rows` rows, header included."""
    height = (bottom - top) / rows
    ys = [top + i * height for i in range(rows + 1)]
    page = Page().grid(COLUMNS, ys)
    for i in range(rows):
        if header and i == 0:
            texts = ("Código", "Unidad", "Meta")
        else:
            texts = (f"E{first_row + i}", f"Dirección {first_row + i}", f"Informe número {first_row + i}.")
        for x, text in zip(COLUMNS, texts, strict=False):
            page.text(x + 5, ys[i] + 14, text)
    return page


def only_table(document: Document) -> Table:
    tables = [b for b in document.blocks if isinstance(b, Table)]
    assert len(tables) == 1
    return tables[0]


def test_what_a_cell_says_twice_does_not_look_justified(reading):
    said = ("Vecinal alto Camino", "por donde pasa", "Camino alto Vecinal", "de ida.")
    page = Page().grid([60, 160, 260], [100, 220]).lines(65, 114, *said, *said).text(165, 114, "Ruta")

    cell = only_table(reading(page)).cells[0]

    assert [b.text for b in cell.blocks if isinstance(b, Paragraph)] == [" ".join(said)] * 2


def test_merged_cells_appear_once_with_their_spans(reading):
    page = Page().rule(60, 100, 460, 100).rule(60, 160, 460, 160).rule(160, 120, 460, 120).rule(160, 140, 460, 140)
    page.rule(60, 100, 60, 160).rule(160, 100, 160, 160).rule(460, 100, 460, 160).rule(310, 120, 310, 160)
    page.text(65, 125, "INDICADOR").text(250, 114, "METAS").text(165, 134, "2015").text(315, 134, "2016")
    page.text(165, 154, "10%").text(315, 154, "20%")

    table = only_table(reading(page))

    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (0, 0, 3, 1, "INDICADOR"),
        (0, 1, 1, 2, "METAS"),
        (1, 1, 1, 1, "2015"),
        (1, 2, 1, 1, "2016"),
        (2, 1, 1, 1, "10%"),
        (2, 2, 1, 1, "20%"),
    ]


@pytest.mark.parametrize("margin", [0.0, 6.0], ids=["touching the cell's border", "apart from it"])
def test_a_table_in_a_form_cell_is_nested_and_its_text_not_repeated(reading, margin):
    page = Page().grid([50, 160, 540], [100, 300])
    page.text(55, 114, "13. Indicadores").text(170, 114, "Se miden así:")
    page.grid([166, 300, 534], [200, 250, 300 - margin])
    page.text(170, 214, "Indicador").text(304, 214, "Meta").text(170, 264, "Trámites").text(304, 264, "26")

    table = only_table(reading(page))

    assert table.rows() == [["13. Indicadores", "Se miden así:"]]
    (inner,) = table.cells[1].tables
    assert inner.rows() == [["Indicador", "Meta"], ["Trámites", "26"]]
    assert inner.within == (table.number, 0, 1)


def test_a_table_over_pages_is_one_and_its_header_counts_once(reading):
    document = reading(data_page(0, 8), data_page(7, 8), data_page(14, 5, bottom=400))

    table = only_table(document)

    assert table.pages == (1, 2, 3)
    assert table.header_rows == 1
    assert [row[0] for row in table.rows()] == ["Código", *(f"E{n}" for n in range(1, 19))]


def test_a_table_over_pages_without_repeated_header_is_one(reading):
    document = reading(data_page(0, 8), data_page(8, 6, header=False, bottom=400))

    assert [row[0] for row in only_table(document).rows()] == ["Código", *(f"E{n}" for n in range(1, 14))]


def test_a_form_row_cut_by_the_page_is_glued_and_its_paragraph_too(reading):
    first = Page().grid([60, 180, 540], [100, 780]).text(65, 114, "4. Funciones")
    first.lines(185, 114, *["Las cuadrillas revisan cada pozo del valle antes de abrir la compuerta mayor"] * 55)
    second = Page().grid([60, 180, 540], [60, 120, 160])
    second.text(185, 74, "y anotan el nivel en la libreta de guardia.").text(65, 134, "5. Sector").text(
        185, 134, "Salud"
    )

    table = only_table(reading(first, second))

    assert [row[0] for row in table.rows()] == ["4. Funciones", "5. Sector"]
    assert len(table.cells[1].blocks) == 1
    assert table.cells[1].text.endswith("compuerta mayor y anotan el nivel en la libreta de guardia.")


def test_a_new_row_with_a_blank_first_cell_is_not_glued(reading):
    first = data_page(0, 8)
    second = Page().grid(COLUMNS, [60, 90, 120])
    second.text(165, 74, "Dirección 8").text(305, 74, "Oficio número 8.").text(65, 104, "E9").text(
        165, 104, "Dirección 9"
    )

    rows = only_table(reading(first, second)).rows()

    assert rows[8] == ["", "Dirección 8", "Oficio número 8."]
    assert len(rows) == 10


def test_a_nested_table_cut_by_the_page_is_joined(reading):
    first = Page().grid([50, 160, 540], [100, 780]).text(55, 114, "11. Políticas").text(170, 114, "Alineamiento:")
    first.grid([166, 300, 534], [600, 700, 780]).text(170, 614, "Objetivo").text(304, 614, "Acción")
    first.text(170, 714, "Primero").text(304, 714, "Uno")
    second = Page().grid([50, 160, 540], [60, 200]).grid([166, 300, 534], [60, 100, 140])
    second.text(170, 74, "Segundo").text(304, 74, "Dos").text(170, 114, "Tercero").text(304, 114, "Tres")

    table = only_table(reading(first, second))

    assert table.row_count == 1
    (inner,) = table.cells[1].tables
    assert inner.rows() == [["Objetivo", "Acción"], ["Primero", "Uno"], ["Segundo", "Dos"], ["Tercero", "Tres"]]


def test_tables_with_other_columns_on_the_next_page_stay_apart(reading):
    other = Page().grid([60, 220, 520], [60, 90, 120]).text(65, 74, "Cargo").text(225, 74, "Nombre")

    document = reading(data_page(0, 8), other)

    assert len([b for b in document.blocks if isinstance(b, Table)]) == 2


def test_rows_under_horizontal_rules_hold_their_wrapped_lines(reading):
    page = Page()
    for y in (100, 120, 160, 200, 240):
        page.rule(60, y, 500, y)
    page.text(62, 114, "INDICADOR", bold=True).text(220, 114, "UNIDAD", bold=True).text(350, 114, "AÑO", bold=True)
    for y, year in ((134, "2011"), (174, "2012"), (214, "2013")):
        page.lines(62, y, "Reparación de bombas del", "pozo de la quebrada").text(220, y, "Porcentaje").text(
            350, y, year
        )

    table = only_table(reading(page))

    assert [["INDICADOR", "UNIDAD", "AÑO"]] + [
        ["Reparación de bombas del pozo de la quebrada", "Porcentaje", year] for year in ("2011", "2012", "2013")
    ] == table.rows()


def test_shaded_bands_part_the_rows(reading):
    page = Page()
    for index, y in enumerate((100, 130, 160, 190)):
        if index % 2 == 0:
            page.fill(60, y, 500, y + 30)
        page.lines(62, y + 12, f"Fase {index}", size=9)
        page.lines(220, y + 12, "Compra de los repuestos para", "bombas y tanques", size=9)
        page.lines(380, y + 12, "Gobierno", size=9)
    page.fill(60, 220, 500, 250).text(62, 232, "Fase 4", size=9).text(220, 232, "Cierre", size=9).text(
        380, 232, "Local", size=9
    )

    table = only_table(reading(page))

    assert [row[0] for row in table.rows()] == [f"Fase {n}" for n in range(5)]
    assert table.rows()[1][1] == "Compra de los repuestos para bombas y tanques"


def test_aligned_columns_of_values_are_a_table(reading):
    page = Page()
    for row in range(6):
        y = 100 + 14 * row
        page.text(60, y, f"Pintar el local {row}").text(250, y, "Taller").text(350, y, f"{row}2").text(
            430, y, f"{row} 250.00"
        )

    assert only_table(reading(page)).rows()[5] == ["Pintar el local 5", "Taller", "52", "5 250.00"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Las cuadrillas salen al amanecer hacia los pozos y vuelven cuando termina la ronda de lectura,"] * 12,
        [f"{n}. Se aprueba la directiva número {n} del ministerio" for n in range(1, 9)],
        [f"Capítulo {n} {'.' * 60} {n + 3}" for n in range(1, 9)],
        ["______________________          ______________________", "Director General          Secretario"],
    ],
    ids=["prose", "list", "table of contents", "signatures"],
)
def test_what_is_no_table_is_not_made_one(reading, lines):
    document = reading(Page().lines(60, 100, *lines))

    assert [b for b in document.blocks if not isinstance(b, Paragraph)] == []


def test_underlined_words_in_a_cell_do_not_part_it(reading):
    page = (
        Page()
        .grid([60, 300, 540], [100, 160])
        .text(65, 120, "Base legal")
        .rule(65, 122, 110, 122)
        .text(305, 120, "Ley")
    )

    assert only_table(reading(page)).rows() == [["Base legal", "Ley"]]


def test_every_place_of_a_grid_is_covered_once(reading):
    document = reading(data_page(0, 8), data_page(7, 8))

    for table in document.tables():
        covered = [
            (r, c)
            for cell in table.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.column, cell.column + cell.column_span)
        ]
        assert sorted(covered) == [(r, c) for r in range(table.row_count) for c in range(table.column_count)]


def test_a_table_that_reaches_three_borders_of_its_cell_is_nested(reading):
    page = Page().grid([50, 160, 540], [60, 300]).text(55, 74, "13. Indicadores")
    page.rule(166, 60, 166, 300).rule(340, 60, 340, 300).rule(166, 180, 540, 180)
    page.text(170, 74, "Indicador").text(344, 74, "Meta").text(170, 194, "Trámites").text(344, 194, "26")

    table = only_table(reading(page))

    assert (table.row_count, table.column_count) == (1, 2)
    assert [[["Indicador", "Meta"], ["Trámites", "26"]]] == [t.rows() for t in table.cells[1].tables]


def test_narrow_columns_of_a_time_chart_stay_columns(reading):
    xs = [60.0, 200.0, *(200.0 + 9 * n for n in range(1, 13)), 420.0]
    page = Page().grid(xs, [100, 120, 140]).text(65, 114, "Actividad").text(330, 114, "Responsable")
    page.text(65, 134, "Taller").text(330, 134, "Director")

    assert only_table(reading(page)).column_count == 14


def test_a_vertically_merged_cell_cut_by_the_page_stays_one(reading):
    first = Page().grid([60, 160, 520], [100, 400]).rule(160, 250, 520, 250).text(65, 114, "Plan mayor de")
    first.text(165, 114, "Plan uno").text(165, 264, "Plan dos")
    second = Page().rule(60, 60, 520, 60).rule(160, 90, 520, 90).rule(60, 120, 520, 120)
    second.rule(60, 60, 60, 120).rule(160, 60, 160, 120).rule(520, 60, 520, 120)
    second.text(165, 74, "Plan tres").text(165, 104, "Plan cuatro")

    table = only_table(reading(first, second))

    assert table.row_count == 4
    assert (table.cells[0].row_span, table.cells[0].text) == (4, "Plan mayor de")


def test_rows_of_a_group_at_the_page_edge_are_not_glued(reading):
    first = Page().grid([60, 100, 540], [700, 780]).rule(100, 740, 540, 740).text(104, 714, "Medios de verificación")
    first.text(64, 714, "PLAN").text(104, 754, "Clases de los indicadores")
    second = Page().grid([60, 100, 540], [60, 90]).text(104, 74, "Indicadores por nivel")

    table = only_table(reading(first, second))

    assert [row[1] for row in table.rows()] == [
        "Medios de verificación",
        "Clases de los indicadores",
        "Indicadores por nivel",
    ]


def test_a_head_of_two_rows_cut_by_the_page_keeps_its_merged_title(reading):
    first = Page().grid([60, 200, 400], [750, 780]).text(64, 764, "INDICADOR").text(280, 764, "METAS")
    second = Page().grid([60, 200, 300, 400], [60, 90, 120]).text(204, 74, "2031").text(304, 74, "2032")
    second.text(64, 104, "Pozos").text(204, 104, "4").text(304, 104, "7")

    table = only_table(reading(first, second))

    assert (table.cells[0].text, table.cells[0].row_span) == ("INDICADOR", 2)
    assert table.rows()[2] == ["Pozos", "4", "7"]


def test_a_border_beside_another_makes_no_row_or_column(reading):
    page = Page().grid([60, 200, 400, 403.5], [100, 130, 160, 162.5]).text(64, 114, "Pozo").text(204, 114, "Nivel")
    page.text(64, 144, "Uno").text(204, 144, "12")

    assert only_table(reading(page)).rows() == [["Pozo", "Nivel"], ["Uno", "12"]]


def test_the_axis_of_a_chart_with_its_lines_is_no_table(reading):
    page = Page().rule(80, 100, 80, 300)
    for step in range(5):
        page.rule(80, 100 + 50 * step, 480, 100 + 50 * step).text(55, 104 + 50 * step, str(400 - 100 * step), size=8)
        page.text(120 + 80 * step, 130 + 30 * step, str(37 * step), size=8)

    assert not list(reading(page).tables())


def test_lines_turned_on_their_side_keep_their_order_in_a_cell(reading):
    page = Page().grid([60, 100, 400], [100, 200]).text(104, 114, "Uno")
    page.draw("BT /F1 9 Tf 0 1 -1 0 74 662 Tm (PLAN) Tj ET").draw("BT /F1 9 Tf 0 1 -1 0 86 662 Tm (DE MEJORA) Tj ET")

    assert only_table(reading(page)).rows() == [["PLAN DE MEJORA", "Uno"]]


def _word(left: float, right: float) -> Word:
    return Word("x", left, 0, right, 10, 10, is_bold=False, turn=0, joins=False, is_visible=True, edges=(left, right))


def test_white_space_that_one_line_of_many_crosses_parts_two_columns_once():
    rows = [[_word(10, 50), _word(100, 150)] for _ in range(12)]

    assert [(60, 100)] == corridors([*rows, [_word(10, 60)]], 8, tolerance=1)
    assert [(50, 100)] == corridors(rows, 8, tolerance=1)


def test_tables_are_counted_in_reading_order_and_every_place_says_its_own(reading):
    page = Page().text(60, 40, "Antes de la tabla.").grid([60, 200, 540], [60, 90, 400])
    page.text(70, 80, "5. Producto").text(210, 80, "Licencia otorgada").text(70, 120, "6. Metas")
    page.grid([220, 300, 420, 520], [150, 180, 210]).text(225, 170, "Meta").text(305, 170, "2016")
    page.text(225, 200, "Trámites").text(305, 200, "40")
    page.grid([60, 300, 540], [500, 530, 560]).text(70, 520, "Sede").text(310, 520, "Plazo").text(70, 550, "Lima")
    document = reading(page.text(60, 700, "Después de la tabla."))

    outer, nested, last = document.tables()
    assert (outer.number, nested.number, last.number) == (1, 2, 3)
    assert (outer.within, nested.within, last.within) == (None, (1, 1, 1), None)
    for table in (outer, nested, last):
        assert table.location.table == table.number
        for cell in table.cells:
            places = {(p.table, p.row, p.column) for p in (cell.location, *(b.location for b in texts(cell)))}
            assert places == {(table.number, cell.row, cell.column)}
    assert [b.location.paragraph for b in document.blocks if isinstance(b, Paragraph)] == [1, 2]


def texts(cell: Cell) -> list[Paragraph]:
    return [block for block in cell.blocks if isinstance(block, Paragraph)]


def test_a_table_over_many_pages_is_one_with_each_row_once(reading):
    (table,) = reading(*[data_page(page * 20, 20, header=page == 0 or page % 2 == 0) for page in range(12)]).tables()

    rows = table.rows()
    codes = [row[0] for row in rows]
    assert codes[0] == "Código"
    assert codes[1:] == [f"E{n}" for n in range(1, 240) if n % 40]
    assert table.pages == tuple(range(1, 13))
    assert [(c.row, c.column) for c in table.cells] == [(r, c) for r in range(len(rows)) for c in range(3)]


def _first(document):
    return next(document.tables())


def test_words_broken_in_narrow_cells_are_whole_where_the_document_shows_them(reading):
    page = Page().text(50, 60, "Acompañamiento pedagógico del gobierno regional, con recursos propios.")
    page.grid([50, 82, 130, 540], [100, 170, 200])
    page.lines(53, 112, "Acom", "paña", "mient", "o del", size=9).text(85, 112, "Gobierno", 9)
    page.text(85, 123, "regional", 9).text(135, 112, "RECURSOS", 9)
    page.lines(53, 182, "Regio", "nal", size=9).text(85, 182, "de", 9).text(85, 193, "mora", 9).text(135, 182, "1", 9)

    assert _first(reading(page)).rows() == [
        ["Acompañamiento del", "Gobierno regional", "RECURSOS"],
        ["Regional", "de mora", "1"],
    ]


def test_a_code_broken_in_a_narrow_cell_is_one(reading):
    page = Page().grid([50, 100, 300], [100, 130, 160])
    page.lines(53, 111, "2.3.2.7.1", "1.99", size=10).text(105, 111, "Servicios")
    page.lines(53, 141, "2.3.1", "5.2", size=10).text(105, 141, "Dos")

    assert [row[0] for row in _first(reading(page)).rows()] == ["2.3.2.7.11.99", "2.3.1 5.2"]


def test_a_word_that_sticks_out_of_the_table_stays_whole_in_its_cell(reading):
    page = Page().grid([50, 150, 230], [100, 120, 140])
    page.text(55, 114, "Actividad").text(155, 114, "Responsable nacional")
    page.text(55, 134, "Taller").text(155, 134, "Oficina")

    document = reading(page)

    assert _first(document).rows()[0] == ["Actividad", "Responsable nacional"]
    assert not [p.text for p in document.blocks if not hasattr(p, "cells")]
