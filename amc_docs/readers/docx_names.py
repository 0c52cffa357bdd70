"""The names of WordprocessingML that the reader knows, in lxml's `{namespace}name` form, and how to read values."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Element = Any
"""An lxml element; lxml ships no types."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"

MAX_SPAN = 1_000
"""Grid columns that one cell may claim; Word itself stops at 63."""

_FALSE = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


VAL = w("val")
P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, TRPR, TCPR = w("pPr"), w("rPr"), w("trPr"), w("tcPr")
SDT, SDT_CONTENT = w("sdt"), w("sdtContent")
_CONTENT = frozenset({P, R, T, TBL, TR, TC})
"""What never stands before properties."""
TEXT_BOX = w("txbxContent")
ALTERNATIVES = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE = f"{{{COMPATIBILITY}}}Choice"
FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
REMOVED = frozenset({w("del"), w("moveFrom")})
"""What disappears when all tracked changes are accepted."""


def child(element: Element, tag: str) -> Element | None:
    """Return the first child with this tag, or None."""
    return next(element.iterchildren(tag), None)


def properties_of(element: Element, tag: str) -> Element | None:
    """Return the properties of an element, which stand before its content; None without any."""
    if not len(element):
        return None
    first = element[0]
    found = first.tag
    if found == tag:
        return first
    return None if found in _CONTENT else child(element, tag)


def value(element: Element, tag: str) -> str | None:
    """Return `w:val` of the first child with this tag; None without child or value."""
    found = child(element, tag)
    text = None if found is None else found.get(VAL)
    return None if text is None else str(text)


def is_on(element: Element) -> bool:
    """Tell whether an on/off element is on: present without a value means on."""
    return said_on(element.get(VAL))


def said_on(text: str | None) -> bool:
    """Tell whether the value of an on/off element means on."""
    return (text or "1").lower() not in _FALSE


def shows_prompt(control: Element) -> bool:
    """Tell whether nobody has written in a content control: Word shows the control's own instruction in it."""
    said = child(control, w("sdtPr"))
    mark = child(said, w("showingPlcHdr")) if said is not None else None
    return mark is not None and is_on(mark)


def whole(text: str | None, default: int, *, least: int = 0, most: int = MAX_SPAN) -> int:
    """Return the whole number in `text`, kept between `least` and `most`; `default` where it is none."""
    try:
        return max(least, min(int(text or ""), most))
    except ValueError:
        return default


@lru_cache(maxsize=256)
def half_points(text: str | None) -> float | None:
    """Return a font size in points from half-points ("24") or, in ISO Strict files, a measure ("12pt")."""
    try:
        return float(text[:-2]) if text and text.endswith("pt") else int(text or "") / 2
    except ValueError:
        return None


def alternative(element: Element) -> Element | None:
    """Return the branch of `mc:AlternateContent` to read: the first choice, and the fallback only without choices.

    Reading both would count every text box twice.
    """
    choice = child(element, CHOICE)
    return choice if choice is not None else child(element, FALLBACK)
