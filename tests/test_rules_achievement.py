"""Rules about reports on targets: their levels, figures, percentages, counts, signature and dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Furniture, Location
from amc_docs.findings import Breach, Severity
from amc_docs.record import Matrix, Record, Value
from amc_docs.rules.cells_in_list import cells_in_list
from amc_docs.rules.date_due import date_due
from amc_docs.rules.document_signed import document_signed
from amc_docs.rules.items_stand_in import items_stand_in
from amc_docs.rules.level_counts_agree import level_counts_agree
from amc_docs.rules.levels_add_up import levels_add_up
from amc_docs.rules.levels_follow import levels_follow
from amc_docs.rules.percentages_follow import percentages_follow
from amc_docs.rules.reasons_given import reasons_given
from amc_docs.rules.same_figures import same_figures
from amc_docs.rules.share_follows import share_follows
from amc_docs.rules.titles_agree import titles_agree
from amc_docs.rules.value_stated import value_stated
from amc_docs.rules.values_well_formed import values_well_formed
from tests.documents import line
from tests.records import (
    a_matrix,
    a_paragraph,
    a_picture,
    a_point,
    a_record,
    a_union,
    breaches,
    doubts,
    is_silent,
    not_applicable,
    spoken,
)

LEVELS = ["nivel", "indicadores/1.1", "indicadores/1.2", "total"]
GOOD = [
    ["Metas superadas", "1", "0", "1"],
    ["Metas alcanzadas", "0", "0", "0"],
    ["Metas no alcanzadas", "0", "1", "1"],
    ["Total de indicadores", "1", "1", "2"],
]
FIGURES = ["indicador", "meta_anual", "ejecucion_1", "ejecucion_2", "avance", "logros", "problemas"]
NUMBERS = ("indicadores/1.1", "indicadores/1.2", "total", "meta_anual", "ejecucion_1", "ejecucion_2", "avance")


def levels(rows=GOOD, at: int = 1) -> Matrix:
    return a_matrix("niveles", LEVELS, rows, point="3.1", at=at, numbers=NUMBERS)


def results(*rows: list[str]) -> Matrix:
    return a_matrix("resultados", FIGURES, rows, point="M", at=2, numbers=NUMBERS)


def changed(row: int, column: int, text: str) -> list[list[str]]:
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(cells)] for r, cells in enumerate(GOOD)]


# ------------------------------------------------------------------------------------------------ levels_add_up


def sums(*parts: Matrix):
    record = a_record(a_point("3.1", "Texto"), *parts)
    counted = {"resultados/indicador": "la matriz"}
    return list(
        levels_add_up(record, matrix="niveles", label="nivel", series="indicadores", total="total", counted=counted)
    )


def test_a_table_of_levels_that_adds_up_is_silent():
    assert is_silent(sums(levels()))
    assert is_silent(sums(levels([[c.replace("0", "–").replace("1", "X") for c in r[:3]] + [r[3]] for r in GOOD[:3]])))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (changed(0, 3, "2"), "la fila «Metas superadas» suma 1, y su total dice «2»"),
        (changed(0, 2, "1"), "la columna «1.2» suma 2, y su total dice «1»"),
        (changed(3, 3, "3"), "su total dice «3»"),
        ([r for r in changed(2, 2, "0") if not r[0].startswith("Total")], "la columna «1.2» suma 0"),
    ],
)
def test_a_sum_that_is_wrong_is_told_once_with_both_figures(rows, words):
    (found,) = breaches(sums(levels(rows)))

    assert words in found.message
    assert "3.1" in found.message


def test_the_total_is_the_number_of_items_of_the_matrix():
    names = [[name, "1", "1", "0", "100", "", ""] for name in ("Planes", "Modelos", "Talleres")]
    (found,) = breaches(sums(levels(), results(*names)))

    assert "la tabla reparte 2 indicadores, y la matriz tiene 3" in found.message
    assert is_silent(sums(levels(), results(*names[:2])))


def test_each_of_several_tables_of_levels_is_summed_by_itself():
    first, second = levels(), levels(at=5)
    both = replace(first, rows=(*first.rows, *second.rows), tables=(1, 5))

    assert is_silent(sums(both))


def test_without_levels_there_is_nothing_to_sum():
    assert not_applicable(sums())


# ------------------------------------------------------------------------------------------------ levels_follow


def graded(*rows: dict[str, str], table: Matrix | None = None):
    union = a_union([{"codigo@m": r["codigo"], **{k: v for k, v in r.items() if k != "codigo"}} for r in rows])
    record = a_record(table or levels(), union)
    return list(
        levels_follow(
            record,
            matrix="niveles",
            label="nivel",
            series="indicadores",
            total="total",
            union="indicadores",
            key="indicador",
            code="codigo",
            goal="meta",
            parts=["uno", "dos"],
        )
    )


def figures(code: str, goal: str, done: str, name: str = "Bibliotecas abiertas") -> dict[str, str]:
    return {"codigo": code, "indicador@m": name, "meta@m": goal, "uno@m": done, "dos@m": "0"}


def test_levels_that_follow_from_the_figures_are_silent():
    assert is_silent(graded(figures("1.1", "4", "5"), figures("1.2", "1,250", "610")))


def test_levels_that_the_figures_contradict_are_one_doubt_for_all():
    (found,) = doubts(graded(figures("1.1", "4", "3"), figures("1.2", "2", "0")))

    assert "«1.1» figura como superada, y sus cifras dan no alcanzada" in found.message
    assert "«1.2» figura como no alcanzada, y sus cifras dan no ejecutada" in found.message
    assert 1 == len(found.places)


def test_one_source_that_agrees_is_enough_and_what_is_to_fall_has_no_level():
    two = figures("1.1", "4", "3") | {"indicador@t": "Bibliotecas", "meta@t": "4", "uno@t": "6"}

    assert is_silent(graded(two, figures("1.2", "2", "1")))
    assert is_silent(graded(figures("1.1", "4", "3", "Reducción de trámites"), figures("1.2", "2", "1")))


def test_a_table_without_columns_for_items_is_compared_by_number():
    table = a_matrix("niveles", ["nivel", "total"], [["Superadas", "2"], ["No alcanzadas", "0"]], numbers=NUMBERS)

    (found,) = doubts(graded(figures("1.1", "4", "5"), figures("1.2", "2", "1"), table=table))
    assert "«Superadas» dice 2, y las cifras dan 1" in found.message


# ------------------------------------------------------------------------------------------------ share_follows


def shares(*rows: list[str], **more: str):
    record = a_record(results(*rows))
    found = share_follows(
        record,
        matrix="resultados",
        key="indicador",
        field="avance",
        goal="meta_anual",
        parts=["ejecucion_1", "ejecucion_2"],
        **more,
    )
    return list(found)


@pytest.mark.parametrize("stated", ["48.8", "48.80", "48", "48,8 %", "49"])
def test_a_percentage_that_is_right_but_for_rounding_is_silent(stated):
    assert is_silent(shares(["Talleres", "1250", "610", "0", stated, "", ""]))


@pytest.mark.parametrize(
    ("stated", "words"), [("610", "es la cantidad ejecutada, y no un porcentaje"), ("61", "610 de 1250 es 48.8 %")]
)
def test_a_count_or_a_wrong_percentage_is_told_with_the_right_one(stated, words):
    (found,) = breaches(shares(["Talleres", "1250", "610", "0", stated, "", ""]))

    assert words in found.message
    assert "48.8 %" == found.expected


def test_a_share_of_one_and_an_indicator_to_reduce_are_doubtful():
    assert doubts(shares(["Talleres", "1250", "610", "0", "0.488", "", ""]))
    assert doubts(shares(["Reducción de trámites", "10", "8", "0", "20", "", ""]))


def test_rows_without_figures_are_left_out():
    assert not_applicable(shares(["Talleres", "", "610", "0", "12", "", ""]))


# ------------------------------------------------------------------------------------------------ percentages_follow


def quoted(text: str, narrative: str = "Texto"):
    row = ["Talleres", "1250", "610", "0", "48.8", text, ""]
    union = a_union([{"indicador@r": "Talleres", "meta_anual@r": "1250", "ejecucion_1@r": "610"}])
    record = a_record(a_point("4.2", narrative), results(row), union)
    return list(
        percentages_follow(
            record,
            matrix="resultados",
            union="indicadores",
            key="indicador",
            texts=["logros"],
            points=["4.2"],
            goal="meta_anual",
            parts=["ejecucion_1", "ejecucion_2"],
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "Se logró el 48.8 % de la meta anual.",
        "Se ejecutaron 9 talleres de 12, el 75 %.",
        "La ejecución presupuestal fue de 91.3 % del PIM.",
    ],
)
def test_a_percentage_that_follows_or_is_of_something_else_is_silent(text):
    assert not breaches(quoted(text)) and not doubts(quoted(text))
    assert not breaches(quoted("Nada", text)) and not doubts(quoted("Nada", text))


def test_a_wrong_share_of_the_annual_target_is_told():
    (found,) = breaches(quoted("Se alcanzó el 61 % de la meta anual."))

    assert ("61 %", "48.8 %") == (found.value, found.expected)


def test_percentages_over_a_base_that_is_not_stated_are_one_doubt():
    (found,) = doubts(quoted("Se alcanzó el 81.3 % de lo programado en el semestre.", "El avance fue de 33.1 %."))

    assert "Lo mismo ocurre con 1 más" in found.message
    assert 1 == len(found.places)


def test_without_percentages_there_is_nothing_to_look_at():
    assert not_applicable(quoted("Se realizaron los talleres."))


# ------------------------------------------------------------------------------------------------ level_counts_agree


def tallied(*sentences: str, table: Matrix | None = None):
    record = a_record(a_point("5", *sentences), table or levels())
    return list(
        level_counts_agree(record, points=["5"], matrix="niveles", label="nivel", series="indicadores", total="total")
    )


@pytest.mark.parametrize(
    "text",
    [
        "De las dos (02) metas programadas, en una (01) se superó la meta y en una (01) no se logró alcanzar.",
        "Se superó 1 meta, y 1 no se alcanzó.",
        "Una meta fue superada, mientras que una no fue alcanzada.",
    ],
)
def test_counts_that_agree_are_silent(text):
    assert is_silent(tallied(text))


def test_a_count_that_differs_is_told_with_its_clause():
    (found,) = breaches(
        tallied("De las dos (02) metas programadas, en dos (02) se superó y en una (01) no se alcanzó.")
    )

    assert ("2", "1") == (found.value, found.expected)
    assert "«en dos (02) se superó»" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Tres metas se alcanzarán en el segundo semestre y una se superará.",
        "En los 18 talleres se logró capacitar a 610 servidores, meta que se superó en 9 regiones.",
        "Dos metas de capacitación se alcanzaron.",
    ],
)
def test_what_is_to_come_and_what_is_said_of_some_is_no_tally(text):
    assert not_applicable(tallied(text))


def test_of_several_tables_any_count_or_their_sum_may_be_said():
    both = replace(levels(), rows=(*levels().rows, *levels(at=5).rows))
    every = "De las 4 metas programadas, 2 fueron superadas y 2 no fueron alcanzadas."

    assert is_silent(tallied(every, table=both))
    assert is_silent(tallied("De las 2 metas programadas, 1 fue superada y 1 no fue alcanzada.", table=both))


# ------------------------------------------------------------------------------------------------ the other kinds


def test_words_in_the_middle_of_a_title_that_change_are_told():
    here = line("INFORME DE AVANCE DE LA POLÍTICA DE BIBLIOTECAS DEL AÑO 2019", bold=True)
    there = line("Informe de avance de evaluación de la política de bibliotecas del año 2019", bold=True)
    longer = line("INFORME DE AVANCE DE LA POLÍTICA DE BIBLIOTECAS DEL AÑO 2019 DEL MINISTERIO", bold=True)
    record = replace(a_record(), outside=(here, there))

    (found,) = breaches(titles_agree(record, opens="^informe"))
    assert "la primera página añade «de evaluación»" in found.message
    assert is_silent(titles_agree(replace(a_record(), outside=(here, longer)), opens="^informe"))
    assert not_applicable(titles_agree(replace(a_record(), outside=(here,)), opens="^informe"))


@pytest.mark.parametrize(
    ("raw", "is_good"),
    [("a.b@ejemplo.gob.pe", True), ("ab@ejemplo.gob. pe", True), ("a.b.ejemplo.gob.pe", False), ("a@b", False)],
)
def test_a_value_matches_its_pattern_whole_or_without_spaces(raw, is_good):
    record = a_record(a_matrix("gente", ["nombre", "correo"], [["Ana Ejemplo", raw], ["Luis Modelo", ""]]))
    settings = {"matrix": "gente", "key": "nombre", "field": "correo", "noun": "un correo"}

    found = breaches(values_well_formed(record, pattern=r"[\w.]+@[\w.]+\.[a-z]{2,}", **settings))
    assert is_good is not bool(found)
    assert not found or "de Ana Ejemplo" in found[0].message


@pytest.mark.parametrize(
    ("raw", "is_good"),
    [
        ("FUERTE.", True),
        ("Medía", True),
        ("F", True),
        ("D.", True),
        ("A", False),
        ("Alta", False),
        ("F/M", False),
        ("Fuerte/Media", False),
    ],
)
def test_a_cell_names_one_value_of_the_list(raw, is_good):
    record = a_record(a_matrix("relacion", ["indicador", "intensidad"], [["Talleres", raw]]))
    settings = {"matrix": "relacion", "key": "indicador", "field": "intensidad", "values": ["Fuerte", "Media", "Débil"]}

    assert is_good is not bool(breaches(cells_in_list(record, **settings)))


def standing(text: str, **more: bool):
    union = a_union([{"indicador@m": "Talleres de archivo"}, {"indicador@m": "Planes", "indicador@t": "Planes"}])
    record = a_record(a_point("4", text), union)
    settings = {"union": "indicadores", "key": "indicador", "sources": ["t"], "noun": "el indicador"}
    return list(items_stand_in(record, point="4", **settings, **more))


def test_an_item_that_its_table_lacks_is_told_unless_the_text_names_it():
    (found,) = breaches(standing("Otra cosa"))

    assert "el indicador no está: «Talleres de archivo»" in found.message
    assert breaches(standing("Se dieron los talleres de archivo."))
    assert is_silent(standing("Se dieron los talleres de archivo.", in_text=True))


def reasons(problems: str, **more: bool):
    record = a_record(
        results(["Talleres", "1250", "610", "0", "48.8", "", problems], ["Planes", "1", "1", "0", "1", "", ""])
    )
    settings = {"matrix": "resultados", "key": "indicador", "goal": "meta_anual", "parts": ["ejecucion_1"]}
    return list(reasons_given(record, fields={"problemas": "los problemas"}, **settings, **more))


def test_a_target_that_was_not_reached_states_why():
    assert is_silent(reasons("Ninguno."))
    assert "«Talleres»" in doubts(reasons(""))[0].message
    assert breaches(reasons("", is_over=True))


def test_figures_of_an_item_agree_as_numbers_and_a_whole_is_the_sum_of_its_parts():
    def compared(**texts: str) -> list[Breach]:
        names = {"indicador@a": "Talleres", "indicador@b": "Talleres"}
        record = a_record(a_union([{**names, **{k.replace("__", "@"): v for k, v in texts.items()}}]))
        return breaches(
            same_figures(
                record,
                union="indicadores",
                key="indicador",
                labels={"a": "el texto", "b": "la matriz"},
                counts={"meta": "meta anual", "total": "ejecución"},
                sums={"total": ["uno", "dos"]},
            )
        )

    assert [] == compared(meta__a="1,250", meta__b="1250", total__a="45", uno__b="20", dos__b="25")
    assert "el texto dice «1» de meta anual y la matriz, «100»" in compared(meta__a="1", meta__b="100")[0].message
    assert "la matriz, «20 + 24»" in compared(total__a="45", uno__b="20", dos__b="24")[0].message


# ------------------------------------------------------------------------------------------------ signature and dates

PEOPLE = a_matrix("gente", ["rol", "nombre"], [["Responsable", "Ana Ejemplo Prueba"], ["Enlace", "Luis Modelo"]], at=9)


def signed(*lines: str, record: Record | None = None):
    found = record or a_record(a_point("2.1", "Luis Modelo", "Director"), PEOPLE, text=lines)
    return list(
        document_signed(found, matrix="gente", name="nombre", declared="2.1", group="rol", signer="responsable")
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("Atentamente,", "Lic. ANA EJEMPLO PRUEBA\nDirectora General"),
        ("_________________", "Ana Ejemplo P."),
        ("Ana María Ejemplo Prueba", "Jefa de la Oficina de Archivos"),
    ],
)
def test_a_name_over_a_post_or_under_a_line_is_a_signature(lines):
    assert is_silent(signed(*lines))


def test_a_stamp_is_a_signature_and_another_signer_is_only_a_note():
    stamp = Furniture(kind="stamp", text="Firmado digitalmente por OTRA PERSONA DISTINTA FAU 20000000000 soft")
    record = a_record(PEOPLE, text=["Texto"])
    record = replace(record, document=replace(record.document, furniture=(stamp,)))

    (found,) = breaches(signed(record=record))
    assert (Severity.NOTA, "OTRA PERSONA DISTINTA") == (found.severity, found.value)


def test_without_a_name_the_document_is_not_signed_and_a_picture_leaves_a_doubt():
    assert "no está firmado" in breaches(signed("Atentamente,", "Oficina de Archivos"))[0].message
    drawn = a_record(a_point("6", "Recomendaciones", a_picture()), PEOPLE)
    assert doubts(signed(record=drawn))


def with_values(text: str = "", **values: str) -> Record:
    record = spoken(a_record(a_point("1", text or "Texto")))
    place = Location(paragraph=2)
    return replace(record, values={f"/{k}": Value(raw=v, value=v or None, location=place) for k, v in values.items()})


def test_a_value_that_is_not_stated_is_missed():
    assert is_silent(value_stated(with_values(fecha="3 de mayo"), field="/fecha", label="fecha"))
    assert "no lleva fecha" in breaches(value_stated(with_values(), field="/fecha", label="fecha"))[0].message
    unread = with_values()
    unread = replace(unread, document=replace(unread.document, unread_pages=(2,)))
    assert doubts(value_stated(unread, field="/fecha", label="fecha"))


@pytest.mark.parametrize(
    ("text", "after", "is_late"),
    [("31 de julio de 2019", 0, False), ("1 de agosto de 2019", 0, True), ("1 de agosto de 2019", 1, False)],
)
def test_a_date_after_the_one_it_is_due_on_is_told(text, after, is_late):
    record = with_values(f"Lima, {text}", fecha=text, anio="2019")
    found = list(date_due(record, field="/fecha", year="/anio", day=31, month=7, years_after=after))

    assert is_late is bool(breaches(found))
    assert not_applicable(date_due(with_values(anio="2019"), field="/fecha", year="/anio", day=31, month=7))


LATER = {"said": r"\b(segundo|ii) semestre\b", "unless": r"\b(primer|i) semestre\b", "day": 31, "month": 1}


@pytest.mark.parametrize(
    ("title", "written", "is_late"),
    [
        ("Informe semestral, segundo semestre de 2019", "15 de enero de 2020", False),
        ("INFORME – II SEMESTRE 2019", "1 de febrero de 2020", True),
        ("Informe semestral, primer semestre de 2019", "15 de enero de 2020", True),
        ("Informe del I semestre y plan del II semestre de 2019", "15 de enero de 2020", True),
        ("Informe semestral 2019", "15 de enero de 2020", True),
    ],
)
def test_a_report_whose_title_says_the_later_half_is_due_in_the_next_year(title, written, is_late):
    record = with_values(f"Lima, {written}. En el segundo semestre se avanzó.", fecha=written, anio="2019")
    blocks = (a_paragraph(title, 40), a_paragraph("1. Presentación", 1), *record.document.blocks)
    record = replace(record, document=replace(record.document, blocks=blocks))

    found = list(date_due(record, field="/fecha", year="/anio", day=31, month=7, later=LATER))
    assert is_late is bool(breaches(found))


def named(text: str, *names: str, narrated: str = ""):
    rows = [{"indicador@m": name, "codigo@m": f"1.{i}"} for i, name in enumerate(names, 1)]
    narrative = a_matrix("t", ["codigo", "indicador"], [[narrated, ""]])
    record = a_record(a_point("4", text), a_union(rows), narrative)
    settings = {"union": "indicadores", "key": "indicador", "sources": ["t"], "noun": "el indicador", "code": "codigo"}
    return list(items_stand_in(record, point="4", in_text=True, **settings))


def test_an_indicator_is_told_by_what_it_counts_unless_another_counts_the_same():
    text = "De una meta de 240 archiveros municipales formados, se formaron 180."

    assert is_silent(named(text, "N° de archiveros municipales formados"))
    assert is_silent(named(text, "Número de archiveros municipales formados"))
    assert breaches(named(text, "N° de archiveros municipales formados", "% de archiveros municipales formados"))
    assert breaches(named("Se dieron talleres.", "N° de talleres"))


def test_an_indicator_whose_code_the_narrative_has_leaves_a_doubt():
    found = named("Se avanzó.", "Talleres de archivo", "Planes de archivo", narrated="1.2")

    assert "Planes de archivo" in doubts(found)[0].message
    assert "Talleres de archivo" in breaches(found)[0].message
