"""What tables say of a target: how much of it was carried out, and how far it was reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from amc_docs.figures import figure
from amc_docs.record import Row, Value
from amc_docs.wording import fold


class Level(Enum):
    """How far a target was reached; Spanish because users see it.

    No primary source gives the limits: they follow from the words (more than the target, as much, less, nothing).
    """

    SURPASSED = "superada"
    REACHED = "alcanzada"
    MISSED = "no alcanzada"
    IDLE = "no ejecutada"


_NOT = r"\b(?:no|sin)(?: (?:se|ha|han|habian?|fue|fueron|sido|logr\w+|pud\w+|llego a|llegaron a|aun))*"
_DONE = r"(?:ad[oa]s?|o|aron|ar)\b"
"""Endings of what has happened; what «se alcanzará» has not."""
_REACHED = rf"(?:alcanz{_DONE}|logr{_DONE}|cumpl(?:id[oa]s?|io|ieron|ir)\b)"
_SURPASSED = rf"(?:super{_DONE}|sobrepas{_DONE}|exced(?:id[oa]s?|io|ieron|er)\b)"
_WORDS = {
    Level.IDLE: re.compile(rf"{_NOT} (?:ejecu(?:t{_DONE}|cion\b)|inici{_DONE}|realiz{_DONE})"),
    Level.MISSED: re.compile(rf"{_NOT} (?:{_REACHED}|{_SURPASSED})|\bincumplid[oa]s?\b"),
    Level.SURPASSED: re.compile(rf"\b{_SURPASSED}"),
    Level.REACHED: re.compile(rf"\b{_REACHED}"),
}
_FALLING = re.compile(r"\b(?:reduc\w+|disminu\w+|tasa de (?:mortalidad|morbilidad|desercion|incidencia|desempleo))\b")
_LEADING = re.compile(r"^\W*(\d[\d.,' ]*)")


def level_named(text: str) -> Level | None:
    """Return the level that some words name («metas no alcanzadas», «no se logró alcanzar»); None where they do not."""
    folded = fold(text)
    return next((level for level, words in _WORDS.items() if words.search(folded)), None)


def level_of(executed: Decimal, target: Decimal) -> Level:
    """Return the level that two figures give."""
    if executed <= 0 < target:
        return Level.IDLE
    if executed == target:
        return Level.REACHED
    return Level.SURPASSED if executed > target else Level.MISSED


def falls(name: str) -> bool:
    """Return whether less may be better: of an indicator that is to be reduced the figures alone tell no level."""
    return _FALLING.search(fold(name)) is not None


def quantity(value: Value | None) -> Decimal | None:
    """Return the number that a value states, what stands behind it aside («610 (49 %)»); None where it states none."""
    if value is None or value.is_blank:
        return None
    if isinstance(value.value, Decimal):
        return value.value
    found = figure(value.raw)
    if found is None and (leading := _LEADING.match(value.raw)):
        found = figure(leading[1].strip(" .,'"))
    return found


def executed(values: Mapping[str, Value], parts: Sequence[str], whole: str = "") -> tuple[Decimal, ...]:
    """Return what may have been carried out, the likeliest first; empty where no figure is stated.

    That is the stated `whole`, or the sum of the parts of the year; or else its last part, where the parts run on from
    each other, or their mean, where they are rates.
    """
    stated = [number for name in parts if (number := quantity(values.get(name))) is not None]
    total = quantity(values.get(whole)) if whole else None
    if not stated:
        return (total,) if total is not None else ()
    found = [*([] if total is None else [total]), sum(stated, Decimal(0))]
    if len(stated) > 1 and stated[-1]:
        found += [stated[-1], sum(stated, Decimal(0)) / len(stated)]
    return tuple(dict.fromkeys(found))


def of_source(row: Row, source: str) -> dict[str, Value]:
    """Return what one source of a union says of a row, by field."""
    end = f"@{source}"
    return {name.removesuffix(end): value for name, value in row.values.items() if name.endswith(end)}


def is_written(exact: Decimal, stated: Decimal, written: str) -> bool:
    """Return whether a figure as written is the exact one, rounded or cut at its last decimal."""
    decimals = re.search(r"[.,](\d+)", written)
    unit = Decimal(1).scaleb(-len(decimals[1])) if decimals else Decimal(1)
    return -unit / 2 <= exact - stated < unit


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part as a percentage of the whole."""
    return part * 100 / whole


def follows(written: str, percentage: Decimal, pairs: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Return whether a percentage as written is the share of any of the (part, whole) pairs."""
    return any(whole and is_written(share(part, whole), percentage, written) for part, whole in pairs)
