"""Data as people write it, before anything is read as a type: words and numbers, each with its place in its file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.nodes import MappingNode, ScalarNode
from ruamel.yaml.nodes import Node as YamlNode

from amc_docs.errors import BadDataError
from amc_docs.wording import shown
from amc_docs.yaml_files import DEEPEST, TOO_DEEP, decoded, reader, told_as

LARGEST = 8 << 20
"""Bytes of a file of data; a submission of a thousand pages has fewer."""
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A piece of data."""

    value: str | bool | list[Node] | dict[str, Node] | None
    """Words and numbers as written; None where nothing is."""
    place: str = ""
    """In words, after the file's name: `línea 7`, `hoja «Costeo», celda D7`; empty where the format has none."""
    is_number: bool = False
    """The file itself says that it is a number, with a point for its decimals."""


def parse(content: bytes, name: str) -> Node:
    """Return what a file of data says, JSON where it begins like that, else YAML 1.2: «No» and `01` stay as written.

    Raises:
        BadDataError: too large, not text, or not well written; names the line.
    """
    if len(content) > LARGEST:
        raise BadDataError(
            f"{name}: ocupa más de {LARGEST >> 20} MB, demasiado para unos datos. Compruebe que es el archivo correcto."
        )
    text = decoded(content, name, BadDataError)
    try:
        return _json(text, name) if text.lstrip()[:1] in ("{", "[") else _yaml(text, name)
    except RecursionError:
        raise _too_deep(name) from None


def plain(value: Any, place: str = "") -> Node:  # noqa: ANN401 (whatever JSON holds)
    """Return data of the program's own as a tree; numbers as they are printed."""
    if isinstance(value, Mapping):
        return Node(value={str(key): plain(item, place) for key, item in value.items()}, place=place)
    if isinstance(value, list | tuple):
        return Node(value=[plain(item, place) for item in value], place=place)
    if value is None or isinstance(value, bool | str):
        return Node(value=value, place=place)
    return Node(value=str(value), place=place, is_number=True)


class _Figure(str):
    """A number of a JSON file, as written."""

    __slots__ = ()


def _json(text: str, name: str) -> Node:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [key for key, _ in pairs]
            twice = next(key for key in names if names.count(key) > 1)
            raise BadDataError(f"{name}: «{shown(twice)}» está dos veces en el mismo lugar. Deje una sola.")
        return found

    try:
        read = json.loads(text, parse_float=_Figure, parse_int=_Figure, parse_constant=_Figure, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise BadDataError(
            f"{name}, línea {error.lineno}: no es JSON bien escrito. Compruebe las comas, las comillas y las llaves de "
            "esa línea y de la anterior."
        ) from None
    return _of_json(read, name, 0)


def _of_json(value: Any, name: str, depth: int) -> Node:  # noqa: ANN401 (whatever JSON holds)
    if depth > DEEPEST:
        raise _too_deep(name)
    if isinstance(value, dict):
        return Node(value={key: _of_json(item, name, depth + 1) for key, item in value.items()})
    if isinstance(value, list):
        return Node(value=[_of_json(item, name, depth + 1) for item in value])
    return Node(value=str(value) if isinstance(value, str) else value, is_number=isinstance(value, _Figure))


def _yaml(text: str, name: str) -> Node:
    with told_as(BadDataError, name):
        root = reader(text, name, BadDataError).compose(text)
    return Node(value=None) if root is None else _of_yaml(root, name, 0)


def _of_yaml(node: YamlNode, name: str, depth: int) -> Node:
    if depth > DEEPEST:
        raise _too_deep(name)
    place = f"línea {node.start_mark.line + 1}"
    if isinstance(node, ScalarNode):
        is_plain = node.style is None
        is_nothing = is_plain and node.value in _NOTHING
        is_bool = is_plain and node.value in ("true", "True", "TRUE", "false", "False", "FALSE")
        value = node.value.lower() == "true" if is_bool else node.value
        return Node(value=None if is_nothing else value, place=place, is_number=is_plain and node.tag in _NUMBERS)
    if isinstance(node, MappingNode):
        return Node(value=dict(_pairs(node, name, depth)), place=place)
    return Node(value=[_of_yaml(item, name, depth + 1) for item in node.value], place=place)


def _pairs(node: MappingNode, name: str, depth: int) -> Iterator[tuple[str, Node]]:
    known: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            raise BadDataError(f"{name}, línea {line}: una clave no puede ser una lista. Compruebe los dos puntos.")
        if key.value in known:
            raise BadDataError(f"{name}, línea {line}: la clave «{shown(key.value)}» está dos veces. Deje una sola.")
        known.add(key.value)
        yield key.value, _of_yaml(value, name, depth + 1)


def _too_deep(name: str) -> BadDataError:
    return BadDataError(f"{name}: {TOO_DEEP}")
