"""A folder of documents: which phases have their evidence, what is sent, what does not agree, what is not read."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from amc_docs import doctype
from amc_docs.cli import main
from amc_docs.document import Location
from amc_docs.dossier import Delivery, PhaseState
from amc_docs.errors import ExitCode
from amc_docs.expediente import filings, judge
from amc_docs.expediente.agreement import is_slip
from amc_docs.expediente.settings import settings
from amc_docs.findings import State, Verdict
from amc_docs.papers import PaperName
from amc_docs.rules import kinds

SAMPLES = Path(__file__).parent.parent / "samples" / "expediente"
SCHEMAS = doctype.data_folder("schemas")


def read(folder: Path):
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return judge(folder.name, [f for p in paths for f in filings(p, p.relative_to(folder).as_posix())], [])


@pytest.fixture(name="complete", scope="module")
def _complete():
    return read(SAMPLES / "familia-completo")


@pytest.fixture(name="gaps", scope="module")
def _gaps():
    return read(SAMPLES / "familia-con-vacios")


def run(*words: str):
    return CliRunner().invoke(main, ["expediente", *words])


def test_the_settings_are_well_formed_and_name_types_and_rules_that_exist():
    import tomllib

    written = tomllib.loads((SCHEMAS / "_expediente.toml").read_text(encoding="utf-8"))
    schema = json.loads((SCHEMAS / "_meta" / "expediente.schema.json").read_text(encoding="utf-8"))
    rules = settings()

    assert [] == [e.message for e in Draft202012Validator(schema).iter_errors(written)]
    assert ["7.1." + str(n) for n in range(1, 10)] == [phase.clause for phase in rules.phases]
    assert {name for p in rules.phases for e in p.evidence for name in e.types} <= set(doctype.available())
    assert set(rules.excluded) <= set(doctype.available())
    assert {agreement.kind for agreement in rules.agreements} <= set(kinds())


def test_a_complete_folder_has_the_evidence_of_every_phase(complete):
    assert {PhaseState.CON_EVIDENCIA} == {phase.state for phase in complete.phases}
    assert Verdict.CONFORME is complete.verdict
    assert () == complete.contradictions


def test_each_evidence_names_file_place_and_words(complete):
    design = next(phase for phase in complete.phases if phase.name == "Diseño")
    ((filing, evidence),) = design.proofs

    assert ("03-diseno/oficio-031-con-anexo-1.docx", 2) == (filing.file, filing.part)
    assert ("Desarrollo Integral de la Familia", 1) == (evidence.words, evidence.location.table)


def test_what_a_letter_sends_is_found_anywhere_in_the_folder(complete):
    assert {Delivery.ESTA} == {row.delivery for row in complete.sendings}
    assert "05-aprobacion/resolucion-045.docx" in {row.found.file for row in complete.sendings}


def test_a_phase_without_evidence_is_a_gap_only_before_one_that_has_it(gaps):
    states = {phase.name: (phase.state, phase.is_gap) for phase in gaps.phases}

    assert (PhaseState.SIN_EVIDENCIA, True) == states["Difusión"]
    assert (PhaseState.SIN_EVIDENCIA, False) == states["Evaluación"]
    assert Verdict.CON_OBSERVACIONES is gaps.verdict


def test_a_hint_or_a_phase_that_may_ask_nothing_is_for_a_person(gaps):
    by_name = {phase.name: phase for phase in gaps.phases}

    assert {PhaseState.POR_VERIFICAR} == {by_name[n].state for n in ("Socialización", "Aprobación", "Implementación")}
    assert by_name["Socialización"].proofs[0][0].file == "oficio-008-convocatoria.docx"
    assert "si no los hubo" in by_name["Implementación"].reason


def test_two_dates_and_two_names_of_one_thing_are_shown_with_both_places(gaps):
    dates = next(c for c in gaps.contradictions if "dos fechas" in c.message)
    names = next(c for c in gaps.contradictions if "el servicio evaluado" in c.message)

    assert {"oficio-008-convocatoria.docx", "oficio-031-con-anexo-1.docx"} == {p.filing.file for p in dates.places}
    assert (State.INCUMPLE, State.POR_VERIFICAR) == (dates.state, names.state)
    assert all(place.words for c in gaps.contradictions for place in c.places)


def test_another_resolution_than_the_one_sent_is_told(gaps):
    row = next(s for s in gaps.sendings if s.delivery is Delivery.OTRO)

    assert "45" == row.sent.name.number
    assert "54" == row.found.name.number


def test_a_request_of_the_secretariat_is_no_communication_of_the_sector(complete):
    letter = next(f for f in complete.filings if f.file == "02-organizacion/oficio-021.docx")
    without = judge("x", [replace(letter, evidence=())], [])

    assert PhaseState.SIN_EVIDENCIA is without.phases[1].state


def test_the_norm_itself_proves_nothing():
    norm = Path(SAMPLES.parent / "otros" / "lineamientos.docx")

    assert () == filings(norm, norm.name)[0].evidence


def test_dates_of_one_file_alone_are_not_a_contradiction_of_the_folder(gaps):
    (one,) = [f for f in gaps.filings if f.file == "oficio-008-convocatoria.docx"]
    twice = replace(one.mentions[0], raw="19 de marzo de 2016", value=one.mentions[0].value.replace(day=19))
    alone = judge("x", [replace(one, mentions=(*one.mentions, replace(twice, location=Location(paragraph=99))))], [])

    assert () == alone.contradictions


@pytest.mark.parametrize(
    ("number", "year", "expected"),
    [("054", 2016, True), ("54", 2016, True), ("46", 2016, False), ("45", 2016, False), ("54", 2015, False)],
)
def test_a_slip_is_swapped_figures_of_the_same_kind_and_year(number, year, expected):
    first = PaperName(kind="Ley", number="45", year=2016, issuer="X", literal="")

    assert expected is is_slip(first, replace(first, number=number.lstrip("0"), year=year))


def test_one_wrong_figure_of_three_is_a_slip_too():
    first = PaperName(kind="Ley", number="145", year=2016, issuer=None, literal="")

    assert is_slip(first, replace(first, number="146"))
    assert not is_slip(first, replace(first, number="166"))


# ------------------------------------------------------------------------------------------------------- command


def test_the_command_writes_json_that_fits_its_schema(tmp_path):
    result = run(str(SAMPLES / "familia-con-vacios"), "--formato", "json")
    found = json.loads(result.stdout)
    schema = json.loads((SCHEMAS / "_meta" / "informe_expediente.schema.json").read_text(encoding="utf-8"))

    assert ExitCode.CON_OBSERVACIONES == result.exit_code
    assert [] == [e.message for e in Draft202012Validator(schema).iter_errors(found)]
    assert ["Difusión", "Organización"] == [phase["fase"] for phase in found["fases"][:2]]
    assert found["documentos"] == sorted(found["documentos"], key=lambda d: (d["archivo"], d["parte"] or 0))


def test_the_command_writes_a_page_that_needs_nothing_else(tmp_path):
    result = run(str(SAMPLES / "familia-con-vacios"), "--salida", str(tmp_path / "informe.html"))
    page = (tmp_path / "informe.html").read_text(encoding="utf-8")

    assert ExitCode.CON_OBSERVACIONES == result.exit_code
    assert all(words in page for words in ("numeral 7.1.9", "hay otro en su lugar", "La carpeta no contiene"))
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path):
    shutil.copy(SAMPLES / "familia-completo" / "02-organizacion" / "oficio-021.docx", tmp_path / "oficio.docx")
    (tmp_path / "roto.docx").write_bytes(b"PK\x03\x04 nada")
    (tmp_path / "~$oficio.docx").write_bytes(b"x")
    (tmp_path / ".oculto").write_text("x")
    result = run(str(tmp_path))

    assert ExitCode.ILEGIBLE == result.exit_code
    assert "roto.docx" in result.stdout.partition("NO SE LEYERON")[2]
    assert "1 documento\n" in result.stdout
    assert "oculto" not in result.output
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_what_this_program_wrote_is_no_document(tmp_path, monkeypatch):
    shutil.copy(SAMPLES / "familia-completo" / "02-organizacion" / "oficio-021.docx", tmp_path / "oficio.docx")
    for name in ("oficio.docx.oficio.docx", "oficio.docx.revision.html", "amc-docs.yaml", "aud/auditoria.sqlite"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "aud" / "hallazgos.xlsx").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    run(".", "--formato", "html", "-q")
    result = run(".")

    assert (tmp_path / f"{tmp_path.name}.expediente.html").is_file()
    assert "1 documento\n" in result.stdout
    assert "NO SE LEYERON" not in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [("nada", "No existe la carpeta"), ("vacia", "no contiene ningún archivo"), ("uno.txt", "es un archivo")],
)
def test_a_wrong_folder_is_told_in_a_line(tmp_path, name, words):
    (tmp_path / "vacia").mkdir()
    (tmp_path / "uno.txt").write_text("x")
    result = run(str(tmp_path / name))

    assert ExitCode.USO_INCORRECTO == result.exit_code
    assert words in result.output


def test_quiet_is_one_line():
    result = run(str(SAMPLES / "familia-completo"), "-q")

    assert "familia-completo: conforme (9 fases: 9 con evidencia)\n" == result.stdout
    assert 0 == result.exit_code
