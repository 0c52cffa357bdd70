"""The totals of a costing add up: by group, by level of government, and in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from amc_docs.document import Location, Table
from amc_docs.figures import close, figure, printed_like
from amc_docs.findings import Breach, Fix, NotApplicable, State
from amc_docs.outline import grouped, scope
from amc_docs.record import Matrix, Point, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, government_levels, is_missing, shorten

_SPARSE = 2
"""A row with so few filled cells, among full ones, may state the sum of the rows beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row with its amount."""

    at: int
    row: Row
    heading: str
    amount: Decimal | None
    entity: str
    """What the row says of its level ("GR Cajamarca"), folded."""
    levels: frozenset[str]
    said: str
    """What a total row says, and the heading of its group, folded."""
    names_level: bool
    """It is a total whose own words name one level."""
    is_total: bool
    is_open: bool
    """It states no amount, and should."""


def totals_add_up(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    amount: str,
    group: str,
    group_total: str = "",
    factors: Sequence[str] = (),
) -> Outcome:
    """Check each total row, each cell of `group_total`, and the tables of the point that repeat the sums by level.

    A total is right where it is the sum of any set of items that it may stand for: its block, its heading, its level,
    all above it, all. Doubt where items that it may count have no amount. Not applicable without totals.

    Either the total or an item may be wrong; it is the total, surely, where the `factors` of each item give its amount.
    """
    table = record.matrix(matrix)
    lines = _lines(record, table, amount, group) if table else []
    items = [line for line in lines if not line.is_total]
    totals = [line for line in lines if line.is_total and line.amount is not None]
    cells = _group_cells(items, group_total)
    others = list(_repeated(scope(record, point), table, items))
    if table is None or not (totals or cells or others) or not any(line.amount is not None for line in items):
        yield NotApplicable(reason="No hay totales que comprobar.")
        return
    for line in totals:
        # The total of all stands under the amounts and again under the totals by group: one figure, one breach.
        stated = {v.value: v for n in (group_total, amount) if (v := line.row.values.get(n)) and v.value is not None}
        for number, value in stated.items():
            if isinstance(number, Decimal):
                label, sets = _label(record, line), _of_total(line, lines)
                yield from _wrong(value, number, label, sets, point or table.point, factors)
    for value, covered in cells:
        label = f"total de «{shorten(covered[0].row.raw(group) or covered[0].heading, 60)}»"
        sets = _of_group(covered, items)
        yield from _wrong(value, Decimal(str(value.value)), label, sets, point or table.point, factors)
    for value, label, expected in others:
        yield from _wrong(value, figure(value.raw) or Decimal(0), label, expected, point or table.point, factors)


def _lines(record: Record, table: Matrix, amount: str, group: str) -> list[_Line]:
    lines: list[_Line] = []
    seen: set[Location] = set()
    for at, (heading, row) in enumerate(grouped(record, table)):
        value = row.values.get(amount)
        number = value.value if value is not None and isinstance(value.value, Decimal) else None
        if value is not None and value.location.row is not None and not row.is_total:
            # A cell merged over several rows is one amount.
            number = None if value.location in seen else number
            repeated = value.location in seen
            seen.add(value.location)
        else:
            repeated = False
        # A total right under another one sums up more than the group that both stand in.
        is_alone = not (row.is_total and lines and lines[-1].is_total)
        own = _own_words(row) if row.is_total else ""
        said = f"{own} {row.raw(group) if is_alone else ''}".strip()
        inherited = heading if len(heading) < 40 and is_alone else ""
        is_open = number is None and not repeated and not row.is_total and _filled(row) > _SPARSE
        lines.append(
            _Line(
                at=at,
                row=row,
                heading=heading,
                amount=number,
                entity=fold(row.raw(group)),
                levels=government_levels(own) or government_levels(said) or government_levels(inherited),
                said=fold(said),
                names_level=len(government_levels(own)) == 1,
                is_total=row.is_total,
                is_open=is_open,
            )
        )
    full = frozenset(line.at for line in lines if not line.is_total and _filled(line.row) > _SPARSE)
    return [line for line in lines if not _restates(line, lines, full)]


def _own_words(row: Row) -> str:
    """Return what the row itself says, without what the heading of its group does."""
    return " ".join(v.raw for v in row.values.values() if v.location.row == row.location.row)


def _filled(row: Row) -> int:
    return sum(not is_missing(v.raw) for v in row.values.values())


def _restates(line: _Line, lines: Sequence[_Line], full: frozenset[int]) -> bool:
    """Return whether a sparse row that is not marked as a total states the sum of the `full` rows beside it."""
    if line.is_total or line.amount is None or not full or line.at in full:
        return False
    before: list[_Line] = []
    for other in reversed(lines[: line.at]):
        if other.at not in full:
            break
        before.append(other)
    after: list[_Line] = []
    for other in lines[line.at + 1 :]:
        if other.at not in full:
            break
        after.append(other)
    return any(block and close(line.amount, _sum(block)) for block in (before, after))


def _sum(lines: Sequence[_Line]) -> Decimal:
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def _label(record: Record, line: _Line) -> str:
    """Return the first words of a row, which may stand under a head that is no field («N°»)."""
    table, row = record.table(line.row.location.table), line.row.location.row
    first = next((c.text for c in table.cells if c.row == row and c.text.strip()), "") if table else ""
    value = next((v.raw for v in line.row.values.values() if not v.is_blank), "total")
    return f"«{shorten(first or value, 80)}»"


def _of_total(line: _Line, lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the sets of items that a total row may stand for, the likeliest first."""
    everything = [other for other in lines if not other.is_total]
    lines = [other for other in lines if other.row.location.table == line.row.location.table]
    items = [other for other in lines if not other.is_total]
    above = [other for other in items if other.at < line.at]
    last = max((other.at for other in lines if other.is_total and other.at < line.at), default=-1)
    block = [other for other in above if other.at > last]
    heading = [other for other in items if other.heading == line.heading and line.heading]
    entity = [other for other in items if other.entity and other.entity in line.said]
    level = [other for other in items if line.levels and other.levels and other.levels <= line.levels]
    is_last = not any(other.is_total and other.at > line.at for other in lines)
    if line.names_level:
        first = level if any(other.levels for other in items) else []
    elif (is_last and not line.said.startswith("sub")) or "general" in line.said:
        first = items
    else:
        first = level or block
    subtotals = [other for other in lines if other.is_total and other.at < line.at and other.amount is not None]
    return [first, items, everything, above, block, heading, entity, level, subtotals]


def _group_cells(items: Sequence[_Line], group_total: str) -> list[tuple[Value, list[_Line]]]:
    """Return each stated group total with the items beside which it stands."""
    cells: dict[object, tuple[Value, list[_Line]]] = {}
    for line in items:
        value = line.row.values.get(group_total)
        if value is not None and isinstance(value.value, Decimal) and not value.issue:
            place = value.location if value.location.row is not None else line.at
            cells.setdefault(place, (value, []))[1].append(line)
    # Beside one row of no stated level, nobody can tell which rows the figure sums up.
    return [(value, covered) for value, covered in cells.values() if len(covered) > 1 or covered[0].entity]


def _of_group(covered: Sequence[_Line], items: Sequence[_Line]) -> list[list[_Line]]:
    """Return the sets of items that a group total beside `covered` may stand for, the likeliest first."""
    head = covered[0]
    items = [line for line in items if line.row.location.table == head.row.location.table]
    same = [line for line in items if line.entity == head.entity]
    here = [line for line in same if line.heading == head.heading]
    run = [line for line in here if all(o.entity == head.entity for o in _span(items, line, head))]
    level = [line for line in items if line.levels == head.levels]
    heading = [line for line in items if line.heading == head.heading]
    first = list(covered) if len(covered) > 1 else run
    return [first, run, here, same, level, heading, [line for line in heading if line.levels == head.levels]]


def _span(items: Sequence[_Line], one: _Line, other: _Line) -> list[_Line]:
    low, high = sorted((one.at, other.at))
    return [line for line in items if low <= line.at <= high]


def _wrong(
    value: Value,
    stated: Decimal,
    label: str,
    sets: Sequence[Sequence[_Line]],
    point: str | None,
    factors: Sequence[str],
) -> Iterator[Breach]:
    """Yield a breach unless the stated figure is the sum of one of the sets; the first set gives the expected one."""
    if value.issue or not sets[0] or any(lines and close(stated, _sum(lines)) for lines in sets):
        return
    if factors and close(stated, _sum_of_products(sets[0], factors)):
        return  # The item whose amount is not its product is wrong, and told by another rule.
    expected = printed_like(_sum(sets[0]), value.raw)
    is_open = any(line.is_open for line in sets[0])
    fact = "hay partidas sin monto, y las demás suman" if is_open else "las partidas suman"
    yield Breach(
        message=f"{at_point(point)}{label}: dice {value.raw}, y {fact} {expected}.",
        evidence=f"{label.strip('«»')} {value.raw}",
        location=value.location,
        value=value.raw,
        expected=None if is_open else expected,
        state=State.POR_VERIFICAR if is_open else State.INCUMPLE,
        fixes=(Fix(location=value.location, before=value.raw, after=expected),) if _are_sure(sets[0], factors) else (),
    )


def _are_sure(lines: Sequence[_Line], factors: Sequence[str]) -> bool:
    """Return whether the factors of each item confirm its amount."""
    return bool(factors) and all(_is_product(line, factors) for line in lines)


def _is_product(line: _Line, factors: Sequence[str]) -> bool:
    product = _product(line, factors)
    return line.amount is not None and product is not None and close(line.amount, product)


def _product(line: _Line, factors: Sequence[str]) -> Decimal | None:
    """Return the product of an item's factors; None where one of them is not stated."""
    values = [line.row.values.get(name) for name in factors]
    numbers = [v.value for v in values if v is not None and not v.issue and isinstance(v.value, Decimal)]
    return prod(numbers, start=Decimal(1)) if len(numbers) == len(factors) else None


def _sum_of_products(lines: Sequence[_Line], factors: Sequence[str]) -> Decimal:
    """Return the sum as the factors give it; an item without them counts by its amount."""
    products = [(line, _product(line, factors)) for line in lines if line.amount is not None]
    return sum((p if p is not None else line.amount or Decimal(0) for line, p in products), Decimal(0))


def _repeated(
    point: Point | None, table: Matrix | None, items: Sequence[_Line]
) -> Iterator[tuple[Value, str, list[list[_Line]]]]:
    """Yield the figures of other tables of the point that repeat the sums by level, where one of them agrees."""
    tables = {line.row.location.table for line in items if len(line.levels) != 1}
    items = [line for line in items if line.row.location.table not in tables]
    if point is None or table is None or not items:
        return
    for other in point.tables:
        if other.number in table.tables:
            continue
        figures = [(v, label, [line for line in items if line.levels == level]) for v, label, level in _by_level(other)]
        if len(figures) > 1 and any(close(figure(v.raw) or Decimal(-9), _sum(lines)) for v, _, lines in figures):
            yield from ((value, f"«{label}»", [lines]) for value, label, lines in figures)


def _by_level(table: Table) -> Iterator[tuple[Value, str, frozenset[str]]]:
    """Yield the first number of each row that names one level of government."""
    for row in table.grid():
        first = row[0] if row else None
        levels = government_levels(first.text) if first else frozenset()
        number = next((c for c in row[1:] if c and figure(c.text) is not None), None)
        if first and number and len(levels) == 1:
            raw = " ".join(number.text.split())
            yield Value(raw=raw, value=raw, location=number.location), shorten(first.text, 60), levels
