"""Long documents kept in little room: what is packed is equal to what is not, and is understood the same."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest
from documents import document, grid, line
from pdf_pages import Page, pdf

from amc_docs import doctype, packed_cells, pipeline, spool
from amc_docs.doctype import DocType
from amc_docs.document import Box, Cell, Document, Location, Paragraph, Picture, Table, nested
from amc_docs.extraction.forms import Piece, flow
from amc_docs.extraction.open_marks import without_marks
from amc_docs.extraction.recalled import recalled
from amc_docs.long_text import LongText, gathered
from amc_docs.packed_cells import PackedCells, kept_like
from amc_docs.packing import Packing
from amc_docs.readers import kept
from amc_docs.readers.pdf import blocks as pdf_blocks
from amc_docs.readers.pdf import paragraphs as pdf_paragraphs
from amc_docs.readers.pdf import read, stack
from amc_docs.renumbering import renumber
from amc_docs.writers import RECORDS

COLUMNS = [60.0, 160.0, 300.0, 520.0]


class Span(NamedTuple):
    """A named tuple."""

    start: float
    end: float


@dataclass(frozen=True)
class Leaf:
    """A value that may lack another one."""

    name: str
    span: Span | None = None


@dataclass(frozen=True)
class Branch:
    """A value that holds others of several classes."""

    leaves: tuple[Branch | Leaf, ...]
    first: Leaf
    sizes: tuple[int, ...] = ()


def test_a_value_comes_back_equal_whatever_it_holds():
    packing = Packing(Span, Leaf, Branch)
    leaf = Leaf("ñandú", Span(0.1, 2.0))
    value = Branch((Branch((), leaf, (1, 2)), Leaf(""), leaf), Leaf("b"))
    assert packing.unpacked(packing.packed(value)) == value
    assert packing.unpacked(packing.packed((value, None, (leaf,)))) == (value, None, (leaf,))


def cells(count: int) -> tuple[Cell, ...]:
    """Return the cells of a table of two columns: words, a picture, a table within."""
    inner = Table(number=2, row_count=1, column_count=1, cells=(Cell(row=0, column=0),), within=(1, 0, 0))
    contents = ((Paragraph(text="a", size=9.5),), (Picture(description="b"),), (inner, Paragraph(text="c")))
    box = Box(left=1.25, top=2, right=30.1, bottom=40)
    return tuple(
        Cell(
            row=n // 2, column=n % 2, blocks=contents[n % 3], confidence=0.5 if n % 5 == 0 else None,
            location=Location(page=3, table=1, row=n // 2, column=n % 2, box=box),
        )
        for n in range(count)
    )  # fmt: skip


def test_packed_cells_are_as_good_as_a_tuple():
    plain = cells(1001)
    packed = PackedCells(plain)
    assert (len(packed), tuple(packed), packed, hash(packed)) == (1001, plain, plain, hash(plain))
    assert (packed[0], packed[400], packed[-1], packed[398:403]) == (plain[0], plain[400], plain[-1], plain[398:403])
    assert packed != plain[:-1] and plain == packed and packed == PackedCells(plain)
    assert plain[7] in packed and not PackedCells(())
    with pytest.raises(IndexError):
        packed[1001]
    again = pickle.loads(pickle.dumps(packed))  # noqa: S301
    assert again == plain and len(pickle.dumps(packed)) < len(pickle.dumps(plain)) / 3


def test_packed_cells_are_as_good_where_they_stand_in_a_file(monkeypatch):
    monkeypatch.setattr(spool, "_MOST", 0)
    shared = spool.Spool()
    packed = [PackedCells(cells(count), shared) for count in (900, 7)]
    assert [tuple(one) for one in packed] == [cells(900), cells(7)] and packed[0] == PackedCells(cells(900))
    again = pickle.loads(pickle.dumps(packed))  # noqa: S301
    assert again == packed and again[0]._spool is again[1]._spool is not shared
    assert kept_like(packed[0], cells(3)) == cells(3) != packed[1][:2]


def test_tables_without_tables_inside_are_not_unpacked_to_be_counted(monkeypatch):
    plain = replace(grid(["Código", "Meta"], ["E1", "9"]), number=7)
    table = replace(plain, cells=PackedCells(plain.cells))
    holder = replace(table, cells=PackedCells(cells(6)))
    assert [t.number for t in nested(holder)] == [7, 2, 2]
    monkeypatch.setattr(packed_cells, "_of", None)
    assert list(nested(table)) == [table]


def test_what_was_found_in_a_table_is_found_once_for_each_type():
    asked = []

    def find(table: Table, kind: DocType) -> int | None:
        asked.append((table.number, kind.name))
        return table.row_count if kind.name == "anexo1" else None

    one, other = replace(grid(["a", "b"]), number=1), replace(grid(["a", "b"]), number=1)
    kinds = [doctype.available()[name] for name in ("anexo1", "oficio")]
    for table in (one, other, one):
        assert [recalled(table, kind, find) for kind in kinds] == [1, None]
    assert asked == [(1, "anexo1"), (1, "oficio")] * 2


def test_cells_stay_packed_where_a_table_is_made_anew():
    made = replace(grid(["Código", "[Por completar: meta]"], ["E1", "9"]), number=7)
    table = replace(made, cells=PackedCells(made.cells))
    (numbered,) = renumber((table,))
    assert isinstance(numbered, Table) and isinstance(numbered.cells, PackedCells)
    assert (numbered,) == renumber((made,))
    (left,) = without_marks(Document(name="", sha256="", format="pdf", blocks=(table,))).blocks
    assert isinstance(left, Table) and isinstance(left.cells, PackedCells) and left.cells[1].text == ""
    assert type(kept_like((), iter(table.cells))) is tuple


def test_a_packed_document_is_kept_like_any_other():
    table = Table(number=1, row_count=3, column_count=2, cells=PackedCells(cells(6)))
    whole = Document(name="a.pdf", sha256="0", format="pdf", blocks=(table,))
    assert kept.unpacked(kept.packed(whole)) == whole


def test_a_stack_gives_back_the_pages_put_on_it(monkeypatch):
    monkeypatch.setattr(stack, "MOST_PAGES", 1)
    pages = {n: stack.PageLayout(n, 595.0, 842.0, (), stamps=(("sello", Box(left=1, top=2, right=3, bottom=4)),))
             for n in (3, 4, 7)}  # fmt: skip
    found = stack.Stack(pages)
    assert dict(found) == pages
    found[4] = replace(pages[4], cover=0.5)
    assert [page.cover for page in found.values()] == [0.0, 0.5, 0.0]
    assert [page.number for page in found.taken()] == [3, 4, 7] and not found


@pytest.fixture
def long_pdf(tmp_path: Path) -> Path:
    """Return a file of tables, one of which runs over two pages, and of prose that goes on over a page's end."""
    pages = []
    prose = "La oficina atiende a las familias del distrito todos los días de la semana y"
    for number in range(1, 5):
        is_long = number in (2, 3)
        ys = [(60.0 if is_long else 500.0) + 30 * row for row in range(24 if is_long else 4)]
        columns = COLUMNS if is_long else [60.0, 250, 400, 520]
        page = Page().grid(columns, ys)
        for row, y in enumerate(ys[:-1]):
            for column, x in enumerate(columns[:-1]):
                head = (("Meta", "Unidad", "Avance") if is_long else ("Cargo", "Nombre", "Sede"))[column]
                page.text(x + 5, y + 14, f"{'abc'[column]}{number}-{row}" if row else head)
        for row in range(0 if is_long else 20):
            page.text(60, 150 + 14 * row, f"{'xy'[number == 1]}{'abcdefghijklmnopqrst'[row]} {prose}")
        pages.append(page.text(60, 810, f"Oficina de Ejemplo, página {number}"))
    return pdf(tmp_path / "largo.pdf", *pages)


def test_a_long_file_is_read_and_understood_as_a_short_one_is(long_pdf, monkeypatch):
    plain, told = read(long_pdf, name="a", sha256="0"), pipeline.understand(long_pdf)
    report = pipeline.review(long_pdf).report
    monkeypatch.setattr(stack, "MOST_PAGES", 0)
    monkeypatch.setattr(pdf_blocks, "MOST_CELLS", 0)
    monkeypatch.setattr(spool, "_MOST", 0)
    packed = read(long_pdf, name="a", sha256="0")
    assert packed == plain and len(list(packed.tables())) == 3
    assert all(isinstance(t.cells, PackedCells) for t in packed.tables())
    assert RECORDS["json"].render([pipeline.understand(long_pdf)]) == RECORDS["json"].render([told])
    assert pipeline.review(long_pdf).report == report


def test_a_paragraph_goes_on_over_the_end_of_a_stretch_of_lines(long_pdf, monkeypatch):
    whole = [p.text for p in read(long_pdf, name="a", sha256="0").paragraphs()]
    monkeypatch.setattr(pdf_paragraphs, "STRETCH", 4)
    assert [p.text for p in read(long_pdf, name="a", sha256="0").paragraphs()] == whole


def test_pieces_are_shared_between_types_where_their_block_is_the_same():
    shared: dict[int, Piece] = {}
    anexo1 = doctype.available()["anexo1"]
    read_once = document(line("Uno"), grid(["a", "b"]))
    first, again = flow(read_once, anexo1, shared), flow(read_once, anexo1, shared)
    assert first == flow(read_once, anexo1) and all(a is b for a, b in zip(first, again, strict=True))


def test_a_short_text_is_gathered_whole_and_a_long_one_in_pieces():
    assert gathered(iter(["uno ", "dos"])) == "uno dos"
    pieces = [f"línea {n}\n" for n in range(150_000)]
    found = gathered(pieces)
    assert isinstance(found, LongText) and str(found) == "".join(pieces)
    assert b"".join(pickle.loads(pickle.dumps(found))) == "".join(pieces).encode()  # noqa: S301
    assert len(pickle.dumps(found)) < len(str(found)) / 3
