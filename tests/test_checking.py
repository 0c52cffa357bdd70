"""Checking fails closed, and one fault is one finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from amc_docs import checking, doctype, pipeline, rules
from amc_docs.document import Location
from amc_docs.extraction import extract
from amc_docs.findings import Breach, NotApplicable, Severity, State
from amc_docs.forms import gaps
from amc_docs.forms.content import Content
from amc_docs.forms.rendering import render, with_form
from amc_docs.specs import RuleSpec
from tests.documents import document, line

ANEXO = doctype.load("anexo1")
TITLES = {spec.number: spec.title for spec in ANEXO.points}


def record_of(*leave_out: str, unread: tuple[int, ...] = ()):
    parts: list[object] = []
    for number, title in TITLES.items():
        if number not in leave_out:
            parts += [line(f"{number}. {title}", level=1), "Contenido propio del punto."]
    return extract(document(*parts, unread=unread), ANEXO)


def only(*specs: RuleSpec) -> doctype.DocType:
    return replace(ANEXO, rules=specs)


def rule(kind: str, **changes: object) -> RuleSpec:
    base = RuleSpec(
        id="A1-06a-prueba",
        obligation="A1-06a",
        kind=kind,
        severity=Severity.ERROR,
        title="Se cumple",
        why="…",
        remedy="Corrija.",
        citation="RSD 009-2015-PCM/SD, Anexo 1, punto 6",
        point="6",
    )
    return replace(base, **changes)


@pytest.fixture(name="behaves")
def _behaves(monkeypatch):
    """Make every rule kind behave as a given generator."""

    def use(function):
        monkeypatch.setattr(checking, "rules", SimpleNamespace(kind=lambda name: function))

    return use


def state_of(checked: checking.Checked, number: str) -> State:
    return next(p.state for p in checked.points if p.number == number)


def test_a_rule_that_crashes_leaves_its_point_open_and_is_listed(behaves):
    def crash(record, *, point=None) -> Iterator[Breach]:
        raise ZeroDivisionError("división")
        yield

    behaves(crash)
    checked = checking.check(record_of(), only(rule("any")))

    assert State.POR_VERIFICAR is state_of(checked, "6")
    assert checked.outcomes[0].state is None
    assert "ZeroDivisionError" in checked.outcomes[0].reason
    assert State.POR_VERIFICAR is checked.findings[0].state


@pytest.mark.parametrize(("evidence", "location"), [("", Location(paragraph=1)), ("palabras", None)])
def test_without_words_or_place_nothing_is_certain(behaves, evidence, location):
    behaves(lambda record, *, point=None: iter([Breach(message="Falta", evidence=evidence, location=location)]))
    checked = checking.check(record_of(), only(rule("any")))

    assert [State.POR_VERIFICAR] == [f.state for f in checked.findings]


def test_a_breach_carries_clause_remedy_and_severity_of_its_row(behaves):
    behaves(lambda record, *, point=None: iter([Breach(message="Falta", evidence="x", location=Location(paragraph=1))]))
    (finding,) = checking.check(record_of(), only(rule("any"))).findings

    assert ("A1-06a-prueba", "A1-06a", "6") == (finding.rule, finding.obligation, finding.point)
    assert ("Corrija.", "RSD 009-2015-PCM/SD, Anexo 1, punto 6") == (finding.suggestion, finding.citation)


def test_rules_about_an_absent_point_do_not_run_and_say_so(behaves):
    behaves(lambda record, *, point=None: iter([Breach(message="Falta", evidence="x", location=Location(paragraph=1))]))
    checked = checking.check(record_of("6"), only(rule("any", stage=2)))

    assert [None] == [o.state for o in checked.outcomes]
    assert "punto 6" in checked.outcomes[0].reason


def test_an_absent_point_is_one_finding_not_one_for_each_rule_about_it():
    findings = [
        f for f in checking.check(record_of("13"), ANEXO).findings if f.point == "13" and f.state is State.INCUMPLE
    ]

    assert ["A1-00a"] == [f.obligation for f in findings]


def test_nothing_unread_counts_as_complying():
    checked = checking.check(record_of("13", unread=(7, 8)), ANEXO)

    assert State.POR_VERIFICAR is state_of(checked, "13")


def test_a_point_that_may_go_on_over_an_unread_page_does_not_comply(behaves):
    behaves(lambda record, *, point=None: iter(()))
    record = record_of(unread=(7,))
    pages = {"5": 6, "6": 8}
    points = {
        number: replace(point, location=Location(page=pages.get(number, 9 if int(number) > 6 else 5)))
        for number, point in record.points.items()
    }
    checked = checking.check(replace(record, points=points), only(rule("any")))

    assert ["5"] == [p.number for p in checked.points if p.state is State.POR_VERIFICAR]


def test_no_point_complies_where_a_rule_about_all_points_crashed(monkeypatch):
    def crash(record, *, point=None) -> Iterator[Breach]:
        raise ZeroDivisionError
        yield

    kinds = {"all": crash, "any": lambda record, *, point=None: iter(())}
    monkeypatch.setattr(checking, "rules", SimpleNamespace(kind=kinds.get))
    checked = checking.check(record_of(), only(rule("all", stage=1, point=None), rule("any")))

    assert {State.POR_VERIFICAR} == {p.state for p in checked.points}


def test_a_rule_with_nothing_to_look_at_says_so(behaves):
    behaves(lambda record, *, point=None: iter([NotApplicable(reason="No hay índice.")]))
    (outcome,) = checking.check(record_of(), only(rule("any"))).outcomes

    assert (State.NO_APLICA, "No hay índice.") == (outcome.state, outcome.reason)


def test_a_type_without_rules_makes_no_point_comply():
    checked = checking.check(record_of(), only())

    assert {State.POR_VERIFICAR} == {p.state for p in checked.points}


def test_the_schema_reports_a_missing_property_at_its_own_place():
    problems = dict(checking.problems_of_schema({"sector": "Producción", "puntos": {}}, ANEXO))

    assert "falta" == problems["/servicio"]
    assert "falta" == problems["/puntos/7"]


def test_checking_twice_gives_the_same():
    assert checking.check(record_of(), ANEXO) == checking.check(record_of(), ANEXO)


def test_all_nineteen_points_are_always_listed():
    assert list(TITLES) == [p.number for p in checking.check(record_of("1", "19"), ANEXO).points]


def test_every_kind_of_rule_can_be_loaded():
    assert all(callable(rules.kind(name)) for name in rules.kinds())


def faint(confidence: float):
    """A submission without its point 7, every word recognised with one confidence."""
    parts: list[object] = []
    for number, title in TITLES.items():
        if number != "7":
            parts += [line(f"{number}. {title}", level=1), "Contenido propio del punto."]
    read = document(*parts)
    blocks = tuple(
        replace(b, confidence=confidence, location=replace(b.location, page=1))
        for b in read.blocks
        if hasattr(b, "text")
    )
    return extract(replace(read, blocks=blocks, format="pdf_escaneado", ocr_pages=(1,)), ANEXO)


def test_what_was_hardly_legible_is_never_certain():
    checked = checking.check(faint(0.6), ANEXO)

    assert not any(f.is_observation for f in checked.findings)
    assert State.CUMPLE not in {p.state for p in checked.points}
    assert "seguridad 60" in next(f.suggestion for f in checked.findings if f.obligation == "A1-00a")


def test_what_was_recognised_surely_is_observed():
    checked = checking.check(faint(0.97), ANEXO)

    assert State.INCUMPLE is state_of(checked, "7")
    chain = next(f for f in checked.findings if f.obligation == "A1-10")
    assert State.POR_VERIFICAR is chain.state


@pytest.mark.parametrize("name", with_form())
def test_nothing_of_a_blank_form_is_met(name, tmp_path):
    kind = doctype.available()[name]
    path = tmp_path / "formato.docx"
    path.write_bytes(render(kind, Content(), gaps.blank))
    checked = pipeline.review(path, wanted=name, decided=False).report

    assert [p.number for p in checked.points if p.state is State.CUMPLE] == []


@pytest.mark.parametrize(("marks", "state"), [(0, State.CUMPLE), (1, State.POR_VERIFICAR)])
def test_what_the_form_prints_is_nobodys_statement_in_a_draft(marks, state):
    letter = doctype.available()["oficio"]
    words = "Hago propicia la oportunidad para expresarle los sentimientos de mi especial consideración."
    closing = document("OFICIO N° 7-2016-ALFA/DG", words, "Atentamente,")
    checked = checking.check(extract(replace(closing, open_marks=marks), letter), letter)

    assert state_of(checked, "Despedida") is state
    assert state_of(checked, "Número") is State.CUMPLE


def test_a_point_whose_parts_say_nothing_says_nothing_itself():
    kind = doctype.available()["informe_semestral"]
    parts = [line("6. Análisis instrumental", level=1), line("6.1 Lista de recomendaciones", level=2)]
    empty, told = (checking.check(extract(document(*parts, *more), kind), kind)
                   for more in ((), ("Se recomienda abrir la sala por la tarde.",)))  # fmt: skip

    assert state_of(empty, "6") is State.POR_VERIFICAR
    assert state_of(told, "6") is State.CUMPLE
