"""The lines of a head that stand above the first rule, band or row by which a table is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amc_docs.readers.pdf.columns import VALUE, Part, Words, parted
from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.rows import OVERLAP
from amc_docs.readers.pdf.zones import SAME, Zone, between, box_of_words, middle

MOST_LINES = 6
MOST_LABELS = 4
"""Lines within which the first values stand, after labels of groups."""
NEAREST = 2.2
"""Font sizes from base line to base line within which a line with several titles belongs to the table below it."""
CLOSE = 1.5
"""The same of a line with a single title."""
CAPTION = re.compile(r"(table|tabla|cuadro|figure|figura|gr[áa]fico|chart|exhibit|anexo)\b", re.IGNORECASE)
NUMBERED = re.compile(rf"{CAPTION.pattern}[.\s]*(N[°º.]*\s*)?\d", re.IGNORECASE)
UNITS = re.compile(r"[(\[].*[)\]]$")
"""What is said of the whole table under its title: [In thousands]."""


def with_head(zone: Zone, lines: Sequence[Words], strokes: Sequence[Rule], *, is_shown: bool) -> Zone:
    """Return the table with the lines above it that stand over its columns.

    Where rules or bands show the table (`is_shown`), its head mostly stands among them: what stands above is one where
    the table begins with values, or where it has a title for each column.
    """
    box = box_of_words([w for line in zone.lines for w in line])
    above = between(lines, 0, box.top, box.left - 2 * SAME, box.right + 2 * SAME)
    added = _titles(zone, above, is_shown=is_shown)
    if not added:
        return zone
    # A rule within the head parts its rows, and tells over which columns a title stands.
    top, bottom, left, right = middle(added[0]), middle(zone.lines[0]), box.left - SAME, box.right + SAME
    bars = [r for r in strokes if top < r.at < bottom and left < r.start and r.end < right]
    end = [(max(w.bottom for w in added[-1]) + box.top) / 2] if is_shown else []
    cuts = sorted([*zone.cuts, *end, *(b.at for b in bars)])
    return replace(zone, lines=(*added, *zone.lines), cuts=tuple(cuts), bars=(*zone.bars, *bars))


def _titles(zone: Zone, above: Sequence[Words], *, is_shown: bool) -> list[Words]:
    """Return the last of some lines, as far as they hold titles of the columns."""
    is_headless = not is_shown or _begins_with_values(zone)
    is_bold = all(w.is_bold for w in zone.lines[0])
    found: list[Words] = []
    labels: list[Words] = []
    for line in above[: -MOST_LINES - 1 : -1]:
        if not is_headless and (is_bold or len(parted(line, zone.gaps)) <= len(zone.gaps)):
            break
        below = [*labels, *found, zone.lines[0]][0]
        is_beside = bool(found) and found[0][0].bottom - line[0].bottom < OVERLAP * line[0].size
        if is_beside or _is_title(line, below, zone, NEAREST if is_shown else CLOSE):
            found, labels = [line, *labels, *found], []
        elif not labels and not found and _is_label(line, below, zone):
            # The label of the first rows stands between them and the head, if there is one.
            labels = [line]
        else:
            break
    return found


def _begins_with_values(zone: Zone) -> bool:
    lines = [parted(line, zone.gaps) for line in zone.lines[:MOST_LABELS]]
    first = next((parts for parts in lines if len(parts) > 1), lines[0])
    others = [p for p in first if p.first > 0]
    values = sum(bool(VALUE.match(p.text)) for p in others)
    return len(others) >= max(1, len(zone.gaps) / 2) and 2 * values > len(others)


def _is_label(line: Words, below: Words, zone: Zone) -> bool:
    """Tell whether a line holds only a short text in the first column."""
    parts = parted(line, zone.gaps)
    is_near = below[0].bottom - line[0].bottom <= NEAREST * max(line[0].size, below[0].size)
    return is_near and len(parts) == 1 and parts[0].last == 0 and not CAPTION.match(line[0].text)


def _is_title(line: Words, below: Words, zone: Zone, single: float) -> bool:
    """Tell whether a line holds titles of the columns."""
    size = max(line[0].size, below[0].size)
    step = below[0].bottom - line[0].bottom
    parts = parted(line, zone.gaps)
    if step > NEAREST * size or abs(line[0].size - below[0].size) > 2 or CAPTION.match(line[0].text):
        return False
    if len(parts) > 1:
        return all(_is_short(p, zone) for p in parts)
    text = parts[0].text
    return parts[0].first > 0 and step <= single * size and not UNITS.match(text) and not _is_over_all(line, zone)


def _is_short(part: Part, zone: Zone) -> bool:
    """Tell whether a part is a title over less than all of the columns."""
    return part.last - part.first < len(zone.gaps)


def _is_over_all(line: Words, zone: Zone) -> bool:
    """Tell whether a line stands in the middle of the table: it is a title of all of it."""
    box = box_of_words([w for own in zone.lines for w in own])
    return abs((line[0].left + line[-1].right) / 2 - (box.left + box.right) / 2) < line[0].size
