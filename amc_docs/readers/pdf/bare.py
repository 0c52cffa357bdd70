"""Tables that only alignment shows.

Precision comes first: prose, lists, tables of contents and signature blocks must not become tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from amc_docs.readers.pdf.columns import VALUE, Gap, Part, Words, corridors, covered, gaps_in, parted
from amc_docs.readers.pdf.content import Rule
from amc_docs.readers.pdf.paragraphs import BULLET, INDEX, NUMBER
from amc_docs.readers.pdf.rows import rows_of
from amc_docs.readers.pdf.zones import SAME, Zone, gap_count, middle, of_values

BARE = 0.9
"""Font sizes of white space that part columns where nothing but alignment shows a table."""
CLOSE = 0.45
"""The same between values."""
MIN_VALUES = 2
MIN_ROWS = 3
FARTHEST = 3.0
"""Font sizes from base line to base line between two rows, at most."""
LONG_TEXT = 25
"""Characters of a line of prose, at least."""
LONG_RUN = 60
MOST_HEADS = 5
"""Lines of a head whose titles stand across columns, at most."""


def bare(lines: Sequence[Words], strokes: Sequence[Rule]) -> list[Zone]:
    """Return the tables that only alignment shows, or besides it a rule under the head."""
    found: list[Zone] = []
    index = 0
    while index < len(lines):
        run = _run(lines, index) if gap_count(lines[index]) >= 1 else []
        zone = _zone(run, strokes)
        if zone:
            found.append(zone)
            index += len(run)
        else:
            # A long run that is no table holds none; trying each of its lines would take minutes on a hostile page.
            index += 1 if len(run) < LONG_RUN else len(run)
    return found


def _run(lines: Sequence[Words], start: int) -> list[Words]:
    """Return the lines from `start` on, as long as they keep two columns of white space or more between them."""
    run = [lines[start]]
    covers, listed = [covered([], lines[start])], _cover_of_values([], lines[start])
    for line in lines[start + 1 :]:
        before = run[-1]
        if line[0].bottom - before[0].bottom > FARTHEST * max(line[0].size, before[0].size):
            break
        wider, wider_listed = covered(covers[-1], line), _cover_of_values(listed, line)
        # Titles of the head may leave less space than values do.
        is_row = bool(wider_listed) and bool(_common(wider_listed, run[0][0].size))
        if abs(line[0].size - before[0].size) > 1.5 or not (is_row or _common(wider, run[0][0].size)):
            break
        run.append(line)
        covers.append(wider)
        listed = wider_listed
    while len(run) >= MIN_ROWS and not gap_count(run[-1]):
        if _is_wrapped(run, _common(covers[len(run) - 1], run[0][0].size)):
            break
        run.pop()
    return run


def _cover_of_values(before: list[Gap], line: Words) -> list[Gap]:
    """Return where the lines from the first one of values on are covered."""
    is_begun = bool(before) or sum(bool(VALUE.match(w.text)) for w in line) >= MIN_VALUES
    return covered(before, line) if is_begun else []


def _common(cover: Sequence[Gap], size: float) -> list[Gap]:
    """Return the white columns that all lines leave; fewer than two are none, or one if it is wide."""
    found = [gap for gap in gaps_in(cover, BARE * size) if gap[1] - gap[0] < 300]
    return found if len(found) >= 2 or (found and found[0][1] - found[0][0] > 2 * size) else []


def _gaps(run: Sequence[Words]) -> list[Gap]:
    cover: list[Gap] = []
    for line in run:
        cover = covered(cover, line)
    return _common(cover, run[0][0].size)


def _is_wrapped(run: Sequence[Words], gaps: Sequence[Gap]) -> bool:
    """Tell whether the last line, of one piece, is the rest of a cell above rather than text after the table."""
    part, above = parted(run[-1], gaps)[0], parted(run[-2], gaps)[0]
    if part.first or part.last:
        return part.first == part.last
    end, start = above.words[-1], part.words[0]
    is_full = bool(gaps) and end.right + 0.2 * start.size + start.right - start.left > gaps[0][0] - 1
    return above.last == 0 and is_full and start.text[:1].islower() and not VALUE.match(above.text)


def _zone(run: list[Words], strokes: Sequence[Rule]) -> Zone | None:
    if len(run) < MIN_ROWS or any(INDEX.search(" ".join(w.text for w in line)) for line in run):
        return None
    gaps = _finest(run)
    lines = [parted(line, gaps) for line in run]
    if not gaps or not _looks_tabular(lines, len(gaps) + 1, has_rule=_has_head_rule(run, strokes)):
        return None
    return Zone(tuple(run), gaps)


def _finest(run: list[Words]) -> tuple[Gap, ...]:
    """Return the columns of the lines below the head: titles stand across several."""
    heads = range(min(MOST_HEADS, len(run) - MIN_ROWS) + 1)
    found: Sequence[Gap] = max((_gaps(run[head:]) for head in heads), key=len)
    # Values that stand close together are no sentence.
    close = corridors(of_values(run), CLOSE * run[0][0].size)
    return tuple(close if found and len(close) > len(found) else found)


def _has_head_rule(run: list[Words], strokes: Sequence[Rule]) -> bool:
    """Tell whether a rule as wide as the lines runs under the first of them."""
    left, right = min(line[0].left for line in run), max(line[-1].right for line in run)
    top, bottom = middle(run[0]), middle(run[min(MOST_HEADS, len(run) - MIN_ROWS + 1)])
    return any(top < r.at < bottom and r.start < left + SAME and r.end > right - SAME for r in strokes)


def _looks_tabular(lines: list[list[Part]], columns: int, *, has_rule: bool) -> bool:
    """Tell a table from a list, a signature block or text set in columns."""
    rows = rows_of(lines)
    full = [row for row in rows if len({p.first for line in row for p in line}) >= max(2, columns - 1)]
    if len(full) < MIN_ROWS or len(full) < 0.6 * len(rows):
        return False
    by_column: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        for part in (p for line in row for p in line):
            by_column[part.first].append(part.text)
    if any(all(_is_marker(text) for text in texts) for texts in by_column[:1]) and columns == 2:
        return False
    if columns == 2 and _are_counted(by_column[0]) and sum(map(len, by_column[1])) > LONG_TEXT * len(by_column[1]):
        return False
    values = sum(_share(texts) >= 0.6 for texts in by_column)
    short = sum(sum(len(t) for t in texts) <= 22 * len(texts) for texts in by_column)
    has_head = has_rule or all(w.is_bold for part in lines[0] for w in part.words)
    has_head = has_head and len(full) > MIN_ROWS
    return short >= 1 and (columns >= 3 or len(full) > MIN_ROWS) and (values >= 1 or (has_head and columns >= 3))


def _are_counted(texts: list[str]) -> bool:
    """Tell whether texts are numbers that follow one another, as those of lines do."""
    return all(t.isdecimal() for t in texts) and all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def _share(texts: list[str]) -> float:
    return sum(bool(VALUE.match(t)) for t in texts) / len(texts) if texts else 0.0


def _is_marker(text: str) -> bool:
    return bool(NUMBER.match(text + " x") or BULLET.match(text + " x"))
