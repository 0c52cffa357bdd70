"""Tables designed otherwise than the form's: several matrices in one, marks, initials, levels over the table, lines."""

from __future__ import annotations

from dataclasses import replace

from amc_docs import doctype
from amc_docs.document import Table
from amc_docs.extraction import extract
from amc_docs.extraction.forms import separate
from amc_docs.extraction.periods import initials_spelt
from amc_docs.rules.chain_complete import chain_complete
from tests.documents import document, grid, line
from tests.test_extraction_matrices import ANEXO, TITLES, matrix, record_with

LINKS = {
    "insumo": [r"\binsumos?\b"],
    "proceso": [r"\bprocesos?\b"],
    "producto": [r"\bproductos?\b"],
    "resultado final": [r"\bresultados? final(es)?\b"],
}


def test_one_table_may_be_the_sheet_of_indicators_and_their_targets():
    table = grid(
        ("Indicador", "Unidad de medida", "Frecuencia", "Línea de base", None, "Metas", None, None, None),
        (None, None, None, "Año", "Valor", "2016", "2017", "2018", "2019"),
        ("Tasa de expedientes resueltos", "Tasa", "Anual", "2015", "22", "30", "45", "60", "75"),
        spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 2), (0, 5): (1, 4)},
    )
    record = record_with("13", table)

    sheet, targets = record.matrix("ficha_indicadores"), record.matrix("metas")
    assert sheet and targets
    assert (sheet.rows[0].raw("linea_base"), sheet.rows[0].raw("linea_base_anio")) == ("22", "2015")
    assert not sheet.has("meta")
    assert list(targets.rows[0].series("metas")) == ["2016", "2017", "2018", "2019"]


def test_years_alone_are_targets_beside_a_baseline_of_a_year():
    targets = matrix(
        "metas",
        "13",
        grid(("Indicador", "Línea de base (2015)", "2016", "2017", "2018"), ("Escuelas", "38", "50", "200", "350")),
    )

    assert list(targets.rows[0].series("metas")) == ["2016", "2017", "2018"]


def test_heads_may_be_cut_short_or_carry_their_currency():
    costs = matrix(
        "costos",
        "13",
        grid(
            ("Actividad", "Nivel", "U.M.", "P.U. S/.", "Cant.", "Total S/.", "Esp. del gasto"),
            ("Taller", "GR", "Taller", "180.00", "3", "540.00", "2.3.2.7.11.99"),
        ),
    )

    assert {"costo_unitario", "clasificador", "costo_total"} <= set(costs.columns)


def test_the_line_above_a_table_may_say_whose_the_costs_are():
    table = grid(
        ("Actividad", "Unidad de medida", "Cantidad", "Costo unitario", "Costo total"),
        ("Taller", "Taller", "2", "50.00", "100.00"),
    )
    costs = record_with("13", "Costos del Gobierno Regional", table).matrix("costos")

    assert costs and costs.has("nivel_gobierno")
    assert costs.rows[0].raw("nivel_gobierno") == "Costos del Gobierno Regional"


def test_levels_of_government_may_be_the_rows_and_the_phases_the_columns():
    roles = matrix(
        "roles",
        "12",
        grid(
            ("Nivel", "Política", "Planeamiento", "Financiamiento"),
            ("Gobierno Nacional", "Norma", "Metas", "Asigna"),
            ("Gobierno Regional", "Adecúa", "Plan", "Asigna"),
            ("Gobierno Local", "Ordenanza", "Plan", ""),
        ),
    )

    assert [row.raw("fase") for row in roles.rows] == ["Política", "Planeamiento", "Financiamiento"]
    assert roles.rows[2].raw("local") == ""


def test_marks_under_a_merged_head_name_the_option_of_their_column():
    found = matrix(
        "clasificacion",
        "13",
        grid(
            ("Indicador", "Ámbito de medición", None, None, "Ámbito de control", None, None),
            (None, "Proceso", "Producto", "Resultado", "Eficacia", "Calidad", "Equidad"),
            ("Escuelas en funcionamiento", "", "X", "", "", "X", ""),
            spans={(0, 0): (2, 1), (0, 1): (1, 3), (0, 4): (1, 3)},
        ),
    )

    assert (found.rows[0].raw("ambito_medicion"), found.rows[0].raw("ambito_control")) == ("Producto", "Calidad")


def test_initials_side_by_side_are_months_and_a_lone_letter_is_not():
    assert initials_spelt([["N"], ["E"], ["F"], ["M"], ["A"]])[1:] == [["E"], ["F"], ["M"], ["A"]]
    assert initials_spelt([["Actividad"], ["E"], ["F"], ["M"], ["A"]])[1:] == [["ENE"], ["FEB"], ["MAR"], ["ABR"]]


def shaded(table: Table, *places: tuple[int, int]) -> Table:
    return replace(table, cells=tuple(replace(c, is_shaded=(c.row, c.column) in places) for c in table.cells))


def test_a_coloured_cell_marks_a_period_and_a_coloured_row_does_not():
    table = grid(("Actividad", "Mes 1", "Mes 2"), ("Taller", "", ""), ("Visita", "", ""))
    record = record_with("19", shaded(table, (1, 2), (2, 0), (2, 1), (2, 2)))
    schedule = record.matrix("cronograma")

    assert schedule
    assert [any(v.raw for v in row.series("periodos").values()) for row in schedule.rows] == [True, False]


def test_a_sentence_that_states_each_link_develops_the_chain():
    told = "El insumo es el equipo; el proceso, el curso; el producto, los alumnos; el resultado final, más ventas."
    named = "Se definen insumos, procesos, productos y resultados finales."

    assert not list(chain_complete(record_with("10", told), point="10", matrix="cadena_valor", links=LINKS))
    assert list(chain_complete(record_with("10", named), point="10", matrix="cadena_valor", links=LINKS))


def test_words_of_the_title_after_its_colon_are_no_content():
    told = document(
        *(line(f"{n}. {t}", level=1) for n, t in list(TITLES.items())[:4]),
        line("5. Gobierno Local: funciones", level=1),
        "No corresponde: la ley no le asigna competencias sobre este servicio.",
        *(line(f"{n}. {t}", level=1) for n, t in list(TITLES.items())[5:]),
    )
    point = extract(told, ANEXO).point("5")

    assert point and point.declares_not_applicable


def test_a_document_whose_tables_are_of_one_kind_is_not_made_again():
    data = grid(("N°", "Actividad"), ("1", "Diagnóstico"))
    form = grid(("1. Sector", "Sector de prueba"), ("2. Servicio evaluado", "Atención de solicitudes"))
    mixed = grid(("1. Sector", "Sector", None), ("2. Servicio evaluado", "Atención", None), *[("a", "b", "c")] * 3)

    pure = document("Título", data, form)
    assert separate(pure, ANEXO) is pure
    cut = separate(document(data, mixed, data), ANEXO)
    assert [t.number for t in cut.tables()] == [1, 2, 3, 4]
    assert [c.location.table for t in cut.tables() for c in t.cells] == [
        t.number for t in cut.tables() for _ in t.cells
    ]


def test_a_block_name_cut_off_or_broken_by_its_cell_is_not_the_title_of_the_point():
    rows = [("DIAGNÓSTICO", f"8. {TITLES['8']}", "Tres pozos."), ("CRONO GRAMA", f"19. {TITLES['19']}", "En mayo.")]
    broken = ("CRONO GRAMA DE IMPLE MENTACIÓN", f"19. {TITLES['19']}", "En mayo.")
    for last in (rows[1], broken):
        record = extract(document(grid(rows[0]), grid(last)), ANEXO)

        assert ["Tres pozos.", "En mayo."] == [record.point(number).text for number in ("8", "19")]


def test_a_colon_may_stand_in_a_cell_of_its_own_between_a_label_and_its_value():
    oficio = doctype.load("oficio")
    table = grid(("ASUNTO", ":", "Remite el informe semestral"), ("REFERENCIA", ":", "Oficio N° 12-2017-PCM"))
    record = extract(document("OFICIO N° 15-2017-MINAM/SG", "Lima, 14 de agosto de 2017", table), oficio)

    assert record.values["/asunto"].raw == "Remite el informe semestral"


def test_a_table_right_below_the_title_of_a_part_is_no_matrix_without_title():
    informe = doctype.load("informe_semestral")
    small = grid(("Objetivo", "Indicador", "Meta anual", "Ejecución I SEM", "Avance %"), ("A", "B", "4", "2", "50"))
    heads = "Cód. Obj.|Objetivo|Producto|Indicador Priorizado|Unidad de Medida|Meta Anual|I SEM|II SEM|Avance %|Logros"
    large = grid(heads.split("|"), ("1", "A", "C", "B", "Guía", "4", "2", "", "50", "Dos guías"))
    above = line("4. ANÁLISIS COGNOSCITIVO", bold=True), line("4.1 Resultados obtenidos", bold=True), small
    record = extract(document(*above, line("5. GESTIÓN Y DESEMPEÑO", bold=True), "Va bien.", large), informe)
    results = record.matrix("resultados")

    assert [t.rows()[1] for t in record.points["4.1"].tables] == [["A", "B", "4", "2", "50"]]
    assert results and results.has("logros")


def test_a_table_in_an_annex_that_one_point_speaks_of_is_that_points():
    years = grid(("Indicador", "2015", "2016", "2017", "2018", "2019"), ("Tasa", "1", "2", "3", "4", "5"))
    parts = [part for n, t in TITLES.items() for part in (line(f"{n}. {t}", level=2), "Ver el Anexo C." * (n == "13"))]
    parts += ["El equipo.", line("ANEXO C: Tendencia", level=1), "Línea de base (2015) y metas (2016-2019)", years]
    record = extract(document(*parts), ANEXO)

    targets = record.matrix("metas")
    assert targets and list(targets.rows[0].series("metas")) == ["2016", "2017", "2018", "2019"]


def test_points_numbered_within_their_blocks_are_found_and_blocks_are_no_points():
    blocks = {"1": "DEL SERVICIO EVALUADO", "6": "DIAGNÓSTICO", "10": "PLAN DE IMPLEMENTACIÓN"}
    parts, block, place = [], 0, 0
    for number, title in TITLES.items():
        if number in blocks:
            block, place = block + 1, 0
            parts.append(line(f"{block}. {blocks[number]}", level=1))
        place += 1
        parts += [line(f"{block}.{place}. {title}", level=2), f"Contenido propio ({number})."]
    record = extract(document(*parts), ANEXO)

    assert list(record.order) == list(TITLES)
    assert all(f"({number})" in record.points[number].text for number in TITLES)
