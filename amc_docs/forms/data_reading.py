"""A tree of words → the data of a type: each value read as its type asks, every fault told with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.forms import data_looks, data_tables, data_values
from amc_docs.forms.data_shape import NAME_OF_YEAR, SERIES, WRITTEN, Field, Group, Kind, Shape, shape_of
from amc_docs.forms.data_tree import Node
from amc_docs.wording import shorten, shown

AROUND = ("antes", "despues")
"""What stands before the form and behind it."""
_OF_POINT = ("texto", "contenido")
_DERIVED_OF_POINT = frozenset({"titulo", "no_aplica"})


@dataclass(slots=True)
class Reader:
    """Reads the data of one type; tells what is wrong instead of stopping at it."""

    doctype: DocType
    faults: list[tuple[str, str]] = field(default_factory=list)
    """Where and what, in Spanish, in the order of the data."""
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    """Where each value stands in its file, by its path."""
    listed: set[tuple[str, ...]] = field(default_factory=set)
    """The lists of names that a fault has told already."""
    heads: dict[str, Any] = field(default_factory=dict)
    """The heads of columns that the data has, by matrix."""

    def read(self, root: Node) -> dict[str, Any]:
        """Return the data; what is empty is left out, what is wrong stays as it is written."""
        if not isinstance(root.value, dict):
            self._fault(root, (), "no contiene datos con nombre. Escriba cada dato como «nombre: valor».")
            return {}
        shape = shape_of(self.doctype)
        others = {*shape.derived, *shape.openings, *AROUND, data_looks.HEADS, NAME_OF_YEAR}
        self._unknown(root, root.value, shape.names(), (), others)
        found: dict[str, Any] = {}
        for spec in shape.values.values():
            found |= self._value(root.value, spec, (), spec.title)
        fields = {group.name: group.fields for group in shape.groups.values()}
        heads = root.value.get(data_looks.HEADS)
        self.heads = data_looks.read_heads(
            heads, fields, lambda at, name, what: self._fault(at, (data_looks.HEADS, name), what)
        )
        points = self._points(root.value.get("puntos"), shape, found)
        for name, number in shape.openings.items():
            self._opening(root.value.get(name), name, number, points)
        if points:
            found["puntos"] = {number: points[number] for number in shape.points if number in points}
        for group in shape.groups.values():
            if rows := self._rows(root.value.get(group.name), group, (group.name,), {}):
                found[group.name] = rows
        name_of_year = root.value.get(NAME_OF_YEAR)
        if name_of_year is not None and (words := self._words(name_of_year, (NAME_OF_YEAR,), "")):
            found[NAME_OF_YEAR] = words.replace("\n", " ")
        for name in AROUND:
            content = root.value.get(name)
            if content is not None and (parts := list(self._content(content, (name,), "", shape))):
                found[name] = parts
        return {**found, **({data_looks.HEADS: self.heads} if self.heads else {})}

    def _fault(self, node: Node, path: tuple[str | int, ...], what: str, title: str = "") -> None:
        where = ", ".join(p for p in (node.place, " – ".join(t for t in (title, in_words(path)) if t)) if p)
        self.faults.append((where, what))

    def _unknown(
        self,
        node: Node,
        said: Mapping[str, Node],
        known: Iterable[str],
        path: tuple[str | int, ...],
        ignored: Iterable[str] = (),
        suffixes: tuple[str, ...] = (),
    ) -> None:
        """Tell of each key that means nothing here, with the nearest one that does."""
        names = list(dict.fromkeys(known))
        allowed = {*names, *ignored, *(f"{name}{suffix}" for name in names for suffix in suffixes)}
        for key in said:
            if key not in allowed:
                near = difflib.get_close_matches(key, names, n=1)
                # Once is enough: data of another type has hundreds of such names.
                every = "" if tuple(names) in self.listed else f"Los que hay son: {', '.join(names)}."
                self.listed |= set() if near else {tuple(names)}
                advice = f"¿Quiso decir «{near[0]}»?" if near else every or "Quítelo."
                wrong = f"«{shorten(shown(key), 60)}» no es un dato de este documento. {advice}"
                self._fault(said[key] if said[key].place else node, path, wrong)

    def _value(self, said: Mapping[str, Node], spec: Field, path: tuple[str | int, ...], title: str) -> dict[str, Any]:
        """Return a value under its name, and how it is written beside it; nothing where it is empty."""
        node, written = said.get(spec.name), said.get(f"{spec.name}{WRITTEN}")
        if spec.series:
            return self._series(said, spec, path, title)
        return self._single(node, written, spec, (*path, spec.name), title)

    def _single(
        self, node: Node | None, written: Node | None, spec: Field, path: tuple[str | int, ...], title: str
    ) -> dict[str, Any]:
        given = node if node is not None and node.value is not None else written
        if given is None:
            return {}
        name = str(path[-1])
        reading = data_values.read(given, spec)
        self.places[path] = given.place
        if reading.value is None and spec.kind is Kind.LIST and written is not None and isinstance(written.value, str):
            reading = data_values.read(written, spec)
        if reading.fault:
            self._fault(given, path, reading.fault, title)
        if reading.value is None:
            return {f"{name}{WRITTEN}": reading.written} if reading.written else {}
        how = reading.written
        if written is not None and given is not written and isinstance(written.value, str):
            said = data_values.lines(written.value)
            how = data_values.as_written(said, reading.value) if isinstance(reading.value, Decimal) else ""
        return {name: reading.value, **({f"{name}{WRITTEN}": how} if how else {})}

    def _series(self, said: Mapping[str, Node], spec: Field, path: tuple[str | int, ...], title: str) -> dict[str, Any]:
        """Return the values of a series by year, period or code; one that stands alone is its only value, unnamed."""
        node = said.get(f"{spec.name}{SERIES}") or said.get(spec.name)
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            return self._single(node, said.get(f"{spec.name}{WRITTEN}"), spec, (*path, spec.name), title)
        found: dict[str, Any] = {}
        for key, item in node.value.items():
            if key.endswith(WRITTEN) and key.removesuffix(WRITTEN) in node.value:
                continue
            place = (*path, spec.name, key.removesuffix(WRITTEN))
            found |= self._single(item, node.value.get(f"{key}{WRITTEN}"), spec, place, title)
        return {spec.name: found} if found else {}

    def _rows(
        self, node: Node | None, group: Group, path: tuple[str | int, ...], above: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return rows of a group, or those that add up below one of them, which stand `above` them."""
        if node is None or node.value is None:
            return []
        if not isinstance(node.value, list):
            self._fault(node, path, "debe ser una lista de filas. Ponga un guion delante de cada fila.", group.title)
            return []
        found: list[dict[str, Any]] = []
        for at, item in enumerate(node.value):
            if row := self._row(item, group, (*path, at), found[-1] if found else above):
                found.append(row)
        return found

    def _row(
        self, node: Node, group: Group, path: tuple[str | int, ...], above: Mapping[str, Any]
    ) -> dict[str, Any]:
        if node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self._fault(node, path, "una fila son datos con nombre: «nombre: valor». Escríbala así.", group.title)
            return {}
        own = self.doctype.schema["properties"][group.name]["items"]["properties"]
        ignored = [name for name in own if name not in group.fields]
        derived = [*(f"{name}{suffix}" for name in ignored for suffix in ("", WRITTEN)), *data_looks.NAMES]
        self._unknown(node, node.value, group.fields, path, derived, (WRITTEN, SERIES))
        self.places[path] = node.place
        row: dict[str, Any] = {}
        for spec in group.fields.values():
            row |= self._value(node.value, spec, path, spec.title)
        if not any(name in node.value for name in data_looks.NAMES):
            return row
        columns = data_looks.Columns(group.fields, self.heads.get(group.name, ()))
        fault: data_looks.Fault = lambda at, name, wrong: self._fault(at, (*path, name), wrong)  # noqa: E731
        told = data_looks.read(node.value, row, above, columns, fault)
        below = self._rows(node.value.get(data_looks.TOTALS), group, (*path, data_looks.TOTALS), told)
        return {**told, **({data_looks.TOTALS: below} if below else {})}

    def _points(self, node: Node | None, shape: Shape, values: dict[str, Any]) -> dict[str, Any]:
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self._fault(node, ("puntos",), "debe ser el grupo de los puntos. Escriba cada uno como «número: texto».")
            return {}
        self._unknown(node, node.value, shape.points, ("puntos",), shape.told)
        found: dict[str, Any] = {}
        for number, spec in shape.points.items():
            if (said := node.value.get(number)) and (point := self._point(said, ("puntos", number), spec.title, shape)):
                found[number] = point
        for number, name in shape.told.items():
            text = self._text_of(node.value.get(number))
            if text and name in shape.values and name not in values:
                values |= self._single(text, None, shape.values[name], (name,), shape.values[name].title)
        return found

    @staticmethod
    def _text_of(node: Node | None) -> Node | None:
        return node.value.get("texto") if node is not None and isinstance(node.value, dict) else node

    def _point(self, node: Node, path: tuple[str | int, ...], title: str, shape: Shape) -> dict[str, Any]:
        self.places[path] = node.place
        said = node.value if isinstance(node.value, dict) else {"texto": node}
        self._unknown(node, said, _OF_POINT, path, _DERIVED_OF_POINT)
        parts = list(self._content(said["contenido"], path, title, shape)) if "contenido" in said else []
        if parts:
            text = "\n".join(part for part in parts if isinstance(part, str))
            return {"texto": text, "contenido": parts}
        text = self._words(said["texto"], path, title) if "texto" in said else ""
        return {"texto": text} if text else {}

    def _words(self, node: Node, path: tuple[str | int, ...], title: str) -> str:
        if isinstance(node.value, list) and all(isinstance(n.value, str) for n in node.value):
            return "\n".join(words for item in node.value if (words := self._words(item, path, title)))
        if isinstance(node.value, dict | list | bool):
            self._fault(node, path, "debe ser un texto. Escríbalo entre comillas, o en varias líneas tras «|».", title)
            return ""
        text = node.value or ""
        if fault := data_values.illegal(text):
            self._fault(node, path, fault, title)
        return data_values.lines(text)

    def _content(
        self, node: Node, path: tuple[str | int, ...], title: str, shape: Shape
    ) -> Iterator[str | dict[str, Any]]:
        """Yield the parts of a point in their order."""
        if node.value is not None and not isinstance(node.value, list):
            self._fault(node, path, "«contenido» debe ser una lista de textos, matrices y tablas.", title)
            return
        for item in node.value or ():
            if not isinstance(item.value, dict):
                if words := self._words(item, path, title):
                    yield words
                continue
            name, table = item.value.get("matriz"), item.value.get("tabla")
            if name is not None and name.value in shape.groups:
                yield {"matriz": name.value}
            elif table is not None and (rows := self._table(table, path, title)):
                yield {"tabla": rows, **self._merged(item.value.get(data_tables.MERGED), rows, path, title)}
            elif (heading := item.value.get("titulo")) is not None and path[0] in AROUND:
                yield {"titulo": self._words(heading, path, title).replace("\n", " ")}
            elif table is None:
                what = f"la matriz «{shown(str(name.value))}» no existe" if name else "no es un texto"
                names = ", ".join(shape.groups)
                self._fault(item, path, f"{what}. Escriba un texto, «matriz» con uno de {names}, o «tabla».", title)

    def _table(self, node: Node, path: tuple[str | int, ...], title: str) -> list[list[str]]:
        """Return the rows of a table of the document's own, all of one length."""
        lines = [line.value for line in node.value] if isinstance(node.value, list) else []
        cells = [line for line in lines if isinstance(line, list)]
        if len(cells) < len(lines) or not lines:
            self._fault(node, path, "«tabla» debe ser una lista de filas, y cada fila una lista de textos.", title)
            return []
        rows = [[self._words(cell, path, title) for cell in line] for line in cells]
        width = max(map(len, rows))
        return [row + [""] * (width - len(row)) for row in rows] if width else []

    def _merged(
        self, node: Node | None, rows: list[list[str]], path: tuple[str | int, ...], title: str
    ) -> dict[str, list[str]]:
        """Return which cells of a table are one; `rows` are made to say the same in all their places."""
        if node is None or node.value is None:
            return {}
        items = node.value if isinstance(node.value, list) else [node]
        kept, fault = data_tables.checked(rows, [shown(str(item.value)) for item in items])
        if fault:
            self._fault(node, path, fault, title)
        return {data_tables.MERGED: kept} if kept else {}

    def _opening(self, node: Node | None, name: str, number: str, points: dict[str, Any]) -> None:
        """Take a value that is the first line of a point for its text, where the point says nothing itself."""
        if node is None or node.value is None:
            return
        said = self._words(node, (name,), name)
        known = points.get(number, {}).get("texto", "")
        if not known and said:
            points[number] = {"texto": said}
            self.places["puntos", number] = node.place
        elif said and known.split("\n")[0] != said:
            first = shorten(known.split("\n")[0], 60)
            wrong = f"dice «{shorten(said, 60)}», y el punto {number} dice «{first}». Deje uno solo."
            self._fault(node, (name,), wrong)


def in_words(path: tuple[str | int, ...]) -> str:
    """Return a place in the data as people say it: `costos, fila 3, costo_unitario`; rows from 1."""
    return ", ".join(f"fila {step + 1}" if isinstance(step, int) else shown(str(step)) for step in path)
