"""Numbers as people in Peru write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amc_docs.figures import (
    AMBIGUOUS,
    NOT_A_NUMBER,
    Convention,
    convention,
    figure,
    number,
    official,
    roman,
    years,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8 000.00", "8000.00"),
        ("6 000.000", "6000.000"),
        ("41 700.00", "41700.00"),
        ("S/.4,138,581", "4138581"),
        ("S/ 1'250,000.50", "1250000.50"),
        ("S/. 1 250 000,50", "1250000.50"),
        ("2,723", "2723"),
        ("42,7%", "42.7"),
        ("68.6 %", "68.6"),
        ("08", "8"),
        ("24 horas", "24"),
        ("0,500", "0.500"),
        ("1.250.000", "1250000"),
        ("1,250.000.00", None),
        ("1.0,5", None),
        ("12,50.50", None),
        ("1'2", None),
        ("0,000,250", None),
        ("-12.5", "-12.5"),
        ("I Trim:", None),
        ("2 y 3", None),
        ("12 34", None),
        ("", None),
        ("No se ha determinado", None),
    ],
)
def test_numbers_are_read_as_people_in_peru_write_them(written, read):
    value, issue = number(written, money=True)

    assert (Decimal(read) if read else None) == value
    assert (issue == "") == (read is not None)


def test_a_point_before_three_digits_is_ambiguous_unless_the_column_tells():
    assert (None, AMBIGUOUS) == number("2.723")
    assert (Decimal("2.723"), "") == number("2.723", Convention.POINT)
    assert (Decimal(2723), "") == number("2.723", Convention.COMMA)


def test_the_column_decides_by_its_values_that_leave_no_doubt():
    assert convention(["2,723", "1,250.50", "12"]) is Convention.POINT
    assert convention(["2.723", "12,5"]) is Convention.COMMA
    assert convention(["2,723", "12"]) is None
    assert convention(["1,250,000", "3,100"]) is Convention.POINT


def test_words_are_no_number():
    assert (None, NOT_A_NUMBER) == number("Por definir")


def peruvian(value: Decimal, style: str) -> str:
    text = f"{value:,.2f}"
    if style == "space":
        return text.replace(",", " ")
    if style == "apostrophe":
        return text.replace(",", "'", 1) if value >= 1_000_000 else text
    if style == "comma":
        return text.replace(",", "_").replace(".", ",").replace("_", ".")
    return text


@given(
    st.decimals(min_value=0, max_value=Decimal("99999999"), places=2, allow_nan=False),
    st.sampled_from(["point", "space", "apostrophe", "comma"]),
    st.sampled_from(["{}", "S/ {}", "S/.{}", " {} soles"]),
)
def test_what_is_written_in_any_style_is_read_back(value, style, frame):
    read, issue = number(frame.format(peruvian(value, style)), money=True)

    assert (value, "") == (read, issue)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    value, issue = number(text)

    assert (value is None) == bool(issue)


@given(st.from_regex(r"\A-?(0|[1-9][0-9]{0,3})([ .,'´][0-9]{1,4}){0,2}\Z"))
def test_the_rules_and_the_columns_read_one_amount_alike(text):
    if not years(text):
        assert number(text, money=True)[0] == figure(text)


def test_the_rules_read_an_apostrophe_before_commas():
    assert Decimal("1250000.50") == figure("S/ 1'250,000.50")


@pytest.mark.parametrize("text", ["1,250.000.00", "1,2,3", "1,250,00", "12 34"])
def test_figures_grouped_in_no_known_way_are_not_guessed(text):
    assert figure(text) is None


@pytest.mark.parametrize(("text", "read"), [("3, 4", None), ("2 100 , 5", None), ("De 3, 4 y 4", "4"), ("3,4", "3.4")])
def test_a_sentence_has_marks_between_digits_only(text, read):
    assert (Decimal(read) if read else None) == figure(text)


@pytest.mark.parametrize("mark", [",", "."])
def test_a_number_with_a_zero_before_it_groups_no_thousands(mark):
    assert (Decimal("2.723"), "") == number(f"02{mark}723", money=True)


@pytest.mark.parametrize(
    ("amount", "printed"),
    [("8000.00", "8,000.00"), ("1250", "1,250"), ("42.7", "42.7"), ("2.725", "2.7250"), ("-1E+3", "-1,000")],
)
def test_official_amounts_have_a_point_and_commas(amount, printed):
    assert official(Decimal(amount)) == printed


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=3), min_size=1, max_size=5))
def test_official_amounts_read_back_alone_and_in_their_column(amounts):
    amounts = [amount.normalize() for amount in amounts]
    column = [official(amount) for amount in amounts]
    for money in (True, False):
        assert [number(text, money=money)[0] for text in column] == amounts
        assert [number(text, convention(column), money=money)[0] for text in column] == amounts


@pytest.mark.parametrize(
    ("text", "value"), [("IX", 9), ("XIV", 14), ("XIX", 19), ("XXXIX", 39), ("IIII", None), ("VX", None), ("", None)]
)
def test_roman_numbers_of_chapters(text, value):
    assert roman(text) == value
