"""Which of many names may be another wording of one, without comparing it with each."""

from __future__ import annotations

import math
import re
from collections.abc import Set

from rapidfuzz import fuzz, process

from amc_docs.wording import containment, fold, likeness, resemblance, stems

SLACK = 1
"""Points of a hundred below the least likeness at which a name is still looked at closely: no rounding decides."""


def likeness_of_names(first: str, second: str) -> float:
    """Return 0–1: how alike two names are, by their letters or by the words that each has of the other."""
    return max(likeness(first, second), min(containment(first, second), containment(second, first)))


_GENERIC = re.compile(r"numero|cantidad|unidad|valor|absoluto|n|porcentual")
"""Units that say no more than that something is counted."""
_DIFFERENT = 0.5


def words_differ(first: str, second: str) -> bool:
    """Return whether two short answers (units, frequencies) cannot be one: they share nothing, neither is generic."""
    a, b = (fold(t).replace("%", "porcentaje") for t in (first, second))
    if _GENERIC.fullmatch(a) or _GENERIC.fullmatch(b):
        return False
    return resemblance(a, b) < _DIFFERENT and not containment(a, b) and not containment(b, a)


class Names:
    """Names in the order in which they were added."""

    def __init__(self, least: float) -> None:
        """Begin empty; `least` is the likeness from which two names may be one."""
        self._least = least
        self._names: list[str] = []
        self._folded: list[str] = []
        self._ordered: list[str] = []
        self._first: dict[str | frozenset[str], int] = {}
        """Words in order, or set of stems → the first name that has just these: alike by 1."""
        self._with_stem: dict[str, list[int]] = {}

    def add(self, name: str) -> None:
        """Add a name; its place is the number of names added before."""
        place, own = len(self._names), stems(name)
        self._names.append(name)
        self._folded.append(fold(name))
        self._ordered.append(_in_order(name))
        self._first.setdefault(own, place)
        self._first.setdefault(self._ordered[-1], place)
        for stem in own:
            self._with_stem.setdefault(stem, []).append(place)

    def best(self, name: str, passed_over: Set[int] = frozenset()) -> int | None:
        """Return the place of the name most alike, the first of equals; None where none is alike enough.

        Names at places `passed_over` count only where they agree wholly.
        """
        if not fold(name):
            return None
        keys = (_in_order(name), stems(name))
        same = [place for key in keys if key and (place := self._first.get(key)) is not None]
        if same:
            return min(same)
        if len(passed_over) == len(self._names):
            return None
        found, most = None, 0.0
        for place in sorted(self._candidates(name) - passed_over):
            score = likeness_of_names(name, self._names[place])
            if score > most:
                found, most = place, score
        return found if most >= self._least else None

    def _candidates(self, name: str) -> set[int]:
        """Return the places of all names that are alike, and of few others."""
        cutoff = 100 * self._least - SLACK
        found: set[int] = set()
        for wanted, choices in ((fold(name), self._folded), (_in_order(name), self._ordered)):
            matches = process.extract(wanted, choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
            found.update(place for _, _, place in matches)
        # A name with enough of these words lacks few of them: it has one of any that are more than it may lack.
        rarest = sorted(stems(name), key=lambda stem: len(self._with_stem.get(stem, ())))
        may_lack = len(rarest) - math.ceil(self._least * len(rarest) - 1e-9)
        return found.union(*(self._with_stem.get(stem, ()) for stem in rarest[: may_lack + 1]))


def _in_order(name: str) -> str:
    return " ".join(sorted(fold(name).split()))
