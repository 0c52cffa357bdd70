"""Lines of a table grouped into rows."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.readers.pdf.columns import VALUE, Part

OVERLAP = 0.85
"""Font sizes from base line to base line below which two lines overlap: they are centred in one row."""
WHITE = 0.5
"""Font sizes of white space that part two rows of several lines each."""
MIN_BLOCKS = 2
STEP = 1.5
"""Line heights from which white space between two lines parts rows."""


def rows_of(lines: Sequence[list[Part]]) -> list[list[list[Part]]]:
    """Return the lines grouped into rows: a wrapped line belongs to the row above it."""
    ends = _ends(lines)
    blocks = _blocks(lines)
    if sum(len(b) > 1 for b in blocks) >= MIN_BLOCKS and all(_is_one_row(b, ends) for b in blocks):
        return blocks
    rows: list[list[list[Part]]] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line, ends):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _blocks(lines: Sequence[list[Part]]) -> list[list[list[Part]]]:
    """Return the lines in groups between which there is more white space than within them."""
    found: list[list[list[Part]]] = []
    low = 0.0
    for line in lines:
        top, bottom = min(p.words[0].top for p in line), max(p.words[0].bottom for p in line)
        if found and top - low < WHITE * line[0].words[0].size:
            found[-1].append(line)
        else:
            found.append([line])
        low = max(low, bottom) if found[-1][0] is not line else bottom
    return found


def _is_one_row(block: list[list[Part]], ends: dict[int, float]) -> bool:
    """Tell whether a group of lines is one row: in each column a text that goes on, wherever it begins."""
    above: dict[int, Part] = {}
    for part in (p for line in block for p in line):
        if part.first in above and not _wraps(above[part.first], part, ends):
            return False
        above[part.first] = part
    return True


def _ends(lines: Sequence[list[Part]]) -> dict[int, float]:
    """Return for each column how far to the right its words reach."""
    ends: dict[int, float] = {}
    for line in lines:
        for part in line:
            if part.first == part.last:
                ends[part.first] = max(ends.get(part.first, 0.0), part.words[-1].right)
    return ends


def _goes_on(row: list[list[Part]], line: list[Part], ends: dict[int, float]) -> bool:
    before, first = row[-1][0].words[0], line[0].words[0]
    if first.bottom - before.bottom > STEP * max(first.size, before.size) + 1:
        return False
    if first.bottom - before.bottom < OVERLAP * min(first.size, before.size):
        return True
    above = {p.first: p for earlier in row for p in earlier}
    return all(part.first in above and _wraps(above[part.first], part, ends) for part in line)


def _wraps(above: Part, part: Part, ends: dict[int, float]) -> bool:
    """Tell whether the part may be the rest of what stands above it in its column."""
    if VALUE.match(part.text) or (above.first, above.last) != (part.first, part.last):
        return False
    end = above.words[-1]
    if part.words[0].is_bold != end.is_bold:
        return False
    if part.text[:1].islower():
        return True
    first = part.words[0]
    return end.right + 0.2 * first.size + (first.right - first.left) > ends.get(part.first, 0.0) - 1
