"""The factors of a row give its product: unit cost × quantity = total cost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import prod

from amc_docs.document import Location
from amc_docs.figures import close, printed_like
from amc_docs.findings import Breach, Fix, NotApplicable
from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, shorten


def product_matches(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    factors: Sequence[str],
    product: str,
    rates: Mapping[str, Sequence[str]] | None = None,
    divisors: Sequence[int] = (),
) -> Outcome:
    """Check the product of each row; rows without all the numbers, or with one that is not clear, are left out.

    A product cell merged over several rows must be the sum of their products. Staff is often costed by a monthly or
    daily pay over hours: where a field of `rates` matches one of its patterns, a product divided by exactly one of
    `divisors` is right. Not applicable where no row has the numbers.

    Any of the figures may be the wrong one; the product surely is where a total of the matrix counts on the right one.
    """
    table = record.matrix(matrix)
    groups = _groups(table, factors, product) if table else []
    if table is None or not groups:
        yield NotApplicable(reason="Ninguna fila tiene todos los números que se multiplican.")
        return
    for rows in groups:
        stated = rows[0].values[product]
        expected = sum((prod(_numbers(row, factors), start=Decimal(1)) for row in rows), Decimal(0))
        if close(_number(stated), expected) or _by_rate(rows, expected, _number(stated), rates or {}, divisors):
            continue
        written = " + ".join(" × ".join(row.raw(f) for f in factors) for row in rows)
        right = printed_like(expected, stated.raw)
        yield Breach(
            message=f"{at_point(point or table.point)}«{shorten(rows[0].raw(key), 90)}»: {written} es {right}, no "
            f"{stated.raw}.",
            evidence=f"{rows[0].raw(key)} | {written} | {stated.raw}",
            location=stated.location,
            value=stated.raw,
            expected=right,
            fixes=_fixes(table, product, stated, expected, right),
        )


def _fixes(table: Matrix, product: str, stated: Value, expected: Decimal, right: str) -> tuple[Fix, ...]:
    """Return the correction of a product that a total below it confirms, of the rows since the last one or of all."""
    block: dict[Location, Decimal] = {}
    every: dict[Location, Decimal] = {}
    for row in table.rows:
        value = row.values.get(product)
        if value is None or not _is_number(value) or value.location.row is None:
            continue
        if not row.is_total:
            block[value.location] = every[value.location] = _number(value)
            continue
        for items in (block, every):
            off = _number(value) - sum(items.values(), Decimal(0))
            if stated.location in items and abs(off) > 1 and abs(off - (expected - _number(stated))) <= 1:
                return (Fix(location=stated.location, before=stated.raw, after=right),)
        block = {}
    return ()


def _groups(table: Matrix, factors: Sequence[str], product: str) -> list[list[Row]]:
    """Return the rows to multiply, together where one product cell covers them."""
    groups: dict[object, list[Row]] = {}
    for at, row in enumerate(table.items):
        value = row.values.get(product)
        if value is not None:
            place = value.location
            groups.setdefault(place if place.row is not None else at, []).append(row)
    return [rows for rows in groups.values() if all(_is_complete(row, [*factors, product]) for row in rows)]


def _is_complete(row: Row, names: Sequence[str]) -> bool:
    values = [row.values.get(name) for name in names]
    places = {id(v) if v is None or v.location.row is None else v.location for v in values}
    return len(places) == len(names) and all(_is_number(v) for v in values)


def _is_number(value: Value | None) -> bool:
    return (
        value is not None
        and not value.issue
        and isinstance(value.value, Decimal | int)
        and not isinstance(value.value, bool)
    )


def _number(value: Value) -> Decimal:
    return Decimal(str(value.value))


def _numbers(row: Row, names: Sequence[str]) -> list[Decimal]:
    return [_number(row.values[name]) for name in names]


def _by_rate(
    rows: Sequence[Row],
    expected: Decimal,
    stated: Decimal,
    rates: Mapping[str, Sequence[str]],
    divisors: Sequence[int],
) -> bool:
    """Return whether the rows are paid by the hour and the total is the product over the hours of a day or month."""
    paid = all(
        any(re.search(pattern, fold(row.raw(field))) for field, patterns in rates.items() for pattern in patterns)
        for row in rows
    )
    return bool(rates) and paid and any(abs(expected / k - stated) <= Decimal("0.01") for k in divisors)
