"""Parts of a form that come many times, each with its own values and tables: a sheet for each process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amc_docs.doctype import DocType
from amc_docs.document import Block, Location, Paragraph, Table, tables_in
from amc_docs.extraction import labels
from amc_docs.extraction.forms import Piece
from amc_docs.record import Matrix, Row, Value
from amc_docs.specs import MatrixSpec, RepeatSpec
from amc_docs.wording import fold, squeeze

_MASTHEAD = 6
"""Rows of a table that may tell which unit it opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One part of the document, from the line that opens it to the next one."""

    opener: Mapping[str, Value]
    """What the named groups of the pattern found in its first line."""
    location: Location
    blocks: tuple[Block, ...]
    """Its content, the line that opens it first."""


def find(content: Mapping[str | None, Sequence[Block]], specs: Sequence[RepeatSpec]) -> dict[str, tuple[Unit, ...]]:
    """Return the units of each repeat, by name; `content` is the blocks of each point, and of the whole under None.

    Units that tables open are looked for in the whole document where their point is not there.
    """
    whole = content.get(None, ())
    return {s.name: _units(content.get(s.point) or (whole if s.opens_table else ()), s) for s in specs}


def find_untitled(pieces: Sequence[Piece], doctype: DocType, titles: Mapping[str, int]) -> dict[str, int]:
    """Return, for a point whose title is lost and which holds such parts, the piece that opens the first of them.

    `titles` maps the points found to the last piece of their title; what stands before the points that come before it
    in the form is not looked at.
    """
    numbers = [spec.number for spec in doctype.points]
    found: dict[str, int] = {}
    for spec in doctype.repeats:
        if spec.point is None or spec.point in titles or spec.point not in numbers or not spec.opens_table:
            continue
        before = numbers[: numbers.index(spec.point)]
        start = max((titles[n] for n in before if n in titles), default=-1) + 1
        units = _openings([piece.block for piece in pieces[start:]], spec)
        if len(units) > 1:
            found[spec.point] = start + units[0][0]
    return found


def _units(blocks: Sequence[Block], spec: RepeatSpec) -> tuple[Unit, ...]:
    opens = _openings(blocks, spec)
    stops = [i for i, _ in opens[1:]] + [len(blocks)]
    units = (
        Unit(opener=opener, location=blocks[start].location, blocks=tuple(blocks[start:stop]))
        for (start, opener), stop in zip(opens, stops, strict=False)
    )
    return tuple(part for unit in units for part in _divided(unit, spec))


def _openings(blocks: Sequence[Block], spec: RepeatSpec) -> list[tuple[int, dict[str, Value]]]:
    """Return where a unit begins, and what the line or table there tells of it."""
    opens = _by_headings(blocks, spec)
    if not spec.opens_table:
        return opens
    tables = [(i, found) for i, block in enumerate(blocks) if (found := _opening_table(block, spec))]
    return _other_ones(sorted([*opens, *tables], key=lambda pair: pair[0]), blocks, spec)


def _by_headings(blocks: Sequence[Block], spec: RepeatSpec) -> list[tuple[int, dict[str, Value]]]:
    """Return the lines that open a unit, by the first pattern that finds any; plain text only where no heading does."""
    for pattern in spec.opens:
        opens = [(i, found) for i, block in enumerate(blocks) if (found := _opening(block, pattern))]
        if opens:
            return [(i, found) for i, found in opens if _is_heading(blocks[i])] or opens
    return []


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and (block.level is not None or block.is_bold)


def _other_ones(
    opens: Sequence[tuple[int, dict[str, Value]]], blocks: Sequence[Block], spec: RepeatSpec
) -> list[tuple[int, dict[str, Value]]]:
    """Return the openings without those that only name their unit again: by its key, or by the first name in tables.

    The first table under a heading is the heading's, whatever it says.
    """
    found: list[tuple[int, dict[str, Value]]] = []
    known: dict[str, str] = {}
    for position, opener in opens:
        said = {name: fold(value.raw) for name, value in opener.items()}
        by = spec.key if spec.key in said else next(iter(said), "")
        is_headed = bool(found) and not any(isinstance(b, Table) for b in blocks[found[-1][0] : position])
        is_table = isinstance(blocks[position], Table)
        if found and ((is_table and is_headed) or said.get(by, "") == known.setdefault(by, said.get(by, ""))):
            continue
        found.append((position, opener))
        known = {by: said.get(by, "")}
    return found


def _opening_table(block: Block, spec: RepeatSpec) -> dict[str, Value] | None:
    """Return what the named groups of the first pattern find in the first rows of a table; None where none fits."""
    if not isinstance(block, Table):
        return None
    cells = [c for c in block.cells if c.row < _MASTHEAD and c.text]
    text = "\n".join(squeeze(c.printed) for c in cells)
    for pattern in spec.opens_table:
        if found := re.search(pattern, text, re.I | re.M):
            groups = {name: squeeze(words) for name, words in found.groupdict().items() if words}
            places = {n: next((c for c in cells if words in squeeze(c.printed)), None) for n, words in groups.items()}
            return {
                name: Value(raw=words, value=words, location=cell.location if cell else block.location)
                for (name, words), cell in zip(groups.items(), places.values(), strict=True)
            }
    return None


def _divided(unit: Unit, spec: RepeatSpec) -> tuple[Unit, ...]:
    """Return the units that one opening line covers: one for each time that the dividing field's label comes."""
    own = [field for field in spec.fields if field.name == spec.divides]
    starts = [i for i, b in enumerate(unit.blocks) if isinstance(b, Paragraph) and labels.read([b], own)]
    if len(starts) < 2:
        return (unit,)
    stops = [*starts[1:], len(unit.blocks)]
    return tuple(
        Unit(opener=unit.opener, location=unit.blocks[start].location, blocks=unit.blocks[start:stop])
        for start, stop in zip(starts, stops, strict=True)
    )


def _opening(block: Block, pattern: str) -> dict[str, Value] | None:
    if not isinstance(block, Paragraph):
        return None
    found = re.search(pattern, squeeze(block.printed), re.I)
    if found is None:
        return None
    groups = {name: squeeze(text) for name, text in found.groupdict().items() if text}
    return {
        name: Value(raw=text, value=text, location=block.location, confidence=block.confidence)
        for name, text in groups.items()
    }


def as_matrix(spec: RepeatSpec, units: Sequence[Unit], taken: Mapping[int, int]) -> Matrix | None:
    """Return the units as rows, their values as fields; None where there are none.

    `taken` maps the number of a table that is a matrix of the unit's to the first row below its head: what stands there
    is no value of a label in the head.
    """
    if not units:
        return None
    rows = tuple(_row(spec, unit, taken) for unit in units)
    titles = {field.name: field.title for field in spec.fields}
    said = {name for row in rows for name in row.values}
    return Matrix(
        name=spec.name,
        point=spec.point,
        columns={name: title for name, title in titles.items() if name in said},
        rows=rows,
        tables=tuple(t.number for unit in units for t in tables_in(unit.blocks)),
        location=units[0].location,
        heading=spec.title,
    )


def _row(spec: RepeatSpec, unit: Unit, taken: Mapping[int, int]) -> Row:
    written = labels.read(unit.blocks, spec.fields, taken)
    return Row(values={**written, **unit.opener}, location=unit.location)


def with_units(matrix: Matrix, spec: MatrixSpec, key: str, repeated: Matrix, units: Sequence[Unit]) -> Matrix:
    """Return a matrix whose rows also tell the unit that their table stands in, by the unit's value of `key`."""
    keys: dict[int | None, Value] = {}
    for unit, row in zip(units, repeated.rows, strict=True):
        if value := row.values.get(key):
            keys |= dict.fromkeys((t.number for t in tables_in(unit.blocks)), value)
    told = ((row, keys.get(row.location.table)) for row in matrix.rows)
    return replace(
        matrix,
        rows=tuple(replace(r, values={**r.values, spec.unit_field: value}) if value else r for r, value in told),
    )
