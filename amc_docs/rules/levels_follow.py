"""The level at which a target is graded follows from its own figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from amc_docs.achievement import Level, executed, falls, level_named, level_of, of_source, quantity
from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed, same_name, shorten


def levels_follow(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    label: str,
    series: str,
    total: str,
    union: str,
    key: str,
    code: str,
    goal: str,
    parts: Sequence[str],
    whole: str = "",
) -> Outcome:
    """Compare the level of each item in the matrix with its target and what was carried out, in any source.

    Items are known by the code or the name that heads their column; a table without such columns is compared by the
    number of items of each level. Always one doubt for all that disagree: the limits are not laid down, and part of the
    year may still be to come. Not applicable where no item has both a level and figures.
    """
    table, items = record.matrix(matrix), record.matrix(union)
    rows = items.items if items else ()
    figures = {id(row): _possible(row, key, goal, parts, whole) for row in rows}
    known = [row for row in rows if figures[id(row)]]
    if table is None or not known:
        yield NotApplicable(reason="No hay niveles, o no hay cifras, que comparar.")
        return
    odd: list[tuple[str, str, Location]] = []
    for head, (levels, place) in _graded(table, label, series).items():
        alike = [r for r in known if fold(r.raw(code)) == fold(head)]
        alike = alike or [r for r in known if same_name(r.raw(key), head)]
        # Indicators of one objective may share its code.
        possible = frozenset(level for row in alike for level in figures[id(row)])
        if levels and possible and not levels & possible:
            said = listed(sorted(level.value for level in levels))
            odd.append((f"«{shorten(head, 60)}» figura como {said}, y sus cifras dan {_named(possible)}", said, place))
    if not table.has(series) and len(known) == len(rows):
        odd += _by_number(table, label, total, [figures[id(row)] for row in known])
    if odd:
        yield Breach(
            message=f"{at_point(point or table.point)}{'; '.join(fact for fact, _, _ in odd)}.",
            evidence=f"{table.head}: {', '.join(said for _, said, _ in odd)}",
            location=odd[0][2],
            places=tuple(place for _, _, place in odd[1:]),
            state=State.POR_VERIFICAR,
        )


def _named(levels: frozenset[Level]) -> str:
    return " o ".join(sorted(level.value for level in levels))


def _possible(row: Row, key: str, goal: str, parts: Sequence[str], whole: str) -> frozenset[Level]:
    """Return the levels that the figures of any source give; none where no source has both."""
    if falls(row.raw(key)):
        return frozenset()
    found: set[Level] = set()
    for source in row.sources(goal):
        own = of_source(row, source)
        aim = quantity(own.get(goal))
        if aim is not None:
            found |= {level_of(done, aim) for done in executed(own, parts, whole)}
    return frozenset(found)


def _graded(table: Matrix, label: str, series: str) -> dict[str, tuple[frozenset[Level], Location]]:
    """Return the levels that each column marks, with the place of the first mark."""
    found: dict[str, tuple[frozenset[Level], Location]] = {}
    for row in table.items:
        level = level_named(row.raw(label))
        for head, value in row.series(series).items() if level else ():
            count = quantity(value)
            if level and (count or (count is None and not value.is_blank)):
                levels, place = found.get(head, (frozenset(), value.location))
                found[head] = (levels | {level}, place)
    return found


def _by_number(
    table: Matrix, label: str, total: str, figures: Sequence[frozenset[Level]]
) -> list[tuple[str, str, Location]]:
    """Compare how many items the table has at each level with how many the figures give, where these leave no doubt."""
    if any(len(levels) != 1 for levels in figures):
        return []
    given = Counter(level for levels in figures for level in levels)
    odd = []
    for row in table.items:
        level, value = level_named(row.raw(label)), row.values.get(total)
        count = quantity(value)
        if level and value and count is not None and count != given[level]:
            fact = f"«{shorten(row.raw(label), 60)}» dice {value.raw}, y las cifras dan {given[level]}"
            odd.append((fact, value.raw, value.location))
    return odd
