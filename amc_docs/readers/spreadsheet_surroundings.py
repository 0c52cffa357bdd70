"""What stands around the cells of an Excel sheet: comments, floating shapes, page headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amc_docs.document import Block, Paragraph, Picture
from amc_docs.readers.docx_names import DRAWING, FALLBACK, Element
from amc_docs.readers.docx_package import Package, Relationship
from amc_docs.readers.spreadsheet_sheet import Place, folded, place_of

_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z])')
_ZONE = re.compile(r"&[LCR]")
_REPLY = "tc="
"""Author of the copy of a modern comment that older versions of Excel see."""


def comments(package: Package, links: Iterable[Relationship]) -> Iterator[tuple[Place, str]]:
    """Yield place and text of the comments of a sheet, modern and old."""
    inside = [link for link in links if not link.is_external]
    has_modern = any(link.kind == "threadedComment" for link in inside)
    for link in inside:
        if link.kind == "threadedComment":
            for entry in package.parse(link.target):
                yield _at(entry), folded(" ".join(t.text or "" for t in entry if _local(t) == "text"))
        elif link.kind == "comments":
            yield from _old_comments(package.parse(link.target), has_modern)


def _old_comments(root: Element, has_modern: bool) -> Iterator[tuple[Place, str]]:
    authors = [e.text or "" for e in root.iter("{*}author")]
    for entry in root.iter("{*}comment"):
        number = entry.get("authorId") or ""
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        if not (has_modern and author.startswith(_REPLY)):
            yield _at(entry), folded("".join(t.text or "" for t in entry.iter("{*}t")))


def _at(entry: Element) -> Place:
    return place_of(entry.get("ref")) or (0, 0)


def shapes(package: Package, links: Iterable[Relationship]) -> Iterator[Block]:
    """Yield the texts of floating shapes and placeholders for pictures and charts."""
    for link in links:
        if link.kind == "drawing" and not link.is_external:
            yield from _drawn(package.parse(link.target))


def _drawn(element: Element) -> Iterator[Block]:
    for part in element:
        kind = _local(part)
        if part.tag == FALLBACK:
            continue
        if kind in ("pic", "graphicFrame"):
            named = next(part.iter("{*}cNvPr"), None)
            yield Picture(description=folded((named.get("descr") or "") if named is not None else ""))
        elif part.tag == f"{{{DRAWING}}}p":
            if text := folded("".join(t.text or "" for t in part.iter(f"{{{DRAWING}}}t"))):
                yield Paragraph(text=text)
        else:
            yield from _drawn(part)


def margins(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the page headers and footers of a sheet, without their codes for fonts and page numbers."""
    for part in root.iterfind("{*}headerFooter/*"):
        kind = "header" if _local(part).endswith("Header") else "footer"
        zones = (_CODE.sub("", z).replace("\0", "&") for z in _ZONE.split((part.text or "").replace("&&", "\0")))
        text = "\n".join(z for z in (folded(zone) for zone in zones) if any(c.isalpha() for c in z))
        if text:
            yield kind, text


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
