"""The official name of each year, which the papers of the State bear."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from amc_docs.doctype import data_folder
from amc_docs.wording import fold

_YEAR_NAME = re.compile(r"Año (del?|de la|por) ", re.I)


@cache
def year_names() -> Mapping[str, str]:
    """Return the official name of each year, by year, as decreed."""
    path = data_folder("schemas") / "_datos" / "nombres_de_anios.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def year_name_in(texts: Iterable[str]) -> str | None:
    """Return the first line of some texts that is the name of a year, without quotation marks; None: there is none."""
    known = {fold(name) for name in year_names().values()}
    lines = (line.strip(' "“”«»') for text in texts for line in text.split("\n"))
    return next((line for line in lines if fold(line) in known or _YEAR_NAME.match(line)), None)
