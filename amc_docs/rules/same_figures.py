"""The figures that several tables give for one item agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from amc_docs.achievement import quantity
from amc_docs.alike import words_differ
from amc_docs.figures import figure, same_share, years
from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, shorten


def same_figures(
    record: Record,
    *,
    point: str | None = None,
    union: str,
    key: str,
    labels: Mapping[str, str],
    series: Mapping[str, str] | None = None,
    texts: Sequence[str] = (),
    counts: Mapping[str, str] | None = None,
    sums: Mapping[str, Sequence[str]] | None = None,
) -> Outcome:
    """Compare, for each item of a union, the number that its sources give for a field, and the words of `texts`.

    `counts` are fields with what they are called: numbers of things, of which 1 and 100 (%) are two; a source without
    one of them states it by the parts that `sums` gives. `series` says which series repeats a field by year: a value
    with its year must be that year's, one without must be some year's. Words differ only where they share nothing. Not
    applicable where no item has two sources.
    """
    table = record.matrix(union)
    rows = [row for row in table.items if len(row.sources(key)) > 1] if table else []
    if not rows:
        yield NotApplicable(reason="Ningún indicador está en más de una tabla.")
        return
    for row in rows:
        for field, name in (series or {}).items():
            yield from _against_series(row, field, name, key, labels, point)
            yield from _against_each_other(row, field, key, labels, point, words=False)
        for field in texts:
            yield from _against_each_other(row, field, key, labels, point, words=True)
        for field, called in (counts or {}).items():
            stated = _counted(row, field, (sums or {}).get(field, ()))
            yield from _counts_differ(row, stated, called, key, labels, point)


def _against_series(
    row: Row, field: str, series: str, key: str, labels: Mapping[str, str], point: str | None
) -> Iterator[Breach]:
    """Compare a field's value with the series of the same item, by year where it says one."""
    for source, value in row.sources(field).items():
        stated = figure(value.raw)
        points = {k: v for k, v in _series(row, series).items() if k[1] != source and figure(v.raw) is not None}
        if stated is None or not points:
            continue
        year = years(value.raw) or years(row.raw(f"{field}_anio"))
        dated = {k: v for k, v in points.items() if year and years(k[0])[:1] == year[:1]}
        if year and not dated:
            continue
        candidates = dated or points
        if not any(same_share(stated, figure(v.raw)) for v in candidates.values()):
            (label, other), found = list(candidates.items())[-1]
            where = f"{labels.get(other, other)} ({label})" if dated else labels.get(other, other)
            yield _differ(row, key, value, labels.get(source, source), found, where, point)


def _series(row: Row, name: str) -> dict[tuple[str, str], Value]:
    """Return a series by (label, source)."""
    found = {}
    for column, value in row.values.items():
        match = re.fullmatch(rf"{re.escape(name)}/(.+)@(.+)", column)
        if match and not is_missing(value.raw):
            found[match[1], match[2]] = value
    return found


def _against_each_other(
    row: Row, field: str, key: str, labels: Mapping[str, str], point: str | None, *, words: bool
) -> Iterator[Breach]:
    stated = [(source, v) for source, v in row.sources(field).items() if not is_missing(v.raw)]
    for source, value in stated[1:]:
        first, other = stated[0]
        if words:
            differs = words_differ(other.raw, value.raw)
        else:
            one, two = figure(other.raw), figure(value.raw)
            same_year = set(years(other.raw)) == set(years(value.raw)) or not (years(other.raw) and years(value.raw))
            differs = one is not None and two is not None and same_year and not same_share(one, two)
        if differs:
            yield _differ(row, key, other, labels.get(first, first), value, labels.get(source, source), point)


def _counted(row: Row, field: str, parts: Sequence[str]) -> list[tuple[str, Value, Decimal]]:
    """Return the number of each source: its own, or the sum of its parts where at least one source has its own."""
    found = [(source, v, number) for source, v in row.sources(field).items() if (number := quantity(v)) is not None]
    by_part = [row.sources(part) for part in parts] if found else []
    for source in dict.fromkeys(s for part in by_part for s in part if s not in {known for known, _, _ in found}):
        values = [part[source] for part in by_part if source in part]
        numbers = [number for value in values if (number := quantity(value)) is not None]
        if len(numbers) == len(parts):
            written = " + ".join(value.raw for value in values)
            found.append((source, replace(values[0], raw=written), sum(numbers, Decimal(0))))
    return found


def _counts_differ(
    row: Row,
    stated: Sequence[tuple[str, Value, Decimal]],
    called: str,
    key: str,
    labels: Mapping[str, str],
    point: str | None,
) -> Iterator[Breach]:
    for source, value, number in stated[1:]:
        first, other, known = stated[0]
        if number != known:
            yield _differ(row, key, other, labels.get(first, first), value, labels.get(source, source), point, called)


def _differ(
    row: Row, key: str, value: Value, here: str, other: Value, there: str, point: str | None, called: str = ""
) -> Breach:
    of = f" de {called}" if called else ""
    return Breach(
        message=f"{at_point(point)}«{shorten(row.raw(key), 120)}»: {here} dice «{shorten(value.raw, 50)}»{of} y "
        f"{there}, «{shorten(other.raw, 50)}».",
        evidence=f"{value.raw} / {other.raw}",
        location=value.location,
        places=(other.location,),
        value=value.raw,
        expected=f"{value.raw} o {other.raw}, en los dos lugares" if called else other.raw,
    )
