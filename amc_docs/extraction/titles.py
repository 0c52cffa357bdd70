"""Recognising the title of a point: by the meaning of its words, with the number as a hint only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from amc_docs.figures import roman
from amc_docs.specs import Numbering, PointSpec
from amc_docs.wording import fold, squeeze

LONGEST_TITLE = 260
"""Characters; a longer paragraph is text, whatever words it begins with."""

_NUMBER = re.compile(
    r"^\W*(?:(?:punto|numeral|ítem|item|n[°º.o]+)\s*)?(\d{1,2})\s*(?:[.)\]\-–—:°º]+\s*|\s+)(?!\d)(.*)$", re.I | re.S
)
_SUBNUMBER = re.compile(r"^\W*\d{1,2}\s*\.\s*\d")
_BY_BLOCKS = re.compile(r"^\W*\d\s?\.\s?\d{1,2}\s*[.)–-]*\s+([^\W\d].*)$", re.S)
"""A number as of a point within its block («2.1 …»), and what follows it."""
_OWN_NUMBER = {
    Numbering.DOTTED: re.compile(
        r"^\W*((?:\d{1,2}|[IVX]+)(?:\s?[.,]\s?\d{1,2})+)\s*(?:[.)\]\-–—:°º]+\s*|\s+)(\S.*)$", re.S
    ),
    Numbering.ROMAN: re.compile(r"^\W*([IVXLC]+)\s*(?:[.)\]\-–—:°º]+\s*|\s+)(\S.*)$", re.S),
}
_OTHER_NUMBER = re.compile(r"^\W*(?:[IVXLC]+|[A-Za-z])\s*[.)\-–]+\s*(\S.*)$", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A line taken apart."""

    number: str | None
    """Arabic number before the words, without leading zeros; None where there is none."""
    words: str
    is_other: bool = False
    """It is numbered in another way: a Roman number, a letter, or a sub-number (13.1)."""


def _numbered(text: str, numbering: Numbering) -> Numbered:
    """Split a line into its number, written in the way of the form, and its words."""
    if numbering is Numbering.PLAIN:
        return take_apart(text)
    line = squeeze(text)
    own = _OWN_NUMBER.get(numbering)
    if own and (found := own.match(line)):
        number = re.sub(r"\s", "", found[1]).upper().replace(",", ".")
        chapter, point, rest = number.partition(".")
        # «III.1» is the 3.1 of a document whose chapters bear Roman numbers.
        number = f"{roman(chapter) or chapter}.{rest}" if point else number
        return Numbered(number=number, words=found[2])
    plain = take_apart(line)
    if numbering is Numbering.NONE:
        # Whatever number a part has that the form does not number says nothing against it.
        dotted = _OWN_NUMBER[Numbering.DOTTED].match(line)
        return Numbered(number=None, words=dotted[2] if dotted else plain.words)
    return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A line that may be the title of a point."""

    spec: PointSpec
    likeness: float
    number: str | None
    title: str
    """The words that matched, number included, as written."""
    rest: str = ""
    """What follows the title in the same paragraph."""
    is_other: bool = False
    is_opening: bool = False
    """Words that open the point wherever a paragraph begins with them (`PointSpec.openings`)."""

    @property
    def has_official_number(self) -> bool:
        """The number written is the point's own; one that bears none needs none."""
        return self.number == self.spec.number


def take_apart(text: str) -> Numbered:
    """Split a line into its number and its words."""
    line = squeeze(text)
    if _SUBNUMBER.match(line):
        inside = _BY_BLOCKS.match(line)
        return Numbered(number=None, words=inside[1] if inside else line, is_other=True)
    if found := _NUMBER.match(line):
        return Numbered(number=str(int(found[1])), words=found[2])
    if found := _OTHER_NUMBER.match(line):
        return Numbered(number=None, words=found[1], is_other=True)
    return Numbered(number=None, words=line)


@lru_cache(maxsize=4_096)
def _wordings(spec: PointSpec) -> tuple[tuple[str, str], ...]:
    """Return each wording of a point's title, folded, and its words in the order of the alphabet."""
    return tuple((text, _sorted(text)) for text in dict.fromkeys(fold(t) for t in (spec.title, *spec.aliases)))


@lru_cache(maxsize=4_096)
def _sorted(line: str) -> str:
    return " ".join(sorted(line.split()))


def likeness(words: str, spec: PointSpec) -> float:
    """Return 0–1: how much some words resemble the point's title or one of its other wordings."""
    line = fold(words)
    if not line:
        return 0.0
    best = 0.0
    length, ordered = len(line), _sorted(line)
    for wording, ordered_wording in _wordings(spec):
        if line == wording:
            return 1.0
        if abs(length - len(wording)) <= max(length, len(wording)) * 0.6:
            # What `token_sort_ratio` gives, without sorting the same words again for each pair.
            best = max(best, fuzz.ratio(line, wording) / 100, 0.97 * fuzz.ratio(ordered, ordered_wording) / 100)
        # The whole title with some more words behind it ("… de la AMC") is still that title.
        if line.startswith(wording + " ") and len(wording) > 14 and length <= 2 * len(wording):
            best = max(best, 0.92)
    return best


def matches(text: str, specs: tuple[PointSpec, ...]) -> list[Match]:
    """Return the points whose title the paragraph may be, the likeliest first.

    The title may be the whole paragraph, its first line, its first two lines, or what stands before a colon; the
    remainder is then content of the point.
    """
    return list(_matches(text, specs))


@lru_cache(maxsize=4_096)
def _matches(text: str, specs: tuple[PointSpec, ...]) -> tuple[Match, ...]:
    """The same, remembered: recognising the type and finding the points ask of the same lines."""
    if opened := _opened(text, specs):
        return (opened,)
    if not text.strip() or (len(text) > LONGEST_TITLE and "\n" not in text and ":" not in text):
        return ()
    best: dict[str, Match] = {}
    ways, places = _ways(specs)
    for title, rest in _readings(text):
        apart = [_numbered(title, way) for way in ways]
        for spec, place in zip(specs, places, strict=True):
            parts = apart[place]
            like = likeness(parts.words, spec)
            known = best.get(spec.number)
            if like >= 0.5 and (known is None or like > known.likeness + 0.01):
                own = _own_in_roman(title, spec)
                best[spec.number] = Match(
                    spec=spec,
                    likeness=like,
                    number=own or parts.number,
                    title=squeeze(title),
                    rest=rest,
                    is_other=parts.is_other and not own,
                )
    return tuple(sorted(best.values(), key=lambda m: (-m.likeness, not m.has_official_number)))


def _own_in_roman(title: str, spec: PointSpec) -> str | None:
    """Return the point's own number where the title bears it in Roman figures («XIV. …»); other ones say nothing."""
    found = _OWN_NUMBER[Numbering.ROMAN].match(squeeze(title)) if spec.numbering is Numbering.PLAIN else None
    value = roman(found[1]) if found else None
    return spec.number if value is not None and str(value) == spec.number else None


@lru_cache(maxsize=256)
def _ways(specs: tuple[PointSpec, ...]) -> tuple[tuple[Numbering, ...], tuple[int, ...]]:
    """Return the ways in which points are numbered, and for each point which of them it is."""
    ways = tuple(dict.fromkeys(spec.numbering for spec in specs))
    return ways, tuple(ways.index(spec.numbering) for spec in specs)


def _opened(text: str, specs: tuple[PointSpec, ...]) -> Match | None:
    """Return the point that the first words of a paragraph open, whatever follows them."""
    line = text.lstrip()
    for spec in specs:
        for pattern in spec.openings:
            if found := re.match(pattern, line, re.I):
                rest = line[found.end() :].strip()
                return Match(spec=spec, likeness=1.0, number=None, title=squeeze(found[0]), rest=rest, is_opening=True)
    return None


def _readings(text: str) -> list[tuple[str, str]]:
    """Return the ways to divide a paragraph into title and rest, the whole paragraph first."""
    readings = [(text, "")] if len(text) <= LONGEST_TITLE else []
    lines = [line for line in text.split("\n") if line.strip()]
    for count in (1, 2):
        if len(lines) > count:
            readings.append((" ".join(lines[:count]), "\n".join(lines[count:])))
    head, colon, tail = text.partition(":")
    if colon and len(head) <= LONGEST_TITLE:
        readings.append((head, tail.strip()))
    return [(title, rest) for title, rest in readings if len(title) <= LONGEST_TITLE]
