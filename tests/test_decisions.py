"""The reviewer's decisions: what they change, what they never hide, and when they hold no longer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from amc_docs import decisions, pipeline
from amc_docs.decisions import Case
from amc_docs.document import Location
from amc_docs.errors import BadSettingsError
from amc_docs.findings import Severity, State, Verdict
from amc_docs.judgements import Decision, beside
from amc_docs.placing import identified
from amc_docs.writers import decisions_yaml

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "anexo1" / "fail-A1-13b-unidad.docx"
FAULT, DOUBT = "A1-13b-unidad", "A1-06b-territorio"


@pytest.fixture(scope="module")
def case():
    review = pipeline.review(SAMPLE, decided=False)
    return Case(report=review.report, record=review.record, doctype=review.doctype)


@pytest.fixture
def judged(case, tmp_path):
    """Return what makes the report that some decisions make of the sample's; on another version where `changed`."""

    def apply(text: str, *, changed: bool = False, cases: tuple[Case, ...] = ()):
        sha = "0" * 64 if changed else case.report.sha256
        path = tmp_path / "caso.docx.revision.yaml"
        path.write_text(f"version: 1\nrevisor: Rosa Prueba\ndocumento:\n  sha256: '{sha}'\n{text}", encoding="utf-8")
        reports = decisions.apply(cases or [case], decisions.read(path))
        return reports if cases else reports[0]

    return apply


def the(report, rule):
    """Return the one finding of a rule."""
    (found,) = [f for f in report.findings if f.rule == rule]
    return found


def point(report, number):
    return next(p for p in report.points if p.number == number)


def row(case, rule, decision, more=""):
    return f"decisiones:\n  - id: {the(case.report, rule).id}\n    decision: {decision}\n{more}"


def test_what_is_written_of_a_finding_and_not_decided_is_told(case, judged):
    key = the(case.report, FAULT).id
    (unused,) = judged(row(case, FAULT, "pendiente", "    motivo: No procede.\n")).judging.unused

    assert (unused.about, unused.decision) == (key, Decision.PENDIENTE)
    assert "no se decidió. En «decision» ponga aceptar" in unused.why
    assert judged(row(case, FAULT, "pendiente", "    motivo:\n")).judging.unused == ()


def test_every_finding_has_an_identity_of_its_own(case):
    keys = [f.id for f in case.report.findings]

    assert len(set(keys)) == len(keys) > 3
    assert all(key.startswith(f"{f.rule}-") for key, f in zip(keys, case.report.findings, strict=True))


def test_the_identity_stays_when_the_place_moves_and_changes_with_the_words(case):
    finding = the(case.report, FAULT)

    def key(**changes):
        return identified([replace(finding, **changes)], case.record, {})[0].id

    assert key() == key(message="Dicho de otro modo") == key(severity=Severity.NOTA)
    assert key() != key(evidence="Otro indicador")
    assert key() != key(location=Location(table=13, row=3, column=1))


def test_twins_are_told_apart(case):
    finding = the(case.report, FAULT)
    first, second = identified([finding, finding], case.record, {})

    assert second.id == f"{first.id}-2"


def test_a_finding_knows_its_row_by_name(case):
    (spot,) = the(case.report, FAULT).spots

    assert (spot.matrix, spot.field) == ("ficha_indicadores", "unidad_medida")
    assert spot.item == "Porcentaje de familias que concluyen el ciclo de consejería"


def test_what_is_dismissed_is_no_finding_and_is_not_hidden(case, judged):
    report = judged(row(case, FAULT, "descartar", "    motivo: La unidad está en el título.\n"))
    (gone,) = report.dismissed

    assert FAULT not in {f.rule for f in report.findings}
    assert (gone.rule, gone.judgement.reason) == (FAULT, "La unidad está en el título.")
    assert gone.judgement.reviewer == "Rosa Prueba"
    assert report.verdict is Verdict.NO_VERIFICABLE
    assert point(report, "13").state is State.POR_VERIFICAR  # another doubt about it is left
    (outcome,) = [o for o in report.outcomes if o.rule == FAULT]
    assert (outcome.state, outcome.reason) == (State.CUMPLE, "El revisor descartó el hallazgo.")
    assert (report.judging.applied, report.judging.is_same) == (1, True)


def test_a_doubt_that_a_person_finds_unfounded_leaves_its_point_in_order(case, judged):
    text = "decisiones:\n" + "".join(
        f"  - id: {f.id}\n    decision: descartar\n    motivo: Verificado.\n" for f in case.report.findings
    )
    report = judged(text)

    assert report.findings == ()
    assert {p.state for p in report.points} == {State.CUMPLE}
    assert report.verdict is Verdict.CONFORME


def test_a_dismissed_doubt_does_not_make_an_unread_point_good(case, judged):
    unread = tuple(replace(p, otherwise=State.POR_VERIFICAR) for p in case.report.points)
    blind = replace(case, report=replace(case.report, points=unread))
    text = row(case, DOUBT, "descartar", "    motivo: Verificado.\n")
    (report,) = judged(text, cases=(blind,))

    assert point(report, "6").state is State.POR_VERIFICAR

    verified = "puntos_verificados:\n  - punto: '2'\n    motivo: Se leyó en el original.\n"
    (report,) = judged(verified, cases=(blind,))
    assert point(report, "2").state is State.CUMPLE
    assert point(report, "3").state is State.POR_VERIFICAR
    assert report.judging.verified == ("2",)


def test_an_accepted_doubt_is_an_observation_that_states_something(case, judged):
    report = judged(row(case, DOUBT, "aceptar"))
    finding = the(report, DOUBT)

    assert finding.is_observation
    assert finding.severity is Severity.ADVERTENCIA
    assert finding.message.startswith("Punto 6: a juicio del revisor no se cumple: «La identificación")
    assert "debe juzgar" in finding.judgement.said
    assert point(report, "6").state is State.INCUMPLE


def test_new_words_are_used_and_the_old_ones_kept(case, judged):
    report = judged(row(case, FAULT, "cambiar", "    mensaje: Falta la unidad.\n    severidad: advertencia\n"))
    finding = the(report, FAULT)

    assert (finding.message, finding.severity) == ("Falta la unidad.", Severity.ADVERTENCIA)
    assert finding.judgement.said.startswith("Punto 13: el indicador")
    assert finding.state is State.INCUMPLE


def test_an_observation_of_ones_own_stands_where_its_words_stand(judged):
    report = judged(
        "observaciones_propias:\n"
        "  - punto: 8\n    mensaje: Faltan costos.\n    sustento: A1-08a\n    evidencia: viabilidad técnica\n"
        "  - mensaje: Sin foliar.\n    sustento: Directiva interna\n    severidad: nota\n"
        "    lugar: {tabla: 2, fila: 3, columna: 1}\n"
    )
    first, second = report.findings[-2:]

    assert (first.rule, first.obligation, first.state) == ("propia-1", "A1-08a", State.INCUMPLE)
    assert first.citation.startswith("RSD 009-2015-PCM/SD")
    assert (first.location.table, first.location.row) == (6, 0)
    assert point(report, "8").state is State.INCUMPLE
    assert (second.obligation, second.citation, second.is_observation) == ("propia", "Directiva interna", False)
    assert second.location == Location(table=2, row=2, column=0)
    assert {o.state for o in report.outcomes if o.rule.startswith("propia-")} == {State.INCUMPLE}
    assert report.judging.own == 2


def test_on_another_version_nothing_changes_its_state_before_it_is_confirmed(case, judged):
    text = row(case, FAULT, "descartar", "    motivo: Consta en otro cuadro.\n")
    text += f"  - id: {the(case.report, DOUBT).id}\n    decision: aceptar\n    mensaje: No hay enfoque territorial.\n"
    text += "observaciones_propias:\n  - punto: '1'\n    mensaje: Otra.\n    sustento: Norma\n"
    text += "puntos_verificados:\n  - punto: '4'\n    motivo: Visto.\n"
    report = judged(text, changed=True)

    assert report.dismissed == ()
    assert {the(report, rule).state for rule in (FAULT, DOUBT, "propia-1")} == {State.POR_VERIFICAR}
    assert the(report, FAULT).suggestion.startswith("El revisor lo descartó en otra versión del documento (Consta en")
    assert the(report, DOUBT).message == "No hay enfoque territorial."
    judging = report.judging
    assert (judging.is_same, judging.applied, judging.to_confirm, judging.verified) == (False, 0, 4, ())
    assert report.verdict is Verdict.NO_VERIFICABLE


def test_words_and_confirmed_faults_hold_on_another_version_too(case, judged):
    report = judged(row(case, FAULT, "aceptar", "    mensaje: Falta la unidad.\n"), changed=True)
    finding = the(report, FAULT)

    assert (finding.state, finding.message) == (State.INCUMPLE, "Falta la unidad.")
    assert not finding.judgement.to_confirm


def test_a_decision_whose_finding_is_gone_is_told(case, judged):
    report = judged("decisiones:\n  - id: A1-01-dato-12345678\n    decision: descartar\n    motivo: No procede.\n")
    (unused,) = report.judging.unused

    assert (unused.about, unused.decision) == ("A1-01-dato-12345678", Decision.DESCARTAR)
    assert unused.why == "la observación ya no aparece en el documento"
    assert report.findings == case.report.findings


@pytest.mark.parametrize(
    ("named", "applied"),
    [
        ("regla: A1-13b-unidad", 1),
        ("regla: A1-13b-unidad\n    punto: 13\n    evidencia: familias que concluyen", 1),
        ("regla: A1-13b-unidad\n    lugar: tabla 13, fila 3", 1),
        ("regla: A1-13b-unidad\n    lugar: tabla 13, fila 4", 0),
        ("regla: A1-13b-unidad\n    punto: '12'", 0),
        ("regla: A1-13b-unidad\n    evidencia: talleres", 0),
    ],
)
def test_a_decision_may_name_its_finding_without_the_key(judged, named, applied):
    report = judged(f"decisiones:\n  - {named}\n    decision: descartar\n    motivo: No procede.\n")

    assert (len(report.dismissed), len(report.judging.unused)) == (applied, 1 - applied)


def test_a_decision_that_fits_several_findings_is_not_guessed(case, judged):
    twice = identified([the(case.report, FAULT)] * 2, case.record, {})
    double = replace(case, report=replace(case.report, findings=twice))
    (report,) = judged(f"decisiones:\n  - regla: {FAULT}\n    decision: descartar\n    motivo: x\n", cases=(double,))

    assert report.dismissed == ()
    assert report.judging.unused[0].why == "coincide con 2 observaciones: escriba el «id» de una"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("decisiones:\n  - id: a\n    decision: acepto\n", "línea 7, «decisiones.1.decision»", "aceptar"),
        ("decisiones:\n  - id: a\n    decision: descartar\n", "línea 6, «decisiones.1.motivo»", "consta"),
        ("decisiones:\n  - id: a\n    decision: cambiar\n", "línea 6, «decisiones.1.mensaje»", "falta"),
        ("decisiones:\n  - decision: aceptar\n", "línea 6, «decisiones.1.id»", "falta"),
        ("decisiones:\n  - id: a\n    desicion: aceptar\n", "línea 7, «decisiones.1.desicion»", "«decision»"),
        ("observaciones_propias:\n  - mensaje: x\n", "«observaciones_propias.1.sustento»", "falta"),
        (
            "observaciones_propias:\n  - {mensaje: x, sustento: y, punto: '99'}\n",
            "línea 6, «observaciones_propias.1.punto»",
            "«99» no es un",
        ),
        (
            "observaciones_propias:\n  - {mensaje: x, sustento: y, parte: 2}\n",
            "línea 6, «observaciones_propias.1.parte»",
            "contiene 1",
        ),
        (
            "decisiones:\n  - {id: a, decision: aceptar}\n  - {id: a, decision: aceptar}\n",
            "línea 7, «decisiones.2.id»",
            "dos veces",
        ),
        ("decisiones:\n  - id: a\n  decision: x\n", "línea", "no está bien escrito"),
        ("puntos_verificados:\n  - punto: 3.1\n    motivo: x\n", "«puntos_verificados.1.punto»", "comillas"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(judged, text, where, what):
    with pytest.raises(BadSettingsError) as caught:
        judged(text)

    told = str(caught.value)
    assert told.startswith("caso.docx.revision.yaml")
    assert where in told
    assert what.lower() in told.lower()


def test_two_decisions_on_one_finding_contradict_each_other(case, judged):
    text = row(case, FAULT, "aceptar") + f"  - regla: {FAULT}\n    decision: descartar\n    motivo: x\n"
    with pytest.raises(BadSettingsError, match=r"línea 8, «decisiones.2.decision»: ya se decidió .* línea 6"):
        judged(text)


def test_a_file_of_several_documents_wants_to_know_which(case, judged):
    both = (case, replace(case, report=replace(case.report, findings=())))
    with pytest.raises(BadSettingsError, match="El archivo contiene 2 documentos"):
        judged("observaciones_propias:\n  - {mensaje: x, sustento: y}\n", cases=both)

    first, second = judged("observaciones_propias:\n  - {mensaje: x, sustento: y, parte: 2}\n", cases=both)
    assert [f.rule for f in second.findings] == ["propia-1"]
    assert "propia-1" not in {f.rule for f in first.findings}


def test_the_skeleton_lists_every_finding_and_decides_nothing(case, tmp_path):
    path = tmp_path / "a.docx.revision.yaml"
    path.write_text(decisions_yaml.render(case.report), encoding="utf-8")
    found = decisions.read(path)
    (report,) = decisions.apply([case], found)

    assert {r.id for r in found.rows} == {f.id for f in case.report.findings}
    assert {r.decision for r in found.rows} == {Decision.PENDIENTE}
    assert found.sha256 == case.report.sha256
    assert report.findings == case.report.findings
    assert report.judging.pending == len(report.findings)
    assert "# ERROR. Punto 13: el indicador «Porcentaje de familias" in path.read_text(encoding="utf-8")


def test_the_update_loses_nothing_and_adds_what_is_new(case):
    text = decisions_yaml.render(replace(case.report, findings=(the(case.report, FAULT),)))
    text = text.replace("decision: pendiente", "decision: descartar  # lo vimos en la reunión")
    text = text.replace("motivo:\n", "motivo: |\n      La unidad está\n      en el título.\n", 1)
    updated = decisions_yaml.render(case.report, text, "a.yaml")

    assert "decision: descartar  # lo vimos en la reunión" in updated
    assert "motivo: |\n      La unidad está\n      en el título." in updated
    assert updated.count("decision: pendiente\n") == len(case.report.findings) - 1
    assert decisions_yaml.render(case.report, updated, "a.yaml") == updated


def test_on_another_version_the_update_asks_for_confirmation(case, tmp_path):
    text = decisions_yaml.render(case.report)
    text = text.replace("decision: pendiente\n    motivo:", "decision: descartar\n    motivo: No procede.", 1)
    later = replace(case, report=replace(case.report, sha256="1" * 64))
    path = tmp_path / "a.docx.revision.yaml"
    path.write_text(decisions_yaml.render(later.report, text, path.name), encoding="utf-8")
    (asked,) = decisions.apply([later], decisions.read(path))
    confirmed = path.read_text(encoding="utf-8").replace("confirmada: no", "confirmada: sí")
    path.write_text(confirmed, encoding="utf-8")
    (sure,) = decisions.apply([later], decisions.read(path))

    assert (asked.judging.is_same, asked.judging.to_confirm, len(asked.dismissed)) == (True, 1, 0)
    assert (sure.judging.to_confirm, [f.rule for f in sure.dismissed]) == (0, [FAULT])


def test_words_that_look_like_yaml_stay_words(case):
    odd = replace(the(case.report, FAULT), evidence="{{ a }}: [*x] # «y»\x07 - ", message="Línea\nuno # dos: *tres")
    text = decisions_yaml.render(replace(case.report, findings=(odd,)))

    assert text.count("decision: pendiente\n") == 1
    assert decisions_yaml.render(replace(case.report, findings=(odd,)), text, "a.yaml") == text


def test_decisions_lie_beside_the_document():
    assert beside(Path("x/anexo.docx")) == Path("x/anexo.docx.revision.yaml")
