"""Tables are numbered in reading order, and what a place says beside its table stays."""

from __future__ import annotations

from dataclasses import fields, replace

from amc_docs.document import Box, Cell, Location, Paragraph, Table, tables_in
from amc_docs.renumbering import renumber


def test_numbering_changes_of_a_place_its_table_row_column_and_paragraph_only():
    box = Box(left=1, top=2, right=3, bottom=4)
    place = Location(page=3, approximate_page=4, table=9, row=9, column=9, paragraph=5, box=box)
    cell = Cell(row=1, column=2, blocks=(Paragraph(text="Meta", location=place),), location=place)
    table = Table(number=9, row_count=2, column_count=3, cells=(cell,), location=place)

    (numbered,) = renumber((table,))

    assert all(getattr(place, f.name) is not None for f in fields(Location))
    wanted = replace(place, table=1, row=1, column=2, paragraph=None)
    assert numbered.cells[0].location == numbered.cells[0].blocks[0].location == wanted


def test_the_text_of_a_cell_is_that_of_its_paragraphs():
    one, blank, two = Paragraph(text="uno"), Paragraph(text=""), Paragraph(text="dos")

    assert [Cell(row=0, column=0, blocks=b).text for b in ((), (one,), (blank,), (one, blank, two))] == [
        "",
        "uno",
        "",
        "uno\ndos",
    ]


def test_what_stays_where_it_was_is_not_made_again():
    inner = Table(number=0, row_count=1, column_count=1, cells=(Cell(row=0, column=0, blocks=(Paragraph(text="a"),)),))
    outer = Table(number=0, row_count=1, column_count=2, cells=(Cell(row=0, column=1, blocks=(inner,)),))
    numbered = renumber((Paragraph(text="antes"), outer, inner))

    assert all(one is other for one, other in zip(renumber(numbered), numbered, strict=True))
    moved = renumber(numbered, 5)
    assert [t.number for t in tables_in(moved)] == [5, 6, 7]
    assert moved[1].cells[0].tables[0].within == (5, 0, 1)
    assert moved[1].cells[0].tables[0].cells[0].blocks[0].location == Location(table=6, row=0, column=0)
    assert renumber(moved) == numbered
