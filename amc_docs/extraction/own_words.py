"""What a point says itself: its words outside tables, and where its tables stand among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.document import Block, Paragraph, Table, nested
from amc_docs.record import Point, Record
from amc_docs.wording import fold

Entry = str | dict[str, Any]
"""Lines of text, `{"matriz": name}` where the table of a matrix stands, or `{"tabla": rows}` for any other table."""


def of(point: Point, record: Record, doctype: DocType) -> dict[str, Any]:
    """Return `texto`, and `contenido` where the text and the matrices in the schema's order do not tell the content.

    What belongs to the parts of the form that come many times (sheets) is theirs, and the caption of a matrix is the
    form's: neither is a word of the point's own.
    """
    matrices = _matrices_of_tables(record, doctype)
    entries = list(_entries(_without_units(point.blocks, record, doctype), matrices, doctype))
    text = "\n".join(entry for entry in entries if isinstance(entry, str))
    found: dict[str, Any] = {"texto": text}
    told = [name for name in (m.name for m in doctype.matrices) if {"matriz": name} in entries]
    expected: list[Entry] = (
        [*text.split("\n"), *({"matriz": name} for name in told)] if text else [{"matriz": name} for name in told]
    )
    plain = [line for entry in entries for line in (entry.split("\n") if isinstance(entry, str) else (entry,))]
    return found if plain == expected else {**found, "contenido": entries}


def _matrices_of_tables(record: Record, doctype: DocType) -> Mapping[int, Sequence[str]]:
    """Return the matrices that were read from each table, in the schema's order."""
    found: dict[int, list[str]] = {}
    for spec in doctype.matrices:
        matrix = record.matrices.get(spec.name)
        for number in matrix.tables if matrix else ():
            found.setdefault(number, []).append(spec.name)
    return found


def _without_units(blocks: Sequence[Block], record: Record, doctype: DocType) -> Sequence[Block]:
    """Return the blocks before the first part that comes many times, unless its values only repeat the text."""
    properties = doctype.schema.get("properties", {})
    own = [r.name for r in doctype.repeats if not properties.get(r.name, {}).get("readOnly")]
    starts = [m.rows[0].location for name in own if (m := record.matrices.get(name)) and m.rows]
    stop = next((place for place, block in enumerate(blocks) if block.location in starts), len(blocks))
    return blocks[:stop]


def _entries(blocks: Sequence[Block], matrices: Mapping[int, Sequence[str]], doctype: DocType) -> Iterator[Entry]:
    """Yield the content in order; a matrix in several tables stands where its first one does."""
    given: set[str] = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            names = _named(following, matrices) if isinstance(following, Table) else ()
            lines = [line.strip() for line in block.printed.split("\n")]
            words = "\n".join(line for line in lines if line)
            if words and not _is_caption(words, names, doctype):
                yield words
        elif isinstance(block, Table):
            names = _named(block, matrices)
            yield from ({"matriz": name} for name in names if name not in given)
            given.update(names)
            if not names and any(cell.text.strip() for cell in block.cells):
                yield {"tabla": block.rows()}


def _named(table: Table, matrices: Mapping[int, Sequence[str]]) -> Sequence[str]:
    return list(dict.fromkeys(name for inner in nested(table) for name in matrices.get(inner.number, ())))


def _is_caption(words: str, names: Iterable[str], doctype: DocType) -> bool:
    """Whether a line right above the table of a matrix only says the form's name of it."""
    said = fold(words)
    specs = [spec for spec in doctype.matrices if spec.name in names]
    return any(said in (fold(spec.title), *map(fold, spec.headings)) for spec in specs)
