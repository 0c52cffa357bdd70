"""Words of the reviewer's documents that stand in data: names of norms and formats, turns of official prose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from amc_docs.doctype import data_folder
from amc_docs.reviewing.matter import Matter


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((data_folder("templates") / "_revision" / "palabras.toml").read_text(encoding="utf-8"))


@cache
def _norms() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        (data_folder("schemas") / "_datos" / "normas.toml").read_text(encoding="utf-8")
    )
    return found


def file_format(name: str) -> str:
    """Return a file format in words; its name where there are none."""
    return str(_words()["formatos"].get(name, name))


def in_prose(text: str) -> str:
    """Return what the program tells its user, as an informe says it."""
    for turn in _words()["giros"]:
        text = re.sub(turn["de"], turn["a"], text)
    return text


def norms(matters: Sequence[Matter]) -> tuple[list[str], list[str]]:
    """Return the full names of the norms that the reviewed files are held to, and the criteria that are no norms.

    Each type's own norm, those that its rules cite, and those that these rest on; each once.
    """
    cited = dict.fromkeys(
        citation.split(",")[0]
        for matter in matters
        for doctype in matter.doctypes
        if doctype.rules
        for citation in (doctype.norm, *(rule.citation for rule in doctype.rules))
    )
    rows = {key: _norms().get(key, {"nombre": key}) for key in cited}
    names = [row["nombre"] for row in rows.values() if not row.get("criterio")]
    names += [name for row in rows.values() for name in row.get("relacionadas", ())]
    return list(dict.fromkeys(names)), [row["nombre"] for row in rows.values() if row.get("criterio")]
