"""Documents that are one table: a matrix of a form, sent apart from it, under a title of its own."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from amc_docs.doctype import DocType
from amc_docs.document import Block, Document, Paragraph, Table, paragraphs_in, tables_in
from amc_docs.extraction.heads import read
from amc_docs.extraction.layout import Layout
from amc_docs.forms.marks import ANNEX

_MAIN = 0.5
"""Share of a document's signs that its tables hold, at least, where it is one table."""
_OF_A_FORM = 0.2
"""Share of the points of a form whose titles are found, above which a document is no table alone."""
_BY_TABLE = 0.45
"""What a table tells at most by itself: others are like it, and some words of the document must tell whose it is."""


def scores(
    document: Document, spoken: Mapping[str, float], doctypes: Mapping[str, DocType], layouts: Mapping[str, Layout]
) -> dict[str, float]:
    """Return 0–1 for each type that is one matrix; nothing where the document is mostly text or has points of a form.

    `spoken` is what the words of the document say of each of those types, `layouts` the document as each form.
    """
    forms = ((doctypes[name], layout) for name, layout in layouts.items())
    if any(len(layout.titles) > _OF_A_FORM * len(doctype.titled) for doctype, layout in forms):
        return {}
    placed = list(takewhile(lambda block: not _is_annex(block), document.blocks))
    tables = list(tables_in(placed))
    whole = sum(len(p.text) for p in paragraphs_in(placed))
    if not whole or sum(_length(table) for table in tables) < _MAIN * whole:
        return {}
    found = {}
    for name, said in spoken.items():
        share = sum(_length(table) * _understood(table, doctypes[name]) for table in tables) / whole
        found[name] = round(min(1.0, share / _MAIN) * (_BY_TABLE + (1 - _BY_TABLE) * said), 2)
    return found


def _is_annex(block: Block) -> bool:
    """Return whether what follows was put behind a form because it has no place in it: it does not tell which form."""
    return isinstance(block, Paragraph) and block.level is not None and block.text == ANNEX


def _length(table: Table) -> int:
    return sum(len(cell.text) for cell in table.cells)


def _understood(table: Table, doctype: DocType) -> float:
    """Return the share of the table's headed columns that are fields of the type's matrix; 0 where it is not that."""
    spec = next((m for m in doctype.matrices if m.name == doctype.recognition.matrix), None)
    head = read(table.grid(), spec) if spec else None
    if head is None:
        return 0.0
    columns = {*head.columns, *(column for options in head.options.values() for column in options)}
    return len(columns) / max(1, sum(bool(text) for text in head.heads.values()), len(columns))
