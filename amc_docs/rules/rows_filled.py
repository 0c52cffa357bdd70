"""Every row of a matrix states one of its fields: each indicator its unit, its frequency, its baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amc_docs.figures import years
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, quoted, shorten

_NOT_APPLICABLE = re.compile(r"no (aplica\w*|corresponde)|n a|indicador nuevo|nuevo")
_SHORT_YEAR = re.compile(r"\b(ene|feb|mar|abr|may|jun|jul|ago|set|sep|oct|nov|dic)[a-z]* (de |del )?\d{2}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    row: Row
    value: Value | None
    """The cell that should hold it; None where the table has no such column."""
    missing: str
    """`all`, `value`, `year`, or `doubt` for an answer that a person must judge."""


def rows_filled(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    field: str,
    noun: str,
    label: str = "",
    alternatives: Sequence[str] = (),
    value_and_year: bool = False,
) -> Outcome:
    """Check that each item (rows of one `key` together) states `field`, or one of `alternatives`.

    Where no table that has the item has a column for `field`, a series of its name or `alternatives` satisfies it: a
    blank cell of its own is a gap even then. With `value_and_year` it must state both; the year may stand beside the
    value, in `<field>_anio`, in the column's head or as the year of a series. "No aplica" is doubtful there and an
    answer everywhere else. Not applicable where the matrix, or every key, is absent.
    """
    table = record.matrix(matrix)
    items = _by_key(table, key) if table else {}
    if table is None or not items:
        yield NotApplicable(reason=f"No hay una tabla de la que leer {noun}: de eso se ocupa otra comprobación.")
        return
    label = label or field.replace("_", " ")
    gaps = []
    for rows in items.values():
        gap = _gap(table, rows, field, alternatives, value_and_year)
        if gap:
            gaps.append(gap)
    whole = [g for g in gaps if g.missing == "all"]
    if len(whole) == len(items) and len(items) > 1:
        yield _all(table, whole, key, field, noun, label, point)
        return
    for gap in gaps:
        yield _one(gap, key, noun, label, point)


def _by_key(table: Matrix, key: str) -> dict[str, list[Row]]:
    """Return the rows of each item: the rows that a merged cell covers are of one."""
    items: dict[str, list[Row]] = {}
    for row in table.entries(key):
        if not is_missing(row.raw(key)) and not row.is_merged(key):
            items.setdefault(fold(row.raw(key)), []).append(row)
    return items


def _gap(
    table: Matrix, rows: Sequence[Row], field: str, alternatives: Sequence[str], value_and_year: bool
) -> _Gap | None:
    own = [v for row in rows for v in _values(row, field)]
    if not own and any(_is_elsewhere(row, name) for row in rows for name in (field, *alternatives)):
        return None
    stated = [v for v in own if not is_missing(v.raw)]
    cell = next((row.values[field] for row in rows if field in row.values), None)
    if not value_and_year:
        return None if stated else _Gap(row=rows[0], value=cell, missing="all")
    year = any(not is_missing(v.raw) for row in rows for v in _values(row, f"{field}_anio"))
    figures = [v for v in stated if year or _without_years(v.raw)]
    if not figures:
        return _Gap(row=rows[0], value=stated[0] if stated else cell, missing="value" if stated or year else "all")
    if _NOT_APPLICABLE.fullmatch(fold(figures[0].raw)):
        return _Gap(row=rows[0], value=figures[0], missing="doubt")
    dated = year or years(table.columns.get(field, "")) or any(_has_year(v.raw) for v in figures)
    return None if dated else _Gap(row=rows[0], value=figures[0], missing="year")


def _has_year(text: str) -> bool:
    return bool(years(text)) or _SHORT_YEAR.search(fold(text)) is not None


def _is_elsewhere(row: Row, name: str) -> bool:
    """Return whether a series, or another field, states what the row has no column of its own for."""
    filled = [*row.series(name).values(), *_values(row, name)]
    return any(not is_missing(v.raw) for v in filled)


def _values(row: Row, name: str) -> Iterator[Value]:
    """Yield what the row, or any matrix that it was joined from, says of a field."""
    if name in row.values:
        yield row.values[name]
    yield from row.sources(name).values()


def _without_years(text: str) -> str:
    """Return what a text says besides years."""
    rest = re.sub(r"\b(ano|anos|al|en|del|de|a|linea base|base)\b", " ", fold(text))
    return re.sub(r"\b(19|20)\d{2}\b", " ", rest).strip()


def _one(gap: _Gap, key: str, noun: str, label: str, point: str | None) -> Breach:
    name = gap.row.values[key]
    written = gap.value.raw if gap.value else ""
    place = gap.value.location if gap.value and gap.value.location.table else name.location
    item = f"{noun} «{shorten(name.raw, 120)}»"
    where = f"{at_point(point)}" if point else ""
    facts = {
        "all": f"no tiene {label}" + (f": dice «{written}»" if written else ""),
        "value": f"no dice el valor de la {label}" + (f": solo «{written}»" if written else ", solo su año"),
        "year": f"no dice el año de la {label}: solo «{shorten(written, 60)}»",
        "doubt": f"dice «{shorten(written, 60)}» como {label}: una persona debe juzgar si puede carecer de ella",
    }
    return Breach(
        message=f"{where}{item} {facts[gap.missing]}.",
        evidence=written if written and fold(written) else name.raw,
        location=place,
        value=written or None,
        state=State.POR_VERIFICAR if gap.missing == "doubt" else State.INCUMPLE,
    )


def _all(table: Matrix, gaps: Sequence[_Gap], key: str, field: str, noun: str, label: str, point: str | None) -> Breach:
    names = [gap.row.raw(key) for gap in gaps]
    places = [gap.row.values[key].location for gap in gaps]
    why = "la columna está en blanco" if table.has(field) else "la tabla no tiene esa columna"
    thing = noun.split(maxsplit=1)[-1]
    where = f"{at_point(point)}" if point else ""
    return Breach(
        message=f"{where}ningún {thing} tiene {label} ({why}): {quoted(names)}.",
        evidence=table.head or names[0],
        location=places[0],
        places=tuple(places[1:]),
    )
