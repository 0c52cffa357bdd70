"""What figures and words say of a target: its level, what was carried out of it, and percentages of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from amc_docs.achievement import Level, executed, falls, follows, is_written, level_named, level_of, quantity
from amc_docs.record import Value


def value(raw: str) -> Value:
    return Value(raw=raw, value=raw or None)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Metas superadas", Level.SURPASSED),
        ("se ha logrado superar la meta", Level.SURPASSED),
        ("METAS ALCANZADAS", Level.REACHED),
        ("se cumplieron", Level.REACHED),
        ("Metas no alcanzadas", Level.MISSED),
        ("no se logró alcanzar", Level.MISSED),
        ("no se han cumplido", Level.MISSED),
        ("Metas no ejecutadas", Level.IDLE),
        ("sin ejecución", Level.IDLE),
        ("no fue iniciada", Level.IDLE),
        ("se alcanzarán en el segundo semestre", None),
        ("Total de indicadores programados", None),
    ],
)
def test_words_name_a_level(text, level):
    assert level is level_named(text)


@pytest.mark.parametrize(
    ("done", "target", "level"),
    [("27", "24", Level.SURPASSED), ("2", "2", Level.REACHED), ("1", "2", Level.MISSED), ("0", "2", Level.IDLE)],
)
def test_figures_give_a_level(done, target, level):
    assert level is level_of(Decimal(done), Decimal(target))


@pytest.mark.parametrize(
    ("raw", "number"),
    [("1,250", "1250"), ("610 (49 %)", "610"), ("24 salas", "24"), ("0", "0"), ("", None), ("ninguno", None)],
)
def test_the_number_of_a_cell_is_what_it_begins_with(raw, number):
    assert (None if number is None else Decimal(number)) == quantity(value(raw))


def test_what_was_carried_out_is_the_stated_whole_or_the_sum_of_its_parts_or_the_last_one():
    parts = {"uno": value("20"), "dos": value("25")}

    assert (Decimal(45), Decimal(25), Decimal("22.5")) == executed(parts, ["uno", "dos"])
    assert Decimal(44) == executed({**parts, "todo": value("44")}, ["uno", "dos"], "todo")[0]
    assert (Decimal(20),) == executed({"uno": value("20"), "dos": value("0")}, ["uno", "dos"])
    assert () == executed({"uno": value("")}, ["uno"])


@pytest.mark.parametrize(
    ("written", "is_right"),
    [("35.2", True), ("35.19", True), ("35", True), ("36", False), ("35.1", True), ("35.3", False)],
)
def test_a_percentage_may_be_rounded_or_cut(written, is_right):
    exact = Decimal(610) * 100 / Decimal(1733)

    assert is_right is is_written(exact, Decimal(written), written)
    assert is_right is follows(written, Decimal(written), [(Decimal(610), Decimal(1733)), (Decimal(1), Decimal(0))])


def test_less_is_better_of_what_is_to_be_reduced():
    assert falls("Reducción de la tasa de deserción")
    assert not falls("Número de bibliotecas")
