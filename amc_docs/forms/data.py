"""The data that a document is made from: taken from what was extracted, or from a file, and held to the schema.

Data is a plain dict as the type's schema describes the record, without what follows from the rest (`data_shape`):
single values by name, `puntos` by number (`texto`, and `contenido` where the order of text and tables is another one
than usual), matrices as lists of rows. Numbers are Decimal; `x_escrito` beside one says how it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from amc_docs.doctype import DocType, available
from amc_docs.errors import BadDataError
from amc_docs.forms import data_tree
from amc_docs.forms.data_looks import HEADS, without
from amc_docs.forms.data_reading import AROUND, Reader, in_words
from amc_docs.forms.data_shape import NAME_OF_YEAR, WRITTEN, Shape, shape_of
from amc_docs.forms.data_tree import Node
from amc_docs.forms.from_data import own_heads, without_own_total
from amc_docs.forms.layout import layout_of
from amc_docs.wording import shown

_EVERYWHERE = frozenset({"puntos", HEADS, NAME_OF_YEAR, *AROUND})
MOST_FAULTS = 40
"""Lines that a message lists before it only counts."""


def canonical(found: Mapping[str, Any], doctype: DocType) -> dict[str, Any]:
    """Return the data in a record (`registro`, or all that `extraer` prints), in the one form in which it is compared.

    Two documents say the same where this is equal: how a number is written, and which title a point bears, is aside.
    """
    data: dict[str, Any] = _without_written(Reader(doctype).read(data_tree.plain(found.get("registro", found))))
    return settled(_without_repeats(data, doctype), doctype)


def as_given(found: Mapping[str, Any], doctype: DocType) -> dict[str, Any]:
    """Return the same with the written form of the numbers, for people and for making the document again."""
    return settled(Reader(doctype).read(data_tree.plain(found.get("registro", found))), doctype)


def load(content: bytes, name: str, doctype: DocType, *, draft: bool = False) -> dict[str, Any]:
    """Return the data of a YAML or JSON file, or of what `extraer` prints; a `draft` may lack what the form asks for.

    Raises:
        BadDataError: unreadable, or unfit for the type; a line for each fault, with its place and field.
    """
    return checked(data_tree.parse(content, name), name, doctype, draft=draft)


def checked(root: Node, name: str, doctype: DocType, *, draft: bool = False) -> dict[str, Any]:
    """Return a tree as data of a type; BadDataError tells every fault of it, a line each."""
    record = _record_of(root, name, doctype)
    if other := _better_type(record, doctype):
        raise _of_other_type(name, other.name, doctype)
    if draft and record.value in (None, ""):
        record = replace(record, value={})
    reader = Reader(doctype)
    data = settled(reader.read(record), doctype)
    faults = reader.faults or list(_of_schema(data, doctype, reader))
    if not draft and not faults:
        faults = [("", what) for what in _missing(data, doctype)]
    if faults:
        told = [f"{name}{f', {where}' if where else ''}: {what}" for where, what in faults[:MOST_FAULTS]]
        more = len(faults) - MOST_FAULTS
        rest = [f"{name}: y {more} faltas más. Corrija estas y vuelva a intentarlo."] if more > 0 else []
        raise BadDataError("\n".join((*told, *rest)))
    return data


def settled(data: dict[str, Any], doctype: DocType) -> dict[str, Any]:
    """Return the data with `contenido` only where text, then matrices in the schema's order, would not tell it."""
    shape = shape_of(doctype)
    points: dict[str, Any] = data.get("puntos", {})
    placed = {part["matriz"] for p in points.values() for part in p.get("contenido", ()) if _names(part)}
    found: dict[str, Any] = {}
    for number, point in points.items():
        rest = [name for name in shape.matrices_of(number) if name in data and name not in placed]
        found[number] = _settled(point, rest, data, shape)
    kept = {number: point for number, point in found.items() if point}
    others = {name: value for name, value in data.items() if name not in ("puntos", HEADS, *AROUND)}
    for name, spec in layout_of(doctype).matrices.items():
        if name in others and not spec.spec.unit:
            others[name] = without_own_total(spec, others[name])
    others |= {HEADS: heads} if (heads := own_heads(doctype, layout_of(doctype), {**data, **others})) else {}
    others |= {name: data[name] for name in AROUND if name in data}
    before = {name: value for name, value in others.items() if name in (*shape.values, NAME_OF_YEAR)}
    return {**before, **({"puntos": kept} if kept else {}), **{n: v for n, v in others.items() if n not in before}}


def _settled(point: Mapping[str, Any], rest: list[str], data: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    text = point.get("texto", "")
    parts: list[Any] = []
    for part in point.get("contenido", ()):
        if not _names(part):
            parts += part.split("\n") if isinstance(part, str) else [part]
        elif part["matriz"] in data and part not in parts:
            parts.append(part)
    parts += [{"matriz": name} for name in rest] if parts else []
    told = [name for name in shape.groups if {"matriz": name} in parts]
    usual = [*(text.split("\n") if text else ()), *({"matriz": name} for name in told)]
    if parts and parts != usual:
        return {"texto": text, "contenido": _joined(parts)}
    return {"texto": text} if text else {}


def _joined(parts: list[Any]) -> list[Any]:
    """Return the content with lines that follow each other as one text."""
    found: list[Any] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] = f"{found[-1]}\n{part}"
        else:
            found.append(part)
    return found


def _names(part: object) -> bool:
    return isinstance(part, dict) and "matriz" in part


def _without_repeats(data: dict[str, Any], doctype: DocType) -> dict[str, Any]:
    """Return the data without matrices that only repeat columns of another one of their point: read from its table."""
    own = {m.name: m.point for m in doctype.matrices if m.name in data}
    shared = [m for m in doctype.matrices if m.shares and m.name in data]
    repeats = [
        m.name
        for m in shared
        if any(m.name != n and p == m.point and _repeats(data[m.name], data[n]) for n, p in own.items())
    ]
    return {name: value for name, value in data.items() if name not in repeats}


def _repeats(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> bool:
    """Whether each row says nothing but what the other matrix says in its row of the same place."""
    return len(rows) == len(others) and all(
        without(row).items() <= without(other).items() for row, other in zip(rows, others, strict=True)
    )


def _without_written(value: Any) -> Any:  # noqa: ANN401 (data of any depth)
    if isinstance(value, dict):
        return {k: _without_written(v) for k, v in value.items() if not k.endswith(WRITTEN)}
    return [_without_written(item) for item in value] if isinstance(value, list) else value


def _record_of(root: Node, name: str, doctype: DocType) -> Node:
    """Return the record where the file is all that `extraer` prints; BadDataError where that is of another type."""
    said = root.value
    if not isinstance(said, dict) or "registro" not in said:
        return root
    document = said.get("documento")
    kind = document.value.get("tipo") if document is not None and isinstance(document.value, dict) else None
    if kind is not None and isinstance(kind.value, str) and kind.value != doctype.name:
        raise _of_other_type(name, kind.value, doctype)
    return said["registro"]


def _of_other_type(name: str, kind: str, doctype: DocType) -> BadDataError:
    return BadDataError(
        f"{name}: son los datos de un documento de tipo «{shown(kind)}», y se pide «{doctype.name}». "
        "Indique el mismo tipo, o el archivo de datos que corresponde."
    )


def _better_type(record: Node, doctype: DocType) -> DocType | None:
    """Return the one type that has all names of the data, where the one asked for has hardly any of them."""
    if not isinstance(record.value, dict):
        return None
    said = {name.removesuffix(WRITTEN) for name in record.value} - _EVERYWHERE
    own = len(said & {*shape_of(doctype).names(), *shape_of(doctype).derived})
    if 2 * own >= len(said):
        return None
    others = [t for t in available().values() if said <= {*shape_of(t).names(), *shape_of(t).derived}]
    return others[0] if len(others) == 1 else None


def _of_schema(data: Mapping[str, Any], doctype: DocType, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield where and what the schema does not allow beyond types, which were read; what is missing is told apart."""
    for error in Draft202012Validator(doctype.schema).iter_errors(data):
        if error.validator in ("required", "minLength", "minItems"):
            continue
        path = tuple(error.absolute_path)
        place = reader.places.get(path, "")
        where = ", ".join(p for p in (place, in_words(path)) if p)
        yield where, _refusal(error)


def _refusal(error: ValidationError) -> str:
    if error.validator == "enum":
        allowed = ", ".join(map(str, error.validator_value if isinstance(error.validator_value, list) else ()))
        return f"«{shown(str(error.instance))}» no se admite. Use uno de: {allowed}."
    if error.validator in ("minimum", "maximum"):
        return f"{error.instance} está fuera de lo que se admite ({error.validator_value}). Corríjalo."
    return f"no cumple «{error.validator}» del esquema. Corríjalo."


def _missing(data: Mapping[str, Any], doctype: DocType) -> Iterator[str]:
    """Yield what the form asks for and the data lacks: its points, and single values that the schema requires."""
    shape = shape_of(doctype)
    if not data:
        yield "no contiene ningún dato. Llénelo, o use --borrador para un documento con los vacíos marcados."
        return
    required = doctype.schema.get("required", ())
    for name, spec in shape.values.items():
        if name in required and name not in data:
            yield f"falta «{spec.title}» ({name}). Escríbalo, o use --borrador para dejar el vacío marcado."
    for point in doctype.points:
        if not point.is_optional and not _has(point.number, data, doctype):
            where = point.value or f"puntos, {point.number}"
            which = f"el punto {point.number} «{point.title}»" if point.number[:1].isdigit() else f"«{point.title}»"
            yield f"falta {which} ({where}). Escríbalo, o use --borrador para dejar el vacío marcado."


def _has(number: str, data: Mapping[str, Any], doctype: DocType) -> bool:
    """Whether anything of a point is there: its words, its tables, or a point inside it."""
    shape = shape_of(doctype)
    if number in shape.told:
        return shape.told[number] in data or shape.told[number] in shape.derived
    inside = [p.number for p in doctype.points if p.parent == number]
    return (
        number in data.get("puntos", {})
        or any(name in data for name in shape.matrices_of(number))
        or any(_has(part, data, doctype) for part in inside)
    )
