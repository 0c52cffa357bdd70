"""One activity keeps one name and one place: what one point names, the others name too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import names
from amc_docs.record import Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import listed, named_in, resemblance, same_name, shorten

_NEAR = 0.65
"""From here on two names may be of one activity: a person must say."""
_SAME_LIST = 0.6
"""Share of the items of a source that must be in the other, for the rest to be certainly missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missing:
    """An activity that one source names and another does not."""

    value: Value
    origin: str
    target: str
    near: Value | None
    """The most like name of the target, where it is near enough to be the same."""
    is_certain: bool
    """Most of the origin's other activities are in the target."""


def activities_correspond(
    record: Record,
    *,
    point: str | None = None,
    sources: Mapping[str, str],
    pairs: Sequence[Sequence[str]],
    labels: Mapping[str, str],
    points: Mapping[str, str],
) -> Outcome:
    """Check, for each pair (from, to) of `pairs`, that every activity of the one matrix is in the other.

    `sources` gives the field of each matrix. Certain only where most activities of the one are in the other; names that
    are near, and lists of another kind, come together in one doubt. Not applicable with fewer than two sources.
    """
    found = {name: names(record, table, field) for name, field in sources.items() if (table := record.matrix(name))}
    found = {name: values for name, values in found.items() if values}
    if len(found) < 2:
        yield NotApplicable(reason="Solo un punto tiene una lista de actividades: no hay con qué comparar.")
        return
    missing = [m for a, b in pairs if a in found and b in found for m in _missing(a, b, found)]
    sure: dict[str, list[_Missing]] = {}
    for one in missing:
        if one.is_certain and one.near is None:
            name = next((known for known in sure if same_name(known, one.value.raw)), one.value.raw)
            sure.setdefault(name, []).append(one)
    where = {name: points.get(name, point or "") for name in found}
    for name, cases in sure.items():
        yield _breach(name, cases, found, labels, where)
    doubts = [m for m in missing if not any(same_name(m.value.raw, name) for name in sure)]
    if doubts:
        yield _doubt(doubts, labels, where)


def _missing(origin: str, target: str, found: Mapping[str, Sequence[Value]]) -> list[_Missing]:
    items, others = found[origin], found[target]
    absent = [v for v in items if not _is_in(v.raw, others)]
    certain = len(items) - len(absent) >= _SAME_LIST * len(items)
    return [
        _Missing(value=v, origin=origin, target=target, near=_near(v.raw, others), is_certain=certain) for v in absent
    ]


def _is_in(name: str, others: Sequence[Value]) -> bool:
    """Return whether a name is among others; one cell may hold several activities."""
    return any(named_in(name, other.raw) or named_in(other.raw, name) for other in others)


def _near(name: str, others: Sequence[Value]) -> Value | None:
    best = max(others, key=lambda other: resemblance(name, other.raw))
    return best if resemblance(name, best.raw) >= _NEAR else None


def _breach(
    name: str,
    cases: Sequence[_Missing],
    found: Mapping[str, Sequence[Value]],
    labels: Mapping[str, str],
    points: Mapping[str, str],
) -> Breach:
    there = [labels[source] for source, values in found.items() if _is_in(name, values)]
    lacking = list(dict.fromkeys(labels[case.target] for case in cases))
    first = cases[0]
    return Breach(
        message=f"La actividad «{shorten(name, 120)}» está en {listed(there)} y no en {listed(lacking)}.",
        evidence=first.value.raw,
        location=first.value.location,
        places=tuple(case.value.location for case in cases[1:] if case.value.location != first.value.location),
        point=points.get(first.origin),
    )


def _doubt(cases: Sequence[_Missing], labels: Mapping[str, str], points: Mapping[str, str]) -> Breach:
    """Join all that a person must compare."""
    first = cases[0]
    facts = []
    for case in cases[:4]:
        fact = f"«{shorten(case.value.raw, 80)}» ({labels[case.origin]})"
        like = f" ¿es «{shorten(case.near.raw, 80)}»" if case.near else " no se reconoce"
        facts.append(f"{fact}{like} en {labels[case.target]}{'?' if case.near else ''}")
    more = f"; y {len(cases) - 4} más" if len(cases) > 4 else ""
    return Breach(
        message=f"Compruebe si son las mismas actividades: {'; '.join(facts)}{more}.",
        evidence=first.value.raw,
        location=first.value.location,
        places=tuple(case.value.location for case in cases[1:]),
        point=points[first.origin],
        state=State.POR_VERIFICAR,
    )
