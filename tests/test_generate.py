"""`generar`: data becomes the official document, and `extraer` gives the same data back."""

from __future__ import annotations

import io
import shutil

import docx
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from round_trip import back, differences, some, unbroken

from amc_docs import generating, pipeline, printing
from amc_docs.cli import main
from amc_docs.doctype import available
from amc_docs.forms.data import canonical
from amc_docs.forms.data_writing import as_yaml
from amc_docs.forms.rendering import with_form
from tests.strategies import records

FORMS = with_form()
LETTER = """\
numero: OFICIO N° 012-2024-ABC/DEF
fecha: Huánuco, 12 de marzo de 2024
destinatario: |
  Señora
  ROSA EJEMPLO PRUEBA
asunto: Prueba {{ 7*7 }} & <b>
texto: |
  Tengo el agrado de dirigirme a usted, para remitirle lo que se indica en el asunto.
  =SUMA(A1) «comillas»
despedida: Hago propicia la oportunidad para expresarle mi consideración.
firma: ANA MUESTRA MODELO
"""


def run(*words: object, stdin: str | None = None):
    return CliRunner().invoke(main, ["generar", *map(str, words)], input=stdin)


@pytest.fixture(name="letter")
def _letter(tmp_path):
    path = tmp_path / "datos.yaml"
    path.write_text(LETTER, encoding="utf-8")
    return path


def texts(path) -> str:
    return "\n".join(p.text for p in docx.Document(path).paragraphs)


@pytest.mark.parametrize("name", FORMS)
def test_what_a_document_is_made_from_is_read_back_from_it(name, tmp_path_factory):
    doctype, path = available()[name], tmp_path_factory.mktemp("word") / "documento.docx"

    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records(doctype, most_rows=6, looks=True))
    def same(record):
        path.write_bytes(generating.document_of(record, doctype))
        found = pipeline.understand(path)
        assert found.doctype.name == name
        assert canonical(found.data, doctype) == record

    same()


def test_the_document_says_what_the_data_says_and_is_always_the_same(letter, tmp_path):
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    result = run("oficio", "--datos", letter, "--salida", first)
    assert (result.exit_code, result.output) == (0, f"Escrito: {first}\n")
    assert "Prueba {{ 7*7 }} & <b>" in texts(first)
    assert run("oficio", "--datos", "-", "--salida", second, stdin=LETTER).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_yaml_of_extraer_makes_the_document_again(letter, tmp_path):
    first, again, data = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "c.yaml"
    run("oficio", "--datos", letter, "--salida", first)
    words = ["extraer", str(first), "--formato", "yaml", "--salida", str(data)]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert run("oficio", "--datos", data, "--salida", again).exit_code == 0
    assert texts(first) == texts(again)


def test_faults_of_the_data_are_told_a_line_each_and_nothing_is_written(tmp_path):
    data, target = tmp_path / "d.yaml", tmp_path / "o.docx"
    data.write_text("asunto: [1]\nasuntoo: x\n", encoding="utf-8")
    result = run("oficio", "--datos", data, "--salida", target, "--borrador")
    assert result.exit_code == 2
    lines = result.output.strip().split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("d.yaml, línea 2: «asuntoo» no es un dato")
    assert lines[1].startswith("d.yaml, línea 1, Asunto – asunto: tiene una lista")
    assert not target.exists()


def test_a_draft_marks_what_is_missing_and_without_it_nothing_may_be(tmp_path):
    data, target = tmp_path / "d.yaml", tmp_path / "o.docx"
    data.write_text("asunto: Prueba\n", encoding="utf-8")
    assert "falta «Texto del oficio»" in run("oficio", "--datos", data, "--salida", target).output
    assert run("oficio", "--datos", data, "--salida", target, "--borrador").exit_code == 0
    assert "Texto del oficio]" in texts(target)


def test_the_name_of_the_year_follows_from_the_date(letter, tmp_path):
    target = tmp_path / "o.docx"
    run("oficio", "--datos", letter, "--salida", target, "--fecha", "05/01/2019")
    header = docx.Document(target).sections[0].header
    assert "Año de la Lucha contra la Corrupción" in "".join(p.text for p in header.paragraphs)
    assert "no es una fecha" in run("oficio", "--datos", letter, "--fecha", "ayer").output


def test_a_template_of_the_users_own_is_filled_and_its_faults_are_named(letter, tmp_path):
    mine, target = tmp_path / "mia.docx", tmp_path / "o.docx"
    template = docx.Document()
    template.add_paragraph("Asunto mío: {{ datos.asunto }}")
    template.save(mine)
    assert run("oficio", "--datos", letter, "--plantilla", mine, "--salida", target).exit_code == 0
    assert texts(target) == "Asunto mío: Prueba {{ 7*7 }} & <b>"
    template.add_paragraph("{{ datos.nada }}")
    template.save(mine)
    result = run("oficio", "--datos", letter, "--plantilla", mine, "--salida", target, "--forzar")
    assert result.exit_code == 2
    assert "mia.docx" in result.output
    assert "nada" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("oficioo", "--datos", "DATA"), "no es un tipo con formato oficial"),
        (("oficio", "--datos", "nada.yaml"), "No existe"),
        (("oficio", "--datos", "DATA", "--salida", "x.pdf"), "añada --pdf"),
        (("oficio", "--datos", "DATA", "--salida", "-", "--pdf"), "son dos archivos"),
        (("oficio", "--datos", "DATA", "--salida", "DATA"), "Use datos.docx"),
        (("oficio", "--datos", "DATA", "--salida", "nada/x.docx"), "no existe"),
    ],
)
def test_a_wrong_order_is_told_before_any_work(letter, words, told):
    result = run(*(letter if word == "DATA" else word for word in words))
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())


def test_nothing_is_overwritten_unless_it_is_forced(letter, tmp_path):
    target = tmp_path / "o.docx"
    target.write_bytes(b"mine")
    assert run("oficio", "--datos", letter, "--salida", target).exit_code == 2
    assert target.read_bytes() == b"mine"
    assert run("oficio", "--datos", letter, "--salida", target, "--forzar").exit_code == 0


def test_without_libreoffice_the_word_file_is_written_all_the_same(letter, tmp_path, monkeypatch):
    monkeypatch.setattr("amc_docs.readers.office_run.shutil.which", lambda _name: None)
    target = tmp_path / "o.docx"
    result = run("oficio", "--datos", letter, "--salida", target, "--pdf")
    assert result.exit_code == 3
    assert target.exists()
    assert not target.with_suffix(".pdf").exists()
    assert "Para escribir el PDF hace falta LibreOffice" in result.output


needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@needs_office
def test_the_pdf_of_every_type_says_the_same_but_for_white_space(tmp_path):
    made = [(available()[name], record) for name in with_form() for record in some(available()[name], 2, in_pdf=True)]
    files = printing.pdfs_of([generating.document_of(record, doctype) for doctype, record in made])

    for (doctype, record), content in zip(made, files, strict=True):
        assert not [*differences(unbroken(record), unbroken(back(content, ".pdf", doctype, tmp_path)))], doctype.name


def test_a_large_document_is_made_from_yaml(tmp_path):
    doctype = available()["costeo"]
    rows = [
        {"actividad": f"Taller {n}", "costo_unitario": n, "cantidad": 2, "costo_total": 2 * n} for n in range(1, 300)
    ]
    path = tmp_path / "d.yaml"
    path.write_text(as_yaml({"costos": rows}, doctype), encoding="utf-8")
    data = generating.data_of(path, doctype, name="d.yaml")
    found = docx.Document(io.BytesIO(generating.document_of(data, doctype)))
    assert len(found.tables[0].rows) >= len(rows)
