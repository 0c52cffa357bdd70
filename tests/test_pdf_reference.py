"""pdfplumber is the reference: on tables that are fully ruled both must see the same cells."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from pdf_pages import Page, pdf

from amc_docs.readers.pdf.engine import Source
from amc_docs.readers.pdf.mesh import meshes

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("**/*.pdf"))
MAX_PAGES = 3


def ours(path: Path, number: int) -> set[tuple[int, ...]]:
    source = Source(path, path.name)
    try:
        found = meshes(source.page(number).rules)
    finally:
        source.close()
    return {_rounded(mesh.box(slot)) for mesh in found for slot in mesh.slots if len(mesh.slots) > 1}


def theirs(path: Path, number: int) -> set[tuple[int, ...]]:
    with pdfplumber.open(path) as file:
        page = file.pages[number - 1]
        return {_rounded(cell) for table in page.find_tables() if len(table.cells) > 1 for cell in table.cells}


def _rounded(box: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(round(v / 4) for v in box)


def _words(path: Path, number: int) -> str:
    with pdfplumber.open(path) as file:
        return "".join(file.pages[number - 1].extract_text().split())


def simple() -> Page:
    return Page().grid([60, 160, 300, 520], [100, 140, 180, 220]).text(65, 114, "Meta")


def merged() -> Page:
    page = Page().rule(60, 100, 460, 100).rule(60, 160, 460, 160).rule(160, 128, 460, 128)
    return page.rule(60, 100, 60, 160).rule(160, 100, 160, 160).rule(460, 100, 460, 160).rule(308, 128, 308, 160)


def two_tables() -> Page:
    return simple().grid([100, 200, 300], [400, 440, 480])


def without_rules() -> Page:
    return Page().lines(60, 100, *["Las cuadrillas revisan los pozos del valle."] * 9)


@pytest.mark.parametrize("page", [simple, merged, two_tables, without_rules])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_cells_of_a_page_are_those_of_the_reference(tmp_path, page, rotation):
    made = page()
    made.extra = f"/Rotate {rotation}"
    path = pdf(tmp_path / "a.pdf", made)

    assert theirs(path, 1) == ours(path, 1)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_words_of_a_sample_are_those_of_the_reference(path):
    source = Source(path, path.name)
    try:
        for number in range(1, min(source.page_count, MAX_PAGES) + 1):
            found = "".join(word.text for word in source.page(number).words)
            assert sorted(_words(path, number)) == sorted("".join(found.split()))
    finally:
        source.close()
