"""From tables to matrices: typed rows, each value with its origin; columns that no field claims are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from amc_docs.doctype import DocType
from amc_docs.document import Cell, Location, Table
from amc_docs.extraction.heads import Grid, Head, read, transposed
from amc_docs.extraction.values import Convention, convention, number
from amc_docs.record import Matrix, Row, Value
from amc_docs.specs import FieldSpec, MatrixSpec, UnionSpec
from amc_docs.wording import containment, fold, likeness, squeeze

_MERE_NUMBER = re.compile(r"(S/\.?\s?)?[-\d.,'\s]*\d\s?%?")
_TOTAL = re.compile(r"^(sub ?total|total|totales|suma|monto total|costo total|presupuesto total)\b")
_MOST_OF_COLUMNS = 0.6


def find(
    tables: Iterable[Table], owner: Mapping[int, str], doctype: DocType, captions: Mapping[int, str]
) -> dict[str, Matrix]:
    """Return the matrices found, by name.

    `owner` maps a table's number to the point that holds it, `captions` to the line above it. A table in another point
    than the matrix's own counts only where the own point has none, and if most of its columns are understood.
    """
    readings = [best for table in tables if (best := _best(table, owner, doctype, captions))]
    found: dict[str, Matrix] = {}
    for spec in doctype.matrices:
        own = [(t, h) for t, h in readings if h.spec is spec and owner.get(t.number) == spec.point]
        strange = [(t, h) for t, h in readings if h.spec is spec and _is_clear(h, t)]
        if chosen := _of_one_kind(own or strange[:1]):
            found[spec.name] = _joined([_matrix(table, head) for table, head in chosen])
    for union in doctype.unions:
        if matrix := _union(union, found):
            found[union.name] = matrix
    return found


def _best(
    table: Table, owner: Mapping[int, str], doctype: DocType, captions: Mapping[int, str]
) -> tuple[Table, Head] | None:
    """Return the reading that understands most of the table, with the table as it was read (perhaps transposed).

    The matrices of the table's own point are tried first; those of other points only if none of them fits.
    """
    number = owner.get(table.number)
    caption = fold(captions.get(table.number, ""))
    own = [spec for spec in doctype.matrices if spec.point == number]
    others = [spec for spec in doctype.matrices if spec.point != number]
    return _likeliest(table, own, caption) or _likeliest(table, others, caption)


def _likeliest(table: Table, specs: Sequence[MatrixSpec], caption: str) -> tuple[Table, Head] | None:
    best: tuple[Table, Head] | None = None
    best_score = 0.0
    plain, exchanged = (table, table.grid()), (transposed(table), transposed(table).grid())
    for spec in specs:
        for turned, grid in (plain, exchanged) if spec.transposed else (plain,):
            head = read(grid, spec)
            if head is None:
                continue
            score = head.score + 0.5 * any(fold(h) in caption for h in spec.headings if caption)
            if score > best_score:
                best, best_score = (turned, head), score
    return best


def _of_one_kind(readings: Sequence[tuple[Table, Head]]) -> list[tuple[Table, Head]]:
    """Return the richest table and those with nearly its fields: a summary beside it is not more of the same."""
    if not readings:
        return []
    fields = max((head.fields for _, head in readings), key=len)
    return [(t, h) for t, h in readings if len(h.fields & fields) >= 0.8 * len(fields)]


def _is_clear(head: Head, table: Table) -> bool:
    return len(head.columns) >= 3 and len(head.columns) >= _MOST_OF_COLUMNS * table.column_count


def _matrix(table: Table, head: Head) -> Matrix:
    grid = table.grid()
    fields = {f.name: f for f in head.spec.fields}
    body = range(head.body, len(grid))
    conventions = {
        column: convention(squeeze(cell.text) for i in body if (cell := grid[i][column]))
        for column, name in head.columns.items()
        if fields[name.split("/")[0]].type != "string" or "/" in name
    }
    top = next((c for c in grid[head.first] if c), None)
    unmapped = [head.heads[c] for c in range(len(grid[0])) if c not in head.columns and head.heads[c]]
    return Matrix(
        name=head.spec.name,
        point=head.spec.point,
        columns={name: head.heads[column] for column, name in head.columns.items()},
        unmapped=tuple(dict.fromkeys(unmapped)),
        rows=tuple(_rows(grid, head, fields, conventions)),
        tables=(table.number,),
        location=top.location if top else table.location,
        heading=" | ".join(dict.fromkeys(text for row in grid[head.first : head.body] for text in _texts(row) if text)),
    )


def _rows(
    grid: Grid, head: Head, fields: Mapping[str, FieldSpec], conventions: Mapping[int, Convention | None]
) -> Iterable[Row]:
    titles = {tuple(_texts(grid[i])) for i in range(head.body)}
    group: Cell | None = None
    for cells in grid[head.body :]:
        texts = _texts(cells)
        if (not any(texts) and not any(c and (c.has_picture or c.tables) for c in cells)) or tuple(texts) in titles:
            continue
        distinct = list({id(c): c for c in cells if c}.values())
        if len(distinct) == 1 and len(cells) > 1:
            group = distinct[0]
            continue
        values = {
            name: _value(cell, fields[name.split("/")[0]], conventions.get(column))
            for column, name in head.columns.items()
            if (cell := cells[column])
        }
        for field in fields.values():
            wanted = field.from_group and field.name not in values
            if group and wanted and re.search(field.from_group, fold(group.text)):
                values[field.name] = _value(group, field, None)
        first = next((t for t in texts if t), "")
        anchor = next((c for c in cells if c and c.text), cells[0])
        yield Row(
            values=values,
            location=anchor.location if anchor else Location(),
            is_total=bool(_TOTAL.match(fold(first))),
        )


def _texts(cells: Sequence[Cell | None]) -> list[str]:
    return [squeeze(c.text) if c else "" for c in cells]


def _value(cell: Cell, field: FieldSpec, column: Convention | None) -> Value:
    raw = squeeze(cell.text)
    if not raw and cell.has_picture:
        raw = "[imagen]"
    common = {"raw": raw, "location": cell.location, "confidence": cell.confidence}
    if field.type == "number" and raw:
        parsed, issue = number(raw, column, money=True)
        return Value(value=parsed, issue=issue if parsed is None else "", **common)  # type: ignore[arg-type]
    if (field.series == "year" or field.type == "mixed") and raw:
        parsed, _ = number(raw, column) if _MERE_NUMBER.fullmatch(raw) else (None, "")
        return Value(value=parsed if parsed is not None else raw, **common)  # type: ignore[arg-type]
    return Value(value=raw or None, **common)  # type: ignore[arg-type]


def _joined(parts: Sequence[Matrix]) -> Matrix:
    """Join the tables of one matrix: a ministry may give one for each product or level."""
    first = parts[0]
    columns: dict[str, str] = {}
    for part in parts:
        columns = {**part.columns, **columns}
    return replace(
        first,
        columns=columns,
        unmapped=tuple(dict.fromkeys(head for part in parts for head in part.unmapped)),
        rows=tuple(row for part in parts for row in part.rows),
        tables=tuple(number for part in parts for number in part.tables),
    )


def _union(union: UnionSpec, found: Mapping[str, Matrix]) -> Matrix | None:
    """Join the rows of several matrices by the likeness of their key; None where no source was found."""
    present = {name: fields for name, fields in union.sources.items() if name in found}
    if not present:
        return None
    rows: list[dict[str, Value]] = []
    places: list[Location] = []
    columns: dict[str, str] = {}
    for name, fields in present.items():
        source = found[name]
        renamed = {own: _renamed(own, fields) for own in source.columns}
        columns = {**{to: source.columns[own] for own, to in renamed.items() if to}, **columns}
        used: set[int] = set()
        for row in source.items:
            values = {to: value for own, value in row.values.items() if (to := _renamed(own, fields))}
            key = values.get(union.key)
            if key is None or key.is_blank:
                continue
            at = _same(key.raw, rows, union.key, used)
            if at is None:
                rows.append({})
                places.append(row.location)
                at = len(rows) - 1
            used.add(at)
            _merge(rows[at], values, name)
    first = found[next(iter(present))]
    return Matrix(
        name=union.name,
        point=union.point,
        columns=columns,
        rows=tuple(Row(values=v, location=p) for v, p in zip(rows, places, strict=True)),
        tables=tuple(t for name in present for t in found[name].tables),
        location=first.location,
        heading=first.heading,
    )


def _renamed(own: str, fields: Mapping[str, str]) -> str:
    plain, slash, key = own.partition("/")
    return f"{fields[plain]}{slash}{key}" if plain in fields else ""


def _same(name: str, rows: Sequence[Mapping[str, Value]], key: str, used: set[int]) -> int | None:
    """Return the row that this name is another wording of, none that its own table has given already."""
    best, best_score = None, 0.0
    for at, row in enumerate(rows):
        other = row[key].raw
        score = max(likeness(name, other), min(containment(name, other), containment(other, name)))
        if at in used and score < 1.0:
            continue
        if score > best_score:
            best, best_score = at, score
    return best if best_score >= 0.85 else None


def _merge(row: dict[str, Value], values: Mapping[str, Value], source: str) -> None:
    for name, value in values.items():
        row.setdefault(f"{name}@{source}", value)
        if name not in row or row[name].is_blank:
            row[name] = value
