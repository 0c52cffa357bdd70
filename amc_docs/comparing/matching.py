"""Which observations of two versions are the same: by duty and place in the form, not by line or wording alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from amc_docs.findings import Finding, FormPlace
from amc_docs.wording import fold, likeness, same_name

_CLOSE = 0.85
"""Likeness of their words from which two findings of one rule without a place in common are one."""
_LOOSE = 0.5
"""The same where each version has only one such finding in that point, and neither is about a row of its own."""
_RENAMED = 0.6
"""Likeness of the names of two rows from which one may be the other under a new name."""
_NEVER = 2.0
"""No likeness makes them one: they are about different columns."""
_QUOTED = re.compile(r"«([^»]*)»")

Pair = tuple[int, int]


def pairs(before: Sequence[Finding], after: Sequence[Finding]) -> frozenset[Pair]:
    """Return the places in both lists of findings that are the same thing; one may be several of the other version.

    First by rule and place in the form, then by rule and words, then by duty and place, then by duty and point.
    """
    found = _pass(before, after, frozenset(), _rule, _in_one_place)
    found |= _best(before, after, found)
    found |= _pass(before, after, found, _duty, _in_one_place)
    return found | _pass(before, after, found, _duty, _of_whole_point)


def _rule(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, finding.point or "")


def _duty(finding: Finding) -> tuple[str, ...]:
    return (finding.obligation, finding.point or "")


def _pass(
    before: Sequence[Finding],
    after: Sequence[Finding],
    found: frozenset[Pair],
    key: Callable[[Finding], tuple[str, ...]],
    same: Callable[[Finding, Finding], bool],
) -> frozenset[Pair]:
    """Return the pairs of one key that are the same, among those that have none yet."""
    groups = _lone(before, (b for b, _ in found), key)
    others = _lone(after, (a for _, a in found), key)
    return frozenset(
        (b, a) for name, own in groups.items() for b in own for a in others.get(name, ()) if same(before[b], after[a])
    )


def _lone(
    findings: Sequence[Finding], taken: Iterable[int], key: Callable[[Finding], tuple[str, ...]]
) -> dict[tuple[str, ...], list[int]]:
    gone = set(taken)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, finding in enumerate(findings):
        if n not in gone:
            groups[key(finding)].append(n)
    return groups


def _in_one_place(before: Finding, after: Finding) -> bool:
    return any(same_spot(one, other) for one in before.spots for other in after.spots)


def _of_whole_point(before: Finding, after: Finding) -> bool:
    """Return whether two rules speak of a point as a whole, not of a row of its tables: it was missing, it is empty."""
    return bool(before.point) and before.rule != after.rule and not _rows(before) and not _rows(after)


def _rows(finding: Finding) -> list[str]:
    return [spot.item for spot in finding.spots if spot.item]


def same_spot(first: FormPlace, second: FormPlace) -> bool:
    """Return whether two places of the form are one: the same row by its name, the same column."""
    if not first.item or not second.item:
        return False
    if first.matrix and second.matrix and first.matrix != second.matrix:
        return False
    if first.field and second.field and first.field != second.field:
        return False
    return fold(first.item) == fold(second.item) or same_name(first.item, second.item)


def _best(before: Sequence[Finding], after: Sequence[Finding], found: frozenset[Pair]) -> frozenset[Pair]:
    """Return the pairs of one rule whose words are alike, the most alike first, each finding once."""
    groups = _lone(before, (b for b, _ in found), _rule)
    others = _lone(after, (a for _, a in found), _rule)
    chosen: set[Pair] = set()
    for name, own in groups.items():
        theirs = others.get(name, [])
        is_only = len(own) == len(theirs) == 1
        ranked = sorted(((_score(before[b], after[a]), -b, -a) for b in own for a in theirs), reverse=True)
        for score, b, a in ranked:
            taken = any(-b == x or -a == y for x, y in chosen)
            if not taken and score >= _least(before[-b], after[-a], is_only=is_only):
                chosen.add((-b, -a))
    return frozenset(chosen)


def _least(before: Finding, after: Finding, *, is_only: bool) -> float:
    """Return how alike the words of two findings must be to be one."""
    fields, columns = ({s.field for s in f.spots if s.field} for f in (before, after))
    if fields and columns and not fields & columns:
        return _NEVER
    rows, others = _rows(before), _rows(after)
    if rows and others:
        renamed = is_only and any(likeness(one, other) >= _RENAMED for one in rows for other in others)
        return _LOOSE if renamed else _CLOSE
    return _LOOSE if is_only else _CLOSE


def _score(before: Finding, after: Finding) -> float:
    """Return 0–1: how alike what two findings of one rule say is; what they quote counts before what surrounds it."""
    if before.id and before.id == after.id:
        return 1.0
    first, second = (" ".join(_QUOTED.findall(f.message)) for f in (before, after))
    if first and second:
        return likeness(first, second)
    return max(likeness(before.message, after.message), likeness(before.evidence, after.evidence))
