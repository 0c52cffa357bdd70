"""Data as a YAML file that people read, correct and give back: numbers as they were written, long texts as blocks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import LiteralScalarString

from amc_docs.doctype import DocType
from amc_docs.forms import data_values
from amc_docs.forms.data import as_given
from amc_docs.forms.data_shape import WRITTEN, Field, Kind, shape_of
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
    single = _row({k: v for k, v in data.items() if k not in printed}, shape.values)
    head = f"# {squeeze(doctype.title)}: los datos del documento.\n"
    head += f"# amc-docs generar {doctype.name} --datos ESTE-ARCHIVO.yaml\n"
    return head + _dumped({name: printed.get(name, single.get(name)) for name in data if not name.endswith(WRITTEN)})


def _point(point: Mapping[str, Any]) -> Any:  # noqa: ANN401 (a text, or a group)
    """Return a point as the text that it is; only one with an order of its own is written out."""
    if "contenido" not in point:
        return _text(point["texto"])
    return {"contenido": [_text(part) if isinstance(part, str) else _part(part) for part in point["contenido"]]}


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a matrix by its name, or a table with each row on its own line."""
    if "tabla" not in part:
        return dict(part)
    rows = [CommentedSeq(row) for row in part["tabla"]]
    for row in rows:
        row.fa.set_flow_style()
    return {"tabla": rows}


def _row(row: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith(WRITTEN) and name not in fields:
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
