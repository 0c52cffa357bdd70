"""How a row stands in its table, as data tells it: `rotulo`, `otras`, `sigue` and `unidas` beside its values.

`rotulo` is the row of one cell above it, a line for each; `otras` what stands in columns that the form does not have,
by their head; `sigue` names the values whose cell began in the row above; `unidas` lists values that are one cell.
`totales` are the rows below it that add up. `encabezados`, beside the matrices, has the heads of their columns in
their order, where they are not the form's.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from amc_docs.forms import data_values
from amc_docs.forms.data_shape import SERIES, WRITTEN
from amc_docs.row_look import OWN_COLUMN, RowLook, TableLook
from amc_docs.wording import shown, squeeze

if TYPE_CHECKING:
    from amc_docs.forms.data_tree import Node

ABOVE, OWN, CONTINUED, JOINED, TOTALS = NAMES = ("rotulo", "otras", "sigue", "unidas", "totales")

HEADS = "encabezados"

Fault = Callable[["Node", str, str], None]
"""Takes where, the name of the datum and what is wrong."""


class Columns(NamedTuple):
    """What rows of a kind may have."""

    fields: Collection[str]
    heads: Collection[str]
    """Heads of columns, fields among them."""

    @property
    def own(self) -> list[str]:
        """Those of columns that the form does not have."""
        return [head for head in self.heads if head.partition("/")[0] not in self.fields]

    def has(self, name: str) -> bool:
        """Return whether a value may have this name."""
        return name in self.heads or name.partition("/")[0] in self.fields


def as_data(look: RowLook) -> dict[str, Any]:
    """Return how a row stands in its table as data; nothing where it stands plainly."""
    found: dict[str, Any] = {
        ABOVE: "\n".join(look.above),
        OWN: {_name(key): text for key, text in look.own.items()},
        CONTINUED: sorted(map(_name, look.continued)),
        JOINED: [list(map(_name, names)) for names in look.joined],
    }
    return {name: value for name, value in found.items() if value}


def heads_as_data(look: TableLook) -> dict[str, list[str]]:
    """Return the heads of a table as data."""
    return {_name(key): list(path) for key, path in look.heads.items()}


def heads_of(data: Mapping[str, Any], name: str, fields: Collection[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the keys of the columns of a matrix with their heads; none where they are the form's."""
    found = data.get(HEADS, {}).get(name, {})
    return tuple(
        (key if key.partition("/")[0] in fields else f"{OWN_COLUMN}{key}", tuple(path)) for key, path in found.items()
    )


def of_row(row: Mapping[str, Any]) -> RowLook:
    """Return how a row of data stands in its table."""
    own = row.get(OWN, {})

    def key(name: str) -> str:
        return f"{OWN_COLUMN}{name}" if name in own else name

    return RowLook(
        above=tuple(row[ABOVE].split("\n")) if ABOVE in row else (),
        own={key(head): text for head, text in own.items()},
        continued=frozenset(map(key, row.get(CONTINUED, ()))),
        joined=tuple(tuple(map(key, names)) for names in row.get(JOINED, ())),
    )


def without(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row alone."""
    return {name: value for name, value in row.items() if name not in NAMES}


def read(
    said: Mapping[str, Node], row: dict[str, Any], above: Mapping[str, Any], columns: Columns, fault: Fault
) -> dict[str, Any]:
    """Return a row with how it stands in its table; values that are one cell with another need not be said twice.

    Args:
        said: the row as it is written.
        row: its values.
        above: the row above it, whole; empty for the first one.
        columns: what there may be.
        fault: is told what is wrong.
    """
    own = _own(said.get(OWN), fault)
    row = {**row, **({OWN: own} if own else {})}
    heads = list(dict.fromkeys((*own, *above.get(OWN, {}), *columns.own)))
    known = Columns(columns.fields, heads)
    for names in (joined := _joined(said.get(JOINED), known, fault)):
        source = next((name for name in names if value_of(row, name) is not None), names[0])
        for name in names:
            row = _same(row, name, row, source, heads, fault, said[JOINED])
    continued = _listed(said.get(CONTINUED), CONTINUED, known, fault)
    for name in continued:
        row = _same(row, name, above, name, heads, fault, said[CONTINUED])
    above_it = _lines(said.get(ABOVE), fault)
    found = {ABOVE: above_it, OWN: row.get(OWN), CONTINUED: sorted(_there(row, continued)),
             JOINED: [there for names in joined if len(there := _there(row, names)) > 1]}  # fmt: skip
    return {**without(row), **{name: value for name, value in found.items() if value}}


def read_heads(node: Node | None, fields: Mapping[str, Collection[str]], fault: Fault) -> dict[str, Any]:
    """Return the heads of the columns of matrices; `fields` are those of each matrix."""
    found: dict[str, Any] = {}
    if node is None or node.value is None:
        return found
    if not isinstance(node.value, dict):
        fault(node, "", "debe ser el grupo de las matrices. Escriba en cada una «columna: encabezado».")
        return found
    for name, columns in node.value.items():
        if name not in fields or not isinstance(columns.value, dict):
            wrong = "debe tener «columna: encabezado»" if name in fields else "no es una matriz de este documento"
            fault(columns, name, f"{wrong}. Corríjalo, o quítelo para usar los encabezados del formato.")
            continue
        found[name] = {squeeze(key): _path(item, f"{name}, {key}", fault) for key, item in columns.value.items()}
    return found


def _path(node: Node, name: str, fault: Fault) -> list[str]:
    items = node.value if isinstance(node.value, list) else [node]
    return [_text(item, name, fault) for item in items] or [""]


def value_of(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 (whatever a field holds)
    """Return a value of a row by its name, `metas/2016` or the head of a column of its own; None: there is none."""
    field, slash, leaf = name.partition("/")
    if slash and isinstance(values := row.get(f"{field}{SERIES}", row.get(field)), dict) and leaf in values:
        return values[leaf]
    return row.get(OWN, {}).get(name) if name in row.get(OWN, {}) else row.get(name)


def _there(row: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [name for name in names if value_of(row, name) is not None]


def _same(
    row: dict[str, Any], name: str, source: Mapping[str, Any], key: str, heads: Sequence[str], fault: Fault, node: Node
) -> dict[str, Any]:
    """Return a row with a value that is one cell with another."""
    own, other = value_of(row, name), value_of(source, key)
    if own is not None and own != other:
        two = f"dicen «{shown(str(other))}» y «{shown(str(own))}»" if other is not None else "la de arriba está vacía"
        fault(node, name, f"es una sola celda con otra, y {two}. Escriba lo mismo, o quítela de la lista.")
    if own is not None or other is None:
        return row
    field, slash, leaf = name.partition("/")
    if name in heads:
        return {**row, OWN: {**row.get(OWN, {}), name: other}}
    if slash:
        apart = f"{field}{SERIES}" in source or not isinstance(row.get(field, {}), dict)
        at = f"{field}{SERIES}" if apart else field
        return {**row, at: {**row.get(at, {}), **_with_written(source, key, leaf)}}
    return {**row, **_with_written(source, key, name)}


def _with_written(source: Mapping[str, Any], key: str, name: str) -> dict[str, Any]:
    """Return a value under a name, with how it is written beside it."""
    how = value_of(source, f"{key}{WRITTEN}")
    return {name: value_of(source, key), **({f"{name}{WRITTEN}": how} if how else {})}


def _own(node: Node | None, fault: Fault) -> dict[str, str]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, dict):
        fault(node, OWN, "debe ser un grupo de datos. Escriba cada columna como «encabezado: texto».")
        return {}
    texts = ((squeeze(head), _text(item, OWN, fault)) for head, item in node.value.items())
    return {head: text for head, text in texts if text}


def _text(node: Node, name: str, fault: Fault) -> str:
    if node.value is None:
        return ""
    if isinstance(node.value, dict | list | bool):
        fault(node, name, "debe ser un texto. Escríbalo entre comillas.")
        return ""
    if wrong := data_values.illegal(node.value):
        fault(node, name, wrong)
    return squeeze(node.value)


def _lines(node: Node | None, fault: Fault) -> str:
    if node is None or not isinstance(node.value, str):
        return "" if node is None else _text(node, ABOVE, fault)
    _text(node, ABOVE, fault)
    return data_values.lines(node.value)


def _listed(node: Node | None, name: str, known: Columns, fault: Fault) -> list[str]:
    """Return a list of names of values; one that is none is told."""
    if node is None or node.value is None:
        return []
    items = node.value if isinstance(node.value, list) else [node]
    found: list[str] = []
    for item in items:
        said = squeeze(item.value) if isinstance(item.value, str) else ""
        if known.has(said):
            found.append(said)
            continue
        near = difflib.get_close_matches(said, [*known.fields, *known.heads], n=1)
        advice = f"¿Quiso decir «{near[0]}»?" if near else f"Los que hay son: {', '.join(known.fields)}."
        fault(item, name, f"«{shown(said)}» no es un dato de esta fila. {advice}")
    return list(dict.fromkeys(found))


def _joined(node: Node | None, known: Columns, fault: Fault) -> list[list[str]]:
    if node is None or node.value is None:
        return []
    if not isinstance(node.value, list):
        fault(node, JOINED, "debe ser una lista de listas de datos, por ejemplo [[insumo, proceso]].")
        return []
    lists = node.value if all(isinstance(item.value, list) for item in node.value) else [node]
    return [names for item in lists if len(names := _listed(item, JOINED, known, fault)) > 1]


def _name(key: str) -> str:
    return key.removeprefix(OWN_COLUMN)
