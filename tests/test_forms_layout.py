"""The folder of templates: its texts are well formed, speak of what the schemas have, and make what is committed."""

from __future__ import annotations

import io
import json
import runpy
import tomllib
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator

from amc_docs.doctype import available
from amc_docs.errors import BadTemplateError, NoFormError
from amc_docs.forms import layout
from amc_docs.forms.rendering import template_of, with_form

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
META = json.loads((ROOT / "schemas" / "_meta" / "plantilla.schema.json").read_text(encoding="utf-8"))
PAGE = (TEMPLATES / "README.md").read_text(encoding="utf-8")
LAID_OUT = sorted(path.parent.name for path in TEMPLATES.glob(f"*/{layout.NAME}"))

each_layout = pytest.mark.parametrize("name", LAID_OUT)


@each_layout
def test_each_layout_is_well_formed(name):
    found = tomllib.loads((TEMPLATES / name / layout.NAME).read_text(encoding="utf-8"))
    faults = [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(META).iter_errors(found)]

    assert faults == []


@each_layout
def test_each_layout_speaks_of_points_values_and_fields_that_exist(name):
    doctype = available()[name]
    found = layout.load(doctype)
    written = tomllib.loads((TEMPLATES / name / layout.NAME).read_text(encoding="utf-8"))
    values = {label.name for label in doctype.labels}
    inner = {f"{repeat.name}.{label.name}" for repeat in doctype.repeats for label in repeat.fields}
    matrices = {m.name: {f.name for f in m.fields} for m in doctype.matrices}
    points = {point.number for point in doctype.titled}
    said = {number for part in found.parts for number in part.points}

    assert said == points
    assert set(written.get("matrices", {})) <= set(matrices)
    assert set(found.hints) | set(found.models) | set(found.labels) <= values | inner | points
    assert {part.value for part in found.parts} - {""} <= values
    for matrix, table in found.matrices.items():
        groups = {name for group in table.groups for name in group.fields}
        rows = {name for row in table.rows for name in row}
        named = {*table.columns, *table.titles, *table.keys, *table.sums, *groups, *rows}
        assert named <= matrices[matrix]
    for part in found.parts:
        if part.form == "matrices":
            assert set(part.fields) <= set(matrices)


@each_layout
def test_guidance_that_goes_before_a_table_is_the_forms_own(name):
    doctype = available()[name]
    for table in layout.load(doctype).matrices.values():
        point = next((p for p in doctype.points if p.number == table.spec.point), None)
        assert not table.guidance or any(text.startswith(table.guidance) for text in point.guidance)


def test_what_is_committed_is_what_the_builder_makes():
    made = dict(runpy.run_path(str(TEMPLATES / "make.py"))["templates"]())
    stale = [str(path.relative_to(ROOT)) for path, content in made.items() if path.read_bytes() != content]

    assert stale == [], "python templates/make.py"
    assert set(TEMPLATES.rglob("*.docx")) == set(made)


@each_layout
def test_each_template_opens_and_holds_tags(name):
    found = docx.Document(io.BytesIO(template_of(available()[name])))

    assert "{{" in found.element.xml
    assert "{{ nombre_anio }}" == found.sections[0].header.paragraphs[0].text


def test_every_word_of_a_layout_is_on_the_page_about_them():
    tables = META["properties"]
    words = {
        *tables,
        *tables["partes"]["items"]["properties"],
        *tables["matrices"]["additionalProperties"]["properties"],
    }
    forms = set(tables["partes"]["items"]["properties"]["forma"]["enum"])

    assert {word for word in words | forms if f"`{word}`" not in PAGE and f"[{word}" not in PAGE} - {"partes"} == set()


def test_the_values_of_a_plain_layout_stand_in_the_order_of_the_schema():
    doctype = available()["oficio"]
    specs = [replace(doctype.points[0], number=str(n), value=f"dato_{n}") for n in range(12)]
    made = layout.load(replace(doctype, name="sin-plantilla", labels=(), matrices=(), repeats=(), points=tuple(specs)))

    assert made.parts[0].fields == tuple(f"dato_{n}" for n in range(12))


def test_types_without_points_or_tables_have_no_form():
    assert {"desconocido", "lineamientos", "directiva_con_formato"} <= set(available()) - set(with_form())
    with pytest.raises(NoFormError, match=r"«lineamientos» no tienen un formato oficial\. Indique uno de: anexo1, "):
        template_of(available()["lineamientos"])


@pytest.mark.parametrize(
    "text", ["titulo = [", '[[partes]]\nforma_ = "linea"', "partes = 3", "[matrices.costos]\ngrupos = [{}]"]
)
def test_a_layout_with_a_fault_is_named(tmp_path, text):
    (tmp_path / layout.NAME).write_text(text, encoding="utf-8")

    with pytest.raises(BadTemplateError, match=r"plantilla\.toml» está mal definida"):
        layout.load(available()["costeo"], tmp_path)
