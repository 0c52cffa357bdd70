"""An audit as its user sees it: outputs, exit codes, what is kept, what is not done twice."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

from amc_docs.audit import reading, session
from amc_docs.audit.outputs import summary
from amc_docs.cli import main
from amc_docs.errors import ExitCode
from amc_docs.processes import descendants
from tests.archives import LETTERS, SAMPLES, archive, ask, contents, wait_for_results

FAULTY = SAMPLES / "oficio" / "fail-OF-01-nombre-de-otro-anio.docx"


def audit(*words, **extra):
    """Run the command in this process."""
    return CliRunner().invoke(main, ["auditar", *map(str, words)], prog_name="amc-docs", **extra)


@pytest.fixture(name="done", scope="module")
def _done(tmp_path_factory):
    """Return an archive, the folder of its audit, and how the command ended."""
    folder = tmp_path_factory.mktemp("auditoria")
    root = archive(folder)
    return root, folder / "salida", audit(root, "--salida", folder / "salida", "--trabajadores", 2)


def test_every_file_is_counted_under_one_verdict(done):
    root, folder, result = done
    assert result.exit_code == ExitCode.ILEGIBLE, result.output
    assert "9 de 9 archivos" in result.stderr
    named = [name for (name,) in ask(folder, "SELECT archivo FROM archivos WHERE ejecucion = 1 ORDER BY orden")]
    assert len(set(named)) == 9
    assert f"{root.as_posix()}/más.zip/interior/{LETTERS[6].name}" in named
    assert not any("Thumbs" in name or "~$" in name for name in named)
    verdicts = dict(
        ask(
            folder,
            "SELECT dictamen, count(*) FROM archivos JOIN documentos ON documento = id WHERE ejecucion = 1 GROUP BY 1",
        )
    )
    assert verdicts["ilegible"] == 1
    assert sum(verdicts.values()) == 9


def test_the_same_content_is_read_once_and_told(done):
    _, folder, result = done
    assert "1 ya se conocía y no se leyó otra vez." in result.stderr
    assert ask(folder, "SELECT count(*) FROM documentos") == [(8,)]
    page = (folder / "resumen.html").read_text("utf-8")
    assert "El mismo archivo, más de una vez" in page
    assert "copia de una.docx" in page


def test_all_outputs_tell_the_same(done):
    _, folder, _ = done
    found = ask(folder, "SELECT count(*) FROM hallazgos")[0][0]
    book = openpyxl.load_workbook(folder / "hallazgos.xlsx")
    rows = list(book["Observaciones"].iter_rows(values_only=True))
    assert len(rows) - 1 == found
    assert book["Observaciones"].freeze_panes == "B2"
    assert book["Observaciones"].auto_filter.ref
    assert all(isinstance(row[2], int) for row in rows[1:])
    table = list(csv.DictReader(io.StringIO((folder / "tablas/hallazgos.csv").read_text("utf-8-sig"))))
    frame = pd.read_parquet(folder / "tablas" / "hallazgos.parquet")
    assert len(table) == len(frame) == found
    assert frame["numero"].dtype == "int64"
    assert list(frame["mensaje"]) == [row["mensaje"] for row in table] == [row[6] for row in rows[1:]]
    lines = [json.loads(line) for line in (folder / "resultados.jsonl").read_text("utf-8").splitlines()]
    assert sum(len(line["informe"]["hallazgos"]) for line in lines if line["informe"]) == found
    assert sum(len(line["archivos"]) for line in lines) == 9
    page = (folder / "resumen.html").read_text("utf-8")
    assert "<script src" not in page and "http" not in page.replace("http-equiv", "")


def test_each_content_has_a_page_that_the_summary_leads_to(done):
    _, folder, _ = done
    page = (folder / "resumen.html").read_text("utf-8")
    pages = sorted((folder / "documentos").glob("*.html"))
    assert len(pages) == 8
    assert all(f"documentos/{one.name}" in page for one in pages)
    damaged = next(one for one in pages if "dañado.docx" in one.read_text("utf-8"))
    assert "No se pudo leer" in damaged.read_text("utf-8")


def test_lists_of_the_summary_are_cut_where_nobody_reads_on_and_the_tables_have_all(tmp_path, monkeypatch):
    root = tmp_path / "archivo"
    root.mkdir()
    for number in range(3):
        for copy in "ab":
            with zipfile.ZipFile(shutil.copy(LETTERS[0], root / f"{number}{copy}.docx"), "a") as package:
                package.comment = str(number).encode()
    monkeypatch.setattr(summary, "_SHOWN", 2)

    audit(root, "--salida", tmp_path / "salida", "-q")

    page = (tmp_path / "salida" / "resumen.html").read_text("utf-8")
    assert page.count('<tr data-kind="') == 2
    assert "Se muestran 2 de 6; todos están en hallazgos.xlsx" in page
    assert "Se muestran 2 de 3; todos están en tablas/versiones" in page
    assert "Se muestran 2 de 3; todos están en tablas/documentos" in page
    table = list(csv.DictReader(io.StringIO((tmp_path / "salida/tablas/versiones.csv").read_text("utf-8-sig"))))
    assert [(row["grupo"], row["parecido"]) for row in table] == [("1", "1.00")] * 3
    assert len(pd.read_parquet(tmp_path / "salida/tablas/documentos.parquet")) == 6


def test_the_numbers_of_workers_and_of_runs_change_no_output(done, tmp_path):
    root, folder, _ = done
    one = audit(root, "--salida", tmp_path / "uno", "--trabajadores", 1, "-q")
    assert (one.exit_code, one.stderr) == (ExitCode.ILEGIBLE, "")
    assert contents(tmp_path / "uno") == contents(folder)


def test_outputs_written_side_by_side_are_the_same(done, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(done[1], tmp_path / "salida"))
    before = contents(folder)
    for name in ("documentos", "tablas"):
        shutil.rmtree(folder / name)
    monkeypatch.setattr(session, "_FEW", 0)

    result = audit("--solo-informes", "--salida", folder, "--trabajadores", 2)

    assert [line.rpartition("/")[2] for line in result.stderr.splitlines() if line.startswith("Escrito")] == [
        "resumen.html", "documentos", "hallazgos.xlsx", "tablas", "resultados.jsonl", "ejecuciones.html"
    ]  # fmt: skip
    assert contents(folder) == before


def test_an_output_that_cannot_be_written_side_by_side_is_told(done, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(done[1], tmp_path / "salida"))
    (folder / "hallazgos.xlsx").unlink()
    (folder / "hallazgos.xlsx").mkdir()
    monkeypatch.setattr(session, "_FEW", 0)

    result = audit("--solo-informes", "--salida", folder, "--trabajadores", 2)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "hallazgos.xlsx" in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_is_read_twice(done, monkeypatch):
    root, folder, _ = done
    before, runs = contents(folder), len(ask(folder, "SELECT * FROM ejecuciones"))

    def never(*_):
        raise AssertionError("a known file was given to a worker")

    monkeypatch.setattr("amc_docs.audit.workers.examine", never)
    again = audit(root, "--salida", folder)
    assert again.exit_code == ExitCode.ILEGIBLE
    written = [line for line in again.stderr.splitlines() if "Escrito" in line]
    assert written == [f"Escrito: {folder / 'ejecuciones.html'}"]
    assert "9 ya se conocían" in again.stderr
    assert contents(folder) == before
    assert len(ask(folder, "SELECT * FROM ejecuciones")) == runs + 1


def test_what_a_killed_audit_left_half_written_is_taken_away(done):
    _, folder, _ = done
    left = [folder / ".resumen.html.x.tmp", folder / "tablas" / ".costos.csv.x.tmp", folder / "documentos" / ".a.x.tmp"]
    for path in left:
        path.write_bytes(b"half")
    audit("--solo-informes", "--salida", folder)
    assert not any(path.exists() for path in left)


@pytest.mark.parametrize("name", ["resumen.html", "tablas"])
def test_outputs_that_are_missing_are_written_though_nothing_changed(name, done, tmp_path):
    root, folder, _ = done
    before = contents(folder)
    (folder / name).rename(tmp_path / name)
    assert f"Escrito: {folder / name}" in audit(root, "--salida", folder).stderr
    assert contents(folder) == before


def test_outputs_are_made_again_from_the_store_alone(done, tmp_path):
    root, folder, _ = done
    before = contents(folder)
    for name in before:
        (folder / name).unlink()
    root.rename(tmp_path / "lejos")
    result = audit("--solo-informes", "--salida", folder)
    (tmp_path / "lejos").rename(root)
    assert result.exit_code == ExitCode.ILEGIBLE
    assert contents(folder) == before


def test_a_new_edition_of_the_rules_checks_again_without_reading(tmp_path, monkeypatch):
    root, folder, cache = archive(tmp_path), tmp_path / "salida", tmp_path / "cache"
    audit(root, "--salida", folder, "--cache", cache)
    before = contents(folder)

    def never(*_, **__):
        raise AssertionError("a file was read")

    monkeypatch.setattr(session, "edition", lambda: "otra")
    monkeypatch.setattr("amc_docs.readers.docx.read", never)
    again = audit(root, "--salida", folder, "--cache", cache)
    assert "ya se conocía" in again.stderr  # the one that is there twice
    assert ask(folder, "SELECT count(DISTINCT edicion) FROM documentos") == [(2,)]
    assert contents(folder) == before


def test_a_file_that_could_not_be_read_is_tried_again_when_asked(tmp_path, monkeypatch):
    root = tmp_path / "a"
    root.mkdir()
    (root / "a.docx").write_bytes(LETTERS[0].read_bytes())

    def crash(*_, **__):
        raise RuntimeError("a fault")

    with monkeypatch.context() as broken:
        broken.setattr(reading, "_reviewed", crash)
        first = audit(root, "--salida", tmp_path / "s")
    assert first.exit_code == ExitCode.ERROR_INTERNO
    assert ask(tmp_path / "s", "SELECT dictamen, motivo LIKE 'error interno, referencia %' FROM documentos") == [
        ("ilegible", 1)
    ]
    assert audit(root, "--salida", tmp_path / "s").exit_code == ExitCode.ERROR_INTERNO
    assert audit(root, "--salida", tmp_path / "s", "--reintentar").exit_code != ExitCode.ERROR_INTERNO


@pytest.mark.parametrize(
    ("names", "threshold", "code"),
    [
        (["pass-completo"], "advertencia", ExitCode.CONFORME),
        (["pass-completo", "fail-OF-01-sin-asunto"], "advertencia", ExitCode.CON_OBSERVACIONES),
        (["pass-completo", "fail-OF-01-sin-asunto"], "error", ExitCode.CON_OBSERVACIONES),
    ],
)
def test_the_exit_code_is_the_worst_verdict_from_a_severity_on(names, threshold, code, tmp_path):
    paths = [next(p for p in LETTERS if p.stem == name) for name in names]
    assert audit(*paths, "--salida", tmp_path / "s", "--umbral", threshold).exit_code == code


def test_lists_and_patterns_name_files(tmp_path):
    root = archive(tmp_path)
    lista = tmp_path / "lista.txt"
    lista.write_text(f"# una lista\n\n{root / 'uno'}\n", encoding="utf-8")
    result = audit(root / "dos" / "*.docx", "--lista", lista, "--salida", tmp_path / "s")
    assert "8 de 8 archivos" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Falta qué auditar"),
        (["no-hay"], "«no-hay»: no hay ningún archivo"),
        (["--solo-informes"], "todavía no hay nada auditado"),
        (["--lista", "no-hay.txt"], "no se pudo leer la lista"),
    ],
)
def test_what_cannot_be_audited_is_one_clear_line(words, said, tmp_path):
    result = audit(*words, "--salida", tmp_path / "s")
    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("content", [b"no es una base de datos" * 50, b""])
def test_a_store_that_is_none_is_not_touched(content, tmp_path):
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "auditoria.sqlite").write_bytes(content)
    result = audit(LETTERS[0], "--salida", folder)
    if content:
        assert (result.exit_code, (folder / "auditoria.sqlite").read_bytes()) == (ExitCode.USO_INCORRECTO, content)
        assert "no se puede usar como almacén" in result.stderr
    else:
        assert result.exit_code in {ExitCode.CONFORME, ExitCode.CON_OBSERVACIONES}


def test_text_is_never_a_formula(tmp_path):
    root = tmp_path / "=1+1"
    root.mkdir()
    (root / "=SUMA(A1).docx").write_bytes(LETTERS[0].read_bytes())
    audit(root, "--salida", tmp_path / "s")
    sheet = openpyxl.load_workbook(tmp_path / "s" / "hallazgos.xlsx")["Archivos"]
    assert (sheet["A2"].data_type, sheet["A2"].value.endswith("/=1+1/=SUMA(A1).docx")) == ("s", True)


def test_text_is_no_formula_in_tables_for_a_spreadsheet_and_exact_in_those_for_programs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "=1+1.docx").write_bytes(LETTERS[0].read_bytes())
    audit("=1+1.docx", "--salida", "s")
    first = (tmp_path / "s" / "tablas" / "documentos.csv").read_text(encoding="utf-8-sig").splitlines()[1]

    assert first.split(",")[1] == "'=1+1.docx"
    assert list(pd.read_parquet(tmp_path / "s" / "tablas" / "documentos.parquet")["archivo"]) == ["=1+1.docx"]


def test_the_same_content_decided_about_in_two_ways_has_two_pages(tmp_path):
    for name in ("uno", "dos"):
        (tmp_path / "a" / name).mkdir(parents=True)
        (tmp_path / "a" / name / "oficio.docx").write_bytes(FAULTY.read_bytes())
    decide = CliRunner().invoke(main, ["revisar", str(tmp_path / "a" / "uno" / "oficio.docx"), "--decisiones"])
    file = tmp_path / "a" / "uno" / "oficio.docx.revision.yaml"
    decided = file.read_text(encoding="utf-8").replace("decision: pendiente", "decision: descartar", 1)
    file.write_text(decided.replace("motivo:", "motivo: No procede", 1), encoding="utf-8")
    result = audit(tmp_path / "a", "--salida", tmp_path / "s")
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "s" / "documentos").glob("*.html")]

    assert decide.exit_code == ExitCode.CON_OBSERVACIONES, result.output
    assert len(pages) == 2
    assert [page.count("oficio.docx</dd>") for page in pages] == [1, 1]
    assert len({"uno/oficio.docx</dd>" in page for page in pages}) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows pide permiso para hacer enlaces")
def test_a_link_to_nothing_is_one_unreadable_file(tmp_path):
    (tmp_path / "roto.docx").symlink_to(tmp_path / "nada.docx")
    (tmp_path / "oficio.docx").write_bytes(LETTERS[0].read_bytes())
    result = audit(tmp_path / "*.docx", "--salida", tmp_path / "s")

    assert result.exit_code == ExitCode.ILEGIBLE, result.output
    assert ask(tmp_path / "s", "SELECT count(*) FROM documentos WHERE dictamen = 'ilegible'") == [(1,)]


def test_what_this_program_wrote_is_no_document(tmp_path):
    (tmp_path / "a" / "otra").mkdir(parents=True)
    for name in ("oficio.docx", "oficio.docx.anotado.docx", "oficio.docx.oficio.docx", "amc-docs.yaml"):
        (tmp_path / "a" / name).write_bytes(LETTERS[0].read_bytes())
    for name in ("auditoria.sqlite", "hallazgos.xlsx"):
        (tmp_path / "a" / "otra" / name).write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "a" / "b.zip", "w") as packed:
        packed.write(LETTERS[1], "c/oficio.docx")
        packed.write(LETTERS[1], "c/oficio.docx.subsanado.docx")
    for number, named in enumerate((tmp_path / "a", tmp_path / "a" / "*")):
        folder = tmp_path / f"s{number}"
        audit(named, "--salida", folder, "-q")
        found = [name.rpartition("/a/")[2] for (name,) in ask(folder, "SELECT archivo FROM archivos ORDER BY orden")]

        assert sorted(found) == ["b.zip/c/oficio.docx", "oficio.docx"]


def test_results_do_not_go_among_the_documents(tmp_path):
    (tmp_path / "oficio.docx").write_bytes(LETTERS[0].read_bytes())
    result = audit(tmp_path, "--salida", tmp_path)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "Indique otra en --salida." in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["oficio.docx"]


def test_there_are_no_results_of_nothing(tmp_path):
    result = audit("--salida", tmp_path / "s", "--solo-informes")

    assert (result.exit_code, result.stderr.count("\n")) == (ExitCode.USO_INCORRECTO, 1)
    assert "todavía no hay nada auditado" in result.stderr
    assert not (tmp_path / "s").exists()


def start(root, folder, *words):
    """Start the command as a program of its own."""
    command = [sys.executable, "-m", "amc_docs", "auditar", str(root), "--salida", str(folder), *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows no tiene estas señales")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_audit_that_was_stopped_goes_on_where_it_was(how, done, tmp_path):
    root, folder, _ = done
    process = start(root, tmp_path, "--trabajadores", "1")
    wait_for_results(tmp_path, 2)
    process.send_signal(how)
    _, told = process.communicate(timeout=60)
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "La misma orden continúa donde quedó" in told
        assert (tmp_path / "resumen.html").exists()
    kept = ask(tmp_path, "SELECT count(*) FROM archivos WHERE documento IS NOT NULL")[0][0]
    assert 2 <= kept < 9
    again = audit(root, "--salida", tmp_path)
    assert f"Continúa la auditoría interrumpida, con {kept} de 9 archivos ya revisados." in again.stderr
    assert len(ask(tmp_path, "SELECT * FROM ejecuciones")) == 1
    assert contents(tmp_path) == contents(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows no tiene estas señales")
def test_a_file_that_takes_its_reader_down_costs_that_file_alone(tmp_path, monkeypatch):
    root = archive(tmp_path)
    examine = reading.examine

    def deadly(source, *rest):
        if "fail" in source.name:
            os.kill(os.getpid(), signal.SIGKILL)
        return examine(source, *rest)

    monkeypatch.setattr("amc_docs.audit.workers.examine", deadly)
    result = audit(root, "--salida", tmp_path / "s", "--trabajadores", 2)
    assert "9 de 9 archivos" in result.stderr
    down = ask(tmp_path / "s", "SELECT motivo FROM documentos WHERE motivo LIKE 'Dos veces terminó de golpe%'")
    assert len(down) == len({p.name for p in root.rglob("*") if "fail" in p.name} | {LETTERS[6].name})
    assert ask(tmp_path / "s", "SELECT count(*) FROM documentos WHERE dictamen = 'ilegible'")[0][0] == len(down) + 1


def test_archives_that_are_damaged_or_locked_are_told(tmp_path):
    root = tmp_path / "a"
    root.mkdir()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(LETTERS[0], "una.docx")
        packed.writestr("../../fuera.docx", LETTERS[1].read_bytes())
    data = bytearray(whole.getvalue())
    data[200:260] = bytes(60)
    (root / "dañado.zip").write_bytes(data)
    (root / "cortado.zip").write_bytes(whole.getvalue()[:500])
    result = audit(root, "--salida", tmp_path / "s")
    assert result.exit_code == ExitCode.ILEGIBLE
    found = dict(ask(tmp_path / "s", "SELECT archivo, dictamen FROM archivos JOIN documentos ON documento = id"))
    names = {name.removeprefix(f"{root.as_posix()}/"): verdict for name, verdict in found.items()}
    assert names["dañado.zip/una.docx"] == names["cortado.zip"] == "ilegible"
    assert names["dañado.zip/../../fuera.docx"] != "ilegible"
    assert not (tmp_path.parent / "fuera.docx").exists() and not (tmp_path / "fuera.docx").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="solo Linux dice qué procesos inició otro")
def test_what_a_reader_started_dies_with_its_worker(tmp_path):
    """A worker that is killed takes with it whatever it started for a file: LibreOffice, Tesseract."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 61.25\n")
    program.chmod(0o755)
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 Texto}")
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "amc_docs", "auditar", str(tmp_path / "a.rtf"), "--salida", str(tmp_path / "s")]
    mark = tmp_path / "pid"
    process = subprocess.Popen([*command, "-q", "--limite", "segundos=30"], env=environment)
    try:
        assert until(mark.exists)
        worker, *started = descendants(process.pid)
        assert len(started) >= 2, "the process that reads, and what it started"
        mark.unlink()
        os.kill(worker, signal.SIGKILL)
        assert until(lambda: not any(map(runs, started)))
        # The file is given to another worker, which starts the program again.
        assert until(mark.exists)
        started = list(descendants(process.pid))[1:]
        process.kill()
        assert len(started) >= 2
        assert until(lambda: not any(map(runs, started)))
    finally:
        process.kill()
        process.wait()


def runs(pid):
    """Return whether a process is alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition):
    """Wait for a condition, 40 seconds at most; return whether it came."""
    for _ in range(400):
        if condition():
            return True
        time.sleep(0.1)
    return False
