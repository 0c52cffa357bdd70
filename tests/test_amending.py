"""`subsanar`: the official form holds all of the submission, claims hold when it is read again, gaps are marked."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from amc_docs import pipeline
from amc_docs.amending.plan import own_findings
from amc_docs.amending.remainder import words_in_file, words_of, words_of_document
from amc_docs.amending.result import amend
from amc_docs.errors import NoFormError
from amc_docs.findings import Verdict

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DATE = "2026-01-15T12:00:00Z"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VARIETY = (
    "anexo1/pass-formulario-breve.docx",
    "anexo1/fail-A1-00b-orden-cambiado.docx",
    "anexo1/fail-A1-13b-unidad.docx",
    "informe_semestral/fail-IS-05-sin-justificacion.docx",
    "manual_procesos/fail-MP-05-columna.docx",
    "oficio/fail-OF-01-nombre-de-otro-anio.docx",
    "resolucion/pass-completo.docx",
    "costeo/fail-A1-13d2-total-general.xlsx",
    "otros/varios-oficio-anexo.docx",
    "oficio/pass-OF-01-destinatario-sin-nombre.docx",
    "informe_semestral/pass-IS-01-titulo-sin-el-ministerio.docx",
    "costeo/pass-A1-13d1-hoja-por-nivel.xlsx",
    "costeo/fail-A1-13d1-sin-filas.docx",
    "cronograma/review-A1-19b-sin-niveles.docx",
)


@pytest.fixture(name="amended", scope="session")
def _amended(tmp_path_factory):
    """Return a function that gives the review of a sample, the result, and the review of that; each made once."""
    made = {}
    folder = tmp_path_factory.mktemp("subsanado")

    def again(content, wanted):
        target = folder / "resultado.docx"
        target.write_bytes(content)
        return pipeline.review(target, wanted=wanted, decided=False)

    def give(name, *, plain=False):
        if (name, plain) not in made:
            before = pipeline.review(SAMPLES / name, decided=False)
            wanted = before.doctype.name
            result = amend(before, lambda content: again(content, wanted), plain=plain, date=DATE)
            made[name, plain] = before, result, again(result.content, None)
        return made[name, plain]

    return give


def xml_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def accepted(content):
    """Return the file as it is once all changes are accepted in Word."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as result:
        for name in source.namelist():
            data = source.read(name)
            if name in ("word/document.xml", "word/header1.xml"):
                text = re.sub(rb"<w:del .*?</w:del>", b"", data, flags=re.DOTALL)
                data = re.sub(rb"</?w:ins\b[^>]*>", b"", text)
            result.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("name", VARIETY)
def test_every_word_of_the_submission_is_in_the_result(amended, name):
    before, result, _ = amended(name)

    assert not words_of_document(before.document) - words_in_file(result.content)
    assert result.lost == ()


@pytest.mark.parametrize("name", VARIETY[:3])
def test_without_tracked_changes_only_what_was_corrected_is_gone(amended, name):
    before, result, _ = amended(name, plain=True)
    corrected = words_of("\n".join([*(c.before for c in result.corrections),
                                    *(p.guidance for p in before.record.points.values())]))  # fmt: skip

    assert not words_of_document(before.document) - corrected - words_in_file(result.content)
    assert not xml_of(result.content).findall(f".//{W}ins")


@pytest.mark.parametrize("name", VARIETY)
def test_no_claim_is_observed_again_and_nothing_new_is(amended, name):
    before, result, after = amended(name)

    assert after.doctype.name == before.doctype.name
    assert not {f.id for f in own_findings(after)} & {c.finding for c in result.corrections if c.finding}
    assert result.new == ()


def test_lines_of_the_form_keep_the_words_of_the_submission(amended):
    _, letter, read_again = amended("oficio/pass-OF-01-destinatario-sin-nombre.docx")
    lines = [p.text for p in read_again.document.paragraphs()]

    assert (lines.count("Cordialmente,"), lines.count("Atentamente,")) == (1, 0)
    assert lines.index("Cordialmente,") < lines.index("ROSA EJEMPLO MUESTRA")
    assert xml_of(letter.content).findall(f".//{W}bookmarkStart")


def test_each_sheet_keeps_the_name_that_tells_whose_its_table_is(amended):
    before, _, after = amended("costeo/pass-A1-13d1-hoja-por-nivel.xlsx")
    levels = [[row.raw("nivel_gobierno") for row in r.record.matrix("costos").items] for r in (before, after)]

    assert levels[0] == levels[1]
    assert len(set(levels[1])) == 3


def test_the_result_is_the_same_once_its_changes_are_accepted(amended, tmp_path):
    name = "informe_semestral/fail-IS-05-sin-justificacion.docx"
    _, result, after = amended(name)
    target = tmp_path / "aceptado.docx"
    target.write_bytes(accepted(result.content))
    again = pipeline.review(target, decided=False)

    assert {f.id for f in again.report.findings} == {f.id for f in after.report.findings}
    assert again.record.order == after.record.order


def test_what_is_wrong_for_certain_is_put_right_at_its_place(amended):
    _, result, after = amended("costeo/fail-A1-13d2-total-general.xlsx")
    (correction,) = result.corrections

    assert (correction.before, correction.after) == ("331,570.00", "319,160.00")
    assert "suman 319,160.00" in correction.why
    assert correction.citation == "RSD 009-2015-PCM/SD, Anexo 1, punto 13 d)"
    totals = [row for row in after.record.matrices["costos"].rows if row.is_total]
    assert "319,160.00" in [row.raw("costo_total") for row in totals]


def test_changes_are_tracked_each_under_its_own_number_with_author_and_date(amended):
    _, result, _ = amended("informe_semestral/fail-IS-05-sin-justificacion.docx")
    changes = list(xml_of(result.content).iter(f"{W}ins", f"{W}del"))

    assert changes
    assert {e.get(f"{W}author") for e in changes} == {"amc-docs"}
    assert {e.get(f"{W}date") for e in changes} == {DATE}
    assert len({e.get(f"{W}id") for e in changes}) == len(changes)


def test_points_out_of_order_are_put_in_order_under_their_official_titles(amended):
    before, result, after = amended("anexo1/fail-A1-00b-orden-cambiado.docx")

    assert list(before.record.order) != sorted(before.record.order, key=int)
    assert list(after.record.order) == sorted(after.record.order, key=int)
    assert any(c.before.startswith("Puntos en el orden") for c in result.corrections)


def test_an_empty_cell_bears_a_mark_that_is_no_content(amended):
    before, result, after = amended("anexo1/fail-A1-13b-unidad.docx")
    marks = [t.text for t in xml_of(result.content).iter(f"{W}t") if (t.text or "").startswith("[Por completar:")]

    assert any("unidad de medida" in m and "punto 13 b)" in m for m in marks)
    assert after.document.open_marks == len(marks)
    assert [f.rule for f in own_findings(before) if f.is_observation] == ["A1-13b-unidad"]
    assert [f.rule for f in own_findings(after) if f.is_observation] == ["A1-13b-unidad"]


def test_a_document_with_marks_is_never_conforme(amended):
    _, _, after = amended("informe_semestral/fail-IS-05-sin-justificacion.docx")

    assert after.report.incomplete == "quedan marcas por completar o corregir"
    assert after.report.verdict is Verdict.CON_OBSERVACIONES
    assert any("no se cuenta como contenido" in w for w in after.report.warnings)


def test_the_other_documents_of_a_file_go_to_the_annex(amended):
    _, result, _ = amended("otros/varios-oficio-anexo.docx")
    texts = [p.text for p in docx.Document(io.BytesIO(result.content)).paragraphs]
    place = texts.index("ANEXO. CONTENIDO NO UBICADO")

    assert any("OFICIO" in text for text in texts[place:])
    assert result.unplaced > 0


def test_the_pictures_of_a_word_file_are_kept(amended):
    name = "manual_procesos/fail-MP-05-columna.docx"
    before, result, after = amended(name)

    def pictures(review):
        return sum(len(p.pictures) for p in review.record.points.values())

    assert pictures(before) == pictures(after) > 0
    with zipfile.ZipFile(SAMPLES / name) as source, zipfile.ZipFile(io.BytesIO(result.content)) as made:
        given = {source.read(n) for n in source.namelist() if n.startswith("word/media/")}
        kept = {made.read(n) for n in made.namelist() if n.startswith("word/media/")}
    assert given == kept


def test_a_type_without_a_form_is_refused():
    review = pipeline.review(SAMPLES / "otros/acta.docx", decided=False)
    with pytest.raises(NoFormError, match="no tienen un formato oficial"):
        amend(review, lambda _: review, plain=False, date=DATE)


def test_a_correction_that_does_not_hold_is_not_claimed(amended):
    before, _, _ = amended("anexo1/fail-A1-x2-porcentaje.docx")
    # A reader to whom nothing ever changes: whatever was corrected is still observed.
    result = amend(before, lambda _: before, plain=False, date=DATE)

    assert not [c for c in result.corrections if c.finding]
    assert "A1-x2-tablas" in [p.finding.rule for p in result.pending]
    assert b"[Por corregir:" in etree.tostring(xml_of(result.content), encoding="utf-8")


def test_what_never_holds_is_in_the_end_not_in_the_document_either(amended):
    before, _, _ = amended("anexo1/fail-A1-x2-porcentaje.docx")
    fixable = [f for f in own_findings(before) if f.fixes]
    several = tuple(replace(fixable[0], id=f"{fixable[0].id}-{n}") for n in range(6))
    review = replace(before, report=replace(before.report, findings=(*before.report.findings, *several)))
    read = iter(several)

    def one_more(_content):
        # A reader that finds another fault to persist each time it is asked.
        return replace(review, report=replace(review.report, findings=tuple([f for f in [next(read, None)] if f])))

    result = amend(review, one_more, plain=True, date=DATE)
    words = "".join(xml_of(result.content).itertext())

    assert not [c for c in result.corrections if c.finding]
    assert fixable[0].fixes[0].before in words


def test_the_same_submission_gives_the_same_bytes(amended):
    before, result, _ = amended("costeo/fail-A1-13d2-total-general.xlsx")
    again = amend(before, lambda _: before, plain=False, date=DATE)
    once_more = amend(before, lambda _: before, plain=False, date=DATE)

    assert again.content == once_more.content
    assert result.content != again.content
