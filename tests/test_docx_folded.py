"""Runs and paragraphs folded before parsing read as they would unfolded."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest
from lxml import etree

from amc_docs.readers.docx_blocks import Walk
from amc_docs.readers.docx_folded import FOLDED, look_of
from amc_docs.readers.docx_lines import LineReader
from amc_docs.readers.docx_names import P, R, T
from amc_docs.readers.docx_trim import without_layout
from tests.word import lists, lvl, opened, package, part, style, t, tbl, tc, tr

HIDING = style("C", "Oculto", "<w:rPr><w:vanish/></w:rPr>", kind="character")
LOOKS = '<w:rPr><w:b/><w:sz w:val="20"/></w:rPr>'
IN_LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
STYLES = {
    "bold style": style("N", "Normal", LOOKS, default=True),
    "hidden style": style("N", "Normal", "<w:rPr><w:vanish/></w:rPr>", default=True),
    "numbered style": style("N", "Normal", IN_LIST + LOOKS, default=True),
}


def run(text: str, look: str = "") -> str:
    """Return a run of nothing but text, as Word writes it."""
    return f'<w:r w:rsidR="00AB12CD">{f"<w:rPr>{look}</w:rPr>" if look else ""}{t(text)}</w:r>'


def paragraph(*runs: str) -> str:
    """Return a paragraph that says nothing of itself."""
    return f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">{"".join(runs)}</w:p>'


BODIES = {
    "looks": "".join(
        paragraph(run(f"aspecto {look}".replace("<", "").replace(">", "").replace('"', ""), look))
        for look in (
            *("", "<w:b/>", '<w:b w:val="0"/>', '<w:b w:val="false"/>', '<w:sz w:val="30"/>', '<w:sz w:val=""/>'),
            *('<w:b/><w:sz w:val="24"/>', '<w:sz w:val="24"/><w:b/>', "<w:b/><w:b/>", "<w:vanish/>"),
            *(
                '<w:rStyle w:val="C"/>',
                '<w:rFonts w:ascii="A/B"/><w:b/>',
                '<w:color w:val="FF0000"/><w:sz w:val="19"/>',
            ),
        )
    ),
    "white space": "".join(paragraph(run(x)) for x in (" ", "", "\n", "\t", "uno\ndos", " a  b ", "&#9;", "c&#10;d")),
    "entities": paragraph(run("a &amp; b &lt; c &#243;")) + paragraph(run("año – ½ \u00a0")),
    "several runs": paragraph(run("uno ", "<w:b/>"), run("dos", '<w:sz w:val="40"/>'), run("  ")),
    "pages": paragraph('<w:r><w:br w:type="page"/></w:r>') + paragraph(run("arriba")) + paragraph(run("después")),
    "deleted mark": "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    + run("uno ")
    + "</w:p>"
    + paragraph(run("dos")),
    "index": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r></w:p>'
        + paragraph(run("Título 3"))
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "cells": tbl(tr(tc(paragraph(run("a"))), tc(paragraph(run("b")) + paragraph(run("c", "<w:b/>"))))),
    "formula": f"<w:p><m:oMath><m:e>{run('x')}</m:e></m:oMath></w:p>",
    "text box": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><wps:txbx>"
        f"<w:txbxContent>{paragraph(run('dentro'))}</w:txbxContent></wps:txbx></a:graphic></wp:inline></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r></w:p>"
    ),
    "paragraph in a run": f"<w:p><w:r>{paragraph(run('dentro'))}</w:r></w:p>",
    "other meaning": f'<w:p><w:r><w:sym xmlns:w="urn:x"/></w:r>{run("a")}</w:p><w:p xmlns:w="urn:x">{run("b")}</w:p>',
    "instruction": f"<w:p><w:r><w:t>uno<?x <w:r><w:t>?>dos</w:t></w:r></w:p>{paragraph(run('tres'))}",
}


@pytest.mark.parametrize("default", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_folding_changes_nothing_of_what_is_read(tmp_path, body, default):
    parts = {"styles": part("styles", default + HIDING), "numbering": lists(lvl(0, "%1."))}

    folded = opened(tmp_path, package(body, **parts))
    # Where a comment stands nothing is folded.
    unfolded = opened(tmp_path, package(f"<!-- -->{body}", **parts))

    assert (folded.blocks, folded.warnings) == (unfolded.blocks, unfolded.warnings)


def test_a_paragraph_of_plain_text_becomes_one_element():
    root = etree.fromstring(
        without_layout(part("document", f"<w:body>{paragraph(run('hola', '<w:b/>'))}</w:body>").encode())
    )

    (found,) = root.iter(P)
    assert (found.text, len(found), look_of(found.get(FOLDED))) == ("hola", 0, (True, None))


@pytest.mark.parametrize(
    "hostile",
    ["<!-- <w:r><w:t>no</w:t></w:r> -->", "<?x <w:r><w:t>no</w:t></w:r>?>", '<w:p xmlns:w = "urn:x"/>'],
    ids=["comment", "instruction", "other meaning"],
)
def test_nothing_is_folded_where_what_looks_like_a_run_may_be_none(hostile):
    data = part("document", f"<w:body>{paragraph(run('hola'))}{hostile}</w:body>").encode()

    for written in (data, data.partition(b"?>")[2]):
        root = etree.fromstring(without_layout(written))

        assert [e.text for e in root.iter(T)] == ["hola"]
        assert not any(e.get(FOLDED) for e in root.iter(P, R))


def test_the_attribute_of_folded_elements_is_another_in_each_process():
    other = subprocess.run(
        [sys.executable, "-c", "from amc_docs.readers.docx_folded import FOLDED; print(FOLDED)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()

    assert other != FOLDED
    assert len(other) == len(FOLDED)


def test_a_reading_leaves_no_tree_to_the_collector(tmp_path):
    data = package(paragraph(run("hola")) + BODIES["cells"])
    gc.collect()
    gc.disable()
    try:
        opened(tmp_path, data)
        left = [o for o in gc.get_objects() if isinstance(o, LineReader | Walk)]
    finally:
        gc.enable()

    assert left == []
