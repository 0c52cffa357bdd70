"""How a data-entry workbook is laid out: which sheets and columns. It is written and read by the same rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amc_docs.doctype import DocType
from amc_docs.forms.data_shape import Field, Group, shape_of
from amc_docs.specs import RuleSpec
from amc_docs.wording import fold

GENERAL = "Datos generales"
"""The sheet of single values and points: a row each."""
KEY, TITLE, CONTENT, GUIDE = "Clave", "Dato", "Contenido", "Qué escribir"
GENERAL_HEADS = (KEY, TITLE, CONTENT, GUIDE)
INSTRUCTIONS, LISTS = "Instrucciones", "Listas"
POINT = "punto "
"""Begins the key of a point: `punto 13`."""
_LONGEST_NAME = 31
_FOR_SERIES = {"year": 5, "period": 12, "code": 10}
"""Columns that a series has to begin with."""
_KEY_NAMES = {"year": "año", "period": "periodo", "code": "código"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet of rows; one of a series stands for as many as the user fills."""

    field: Field
    head: str
    """The form's own words."""
    others: tuple[str, ...] = ()
    """Heads that are understood too."""
    choices: tuple[str, ...] = ()
    """What the norm allows; empty: anything."""
    is_closed: bool = False
    """Nothing but the choices is allowed."""

    @property
    def count(self) -> int:
        """How many columns it takes in a new workbook."""
        return _FOR_SERIES.get(self.field.series, 1)

    @property
    def key_name(self) -> str:
        """What tells the columns of a series apart, in words."""
        return _KEY_NAMES.get(self.field.series, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of rows of one kind."""

    name: str
    group: Group
    columns: tuple[Column, ...]

    @property
    def head_rows(self) -> int:
        """Two where there are series: the second one names each of their columns."""
        return 2 if any(c.field.series for c in self.columns) else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the sheet of single values and points."""

    key: str
    title: str
    guide: str = ""
    choices: tuple[str, ...] = ()


def sheets(doctype: DocType) -> tuple[Sheet, ...]:
    """Return the sheets of rows, in the schema's order; names are unique and as Excel takes them."""
    allowed = choices(doctype)
    heads = {m.name: {f.name: f.aliases for f in m.fields} for m in doctype.matrices}
    found: list[Sheet] = []
    for group in shape_of(doctype).groups.values():
        columns = tuple(
            _column(f, heads.get(group.name, {}).get(f.name, ()), allowed.get((group.name, f.name)))
            for f in group.fields.values()
        )
        found.append(Sheet(name=_name(group, [s.name for s in found]), group=group, columns=columns))
    return tuple(found)


def lines(doctype: DocType) -> tuple[Line, ...]:
    """Return the rows for single values and points, values first."""
    shape = shape_of(doctype)
    allowed = choices(doctype)
    found = [Line(key=n, title=spec.title, choices=_values(allowed, n)) for n, spec in shape.values.items()]
    openings = {number: name for name, number in shape.openings.items()}
    for number, point in shape.points.items():
        guide = " ".join(point.guidance)
        tables = [shape.groups[name].title for name in shape.matrices_of(number)]
        if tables:
            guide = f"{guide} Sus cuadros van en otras hojas: {', '.join(dict.fromkeys(tables))}.".strip()
        own = _values(allowed, openings.get(number, ""))
        found.append(Line(key=f"{POINT}{number}", title=point.title, guide=guide, choices=own))
    return tuple(found)


def choices(doctype: DocType) -> Mapping[tuple[str, str], tuple[tuple[str, ...], bool]]:
    """Return the code lists of schema and rules: (matrix or empty, field) → values, and whether they are all."""
    found: dict[tuple[str, str], tuple[tuple[str, ...], bool]] = {}
    properties = doctype.schema.get("properties", {})
    for name, spec in properties.items():
        if "enum" in spec:
            found["", name] = _listed(spec["enum"]), True
        items = spec.get("items", {}).get("properties", {}) if isinstance(spec.get("items"), dict) else {}
        found |= {(name, f): (_listed(s["enum"]), True) for f, s in items.items() if "enum" in s}
    for rule in doctype.rules:
        found |= {key: value for key, value in _of_rule(rule) if key not in found}
    return found


def _of_rule(rule: RuleSpec) -> Iterator[tuple[tuple[str, str], tuple[tuple[str, ...], bool]]]:
    """Yield the lists that a rule holds values to; one about a single value names those known so far."""
    said = rule.parameters
    if "values" in said and "field" in said:
        matrix, field = said.get("matrix", ""), str(said["field"]).strip("/")
        yield (matrix, field), (_listed(said["values"]), bool(matrix))
    if "list_matrix" in said:
        for field, values in (("scope_field", "scopes"), ("control_field", "control")):
            if field in said and values in said:
                yield (said["list_matrix"], said[field]), (_listed(said[values]), True)


def _listed(values: object) -> tuple[str, ...]:
    found = list(values) if isinstance(values, list | tuple) else []
    return tuple(str(value)[:1].upper() + str(value)[1:] for value in found if value not in (None, ""))


def _values(allowed: Mapping[tuple[str, str], tuple[tuple[str, ...], bool]], name: str) -> tuple[str, ...]:
    return allowed.get(("", name), ((), False))[0]


def _column(field: Field, aliases: tuple[str, ...], allowed: tuple[tuple[str, ...], bool] | None) -> Column:
    heads = [head for head in aliases if head] or [field.title]
    values, is_closed = allowed or ((), False)
    others = tuple(dict.fromkeys((field.title, field.name, *heads[1:])))
    return Column(field=field, head=heads[0], others=others, choices=values, is_closed=is_closed)


def _name(group: Group, taken: list[str]) -> str:
    """Return a sheet's name: the title of its rows, in 31 letters, unlike any other."""
    place = f"{group.point} " if group.point and group.point[0].isdigit() else ""
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", f"{place}{group.title}").split())
    used = {fold(name) for name in (*taken, GENERAL, INSTRUCTIONS, LISTS)}
    name, number = plain[:_LONGEST_NAME].strip(), 1
    while fold(name) in used:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4].strip()} ({number})"
    return name
