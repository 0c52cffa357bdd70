"""Letters and resolutions: values in stretches of lines, parts without numbers, what is sent, and their rules."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from documents import document, grid, line

from amc_docs import doctype
from amc_docs.document import Document, Furniture, Location, Picture
from amc_docs.extraction import as_json, extract, recognise
from amc_docs.findings import Breach, Severity, State
from amc_docs.papers import Paper, PaperName
from amc_docs.rules.attachments_follow import attachments_follow
from amc_docs.rules.paragraphs_numbered import paragraphs_numbered
from amc_docs.rules.value_has_parts import value_has_parts
from amc_docs.rules.year_name_agrees import year_name_agrees
from amc_docs.wording import listed

TYPES = doctype.available()
LETTER, RESOLUTION = (next(t for t in TYPES.values() if t.title == title) for title in ("Oficio", "Resolución"))
NAMES = next(r for r in LETTER.rules if r.kind == "year_name_agrees").parameters["names"]
HEAD = ("OFICIO N° 021-2016-MIMP/DVMPV", "Lima, 22 de enero de 2016")
TO = ("Señora", "ANA EJEMPLO PRUEBA", "Secretaria de Descentralización", "Presidencia del Consejo de Ministros")
END = ("Atentamente,", "ROSA EJEMPLO MUESTRA", "Viceministra de Poblaciones Vulnerables", "c.c. Archivo")


def letter(*body: str, head: tuple[str, ...] = HEAD, to: tuple[str, ...] = TO, end: tuple[str, ...] = END) -> Document:
    return document(*head, *to, "Presente.-", "Asunto: Remite documentos", "De mi consideración:", *body, *end)


def sent(body: str) -> list[tuple[str, str]]:
    """Return kind and number, or the words, of each thing that a letter with this body says it sends."""
    found = extract(letter(body), LETTER).papers.sent
    return [(s.name.kind, f"{s.name.number}-{s.name.year}") if s.name else ("", s.words) for s in found]


def breaches(outcome) -> list[Breach]:
    return [item for item in outcome if isinstance(item, Breach)]


# ------------------------------------------------------------------------------------------------ words of the schema


@pytest.fixture(name="notice")
def _notice(tmp_path: Path) -> doctype.DocType:
    schema = {
        "properties": {
            "avisado": {"type": "string", "x-tramo": {"desde": ["^A:"], "hasta": ["^Texto"]}},
            "cierre": {"type": "string", "x-tramo": {"tras": ["^Saludos"], "lineas": 1}},
            "ultima": {"type": "string", "x-expresiones": [r"(\w+) final"], "x-tramo": {"lineas": -2}},
            "sello": {"type": "string", "x-expresiones": ["sellado por (.+)"], "x-tramo": {"margenes": ["stamp"]}},
            "puntos": {
                "properties": {
                    "Avisado": {"x-titulo": "A quién se avisa", "x-dato": "avisado"},
                    "Sello": {"x-titulo": "Sello", "x-dato": "sello"},
                    "Texto": {"x-titulo": "Texto", "x-abre": ["TEXTO[,:]"], "x-cierra": ["Saludos"]},
                }
            },
        }
    }
    settings = '[tipo]\ntitulo = "Aviso"\nnorma = "Guía"\nedicion = "1"\nvigente_desde = "2020-01-01"\n'
    (tmp_path / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (tmp_path / "doctype.toml").write_text(settings, encoding="utf-8")
    return doctype.load(tmp_path)


def noticed(*extra: Furniture) -> Document:
    text = ("Texto, que hay corte el lunes.", "Habrá agua el martes.")
    lines = ("A:", "Oficina de Aguas", *text, "Saludos", "Ana", "Luis")
    return replace(document(*lines), furniture=extra)


def test_a_value_is_the_lines_between_two_signs_or_is_looked_for_there(notice):
    values = extract(noticed(), notice).values

    assert "A:\nOficina de Aguas" == values["/avisado"].raw
    assert "Ana" == values["/cierre"].raw
    assert "/ultima" not in values
    assert "/sello" not in values


def test_the_margins_of_the_pages_count_where_the_schema_says_so(notice):
    stamp = Furniture(kind="stamp", text="sellado por Mesa de Partes", location=Location(page=1))
    footer = Furniture(kind="footer", text="sellado por nadie")

    assert "Mesa de Partes" == extract(noticed(footer, stamp), notice).values["/sello"].raw


def test_a_point_may_be_a_value_and_is_there_where_the_value_is(notice):
    points = extract(noticed(), notice).points

    assert ["Avisado", "Sello", "Texto"] == list(points)
    assert points["Avisado"].is_present
    assert "Oficina de Aguas" in points["Avisado"].text
    assert not points["Sello"].is_present


def test_the_first_words_of_a_paragraph_can_open_a_point_and_others_end_it(notice):
    point = extract(noticed(), notice).points["Texto"]

    assert "Texto," == point.found_title
    assert "que hay corte el lunes.\nHabrá agua el martes." == point.text


# --------------------------------------------------------------------------------------------------- what is sent


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Me dirijo a usted para remitir, en atención al Oficio N° 012-2016-PCM/SD, el Anexo 1.", [("", "Anexo 1")]),
        (
            "Remito a su despacho el Informe N° 012-2016-MIMP/DGFC, que sustenta la propuesta, y la Resolución "
            "Ministerial N° 045-2016-MIMP que la aprueba, en 24 folios.",
            [("Informe", "12-2016"), ("Resolución Ministerial", "45-2016")],
        ),
        ("Hago llegar la RESOLUCIÓN MINISTERIAL Nº 045-2016-MIMP.", [("Resolución Ministerial", "45-2016")]),
        ("Se adjunta el Oficio Múltiple N° D000012-2023-PCM-SD.", [("Oficio", "12-2023")]),
        ("Agradeceré remitir el Anexo 1 de la Resolución Ministerial N° 045-2016-MIMP.", []),
        ("Con el Oficio N° 012-2016-PCM/SD su despacho remitió la Resolución Ministerial N° 335-2012-PCM.", []),
        ("Envío a usted los saludos de este Sector, que ha conformado su Equipo de Trabajo.", []),
    ],
)
def test_a_letter_sends_what_stands_behind_its_verb_and_not_what_is_said_about_it(body, expected):
    assert expected == sent(body)


def test_a_document_is_called_by_its_values():
    assert "Oficio N° 021-2016-MIMP/DVMPV" == extract(letter("Texto."), LETTER).papers.name.literal
    split_heading = document("Resolución Directoral", "LIMA, 31 DE MAYO DE 2016", "No. 017-2016-MIMP/OGPP", "VISTO: el")
    name = extract(split_heading, RESOLUTION).papers.name

    assert ("Resolución Directoral", "17", 2016) == (name.kind, name.number, name.year)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"issuer": "PCM-SD"}, True),
        ({"year": None, "issuer": None}, True),
        ({"issuer": "PCM"}, False),
        ({"number": "10"}, False),
        ({"kind": "Resolución Suprema"}, False),
    ],
)
def test_names_agree_in_what_both_of_them_say(other, same):
    name = PaperName(kind="Resolución Ministerial", number="9", year=2016, issuer="PCM/SD", literal="")

    assert same is name.is_same(replace(name, **other))


# --------------------------------------------------------------------------------------------------- attachments


def paper(literal: str = "", number: str = "45", *, called: tuple[str, ...] = (), last: int = 4) -> Paper:
    name = PaperName(kind="Resolución Ministerial", number=number, year=2016, issuer="MIMP", literal=literal)
    return Paper(title=literal, name=name if literal else None, called=called, pages=(2, last))


def compared(body: str, *beside: Paper) -> list[Breach]:
    record = extract(letter(body), LETTER)
    return breaches(attachments_follow(replace(record, papers=replace(record.papers, beside=beside))))


def test_what_is_sent_and_follows_is_right():
    body = "Remito la Resolución Ministerial N° 045-2016-MIMP, en tres (03) folios, y el Anexo 1."

    assert [] == compared(body, paper("RM 45"), paper(called=("^anexo 1",), last=1))


def test_another_number_of_the_same_kind_is_a_breach():
    (found,) = compared("Remito la Resolución Ministerial N° 045-2016-MIMP.", paper("RM N° 054-2016-MIMP", "54"))

    assert State.INCUMPLE is found.state
    assert ("Resolución Ministerial N° 045-2016-MIMP", "RM N° 054-2016-MIMP") == (found.value, found.expected)


def test_what_is_not_in_the_file_may_be_in_another_one():
    (found,) = compared("Remito la Resolución Ministerial N° 045-2016-MIMP y el Anexo 1.")

    assert State.POR_VERIFICAR is found.state
    assert "y «Anexo 1», que no están en este archivo" in found.message


def test_sheets_that_do_not_follow_are_a_doubt():
    (found,) = compared("Remito la Resolución Ministerial N° 045-2016-MIMP, en 24 folios.", paper("RM 45"))

    assert (State.POR_VERIFICAR, "24", "3") == (found.state, found.value, found.expected)


def test_an_annex_behind_the_signature_is_there():
    record = extract(letter("Remito el Anexo 1.", end=(*END, "ANEXO N° 1", "Oficinas")), LETTER)

    assert [] == breaches(attachments_follow(record))


# -------------------------------------------------------------------------------------------------------- values


def test_a_value_lacks_a_part_or_is_not_there_at_all():
    record = extract(letter("Texto del documento.", head=("OFICIO N° 021-2016", HEAD[1])), LETTER)
    (part,) = breaches(value_has_parts(record, value="numero", what="el número", parts={"las siglas": r"-[A-Z]{2}"}))
    (absent,) = breaches(value_has_parts(record, value="otro", what="el sello"))

    assert (State.INCUMPLE, "El número no lleva las siglas: «OFICIO N° 021-2016».") == (part.state, part.message)
    assert (State.INCUMPLE, "No se encuentra el sello.") == (absent.state, absent.message)


def test_what_may_be_drawn_or_stands_on_a_line_of_its_own_is_a_doubt():
    drawn = replace(letter("Texto."), blocks=(*letter("Texto.").blocks, Picture()))
    unknown_post = letter("Texto.", to=("Señora", "ANA EJEMPLO PRUEBA", "Oidora", "Ministerio de Cultura"))
    (stamped,) = breaches(value_has_parts(extract(drawn, LETTER), value="otro", what="el sello"))
    (post,) = breaches(
        value_has_parts(
            extract(unknown_post, LETTER), value="destinatario", what="a quién", parts={"el cargo": "jefa"}, lines=3
        )
    )

    assert (State.POR_VERIFICAR, State.POR_VERIFICAR) == (stamped.state, post.state)


@pytest.mark.parametrize(
    ("said", "dated", "expected"),
    [
        ("Año de la Consolidación del Mar de Grau", "Lima, 3 de mayo de 2016", None),
        ("AÑO DE LA CONSOLIDACION DEL MAR DE GRAU", "Lima, 3 de mayo de 2016", None),
        ("Año de la lucha contra la corrupción e impunidad", "Lima, 3 de mayo de 2019", None),
        ("Año del Buen Servicio al Ciudadano", "Lima, 3 de mayo de 2016", State.INCUMPLE),
        ("Año de la Integridad de las Bibliotecas", "Lima, 3 de mayo de 2016", State.POR_VERIFICAR),
        ("Año de la Consolidación del Mar de Grau", "Lima, 5 de enero de 2017", None),
        ("Año de la Consolidación del Mar de Grau", "Lima, 5 de febrero de 2017", State.INCUMPLE),
        ("Año de la Consolidación del Mar de Grau", "Lima, 5 de febrero de 1999", None),
    ],
)
def test_the_name_of_the_year_is_that_of_the_date(said, dated, expected):
    record = extract(letter("Texto.", head=(f"“{said}”", HEAD[0], dated)), LETTER)
    found = breaches(year_name_agrees(record, name="nombre_anio", date="fecha", names=NAMES))

    assert [expected] * (expected is not None) == [b.state for b in found]


def test_a_year_without_name_is_only_a_note_where_one_is_needed():
    record = extract(letter("Texto."), LETTER)
    (needed,) = breaches(year_name_agrees(record, name="nombre_anio", date="fecha", names=NAMES))

    assert Severity.NOTA is needed.severity
    assert [] == breaches(year_name_agrees(record, name="nombre_anio", date="fecha", names=NAMES, needed=False))


# ------------------------------------------------------------------------------------------------------ articles


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (("Artículo 1.- A", "Artículo 2º.- B"), []),
        (("Artículo Primero.- A", "ARTÍCULO SEGUNDO: B"), []),
        (("Artículo Único.- A",), []),
        (("Artículo 1.- A", "Artículo 3.- B"), [State.INCUMPLE]),
        (("Artículo 1.- A", "Artículo 1.- B"), [State.INCUMPLE]),
        (("Artículo 1.- Modificar el artículo 5:", "Artículo 5.- Otro texto", "Artículo 2.- B"), []),
        (("Artículo 1.- A", "“Artículo 9.- Cita", "Artículo 10.- Cita”", "Artículo 2.- B"), []),
        (("Artículo 1.- Modificar el artículo 1:", "Artículo 1.- Otro texto"), [State.POR_VERIFICAR]),
        (("Aprobar lo propuesto.",), [State.INCUMPLE]),
    ],
)
def test_articles_follow_each_other(articles, expected):
    rule = next(r for r in RESOLUTION.rules if r.kind == "paragraphs_numbered")
    record = extract(document("CONSIDERANDO:", "Que, sí;", "SE RESUELVE:", *articles, "Regístrese"), RESOLUTION)
    found = breaches(paragraphs_numbered(record, point=rule.point, **rule.parameters))

    assert set(expected) == {b.state for b in found}


# --------------------------------------------------------------------------------------------------- recognition


def test_a_form_that_quotes_a_letter_is_not_a_letter():
    text = "Se adjunta el Oficio N° 012-2016-PRODUCE/DM, cuyo asunto es la propuesta. Atentamente se pide opinión. " * 3
    quoting = document("MEMORIA", text, *HEAD, *TO, "Presente.-", "Asunto: X", "De mi consideración:", *END)

    assert doctype.UNKNOWN == recognise(quoting, TYPES).doctype.name


def test_the_registered_values_of_a_letter(tmp_path):
    data, origin = as_json(extract(letter("Texto del documento que se comunica a la entidad."), LETTER), LETTER)

    assert ("Remite documentos", "Lima, 22 de enero de 2016") == (data["asunto"], data["fecha"])
    assert "ROSA EJEMPLO MUESTRA\nViceministra de Poblaciones Vulnerables" == data["firma"]
    assert origin["/asunto"].paragraph == 8


def test_labels_in_a_table_are_read_too():
    head = grid(("Asunto", "Remite informe"), ("Referencia", "Oficio N° 1-2016-PCM/SD"))
    record = extract(document(*HEAD, *TO, head, line("De mi consideración:"), "Texto.", *END), LETTER)

    assert "Remite informe" == record.values["/asunto"].raw


def test_the_last_of_several_words_is_joined_as_it_sounds():
    assert ["a e Implementación", "a y hielo", "a, b y c"] == [
        listed(words) for words in (("a", "Implementación"), ("a", "hielo"), ("a", "b", "c"))
    ]
