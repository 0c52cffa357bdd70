"""Comments in a copy of a Word file: at their place, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from amc_docs.annotating.remarks import Remark
from amc_docs.annotating.splicing import Inserted, spliced
from amc_docs.annotating.word import annotated
from amc_docs.doctype import available
from amc_docs.document import Location
from amc_docs.errors import UnreadableFileError
from amc_docs.extraction.forms import separate
from amc_docs.limits import DEFAULT
from amc_docs.readers import read
from amc_docs.readers.docx_names import w
from tests.word import NAMESPACES, TYPES, p, package, part, r, sdt, t, tbl, tc, tr

MARK = re.compile(
    rb'<w:commentRange(?:Start|End) (?:xmlns:w="[^"]*" )?w:id="\d+"/>'
    rb'|<w:r(?: xmlns:w="[^"]*")?><w:commentReference w:id="\d+"/></w:r>'
)
TEXT_BOX = (
    "<w:p><w:r><w:t>Junto al cuadro</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    "{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
INSERTED = '<w:p><w:ins w:id="3"><w:r><w:t>Insertado</w:t></w:r></w:ins></w:p>'


def remark(number=1, location=None, *others, words="", has_place=True):
    return Remark(
        number=number,
        name=f"Observación {number}",
        heading=f"Observación {number} (error) · Punto {number}",
        lines=(("", f"Falta <algo> & más {number}."), ("Qué hacer", "Escríbalo.")),
        location=location,
        has_place=has_place,
        words=words,
        others=others,
    )


def cell(table, row, column):
    return Location(table=table, row=row, column=column)


def done(folder, data, *remarks, blocks=None, name="caso.docx"):
    """Annotate a file; return the copy's bytes and what was written."""
    path = folder / name
    path.write_bytes(data)
    used = read(path).blocks if blocks is None else blocks
    written = annotated(path, remarks, used, name=name, limits=DEFAULT, suffix=".docx")
    return written.content, written


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ranges(data, main="word/document.xml"):
    """Return the words that each comment embraces, by the comment's id."""
    found, open_ones = {}, {}
    for element in etree.fromstring(parts_of(data)[main]).iter():
        if element.tag == w("commentRangeStart"):
            open_ones[element.get(w("id"))] = ""
        elif element.tag == w("commentRangeEnd"):
            found[element.get(w("id"))] = open_ones.pop(element.get(w("id")))
        elif element.tag == w("t"):
            open_ones = {key: words + (element.text or "") for key, words in open_ones.items()}
    assert not open_ones
    return found


def comments(data):
    return [(c.comment_id, c.author, c.text) for c in docx.Document(io.BytesIO(data)).comments]


TABLE = tbl(tr("Indicador", "Unidad"), tr("Plantas inspeccionadas", ""), tr("Visitas", "Visita"))
BODY = p("Informe") + p("Segundo párrafo") + TABLE + p("Final")


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (Location(paragraph=2), "Segundo párrafo"),
        (cell(1, 0, 1), "Unidad"),
        (cell(1, 1, 0), "Plantas inspeccionadas"),
        (cell(1, 1, 1), ""),
        (Location(table=1), "Indicador"),
        (Location(table=1, row=2), "Visitas"),
    ],
)
def test_a_comment_embraces_its_paragraph_or_cell_even_an_empty_one(tmp_path, location, words):
    copy, written = done(tmp_path, package(BODY), remark(1, location))

    assert {"0": words} == ranges(copy)
    assert (1, ()) == (written.comments, written.unplaced)
    ((number, author, text),) = comments(copy)
    assert (0, "amc-docs") == (number, author)
    assert "Observación 1 (error) · Punto 1\nFalta <algo> & más 1.\nQué hacer: Escríbalo." == text


def test_everything_else_stays_byte_for_byte(tmp_path):
    before = package(
        BODY + "<w:p/>" + p("{{ 7*7 }} &lt;b&gt;"),
        header1=part("hdr", tbl(tr("Sector", "Salud"))),
        parts={"word/vbaProject.bin": b"\0macro", "customXml/item1.xml": b"<a xmlns='urn:x'/>"},
    )
    remarks = [remark(n, Location(paragraph=n)) for n in (1, 2, 4, 5)] + [remark(6, cell(1, 1, 1))]
    copy, written = done(tmp_path, before, *remarks)
    old, new = parts_of(before), parts_of(copy)

    assert 5 == written.comments
    changed = {name for name in new if old.get(name) != new[name]}
    main, links = "word/document.xml", "word/_rels/document.xml.rels"
    assert {main, links, "word/comments.xml", "[Content_Types].xml"} == changed
    assert old[main] == MARK.sub(b"", new[main]).replace(b"<w:p></w:p>", b"<w:p/>")
    assert read_again(tmp_path, before) == read_again(tmp_path, copy)


def read_again(folder, data):
    path = folder / "otra-vez.docx"
    path.write_bytes(data)
    document = read(path)
    return replace(document, sha256="", furniture=tuple(f for f in document.furniture if f.kind != "comment"))


def test_the_same_file_gives_the_same_copy(tmp_path):
    remarks = remark(1, cell(1, 1, 1)), remark(2, Location(paragraph=1))

    assert done(tmp_path, package(BODY), *remarks)[0] == done(tmp_path, package(BODY), *remarks)[0]


def test_several_comments_share_a_place_and_other_places_refer_to_the_first(tmp_path):
    here = cell(1, 2, 0)
    copy, written = done(tmp_path, package(BODY), remark(1, here, cell(1, 2, 1), here), remark(2, here))

    assert {"0": "Visitas", "1": "Visita", "2": "Visitas"} == ranges(copy)
    assert "Véase «Observación 1»: vale también para este lugar." == comments(copy)[1][2]
    assert 3 == written.comments


def test_existing_comments_are_kept_and_ids_do_not_collide(tmp_path):
    marks = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="9"/></w:r>'
    body = f"<w:p>{marks.format(r(t('Con comentario')))}</w:p>{p('Otro')}"
    old = f'<w:comment w:id="7" w:author="Revisora" w:initials="R">{p("Ya se dijo.")}</w:comment>'
    before = package(body, comments=part("comments", old))
    copy, _ = done(tmp_path, before, remark(1, Location(paragraph=1)), remark(2, Location(paragraph=2)))

    assert {"7": "Con comentario", "10": "Con comentario", "11": "Otro"} == ranges(copy)
    part_of_them = etree.fromstring(parts_of(copy)["word/comments.xml"])
    assert ["Revisora", "amc-docs", "amc-docs"] == [comment.get(w("author")) for comment in part_of_them]
    links = "word/_rels/document.xml.rels"
    assert parts_of(before)[links] == parts_of(copy)[links]


def test_what_has_no_place_stands_at_the_beginning_and_is_counted(tmp_path):
    remarks = remark(1, None, has_place=False), remark(2, cell(9, 0, 0)), remark(3, Location(paragraph=1))
    copy, written = done(tmp_path, package(BODY), *remarks)

    assert {"0": "Informe", "1": "Informe", "2": "Informe"} == ranges(copy)
    assert (1, 2) == written.unplaced


@pytest.mark.parametrize(
    ("body", "location", "words"),
    [
        (sdt(p("En un control")), Location(paragraph=1), "En un control"),
        (tbl(tr(tc(sdt(p("Celda con control"))))), cell(1, 0, 0), "Celda con control"),
        (tbl(sdt(tr("Fila con control"))), cell(1, 0, 0), "Fila con control"),
        (p("Antes") + INSERTED, Location(paragraph=2), "Insertado"),
        (p("Antes") + TEXT_BOX.format(p("Dentro")), Location(paragraph=2), "Junto al cuadroDentro"),
        (p("Antes") + TEXT_BOX.format(tbl(tr("Celda del cuadro"))), cell(1, 0, 0), "Junto al cuadroCelda del cuadro"),
        (tbl(tr("a", tc(p("Fuera") + tbl(tr("x", "Dentro")) + p()))), cell(2, 0, 1), "Dentro"),
    ],
)
def test_places_that_other_tools_lose(tmp_path, body, location, words):
    copy, written = done(tmp_path, package(body), remark(1, location))

    assert {"0": words} == ranges(copy)
    assert () == written.unplaced


def test_no_comment_begins_inside_a_text_box(tmp_path):
    copy, _ = done(tmp_path, package(TEXT_BOX.format(tbl(tr("Celda")))), remark(1, cell(1, 0, 0)))
    start = next(etree.fromstring(parts_of(copy)["word/document.xml"]).iter(w("commentRangeStart")))

    assert not list(start.iterancestors(w("txbxContent")))


def test_in_a_cell_of_several_paragraphs_the_words_decide(tmp_path):
    inside = p("Se plantean tres alternativas.") + p("La primera capacita a los servidores.") + p("La última, no.")
    body = tbl(tr("8. Alternativas", tc(inside)))
    quoted = remark(1, cell(1, 0, 1), words="La primera capacita a los…")
    copy, _ = done(tmp_path, package(body), quoted, remark(2, cell(1, 0, 1), words="otra cosa"))
    whole = "Se plantean tres alternativas.La primera capacita a los servidores.La última, no."

    assert {"0": "La primera capacita a los servidores.", "1": whole} == ranges(copy)


def test_merged_cells_are_commented_at_their_first(tmp_path):
    down = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = tc("ancha", '<w:gridSpan w:val="2"/>')
    body = tbl(tr(tc("Bloque", down[0]), "uno"), tr(tc(p(), down[1]), "dos"), tr(wide))
    remarks = [remark(n, cell(1, row, column)) for n, (row, column) in enumerate(((1, 0), (2, 1), (1, 1)), 1)]
    copy, _ = done(tmp_path, package(body), *remarks)

    assert {"0": "Bloque", "1": "ancha", "2": "dos"} == ranges(copy)


def test_tables_that_were_divided_are_found_again(tmp_path):
    """Extraction cuts a table that holds both rows of the form and rows of data, and numbers all tables anew."""
    rows = [
        tr("1. Sector", "Salud"),
        tr("2. Servicio Evaluado", tc(p("Atención") + tbl(tr("anidada", "Valor")) + p())),
        tr("Indicador", "Unidad", "Meta"),
        tr("Visitas hechas", "Visita", "40"),
        tr("3. Gobierno Nacional", "Rectoría"),
    ]
    path = tmp_path / "caso.docx"
    path.write_bytes(package(p("ANEXO 1") + tbl(*rows) + tbl(tr("Después", "Última"))))
    blocks = separate(read(path), available()["anexo1"]).blocks
    tables = [b for b in blocks if hasattr(b, "number")]
    assert [2, 2, 1, 1] == [t.row_count for t in tables]
    first, data, after, last = (t.number for t in tables)

    copy, written = done(
        tmp_path,
        path.read_bytes(),
        remark(1, cell(data, 1, 1)),
        remark(2, cell(after, 0, 1)),
        remark(3, cell(last, 0, 1)),
        remark(4, cell(first + 1, 0, 1)),
        blocks=blocks,
    )

    assert {"0": "Visita", "1": "Rectoría", "2": "Última", "3": "Valor"} == ranges(copy)
    assert () == written.unplaced


def test_a_strict_file_gets_strict_comments(tmp_path):
    strict = NAMESPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    xml = f'<?xml version="1.0"?><w:document {strict}><w:body>{p("Uno")}</w:body></w:document>'
    copy, _ = done(tmp_path, package(parts={"word/document.xml": xml}), remark(1, Location(paragraph=1)))
    new = parts_of(copy)

    assert b'<w:comments xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">' in new["word/comments.xml"]
    kind = b'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments"'
    assert kind in new["word/_rels/document.xml.rels"]
    assert 1 == len([f for f in opened(tmp_path, copy).furniture if f.kind == "comment"])


def opened(folder, data):
    path = folder / "copia.docx"
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize("prefix", ["x", "ns0"])
def test_other_names_for_the_namespace(tmp_path, prefix):
    xml = part("document", f"<w:body>{BODY}</w:body>").replace("w:", f"{prefix}:")
    data = package(parts={"word/document.xml": xml.replace("xmlns:w=", f"xmlns:{prefix}=")})
    copy, _ = done(tmp_path, data, remark(1, cell(1, 1, 1)), remark(2, Location(paragraph=1)))

    assert {"0": "", "1": "Informe"} == ranges(copy)
    assert 2 == len([f for f in opened(tmp_path, copy).furniture if f.kind == "comment"])


def test_utf_16_parts_are_written_too(tmp_path):
    xml = part("document", f"<w:body>{BODY}</w:body>").replace("UTF-8", "UTF-16").encode("utf-16")
    copy, _ = done(tmp_path, package(parts={"word/document.xml": xml}), remark(1, Location(paragraph=2)))

    assert {"0": "Segundo párrafo"} == ranges(copy)


def test_characters_that_no_xml_can_hold_are_replaced(tmp_path):
    strange = replace(remark(1, Location(paragraph=1)), lines=(("", "uno\x00dos\ud800 ]]> {{ x }} =SUMA(A1)"),))
    copy, _ = done(tmp_path, package(BODY), strange)

    assert "uno\ufffddos\ufffd ]]> {{ x }} =SUMA(A1)" in comments(copy)[0][2]


def test_without_remarks_the_copy_holds_the_same_parts(tmp_path):
    before = package(BODY)

    assert parts_of(before) == parts_of(done(tmp_path, before)[0])


def test_splicing_puts_content_behind_properties_and_before_the_end():
    xml = (
        b"<?xml version='1.0'?><a><p><pPr a='>'><b/></pPr>x</p><!-- <p> --><p><pPr/></p><p c = \"/>\"/>"
        b"<p>y<p>z</p></p></a>"
    )
    places = {0: (b"", b"E"), 1: (b"1", b"2"), 4: (b"3", b"4"), 6: (b"5", b"6"), 7: (b"7", b"8"), 8: (b"9", b"0")}
    found = spliced(xml, {n: Inserted(before, after) for n, (before, after) in places.items()})

    assert (
        b"<?xml version='1.0'?><a><p><pPr a='>'><b/></pPr>1x2</p><!-- <p> --><p><pPr/>34</p><p c = \"/>\">56</p>"
        b"<p>7y<p>9z0</p>8</p>E</a>" == found
    )


def test_a_part_that_cannot_be_copied_is_told_in_one_line(tmp_path):
    picture = b"figura" * 20
    data = package(BODY, parts={"word/media/image1.png": picture})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("word/media/image1.png")
    place = info.header_offset + 30 + len(info.filename) + 3
    broken = data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]

    with pytest.raises(UnreadableFileError, match=r"«caso\.docx» se pudo leer, pero una de sus partes está dañada"):
        done(tmp_path, broken, remark(1, Location(paragraph=1)))


@pytest.mark.parametrize("fault", [ValueError, KeyError, TypeError])
def test_a_fault_of_ours_is_not_told_as_damage(tmp_path, monkeypatch, fault):
    def failing(*_, **__):
        raise fault

    monkeypatch.setattr("amc_docs.annotating.word._paragraph", failing)
    with pytest.raises(fault):
        done(tmp_path, package(BODY), remark(1, Location(paragraph=1)))


def test_comments_that_are_named_but_missing_are_made_anew(tmp_path):
    link = f'<Relationship Id="rId1" Type="{TYPES}/comments" Target="comments.xml"/>'
    copy, _ = done(tmp_path, package(BODY, links=link), remark(1, Location(paragraph=1)))

    assert 1 == parts_of(copy)["word/_rels/document.xml.rels"].count(b'/comments"')
    assert 1 == len([f for f in opened(tmp_path, copy).furniture if f.kind == "comment"])
