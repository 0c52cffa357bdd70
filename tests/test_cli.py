"""The command line as users and scripts meet it: words, exit codes, files."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from amc_docs import cli_spanish, pipeline
from amc_docs.cli import main
from amc_docs.cli_files import page_numbers
from amc_docs.errors import ExitCode, UnreadableFileError
from amc_docs.findings import State
from tests.specimens import a_clean_report, a_finding, a_report, a_review, an_extraction

HEAVY = {"pandas", "pdfplumber", "lxml", "rich", "xlsxwriter", "jsonschema", "docx", "jinja2", "pypdfium2", "rapidfuzz"}
REPORTS = {
    "conforme": a_clean_report(),
    "observado": a_report(),
    "dudoso": a_clean_report(findings=(a_finding(state=State.POR_VERIFICAR),)),
}


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Files whose names say how reading them ends."""

    def review(path, **_options):
        if path.stem == "roto":
            raise UnreadableFileError("El archivo está dañado. Ábralo en Word y guarde una copia.")
        if path.stem == "falla":
            raise ZeroDivisionError("inesperado")
        return a_review(REPORTS.get(path.stem, a_report()), path=path)

    monkeypatch.setattr(pipeline, "review", review)
    monkeypatch.setattr(pipeline, "understand", lambda _path, **_options: an_extraction())
    monkeypatch.chdir(tmp_path)
    for name in ("conforme", "observado", "dudoso", "roto", "falla"):
        (tmp_path / f"{name}.docx").write_bytes(b"presentado")
    return tmp_path


def run(*arguments, **extra):
    return CliRunner().invoke(main, arguments, prog_name="amc-docs", **extra)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["conforme"], ExitCode.CONFORME),
        (["observado"], ExitCode.CON_OBSERVACIONES),
        (["dudoso"], ExitCode.NO_VERIFICABLE),
        (["roto"], ExitCode.ILEGIBLE),
        (["falla"], ExitCode.ERROR_INTERNO),
        (["conforme", "dudoso"], ExitCode.NO_VERIFICABLE),
        (["dudoso", "observado", "conforme"], ExitCode.CON_OBSERVACIONES),
        (["roto", "observado"], ExitCode.ILEGIBLE),
        (["roto", "falla", "observado"], ExitCode.ERROR_INTERNO),
    ],
)
def test_exit_code_says_the_verdict_and_the_worst_file_wins(files, names, code):
    assert run("revisar", *(f"{name}.docx" for name in names)).exit_code == code


def test_every_file_is_processed_although_one_fails(files):
    result = run("revisar", "-q", "falla.docx", "roto.docx", "conforme.docx")

    assert result.stdout == "anexo.docx: conforme\n"
    assert len(result.stderr.splitlines()) == 2


def test_several_files_end_with_a_summary(files):
    shown = run("revisar", "conforme.docx", "observado.docx").stdout

    assert shown.count("DICTAMEN") == 2
    assert shown.split("RESUMEN\n")[1].splitlines()[0] == "anexo.docx: conforme"


def test_unreadable_file_is_one_line_without_traceback(files):
    result = run("revisar", "roto.docx")

    assert result.stderr == "roto.docx: El archivo está dañado. Ábralo en Word y guarde una copia.\n"
    assert result.stdout == ""


def test_internal_error_is_one_line_with_the_same_reference_for_the_same_fault(files):
    first, second = run("revisar", "falla.docx"), run("revisar", "falla.docx")

    assert first.stderr.startswith("falla.docx: error interno, referencia ")
    assert first.stderr == second.stderr
    assert "Traceback" not in first.stderr
    assert "ZeroDivisionError" in run("revisar", "-vv", "falla.docx").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Uso: amc-docs"),
        (["revisar"], "Falta el argumento"),
        (["revisarr"], "No existe la orden"),
        (["revisar", "--formatoo", "x"], "No existe la opción"),
        (["revisar", "--formato", "xml", "conforme.docx"], "no es uno de estos"),
        (["revisar", "nada.docx"], "No existe el archivo «nada.docx»"),
        (["revisar", "."], "es una carpeta"),
        (["revisar", "*.odt"], "Ningún archivo coincide"),
        (["revisar", "--paginas", "3-1", "conforme.docx"], "Escríbala así: 1-3,7"),
        (["revisar", "--tipo", "nada", "conforme.docx"], "no es un tipo conocido"),
        (["revisar", "--salida", "x.doc", "conforme.docx"], "Añada --formato"),
        (["revisar", "--salida", "conforme.docx", "--formato", "json", "conforme.docx"], "nunca se modifica"),
        (["extraer", "*.docx"], "Indique uno solo"),
        (["extraer", "--formato", "csv", "conforme.docx"], "--tabla N"),
        (["extraer", "--formato", "json", "--tabla", "1", "conforme.docx"], "solo vale con"),
        (["extraer", "--tabla", "99", "conforme.docx"], "Indique una del 1 al 3"),
        (["reglas", "zzzzzz"], "No existe la regla"),
    ],
)
def test_wrong_usage_is_code_two_and_spanish(files, arguments, words):
    result = run(*arguments)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert words in result.output


@pytest.mark.parametrize("command", ["", *main.commands])
@pytest.mark.parametrize("option", ["--ayuda", "-h"])
def test_each_command_explains_itself_in_spanish(command, option):
    result = run(*filter(None, [command, option]))

    assert result.exit_code == 0
    assert result.output.startswith("Uso: amc-docs")
    assert not {"Usage", "Options", "Show this", "[OPTIONS]", "TEXT"} & set(result.output.split())


def test_click_has_no_text_that_users_could_meet_in_english():
    shown = set()
    for name in cli_spanish.PLACES:
        source = Path(click.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                shown |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    # Of programming mistakes, prompts and types that this program does not use.
    foreign = ("prog", "Do you", "Confirm", "Could not determine", "No options defined", "Arguments take", "Name '")
    foreign += ("Boolean option", "Value must", "DeprecationWarning", "Invalid start", "{value!r} does not match")
    foreign += ("{value!r} is not a valid boolean", "{value!r} is not a valid UUID", "{len_type}", "Choice(")
    foreign += ("{name} {filename!r} is not executable", "%(prog)s")

    assert {text for text in shown - set(cli_spanish.TEXTS) if not text.startswith(foreign)} == set()


def test_version():
    assert run("--version").output.startswith("amc-docs ")
    assert run("revisar", "--version").exit_code == 0


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_help_fits_in_eighty_columns_and_cuts_nothing_short(command):
    shown = run(*command, "--ayuda").stdout

    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert "..." not in shown


def test_wildcards_are_expanded_where_the_shell_did_not(files):
    (files / "~$observado.docx").write_bytes(b"de Word")

    assert run("revisar", "-q", "[co]*.docx").stdout.count("\n") == 2


def test_file_whose_name_looks_like_a_pattern_is_that_file(files):
    (files / "informe [1].docx").write_bytes(b"presentado")

    assert run("revisar", "-q", "informe [1].docx").exit_code == ExitCode.CON_OBSERVACIONES


def test_standard_input_is_read(files):
    assert run("revisar", "-q", "-", input=b"%PDF-1.4").exit_code == ExitCode.CON_OBSERVACIONES


def test_standard_output_holds_only_the_result(files):
    result = run("revisar", "--formato", "json", "observado.docx", "roto.docx", "conforme.docx")

    assert [d["dictamen"] for d in json.loads(result.stdout)] == ["con_observaciones", "conforme"]
    assert "roto.docx" in result.stderr


@pytest.mark.parametrize("suffix", ["json", "html", "htm", "xlsx", "sarif", "txt"])
def test_output_follows_the_extension_and_is_told_on_stderr(files, suffix):
    name = f"informe.{suffix}"
    result = run("revisar", "observado.docx", "--salida", name)

    assert (files / name).stat().st_size > 0
    assert result.stdout == ""
    assert f"Escrito: {name}" in result.stderr


def test_output_is_never_overwritten_unless_forced(files):
    target = files / "informe.json"
    target.write_text("mío", encoding="utf-8")

    refused = run("revisar", "observado.docx", "--salida", "informe.json")
    assert (refused.exit_code, target.read_text(encoding="utf-8")) == (ExitCode.USO_INCORRECTO, "mío")
    assert "--forzar" in refused.stderr

    run("revisar", "observado.docx", "--salida", "informe.json", "--forzar")
    assert target.read_text(encoding="utf-8").startswith("{")


def test_submitted_file_is_never_written_to(files):
    os.link(files / "observado.docx", files / "mismo.json")

    assert run("revisar", "observado.docx", "--salida", "mismo.json", "--forzar").exit_code == ExitCode.USO_INCORRECTO
    assert (files / "observado.docx").read_bytes() == b"presentado"


def test_failed_write_leaves_nothing_behind(files, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    before = set(files.iterdir())

    assert run("revisar", "observado.docx", "--salida", "informe.json").exit_code == ExitCode.USO_INCORRECTO
    assert set(files.iterdir()) == before


def test_html_goes_to_a_file_beside_and_several_to_a_folder(files):
    run("revisar", "observado.docx", "--formato", "html")
    run("revisar", "observado.docx", "conforme.docx", "--formato", "html", "--salida", "informes")

    assert (files / "observado.docx.revision.html").is_file()
    assert len(list((files / "informes").iterdir())) == 2


def test_reports_of_files_of_one_name_do_not_overwrite_each_other(files):
    for folder in ("a", "b"):
        (files / folder).mkdir()
        (files / folder / "anexo.docx").write_bytes(b"presentado")

    run("revisar", "a/anexo.docx", "b/anexo.docx", "--formato", "html", "--salida", "informes")

    assert {p.name for p in (files / "informes").iterdir()} == {
        "anexo.docx.revision.html",
        "anexo.docx (2).revision.html",
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no device files")
def test_device_is_no_output(files):
    result = run("revisar", "observado.docx", "--salida", "/dev/null", "--formato", "json", "--forzar")

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "no es un archivo corriente" in result.stderr


def test_interrupted_run_says_so_with_a_code_of_its_own(files, monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "review", interrupted)

    result = run("revisar", "observado.docx")
    assert (result.exit_code, result.stderr.strip()) == (130, "Interrumpido.")


def test_extraction_as_a_folder_of_csv_or_one_table(files):
    assert run("extraer", "conforme.docx", "--formato", "csv", "--salida", "datos").exit_code == 0
    assert (files / "datos" / "puntos.csv").is_file()
    assert run("extraer", "conforme.docx", "--tabla", "3").stdout.startswith("INDICADORES,")
    assert json.loads(run("extraer", "conforme.docx").stdout)["registro"]
    assert run("extraer", "conforme.docx", "--salida", "datos.xlsx").exit_code == 0


@pytest.mark.parametrize(("text", "pages"), [("1-3,7", {1, 2, 3, 7}), (" 5 ", {5}), (None, None)])
def test_pages(text, pages):
    assert page_numbers(text) == pages


@pytest.mark.parametrize("text", ["", "0", "3-1", "a", "1,,2", "-1", "1-999999"])
def test_wrong_pages(text):
    with pytest.raises(click.BadParameter):
        page_numbers(text)


def test_color_only_when_asked_in_a_pipe(files):
    assert "\x1b[" not in run("revisar", "observado.docx").stdout
    assert "\x1b[" in run("revisar", "observado.docx", "--color", color=True).stdout


@pytest.mark.parametrize("arguments", [[], ["--cobertura"], ["A1-13b"], ["a1-13B-unidad"]])
@pytest.mark.parametrize("form", ["texto", "json", "markdown"])
def test_rules_are_shown_in_every_form(arguments, form):
    result = run("reglas", "--formato", form, *arguments)

    assert result.exit_code == 0
    assert "A1-13b" in result.output
    assert form != "json" or json.loads(result.output)


def test_misspelt_rule_is_guessed():
    assert "¿Quiso decir «A1-13b-unidad»" in run("reglas", "A1-13b-unidat").stderr


def test_help_imports_nothing_heavy():
    program = (
        "import sys\nfrom amc_docs.cli import main\n"
        "try:\n    main(['--ayuda'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True, encoding="utf-8")

    assert out.stdout.splitlines()[-1] == "[]"


def test_spanish_survives_a_console_of_another_code_page():
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "amc_docs", "reglas", "--cobertura"]
    out = subprocess.run(command, capture_output=True, env=environment)

    assert out.returncode == 0
    assert "Diseño" in out.stdout.decode("utf-8")


def test_standard_input_without_end_is_stopped_at_the_limit(files):
    result = run("revisar", "-q", "--limite", "archivo=1M", "-", input=b"%PDF-1.4" + b"\0" * 1_100_000)

    assert result.exit_code == ExitCode.ILEGIBLE
    assert "--limite archivo=2M" in result.stderr
    assert "más de 1 MB" in result.stderr


def test_files_are_read_in_a_process_of_their_own(files, monkeypatch):
    monkeypatch.setattr(pipeline, "review", lambda *_arguments, **_options: os.abort())

    result = run("revisar", "conforme.docx", "observado.docx")
    assert result.exit_code == ExitCode.ILEGIBLE
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["conforme.docx", "observado.docx"]
    assert "señal 6" in result.stderr
