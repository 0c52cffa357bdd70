"""Each form of the report tells the same facts."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import openpyxl
import pypdfium2
import pytest

from amc_docs.document import Box, Location
from amc_docs.findings import Severity, State
from amc_docs.writers import REPORTS, Options, arrangement, html_pictures
from amc_docs.writers.json import dumps
from tests.specimens import a_clean_report, a_document, a_finding, a_report, a_review, some_findings

SCHEMA = json.loads(Path("schemas/_meta/informe_revision.schema.json").read_text(encoding="utf-8"))


def text(report=None, **options):
    return REPORTS["texto"].render([a_review(report)], Options(**options))


def page(review=None):
    return REPORTS["html"].render([review or a_review()])


def workbook(report=None):
    return openpyxl.load_workbook(io.BytesIO(REPORTS["xlsx"].render([a_review(report)])))


def test_text_stays_within_eighty_columns():
    assert max(map(len, text(detailed=True).splitlines())) <= 80


def test_text_numbers_observations_straight_through():
    numbers = re.findall(r"^ +(\d+)\. (?:ERROR|ADVERTENCIA|VERIFICAR|NOTA)", text(), re.MULTILINE)

    assert numbers == ["1", "2", "3", "4"]


def test_text_lists_all_points_and_the_title_found_where_it_differs():
    shown = text()

    assert "5 puntos: 2 cumple · 1 incumple · 1 por verificar · 1 no aplica" in shown
    assert "en el documento: «13 DENTIFICACIÓN DE INDICADORES»" in shown


def test_text_has_no_control_codes_without_colour_and_the_same_words_with_it():
    plain, colored = text(), text(color=True)

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_quiet_text_is_one_line_per_file():
    line = "anexo.docx: con observaciones (1 error, 1 advertencia, 1 nota, 1 por verificar)\n"

    assert text(quiet=True) == line


def test_clean_report_says_so_and_what_the_exit_code_means():
    shown = text(a_clean_report())

    assert "CONFORME" in shown
    assert "Código de salida 0: conforme." in shown
    assert "OBSERVACIONES" not in shown


def test_check_that_did_not_run_is_listed():
    assert "el índice no se pudo leer (A1-00c-indice)." in text()


def test_file_not_examined_as_a_whole_is_never_conforme():
    report = a_clean_report(incomplete="no se leyeron 3 de 24 páginas")

    assert "Código de salida 4: no verificable." in text(report)
    assert "no se leyeron 3 de 24 páginas" in text(report)
    assert "<strong>no verificable</strong>" in page(a_review(report))
    assert "no se leyeron 3 de 24 páginas" in REPORTS["json"].render([a_review(report)])


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (Location(page=12, table=3, row=4, column=1), "página 12, tabla 3, fila 5, columna 2"),
        (Location(approximate_page=4, paragraph=9), "hacia la página 4, párrafo 9"),
        (Location(), ""),
        (None, ""),
    ],
)
def test_places_are_told_as_people_count(location, words):
    assert arrangement.place(location) == words


def test_rows_of_one_column_are_told_together():
    rows = tuple(Location(table=3, row=r, column=1) for r in (3, 4, 5, 8))

    assert arrangement.places(a_finding(places=rows)) == ("tabla 3, columna 2, filas 3 a 6 y 9",)


def test_many_places_are_cut_and_counted():
    many = tuple(Location(table=n, row=0, column=0) for n in range(4, 20))

    assert arrangement.places(a_finding(places=many))[-1] == "y 12 más"


def test_right_number_before_a_title_is_no_difference():
    point = a_report().points[0]

    assert arrangement.found_title(replace(point, found_title="1. SECTOR")) == ""
    assert arrangement.found_title(replace(point, found_title="2. Sector")) == "2. Sector"


@pytest.mark.parametrize("report", [a_report(), a_clean_report(), a_report((), points=(), outcomes=())])
def test_json_fits_its_schema(report):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(REPORTS["json"].render([a_review(report)])), SCHEMA)


def test_json_is_an_array_only_for_several_files():
    one, several = a_review(), Options(several=True)

    assert isinstance(json.loads(REPORTS["json"].render([one])), dict)
    assert len(json.loads(REPORTS["json"].render([one, one]))) == 2
    assert len(json.loads(REPORTS["json"].render([one], several))) == 1


def test_json_counts_rows_from_zero_and_keeps_the_contracts_keys():
    found = json.loads(REPORTS["json"].render([a_review()]))
    keys = ["version", "herramienta", "documento", "dictamen", "puntos", "hallazgos", "resumen"]

    assert list(found)[:7] == keys
    assert found["hallazgos"][0]["ubicacion"]["fila"] == 2
    assert found["resumen"] == {"errores": 1, "advertencias": 1, "notas": 1, "por_verificar": 1}


def test_json_numbers_are_exact():
    assert dumps({"a": Decimal("6000.000"), "b": Decimal("1E+3"), "c": Decimal("0.1")}).count("6000.000") == 1
    assert json.loads(dumps([Decimal("NaN"), True, None, "ñ", {}, []])) == [None, True, None, "ñ", {}, []]


def test_json_of_a_damaged_text_is_still_utf8():
    assert dumps("a\ud800b").encode("utf-8")


def test_html_needs_nothing_from_the_network():
    shown = page()

    assert not re.search(r"(src|href)=[\"'](?!data:|#)", shown)
    assert "url(" not in shown
    assert "default-src 'none'" in shown


def test_html_escapes_what_the_document_says():
    hostile = a_finding(message="<script>alert(1)</script>", evidence='"><img src=x onerror=alert(1)>')
    shown = page(a_review(a_report((hostile,))))

    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown


class _Outline(HTMLParser):
    """Collects ids, links, and tags left open."""

    VOID = frozenset({"meta", "br", "img", "input"})

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        self.ids += [facts["id"]] if "id" in facts else []
        self.links += [facts["href"]] if tag == "a" else []
        self.open += [tag] if tag not in self.VOID else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_is_well_formed_and_its_links_lead_somewhere():
    outline = _Outline()
    outline.feed(page())

    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert {"obs-1", "obs-4", "punto-13"} <= set(outline.ids)


def test_html_shows_the_table_around_a_place_in_a_word_file():
    shown = page()

    assert "<mark>(vacío)</mark>" in shown
    assert "Unidad de medida" in shown


def test_html_shows_the_paragraphs_around_a_place_in_a_word_file():
    finding = a_finding(location=Location(paragraph=2))

    assert 'class="excerpt marked">1. Sector</p>' in page(a_review(a_report((finding,))))


@pytest.fixture
def pdf(tmp_path):
    document = pypdfium2.PdfDocument.new()
    for _ in range(2):
        document.new_page(595, 842).close()
    path = tmp_path / "anexo.pdf"
    document.save(path)
    document.close()
    return path


def test_html_shows_a_picture_of_a_place_in_a_pdf(pdf):
    box = Box(left=72, top=700, right=300, bottom=830)
    findings = tuple(a_finding(rule=f"R{n}", location=Location(page=2, box=box)) for n in range(45))
    document = a_document(format="pdf", name="anexo.pdf")

    shown = page(a_review(a_report(findings, format="pdf"), document=document, path=pdf))

    assert shown.count("data:image/png;base64,") == html_pictures.MOST


def test_picture_of_a_place_outside_the_page_or_of_no_pdf_is_left_out(pdf, tmp_path):
    damaged = tmp_path / "otro.pdf"
    damaged.write_bytes(b"no es un PDF")
    beyond = Location(page=9, box=Box(left=0, top=0, right=9, bottom=9))
    outside = Location(page=1, box=Box(left=0, top=5000, right=9, bottom=5009))

    with html_pictures.pictures(pdf) as camera:
        assert camera.take(beyond) is None
        assert camera.take(outside) is None
        assert camera.take(Location(page=1)) is None
    with html_pictures.pictures(damaged) as camera:
        assert camera is None


def test_xlsx_never_holds_a_formula():
    for sheet in workbook():
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_xlsx_is_a_matrix_to_work_with():
    sheet = workbook()["Observaciones"]
    head = [cell.value for cell in sheet[1]]

    assert head[0] == "N°"
    assert "Estado de la observación" in head
    assert sheet["A2"].value == 1
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    assert "levantada" in sheet.data_validations.dataValidation[0].formula1
    assert sheet.page_setup.orientation == "landscape"


def test_xlsx_says_that_there_is_nothing_to_observe():
    book = workbook(a_clean_report())

    assert book.sheetnames == ["Observaciones", "Puntos", "Comprobaciones", "Documento"]
    assert book["Observaciones"]["A2"].value == "Sin observaciones."


def test_sarif_has_the_essentials():
    found = json.loads(REPORTS["sarif"].render([a_review()]))
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert found["version"] == "2.1.0"
    assert rules[0]["help"]["text"]
    assert [r["kind"] for r in run["results"]] == ["fail", "fail", "review", "fail"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note", "none"}
        assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]


def test_sarif_tells_what_was_not_read_or_checked():
    (run,) = json.loads(REPORTS["sarif"].render([a_review()]))["runs"]
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]

    assert any("La página 7" in note for note in notes)
    assert any("A1-00c-indice" in note for note in notes)


def test_every_report_tells_every_finding():
    findings = some_findings()
    shown = " ".join(text(width=4000).split())
    sheet = workbook()["Observaciones"]
    rules = {str(row[9].value) for row in sheet.iter_rows(min_row=2)}

    for finding in findings:
        assert finding.message in shown
        assert finding.rule in page()
        assert finding.rule in rules


def test_note_does_not_change_the_verdict():
    report = replace(a_clean_report(), findings=(a_finding(severity=Severity.NOTA, point=None),))

    assert "CONFORME" in text(report)
    assert "NOTAS: no cambian el dictamen" in text(report)


def test_doubt_alone_is_not_verifiable():
    report = replace(a_clean_report(), findings=(a_finding(state=State.POR_VERIFICAR),))

    assert "Código de salida 4: no verificable." in text(report)
