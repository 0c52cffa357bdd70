"""The parts of an audit by themselves: likeness, versions, watching, kept documents, workers of a cluster."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zlib
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from amc_docs import readers
from amc_docs.audit.grouping import versions
from amc_docs.audit.likeness import likeness, signature
from amc_docs.audit.watching import changes
from amc_docs.cli import main
from amc_docs.document import Document
from amc_docs.errors import ExitCode
from amc_docs.limits import DEFAULT
from amc_docs.readers import kept
from amc_docs.watch import Terms
from tests.archives import LETTERS, SAMPLES, archive, contents, wait_for_results

WORDS = [f"palabra{n}" for n in range(400)]


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_likeness_is_near_the_share_of_words_in_common(share):
    same = int(len(WORDS) * share)
    other = [*WORDS[:same], *(f"otra{n}" for n in range(len(WORDS) - same))]
    exact = max(0, same - 1) / (2 * (len(WORDS) - 1) - max(0, same - 1))
    assert likeness(signature([" ".join(WORDS)]), signature([" ".join(other)])) == pytest.approx(exact, abs=0.12)


def test_short_texts_are_like_nothing():
    assert signature(["oficio de remisión"]) == b""
    assert likeness(b"", b"") == 0.0


def row(name, words, **facts):
    """Return what the store says of a file."""
    base = {"archivo": name, "sha256": name, "tipo": "forma", "sector": None, "servicio": None}
    return {**base, "semejanza": signature([" ".join(words)]), **facts}


def test_versions_are_of_one_form_sector_and_service_and_of_near_equal_text():
    changed = [*WORDS[:380], *(f"otra{n}" for n in range(20))]
    rows = [
        row("a", WORDS, sector="Salud"),
        row("b", changed, sector="SALUD"),
        row("c", changed, sector="Educación"),
        row("d", changed, tipo="otra"),
        row("e", [f"nada{n}" for n in range(400)], sector="Salud"),
    ]
    one, other = versions(rows)
    assert (one.group, one.number, one.likeness) == (1, 0, 1.0)
    assert (other.group, other.number) == (1, 1)
    assert 1 > other.likeness > 0.8


def test_what_a_whole_form_has_in_common_makes_no_versions():
    own = [[f"propia{n}-{m}" for m in range(400)] for n in range(210)]
    rows = [row(str(n), [*WORDS, *words]) for n, words in enumerate(own)]
    rows[200] = row("200", [*WORDS, *own[7][:390], "final"])
    assert [v.number for v in versions(rows)] == [7, 200]


def test_a_watched_folder_tells_of_what_has_settled(tmp_path):
    folder, steps = tmp_path / "buzón", iter(range(100))
    folder.mkdir()

    def sleep(_seconds):
        step = next(steps)
        if step == 1:
            (folder / "a.docx").write_bytes(b"1")
        elif step in {2, 3}:  # still being copied
            (folder / "a.docx").write_bytes(b"1" * step)
        elif step == 8:
            (folder / "a.docx").unlink()
        elif step == 12:
            (folder / "b.docx").write_bytes(b"1")
        elif step == 20:
            raise KeyboardInterrupt

    told = []
    with pytest.raises(KeyboardInterrupt):
        for _ in changes([str(folder)], tmp_path / "salida", 1, sleep):
            told.append(sorted((p.name, p.stat().st_size) for p in folder.iterdir()))
    assert told == [[("a.docx", 3)], [("b.docx", 1)]]


def test_who_watches_a_folder_is_told_how_to_stop(tmp_path, monkeypatch):
    def once(*_):
        yield
        raise KeyboardInterrupt

    monkeypatch.setattr("amc_docs.audit.watching.changes", once)
    words = ["auditar", str(LETTERS[0]), "--salida", str(tmp_path / "a"), "--trabajadores", "1"]
    watching = CliRunner().invoke(main, [*words, "--vigilar"], prog_name="amc-docs")
    assert "se mira cada 15 s. Se detiene con Ctrl-C." in watching.stderr
    assert (tmp_path / "a" / "resumen.html").exists()
    assert "Ctrl-C" not in CliRunner().invoke(main, words, prog_name="amc-docs").stderr


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/pass-*.*"))[::9], ids=lambda p: p.name)
def test_a_document_is_kept_as_it_is(path):
    if path.suffix in {".docx", ".pdf", ".xlsx"}:
        document = readers.read(path)
        assert kept.unpacked(kept.packed(document)) == document


@given(st.binary(max_size=200))
def test_what_is_no_document_is_not_taken_for_one(data):
    for bytes_ in (data, zlib.compress(data)):
        with pytest.raises((ValueError, TypeError, LookupError, RecursionError, zlib.error)):
            kept.unpacked(bytes_)


def test_a_kept_document_is_used_only_for_the_same_terms(tmp_path, monkeypatch):
    path, terms = LETTERS[0], Terms(cache=tmp_path)
    first = readers.read(path, terms=terms)

    def never(*_, **__):
        raise AssertionError("the file was read")

    monkeypatch.setattr("amc_docs.readers.docx.read", never)
    assert readers.read(path, terms=terms) == first
    for other in (replace(terms, limits=replace(DEFAULT, cells=5)), Terms()):
        with pytest.raises(AssertionError):
            readers.read(path, terms=other)
    for entry in tmp_path.iterdir():
        entry.write_bytes(b"roto")
    with pytest.raises(AssertionError):
        readers.read(path, terms=terms)


def test_a_document_that_lacks_pages_is_not_kept(tmp_path):
    shelf = kept.Shelf.at(tmp_path, "0" * 64, "a.pdf", DEFAULT, ocr=True)
    shelf.put(Document(name="a.pdf", sha256="0" * 64, format="pdf", unread_pages=(2,)))
    assert (shelf.get(), list(tmp_path.iterdir())) == (None, [])


DASK = shutil.which("dask", path=Path(sys.executable).parent)
ADDRESS = "tcp://127.0.0.1:18799"
cluster = pytest.mark.skipif(not DASK or sys.platform == "win32", reason="falta Dask: pip install amc-docs[dask]")


@contextmanager
def running(*words, **extra):
    """Run a program of Dask meanwhile."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen([DASK, *words], **quiet, **extra)
    try:
        yield process
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(name="scheduler")
def _scheduler():
    with running("scheduler", "--host", "127.0.0.1", "--port", "18799", "--no-dashboard"):
        yield ADDRESS


def worker(folder, **extra):
    """Run a worker meanwhile."""
    words = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder))
    return running("worker", ADDRESS, *words, **extra)


def audit(*words):
    """Run the command in this process."""
    return CliRunner().invoke(main, ["auditar", *map(str, words)], prog_name="amc-docs")


@cluster
def test_a_cluster_gives_the_same_outputs_though_a_worker_is_killed(scheduler, tmp_path):
    root = archive(tmp_path)
    audit(root, "--salida", tmp_path / "aquí", "-q")
    with worker(tmp_path / "w1") as first, worker(tmp_path / "w2"):
        command = [
            sys.executable,
            "-m",
            "amc_docs",
            "auditar",
            root,
            "--salida",
            tmp_path / "allá",
            "--dask",
            scheduler,
        ]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        wait_for_results(tmp_path / "allá", 1)
        os.killpg(first.pid, signal.SIGKILL)
        _, told = process.communicate(timeout=120)
    assert process.returncode == ExitCode.ILEGIBLE, told
    assert contents(tmp_path / "allá") == contents(tmp_path / "aquí")


@cluster
def test_workers_of_another_edition_are_refused(scheduler, tmp_path):
    other = tmp_path / "otra"
    shutil.copytree(Path(main.__module__.replace(".", "/")).parent.resolve(), other / "amc_docs")
    shutil.copytree(SAMPLES.parent / "schemas", other / "schemas")
    with (other / "amc_docs" / "wording.py").open("a", encoding="utf-8") as file:
        file.write("# otra\n")
    root = archive(tmp_path)
    with worker(tmp_path / "w1", env={**os.environ, "PYTHONPATH": str(other)}):
        time.sleep(4)
        result = audit(root, "--salida", tmp_path / "s", "--dask", scheduler)
    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "Tienen otra versión" in result.stderr


@cluster
def test_a_cluster_that_is_not_there_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr("amc_docs.audit.cluster._TO_CONNECT", 1.0)
    result = audit(LETTERS[0], "--salida", tmp_path / "s", "--dask", "tcp://127.0.0.1:18798")
    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "No hay un planificador de Dask en tcp://127.0.0.1:18798" in result.stderr


@cluster
def test_workers_that_never_come_are_not_waited_for_without_end(scheduler, tmp_path, monkeypatch):
    monkeypatch.setattr("amc_docs.audit.cluster._ALONE", 1.0)
    time.sleep(2)
    result = audit(LETTERS[0], "--salida", tmp_path / "s", "--dask", scheduler)
    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "no tiene trabajadores" in result.stderr
