"""Paragraphs, tables and pictures put into a Word file: what they hold, how they fit, what Word asks of them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image as Raster

from amc_docs.forms.blocks import Blocks, Image, Placed, Text, paragraphs
from amc_docs.forms.copying import from_document
from amc_docs.forms.filling import fill
from amc_docs.forms.fitting import Column, fitted
from amc_docs.forms.grids import Grid, GridCell, grid
from amc_docs.forms.marks import Change, Control, Gap, Words
from amc_docs.forms.markup import paragraph, shared_out, tag
from amc_docs.forms.page import package, section_end
from amc_docs.forms.sizes import LANDSCAPE, PORTRAIT, ROOM
from tests import documents, word

ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "spacing", "ind",
            "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "highlight", "u", "lang"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "textDirection", "vAlign"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"],
    "sdtPr": ["alias", "showingPlcHdr"],
}  # fmt: skip
"""Word asks for the properties in this order, and repairs a file that has them in another."""


def written(*blocks, **context) -> bytes:
    """Return a Word file with these blocks in its body."""
    template = package(paragraph(tag("{{p todo }}")), title="Prueba")
    return fill(template, {"nombre_anio": "", "todo": Blocks(blocks), **context}, name="p.docx")


def opened(content: bytes):
    """Return a Word file as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def png(width: int = 60, height: int = 30) -> bytes:
    """Return a small picture."""
    target = io.BytesIO()
    Raster.new("RGB", (width, height), "navy").save(target, "PNG")
    return target.getvalue()


@pytest.fixture(name="many", scope="module")
def _many() -> bytes:
    wide = Grid(
        (
            (GridCell("Indicador", row_span=2, is_header=True), GridCell("Metas", column_span=2, is_header=True)),
            (GridCell("2017", is_header=True), GridCell("2018", is_header=True)),
            (GridCell("Libros & «revistas» <nuevas>"), GridCell("10"), GridCell(Gap("la meta de 2018"))),
        ),
        head=2,
        title='Metas "por año"',
    )
    change = Change("seis", "siete", 5, "amc-docs", "2026-01-01T00:00:00Z")
    return written(
        Text("Un texto\ncon dos líneas"),
        Text("primero", label="a)"),
        Text("Título", level=2),
        Text(change),
        Text(change),
        wide,
        grid([["A", "B"], ["1"]]),
        Image(png(), description="Diagrama"),
        Image(png(), description="Otra vez"),
        Text(Control("Escriba aquí", "Objetivo")),
    )


def test_everything_is_there_as_written(many):
    found = opened(many)
    texts = [p.text for p in found.paragraphs]

    assert "Un texto\ncon dos líneas" in texts
    assert "a)\tprimero" in texts
    assert "Heading 2" == next(p.style.name for p in found.paragraphs if p.text == "Título")
    assert ["Libros & «revistas» <nuevas>", "10", "[Por completar: la meta de 2018]"] == [
        cell.text for cell in found.tables[0].rows[2].cells
    ]
    assert ["Indicador", "Metas", "Metas"] == [cell.text for cell in found.tables[0].rows[0].cells]
    assert ["1", ""] == [cell.text for cell in found.tables[1].rows[1].cells]
    assert 1 == len({shape._inline.graphic.graphicData.pic.blipFill.blip.embed for shape in found.inline_shapes})


def test_head_rows_repeat_and_no_row_breaks(many):
    table = opened(many).tables[0]
    marks = [{mark.tag for mark in row._tr.trPr} for row in table.rows]

    assert [{qn("w:cantSplit"), qn("w:trHeight"), qn("w:tblHeader")}] * 2 + [{qn("w:cantSplit")}] == marks


def test_heads_merged_over_rows_have_the_height_of_their_words():
    def least(title):
        head = (GridCell(title, row_span=2, is_header=True), GridCell("Metas", column_span=2, is_header=True))
        years = (GridCell("2018", is_header=True), GridCell("2019", is_header=True))
        table = Grid((head, years, (GridCell("x"),) * 3), head=2, widths=(1.0, 4.0, 4.0), size=8)
        return [int(h) for h in re.findall(r'trHeight w:val="(\d+)" w:hRule="atLeast"', table.markup(9000))]

    one, three = least("Año"), least("Unidad de medida del producto")
    assert len(one) == len(three) == 2
    assert one[0] >= 8 * 20 / 2
    assert three[0] >= 2.5 * one[0]


def test_the_head_of_a_table_inside_a_cell_may_move_to_the_next_page():
    inner = grid([["A", "B"], ["1", "2"]])
    rows = opened(written(Grid(((GridCell(inner),),), head=0))).tables[0].rows[0].cells[0].tables[0].rows

    assert [{mark.tag for mark in row._tr.trPr} for row in rows] == [{qn("w:tblHeader")}, {qn("w:cantSplit")}]


def test_each_change_drawing_and_bookmark_has_its_own_number(many):
    body = opened(many).element.body
    changes = [e.get(qn("w:id")) for e in body.iter(qn("w:ins"), qn("w:del"))]
    drawings = [e.get("id") for e in body.iter(qn("wp:docPr"))]

    assert 4 == len(changes) == len(set(changes))
    assert 2 == len(drawings) == len(set(drawings))


def test_cells_end_with_a_paragraph_and_tables_are_parted(many):
    nested = GridCell(Blocks((Text("antes"), grid([["x"], ["y"]]))))
    content = written(Grid(((nested,),), head=0), grid([["1"]]), grid([["2"]]))

    for found in (opened(content), opened(many)):
        for cell in found.element.body.iter(qn("w:tc")):
            assert cell[-1].tag == qn("w:p")
        for table in found.element.body.iter(qn("w:tbl")):
            assert table.getnext() is not None
            assert table.getnext().tag != qn("w:tbl")
    assert 3 == len(opened(content).tables)


def test_properties_stand_in_the_order_of_the_format(many):
    with zipfile.ZipFile(io.BytesIO(many)) as package_:
        for name in ("word/document.xml", "word/styles.xml"):
            for element in etree.fromstring(package_.read(name)).iter():
                order = ORDER.get(etree.QName(element).localname)
                if order and element.tag.startswith(qn("w:p")[:-1]):
                    places = [order.index(etree.QName(child).localname) for child in element]
                    assert places == sorted(places), (name, etree.tostring(element)[:300])


def test_the_same_content_gives_the_same_bytes():
    blocks = (Text("uno"), grid([["a", "b"], ["c", "d"]]), Image(png()))

    assert written(*blocks) == written(*blocks)


def test_a_page_is_a4_in_peruvian_spanish_with_year_and_page_numbers():
    body = paragraph(tag("{{ a }}")) + section_end(landscape=False) + paragraph(tag("{{ a }}"))
    found = opened(fill(package(body, title="Acta", landscape=True), {"nombre_anio": "«Año X»", "a": "b"}, name="p"))
    first, second = found.sections

    assert PORTRAIT == (first.page_width.twips, first.page_height.twips)
    assert LANDSCAPE == (second.page_width.twips, second.page_height.twips)
    assert "«Año X»" == first.header.paragraphs[0].text == second.header.paragraphs[0].text
    assert "Página 1 de 1" == first.footer.paragraphs[0].text
    assert ("Acta", "es-PE") == (found.core_properties.title, found.core_properties.language)
    assert 'w:lang w:val="es-PE"' in found.styles.element.xml


def test_what_was_read_is_copied_with_its_merges_labels_and_levels(tmp_path):
    source = documents.document(
        documents.line("Alcance", level=1),
        documents.line("primero", label="•"),
        documents.grid(
            ("Meses", None, "Total"),
            ("ene", ["feb", documents.grid(("x", "y"))], "2"),
            spans={(0, 0): (1, 2)},
        ),
    )
    read = word.opened(tmp_path, written(from_document(source.blocks)))

    assert ["Alcance", "•\tprimero"] == [p.text for p in read.blocks[:2]]
    assert 1 == read.blocks[0].level
    outer, inner = read.tables()
    assert [["Meses", "Meses", "Total"], ["ene", "feb", "2"]] == outer.rows()
    assert ((1, 2), [["x", "y"]]) == ((outer.cells[0].row_span, outer.cells[0].column_span), inner.rows())


def test_a_picture_that_cannot_be_shown_leaves_its_words():
    assert ["[Imagen: árbol]"] == [p.text for p in opened(written(Image(b"no", description="árbol"))).paragraphs]


@pytest.mark.parametrize("count", [2, 9, 30])
def test_columns_fill_the_room_whatever_their_number(count):
    columns = [Column(("Denominación del indicador",), ("12,500.00",)) for _ in range(count)]
    measures = fitted(columns, ROOM)

    assert ROOM == sum(measures.widths)
    assert 5 <= measures.head_size <= measures.size <= 8
    assert measures.hold(columns) == (count < 30)


def test_heads_are_made_smaller_before_what_stands_under_them():
    columns = [Column(("ESPECIFICACIÓN DEL FINANCIAMIENTO",), ("2.3.1",)) for _ in range(8)]
    measures = fitted(columns, ROOM)

    assert measures.head_size < measures.size
    assert measures.hold(columns)


def test_columns_of_marks_leave_the_room_to_words():
    words = Column(("Actividad",), ("Comprar los libros que pidieron los lectores de la provincia",))
    widths = fitted([words, *(Column((str(year),), ("X",)) for year in range(2010, 2018))], ROOM).widths

    assert widths[0] > 3 * max(widths[1:])


def test_widths_that_are_wished_for_hold_where_no_word_is_broken():
    table = Grid(((GridCell("Responsable", is_header=True), GridCell("Año", is_header=True)),), widths=(1, 4))

    assert (round(ROOM / 5), ROOM - round(ROOM / 5)) == table.measures(ROOM).widths
    assert table.measures(2000).widths[0] > 2000 / 5


def test_shared_out_is_exact():
    assert 1000 == sum(shared_out(1000, [1.0, 1.0, 1.0]))


def test_lines_of_a_text_are_paragraphs_and_empty_ones_are_none():
    assert ["uno", "dos"] == [str(item) for item in paragraphs("uno\n\ndos\n").items]
    assert "uno\ndos" == str(paragraphs("uno\ndos"))


def test_a_block_may_be_given_a_room_of_its_own():
    table = grid([["a"], ["b"]])

    assert f'<w:tblW w:w="{ROOM}"' in table.__html__()
    assert '<w:tblW w:w="4000"' in Placed(table, 4000).__html__()


def test_columns_that_a_row_repeats_by_tag_are_counted_in_their_own_table():
    cells = "".join(
        f"<w:tc><w:p>{tag(text)}</w:p></w:tc>" for text in ("{%tc for c in xs %}", "{{ c }}", "{%tc endfor %}")
    )
    inner = f'<w:tbl><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    outer = f'<w:tbl><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>'
    found = opened(fill(package(outer, title="x"), {"nombre_anio": "", "xs": list("abcd")}, name="p.docx"))
    grids = [[c.get(qn("w:w")) for c in g] for g in found.element.body.iter(qn("w:tblGrid"))]

    assert [["5000"], ["750", "750", "750", "750"]] == grids


def test_words_of_the_user_in_an_attribute_break_nothing():
    content = written(Grid(((GridCell("x"),),), title='a "b" <c> & {{ d }}'), Text(Control("e", 'f "g" & <h> {{ i }}')))

    assert "x" == opened(content).tables[0].cell(0, 0).text


def test_a_word_is_words():
    assert "uno" == opened(written(Text(Words("uno")))).paragraphs[0].text


def test_a_figure_is_whole_even_where_long_words_must_be_broken():
    words = [Column(("Identificación",), ("Responsabilidades",)) for _ in range(12)]
    figure = Column(("Meta",), ("0.1440",))
    measures = fitted([*words, figure], ROOM)

    assert not measures.hold([*words, figure])
    assert figure.least(measures.size, measures.head_size) <= measures.widths[-1]


def test_a_merged_cell_keeps_its_rows_on_one_page_where_they_are_few_or_low():
    def rows(count: int, words: str = "más") -> list[bool]:
        cells = [(GridCell("Pozo", row_span=count), GridCell("uno")), *((GridCell(words),) for _ in range(count - 1))]
        made = Grid(((GridCell("a"), GridCell("b")), *cells, (GridCell("c"), GridCell("d"))))
        (table,) = opened(written(made)).tables
        return [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows[1:]]

    assert rows(3) == [True, True, False, False]
    assert rows(8) == [True] * 7 + [False] * 2
    assert rows(8, "agua del pozo " * 40) == [False] * 9
    assert rows(3, "agua del pozo " * 400) == [True, True, False, False]
