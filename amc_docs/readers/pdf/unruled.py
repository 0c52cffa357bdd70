"""The tables among the words of a page that no grid of rules encloses."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.document import Box
from amc_docs.readers.pdf.aligned import zones
from amc_docs.readers.pdf.content import Area, Rule, Word
from amc_docs.readers.pdf.flow import Band
from amc_docs.readers.pdf.lines import rows_of_words
from amc_docs.readers.pdf.zones import Zone, box_of_words

MIN_SHAPES = 2
"""Curved or slanted shapes among aligned words from which they are a chart."""
STROKES = "-_=─━═—"
"""What people type, many times over, instead of a rule."""
MIN_TYPED = 5
"""Signs in a row that are a rule where nothing else stands on their line."""
LONG_TYPED = 25
"""The same where other words do: fewer are a blank to fill in."""


def unruled(
    words: Sequence[Word], strokes: Sequence[Rule], fills: Sequence[Area], columns: Sequence[Band]
) -> list[Zone]:
    """Return the tables; where text is set in columns, `columns`, those within each."""
    free, typed = _without_typed(words)
    strokes = [*strokes, *typed]
    found: list[Zone] = []
    known = {id(word) for word in free} if columns else set()
    for band in columns:
        if _is_crossed(band, strokes):
            continue
        for column in band.columns:
            found += zones(rows_of_words([w for w in column if id(w) in known]), strokes, fills)
    taken = {id(word) for zone in found for line in zone.lines for word in line}
    return found + zones(rows_of_words([w for w in free if id(w) not in taken]), strokes, fills)


def _is_crossed(band: Band, strokes: Sequence[Rule]) -> bool:
    """Tell whether rules run over the white space between columns: then they are columns of a table."""
    top, bottom = band.top, band.bottom
    ends = [right for _, right in band.sides()[:-1]]
    return any(top < r.at < bottom and r.start < end < r.end - 1 for r in strokes for end in ends)


def _without_typed(words: Sequence[Word]) -> tuple[list[Word], list[Rule]]:
    """Return the words without those that stand for rules, and these rules."""
    signs = [w for w in words if w.text[0] in STROKES and len(w.text) >= MIN_TYPED and len(set(w.text)) == 1]
    if not signs:
        return list(words), []
    ids = {id(w) for w in signs}
    rules: list[Rule] = []
    gone: set[int] = set()
    for row in rows_of_words(words):
        typed = [w for w in row if id(w) in ids]
        if len(typed) < len(row):
            typed = [w for w in typed if len(w.text) >= LONG_TYPED]
        if typed:
            low = typed[0].text[0] == "_"
            at = max(w.bottom for w in typed) if low else sum(w.top + w.bottom for w in typed) / (2 * len(typed))
            rules.append(Rule(True, at, min(w.left for w in typed), max(w.right for w in typed)))
            gone |= {id(w) for w in typed}
    return [w for w in words if id(w) not in gone], rules


def without_signs(words: Sequence[Word], found: Sequence[Zone]) -> list[Word]:
    """Return the words outside the tables; the rules typed within a table are none of them."""
    taken = {id(word) for zone in found for line in zone.lines for word in line}
    boxes = [box_of_words([w for line in zone.lines for w in line]) for zone in found]
    return [w for w in words if id(w) not in taken and not any(_is_sign_of(w, box) for box in boxes)]


def _is_sign_of(word: Word, box: Box) -> bool:
    """Tell whether a word is a rule typed in a table or at its edge."""
    is_typed = word.text[0] in STROKES and len(word.text) >= MIN_TYPED and len(set(word.text)) == 1
    height = word.bottom - word.top
    return is_typed and word.left < box.right and box.left < word.right and (
        box.top - 1.5 * height < (word.top + word.bottom) / 2 < box.bottom + 1.5 * height
    )


def is_drawing(table: Zone, shapes: Sequence[Area]) -> bool:
    """Tell whether what looks like columns are the labels of a chart or diagram."""
    box = box_of_words([w for line in table.lines for w in line])
    inside = (
        s for s in shapes if s.left < box.right and box.left < s.right and s.top < box.bottom and box.top < s.bottom
    )
    return len(list(inside)) >= MIN_SHAPES
