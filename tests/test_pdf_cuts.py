"""What the end of a page cuts in PDF tables: rows, nested tables, heads, names of blocks on their side."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Document, Table
from amc_docs.readers.pdf import read
from amc_docs.readers.pdf.paragraphs import HANGS


@pytest.fixture
def reading(tmp_path: Path):
    """Write pages to a file and read it."""

    def _read(*pages: Page) -> Document:
        return read(pdf(tmp_path / "a.pdf", *pages), name="a.pdf", sha256="0")

    return _read


def first_table(document: Document) -> Table:
    return next(document.tables())


def test_one_row_of_a_nested_table_at_the_top_of_a_page_stays_in_its_cell(reading):
    first = Page().grid([50, 160, 540], [60, 780]).text(55, 74, "8. Alternativas")
    first.grid([164, 300, 420, 536], [700, 740, 778])
    first.text(168, 714, "Alternativa", bold=True).text(304, 714, "Plazo", bold=True).text(424, 714, "Costo", bold=True)
    first.text(168, 754, "Pozo nuevo").text(304, 754, "Un mes").text(424, 754, "Alto")
    second = Page().grid([50, 160, 540], [60, 104, 300]).grid([164, 300, 420, 536], [62, 102])
    second.text(168, 74, "Tanque elevado").text(304, 74, "Dos meses").text(424, 74, "Bajo")
    second.text(55, 120, "9. Selección").text(168, 120, "El tanque.")

    table = first_table(reading(first, second))

    assert (table.row_count, table.column_count) == (2, 2)
    (inner,) = table.cells[1].tables
    assert inner.rows() == [
        ["Alternativa", "Plazo", "Costo"],
        ["Pozo nuevo", "Un mes", "Alto"],
        ["Tanque elevado", "Dos meses", "Bajo"],
    ]


def test_narrow_columns_at_both_ends_of_a_table_stay_columns(reading):
    page = Page().grid([60, 68, 200, 400, 408], [100, 120, 140, 160])
    for y in (114, 134, 154):
        page.text(61, y, "a", 8).text(75, y, "Pozo").text(205, y, "Nivel").text(401, y, "b", 8)

    assert first_table(reading(page)).rows() == [["a", "Pozo", "Nivel", "b"]] * 3


def test_a_block_whose_name_stands_on_the_second_page_is_cut_with_its_row(reading):
    first = Page().grid([50, 80, 180, 540], [100, 780]).text(85, 114, "10. Diseño").text(190, 114, "Según el cuadro:")
    first.grid([190, 360, 530], [700, 740, 774])
    first.text(195, 714, "Insumo", bold=True).text(365, 714, "Producto", bold=True)
    first.text(195, 754, "Tubos").text(365, 754, "Red")
    second = Page().rule(50, 60, 540, 60).rule(80, 160, 540, 160).rule(50, 300, 540, 300)
    for x in (50, 80, 180, 540):
        second.rule(x, 60, x, 300)
    second.grid([190, 360, 530], [66, 106, 146]).text(195, 80, "Bombas").text(365, 80, "Pozo")
    second.text(195, 120, "Cercos").text(365, 120, "Predio")
    second.text(52, 150, "PLAN").text(85, 174, "11. Alineamiento").text(190, 174, "Ninguno.")

    table = first_table(reading(first, second))

    assert [(c.row, c.row_span, c.text) for c in table.cells if c.column == 0] == [(0, 2, "PLAN")]
    assert [row[1] for row in table.rows()] == ["10. Diseño", "11. Alineamiento"]
    (inner,) = next(c for c in table.cells if (c.row, c.column) == (0, 2)).tables
    assert [row[0] for row in inner.rows()] == ["Insumo", "Tubos", "Bombas", "Cercos"]


def test_a_bold_head_at_the_end_of_a_page_is_not_glued_to_the_first_row(reading):
    first = Page().grid([60, 200, 400], [750, 780]).text(64, 764, "Insumos", bold=True)
    first.text(204, 764, "Resultado", bold=True)
    second = Page().grid([60, 200, 400], [60, 90, 120]).text(64, 74, "tubos").text(204, 74, "red tendida")
    second.text(64, 104, "bombas").text(204, 104, "agua")

    rows = first_table(reading(first, second)).rows()

    assert rows == [["Insumos", "Resultado"], ["tubos", "red tendida"], ["bombas", "agua"]]


def test_the_two_rows_of_a_bold_head_are_not_merged_with_empty_cells_below(reading):
    first = Page().rule(60, 720, 500, 720).rule(200, 750, 500, 750).rule(60, 780, 500, 780)
    first.rule(60, 720, 60, 780).rule(200, 720, 200, 780).rule(350, 750, 350, 780).rule(500, 720, 500, 780)
    first.text(64, 740, "Eslabón", bold=True).text(300, 735, "Nivel", bold=True)
    first.text(204, 765, "Nacional", bold=True).text(354, 765, "Local", bold=True)
    second = Page().grid([60, 200, 350, 500], [60, 90]).text(204, 74, "ministerio").text(354, 74, "comuna")

    table = first_table(reading(first, second))

    assert table.row_count == 3
    assert table.rows()[2] == ["", "ministerio", "comuna"]


def test_rows_whose_text_does_not_fill_their_cells_are_not_cut(reading):
    first = Page().grid([60, 200, 400], [640, 780]).text(64, 654, "Pozo viejo").text(204, 654, "Con la bomba de")
    first.lines(64, 666, *["y del tanque mayor"] * 9)
    second = Page().grid([60, 200, 400], [60, 140]).text(64, 74, "Pozo nuevo")
    second.lines(204, 74, "vapor que llegó", "del taller vecino", "en el mes pasado")

    table = first_table(reading(first, second))

    assert table.row_count == 2
    assert [c.row_span for c in table.cells] == [1, 1, 1, 1]


def test_a_row_goes_on_where_its_title_does_though_a_sentence_ends_with_the_page(reading):
    first = Page().grid([60, 180, 540], [700, 780]).text(65, 714, "9. Selección de la alternativa de")
    first.lines(185, 714, *["Se comparan los pozos del valle según su caudal y su costo de obra"] * 5, step=12)
    first.text(185, 775, "Se escoge el primero.").text(65, 775, "y otra de")
    second = Page().grid([60, 180, 540], [60, 120, 160]).text(65, 74, "solución por priorizar")
    second.text(185, 74, "Los demás quedan para después.").text(65, 134, "10. Diseño").text(185, 134, "Ninguno.")

    rows = first_table(reading(first, second)).rows()

    assert len(rows) == 2
    assert rows[0][0].endswith("solución por priorizar")
    assert rows[0][1].endswith("Los demás quedan para después.")


@pytest.mark.parametrize(
    ("upper", "lower", "text"),
    [("0.144", "0", "0.1440"), ("4,925,1", "54.08", "4,925,154.08"), ("2031", "2032", "2031 2032")],
)
def test_a_number_that_a_narrow_cell_breaks_is_one(reading, upper, lower, text):
    page = Page().grid([60, 200, 208 + 5.3 * len(upper)], [100, 160]).text(64, 114, "Meta de la obra")
    page.text(204, 114, upper).text(204, 126, lower)

    assert first_table(reading(page)).rows()[0][1].split("\n") == [text]


def test_numbers_under_one_another_with_room_beside_them_stay_apart(reading):
    page = Page().grid([60, 200, 300], [100, 160]).text(64, 114, "Meta").text(204, 114, "1.5").text(204, 126, "2")

    assert "1.52" not in first_table(reading(page)).rows()[0][1]


def test_a_bullet_alone_on_its_line_begins_an_item(reading):
    page = Page().grid([60, 200, 330], [100, 180]).text(64, 114, "Entradas")
    page.lines(204, 114, "\u2022 Agua del pozo", "mayor del valle, del cerro", "\u2022", "Abastecimiento-de-riego")

    assert len(first_table(reading(page)).cells[1].blocks) == 2


@pytest.mark.parametrize(
    ("first", "count"),
    [("* Agua del pozo mayor del", 1), ("* Agua", 2), ("El agua del pozo mayor d", 1), ("Agua", 2)],
    ids=["full", "short", "full text", "short text"],
)
def test_a_dash_begins_an_item_only_where_it_had_room_on_the_line_before(reading, first, count):
    page = Page().grid([60, 200, 330], [100, 160]).text(64, 114, "Entradas").text(204, 114, first)
    page.text(204, 126, "- valle y del cerro")

    assert len(first_table(reading(page)).cells[1].blocks) == count


@pytest.mark.parametrize(("second", "count"), [("1.5 metros", 1), ("a) metros", 2)], ids=["figure", "first item"])
def test_a_figure_that_follows_no_other_begins_a_line_only_for_want_of_room(reading, second, count):
    page = Page().grid([60, 200, 330], [100, 160]).text(64, 114, "Pozo").text(204, 114, "Agua del pozo mayor con")

    assert len(first_table(reading(page.text(204, 126, second))).cells[1].blocks) == count


def test_rows_in_lower_case_are_two_where_the_word_had_room_on_the_page_before(reading):
    first = Page().grid([60, 200, 400], [740, 765, 780]).text(64, 752, "2. pozo").text(204, 752, "10% del valle")
    first.text(64, 776, "3. bomba").text(204, 776, "20% del cerro")
    second = Page().grid([60, 200, 400], [60, 80]).text(64, 74, "tanque").text(204, 74, "agua")

    assert first_table(reading(first, second)).row_count == 3


def test_a_row_is_not_cut_where_two_more_lines_had_room(reading):
    first = Page().grid([60, 200, 330], [640, 742, 780]).text(64, 654, "Jefe").text(204, 654, "Oficina")
    first.lines(64, 752, "Encargada de los", "pozos del valle", "y de la bomba")
    first.text(204, 752, "Área/3-B del taller n.o")
    second = Page().grid([60, 200, 330], [60, 80]).text(64, 74, "bombas").text(204, 74, "instalaciones")

    assert first_table(reading(first, second)).row_count == 3


def test_a_row_is_cut_where_only_the_space_below_its_next_paragraph_had_no_room(reading):
    first = Page().grid([60, 180, 540], [708, 780]).text(65, 716, "9. Selección que")
    first.lines(185, 716, *["Se comparan los pozos del valle según su caudal y su costo de obra, y así"] * 5)
    first.text(65, 770, "se pide para el")
    second = Page().grid([60, 180, 540], [60, 160, 200]).text(65, 74, "año siguiente")
    second.lines(185, 74, "se escoge el primero.", "Es el mayor.", "Es el nuevo.", "Es el sano.", step=17)
    second.text(65, 174, "10. Diseño").text(185, 174, "Ninguno.")

    assert [row[0][:3] for row in first_table(reading(first, second)).rows()] == ["9. ", "10."]


@pytest.mark.parametrize("columns", [(64, 200, 396), (64, 396)], ids=["two cells", "one cell"])
def test_one_row_of_an_inner_table_that_fills_its_cell_is_a_table(reading, columns):
    page = Page().grid([60, 150, 400], [660, 740]).text(64, 674, "12").text(158, 674, "Obras")
    page.grid([154, 270, 396], [660, 700]).text(274, 674, "Bombas")
    page.grid([60, 400], [740, 780]).grid(list(columns), [740, 780]).text(70, 776, "Pozo")

    inner = [b for cell in first_table(reading(page)).cells for b in cell.blocks if not hasattr(b, "text")]

    assert [table.rows()[0][0] for table in inner] == ["Obras", "Pozo"]


def test_a_merged_cell_with_room_left_does_not_go_on_in_the_next(reading):
    first = Page().rule(50, 600, 540, 600).rule(50, 780, 540, 780).rule(200, 690, 540, 690)
    first.rule(50, 600, 50, 780).rule(200, 600, 200, 780).rule(540, 600, 540, 780)
    first.text(55, 614, "Camino que sube al valle de los").text(205, 614, "Uno.").text(205, 704, "Dos.")
    second = Page().grid([50, 200, 540], [60, 100, 140])
    second.text(55, 74, "molinos").text(205, 74, "Tres.").text(55, 114, "Puente").text(205, 114, "Cuatro.")

    assert [cell.text for cell in first_table(reading(first, second)).cells if cell.column == 0] == [
        "Camino que sube al valle de los",
        "molinos",
        "Puente",
    ]


@pytest.mark.parametrize(("end", "count"), [("del pozo S/", 4), ("del pozo de", 3)], ids=["currency", "preposition"])
def test_the_sign_of_a_currency_hangs_only_before_a_figure(reading, end, count):
    first = Page().grid([60, 200, 400], [740, 760, 780]).text(64, 754, "Costo del tanque").text(204, 754, "Alto;")
    first.text(64, 774, f"Costo {end}").text(204, 774, "Bajo;")
    second = Page().grid([60, 200, 400], [60, 80, 100]).text(64, 74, "Agua del cerro").text(204, 74, "Medio")
    second.text(64, 94, "Agua del valle").text(204, 94, "Medio")

    assert first_table(reading(first, second)).row_count == count


@pytest.mark.parametrize(("key", "span"), [("", 2), ("EE.3", 1)], ids=["no key", "own key"])
def test_a_cell_whose_sentence_goes_on_covers_two_rows_where_the_lower_one_has_no_key(reading, key, span):
    xs = [50, 90, 172, 220, 400]
    first = Page().grid(xs, [700, 752, 780])
    for x, texts in ((55, ("EE.1",)), (95, ("Tender redes",)), (175, ("L.1",)), (225, ("Tuberías",))):
        first.lines(x, 712, *texts)
    first.text(55, 764, "EE.2").lines(95, 764, "Mejorar pozos", "insuficientes").text(175, 764, "L.1")
    first.text(225, 764, "Estudio de pozos")
    second = Page().grid(xs, [60, 90, 120]).text(55, 74, key).text(95, 74, "abandonados").text(175, 74, "L.2")
    second.text(225, 74, "Limpieza").text(55, 104, "EE.4").text(95, 104, "Medir").text(175, 104, "L.1")
    second.text(225, 104, "Aforos")

    cells = first_table(reading(first, second)).cells

    assert [c.row_span for c in cells if (c.row, c.column) == (1, 1)] == [span]


@pytest.mark.parametrize(("text", "hangs"), [("camino a", True), ("Ruta N°", True), ("Ruta-a", False), ("Meta", False)])
def test_only_a_word_of_its_own_leaves_a_line_hanging(text, hangs):
    assert bool(HANGS.search(text)) is hangs


def test_a_page_that_is_the_middle_of_one_row_is_read(reading):
    page = Page()
    for x in (50, 200, 540):
        page.rule(x, 60, x, 780)
    page.text(210, 100, "Sigue el contenido de la fila.").grid([210, 300, 500], [120, 140, 160])
    page.text(215, 134, "Unidad").text(305, 134, "Porcentaje").text(215, 154, "Medio").text(305, 154, "Encuesta")

    document = reading(page)

    assert document.unread_pages == ()
    assert ["Unidad", "Porcentaje"] in [row for table in document.tables() for row in table.rows()]
