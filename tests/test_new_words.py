"""Forms of other shapes than numbered points, told by data alone: parts of points, labelled values, repeated sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents import document, grid, line

from amc_docs import doctype
from amc_docs.checking import check
from amc_docs.extraction import as_json, extract, recognise

SCHEMA = {
    "type": "object",
    "properties": {
        "codigo": {"type": "string", "title": "Código", "x-etiquetas": ["Código del taller", "Código"]},
        "fecha": {"type": "string", "x-expresiones": [r"Tarma, (\d+ de \w+ de \d{4})"]},
        "aforo": {"type": ["number", "null"], "x-etiquetas": ["Aforo"], "x-punto": "2.1"},
        "puntos": {
            "type": "object",
            "properties": {
                "1": {"x-titulo": "Presentación del taller"},
                "2": {"x-titulo": "Desarrollo"},
                "2.1": {"x-titulo": "Lugar y aforo del taller"},
                "2.2": {"x-titulo": "Sesiones realizadas"},
                "Anexos": {"x-titulo": "Anexos del taller", "x-opcional": True},
            },
        },
        "sesiones": {
            "type": "array",
            "title": "Sesiones",
            "x-repite": {"punto": "2.2", "abre": [r"^Sesión (?P<numero>S\d+)\b"], "clave": "numero"},
            "items": {
                "type": "object",
                "properties": {
                    "numero": {"type": "string"},
                    "ponente": {"type": "string", "title": "Ponente", "x-etiquetas": ["Ponente"]},
                    "tema": {"type": "string", "title": "Tema", "x-etiquetas": ["Tema de la sesión"]},
                },
            },
        },
        "asistentes": {
            "type": "array",
            "title": "Asistentes",
            "x-tabla": {"punto": "2.2", "exige": [["nombre", "entidad"]], "unidad": "sesiones"},
            "items": {
                "type": "object",
                "properties": {
                    "sesion": {"type": "string", "x-de-unidad": True},
                    "nombre": {"type": "string", "x-columnas": ["Nombre"]},
                    "entidad": {"type": "string", "x-columnas": ["Entidad"]},
                },
            },
        },
    },
}
SETTINGS = """
[tipo]
titulo = "Memoria de un taller"
norma = "Guía de talleres"
edicion = "1"
vigente_desde = "2020-01-01"

[[comparte]]
tipo = "anexo1"
reglas = ["A1-00a-puntos", "A1-13d2-producto"]
puntos = { "13" = "2.2" }
"""

NO_RULES = SETTINGS.partition("[[comparte]]")[0]


@pytest.fixture(name="workshop")
def _workshop(tmp_path: Path) -> doctype.DocType:
    return _type(tmp_path, SCHEMA)


def _type(folder: Path, schema: dict[str, object], settings: str = SETTINGS) -> doctype.DocType:
    (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (folder / "doctype.toml").write_text(settings, encoding="utf-8")
    return doctype.load(folder)


def _submitted():
    return document(
        "MEMORIA DE UN TALLER",
        grid(("Código del taller:", "T-07")),
        "Tarma, 3 de mayo de 2021",
        line("1. Presentación del taller", bold=True),
        "Se reunió a las oficinas de la región.",
        line("2. Desarrollo", bold=True),
        line("2.1. Lugar y aforo del taller", bold=True),
        "Aforo\t: 1,250 personas",
        line("2.2 Sesiones realizadas", bold=True),
        line("Sesión S1: mañana", bold=True),
        "Ponente: Oficina de Estadística",
        grid(("Tema de la sesión", "Registros de pesca")),
        grid(("Nombre", "Entidad"), ("Oficina A", "Región 1"), ("Oficina B", "Región 2")),
        line("Sesión S2: tarde", bold=True),
        "Ponente:",
        grid(("Nombre", "Entidad"), ("Oficina C", "Región 3")),
    )


def test_a_point_with_parts_holds_what_stands_before_them(workshop):
    record = extract(_submitted(), workshop)

    assert ("1", "2", "2.1", "2.2") == record.order
    assert ("2.1", "2.2") == record.points["2"].parts
    assert not record.points["2"].blocks
    assert record.points["2.1"].found_number == "2.1"


def test_a_value_stands_beside_its_label_in_a_cell_or_a_line_or_is_told_by_a_pattern(workshop):
    data, origin = as_json(extract(_submitted(), workshop), workshop)

    assert {"codigo": "T-07", "fecha": "3 de mayo de 2021", "aforo": 1250} == {
        name: data[name] for name in ("codigo", "fecha", "aforo")
    }
    assert (origin["/codigo"].table, origin["/codigo"].column) == (1, 1)


def test_each_unit_of_a_repeated_part_is_a_row_with_its_values(workshop):
    data, _ = as_json(extract(_submitted(), workshop), workshop)

    assert [
        {"numero": "S1", "ponente": "Oficina de Estadística", "tema": "Registros de pesca"},
        {"numero": "S2", "ponente": None},
    ] == data["sesiones"]


def test_the_rows_of_a_table_inside_a_unit_tell_which_one_it_is(workshop):
    data, _ = as_json(extract(_submitted(), workshop), workshop)

    assert [("S1", "Oficina A"), ("S1", "Oficina B"), ("S2", "Oficina C")] == [
        (row["sesion"], row["nombre"]) for row in data["asistentes"]
    ]


def test_a_point_whose_parts_are_there_is_not_empty_and_an_optional_one_is_not_missed(workshop):
    checked = check(extract(_submitted(), workshop), workshop)

    assert [] == [f.message for f in checked.findings]
    assert {"1": "cumple", "2": "cumple", "2.1": "cumple", "2.2": "cumple", "Anexos": "no_aplica"} == {
        point.number: point.state.value for point in checked.points
    }


def test_a_missing_part_is_named_with_its_own_number(workshop):
    checked = check(extract(_divided("2.2 Sesiones realizadas"), workshop), workshop)

    (found,) = [f for f in checked.findings if f.point == "2.1"]
    assert found.is_observation
    assert "Falta el punto 2.1, «Lugar y aforo del taller»" in found.message


def _divided(*titles: str, before: str = ""):
    first = [line("1. Presentación del taller", bold=True), "Texto.", line("2. Desarrollo", bold=True), before]
    return document(*first, *(part for title in titles for part in (line(title, bold=True), "Texto.")))


@pytest.mark.parametrize(
    ("submitted", "words"),
    [
        (_divided("2.1) Dónde fue", "2.2 Sesiones realizadas"), "puede ser «2.1) Dónde fue»"),
        (_divided("Sobre el aforo del taller", "2.2 Sesiones realizadas"), "puede ser «Sobre el aforo del taller»"),
        (_divided(before="Fue en Tarma, con 40 sillas."), "puede estar en el punto 2, que no se divide"),
    ],
)
def test_a_part_that_may_be_there_in_other_words_is_a_doubt(workshop, submitted, words):
    checked = check(extract(submitted, workshop), workshop)

    (found,) = [f for f in checked.findings if f.point == "2.1"]
    assert not found.is_observation
    assert words in found.message


def test_rules_borrowed_from_another_type_speak_of_the_point_of_this_one(workshop):
    (rule,) = [r for r in workshop.rules if r.id == "A1-13d2-producto"]

    assert "2.2" == rule.point


def test_a_part_of_another_schema_is_taken_over_and_changed_word_by_word(tmp_path):
    lender = tmp_path / "taller"
    lender.mkdir()
    columns = {"nombre": {"$ref": "#/$defs/texto", "x-columnas": ["Nombre"]}}
    people = {
        "type": "array",
        "title": "Asistentes",
        "x-tabla": {"punto": "2", "exige": [["nombre"]]},
        "items": {"type": "object", "properties": columns},
    }
    _type(lender, {"$defs": {"texto": {"type": "string"}}, "properties": {"asistentes": people}}, NO_RULES)
    folder = tmp_path / "lista"
    folder.mkdir()
    reference = {"$ref": "../taller/schema.json#/properties/asistentes", "x-tabla": {"punto": "1"}}
    borrower = _type(folder, {"properties": {"asistentes": reference}}, NO_RULES)

    (matrix,) = borrower.matrices
    assert ("1", (("nombre",),)) == (matrix.point, matrix.requires)
    fields = borrower.schema["properties"]["asistentes"]["items"]["properties"]
    assert {"nombre": {"type": "string", "x-columnas": ["Nombre"]}} == fields


@pytest.mark.parametrize(
    ("number", "written", "is_official"),
    [
        ("IV", "IV. BASE LEGAL", True),
        ("IV", "4. BASE LEGAL", False),
        ("3.1", "3 . 1.- BASE LEGAL", True),
        ("3.1", "III.1 BASE LEGAL", True),
        ("3.1", "3,1 BASE LEGAL", True),
        ("3.1", "3.2 BASE LEGAL", False),
        ("Base", "3.2 BASE LEGAL", False),
    ],
)
def test_titles_are_found_however_the_form_numbers_them(tmp_path, number, written, is_official):
    schema = {"properties": {"puntos": {"properties": {number: {"x-titulo": "Base legal"}}}}}
    kind = _type(tmp_path, schema, NO_RULES)
    record = extract(document(line(written, bold=True), "Ley N° 27658."), kind)

    point = record.points[number]
    assert point.is_present
    assert (point.found_number == number) is is_official


REPORT = {
    "properties": {
        "puntos": {
            "properties": {
                "1": {"x-titulo": "Análisis del año"},
                "Conclusiones": {"x-titulo": "Conclusiones del análisis", "x-parte-de": "1", "x-opcional": True},
                "Cuadro final": {"x-titulo": "Cuadro final de metas"},
            }
        },
        "niveles": {
            "type": "array",
            "title": "Niveles",
            "x-tabla": {"punto": "1", "exige": [["nivel", "metas"]]},
            "items": {
                "properties": {
                    "nivel": {"type": "string", "x-columnas": ["Nivel"]},
                    "metas": {"type": "object", "x-columnas": ["Metas"], "x-serie": "code"},
                }
            },
        },
        "narrados": {
            "type": "array",
            "title": "Metas narradas",
            "x-repite": {
                "punto": "1",
                "abre": [r"^Objetivo (?P<codigo>[\d.]+)"],
                "clave": "meta",
                "divide": "meta",
            },
            "items": {
                "properties": {
                    "codigo": {"type": "string"},
                    "meta": {"type": "string", "x-etiquetas": ["Meta"]},
                    "valor": {"type": ["number", "null"], "x-etiquetas": ["Valor"]},
                }
            },
        },
        "cuadro": {
            "type": "array",
            "title": "Cuadro final",
            "x-tabla": {"punto": "Cuadro final", "exige": [["codigo", "meta", "valor"]]},
            "items": {
                "properties": {
                    "codigo": {"type": "string", "x-columnas": ["Código"]},
                    "meta": {"type": "string", "x-columnas": ["Meta"]},
                    "valor": {"type": ["number", "null"], "x-columnas": ["Valor"]},
                }
            },
        },
        "todas": {
            "type": "array",
            "title": "Todas las metas",
            "x-union": {
                "clave": "meta",
                "codigo": "codigo",
                "fuentes": {n: {k: k for k in ("codigo", "meta", "valor")} for n in ("narrados", "cuadro")},
            },
        },
    }
}


def _report(*final: object):
    return document(
        line("I. Análisis del año", bold=True),
        grid(
            ("Nivel", "Metas", None, None),
            (None, "1.1", "Ind. 2", "1.1"),
            ("Superadas", "1", "0", "1"),
            spans={(0, 0): (2, 1), (0, 1): (1, 3)},
        ),
        "Objetivo 1.1: leer más",
        "Meta: Libros prestados",
        "Valor: 1,250",
        "Meta: Salas abiertas",
        "Valor: 9",
        "Objetivo 1.2: guardar mejor",
        "Meta: Archivos descritos",
        "Valor: 4",
        line("Conclusiones del análisis", bold=True),
        "Se leyó más.",
        *final,
    )


FINAL = grid(
    ("Código", "Meta", "Valor"),
    ("1.2", "ARCHIVOS CON DESCRIPCIÓN", "4"),
    ("1.1", "SALAS ABIERTAS", "9"),
    ("1.1", "LIBROS PRESTADOS", "1250"),
)


def test_columns_under_codes_are_a_series_even_where_a_code_comes_twice(tmp_path):
    record = extract(_report(), _type(tmp_path, REPORT, NO_RULES))

    (row,) = record.matrices["niveles"].rows
    assert {"1.1": 1, "2": 0, "1.1 (4)": 1} == {key: v.value for key, v in row.series("metas").items()}


def test_a_label_that_comes_again_divides_a_unit(tmp_path):
    data, _ = as_json(extract(_report(), _type(tmp_path, REPORT, NO_RULES)), _type(tmp_path, REPORT, NO_RULES))

    assert [("1.1", "Libros prestados", 1250), ("1.1", "Salas abiertas", 9), ("1.2", "Archivos descritos", 4)] == [
        (row["codigo"], row["meta"], row["valor"]) for row in data["narrados"]
    ]


def test_a_union_joins_repeated_parts_and_tables_by_code_before_name(tmp_path):
    record = extract(_report(line("Cuadro final de metas", bold=True), FINAL), _type(tmp_path, REPORT, NO_RULES))

    rows = record.matrices["todas"].rows
    joined = {row.raw("meta"): {s: v.raw for s, v in row.sources("valor").items()} for row in rows}
    assert {
        "Libros prestados": {"narrados": "1,250", "cuadro": "1250"},
        "Salas abiertas": {"narrados": "9", "cuadro": "9"},
        "Archivos descritos": {"narrados": "4", "cuadro": "4"},
    } == joined


def test_a_part_without_number_belongs_to_its_point_and_is_found_by_its_table_where_its_title_is_lost(tmp_path):
    record = extract(_report("Sigue el cuadro:", FINAL), _type(tmp_path, REPORT, NO_RULES))

    assert ("Conclusiones",) == record.points["1"].parts
    assert record.points["Cuadro final"].is_present
    assert record.points["Cuadro final"].found_title is None
    assert "Cuadro final" == record.matrices["cuadro"].point


def test_a_rule_that_is_borrowed_may_have_settings_of_ones_own(tmp_path):
    settings = NO_RULES + (
        '[[comparte]]\ntipo = "anexo1"\nreglas = ["A1-x2-tablas"]\n'
        'ajustes = { A1-x2-tablas = { except_matrices = ["niveles"] } }\n'
    )

    (rule,) = _type(tmp_path, REPORT, settings).rules
    assert {"except_matrices": ["niveles"]} == rule.parameters


def test_an_obligation_that_the_borrower_states_is_its_own(tmp_path):
    own = '[[obligaciones]]\nid = "A1-x2"\nclausula = "artículo 1"\ntexto = "Los totales suman."\ncomo = "M"\n'
    settings = NO_RULES + own + '[[comparte]]\ntipo = "anexo1"\nreglas = ["A1-x2-tablas"]\n'

    (duty,) = _type(tmp_path, REPORT, settings).obligations
    assert "Los totales suman." == duty.text


def test_of_two_types_of_one_form_the_title_page_decides(tmp_path):
    kinds = {}
    for name, phrase in (("a", "^memoria anual"), ("b", "^memoria del semestre")):
        folder = tmp_path / name
        folder.mkdir()
        kinds[name] = _type(folder, REPORT, f'{NO_RULES}\n[reconocer]\nfrases = ["{phrase}"]\n')
    submitted = document("MEMORIA DEL SEMESTRE", *_report(line("Cuadro final de metas", bold=True), FINAL).blocks)

    assert kinds["b"] is recognise(submitted, kinds).doctype


def test_a_first_column_that_only_counts_the_rows_is_no_field(tmp_path):
    rows = (("N°", "Código", "Meta", "N°"), ("1", "1.1", "Salas", "9"), ("2", "1.2", "Libros", "7"))
    schema = json.loads(json.dumps(REPORT))
    schema["properties"]["cuadro"]["items"]["properties"]["valor"]["x-columnas"] = ["N°"]
    record = extract(_report(line("Cuadro final de metas", bold=True), grid(*rows)), _type(tmp_path, schema, NO_RULES))

    assert ["9", "7"] == [row.raw("valor") for row in record.matrices["cuadro"].rows]


def test_a_card_under_a_caption_of_its_whole_width_is_read_on_its_side(tmp_path):
    schema = json.loads(json.dumps(REPORT))
    schema["properties"]["cuadro"]["x-tabla"]["traspuesta"] = True
    card = grid(
        ("META DE LAS SALAS", None), ("Código", "1.1"), ("Meta", "Salas"), ("Valor", "9"), spans={(0, 0): (1, 2)}
    )
    record = extract(_report(line("Cuadro final de metas", bold=True), card), _type(tmp_path, schema, NO_RULES))

    assert [("1.1", "Salas", "9")] == [
        tuple(row.raw(name) for name in ("codigo", "meta", "valor")) for row in record.matrices["cuadro"].rows
    ]
