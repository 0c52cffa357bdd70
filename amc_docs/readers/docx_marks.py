"""What a part says about itself before it is walked: where its tables of contents and its pages begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.readers.docx_names import REMOVED, SDT, VAL, Element, w

_FIELD, _INSTRUCTION, _GALLERY = w("fldChar"), w("instrText"), w("docPartGallery")
_KIND = w("fldCharType")
_CHANGES = frozenset({w("ins"), w("moveTo"), *REMOVED})
_SECTION, _SECTION_CHANGE, _RENDERED_BREAK = w("sectPr"), w("sectPrChange"), w("lastRenderedPageBreak")
_POSTS = (_FIELD, _INSTRUCTION, _GALLERY, _SECTION, _RENDERED_BREAK, *_CHANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposts:
    """Elements that change the state of the walk. Held here, so that their identity lasts."""

    index_starts: frozenset[Element] = frozenset()
    """`w:fldChar` elements that open a table of contents which is closed somewhere."""
    index_ends: frozenset[Element] = frozenset()
    index_controls: frozenset[Element] = frozenset()
    """Content controls that hold a table of contents."""
    has_pages: bool = False
    """Word left the page breaks of its last rendering in the part."""
    has_changes: bool = False
    """Somewhere a tracked change waits to be accepted."""
    section_starts: tuple[str, ...] = ()
    """How each section begins: `nextPage`, `continuous`…"""


def signposts(root: Element) -> Signposts:
    """Return the signposts of a part. An index that is never closed is no index: the rest would be lost in it."""
    starts: set[Element] = set()
    ends: set[Element] = set()
    controls: set[Element] = set()
    sections: list[str] = []
    open_fields: list[tuple[Element, list[str]]] = []
    has_pages = has_changes = False
    for element in root.iter(*_POSTS):
        tag = element.tag
        if tag == _INSTRUCTION:
            if open_fields:
                open_fields[-1][1].append(element.text or "")
        elif tag == _GALLERY:
            if element.get(VAL) == "Table of Contents":
                controls.update(element.iterancestors(SDT))
        elif tag == _FIELD:
            _note_field(element, open_fields, starts, ends)
        elif tag == _SECTION:
            if element.getparent().tag != _SECTION_CHANGE:
                sections.append(_section_start(element))
        elif tag == _RENDERED_BREAK:
            has_pages = True
        else:
            has_changes = True
    return Signposts(
        index_starts=frozenset(starts),
        index_ends=frozenset(ends),
        index_controls=frozenset(controls),
        has_pages=has_pages,
        has_changes=has_changes,
        section_starts=tuple(sections),
    )


def _note_field(
    element: Element, open_fields: list[tuple[Element, list[str]]], starts: set[Element], ends: set[Element]
) -> None:
    """Open or close a field; one that makes a table of contents is a pair of signposts."""
    kind = element.get(_KIND)
    if kind == "begin":
        open_fields.append((element, []))
    elif kind == "end" and open_fields:
        start, words = open_fields.pop()
        if is_index_field("".join(words)):
            starts.add(start)
            ends.add(element)


def is_index_field(instruction: str) -> bool:
    """Tell whether a field's code makes a table of contents, of figures or of tables."""
    return instruction.split(maxsplit=1)[:1] == ["TOC"]


def _section_start(section: Element) -> str:
    kind = next(section.iterchildren(w("type")), None)
    return "nextPage" if kind is None else str(kind.get(VAL) or "nextPage")
