"""Drawings: the picture they show, or the text boxes they carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amc_docs.readers.docx_names import (
    ALTERNATIVES,
    DRAWING,
    OFFICE,
    RELATIONSHIPS,
    TEXT_BOX,
    VML,
    WORD_DRAWING,
    Element,
    alternative,
    w,
)

_DESCRIBED = f"{{{WORD_DRAWING}}}docPr"
_SHAPE_TEXT = f"{{{VML}}}textpath"
_RULE = f"{{{OFFICE}}}hr"
_OBJECT = f"{{{OFFICE}}}OLEObject"
_GRAPHIC = f"{{{DRAWING}}}graphicData"
_IMAGES = frozenset({f"{{{VML}}}imagedata", f"{{{DRAWING}}}blip"})
_REFERENCES = (f"{{{RELATIONSHIPS}}}embed", f"{{{RELATIONSHIPS}}}id")
_WITH_TEXT = ("/chart", "/diagram", "/chartex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One drawing, picture or embedded object of a paragraph."""

    description: str
    text_boxes: tuple[Element, ...]
    """`w:txbxContent` elements, in order."""
    is_picture: bool
    """It shows something that is not text."""
    has_unread_text: bool
    """A chart or diagram, whose words are in a part of their own."""
    is_object: bool
    """A document of another program, embedded."""
    images: tuple[str, ...] = ()
    """Ids of the parts with what it shows."""


def drawing(element: Element) -> Drawing | None:
    """Return what a `w:drawing`, `w:pict` or `w:object` holds; None for a mere rule."""
    boxes: list[Element] = []
    images: list[str] = []
    description = ""
    is_image = has_unread_text = is_object = is_rule = False
    for item in _inside(element):
        tag = item.tag
        if tag == TEXT_BOX:
            boxes.append(item)
        elif tag == _GRAPHIC:
            has_unread_text |= (item.get("uri") or "").endswith(_WITH_TEXT)
        elif tag == _OBJECT:
            is_object = True
        elif tag in _IMAGES:
            is_image = True
            images += [str(item.get(name)) for name in _REFERENCES if item.get(name)]
        is_rule |= item.get(_RULE) is not None
        description = description or _description(item)
    if is_rule and not boxes:
        return None
    return Drawing(
        description=" ".join(description.split()),
        text_boxes=tuple(boxes),
        is_picture=is_image or has_unread_text or is_object or not boxes,
        has_unread_text=has_unread_text,
        is_object=is_object or element.tag == w("object"),
        images=tuple(dict.fromkeys(images)),
    )


def _inside(element: Element) -> Iterator[Element]:
    """Yield the descendants, one branch of each alternative, and text boxes without their content."""
    for item in element:
        if item.tag == ALTERNATIVES:
            chosen = alternative(item)
            if chosen is not None:
                yield from _inside(chosen)
            continue
        yield item
        if item.tag != TEXT_BOX:
            yield from _inside(item)


def _description(item: Element) -> str:
    """Return the alternative text that an element carries, "" without any."""
    if item.tag == _DESCRIBED:
        return item.get("descr") or item.get("title") or ""
    if item.tag == _SHAPE_TEXT:
        return item.get("string") or ""
    return item.get("alt") or item.get(f"{{{OFFICE}}}title") or ""
