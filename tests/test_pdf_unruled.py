"""Tables that no grid encloses: statistics under a few rules or none, on shaded bands, in columns and boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Table
from amc_docs.readers.pdf import read

Tables = Callable[[Page], list[Table]]
PROSE = (
    "Las cuadrillas salen al amanecer hacia",
    "los pozos y vuelven cuando termina la",
    "ronda de lectura, salvo los días en que",
    "el canal baja turbio y la toma se cierra",
    "hasta que el agua aclara; entonces se",
    "lavan los filtros y se revisa la bomba",
)
ROWS = (("Riego", "1,204", "35.1"), ("Pesca", "987", "8.4"), ("Leña", "12,310", "56.0"), ("Sal", "45", "0.5"))


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Write a page to a file and read its tables."""
    return lambda page: list(read(pdf(tmp_path / "a.pdf", page), name="a.pdf", sha256="0").tables())


def right(page: Page, x: float, y: float, words: str, size: float = 10) -> Page:
    """Write words that end at `x`; a digit of Helvetica is 0.556 wide, its comma and point 0.278."""
    return page.text(x - size * sum(0.278 if c in ",. " else 0.556 for c in words), y, words, size)


def listed(page: Page, x: float, y: float, rows: Sequence[Sequence[str]] = ROWS, step: float = 13) -> Page:
    """Write rows of a label and values, each value 90 points farther to the right."""
    for number, (label, *values) in enumerate(rows):
        page.text(x, y + number * step, label)
        for column, value in enumerate(values):
            right(page, x + 150 + 90 * column, y + number * step, value)
    return page


def spans(table: Table) -> dict[str, tuple[int, int, int]]:
    """Return row, column and columns covered of each cell that is not blank."""
    return {c.text: (c.row, c.column, c.column_span) for c in table.cells if c.text}


FOUR = tuple((label, "1,204", "35.1", "880", "12.6") for label in ("Riego", "Pesca", "Leña", "Sal"))


def test_a_head_over_two_columns_does_not_join_them(tables):
    page = Page().text(214, 100, "Importación").text(393, 100, "Exportación").text(60, 113, "Rubro")
    for x in (180, 360):
        page.text(x, 113, "Peso").text(x + 90, 113, "Valor")

    (table,) = tables(listed(page, 60, 126, FOUR))

    assert table.rows()[2] == ["Riego", "1,204", "35.1", "880", "12.6"]
    assert spans(table)["Rubro"] == (1, 0, 1)


def test_the_rule_under_a_title_tells_its_columns(tables):
    page = Page().rule(60, 88, 490, 88).text(185, 100, "Costa").text(365, 100, "Sierra")
    page.rule(170, 104, 300, 104).rule(350, 104, 490, 104).text(60, 116, "Rubro").rule(60, 120, 490, 120)
    for x in (180, 360):
        page.text(x, 116, "Peso").text(x + 90, 116, "Valor")

    (table,) = tables(listed(page, 60, 132, FOUR).rule(60, 176, 490, 176))

    assert spans(table)["Costa"] == (0, 1, 2)
    assert spans(table)["Sierra"] == (0, 3, 2)
    assert [row[0] for row in table.rows()] == ["", "Rubro", "Riego", "Pesca", "Leña", "Sal"]


def test_the_head_above_the_first_rule_belongs_to_the_table(tables):
    page = Page().text(60, 60, "Lo que sigue es el resumen de las salidas de cada rubro en la temporada.")
    page.text(60, 96, "Rubro").text(190, 96, "Salidas").text(285, 96, "Parte")
    for number in range(5):
        page.rule(60, 101 + 15 * number, 310, 101 + 15 * number)

    (table,) = tables(listed(page, 60, 112, step=15))

    assert table.rows()[:2] == [["Rubro", "Salidas", "Parte"], ["Riego", "1,204", "35.1"]]


def test_titles_and_labels_on_several_lines_are_one_cell_each(tables):
    page = Page().text(190, 87, "Número").text(60, 100, "Rubro").text(180, 100, "de salidas").text(285, 100, "Parte")
    page.rule(60, 104, 310, 104).rule(60, 76, 310, 76).rule(60, 185, 310, 185)
    page.text(60, 116, "Familias que viven del").text(70, 129, "riego por gravedad")
    rows = (("", "1,204", "35.1"), *ROWS[1:])

    (table,) = tables(listed(page, 60, 129, rows))

    assert table.rows()[:3] == [
        ["Rubro", "Número de salidas", "Parte"],
        ["Familias que viven del riego por gravedad", "1,204", "35.1"],
        ["Pesca", "987", "8.4"],
    ]


def test_the_label_of_a_group_stays_a_row_of_its_own(tables):
    page = Page().text(60, 100, "Rubro").text(190, 100, "Salidas").text(285, 100, "Parte").text(60, 113, "En la costa")

    (table,) = tables(listed(page, 60, 126))

    assert [row[0] for row in table.rows()] == ["Rubro", "En la costa", "Riego", "Pesca", "Leña", "Sal"]


def test_the_sign_of_a_currency_belongs_to_the_number_far_from_it(tables):
    page = Page().text(150, 100, "S/").text(240, 100, "S/").text(150, 139, "S/").text(240, 139, "S/")

    (table,) = tables(listed(page, 60, 100))

    assert [row[1] for row in table.rows()] == ["S/ 1,204", "987", "12,310", "S/ 45"]
    assert len(table.rows()[0]) == 3


def test_tables_side_by_side_stay_apart(tables):
    page = Page()
    for x in (40, 320):
        page.text(x, 96, "Rubro").text(x + 110, 96, "Peso").text(x + 200, 96, "Parte")
        for y in (86, 100, 156):
            page.rule(x, y, x + 242, y)
        listed(page, x, 112)

    found = tables(page)

    assert [[row[0] for row in t.rows()] for t in found] == [["Rubro", "Riego", "Pesca", "Leña", "Sal"]] * 2


def test_a_table_in_one_column_of_a_page_is_found(tables):
    page = Page().lines(60, 60, *PROSE * 3, size=9).lines(60, 360, *PROSE * 2, size=9)
    page.lines(330, 60, *PROSE * 6, size=9)
    for number, (label, value, _) in enumerate(ROWS):
        right(page.text(62, 296 + 12 * number, label, size=9), 200, 296 + 12 * number, value, size=9)

    (table,) = tables(page)

    assert table.rows() == [[label, value] for label, value, _ in ROWS]


def test_a_caption_parts_tables_under_rules_of_one_length(tables):
    page = Page()
    for top, caption in ((86, "Cuadro 1. Salidas"), (190, "Cuadro 2. Vueltas")):
        page.text(60, top - 8, caption).text(60, top + 10, "Rubro").text(180, top + 10, "Peso")
        page.text(280, top + 10, "Parte")
        for y in (top, top + 14, top + 70):
            page.rule(60, y, 310, y)
        listed(page, 60, top + 26)

    assert [len(t.rows()) for t in tables(page)] == [5, 5]


def test_rules_made_of_typed_signs_show_the_head(tables):
    page = Page().text(60, 100, "Rubro").text(185, 100, "Peso").text(280, 100, "Parte")
    page.text(60, 90, "=" * 44).text(60, 110, "-" * 76).text(60, 172, "=" * 44)

    (table,) = tables(listed(page, 60, 122))

    assert [row[0] for row in table.rows()] == ["Rubro", "Riego", "Pesca", "Leña", "Sal"]


def test_a_frame_round_a_table_is_not_the_table(tables):
    page = Page().grid([50, 400], [70, 200]).text(60, 84, "Recuadro de las salidas", bold=True)

    (table,) = tables(listed(page, 60, 110))

    assert table.rows() == [list(row) for row in ROWS]


def test_the_last_row_belongs_to_the_bands_though_it_is_not_shaded(tables):
    page = Page()
    for number in (0, 2, 4):
        page.fill(55, 100 + 16 * number, 320, 116 + 16 * number)
    rows = (("Rubro", "1", "2"), *ROWS, ("Otros", "7", "0.1"))

    (table,) = tables(listed(page, 60, 111, rows, step=16))

    assert table.rows()[-1] == ["Otros", "7", "0.1"]
    assert len(table.rows()) == 6


def test_dots_between_label_and_value_are_white_space(tables):
    page = Page()
    for number, (label, first, second) in enumerate(ROWS):
        y, start = 100 + 13 * number, 240 - sum(2.78 if c in ",." else 5.56 for c in first)
        page.text(60, y, label).text(100, y, "." * int((start - 100) / 2.78) + first)
        right(page, 330, y, second)

    (table,) = tables(page)

    assert [row[1:] for row in table.rows()] == [[first, second] for _, first, second in ROWS]


def test_columns_that_only_verticals_part_have_rows(tables):
    page = Page().rule(60, 104, 320, 104).rule(150, 90, 150, 165).rule(240, 90, 240, 165)
    page.text(62, 100, "Rubro").text(160, 100, "Salidas").text(250, 100, "Parte")

    (table,) = tables(listed(page, 62, 117))

    assert table.rows() == [["Rubro", "Salidas", "Parte"], *map(list, ROWS)]


def test_a_ruled_row_with_text_and_values_on_several_lines_is_not_parted(tables):
    page = Page().grid([60, 150, 240, 330], [90, 106, 190]).text(62, 101, "Rubro").text(155, 101, "Metas")
    page.text(245, 101, "Lugar").lines(62, 118, "Riego", "Pesca", "Leña", "Sal").lines(155, 118, "12", "40", "7", "9")
    page.lines(245, 118, "Valle alto", "y la caleta", "del norte", "y el monte")

    (table,) = tables(page)

    assert len(table.rows()) == 2


def test_texts_centred_beside_longer_ones_are_one_row(tables):
    page = Page().text(60, 96, "Actor", bold=True).text(160, 96, "Papel", bold=True).text(400, 96, "Lugar", bold=True)
    for number in range(4):
        y = 120 + 50 * number
        page.lines(160, y, "cuida de la toma y de los canales,", "lava los filtros cuando baja el agua", "turbia")
        page.text(60, y + 12, f"Junta {number}").lines(400, y + 6, "en el valle que", "baja al mar")

    (table,) = tables(page)

    assert len(table.rows()) == 5
    assert table.rows()[1][2] == "en el valle que baja al mar"


@pytest.mark.parametrize(
    "columns",
    [
        [(60, [str(n) for n in range(1, 13)]), (95, PROSE * 2)],
        [(60, ["Oficina norte", "Calle Lima 20", "Piso 3", "Puno"]), (300, ["Oficina sur", "Jr. Sol 7", "", "Ica"])],
        [(60, ["a)", "", "", "b)", "", ""]), (80, PROSE)],
        [(60, ["Nombre: " + "_" * 30, "Lugar: " + "_" * 31]), (330, ["Fecha: " + "_" * 12, "Hora: " + "_" * 13])],
    ],
    ids=["numbered lines", "addresses", "lettered list", "blanks to fill in"],
)
def test_what_only_stands_side_by_side_is_no_table(tables, columns):
    page = Page()
    for x, texts in columns:
        for number, text in enumerate(texts):
            if text:
                page.text(x, 100 + 14 * number, text)

    assert tables(page) == []
