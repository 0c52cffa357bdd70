"""Places that are read twice: what a second reading adds, mends, or puts in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.scan.cells import cells, chosen, reread, variants
from amc_docs.readers.scan.hocr import Seen, words
from amc_docs.readers.scan.pieces import MARGIN, Piece, ink, sheet
from amc_docs.readers.scan.tesseract import RecognitionError

Grey = NDArray[np.uint8]
PLACES = [(100, 100, 300, 160), (300, 100, 500, 160)]


def a_page(*texts: tuple[int, str]) -> Grey:
    image = Image.new("L", (800, 600), 255)
    for x, text in texts:
        ImageDraw.Draw(image).text((x, 145), text, font=ImageFont.load_default(size=40), fill=0, anchor="ls")
    return np.asarray(image).copy()


def a_word(text: str, left: float, confidence: float) -> Seen:
    edges = tuple(left + 20 * i for i in range(len(text) + 1))
    return Seen(text, left, 115, left + 20 * len(text), 146, confidence, 40, 145, edges, 0)


def _failing(*_: object, **__: object) -> bytes:
    raise RecognitionError("tarda")


class Answering:
    """Stands in for Tesseract: says of each line of the sheet what a test wants."""

    def __init__(self, *lines: tuple[str, int]) -> None:
        self.lines = lines
        self.calls = 0

    def read(self, *_: object, **__: object) -> bytes:
        """Return hOCR of the lines, one under the other as the sheet has them."""
        self.calls += 1
        spans = []
        at = MARGIN
        for text, sure in self.lines:
            box = f"bbox {MARGIN} {at} {MARGIN + 20 * len(text)} {at + 30}"
            word = f'<span class="ocrx_word" title="{box}; x_wconf {sure}">{text}</span>'
            spans.append(f'<span class="ocr_line" title="{box}; baseline 0 0; x_size 40">{word}</span>')
            at += 30 + MARGIN
        page = "".join(spans)
        return f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>'.encode()


def second(grey: Grey, first: Sequence[Seen], *lines: tuple[str, int]) -> list[tuple[str, float]]:
    found = reread(first, PLACES, 0.24, grey, Answering(*lines))
    return sorted((w.text, round(w.confidence, 2)) for w in found.words)


def test_a_figure_that_was_passed_over_is_added():
    grey = a_page((120, "4"), (320, "Total"))

    assert second(grey, [a_word("Total", 320, 0.95)], ("4", 93)) == [("4", 0.93), ("Total", 0.95)]


def test_two_readings_that_agree_stay_sure():
    grey = a_page((120, "125"))

    assert second(grey, [a_word("125", 120, 0.9)], ("125", 95)) == [("125", 0.95)]


@pytest.mark.parametrize(("sure", "told"), [(96, "1.2"), (60, "12")])
def test_figures_that_two_readings_give_differently_are_in_doubt(sure, told):
    ((text, confidence),) = second(a_page((120, "1.2")), [a_word("12", 120, 0.92)], ("1.2", sure))

    assert text == told
    assert confidence <= 0.7


def test_words_that_are_sure_are_not_read_again():
    engine = Answering()
    found = reread([a_word("Total", 320, 0.95)], PLACES, 0.24, a_page((320, "Total")), engine)

    assert engine.calls == 0
    assert [w.text for w in found.words] == ["Total"]


def test_a_dash_alone_in_a_cell_is_told_without_asking():
    grey = a_page()
    grey[128:132, 190:206] = 0
    engine = Answering()
    (dash,) = reread([], PLACES, 0.24, grey, engine).words

    assert (dash.text, engine.calls) == ("-", 0)


def test_ink_that_nothing_is_read_of_is_handed_on_and_dirt_is_not():
    image = Image.fromarray(a_page())
    draw = ImageDraw.Draw(image)
    draw.line((130, 110, 150, 145, 230, 108, 250, 150), fill=0, width=5)
    draw.ellipse((400, 120, 404, 124), fill=0)
    draw.ellipse((440, 140, 444, 144), fill=0)
    found = reread([], PLACES, 0.24, np.asarray(image).copy(), Answering())

    assert found.words == []
    (mark,) = found.unread
    assert 120 < mark.left < mark.right < 260


@pytest.mark.parametrize("turn", [0, 90, 270])
@pytest.mark.parametrize("thickness", [18, 40])
def test_what_is_read_on_the_sheet_is_found_again_at_its_place(turn, thickness):
    grey = np.full((600, 400), 255, np.uint8)
    grey[200:360, 150 : 150 + thickness] = 120
    grey[220:250, 152:164] = 0
    place = ink(grey, 120, 180, 260, 560)
    piece = Piece(place.left, place.top, place.right, place.bottom, turn=turn)
    pasted = sheet([piece], grey)
    rows, columns = np.nonzero(pasted < 40)
    box = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    word = a_word("x", 0, 0.9)._replace(left=box[0], top=box[1], right=box[2], bottom=box[3])
    moved = piece.moved(word, 3)

    assert (moved.left, moved.top, moved.right, moved.bottom) == pytest.approx((152, 220, 164, 250), abs=1.5)
    assert (moved.turn, moved.line) == (turn, 3)


def test_of_a_slender_cell_the_surest_of_three_readings_stands():
    grey = np.full((600, 400), 255, np.uint8)
    grey[200:300, 150:180] = 0
    answers = [[a_word("o2", 0, 0.5)], [a_word("Enero", 0, 0.95)], [a_word("0Jau", 0, 0.4)]]
    piece = Piece(150, 200, 180, 300, words=[a_word("JO", 0, 0.4)])

    assert [p.turn for p in variants(piece)] == [0, 90, 270]
    assert [w.text for w in chosen(piece, answers)] == ["Enero"]


def test_sideways_lines_of_the_page_are_told_as_such():
    answer = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><span class="ocr_line" title="bbox 10 10 40 200; '
        'textangle 90; x_size 30"><span class="ocrx_word" title="bbox 10 10 40 200; x_wconf 96">Agosto</span></span>'
        "</body></html>"
    )
    (word,) = words(answer.encode())

    assert (word.text, word.turn) == ("Agosto", 90)


def test_a_cell_that_holds_a_table_is_not_read_again_itself():
    outer = [Rule(True, y, 50, 500) for y in (50, 100, 400)] + [Rule(False, x, 50, 400) for x in (50, 500)]
    inner = [Rule(True, y, 80, 400) for y in (200, 250, 300)] + [Rule(False, x, 200, 300) for x in (80, 240, 400)]
    found = sorted(cells([*outer, *inner], 0.5))

    assert [(left, top) for left, top, _, _ in found] == [(104, 104), (164, 404), (164, 504), (484, 404), (484, 504)]


def test_a_page_that_cannot_be_read_twice_stays_as_it_was(monkeypatch):
    engine = Answering()
    monkeypatch.setattr(engine, "read", _failing)
    first = [a_word("12", 120, 0.5)]
    found = reread(first, PLACES, 0.24, a_page((120, "12")), engine)

    assert (found.words, found.unread) == (first, [])


def test_figures_one_above_the_other_that_were_read_as_a_word_are_read_cell_by_cell():
    image = Image.fromarray(a_page())
    places = [(100, 100 + 60 * n, 300, 160 + 60 * n) for n in range(3)]
    for n, figure in enumerate("305"):
        place = (190, 145 + 60 * n)
        ImageDraw.Draw(image).text(place, figure, font=ImageFont.load_default(size=40), fill=0, anchor="ls")
    tall = Seen("PbO", 190, 115, 212, 266, 0.6, 40, 266, (190, 197, 204, 212), 0)
    grey = np.asarray(image).copy()
    found = reread([tall], places, 0.24, grey, Answering(("3", 95), ("0", 95), ("5", 95)))

    assert [w.text for w in found.words] == ["3", "0", "5"]


def test_a_word_on_its_side_within_one_cell_is_not_taken_apart():
    tall = Seen("Meta", 190, 102, 212, 158, 0.95, 40, 158, (190, 196, 201, 207, 212), 0, 90)
    found = reread([tall], PLACES, 0.24, a_page(), Answering())

    assert found.words == [tall]


def test_a_letter_seen_in_a_signature_is_no_text_and_the_signature_is_told_as_ink():
    image = Image.fromarray(a_page())
    ImageDraw.Draw(image).line((120, 150, 150, 108, 180, 152, 215, 106, 250, 150, 280, 112), fill=0, width=5)
    letter = Seen("y", 200, 108, 222, 150, 0.65, 40, 146, (200, 222), 0)
    found = reread([letter], PLACES, 0.24, np.asarray(image).copy(), Answering(("y", 65)))

    assert found.words == []
    assert [mark.left < 200 < mark.right for mark in found.unread] == [True]
