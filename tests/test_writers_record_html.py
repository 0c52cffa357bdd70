"""`extraer --formato html`: everything that was extracted, readable, with the flow of activities drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from amc_docs.cli import main
from amc_docs.flow.steps import processes
from amc_docs.pipeline import understand
from amc_docs.writers import RECORDS
from amc_docs.writers.flow_drawing import BOX_HEIGHT, BOX_WIDTH, draw
from tests.specimens import an_extraction

SAMPLE = Path(__file__).parent.parent / "samples" / "manual_procesos" / "fail-MP-06-entrega.docx"


@pytest.fixture(name="extraction", scope="module")
def _extraction():
    return understand(SAMPLE)


@pytest.fixture(name="page", scope="module")
def _page(extraction):
    return RECORDS["html"].render([extraction])


def drawings(extraction):
    return [draw(process) for process in processes(extraction.record, "actividades")]


def test_the_page_needs_nothing_from_elsewhere(page):
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "<script" not in page


def test_the_page_shows_points_matrices_and_every_table(page, extraction):
    assert "VII. Fichas de procesos" in page
    assert "Inventario de procesos" in page
    assert sum(1 for _ in extraction.document.tables()) == page.count('<details id="tabla-')
    assert "<li>PAC aprobado</li>" in page


def test_what_the_document_says_cannot_become_markup():
    plain = an_extraction()
    document = replace(plain.document, name="<b>x</b>.docx")

    assert "<h1>&lt;b&gt;x&lt;/b&gt;.docx</h1>" in RECORDS["html"].render([replace(plain, document=document)])


def test_a_type_without_activities_has_no_drawing():
    assert "<article" not in RECORDS["html"].render([an_extraction()])


def test_each_process_is_one_drawing_with_its_title_and_description(page):
    drawn = re.findall(r"<article class=\"flow\".*?</article>", page, re.S)

    assert 5 == len(drawn)
    for article in drawn:
        svg = etree.fromstring(re.search(r"<svg.*?</svg>", article, re.S)[0])
        names = svg.attrib["aria-labelledby"].split()
        told = {element.attrib["id"]: element.text for element in svg if element.get("id")}
        assert "img" == svg.attrib["role"]
        assert all(told[name].strip() for name in names)


def test_a_break_is_told_in_words_and_drawn_apart(extraction):
    broken = next(d for d in drawings(extraction) if d.key == "M1.1.2")

    assert ["broken"] == [a.kind for a in broken.arrows if a.kind == "broken"]
    assert [True] == [box.is_broken for box in broken.boxes if box.label == "2"]
    assert any("la 1 entrega a OAJ" in said for said in broken.breaks)
    assert f"Quiebres del flujo: {len(broken.breaks)}." in broken.summary


def test_boxes_stand_in_the_lane_of_their_executor_and_never_over_each_other(extraction):
    for drawing in drawings(extraction):
        tops = [box.top for box in drawing.boxes]
        assert tops == sorted(tops)
        assert all(below - above >= BOX_HEIGHT for above, below in pairwise(tops))
        for box in drawing.boxes:
            assert any(lane.left <= box.left <= box.left + BOX_WIDTH <= drawing.width for lane in drawing.lanes)


def test_the_command_writes_the_page_into_the_present_folder_unless_told_where(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["extraer", str(SAMPLE), "--formato", "html"])

    assert 0 == done.exit_code, done.output
    assert (tmp_path / f"{SAMPLE.name}.extraccion.html").is_file()
