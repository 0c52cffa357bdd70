"""Tables drawn as different programs draw them, and cut by pages, read back as they were planned."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import Page, pdf
from table_pages import BORDERS, LEFT, Plan, drawn, framed, lined, planned

from amc_docs.document import Document, Table
from amc_docs.readers.pdf import read

STEP = 30.0
FOOT = 400.0


def grids(document: Document) -> list[tuple[int, int, list[tuple[int, int, int, int, str]]]]:
    return [(t.row_count, t.column_count, cells_of(t)) for t in document.tables()]


def cells_of(table: Table) -> list[tuple[int, int, int, int, str]]:
    return sorted((c.row, c.column, c.row_span, c.column_span, " ".join(c.text.split())) for c in table.cells)


def wanted(plan: Plan) -> tuple[int, int, list[tuple[int, int, int, int, str]]]:
    return (
        plan.rows,
        len(plan.widths),
        sorted((c.row, c.column, c.row_span, c.column_span, c.text) for c in plan.cells),
    )


@pytest.mark.parametrize("border", BORDERS.values(), ids=BORDERS.keys())
@pytest.mark.parametrize("seed", range(6))
def test_a_table_reads_the_same_however_its_lines_are_drawn(tmp_path: Path, seed, border):
    plan = planned(seed, rows=3 + seed, columns=2 + seed % 4)

    document = read(pdf(tmp_path / "a.pdf", drawn(Page(), plan, 100, border)), name="a.pdf", sha256="0")

    assert grids(document) == [wanted(plan)]


def is_plain(plan: Plan, cut: int) -> bool:
    """Tell whether the pages show what is merged: a cell of one row on each page looks like two cells."""
    across = [c for c in plan.cells if c.row < cut < c.row + c.row_span]
    at_edge = [*across, *(c for c in plan.cells if c.row == cut)]
    return all(c.text for c in at_edge) and all(max(cut - c.row, c.row + c.row_span - cut) > 1 for c in across)


CUTS = [
    (seed, head, cut)
    for seed in range(12)
    for head in (0, 1, 2)
    for cut in (3, 5)
    if is_plain(planned(seed, rows=7, columns=2 + seed % 4, head=head), cut)
]


@pytest.mark.parametrize(("seed", "head", "cut"), CUTS)
def test_a_table_cut_by_the_page_is_one(tmp_path: Path, seed, head, cut):
    plan = planned(seed, rows=7, columns=2 + seed % 4, head=head)
    first = drawn(Page(height=FOOT), plan.part(0, cut), FOOT - 40 - cut * STEP, lined, STEP)
    second, top = Page(height=FOOT), 40.0
    if head:
        drawn(second, plan.part(0, head), top, lined, STEP)
        top += head * STEP
    drawn(second, plan.part(cut, 7), top, lined, STEP)

    document = read(pdf(tmp_path / "a.pdf", first, second), name="a.pdf", sha256="0")

    assert grids(document) == [wanted(plan)]


@pytest.mark.parametrize("gap", [3.6, 5.0, 9.0])
def test_tables_parted_by_a_tiny_line_stay_apart(tmp_path: Path, gap):
    upper, lower = planned(1, rows=2, columns=4), planned(2, rows=3, columns=3)
    widths = sum(upper.widths)
    lower = Plan((60.0, 60.0, widths - 120), lower.rows, lower.cells)
    page = drawn(Page(), upper, 100, framed)
    drawn(page, lower, 148 + gap, framed)

    document = read(pdf(tmp_path / "a.pdf", page), name="a.pdf", sha256="0")

    assert grids(document) == [wanted(upper), wanted(lower)]


def test_a_low_empty_row_within_a_table_does_not_part_it(tmp_path: Path):
    page = Page().grid([LEFT, 200, 400], [100, 124, 130, 154])
    page.text(60, 112, "Pozo 1.").text(204, 112, "Canal 2.").text(60, 142, "Cuota 3.").text(204, 142, "Riego 4.")

    document = read(pdf(tmp_path / "a.pdf", page), name="a.pdf", sha256="0")

    assert [t.rows() for t in document.tables()] == [[["Pozo 1.", "Canal 2."], ["", ""], ["Cuota 3.", "Riego 4."]]]
