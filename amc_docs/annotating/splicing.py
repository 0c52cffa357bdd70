"""Writing into XML without rewriting it: every byte that stood there still stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

_START_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_PROPERTIES = "pPr"
_END_OF_PROPERTIES = re.compile(rb"</(?:[^\s>:]+:)?pPr\s*>")


@dataclass(frozen=True, slots=True)
class Inserted:
    """What is put into one element. ASCII, so that it means the same in whatever encoding the part has."""

    before: bytes = b""
    """Ahead of its content, but behind its properties."""
    after: bytes = b""
    """Behind its content."""


def spliced(data: bytes, inserted: Mapping[int, Inserted]) -> bytes:
    """Return well-formed XML with something put into some elements, by their place in document order, the root's is 0.

    The data must be in an encoding where ASCII is ASCII. Raises expat.ExpatError where it is not well-formed.
    """
    edits: list[tuple[int, int, bytes]] = []
    for ordinal, extent in _extents(data, frozenset(inserted)).items():
        new = inserted[ordinal]
        if extent.is_empty:
            tag = data[extent.start : extent.inside]
            opened = tag[:-2].rstrip() + b">"
            edits.append((extent.start, extent.inside, opened + new.before + new.after + b"</" + extent.name + b">"))
        else:
            edits.append((extent.inside, extent.inside, new.before))
            edits.append((extent.end, extent.end, new.after))
    pieces: list[bytes] = []
    done = 0
    for start, end, content in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[done:start], content]
        done = end
    return b"".join((*pieces, data[done:]))


@dataclass(slots=True)
class _Extent:
    """The bytes of one element."""

    name: bytes
    start: int
    inside: int
    """Where its content begins, behind its start tag and its properties."""
    is_empty: bool
    """It is written as one tag."""
    end: int = 0
    """Where its end tag begins."""


def _extents(data: bytes, wanted: frozenset[int]) -> dict[int, _Extent]:
    found: dict[int, _Extent] = {}
    stack: list[int] = []
    properties: dict[int, int] = {}
    last = -1
    parser = expat.ParserCreate()

    def started(name: str, _attributes: object) -> None:
        nonlocal last
        last += 1
        if last in wanted:
            found[last] = _opened(data, parser.CurrentByteIndex)
        # The first child of an element follows it at once.
        elif last - 1 in wanted and stack[-1:] == [last - 1] and name.rpartition(":")[2] == _PROPERTIES:
            properties[last] = last - 1
        stack.append(last)

    def ended(_name: str) -> None:
        ordinal = stack.pop()
        if ordinal in found:
            found[ordinal].end = parser.CurrentByteIndex
        elif ordinal in properties:
            found[properties[ordinal]].inside = _behind(data, parser.CurrentByteIndex)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.Parse(data, True)
    return found


def _opened(data: bytes, start: int) -> _Extent:
    tag = _START_TAG.match(data, start)
    if tag is None:
        raise expat.ExpatError(f"no start tag at byte {start}")
    return _Extent(tag[1], start, tag.end(), bool(tag[2]))


def _behind(data: bytes, end: int) -> int:
    """Return where properties are over: expat stands at their end tag, or already behind a tag that is all of them."""
    closing = _END_OF_PROPERTIES.match(data, end)
    return closing.end() if closing else end
