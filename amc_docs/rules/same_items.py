"""The same items stand in each of several tables: none appears or vanishes between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, is_missing, listed, named_in, quoted, resemblance, shorten

_NEAR = 0.65
"""From here on two names may be one: a person must say."""


def same_items(
    record: Record, *, point: str | None = None, noun: str, sources: Mapping[str, str], labels: Mapping[str, str]
) -> Outcome:
    """Check that each item of one source has its like name in every other source that is present.

    One breach for each item that some source lacks; where a source lacks more than half of another's, one breach names
    them. A name that is only near one of the other source is doubtful. Not applicable with fewer than two sources.
    """
    tables = {name: table for name in sources if (table := record.matrix(name))}
    names = {name: _names(table, sources[name]) for name, table in tables.items()}
    names = {name: values for name, values in names.items() if values}
    if len(names) < 2:
        yield NotApplicable(reason="Solo una de las tablas está: no hay con qué comparar.")
        return
    reported: list[str] = []
    for origin, values in names.items():
        for other, wanted in names.items():
            missing = [v for v in values if other != origin and not _is_in(v.raw, wanted)]
            if len(missing) > max(1, len(values) / 2):
                reported += [v.raw for v in missing]
                yield _many(missing, tables[other], noun, labels[origin], labels[other], point)
    for origin, values in names.items():
        for value in values:
            if any(named_in(value.raw, other) for other in reported):
                continue
            reported.append(value.raw)
            yield from _one(value, origin, names, noun, labels, point)


def _names(table: Matrix, field: str) -> list[Value]:
    """Return the distinct names of a column, in order."""
    found: dict[str, Value] = {}
    for row in table.entries(field):
        if not is_missing(row.raw(field)) and not row.is_merged(field):
            found.setdefault(row.raw(field), row.values[field])
    return list(found.values())


def _is_in(name: str, others: Sequence[Value]) -> bool:
    """Return whether a name is among others; one cell may hold several names."""
    return any(named_in(name, other.raw) or named_in(other.raw, name) for other in others)


def _one(
    value: Value,
    origin: str,
    names: Mapping[str, Sequence[Value]],
    noun: str,
    labels: Mapping[str, str],
    point: str | None,
) -> Iterator[Breach]:
    lacking = [other for other, wanted in names.items() if other != origin and not _is_in(value.raw, wanted)]
    if not lacking:
        return
    there = [labels[other] for other in names if other not in lacking]
    near = {other: like for other in lacking if (like := _nearest(value.raw, names[other]))}
    sure = [other for other in lacking if other not in near]
    for other, like in near.items():
        yield Breach(
            message=f"{at_point(point)}{noun} «{shorten(value.raw, 120)}» de {labels[origin]} no está con ese nombre "
            f"en {labels[other]}: ¿es «{shorten(like.raw, 120)}»?",
            evidence=value.raw,
            location=value.location,
            places=(like.location,),
            value=like.raw,
            expected=value.raw,
            state=State.POR_VERIFICAR,
        )
    if sure:
        yield Breach(
            message=f"{at_point(point)}{noun} «{shorten(value.raw, 120)}» está en {listed(there)} y no en "
            f"{listed(labels[other] for other in sure)}.",
            evidence=value.raw,
            location=value.location,
        )


def _nearest(name: str, others: Sequence[Value]) -> Value | None:
    best = max(others, key=lambda other: resemblance(name, other.raw))
    return best if resemblance(name, best.raw) >= _NEAR else None


def _many(missing: Sequence[Value], other: Matrix, noun: str, here: str, there: str, point: str | None) -> Breach:
    thing = noun.split(maxsplit=1)[-1]
    return Breach(
        message=f"{at_point(point)}{len(missing)} nombres de {thing} de {here} no están en {there}: "
        f"{quoted(v.raw for v in missing)}.",
        evidence=missing[0].raw,
        location=missing[0].location,
        places=(*(v.location for v in missing[1:]), other.location),
    )
