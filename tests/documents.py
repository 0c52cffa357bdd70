"""Documents built by hand, as a reader would return them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amc_docs.document import Block, Cell, Document, Location, Paragraph, Picture, Table
from amc_docs.renumbering import renumber

Content = str | Block | Sequence["str | Block"]


def line(text: str, *, level: int | None = None, bold: bool = False, label: str = "", index: bool = False) -> Paragraph:
    return Paragraph(text=text, level=level, is_bold=bold, label=label, is_index=index)


def blocks(content: Content) -> tuple[Block, ...]:
    parts = [content] if isinstance(content, str | Paragraph | Table | Picture) else list(content)
    return tuple(line(p) if isinstance(p, str) else p for p in parts if p != "")


def grid(*rows: Sequence[Content | None], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    """Build a table; None is a place covered by a merge, whose size `spans` gives by its top-left corner."""
    spans = spans or {}
    cells = [
        Cell(
            row=r,
            column=c,
            row_span=spans.get((r, c), (1, 1))[0],
            column_span=spans.get((r, c), (1, 1))[1],
            blocks=blocks(content),
        )
        for r, row in enumerate(rows)
        for c, content in enumerate(row)
        if content is not None
    ]
    return Table(number=0, row_count=len(rows), column_count=len(rows[0]), cells=tuple(cells))


def document(*content: Content, name: str = "prueba.docx", unread: tuple[int, ...] = ()) -> Document:
    """Build a document; body paragraphs are numbered and tables too."""
    body: list[Block] = []
    count = 0
    for part in content:
        for block in blocks(part):
            if isinstance(block, Paragraph):
                count += 1
                block = replace(block, location=Location(paragraph=count))
            body.append(block)
    return Document(name=name, sha256="0" * 64, format="docx", blocks=renumber(tuple(body)), unread_pages=unread)
