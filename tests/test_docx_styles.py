"""Levels, bold, size and style names, along the chain of styles."""

from __future__ import annotations

import pytest

from amc_docs.document import Paragraph
from amc_docs.readers.docx_trim import without_table_styles
from tests.word import opened, p, package, part, r, style, t

BOLD = "<w:rPr><w:b/></w:rPr>"


def first(folder, body: str, *styles: str) -> Paragraph:
    block = opened(folder, package(body, styles=part("styles", "".join(styles)))).blocks[0]
    assert isinstance(block, Paragraph)
    return block


def styled(style_id: str, more: str = "") -> str:
    return p("Texto", f'<w:pStyle w:val="{style_id}"/>{more}')


@pytest.mark.parametrize(
    ("style_id", "name", "level"),
    [
        ("Ttulo1", "heading 1", 1), ("Heading3", "Heading 3", 3), ("Ttulo2", "Título 2", 2), ("Ttulo4", "", 4),
        ("Titulo2", "Mi título", 2), ("Normal", "Normal", None), ("Ttulo", "Title", None),
    ],
)  # fmt: skip
def test_built_in_headings_in_any_language(tmp_path, style_id, name, level):
    assert first(tmp_path, styled(style_id), style(style_id, name)).level == level


def test_outline_levels_come_down_the_chain(tmp_path):
    base = style("Base", "Capítulo", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    child = style("Hijo", "Capítulo propio", '<w:basedOn w:val="Base"/>')

    assert first(tmp_path, styled("Hijo"), base, child).level == 2
    assert first(tmp_path, styled("Hijo", '<w:outlineLvl w:val="0"/>'), base, child).level == 1
    assert first(tmp_path, styled("Hijo", '<w:outlineLvl w:val="9"/>'), base, child).level is None


@pytest.mark.parametrize("name", ["toc 1", "TOC 3", "TDC 2", "table of figures"])
def test_index_styles(tmp_path, name):
    assert first(tmp_path, styled("X"), style("X", name)).is_index


def test_a_chain_that_bites_its_tail_ends(tmp_path):
    loop = style("A", "a", '<w:basedOn w:val="B"/>'), style("B", "b", '<w:basedOn w:val="A"/>')

    assert first(tmp_path, styled("A"), *loop).style == "a"


def test_the_default_style_stands_in(tmp_path):
    normal = style("Normal", "Normal", '<w:rPr><w:sz w:val="22"/></w:rPr>', default=True)

    assert (first(tmp_path, p("x"), normal).style, first(tmp_path, styled("Nada"), normal).size) == ("Normal", 11)


@pytest.mark.parametrize(
    ("runs", "is_bold"),
    [
        (p("x", run="<w:b/>"), True),
        (p("x", run='<w:b w:val="0"/>'), False),
        (p("x", run='<w:b w:val="false"/>'), False),
        (f"<w:p>{r('<w:rPr><w:b/></w:rPr>', t('x'))}{r(t('y'))}</w:p>", False),
        (f"<w:p>{r('<w:rPr><w:b/></w:rPr>', t('x'))}{r(t('  '))}</w:p>", True),
        (styled("Negrita"), True),
        (p("x", '<w:pStyle w:val="Negrita"/>', run='<w:b w:val="0"/>'), False),
        (p("x", run='<w:rStyle w:val="Fuerte"/>'), True),
        (p("x", '<w:pStyle w:val="Negrita"/>', run='<w:rStyle w:val="Fuerte"/>'), False),
    ],
)
def test_bold_is_all_visible_characters(tmp_path, runs, is_bold):
    styles = style("Negrita", "Negrita", BOLD), style("Fuerte", "Strong", BOLD, kind="character")

    assert first(tmp_path, runs, *styles).is_bold is is_bold


@pytest.mark.parametrize(
    ("run", "size"),
    [('<w:sz w:val="24"/>', 12), ('<w:sz w:val="12pt"/>', 12), ('<w:sz w:val="x"/>', 10.5), ("", 10.5)],
)
def test_size_in_points(tmp_path, run, size):
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'

    assert first(tmp_path, p("x", run=run), defaults).size == (size if run else 10.5)


def test_size_is_that_of_most_characters(tmp_path):
    body = "<w:p>" + r('<w:rPr><w:sz w:val="40"/></w:rPr>', t("A"))
    body += r('<w:rPr><w:sz w:val="20"/></w:rPr>', t("bcd")) + "</w:p>"

    assert first(tmp_path, body).size == 10


def test_without_styles_nothing_is_claimed(tmp_path):
    block = opened(tmp_path, package(p("x"))).blocks[0]

    assert isinstance(block, Paragraph)
    assert (block.style, block.level, block.size, block.is_bold) == (None, None, None, False)


@pytest.mark.parametrize("table_style", [
    style("T", "Tabla", "<w:rPr><w:b/></w:rPr>", kind="table"),
    '<w:style w:type="table" w:styleId="T"/>',
    "<!-- <w:style w:type=\"table\"> -->",
])  # fmt: skip
def test_table_styles_are_cut_out_without_a_trace(tmp_path, table_style):
    assert first(tmp_path, styled("B"), style("A", "a"), table_style, style("B", "heading 2")).level == 2


def test_table_styles_and_latent_ones_are_cut_out_and_nothing_else():
    paragraph = style("Uno", "Uno")
    tables = '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"/></w:style>'
    empty = '<w:style w:type="table" w:styleId="V"/>'
    latent = '<w:latentStyles w:count="2"><w:lsdException w:name="heading 1"/></w:latentStyles>'
    look_alike = (
        '<w:style w:type="paragraph" w:styleId="Dos"><w:name w:val="Dos"/><w:aliases w:type="table"/></w:style>'
    )

    def trimmed(*styles: str) -> str:
        return without_table_styles(part("styles", "".join(styles)).encode()).decode()

    wanted = part("styles", paragraph + look_alike)
    assert trimmed(tables, latent, paragraph, empty, look_alike, tables) == wanted
    assert trimmed(paragraph, look_alike) == wanted
    assert trimmed("<!-- -->", tables) == part("styles", "<!-- -->" + tables)
