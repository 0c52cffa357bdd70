"""`revisar --contra`: a report against the document that it reports on."""

from __future__ import annotations

import json
from pathlib import Path

import docx
from click.testing import CliRunner

from amc_docs.cli import main
from amc_docs.errors import ExitCode

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REPORT = SAMPLES / "informe_semestral" / "pass-completo.docx"
MATRIX = SAMPLES / "matriz_convenio" / "pass-A1-13c-la-de-los-informes.xlsx"
RULE = "IS-08-contra"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="amc-docs")


def of_rule(result):
    report = json.loads(result.stdout)
    states = [c["estado"] for c in report["comprobaciones"] if c["regla"] == RULE]
    return states, [f for f in report["hallazgos"] if f["regla"] == RULE]


def test_a_difference_is_told_with_both_places():
    result = run("revisar", REPORT, "--contra", MATRIX, "--formato", "json")
    states, (finding,) = of_rule(result)

    assert ExitCode.CON_OBSERVACIONES == result.exit_code
    assert ["incumple"] == states
    assert "«1,400» (tabla 2, fila 5)" in finding["mensaje"].replace(f"en «{MATRIX.name}» ", "")
    assert finding["ubicacion"]["tabla"]


def test_without_the_other_document_the_rule_is_never_fulfilled():
    states, findings = of_rule(run("revisar", REPORT, "--formato", "json"))

    assert (["no_aplica"], []) == (states, findings)


def test_another_document_that_cannot_be_read_is_named(tmp_path):
    broken = tmp_path / "roto.docx"
    broken.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    result = run("revisar", REPORT, "--contra", broken)

    assert ExitCode.ILEGIBLE == result.exit_code
    assert result.stderr.startswith("roto.docx: ")
    assert not result.stdout


def test_another_document_is_read_within_the_same_limits():
    result = run("revisar", REPORT, "--contra", MATRIX, "--limite", "descomprimido=1k")

    assert ExitCode.ILEGIBLE == result.exit_code
    assert MATRIX.name in result.stderr


def test_a_document_that_is_compared_with_no_other_is_refused():
    result = run("revisar", MATRIX, "--contra", REPORT)

    assert ExitCode.USO_INCORRECTO == result.exit_code
    assert "no se compara con otro documento" in result.stderr


def test_only_one_other_document_may_be_named(tmp_path):
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"")
    result = run("revisar", REPORT, "--contra", tmp_path / "*.docx")

    assert ExitCode.USO_INCORRECTO == result.exit_code
    assert "Indique uno solo" in result.stderr


def test_the_informe_de_observaciones_tells_the_difference_too(tmp_path):
    target = tmp_path / "informe.docx"
    result = run("observaciones", REPORT, "--contra", MATRIX, "--salida", target)
    said = "\n".join(p.text for p in docx.Document(target).paragraphs)

    assert ExitCode.CONFORME == result.exit_code, result.output
    assert f"en «{MATRIX.name}» es «1,400»" in said
