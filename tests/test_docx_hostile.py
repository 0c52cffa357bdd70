"""Files that attack or are broken: one clear refusal, or what can still be read, and never another exception."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amc_docs.errors import AmcDocsError, LimitExceededError, UnreadableFileError
from tests.word import lists, lvl, numbered, opened, p, package, part, sdt, style, tbl, tc, texts, tr, zipped

WHOLE = package(
    p("Título", '<w:pStyle w:val="T"/>')
    + p("uno", numbered())
    + tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr("b", tc(tbl(tr("c")))))
    + sdt(p("control")),
    styles=part("styles", style("T", "heading 1")),
    numbering=lists(lvl(0, "%1.")),
    footnotes=part("footnotes", f'<w:footnote w:id="1">{p("nota")}</w:footnote>'),
)


def document_xml(xml: str) -> bytes:
    return package(parts={"word/document.xml": xml})


def entry(data: bytes, offset: int, value: bytes, name: bytes = b"word/document.xml") -> bytes:
    """Change bytes of a member's directory entry and local header."""
    changed = bytearray(data)
    for signature, shift, length in ((b"PK\x01\x02", 0, 46), (b"PK\x03\x04", -2, 30)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            if data[at + length : at + length + len(name)] == name:
                changed[at + offset + shift : at + offset + shift + len(value)] = value
    return bytes(changed)


HOSTILE = {
    "doctype": document_xml('<!DOCTYPE w [<!ENTITY a "x">]>' + part("document", p("&a;")).partition("?>")[2]),
    "doctype in utf-16": package(parts={"word/document.xml": "\ufeff<!DOCTYPE w><w/>".encode("utf-16-be")}),
    "doctype in a style part": package(p("x"), styles='<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'),
    "unknown encoding": document_xml('<?xml version="1.0" encoding="UTF-7"?><w/>'),
    "deep": document_xml(part("document", "<w:body>" + "<w:x>" * 210 + "</w:x>" * 210 + "</w:body>")),
    "very deep": document_xml("<a>" * 100_000 + "</a>" * 100_000),
    "not closed": document_xml("<w:document"),
    "other root": document_xml("<html/>"),
    "no main part": zipped({"[Content_Types].xml": "<Types/>"}),
    "main part missing": package(main="word/document.xml", parts={}).replace(
        b"word/document.xml", b"word/documint.xml", 1
    ),
    "two of one name": zipped(
        {"word/document.xml": "<a/>", "WORD\\document.xml": "<b/>", "[Content_Types].xml": "<T/>"}
    ),
    "encrypted": entry(WHOLE, 8, b"\x01"),
    "unknown method": entry(WHOLE, 10, b"\x0c\x00"),
    "wrong checksum": entry(WHOLE, 16, b"\0\0\0\0"),
    "bzip2": zipped({"[Content_Types].xml": "<T/>", "x": b"0" * 1_000}, zipfile.ZIP_BZIP2),
    "truncated": WHOLE[: len(WHOLE) // 2],
    "only the start": WHOLE[:10],
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_in_two_sentences(tmp_path, data):
    with pytest.raises(UnreadableFileError) as caught:
        opened(tmp_path, data)

    message = str(caught.value)
    assert "caso.docx" in message
    assert message.endswith(".")
    assert message.count(". ") >= 1


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    with pytest.raises(LimitExceededError):
        opened(tmp_path, package(p("x"), parts={"word/media/x.bin": b"\0" * 300_000_001}))


def test_a_part_beyond_the_limit_is_refused(tmp_path):
    with pytest.raises(LimitExceededError, match=r"word/document\.xml.*--limite parte="):
        opened(tmp_path, package(p("x" * 200_000)), part=100_000)


def test_parts_that_together_pass_the_limit_are_refused(tmp_path):
    with pytest.raises(LimitExceededError, match="descomprimido"):
        opened(tmp_path, package(p("x" * 200_000)), inflated=100_000)


def test_more_text_than_can_be_gone_through_is_refused(tmp_path):
    with pytest.raises(LimitExceededError, match=r"200,000 caracteres.*--limite caracteres=200000"):
        opened(tmp_path, package(p("x" * 200_000)), characters=100_000)


def test_a_lie_about_the_size_is_no_way_in(tmp_path):
    with pytest.raises(UnreadableFileError):
        opened(tmp_path, entry(package(p("x" * 200_000)), 24, (50).to_bytes(4, "little")))


def test_too_many_parts_are_refused(tmp_path):
    many = {f"{number}": "" for number in range(5_001)}
    with pytest.raises(LimitExceededError, match="partes"):
        opened(tmp_path, package(p("x"), parts=many))


def test_too_many_elements_are_refused_before_a_tree_is_built(tmp_path):
    with pytest.raises(LimitExceededError, match="elementos"):
        opened(tmp_path, document_xml("<w>" + "<a/>" * 3_000_001 + "</w>"))


def test_the_word_doctype_in_a_comment_is_no_doctype(tmp_path):
    xml = part("document", f"<!-- <!DOCTYPE x> --><w:body>{p('bien')}</w:body>")

    assert texts(opened(tmp_path, document_xml(xml))) == ["bien"]


def test_layout_marks_inside_comments_and_cdata_are_left_alone(tmp_path):
    xml = part("document", "<w:body><w:p><w:r><w:t><![CDATA[<w:jc/>]]></w:t></w:r></w:p></w:body>")

    assert texts(opened(tmp_path, document_xml(xml))) == ["<w:jc/>"]


def test_names_cannot_lead_out_of_the_package(tmp_path):
    link = '<Relationship Id="x" Type="http://x/styles" Target="../../../../../etc/passwd"/>'

    document = opened(tmp_path, package(p("x"), links=link))

    assert texts(document) == ["x"]
    assert any("estilos" in warning for warning in document.warnings)


def test_nothing_is_written_and_the_file_stays_as_it_is(tmp_path):
    opened(tmp_path, WHOLE)

    assert [path.name for path in tmp_path.iterdir()] == ["caso.docx"]
    assert (tmp_path / "caso.docx").read_bytes() == WHOLE


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), inside=st.booleans())
def test_damaged_bytes_only_ever_raise_our_errors(tmp_path_factory, seed, inside):
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    data = _damaged_inside(chance) if inside else _damaged(WHOLE, chance)
    try:
        opened(tmp_path_factory.mktemp("d"), data)
    except AmcDocsError as error:
        assert str(error).count(". ") >= 1


def _damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed))
        match chance.randrange(3):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case _:
                changed[at:at] = changed[: chance.randint(1, 40)]
        changed = changed or bytearray(b"PK\x03\x04")
    return bytes(changed)


def _damaged_inside(chance: random.Random) -> bytes:
    """Damage one part and pack it again, so that the damage gets past the checksum."""
    archive = zipfile.ZipFile(io.BytesIO(WHOLE))
    files = {name: archive.read(name) for name in archive.namelist()}
    victim = chance.choice(sorted(files))
    files[victim] = _damaged(files[victim], chance)
    return zipped(files)
