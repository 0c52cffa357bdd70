"""Blocks of a document that was read, copied into one that is written."""

from __future__ import annotations

from amc_docs.document import Cell, Paragraph, Table
from amc_docs.forms.copying import from_document, table
from tests.documents import grid, line


def spans(made):
    return [[(str(cell.content), cell.column_span) for cell in row] for row in made.rows]


def test_a_column_in_which_no_cell_begins_is_left_out():
    given = grid(["N", "Producto", None, "Sede"], ["1", "Guía", None, "A"], spans={(0, 1): (1, 2), (1, 1): (1, 2)})

    assert spans(table(given)) == [[("N", 1), ("Producto", 1), ("Sede", 1)], [("1", 1), ("Guía", 1), ("A", 1)]]


def test_a_ragged_row_keeps_its_places():
    cells = (Cell(row=0, column=0, blocks=(line("a"),)), Cell(row=1, column=0, blocks=(line("b"),)))
    given = Table(number=1, row_count=2, column_count=2, cells=cells)

    assert spans(table(given)) == [[("a", 1), ("", 1)], [("b", 1), ("", 1)]]


def test_other_words_stand_in_place_of_a_paragraphs_own():
    given = [Paragraph(text="uno", label="a)"), grid(["dos"]), Paragraph(text="")]
    made = from_document(given, words=lambda p: p.text.upper())

    assert str(made) == "a) UNO\nDOS"
