"""What was recognised once is not recognised again, and what is kept is never taken for what it is not."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from scans import form, rendered, scan

from amc_docs.cli import main
from amc_docs.errors import ExitCode
from amc_docs.readers import read
from amc_docs.readers.scan import remembered as module
from amc_docs.readers.scan.page import Recognised
from amc_docs.readers.scan.picture import Picture
from amc_docs.readers.scan.remembered import remembered
from amc_docs.readers.scan.store import Store
from amc_docs.readers.scan.tesseract import RecognitionError, Tesseract
from amc_docs.watch import Terms

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


@pytest.fixture(scope="module", name="path")
def _path(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("scan")
    return scan(folder / "a.pdf", rendered(folder / "b.pdf", form()))


@pytest.fixture(name="calls")
def _calls(tmp_path, monkeypatch):
    """Put a stand-in before Tesseract that counts its calls; give the function that tells how many there were."""
    real, folder, log = shutil.which("tesseract"), tmp_path / "bin", tmp_path / "calls"
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\necho "$*" >> {log}\nexec {real} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def count():
        found = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return len(found)

    return count


def reading(path, folder):
    folder.mkdir(exist_ok=True)
    return read(path, terms=Terms(cache=folder))


def test_the_second_reading_asks_nothing_and_gives_the_same(path, tmp_path, calls):
    plain = read(path)
    assert calls() > 0
    first = reading(path, tmp_path / "c")
    assert calls() > 0

    second = reading(path, tmp_path / "c")
    assert calls() == 0
    assert plain == first == second
    assert second.ocr_pages == (1,)


def test_the_command_keeps_it_where_it_is_told_to(path, tmp_path, calls):
    folder = tmp_path / "nueva" / "cache"
    first, second = (
        CliRunner().invoke(main, ["extraer", "--cache", str(folder), str(path)], prog_name="amc-docs") for _ in range(2)
    )

    assert first.exit_code == 0
    assert json.loads(first.stdout) == json.loads(second.stdout)
    assert list(folder.glob("pagina-*.json"))
    assert folder.stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_is_a_wrong_order(path, tmp_path):
    (tmp_path / "archivo").write_text("x")
    for name in (str(tmp_path / "archivo"), " "):
        result = CliRunner().invoke(main, ["revisar", "--cache", name, str(path)], prog_name="amc-docs")

        assert result.exit_code == ExitCode.USO_INCORRECTO
        assert "--cache" in result.stderr


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"confidence":', b'"confidencia":'),
        lambda data: data.replace(b"0.9", b"0.8"),
        lambda data: b"[" * 100_000,
        lambda data: b'{"version": 1, "sha256": "", "value": []}',
    ],
)
def test_a_damaged_entry_is_made_anew(tmp_path, monkeypatch, harm):
    read_again = []
    monkeypatch.setattr(module, "recognised", lambda *_arguments: read_again.append(1) or a_result())
    store = Store(tmp_path)
    first = remembered(store, a_picture(), 1, AnEngine())
    (entry,) = tmp_path.glob("pagina-*.json")
    entry.write_bytes(harm(entry.read_bytes()))

    assert remembered(store, a_picture(), 1, AnEngine()) == first
    assert remembered(store, a_picture(), 1, AnEngine()) == first
    assert len(read_again) == 2


class AnEngine:
    """Stands for an installed program."""

    has_failed = False

    def __init__(self, identity="5.3"):
        self.identity = identity


def a_picture(**changes):
    return replace(Picture(grey=np.full((20, 30), 255, np.uint8), points=0.24), **changes)


def a_result():
    from amc_docs.readers.pdf.content import Area, PageContent, Rule, Word
    from amc_docs.readers.scan.frames import Frame

    word = Word("ñandú", 1 / 3, 2.0, 30.1, 12.0, 10.0, True, 0, False, True, (1 / 3, 30.1), confidence=0.91)
    area = Area(1.0, 2.0, 3.0, 4.0, 0xFF)
    content = PageContent(
        number=1, width=595.3, height=841.9, words=(word, word._replace(confidence=None)), rules=(Rule(True, 1, 2, 3),),
        fills=(area,), images=(area,), shapes=(area,),
    )  # fmt: skip
    values = {"content": content, "frame": Frame(width=595.3, height=841.9, turn=90, angle=-1.5), "confidence": 0.9}
    assert {f.name for f in fields(Recognised)} == set(values), "a new field needs a value here"
    return Recognised(**values)


def test_every_value_comes_back_as_it_was_under_the_page_that_asks(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "recognised", lambda *_arguments: a_result())
    store = Store(tmp_path)
    remembered(store, a_picture(), 1, AnEngine())
    monkeypatch.setattr(module, "recognised", None)
    kept = remembered(store, a_picture(), 7, AnEngine())

    assert kept == replace(a_result(), content=replace(a_result().content, number=7))
    assert type(kept.content.words[0].edges) is tuple


def test_another_picture_program_or_text_is_another_entry(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "recognised", lambda *_arguments: a_result())
    store = Store(tmp_path)
    other = np.full((20, 30), 255, np.uint8)
    other[3, 4] = 0
    word = a_result().content.words[0]
    for arguments in (
        (a_picture(), 1, AnEngine()),
        (a_picture(grey=other), 1, AnEngine()),
        (a_picture(grey=np.full((30, 20), 255, np.uint8)), 1, AnEngine()),
        (a_picture(points=0.25), 1, AnEngine()),
        (a_picture(), 1, AnEngine("5.4")),
        (a_picture(), 1, AnEngine(), [word]),
    ):
        remembered(store, *arguments)
    module._chain.cache_clear()
    monkeypatch.setattr(module, "__version__", "otra")
    remembered(store, a_picture(), 1, AnEngine())
    module._chain.cache_clear()

    assert len(list(tmp_path.glob("pagina-*.json"))) == 7


def test_that_nothing_could_be_read_is_kept_and_that_the_program_failed_is_not(tmp_path, monkeypatch):
    told = []

    def unreadable(*_arguments):
        told.append(1)
        raise RecognitionError("no se reconoció texto en ellas")

    monkeypatch.setattr(module, "recognised", unreadable)
    failed = AnEngine()
    failed.has_failed = True
    for engine, times in ((failed, 1), (failed, 2), (AnEngine(), 3), (AnEngine(), 3)):
        with pytest.raises(RecognitionError, match="no se reconoció"):
            remembered(Store(tmp_path), a_picture(), 1, engine)
        assert len(told) == times


def test_the_program_is_asked_who_it_is_once_until_it_changes(tmp_path, calls):
    store = Store(tmp_path)
    first = Tesseract.found(45, store).identity
    assert (Tesseract.found(45, store).identity, calls()) == (first, 2)

    program = tmp_path / "bin" / "tesseract"
    program.write_text(program.read_text() + "\n")
    assert Tesseract.found(45, store).identity != first
    assert calls() == 2


def test_a_folder_that_takes_nothing_keeps_nothing(tmp_path):
    store = Store(tmp_path / "falta")
    store.put("a", {"x": 1})

    assert store.get("a") is None


def write_much(folder, mark):
    store = Store(folder)
    for number in range(200):
        store.put("a", {"mark": mark, "text": "x" * 50_000})
        value = store.get("a")
        assert value is not None and len(value["text"]) == 50_000, number


def test_several_processes_may_share_it(tmp_path):
    context = multiprocessing.get_context("fork" if os.name != "nt" else "spawn")
    writers = [context.Process(target=write_much, args=(tmp_path, mark)) for mark in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)

    assert [w.exitcode for w in writers] == [0, 0, 0]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
