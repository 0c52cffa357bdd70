"""Finding the points of a form, in either layout, however they are titled or numbered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs import doctype
from amc_docs.document import Document
from amc_docs.extraction import extract
from amc_docs.extraction.titles import matches, take_apart
from amc_docs.record import Record
from tests.documents import document, grid, line

ANEXO = doctype.load("anexo1")
TITLES = {spec.number: spec.title for spec in ANEXO.points}
FILLER = "Contenido propio del punto, escrito por el sector con sus palabras."


def read(doc: Document) -> Record:
    return extract(doc, ANEXO)


def narrative(**changes: str | None) -> list[object]:
    """Return all points as numbered headings with content; `p7="…"` rewords a heading, None leaves the point out."""
    parts: list[object] = []
    for number, title in TITLES.items():
        heading = changes.get(f"p{number}", f"{number}. {title}")
        if heading is not None:
            parts += [line(heading, level=1), f"{FILLER} ({number})"]
    return parts


def form(rows: list[tuple[object, object]]) -> object:
    return grid(*rows)


def titles_found(record: Record) -> dict[str, str | None]:
    return {n: p.found_title for n, p in record.points.items() if p.is_present}


def test_all_points_of_a_narrative_are_found_with_their_content():
    record = read(document(*narrative()))

    assert list(TITLES) == list(record.order)
    assert all(f"({number})" in record.points[number].text for number in TITLES)


def test_all_points_of_a_form_table_are_found_with_their_content():
    record = read(document(form([(f"{n}. {t}", f"{FILLER} ({n})") for n, t in TITLES.items()])))

    assert list(TITLES) == list(record.order)
    assert all(record.points[n].text == f"{FILLER} ({n})" for n in TITLES)


def test_the_block_column_of_the_form_is_layout():
    rows = [("DEL SERVICIO EVALUADO" if i == 0 else "", f"{n}. {t}", FILLER) for i, (n, t) in enumerate(TITLES.items())]
    record = read(document(grid(*rows)))

    assert list(TITLES) == list(record.order)
    assert all(FILLER == p.text for p in record.points.values())


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        ("13", "13 DENTIFICACIÓN DE INDICADORES, LINEA DE BASE, MEDIOS DE VERIFICACION, METAS Y COSTOS"),
        ("19", "18. CRONOGRAMA"),
        ("8", "8) ALTERNATIVAS DE SOLUCION"),
        ("7", "VII. ANÁLISIS CAUSAL DE LOS PROBLEMAS IDENTIFICADOS"),
        ("14", "14.- Asistencia Técnica y/o Capacitaciones:"),
        ("11", "11. Alineamiento con los objetivos de la Política Nacional"),
        ("2", "Punto 2: Servicio evaluado"),
    ],
)
def test_a_misspelt_renumbered_or_reworded_title_is_found(number, heading):
    record = read(document(*narrative(**{f"p{number}": heading})))

    assert record.points[number].is_present
    assert list(TITLES) == list(record.order)


def test_a_title_broken_by_a_line_break_is_one_title():
    rows = [(f"{n}. {t}".replace("Alternativas de", "Alternativas\nde"), FILLER) for n, t in TITLES.items()]
    record = read(document(grid(*rows)))

    assert "8. Alternativas de solución" == record.points["8"].found_title


def test_the_lines_of_a_table_of_contents_are_no_points():
    index = [line(f"{n}. {t}\t{int(n) + 3}", index=True) for n, t in TITLES.items()]
    record = read(document(line("ÍNDICE"), *index, *narrative()))

    assert len(TITLES) == len(record.index)
    assert all(f"({n})" in record.points[n].text for n in TITLES)


def test_a_table_of_contents_without_marks_is_no_list_of_points():
    index = [line(f"{n}. {t}") for n, t in TITLES.items()]
    record = read(document(*index, *narrative()))

    assert all(f"({n})" in record.points[n].text for n in TITLES)


def test_headings_of_the_documents_own_sections_are_no_points():
    own = [
        line("A. ANTECEDENTES", level=1),
        line("I. Sector Trabajo", level=2),
        "Texto",
        line("VI. Problemas", level=2),
        "Texto",
    ]
    record = read(document(*own, *narrative()))

    assert all(f"({n})" in record.points[n].text for n in TITLES)
    assert any("Texto" in getattr(b, "text", "") for b in record.outside)


def test_points_that_are_missing_stay_missing():
    record = read(document(*narrative(p7=None, p16=None)))

    assert {"7", "16"} == {n for n, p in record.points.items() if not p.is_present}


def test_swapped_points_are_both_found():
    parts = narrative()
    seventh, eighth = parts[12:14], parts[14:16]
    record = read(document(*parts[:12], *eighth, *seventh, *parts[16:]))

    assert all(p.is_present for p in record.points.values())
    assert record.order.index("8") < record.order.index("7")


def test_a_point_whose_title_was_lost_is_found_by_its_content():
    rows: list[tuple[object, object]] = [(f"{n}. {t}", FILLER) for n, t in TITLES.items()]
    rows[10] = ("", ["Eje 2 del PLAN BICENTENARIO.", "Décima POLÍTICA DE ESTADO del Acuerdo Nacional."])
    record = read(document(grid(*rows)))

    point = record.points["11"]
    assert point.is_present
    assert point.found_title is None
    assert "PLAN BICENTENARIO" in point.text
    assert record.points["10"].text == FILLER


def test_an_untitled_continuation_stays_with_its_point():
    rows: list[tuple[object, object]] = [(f"{n}. {t}", FILLER) for n, t in TITLES.items()]
    rows.insert(8, ("", "Sigue el desarrollo de las alternativas."))
    record = read(document(grid(*rows)))

    assert "Sigue el desarrollo" in record.points["8"].text


def test_guidance_copied_from_the_form_is_not_content():
    guidance = ANEXO.points[7].guidance[0]
    rows: list[tuple[object, object]] = [(f"{n}. {t}", FILLER) for n, t in TITLES.items()]
    rows[7] = (rows[7][0], [guidance, "Alternativa 1: crear un registro."])
    rows[8] = (rows[8][0], ANEXO.points[8].guidance[0])
    record = read(document(grid(*rows)))

    assert "Alternativa 1: crear un registro." == record.points["8"].text
    assert "" == record.points["9"].text
    assert record.points["9"].guidance


def test_own_words_that_resemble_the_guidance_stay():
    own = "Ambas actividades están consideradas en el PLANFORCIG 2015-2021 del Sector, componente 2."
    rows: list[tuple[object, object]] = [(f"{n}. {t}", FILLER) for n, t in TITLES.items()]
    rows[13] = (rows[13][0], own)
    record = read(document(grid(*rows)))

    assert own == record.points["14"].text


def test_content_after_a_colon_or_a_line_break_belongs_to_the_point():
    rows: list[tuple[object, object]] = [(f"{n}. {t}", FILLER) for n, t in TITLES.items()]
    record = read(document(line("1. Sector: Producción", bold=True), *narrative(p1=None)))

    assert "Producción" == record.points["1"].text
    assert "Producción" == record.values["/sector"].value
    assert rows


@pytest.mark.parametrize("words", ["No aplicable", "No aplica.", "NO CORRESPONDE", "N.A."])
def test_a_point_may_declare_that_it_does_not_apply(words):
    rows: list[tuple[object, object]] = [(f"{n}. {t}", words if n == "5" else FILLER) for n, t in TITLES.items()]
    record = read(document(grid(*rows)))

    assert record.points["5"].declares_not_applicable


def test_a_word_table_of_data_and_form_rows_is_separated():
    rows = [
        ("N°", "PRODUCTO", "RESPONSABLE"),
        ("1", "Registro actualizado", "Dirección General"),
        ("2", "Guía aprobada", "Oficina"),
        ("14. Asistencia técnica y/o capacitación", FILLER, None),
        ("15. Acciones de coordinación y articulación intersectorial", FILLER, None),
    ]
    table = grid(*rows, spans={(3, 1): (1, 2), (4, 1): (1, 2)})
    before = [p for p in narrative() if p][:26]
    record = read(document(*before, table))

    data = next(t for t in record.points["13"].tables)
    assert 3 == data.row_count
    assert FILLER == record.points["14"].text


def test_automatic_numbers_count_as_numbers():
    parts = [line(TITLES[n], label=f"{n}.", level=1) if i % 2 == 0 else FILLER for n in TITLES for i in range(2)]
    record = read(document(*parts))

    assert list(TITLES) == list(record.order)
    assert "7" == record.points["7"].found_number


def test_what_follows_the_form_belongs_to_no_point():
    record = read(document(*narrative(), line("ANEXO N° 1", level=1), "Relación de participantes"))

    assert "Relación" not in record.points["19"].text
    assert any("Relación" in getattr(b, "text", "") for b in record.outside)


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("13. Identificación", "13", "Identificación"),
        ("13 DENTIFICACIÓN", "13", "DENTIFICACIÓN"),
        ("7.-  Análisis", "7", "Análisis"),
        ("08) Alternativas", "8", "Alternativas"),
        ("13.1 Matriz lógica", None, "13.1 Matriz lógica"),
        ("IV. Objetivos", None, "Objetivos"),
        ("2015 fue un año", None, "2015 fue un año"),
        ("Punto 4: Gobierno Regional", "4", "Gobierno Regional"),
    ],
)
def test_a_line_is_taken_apart(text, number, words):
    parts = take_apart(text)

    assert (number, words) == (parts.number, parts.words)


def test_the_three_levels_of_government_are_not_confused():
    for number, words in (("3", "GOBIERNO NACIONAL"), ("4", "Gobiernos Regionales"), ("5", "Gobierno local")):
        assert number == matches(words, ANEXO.points)[0].spec.number


def test_extra_spaces_change_nothing():
    plain = document(*narrative())
    spaced = document(*[replace(p, text=p.text.replace(" ", "  ")) if hasattr(p, "text") else p for p in narrative()])

    assert list(read(plain).order) == list(read(spaced).order)


SHORT_TITLES = {
    "2.1": "2.1 Responsables de la información",
    "4.1": "4.1 Resultados obtenidos",
    "4.2": "4.2 Factores que ayudaron o impidieron",
    "4.3": "4.3 Dificultades",
    "5": "5. Gestión y desempeño",
}


@pytest.mark.parametrize("left_out", ["", *SHORT_TITLES])
def test_short_titles_of_a_report_are_its_points_and_one_that_is_missing_is_missed(left_out):
    titles = {"1": "1. Presentación", "3": "3. Análisis descriptivo", "6.1": "6.1 Recomendaciones", **SHORT_TITLES}
    numbers = [number for number in sorted(titles) if number != left_out]
    lines = [line(text) for n in numbers for text in (titles[n], "Hubo dificultades y otros factores.")]

    found = extract(document(*lines), doctype.load("informe_semestral"))
    assert {n for n in titles if found.point(n)} == set(numbers)
    assert all(found.points[n].found_title == titles[n] for n in numbers)


def test_points_numbered_in_roman_figures_bear_their_numbers():
    reworded = {"7": "Causas de los problemas", "9": "Alternativa de solución seleccionada"}
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    romans = {n: "X" * (int(n) // 10) + units[int(n) % 10] for n in TITLES}
    headings = {n: f"{romans[n]}. {reworded.get(n, t).upper()}" for n, t in TITLES.items()}
    record = read(document(*narrative(**{f"p{n}": heading for n, heading in headings.items()})))

    assert titles_found(record) == headings
    assert [p.found_number for p in record.points.values()] == list(TITLES)


def test_a_roman_number_of_another_point_says_nothing():
    assert matches("IV. Gobierno Nacional", ANEXO.points)[0].number is None


@pytest.mark.parametrize("mark", ["", ".", ")", ".-"])
def test_the_number_of_a_point_may_have_a_cell_of_its_own(mark):
    rows = [(f"{n}{mark}", t, f"{FILLER} ({n})") for n, t in TITLES.items()]
    record = read(document(grid(("N°", "Aspecto", "Desarrollo"), *rows)))

    assert list(TITLES) == list(record.order)
    assert all(record.points[n].found_number == n and record.points[n].text == f"{FILLER} ({n})" for n in TITLES)


def test_a_heading_right_below_the_last_title_is_that_of_its_table():
    parts = narrative(p19="19. Programa de ejecución del Plan de Implementación")[:-1]
    table = grid(("Actividad", "Ene", "Feb", "Mar"), ("Taller regional", "X", "", "X"))
    after = line("Equipo de trabajo", level=1)
    record = read(document(*parts, line("Programación 2016", level=1), table, after, "Rosa Quispe"))

    assert record.points["19"].tables
    assert "Rosa" not in record.points["19"].text
