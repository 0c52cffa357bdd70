"""The marks of documents that this program made and nobody finished: no content, whatever they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amc_docs.document import Block, Cell, Document, Paragraph, Table
from amc_docs.forms.marks import OPEN_MARK
from amc_docs.packed_cells import kept_like


def without_marks(document: Document) -> Document:
    """Return the document without such marks, their number noted; paragraphs that hold nothing else are left out.

    What a mark says is what is missing: taken for content it would make an unfinished document look finished.
    """
    # Most documents have none, and to look for the sign alone is quick.
    count = sum(len(OPEN_MARK.findall(p.text)) for p in document.paragraphs() if "[Por co" in p.text)
    if not count:
        return document
    what = f"quedan {count} marcas" if count > 1 else "queda una marca"
    note = f"En el documento {what} «[Por …: …]» de un borrador: lo que dicen no se cuenta como contenido."
    blocks = tuple(_without(document.blocks))
    return replace(document, blocks=blocks, open_marks=document.open_marks + count, warnings=(*document.warnings, note))


def _without(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            rest, found = OPEN_MARK.subn("", block.text)
            if not found:
                yield block
            elif rest.strip():
                yield replace(block, text=rest.strip())
        elif isinstance(block, Table):
            yield replace(block, cells=kept_like(block.cells, map(_cell, block.cells)))
        else:
            yield block


def _cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(_without(cell.blocks)))
