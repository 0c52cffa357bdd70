"""The budget of an activity is the same wherever it is stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amc_docs.figures import figure, printed_like
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.outline import grouped
from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, government_levels, is_missing, same_name, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """An amount stated for an activity, and what the costing gives for it."""

    matrix: Matrix
    name: str
    value: Value
    amount: Decimal
    sums: tuple[Decimal, ...]
    """The likeliest first."""

    @property
    def agrees(self) -> bool:
        return any(abs(self.amount - s) <= 1 for s in self.sums)


def budgets_agree(
    record: Record,
    *,
    point: str | None = None,
    costs: str,
    activity: str,
    amount: str,
    level: str,
    sources: Mapping[str, Sequence[str]],
) -> Outcome:
    """Check each amount that `sources` (matrix → name, level and amount fields) states against the costing.

    Right, to S/ 1, is the sum of the activity's cost lines, in all or at the level of government of the row. Silent on
    activities that the costing does not have, or has without amounts: other rules say so. Where no amount agrees, the
    tables count differently (by quarter, by year) and one doubt is left.
    """
    table = record.matrix(costs)
    lines = _lines(record, table, activity, amount) if table else {}
    stated = [s for name, fields in sources.items() for s in _stated(record, name, fields, lines, level, point)]
    if not stated:
        yield NotApplicable(reason="Ninguna tabla repite los montos del costeo por actividad.")
        return
    wrong = [s for s in stated if not s.agrees]
    certain = len(wrong) * 2 <= len(stated)
    for item in wrong if certain else wrong[:1]:
        expected = printed_like(item.sums[0], item.value.raw)
        yield Breach(
            message=f"{at_point(item.matrix.point)}para «{shorten(item.name, 90)}» dice {item.value.raw}; "
            f"en el costeo suma {expected}.",
            evidence=f"{shorten(item.name, 120)} | {item.value.raw}",
            location=item.value.location,
            places=() if certain else tuple(s.value.location for s in wrong[1:]),
            point=item.matrix.point,
            state=State.INCUMPLE if certain else State.POR_VERIFICAR,
            value=item.value.raw,
            expected=expected,
        )


def _lines(record: Record, table: Matrix, activity: str, amount: str) -> dict[str, list[tuple[Row, Decimal | None]]]:
    """Return the cost lines of each activity by name: the heading above them, or their own cell."""
    lines: dict[str, list[tuple[Row, Decimal | None]]] = {}
    for heading, row in grouped(record, table, activity):
        is_name = heading and not (government_levels(heading) and len(heading.split()) <= 3)
        name = heading if is_name else row.raw(activity)
        if not row.is_total and not is_missing(name):
            lines.setdefault(name, []).append((row, _amount(row.values.get(amount))))
    return lines


def _amount(value: Value | None) -> Decimal | None:
    if value is None or value.is_blank:
        return None
    return value.value if isinstance(value.value, Decimal) else figure(value.raw)


def _stated(
    record: Record,
    name: str,
    fields: Sequence[str],
    lines: Mapping[str, Sequence[tuple[Row, Decimal | None]]],
    level: str,
    point: str | None,
) -> Iterator[_Stated]:
    table = record.matrix(name)
    activity, own_level, amount = fields
    if table is None or point not in (None, table.point) or "trimestr" in fold(table.columns.get(amount, "")):
        return
    places = [row.values[amount].location for row in table.items if amount in row.values]
    for row in table.items:
        value = row.values.get(amount)
        number = _amount(value)
        costed = next((rows for key, rows in lines.items() if same_name(key, row.raw(activity))), ())
        # An amount merged over several rows is theirs together; a line without amount leaves the sum open.
        if value is None or number is None or not costed or any(a is None for _, a in costed):
            continue
        is_shared = value.location.row is not None and places.count(value.location) > 1
        levels = frozenset() if is_shared else government_levels(row.raw(own_level))
        yield _Stated(
            matrix=table, name=row.raw(activity), value=value, amount=number, sums=_sums(costed, levels, level)
        )


def _sums(costed: Sequence[tuple[Row, Decimal | None]], levels: frozenset[str], level: str) -> tuple[Decimal, ...]:
    """Return the sum at the row's level, where it names one, and the sum of the activity."""
    whole = sum((a for _, a in costed if a is not None), Decimal(0))
    if len(levels) != 1:
        return (whole,)
    at_level = [a for row, a in costed if a is not None and government_levels(row.raw(level)) == levels]
    return (sum(at_level, Decimal(0)), whole) if at_level else (whole,)
