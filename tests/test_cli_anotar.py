"""`anotar`: what is written, what people are told, what is refused."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from click.testing import CliRunner

from amc_docs.cli import main
from amc_docs.errors import ExitCode
from tests.pdf_pages import Page, pdf
from tests.word import p, package, tbl, tr

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
WORD = SAMPLES / "anexo1" / "fail-A1-13b-unidad.docx"
MISSING = SAMPLES / "anexo1" / "fail-A1-00a-falta-punto-7.docx"
PDF = SAMPLES / "anexo1" / "fail-A1-13d2-total-general.pdf"
SHEET = SAMPLES / "costeo" / "fail-A1-13d2-total-general.xlsx"
REPORT = SAMPLES / "informe_semestral" / "pass-completo.docx"
MATRIX = SAMPLES / "matriz_convenio" / "pass-A1-13c-la-de-los-informes.xlsx"
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments, **more):
    return CliRunner().invoke(main, ["anotar", *map(str, arguments)], prog_name="amc-docs", **more)


def findings(path):
    result = CliRunner().invoke(main, ["revisar", str(path), "--formato", "json"], prog_name="amc-docs")
    return json.loads(result.stdout)["hallazgos"]


def comments(path):
    return [c.text for c in docx.Document(str(path)).comments]


@pytest.fixture(name="copied", scope="module")
def _copied(tmp_path_factory):
    """Annotate a Word file once; return the copy, and how the run ended."""
    target = tmp_path_factory.mktemp("anotado") / "copia.docx"
    return target, run(WORD, "--salida", target)


def test_every_finding_becomes_a_comment_with_clause_remedy_and_rule(copied):
    target, result = copied
    texts, expected = comments(target), findings(WORD)

    assert (ExitCode.CONFORME, "") == (result.exit_code, result.stdout)
    assert f"{len(expected)} hallazgos escritos.\nEscrito: {target}\n" in result.stderr
    assert len(expected) == len(texts)
    for finding in expected:
        (text,) = [t for t in texts if t.endswith(f"Regla: {finding['regla']}")]
        assert finding["mensaje"].split(": ")[-1][1:] in text
        assert f"Sustento: {finding['cita']}" in text
        assert f"Qué hacer: {finding['sugerencia']}" in text
    assert [f["mensaje"] for f in expected] == [f["mensaje"] for f in findings(target)]


def test_doubts_are_marked_as_such(copied):
    heads = [text.split("\n")[0] for text in comments(copied[0])]

    assert [text for text in heads if text.startswith("Observación 1 (error) · Punto 13.")]
    assert 6 == len([text for text in heads if "(lo debe juzgar una persona)" in text])


def test_a_missing_point_is_told_where_it_belongs():
    run(MISSING, "--salida", "copia.docx")
    document = docx.Document("copia.docx")

    (text,) = [c.text for c in document.comments if "Falta el punto 7" in c.text]
    assert "Se señala aquí porque el punto 7 va antes de este título." in text
    (number,) = [c.comment_id for c in document.comments if "Falta el punto 7" in c.text]
    (start,) = document.element.xpath(f"//w:commentRangeStart[@w:id='{number}']")
    assert "8. Alternativas de solución" == start.getparent().text


def test_a_pdf_gets_annotations():
    result = run(PDF, "--salida", "copia.pdf")
    expected = findings(PDF)

    assert ExitCode.CONFORME == result.exit_code
    with pikepdf.open("copia.pdf") as file:
        notes = [(n, a) for n, page in enumerate(file.pages, 1) for a in page.get("/Annots", []) if a.T == "amc-docs"]
    assert sorted(f["ubicacion"]["pagina"] for f in expected) == [n for n, _ in notes]


def test_the_copy_keeps_the_kind_of_word_file():
    main_type = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = package(p("Informe de prueba"), main_type=main_type, parts={"word/vbaProject.bin": b"\0macro"})
    Path("con-macros.docm").write_bytes(data)
    wrong = run("con-macros.docm", "--salida", "copia.docx")
    right = run("con-macros.docm", "-q")

    assert (ExitCode.CONFORME, "") == (right.exit_code, right.output)
    assert ExitCode.USO_INCORRECTO == wrong.exit_code
    assert "copia.docx: lo que se escribe es un .docm. Use copia.docm." in wrong.stderr
    with zipfile.ZipFile("con-macros.docm.anotado.docm") as archive:
        assert b"\0macro" == archive.read("word/vbaProject.bin")


def test_standard_input_and_output():
    command = [sys.executable, "-m", "amc_docs", "anotar", "-", "--salida", "-"]
    result = subprocess.run(command, input=WORD.read_bytes(), capture_output=True, check=True)

    assert 7 == len(list(docx.Document(io.BytesIO(result.stdout)).comments))


@pytest.mark.parametrize("name", [WORD.name, "otro.docx"])
def test_nothing_is_overwritten(name):
    shutil.copy(WORD, WORD.name)
    Path("otro.docx").write_text("mío", encoding="utf-8")
    result = run(WORD.name, "--salida", name)

    assert ExitCode.USO_INCORRECTO == result.exit_code
    assert ("nunca se modifica" if name == WORD.name else "ya existe") in result.stderr
    assert WORD.read_bytes() == Path(WORD.name).read_bytes()
    assert "mío" == Path("otro.docx").read_text(encoding="utf-8")


def test_a_signed_word_file_is_refused_and_summarised():
    data = package(p("Oficio firmado"), parts={"_xmlsignatures/sig1.xml": "<a/>"})
    Path("firmado.docx").write_bytes(data)
    refused = run("firmado.docx")
    written = run("firmado.docx", "--resumen")

    assert (ExitCode.ILEGIBLE, ExitCode.CONFORME) == (refused.exit_code, written.exit_code)
    assert ["firmado.docx", "firmado.docx.resumen.docx"] == sorted(f.name for f in Path().iterdir())
    assert "firmado.docx: está firmado digitalmente, y una copia con comentarios ya no sería" in refused.stderr
    assert "--resumen" in refused.stderr
    assert data == Path("firmado.docx").read_bytes()


def test_a_signed_pdf_is_refused_before_it_is_read():
    path = pdf(Path("firmado.pdf"), Page().text(60, 60, "Oficio"))
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=pikepdf.String("x"))
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("Firma"), V=value)
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[file.make_indirect(field)])
        file.save(path)
    result = run(path, "--limite", "caracteres=1")

    assert ExitCode.ILEGIBLE == result.exit_code
    assert "está firmado digitalmente" in result.stderr


def test_a_spreadsheet_is_refused_and_summarised():
    refused = run(SHEET)
    written = run(SHEET, "--resumen", "--salida", "resumen.docx")
    (finding,) = findings(SHEET)
    document = docx.Document("resumen.docx")
    lines = [paragraph.text for paragraph in document.paragraphs]

    assert ExitCode.ILEGIBLE == refused.exit_code
    assert "es una hoja de cálculo de Excel (.xlsx) y no se puede anotar" in refused.stderr
    assert ExitCode.CONFORME == written.exit_code
    assert f"Archivo: {SHEET.name}" in lines
    assert [line for line in lines if line.startswith("SHA-256: ") and len(line) == 9 + 64]
    assert f"1.\t{finding['mensaje']}" in lines
    assert "Dónde\ttabla 2, fila 9, columna 7" in lines
    assert f"Sustento\t{finding['cita']}" in lines
    assert f"Qué hacer\t{finding['sugerencia']}" in lines


def test_a_summary_is_a_word_file():
    result = run(PDF, "--resumen", "--salida", "resumen.pdf")

    assert ExitCode.USO_INCORRECTO == result.exit_code
    assert "Use resumen.docx." in result.stderr


def test_against_another_document():
    run(REPORT, "--contra", MATRIX, "--salida", "copia.docx")

    assert [text for text in comments("copia.docx") if "Regla: IS-08-contra" in text]


def test_what_the_reviewer_decided_is_honoured():
    shutil.copy(WORD, "caso.docx")
    CliRunner().invoke(main, ["revisar", "caso.docx", "--decisiones", "-q"], prog_name="amc-docs")
    file = Path("caso.docx.revision.yaml")
    text = file.read_text(encoding="utf-8")
    dismissed = text.replace("decision: pendiente\n    motivo:", "decision: descartar\n    motivo: No procede.", 1)
    file.write_text(dismissed, encoding="utf-8")
    run("caso.docx", "--salida", "con.docx")
    run("caso.docx", "--salida", "sin.docx", "--sin-decisiones")
    rule = "Regla: A1-13b-unidad"

    assert (0, 1) == tuple(sum(rule in text for text in comments(name)) for name in ("con.docx", "sin.docx"))


@needs_office
def test_an_older_format_is_annotated_in_its_conversion():
    rtf = r"{\rtf1\ansi Informe de prueba\par Segundo p\'e1rrafo\par}"
    Path("viejo.rtf").write_text(rtf, encoding="ascii")
    result = run("viejo.rtf")

    assert ExitCode.CONFORME == result.exit_code
    assert "Segundo párrafo" in [paragraph.text for paragraph in docx.Document("viejo.rtf.anotado.docx").paragraphs]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\0" * 40, b"hola"])
def test_a_bad_file_is_one_line(data):
    Path("roto.docx").write_bytes(data)
    result = run("roto.docx")

    assert ExitCode.ILEGIBLE == result.exit_code
    assert (1, True) == (len(result.stderr.splitlines()), result.stderr.startswith("roto.docx: "))
    assert ["roto.docx"] == [f.name for f in Path().iterdir()]


def test_data_that_look_like_tags_stay_text():
    Path("caso.docx").write_bytes(package(p("{{ 7*7 }} {% raw %} =SUMA(A1)") + tbl(tr("{{ x }}", "@b"))))
    run("caso.docx", "--resumen", "--salida", "resumen.docx")
    run("caso.docx", "--salida", "copia.docx")

    assert "{{ 7*7 }} {% raw %} =SUMA(A1)" == docx.Document("copia.docx").paragraphs[0].text


def test_what_was_not_examined_is_said_in_the_copy_too():
    path = pdf(Path("dos.pdf"), Page().text(60, 60, "Oficio de prueba"), Page().text(60, 60, "Otra"))
    result = run(path, "--paginas", "1", "--salida", "copia.pdf")

    assert ExitCode.CONFORME == result.exit_code
    with pikepdf.open("copia.pdf") as file:
        texts = [str(note.Contents) for note in file.pages[0].Annots]
    assert texts[0].startswith("Alcance de la revisión\nNo se revisó todo: no se leyó una página de 2.\n")
    assert "un lugar propio" not in result.stderr
