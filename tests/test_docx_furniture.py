"""What stands around the body, what the file says of itself, and what is missing."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from amc_docs.document import Document
from tests.word import NAMESPACES, TYPES, lists, lvl, numbered, opened, p, package, part, r, t, tbl, texts, tr, zipped

ODD_SECTION = "<w:sectPr>{}</w:sectPr>"


def reference(kind: str, link: str, which: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{which}" r:id="{link}"/>'


def around(document: Document) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in document.furniture]


def test_headers_and_footers_of_all_kinds_and_sections(tmp_path):
    first = reference("header", "header1") + reference("header", "header2", "first") + reference("footer", "footer1")
    last = reference("header", "header3", "even")
    body = p("uno", ODD_SECTION.format(first)) + p("dos") + ODD_SECTION.format(last)
    parts = {f"header{n}": part("hdr", p(f"cabeza {n}")) for n in (1, 2, 3)}

    document = opened(tmp_path, package(body, footer1=part("ftr", tbl(tr("Página", "1"))), **parts))

    assert around(document) == [
        ("header", "cabeza 1"), ("header", "cabeza 2"), ("footer", "Página\n1"), ("header", "cabeza 3"),
    ]  # fmt: skip


def test_a_header_repeated_by_sections_is_told_once(tmp_path):
    body = p("a", ODD_SECTION.format(reference("header", "header1"))) + ODD_SECTION.format(
        reference("header", "header2")
    )
    same = part("hdr", p("igual"))

    assert around(opened(tmp_path, package(body, header1=same, header2=same))) == [("header", "igual")]


def test_notes_and_comments_stand_where_the_text_refers_to_them(tmp_path):
    references = '<w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/><w:commentReference w:id="0"/>'
    body = p("nada") + f"<w:p>{r(t('texto'), references)}</w:p>"
    line = f'<w:footnote w:type="separator" w:id="-1">{p("—")}</w:footnote>'
    footnotes = line + f'<w:footnote w:id="2">{p("al pie")}</w:footnote>'

    document = opened(
        tmp_path,
        package(
            body,
            footnotes=part("footnotes", footnotes),
            endnotes=part("endnotes", f'<w:endnote w:id="2">{p("al final")}</w:endnote>'),
            comments=part("comments", f'<w:comment w:id="0">{p("ojo")}</w:comment>'),
        ),
    )

    assert around(document) == [("footnote", "al pie"), ("endnote", "al final"), ("comment", "ojo")]
    assert [item.location.paragraph for item in document.furniture] == [2, 2, 2]
    assert texts(document) == ["nada", "texto"]


def test_notes_do_not_move_the_numbers_of_the_body(tmp_path):
    notes = part("footnotes", f'<w:footnote w:id="1">{p("x", numbered())}</w:footnote>')
    body = p("a", numbered()) + p("b", numbered())

    document = opened(tmp_path, package(body, footnotes=notes, numbering=lists(lvl(0, "%1."))))

    assert [b.label for b in document.paragraphs()] == ["1.", "2."]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("styles", "los estilos"),
        ("numbering", "la numeración"),
        ("footnotes", "las notas al pie"),
        ("comments", "los comentarios"),
    ],
)
@pytest.mark.parametrize("content", [None, "<w:roto"])
def test_a_missing_or_damaged_part_is_named_and_the_rest_is_read(tmp_path, kind, told, content):
    link = f'<Relationship Id="x" Type="{TYPES}/{kind}" Target="{kind}.xml"/>'
    parts = {} if content is None else {f"word/{kind}.xml": content}

    document = opened(tmp_path, package(p("cuerpo", numbered()), links=link, parts=parts))

    assert texts(document) == ["cuerpo"]
    assert any(told in warning for warning in document.warnings)


def test_a_damaged_header_is_named(tmp_path):
    body = p("cuerpo") + ODD_SECTION.format(reference("header", "header1"))

    document = opened(tmp_path, package(body, header1="<w:hdr"))

    assert texts(document) == ["cuerpo"]
    assert any("encabezado" in warning for warning in document.warnings)


def test_damaged_links_are_named(tmp_path):
    document = opened(tmp_path, package(p("cuerpo"), parts={"word/_rels/document.xml.rels": "<roto"}))

    assert texts(document) == ["cuerpo"]
    assert any("lista de las partes" in warning for warning in document.warnings)


def test_properties_without_the_author(tmp_path):
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{TYPES}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="b" Type="http://x/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="c" Type="{TYPES}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="d"><dc:title> Anexo  1 </dc:title><dc:creator>Ana</dc:creator>'
        "<c:created>2015-05-14T12:00:00Z</c:created></c:coreProperties>"
    )
    parts = {"_rels/.rels": links, "docProps/core.xml": core, "docProps/app.xml": "<P><Pages>12</Pages></P>"}

    document = opened(tmp_path, package(p("x"), parts=parts))

    assert document.properties == {
        "titulo": "Anexo 1", "creado": "2015-05-14T12:00:00Z", "paginas_segun_word": "12",
    }  # fmt: skip


def test_signatures_and_macros_are_told(tmp_path):
    parts = {"_xmlsignatures/sig1.xml": "<x/>", "word/vbaProject.bin": b"x"}

    document = opened(tmp_path, package(p("x"), parts=parts))

    assert document.is_signed
    assert any("macros" in warning for warning in document.warnings)
    assert not opened(tmp_path, package(p("x"))).is_signed


@pytest.mark.parametrize(("kind", "is_told"), [("image", True), ("hyperlink", False)])
def test_links_to_the_outside_are_told_and_never_followed(tmp_path, kind, is_told):
    link = f'<Relationship Id="x" Type="{TYPES}/{kind}" Target="http://example.invalid/x" TargetMode="External"/>'

    document = opened(tmp_path, package(p("x"), links=link))

    assert any("fuera del archivo" in warning for warning in document.warnings) is is_told


def test_strict_files_read_the_same(tmp_path):
    data = package(
        p("Título", '<w:pStyle w:val="T"/>') + tbl(tr("a", "b")),
        styles=part("styles", '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/></w:style>'),
    )
    strict = _strict(data)

    usual, other = opened(tmp_path, data), opened(tmp_path, strict, "estricto.docx")

    assert usual.blocks == other.blocks
    assert usual.blocks[0].level == 1


def _strict(data: bytes) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return zipped(
        {
            name: re.sub(
                rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/",
                rb"http://purl.oclc.org/ooxml/\1/",
                archive.read(name),
            )
            for name in archive.namelist()
        }
    )


def test_utf_16_parts_are_read(tmp_path):
    xml = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}><w:body>{p("Año")}</w:body></w:document>'

    assert texts(opened(tmp_path, package(parts={"word/document.xml": xml.encode("utf-16")}))) == ["Año"]


@pytest.mark.parametrize("main", ["word/document2.xml", "otra/Cuerpo.xml"])
def test_the_main_part_is_found_by_its_link(tmp_path, main):
    assert texts(opened(tmp_path, package(p("x"), main=main))) == ["x"]


@pytest.mark.parametrize("target", ["/word/document.xml", "WORD\\Document.xml", "./word/../word/document.xml"])
def test_links_are_followed_whatever_case_and_slash(tmp_path, target):
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{TYPES}/officeDocument" Target="{target}"/></Relationships>'
    )

    assert texts(opened(tmp_path, package(p("x"), parts={"_rels/.rels": links}))) == ["x"]
