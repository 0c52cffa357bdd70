"""YAML files that users write themselves: faults are told with their line; small ones are held to a schema, too."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import (
    AliasToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
)

from amc_docs.errors import AmcDocsError, BadSettingsError
from amc_docs.wording import shorten, shown

LARGEST = 1 << 19
"""Bytes of such a file, which take half a minute to read; nobody writes more by hand."""
DEEPEST = 60
"""Levels inside each other; no file of ours has ten."""
TOO_DEEP = "hay demasiados niveles, uno en otro. Compruebe que es el archivo correcto."
_OPENS = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
_CLOSES = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
_KINDS = {
    "string": "un texto; si es un número o una fecha, escríbalo entre comillas",
    "integer": "un número entero",
    "number": "un número",
    "boolean": "«true» o «false»",
    "array": "una lista, con un guion delante de cada elemento",
    "object": "un grupo de claves, cada una en su línea con dos espacios delante",
}


def read(path: Path, schema: Path) -> Any:  # noqa: ANN401 (whatever YAML holds)
    """Return what the file says; mappings and lists keep their lines and comments. None where it is empty.

    Raises:
        BadSettingsError: it cannot be read, is no YAML, or does not fit the JSON Schema; names file, line and key.
    """
    data = parse(_text(path), path.name)
    check(data, json.loads(schema.read_text(encoding="utf-8")), path.name)
    return data


def parse(text: str, name: str) -> Any:  # noqa: ANN401 (whatever YAML holds)
    """Return what YAML text says; BadSettingsError names the line where it is none."""
    with told_as(BadSettingsError, name):
        return reader(text, name, BadSettingsError).load(text)


def reader(text: str, name: str, kind: type[AmcDocsError]) -> YAML:
    """Return what reads a text that people wrote as YAML 1.2; an error of that kind where it would take for ever.

    To be used inside `told_as`.
    """
    yaml = YAML(typ="rt", pure=True)
    # Where such a file is written again, people's own way of writing stays.
    yaml.preserve_quotes = True
    if refused := _refusal(yaml, text):
        line, why = refused
        raise kind(f"{name}, línea {line}: {why}")
    return yaml


@contextmanager
def told_as(kind: type[AmcDocsError], name: str) -> Iterator[None]:
    """Make what YAML finds wrong in a file an error of that kind, which names file and line."""
    try:
        yield
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", línea {mark.line + 1}" if mark else ""
        raise kind(
            f"{name}{where}: no está bien escrito ({_reason(error)}). Compruebe los dos puntos, las comillas y los "
            "espacios del comienzo de esa línea y de la anterior."
        ) from error
    except (YAMLError, ValueError) as error:
        raise kind(
            f"{name}: tiene signos que YAML no admite. Ábralo con el Bloc de notas y quite los que no se ven."
        ) from error


def decoded(content: bytes, name: str, kind: type[AmcDocsError]) -> str:
    """Return the text of a file that people wrote; an error of that kind where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise kind(
            f"{name}: no está guardado en UTF-8. Ábralo con el Bloc de notas y guárdelo con esa codificación."
        ) from error


def _refusal(yaml: YAML, text: str) -> tuple[int, str] | None:
    """Return the line, from 1, and in Spanish what is there that would take for ever to read; None where nothing is.

    That is what is referred to from elsewhere, many times from many places, and levels inside each other.
    """
    depth = 0
    for token in yaml.scan(text):
        if isinstance(token, AliasToken):
            return token.start_mark.line + 1, (
                "«*» remite a otra parte del archivo, y aquí no se admite. Escriba el valor entre comillas, o repítalo."
            )
        if isinstance(token, _OPENS):
            depth += 1
        elif isinstance(token, _CLOSES):
            depth -= 1
        if depth > DEEPEST:
            return token.start_mark.line + 1, TOO_DEEP
    return None


def check(data: Any, schema: Mapping[str, Any], name: str) -> None:  # noqa: ANN401 (whatever YAML holds)
    """Raise BadSettingsError for the first place, in the order of the file, that does not fit the schema."""
    found = sorted(Draft202012Validator(schema).iter_errors(data), key=lambda e: line_of(data, _place(e)))
    if found:
        error = found[0]
        place = _place(error)
        where = f"línea {line_of(data, place)}, «{key_of(place)}»" if place else "el archivo"
        raise BadSettingsError(f"{name}, {where}: {_fault(error, place)}")


def line_of(data: Any, place: Sequence[str | int]) -> int:  # noqa: ANN401 (whatever YAML holds)
    """Return the line, from 1, of a key or list item; of the last one that stands in the file where it is missing."""
    line = 1
    for step in place:
        positions = getattr(getattr(data, "lc", None), "data", None) or {}
        if step not in positions:
            break
        line = positions[step][0] + 1
        data = data[step]
    return line


def key_of(place: Iterable[str | int]) -> str:
    """Return a place in words: `destinatarios.2.cargo`, items of lists from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else shown(str(step)) for step in place)


def _place(error: ValidationError) -> tuple[str | int, ...]:
    """Return where the fault is; a key that should not be there is a place of its own."""
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        return (*place, _unknown(error)[0])
    if error.validator == "required":
        wanted: Any = error.validator_value
        there: Any = error.instance
        return (*place, next(name for name in wanted if name not in there))
    return place


def _unknown(error: ValidationError) -> list[str]:
    instance: Any = error.instance
    known: Any = _schema(error).get("properties", {})
    return [str(key) for key in instance if key not in known]


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _fault(error: ValidationError, place: Sequence[str | int]) -> str:
    """Return what is wrong and what to do, in Spanish."""
    found = shorten(shown(str(error.instance)), 60)
    wanted: Any = error.validator_value
    match error.validator:
        case "additionalProperties":
            known = list(_schema(error).get("properties", {}))
            near = difflib.get_close_matches(str(place[-1]), known, n=1)
            return "es una clave que no existe. " + (
                f"¿Quiso decir «{near[0]}»?" if near else f"Las que hay son: {', '.join(known)}."
            )
        case "required":
            return "falta. Escríbalo."
        case "type":
            kinds = wanted if isinstance(wanted, list) else [wanted]
            kind = next((_KINDS[kind] for kind in kinds if kind in _KINDS), "otra cosa")
            return f"dice «{found}», y debe ser {kind}."
        case "enum":
            return f"dice «{found}». Use uno de: {', '.join(str(v) for v in wanted if v is not None)}."
        case "minLength" | "minItems":
            return "está vacío. Escriba algo, o quite la clave."
    return f"dice «{found}», que no se admite. {_schema(error).get('description', 'Corríjalo.')}"


def _reason(error: MarkedYAMLError) -> str:
    """Return the usual slips in Spanish."""
    problem = error.problem or ""
    if "duplicate key" in problem:
        return f"la clave «{problem.split(chr(34))[1]}» está dos veces"
    if "character '\\t'" in problem or "tab" in problem:
        return "hay un tabulador; use espacios"
    if "mapping values are not allowed" in problem:
        return "hay dos puntos de más, o falta sangría"
    return "la estructura no se entiende"


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadSettingsError(f"{path}: no se pudo leer. Compruebe que existe y que tiene permiso.") from error
    if len(content) > LARGEST:
        raise BadSettingsError(f"{path.name}: ocupa más de 512 KB, demasiado para este archivo. Compruebe cuál es.")
    return decoded(content, path.name, BadSettingsError)
