"""Finding the points of a form all at once: titles, order and context decide together, not one by one.

Candidates are lines that resemble a title. The heaviest chain of candidates in official order wins; points that the
chain leaves out are then sought out of order, and last by their content (`cues`) where a title was lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amc_docs.doctype import DocType
from amc_docs.document import Paragraph, Table
from amc_docs.extraction.forms import Piece, is_block_label
from amc_docs.extraction.titles import Match, matches, take_apart
from amc_docs.specs import PointSpec
from amc_docs.wording import fold

_CLEAR = 0.88
"""A likeness that needs no number and no other sign."""


_VERBATIM = 0.97
"""A likeness of the same words."""
_OPENING = 1.2
"""The weight of words that are a title wherever they begin a paragraph: as of a title with its own number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A piece that may be the title of a point."""

    position: int
    """Index of the piece."""
    match: Match
    weight: float
    """How good a title it would be; about 1."""
    last: int
    """Index of the last piece of the title, where two paragraphs make one title."""


def find(pieces: Sequence[Piece], doctype: DocType, index_lines: frozenset[int]) -> dict[str, Candidate]:
    """Return the title of each point that has one, by number; `index_lines` are positions of a table of contents."""
    order = {spec.number: i for i, spec in enumerate(doctype.points)}
    candidates = _candidates(pieces, doctype, index_lines)
    chosen = {c.match.spec.number: c for c in _heaviest_chain(candidates, order)}
    taken = {c.position for c in chosen.values()}
    for candidate in sorted(candidates, key=lambda c: -c.weight):
        number = candidate.match.spec.number
        if number in chosen or candidate.position in taken or not _is_sure(candidate):
            continue
        chosen[number] = candidate
        taken.add(candidate.position)
    return chosen


def _is_sure(candidate: Candidate) -> bool:
    """Out of order only a title with its own number, in its very words, or plain in a form's label cell is believed."""
    match = candidate.match
    verbatim = match.likeness >= _VERBATIM and match.number is not None and candidate.weight >= 1.0
    is_long = len(fold(match.spec.title).split()) >= 3
    own = match.has_official_number or candidate.weight >= 1.1 or (verbatim and is_long)
    return match.likeness >= _CLEAR and own and not match.is_other


def _candidates(pieces: Sequence[Piece], doctype: DocType, index_lines: frozenset[int]) -> list[Candidate]:
    found: list[Candidate] = []
    for position, piece in enumerate(pieces):
        if position in index_lines or not isinstance(piece.block, Paragraph):
            continue
        if piece.table is not None and not (piece.opens_cell and piece.is_label):
            continue
        found += [c for c in _readings(pieces, position, piece.block, doctype) if not _names_block(c, doctype)]
    return _without_lists(found)


def _names_block(candidate: Candidate, doctype: DocType) -> bool:
    """Whether the line is the name of a block with the block's own number: «1. DEL SERVICIO EVALUADO»."""
    match, apart = candidate.match, take_apart(candidate.match.title)
    is_numbered = apart.number is not None or apart.is_other
    return is_numbered and not match.has_official_number and is_block_label(apart.words, doctype)


def _readings(pieces: Sequence[Piece], position: int, block: Paragraph, doctype: DocType) -> list[Candidate]:
    """Weigh the piece alone, and joined with the next where a title may be broken into two paragraphs."""
    piece = pieces[position]
    readings = [(block.printed, position)]
    following = pieces[position + 1] if position + 1 < len(pieces) else None
    if following and isinstance(following.block, Paragraph) and _same_place(piece, following):
        joined = f"{block.printed} {following.block.printed}"
        if len(joined) <= 200 and take_apart(following.block.printed).number is None:
            readings.append((joined, position + 1))
    best: dict[str, Candidate] = {}
    for text, last in readings:
        found = matches(text, doctype.titled)
        top = found[0].likeness if found else 0.0
        for match in found:
            if match.likeness < top - 0.05 and not match.has_official_number:
                continue
            weight = _weight(match, piece, block)
            known = best.get(match.spec.number)
            if weight is not None and (known is None or weight > known.weight + 0.02):
                best[match.spec.number] = Candidate(position=position, match=match, weight=weight, last=last)
    return list(best.values())


def _same_place(piece: Piece, following: Piece) -> bool:
    first, second = piece.block, following.block
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph):
        return False
    alike = first.level == second.level and first.is_bold == second.is_bold
    return piece.table == following.table and piece.row == following.row and not following.opens_cell and alike


def _weight(match: Match, piece: Piece, block: Paragraph) -> float | None:
    """Weigh one reading; None where it cannot be a title."""
    if match.is_opening:
        return _OPENING
    letters = [c for c in match.title if c.isalpha()]
    is_capitals = len(letters) > 3 and all(c.isupper() for c in letters)
    in_form = piece.table is not None
    signs = (block.level is not None) + (block.is_bold or is_capitals) + in_form
    is_short_title = len(fold(match.spec.title).split()) <= 2
    plain_line = not match.rest and len(match.title) <= 140
    number = match.has_official_number
    like = match.likeness
    if like < (0.6 if number and (signs or plain_line) else 0.78 if signs or number else _CLEAR):
        return None
    if (is_short_title and not (number or signs)) or (match.is_other and like < _CLEAR):
        return None
    if not plain_line and not (number or in_form or signs):
        return None
    weight = like + 0.25 * number + 0.1 * min(signs, 2)
    if match.number is not None and not number:
        weight -= 0.1
    # The very words of a title under another number («2.3 Alternativas de solución») are most likely that title.
    return weight - (0.1 if like >= _VERBATIM else 0.3) * match.is_other


def _without_lists(candidates: list[Candidate]) -> list[Candidate]:
    """Drop runs of titles with nothing between them, if they occur again: a table of contents without page numbers.

    A run ends where the numbering begins anew.
    """
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        known = {c.match.spec.number for c in runs[-1] if c.position < candidate.position} if runs else set()
        repeats = candidate.match.spec.number in known
        if runs and candidate.position - runs[-1][-1].last <= 1 and not repeats:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    occurs = Counter(number for run in runs for number in {c.match.spec.number for c in run})
    kept: list[Candidate] = []
    for run in runs:
        numbers = {c.match.spec.number for c in run}
        if len(numbers) < 4 or sum(occurs[n] > 1 for n in numbers) < 0.6 * len(numbers):
            kept += run
    return kept


def _heaviest_chain(candidates: list[Candidate], order: Mapping[str, int]) -> list[Candidate]:
    """Return the chain of candidates, positions and official order both increasing, with the greatest total weight."""
    best: list[tuple[float, int]] = []
    # The last link of the heaviest chain that ends with each point: to look back at all candidates would be quadratic.
    ends: dict[int, int] = {}
    open_titles: list[int] = []
    for i, candidate in enumerate(candidates):
        for j in [j for j in open_titles if candidates[j].last < candidate.position]:
            open_titles.remove(j)
            point = order[candidates[j].match.spec.number]
            if point not in ends or best[j][0] > best[ends[point]][0]:
                ends[point] = j
        earlier = [j for point, j in ends.items() if point < order[candidate.match.spec.number]]
        previous = max(earlier, key=lambda j: (best[j][0], -j), default=-1)
        best.append((candidate.weight + (best[previous][0] if previous >= 0 else 0.0), previous))
        open_titles.append(i)
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def find_by_content(
    pieces: Sequence[Piece], doctype: DocType, titles: Mapping[str, Candidate]
) -> dict[str, int]:
    """Return, for points without a title, the piece where their content begins, judged by its cues.

    Looked for only between the titles of the neighbouring points, from a place where something new begins: a form row
    with an empty label, or a heading. Two different cues must speak for it.
    """
    numbers = [spec.number for spec in doctype.points]
    found: dict[str, int] = {}
    for i, spec in enumerate(doctype.points):
        if spec.number in titles or len(spec.cues) < 2:
            continue
        before = [titles[n].last for n in numbers[:i] if n in titles] + [found[n] for n in numbers[:i] if n in found]
        after = [titles[n].position for n in numbers[i + 1 :] if n in titles]
        if not before or not after:
            continue
        start = _beginning(pieces, max(before) + 1, min(after), spec)
        if start is not None:
            found[spec.number] = start
    return found


def _beginning(pieces: Sequence[Piece], start: int, stop: int, spec: PointSpec) -> int | None:
    begins = next((i for i in range(start, stop) if _begins_anew(pieces[i])), None)
    if begins is None:
        return None
    # What the words from here on do not reveal, those from a later beginning on cannot.
    words = fold(" ".join(_text(p) for p in pieces[begins:stop]))
    return begins if sum(bool(re.search(cue, words)) for cue in spec.cues) >= 2 else None


def _begins_anew(piece: Piece) -> bool:
    """Whether a form row with an empty label begins with the piece, or it is a heading."""
    is_heading = isinstance(piece.block, Paragraph) and piece.block.level is not None and piece.table is None
    return (piece.opens_row and piece.label_is_empty) or is_heading


def _text(piece: Piece) -> str:
    if isinstance(piece.block, Paragraph):
        return piece.block.printed
    if isinstance(piece.block, Table):
        return " ".join(c.text for c in piece.block.cells)
    return ""
