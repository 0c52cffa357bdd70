"""A table of levels against items adds up: by column, by row, and to the number of items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, listed, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    fact: str
    said: str
    expected: str
    place: Location


def levels_add_up(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    label: str,
    series: str,
    total: str,
    counted: Mapping[str, str],
) -> Outcome:
    """Check the sum of each column of `series`, of each row in `total`, and the grand total.

    Without a row of totals each item must stand at one level. The grand total must be the number of items of one of the
    `counted` columns (`matrix/field` → what to call it). A blank cell counts nothing, a mark one; columns and rows with
    other cells are left out. One breach for the table. Not applicable without the matrix.
    """
    table = record.matrix(matrix)
    parts = [part for part in _parts(table, label, series, total) if len(part.levels) > 1] if table else []
    if table is None or not parts:
        yield NotApplicable(reason="No hay una tabla de niveles que sumar.")
        return
    faults = [f for part in parts for f in (*_by_column(part, table), *_by_row(part, label))]
    faults = faults or list(_by_items(record, parts, counted))
    if not faults:
        return
    first, *others = faults
    facts = "; ".join(f.fact for f in faults[:3]) + (f"; hay {len(faults) - 3} más" if len(faults) > 3 else "")
    last = parts[0].sums or parts[0].levels[-1]
    yield Breach(
        message=f"{at_point(point or table.point)}{facts}.",
        evidence=shorten(" | ".join(v.raw for v in last.values.values() if v.raw), 240) or table.head,
        location=first.place,
        places=tuple(f.place for f in others),
        value=first.said,
        expected=first.expected,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One table: a report on several policies has one for each."""

    levels: tuple[Row, ...]
    sums: Row | None
    names: tuple[str, ...]
    """The fields of the items."""
    total: str
    """Empty where it has no column of totals."""


def _parts(table: Matrix, label: str, series: str, total: str) -> Iterator[_Part]:
    for number in dict.fromkeys(row.location.table for row in table.rows):
        rows = [row for row in table.rows if row.location.table == number]
        levels = tuple(row for row in rows if not row.is_total and not is_missing(row.raw(label)))
        if levels:
            yield _Part(
                levels=levels,
                sums=next((row for row in rows if row.is_total), None),
                names=tuple(f"{series}/{key}" for key in levels[0].series(series)),
                total=total if total in levels[0].values else "",
            )


def _count(value: Value | None) -> Decimal | None:
    """Return what a cell counts; None where it says something else."""
    if value is None or value.is_blank:
        return Decimal(0)
    if isinstance(value.value, Decimal):
        return value.value
    return Decimal(1) if fold(value.raw) in ("x", "si") else None


def _sum(values: Sequence[Value | None]) -> Decimal | None:
    counts = [_count(v) for v in values]
    known = [c for c in counts if c is not None]
    return sum(known, Decimal(0)) if len(known) == len(counts) else None


def _by_column(part: _Part, table: Matrix) -> Iterator[_Fault]:
    for name in (*part.names, *([part.total] if part.total else [])):
        found = _sum([row.values.get(name) for row in part.levels])
        stated = part.sums.values.get(name) if part.sums else None
        head = name.partition("/")[2]
        called = f"la columna «{head or table.columns[name]}»"
        if found is None:
            continue
        if stated is None or stated.is_blank:
            first = part.levels[0].values.get(name)
            if part.sums is None and head and found != 1 and first:
                fact = f"{called} suma {found:f}: un indicador tiene un solo nivel"
                yield _Fault(fact=fact, said=f"{found:f}", expected="1", place=first.location)
        elif _count(stated) not in (None, found):
            fact = f"{called} suma {found:f}, y su total dice «{stated.raw}»"
            yield _Fault(fact=fact, said=stated.raw, expected=f"{found:f}", place=stated.location)


def _by_row(part: _Part, label: str) -> Iterator[_Fault]:
    if not part.total or not part.names:
        return
    for row in (*part.levels, *([part.sums] if part.sums else [])):
        found = _sum([row.values.get(name) for name in part.names])
        stated = row.values.get(part.total)
        if found is None or stated is None or stated.is_blank or _count(stated) in (None, found):
            continue
        fact = f"la fila «{shorten(row.raw(label), 60)}» suma {found:f}, y su total dice «{stated.raw}»"
        yield _Fault(fact=fact, said=stated.raw, expected=f"{found:f}", place=stated.location)


def _grand(part: _Part) -> tuple[Decimal | None, Value | None]:
    """Return how many items a table deals out, and the cell that says so."""
    stated = part.sums.values.get(part.total) if part.sums and part.total else None
    fields = [part.total] if part.total else part.names
    cells = [row.values.get(name) for row in part.levels for name in fields]
    grand = _count(stated) if stated and not stated.is_blank else _sum(cells)
    return grand, stated or next((v for v in cells if v), None)


def _by_items(record: Record, parts: Sequence[_Part], counted: Mapping[str, str]) -> Iterator[_Fault]:
    """Yield a grand total that is the number of items of no table."""
    grands = [_grand(part) for part in parts]
    known = [grand for grand, _ in grands if grand is not None]
    numbers = {path: number for path in counted if (number := _items(record, path))}
    place = grands[0][1]
    grand = sum(known, Decimal(0))
    if len(known) < len(grands) or not numbers or place is None or grand in numbers.values():
        return
    others = listed(f"{counted[path]} tiene {number}" for path, number in numbers.items())
    fact = f"la tabla reparte {grand:f} indicadores, y {others}"
    expected = listed(dict.fromkeys(str(n) for n in numbers.values()))
    yield _Fault(fact=fact, said=f"{grand:f}", expected=expected, place=place.location)


def _items(record: Record, path: str) -> int:
    """Return how many distinct cells a column has; 0 where it is absent."""
    name, _, field = path.partition("/")
    table = record.matrix(name)
    rows = table.items if table else ()
    return len({(fold(row.raw("codigo")), fold(row.raw(field))) for row in rows if not is_missing(row.raw(field))})
