"""The phases of the route and what must agree between documents, as `schemas/_expediente.toml` states them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from amc_docs.doctype import data_folder
from amc_docs.errors import BadDocumentTypeError


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSpec:
    """What a document must be and say to prove a phase; all patterns are over folded text."""

    what: str
    """What such a document is called."""
    types: tuple[str, ...] = ()
    """Empty: any type."""
    titles: tuple[str, ...] = ()
    """One of its first lines fits one of these; empty: no matter."""
    values: Mapping[str, str]
    """Single value of its record → pattern that it fits."""
    phrases: tuple[str, ...] = ()
    """Each is found in some paragraph."""
    shows: str = ""
    """The single value whose place and words are shown; empty: the paragraph of the first phrase."""
    is_sure: bool = True
    """False: only a hint, which a person must verify."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase of the route."""

    name: str
    clause: str
    asks: str
    """What the norm asks for, in Spanish."""
    evidence: tuple[EvidenceSpec, ...]
    condition: str = ""
    """Spanish; when the norm asks for nothing. Empty: it always does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpec:
    """A name that all documents must give alike."""

    thing: str
    values: tuple[str, ...]
    """Single values of records that are the name."""
    phrases: tuple[str, ...]
    """Regular expressions over text as written; the first group is the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A rule kind that is put to all documents together."""

    title: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a dossier is judged by."""

    norm: str
    title: str
    excluded: tuple[str, ...]
    """Types that prove nothing: the norm itself speaks of every phase."""
    phases: tuple[Phase, ...]
    names: tuple[NameSpec, ...]
    agreements: tuple[Agreement, ...]


@cache
def settings() -> Settings:
    """Return the settings; BadDocumentTypeError where the file is wrong."""
    path = data_folder("schemas") / "_expediente.toml"
    try:
        return _settings(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadDocumentTypeError(
            f"Las fases del expediente están mal definidas: {type(error).__name__} {error}. Corrija {path}."
        ) from error


def _settings(read: dict[str, Any]) -> Settings:
    head = read["expediente"]
    return Settings(
        norm=head["norma"],
        title=head["titulo"],
        excluded=tuple(head.get("no_cuentan", ())),
        phases=tuple(_phase(row) for row in read["fases"]),
        names=tuple(
            NameSpec(thing=row["cosa"], values=tuple(row["datos"]), phrases=tuple(row.get("frases", ())))
            for row in read.get("nombres", ())
        ),
        agreements=tuple(Agreement(title=r["titulo"], kind=r["comprueba"]) for r in read.get("coherencia", ())),
    )


def _phase(row: dict[str, Any]) -> Phase:
    return Phase(
        name=row["nombre"],
        clause=row["numeral"],
        asks=row["pide"],
        evidence=tuple(_evidence(e) for e in row["evidencia"]),
        condition=row.get("condicional", ""),
    )


def _evidence(row: dict[str, Any]) -> EvidenceSpec:
    return EvidenceSpec(
        what=row["que"],
        types=tuple(row.get("tipos", ())),
        titles=tuple(row.get("titulo", ())),
        values=row.get("datos", {}),
        phrases=tuple(row.get("frases", ())),
        shows=row.get("muestra", ""),
        is_sure=row.get("segura", True),
    )
