"""Rules about the points themselves: present, in order, filled, covering what they must."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Location, Paragraph
from amc_docs.findings import Severity, State
from amc_docs.record import IndexLine, Record, Value
from amc_docs.rules.causes_cover_problems import causes_cover_problems
from amc_docs.rules.chain_complete import chain_complete
from amc_docs.rules.guidance_is_not_content import guidance_is_not_content
from amc_docs.rules.index_agrees import index_agrees
from amc_docs.rules.needs_judgement import needs_judgement
from amc_docs.rules.point_cites import point_cites
from amc_docs.rules.point_filled import point_filled
from amc_docs.rules.point_mentions import point_mentions
from amc_docs.rules.points_in_order import points_in_order
from amc_docs.rules.points_present import points_present
from amc_docs.rules.selection_among_alternatives import selection_among_alternatives
from amc_docs.rules.value_in_list import value_in_list
from tests.records import (
    a_matrix,
    a_paragraph,
    a_picture,
    a_point,
    a_record,
    a_table,
    absent,
    breaches,
    doubts,
    not_applicable,
    spoken,
)

# ------------------------------------------------------------------------------------------------ points_present


def test_a_missing_point_is_told_between_its_neighbours():
    record = a_record(
        a_point("6", "Los problemas", title="Problemas"), absent("7", "Causas"), a_point("8", "Alternativas")
    )

    (found,) = breaches(points_present(record))

    assert found.point == "7"
    assert "después del punto 6 sigue el punto 8" in found.message
    assert "6. Problemas" in found.evidence
    assert found.location == record.points["6"].location


@pytest.mark.parametrize(
    ("title", "is_joint"),
    [
        ("6 y 7. Problemas y sus causas", True),
        ("6, 7 y 8.- Problemas, causas y alternativas", True),
        ("Puntos 5 al 8: Diagnóstico", True),
        ("6. Problemas 7 y 8 de la región", False),
        ("6. Problemas", False),
    ],
)
def test_a_point_may_stand_under_a_title_of_several(title, is_joint):
    before = replace(a_point("6", "Los problemas"), found_title=title)
    record = a_record(before, absent("7", "Motivos"), a_point("8", "Alternativas"))

    assert bool(doubts(points_present(record))) is is_joint
    assert bool(breaches(points_present(record))) is not is_joint


def test_an_empty_point_is_told_and_one_of_dashes_too():
    record = a_record(a_point("1", "—"), a_point("2"), a_point("3", "Algo"))

    assert ["1", "2"] == [b.point for b in breaches(points_present(record))]


def test_a_point_that_is_a_picture_is_left_to_a_person():
    record = a_record(a_point("10", a_picture()))

    assert [] == breaches(points_present(record))
    assert "imagen" in doubts(points_present(record))[0].message


def test_a_point_may_stand_on_a_page_that_could_not_be_read():
    record = a_record(a_point("6", "x"), absent("7"))
    record = replace(record, document=replace(record.document, unread_pages=(4, 5)))

    assert [] == breaches(points_present(record))
    assert "4 y 5" in doubts(points_present(record))[0].message


def test_no_applicable_and_guidance_are_not_reported_as_empty():
    guided = replace(a_point("8"), guidance="Alternativas de solución a los problemas")
    record = a_record(a_point("5", "No aplicable", not_applicable="No aplicable"), guided)

    assert [] == list(points_present(record))


# ------------------------------------------------------------------------------------------------ guidance


def test_guidance_alone_is_not_content():
    record = a_record(replace(a_point("8"), guidance="Esbozando escenarios", guidance_location=Location(paragraph=3)))

    (found,) = breaches(guidance_is_not_content(record))

    assert (found.point, found.evidence, found.location) == ("8", "Esbozando escenarios", Location(paragraph=3))


@pytest.mark.parametrize("content", ["Tres alternativas con sus plazos", a_picture()])
def test_guidance_beside_own_content_is_no_fault(content):
    record = a_record(replace(a_point("8", content), guidance="Esbozando escenarios"))

    assert [] == list(guidance_is_not_content(record))


# ------------------------------------------------------------------------------------------------ points_in_order


def numbered(*pairs: tuple[str, str | None], titles: dict[str, str] | None = None) -> Record:
    """Return points in document order as (official number, number found)."""
    points = []
    for place, (number, found) in enumerate(pairs):
        point = a_point(number, "contenido", title=(titles or {}).get(number, f"Asunto {number}"))
        points.append(replace(point, found_number=found, location=Location(paragraph=place + 1)))
    record = a_record(*points)
    official = sorted(record.points.values(), key=lambda p: int(p.number))
    return replace(record, points={p.number: p for p in official}, order=tuple(n for n, _ in pairs))


def test_points_in_order_are_silent():
    assert [] == list(points_in_order(numbered(("1", "1"), ("2", "02"), ("3", "3"))))


def test_points_shifted_alike_are_one_breach():
    record = numbered(("10", "10"), ("12", "11"), ("13", "12"), ("19", "18"))

    (found,) = breaches(points_in_order(record))

    assert "12, 13 y 19" in found.message
    assert (found.point, found.value, found.expected, len(found.places)) == ("12", "11", "12", 2)


def test_points_without_any_number_are_one_breach():
    (found,) = breaches(points_in_order(numbered(("1", None), ("2", None), ("3", None))))

    assert "no llevan número" in found.message
    assert len(found.places) == 2


def test_a_repeated_number_is_told_of_the_wrong_one():
    (found,) = breaches(points_in_order(numbered(("8", "8"), ("9", "8"), ("10", "10"))))

    assert (found.point, found.value, found.expected) == ("9", "8", "9")


def test_the_fewest_points_out_of_order_are_named():
    (found,) = breaches(points_in_order(numbered(("1", "1"), ("9", "9"), ("2", "2"), ("3", "3"))))

    assert found.point == "9"
    assert "está después del 1" in found.message


def test_points_swapped_and_numbered_by_place_are_one_fault():
    assert len(breaches(points_in_order(numbered(("1", "1"), ("3", "2"), ("2", "3"), ("4", "4"))))) == 1


def test_a_missing_title_is_told_with_the_first_words():
    record = numbered(("11", "11"))
    bare = replace(record.points["11"], found_title=None, found_number=None)

    (found,) = breaches(points_in_order(replace(record, points={"11": bare})))

    assert "falta el título" in found.message
    assert found.evidence == "contenido"


def titled(found: str, official: str, likeness: float = 0.9) -> Record:
    record = numbered(("13", "13"), titles={"13": official})
    point = replace(record.points["13"], found_title=found, likeness=likeness)
    return replace(record, points={"13": point})


def test_a_misspelt_title_is_a_note_not_an_observation():
    (found,) = points_in_order(titled("13. DENTIFICACIÓN de indicadores", "Identificación de indicadores"))

    assert "¿quiso decir «Identificación»?" in found.message
    assert found.severity is Severity.NOTA


@pytest.mark.parametrize(
    ("found", "official"),
    [
        ("9. Elección de la alternativa", "Selección de la alternativa de solución"),
        ("8. ALTERNATIVA DE SOLUCION", "Alternativas de solución"),
        ("13. IDENTIFICACI ÓN de indicadores", "Identificación de indicadores"),
        ("18. Monitoreo y evaluación", "Supervisión y Evaluación"),
        ("11. Alineación con los objetivos", "Alineamiento a los objetivos de política nacional"),
        ("16. Estrategias de incentivos", "Estrategias al cumplimiento de responsabilidades"),
    ],
)
def test_a_reworded_title_is_no_slip(found, official):
    assert [] == list(points_in_order(titled(found, official)))


def test_a_title_read_by_ocr_is_not_called_misspelt():
    record = titled("13. ldentificaciön de indicadores", "Identificación de indicadores")
    read = Paragraph(text="13. ldentificacion", confidence=0.8)
    record = replace(record, document=replace(record.document, blocks=(read,)))

    assert [] == list(points_in_order(record))


def test_a_title_unlike_every_known_one_is_left_to_a_person():
    assert len(doubts(points_in_order(titled("13. Cuadros", "Identificación de indicadores", 0.5)))) == 1


# ------------------------------------------------------------------------------------------------ index_agrees

TITLES = ["Sector", "Servicio Evaluado", "Gobierno Nacional", "Gobierno Regional", "Gobierno Local"]


def indexed(lines: list[tuple[str, str]], *, pages: bool = False, shown: int = 5) -> Record:
    points = []
    for place, title in enumerate(TITLES[:shown]):
        where = Location(page=3 + 2 * place) if pages else Location(paragraph=10 + place)
        heading = a_paragraph(f"{place + 1}. {title}", 10 + place)
        points.append(replace(a_point(str(place + 1), heading, "contenido", title=title), location=where))
    record = a_record(*points, *(absent(str(n + 1), TITLES[n]) for n in range(shown, 5)))
    index = tuple(IndexLine(text=t, page=p, location=Location(paragraph=i + 1)) for i, (t, p) in enumerate(lines))
    return replace(record, index=index)


FULL = [(f"{n + 1}. {title}", str(4 + 2 * n)) for n, title in enumerate(TITLES)]


def test_an_index_that_agrees_is_silent_and_none_is_not_applicable():
    assert [] == list(index_agrees(indexed(FULL, pages=True)))
    assert not_applicable(index_agrees(indexed([])))


def with_parts(lines: list[tuple[str, str]]) -> Record:
    """Return a record whose last point has two numbered parts and one without number."""
    record = indexed(lines)
    parts = {n: a_point(n, "contenido", title=f"Parte denominada {n}") for n in ("5.1", "5.2", "Resumen")}
    points = {**record.points, **parts}
    return replace(record, points={**points, "5": replace(points["5"], parts=tuple(parts))})


def test_parts_of_points_are_expected_only_in_an_index_that_names_numbered_ones():
    deep = [*FULL, ("5.1. Parte denominada 5.1", "13")]

    assert [] == list(index_agrees(with_parts(FULL)))
    (found,) = breaches(index_agrees(with_parts(deep)))
    assert "5.2" == found.point
    assert "El punto 5.2 está en el cuerpo" in found.message


def test_a_part_of_the_document_without_number_is_named_in_the_index_too():
    record = indexed(FULL)
    record = replace(record, points={**record.points, "Cuadro": a_point("Cuadro", "contenido", title="Cuadro final")})

    (found,) = breaches(index_agrees(record))
    assert "«Cuadro» está en el cuerpo" in found.message


def test_a_long_title_may_be_cut_short_in_the_index():
    short = [*FULL[:4], ("5. Gobierno Local", "12")]
    record = indexed(short)
    name = "Gobierno Local de las provincias de la costa"
    long = replace(record.points["5"], title=name, found_title=f"5. {name}")

    assert breaches(index_agrees(replace(record, points={**record.points, "5": long})))
    cut = [*FULL[:4], ("5. Gobierno Local de las provincias", "12")]
    assert [] == list(index_agrees(replace(record, points={**record.points, "5": long}, index=indexed(cut).index)))


def test_a_line_of_the_index_without_body_is_told():
    (found,) = breaches(index_agrees(indexed([*FULL, ("20. Glosario de términos técnicos", "40")])))

    assert (found.value, found.location) == ("20. Glosario de términos técnicos", Location(paragraph=6))


def test_a_point_in_the_index_and_not_in_the_body_is_told():
    (found,) = breaches(index_agrees(indexed(FULL, shown=4)))

    assert found.point == "5"


def test_a_point_that_the_index_omits_is_told():
    (found,) = breaches(index_agrees(indexed(FULL[:4])))

    assert (found.point, found.expected) == ("5", "5. Gobierno Local")


def test_a_page_that_departs_from_the_others_is_told():
    lines = [*FULL[:2], ("3. Gobierno Nacional", "18"), *FULL[3:]]

    (found,) = breaches(index_agrees(indexed(lines, pages=True)))

    assert (found.point, found.value, found.expected) == ("3", "18", "8")


def test_without_real_pages_no_page_is_compared():
    lines = [*FULL[:2], ("3. Gobierno Nacional", "18"), *FULL[3:]]

    assert [] == list(index_agrees(indexed(lines)))


def test_a_heading_broken_over_two_lines_is_one_line():
    record = indexed([*FULL, ("6. Relación de siglas y", ""), ("abreviaturas empleadas", "30")])
    body = (*record.document.blocks, a_paragraph("6. Relación de siglas y abreviaturas empleadas", 60))

    assert [] == list(index_agrees(replace(record, document=replace(record.document, blocks=body))))


# ------------------------------------------------------------------------------------------------ point_filled


@pytest.mark.parametrize(
    "content",
    [
        "Por definir",
        "xxx",
        "Pendiente.",
        "Se desarrollará en la fase de socialización.",
        "La selección se efectuará después de la socialización de la propuesta con los gobiernos regionales.",
    ],
)
def test_a_point_that_only_puts_its_matter_off_is_not_filled(content):
    record = a_record(a_point("9", content, title="Selección de la alternativa"))

    (found,) = breaches(point_filled(record, point="9"))

    assert content.rstrip(".") in found.message


@pytest.mark.parametrize(
    "content",
    [
        "Trabajo y Promoción del Empleo",
        "La supervisión se realizará en visitas semestrales a los gobiernos regionales.",
        "Se desarrollarán ferias de empleo en la fase de implementación, a cargo de cada región.",
        a_table([["Función", "Norma"], ["Formular", "Ley"]]),
    ],
)
def test_a_point_with_content_is_filled(content):
    record = a_record(a_point("18", content, title="Supervisión y Evaluación"))

    assert [] == list(point_filled(record, point="18"))


def test_a_point_that_only_names_its_norm_is_not_filled():
    patterns = [r"\bley organica de (los )?gobiernos regionales\b"]
    bare = spoken(a_record(a_point("4", "Ley N° 27867, Ley Orgánica de Gobiernos Regionales, artículo 60.")))
    full = spoken(
        a_record(a_point("4", "Ley N° 27867, artículo 60:", "a) Dirigir en el departamento las políticas sociales."))
    )

    assert len(breaches(point_filled(bare, point="4", besides=patterns))) == 1
    assert [] == list(point_filled(full, point="4", besides=patterns))


def test_an_empty_point_is_reported_elsewhere():
    assert not_applicable(point_filled(a_record(a_point("4")), point="4"))


# ------------------------------------------------------------------------------------------------ value_in_list

SERVICES = ["Educación Inicial (Niños y Niñas de 3 a 5 años)", "Desarrollo Integral de la Familia"]


@pytest.mark.parametrize(
    "raw",
    [
        "Desarrollo Integral de la Familia",
        "DESARROLLO INTEGRAL DE LA FAMILIA",
        "Desarollo Integral de la Familia",
        "Servicio de «Desarrollo Integral de la Familia», evaluado en 2014",
        "Educación Inicial",
    ],
)
def test_a_listed_value_may_be_written_in_many_ways(raw):
    record = replace(a_record(a_point("2", raw)), values={"/servicio": Value(raw=raw, value=raw)})

    assert [] == list(value_in_list(record, point="2", field="/servicio", values=SERVICES))


def test_a_value_that_is_not_listed_is_a_doubt():
    raw = "Registro de marcas"
    record = replace(a_record(a_point("2", raw)), values={"/servicio": Value(raw=raw, value=raw)})

    (found,) = value_in_list(record, point="2", field="/servicio", values=SERVICES)

    assert found.state is State.POR_VERIFICAR
    assert found.value == raw


# ------------------------------------------------------------------------------------------------ point_cites

LOGR = {
    "norm": "la Ley N° 27867, Ley Orgánica de Gobiernos Regionales",
    "patterns": [r"\b27867\b", r"\bley organica de (los )?gobiernos regionales\b", r"\blogr\b"],
    "article": True,
}


@pytest.mark.parametrize(
    "content",
    [
        ["Ley N°27867, Ley Orgánica de Gobiernos Regionales", "Artículo 48º Funciones específicas:"],
        ["Según el artículo 48 de la Ley N° 27867:"],
        ["LOGR, Art. 48"],
        ["Ley Nº 29158, artículo 22", "Ley Nº 27867, arts. 9, 10 y 48"],
        ["Artículo 48. Formular los planes. (Ley 27867)"],
        [
            a_table(
                [["Norma", "Artículo", "Función"], ["Ley N° 27867", "48 a)", "Formular"], ["Ley N° 29158", "22", "x"]]
            )
        ],
    ],
)
def test_a_norm_with_its_article_is_cited(content):
    assert [] == list(point_cites(a_record(a_point("4", *content)), point="4", **LOGR))


@pytest.mark.parametrize(
    "content",
    [
        ["Ley N° 27867, Ley Orgánica de Gobiernos Regionales: promover el empleo"],
        ["Ley Nº 27867 y sus modificatorias", "Ley Nº 29158, artículo 22"],
        ["Ley Nº 29158, artículo 22, y Ley Nº 27867"],
    ],
)
def test_a_norm_without_article_is_told_at_its_place(content):
    (found,) = breaches(point_cites(a_record(a_point("4", *content)), point="4", **LOGR))

    assert "sin su artículo" in found.message
    assert "27867" in found.evidence


def test_a_norm_that_is_not_cited_is_told():
    (found,) = breaches(point_cites(a_record(a_point("4", "Promover el empleo.")), point="4", **LOGR))

    assert found.message == "Punto 4: no cita la Ley N° 27867, Ley Orgánica de Gobiernos Regionales."
    assert "Promover el empleo" in found.evidence


def test_a_point_that_is_a_picture_may_cite():
    assert len(doubts(point_cites(a_record(a_point("4", a_picture())), point="4", **LOGR))) == 1


# ------------------------------------------------------------------------------------------------ needs_judgement


def test_a_judgement_begins_at_the_sentence_that_matters():
    record = a_record(a_point("6", "Hay problemas. Los hay en cada territorio, según su realidad."))

    (found,) = needs_judgement(record, point="6", question="¿Es territorial?", patterns=[r"\bterritori\w*"])

    assert (found.state, found.evidence) == (State.POR_VERIFICAR, "Los hay en cada territorio, según su realidad.")


def test_a_judgement_without_a_matching_sentence_begins_at_the_first():
    (found,) = needs_judgement(a_record(a_point("6", "Hay problemas.")), point="6", question="¿?", patterns=["zzz"])

    assert found.evidence == "Hay problemas."


# ------------------------------------------------------------------------------------------------ point_mentions

TERMS = {
    "corto plazo": [r"\bcort[oa]s?\b[^.]{0,40}\bplazos?\b"],
    "mediano plazo": [r"\bmedian[oa]s?\b[^.]{0,30}\bplazos?\b"],
    "largo plazo": [r"\blarg[oa]s? plazos?\b"],
}
VIABLE = {"técnica": [r"\btecnic[ao]s?\b"], "presupuestal": [r"\bpresupuest\w+"], "política": [r"\bpolitic[ao]s?\b"]}


def test_missing_groups_are_named_in_one_breach():
    record = a_record(a_point("8", "En el corto plazo se aprueba la guía."))

    (found,) = breaches(point_mentions(record, point="8", groups=TERMS, subject="escenarios de"))

    assert found.message == "Punto 8: no hay escenarios de mediano plazo ni de largo plazo."
    assert found.expected == "mediano plazo y largo plazo"


def test_a_picture_may_hold_what_is_missing():
    record = a_record(a_point("8", "Ver gráfico", a_picture()))

    assert [] == breaches(point_mentions(record, point="8", groups=TERMS))
    assert len(doubts(point_mentions(record, point="8", groups=TERMS))) == 1


def test_heads_of_a_table_mention():
    table = a_table([["ALTERNATIVA", "CORTO PLAZO", "MEDIANO PLAZO", "LARGO PLAZO"], ["A", "x", "y", "z"]])

    assert [] == list(point_mentions(a_record(a_point("8", table)), point="8", groups=TERMS, apart=True))


def test_an_announcement_of_all_is_not_their_development():
    record = a_record(
        a_point("8", "Se plantean escenarios en el corto, mediano y largo plazo.", "Capacitar al personal.")
    )

    assert len(doubts(point_mentions(record, point="8", groups=TERMS, subject="escenarios de", apart=True))) == 1


@pytest.mark.parametrize(
    "content",
    [
        ["Es viable desde el punto de vista técnico, presupuestal y político."],
        ["Viabilidad", "Técnica: " + "x " * 200, "Presupuestal: " + "y " * 200, "Política: hay acuerdo"],
        [a_table([["Alternativa", "Viabilidad:\ntécnica", "presupuestaria", "política"], ["A", "sí", "sí", "sí"]])],
    ],
)
def test_viability_is_found_in_its_many_forms(content):
    record = a_record(a_point("8", *content))

    assert [] == list(point_mentions(record, point="8", groups=VIABLE, together=r"\b(viab\w+|factib\w+)"))


def test_a_word_far_from_its_companion_does_not_count():
    record = a_record(
        a_point("8", "Hay viabilidad técnica y presupuestal.", "z " * 200, "La política nacional la fija otro.")
    )

    (found,) = breaches(
        point_mentions(record, point="8", groups=VIABLE, subject="viabilidad", together=r"\b(viab\w+|factib\w+)")
    )

    assert found.message == "Punto 8: no hay viabilidad política."


# ------------------------------------------------------------------------------------------------ causes

PROBLEMS = ["Personal con escasa formación en la materia", "Registros dispersos en cada sede de atención"]
CAUSES = {"problema": "PROBLEMA", "causas": "CAUSAS"}


def causal(*rows: list[str], content: object = None) -> Record:
    listed = [a_paragraph(f"Problema: {p}", 2 + i, label=f"{i + 1}.") for i, p in enumerate(PROBLEMS)]
    words = a_table([["PROBLEMA", "CAUSAS"], *rows], at=5)
    point = a_point("7", content or words)
    matrix = [a_matrix("causas", CAUSES, rows, point="7", at=5)] if rows else []
    return a_record(a_point("6", *listed), point, *matrix)


def check_causes(record: Record):
    return list(causes_cover_problems(record, point="7", problems="6", matrix="causas"))


def test_each_problem_with_its_causes_is_silent():
    record = causal([PROBLEMS[0].upper(), "Rotación"], ["Registros dispersos en cada sede", "Cuadernos"])

    assert [] == check_causes(record)


def test_causes_by_the_number_of_the_problem_are_silent():
    assert [] == check_causes(causal(["Problema 1", "Rotación"], ["P2", "Cuadernos"]))


def test_a_problem_left_out_is_told_at_its_place():
    (found,) = breaches(check_causes(causal([PROBLEMS[0], "Rotación"])))

    assert PROBLEMS[1] in found.message
    assert found.location == Location(paragraph=3)


def test_a_problem_without_causes_written_is_told():
    (found,) = breaches(check_causes(causal([PROBLEMS[0], "Rotación"], [PROBLEMS[1], "—"])))

    assert (found.evidence, found.location) == (PROBLEMS[1], Location(table=5, row=2, column=0))


def test_causes_in_a_picture_are_left_to_a_person():
    record = causal(content=a_picture())

    assert [] == breaches(check_causes(record))
    assert len(doubts(check_causes(record))) == 1


def test_problems_taken_up_as_headings_are_silent():
    point = a_point(
        "7", f"Problema 1: {PROBLEMS[0]}", "Alta rotación.", f"Problema 2: {PROBLEMS[1]}", "Uso de cuadernos."
    )
    listed = [a_paragraph(p, 2 + i, label="•") for i, p in enumerate(PROBLEMS)]

    assert [] == check_causes(a_record(a_point("6", *listed), point))


# ------------------------------------------------------------------------------------------------ selection

OFFERED = [
    "A. Modelo de atención integral a la familia con protocolo común y registro único",
    "B. Ampliación de la red de centros administrados por el gobierno nacional",
]


def check_selection(*chosen, offered=OFFERED):
    record = a_record(a_point("8", *offered), a_point("9", *chosen))
    return list(selection_among_alternatives(record, point="9", alternatives="8"))


@pytest.mark.parametrize(
    "chosen",
    [
        [
            "Se selecciona, para el corto plazo, la alternativa A: Modelo de atención integral a la familia "
            "con protocolo común y registro único, por ser la única viable."
        ],
        ["Se selecciona la alternativa B."],
        ["Alternativa seleccionada:", "Ampliación de la red de centros administrados por el gobierno nacional"],
        ["Modelo de atención integral a la familia con protocolo común y registro único"],
        ["Se prioriza el modelo de atención integral a la familia, con protocolo común y registro único."],
    ],
)
def test_a_selection_among_the_alternatives_is_silent(chosen):
    assert [] == check_selection(*chosen)


@pytest.mark.parametrize(
    "chosen",
    [
        "Se selecciona la alternativa D: Construcción de albergues temporales en zonas de frontera.",
        "Se selecciona la construcción de albergues temporales en zonas de frontera.",
    ],
)
def test_a_selection_that_no_alternative_has_is_told(chosen):
    (found,) = breaches(check_selection(chosen))

    assert "albergues temporales" in found.message
    assert found.location == Location(paragraph=2)


def test_a_vague_selection_is_left_to_a_person():
    found = check_selection("Se prioriza una propuesta orientada a mejorar la atención de las familias en las sedes.")

    assert [State.POR_VERIFICAR] == [b.state for b in found]


def test_each_selected_item_of_a_list_is_looked_at():
    items = [
        a_paragraph(OFFERED[0][3:], 2, label="a)"),
        a_paragraph("Compra de vehículos para las sedes rurales", 3, label="b)"),
    ]

    (found,) = breaches(check_selection(*items))

    assert found.location == Location(paragraph=3)


def test_headings_that_both_points_share_do_not_hide_the_selection():
    offered = [
        "Dirección de Estudios Económicos",
        "Diseñar un directorio actualizado para los gobiernos regionales e instituciones públicas y privadas",
    ]

    assert [] == check_selection(*offered, offered=offered)


def test_a_selection_put_off_is_not_compared():
    record = a_record(a_point("8", *OFFERED), a_point("9", "La selección se efectuará después.", title="Selección"))

    assert not_applicable(selection_among_alternatives(record, point="9", alternatives="8"))


# ------------------------------------------------------------------------------------------------ chain_complete

LINKS = {
    "insumo": [r"\binsumos?\b"],
    "proceso": [r"\bprocesos?\b", r"\bactividad(es)?\b"],
    "producto": [r"\bproductos?\b"],
    "resultado intermedio": [r"\bresultados? intermedios?\b"],
    "resultado final": [r"\bresultados? final(es)?\b"],
}
FIELDS = ["insumo", "proceso", "producto", "resultado_intermedio", "resultado_final"]


def check_chain(*content, matrix=None):
    parts = [a_point("10", *content), *([matrix] if matrix else [])]
    return list(chain_complete(a_record(*parts), point="10", matrix="cadena_valor", links=LINKS))


def test_a_chain_in_a_matrix_is_complete():
    matrix = a_matrix("cadena_valor", FIELDS, [["a", "b", "c", "d", "e"]], point="10")

    assert [] == check_chain("La cadena es:", matrix=matrix)


def test_a_link_without_column_is_named():
    matrix = a_matrix("cadena_valor", FIELDS[:4], [["a", "b", "c", "d"]], point="10")

    (found,) = breaches(check_chain("La cadena es:", matrix=matrix))

    assert "falta resultado final" in found.message
    assert found.location == matrix.location


def test_a_link_whose_column_is_blank_is_named():
    matrix = a_matrix("cadena_valor", FIELDS, [["a", "b", "c", "d", ""]], point="10")

    assert "está vacío resultado final" in breaches(check_chain("La cadena es:", matrix=matrix))[0].message


def test_a_chain_of_labelled_paragraphs_is_complete():
    assert [] == check_chain(
        "Insumos: guías", "Procesos: capacitar", "Producto: servidores", "Resultado intermedio: x", "Resultado final: y"
    )


def test_a_number_of_products_is_no_link_among_columns():
    table = a_table([["INSUMO", "PROCESO", "RESULTADO INTERMEDIO", "RESULTADO FINAL"], ["a", "b", "c", "d"]])

    (found,) = breaches(check_chain("La cadena de valor comprende cuatro productos:", table))

    assert "falta producto" in found.message


def test_a_chain_in_a_picture_is_left_to_a_person():
    found = check_chain("Se desarrollan procesos compartidos:", a_picture())

    assert [State.POR_VERIFICAR] == [b.state for b in found]


def test_links_only_enumerated_are_left_to_a_person():
    found = check_chain("La cadena tiene insumos, procesos, productos, resultados intermedios y resultado final.")

    assert [State.POR_VERIFICAR] == [b.state for b in found]


def test_a_part_without_number_is_not_missed_one_and_a_roman_number_is_a_number():
    bare = replace(a_point("Cuadro", "Texto", title="Cuadro final"), found_title="CUADRO FINAL", found_number=None)
    roman = replace(a_point("1", "Texto", title="Sector"), found_title="I. SECTOR", found_number=None)
    other = replace(a_point("2", "Texto", title="Servicio"), found_title="IV. SERVICIO", found_number=None)

    assert [] == list(points_in_order(a_record(roman, bare)))
    (found,) = breaches(points_in_order(a_record(roman, other, bare)))
    assert ("4", "2") == (found.value, found.expected)


def test_points_that_are_the_matter_of_other_rules_are_left_to_them():
    record = a_record(a_point("1", "Texto"), absent("2", "Matriz"))

    assert ["2"] == [b.point for b in breaches(points_present(record))]
    assert [] == list(points_present(record, besides=["2"]))
