"""Codes, dates and abbreviations: told by the shapes of letters that the page shows, or left as they were read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from scans import a_sheet, as_grey, print_at

from amc_docs.readers.scan.codes import spelled
from amc_docs.readers.scan.glyphs import UNKNOWN, alphabet
from amc_docs.readers.scan.hocr import Seen

PRINTED = (
    *("Plan", "Estratégico", "2018", "El", "Poder", "lento"),
    *("31", "945", "67.2", "Unidad", "Isla", "EQUIPO", "TAREA"),
)
"""Words of the page that are read surely: their letters are the patterns."""


def a_page(*codes: str, size: float = 46) -> tuple[list[Seen], list[Seen], NDArray[np.uint8]]:
    """Print common words, and codes below them; return both, and the picture."""
    image = a_sheet(1600, 900)
    known = [print_at(image, 40 + 380 * (n % 4), 80 + 90 * (n // 4), text) for n, text in enumerate(PRINTED)]
    told = [print_at(image, 40 + 420 * (n % 3), 560 + 100 * (n // 3), text, size) for n, text in enumerate(codes)]
    return known, told, as_grey(image)


def read_as(printed: str, read: str, sure: float, size: float = 46) -> Seen:
    """Return what becomes of a code that recognition reads in some way."""
    known, (code,), grey = a_page(printed, size=size)
    seen = _as(code, read, sure)
    return spelled([*known, seen], grey, alphabet(known, grey))[-1]


def _as(word: Seen, text: str, sure: float) -> Seen:
    step = (word.right - word.left) / len(text)
    edges = tuple(word.left + i * step for i in range(len(text) + 1))
    return word._replace(text=text, confidence=sure, edges=edges)


@pytest.mark.parametrize(
    ("printed", "read", "sure"),
    [("E1.2", "EL2", 0.7), ("E1.1.2", "El1.1.2", 0.5), ("UEI", "UE!", 0.6), ("E1", "El", 0.61), ("PEI", "PEl", 0.4)],
)
def test_a_code_misread_is_told_by_its_letters_but_never_as_sure(printed, read, sure):
    found = read_as(printed, read, sure)

    assert (found.text, found.confidence) == (printed, 0.7)
    assert len(found.edges) == len(found.text) + 1


@pytest.mark.parametrize("text", ["31.12.2018", "945.67"])
def test_a_code_that_both_readings_tell_alike_is_believed(text):
    found = read_as(text, text, 0.3)

    assert (found.text, found.confidence) == (text, 0.85)


def test_a_sure_reading_gives_way_only_to_a_sign_that_is_easily_mistaken():
    assert read_as("E1", "El", 0.96).text == "E1"
    assert read_as("El", "El", 0.96).text == "El"
    assert read_as("E1.2", "E9.2", 0.96).text == "E9.2"


def test_letters_that_the_page_does_not_show_are_not_guessed():
    found = read_as("ZX1", "2X1", 0.5)

    assert (found.text, found.confidence) == ("2X1", 0.5)


@pytest.mark.parametrize("word", ["Poder", "Estratégico", '"E1"'])
def test_common_words_and_quotes_are_none_of_its_business(word):
    assert read_as(word, word, 0.4).confidence == 0.4


def test_a_code_in_pieces_is_one_where_a_point_was_passed_over():
    known, (code,), grey = a_page("E1.1.2")
    middle = code.left + 0.38 * (code.right - code.left)
    head = _as(code._replace(right=middle - 10), "EL", 0.25)
    tail = _as(code._replace(left=middle + 10), "1.2", 0.25)
    found = spelled([*known, head, tail], grey, alphabet(known, grey))

    assert [w.text for w in found[len(known) :]] == ["E1.1.2"]


def test_words_with_a_space_between_them_stay_two():
    known, told, grey = a_page("E1", "PEI")
    words = [_as(word, word.text, 0.5) for word in told]

    assert [w.text for w in spelled(words, grey, alphabet(known, grey))] == ["E1", "PEI"]


def test_a_misread_word_among_the_patterns_does_no_harm():
    known, (code,), grey = a_page("E1.2")
    wrong = [_as(w, "20l8", 0.95) if w.text == "2018" else w for w in known]
    found: Sequence[Seen] = spelled([*wrong, _as(code, "EL2", 0.6)], grey, alphabet(wrong, grey))

    assert found[-1].text == "E1.2"


def test_without_patterns_nothing_is_told():
    _, (code,), grey = a_page("E1.2")

    assert spelled([_as(code, "EL2", 0.6)], grey, UNKNOWN)[0].text == "EL2"
    assert alphabet([], grey) is UNKNOWN
