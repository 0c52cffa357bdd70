"""What users name wrongly on the command line: each is told in one line, and never keeps the others from being read."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from amc_docs import pipeline
from amc_docs.cli import main
from amc_docs.cli_files import expand
from amc_docs.errors import ExitCode
from amc_docs.writers import output
from tests.specimens import a_clean_report, a_review, an_extraction


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "review", lambda path, **_options: a_review(a_clean_report(), path=path))
    monkeypatch.setattr(pipeline, "understand", lambda _path, **_options: an_extraction())
    monkeypatch.chdir(tmp_path)
    for name in ("uno", "dos"):
        (tmp_path / f"{name}.docx").write_bytes(b"presentado")
    return tmp_path


@pytest.fixture
def real_pipeline(tmp_path, monkeypatch):
    samples = Path(__file__).resolve().parent.parent / "samples" / "anexo1"
    monkeypatch.chdir(tmp_path)
    return samples / "pass-formulario.pdf"


def run(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="amc-docs")


@pytest.mark.parametrize("name", ["nada.docx", ".", "*.odt", "", " "])
def test_the_one_file_named_wrongly_is_one_line(files, name):
    result = run("revisar", name)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["nada.docx", ".", "*.odt"])
def test_a_wrong_name_among_several_does_not_stop_the_others(real_pipeline, name):
    result = run("revisar", "-q", name, str(real_pipeline))

    assert result.exit_code == ExitCode.ILEGIBLE
    assert result.stdout.startswith("pass-formulario.pdf: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_nowhere_is_for_the_reader_to_tell(files):
    (files / "roto.docx").symlink_to("nada.docx")

    assert [p.name for p in expand(["roto.docx"])] == ["roto.docx"]


@pytest.fixture(name="answered")
def _answered(tmp_path, monkeypatch):
    """Give a folder with a document and what commands wrote about it."""
    monkeypatch.chdir(tmp_path)
    for name in ("acta.docx", "acta.docx.anotado.docx", "acta.docx.oficio.docx", "acta.docx.revision.yaml", "b.pdf"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


@pytest.mark.parametrize("names", [["*"], ["acta.docx", "acta.docx.anotado.docx", "acta.docx.oficio.docx", "b.pdf"]])
def test_what_was_written_about_a_document_is_left_out_and_told(answered, capsys, names):
    assert [p.name for p in expand(names)] == ["acta.docx", "b.pdf"]
    assert capsys.readouterr().err == (
        "Sin leer, porque lo escribió amc-docs: acta.docx.anotado.docx, acta.docx.oficio.docx. "
        "Para leer uno, nómbrelo solo.\n"
    )


@pytest.mark.parametrize("name", ["acta.docx.anotado.docx", "*.anotado.docx"])
def test_what_was_written_is_read_where_it_is_named_alone(answered, capsys, name):
    assert [p.name for p in expand([name])] == ["acta.docx.anotado.docx"]
    assert capsys.readouterr().err == ""


def test_a_document_that_is_only_called_like_an_output_is_read(answered):
    (answered / "otra.oficio.docx").write_bytes(b"x")

    assert [p.name for p in expand(["*.docx"])] == ["acta.docx", "otra.oficio.docx"]


@pytest.mark.parametrize("output_name", ["informe.html", "-"])
def test_several_pages_do_not_go_to_one_place(files, output_name):
    result = run("revisar", "uno.docx", "dos.docx", "--formato", "html", "--salida", output_name)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "carpeta" in result.stderr
    assert not (files / "informe.html").exists()


def test_blank_output_is_wrong_usage(files):
    assert run("revisar", "uno.docx", "--salida", "").exit_code == ExitCode.USO_INCORRECTO


def test_a_table_goes_to_the_csv_file_named(files):
    assert run("extraer", "uno.docx", "--tabla", "3", "--salida", "t.csv").exit_code == 0
    assert (files / "t.csv").is_file()
    assert run("extraer", "uno.docx", "--salida", "todas.csv").exit_code == ExitCode.USO_INCORRECTO


def test_the_catalogue_follows_the_extension(files):
    assert run("reglas", "--salida", "r.json").exit_code == 0
    assert json.loads((files / "r.json").read_text(encoding="utf-8"))


def test_pages_that_are_not_there_are_told(real_pipeline):
    result = run("revisar", str(real_pipeline), "--paginas", "900")

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "tiene 9 páginas" in result.stderr


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "no hay permiso"), (errno.ENOSPC, "no queda espacio"), (errno.EIO, "escribir")]
)
def test_the_system_answers_in_spanish(number, words):
    assert words in output.reason_of(OSError(number, os.strerror(number)))
