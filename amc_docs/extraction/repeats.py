"""Parts of a form that come many times, each with its own values and tables: a sheet for each process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amc_docs.document import Block, Location, Paragraph, tables_in
from amc_docs.extraction import labels
from amc_docs.record import Matrix, Row, Value
from amc_docs.specs import MatrixSpec, RepeatSpec
from amc_docs.wording import squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One part of the document, from the line that opens it to the next one."""

    opener: Mapping[str, Value]
    """What the named groups of the pattern found in its first line."""
    location: Location
    blocks: tuple[Block, ...]
    """Its content, the line that opens it first."""


def find(content: Mapping[str | None, Sequence[Block]], specs: Sequence[RepeatSpec]) -> dict[str, tuple[Unit, ...]]:
    """Return the units of each repeat, by name; `content` is the blocks of each point, and of the whole under None."""
    return {spec.name: _units(content.get(spec.point, ()), spec) for spec in specs}


def _units(blocks: Sequence[Block], spec: RepeatSpec) -> tuple[Unit, ...]:
    for pattern in spec.opens:
        opens = [(i, found) for i, block in enumerate(blocks) if (found := _opening(block, pattern))]
        if opens:
            stops = [i for i, _ in opens[1:]] + [len(blocks)]
            return tuple(
                Unit(opener=opener, location=blocks[start].location, blocks=tuple(blocks[start:stop]))
                for (start, opener), stop in zip(opens, stops, strict=True)
            )
    return ()


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


def as_matrix(spec: RepeatSpec, units: Sequence[Unit]) -> Matrix | None:
    """Return the units as rows, their values as fields; None where there are none."""
    if not units:
        return None
    rows = tuple(_row(spec, unit) for unit in units)
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


def _row(spec: RepeatSpec, unit: Unit) -> Row:
    written = labels.read(unit.blocks, spec.fields)
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
