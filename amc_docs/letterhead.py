"""What stands around the text of an official paper: year's name, date, number, who signs and who is written to.

What neither the settings nor the command tell is a marked gap; a number is never invented, nor counted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from amc_docs.dates import in_words
from amc_docs.doctype import data_folder
from amc_docs.forms.filling import fill
from amc_docs.forms.marks import Gap, Inline, Line, Words
from amc_docs.forms.years import year_names
from amc_docs.settings import Person, Settings


@cache
def _gaps() -> Mapping[str, Mapping[str, Any]]:
    path = data_folder("templates") / "_revision" / "vacios.toml"
    found: Mapping[str, Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


@dataclass(slots=True)
class Gaps:
    """The gaps of one document, each with how to fill it."""

    told: dict[str, str] = field(default_factory=dict)
    """Gap → Spanish; what to write in the settings or on the command line."""

    def mark(self, name: str) -> Gap:
        """Return the mark of a gap, and remember that the document has it."""
        row = _gaps()[name]
        self.told[name] = row["falta"]
        return Gap(row["texto"])

    def or_mark(self, value: str | None, name: str) -> Inline:
        """Return a value as it is, or the mark of the gap where there is none."""
        return Words(value) if value else self.mark(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """An official paper as a Word file."""

    content: bytes
    gaps: Mapping[str, str]
    """What is still to be filled in, each with how (Spanish)."""


def finished(settings: Settings, kind: str, ours: str, told: Mapping[str, Any], gaps: Gaps) -> Finished:
    """Return a paper filled in: by the office's own template for its kind (`plantilla_informe`), or else by ours.

    BadTemplateError where the office's own is wrong.
    """
    template = settings.templates.get(kind, data_folder("templates") / "_revision" / ours)
    return Finished(content=fill(template, told, name=template.name), gaps=gaps.told)


def advice(told: Mapping[str, str], *, has_settings: bool) -> list[str]:
    """Return how to fill the gaps, in Spanish; what only settings can tell is one line where there are none."""
    rows = {name: how for name, how in told.items() if has_settings or not _gaps()[name].get("de_la_oficina")}
    found = list(rows.values())
    if len(rows) < len(told):
        found.append(_gaps()["oficina"]["falta"])
    return found


def heading(settings: Settings, day: date, gaps: Gaps) -> dict[str, Any]:
    """Return what the head and the foot of every official paper say."""
    year = year_names().get(str(day.year))
    return {
        "decenio": settings.decade or "",
        "nombre_anio": Words(f"«{year}»") if year else gaps.mark("nombre_anio"),
        "entidad": gaps.or_mark(settings.body, "entidad"),
        "organo": gaps.or_mark(settings.organ, "organo"),
        "ciudad": gaps.or_mark(settings.city, "ciudad"),
        "fecha": in_words(day),
        "pie": settings.footer or "",
        "iniciales": settings.authors or "",
    }


def person(someone: Person, name: str, gaps: Gaps) -> dict[str, Any]:
    """Return a person as a template shows them; `name` begins the names of the gaps, `firmante_nombre`."""
    return {
        "nombre": gaps.or_mark(someone.name, f"{name}_nombre"),
        "cargo": gaps.or_mark(someone.post, f"{name}_cargo"),
    }


def number(settings: Settings, name: str, given: int | None, day: date, gaps: Gaps) -> Inline:
    """Return the number of a document as the office writes it; what is not told of it is a gap.

    `name` is that of its pattern and of its gap, `numero_informe`.
    """
    pattern = settings.patterns.get(name) or _gaps()[name]["patron"]
    pieces: list[Inline] = []
    for words, field_name, form, _ in Formatter().parse(pattern):
        pieces.append(Words(words))
        if field_name == "numero":
            pieces.append(Words(format(given, form or "")) if given is not None else gaps.mark(name))
        elif field_name == "anio":
            pieces.append(Words(str(day.year)))
        elif field_name == "siglas":
            pieces.append(gaps.or_mark(settings.initials, "siglas"))
    return Line(tuple(pieces))
