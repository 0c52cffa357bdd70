"""The official name of each year, which the papers of the State bear."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from amc_docs.doctype import data_folder


@cache
def year_names() -> Mapping[str, str]:
    """Return the official name of each year, by year, as decreed."""
    path = data_folder("schemas") / "_datos" / "nombres_de_anios.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
