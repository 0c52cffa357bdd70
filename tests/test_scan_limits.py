"""What happens where pages cannot be recognised: Tesseract missing, too slow, failing, or not wanted."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from scans import form, rendered, scan

from amc_docs.limits import Limits
from amc_docs.readers import read
from amc_docs.watch import Terms


@pytest.fixture(name="path")
def _path(tmp_path) -> Path:
    return scan(tmp_path / "a.pdf", rendered(tmp_path / "b.pdf", form()))


def a_program(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Put a program of this name alone on the PATH."""
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")


LANGUAGES = 'case "$*" in *list-langs*) echo "List:"; echo spa; exit 0;; esac'


def test_without_tesseract_pages_stay_unread_and_the_advice_says_how_to_install_it(path, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read(path)

    assert (document.unread_pages, document.ocr_pages, document.format) == ((1,), (), "pdf_escaneado")
    advice = next(w for w in document.warnings if "Tesseract" in w)
    assert "sudo apt-get install tesseract-ocr tesseract-ocr-spa" in advice
    assert "UB Mannheim" in advice


def test_without_spanish_pages_stay_unread(path, tmp_path, monkeypatch):
    a_program(tmp_path / "bin", monkeypatch, "echo eng")
    document = read(path)

    assert document.unread_pages == (1,)
    assert any("le falta el idioma español" in w for w in document.warnings)


def test_a_page_that_takes_too_long_is_given_up_with_all_it_started(path, tmp_path, monkeypatch):
    a_program(tmp_path / "bin", monkeypatch, LANGUAGES, f"sleep 30 & echo $! > {tmp_path}/child; wait")
    start = time.monotonic()
    document = read(path, terms=Terms(limits=Limits(scan_seconds=4)))

    assert time.monotonic() - start < 25
    assert document.unread_pages == (1,)
    assert any("límite" in w for w in document.warnings)
    child = int((tmp_path / "child").read_text())
    assert not _is_running(child)


def _is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return state.rsplit(")", 1)[1].split()[0] != "Z"


def test_a_failing_page_is_named(path, tmp_path, monkeypatch):
    a_program(tmp_path / "bin", monkeypatch, LANGUAGES, "exit 3")
    document = read(path)

    assert document.unread_pages == (1,)
    assert any("error 3" in w for w in document.warnings)


def test_recognition_can_be_left_out(path):
    document = read(path, ocr=False)

    assert (document.unread_pages, document.ocr_pages) == ((1,), ())
    assert any("--sin-ocr" in w for w in document.warnings)


UNSURE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><span class="ocr_line" title="bbox 100 100 600 140; x_size 40">'
    '<span class="ocrx_word" title="bbox 100 100 300 140; x_wconf 22">garabato</span></span></body></html>'
)


def test_a_page_that_is_read_with_hardly_any_sureness_is_unread(path, tmp_path, monkeypatch):
    a_program(tmp_path / "bin", monkeypatch, LANGUAGES, f"cat <<'END'\n{UNSURE}\nEND".replace("\\n", "\n"))
    document = read(path)

    assert (document.unread_pages, document.ocr_pages) == ((1,), ())
    assert any("muy poca seguridad" in w for w in document.warnings)
