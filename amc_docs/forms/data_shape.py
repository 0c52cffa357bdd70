"""What data a type of document is made from: all that is extracted from it, but for what follows from the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from amc_docs.doctype import DocType, once_a_type
from amc_docs.specs import FieldSpec, LabelSpec, PointSpec

WRITTEN = "_escrito"
"""Suffix of the key that keeps a value as written, beside the one that was read from it."""
SERIES = "_por_periodo"
"""Suffix of the key of a series beside a single value of the same field."""
NAME_OF_YEAR = "nombre_del_anio"
"""The year's official name, where it is not the one of the document's date."""
MARK = "X"
"""What a schedule has for «yes»."""


class Kind(Enum):
    """How a value is written and read."""

    TEXT = "texto"
    """One line."""
    LINES = "líneas"
    NUMBER = "número"
    MIXED = "número o texto"
    LIST = "lista"
    MARK = "marca"
    """Of a schedule: whatever is written in a period; «sí» is an X."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value, or one for each year, period or code."""

    name: str
    title: str
    kind: Kind
    series: str = ""
    """`year`, `period` or `code`: a value for each; empty: a single value."""
    admits_words: bool = False
    """Of a number: the schema takes words in its place («Por convenio»)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind: a matrix, or the parts of a form that come many times."""

    name: str
    title: str
    point: str | None
    """None: it stands outside the points."""
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The data of one type of document."""

    values: Mapping[str, Field]
    """Single values by name."""
    points: Mapping[str, PointSpec]
    """The points that have content of their own, by number."""
    told: Mapping[str, str]
    """The points that are single values: number → name of the value."""
    openings: Mapping[str, str]
    """Values that are the first line of a point: name → number of the point."""
    groups: Mapping[str, Group]
    derived: frozenset[str]
    """Names that what is extracted has besides: they follow from the rest."""

    def names(self) -> tuple[str, ...]:
        """Return every name that data may have at its top."""
        return (*self.openings, *self.values, *(("puntos",) if self.points else ()), *self.groups)

    def matrices_of(self, point: str) -> tuple[str, ...]:
        """Return the names of the groups that stand in a point, in the schema's order."""
        return tuple(group.name for group in self.groups.values() if group.point == point)


@once_a_type
def shape_of(doctype: DocType) -> Shape:
    """Return what data a type is made from."""
    properties: dict[str, Any] = doctype.schema.get("properties", {})
    groups = [_group(m.name, m.title, m.point, m.fields, properties, m.unit_field) for m in doctype.matrices]
    groups += [_group(r.name, r.title, r.point, r.fields, properties) for r in doctype.repeats]
    ordered = sorted(groups, key=lambda group: list(properties).index(group.name))
    derived = {name for name, spec in properties.items() if spec.get("readOnly")}
    openings = {pointer.strip("/"): number for pointer, number in doctype.scalars.items()}
    return Shape(
        values={s.name: _labelled(s) for s in doctype.labels if s.name not in derived},
        points={p.number: p for p in doctype.points if not p.value},
        told={p.number: p.value for p in doctype.points if p.value},
        openings=openings,
        groups={group.name: group for group in ordered if group.name not in derived},
        derived=frozenset((derived | {u.name for u in doctype.unions}) - set(openings)),
    )


def _group(
    name: str,
    title: str,
    point: str | None,
    fields: tuple[FieldSpec, ...] | tuple[LabelSpec, ...],
    properties: Mapping[str, Any],
    unit_field: str = "",
) -> Group:
    items = properties[name]["items"]["properties"]
    own = [_column(f, items[f.name]) if isinstance(f, FieldSpec) else _labelled(f) for f in fields]
    if unit_field:
        title_of_unit = items[unit_field].get("title", unit_field)
        own.insert(0, Field(name=unit_field, title=title_of_unit, kind=Kind.TEXT))
    return Group(
        name=name,
        title=title,
        point=point,
        fields={f.name: f for f in own if not items.get(f.name, {}).get("readOnly")},
    )


_KINDS = {"string": Kind.TEXT, "number": Kind.NUMBER, "mixed": Kind.MIXED, "list": Kind.LIST}


def _column(spec: FieldSpec, schema: Mapping[str, Any]) -> Field:
    kind = Kind.MARK if spec.series == "period" else Kind.MIXED if spec.series else _KINDS[spec.type]
    admits = kind is Kind.NUMBER and "string" in schema.get("type", ())
    return Field(name=spec.name, title=spec.title, kind=kind, series=spec.series, admits_words=admits)


def _labelled(spec: LabelSpec) -> Field:
    """A value that is some lines of the document has several; one that stands beside a label has one."""
    is_lines = spec.stretch is not None and not spec.labels and not spec.patterns
    return Field(name=spec.name, title=spec.title, kind=Kind.LINES if is_lines else _KINDS[spec.type])
