"""Number formats: what a person sees in the cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amc_docs.readers.spreadsheet_formats import BUILT_IN, hides, number, text


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("0.42699999999999999", "0.0%", "42.7%"),
        ("8000", "#,##0.00", "8,000.00"),
        ("8000", '[$S/-280A] #,##0.00', "S/ 8,000.00"),
        ("8000", '"S/." #,##0.00', "S/. 8,000.00"),
        ("-1234.5", BUILT_IN[44], "-S/ 1,234.50"),
        ("0", BUILT_IN[44], "S/ -"),
        ("1.005", "0.00", "1.01"),
        ("-0.001", "0.00", "0.00"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "[Red]0", "-5"),
        ("0", "0;-0;;@", ""),
        ("150", "[>=100]0;0.0", "150"),
        ("50", "[>=100]0;0.0", "50.0"),
        ("5", "00000", "00005"),
        ("12345678", r"00\-000\-000", "12-345-678"),
        ("1234567", '#,##0,"k"', "1,235k"),
        ("12.30", "#,##0.0#", "12.3"),
        ("5", '0" días"', "5 días"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("1.5", "# ?/?", "1 1/2"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.33333333333333331", "General", "0.333333333"),
        ("20131370645", "General", "20131370645"),
        ("45415", BUILT_IN[14], "03/05/2024"),
        ("45415.5", BUILT_IN[22], "03/05/2024 12:00"),
        ("45415.49999999", "h:mm", "12:00"),
        ("45415.75", "d-mmm-yy h:mm AM/PM", "3-may-24 6:00 p.m."),
        ("45415", "[$-F800]dddd, mmmm dd, yyyy", "viernes, 3 de mayo de 2024"),
        ("45536", "mmmm yyyy", "setiembre 2024"),
        ("1.25", "[h]:mm", "30:00"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("1E+500", "0.00", "1E+500"),
        ("5", "0" * 10_000, "5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_their_format_says(stored, code, printed):
    assert printed == number(Decimal(stored), code)


def test_the_calendar_may_begin_in_1904():
    assert "03/05/2024" == number(Decimal(45415 - 1462), "dd/mm/yyyy", since_1904=True)


def test_texts_have_a_format_too():
    assert ["hola", "x hola", "hola"] == [text("hola", code) for code in ("0.00", '0;0;0;"x "@', "@")]


def test_a_format_may_hide():
    assert [True, False, False] == [hides(code) for code in (";;;", "0;;", "General")]


@given(st.decimals(allow_nan=False), st.text(alphabet='0#?.,%/E+-;@"\\_*[]$<>=hmsdy: AP', max_size=30))
def test_no_format_breaks_the_reader(value, code):
    assert isinstance(number(value, code), str)
    assert isinstance(text("a", code), str)
