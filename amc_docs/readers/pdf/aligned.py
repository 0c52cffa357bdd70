"""Tables without a full grid: under horizontal rules only, on shaded bands, or by alignment alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from amc_docs.readers.pdf.above import NUMBERED, with_head
from amc_docs.readers.pdf.bare import MIN_ROWS, bare
from amc_docs.readers.pdf.columns import Words, corridors
from amc_docs.readers.pdf.content import Area, Rule
from amc_docs.readers.pdf.mesh import clusters
from amc_docs.readers.pdf.shades import shaded
from amc_docs.readers.pdf.zones import NARROWEST, SAME, Zone, between, zone_between

MIN_RULES = 3
MIN_BAR = 12.0
"""Points; a shorter rule underlines a word."""


def zones(lines: Sequence[Words], strokes: Sequence[Rule], fills: Sequence[Area]) -> list[Zone]:
    """Return the tables among the lines of a page, each word in one at most."""
    free = [line for line in lines if line]
    found: list[Zone] = []
    taken: set[int] = set()
    shown = [*_ruled(free, strokes), *shaded(free, fills)]
    for number, zone in enumerate([*shown, *bare(free, strokes)]):
        if _words(zone) & taken:
            continue
        whole = with_head(zone, free, strokes, is_shown=number < len(shown))
        found.append(zone if _words(whole) & taken else whole)
        taken |= _words(found[-1])
    return found


def _words(zone: Zone) -> set[int]:
    return {id(word) for line in zone.lines for word in line}


def within(lines: Sequence[Words], cuts: Sequence[float], left: float, right: float, columns: int) -> Zone | None:
    """Return the table between rules that leave its sides open, where its words show more columns than the rules."""
    inside = between(lines, cuts[0], cuts[-1], left, right)
    if len(inside) < MIN_ROWS:
        return None
    zone = zone_between(inside, cuts, left, right)
    return zone if zone and len(zone.gaps) + 1 > columns else None


def _ruled(lines: Sequence[Words], strokes: Sequence[Rule]) -> list[Zone]:
    """Return the tables between rules of equal length."""
    found = []
    alike = clusters(strokes, lambda r: r.start, SAME)
    groups = [group for starts in alike for group in clusters(starts, lambda r: r.end, SAME)]
    for group in sorted(groups, key=lambda g: g[0].start - g[0].end):
        for run in _tabular_runs(lines, sorted(group, key=lambda r: r.at)):
            bars = _bars(run, strokes)
            if len(run) + bool(bars) >= MIN_RULES:
                zone = zone_between(lines, sorted(r.at for r in (*run, *bars)), run[0].start, run[0].end, bars)
                if zone:
                    found.append(zone)
    return found


def _bars(run: Sequence[Rule], strokes: Sequence[Rule]) -> list[Rule]:
    """Return the shorter rules between the first and the last of a run."""
    left, right = run[0].start - SAME, run[0].end + SAME
    return [
        r
        for r in strokes
        if run[0].at + 1 < r.at < run[-1].at - 1
        and left < r.start
        and r.end < right
        and MIN_BAR < r.end - r.start < run[0].end - run[0].start - 2 * SAME
    ]


def _tabular_runs(lines: Sequence[Words], rules: list[Rule]) -> list[list[Rule]]:
    """Return the rules in runs with a table between them; prose between two rules ends a run."""
    runs: list[list[Rule]] = [[rules[0]]]
    for before, rule in pairwise(rules):
        band = between(lines, before.at, rule.at, before.start, before.end)
        if rule.end - rule.start > 60 and band and _is_tabular(band):
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return [run for run in runs if len(run) >= 2]


def _is_tabular(band: Sequence[Words]) -> bool:
    """Tell whether the lines between two rules stand in columns, or are a single title across them."""
    if any(NUMBERED.match(" ".join(w.text for w in line[:3])) for line in band):
        return False
    if len(band) == 1:
        return True
    wide = max(band, key=lambda line: len(line))
    return bool(corridors(band, NARROWEST, len(band) // 8)) or (len(band) <= 2 and wide[-1].right - wide[0].left < 200)
