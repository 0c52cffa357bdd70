"""What stands around the body: headers, footers, notes, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from amc_docs.document import Block, Furniture, Location, Paragraph, Table
from amc_docs.readers.docx_names import RELATIONSHIPS, Element, w

_ID, _TYPE = w("id"), w("type")
_REFERENCE = f"{{{RELATIONSHIPS}}}id"
_MARGINS = {w("headerReference"): "header", w("footerReference"): "footer"}
_NOTES = {"footnote": w("footnote"), "endnote": w("endnote"), "comment": w("comment")}
NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
"""Kind of relationship → kind of furniture."""

Read = Callable[[Element], Sequence[Block]]
"""Returns the blocks in an element of the same part."""


def margins(root: Element) -> Iterator[tuple[str, str]]:
    """Yield kind and relationship id of each header and footer that a section of the body names, once each."""
    seen: set[str] = set()
    for reference in root.iter(*_MARGINS):
        link = reference.get(_REFERENCE)
        if link and link not in seen:
            seen.add(link)
            yield _MARGINS[reference.tag], str(link)


def margin(root: Element, kind: str, read: Read) -> list[Furniture]:
    """Return the text of a header or footer part, nothing where it has none."""
    text = words(read(root))
    return [Furniture(kind=kind, text=text)] if text else []


def notes(root: Element, kind: str, read: Read, places: Mapping[tuple[str, str], Location]) -> list[Furniture]:
    """Return the notes or comments of a part, each at the place that refers to it where one does."""
    found = []
    for note in root.iter(_NOTES[kind]):
        # Word stores the lines that separate notes from the text as notes of their own.
        if note.get(_TYPE) not in (None, "normal"):
            continue
        text = words(read(note))
        if text:
            place = places.get((kind, str(note.get(_ID))), Location())
            found.append(Furniture(kind=kind, text=text, location=place))
    return found


def distinct(furniture: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """Return headers and footers once each, however many sections repeat them; notes all."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for item in furniture:
        key = (item.kind, item.text)
        if item.kind in ("header", "footer") and key in seen:
            continue
        seen.add(key)
        kept.append(item)
    return tuple(kept)


def words(blocks: Sequence[Block]) -> str:
    """Return all words of the blocks, a line for each paragraph, tables cell by cell."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text:
                yield block.text
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from _lines(cell.blocks)
