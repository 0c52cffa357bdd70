"""Which files are the same, and which are versions of one document."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from amc_docs.audit.likeness import likeness
from amc_docs.wording import fold

ALIKE = 0.5
"""Share of pairs of words from which two documents of one form are versions of one, where nothing tells them apart."""
_ALIKE_BY_NAME = 0.3
"""The same where they are of one sector and service, by their own words."""
_MOST_SHARED = 400
"""Documents that hold one and the same piece of text, from which it tells nothing: a form's own words."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of several versions of a document."""

    row: Mapping[str, Any]
    likeness: float
    """To the first of its group, 0–1."""


def duplicates(rows: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return the names of files that have the same content, each group in order, in the order of their first."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        names[row["sha256"]].append(row["archivo"])
    return [group for group in names.values() if len(group) > 1]


def versions(rows: Iterable[Mapping[str, Any]]) -> list[list[Version]]:
    """Return the contents that are versions of one document: one form, sector and service, near-equal text."""
    found = [row for row in rows if row["semejanza"]]
    leader = list(range(len(found)))
    for one, other in _candidates(found):
        a, b = _lead(leader, one), _lead(leader, other)
        if a != b and _are_versions(found[one], found[other]):
            leader[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(found)):
        groups[_lead(leader, number)].append(number)
    return [
        [Version(found[n], likeness(found[group[0]]["semejanza"], found[n]["semejanza"])) for n in group]
        for group in groups.values()
        if len(group) > 1
    ]


def _lead(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _candidates(rows: list[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of documents of one form that have some piece of text in common, each once."""
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for piece in struct.unpack(f">{len(row['semejanza']) // 4}I", row["semejanza"]):
            holders[row["tipo"] or "", piece].append(number)
    seen: set[tuple[int, int]] = set()
    for some in holders.values():
        if len(some) <= _MOST_SHARED:
            for at, other in enumerate(some):
                seen.update((one, other) for one in some[:at])
    yield from sorted(seen)


def _are_versions(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if _differ(one, other, "sector") or _differ(one, other, "servicio"):
        return False
    needed = _ALIKE_BY_NAME if one["servicio"] and other["servicio"] else ALIKE
    return likeness(one["semejanza"], other["semejanza"]) >= needed


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> bool:
    return bool(one[key] and other[key]) and fold(one[key]) != fold(other[key])
