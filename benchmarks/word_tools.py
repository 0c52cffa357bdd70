"""Readers of Word files, each with the same answer: tables as in `pdf_tools`, and all text that was kept.

Runs inside the environment of each tool (see `worker`): imports stay inside the functions.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pdf_tools import Cells, docling_cells, our_words

Answer = dict[str, Any]
"""`tables` and `text`."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def raw_text(path: Path) -> Answer:
    """Unzip `document.xml`, parse it and join its words: what any reader costs at least."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return {"tables": None, "text": " ".join(element.text or "" for element in root.iter(f"{W}t"))}


def ours(path: Path) -> Answer:
    """Read with amc-docs."""
    return our_words(path)


def python_docx(path: Path) -> Answer:
    """Read with python-docx: paragraphs, and cells row by row, nested tables included."""
    import docx

    document = docx.Document(str(path))
    tables = [cells for table in document.tables for cells in _docx_tables(table)]
    texts = [p.text for p in document.paragraphs] + [c[4] for cells in tables for c in cells]
    return {"tables": tables, "text": "\n".join(texts)}


def _docx_tables(table: Any) -> Iterator[Cells]:  # noqa: ANN401 - python-docx's own
    places: dict[Any, tuple[Any, list[tuple[int, int]]]] = {}
    for r, row in enumerate(table.rows):
        column = row.grid_cols_before
        for cell in row.cells:
            places.setdefault(cell._tc, (cell, []))[1].append((r, column))
            column += 1
    yield [[*_extent(where), cell.text] for cell, where in places.values()]
    for cell, _ in places.values():
        for inner in cell.tables:
            yield from _docx_tables(inner)


def _extent(places: Iterable[tuple[int, int]]) -> list[int]:
    rows, columns = zip(*places, strict=True)
    return [min(rows), max(rows), min(columns), max(columns)]


def docx2python_tables(path: Path) -> Answer:
    """Read with docx2python; it repeats the text of merged cells and does not tell them apart."""
    from docx2python import docx2python
    from docx2python.iterators import is_tbl

    with docx2python(path) as document:
        tables = [
            [[r, r, c, c, "\n".join(pars)] for r, row in enumerate(table) for c, pars in enumerate(row)]
            for table, known in zip(document.body, document.body_pars, strict=True)
            if is_tbl(known)
        ]
        return {"tables": tables, "text": document.text}


def mammoth_tables(path: Path) -> Answer:
    """Read with mammoth, whose answer is HTML."""
    import mammoth

    with path.open("rb") as file:
        page = HtmlTables(mammoth.convert_to_html(file).value)
    return {"tables": page.tables, "text": page.text}


class HtmlTables(HTMLParser):
    """The tables and the text of an HTML page, spans as written, nested tables apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[Cells] = []
        self.text = ""
        self._open: list[dict[str, Any]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self.tables.append([])
            self._open.append({"cells": self.tables[-1], "row": -1, "taken": set(), "cell": None})
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1]["row"] += 1
        elif tag in ("td", "th"):
            self._begin_cell(self._open[-1], dict(attrs))

    def _begin_cell(self, table: dict[str, Any], attributes: dict[str, str | None]) -> None:
        row, taken = table["row"], table["taken"]
        column = next(c for c in range(10_000) if (row, c) not in taken)
        bottom = row + int(attributes.get("rowspan") or 1) - 1
        right = column + int(attributes.get("colspan") or 1) - 1
        taken |= {(r, c) for r in range(row, bottom + 1) for c in range(column, right + 1)}
        table["cell"] = [row, bottom, column, right, ""]
        table["cells"].append(table["cell"])

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a table."""
        if tag == "table":
            self._open.pop()
        elif tag in ("td", "th") and self._open:
            self._open[-1]["cell"] = None
        elif tag == "p":
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        """Keep the words, in the innermost cell too."""
        self.text += data
        if self._open and self._open[-1]["cell"] is not None:
            self._open[-1]["cell"][4] += data


def docling_word(path: Path) -> Answer:
    """Read with docling's Word reader alone: its converter asks for torch even where no page is looked at."""
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    source = InputDocument(path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
    document = MsWordDocumentBackend(in_doc=source, path_or_stream=path).convert()
    tables = [docling_cells(t.data.table_cells) for t in document.tables]
    return {"tables": tables, "text": document.export_to_markdown()}


TOOLS: dict[str, dict[str, Callable[[Path], Any]]] = {
    "XML, solo texto": {"word": raw_text},
    "amc-docs": {"word": ours},
    "python-docx": {"word": python_docx},
    "docx2python": {"word": docx2python_tables},
    "mammoth": {"word": mammoth_tables},
    "docling": {"word": docling_word},
}
"""Tool → task → what does it."""
