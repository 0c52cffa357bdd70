"""Text of PDF files: paragraphs, titles, running headers, stamps, turned pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf

from amc_docs.document import Document, Paragraph, Picture
from amc_docs.readers.pdf import read

WRAPPED = (
    "La oficina de transportes recibe cada mañana las solicitudes de los conductores de la provincia y",
    "las ordena por fecha, distrito y clase de vehículo antes de entregarlas a la mesa de partes para",
    "su registro.",
)


@pytest.fixture
def reading(tmp_path: Path):
    def _read(*pages: Page) -> Document:
        return read(pdf(tmp_path / "a.pdf", *pages), name="a.pdf", sha256="0")

    return _read


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph)]


def test_wrapped_lines_are_one_paragraph(reading):
    page = Page().lines(60, 100, *WRAPPED).lines(60, 160, *WRAPPED)

    assert [" ".join(WRAPPED)] * 2 == texts(reading(page))


def test_paragraphs_without_space_between_end_at_their_short_line(reading):
    page = Page().lines(60, 100, *WRAPPED, *WRAPPED)

    assert [" ".join(WRAPPED)] * 2 == texts(reading(page))


def test_a_printed_hyphen_at_the_line_end_is_kept(reading):
    page = Page().lines(
        60,
        100,
        "Según consta en el acta de la comisión que revisó el depósito, la norma es la 123-2031-",
        "ABC/DE, ya vencida.",
    )

    (text,) = texts(reading(page))

    assert "123-2031-ABC/DE" in text


def test_items_of_a_list_stay_apart_with_typed_bullets_in_their_text(reading):
    items = ["\u2022 Pocas unidades de reparto", "\u2022 Caminos cerrados", "a) Formular", "- Aprobar"]

    assert items == texts(reading(Page().lines(60, 100, *items)))


def test_a_bullet_in_a_font_of_its_own_is_a_label(reading):
    page = Page().text(60, 100, "o", bold=True).text(74, 100, "Las sedes carecen de balanzas")
    page._operators[0] = page._operators[0].replace("/F2", "/F3")

    (item,) = reading(page).blocks

    assert (item.label, item.text) == ("o", "Las sedes carecen de balanzas")


def test_titles_have_levels_by_size_and_numbering(reading):
    page = Page().text(60, 80, "GUÍA DE ALMACENES", size=18, bold=True).text(60, 120, "7.1.3 Alcance", bold=True)
    page.lines(60, 150, *WRAPPED)

    levels = {b.text[:6]: b.level for b in reading(page).blocks if isinstance(b, Paragraph)}

    assert levels == {"GUÍA D": 1, "7.1.3 ": 3, "La ofi": None}


@pytest.mark.parametrize("pages", [2, 5])
def test_running_headers_and_page_numbers_leave_the_body(reading, pages):
    made = []
    bodies = (
        "Antecedentes del servicio.",
        "Funciones del sector.",
        "Problemas.",
        "Alternativas.",
        "Indicadores y metas.",
    )
    for number in range(1, pages + 1):
        page = (
            Page()
            .text(60, 40, "Empresa de Aguas del Sur", size=8)
            .text(500, 810, f"Página {number} de {pages}", size=8)
        )
        made.append(page.text(60, 100, bodies[number - 1]))

    document = reading(*made)

    assert list(bodies[:pages]) == texts(document)
    assert ["header", "footer"] * pages == [f.kind for f in document.furniture]


def test_a_sentence_that_two_pages_end_with_is_no_footer(reading):
    ends = ("Se registra la visita.", "Se archiva el cargo.", "Se registra la visita.", "Se avisa al vecino.")
    made = [
        Page().lines(60, 60 + 30 * number, *WRAPPED).lines(60, 728, f"Paso {name}.", end).text(290, 810, str(number))
        for number, (end, name) in enumerate(zip(ends, ("uno", "dos", "tres", "cuatro"), strict=True), 1)
    ]

    document = reading(*made)

    assert [text for text in texts(document) if text.startswith("Se ")] == list(ends)
    assert [f.text for f in document.furniture] == ["1", "2", "3", "4"]


def test_a_footer_of_two_pages_stands_apart_from_their_text(reading):
    feet = {"uno": "Primera parte", "dos": "Anexo", "tres": "Anexo", "cuatro": "Final"}
    made = [Page().text(60, 720, f"Paso número {name}.").text(60, 760, foot) for name, foot in feet.items()]

    assert [f.text for f in reading(*made).furniture] == ["Anexo", "Anexo"]


def test_the_number_of_a_lone_page_is_its_footer(reading):
    page = Page().text(60, 100, "Antecedentes del servicio.").text(500, 810, "Página 1 de 1", size=8)

    document = reading(page)

    assert texts(document) == ["Antecedentes del servicio."]
    assert [(f.kind, f.text) for f in document.furniture] == [("footer", "Página 1 de 1")]


def test_a_paragraph_goes_on_over_the_page(reading):
    first = Page().lines(60, 700, WRAPPED[0], WRAPPED[1])
    second = Page().lines(60, 80, WRAPPED[2])

    assert [" ".join(WRAPPED)] == texts(reading(first, second))


def test_a_footnote_leaves_the_body(reading):
    page = (
        Page()
        .lines(60, 100, *WRAPPED)
        .rule(60, 740, 200, 740)
        .text(60, 752, "1 Cuenta solo los días de lluvia.", size=8)
    )

    document = reading(page)

    assert [(f.kind, f.text) for f in document.furniture] == [("footnote", "1 Cuenta solo los días de lluvia.")]
    assert len(texts(document)) == 1


def test_a_signature_stamp_is_kept_apart_and_marks_the_file_as_signed(reading):
    page = Page().lines(60, 100, *WRAPPED)
    page.lines(
        420, 60, "Firmado digitalmente por PEREZ", "Juan FAU 20999999999 soft", "Motivo: Doy V° B°", size=6, step=7
    )
    page.text(420, 81, "Fecha: 21.05.2020 10:11:12 -0500", size=6)

    document = reading(page)

    assert document.is_signed
    (stamp,) = document.furniture
    assert stamp.kind == "stamp"
    assert stamp.text.startswith("Firmado digitalmente por PEREZ")
    assert [" ".join(WRAPPED)] == texts(document)


def test_a_sentence_about_signing_is_no_stamp(reading):
    document = reading(Page().text(60, 100, "El oficio es firmado digitalmente por el titular de la entidad."))

    assert not document.is_signed
    assert document.furniture == ()


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_turned_for_display_reads_as_displayed(reading, rotation):
    page = Page(extra=f"/Rotate {rotation}")
    # The text is turned against the page, as landscape pages of upright files are.
    placed = {90: "0 1 -1 0 100 60", 180: "-1 0 0 -1 500 700", 270: "0 -1 1 0 100 700"}[rotation]
    page._operators.append(f"BT /F1 10 Tf {placed} Tm (Primera palabra de la hoja) Tj ET")

    (paragraph,) = reading(page).blocks

    assert paragraph.text == "Primera palabra de la hoja"
    box = paragraph.location.box
    assert box.right - box.left > 5 * (box.bottom - box.top)


def test_places_count_from_the_crop_box(reading):
    page = Page(extra="/CropBox [50 50 500 742]").text(150, 200, "Texto")

    (paragraph,) = reading(page).blocks

    assert paragraph.location.box.left == pytest.approx(100, abs=0.5)
    assert paragraph.location.box.bottom == pytest.approx(102.2, abs=1)


def test_text_turned_in_a_cell_reads_as_one_line(reading):
    page = Page().grid([60, 100, 300], [100, 300]).text(110, 120, "Meta")
    page._operators.append("BT /F1 10 Tf 0 1 -1 0 85 600 Tm (Nivel de gobierno) Tj ET")

    (table,) = reading(page).blocks

    assert table.rows() == [["Nivel de gobierno", "Meta"]]


def test_a_picture_stands_at_its_place(reading):
    page = Page().text(60, 100, "Figura 1").image(60, 120, 300, 260).text(60, 300, "Fuente: propia")

    assert [Paragraph, Picture, Paragraph] == [type(b) for b in reading(page).blocks]


def test_white_text_on_white_is_kept_and_told(reading):
    page = Page().lines(60, 100, *WRAPPED)
    page._operators.append("1 g")
    page.text(60, 300, "Texto oculto en blanco")

    document = reading(page)

    assert "Texto oculto en blanco" in texts(document)
    assert any("no se ve" in w for w in document.warnings)


def test_paragraphs_outside_tables_are_counted_from_one(reading):
    page = (
        Page()
        .text(60, 100, "Primero.")
        .grid([60, 200, 400], [120, 140])
        .text(65, 134, "Celda")
        .text(60, 200, "Segundo.")
    )

    counted = [b.location.paragraph for b in reading(page).blocks if isinstance(b, Paragraph)]

    assert counted == [1, 2]


@pytest.mark.parametrize("spacing", [2.5, 4.0])
def test_letters_set_apart_are_words(reading, spacing):
    page = Page().draw(f"BT /F1 10 Tf {spacing} Tc 60 700 Td (PLAN DE RIEGO) Tj ET")

    assert texts(reading(page)) == ["PLAN DE RIEGO"]


def test_single_letters_typed_with_spaces_stay_apart(reading):
    assert texts(reading(Page().text(60, 100, "L M M J V"))) == ["L M M J V"]


def test_characters_written_one_by_one_are_words(reading):
    page = Page()
    for index, letter in enumerate("Padrón de pozos"):
        if letter != " ":
            page.text(60 + 6 * index, 100, letter)
    for operator, name in enumerate(page._operators):
        page._operators[operator] = name.replace("/F1", "/F3")

    assert texts(reading(page)) == ["Padrón de pozos"]


def test_what_clings_to_the_first_word_tells_that_it_had_no_room_on_the_line_before(reading):
    page = Page().grid([60, 160, 300], [100, 160]).text(64, 114, "Salida").text(164, 114, "Del pozo de la Cuesta 50")
    page.text(164, 126, "Sur / Bajo")

    (table,) = reading(page).tables()
    assert table.rows()[0][1] == "Del pozo de la Cuesta 50 Sur / Bajo"


def test_a_running_head_of_two_lines_is_known_where_a_wide_page_has_it_on_one(reading):
    upright = [
        Page().text(60, 50, "Año de la reparación de los pozos del valle y de").text(200, 62, "sus compuertas")
        .lines(60, 120, f"La sección {number} trata del agua.")
        for number in ("primera", "segunda", "tercera")
    ]  # fmt: skip
    wide = Page(842, 595).text(150, 50, "Año de la reparación de los pozos del valle y de sus compuertas")
    wide.text(60, 120, "El cuadro va aparte.")

    assert texts(reading(*upright, wide))[-1] == "El cuadro va aparte."
    assert not any("compuertas" in text for text in texts(reading(*upright, wide)))


def test_the_paragraphs_of_a_short_letter_stay_apart_though_one_ends_at_the_margin(reading):
    page = Page().text(425, 60, "Tarma, 3 de julio de 2031").lines(60, 90, "Señora", "ANA MUESTRA PRUEBA", "Directora")
    body = (
        *("De mi consideración:", "a) Va el acta.", "b) Va el plano."),
        "Se remite el inventario de los pozos del valle, que la comisión pidió en su sesión del martes pasado a la.",
        "Es propicia la ocasión para saludarla.",
        "Atentamente,",
    )

    assert list(body) == texts(reading(page.lines(60, 150, *body, step=18)))[-6:]


def test_short_lines_that_end_together_by_chance_are_no_margin(reading):
    body = ("a) Véase el pozo.", "b) Véase el pozo.", "d) Véase el pozo.", "Es propicia la ocasión.")
    page = Page().text(430, 60, "Tarma, 3 de julio de 2031").text(60, 80, "Se remite el inventario de los pozos.")
    page.text(60, 98, "Se pide además el de las bombas de la provincia.").lines(60, 116, *body, step=18)

    assert list(body) == texts(reading(page))[-4:]
