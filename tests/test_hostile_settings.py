"""Data, settings, decisions, templates, lists and archives of the user's own that attack: one clear line, soon."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from amc_docs.audit import archives, holding
from amc_docs.audit.sources import gather
from amc_docs.cli import main
from amc_docs.errors import BadStoreError, ExitCode
from amc_docs.processes import descendants
from tests.archives import LETTERS, ask
from tests.hostile import HEAD, LAUGHS, TAIL, lying, xml_of
from tests.hostile_texts import archive_of
from tests.word import p, package, part, zipped

pytestmark = pytest.mark.usefixtures("readers_loaded")
SOUND = next(path for path in LETTERS if path.stem == "pass-completo").read_bytes()
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows no tiene tuberías con nombre ni estos nombres")
LAUGHTER = 'a: &a ["x", "x"]\n' + "".join(f"{y}: &{y} [*{x}, *{x}]\n" for x, y in zip("abcdef", "bcdefg", strict=True))
YAML = {
    "laughs": LAUGHTER,
    "merge": "a: &a {x: 1}\nb:\n  <<: *a\n",
    "flow in flow": "a: " + "[" * 100_000,
    "flow in flow, closed": "a: " + "[" * 5_000 + "]" * 5_000,
    "maps in maps": "{a: " * 3_000 + "1" + "}" * 3_000,
    "list in list": "- " * 100_000,
    "block in block": "\n".join(" " * level + "a:" for level in range(1_000)),
    "questions": "? " * 20_000,
    "program": '!!python/object/apply:os.system ["touch mal"]',
    "no text": "a: \0",
    "other directions": "\u202eabc: \u202edef",
    "version": "%YAML 9.9\n---\na: 1",
    "many documents": "---\n" * 2_000,
    "json in json": '{"a":' * 100_000,
    "json in json, closed": '{"a":' * 900 + "1" + "}" * 900,
}
TEMPLATES = {
    "big range": "{% for i in range(10**9) %}{{ i }}{% endfor %}",
    "nothing divided": "{{ 1/0 }}",
    "words and numbers": '{{ 1 + "a" }}',
    "inside of objects": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "inside of globals": "{{ cycler.__init__.__globals__.os }}",
    "other file": "{% include '/etc/passwd' %}",
    "other module": "{% import 'os' as os %}",
    "calls itself": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "brackets": "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
}
FILES = {
    "nothing": b"",
    "text": b"hola",
    "cut": SOUND[:3_000],
    "laughs": package(parts={"word/document.xml": LAUGHS + part("document", p("&i;")).partition("?>")[2]}),
    "bzip2": zipped({"[Content_Types].xml": "<T/>", "x": b"\0" * 50_000}, zipfile.ZIP_BZIP2),
    "lying": lying(xml_of(HEAD, b" " * 1_000, 1_000, TAIL)),
    "deep": package("<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000),
    "no document": zipped({"a": "b"}),
}


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    """Work in a folder of its own; see that no process and no temporary file is left."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    (tmp_path / "aquí").mkdir()
    monkeypatch.chdir(tmp_path / "aquí")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    yield
    assert ([], []) == (os.listdir(temporary), list(descendants(os.getpid())))  # noqa: PTH208


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="amc-docs")


def refused(result, *codes):
    """Check that a command ended as documented, in lines that say what happened and what to do."""
    assert result.exit_code in codes, result.output
    assert "error interno" not in result.output and "Traceback" not in result.output
    assert result.stdout == ""
    for line in result.stderr.splitlines():
        assert line.rstrip().endswith((".", "?")) and (". " in line or ", y debe ser " in line), line
    return result.stderr


@pytest.mark.parametrize("kind", YAML)
def test_hostile_yaml_is_refused_wherever_it_is_read(kind):
    text = YAML[kind].encode()
    Path("d.yaml").write_bytes(text)
    refused(run("generar", "oficio", "--datos", "d.yaml"), ExitCode.USO_INCORRECTO)
    Path("o.docx").write_bytes(SOUND)
    refused(run("observaciones", "o.docx", "--configuracion", "d.yaml"), ExitCode.USO_INCORRECTO)
    refused(run("revisar", "o.docx", "--decisiones-de", "d.yaml"), ExitCode.USO_INCORRECTO)
    assert sorted(os.listdir()) == ["d.yaml", "o.docx"]  # noqa: PTH208


def test_hostile_json_is_no_report():
    Path("o.docx").write_bytes(SOUND)
    for text in ('{"a":' * 100_000, '{"version": "1"}', "[" * 100_000, '{"hallazgos": ' + "9" * 100_000 + "}"):
        Path("d.json").write_text(text, encoding="utf-8")
        assert "no es un informe" in refused(run("comparar", "d.json", "o.docx"), ExitCode.ILEGIBLE)


ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{{ i }}{% endfor %}{% endfor %}"


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_hostile_tag_is_a_fault_of_the_template(kind):
    Path("d.yaml").write_text("asunto: x\n", encoding="utf-8")
    Path("t.docx").write_bytes(package(p(TEMPLATES[kind])))
    told = refused(run("generar", "oficio", "--datos", "d.yaml", "--plantilla", "t.docx", "--borrador"), 2)
    assert "La plantilla «t.docx»" in told


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_no_template_and_no_data(kind):
    Path("d.yaml").write_text("asunto: x\n", encoding="utf-8")
    Path("t.docx").write_bytes(FILES[kind])
    told = refused(run("generar", "oficio", "--datos", "d.yaml", "--plantilla", "t.docx", "--borrador"), 2)
    assert "La plantilla «t.docx»" in told
    refused(run("generar", "oficio", "--datos", "t.docx"), ExitCode.USO_INCORRECTO, ExitCode.ILEGIBLE)


def test_a_template_of_the_office_that_never_ends_is_ended():
    Path("o.docx").write_bytes(SOUND)
    Path("t.docx").write_bytes(package(p(ENDLESS)))
    Path("amc-docs.yaml").write_text("plantillas:\n  informe: t.docx\n", encoding="utf-8")
    told = refused(run("observaciones", "o.docx", "--limite", "segundos=3"), ExitCode.USO_INCORRECTO)
    assert "La plantilla «t.docx» tarda demasiado" in told
    assert not Path("o.docx.observaciones.docx").exists()


def test_a_template_of_the_users_own_that_never_ends_is_ended_and_named_and_not_the_data():
    Path("d.yaml").write_text("asunto: x\n", encoding="utf-8")
    Path("t.docx").write_bytes(package(p(ENDLESS)))
    order = ("generar", "oficio", "--datos", "d.yaml", "--plantilla", "t.docx", "--borrador")
    told = refused(run(*order, "--limite", "segundos=3"), ExitCode.USO_INCORRECTO)
    assert "La plantilla «t.docx» tarda demasiado" in told
    assert "d.yaml" not in told
    assert not Path("oficio.docx").exists()


@posix
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_is_not_waited_for(kind):
    Path("o.docx").write_bytes(SOUND)
    Path("d.yaml").write_text("asunto: x\n", encoding="utf-8")
    if kind == "pipe":
        os.mkfifo("f")
    else:
        Path("f").symlink_to("/dev/zero")
    refused(run("generar", "oficio", "--datos", "f"), ExitCode.USO_INCORRECTO)
    refused(run("generar", "oficio", "--datos", "d.yaml", "--plantilla", "f"), ExitCode.USO_INCORRECTO)
    refused(run("comparar", "f", "o.docx"), ExitCode.ILEGIBLE)
    refused(run("observaciones", "o.docx", "--configuracion", "f"), ExitCode.USO_INCORRECTO)
    refused(run("auditar", "--lista", "f", "--salida", "s"), ExitCode.USO_INCORRECTO)
    shutil.rmtree("s", ignore_errors=True)
    assert run("auditar", "f", "o.docx", "--salida", "s", "-q").exit_code == ExitCode.ILEGIBLE
    assert ask(Path("s"), "SELECT motivo FROM documentos WHERE dictamen = 'ilegible'") == [
        ("No es un archivo corriente. Indique documentos guardados en el disco.",)
    ]


@pytest.mark.parametrize(
    "text", [b"a\0b", b"x" * 5_000, b"*\0*", b"[a*" * 200, "\u202e\x1b[31m".encode(), b"\xff\xfea\0"]
)
def test_a_hostile_list_is_one_clear_line(text):
    Path("lista").write_bytes(text)
    told = refused(run("auditar", "--lista", "lista", "--salida", "s"), ExitCode.USO_INCORRECTO)
    assert not set("\0\x1b\u202e") & set(told)


def many(count: int) -> bytes:
    return archive_of({f"{number}.docx".encode(): b"" for number in range(count)})


def twice() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as packed:
        warnings.simplefilter("ignore")
        packed.writestr("a.docx", SOUND)
        packed.writestr("a.docx", b"otro")
    return out.getvalue()


ARCHIVES = {
    "nested": (zipped({"b.zip": zipped({"a.docx": SOUND})}), ["b.zip"], "comprimido"),
    "bomb": (zipped({"a.docx": b"\0" * 9_000_000}), ["a.docx"], "--limite archivo"),
    "lying": (lying(zipped({"a.docx": b"\0" * 900_000})), ["a.docx"], "no se pudo sacar"),
    "locked": (archive_of({b"a.docx": SOUND}, flags=1), ["a.docx"], "tiene contraseña"),
    "traversal": (zipped({"../../x.docx": b"x", "/etc/x.docx": b"y", "C:\\x.docx": b"z"}),
                  ["../../x.docx", "/etc/x.docx", "C:\\x.docx"], "texto"),
    "cp437": (archive_of({b"a\xa4o.docx": b"x"}), ["año.docx"], "texto"),
    "UTF-8 unsaid": (archive_of({"año.docx".encode(): b"x"}), ["año.docx"], "texto"),
    "odd names": (zipped({"a\nb\x1b[31m.docx": b"x", "\u202efdp.docx": b"y"}),
                  ["\\u202efdp.docx", "a\\nb\\x1b[31m.docx"], "texto"),
    "nothing": (b"PK\x05\x06" + bytes(18), [""], "comprimido"),
    "two of one name": (twice(), [""], "mismo nombre"),
    "garbage": (b"PK\x03\x04" + b"x" * 1_000, [""], "dañado"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_hostile_archive_costs_its_own_files_alone(kind):
    data, names, why = ARCHIVES[kind]
    Path("a.zip").write_bytes(data)
    Path("o.docx").write_bytes(SOUND)
    result = run("auditar", "a.zip", "o.docx", "--salida", "s", "-q", "--limite", "archivo=5M", "--trabajadores", 1)
    assert (result.exit_code, result.output) == (ExitCode.ILEGIBLE, "")
    found = ask(Path("s"), "SELECT archivo, dictamen, motivo FROM archivos JOIN documentos ON documento = id")
    bad = [(name, told) for name, verdict, told in found if verdict == "ilegible"]
    assert sorted(name for name, _ in bad) == sorted(f"a.zip/{name}".rstrip("/") for name in names)
    assert all(why in told for _, told in bad), bad
    assert [row[1] for row in found if row[0] == "o.docx"] != ["ilegible"]
    assert sorted(os.listdir()) == ["a.zip", "o.docx", "s"]  # noqa: PTH208


def test_an_archive_of_very_many_members_is_listed_once(monkeypatch):
    opened = []
    whole = zipfile.ZipFile
    monkeypatch.setattr(archives.zipfile, "ZipFile", lambda *given: opened.append(given) or whole(*given))
    Path("a.zip").write_bytes(many(3_000))
    assert run("auditar", "a.zip", "--salida", "s", "-q").exit_code == ExitCode.ILEGIBLE
    assert ask(Path("s"), "SELECT count(*) FROM archivos") == [(3_000,)]
    # Once for its list, once for its members; what was read of each is the same empty file.
    assert len(opened) == 2


def test_a_directory_that_would_fill_the_memory_is_not_listed(monkeypatch):
    Path("a.zip").write_bytes(many(1_000))
    assert len(archives.members(Path("a.zip"))) == 1_000
    monkeypatch.setattr(archives, "MOST_LISTED", 50_000)
    assert archives.members(Path("a.zip")) is None


def test_a_folder_that_cannot_be_opened_is_told(monkeypatch):
    Path("a/b").mkdir(parents=True)
    Path("a/o.docx").write_bytes(SOUND)
    scan = os.scandir

    def closed(path):
        if str(path).endswith("b"):
            raise PermissionError(13, "no", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert [source.name for source in gather(["a"], Path("s"))] == ["a/o.docx", "a/b"]


def test_a_file_over_the_limit_is_not_hashed_to_its_end():
    with Path("a.docx").open("wb") as file:
        file.write(SOUND)
        file.truncate(1 << 40)
    assert run("auditar", "a.docx", "--salida", "s", "-q", "--limite", "archivo=1M").exit_code == ExitCode.ILEGIBLE
    told = ask(Path("s"), "SELECT motivo FROM documentos")[0][0]
    assert "ocupa 1,099,512 MB, y el límite es 1 MB" in told


def test_two_audits_of_one_folder_do_not_meet():
    Path("o.docx").write_bytes(SOUND)
    program = (
        "import sys, pathlib; from amc_docs.audit.holding import hold; "
        "f = hold(pathlib.Path('s')); print(1, flush=True); sys.stdin.read()"
    )
    Path("s").mkdir()
    other = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout.readline()
        told = refused(run("auditar", "o.docx", "--salida", "s"), ExitCode.USO_INCORRECTO)
        assert "otra auditoría está trabajando en esta carpeta" in told
        assert os.listdir("s") == [holding.NAME]  # noqa: PTH208
        other.kill()
    finally:
        other.communicate()
    assert run("auditar", "o.docx", "--salida", "s", "-q").exit_code != ExitCode.USO_INCORRECTO


def test_a_folder_that_cannot_be_held_is_said(monkeypatch):
    Path("s").write_bytes(b"")
    with pytest.raises(BadStoreError, match="no se puede escribir"):
        holding.hold(Path("s"))


@posix
def test_a_name_too_long_is_one_clear_line():
    name = "ñ" * 125 + ".docx"
    Path(name).write_bytes(SOUND)
    assert run("revisar", name).exit_code in {0, 1, 4}
    assert "nombre es demasiado largo" in refused(run("subsanar", name), ExitCode.USO_INCORRECTO)
    assert "demasiado largo" in refused(run("revisar", "x" * 5_000), ExitCode.USO_INCORRECTO)
    assert run("auditar", name, "--salida", "s", "-q").exit_code in {0, 1, 4}
