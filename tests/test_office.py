"""Documents of older and free word processors, read through LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from amc_docs.errors import AmcDocsError, LimitExceededError, MissingToolError, UnreadableFileError
from amc_docs.limits import Limits
from amc_docs.readers import office_run, read
from amc_docs.watch import Terms
from tests.word import p, package, tbl, tc, texts, tr, zipped

WRITERS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}
all_formats = pytest.mark.parametrize("kind", WRITERS)
WIDTH = '<w:tcW w:w="3000" w:type="dxa"/>'
ROWS = [["Indicador", "Meta"], ["Días de espera", "8 000.00"]]
FOREIGN = "palabras de otro archivo"


@pytest.fixture(scope="session", name="converted")
def _converted(tmp_path_factory):
    """One small document in each format, written by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "anexo.docx"
    rows = (tr(*(tc(words, WIDTH) for words in row)) for row in ROWS)
    source.write_bytes(package(p("Sector: Educación") + tbl(*rows) + p("Fin")))
    for kind, name in WRITERS.items():
        command = ["soffice", f"-env:UserInstallation={(folder / 'perfil').as_uri()}", "--headless"]
        command += ["--convert-to", f"{kind}:{name}", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
    return {kind: (folder / f"anexo.{kind}").read_bytes() for kind in WRITERS}


def written(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def fake_office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program of our own where LibreOffice is looked for."""
    program = written(folder, f"#!/bin/sh\n{script}\n".encode(), "soffice")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@all_formats
def test_words_and_tables_arrive_under_the_submitted_name(tmp_path, converted, kind):
    document = read(written(tmp_path, converted[kind], f"-mi anexo.{kind}"))

    assert (document.name, document.format) == (f"-mi anexo.{kind}", kind)
    assert texts(document)[0] == "Sector: Educación"
    assert ROWS == next(document.tables()).rows()
    assert "Se leyó mediante una conversión a Word" in document.warnings[0]


def test_nothing_stays_behind(tmp_path, converted, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    place = tmp_path / "entrada"
    place.mkdir()

    read(written(place, converted["odt"], "a.odt"))

    assert [place] == list(tmp_path.iterdir())
    assert [place / "a.odt"] == list(place.iterdir())
    assert [] == running(str(tmp_path))


def running(words: str) -> list[str]:
    """Return the command lines of all processes that hold these words."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if words in line:
            found.append(line)
    return found


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path, converted, monkeypatch):
    mark = f"98765.{os.getpid()}"
    fake_office(tmp_path, monkeypatch, f"sleep {mark} &\nsleep {mark}")
    path = written(tmp_path, converted["rtf"], "a.rtf")
    start = time.monotonic()

    with pytest.raises(LimitExceededError, match=r"más de 0.5 segundos en convertirse.*\. Guárdelo como \.docx"):
        read(path, terms=Terms(limits=Limits(seconds=0.5)))

    assert time.monotonic() - start < 8
    assert [] == running(f"sleep {mark}")


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 77",
        'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; : > "$2/documento.docx"',
        'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; echo PK > "$2/documento.docx"',
    ],
    ids=["nothing", "nothing and a code", "an empty file", "rubbish"],
)
def test_what_the_program_writes_is_not_taken_on_trust(tmp_path, converted, monkeypatch, script):
    fake_office(tmp_path, monkeypatch, script)

    with pytest.raises(UnreadableFileError, match=r"«a\.rtf».*\. .*\.$"):
        read(written(tmp_path, converted["rtf"], "a.rtf"))


def test_without_the_program_the_user_learns_how_to_get_it(tmp_path, converted, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MissingToolError, match="apt install libreoffice-writer"):
        read(written(tmp_path, converted["doc"], "a.doc"))


def test_the_fence_has_no_network():
    command = [*office_run._fence(), "cat", "/proc/net/dev"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[2:]

    assert "unshare" not in command or [line.split(":")[0].strip() for line in lines] == ["lo"]
    assert shutil.which("unshare") is None or "-n" in command or os.geteuid() != 0


def odt(data: bytes, **changed: str) -> bytes:
    """Return an ODT with some parts replaced; `content` stands for content.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            new.writestr(name, changed.get(key, old.read(name)))
    return out.getvalue()


def test_linked_files_are_not_drawn_in(tmp_path, converted):
    secret = written(tmp_path, FOREIGN.encode(), "secreto.txt")
    with zipfile.ZipFile(written(tmp_path, converted["odt"], "x.odt")) as package_:
        content = package_.read("content.xml").decode()
    link = (
        '<text:section text:name="s"><text:section-source xlink:type="simple" '
        f'xlink:href="{secret.as_uri()}" text:filter-name="Text"/><text:p>guardado</text:p></text:section>'
    )
    changed = content.replace("</office:text>", f"{link}</office:text>")

    document = read(written(tmp_path, odt(converted["odt"], content=changed), "a.odt"))

    assert FOREIGN not in " ".join(texts(document))
    assert "Sector: Educación" in texts(document)


def hostile(converted: dict[str, bytes]) -> dict[str, tuple[str, bytes]]:
    doc, text, rich = converted["doc"], converted["odt"], converted["rtf"]
    name = "WordDocument".encode("utf-16-le")
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )
    locked = bytearray(doc)
    at = doc.index(b"\xec\xa5")
    locked[at + 11] |= 1
    mimetype = "application/vnd.oasis.opendocument.text"
    return {
        "doc cut off": ("doc", doc[: len(doc) // 2]),
        "doc header only": ("doc", doc[:512] + name),
        "doc of noise": ("doc", doc[:8] + b"\xa7" * 4_000 + name),
        "doc with another stream": ("doc", doc.replace(name, "WordDocumenX".encode("utf-16-le")) + name),
        "doc with other bytes": ("doc", doc.replace(b"\xec\xa5", b"\0\0")),
        "doc with a password": ("doc", bytes(locked)),
        "rtf cut off": ("rtf", rich[: len(rich) // 2]),
        "rtf without words": ("rtf", b"{\\rtf1}"),
        "odt cut off": ("odt", text[: len(text) // 2]),
        "odt with a password": ("odt", odt(text, manifest=manifest)),
        "odt with a doctype": ("odt", odt(text, content='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
        "odt not closed": ("odt", odt(text, content="<a>")),
        "odt without content": ("odt", zipped({"mimetype": mimetype})),
        "odt that inflates": ("odt", zipped({"mimetype": mimetype, "content.xml": b" " * 70_000_000})),
    }


NAMES = sorted(hostile({"doc": b"\xec\xa5" + b"\0" * 20, "odt": zipped({"a": "b"}), "rtf": b""}))


@pytest.mark.parametrize("name", NAMES)
def test_garbage_is_refused_in_two_sentences(tmp_path, converted, name):
    kind, data = hostile(converted)[name]

    with pytest.raises(AmcDocsError, match=r"(?s)«caso\.\w+».+\. [A-ZÁ].+\.$") as caught:
        read(written(tmp_path, data, f"caso.{kind}"))

    assert isinstance(caught.value, UnreadableFileError)
    assert ("contraseña" in str(caught.value)) == ("password" in name)
