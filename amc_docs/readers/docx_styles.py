"""Styles of a Word file, resolved along their `basedOn` chains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amc_docs.readers.docx_names import RPR, VAL, Element, child, half_points, is_on, value, w, whole

_LONGEST_CHAIN = 50
_BODY_TEXT = 9
"""The outline level that says: no heading."""
_HEADING = re.compile(
    r"(?:heading|t[ií]?tulo|encabezado|titre|titolo|überschrift|berschrift|kop|rubrik)\s*-?([1-9])", re.IGNORECASE
)
_INDEX = re.compile(r"(?:toc|tdc|tm|contents|índice|table of figures|tabla de ilustraciones)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What run properties say; None where they say nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    """Points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style with everything it inherits."""

    name: str | None = None
    level: int | None = None
    """Heading level from 1; None for body text."""
    is_index: bool = False
    marks: Marks = Marks()
    number: str | None = None
    """`numId` of the list that the style belongs to."""
    number_level: int | None = None
    chain: tuple[str, ...] = ()
    """Ids of the style and its ancestors, nearest first."""


_NO_MARKS = Marks()
_B, _VANISH, _SIZE = w("b"), w("vanish"), w("sz")
_STYLE, _ID, _TYPE, _DEFAULT = w("style"), w("styleId"), w("type"), w("default")


class Styles:
    """The styles part; without one, every question gets an empty answer."""

    def __init__(self, root: Element | None) -> None:
        """Index the `w:style` elements of the part's root."""
        self._elements: dict[str, Element] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, Marks] = {}
        self._default: str | None = None
        self._basis = _NO_MARKS
        if root is not None:
            self._index(root)

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return the style with this id, the document's default for None or for an unknown id."""
        known = self._paragraphs.get(style_id)
        if known is None:
            known = self._paragraphs[style_id] = self._resolved(style_id)
        return known

    def character(self, style_id: str) -> Marks:
        """Return what a character style says of its runs."""
        known = self._characters.get(style_id)
        if known is None:
            known = self._characters[style_id] = _merged([marks_of(child(e, RPR)) for e in self._chain(style_id)])
        return known

    def _index(self, root: Element) -> None:
        for style in root.iterchildren(_STYLE):
            style_id = style.get(_ID)
            if style_id:
                self._elements.setdefault(style_id, style)
            if style.get(_TYPE) == "paragraph" and (style.get(_DEFAULT) or "0").lower() in ("1", "true", "on"):
                self._default = self._default or style_id
        for properties in root.iterchildren(w("docDefaults")):
            for wrapper in properties.iterchildren(w("rPrDefault")):
                self._basis = marks_of(child(wrapper, RPR))

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id and style_id in self._elements and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            yield self._elements[style_id]
            style_id = value(self._elements[style_id], w("basedOn"))

    def _resolved(self, style_id: str | None) -> ParagraphStyle:
        if style_id not in self._elements:
            style_id = self._default
        chain = list(self._chain(style_id))
        if not chain:
            return ParagraphStyle(marks=self._basis)
        ids = tuple(str(e.get(_ID)) for e in chain)
        names = tuple(value(e, w("name")) or "" for e in chain)
        properties = [p for p in (child(e, w("pPr")) for e in chain) if p is not None]
        numbers = [n for n in (child(p, w("numPr")) for p in properties) if n is not None]
        return ParagraphStyle(
            name=names[0] or ids[0],
            level=_level(properties, names, ids),
            is_index=any(_INDEX.fullmatch(n) for n in names) or bool(_INDEX.fullmatch(ids[0])),
            marks=_merged([*(marks_of(child(e, RPR)) for e in chain), self._basis]),
            number=next((v for n in numbers if (v := value(n, w("numId")))), None),
            number_level=next((whole(v, 0, most=8) for n in numbers if (v := value(n, w("ilvl")))), None),
            chain=ids,
        )


def marks_of(properties: Element | None) -> Marks:
    """Return the marks in a `w:rPr`, without those of a character style it names."""
    if properties is None:
        return _NO_MARKS
    bold = hidden = size = None
    for mark in properties:
        tag = mark.tag
        if tag == _B:
            bold = is_on(mark)
        elif tag == _VANISH:
            hidden = is_on(mark)
        elif tag == _SIZE:
            size = half_points(mark.get(VAL))
    return Marks(bold=bold, hidden=hidden, size=size)


def outline_level(text: str | None) -> int | None:
    """Return the heading level from 1 of a `w:outlineLvl`, None for body text or nonsense."""
    return int(text) + 1 if text and text.isdecimal() and int(text) < _BODY_TEXT else None


def _level(properties: list[Element], names: tuple[str, ...], ids: tuple[str, ...]) -> int | None:
    """Return the nearest outline level, else the one in a built-in heading's name, whatever its language."""
    for item in properties:
        written = value(item, w("outlineLvl"))
        if written is not None:
            return outline_level(written)
    for text in (*names, *ids):
        match = _HEADING.fullmatch(text.strip())
        if match:
            return int(match[1])
    return None


def _merged(marks: list[Marks]) -> Marks:
    """Return the nearest value of each mark."""
    return Marks(
        bold=next((m.bold for m in marks if m.bold is not None), None),
        hidden=next((m.hidden for m in marks if m.hidden is not None), None),
        size=next((m.size for m in marks if m.size is not None), None),
    )
