"""Arrays of the record that join the rows of several matrices: what the tables of a point say of one item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amc_docs.document import Location
from amc_docs.record import Matrix, Row, Value
from amc_docs.specs import UnionSpec
from amc_docs.wording import containment, likeness


def unite(union: UnionSpec, found: Mapping[str, Matrix]) -> Matrix | None:
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
