"""The record as data: what the schema validates, with the origin of each value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.document import Location
from amc_docs.extraction import own_words
from amc_docs.extraction.citations import LETTERS
from amc_docs.forms import data_looks
from amc_docs.forms.data_shape import SERIES, WRITTEN
from amc_docs.record import Citation, Matrix, Record, Row, Scalar, Value


def as_json(record: Record, doctype: DocType) -> tuple[dict[str, Any], dict[str, Location]]:
    """Return the typed record and the origin of each value, by JSON pointer."""
    data: dict[str, Any] = {}
    origin: dict[str, Location] = {}
    for pointer, value in record.values.items():
        if not value.is_blank:
            data[pointer.removeprefix("/")] = _plain(value)
            origin[pointer] = value.location
    data["puntos"] = {}
    for number, point in record.points.items():
        if point.is_present:
            data["puntos"][number] = {
                "titulo": point.found_title,
                **own_words.of(point, record, doctype),
                "no_aplica": point.declares_not_applicable,
            }
            origin[f"/puntos/{number}"] = point.location
    names = [r.name for r in doctype.repeats] + [m.name for m in doctype.matrices] + [u.name for u in doctype.unions]
    for name in names:
        if matrix := record.matrices.get(name):
            data[name] = _matrix(matrix, f"/{name}", origin)
    if heads := {name: data_looks.heads_as_data(m.look) for name, m in record.matrices.items() if m.look.heads}:
        data[data_looks.HEADS] = heads
    data |= own_words.year_name(record) | own_words.around(record, doctype)
    norms = [c for c in record.citations if c.kind not in LETTERS]
    data["citas"] = [_citation(c) for c in norms]
    origin |= {f"/citas/{i}": c.location for i, c in enumerate(norms)}
    return data, origin


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "clave": citation.key,
        "tipo": citation.kind,
        "numero": citation.number,
        "anio": citation.year,
        "emisor": citation.issuer,
        "literal": citation.literal,
        "articulos": list(citation.articles),
        "punto": citation.point,
    }


def _matrix(matrix: Matrix, pointer: str, origin: dict[str, Location]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in matrix.rows:
        if row.is_total:
            # No item: it stands with the one that it is below.
            rows = rows or [{}]
            rows[-1].setdefault(data_looks.TOTALS, []).append({**_row(row, "", {}), **data_looks.as_data(row.look)})
            continue
        place = f"{pointer}/{len(rows)}"
        rows.append({**_row(row, place, origin), **data_looks.as_data(row.look)})
        origin[place] = row.location
    return rows + [{data_looks.ABOVE: text} for text in matrix.look.closing]


def _row(row: Row, pointer: str, origin: dict[str, Location]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, value in row.values.items():
        if "@" in name:
            continue
        place = data
        field, slash, leaf = name.partition("/")
        if slash:
            # The same field may be given once as a single value and once year by year.
            field = f"{field}{SERIES}" if field in row.values else field
            place = data.setdefault(field, {})
        key = leaf or field
        place[key] = _plain(value)
        if value.raw and _reads_differently(value):
            place[f"{key}{WRITTEN}"] = value.raw
        origin[f"{pointer}/{field}{slash}{leaf}"] = value.location
    return data


def _plain(value: Value) -> Scalar | list[str]:
    return value.value if value.items is None else list(value.items)


def _reads_differently(value: Value) -> bool:
    if value.items is not None:
        return not value.items
    return not isinstance(value.value, str) if not isinstance(value.value, Decimal) else str(value.value) != value.raw
