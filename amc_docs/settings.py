"""What an office writes once for all its documents: who it is, who signs, how it numbers, whom it writes to.

A small YAML file of the user's own, `amc-docs.yaml`; what it does not say is None and becomes a marked gap.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from amc_docs import yaml_files
from amc_docs.doctype import available, data_folder
from amc_docs.errors import BadSettingsError
from amc_docs.folders import SETTINGS
from amc_docs.wording import named_in, same_name

NUMBER_FIELDS = ("numero", "anio", "siglas")
"""What stands in braces in a pattern of numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who signs or is written to. None: not stated."""

    treatment: str | None = None
    """How a letter begins: «Señor», «Señora», «Señor Viceministro»."""
    name: str | None = None
    post: str | None = None
    body: str | None = None
    """The entity that the person belongs to."""
    types: tuple[str, ...] = ()
    """Documents of these types only are sent to this person; empty: of all."""
    sector: str | None = None
    """Documents of this sector only; None: of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A file of settings. None: not stated, and left as a gap in the document."""

    source: Path | None = None
    """The file that it was read from; None where there is none."""
    body: str | None = None
    """The entity: «Presidencia del Consejo de Ministros»."""
    organ: str | None = None
    initials: str | None = None
    """The organ's, as they end its numbers: «PCM/SD»."""
    city: str | None = None
    decade: str | None = None
    """«Decenio de …», printed above the year's name."""
    footer: str | None = None
    """Address and telephone, printed below each page of a letter."""
    signatory: Person = Person()
    superior: Person = Person()
    """To whom the informe is addressed."""
    patterns: Mapping[str, str | None]
    """How each kind of document is numbered: `numero_informe` → `INFORME N° {numero:03}-{anio}-{siglas}`."""
    term: str | None = None
    """How long the entity has to cure what is observed, in words."""
    addressees: tuple[Person, ...] = ()
    authors: str | None = None
    """Initials of who signs and who writes: «ABC/def»."""
    templates: Mapping[str, Path]
    """Templates of the office's own: `plantilla_informe` → file; absolute."""

    def addressee(self, doctype: str, sector: str) -> Person:
        """Return whom a document is sent to: the one named for its type and sector before one named for less."""
        fitting = [p for p in self.addressees if _fits(p, doctype, sector)]
        return max(fitting, key=lambda p: (p.sector is not None, bool(p.types)), default=Person())


def _fits(person: Person, doctype: str, sector: str) -> bool:
    named = not person.sector or same_name(person.sector, sector) or named_in(person.sector, sector)
    return named and (not person.types or doctype in person.types)


def load(named: Path | None = None) -> Settings:
    """Return the settings of the file named, or of the first that is found, or nothing but gaps.

    Raises:
        BadSettingsError: the file named is not there, or a file is wrong; names file, line and key.
    """
    path = named or next((p for p in places() if p.is_file()), None)
    if path is None:
        return Settings(patterns={}, templates={})
    if not path.is_file():
        raise BadSettingsError(
            f"No existe el archivo de configuración «{path}». Compruebe el nombre, o cree uno con "
            "--crear-configuracion."
        )
    data = yaml_files.read(path, data_folder("schemas") / "_meta" / "configuracion.schema.json") or {}
    _check_patterns(data, path.name)
    _check_types(data, path.name)
    found = _settings(data, path)
    for kind, template in found.templates.items():
        if not template.is_file():
            key = kind.removeprefix("plantilla_")
            line = yaml_files.line_of(data, ("plantillas", key))
            raise BadSettingsError(
                f"{path.name}, línea {line}, «plantillas.{key}»: no existe el archivo «{template}». "
                "Corrija la ruta, que se cuenta desde la carpeta de la configuración."
            )
    return found


def places() -> Iterator[Path]:
    """Yield where a file of settings is looked for: the current folder, then the user's own folder for such files."""
    yield Path(SETTINGS)
    named, usual = ("APPDATA", "AppData/Roaming") if sys.platform == "win32" else ("XDG_CONFIG_HOME", ".config")
    # A user whom the system does not know, as in a container, has no home.
    with suppress(RuntimeError):
        home = os.environ.get(named)
        yield (Path(home) if home else Path.home() / usual) / "amc-docs" / SETTINGS


def _settings(data: Mapping[str, Any], path: Path) -> Settings:
    body = data.get("entidad") or {}
    templates = data.get("plantillas") or {}
    return Settings(
        source=path,
        body=_text(body, "nombre"),
        organ=_text(body, "organo"),
        initials=_text(body, "siglas"),
        city=_text(body, "ciudad"),
        decade=_text(body, "decenio"),
        footer=_text(body, "pie"),
        signatory=_person(data.get("firmante")),
        superior=_person(data.get("dirigido_a")),
        patterns={f"numero_{kind}": _text(data["numeracion"], kind) for kind in data.get("numeracion") or {}},
        term=_text(data, "plazo"),
        addressees=tuple(_person(row) for row in data.get("destinatarios") or ()),
        authors=_text(data, "iniciales"),
        # A path in a file is meant from where that file is.
        templates={
            f"plantilla_{kind}": path.resolve().parent / file for kind in templates if (file := _text(templates, kind))
        },
    )


def _person(row: Mapping[str, Any] | None) -> Person:
    row = row or {}
    return Person(
        treatment=_text(row, "tratamiento"),
        name=_text(row, "nombre"),
        post=_text(row, "cargo"),
        body=_text(row, "entidad"),
        types=tuple(str(name) for name in row.get("tipos") or ()),
        sector=_text(row, "sector"),
    )


def _text(row: Mapping[str, Any], key: str) -> str | None:
    """Return what a key says on one line; None where it says nothing."""
    return " ".join(str(row.get(key) or "").split()) or None


def _check_patterns(data: Mapping[str, Any], name: str) -> None:
    for kind, pattern in (data.get("numeracion") or {}).items():
        if fault := _fault_of(pattern or ""):
            line = yaml_files.line_of(data, ("numeracion", kind))
            raise BadSettingsError(
                f"{name}, línea {line}, «numeracion.{kind}»: {fault}. "
                f"Escríbala como «INFORME N° {{numero:03}}-{{anio}}-{{siglas}}»."
            )


def _fault_of(pattern: str) -> str:
    """Return what is wrong with a pattern of numbers; empty where nothing is."""
    try:
        pieces = [(field, form) for _, field, form, _ in Formatter().parse(pattern) if field is not None]
    except ValueError:
        return "tiene una llave sin pareja"
    if wrong := next((field for field, _ in pieces if field not in NUMBER_FIELDS), None):
        return f"«{{{wrong}}}» no existe; entre llaves van numero, anio o siglas"
    if any(form and not (field == "numero" and form.isdigit() and len(form) < 3) for field, form in pieces):
        return "tras los dos puntos va solo la cantidad de cifras del número, por ejemplo 03"
    return ""


def _check_types(data: Mapping[str, Any], name: str) -> None:
    for row, person in enumerate(data.get("destinatarios") or ()):
        for item, kind in enumerate(person.get("tipos") or ()):
            if kind not in available():
                line = yaml_files.line_of(data, ("destinatarios", row, "tipos", item))
                raise BadSettingsError(
                    f"{name}, línea {line}, «destinatarios.{row + 1}.tipos»: «{kind}» no es un tipo conocido. "
                    f"Use uno de: {', '.join(available())}."
                )
