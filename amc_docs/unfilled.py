"""Tables of a form that nobody filled: what is printed in them is the form's, no content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amc_docs.document import Block, Paragraph, Table

FEWEST_HEADS, LONGEST_HEAD = 3, 60
"""Cells of a row, and letters of each, that are the heads of a table though the file does not say so."""


def written_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs among some blocks, without those of tables of which only the heads are written."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table) and not is_unfilled(block):
            for cell in block.cells:
                yield from written_in(cell.blocks)


def is_unfilled(table: Table) -> bool:
    """Return whether only the heads are written: what the file marks as such, or else a first row of short names."""
    heads = table.header_rows or 1
    above = [cell for cell in table.cells if cell.row < heads]
    below = [cell for cell in table.cells if cell.row >= heads]
    if not below or any(not _is_blank(block) for cell in below for block in cell.blocks):
        return False
    named = len(above) >= FEWEST_HEADS and all(0 < len(cell.text.strip()) <= LONGEST_HEAD for cell in above)
    return bool(table.header_rows) or named


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not any(c.isalnum() for c in block.text)
