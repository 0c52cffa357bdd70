"""Tables without a full grid: under horizontal rules only, on shaded bands, or by alignment alone.

Precision comes first: prose, lists, tables of contents and signature blocks must not become tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from amc_docs.document import Box
from amc_docs.readers.pdf.columns import VALUE, Gap, Part, Words, corridors, covered, gaps_in, parted, rows_of
from amc_docs.readers.pdf.content import Area, Rule
from amc_docs.readers.pdf.mesh import clusters
from amc_docs.readers.pdf.paragraphs import BULLET, INDEX, NUMBER

SAME = 6.0
"""Points within which rules, or bands, begin and end alike."""
NARROWEST = 4.0
"""Points of white space that part columns where rules or bands show a table."""
BARE = 0.9
"""Font sizes of white space that part columns where nothing but alignment shows a table."""
MIN_ROWS = 3
LONG_RUN = 60


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that form a table: its columns, and where rules or bands part its rows."""

    lines: tuple[Words, ...]
    gaps: tuple[Gap, ...]
    """Between columns."""
    cuts: tuple[float, ...] = ()


def regions(lines: Sequence[Words], strokes: Sequence[Rule], fills: Sequence[Area]) -> list[Region]:
    """Return the tables among the lines of a page, each line in one at most."""
    free = [line for line in lines if line]
    found: list[Region] = []
    for region in [*_ruled(free, strokes), *_shaded(free, fills), *_bare(free)]:
        if not any(line is taken for r in found for taken in r.lines for line in region.lines):
            found.append(region)
    return found


def _middle(line: Words) -> float:
    return (line[0].top + line[0].bottom) / 2


def within(lines: Sequence[Words], cuts: Sequence[float], left: float, right: float, columns: int) -> Region | None:
    """Return the table between rules that leave its sides open, where its words show more columns than the rules."""
    inside = _between(lines, cuts[0], cuts[-1], left, right)
    if len(inside) < MIN_ROWS:
        return None
    region = _region(inside, cuts, left, right)
    return region if region and len(region.gaps) + 1 > columns else None


def _between(lines: Sequence[Words], top: float, bottom: float, left: float, right: float) -> list[Words]:
    """Return the lines between two heights, where all their words stand within the sides."""
    inside = [line for line in lines if top < _middle(line) < bottom]
    return [line for line in inside if line[0].left > left - SAME and line[-1].right < right + SAME]


def _ruled(lines: Sequence[Words], strokes: Sequence[Rule]) -> list[Region]:
    """Return the tables between rules of equal length."""
    found = []
    for starts in clusters(strokes, lambda r: r.start, SAME):
        for group in clusters(starts, lambda r: r.end, SAME):
            for run in _tabular_runs(lines, sorted(group, key=lambda r: r.at)):
                region = _region(lines, [r.at for r in run], run[0].start, run[0].end)
                if region:
                    found.append(region)
    return found


def _tabular_runs(lines: Sequence[Words], rules: list[Rule]) -> list[list[Rule]]:
    """Return the rules in runs with a table between them; prose between two rules ends a run."""
    runs: list[list[Rule]] = [[rules[0]]]
    for before, rule in pairwise(rules):
        band = _between(lines, before.at, rule.at, before.start, before.end)
        if rule.end - rule.start > 60 and band and _is_tabular(band):
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return [run for run in runs if len(run) >= 3]


def _is_tabular(band: Sequence[Words]) -> bool:
    """Tell whether the lines between two rules stand in columns, or are a single title across them."""
    if len(band) == 1:
        return True
    wide = max(band, key=lambda line: len(line))
    return bool(corridors(band, NARROWEST, len(band) // 8)) or (len(band) <= 2 and wide[-1].right - wide[0].left < 200)


def _region(lines: Sequence[Words], cuts: Sequence[float], left: float, right: float) -> Region | None:
    inside = _between(lines, cuts[0], cuts[-1], left, right)
    body = _body(inside, cuts)
    if len(body) < 2:
        return None
    gaps = tuple(corridors(body, NARROWEST, len(body) // 10))
    if not gaps or not _is_filled([parted(line, gaps) for line in inside], len(gaps) + 1):
        return None
    return Region(tuple(inside), gaps, tuple(cuts[1:-1]))


def _body(lines: Sequence[Words], cuts: Sequence[float]) -> list[Words]:
    """Return the lines that show the columns: titles across several are left out, the header's as far as possible."""
    several = [line for line in lines if _gap_count(line)]
    below = [line for line in several if _middle(line) > cuts[1]]
    return below if len(below) >= 3 else several


def _gap_count(line: Words) -> int:
    return sum(b.left - a.right > 0.8 * b.size for a, b in pairwise(line))


def _is_filled(lines: Sequence[list[Part]], columns: int) -> bool:
    """Tell whether enough lines have words in several columns."""
    return sum(len(parts) >= max(2, columns // 2) for parts in lines) >= 2


def _shaded(lines: Sequence[Words], fills: Sequence[Area]) -> list[Region]:
    """Return the tables whose rows stand on bands of colour."""
    found = []
    rows = _bands([f for f in dict.fromkeys(fills) if f.bottom - f.top < 300 and f.right - f.left > 8])
    for starts in clusters(rows, lambda b: b.left, SAME):
        for group in clusters(starts, lambda b: b.right, SAME):
            for stack in _stacks(sorted(group, key=lambda b: b.top)):
                cuts = sorted({round(v, 1) for b in stack for v in (b.top, b.bottom)})
                merged = [c for c, after in zip(cuts, [*cuts[1:], cuts[-1] + 99], strict=True) if after - c > 2]
                region = _region(lines, merged, stack[0].left, stack[0].right)
                if region and len(region.gaps) >= 1:
                    found.append(region)
    return found


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
        if stacks and band.top - stacks[-1][-1].bottom < 60:
            stacks[-1].append(band)
        else:
            stacks.append([band])
    return [stack for stack in stacks if len(stack) >= 2 and stack[-1].bottom - stack[0].top > 30]


def _bare(lines: Sequence[Words]) -> list[Region]:
    """Return the tables that only alignment shows."""
    found: list[Region] = []
    index = 0
    while index < len(lines):
        run = _run(lines, index) if _gap_count(lines[index]) >= 1 else []
        region = _bare_region(run)
        if region:
            found.append(region)
            index += len(run)
        else:
            # A long run that is no table holds none; trying each of its lines would take minutes on a hostile page.
            index += 1 if len(run) < LONG_RUN else len(run)
    return found


def _run(lines: Sequence[Words], start: int) -> list[Words]:
    """Return the lines from `start` on, as long as they keep two columns of white space or more between them."""
    run = [lines[start]]
    cover = covered([], lines[start])
    for line in lines[start + 1 :]:
        before = run[-1]
        if line[0].bottom - before[0].bottom > 2.4 * max(line[0].size, before[0].size):
            break
        wider = covered(cover, line)
        if abs(line[0].size - before[0].size) > 1.5 or not _common(wider, run[0][0].size):
            break
        run.append(line)
        cover = wider
    while run and not _gap_count(run[-1]) and not _is_wrapped(run):
        run.pop()
    return run


def _common(cover: Sequence[Gap], size: float) -> list[Gap]:
    """Return the white columns that all lines leave; fewer than two are none, or one if it is wide."""
    found = [gap for gap in gaps_in(cover, BARE * size) if gap[1] - gap[0] < 300]
    return found if len(found) >= 2 or (found and found[0][1] - found[0][0] > 2 * size) else []


def _gaps(run: list[Words]) -> list[Gap]:
    cover: list[Gap] = []
    for line in run:
        cover = covered(cover, line)
    return _common(cover, run[0][0].size)


def _is_wrapped(run: list[Words]) -> bool:
    """Tell whether the last line, of one piece, is the rest of a cell above rather than text after the table."""
    parts = parted(run[-1], _gaps(run))
    return len(run) > 1 and parts[0].first == parts[0].last and parts[0].first > 0


def _bare_region(run: list[Words]) -> Region | None:
    if len(run) < MIN_ROWS or any(INDEX.search(" ".join(w.text for w in line)) for line in run):
        return None
    gaps = tuple(_gaps(run))
    lines = [parted(line, gaps) for line in run]
    if not gaps or not _looks_tabular(lines, len(gaps) + 1):
        return None
    return Region(tuple(run), gaps)


def _looks_tabular(lines: list[list[Part]], columns: int) -> bool:
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
    values = sum(_share(texts) >= 0.6 for texts in by_column)
    short = sum(sum(len(t) for t in texts) <= 22 * len(texts) for texts in by_column)
    has_head = all(w.is_bold for part in lines[0] for w in part.words) and len(full) > MIN_ROWS
    return short >= 1 and (columns >= 3 or len(full) > MIN_ROWS) and (values >= 1 or (has_head and columns >= 3))


def _share(texts: list[str]) -> float:
    return sum(bool(VALUE.match(t)) for t in texts) / len(texts) if texts else 0.0


def _is_marker(text: str) -> bool:
    return bool(NUMBER.match(text + " x") or BULLET.match(text + " x"))


def cells_of(region: Region) -> list[tuple[int, int, int, Words]]:
    """Return row, first and last column, and words of each cell that is not empty."""
    lines = [parted(line, region.gaps) for line in region.lines]
    found = []
    for number, row in enumerate(_rows(lines, region.cuts)):
        spans: list[Part] = []
        for part in sorted((p for line in row for p in line), key=lambda p: p.first):
            if spans and part.first <= spans[-1].last:
                last = spans.pop()
                spans.append(Part(last.first, max(last.last, part.last), last.words + part.words))
            else:
                spans.append(part)
        found += [(number, p.first, p.last, p.words) for p in spans]
    return found


def _rows(lines: list[list[Part]], cuts: Sequence[float]) -> list[list[list[Part]]]:
    """Return the rows, none across a rule or the edge of a band."""
    bands: dict[int, list[list[Part]]] = {}
    for line in lines:
        bands.setdefault(sum(1 for c in cuts if c < _middle(line[0].words)), []).append(line)
    grouped = [rows_of(band) for band in bands.values()]
    single = sum(len(rows) == 1 for rows in grouped)
    if len(grouped) >= 4 and single > 0.6 * len(grouped):
        # Where each row has its rule or band, no band holds two.
        return [[line for row in rows for line in row] for rows in grouped]
    return [row for rows in grouped for row in rows]


def box_of_words(words: Words) -> Box:
    """Return the box round the words."""
    return Box(
        left=min(w.left for w in words),
        top=min(w.top for w in words),
        right=max(w.right for w in words),
        bottom=max(w.bottom for w in words),
    )
