"""Long texts made to slow a search down take time in proportion to their length, no more."""

from __future__ import annotations

import time

import pytest

from amc_docs import doctype
from amc_docs.document import Paragraph
from amc_docs.extraction import citations, contents, headings, mentions, titles
from amc_docs.extraction.citations import sentence
from amc_docs.extraction.forms import Piece
from amc_docs.figures import convention, number
from tests.documents import line

ANEXO = doctype.load("anexo1")
LENGTH = 10_000
MOST_SECONDS = 5.0
"""Of CPU; a search that is quadratic takes minutes, a linear one a tenth of a second."""
SEEDS = (
    "1", "1.", "1 ", "1,", "1'", ".", ". ", "…", "_", "..._", "\t", ".\t", "a ", "a", "Anexo ", "anexo N", "anexo 1 ",
    "Ley N° 27867-", "Ley N", "D.S. N° 1-2007-A-", "Resolución de ", "S/ 1", "1 soles ", "1%", "1 de enero de ",
    "12/12/", "treinta y ", "dos (2) ", "a: ", "Abcdefgh, aprobado por la (",
)  # fmt: skip
READERS = {
    "citations": lambda text: list(citations.find(Paragraph(text=text), None)),
    "mentions": lambda text: list(mentions.find(Paragraph(text=text), None, None)),
    "contents": lambda text: contents.find([Piece(block=Paragraph(text=text))]),
    "titles": lambda text: titles.matches(text, ANEXO.points),
    "numbers": lambda text: (number(text), convention([text])),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_long_text_is_read_in_time_whatever_it_holds(reader, seed):
    text = (seed * LENGTH)[:LENGTH]
    start = time.process_time()
    for hostile in (text, f"{text}!", f"anexo N 1{text}x", f"1{text}1 x"):
        READERS[reader](hostile)

    assert time.process_time() - start < MOST_SECONDS


def test_thousands_of_lines_that_look_like_titles_are_weighed_in_time():
    pieces = [Piece(block=line(f"{s.number}. {s.title}", level=1)) for _ in range(300) for s in ANEXO.points]
    pieces = [piece for title in pieces for piece in (title, Piece(block=line("Texto del punto.")))]
    start = time.process_time()
    found = headings.find(pieces, ANEXO, frozenset())

    assert [s.number for s in ANEXO.points] == sorted(found, key=int)
    assert time.process_time() - start < 2 * MOST_SECONDS


@pytest.mark.parametrize(
    ("text", "words", "page"),
    [
        ("Introducción ........ 5", "Introducción", "5"),
        ("1. Introducción.....5", "1. Introducción", "5"),
        ("Título . . . . . iv", "Título", "iv"),
        ("Título ____ 12", "Título", "12"),
        ("Título … 12", "Título", "12"),
        ("Título\t12", "Título", "12"),
        ("Plan 2016-2019 ...... 44", "Plan 2016-2019", "44"),
    ],
)
def test_a_leader_parts_the_words_of_an_index_line_from_its_page(text, words, page):
    lines = contents.find([Piece(block=line("Índice")), Piece(block=line(text))])

    assert [(words, page)] == [(found.text, found.page) for found in lines.values()]


@pytest.mark.parametrize(
    "text", ["Firma: ..................", "Firma ........ Fecha ........ (Lima)", "Total ..... 12345"]
)
def test_a_blank_to_fill_in_is_no_index_line(text):
    assert {} == contents.find([Piece(block=line(text))] * 3)


def test_the_context_of_a_place_is_its_sentence_and_never_a_whole_unpunctuated_page():
    assert "La segunda frase." == sentence("La primera. La segunda frase. La tercera.", 15)
    assert len(sentence("palabra " * 10_000, 40_000)) <= 2_000
