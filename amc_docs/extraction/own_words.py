"""What a point says itself: its words outside tables, and where its tables stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.document import Block, Paragraph, Table, nested, paragraphs_in
from amc_docs.extraction.mentions import dated
from amc_docs.forms import data_tables
from amc_docs.forms.data_shape import NAME_OF_YEAR
from amc_docs.forms.layout import layout_of
from amc_docs.forms.years import year_name_in, year_names
from amc_docs.record import Point, Record
from amc_docs.wording import fold

Entry = str | dict[str, Any]
"""Lines of text, `{"matriz": name}` where the table of a matrix stands, `{"tabla": rows}` for any other table.

Outside the points a heading is `{"titulo": words}`.
"""


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


def around(record: Record, doctype: DocType) -> dict[str, list[Entry]]:
    """Return what stands before and behind the points and is neither the form's title nor a value: `antes`, `despues`.

    Nothing where the document's own parts stand outside the points.
    """
    if not record.order or None in {*(m.point for m in doctype.matrices), *(r.point for r in doctype.repeats)}:
        return {}
    layout = layout_of(doctype)
    known = fold(" ".join((*layout.title, layout.subtitle, doctype.title))).split()
    values = [value for pointer, value in record.values.items() if pointer not in doctype.scalars]
    places = {value.location for value in values}
    said = {fold(line) for value in values for line in value.raw.split("\n")}
    titles = [re.compile(pattern, re.I) for part in layout.parts for pattern in part.stands_for]
    opening = record.outside[: len(record.outside) - len(record.closing)]
    found: dict[str, list[Entry]] = {}
    for name, blocks in (("antes", opening), ("despues", record.closing)):
        entries: list[Entry] = []
        for block in blocks:
            if isinstance(block, Table) and any(cell.printed.strip() for cell in block.cells):
                inside = {p.location for p in paragraphs_in([block])}
                entries += [] if inside & places else [data_tables.as_data(block)]
            elif isinstance(block, Paragraph) and (words := _lines(block)):
                is_known = set(fold(words).split()) <= set(known) or fold(words) in said or block.location in places
                is_known = is_known or any(title.fullmatch(words.replace("\n", " ")) for title in titles)
                is_title = block.level is not None or block.is_bold
                entries += [] if is_known else [{"titulo": words.replace("\n", " ")} if is_title else words]
        if entries:
            found[name] = entries
    return found


def year_name(record: Record) -> dict[str, str]:
    """Return the year's name as it is written; nothing where it is the official one of the date."""
    found = year_name_in([*(f.text for f in record.document.furniture), *(v.raw for v in record.values.values())])
    day = record.values.get("/fecha")
    mention = dated(Paragraph(text=day.raw)) if day else None
    official = year_names().get(str(mention.value.year), "") if mention and isinstance(mention.value, date) else ""
    return {NAME_OF_YEAR: found} if found and fold(found) != fold(official) else {}


def _lines(block: Paragraph) -> str:
    return "\n".join(line for part in block.printed.split("\n") if (line := part.strip()))


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
            words = _lines(block)
            if words and not _is_caption(words, names, doctype):
                yield words
        elif isinstance(block, Table):
            names = _named(block, matrices)
            yield from ({"matriz": name} for name in names if name not in given)
            given.update(names)
            if not names and any(cell.text.strip() for cell in block.cells):
                yield data_tables.as_data(block)


def _named(table: Table, matrices: Mapping[int, Sequence[str]]) -> Sequence[str]:
    return list(dict.fromkeys(name for inner in nested(table) for name in matrices.get(inner.number, ())))


def _is_caption(words: str, names: Iterable[str], doctype: DocType) -> bool:
    """Whether a line right above the table of a matrix only says the form's name of it."""
    said = fold(words)
    specs = [spec for spec in doctype.matrices if spec.name in names]
    return any(said in (fold(spec.title), *map(fold, spec.headings)) for spec in specs)
