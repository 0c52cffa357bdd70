"""No cost is left undetermined: neither blank, nor "no se ha determinado", nor a price without its quantity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Matrix, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, quoted

_PERIOD = re.compile(r"\b(\d+|[ivx]+)? ?(er|do|to|ro)? ?(trim\w*|bim\w*|sem\w*|mes(es)?|cuatrim\w*)\b( \d{4}\b)?")
_ANSWER = re.compile(r"\b(no (aplica\w*|corresponde|requiere|irroga)|sin costo|gratuit[oa]|costo cero|ningun\w*)\b")


def costs_determined(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    key: str,
    cost: str,
    needs: Mapping[str, str] | None = None,
    other_key: str | None = None,
) -> Outcome:
    """Check that each item has a figure in `cost`, and each of `needs` where the item has a cost.

    A label without figure ("I Trim:") is no cost; zero, "sin costo" and "no aplica" are answers. An item of the same
    `other_key` with a cost speaks for the group. A lump sum needs no unit cost nor quantity. One breach for the costs
    and one for each need, with all the places. Not applicable without the column, or without an item.
    """
    table = record.matrix(matrix)
    if table is None or not table.has(cost):
        yield NotApplicable(reason="No hay una columna de costos que comprobar.")
        return
    items = [row for row in table.entries(key) if _name(row, key, other_key) and not row.is_merged(cost)]
    if not items:
        yield NotApplicable(reason="Ninguna fila tiene un costo que comprobar.")
        return
    open_ = [row for row in items if not _is_determined(row, cost, needs or {})]
    settled = {fold(row.raw(other_key)) for row in items if other_key and row not in open_}
    open_ = [row for row in open_ if not other_key or fold(row.raw(other_key)) not in settled - {""}]
    if open_:
        yield _undetermined(table, open_, items, key, other_key, cost, needs or {}, point)
    rest = [row for row in items if row not in open_]
    for name, label in (needs or {}).items():
        lacking = [row for row in rest if table.has(name) and is_missing(row.raw(name))]
        lacking = [row for row in lacking if not _is_lump(row, name, needs or {})]
        if lacking:
            yield _lacking(table, lacking, items, name, label, key, point)


def _name(row: Row, key: str, other_key: str | None) -> str:
    names = [row.raw(key), row.raw(other_key) if other_key else ""]
    return next((name for name in names if not is_missing(name)), "")


def _is_determined(row: Row, cost: str, needs: Mapping[str, str]) -> bool:
    """Return whether the cost states a figure, and nothing that makes it up says that it is still to be determined."""
    text = fold(row.raw(cost))
    if _ANSWER.search(text):
        return True
    put_off = any(fold(row.raw(name)) and is_missing(row.raw(name)) for name in needs)
    return re.search(r"\d", _PERIOD.sub(" ", text)) is not None and not put_off


def _is_lump(row: Row, name: str, needs: Mapping[str, str]) -> bool:
    """Return whether the row states a sum only: neither its unit cost nor its quantity, so neither is lacking alone."""
    numbers = [n for n in needs if n in row.values and not re.search(r"[a-z]{3}|\.\d+\.", row.raw(n))]
    return len(numbers) > 1 and name in numbers[:2] and all(is_missing(row.raw(n)) for n in numbers[:2])


def _undetermined(
    table: Matrix,
    rows: Sequence[Row],
    items: Sequence[Row],
    key: str,
    other_key: str | None,
    cost: str,
    needs: Mapping[str, str],
    point: str | None,
) -> Breach:
    names = [_name(row, key, other_key) for row in rows]
    said = [raw for row in rows for n in (cost, *needs) if fold(raw := row.raw(n)) and not re.search(r"\d", raw)]
    said = [raw for raw in dict.fromkeys(said) if is_missing(raw) or _PERIOD.search(fold(raw))]
    written = f" (dice {quoted(said, 3)})" if said else ""
    who = "ninguna partida tiene" if len(rows) == len(items) > 1 else "no tiene" if len(rows) == 1 else "no tienen"
    places = _places(rows, cost)
    return Breach(
        message=f"{at_point(point or table.point)}{who} costo en «{table.columns.get(cost, cost)}»{written}: "
        f"{quoted(names)}.",
        evidence=said[0] if said else f"{names[0]} | {table.columns.get(cost, cost)}",
        location=places[0],
        places=places[1:],
        value=said[0] if said else None,
    )


def _lacking(
    table: Matrix, rows: Sequence[Row], items: Sequence[Row], name: str, label: str, key: str, point: str | None
) -> Breach:
    names = quoted(row.raw(key) for row in rows)
    head = table.columns.get(name, name)
    everything = len(rows) == len(items) > 1
    fact = f"la columna «{head}» está en blanco" if everything else f"hay costos sin {label} («{head}»)"
    places = _places(rows, name)
    return Breach(
        message=f"{at_point(point or table.point)}{fact}: {names}.",
        evidence=head if everything else rows[0].raw(key),
        location=places[0],
        places=places[1:],
    )


def _places(rows: Sequence[Row], name: str) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(row.values[name].location if name in row.values else row.location for row in rows))
