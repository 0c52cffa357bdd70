"""`plantilla` as users and scripts meet it: files, names, options, codes."""

from __future__ import annotations

import io

import docx
import pytest
from click.testing import CliRunner

from amc_docs.cli import main
from amc_docs.errors import ExitCode


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*words):
    return CliRunner().invoke(main, ["plantilla", *words], prog_name="amc-docs")


def test_the_blank_form_is_written_under_the_name_of_its_type(tmp_path):
    result = run("oficio")

    assert (ExitCode.CONFORME, "Escrito: oficio.docx\n") == (result.exit_code, result.stderr)
    found = docx.Document(str(tmp_path / "oficio.docx"))
    assert "Presente.-" in [p.text for p in found.paragraphs]
    assert "{{" not in found.element.xml


def test_nothing_is_overwritten_unless_told_so(tmp_path):
    (tmp_path / "oficio.docx").write_bytes(b"mio")
    refused = run("oficio")

    assert ExitCode.USO_INCORRECTO == refused.exit_code
    assert "oficio.docx: ya existe" in refused.stderr
    assert b"mio" == (tmp_path / "oficio.docx").read_bytes()
    assert ExitCode.CONFORME == run("oficio", "--forzar", "-q").exit_code
    assert b"mio" != (tmp_path / "oficio.docx").read_bytes()


def test_the_template_itself_is_written_for_those_who_adapt_it(tmp_path):
    assert ExitCode.CONFORME == run("resolucion", "--con-etiquetas", "--salida", "mia.docx").exit_code
    assert "{{ datos.clase }}" in docx.Document(str(tmp_path / "mia.docx")).element.xml


def test_it_is_written_to_the_screen_on_wish():
    result = run("costeo", "--salida", "-")

    assert ExitCode.CONFORME == result.exit_code
    assert docx.Document(io.BytesIO(result.stdout_bytes)).tables


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lineamientos",), "«lineamientos» no es un tipo con formato oficial. Use uno de: anexo1,"),
        (("nada",), "«nada» no es un tipo con formato oficial"),
        (("oficio", "--salida", "x.pdf"), "x.pdf: lo que se escribe es un archivo .docx. Use x.docx."),
        (("oficio", "--formato", "docx", "--salida", "x.xlsx"), "lo que se escribe es un archivo .docx"),
        (("oficio", "--formato", "xlsx", "--con-etiquetas"), "--con-etiquetas solo vale con --formato docx"),
        (("oficio", "--salida", "no/hay/x.docx"), "no/hay"),
    ],
)
def test_a_wrong_order_says_what_to_do(words, said, tmp_path):
    result = run(*words)

    assert ExitCode.USO_INCORRECTO == result.exit_code
    assert said in " ".join(result.stderr.split())
    assert [] == list(tmp_path.iterdir())
