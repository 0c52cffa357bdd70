"""What must hold of any submission: the order of rows and extra spaces change no verdict, checking twice is equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amc_docs import doctype
from amc_docs.checking import check
from amc_docs.document import Block, Document, Paragraph, Table
from amc_docs.extraction import extract, mentions
from amc_docs.readers import read

SAMPLES = Path(__file__).parent.parent / "samples" / "anexo1"
FILES = (
    "pass-formulario-breve.docx",
    "fail-A1-13b-unidad.docx",
    "fail-A1-13d2-producto.docx",
    "fail-A1-x1-sin-anio.docx",
)
DOCUMENTS = {name: read(SAMPLES / name) for name in FILES}
ANEXO = doctype.load("anexo1")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def said(document: Document) -> set[tuple[str, str | None, str]]:
    findings = check(extract(document, ANEXO), ANEXO).findings
    return {(f.rule, f.point, f.state.value) for f in findings}


def changed(block: Block, change: Callable[[Block], Block]) -> Block:
    """Apply a change to a block and to what its cells hold, innermost first."""
    if isinstance(block, Table):
        cells = tuple(replace(c, blocks=tuple(changed(b, change) for b in c.blocks)) for c in block.cells)
        return change(replace(block, cells=cells))
    return change(block)


def everywhere(document: Document, change: Callable[[Block], Block]) -> Document:
    return replace(document, blocks=tuple(changed(b, change) for b in document.blocks))


@pytest.mark.parametrize("name", FILES)
@FEW
@given(draw=st.data())
def test_extra_spaces_change_no_verdict(name, draw):
    width = draw.draw(st.integers(2, 4))
    document = DOCUMENTS[name]
    spaced = everywhere(
        document, lambda b: replace(b, text=b.text.replace(" ", " " * width)) if isinstance(b, Paragraph) else b
    )

    assert said(spaced) == said(document)


def shuffled(table: Table, order: Sequence[int]) -> Table:
    """Put the rows `order` in the places of the sorted ones."""
    places = dict(zip(order, sorted(order), strict=True))
    cells = [replace(c, row=places.get(c.row, c.row)) for c in table.cells]
    return replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def plain_rows(table: Table) -> list[int]:
    """Return the rows of an indicator table that can change places: below the head, no cell merged, no total."""
    head = " ".join(" ".join(row) for row in table.rows()[:2]).casefold()
    merged = {r for c in table.cells if c.row_span > 1 or c.column_span > 1 for r in range(c.row, c.row + c.row_span)}
    if "indicador" not in head or "unidad de medida" not in head:
        return []
    return [r for r in range(2, table.row_count) if r not in merged]


@pytest.mark.parametrize("name", FILES)
@FEW
@given(draw=st.data())
def test_the_order_of_rows_changes_no_verdict(name, draw):
    document = DOCUMENTS[name]
    moved = []

    def move(block: Block) -> Block:
        rows = plain_rows(block) if isinstance(block, Table) else []
        if len(rows) < 2:
            return block
        moved.append(rows)
        return shuffled(block, draw.draw(st.permutations(rows)))

    result = said(everywhere(document, move))

    assert moved
    assert result == said(document)


@pytest.mark.parametrize("name", FILES)
def test_checking_twice_gives_the_same(name):
    first = check(extract(DOCUMENTS[name], ANEXO), ANEXO)

    assert first == check(extract(DOCUMENTS[name], ANEXO), ANEXO)


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{d} de {m} de {y}", "{d:02} de {m} del {y}", "{d}/{n:02}/{y}"]),
)
def test_a_date_is_read_as_it_was_printed(day, style):
    text = style.format(d=day.day, m=MONTHS[day.month - 1], n=day.month, y=day.year)
    found = [m.value for m in mentions.find(Paragraph(text=f"Lima, {text}."), None, None) if m.kind == "date"]

    assert [day] == found
