"""Hostile files through every command that reads a submitted file, one command a file, and all of them in one audit."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import docx
import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner

from amc_docs.cli import main
from amc_docs.errors import ExitCode
from amc_docs.processes import descendants
from amc_docs.readers import read
from tests.archives import LETTERS, ask
from tests.hostile import CASES, state_of
from tests.hostile_texts import FORMULAS, SENTENCES, calling, oficio

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="made of names and files that Windows does not have"),
    pytest.mark.usefixtures("readers_loaded"),
]
SOUND = next(path for path in LETTERS if path.stem == "pass-completo")
COMMANDS = {
    "extraer": ("extraer", "--salida", "r.json"),
    "anotar": ("anotar",),
    "observaciones": ("observaciones", "--oficio"),
    "subsanar": ("subsanar",),
    "comparar antes": ("comparar", "--formato", "docx"),
    "extraer xlsx": ("extraer", "--salida", "r.xlsx"),
    "anotar resumen": ("anotar", "--resumen"),
    "observaciones xlsx": ("observaciones", "--formato", "xlsx"),
    "comparar después": ("comparar", "--salida", "r.html"),
    "extraer csv": ("extraer", "--formato", "csv", "--salida", "tablas"),
    "extraer html": ("extraer", "--salida", "r.html"),
}
CHEAP = [title for title, case in CASES.items() if not case.limits and title != "pdf: 25,000 rectangles"]
"""The others take seconds each; the audit has them all."""


def opens(path: Path) -> None:
    """Open an output with another program's reader; it raises where it is not sound."""
    match path.suffix:
        case ".docx":
            docx.Document(str(path))
            assert read(path).blocks
        case ".docm":
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
        case ".pdf":
            with pikepdf.open(path) as pdf:
                assert len(pdf.pages) > 0
        case ".xlsx":
            with closing(openpyxl.load_workbook(path)) as book:
                assert not [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        case ".json":
            json.loads(path.read_text("utf-8"))
        case ".html":
            text = path.read_text("utf-8")
            assert text.rstrip().endswith("</html>")
            assert "<script>alert" not in text
        case _:
            path.read_text("utf-8-sig")


@contextmanager
def watched(tmp_path, monkeypatch):
    """Give the folders of a submission and of its outputs; see that nothing is left elsewhere."""
    folders = [tmp_path / name for name in ("caso", "salida", "tmp")]
    for folder in folders:
        folder.mkdir()
    monkeypatch.chdir(folders[1])
    monkeypatch.setattr("tempfile.tempdir", str(folders[2]))
    yield folders[0], folders[1]
    assert ([], []) == (os.listdir(folders[2]), list(descendants(os.getpid())))  # noqa: PTH208
    assert {"caso", "salida", "tmp"} == {path.name for path in tmp_path.iterdir()}


def words_for(number: int, name: str) -> list[str]:
    """Return the command whose turn it is."""
    title = list(COMMANDS)[number % len(COMMANDS)]
    command, *options = COMMANDS[title]
    path = f"../caso/{name}"
    files = {"comparar antes": [path, str(SOUND)], "comparar después": [str(SOUND), path]}.get(title, [path])
    return [command, *options, "--", *files]


@pytest.mark.parametrize("title", CHEAP)
def test_each_file_comes_to_a_documented_end_in_another_command(title, tmp_path, monkeypatch):
    case = CASES[title]
    with watched(tmp_path, monkeypatch) as (folder, outputs):
        path = folder / case.name
        case.make(path)
        before = state_of(path)
        words = words_for(CHEAP.index(title), case.name)
        result = CliRunner().invoke(main, words, prog_name="amc-docs")

        shown = result.stderr + result.stdout
        assert result.exit_code in {0, 1, 2, 3}, shown
        assert "Traceback" not in shown and "error interno" not in shown
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown), "control signs reach the screen"
        assert state_of(path) == before
        written = [place for place in outputs.rglob("*") if place.is_file()]
        if result.exit_code in {ExitCode.USO_INCORRECTO, ExitCode.ILEGIBLE}:
            assert len(result.stderr.splitlines()) == 1, shown
            assert re.search(r"\. \S.*\.$", result.stderr.strip()), "what happened, and what to do"
            assert written == []
        else:
            assert written, words
        if result.exit_code == ExitCode.ILEGIBLE:
            assert ExitCode.ILEGIBLE in case.codes or words[0] in {"anotar", "subsanar", "comparar"}, shown
    for place in written:
        opens(place)


@pytest.fixture(name="audited", scope="module")
def _audited(tmp_path_factory):
    """Return the folder of an audit of every hostile file, and how the command ended."""
    root = tmp_path_factory.mktemp("todo")
    for number, case in enumerate(CASES.values()):
        place = root / "archivo" / f"{number:03}"
        place.mkdir(parents=True)
        case.make(place / case.name)
    states = {path: state_of(path) for path in sorted((root / "archivo").rglob("*")) if path.is_file()}
    low = ("segundos=1", "segundos-pagina=0.5", "memoria=300M", "caracteres=100000", "elementos=20000", "parte=1M")
    limits = [word for limit in low for word in ("--limite", limit)]
    words = ["auditar", str(root / "archivo"), "--salida", str(root / "salida"), "--trabajadores", "2", *limits]
    return root, states, CliRunner().invoke(main, words, prog_name="amc-docs")


def test_an_audit_of_every_hostile_file_counts_each_and_harms_none(audited):
    root, states, result = audited
    assert result.exit_code == ExitCode.ILEGIBLE, result.output
    query = "SELECT archivo, dictamen, motivo, codigo FROM archivos JOIN documentos ON documento = id"
    found = ask(root / "salida", query)
    # What an office program leaves beside an open document is none; a link to nothing or to a device counts.
    links = [path for path in (root / "archivo").rglob("*") if path.is_symlink()]
    assert len(links) == 2
    assert len(found) == len([path for path in states if not path.name.startswith("~$")]) + len(links)
    assert [row for row in found if row[3] == ExitCode.ERROR_INTERNO] == []
    assert [row for row in found if row[1] == "conforme"] == []
    assert [row for row in found if row[1] == "ilegible" and not re.search(r"\. \S.*\.$", row[2] or "")] == []
    assert {path: state_of(path) for path in states} == states
    assert list(descendants(os.getpid())) == []
    assert {path.name for path in root.iterdir()} == {"archivo", "salida"}


def test_what_an_audit_of_hostile_files_writes_opens_again_and_does_nothing(audited):
    folder = audited[0] / "salida"
    opens(folder / "hallazgos.xlsx")
    for page in (folder / "resumen.html", folder / "ejecuciones.html", *(folder / "documentos").glob("*.html")):
        text = page.read_text("utf-8")
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]", text), page
        assert not re.search(r"<script>alert|src=.?http|<b>\.docx|href=.?http", text), page
    lines = (folder / "resultados.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(line)["archivos"] for line in lines)


def test_a_folder_of_hostile_files_is_judged_by_the_others(tmp_path, monkeypatch):
    with watched(tmp_path, monkeypatch) as (folder, outputs):
        titles = [*CHEAP[::4], *(t for t in ("named pipe", "device", "broken link") if t not in CHEAP[::4])]
        for number, title in enumerate(titles):
            place = folder / f"{number:03}"
            place.mkdir()
            CASES[title].make(place / CASES[title].name)
        (folder / SOUND.name).write_bytes(SOUND.read_bytes())
        places = [path for path in folder.rglob("*") if not path.is_dir() and not path.name.startswith("~$")]
        states = {path: state_of(path) for path in places}
        words = ["expediente", "../caso", "--formato", "json"]
        result = CliRunner().invoke(main, words, prog_name="amc-docs")

        assert result.exit_code == ExitCode.ILEGIBLE, result.output
        assert "Traceback" not in result.output and "error interno" not in result.output
        lines = result.stderr.splitlines()
        assert [line for line in lines if not re.search(r"\. \S.*\.$", line)] == []
        found = json.loads(result.stdout)
        assert len(found["no_leidos"]) == len(lines)
        assert len(found["no_leidos"]) + len(found["documentos"]) >= len(states)
        assert SOUND.name in {one["archivo"] for one in found["documentos"]}
        assert {path: state_of(path) for path in states} == states
        assert os.listdir(outputs) == []  # noqa: PTH208


def test_hostile_words_come_out_as_words(tmp_path, monkeypatch):
    with watched(tmp_path, monkeypatch) as (folder, outputs):
        (folder / "a.docx").write_bytes(oficio(*SENTENCES))
        for words in (
            ["extraer", "--salida", "r.xlsx"],
            ["extraer", "--formato", "csv", "--salida", "t"],
            ["subsanar"],
        ):
            result = CliRunner().invoke(main, [*words, "../caso/a.docx"], prog_name="amc-docs")
            assert result.exit_code == 0, result.output
        opens(outputs / "r.xlsx")
        text = "".join(path.read_text("utf-8-sig") for path in (outputs / "t").glob("*.csv"))
        assert not [line for line in text.splitlines() if line.lstrip('"').startswith(("=", "@", "+"))]
        amended = next(outputs.glob("*.subsanado.docx"))
        said = "\n".join(paragraph.text for paragraph in read(amended).paragraphs())
        for sentence in ("{{ 7*7 }}", "<script>alert(1)</script>", "</w:t></w:r></w:p><w:p/>", FORMULAS[0]):
            assert sentence in said
        assert "49" not in said


@pytest.fixture(name="listener")
def _listener():
    """Return a server of this computer and the list of those who called it."""
    calls: list[bytes] = []

    class Heard(BaseRequestHandler):
        def handle(self):
            calls.append(self.request.recv(200))

    with ThreadingTCPServer(("127.0.0.1", 0), Heard) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", calls
        server.shutdown()


@pytest.mark.parametrize("name", calling(""))
def test_nothing_that_a_file_points_to_is_asked_for(name, listener, tmp_path, monkeypatch):
    address, calls = listener
    with watched(tmp_path, monkeypatch) as (folder, _):
        (folder / name).write_bytes(calling(address)[name])
        for command in ("revisar", "anotar") if name in {"llama.docx", "llama.pdf"} else ("revisar",):
            result = CliRunner().invoke(main, [command, f"../caso/{name}"], prog_name="amc-docs")
            assert result.exit_code in {0, 1, 3, 4}, result.output
            assert "error interno" not in result.output
    assert calls == []
