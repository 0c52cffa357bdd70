"""The totals of any table are the sums of its parts, and its percentages follow from its counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amc_docs.document import Cell, Location, Table
from amc_docs.figures import Convention, amount, printed_like
from amc_docs.findings import Breach, Fix, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, government_levels, is_missing, shorten

_TOTAL = re.compile(r"(sub ?)?total(es)?\b|suma\b")
_NO_SUM = re.compile(
    r"(n|no|nro|item|codigo|cod|ano|anos|fecha|orden|c unit\w*|p u|promedio\w*|tasa|indice|dias?)$"
    r"|(costo|precio) unitario|promedio|especifica|clasificador"
)
_FIGURE = re.compile(r"-?\d[\d.,'’ ]*")
_DEEPEST_HEAD = 4
Grid = Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """A figure of a table that is not what the others make it."""

    said: str
    expected: str
    place: Location
    evidence: str
    fact: str
    is_open: bool = False
    """One of the parts is still to be stated («Por definir»)."""
    is_sure: bool = False
    """The others are confirmed beside it: it is the wrong one."""


def tables_add_up(record: Record, *, point: str | None = None, except_matrices: Sequence[str] = ()) -> Outcome:
    """Check every table that has a row of totals, those of `except_matrices` and their summaries aside.

    Parts are the rows above up to the last total; a total may also be the sum of the subtotals, or stand above its
    parts. A column whose figures read in two ways is wrong only where both are. Percentages must make the 100 that
    the total says, and each must follow from the one column of counts. Silent on rows and columns that do not sum
    (years, unit costs, averages), on totals without parts, and on an empty model. One breach a table. It is the total
    that is wrong where percentages confirm its parts, and the percentage where counts add up.
    """
    excepted = [m for name in except_matrices if (m := record.matrix(name))]
    skipped = {number for matrix in excepted for number in matrix.tables}
    owner = {t.number: p.number for p in record.points.values() for t in p.tables}
    for table in record.document.tables():
        number = owner.get(table.number)
        if table.number in skipped or point not in (None, number):
            continue
        if any(m.point == number for m in excepted) and _is_by_level(table):
            continue
        faults = list(_faults(table))
        if not faults:
            continue
        first, *others = sorted(faults, key=lambda f: f.is_open)
        where = f"Punto {number}, tabla {table.number}" if number else f"Tabla {table.number}"
        yield Breach(
            message=f"{where}: {first.fact}{_more(len(others))}.",
            evidence=first.evidence,
            location=first.place,
            places=tuple(f.place for f in others),
            point=number,
            value=first.said,
            expected=first.expected,
            state=State.POR_VERIFICAR if first.is_open else State.INCUMPLE,
            fixes=tuple(Fix(location=f.place, before=f.said, after=f.expected) for f in faults)
            if all(f.is_sure for f in faults)
            else (),
        )


def _more(number: int) -> str:
    if number < 2:
        return "; hay otro caso en la tabla" if number else ""
    return f"; hay otros {number} casos en la tabla"


def _is_by_level(table: Table) -> bool:
    """Say whether a table sums up by level of government: beside an excepted matrix that is its summary."""
    named = [row[0] for row in table.rows() if row and len(government_levels(row[0])) == 1]
    return len(set(named)) > 1


def _faults(table: Table) -> Iterator[_Fault]:
    grid = _without_numbered_heads(table.grid())
    totals = [r for r, row in enumerate(grid) if r and _is_total(row)]
    if not totals:
        return
    counts: list[_Fault] = []
    shares: list[_Fault] = []
    for column in range(table.column_count):
        head = _head(grid, column, totals[0])
        if not _NO_SUM.match(head):
            is_percent = _is_percent(grid, column, head)
            (shares if is_percent else counts).extend(_column_faults(grid, column, totals, head, is_percent=is_percent))
    # A wrong count makes its share wrong, and a wrong share the sum of shares: only the first is the fault.
    yield from counts or list(_percent_faults(grid, totals)) or shares


def _without_numbered_heads(grid: Grid) -> Grid:
    """Return the grid without the figures of its head: «1.1» under «Indicadores» numbers a column, it is no part.

    The head reaches as far down as the merged cells of the first row.
    """
    body = max((c.row + c.row_span for c in grid[0] if c), default=1) if grid else 1
    if body > _DEEPEST_HEAD:
        return grid
    return [[None if r < body and _digits(c) else c for c in row] for r, row in enumerate(grid)]


def _is_percent(grid: Grid, column: int, head: str) -> bool:
    cells = [row[column] for row in grid]
    return "%" in head or "porcentaje" in head or any("%" in c.text for c in cells if c and _digits(c))


def _is_total(row: Sequence[Cell | None]) -> bool:
    first = next((c for c in row if c and c.text.strip() and not _FIGURE.fullmatch(c.text.strip())), None)
    return first is not None and _TOTAL.match(fold(first.text)) is not None


def _head(grid: Grid, column: int, stop: int) -> str:
    """Return the folded words above the figures of a column."""
    words: list[str] = []
    for row in grid[:stop]:
        cell = row[column]
        if cell and _digits(cell):
            break
        if cell and cell.text:
            words.append(fold(cell.text))
    return " ".join(dict.fromkeys(words))


def _own(grid: Grid, row: int, column: int) -> Cell | None:
    """Return the cell that begins at a place; a merged cell counts once, and one across columns not at all."""
    cell = grid[row][column]
    return cell if cell and (cell.row, cell.column, cell.column_span) == (row, column, 1) else None


def _digits(cell: Cell | None) -> str:
    """Return the one figure of a cell, units and signs aside; empty where there is none, or more than one."""
    text = re.sub(r"S\s*/\s*\.?|%|\*+|\bsoles\b", " ", cell.text.replace("\u00a0", " "), flags=re.I) if cell else ""
    return text.strip(" .,") if _FIGURE.fullmatch(text.strip()) and len(text.strip()) < 20 else ""


def _column_faults(grid: Grid, column: int, totals: Sequence[int], head: str, *, is_percent: bool) -> Iterator[_Fault]:
    for place, row in enumerate(totals):
        total = _own(grid, row, column)
        said = _digits(total)
        if not (total and said):
            continue
        found: list[str] = []
        for mark in Convention:
            value = amount(said, mark)[0]
            sums = [s for s in _sums(grid, column, totals, place, mark) if s is not None]
            if value is None or not sums:
                continue
            is_right = any(abs(s - value) <= _tolerance(said, sums, is_percent, head) for s in sums)
            if is_right or (is_percent and abs(value - 100) > 1):
                found = []
                break
            found.append(printed_like(sums[0], said))
        if found:
            expected = found[0] if "." in said or "," not in said else found[-1]
            title = f" de «{shorten(head, 60)}»" if head else ""
            yield _Fault(
                said=said,
                expected=expected,
                place=total.location,
                evidence=_row_text(grid[row]),
                fact=f"el total{title} dice «{said}», y las partes suman {expected}",
                is_open=any(_is_put_off(_own(grid, r, column)) for r in range(1, len(grid))),
                is_sure=not is_percent and len(totals) == 1 and _are_shared(grid, column, row, expected),
            )


def _are_shared(grid: Grid, column: int, row: int, whole: str) -> bool:
    """Return whether one other column gives the share of each part in a whole, and so confirms the parts."""
    total = amount(whole, Convention.POINT)[0]
    parts = [amount(_digits(_own(grid, r, column)), Convention.POINT)[0] for r in range(1, row)]
    others = [c for c in range(len(grid[row])) if c != column and total and _is_hundred(grid, row, c)]
    for other in others:
        shares = [amount(_digits(_own(grid, r, other)), Convention.POINT)[0] for r in range(1, row)]
        pairs = [(p, s) for p, s in zip(parts, shares, strict=True) if p is not None]
        if len(pairs) > 1 and all(s is not None and total and abs(p * 100 / total - s) <= 1 for p, s in pairs):
            return True
    return False


def _is_put_off(cell: Cell | None) -> bool:
    return cell is not None and bool(fold(cell.text)) and is_missing(cell.text)


def _sums(grid: Grid, column: int, totals: Sequence[int], place: int, mark: Convention) -> Iterator[Decimal | None]:
    """Yield the sums that a total may rightly be, the likeliest first; None where there are no parts."""
    row = totals[place]
    start = totals[place - 1] + 1 if place else 1
    above = _values(grid, column, range(start, row), mark)
    every = _values(grid, column, (r for r in range(1, row) if r not in totals), mark)
    subtotals = _values(grid, column, totals[:place], mark)
    stop = totals[place + 1] if place + 1 < len(totals) else len(grid)
    below = _values(grid, column, range(row + 1, stop), mark)
    for parts in (
        above,
        every,
        subtotals,
        _topmost(every),
        _topmost(above),
        below if len(above) < 2 else [],
        _kept(above),
    ):
        yield sum(parts, Decimal(0)) if len(parts) >= 2 else None
    # Subtotals and the single rows that stand under none.
    yield sum(subtotals, Decimal(0)) + sum(above, Decimal(0)) if subtotals and above else None


def _values(grid: Grid, column: int, rows: Iterable[int], mark: Convention) -> list[Decimal]:
    found = (amount(d, mark)[0] for r in rows if (d := _digits(_own(grid, r, column))))
    return [value for value in found if value is not None]


def _topmost(values: Sequence[Decimal]) -> list[Decimal]:
    """Return the figures that are not parts of the one above them: a group's line and then its lines."""
    kept: list[Decimal] = []
    place = 0
    while place < len(values):
        kept.append(values[place])
        run, stop = Decimal(0), place + 1
        while stop < len(values) and run < values[place]:
            run += values[stop]
            stop += 1
        place = stop if run == values[place] and stop - place > 2 else place + 1
    return kept


def _kept(values: Sequence[Decimal]) -> list[Decimal]:
    """Return the figures without the one that is the sum of all others: an overall line beside its parts."""
    whole = sum(values, Decimal(0))
    largest = max(values, default=Decimal(0))
    return [v for v in values if v != largest] if whole == 2 * largest and len(values) > 2 else []


def _tolerance(said: str, sums: Sequence[Decimal], is_percent: bool, head: str) -> Decimal:
    """Return how far a total may be off: rounding of percentages and of money, nothing in counts."""
    if is_percent or re.search(r"\b(costo|monto|presupuesto|importe|s|soles)\b", head):
        return Decimal(1)
    has_decimals = re.search(r"[.,]\d{1,2}$", said) or any(s != s.to_integral_value() for s in sums)
    return Decimal("0.5") if has_decimals else Decimal(0)


def _percent_faults(grid: Grid, totals: Sequence[int]) -> Iterator[_Fault]:
    """Yield the percentages that the one column of counts does not give, where the total says 100."""
    row = totals[-1]
    shares = [c for c in range(len(grid[row])) if _is_hundred(grid, row, c)]
    counts = [c for c in range(len(grid[row])) if c not in shares and _digits(_own(grid, row, c))]
    if len(totals) != 1 or len(shares) != 1 or len(counts) != 1:
        return
    whole = amount(_digits(_own(grid, row, counts[0])), Convention.POINT)[0]
    for r in range(1, row):
        count, share = _digits(_own(grid, r, counts[0])), _digits(_own(grid, r, shares[0]))
        if not (count and share and whole):
            continue
        part = amount(count, Convention.POINT)[0]
        options = [amount(share, mark)[0] for mark in Convention]
        if part is None or part > whole or None in options:
            continue
        right = part * 100 / whole
        decimals = len(share.rpartition("." if "." in share else ",")[2]) if re.search(r"[.,]", share) else 0
        slack = Decimal(1) if decimals == 0 else Decimal(2) / 10**decimals
        place = grid[r][shares[0]]
        if place and all(abs(o - right) > slack for o in options if o is not None):
            expected = f"{right:.{decimals}f}"
            yield _Fault(
                said=share,
                expected=expected,
                place=place.location,
                evidence=_row_text(grid[r]),
                fact=f"«{share} %» no es lo que da {count} de {whole.normalize():f}: {expected} %",
                is_sure=True,
            )


def _is_hundred(grid: Grid, row: int, column: int) -> bool:
    """Say whether a column is of percentages that make a hundred: by its total, and by its head or its signs."""
    cell = _own(grid, row, column)
    value = amount(_digits(cell), Convention.POINT)[0]
    texts = [c.text for line in grid for c in [line[column]] if c]
    return value is not None and abs(value - 100) <= 1 and any("%" in t or "porcent" in fold(t) for t in texts)


def _row_text(row: Sequence[Cell | None]) -> str:
    cells = {id(c): " ".join(c.text.split()) for c in row if c and c.text.strip()}
    return shorten(" | ".join(cells.values()), 240)
