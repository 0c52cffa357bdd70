"""Data as a YAML file that people read, correct and give back: numbers as they were written, long texts as blocks."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import LiteralScalarString

from amc_docs.doctype import DocType
from amc_docs.forms import data_looks, data_values
from amc_docs.forms.data import as_given
from amc_docs.forms.data_reading import AROUND
from amc_docs.forms.data_shape import NAME_OF_YEAR, SERIES, WRITTEN, Field, Kind, shape_of
from amc_docs.forms.data_tables import MERGED, TABLE
from amc_docs.forms.data_tree import Node
from amc_docs.wording import squeeze

WIDTH = 110


def as_yaml(found: Mapping[str, Any], doctype: DocType) -> str:
    """Return the data of a record as YAML; `data.load` reads the same data from it."""
    shape = shape_of(doctype)
    data = as_given(found, doctype)
    printed: dict[str, Any] = {}
    for name, value in data.items():
        if name == "puntos":
            numbers = {number: int(number) if number.isdecimal() else number for number in value}
            printed[name] = {numbers[number]: _point(point) for number, point in value.items()}
        elif name in shape.groups:
            printed[name] = [_row(row, shape.groups[name].fields) for row in value]
        elif name == NAME_OF_YEAR:
            printed[name] = value
        elif name in AROUND:
            printed[name] = _content(value)
        elif name == data_looks.HEADS:
            printed[name] = {matrix: {key: _in_line(path) if len(path) > 1 else path[0] for key, path in heads.items()}
                             for matrix, heads in value.items()}  # fmt: skip
    single = _row({k: v for k, v in data.items() if k not in printed}, shape.values)
    head = f"# {squeeze(doctype.title)}: los datos del documento.\n"
    head += f"# amc-docs generar {doctype.name} --datos ESTE-ARCHIVO.yaml\n"
    return head + _dumped({name: printed.get(name, single.get(name)) for name in data if not name.endswith(WRITTEN)})


def _point(point: Mapping[str, Any]) -> Any:  # noqa: ANN401 (a text, or a group)
    """Return a point as the text that it is; only one with an order of its own is written out."""
    if "contenido" not in point:
        return _text(point["texto"])
    return {"contenido": _content(point["contenido"])}


def _content(parts: Sequence[Any]) -> list[Any]:
    return [_text(part) if isinstance(part, str) else _part(part) for part in parts]


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a matrix by its name, or a table with each row on its own line."""
    if TABLE not in part:
        return dict(part)
    merged = {MERGED: _in_line(part[MERGED])} if MERGED in part else {}
    return {TABLE: [_in_line(row) for row in part[TABLE]], **merged}


def _row(row: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return a row; what is one cell with another is said once."""
    found: dict[str, Any] = {}
    said = {name: row[name] for name in data_looks.NAMES if name in row}
    row = _said_once(row)
    if data_looks.ABOVE in said:
        found[data_looks.ABOVE] = _text(said.pop(data_looks.ABOVE))
    own = row.pop(data_looks.OWN, None)
    totals = [_row(total, fields) for total in said.pop(data_looks.TOTALS, ())]
    for name, value in row.items():
        if name.endswith(WRITTEN) and name not in fields:
            found |= {name.removesuffix(WRITTEN): value} if name.removesuffix(WRITTEN) not in row else {}
            continue
        spec = fields[name]
        if isinstance(value, dict):
            found[name] = {
                key: _value(item, value.get(f"{key}{WRITTEN}"), spec)
                for key, item in value.items()
                if not key.endswith(WRITTEN)
            }
        else:
            found[name] = _value(value, row.get(f"{name}{WRITTEN}"), spec)
    lists = {name: _in_line(value) for name, value in said.items() if name != data_looks.OWN}
    below = {data_looks.TOTALS: totals} if totals else {}
    return {**found, **({data_looks.OWN: own} if own else {}), **lists, **below}


def _said_once(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row that are not said in its own cell to the left, or in the row above."""
    repeated = {*row.get(data_looks.CONTINUED, ()), *(n for names in row.get(data_looks.JOINED, ()) for n in names[1:])}
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            start = "" if name == data_looks.OWN else f"{name.removesuffix(SERIES)}/"
            kept = {key: item for key, item in value.items() if f"{start}{key.removesuffix(WRITTEN)}" not in repeated}
            found |= {name: kept} if kept else {}
        elif name.removesuffix(WRITTEN) not in repeated and name not in data_looks.NAMES:
            found[name] = value
    return found


def _in_line(names: list[Any]) -> CommentedSeq:
    """Return a list that is written on one line."""
    found = CommentedSeq(_in_line(item) if isinstance(item, list) else item for item in names)
    found.fa.set_flow_style()
    return found


def _value(value: Any, written: str | None, spec: Field) -> Any:  # noqa: ANN401 (whatever a field holds)
    """Return a value as it was written, where that alone says the same number."""
    if written and data_values.read(Node(value=written), spec).value == value:
        return written
    if isinstance(value, str):
        return _text(value) if spec.kind is Kind.LINES else value
    return value


def _text(text: str) -> str:
    return LiteralScalarString(f"{text}\n") if "\n" in text and _is_plain(text) else text


def _is_plain(text: str) -> bool:
    """Whether a block can hold a text: no sign in it that YAML would have to escape."""
    return all(c == "\n" or c.isprintable() for c in text)


class _Representer(RoundTripRepresenter):
    """Writes exact numbers as they are."""


def _number(representer: _Representer, value: Decimal) -> ScalarNode:
    text = format(value, "f")
    kind = "float" if "." in text else "int"
    node: ScalarNode = representer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)
    return node


_Representer.add_representer(Decimal, _number)


def _dumped(data: Mapping[str, Any]) -> str:
    yaml = YAML(typ="rt", pure=True)
    yaml.Representer = _Representer
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(dict(data), out)
    return out.getvalue()
