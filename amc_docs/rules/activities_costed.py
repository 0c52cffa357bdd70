"""The activities that a point describes are in the costing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amc_docs.document import Location, Paragraph
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import groups
from amc_docs.record import Matrix, Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, fold, is_missing, named_in, quoted, same_name

_LONGEST = 200
"""Characters; a longer paragraph explains, it does not name an activity."""
_COVERED = 0.8
"""Share of the words of one name that are in the other, long and short forms being one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Activity:
    name: str
    location: Location
    is_listed: bool
    """It comes from a table or a list, not from prose."""
    has_cost: bool = False
    """The point's own table gives its cost."""


def activities_costed(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    costs: str,
    field: str,
    patterns: Sequence[str],
    cost: str = "",
    costs_point: str = "",
) -> Outcome:
    """Check that each activity of the point (rows of `matrix`, else list items and sentences) is among the costs.

    Certain for activities of a table or list; doubt for those told in prose while some cost matches `patterns`, and for
    those that only the point's own table gives a `cost`. A document without costs is a breach, even if the point only
    refers elsewhere; doubt where `costs_point` has a picture that may be the costing. Not applicable where there are
    costs and the point names no activity.
    """
    where, table, costing = record.point(point) if point else None, record.matrix(matrix), record.matrix(costs)
    activities = _from_table(table, field, cost) if table else _from_text(where, patterns)
    if where is None or (costing and not activities):
        yield NotApplicable(reason="El punto no nombra actividades que buscar en el costeo.")
        return
    if costing is None:
        there_may_be = record.point(costs_point)
        own = all(activity.has_cost for activity in activities) and bool(activities)
        whole = [_Activity(name=where.words, location=where.location, is_listed=True)]
        doubt = own or bool(there_may_be and there_may_be.pictures)
        yield _breach(where, activities or whole, "no hay costeo en el documento para", doubt=doubt)
        return
    there = _costed(record, costing)
    missing = [a for a in activities if not any(_like(a.name, name) for name in there)]
    general = any(re.search(pattern, fold(name)) for name in there for pattern in patterns)
    sure = [a for a in missing if not a.has_cost and (a.is_listed or not general)]
    doubtful = [a for a in missing if a not in sure]
    none = "ninguna actividad está en el costeo:" if len(sure) == len(activities) > 1 else "no está en el costeo"
    if sure:
        yield _breach(where, sure, none)
    elif doubtful:
        yield _breach(where, doubtful, "no se reconoce en el costeo", doubt=True)


def _from_table(table: Matrix, field: str, cost: str) -> list[_Activity]:
    rows = [row for row in table.entries(field) if not is_missing(row.raw(field)) and not row.is_merged(field)]
    return [
        _Activity(
            name=row.raw(field),
            location=row.values[field].location,
            is_listed=True,
            has_cost=re.search(r"\d", row.raw(cost)) is not None,
        )
        for row in rows
    ]


def _from_text(point: Point | None, patterns: Sequence[str]) -> list[_Activity]:
    """Return the short paragraphs that name an activity; only the listed ones where there are any."""
    found = [p for p in point.paragraphs() if _names_one(p, patterns)] if point else []
    listed = [p for p in found if _is_listed(p)]
    return [_Activity(name=p.text, location=p.location, is_listed=bool(listed)) for p in (listed or found)]


def _names_one(paragraph: Paragraph, patterns: Sequence[str]) -> bool:
    folded = fold(paragraph.text)
    refers = re.search(r"\b(puntos?|anexos?|cronograma|planforcig|plan nacional)\b|:$", folded) or (
        paragraph.text.rstrip().endswith(":")
    )
    return not refers and len(paragraph.text) <= _LONGEST and any(re.search(pattern, folded) for pattern in patterns)


def _is_listed(paragraph: Paragraph) -> bool:
    return bool(paragraph.label) or re.match(r"\s*([-–•*▪]|\w{1,3}[.)])\s", paragraph.text) is not None


def _costed(record: Record, costing: Matrix) -> list[str]:
    """Return every text that the costing may name an activity with: its cells and the headings of its groups."""
    cells = [v.raw for row in costing.items for v in row.values.values() if not is_missing(v.raw)]
    return list(dict.fromkeys([*cells, *(v.raw for v in groups(record, costing))]))


def _like(name: str, other: str) -> bool:
    return (
        same_name(name, other)
        or named_in(other, name)
        or (len(fold(other).split()) > 1 and max(containment(name, other), containment(other, name)) >= _COVERED)
    )


def _breach(point: Point, activities: Sequence[_Activity], fact: str, *, doubt: bool = False) -> Breach:
    return Breach(
        message=f"{at_point(point.number)}{fact} {quoted(a.name for a in activities)}.",
        evidence=activities[0].name,
        location=activities[0].location,
        places=tuple(a.location for a in activities[1:]),
        state=State.POR_VERIFICAR if doubt else State.INCUMPLE,
    )
