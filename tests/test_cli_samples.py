"""The command line on real files, from reading to the last byte written."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import jsonschema
import pytest
from click.testing import CliRunner

from amc_docs import pipeline
from amc_docs.cli import main
from amc_docs.errors import ExitCode
from amc_docs.findings import Verdict

SAMPLES = Path("samples/anexo1").resolve()
SCHEMAS = Path("schemas/_meta").resolve()


def run(*arguments, **extra):
    return CliRunner().invoke(main, [str(a) for a in arguments], prog_name="amc-docs", **extra)


def schema(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["pass-formulario.docx", "pass-formulario.pdf", "fail-A1-13b-unidad.docx"])
def test_outputs_fit_their_schemas(name):
    report = json.loads(run("revisar", "--formato", "json", SAMPLES / name).stdout)
    extraction = json.loads(run("extraer", SAMPLES / name).stdout)

    jsonschema.validate(report, schema("informe_revision"))
    jsonschema.validate(extraction, schema("extraccion"))
    assert len(report["puntos"]) == 19


def test_checking_twice_gives_the_same_report():
    arguments = ("revisar", "--formato", "json", SAMPLES / "fail-A1-13b-unidad.docx")

    assert run(*arguments).stdout == run(*arguments).stdout


def test_page_left_out_is_neither_absent_nor_conforme():
    report = pipeline.review(SAMPLES / "pass-formulario.pdf", pages=frozenset({1})).report

    assert report.verdict is Verdict.NO_VERIFICABLE
    assert [f.rule for f in report.findings if f.is_observation] == []
    assert "páginas" in report.incomplete


def test_document_of_unknown_type_is_never_conforme(tmp_path):
    document = docx.Document()
    document.add_paragraph("Acta de la reunión del comité de compras.")
    document.save(tmp_path / "acta.docx")

    result = run("revisar", tmp_path / "acta.docx")
    assert result.exit_code == ExitCode.NO_VERIFICABLE
    assert "no se reconoce el tipo" in result.stdout


def test_type_stated_by_the_user_is_certain(tmp_path):
    document = docx.Document()
    document.add_paragraph("Acta de la reunión del comité de compras.")
    document.save(tmp_path / "acta.docx")

    found = json.loads(run("revisar", "--tipo", "anexo1", "--formato", "json", tmp_path / "acta.docx").stdout)
    assert (found["documento"]["tipo"], found["documento"]["confianza_tipo"]) == ("anexo1", 1.0)
    assert found["dictamen"] == "con_observaciones"


@pytest.mark.parametrize(("content", "suffix"), [(b"hola", ".docx"), (b"", ".pdf"), (b"%PDF-1.4 roto", ".pdf")])
def test_file_that_is_not_what_it_says_is_one_line(tmp_path, content, suffix):
    path = tmp_path / f"archivo{suffix}"
    path.write_bytes(content)

    result = run("revisar", path)
    assert result.exit_code == ExitCode.ILEGIBLE
    assert result.stderr.startswith(f"archivo{suffix}: ")
    assert result.stderr.count("\n") == 1


def test_standard_input_is_read_as_what_it_is():
    content = (SAMPLES / "pass-formulario.docx").read_bytes()

    found = json.loads(run("revisar", "--formato", "json", "-", input=content).stdout)
    assert found["documento"]["formato"] == "docx"
    assert found["documento"]["tipo"] == "anexo1"


@pytest.mark.parametrize("name", ["fail-A1-13b-unidad.docx", "fail-A1-13b-anio-narrativo.pdf"])
def test_html_shows_the_place_of_the_fault(tmp_path, name):
    run("revisar", SAMPLES / name, "--salida", tmp_path / "informe.html")
    page = (tmp_path / "informe.html").read_text(encoding="utf-8")

    assert "data:image/png" in page if name.endswith(".pdf") else "<mark>" in page
