"""How the document of a type is laid out: `templates/<tipo>/plantilla.toml`, or else what its schema alone tells.

`templates/README.md` tells what each word of that file means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amc_docs.doctype import DocType, data_folder, once_a_type
from amc_docs.errors import BadTemplateError
from amc_docs.forms.sizes import ROOM, WIDE_ROOM
from amc_docs.specs import FieldSpec, MatrixSpec

NAME = "plantilla.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A head over the heads of several columns."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLayout:
    """How the table of a matrix looks."""

    spec: MatrixSpec
    columns: tuple[str, ...]
    """The official ones, in order; others are added where the content has them."""
    caption: str = ""
    """A first row over all columns."""
    groups: tuple[Group, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Heads other than the schema's first word."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Series → the heads of its columns in the blank form."""
    rows: tuple[Mapping[str, str], ...] = ()
    """What the blank form says in its rows."""
    weights: tuple[float, ...] = ()
    """Of the official columns; empty: by their heads."""
    sums: tuple[str, ...] = ()
    """Fields that a last row adds up."""
    guidance: str = ""
    """How the words of the point's guidance begin that stand before this table."""
    is_official: bool = True
    """It stands in the form even while there is nothing to put in it."""

    def field(self, name: str) -> FieldSpec | None:
        """Return a field of the schema."""
        return next((f for f in self.spec.fields if f.name == name), None)

    def head(self, name: str) -> str:
        """Return the head of a field's column, in the schema's official words."""
        found = self.field(name)
        if name in self.titles or found is None:
            return self.titles.get(name, name)
        return next((alias for alias in found.aliases if alias), found.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the document, from top to bottom."""

    form: str
    """`formulario`, `puntos`, `linea`, `parrafos`, `datos`, `matrices`, `unidades` or `indice`: see `building`."""
    points: tuple[str, ...] = ()
    landscape: bool = False
    text: str = ""
    """Of a line: with its values in braces; of a point: the title that it bears in the document."""
    value: str = ""
    """The value that the part shows."""
    needs: str = ""
    """The value without which it is left out; empty: it is always there."""
    stands_for: tuple[str, ...] = ()
    """Of a line: patterns of what a document may say in its place, as a whole line; its own words are kept then."""
    style: str = ""
    bold: bool = False
    align: str = ""
    before: int = 0
    """Distance to what stands above it, in points."""
    full: tuple[str, ...] = ()
    """Points of a form that take its whole width, title above content."""
    widths: tuple[float, ...] = ()
    """Centimetres: of the columns of a form."""
    fields: tuple[str, ...] = ()
    """Values, or matrices, in order; empty: all."""
    unit: str = ""
    """The part that comes many times."""
    heading: str = ""
    """Of a unit: the line that opens it, with its values in braces; left out where it lacks one of them."""
    lines: tuple[str, ...] = ()
    """Of a unit: the first rows of its table, over its whole width; each is left out where it lacks a value."""
    columns: tuple[str, ...] = ()
    """Of a unit: the values that stand side by side, under their heads."""
    new_page: bool = False

    @property
    def room(self) -> int:
        """Twips between the margins of its page."""
        return WIDE_ROOM if self.landscape else ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The whole document."""

    title: tuple[str, ...]
    subtitle: str = ""
    parts: tuple[Part, ...] = ()
    matrices: Mapping[str, MatrixLayout] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    """Value or point → what the blank form says in its place, where the schema has no guidance."""
    models: Mapping[str, str] = field(default_factory=dict)
    """Value → what the blank form says in its place: words to be kept, and in brackets what is to be written."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Value → the label that stands before it, where it is not the schema's first one."""
    composed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Value → the lines that it is written in, with other values in braces, where it says no more than they."""

    def part_of(self, number: str) -> Part | None:
        """Return the part that a point stands in."""
        return next((part for part in self.parts if number in part.points), None)


@once_a_type
def layout_of(doctype: DocType) -> Layout:
    """Return how a type is laid out; BadTemplateError where its file is wrong."""
    return load(doctype)


def load(doctype: DocType, folder: Path | None = None) -> Layout:
    """Return how a type is laid out; BadTemplateError names the file and what is wrong in it.

    Args:
        doctype: the type.
        folder: where its `plantilla.toml` is; by default its own under `templates/`.
    """
    path = (folder or data_folder("templates") / doctype.name) / NAME
    if not path.is_file():
        return _layout(doctype, {})
    try:
        return _layout(doctype, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadTemplateError(
            f"La plantilla «{path}» está mal definida: {type(error).__name__} {error}. Corrija esa clave."
        ) from error


def _layout(doctype: DocType, found: Mapping[str, Any]) -> Layout:
    titled = found.get("titulo", [doctype.title])
    return Layout(
        title=tuple(titled),
        subtitle=found.get("subtitulo", ""),
        parts=tuple(_part(part) for part in found["partes"]) if "partes" in found else _plain_parts(doctype),
        matrices={m.name: _matrix(m, found.get("matrices", {})) for m in doctype.matrices},
        hints=found.get("indicaciones", {}),
        models=found.get("modelos", {}),
        labels=found.get("rotulos", {}),
        composed={name: tuple(lines) for name, lines in found.get("compuestos", {}).items()},
    )


def _plain_parts(doctype: DocType) -> tuple[Part, ...]:
    """Return the parts of a type of which only the schema is known."""
    valued = dict.fromkeys(point.value for point in doctype.points if point.value)
    values = (*(label.name for label in doctype.labels if label.name not in valued), *valued)
    outside = tuple(m.name for m in doctype.matrices if m.point is None and not m.unit)
    units = [Part(form="unidades", unit=repeat.name) for repeat in doctype.repeats if repeat.point is None]
    parts = [
        Part(form="datos", fields=values) if values else None,
        Part(form="puntos", points=tuple(point.number for point in doctype.titled)) if doctype.titled else None,
        Part(form="matrices", fields=outside) if outside else None,
        *units,
    ]
    return tuple(part for part in parts if part)


def _part(row: Mapping[str, Any]) -> Part:
    return Part(
        form=row["forma"],
        points=tuple(row.get("puntos", ())),
        landscape=row.get("horizontal", False),
        text=row.get("texto", ""),
        value=row.get("dato", ""),
        needs=row.get("si", ""),
        stands_for=tuple(row.get("equivale", ())),
        style=row.get("estilo", ""),
        bold=row.get("negrita", False),
        align=_ALIGN[row.get("alineacion", "")],
        before=row.get("espacio", 0),
        full=tuple(row.get("anchos_completos", ())),
        widths=tuple(row.get("anchos", ())),
        fields=tuple(row.get("campos", ())),
        unit=row.get("unidad", ""),
        heading=row.get("encabezado", ""),
        lines=tuple(row.get("cabeza", ())),
        columns=tuple(row.get("columnas", ())),
        new_page=row.get("pagina_nueva", False),
    )


_ALIGN = {"": "", "izquierda": "left", "centro": "center", "derecha": "right", "justificado": "both"}


def _matrix(spec: MatrixSpec, found: Mapping[str, Any]) -> MatrixLayout:
    row = found.get(spec.name, {})
    every = tuple(f.name for f in spec.fields if f.name != spec.unit_field)
    return MatrixLayout(
        spec=spec,
        columns=tuple(row.get("columnas", every)),
        caption=row.get("rotulo", ""),
        groups=tuple(Group(title=g["titulo"], fields=tuple(g["campos"])) for g in row.get("grupos", ())),
        titles=row.get("titulos", {}),
        keys={name: tuple(keys) for name, keys in row.get("claves", {}).items()},
        rows=tuple(row.get("filas", ())),
        weights=tuple(row.get("anchos", ())),
        sums=tuple(row.get("suma", ())),
        guidance=row.get("desde_guia", ""),
        is_official=spec.name in found or not found,
    )
