"""Sheets that lay differently on the scanner: put in the same place, and shown where they really are."""

from __future__ import annotations

import pytest

from amc_docs.document import Box
from amc_docs.readers.pdf.content import PageContent, Rule, Word
from amc_docs.readers.pdf.items import Grid, PageLayout
from amc_docs.readers.pdf.layout import laid_out
from amc_docs.readers.pdf.parts import is_continued
from amc_docs.readers.scan.frames import Frame
from amc_docs.readers.scan.registering import registered

XS, YS = (60, 200, 330, 540), (100, 140, 180)


def a_page(
    number: int, x: float = 0.0, y: float = 0.0, header: str = "Ministerio de Salud", columns: bool = True
) -> PageLayout:
    """Lay out a page with a running header and a table, the sheet moved to the right and down."""
    at, words = 60 + x, []
    for text in [*header.split(), "celda"]:
        top = 20 + y if text != "celda" else 110 + y
        left = at if text != "celda" else 65 + x
        edges = tuple(left + 5 * i for i in range(len(text) + 1))
        words.append(
            Word(
                text,
                left,
                top,
                edges[-1],
                top + 10,
                10,
                is_bold=False,
                turn=0,
                joins=False,
                is_visible=True,
                edges=edges,
            )
        )
        at = edges[-1] + 4
    rules = [Rule(True, v + y, XS[0] + x, XS[-1] + x) for v in YS] + [
        Rule(False, v + x, YS[0] + y, YS[-1] + y) for v in XS
    ]
    content = PageContent(
        number=number, width=595, height=842, words=tuple(words), rules=tuple(rules) if columns else ()
    )
    return laid_out(content)


def table_of(page: PageLayout) -> Grid:
    (grid,) = [item for item in page.items if isinstance(item, Grid)]
    return grid


FRAMES = {1: Frame(width=595, height=842), 2: Frame(width=595, height=842)}


def test_a_sheet_that_lay_askew_of_the_others_is_moved_to_their_place():
    pages, frames = registered({1: a_page(1), 2: a_page(2, 9, -7)}, FRAMES)

    assert not is_continued(table_of(a_page(1)), table_of(a_page(2, 9, -7)))
    assert is_continued(table_of(pages[1]), table_of(pages[2]))
    header = pages[2].items[0]
    assert (header.left, header.top) == pytest.approx((pages[1].items[0].left, pages[1].items[0].top))
    assert (frames[2].across, frames[2].down) == pytest.approx((-9, 7))


def test_places_are_shown_where_they_are_on_the_sheet():
    pages, frames = registered({1: a_page(1), 2: a_page(2, 9, -7)}, FRAMES)

    assert frames[2].box(table_of(pages[2]).box).as_list() == table_of(a_page(2, 9, -7)).box.as_list()
    assert not frames[2].is_plain
    assert frames[2].straightened(*frames[2].displayed(100, 200)) == pytest.approx((100, 200))


def test_without_running_words_the_columns_of_a_table_that_goes_on_tell():
    pages, frames = registered({1: a_page(1, header=""), 2: a_page(2, 12, 5, header="")}, FRAMES)

    assert is_continued(table_of(pages[1]), table_of(pages[2]))
    assert (frames[2].across, frames[2].down) == pytest.approx((-12, 0))


@pytest.mark.parametrize(
    "second", [a_page(2, 1, 1), a_page(2, 200, 0), a_page(2, 9, 9, header="Otra cosa", columns=False)]
)
def test_pages_that_lie_alike_or_have_nothing_in_common_stay(second):
    pages, frames = registered({1: a_page(1), 2: second}, FRAMES)

    assert pages[2] is second
    assert frames == FRAMES


def test_pages_with_text_of_their_own_are_never_moved():
    typed = a_page(2, 9, -7)
    pages, frames = registered({1: a_page(1), 2: typed, 3: a_page(3)}, {1: FRAMES[1], 3: FRAMES[2]})

    assert pages[2] is typed
    assert set(frames) == {1, 3}


def test_a_frame_moves_boxes_back_before_it_turns_them():
    frame = Frame(width=595, height=842, turn=90, angle=1.0, across=10, down=-4)
    x, y = frame.straightened(100, 200)

    assert frame.displayed(x, y) == pytest.approx((100, 200))
    assert frame.box(Box(left=x, top=y, right=x, bottom=y)).as_list() == [100.0, 200.0, 100.0, 200.0]
