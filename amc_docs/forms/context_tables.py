"""What a template may ask of a matrix, and of a part of the form that comes many times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.forms.blocks import Blocks, Placed
from amc_docs.forms.content import Content, FormMatrix, FormRow, FormUnit
from amc_docs.forms.flow import official_table
from amc_docs.forms.gaps import FIELD, POINT, VALUE, Missing, Slot
from amc_docs.forms.layout import Layout, MatrixLayout
from amc_docs.forms.marks import Inline
from amc_docs.forms.rooms import room_of_matrix
from amc_docs.forms.tables import Column, columns_of, grid_of, is_as_in_form, series_of
from amc_docs.row_look import PLAIN
from amc_docs.specs import LabelSpec

BLANK_ROWS = 2
"""Of a table in which there is nothing yet."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What a context is made from."""

    doctype: DocType
    layout: Layout
    content: Content
    missing: Missing

    @property
    def shows_absent(self) -> bool:
        """Whether places that nothing was given for are seen at all."""
        return bool(str(self.missing(Slot(kind=POINT, name="", title="x"))))


def matrix(forms: Forms, name: str, found: FormMatrix | None) -> dict[str, Any]:
    """Return what a template may ask of a matrix."""
    layout = forms.layout.matrices[name]
    hidden = any(name in p.without for p in forms.content.points.values())
    instead = forms.content.instead.get(name)
    shown = instead is not None or (not hidden and (found is not None or (forms.shows_absent and layout.is_official)))
    columns = columns_of(layout, found, whole=forms.shows_absent)
    rows = _rows(layout, found)
    missing = _missing_field(forms, layout)
    totals = [row for row in rows if row.is_total]
    items = [row for row in rows if not row.is_total]
    room = room_of_matrix(forms.layout, name)
    grid = grid_of(layout, columns, rows, missing)
    is_plain = not (found and found.heads) and all(row.look == PLAIN for row in rows)
    plain = is_as_in_form(layout, columns) and is_plain
    plain = plain and (not totals or (list(rows[-1:]) == totals and bool(layout.sums)))
    plain = plain and shown and instead is None and official_table(layout, name).measures(room).hold(grid.columns())
    return {
        "visible": shown,
        "como_formato": plain,
        "tabla": Placed(instead or Blocks((grid,) if shown else ()), room),
        "filas": [_by_field(layout, columns, row, number, missing) for number, row in enumerate(items)]
        if plain
        else [],
        "total": _by_field(layout, columns, totals[-1], 0, lambda *_: "") if totals and plain else None,
        "claves": series_of(layout, columns),
    }


def _rows(layout: MatrixLayout, found: FormMatrix | None) -> tuple[FormRow, ...]:
    """Return the rows; of a table in which there is nothing yet, those of the blank form."""
    if found is not None:
        return found.rows
    return tuple(FormRow(row) for row in layout.rows) or (FormRow({}),) * BLANK_ROWS


def _missing_field(forms: Forms, layout: MatrixLayout) -> Callable[[Column, int], Inline | str]:
    """Return what stands in an empty cell: nothing where the form does not ask for that column."""

    def shown(column: Column, row: int) -> Inline | str:
        if column.field not in layout.columns:
            return ""
        return forms.missing(Slot(kind=FIELD, name=column.key, title=layout.head(column.field), point=layout.spec.point,
                                  matrix=layout.spec.name, row=row))  # fmt: skip

    return shown


def _by_field(
    layout: MatrixLayout,
    columns: Sequence[Column],
    row: FormRow,
    number: int,
    missing: Callable[[Column, int], Inline | str],
) -> dict[str, Any]:
    """Return the values of a row by field; of a series as a list, in the order of its keys."""
    found: dict[str, Any] = {f.name: [] if f.series else row.values.get(f.name, "") for f in layout.spec.fields}
    for column in columns:
        value = row.values.get(column.key, "")
        value = value if str(value) else missing(column, number)
        if column.leaf:
            found[column.field].append(value)
        else:
            found[column.field] = value
    return found


def units(forms: Forms, name: str) -> list[dict[str, Any]]:
    """Return the units of a part that comes many times; a blank form shows one."""
    repeat = next(r for r in forms.doctype.repeats if r.name == name)
    own = [m.name for m in forms.doctype.matrices if m.unit == name]
    units = forms.content.units.get(name, ())
    if name not in forms.content.units and forms.shows_absent:
        units = (FormUnit({}),)
    made = []
    for unit in units:
        values = {label.name: _unit_value(forms, unit, label, name) for label in repeat.fields}
        _compose(forms.layout, name, values)
        tables = {m: matrix(forms, m, unit.matrices.get(m)) for m in own}
        hay = {label: bool(str(value)) for label, value in values.items()}
        made.append({"datos": values, "hay": hay, "matrices": tables})
    return made


def _compose(layout: Layout, name: str, values: dict[str, Inline | str]) -> None:
    """Write the values that consist of others in their lines, and leave those others out: once is enough."""
    for key, lines in layout.composed.items():
        whole = key.removeprefix(f"{name}.")
        parts = [part for line in lines for _, part, _, _ in Formatter().parse(line) if part]
        if whole == key or not all(str(values.get(part, "")) for part in parts):
            continue
        made = [line.format_map({part: str(values[part]) for part in parts}) for line in lines]
        if str(values.get(whole, "")) in ("", " ".join(made)):
            values[whole] = "\n".join(made)
            values |= dict.fromkeys(parts, "")


def _unit_value(forms: Forms, unit: FormUnit, label: LabelSpec, name: str) -> Inline | str:
    found = unit.values.get(label.name, "")
    if str(found):
        return found
    hint = forms.layout.hints.get(f"{name}.{label.name}", "")
    if not hint:
        return ""
    return forms.missing(Slot(kind=VALUE, name=label.name, title=label.title, guidance=(hint,)))
