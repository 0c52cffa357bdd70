"""The norm is data: each folder of `schemas/` is whole, and a new type needs no code."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from amc_docs import doctype, rules
from amc_docs.checking import check
from amc_docs.errors import BadDocumentTypeError
from amc_docs.extraction import as_json, extract, recognise
from tests.documents import document, grid, line

SCHEMAS = doctype.data_folder("schemas")
TYPES = doctype.available()
META = json.loads((SCHEMAS / "_meta" / "doctype.schema.json").read_text(encoding="utf-8"))
ALL_RULES = [(name, rule) for name, t in TYPES.items() for rule in t.rules]
MATRIX_SETTINGS = ("matrix", "union", "indicators", "target", "costs", "list_matrix", "cross_matrix")


@pytest.mark.parametrize("name", TYPES)
def test_the_settings_and_the_schema_of_each_type_are_well_formed(name):
    settings = tomllib.loads((SCHEMAS / name / "doctype.toml").read_text(encoding="utf-8"))

    assert [] == [e.message for e in Draft202012Validator(META).iter_errors(settings)]
    Draft202012Validator.check_schema(json.loads((SCHEMAS / name / "schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", TYPES)
def test_every_obligation_has_a_rule_or_says_why_not(name):
    covered = {rule.obligation for rule in TYPES[name].rules}

    assert [] == [o.id for o in TYPES[name].obligations if o.id not in covered and not (o.how == "—" and o.reason)]


@pytest.mark.parametrize("name", TYPES)
def test_what_only_a_person_can_judge_is_never_decided_by_a_rule(name):
    by_hand = {o.id for o in TYPES[name].obligations if o.how == "R"}

    assert {"needs_judgement"} >= {r.kind for r in TYPES[name].rules if r.obligation in by_hand}


@pytest.mark.parametrize(("name", "rule"), ALL_RULES, ids=lambda v: v if isinstance(v, str) else v.id)
def test_each_rule_names_a_kind_and_gives_its_settings(name, rule):
    parameters = inspect.signature(rules.kind(rule.kind)).parameters
    settings = {n for n in parameters if n not in ("record", "point")}
    needed = {n for n in settings if parameters[n].default is inspect.Parameter.empty}

    assert set(rule.parameters) <= settings
    assert needed <= set(rule.parameters)


@pytest.mark.parametrize(("name", "rule"), ALL_RULES, ids=lambda v: v if isinstance(v, str) else v.id)
def test_each_rule_speaks_of_points_and_matrices_that_exist(name, rule):
    # The rules that a type without points borrows may speak of the lender's other matrices.
    known = [t for t in TYPES.values() if t.points or t is TYPES[name]]
    owner = next(t for t in known if any(r.id == rule.id for r in t.rules))
    matrices = {m.name for m in owner.matrices} | {u.name for u in owner.unions}
    points = {p.number for p in owner.points}

    assert rule.point is None or rule.point in points
    assert {v for k, v in rule.parameters.items() if k in MATRIX_SETTINGS} <= matrices


def test_rule_identifiers_are_unique_and_name_their_obligation():
    for t in TYPES.values():
        ids = [rule.id for rule in t.rules]
        assert len(ids) == len(set(ids))
        assert all(rule.id.startswith(rule.obligation + "-") for rule in t.rules)


def test_every_rule_kind_is_used():
    assert set(rules.kinds()) == {rule.kind for _, rule in ALL_RULES}


@pytest.mark.parametrize("kind", rules.kinds())
def test_each_rule_kind_explains_itself(kind):
    function = rules.kind(kind)

    assert function.__doc__
    assert kind == function.__name__


def test_patterns_are_written_for_folded_text():
    for _, rule in ALL_RULES:
        for text in re.findall(r"'([^']*\\b[^']*)'", str(rule.parameters)):
            assert text == text.lower() or "\\" in text
            assert not re.search(r"[áéíóúñ]", text)


INVENTED_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["responsable"],
    "properties": {
        "responsable": {"type": "string", "title": "Responsable", "x-punto": "1"},
        "puntos": {
            "type": "object",
            "properties": {
                "1": {"x-titulo": "Responsable de la biblioteca"},
                "2": {"x-titulo": "Libros prestados durante el mes"},
                "3": {"x-titulo": "Incidencias"},
            },
        },
        "libros": {
            "type": "array",
            "title": "Libros",
            "x-tabla": {"punto": "2", "exige": [["titulo", "ejemplares"]]},
            "items": {
                "type": "object",
                "properties": {
                    "titulo": {"type": "string", "x-columnas": ["Título", "Libro"]},
                    "ejemplares": {"type": ["number", "null"], "x-columnas": ["Ejemplares", "N° de ejemplares"]},
                },
            },
        },
    },
}
INVENTED_SETTINGS = """
[tipo]
titulo = "Parte mensual de biblioteca"
norma = "Reglamento de la biblioteca"
edicion = "1"
vigente_desde = "2020-01-01"

[reconocer]
frases = ["parte mensual de (la )?biblioteca"]

[[obligaciones]]
id = "PB-01"
clausula = "artículo 1"
texto = "Están los tres puntos."
como = "M"

[[obligaciones]]
id = "PB-02"
clausula = "artículo 2"
texto = "Cada libro dice sus ejemplares."
como = "M"

[[reglas]]
id = "PB-01-puntos"
obligacion = "PB-01"
comprueba = "points_present"
etapa = 1
titulo = "Están los puntos"
por_que = "Lo pide el reglamento."
remedio = "Añada el punto."

[[reglas]]
id = "PB-02-ejemplares"
obligacion = "PB-02"
punto = "2"
comprueba = "rows_filled"
etapa = 3
titulo = "Cada libro dice sus ejemplares"
por_que = "Se cuentan."
remedio = "Escriba los ejemplares."
[reglas.con]
matrix = "libros"
key = "titulo"
field = "ejemplares"
noun = "el libro"
"""


@pytest.fixture(name="library")
def _library(tmp_path: Path) -> doctype.DocType:
    folder = tmp_path / "parte_biblioteca"
    folder.mkdir()
    (folder / "schema.json").write_text(json.dumps(INVENTED_SCHEMA), encoding="utf-8")
    (folder / "doctype.toml").write_text(INVENTED_SETTINGS, encoding="utf-8")
    return doctype.load(folder)


def test_a_new_type_is_recognised_extracted_and_checked_by_data_alone(library):
    submitted = document(
        "PARTE MENSUAL DE LA BIBLIOTECA",
        line("1. Responsable de la biblioteca", level=1),
        "Oficina de Cultura",
        line("2. Libros prestados durante el mes", level=1),
        grid(("Libro", "N° de ejemplares"), ("Comentarios reales", "3"), ("Tradiciones", "")),
    )
    found = recognise(submitted, {**TYPES, "parte_biblioteca": library})
    record = extract(submitted, found.doctype)
    data, _ = as_json(record, found.doctype)
    checked = check(record, found.doctype)

    assert library is found.doctype
    assert "Oficina de Cultura" == data["responsable"]
    assert 3 == data["libros"][0]["ejemplares"]
    assert {("PB-01", "3"), ("PB-02", "2")} == {(f.obligation, f.point) for f in checked.findings}


def test_a_folder_that_contradicts_itself_is_named(library, tmp_path):
    (tmp_path / "parte_biblioteca" / "doctype.toml").write_text(
        INVENTED_SETTINGS.replace('obligacion = "PB-01"', 'obligacion = "PB-09"')
    )

    with pytest.raises(BadDocumentTypeError, match=r"parte_biblioteca.*PB-09"):
        doctype.load(tmp_path / "parte_biblioteca")
