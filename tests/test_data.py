"""Data as people write it: read as its type asks, held to the schema, every fault told with field and place."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from amc_docs.doctype import available
from amc_docs.errors import BadDataError
from amc_docs.forms import data, data_tree
from amc_docs.forms.data_writing import as_yaml
from tests.strategies import records

ANEXO, LETTER, REPORT = (available()[name] for name in ("anexo1", "oficio", "informe_semestral"))
FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def loaded(text: str, doctype=ANEXO, *, draft: bool = True):
    return data.load(text.encode(), "datos.yaml", doctype, draft=draft)


def faults(text: str, doctype=ANEXO, *, draft: bool = True) -> list[str]:
    with pytest.raises(BadDataError) as caught:
        loaded(text, doctype, draft=draft)
    return str(caught.value).split("\n")


def cost(written: str) -> object:
    return loaded(f"costos: [{{actividad: Taller, costo_total: {written}}}]")["costos"][0]["costo_total"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1250", "1250"), ("1250.50", "1250.50"), ("'1,250.50'", "1250.50"), ("8 000.00", "8000"), ("S/ 1 250", "1250"),
        ("'S/.4,138,581'", "4138581"), ("'42,7'", "42.7"), ("2.725", "2.725"), ("'2.725'", "2725"), ("24 horas", "24"),
        ("-5", "-5"), ("1e3", "1000"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(written, value):
    assert cost(written) == Decimal(value)


def test_words_stand_in_place_of_a_number_where_the_schema_takes_them():
    assert cost("Por convenio") == "Por convenio"


def test_codes_answers_and_dates_stay_as_written():
    found = loaded("causas: [{problema: 01.10, causas: No, efecto: 2016-03-18, causa_directa: on}]")
    assert found["causas"] == [{"problema": "01.10", "causas": "No", "causa_directa": "on", "efecto": "2016-03-18"}]


def test_a_period_answered_yes_is_marked_and_no_is_empty():
    row = loaded("cronograma: [{actividad: A, periodos: {ENE: true, FEB: false, MAR: x}}]")["cronograma"][0]
    assert row["periodos"] == {"ENE": "X", "MAR": "x"}


def test_how_a_number_was_written_is_kept_where_it_says_the_same_in_its_column():
    row = loaded("metas: [{indicador: A, metas: {2020: '42,7%', 2021: 8 000.00}}]")["metas"][0]["metas"]
    assert row["2020"] == Decimal("42.7")
    assert row["2020_escrito"] == "42.7%"
    assert row["2021_escrito"] == "8 000.00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("costos:\n  - costo_unitario: 12O.5", ["datos.yaml, línea 2, Costo unitario – costos, fila 1", "«12O.5»"]),
        ("costos:\n  - actividad: A\n    costo_tota: 3", ["línea 3", "¿Quiso decir «costo_total»?"]),
        ("costoss: []", ["«costoss» no es un dato", "¿Quiso decir «costos»?"]),
        ("puntos:\n  77: x", ["línea 2, puntos", "«77»"]),
        ("puntos:\n  7: {texto: a, testo: b}", ["línea 2", "¿Quiso decir «texto»?"]),
        ('puntos:\n  7: "a\\x07b"', ["Análisis causal", "carácter de control (U+0007)"]),
        ("costos: 3", ["debe ser una lista de filas"]),
        ("costos: [3]", ["una fila son datos con nombre"]),
        ("costos: [{actividad: [a, b]}]", ["tiene una lista, y debe ser un texto"]),
        ("costos: [{costo_total: 1e999999}]", ["fuera de toda medida"]),
        ("sector: Salud\npuntos: {1: Educación}", ["dice «Salud», y el punto 1 dice «Educación»"]),
        ("puntos: {6: {contenido: [{matriz: nada}]}}", ["la matriz «nada» no existe"]),
        ("- a", ["no contiene datos con nombre"]),
    ],
)  # fmt: skip
def test_each_fault_names_its_place_and_what_to_do(text, told):
    line = "\n".join(faults(text))
    assert all(words in line for words in told), line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2", "dos veces"), ("a: [1", "línea"), ("a: &x 1\nb: *x", "no se admite"),
        ("a:\n\tb: 1", "tabulador"),
        ("[" * 100 + "]" * 100, "niveles"), ('{"a": 1, "a": 2}', "dos veces"), ('{"a": 1,}', "no es JSON"),
        ("a: \x00", "signos"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_well_written_is_told_with_its_line(text, told):
    assert told in " ".join(faults(text))


def test_a_file_too_large_or_in_another_encoding_is_refused():
    with pytest.raises(BadDataError, match="8 MB"):
        data.load(b"a" * (data_tree.LARGEST + 1), "d.yaml", ANEXO)
    with pytest.raises(BadDataError, match="UTF-8"):
        data.load("ñ".encode("latin-1"), "d.yaml", ANEXO)


def test_what_the_form_asks_for_is_missing_unless_it_is_a_draft():
    told = faults("puntos: {1: Salud}", draft=False)
    assert any("falta el punto 7 «Análisis causal" in line for line in told)
    assert not any("punto 1 «" in line for line in told)
    assert loaded("puntos: {1: Salud}")["puntos"] == {"1": {"texto": "Salud"}}
    assert any("«Texto del oficio»" in line for line in faults("asunto: x", LETTER, draft=False))


def test_a_table_is_content_of_its_point():
    assert not any("punto 12 «" in line for line in faults("roles: [{fase: A, nacional: b}]", draft=False))


def test_what_extraer_prints_is_data_too():
    record = {
        "sector": "Salud",
        "puntos": {"1": {"titulo": "1. Sector", "texto": "Salud", "no_aplica": False}},
        "citas": [{"clave": "x"}],
        "costos": [{"costo_total": 1.5, "costo_total_escrito": "1,50"}],
    }
    found = {"registro": record}
    text = json.dumps(found)
    assert loaded(text)["costos"] == [{"costo_total": Decimal("1.5"), "costo_total_escrito": "1.5"}]
    other = json.dumps({**found, "documento": {"tipo": "oficio"}})
    assert "son los datos de un documento de tipo «oficio»" in faults(other)[0]


def test_the_usual_order_of_a_point_needs_no_content_of_its_own():
    rows = "causas: [{problema: a, causas: b}]"
    usual = loaded(f"puntos: {{7: {{contenido: [uno, dos, {{matriz: causas}}]}}}}\n{rows}")
    assert usual["puntos"]["7"] == {"texto": "uno\ndos"}
    other = loaded(f"puntos: {{7: {{contenido: [uno, {{matriz: causas}}, dos]}}}}\n{rows}")
    assert other["puntos"]["7"] == {"texto": "uno\ndos", "contenido": ["uno", {"matriz": "causas"}, "dos"]}
    assert loaded("puntos: {7: {contenido: [uno, {matriz: causas}, dos]}}")["puntos"]["7"] == {"texto": "uno\ndos"}


@pytest.mark.parametrize("doctype", [ANEXO, LETTER, REPORT], ids=lambda t: t.name)
def test_yaml_gives_the_same_data_back(doctype):
    @FEW
    @given(records(doctype, most_rows=4))
    def same(record):
        text = as_yaml(record, doctype)
        assert data.canonical(loaded(text, doctype), doctype) == record

    same()


@pytest.mark.parametrize(
    "text", ["=1+1", "null", "~", "true", "1.0", "a: b", "- x", "# c", "'", '"', "{a}", "* ", "%", "@"]
)
def test_yaml_keeps_texts_that_look_like_something_else(text):
    found = {"puntos": {"7": {"texto": text.strip()}}, "causas": [{"problema": text.strip()}]}
    assert data.canonical(loaded(as_yaml(found, ANEXO)), ANEXO) == data.canonical(found, ANEXO)


def test_data_of_another_type_is_told_in_one_line_where_only_one_has_all_its_names():
    letter = "numero: 12-2026\nasunto: Envío\ndestinatario: Ministerio\npuntos: {}\n"
    told = faults(letter)
    assert told == faults(letter, draft=False)
    assert len(told) == 1
    assert "son los datos de un documento de tipo «oficio», y se pide «anexo1»" in told[0]

    assert len(faults("sector: Salud\nasunto: Envío")) == 1, "a name too many in data of this type"
    assert "no es un dato de este documento" in faults("sector: Salud\nasunto: Envío")[0]
    assert "no es un dato de este documento" in faults("fecha: 12/05/2026\nanio: 2026")[0], "several types have them"
