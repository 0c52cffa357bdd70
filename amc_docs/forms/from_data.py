"""Data as people write it, the record that `extraer` gives → what a form is filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.figures import official
from amc_docs.forms import data_looks, data_tables
from amc_docs.forms.blocks import Block, Blocks, Text
from amc_docs.forms.content import Content, FormMatrix, FormPoint, FormRow, FormUnit
from amc_docs.forms.data_looks import CONTINUED, HEADS, heads_of
from amc_docs.forms.data_shape import MARK, NAME_OF_YEAR, SERIES, WRITTEN
from amc_docs.forms.layout import Layout, MatrixLayout
from amc_docs.forms.tables import columns_of
from amc_docs.row_look import PLAIN
from amc_docs.specs import FieldSpec, MatrixSpec
from amc_docs.wording import fold

TOTAL = "TOTAL"
BULLETED = tuple("-–—•●▪·*✓>(0123456789abcdefghijklmnopqrstuvwxyz")
"""An item that begins so may lose its first sign, unless it stands under a bullet."""


def from_data(doctype: DocType, layout: Layout, data: Mapping[str, Any], *, day: date | None = None) -> Content:
    """Return the content of a form from canonical data (`registro` without what is derived from it).

    Args:
        doctype: the type of document.
        layout: how it is laid out: it tells which columns are added up.
        data: single values by name, `puntos` by number, matrices and parts as lists of rows.
        day: the document's date, for the year's official name.
    """
    matrices = {m.name: m for m in doctype.matrices}
    rows = {name: data[name] for name in matrices if data.get(name) is not None}
    units = {r.name: data[r.name] for r in doctype.repeats if data.get(r.name) is not None}
    points = data.get("puntos") or {}
    return Content(
        values={label.name: written(data[label.name]) for label in doctype.labels if _given(data.get(label.name))},
        points={number: _point(found) for number, found in points.items() if found is not None},
        matrices={
            name: _matrix(layout.matrices[name], found, data) for name, found in rows.items() if not matrices[name].unit
        },
        units={name: _units(doctype, layout, name, found, data) for name, found in units.items()},
        date=day,
        year_name=data.get(NAME_OF_YEAR),
        before=_around(data.get("antes", ())),
        after=_around(data.get("despues", ())),
    )


def written(value: Any, spec: FieldSpec | None = None) -> str:  # noqa: ANN401 (whatever data holds)
    """Return a value as an official document writes it; None is an empty text.

    Amounts have a point before the decimals and commas between the thousands; a mark of a schedule is an X.
    """
    if value is None or value is False:
        return ""
    if value is True:
        return MARK
    if isinstance(value, list | tuple):
        return listed([written(item) for item in value])
    if isinstance(value, int | Decimal):
        return official(Decimal(value)) if spec is None or spec.type != "string" or spec.series else str(value)
    return str(value)


def listed(items: Sequence[str]) -> str:
    """Return the items of a cell, a line each; under bullets where lines alone could be taken for one item."""
    if len(items) == 1 and not items[0].startswith(BULLETED):
        return items[0]
    return "\n".join(f"• {item}" for item in items)


def _given(value: object) -> bool:
    return value is not None and value != []


def _point(found: Mapping[str, Any] | str) -> FormPoint:
    """Return a point: its text and then its matrices, or its content in its own order."""
    if isinstance(found, str):
        return FormPoint(_paragraphs(found))
    content = found.get("contenido")
    if content is None:
        return FormPoint(_paragraphs(found.get("texto") or ""))
    return FormPoint(tuple(_parts(content)))


def _parts(content: Sequence[Any]) -> Iterator[Block | str]:
    for item in content:
        if isinstance(item, str):
            yield from _paragraphs(item)
        elif "matriz" in item:
            yield item["matriz"]
        elif "titulo" in item:
            yield Text(item["titulo"], level=1)
        else:
            yield data_tables.as_grid(item)


def _around(content: Sequence[Any]) -> Blocks:
    return Blocks(tuple(part for part in _parts(content) if not isinstance(part, str)))


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Text(line) for line in text.split("\n") if line.strip())


def own_heads(doctype: DocType, layout: Layout, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the heads of columns in the data that are not those that the form gives the same rows."""
    found: dict[str, Any] = {}
    for spec in doctype.matrices:
        heads = dict(heads_of(data, spec.name, [f.name for f in spec.fields]))
        if not heads or not data.get(spec.name):
            continue
        columns = columns_of(layout.matrices[spec.name], _matrix(layout.matrices[spec.name], data[spec.name], {}))
        official = [(column.key, *map(_letters, map(str, column.path))) for column in columns]
        own = [(key, *map(_letters, path)) for key, path in heads.items()]
        # Each unit has a table of its own, of which one may have other columns than the next.
        if (sorted(official) != sorted(own)) if spec.unit else official != own:
            found[spec.name] = data[HEADS][spec.name]
    return found


def _letters(head: str) -> str:
    """Return a head without white space: a narrow column breaks its words."""
    return fold(head).replace(" ", "")


def _matrix(layout: MatrixLayout, rows: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> FormMatrix:
    """Return a matrix with some of its rows; `data` has the heads of its columns."""
    made = [form_row for row in rows for form_row in _form_rows(layout.spec, row)]
    total = None if any(row.is_total for row in made) else _total(layout, rows)
    heads = heads_of(data, layout.spec.name, [f.name for f in layout.spec.fields])
    # A source or a note in a row of one cell stays below the sum.
    end = max((place for place, row in enumerate(made, 1) if row.values), default=0)
    return FormMatrix((*made[:end], *([total] if total else []), *made[end:]), heads)


def _form_rows(spec: MatrixSpec, row: Mapping[str, Any], *, is_total: bool = False) -> Iterator[FormRow]:
    """Yield a row and those that add up below it."""
    look = data_looks.of_row(row)
    if data_looks.without(row) or look != PLAIN:
        yield FormRow({**_row(spec, row), **look.own}, is_total=is_total, look=look)
    for total in row.get(data_looks.TOTALS, ()):
        yield from _form_rows(spec, total, is_total=True)


def without_own_total(layout: MatrixLayout, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without the one that adds up all of them, where the form would add it just so."""
    plain = [{name: value for name, value in row.items() if name != data_looks.TOTALS} for row in rows]
    items = [row for row in rows if data_looks.without(row)]
    last: list[Mapping[str, Any]] = items[-1].get(data_looks.TOTALS, []) if items else []
    if len(last) != 1 or sum(data_looks.TOTALS in row for row in rows) > 1:
        return list(map(dict, rows))
    own, said = _total(layout, plain), {k: v for k, v in last[0].items() if not k.endswith(WRITTEN)}
    shown = {name: fold(written(value)) for name, value in said.items()}
    is_own = own is not None and shown == {name: fold(str(value)) for name, value in own.values.items()}
    return [dict(row) for row in (plain if is_own else rows)]


def _row(spec: MatrixSpec, row: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of a row, those of a series under `metas/2016`."""
    fields = {f.name: f for f in spec.fields}
    found: dict[str, str] = {}
    for name, value in row.items():
        series = name.removesuffix(SERIES)
        if isinstance(value, Mapping) and series in fields:
            found |= {
                f"{series}/{key}": _said(value, key, fields[series]) for key in value if not _is_written(key, value)
            }
        elif name in fields and name != spec.unit_field:
            found[name] = _said(row, name, fields[name])
        elif name.endswith(WRITTEN) and (plain := name.removesuffix(WRITTEN)) in fields and plain not in row:
            found[plain] = str(value)
    return found


def _is_written(key: str, row: Mapping[str, Any]) -> bool:
    return key.endswith(WRITTEN) and key.removesuffix(WRITTEN) in row


def _said(row: Mapping[str, Any], key: str, spec: FieldSpec) -> str:
    """Return a value as it was written, where the data tells, or as official documents write it."""
    own = row.get(f"{key}{WRITTEN}")
    return str(own) if own is not None else written(row[key], spec)


def _total(layout: MatrixLayout, rows: Sequence[Mapping[str, Any]]) -> FormRow | None:
    """Return the row that adds up columns; None where one of them has a cell that is no number."""
    sums: dict[str, str] = {}
    for name in layout.sums:
        # A cell over several rows is one amount; a row of one cell has none.
        found = [row.get(name) for row in rows if data_looks.without(row) and name not in row.get(CONTINUED, ())]
        amounts = [
            Decimal(value) for value in found if isinstance(value, int | Decimal) and not isinstance(value, bool)
        ]
        if amounts and len(amounts) == len(found):
            sums[name] = official(sum(amounts, Decimal()))
    if not sums or sum(bool(data_looks.without(row)) for row in rows) == 1:
        return None
    first = next((n for n in layout.columns if n not in layout.sums and any(row.get(n) for row in rows)), None)
    return FormRow({first: TOTAL, **sums}, is_total=True) if first else None


def _units(
    doctype: DocType, layout: Layout, name: str, found: Sequence[Mapping[str, Any]], data: Mapping[str, Any]
) -> tuple[FormUnit, ...]:
    """Return the units of a part with the rows of the matrices that name them."""
    repeat = next(r for r in doctype.repeats if r.name == name)
    own = [m for m in doctype.matrices if m.unit == name]
    made = []
    for unit in found:
        tables = {}
        for spec in own:
            mine = [row for row in data.get(spec.name) or () if row.get(spec.unit_field) == unit.get(repeat.key)]
            if mine:
                tables[spec.name] = _matrix(layout.matrices[spec.name], mine, data)
        labels = {label.name for label in repeat.fields}
        values = {key: written(value) for key, value in unit.items() if key in labels and _given(value)}
        made.append(FormUnit(values, tables))
    return tuple(made)
