"""Recognised words: what is no print is left out, and only sure slips are mended."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from amc_docs.document import Box
from amc_docs.readers.scan.frames import Frame
from amc_docs.readers.scan.hocr import Seen
from amc_docs.readers.scan.ruling import ruling
from amc_docs.readers.scan.sifting import sifted
from amc_docs.readers.scan.slips import mended


def a_word(text: str, left: float = 0, confidence: float = 0.9, height: float = 40, line: int = 0) -> Seen:
    width = 20 * len(text)
    edges = tuple(left + 20 * i for i in range(len(text) + 1))
    return Seen(text, left, 100, left + width, 100 + height, confidence, 42, 130, edges, line)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Ley N* 29158", "Ley N° 29158"),
        ("Ley N? 29158", "Ley N° 29158"),
        ("Ley N*29158", "Ley N°29158"),
        ("artículo 48” de", "artículo 48° de"),
        ("mide 48” de", "mide 48” de"),
        ("oﬁcina", "oficina"),
        ("el PO! Anual", "el POI Anual"),
        ("los PEl.", "los PEI."),
        ("¡ALTO!", "¡ALTO!"),
        ("El Peruano", "El Peruano"),
        ("Gobierno Il trimestre", "Gobierno II trimestre"),
        ("blasOsalud.gob.pe", "blas@salud.gob.pe"),
        ("www.Gob.pe", "www.Gob.pe"),
        ("PCM* y", "PCM* y"),
        ("FSecretaría PDespacho", "Secretaría Despacho"),
        ("PCMs EsSalud Presidencia", "PCMs EsSalud Presidencia"),
    ],
)
def test_only_sure_slips_are_mended(read, meant):
    words = [a_word(text, 200 * index) for index, text in enumerate(read.split())]

    assert " ".join(w.text for w in mended(words)) == meant
    assert all(len(w.edges) == len(w.text) + 1 for w in mended(words))


@pytest.mark.parametrize(
    ("gap", "tail", "meant"),
    [(6, "345.60", ["12,345.60"]), (60, "345.60", ["12,", "345.60"]), (6, "34", ["12,", "34"])],
)
def test_a_number_that_was_cut_at_its_comma_is_one(gap, tail, meant):
    head = a_word("12,", confidence=0.95)
    found = mended([head, a_word(tail, head.right + gap, confidence=0.9)])

    assert [w.text for w in found] == meant
    assert all(len(w.edges) == len(w.text) + 1 for w in found)


def test_parts_of_a_word_that_are_told_once_more_are_left_out():
    words = [a_word("Actividad"), a_word("ctivi", 20, line=1), a_word("otra", 400, line=2)]

    assert [w.text for w in sifted(words, None)] == ["Actividad", "otra"]


def test_a_lone_cross_seen_twice_is_one():
    cross = a_word("Xx", confidence=0.4)._replace(right=24.0, bottom=128.0)

    assert [(w.text, w.confidence) for w in mended([cross])] == [("X", 0.8)]


def test_dirt_and_scrawls_are_left_out():
    words = [
        a_word("informe"),
        a_word("~=", 300, confidence=0.3),
        a_word("vertical", 500, height=900),
        *(a_word("wll", 900 + 100 * i, confidence=0.2, line=1) for i in range(3)),
    ]

    assert [w.text for w in sifted(words, None)] == ["informe"]


def test_doubtful_words_in_coloured_ink_are_left_out():
    ink = Image.fromarray(np.full((100, 200), 255, np.uint8))
    words = [a_word("RECIBIDO", confidence=0.6), a_word("Título", 400, confidence=0.95)]

    assert [w.text for w in sifted(words, ink)] == ["Título"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_find_their_way_back(turn):
    frame = Frame(width=595, height=842, turn=turn, angle=1.5)
    x, y = frame.straightened(100, 200)

    assert frame.displayed(x, y) == pytest.approx((100, 200))
    assert frame.box(Box(left=x, top=y, right=x, bottom=y)).as_list() == [100.0, 200.0, 100.0, 200.0]


def test_rules_are_found_and_erased_where_they_are_broken_and_wavy():
    grey = np.full((600, 1200), 255, np.uint8)
    for x in range(100, 1100):
        y = 300 + round(3 * np.sin(x / 160))
        if x % 50 > 2:
            grey[y : y + 4, x] = 40
    grey[100:500, 100:104] = 40
    found = ruling(grey)

    (across,), (down,) = found.across, found.down
    assert (across.start, across.end) == pytest.approx((100, 1100), abs=12)
    assert across.at == pytest.approx(301, abs=4)
    assert (down.start, down.end) == pytest.approx((100, 500), abs=6)
    assert (found.bare < 128).sum() < 200


@pytest.mark.parametrize("words", [["31/12/2018"], ["31", "/", "12/2018"], ["1,250,300.50"]])
def test_a_date_or_long_number_is_print_however_unsure(words):
    line = [a_word(text, 200 * n, 0.1 if n else 0.3) for n, text in enumerate(words)]

    assert sifted([*line, *(a_word("Plan", 40, line=1) for _ in range(5))], None)[: len(words)] == line


def test_noise_with_figures_is_dirt():
    line = [a_word("3|/1", 0, 0.2), a_word("/", 100, 0.1)]

    assert [w.text for w in sifted([*line, a_word("Plan", line=1)], None)] == ["Plan"]


def test_a_signature_is_no_print_and_a_doubtful_title_of_its_size_is():
    text = [a_word("Plan", 100 * n, line=1) for n in range(5)]
    signed = [a_word("ADE", 1000, 0.45, height=90, line=2), a_word("AE", 1200, 0.5, height=90, line=2)]
    title = [a_word("INFORME", 1600, 0.7, height=90, line=3)]

    assert [w.text for w in sifted([*text, *signed, *title], None)] == ["Plan"] * 5 + ["INFORME"]
