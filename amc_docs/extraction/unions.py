"""Arrays of the record that join the rows of several matrices: what the tables of a point say of one item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from amc_docs.alike import Names
from amc_docs.document import Location
from amc_docs.record import Matrix, Row, Value
from amc_docs.specs import UnionSpec
from amc_docs.wording import fold, likeness

_ALIKE = 0.85
_ALIKE_BY_CODE = 0.5
"""Names so alike are one where they share a code, which several items may have."""


def unite(union: UnionSpec, found: Mapping[str, Matrix]) -> Matrix | None:
    """Join the rows of several matrices by their code and by the likeness of their key; None without any source."""
    present = {name: fields for name, fields in union.sources.items() if name in found}
    if not present:
        return None
    rows: list[dict[str, Value]] = []
    names = Names(_ALIKE)
    places: list[Location] = []
    columns: dict[str, str] = {}
    for name, fields in present.items():
        source = found[name]
        renamed = {own: _renamed(own, fields) for own in source.columns}
        columns = {**{to: source.columns[own] for own, to in renamed.items() if to}, **columns}
        used: set[int] = set()
        items = [{to: v for own, v in row.values.items() if (to := _renamed(own, fields))} for row in source.items]
        codes = Counter(_code(values, union) for values in items)
        for row, values in zip(source.items, items, strict=True):
            key = values.get(union.key)
            if key is None or key.is_blank:
                continue
            at = _of_code(values, rows, union, used, codes)
            at = names.best(key.raw, used) if at is None else at
            if at is None:
                rows.append({})
                names.add(key.raw)
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


def _code(values: Mapping[str, Value], union: UnionSpec) -> str:
    value = values.get(union.code)
    return fold(value.raw) if value else ""


def _of_code(
    values: Mapping[str, Value],
    rows: Sequence[Mapping[str, Value]],
    union: UnionSpec,
    used: set[int],
    codes: Mapping[str, int],
) -> int | None:
    """Return the row of the same code; where several items have it, the one whose name is most alike."""
    code = _code(values, union)
    alike = [at for at, row in enumerate(rows) if code and at not in used and _code(row, union) == code]
    if len(alike) == 1 and codes[code] == 1:
        return alike[0]
    name = values[union.key].raw
    best = max(alike, key=lambda at: likeness(name, rows[at][union.key].raw), default=None)
    return best if best is not None and likeness(name, rows[best][union.key].raw) >= _ALIKE_BY_CODE else None


def _merge(row: dict[str, Value], values: Mapping[str, Value], source: str) -> None:
    for name, value in values.items():
        row.setdefault(f"{name}@{source}", value)
        if name not in row or row[name].is_blank:
            row[name] = value
