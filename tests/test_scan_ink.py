"""What the ink itself tells where recognition errs: specks, rows of dots, dashes, points, double rules, dark rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ImageDraw
from scans import a_sheet, as_grey, print_at

from amc_docs.readers.scan import leaders
from amc_docs.readers.scan.bullets import bulleted
from amc_docs.readers.scan.fills import with_columns, with_sides
from amc_docs.readers.scan.ground import evened
from amc_docs.readers.scan.ruling import Ruling, ruling
from amc_docs.readers.scan.runs import Streak
from amc_docs.readers.scan.slips import mended
from amc_docs.readers.scan.spaces import spaced
from amc_docs.readers.scan.specks import cleaned

Grey = NDArray[np.uint8]


def a_line(at: int, start: int, end: int) -> Streak:
    area = 5 * (end - start)
    return Streak(first=at - 2, last=at + 2, start=start, end=end, area=area, moment=float(at * area))


def test_specks_that_stand_alone_go_and_points_and_dashes_stay():
    image = a_sheet()
    word = print_at(image, 300, 200, "Plan 1.5 año")
    draw = ImageDraw.Draw(image)
    draw.rectangle((240, 182, 251, 185), fill=0)
    kept = as_grey(image)
    for x, y in ((40, 40), (700, 330), (950, 200)):
        draw.ellipse((x, y, x + 5, y + 5), fill=0)

    assert word.right < 900
    assert (cleaned(as_grey(image)) == kept).all()


def test_rows_of_dots_are_told_and_taken_off_without_the_letters_beside_them():
    image = a_sheet()
    title = print_at(image, 60, 200, "LEGAL")
    for x in range(int(title.right) + 6, 880, 12):
        ImageDraw.Draw(image).rectangle((x, 196, x + 3, 199), fill=0)
    number = print_at(image, 890, 200, "4")
    grey = as_grey(image)
    (row,) = leaders.leaders(grey)
    bare = leaders.without(grey, [row])
    ((left, top, right, bottom),) = leaders.ends([row])
    (dots,) = leaders.told([row], 7)

    alone = a_sheet()
    print_at(alone, 60, 200, "LEGAL")
    print_at(alone, 890, 200, "4")
    assert (bare == as_grey(alone)).all()
    assert left < (number.left + number.right) / 2 < right and top < number.top and number.bottom < bottom
    assert set(dots.text) == {"."} and dots.line == 7
    assert title.right - 2 <= dots.left and dots.right <= number.left + 2


def test_a_line_of_text_is_no_row_of_dots():
    image = a_sheet()
    print_at(image, 60, 200, "Las acciones se cumplieron en el año.")

    assert leaders.leaders(as_grey(image)) == []


@pytest.mark.parametrize(
    ("shape", "read", "told"),
    [
        ("dash", "»", "-"),
        ("dash", None, "-"),
        ("dot", "e", "•"),
        ("dot", None, "•"),
        ("letter", "e", "e"),
        ("nothing", None, None),
    ],
)
def test_signs_that_begin_a_line_are_told_by_their_ink(shape, read, told):
    image = a_sheet()
    word = print_at(image, 300, 200, "Normas")
    draw = ImageDraw.Draw(image)
    box = {"dash": (240, 182, 253, 186), "dot": (240, 176, 253, 189)}.get(shape)
    if shape == "dash":
        draw.rectangle(box, fill=0)
    elif shape == "dot":
        draw.ellipse(box, fill=0)
    words = [word]
    if read:
        sign = print_at(image, 240, 200, "e") if shape == "letter" else word._replace(
            text=read, left=240, top=176, right=254, bottom=190, edges=(240, 254)
        )  # fmt: skip
        words.insert(0, sign)
    found = bulleted(words, as_grey(image))

    assert [w.text for w in found] == ([told] if told else []) + ["Normas"]


@pytest.mark.parametrize(
    ("printed", "read", "meant"),
    [
        ("1.2", "12", "1.2"),
        ("1.2", "1:2", "1.2"),
        ("12", "12", "12"),
        ("2.3.2", "2.32", "2.3.2"),
        ("1,5", "1,5", "1,5"),
    ],
)
def test_a_point_that_was_passed_over_is_read_from_the_ink_and_is_not_sure(printed, read, meant):
    image = a_sheet()
    seen = print_at(image, 300, 200, printed)
    step = (seen.right - seen.left) / len(read)
    word = seen._replace(text=read, edges=tuple(seen.left + i * step for i in range(len(read) + 1)))
    (found,) = mended([word], as_grey(image))

    assert found.text == meant
    assert len(found.edges) == len(meant) + 1
    assert (found.confidence < 0.85) == (read != meant)


def test_a_double_rule_is_one_rule_and_is_erased():
    image = a_sheet(1200, 600)
    draw = ImageDraw.Draw(image)
    for at in (100, 300, 500):
        for offset in (0, 8):
            draw.rectangle((100, at + offset, 1100, at + offset + 3), fill=0)
    for at in (100, 600, 1096):
        for offset in (0, 8):
            draw.rectangle((at + offset, 100, at + offset + 3, 511), fill=0)
    found = ruling(as_grey(image))

    # What crossings cut in pieces lies at the same height.
    assert {round(s.at / 20) for s in found.across} == {5, 15, 25}
    assert {round(s.at / 20) for s in found.down} == {5, 30, 55}
    assert (found.bare < 128).mean() < 0.0005


def test_feet_of_figures_close_above_a_rule_stay():
    image = a_sheet()
    ImageDraw.Draw(image).rectangle((50, 209, 950, 212), fill=0)
    word = print_at(image, 100, 200, "22222222")
    before = as_grey(image)
    found = ruling(before)

    inside = slice(int(word.top), 201), slice(int(word.left), int(word.right))
    assert len(found.across) == 1
    assert (found.bare[inside] == before[inside]).all()


def a_dark_row(*texts: tuple[int, str]) -> Grey:
    """Draw a dark row between two horizontals, above a row with borders at 300 and 600."""
    image = a_sheet(1000, 400)
    ImageDraw.Draw(image).rectangle((50, 100, 950, 180), fill=50)
    for x, text in texts:
        print_at(image, x, 155, text, size=40, shade=255)
    return as_grey(image)


LINES = Ruling(
    across=(a_line(100, 50, 950), a_line(180, 50, 950), a_line(260, 50, 950)),
    down=(a_line(50, 100, 260), a_line(300, 180, 260), a_line(600, 180, 260), a_line(950, 100, 260)),
    bare=np.zeros((1, 1), np.uint8),
)


def test_columns_go_through_a_dark_row_whose_borders_do_not_show():
    grey = a_dark_row((70, "Meta"), (330, "Unidad"), (650, "Costo"))
    found = with_columns(LINES, grey)

    assert [(s.start, s.end) for s in found.down] == [(100, 260)] * 4


def test_a_title_across_a_dark_row_is_not_cut():
    grey = a_dark_row((340, "CADENA"))

    assert with_columns(LINES, grey).down == LINES.down


def test_a_border_beyond_a_dark_row_does_not_cut_it():
    lines = replace(LINES, across=(a_line(100, 50, 560), *LINES.across[1:]))
    grey = a_dark_row((70, "Meta"), (330, "Unidad"), (650, "Costo"))

    assert with_columns(lines, grey).down == LINES.down


def test_the_edge_of_a_dark_row_leaves_nothing_over_the_words_below():
    image = a_sheet(1000, 600)
    draw = ImageDraw.Draw(image)
    draw.rectangle((53, 101, 947, 191), fill=50)
    for y in range(245, 560, 50):
        print_at(image, 70, y, "Período de capacitación", size=36)
    white = a_sheet(1000, 600)
    for y in range(245, 560, 50):
        print_at(white, 70, y, "Período de capacitación", size=36)

    below = slice(200, 600)
    assert (np.abs(evened(as_grey(image))[below].astype(int) - as_grey(white)[below]) > 60).sum() == 0


def test_closely_set_print_is_no_ground():
    image = a_sheet(600, 400)
    draw = ImageDraw.Draw(image)
    draw.rectangle((160, 144, 255, 223), fill=195)
    for x in range(160, 256, 12):
        draw.rectangle((x, 144, x + 3, 223), fill=255)
    print_at(image, 20, 350, "Las acciones se cumplieron.", size=30)
    found = evened(as_grey(image))[:300]

    # Turned round, the white between the strokes would be black.
    assert (found[:, 160:256] > 150).all()


@pytest.mark.parametrize(("paper", "print_", "is_dark"), [(225, 130, True), (255, 140, True), (255, 235, False)])
def test_faded_print_is_made_dark_and_empty_paper_is_not(paper, print_, is_dark):
    image = a_sheet(shade=paper)
    for y in range(80, 400, 60):
        print_at(image, 60, y, "Las acciones se cumplieron.", shade=print_)

    assert ((evened(as_grey(image)) < 60).sum() > 5_000) == is_dark


def test_the_sides_of_a_dark_cell_reach_the_rules_that_they_meet():
    image = a_sheet(1000, 400)
    draw = ImageDraw.Draw(image)
    draw.rectangle((300, 100, 600, 260), fill=60)
    draw.line((800, 130, 800, 240), fill=0, width=3)
    lines = Ruling(
        across=(a_line(100, 50, 950), a_line(260, 50, 950)),
        down=(a_line(300, 120, 245), a_line(600, 130, 260), a_line(800, 130, 240)),
        bare=np.zeros((1, 1), np.uint8),
    )
    found = with_sides(lines, as_grey(image))

    # The last one is a stroke on white paper, which ends where it ends.
    assert [(s.start, s.end) for s in found.down] == [(100, 260), (100, 260), (130, 240)]


def test_fills_of_other_shades_side_by_side_are_evened_each_by_itself():
    image = a_sheet(1400, 400, shade=245)
    draw = ImageDraw.Draw(image)
    for left, shade in ((48, 75), (432, 135), (816, 190)):
        draw.rectangle((left, 96, left + 383, 215), fill=shade)
    print_at(image, 80, 170, "Ministerio", size=44, shade=235)
    print_at(image, 460, 170, "Dirección", size=44, shade=240)
    print_at(image, 850, 170, "Archivos", size=44, shade=20)
    print_at(image, 100, 252, "Decenio de la Igualdad", size=34)
    found = evened(as_grey(image))

    for left in (80, 460, 850):
        part = found[130:180, left : left + 200]
        assert (part < 110).mean() > 0.08, "letters are black"
        assert np.median(part) > 200, "the ground is white"
    printed = a_sheet(1400, 400, shade=255)
    print_at(printed, 100, 252, "Decenio de la Igualdad", size=34)
    below = slice(224, 300), slice(90, 600)
    assert (np.abs(found[below].astype(int) - as_grey(printed)[below]) > 60).mean() < 0.01


def test_a_space_is_seen_by_the_ink_where_boxes_touch():
    image = a_sheet()
    first, second = print_at(image, 100, 200, "planes"), print_at(image, 270, 200, "de")
    wide = first._replace(right=second.left - 1, edges=(*first.edges[:-1], second.left - 1))
    found = spaced([wide, second], as_grey(image))

    assert [w.text for w in found] == ["planes", "de"]
    assert found[0].right == pytest.approx(first.right, abs=4)
    assert found[1].left == pytest.approx(second.left, abs=4)


def test_boxes_that_stand_apart_stay_as_they_are():
    image = a_sheet()
    words = [print_at(image, 100, 200, "planes"), print_at(image, 290, 200, "de")]

    assert spaced(words, as_grey(image)) == words
