"""Automatic numbers of Word's lists, counted and printed as Word does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from amc_docs.readers.docx_names import VAL, Element, child, is_on, value, w, whole

LEVELS = 9
_MOST = 2_147_483_647
_PLACE = re.compile(r"%([1-9])")
_DASHES = frozenset("-‐‑‒–—−\uf02d")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CARDINALS = (
    "Cero|Uno|Dos|Tres|Cuatro|Cinco|Seis|Siete|Ocho|Nueve|Diez|Once|Doce|Trece|Catorce|Quince|Dieciséis|Diecisiete|"
    "Dieciocho|Diecinueve|Veinte"
)
_ORDINALS = (
    "|Primero|Segundo|Tercero|Cuarto|Quinto|Sexto|Séptimo|Octavo|Noveno|Décimo|Undécimo|Duodécimo|Decimotercero|"
    "Decimocuarto|Decimoquinto|Decimosexto|Decimoséptimo|Decimoctavo|Decimonoveno|Vigésimo"
)
_WORDS = {"cardinalText": tuple(_CARDINALS.split("|")), "ordinalText": tuple(_ORDINALS.split("|"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    """The label with `%1`…`%9` for the counters of levels 1 to 9."""
    restart: int | None = None
    """0: never restarts; n: only after level n or above; None: after any level above."""
    style: str | None = None
    """Id of the paragraph style that this level belongs to."""
    is_legal: bool = False
    """All counters are shown as plain numbers."""
    width: int = 0
    """Digits, padded with zeros (custom formats "01, 02", "001, 002")."""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberList:
    """A `w:num`: the levels that a paragraph gets, and whose counters it moves."""

    counters: str
    """Id of the abstract list: all lists made from it count together."""
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    """Level → the number with which this list begins anew."""


class Numbering:
    """The numbering part; without one, no paragraph has a label."""

    def __init__(self, root: Element | None) -> None:
        """Index the abstract and the concrete lists of the part's root."""
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._by_style: dict[str, Element] = {}
        self._lists: dict[str, NumberList | None] = {}
        if root is None:
            return
        for item in root.iterchildren(w("abstractNum")):
            self._abstract.setdefault(str(item.get(w("abstractNumId"))), item)
            link = value(item, w("styleLink"))
            if link:
                self._by_style.setdefault(link, item)
        for item in root.iterchildren(w("num")):
            self._numbers.setdefault(str(item.get(w("numId"))), item)

    def find(self, number: str) -> NumberList | None:
        """Return the list with this `numId`; None where there is none ("0" takes a paragraph out of its list)."""
        if number not in self._lists:
            self._lists[number] = self._made(number)
        return self._lists[number]

    def _made(self, number: str) -> NumberList | None:
        if number not in self._numbers:
            return None
        item = self._numbers[number]
        base = value(item, w("abstractNumId"))
        if base is None or base not in self._abstract:
            return None
        abstract = self._abstract[base]
        # A list defined by a numbering style points to the abstract list that carries the levels.
        link = value(abstract, w("numStyleLink"))
        if link and link in self._by_style:
            abstract = self._by_style[link]
        levels = dict(map(_level, abstract.iterchildren(w("lvl"))))
        restarts: dict[int, int] = {}
        for override in item.iterchildren(w("lvlOverride")):
            index = whole(override.get(w("ilvl")), 0, most=LEVELS - 1)
            redefined = child(override, w("lvl"))
            if redefined is not None:
                levels[index] = _level(redefined)[1]
            start = value(override, w("startOverride"))
            if start is not None:
                restarts[index] = whole(start, 1, most=_MOST)
                levels[index] = replace(levels.get(index, Level()), start=restarts[index])
        return NumberList(counters=str(abstract.get(w("abstractNumId"))), levels=levels, restarts=restarts)


class Counters:
    """Where every list stands while the paragraphs go by in order."""

    def __init__(self, numbering: Numbering) -> None:
        """Begin before the first paragraph."""
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, number: str, level: int | None, styles: tuple[str, ...] = ()) -> str:
        """Count one paragraph and return its label, "" where the list shows none.

        `level` is from 0. Where the list comes from a style, `styles` are the paragraph's style and its ancestors: the
        level that belongs to the nearest of them goes before the one that the style names.
        """
        found = self._numbering.find(number)
        if found is None:
            return ""
        level = _level_of(found, styles, level or 0)
        definition = found.levels.get(level)
        if definition is None:
            return ""
        counts = self._counts.setdefault(found.counters, [None] * LEVELS)
        if level in found.restarts and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = found.restarts[level]
        else:
            current = counts[level]
            counts[level] = definition.start if current is None else min(current + 1, _MOST)
        _restart_below(found, counts, level)
        return "" if definition.is_hidden else _printed(found, definition, counts)


def _level_of(found: NumberList, styles: tuple[str, ...], otherwise: int) -> int:
    if not styles:
        return otherwise
    owners = {level.style: index for index, level in found.levels.items() if level.style}
    return next((owners[s] for s in styles if s in owners), otherwise)


def _restart_below(found: NumberList, counts: list[int | None], level: int) -> None:
    for deeper in range(level + 1, LEVELS):
        restart = found.levels[deeper].restart if deeper in found.levels else None
        if restart is None or level < restart:
            counts[deeper] = None


def _level(element: Element) -> tuple[int, Level]:
    """Return a `w:lvl` with its index from 0."""
    form = next(element.iter(w("numFmt")), None)
    kind = (form.get(VAL) or "decimal") if form is not None else "decimal"
    pattern = (form.get(w("format")) or "") if form is not None else ""
    restart = value(element, w("lvlRestart"))
    legal = child(element, w("isLgl"))
    hidden = next(element.iter(w("vanish")), None)
    return whole(element.get(w("ilvl")), 0, most=LEVELS - 1), Level(
        start=whole(value(element, w("start")), 0, most=_MOST),
        format=kind,
        text=value(element, w("lvlText")) or "",
        restart=None if restart is None else whole(restart, 0, most=LEVELS),
        style=value(element, w("pStyle")),
        is_legal=legal is not None and is_on(legal),
        width=len(pattern.split(",")[0].strip()) if kind == "custom" else 0,
        is_hidden=hidden is not None and is_on(hidden),
    )


def _printed(found: NumberList, definition: Level, counts: list[int | None]) -> str:
    if definition.format == "bullet":
        return "-" if definition.text.strip() in _DASHES else "•"

    def counter(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = found.levels.get(index, Level())
        count = counts[index]
        # A level that was skipped shows the number it would begin with, and still begins with it later.
        number = shown.start if count is None else count
        plain = definition.is_legal and shown.format not in ("none", "bullet")
        return as_number(number, "decimal" if plain else shown.format, width=shown.width)

    return " ".join(_PLACE.sub(counter, definition.text).split())


def as_number(number: int, form: str, *, width: int = 0) -> str:
    """Return a counter in one of Word's number formats; unknown ones give plain digits.

    Letters beyond the 26th repeat (27 → aa, 53 → aaa). Numbers without letters or Roman figures (0) give digits.
    """
    if form in ("none", "bullet"):
        return ""
    if form.endswith("Letter") and 0 < number <= 26 * LEVELS * LEVELS:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    if form.endswith("Roman") and 0 < number < 10_000:
        text = _roman(number)
        return text.upper() if form == "upperRoman" else text
    if form == "ordinal":
        return f"{number}º"
    if form in _WORDS:
        words = _WORDS[form]
        return (words[number] if number < len(words) else "") or str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    return f"- {number} -" if form == "numberInDash" else str(number).zfill(width)


def _roman(number: int) -> str:
    text = ""
    for amount, sign in _ROMAN:
        text += sign * (number // amount)
        number %= amount
    return text
