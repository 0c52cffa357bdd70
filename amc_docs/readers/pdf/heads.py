"""Heads of tables without a grid: over several columns, on several lines, above the first rule or band."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.readers.pdf.columns import VALUE, Gap, Part
from amc_docs.readers.pdf.content import Rule

Line = list[Part]
YEAR = re.compile(r"((FY|CY)\s*)?(19|20)\d\d([-–/]\d{2,4})?\*?$")
"""A year stands as a value in rows, and as a title over columns."""
UNIT = re.compile(r"\([\d,.]+\)$")
"""Thousands, under the title of a column."""
TIGHT = 1.4
"""Font sizes from base line to base line up to which two lines of a head belong together."""
OFF_CENTRE = 0.6
"""Font sizes by which a title stands beside the middle of its own column when it belongs to several."""
ON_CENTRE = 0.8
"""Font sizes by which it may miss the middle of the columns that it belongs to."""


def body_start(lines: Sequence[Line]) -> int:
    """Return the number of the first line of values, 0 where there is none: what stands above is the head."""
    columns = max((p.last for line in lines for p in line), default=0)
    values = [number for number, line in enumerate(lines) if _is_valued(line, columns)]
    return next((n for n in values if not _is_of_years(lines[n])), values[0] if values else 0)


def _is_valued(line: Line, columns: int) -> bool:
    others = [p for p in line if p.first > 0]
    values = sum(bool(VALUE.match(p.text)) for p in others)
    return 2 * values >= len(others) and 2 * values >= columns > 0


def _is_of_years(line: Line) -> bool:
    return all(YEAR.match(p.text) for p in line if p.first > 0 and VALUE.match(p.text))


def spread(lines: list[Line], gaps: Sequence[Gap], bars: Sequence[Rule]) -> list[Line]:
    """Return the lines of a table, titles of the head over all the columns that they belong to.

    A rule under a title shows them, or else its place: in the middle of columns over which nothing else stands.
    """
    start = body_start(lines)
    sides = _sides(lines)
    found = list(lines)
    for number in range(start):
        below = lines[number + 1 : start + 1]
        level = [p for line in lines[:start] for p in line if _is_level(p, lines[number][0])]
        found[number] = [_spread(part, level, below, len(gaps), sides, bars) for part in lines[number]]
    return found


def _is_level(part: Part, other: Part) -> bool:
    """Tell whether a part stands on the same line as another, or as near to it as the lines of one title."""
    one, two = part.words[0], other.words[0]
    return abs(one.bottom - two.bottom) < TIGHT * max(one.size, two.size) / 2


def _sides(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Return for each column where its words begin and end."""
    sides: dict[int, tuple[float, float]] = {}
    for part in (p for line in lines for p in line if p.first == p.last):
        left, right = sides.get(part.first, (1e9, 0.0))
        sides[part.first] = min(left, part.words[0].left), max(right, part.words[-1].right)
    return sides


def _spread(
    part: Part,
    level: Line,
    below: Sequence[Line],
    last_column: int,
    sides: dict[int, tuple[float, float]],
    bars: Sequence[Rule],
) -> Part:
    if part.first == 0:
        return part
    first = max((p.last + 1 for p in level if p.last < part.first), default=1)
    last = min((p.first - 1 for p in level if p.first > part.last), default=last_column)
    free = range(max(first, 1), last + 1)
    under = [b for b in bars if _is_under(b, part, below)]
    shared = [b for b in under if sum(_reaches(b, p) for p in level) > 1]
    if under and not shared:
        at = min(under, key=lambda b: b.at)
        over = [c for c in free if c in sides and at.start < sum(sides[c]) / 2 < at.end]
        return Part(min(over), max(over), part.words) if part.first in over else part
    if part.first != part.last or not free:
        return part
    return _centred(part, free, below, sides, is_shared=len({p.first for p in level if p.first}) > 1)


def _reaches(bar: Rule, part: Part) -> bool:
    return bar.start < part.words[-1].right and part.words[0].left < bar.end


def _is_under(bar: Rule, part: Part, below: Sequence[Line]) -> bool:
    """Tell whether a rule is the next thing under a title."""
    own = part.words[0]
    after = (p.words[0] for line in below for p in line if _reaches(bar, p))
    return (
        _reaches(bar, part)
        and (own.top + own.bottom) / 2 < bar.at < own.bottom + own.size
        and all((w.top + w.bottom) / 2 > bar.at or abs(w.bottom - own.bottom) < own.size / 2 for w in after)
    )


def _centred(
    part: Part, free: Sequence[int], below: Sequence[Line], sides: dict[int, tuple[float, float]], *, is_shared: bool
) -> Part:
    """Return the part over the columns in the middle of which it stands."""
    titled = {c for line in below for p in line for c in range(p.first, p.last + 1)}
    size = part.words[0].size
    centre = (part.words[0].left + part.words[-1].right) / 2
    if part.first not in sides or abs(centre - sum(sides[part.first]) / 2) < OFF_CENTRE * size:
        return part
    off = abs(centre - sum(sides[part.first]) / 2) if part.first in sides else 0.0
    found: list[tuple[int, float, int, int]] = []
    for first in range(free[0], part.first + 1):
        for last in range(part.first, free[-1] + 1):
            if last > first and all(c in sides and c in titled for c in range(first, last + 1)):
                miss = abs(centre - (sides[first][0] + sides[last][1]) / 2)
                if miss <= min(ON_CENTRE * size, off / 2):
                    found.append((first - last, miss, first, last))
    # Titles side by side share the columns out among them; one alone leaves some to titles below it.
    best = min(found if is_shared else [f[1:] for f in found], default=None)
    return Part(best[-2], best[-1], part.words) if best else part


def joined_rows(bands: Sequence[Sequence[list[Line]]]) -> list[list[Line]]:
    """Return the rows of all bands, a head on several lines and a label that goes on beside its values made one row.

    The lines of heads, and labels with values, often stand on the same last line: what is longer begins above.
    """
    lines = [line for rows in bands for row in rows for line in row]
    head = {id(line) for line in lines[: body_start(lines)]}
    stub = max((p.words[-1].right for line in lines for p in line if p.first == p.last == 0), default=0.0)
    found: list[list[Line]] = []
    for rows in bands:
        own: list[list[Line]] = []
        for row in rows:
            above = own[-1] if own and _is_tight(own[-1], row) else None
            if above and (_is_one_head(above, row, head) or _is_one_label(above, row, stub)):
                own[-1] = above + row
            else:
                own.append(row)
        found += own
    return found


def _is_tight(above: list[Line], below: list[Line]) -> bool:
    one, other = above[-1][0].words[0], below[0][0].words[0]
    return other.bottom - one.bottom <= TIGHT * max(one.size, other.size)


def _is_one_head(above: list[Line], below: list[Line], head: set[int]) -> bool:
    lines = [*above, *below]
    if not all(id(line) in head for line in lines) or any(p.first != p.last for line in lines for p in line):
        return False
    if any(p.first and VALUE.match(p.text) and not UNIT.match(p.text) for line in lines for p in line):
        return False
    upper, lower = ({p.first for line in row for p in line} for row in (above, below))
    return upper <= lower or (lower <= upper and lower != {0})


def _is_one_label(above: list[Line], below: list[Line], stub: float) -> bool:
    """Tell whether a label without values is the beginning of the one below it."""
    if any(p.first or p.last for line in above for p in line) or len(below[0]) < 2 or below[0][0].first:
        return False
    end, start = above[-1][0].words[-1], below[0][0].words[0]
    if not start.text[:1].islower() or end.text.endswith((":", ".", ";")) or start.is_bold != end.is_bold:
        return False
    return end.right + 0.2 * start.size + (start.right - start.left) > stub - 1
