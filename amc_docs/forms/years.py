"""The official name of each year, which the papers of the State bear."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from amc_docs.doctype import data_folder
from amc_docs.wording import fold

_YEAR_NAME = re.compile(r"Año (del?|de la|por) ", re.I)

_OPENING, _CLOSING = '"“«', '"”»'
_QUOTES = f" {_OPENING}{_CLOSING}"
_MOST_LINES = 3
"""That the name of a year takes at the head of a page."""


@cache
def year_names() -> Mapping[str, str]:
    """Return the official name of each year, by year, as decreed."""
    path = data_folder("schemas") / "_datos" / "nombres_de_anios.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def year_name_in(texts: Iterable[str]) -> str | None:
    """Return the first of the lines of some texts that is the name of a year, without quotation marks; None: none is.

    A long name goes on in the next lines: until it is one that was decreed, or until the quotation ends.
    """
    known = {fold(name) for name in year_names().values()}
    lines = [line.strip() for text in texts for line in text.split("\n")]
    for place, line in enumerate(lines):
        plain = line.strip(_QUOTES)
        if fold(plain) not in known and not _YEAR_NAME.match(plain):
            continue
        longer = [" ".join(lines[place : place + count]) for count in range(1, _MOST_LINES + 1)]
        decreed = next((text for text in longer if fold(text.strip(_QUOTES)) in known), None)
        quoted = next((text for text in longer if line[0] in _OPENING and text[-1] in _CLOSING), None)
        return (decreed or quoted or line).strip(_QUOTES)
    return None
