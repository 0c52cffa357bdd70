"""The words of a Word file's paragraphs: all of them, once, as Word shows them."""

from __future__ import annotations

import pytest

from amc_docs.document import Cell, Paragraph, Picture, Table
from tests.word import lists, numbered, opened, p, package, r, sdt, t, tbl, tc, texts, tr

DRAWN = '<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{}"/>{}</wp:inline></w:drawing>'
PICTURE = DRAWN.format("Mapa del distrito", "<a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic>")
BOX = DRAWN.format("", "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>")
VML_BOX = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
FIELD = '<w:fldChar w:fldCharType="{}"/>'


def field(code, result):
    return (
        r(FIELD.format("begin"))
        + r(f"<w:instrText>{code}</w:instrText>")
        + r(FIELD.format("separate"))
        + result
        + r(FIELD.format("end"))
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r(t("Sec")) + r(t("tor")), "Sector"),
        (r(t("a"), "<w:tab/>", t("b")), "a\tb"),
        (r(t("a"), "<w:br/>", t("b")), "a\nb"),
        (r(t("a"), "<w:cr/>", t("b")), "a\nb"),
        (r(t("a"), '<w:br w:type="page"/>', t("b")), "ab"),
        (r(t("027"), "<w:noBreakHyphen/>", t("2007")), "027-2007"),
        (r(t("minis"), "<w:softHyphen/>", t("terio")), "ministerio"),
        (r(t("minis\u00adterio\u200b")), "ministerio"),
        (r(t("N°\u00a0 27658\n  de")), "N° 27658 de"),
        (r('<w:sym w:font="Wingdings" w:char="F0FE"/>', t(" Sí")), "☑ Sí"),
        (r('<w:sym w:font="Symbol" w:char="F0B3"/>', t(" 5")), "≥ 5"),
        (r(t("antes ")) + f"<w:ins>{r(t('nuevo'))}</w:ins>", "antes nuevo"),
        (r(t("queda")) + "<w:del><w:r><w:delText>fuera</w:delText></w:r></w:del>", "queda"),
        (f"<w:moveFrom>{r(t('de'))}</w:moveFrom><w:moveTo>{r(t('a'))}</w:moveTo>", "a"),
        (sdt(r(t("control"))), "control"),
        (f"<w:smartTag><w:smartTag>{r(t('lugar'))}</w:smartTag></w:smartTag>", "lugar"),
        (f'<w:hyperlink r:id="x">{r(t("enlace"))}</w:hyperlink>', "enlace"),
        (f'<w:fldSimple w:instr="PAGE">{r(t("7"))}</w:fldSimple>', "7"),
        (field("DATE", r(t("3 de mayo"))), "3 de mayo"),
        (r(t("de ")) + field(" IF 1 ", field("PAGE", r(t("2")))), "de 2"),
        ("<w:customXml><w:unknown>" + r(t("envuelto")) + "</w:unknown></w:customXml>", "envuelto"),
        ("<m:oMath><m:f><m:num><m:r><m:t>A</m:t></m:r></m:num><m:den><m:r><m:t>B</m:t></m:r></m:den></m:f></m:oMath>",
         "A / B"),
        (r('<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'),
         "☒"),
        (r('<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/>'
           '<w:listEntry w:val="Sí"/></w:ddList></w:ffData></w:fldChar>'), "Sí"),
        (r(f"<mc:AlternateContent><mc:Choice>{t('uno')}</mc:Choice><mc:Fallback>{t('dos')}</mc:Fallback>"
           "</mc:AlternateContent>"), "uno"),
        (f"<mc:AlternateContent><mc:Fallback>{r(t('dos'))}</mc:Fallback></mc:AlternateContent>", "dos"),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_word_shows_it(tmp_path, inside, text):
    assert texts(opened(tmp_path, package(f"<w:p>{inside}</w:p>"))) == [text]


@pytest.mark.parametrize(
    "wrapped",
    [
        sdt(p("dentro")),
        sdt(sdt(p("dentro"))),
        f"<w:customXml>{p('dentro')}</w:customXml>",
        f"<w:ins>{p('dentro')}</w:ins>",
        f"<mc:AlternateContent><mc:Choice>{p('dentro')}</mc:Choice><mc:Fallback>{p('no')}</mc:Fallback>"
        "</mc:AlternateContent>",
    ],
)
def test_blocks_are_found_in_every_wrapper(tmp_path, wrapped):
    assert texts(opened(tmp_path, package(wrapped + p("fuera")))) == ["dentro", "fuera"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path):
    first = p("uno ", "<w:rPr><w:del/></w:rPr>")

    document = opened(tmp_path, package(first + p("dos") + p("tres", "<w:rPr><w:del/></w:rPr>")))

    assert texts(document) == ["uno dos", "tres"]
    assert [b.location.paragraph for b in document.blocks] == [1, 3]


def test_tracked_changes_are_told(tmp_path):
    document = opened(tmp_path, package(f"<w:p><w:ins>{r(t('x'))}</w:ins></w:p>"))

    assert any("cambios registrados" in warning for warning in document.warnings)


@pytest.mark.parametrize("mark", ["<w:vanish/>", '<w:rStyle w:val="Oculto"/>'])
def test_hidden_text_is_left_out_and_told(tmp_path, mark):
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style '
        'w:type="character" w:styleId="Oculto"><w:name w:val="Oculto"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )

    document = opened(tmp_path, package(p("visible") + p("secreto", run=mark), styles=styles))

    assert texts(document) == ["visible"]
    assert any("texto oculto" in warning for warning in document.warnings)


@pytest.mark.parametrize("box", [BOX, VML_BOX])
def test_a_text_box_follows_its_anchor(tmp_path, box):
    anchor = f"<w:p>{r(t('ancla'), box.format(p('caja 1') + p('caja 2')))}</w:p>"

    document = opened(tmp_path, package(anchor + p("después")))

    assert texts(document) == ["ancla", "caja 1", "caja 2", "después"]
    assert [b.location.paragraph for b in document.blocks] == [1, 1, 1, 2]


def test_a_text_box_in_both_dialects_is_read_once(tmp_path):
    both = (
        f"<mc:AlternateContent><mc:Choice>{BOX.format(p('caja'))}</mc:Choice>"
        f"<mc:Fallback>{VML_BOX.format(p('caja'))}</mc:Fallback></mc:AlternateContent>"
    )

    assert texts(opened(tmp_path, package(f"<w:p>{r(both)}</w:p>"))) == ["caja"]


def test_a_text_box_in_a_cell_stays_in_the_cell(tmp_path):
    cell = tc(f"<w:p>{r(t('celda'), BOX.format(p('caja')))}</w:p>")

    table = opened(tmp_path, package(tbl(tr(cell, "otra")))).blocks[0]

    assert isinstance(table, Table)
    assert table.cells[0].text == "celda\ncaja"


def test_a_picture_stands_after_its_paragraph(tmp_path):
    document = opened(tmp_path, package(f"<w:p>{r(PICTURE)}{r(t('Figura'))}</w:p><w:p>{r(PICTURE)}</w:p>"))

    assert [type(b) for b in document.blocks] == [Paragraph, Picture, Picture]
    assert document.blocks[2] == Picture(description="Mapa del distrito", location=document.blocks[2].location)


def test_a_picture_fills_its_cell(tmp_path):
    table = opened(tmp_path, package(tbl(tr(tc(f"<w:p>{r(PICTURE)}</w:p>"))))).blocks[0]

    assert isinstance(table, Table)
    assert table.cells[0].has_picture


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (DRAWN.format("", '<a:graphic><a:graphicData uri="http://x/2006/chart"/></a:graphic>'), "gráficos"),
        (DRAWN.format("", '<a:graphic><a:graphicData uri="http://x/2006/diagram"/></a:graphic>'), "diagramas"),
        ("<w:object><o:OLEObject/></w:object>", "objetos incrustados"),
    ],
)
def test_what_a_drawing_keeps_to_itself_is_told(tmp_path, drawn, told):
    document = opened(tmp_path, package(f"<w:p>{r(drawn)}</w:p>"))

    assert [type(b) for b in document.blocks] == [Picture]
    assert any(told in warning for warning in document.warnings)


def test_a_mere_rule_is_no_picture(tmp_path):
    rule = r('<w:pict><v:rect o:hr="t"/></w:pict>')

    assert opened(tmp_path, package(f"<w:p>{rule}</w:p>")).blocks == ()


def test_an_inserted_file_is_told(tmp_path):
    document = opened(tmp_path, package(p("a") + '<w:altChunk r:id="x"/>' + p("b")))

    assert texts(document) == ["a", "b"]
    assert any("insertados como archivo" in warning for warning in document.warnings)


def test_index_lines_are_marked_and_what_follows_is_not(tmp_path):
    start = f"<w:p>{r(FIELD.format('begin'))}{r('<w:instrText>TOC</w:instrText>')}{r(FIELD.format('separate'))}"
    body = (
        start
        + f"{r(t('1. Sector 3'))}</w:p>"
        + p("2. Servicio 4")
        + f"<w:p>{r(FIELD.format('end'))}</w:p>"
        + p("1. Sector")
    )

    document = opened(tmp_path, package(body))

    assert [(b.text, b.is_index) for b in document.paragraphs()] == [
        ("1. Sector 3", True), ("2. Servicio 4", True), ("1. Sector", False),
    ]  # fmt: skip


def test_an_index_that_is_never_closed_swallows_nothing(tmp_path):
    start = f"<w:p>{r(FIELD.format('begin'))}{r('<w:instrText>TOC</w:instrText>')}{r(t('índice'))}</w:p>"

    assert not any(b.is_index for b in opened(tmp_path, package(start + p("1. Sector"))).paragraphs())


def test_an_index_control_is_marked(tmp_path):
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'

    document = opened(tmp_path, package(sdt(p("1. Sector 3"), gallery) + p("1. Sector")))

    assert [b.is_index for b in document.paragraphs()] == [True, False]


def test_paragraphs_are_counted_outside_tables_and_empty_ones_too(tmp_path):
    document = opened(tmp_path, package(p("uno") + p() + tbl(tr("celda")) + p("tres")))

    assert [b.location.paragraph for b in document.blocks if isinstance(b, Paragraph)] == [1, 3]


def test_pages_are_told_only_where_word_left_them(tmp_path):
    rendered = f"<w:p>{r('<w:lastRenderedPageBreak/>', t('dos'))}</w:p>"
    hard = "<w:p>" + r('<w:br w:type="page"/>') + "</w:p>"

    told = opened(tmp_path, package(p("uno") + rendered + hard + p("tres") + hard + rendered))
    silent = opened(tmp_path, package(p("uno") + hard + p("dos")))

    assert [b.location.approximate_page for b in told.blocks] == [1, 2, 3, 4]
    assert [b.location.approximate_page for b in silent.blocks] == [None, None]
    assert told.page_count is None


def test_a_section_on_a_new_page_counts(tmp_path):
    rendered = f"<w:p>{r(t('a'), '<w:lastRenderedPageBreak/>', t('b'))}</w:p>"
    end = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = rendered + p("fin", end.format("continuous")) + p("nueva") + end.format("nextPage")

    assert [b.location.approximate_page for b in opened(tmp_path, package(body)).blocks] == [1, 2, 3]


def test_ten_hard_places_each_land_where_they_stand(tmp_path):
    nested = tbl(tr("anidada"))
    cells = [
        tc(f"<w:p><w:ins>{r(t('insertada'))}</w:ins><w:del><w:r><w:delText>borrada</w:delText></w:r></w:del></w:p>"),
        tc(f"<w:p>{sdt(r(t('control en línea')))}</w:p>"),
        tc(sdt(p("control de párrafo"))),
        tc(nested + p("después")),
        tc(f"<w:p><w:hyperlink>{r(t('enlace'))}</w:hyperlink></w:p>"),
        sdt(tc("control de celda")),
    ]
    body = tbl(tr(*cells), sdt(tr(*["control de fila"] * 6))) + sdt(tbl(tr("control de tabla")))
    body += f"<w:p>{r(BOX.format(p('caja')))}</w:p>"

    document = opened(tmp_path, package(body))

    first, second, inner = document.tables()
    assert first.rows() == [
        ["insertada", "control en línea", "control de párrafo", "después", "enlace", "control de celda"],
        ["control de fila"] * 6,
    ]
    assert (second.rows(), second.within) == ([["anidada"]], (1, 0, 3))
    assert inner.rows() == [["control de tabla"]]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["caja"]


def test_a_numbered_empty_paragraph_keeps_its_number(tmp_path):
    document = opened(tmp_path, package(p("", numbered()), numbering=lists('<w:lvl w:ilvl="0"><w:start w:val="1"/>'
                      '<w:lvlText w:val="%1)"/></w:lvl>')))  # fmt: skip

    assert [(b.label, b.text) for b in document.paragraphs()] == [("1)", "")]


def test_empty_cells_have_no_blocks(tmp_path):
    table = opened(tmp_path, package(tbl(tr("", "x")))).blocks[0]

    assert isinstance(table, Table)
    assert isinstance(table.cells[0], Cell)
    assert table.cells[0].blocks == ()
