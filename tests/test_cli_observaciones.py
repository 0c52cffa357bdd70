"""`observaciones` as users and scripts meet it: files, names, options, codes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from click.testing import CliRunner

from amc_docs import pipeline
from amc_docs.cli import main
from amc_docs.errors import ExitCode, UnreadableFileError
from amc_docs.settings import load
from tests.specimens import a_clean_report, a_report, a_review


@pytest.fixture(autouse=True)
def _files(tmp_path, monkeypatch):
    """Give files whose names say how reading them ends, in a folder without settings."""

    def review(path, **_options):
        if path.stem == "roto":
            raise UnreadableFileError("«roto.docx» está dañado. Ábralo en Word y guarde una copia.")
        report = a_clean_report() if path.stem == "conforme" else a_report()
        return a_review(report, path=path)

    monkeypatch.setattr(pipeline, "review", review)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    for name in ("anexo", "conforme", "roto"):
        (tmp_path / f"{name}.docx").write_bytes(b"presentado")


def run(*words):
    return CliRunner().invoke(main, ["observaciones", *words], prog_name="amc-docs")


def words(path) -> str:
    return "\n".join(p.text for p in docx.Document(path).paragraphs)


def test_the_informe_is_written_beside_and_what_is_missing_is_told(tmp_path):
    result = run("anexo.docx")

    assert (result.exit_code, result.stdout) == (ExitCode.CONFORME, "")
    assert "INFORME N°" in words(tmp_path / "anexo.docx.observaciones.docx")
    told = result.stderr.splitlines()
    assert told[:3] == [
        "anexo.docx: con observaciones (1 error, 1 advertencia, 1 nota, 1 por verificar)",
        "Escrito: anexo.docx.observaciones.docx",
        "Queda por llenar, marcado en el documento:",
    ]
    # Without any settings they are not told one by one.
    assert "  El número del informe: añada --numero N." in told
    assert sum("configuracion" in line for line in told) == 1
    assert (tmp_path / "anexo.docx").read_bytes() == b"presentado"


def test_the_letter_is_written_beside_the_informe(tmp_path):
    assert run("anexo.docx", "--oficio").exit_code == 0
    assert run("anexo.docx", "--oficio", "--salida", "informe.docx").exit_code == 0
    assert sorted(p.name for p in tmp_path.glob("*.docx")) == [
        "anexo.docx", "anexo.docx.observaciones.docx", "anexo.docx.oficio.docx",
        "conforme.docx", "informe.docx", "informe.oficio.docx", "roto.docx",
    ]  # fmt: skip


def test_what_the_user_says_stands_in_the_documents(tmp_path):
    run(
        "anexo.docx", "--oficio", "--salida", "i.docx", "--numero", "8", "--numero-oficio", "9", "--fecha", "3/2/2016",
        "--plazo", "cinco  (5) días", "--referencia", "Oficio N° 1-2016-ME",
    )  # fmt: skip
    informe, letter = words(tmp_path / "i.docx"), words(tmp_path / "i.oficio.docx")

    assert "INFORME N° 008-2016-" in informe
    assert "3 de febrero de 2016" in informe
    assert "en un plazo de cinco (5) días" in informe
    assert "OFICIO N° 009-2016-" in letter
    assert "Referencia:\tOficio N° 1-2016-ME" in letter


def test_nothing_is_overwritten_unless_wanted(tmp_path):
    (tmp_path / "anexo.docx.oficio.docx").write_text("ajeno")
    result = run("anexo.docx", "--oficio")

    assert (result.exit_code, "ya existe" in result.stderr) == (ExitCode.USO_INCORRECTO, True)
    assert not (tmp_path / "anexo.docx.observaciones.docx").exists()
    assert (tmp_path / "anexo.docx.oficio.docx").read_text() == "ajeno"
    assert run("anexo.docx", "--oficio", "--forzar").exit_code == 0


def test_several_files_give_an_informe_each_and_a_bad_one_does_not_stop_them(tmp_path):
    result = run("anexo.docx", "roto.docx", "conforme.docx", "--salida", "carpeta", "-q")

    assert result.exit_code == ExitCode.ILEGIBLE
    assert result.stderr == "roto.docx: está dañado. Ábralo en Word y guarde una copia.\n"
    assert sorted(p.name for p in (tmp_path / "carpeta").iterdir()) == [
        "anexo.docx.observaciones.docx", "conforme.docx.observaciones.docx",
    ]  # fmt: skip


def test_several_files_together_give_one_informe_that_names_the_unread(tmp_path):
    result = run("anexo.docx", "roto.docx", "conforme.docx", "--junto", "--numero", "4")

    assert result.exit_code == ExitCode.ILEGIBLE
    said = words(tmp_path / "observaciones.docx")
    assert "INFORME N° 004-" in said
    assert "«roto.docx»: está dañado.\n" in said


def test_nothing_is_written_where_no_file_can_be_read(tmp_path):
    assert run("roto.docx", "--junto").exit_code == ExitCode.ILEGIBLE
    assert run("roto.docx").exit_code == ExitCode.ILEGIBLE
    assert list(tmp_path.glob("*observaciones*")) == []


def test_the_matrix_is_a_workbook(tmp_path):
    assert run("anexo.docx", "--salida", "m.xlsx").exit_code == 0
    assert run("anexo.docx", "--formato", "xlsx").exit_code == 0
    for name in ("m.xlsx", "anexo.docx.observaciones.xlsx"):
        assert "xl/workbook.xml" in zipfile.ZipFile(tmp_path / name).namelist()


def test_the_screen_gets_the_document_alone():
    result = run("anexo.docx", "--salida", "-")

    assert result.exit_code == 0
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(result.stdout_bytes)).namelist()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "Falta ARCHIVO"),
        (["anexo.docx", "--salida", "-", "--oficio"], "son dos archivos"),
        (["anexo.docx", "conforme.docx", "--numero", "3"], "--numero numera un documento, y serían 2"),
        (["anexo.docx", "conforme.docx", "--numero-oficio", "3"], "--numero-oficio numera un documento"),
        (["anexo.docx", "--numero", "0"], "--numero"),
        (["anexo.docx", "--fecha", "ayer"], "«ayer» no es una fecha"),
        (["anexo.docx", "--fecha", "31/02/2026"], "no es una fecha"),
        (["anexo.docx", "--salida", "i.pdf"], "no dice qué formato escribir (.docx, .xlsx)"),
        (["anexo.docx", "--configuracion", "no.yaml"], "No existe el archivo de configuración «no.yaml»"),
        (["no.docx"], "No existe el archivo «no.docx»"),
    ],
)
def test_a_wrong_order_is_refused_before_any_work(tmp_path, options, expected):
    result = run(*options)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert expected in result.stderr
    assert list(tmp_path.glob("*observaciones*")) == []


def test_faulty_settings_are_one_line(tmp_path):
    (tmp_path / "amc-docs.yaml").write_text("firmante:\n  nombre: 3\n", encoding="utf-8")
    result = run("anexo.docx")

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert result.stderr.startswith("amc-docs.yaml, línea 2, «firmante.nombre»: dice «3», y debe ser un texto")


def test_the_settings_of_the_folder_count(tmp_path):
    (tmp_path / "amc-docs.yaml").write_text("entidad: {siglas: ME/OD}\nplazo: tres (3) días\n", encoding="utf-8")
    result = run("anexo.docx", "--numero", "1")

    said = words(tmp_path / "anexo.docx.observaciones.docx")
    assert "INFORME N° 001-" in said
    assert "-ME/OD" in said
    assert "en un plazo de tres (3) días" in said
    assert "  Quién firma: «firmante.nombre» en la configuración." in result.stderr.splitlines()


def test_a_file_of_settings_is_given_to_fill_in(tmp_path):
    result = run("--crear-configuracion")

    assert result.exit_code == 0
    assert load(tmp_path / "amc-docs.yaml").body is None
    assert run("--crear-configuracion").exit_code == ExitCode.USO_INCORRECTO
    assert run("--crear-configuracion", "--salida", "otra.yaml").exit_code == 0
    assert run("--crear-configuracion", "--salida", "-").stdout == (tmp_path / "otra.yaml").read_text(encoding="utf-8")


def test_a_template_that_is_none_is_named(tmp_path):
    (tmp_path / "mia.docx").write_text("nada")
    (tmp_path / "amc-docs.yaml").write_text("plantillas: {informe: mia.docx}\n", encoding="utf-8")
    result = run("anexo.docx")

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "La plantilla «mia.docx» no es un documento de Word legible" in result.stderr
    assert not (tmp_path / "anexo.docx.observaciones.docx").exists()
