"""`amc-docs subsanar`: what is written, what is said, and what is never overwritten."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from amc_docs.cli import main

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
COSTS = SAMPLES / "costeo" / "fail-A1-13d2-total-general.docx"


def run(*arguments, **more):
    return CliRunner().invoke(main, ["subsanar", *map(str, arguments)], prog_name="amc-docs", **more)


@pytest.fixture(name="place")
def _place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def body(path):
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def test_the_document_and_the_list_are_written_and_the_list_is_shown(place):
    result = run(COSTS, "--salida", "nuevo.docx", "--fecha", "02/03/2026")

    assert result.exit_code == 0
    assert "1 corrección" in result.stdout
    assert "Dice         «331,570.00»" in result.stdout
    assert "Debe decir   «319,160.00»" in result.stdout
    assert result.stderr == "Escrito: nuevo.docx\nEscrito: nuevo.cambios.txt\n"
    assert (place / "nuevo.cambios.txt").read_text(encoding="utf-8") == result.stdout
    assert 'w:date="2026-03-02T00:00:00Z"' in body(place / "nuevo.docx")


def test_plainly_on_demand(place):
    assert run(COSTS, "--limpio", "-q").exit_code == 0

    written = body(place / "fail-A1-13d2-total-general.docx.subsanado.docx")
    assert "319,160.00" in written
    assert "<w:ins " not in written
    assert "331,570.00" not in written


def test_the_list_for_programs(place):
    result = run(COSTS, "--salida", "n.docx", "--formato", "json")
    found = json.loads(result.stdout)

    assert found["correcciones"] == [
        {
            "punto": None,
            "lugar": "tabla 1, fila 9, columna 7",
            "dice": "331,570.00",
            "debe_decir": "319,160.00",
            "por_que": "«TOTAL GENERAL»: dice 331,570.00, y las partidas suman 319,160.00.",
            "cita": "RSD 009-2015-PCM/SD, Anexo 1, punto 13 d)",
            "regla": "A1-13d2-totales",
        }
    ]
    assert json.loads((place / "n.cambios.json").read_text(encoding="utf-8")) == found


@pytest.mark.parametrize("name", ["nuevo.docx", "nuevo.cambios.txt"])
def test_what_exists_is_not_replaced_unless_asked(place, name):
    (place / name).write_text("mío", encoding="utf-8")
    result = run(COSTS, "--salida", "nuevo.docx")

    assert result.exit_code == 2
    assert "ya existe" in result.stderr
    assert (place / name).read_text(encoding="utf-8") == "mío"
    assert len(list(place.iterdir())) == 1
    assert run(COSTS, "--salida", "nuevo.docx", "--forzar", "-q").exit_code == 0


def test_the_submission_is_never_written_to(place):
    shutil.copy(COSTS, place / "mio.docx")
    result = run("mio.docx", "--salida", "mio.docx", "--forzar")

    assert result.exit_code == 2
    assert (place / "mio.docx").read_bytes() == COSTS.read_bytes()


def test_another_ending_is_refused(place):
    result = run(COSTS, "--salida", "nuevo.pdf")

    assert result.exit_code == 2
    assert "lo que se escribe es un .docx" in result.stderr
    assert not list(place.iterdir())


def test_to_standard_output_and_from_standard_input(place):
    result = run("-", "--salida", "-", input=COSTS.read_bytes())

    assert result.exit_code == 0
    assert zipfile.is_zipfile(io.BytesIO(result.stdout_bytes))
    assert "1 corrección" in result.stderr
    assert not list(place.iterdir())


def test_a_type_without_a_form_is_one_line(place):
    result = run(SAMPLES / "otros" / "acta.docx")

    assert result.exit_code == 2
    assert "no tienen un formato oficial" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(place.iterdir())


def test_an_unreadable_file_is_one_line(place):
    (place / "roto.docx").write_bytes(b"PK\x03\x04 nada")
    result = run("roto.docx")

    assert result.exit_code == 3
    assert result.stderr.startswith("roto.docx: ")
    assert len(list(place.iterdir())) == 1
