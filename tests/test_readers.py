"""One door for all formats."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from amc_docs.errors import ExitCode, UnsupportedFormatError
from amc_docs.readers import READERS, read
from tests.word import opened, p, package


def test_a_document_carries_name_and_digest(tmp_path):
    data = package(p("Sector"))

    document = opened(tmp_path, data, "anexo.docx")

    assert (document.name, document.format) == ("anexo.docx", "docx")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_what_no_reader_takes(tmp_path):
    with pytest.raises(UnsupportedFormatError) as caught:
        opened(tmp_path, b"GIF89a")

    assert caught.value.exit_code is ExitCode.ILEGIBLE


def test_progress_is_told(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(package(p("x")))
    steps: list[tuple[int, int]] = []

    read(path, progress=lambda done, total: steps.append((done, total)))

    assert steps == [(1, 1)]


def test_pages_cannot_be_told_apart_in_word(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(package(p("x")))

    assert any("páginas fijas" in warning for warning in read(path, pages=frozenset({2})).warnings)


def test_readers_are_imported_when_needed_and_heavy_libraries_never():
    code = (
        "import sys, amc_docs.readers as r;"
        f"assert not set({sorted(READERS.values())}) & set(sys.modules);"
        "import amc_docs.readers.docx;"
        "assert not {'docx', 'pandas', 'pdfplumber', 'pypdfium2'} & set(sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
