"""A `schema.json` as data of the program: its `x-` words, and the parts that it takes over from another type's schema.

`schemas/README.md` tells what each word means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from amc_docs.specs import FieldSpec, LabelSpec, MatrixSpec, PointSpec, RepeatSpec, SendingSpec, Stretch, UnionSpec

Schema = dict[str, Any]


def load(path: Path) -> Schema:
    """Read a schema; what it references in the schema of another type (`../<tipo>/schema.json#/…`) is put in its place.

    Words beside such a reference go before those of what it stands for, objects joined key by key.
    """
    found = _placed(_read(path), path, home=path)
    return found if isinstance(found, dict) else {}


def _read(path: Path) -> object:
    found: object = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return found


def _placed(node: object, path: Path, home: Path) -> object:
    """Return a part of the schema at `path`, with what stands outside the `home` schema in place of its references."""
    if isinstance(node, list):
        return [_placed(item, path, home) for item in node]
    if not isinstance(node, dict):
        return node
    own = {key: _placed(item, path, home) for key, item in node.items()}
    file, _, pointer = str(node.get("$ref", "")).partition("#")
    source = (path.parent / file).resolve() if file else path
    if not pointer or source == home:
        return own
    del own["$ref"]
    return _joined(_placed(_at(_read(source), pointer), source, home), own)


def _at(schema: object, pointer: str) -> object:
    for step in pointer.strip("/").split("/"):
        schema = schema[step] if isinstance(schema, dict) else None
    return schema


def _joined(lent: object, own: object) -> object:
    if not isinstance(lent, dict) or not isinstance(own, dict):
        return own
    return {**lent, **{key: _joined(lent.get(key), item) for key, item in own.items()}}


def points(schema: Schema) -> tuple[PointSpec, ...]:
    """Return the points of the form, in official order."""
    found = _properties(schema).get("puntos", {}).get("properties", {})
    return tuple(_point(number, spec) for number, spec in found.items())


def matrices(schema: Schema) -> tuple[MatrixSpec, ...]:
    """Return the arrays that are read from tables."""
    return tuple(_matrix(n, p) for n, p in _properties(schema).items() if "x-tabla" in p)


def unions(schema: Schema) -> tuple[UnionSpec, ...]:
    """Return the arrays that join the rows of several matrices."""
    return tuple(_union(n, p) for n, p in _properties(schema).items() if "x-union" in p)


def repeats(schema: Schema) -> tuple[RepeatSpec, ...]:
    """Return the arrays that are read from a part of the form which comes many times."""
    return tuple(_repeat(n, p) for n, p in _properties(schema).items() if "x-repite" in p)


def labels(schema: Schema) -> tuple[LabelSpec, ...]:
    """Return the single values that stand beside a label, or that a pattern tells."""
    return tuple(_label(n, p) for n, p in _properties(schema).items() if _is_labelled(p))


def sending(schema: Schema) -> SendingSpec | None:
    """Return how a letter of this type says what it sends; None where such documents send nothing."""
    spec = schema.get("x-remite")
    if spec is None:
        return None
    return SendingSpec(
        verbs=tuple(spec["verbos"]), requests=tuple(spec.get("pedidos", ())), stretch=_stretch(spec.get("tramo", {}))
    )


def scalars(schema: Schema) -> Mapping[str, str]:
    """Return the single values that are the text of a point: JSON pointer → number of the point."""
    return {f"/{n}": p["x-punto"] for n, p in _properties(schema).items() if _is_text_of_point(p)}


def _properties(schema: Schema) -> Schema:
    found: Schema = schema.get("properties", {})
    return found


def _point(number: str, spec: dict[str, Any]) -> PointSpec:
    return PointSpec(
        number=number,
        title=spec["x-titulo"],
        block=spec.get("x-bloque", ""),
        aliases=tuple(spec.get("x-alias", ())),
        guidance=tuple(spec.get("x-guia", ())),
        cues=tuple(spec.get("x-indicios", ())),
        is_optional=spec.get("x-opcional", False),
        within=spec.get("x-parte-de", ""),
        openings=tuple(spec.get("x-abre", ())),
        closings=tuple(spec.get("x-cierra", ())),
        value=spec.get("x-dato", ""),
    )


def _matrix(name: str, spec: dict[str, Any]) -> MatrixSpec:
    table = spec["x-tabla"]
    fields = spec["items"]["properties"]
    return MatrixSpec(
        name=name,
        point=table.get("punto"),
        title=spec["title"],
        fields=tuple(_field(n, f) for n, f in fields.items() if "x-columnas" in f),
        requires=tuple(tuple(group) for group in table["exige"]),
        headings=tuple(table.get("titulos", ())),
        transposed=table.get("traspuesta", False),
        shares=table.get("comparte", False),
        unit=table.get("unidad", ""),
        unit_field=next((n for n, f in fields.items() if f.get("x-de-unidad")), ""),
        roles=spec.get("x-flujo", {}),
    )


def _repeat(name: str, spec: dict[str, Any]) -> RepeatSpec:
    repeat = spec["x-repite"]
    fields = spec["items"]["properties"]
    return RepeatSpec(
        name=name,
        point=repeat.get("punto"),
        title=spec["title"],
        opens=tuple(repeat.get("abre", ())),
        opens_table=tuple(repeat.get("abre_tabla", ())),
        key=repeat["clave"],
        divides=repeat.get("divide", ""),
        fields=tuple(_label(n, f) for n, f in fields.items()),
    )


def _is_labelled(spec: dict[str, Any]) -> bool:
    return any(word in spec for word in ("x-etiquetas", "x-expresiones", "x-tramo"))


def _is_text_of_point(spec: dict[str, Any]) -> bool:
    return "x-punto" in spec and spec.get("type") == "string" and not _is_labelled(spec)


def _label(name: str, spec: dict[str, Any]) -> LabelSpec:
    return LabelSpec(
        name=name,
        title=spec.get("title", name),
        labels=tuple(spec.get("x-etiquetas", ())),
        patterns=tuple(spec.get("x-expresiones", ())),
        type=_type(spec.get("type", "string")),
        point=spec.get("x-punto"),
        stretch=_stretch(spec["x-tramo"]) if "x-tramo" in spec else None,
    )


def _stretch(spec: dict[str, Any]) -> Stretch:
    return Stretch(
        start=tuple(spec.get("desde", ())),
        after=tuple(spec.get("tras", ())),
        until=tuple(spec.get("hasta", ())),
        lines=spec.get("lineas", 0),
        margins=tuple(spec.get("margenes", ())),
    )


def _field(name: str, spec: dict[str, Any]) -> FieldSpec:
    return FieldSpec(
        name=name,
        title=spec.get("title", name),
        aliases=tuple(spec["x-columnas"]),
        type=_type(spec.get("type", "string")),
        series=spec.get("x-serie", ""),
        pattern=spec.get("x-patron", ""),
        from_group=spec.get("x-grupo", ""),
        is_numbered=spec.get("x-numerado", False),
    )


def _type(kinds: str | list[str]) -> str:
    if kinds == "array":
        return "list"
    if "number" not in kinds:
        return "string"
    return "mixed" if kinds[0] == "string" else "number"


def _union(name: str, spec: dict[str, Any]) -> UnionSpec:
    union = spec["x-union"]
    return UnionSpec(
        name=name,
        point=union.get("punto"),
        key=union["clave"],
        sources=union["fuentes"],
        code=union.get("codigo", ""),
    )
