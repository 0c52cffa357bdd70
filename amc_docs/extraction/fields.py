"""Which field the head of a column names, whatever its wording."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process

from amc_docs.specs import MatrixSpec
from amc_docs.wording import fold

_SHORTENED = 0.93
"""Likeness of a head with its words cut short."""
_LONGEST_HEAD = 70
"""Characters; a longer cell is no head with words around it, but text."""


@lru_cache(maxsize=256)
def _aliases(spec: MatrixSpec) -> dict[str, str]:
    """Return the folded heads that the plain fields go by, each with its field."""
    aliases: dict[str, str] = {}
    for field in spec.fields:
        for alias in () if field.series else field.aliases:
            aliases.setdefault(fold(alias), field.name)
    return aliases


@lru_cache(maxsize=4_096)
def best_field(head: str, spec: MatrixSpec) -> tuple[str, float]:
    """Return the plain field that a folded head resembles most, and how much (0–1; below .8 it is 0)."""
    aliases = _aliases(spec)
    if head in aliases:
        return aliases[head], 1.0
    best, score = "", 0.0
    if len(head) > 3 * _LONGEST_HEAD:
        return best, score
    floor = 90 if len(head) <= 5 else 80
    for alias in aliases:
        if len(alias) >= 4 and alias in head and len(head) <= _LONGEST_HEAD:
            # "Costo total (en soles)", "Nombre del indicador": the alias with words of its own around it.
            like = 0.85 + 0.1 * len(alias) / len(head)
            if like > score and (head.startswith(alias + " ") or head.endswith(" " + alias)):
                best, score = alias, like
        if score < _SHORTENED and alias[:3] == head[:3] and _is_shortened(head, alias):
            best, score = alias, _SHORTENED
    for scorer, share in ((fuzz.ratio, 0.01), (fuzz.token_sort_ratio, 0.0098)):
        found = process.extractOne(head, aliases.keys(), scorer=scorer, score_cutoff=floor)
        if found and found[1] * share > score and (len(found[0]) > 5 or found[1] >= 90):
            best, score = found[0], found[1] * share
    return aliases.get(best, ""), score


def _is_shortened(head: str, alias: str) -> bool:
    """Say whether a head is an alias with words cut short: «Medio de verif.», «Frec. de medición»."""
    short, full = head.split(), alias.split()
    if len(short) != len(full) or len(short) < 2 or head == alias:
        return False
    return all(a == b or (len(a) >= 3 and b.startswith(a)) for a, b in zip(short, full, strict=True))
