"""The data of a document for people: YAML to read, correct, and make the document again from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from amc_docs.document import Block, Picture, Table
from amc_docs.forms.data_writing import as_yaml
from amc_docs.writers import Extraction, Options


def render(extractions: Sequence[Extraction], _options: Options | None = None) -> str:
    """Return the data of the one extraction; of a file that holds several documents, those of the main one.

    What no data can hold is told at the top.
    """
    extraction = extractions[0]
    count = sum(1 for _ in _pictures(extraction.document.blocks))
    which = f"las {count} imágenes del documento: póngalas" if count > 1 else "la imagen del documento: póngala"
    told = f"# No llevan {which} en el que se genere.\n" if count else ""
    title, rest = as_yaml(extraction.data, extraction.doctype).split("\n", 1)
    return f"{title}\n{told}{rest}"


def _pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Yield the pictures among some blocks, those in cells included."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Table):
            yield from _pictures(inner for cell in block.cells for inner in cell.blocks)
