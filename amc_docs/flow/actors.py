"""Who does what in a flow of activities: one organ goes by its name, its initials, or a part of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from amc_docs.wording import STOPWORDS, containment, fold

_PARTS = re.compile(r"\s*(?:/|;|,|\s[-–]\s|\by\b|\be\b)\s*", re.I)
_INITIALS = range(2, 9)


@lru_cache(maxsize=16384)
def same_actor(first: str, second: str) -> bool:
    """Return whether two texts may name one actor: in doubt they do.

    The words of one are among those of the other («DBI», «OEM/DBI»; «Bibliotecas», «BIBLIOTECA DE LA RED»), or one
    part of a text is the initials of a part of the other («SG», «Secretaría General»).
    """
    if fold(first) == fold(second) or containment(first, second) == 1 or containment(second, first) == 1:
        return True
    return abbreviates(first, second) or abbreviates(second, first)


def is_among(actor: str, others: Iterable[str]) -> bool:
    """Return whether an actor is one of others."""
    return any(same_actor(actor, other) for other in others)


def parts(actor: str) -> tuple[str, ...]:
    """Return the actors that a text names together: «OEM/DBI», «Comité y OTI»."""
    return tuple(part for part in _PARTS.split(actor) if part)


def abbreviates(short: str, long: str) -> bool:
    """Return whether a part of a text is the initials of the other or of one of its parts."""
    initials = {i for part in (*parts(long), long) for i in _initials(part)}
    return any(fold(part) in initials for part in parts(short) if " " not in part.strip())


@lru_cache(maxsize=16384)
def _initials(name: str) -> tuple[str, ...]:
    """Return the initials of the words of a name, with and without the little ones."""
    said = fold(name).split()
    full, plain = "".join(w[0] for w in said), "".join(w[0] for w in said if w not in STOPWORDS)
    return tuple(text for text in (full, plain) if len(text) in _INITIALS and len(said) > 1)
