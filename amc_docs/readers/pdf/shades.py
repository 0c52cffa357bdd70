"""Tables whose rows stand on bands of colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from amc_docs.readers.pdf.columns import Words, parted
from amc_docs.readers.pdf.content import Area
from amc_docs.readers.pdf.mesh import clusters
from amc_docs.readers.pdf.zones import SAME, Zone, between, zone_between

MIN_ROW = 5.0
MAX_PLAIN = 60.0
"""Points; a row that is not shaded between two that are may be as high, or twice as high as the one above."""
FARTHEST = 80.0
"""Points; the last row is no higher."""


def shaded(lines: Sequence[Words], fills: Sequence[Area]) -> list[Zone]:
    """Return the tables whose rows stand on bands of colour."""
    found = []
    rows = _bands([f for f in dict.fromkeys(fills) if f.bottom - f.top < 300 and f.right - f.left > 8])
    for starts in clusters(rows, lambda b: b.left, SAME):
        for group in clusters(starts, lambda b: b.right, SAME):
            for stack in _stacks(sorted(group, key=lambda b: b.top)):
                cuts = sorted({round(v, 1) for b in stack for v in (b.top, b.bottom)})
                merged = [c for c, after in zip(cuts, [*cuts[1:], cuts[-1] + 99], strict=True) if after - c > 2]
                zone = zone_between(lines, merged, stack[0].left, stack[0].right)
                if zone:
                    found.append(_with_last(zone, lines, stack))
    return found


def _with_last(zone: Zone, lines: Sequence[Words], stack: Sequence[Area]) -> Zone:
    """Return the table with its last row, where every other row is shaded and that one is not."""
    if not any(below.top - above.bottom > MIN_ROW for above, below in pairwise(stack)):
        return zone
    end = stack[-1].bottom
    own = list(zone.lines)
    for line in between(lines, end, end + FARTHEST, stack[0].left, stack[0].right):
        parts = parted(line, zone.gaps)
        is_first = len(own) == len(zone.lines)
        if line[0].top - (end if is_first else own[-1][0].bottom) > (1.0 if is_first else 0.5) * line[0].size:
            break
        if any(p.first != p.last for p in parts[1:]) or (is_first and len(parts) < 2):
            break
        own.append(line)
    return replace(zone, lines=tuple(own), cuts=(*zone.cuts, end)) if len(own) > len(zone.lines) else zone


def _bands(fills: Sequence[Area]) -> list[Area]:
    """Return fills side by side made one band each."""
    bands: list[Area] = []
    for group in clusters(fills, lambda f: f.top, 2.0):
        for fill in sorted(group, key=lambda f: f.left):
            last = bands[-1] if bands else None
            if last and abs(last.top - fill.top) <= 2 and fill.left - last.right <= 3:
                bands[-1] = Area(last.left, last.top, max(last.right, fill.right), max(last.bottom, fill.bottom))
            else:
                bands.append(fill)
    return bands


def _stacks(bands: list[Area]) -> list[list[Area]]:
    """Return bands in groups with at most an unshaded row between two of them."""
    stacks: list[list[Area]] = []
    for band in bands:
        above = stacks[-1][-1] if stacks else band
        if stacks and band.top - above.bottom < max(MAX_PLAIN, 2 * (above.bottom - above.top)):
            stacks[-1].append(band)
        else:
            stacks.append([band])
    return [stack for stack in stacks if len(stack) >= 2 and stack[-1].bottom - stack[0].top > 30]
