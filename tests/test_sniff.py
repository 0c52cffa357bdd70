"""What a file really is, whatever its name says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from amc_docs.errors import LimitExceededError, UnreadableFileError, UnsupportedFormatError
from amc_docs.limits import Limits
from amc_docs.readers import read
from amc_docs.readers.sniff import TYPES, identify, unsupported
from amc_docs.wording import shown
from tests.word import MAIN_TYPE, p, package, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = MAIN_TYPE.replace("document.main", "template.main")

FILES = {
    "docx": package(p("x")),
    "pdf": b"%PDF-1.7\n",
    "doc": OLE + "WordDocument".encode("utf-16-le"),
    "xls": OLE + "Workbook".encode("utf-16-le"),
    "ppt": OLE + "PowerPoint Document".encode("utf-16-le"),
    "ole": OLE,
    "odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "ods": zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "xlsx": package(main_type=SHEET),
    "pptx": package(main_type=SLIDES),
    "comprimido": zipped({"a.txt": "a"}),
    "rtf": b"{\\rtf1 hola}",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "tiff": b"II*\0",
    "gif": b"GIF89a",
    "webp": b"RIFF\0\0\0\0WEBP",
    "html": b"\n<!DOCTYPE html><html></html>",
    "mhtml": b"MIME-Version: 1.0\n",
    "word_xml": b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
    "texto": "Señores:\n".encode(),
    "desconocido": bytes(range(32)) * 3,
}


def written(folder, data: bytes, name: str = "archivo"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("kind", FILES)
def test_bytes_decide(tmp_path, kind):
    assert identify(written(tmp_path, FILES[kind])).format == kind


@pytest.mark.parametrize("kind", sorted(set(FILES) - {"docx", "pdf"}))
def test_what_no_reader_takes_is_named_with_advice(tmp_path, kind):
    path = written(tmp_path, FILES[kind])

    error = unsupported(path, identify(path).format)

    assert isinstance(error, UnsupportedFormatError)
    assert TYPES[kind] in str(error)
    assert re.search(r"\. [A-ZÁÉ].+\.$", str(error))


@pytest.mark.parametrize("main_type", [MACROS, TEMPLATE])
def test_macros_and_templates_are_word_too(tmp_path, main_type):
    assert identify(written(tmp_path, package(p("x"), main_type=main_type))).format == "docx"


def test_a_pdf_may_begin_late(tmp_path):
    assert identify(written(tmp_path, b"\n" * 1_000 + b"%PDF-1.4")).format == "pdf"


def test_a_wrong_extension_is_told_and_read_as_what_it_is(tmp_path):
    document = read(written(tmp_path, package(p("x")), "informe.pdf"))

    assert document.format == "docx"
    assert "«informe.pdf» es en realidad un documento de Word" in document.warnings[0]


@pytest.mark.parametrize("name", ["a.docx", "a.DOCX", "a.docm", "a"])
def test_a_fitting_extension_or_none_is_no_doubt(tmp_path, name):
    assert identify(written(tmp_path, package(p("x")), name)).warnings == ()


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "vacio.docx", "está vacío"),
        (b"x", "~$forme.docx", "archivo temporal"),
        (b"x", ".~lock.informe.odt#", "archivo temporal"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "contraseña"),
    ],
)
def test_files_that_are_none(tmp_path, data, name, told):
    with pytest.raises(UnreadableFileError, match=told):
        identify(written(tmp_path, data, name))


def test_places_that_hold_no_file(tmp_path):
    os.mkfifo(tmp_path / "tubo")
    (tmp_path / "enlace").symlink_to(tmp_path / "nada")
    (tmp_path / "vuelta").symlink_to(tmp_path / "vuelta")
    told = {"tubo": "corriente", "enlace": "enlace", "vuelta": "enlace", "nada": "No existe", ".": "carpeta"}

    for name, words in told.items():
        with pytest.raises(UnreadableFileError, match=words):
            identify(tmp_path / name)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_names_that_cannot_be(tmp_path, name):
    with pytest.raises(UnreadableFileError, match="No existe"):
        identify(tmp_path / name)


def test_a_file_without_permission(tmp_path, monkeypatch):
    """Root may read everything, so the refusal is the system's word, not the file's mode."""
    path = written(tmp_path, b"x")

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(UnreadableFileError, match="permiso"):
        identify(path)


def test_a_file_over_the_limit(tmp_path):
    with pytest.raises(LimitExceededError, match=r"ocupa .* límite .*--limite archivo="):
        identify(written(tmp_path, b"four"), Limits(size=3))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Anexo 1 – año.docx", "Anexo 1 – año.docx"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202efdp.docx", "a\\u202efdp.docx"),
        ("a\nb", "a\\nb"),
        ("a\udcffb", "a\\udcffb"),
    ],
)
def test_names_are_shown_without_tricks(name, safe):
    assert shown(name) == safe
