"""The grid of Word's tables: every cell once, where Word shows it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amc_docs.document import Document, Table
from amc_docs.errors import LimitExceededError
from tests.word import opened, p, package, tbl, tc, tr

DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def table(folder, *rows: str) -> Table:
    block = opened(folder, package(tbl(*rows))).blocks[0]
    assert isinstance(block, Table)
    return block


def shape(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in found.cells]


def test_a_plain_table(tmp_path):
    found = table(tmp_path, tr("a", "b"), tr("c", "d"))

    assert found.rows() == [["a", "b"], ["c", "d"]]
    assert (found.number, found.row_count, found.column_count, found.pages) == (1, 2, 2, ())


def test_merged_cells_appear_once_with_their_spans(tmp_path):
    found = table(
        tmp_path,
        tr(tc("A", wide(2)), tc("B", DOWN)),
        tr("c", "d", tc("", ON)),
        tr(tc("E", DOWN), "f", tc("", ON)),
        tr(tc("", ON), "g", "h"),
    )

    assert shape(found) == [
        (0, 0, 1, 2, "A"), (0, 2, 3, 1, "B"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d"),
        (2, 0, 2, 1, "E"), (2, 1, 1, 1, "f"), (3, 1, 1, 1, "g"), (3, 2, 1, 1, "h"),
    ]  # fmt: skip


def test_cells_merged_in_the_old_way(tmp_path):
    start, rest = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'

    assert shape(table(tmp_path, tr(tc("A", start), tc("", rest), "b"))) == [(0, 0, 1, 2, "A"), (0, 2, 1, 1, "b")]


def test_a_block_merged_both_ways(tmp_path):
    found = table(tmp_path, tr(tc("A", wide(2) + DOWN), "b"), tr(tc("", wide(2) + ON), "c"))

    assert shape(found)[0] == (0, 0, 2, 2, "A")


@pytest.mark.parametrize("merge", [ON, wide(2) + ON])
def test_a_merge_that_continues_nothing_is_a_cell_of_its_own(tmp_path, merge):
    found = table(tmp_path, tr(tc("a", DOWN) if "gridSpan" in merge else "a", "b"), tr(tc("c", merge)))

    assert [c.text for c in found.cells] == ["a", "b", "c"]


def test_words_inside_a_merged_cell_are_not_lost(tmp_path):
    assert table(tmp_path, tr(tc("a", DOWN)), tr(tc("b", ON))).cells[0].text == "a\nb"


def test_rows_may_begin_and_end_inside_the_grid(tmp_path):
    found = table(
        tmp_path,
        tr("a", "b", "c"),
        tr("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )

    assert shape(found)[3] == (1, 1, 1, 1, "d")
    assert found.rows()[1] == ["", "d", ""]


def test_irregular_rows_make_the_widest_grid(tmp_path):
    found = table(tmp_path, tr("a"), tr("b", "c", "d"))

    assert (found.column_count, found.rows()[0]) == (3, ["a", "", ""])


def test_deleted_rows_and_cells_are_left_out(tmp_path):
    found = table(tmp_path, tr("a", properties="<w:del/>"), tr("b", tc("x", "<w:cellDel/>"), "c"))

    assert found.rows() == [["b", "c"]]


def test_header_rows_are_the_leading_ones(tmp_path):
    head = "<w:tblHeader/>"
    found = table(tmp_path, tr("a", properties=head), tr("b"), tr("c", properties=head))

    assert found.header_rows == 1
    assert [c.is_header for c in found.cells] == [True, False, False]


def test_nested_tables_know_where_they_stand(tmp_path):
    inner = tbl(tr(tc(tbl(tr("hondo")))))
    document = opened(tmp_path, package(tbl(tr("a", tc(p("antes") + inner + p("después")))) + tbl(tr("z"))))

    tables = list(document.tables())

    assert [(t.number, t.within) for t in tables] == [(1, None), (2, (1, 0, 1)), (3, (2, 0, 0)), (4, None)]
    assert tables[0].cells[1].text == "antes\ndespués"
    assert [b.location.table for b in tables[2].cells[0].blocks] == [3]


def test_neighbouring_tables_stay_apart(tmp_path):
    assert len(opened(tmp_path, package(tbl(tr("a")) + tbl(tr("b")))).blocks) == 2


def test_a_table_without_cells_is_none(tmp_path):
    document = opened(tmp_path, package(tbl() + tbl(tr("a"))))

    assert [t.number for t in document.tables()] == [1]


def test_paragraphs_in_cells_know_their_place(tmp_path):
    place = table(tmp_path, tr("a", "b")).cells[1].blocks[0].location

    assert (place.table, place.row, place.column, place.paragraph) == (1, 0, 1, None)


@pytest.mark.parametrize("span", ["2000000000", "-5", "abc", "", "9" * 5_000])
def test_absurd_spans_cost_nothing(tmp_path, span):
    found = table(tmp_path, tr(tc("a", f'<w:gridSpan w:val="{span}"/>'), "b"), tr("c", "d"))

    assert found.column_count <= 1_000
    assert {"a", "b", "c", "d"} == {c.text for c in found.cells}
    assert_covers_at_most_once(found)


def test_many_rows_take_seconds(tmp_path):
    data = package(tbl(tr("a", "b") * 100_000))
    start = time.process_time()

    document = opened(tmp_path, data)

    assert len(document.blocks[0].cells) == 200_000
    assert time.process_time() - start < 40


def test_a_grid_too_large_to_hold_is_refused(tmp_path):
    rows = tr(*["x"] * 1_100) + tr("y") * 10_000
    with pytest.raises(LimitExceededError, match="tabla"):
        opened(tmp_path, package(tbl(rows)))


def assert_covers_at_most_once(found: Table) -> None:
    covered = [
        (row, column)
        for c in found.cells
        for row in range(c.row, c.row + c.row_span)
        for column in range(c.column, c.column + c.column_span)
    ]
    assert len(covered) == len(set(covered))
    assert all(row < found.row_count and column < found.column_count for row, column in covered)


cells = st.builds(
    lambda span, down, sideways: tc("x", f"{wide(span) if span else ''}{down}{sideways}"),
    st.integers(0, 4),
    st.sampled_from(["", "", DOWN, ON]),
    st.sampled_from(["", "", "", '<w:hMerge w:val="restart"/>', "<w:hMerge/>"]),
)
rows = st.builds(
    lambda inside, before: tr(*inside, properties=f'<w:gridBefore w:val="{before}"/>'),
    st.lists(cells, max_size=5),
    st.integers(0, 2),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(rows, min_size=1, max_size=6))
def test_whatever_is_merged_each_place_is_covered_at_most_once(tmp_path_factory, made):
    document: Document = opened(tmp_path_factory.mktemp("t"), package(tbl(*made)))

    for found in document.tables():
        assert_covers_at_most_once(found)
        assert [(c.row, c.column) for c in found.cells] == sorted((c.row, c.column) for c in found.cells)
