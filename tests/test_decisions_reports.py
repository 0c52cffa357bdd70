"""Decisions through the command: written beside the document, read by themselves, shown in every report."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner

from amc_docs import pipeline
from amc_docs.cli import main
from amc_docs.errors import ExitCode
from amc_docs.writers import REPORTS, Options

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "anexo1" / "fail-A1-13b-unidad.docx"
SCHEMA = Path("schemas/_meta/informe_revision.schema.json")
REASON = "La unidad consta en el título del cuadro."


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="amc-docs")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A document with its decisions, one observation dismissed."""
    where = tmp_path_factory.mktemp("revisado")
    path = where / "anexo.docx"
    shutil.copy(SAMPLE, path)
    result = run("revisar", path, "--decisiones", "-q")
    assert result.exit_code == ExitCode.CON_OBSERVACIONES
    file = where / "anexo.docx.revision.yaml"
    text = file.read_text(encoding="utf-8").replace("revisor:", "revisor: Rosa Prueba", 1)
    text = text.replace("decision: pendiente\n    motivo:", f"decision: descartar\n    motivo: {REASON}", 1)
    text = text.replace(
        "observaciones_propias: []",
        "observaciones_propias:\n  - {punto: '8', mensaje: '=Faltan costos', sustento: RSD, severidad: advertencia}",
    )
    file.write_text(text, encoding="utf-8")
    return where


@pytest.fixture(scope="module")
def review(folder):
    return pipeline.review(folder / "anexo.docx")


def test_what_lies_beside_the_document_is_read_without_asking(folder):
    result = run("revisar", folder / "anexo.docx", "-v")

    assert result.exit_code == ExitCode.CON_OBSERVACIONES
    text = " ".join(result.stdout.split())
    assert f"Motivo {REASON}" in text
    assert "1 decisión aplicada, 1 observación propia y 6 hallazgos sin decidir." in text
    assert "Revisor observación de Rosa Prueba" in text
    assert "Clave propia-1-" in text
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_decisions_can_be_left_out(folder):
    result = run("revisar", folder / "anexo.docx", "--sin-decisiones", "-q")

    assert "1 error" in result.stdout
    assert "descartado" not in result.stdout


def test_another_file_of_decisions_can_be_named(folder, tmp_path):
    path = tmp_path / "copia.docx"
    shutil.copy(SAMPLE, path)
    result = run("revisar", path, "-q", "--decisiones-de", folder / "anexo.docx.revision.yaml")

    assert "1 descartado por el revisor" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--decisiones", "--sin-decisiones"),
        ("--sin-decisiones", "--decisiones-de", SAMPLE),
        ("--decisiones-de", "no-existe.yaml"),
        ("--decisiones-de", SAMPLE, SAMPLE),
        ("--decisiones", "-"),
    ],
)
def test_options_that_cannot_go_together_are_refused(arguments):
    assert run("revisar", SAMPLE, *arguments).exit_code == ExitCode.USO_INCORRECTO


def test_a_wrong_file_of_decisions_stops_its_document_and_names_the_line(tmp_path):
    for name in ("a.docx", "b.docx"):
        shutil.copy(SAMPLE, tmp_path / name)
    (tmp_path / "a.docx.revision.yaml").write_text("version: 1\ndecisiones:\n  - desicion: x\n", encoding="utf-8")
    result = run("revisar", "-q", tmp_path / "a.docx", tmp_path / "b.docx")

    assert "a.docx.revision.yaml, línea 3, «decisiones.1.desicion»" in result.stderr
    assert result.stdout.startswith("b.docx: con observaciones")
    assert result.exit_code == ExitCode.USO_INCORRECTO


def test_files_of_decisions_are_no_documents(folder):
    """A shell names them where the user writes `*`, and so does our own wildcard."""
    named = run("revisar", "-q", folder / "anexo.docx", folder / "anexo.docx.revision.yaml")
    wild = run("revisar", "-q", folder / "anexo.*")
    dossier = run("expediente", folder)

    assert len(named.stdout.splitlines()) == len(wild.stdout.splitlines()) == 1
    assert "1 documento" in dossier.stdout
    assert named.stderr == wild.stderr == dossier.stderr == ""


def test_a_second_run_changes_nothing(folder):
    file = folder / "anexo.docx.revision.yaml"
    before = file.read_bytes()
    run("revisar", folder / "anexo.docx", "--decisiones", "-q")

    assert file.read_bytes() == before


def test_json_tells_everything_and_fits_its_schema(review):
    report = json.loads(REPORTS["json"].render([review]))
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))

    assert report["descartados"][0]["decision"]["motivo"] == REASON
    assert report["decisiones"]["aplicadas"] == 1
    assert report["decisiones"]["mismo_documento"] is True
    (own,) = [h for h in report["hallazgos"] if h["regla"] == "propia-1"]
    assert own["decision"]["propia"] is True
    assert report["descartados"][0]["lugar"]["campo"] == "unidad_medida"


def test_sarif_keeps_what_was_dismissed_as_suppressed(review):
    (run_of,) = json.loads(REPORTS["sarif"].render([review]))["runs"]
    suppressed = [r for r in run_of["results"] if "suppressions" in r]

    assert [r["suppressions"][0]["justification"] for r in suppressed] == [REASON]
    assert len({r["partialFingerprints"]["amcDocs/v2"] for r in run_of["results"]}) == len(run_of["results"])
    notes = run_of["invocations"][0]["toolExecutionNotifications"]
    assert any("1 decisión aplicada" in n["message"]["text"] for n in notes)


def test_html_and_workbook_show_the_reason_and_keep_signs_as_text(review):
    page = REPORTS["html"].render([review], Options())
    book = openpyxl.load_workbook(io.BytesIO(REPORTS["xlsx"].render([review])))
    cells = {str(c.value) for row in book["Observaciones"].iter_rows() for c in row}

    assert REASON in page
    assert "Descartado por el revisor" in page
    assert "observación de Rosa Prueba" in page
    assert book["Descartadas"]["D2"].value == REASON
    assert "=Faltan costos" in cells
    assert not any(c.data_type == "f" for row in book["Observaciones"].iter_rows() for c in row)
