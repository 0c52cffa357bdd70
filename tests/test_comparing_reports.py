"""`comparar`: two versions on the command line, in each format, and the informe de levantamiento."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner

from amc_docs import pipeline
from amc_docs.cli import main
from amc_docs.comparing import compare, from_report, levantamiento, of_review, saved_report
from amc_docs.comparison import Fate, Kind
from amc_docs.errors import ExitCode
from amc_docs.limits import DEFAULT
from amc_docs.settings import Person, Settings
from amc_docs.settings import load as load_settings
from amc_docs.writers import COMPARISONS, Options
from amc_docs.writers.json import as_object

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FAULTY = SAMPLES / "anexo1" / "fail-A1-13b-unidad.docx"
OTHER = SAMPLES / "anexo1" / "fail-A1-00a-falta-punto-7.docx"
GOOD = SAMPLES / "anexo1" / "pass-formulario.docx"
LETTER = SAMPLES / "oficio" / "pass-OF-01-anio-anterior-en-enero.docx"
SCHEMA = Path("schemas/_meta/comparacion.schema.json")
TERMINAL = Options()


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="amc-docs")


@pytest.fixture(scope="module")
def sides():
    return {path: of_review(pipeline.review(path, decided=False)) for path in (FAULTY, OTHER, GOOD)}


@pytest.fixture(scope="module")
def mixed(sides):
    """One observation cured, another one new, a doubt that cannot be judged any more."""
    return compare(sides[FAULTY], sides[OTHER])


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The saved report on the faulty version."""
    path = tmp_path_factory.mktemp("antes") / "informe.json"
    review = pipeline.review(FAULTY, decided=False)
    path.write_text(json.dumps(as_object(review.report), ensure_ascii=False), encoding="utf-8")
    return path


def of(comparison, kind=Kind.OBSERVACION):
    return [(row.fate, row.finding.rule) for row in comparison.followed if row.kind is kind]


def test_a_cured_fault_is_cured_and_its_cell_is_told(sides):
    comparison = compare(sides[FAULTY], sides[GOOD])
    cells = [cell for section in comparison.sections for p in section.points if p.number == "13" for cell in p.cells]

    assert of(comparison) == [(Fate.LEVANTADA, "A1-13b-unidad")]
    assert comparison.is_cured
    assert [(c.row, c.column, c.before, c.after) for c in cells] == [
        (
            "Porcentaje de familias que concluyen el ciclo de consejería",
            "INDICADOR – Unidad de medida",
            "",
            "Porcentaje",
        )
    ]


def test_the_other_way_round_it_is_new(sides):
    assert of(compare(sides[GOOD], sides[FAULTY])) == [(Fate.NUEVA, "A1-13b-unidad")]


def test_one_fault_against_another(mixed):
    assert sorted(of(mixed)) == [(Fate.LEVANTADA, "A1-13b-unidad"), (Fate.NUEVA, "A1-00a-puntos")]
    doubts = {row.finding.rule: row for row in mixed.followed if row.kind is Kind.DUDA}
    assert doubts["A1-07b-intersectorial"].why == "En la versión nueva no se encuentra el punto 7."
    assert {row.fate for row in doubts.values()} == {Fate.PERSISTE, Fate.POR_VERIFICAR}


def test_the_same_file_twice_persists_as_a_whole(sides):
    comparison = compare(sides[FAULTY], sides[FAULTY])

    assert {row.fate for row in comparison.followed} == {Fate.PERSISTE}
    assert not any(p.is_changed for section in comparison.sections for p in section.points)
    shown = " ".join(COMPARISONS["texto"].render([comparison], TERMINAL).split())
    assert "el mismo archivo: nada cambió. Observaciones: 1 persiste. Código de salida 1: alguna observación" in shown


def test_a_word_file_and_its_pdf_tell_the_same_observations():
    word = SAMPLES / "anexo1" / "fail-A1-00a-falta-punto-17-narrativo.docx"
    before, after = (of_review(pipeline.review(p, decided=False)) for p in (word, word.with_suffix(".pdf")))

    assert {row.fate for row in compare(before, after).followed} == {Fate.PERSISTE}


def test_a_saved_report_stands_for_its_document(sides, saved):
    before = from_report(json.loads(saved.read_text(encoding="utf-8")))
    from_saved, from_file = compare(before, sides[OTHER]), compare(sides[FAULTY], sides[OTHER])

    assert [(r.kind, r.fate, r.finding.id) for r in from_saved.followed] == [
        (r.kind, r.fate, r.finding.id) for r in from_file.followed
    ]
    assert not from_saved.knows_contents
    assert "solo se conoce su informe" in " ".join(COMPARISONS["texto"].render([from_saved], TERMINAL).split())


def test_a_report_of_an_older_edition_is_followed_by_its_words(sides, saved):
    old = json.loads(saved.read_text(encoding="utf-8"))
    for row in old["hallazgos"]:
        for key in ("id", "lugar", "lugares"):
            del row[key]

    assert {row.fate for row in compare(from_report(old), sides[FAULTY]).followed} == {Fate.PERSISTE}


def test_the_command_says_by_its_code_whether_all_was_cured(saved):
    cured, same = run("comparar", saved, GOOD, "-q"), run("comparar", saved, FAULTY, "-q")

    assert (cured.exit_code, cured.stdout) == (ExitCode.CONFORME, "pass-formulario.docx: 1 levantada\n")
    assert (same.exit_code, same.stdout) == (ExitCode.CON_OBSERVACIONES, "fail-A1-13b-unidad.docx: 1 persiste\n")


def test_documents_of_different_types_are_not_compared(saved):
    result = run("comparar", saved, LETTER)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert "no son versiones del mismo documento" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{}", "no es un informe"),
        ('{"version": ', "no es un informe"),
        ("[]", "contiene 0 informes"),
        ("[1, 2]", "contiene 2 informes"),
        ('{"documento": {"archivo": "x"}}', "no es un informe"),
        ("[" * 100_000, "no es un informe"),
    ],
)
def test_what_is_no_report_is_told_in_a_line(tmp_path, content, what):
    path = tmp_path / "antes.json"
    path.write_text(content, encoding="utf-8")
    result = run("comparar", path, GOOD)

    assert result.exit_code == ExitCode.ILEGIBLE
    assert what in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (FAULTY,),
        (FAULTY, "no-existe.docx"),
        ("-", "-"),
        (FAULTY, GOOD, "--salida", FAULTY),
        (FAULTY, GOOD, "--salida", "x.pdf"),
        (FAULTY, GOOD, "--formato", "docx", "--fecha", "ayer"),
    ],
)
def test_a_wrong_command_is_code_two(arguments):
    assert run("comparar", *arguments).exit_code == ExitCode.USO_INCORRECTO


def test_text_keeps_to_the_width_and_tells_what_to_do(mixed):
    shown = COMPARISONS["texto"].render([mixed], TERMINAL)
    words = " ".join(shown.split())

    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown
    assert "1. NUEVA Falta el punto 7" in words
    assert "2. LEVANTADA El indicador «Porcentaje" in words
    assert "estaba vacía y dice «Porcentaje»." in words
    assert "Observaciones: 1 nueva y 1 levantada. Código de salida 1: alguna observación persiste, es nueva" in words


def test_json_fits_its_schema_and_tells_every_finding(mixed, sides):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(COMPARISONS["json"].render([mixed]))
    jsonschema.validate(report, schema)

    (document,) = report["documentos"]
    assert len(document["observaciones"]) == len(mixed.followed)
    assert report["resumen"]["observacion"]["nueva"] == 1
    assert report["subsanado"] is False
    assert [p["punto"] for p in document["puntos"]][:19] == [str(n) for n in range(1, 20)]


def test_html_stands_by_itself_and_shows_words_as_words(mixed):
    page = COMPARISONS["html"].render([mixed])

    assert "http" not in re.sub(r"http-equiv", "", page)
    assert "<ins>Porcentaje</ins>" in page
    assert page.count('<article class="card') == len(mixed.followed)
    assert "observaciones pendientes" in page


def test_the_workbook_has_a_row_for_each_finding_and_no_formula(mixed):
    book = openpyxl.load_workbook(io.BytesIO(COMPARISONS["xlsx"].render([mixed])))

    assert book.sheetnames == ["Observaciones", "Textos", "Tablas", "Resumen"]
    assert book["Observaciones"].max_row == len(mixed.followed) + 1
    assert [c.value for c in book["Observaciones"]["D"][1:3]] == ["nueva", "levantada"]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def words_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def office(**changes):
    return Settings(patterns={}, templates={}, **changes)


def test_the_informe_says_what_became_of_each_and_what_is_still_to_be_filled_in(mixed):
    made = levantamiento.informe(mixed, office(), date(2026, 11, 21))
    said = words_of(made.content)

    assert "De la revisión del documento «fail-A1-13b-unidad.docx» resultó una observación." in said
    assert "no pueden darse por levantadas en su totalidad: 1 nueva y 1 levantada." in said
    assert "levantada" in said
    assert {"plazo", "referencia", "firmante_nombre", "numero_informe"} <= set(made.gaps)
    assert made.content == levantamiento.informe(mixed, office(), date(2026, 11, 21)).content


def test_an_informe_on_what_was_cured_asks_for_no_term(sides):
    comparison = compare(sides[FAULTY], sides[GOOD])
    signs = Person(name="Rosa Prueba", post="Directora")
    made = levantamiento.informe(
        comparison, office(signatory=signs), date(2026, 11, 21), number=7, reference="Oficio N° 1-2026-{{ 7*7 }}"
    )
    said = words_of(made.content)

    assert "La observación formulada fue levantada, y la nueva versión no presenta otras." in said
    assert "Oficio N° 1-2026-{{ 7*7 }}" in said
    assert "INFORME N° 007-2026-" in said
    assert "Rosa Prueba" in said
    assert not {"plazo", "referencia", "numero_informe", "firmante_nombre"} & set(made.gaps)


def test_the_committed_template_is_what_its_words_make():
    from amc_docs.forms.prose import template_of

    source = Path("templates/_revision/levantamiento.toml")
    assert source.with_suffix(".docx").read_bytes() == template_of(source)


def test_the_offices_own_template_stands_in_place_of_ours(mixed, tmp_path):
    own = docx.Document()
    own.add_paragraph("Plantilla de la oficina: {{ resumen }}")
    own.save(tmp_path / "propia.docx")
    file = tmp_path / "amc-docs.yaml"
    file.write_text("plantillas:\n  levantamiento: propia.docx\n", encoding="utf-8")
    made = levantamiento.informe(mixed, load_settings(file), date(2026, 11, 21))

    assert words_of(made.content) == "Plantilla de la oficina: 1 nueva y 1 levantada"


def test_the_command_writes_the_informe_beside_nothing_else(saved, tmp_path):
    target = tmp_path / "levantamiento.docx"
    first = run("comparar", saved, GOOD, "--salida", target, "--fecha", "2016-05-03", "--plazo", "diez días hábiles")
    again = run("comparar", saved, GOOD, "--salida", target)

    assert first.exit_code == ExitCode.CONFORME
    assert "Queda por llenar" in first.stderr
    assert "3 de mayo de 2016" in words_of(target.read_bytes())
    assert again.exit_code == ExitCode.USO_INCORRECTO
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_a_file_that_cannot_be_opened_is_left_to_the_readers(tmp_path):
    assert saved_report(tmp_path / "nada.json", DEFAULT) is None
