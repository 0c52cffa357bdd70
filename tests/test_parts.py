"""Files that hold several documents: where they are told apart, where not, and how each is reported."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from documents import document, grid, line
from jsonschema import Draft202012Validator
from word import opened, p, package, tbl, tr

from amc_docs import assembly, doctype
from amc_docs.document import Box, Document, Location, Paragraph
from amc_docs.extraction import main_part, split
from amc_docs.findings import Verdict
from amc_docs.pipeline import review, understand
from amc_docs.writers import RECORDS, REPORTS, Options

SAMPLES = Path(__file__).parent.parent / "samples"
SCHEMAS = doctype.data_folder("schemas")
TYPES = doctype.available()
LETTER = (
    "OFICIO N° 012-2016-PRODUCE/DM",
    "Lima, 3 de mayo de 2016",
    "Señora",
    "Secretaria de Descentralización",
    "Presidencia del Consejo de Ministros",
    "Presente.-",
    "Asunto: Remite resolución",
    "Tengo el agrado de remitir la Resolución Ministerial N° 045-2016-PRODUCE, para su conocimiento y fines.",
    "Atentamente,",
    "Ministro de la Producción",
)
RESOLUTION = (
    "RESOLUCIÓN MINISTERIAL N° 045-2016-PRODUCE",
    "Lima, 2 de mayo de 2016",
    "VISTO: el Informe N° 010-2016-PRODUCE/OGPP; y,",
    "CONSIDERANDO:",
    "Que, corresponde aprobar el documento;",
    "SE RESUELVE:",
    "Artículo 1.- Aprobar el documento, que forma parte de la presente resolución.",
    "Regístrese, comuníquese y publíquese.",
    "Ministro de la Producción",
)
SHORT_ANNEX = ("Anexo: integrantes", "Oficina de Planeamiento", "Oficina de Estadística")
LONG_TEXT = tuple(f"En la sede {n} se atiende a las personas sin cita, por orden de llegada." for n in range(20))


def opening(text: str) -> Paragraph:
    return replace(line(text), opens_page=True)


def pages(*sheets: tuple[str, ...]) -> Document:
    """Return a file like one of PDF, a page for each sheet."""
    blocks: list[Paragraph] = []
    for number, sheet in enumerate(sheets, 1):
        for text in sheet:
            place = Location(page=number, paragraph=len(blocks) + 1, box=Box(left=0, top=0, right=1, bottom=1))
            blocks.append(Paragraph(text=text, location=place))
    return Document(name="a.pdf", sha256="0" * 64, format="pdf", blocks=tuple(blocks), page_count=len(sheets))


def kinds(submitted: Document) -> list[str]:
    return [part.found.doctype.name for part in split(submitted, TYPES)]


def test_a_letter_and_the_resolution_behind_it_are_two_documents_with_their_pages():
    parts = split(pages(LETTER, RESOLUTION), TYPES)

    assert [("oficio", (1, 1)), ("resolucion", (2, 2))] == [(p.found.doctype.name, p.pages) for p in parts]
    assert 1 == main_part(parts)


def test_in_word_a_page_begins_where_the_author_had_it_begin():
    apart = document(*LETTER, opening(RESOLUTION[0]), *RESOLUTION[1:])
    run_on = document(*LETTER, *RESOLUTION)

    assert ["oficio", "resolucion"] == kinds(apart)
    assert 1 == len(kinds(run_on))


def test_a_break_of_the_author_opens_a_page_and_a_rendered_one_does_not(tmp_path):
    breaks = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        p("Primera"),
        f"<w:p>{breaks}</w:p>",
        p("Segunda"),
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Sigue</w:t></w:r></w:p>",
        p("Tercera", "<w:pageBreakBefore/>"),
        f"<w:p><w:r><w:t>Antes</w:t></w:r>{breaks}</w:p>",
        tbl(tr("Cuarta", "2")),
    )
    found = opened(tmp_path, package("".join(body)))

    assert ["Segunda", "Tercera", "Cuarta"] == [q.text for q in found.paragraphs() if q.opens_page]


def test_a_signature_alone_on_the_next_page_is_of_the_letter():
    head, signature = RESOLUTION[:-1], RESOLUTION[-1:]

    assert [(1, 1), (2, 3)] == [part.pages for part in split(pages(LETTER, head, signature), TYPES)]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [(SHORT_ANNEX, ["resolucion"]), (LONG_TEXT, ["resolucion", "desconocido"])],
    ids=["annex", "document"],
)
def test_what_follows_a_resolution_is_its_annex_unless_it_is_long(behind, expected):
    assert expected == kinds(pages(RESOLUTION, behind))


def test_a_letter_that_does_not_close_keeps_what_follows():
    assert ["oficio"] == kinds(pages(LETTER[:-2], LONG_TEXT))


def test_a_letter_copied_among_the_annexes_of_a_form_is_no_document_of_the_file():
    report = review(SAMPLES / "otros" / "uno-anexo-con-copia-de-oficio.pdf").report

    assert ("anexo1", ()) == (report.doctype, report.parts)


def test_a_page_that_quotes_a_number_opens_nothing():
    quoting = ("Oficio N° 077-2015-PRODUCE/DM", "Con ese documento se pidió información a las regiones del sur.")

    assert ["oficio"] == kinds(pages((*LETTER[:-2], "Se adjunta la relación de documentos:"), quoting + LETTER[-2:]))


def test_pages_that_were_not_read_belong_to_the_part_around_them():
    submitted = replace(pages(LETTER, RESOLUTION[:5], RESOLUTION[5:]), unread_pages=(3,))
    first, second = split(submitted, TYPES)

    assert ((), (3,)) == (first.document.unread_pages, second.document.unread_pages)


def test_tables_are_numbered_through_the_file():
    costs = grid(("Bien", "Costo"), ("Libro", "10"))
    submitted = document(*LETTER, costs, opening(RESOLUTION[0]), *RESOLUTION[1:6], costs, *RESOLUTION[6:])
    records = assembly.records(split(submitted, TYPES))

    assert [[1], [2]] == [[t.number for t in record.document.tables()] for record in records]


def test_a_stated_type_is_that_of_the_whole_file():
    one = review(SAMPLES / "oficio" / "pass-RE-02-sigue-lo-remitido.docx", wanted="oficio")

    assert () == one.report.parts


@pytest.fixture(name="mixed", scope="module")
def _mixed():
    return review(SAMPLES / "oficio" / "fail-RE-02-sigue-otra-resolucion.pdf")


def test_the_report_names_the_documents_and_what_each_finding_is_about(mixed):
    found = json.loads(REPORTS["json"].render([mixed]))
    schema = json.loads((SCHEMAS / "_meta" / "informe_revision.schema.json").read_text(encoding="utf-8"))

    assert [] == [e.message for e in Draft202012Validator(schema).iter_errors(found)]
    assert [("oficio", [1, 1], False), ("resolucion", [2, 2], True)] == [
        (p["tipo"], p["paginas"], p["principal"]) for p in found["partes"]
    ]
    assert "resolucion" == found["documento"]["tipo"]
    assert [1] == [f["parte"] for f in found["hallazgos"]]
    assert {1, 2} == {p["parte"] for p in found["puntos"]}


def test_the_verdict_on_the_file_is_the_strictest_of_its_documents(mixed):
    assert [Verdict.CON_OBSERVACIONES, Verdict.CONFORME] == [p.verdict for p in mixed.report.parts]
    assert Verdict.CON_OBSERVACIONES is mixed.report.verdict


def test_a_file_of_one_document_has_no_key_for_parts():
    found = json.loads(REPORTS["json"].render([review(SAMPLES / "oficio" / "pass-completo.docx")]))

    assert "partes" not in found
    assert not any("parte" in row for key in ("puntos", "hallazgos", "comprobaciones") for row in found[key])


def test_people_read_which_document_an_observation_is_about(mixed):
    text = REPORTS["texto"].render([mixed], Options(detailed=True))
    page = REPORTS["html"].render([mixed])

    assert "El archivo contiene 2 documentos" in text
    assert "PARTE 1 (OFICIO) · con observaciones" in text
    assert "Parte 1 (Oficio) · Cuerpo" in text
    assert "parte 2, RE-01-numero: cumple" in text
    assert "Los 2 documentos del archivo" in page
    assert 'data-point="1-Cuerpo"' in page
    assert max(map(len, text.splitlines())) <= 80


def test_the_workbook_and_the_sarif_tell_the_part(mixed, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(REPORTS["xlsx"].render([mixed]))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    (result,) = json.loads(REPORTS["sarif"].render([mixed]))["runs"][0]["results"]

    assert [1, 2] == [row[0].value for row in book["Partes"].iter_rows(min_row=2)]
    assert "Parte 1 (Oficio) · Cuerpo" == book["Observaciones"]["B2"].value
    assert 1 == result["properties"]["parte"]


def test_the_extraction_gives_each_document_with_its_record():
    found = json.loads(RECORDS["json"].render([understand(SAMPLES / "otros" / "varios-oficio-anexo.docx")]))
    schema = json.loads((SCHEMAS / "_meta" / "extraccion.schema.json").read_text(encoding="utf-8"))

    assert [] == [e.message for e in Draft202012Validator(schema).iter_errors(found)]
    letter, form = found["partes"]
    assert letter["registro"]["asunto"].startswith("Remite la propuesta")
    assert form["registro"] == found["registro"]
    assert form["tablas"] == [table["id"] for table in found["tablas"]]
