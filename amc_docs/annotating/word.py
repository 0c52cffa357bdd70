"""A copy of a Word file with the remarks as comments. Everything else of it stays as it was, byte for byte."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from xml.parsers import expat

from amc_docs.annotating.remarks import AUTHOR, INITIALS, Remark, Written
from amc_docs.annotating.splicing import Inserted, spliced
from amc_docs.annotating.word_package import copied, with_new_part, xml_of
from amc_docs.annotating.word_places import Anchor, WordPlaces
from amc_docs.document import Block
from amc_docs.errors import UnreadableFileError
from amc_docs.forms.marks import run
from amc_docs.limits import Limits
from amc_docs.readers.docx_names import WORD, Element, w
from amc_docs.readers.docx_package import Package
from amc_docs.readers.docx_trace import Traced, traced

_STRICT = "http://purl.oclc.org/ooxml"
_STRICT_WORD = f"{_STRICT}/wordprocessingml/main"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATIONSHIP = f"{_STRICT}/officeDocument/relationships/comments"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_ID = w("id")
_NAME = re.compile(r"\A<w:\w+")
_PARAGRAPH = (
    '<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/>'
    '<w:jc w:val="left"/>'
)
_PLAIN = '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="es-PE"/>'
_BOLD = f"<w:b/>{_PLAIN}"


@dataclass(slots=True)
class _Notes:
    """The comments while they are collected."""

    first: int
    """The first number that no comment of the file bears."""
    comments: list[str] = field(default_factory=list)
    starts: dict[Element, list[int]] = field(default_factory=dict)
    ends: dict[Element, list[int]] = field(default_factory=dict)

    def add(self, anchor: Anchor, comment: str) -> None:
        number = self.first + len(self.comments)
        head = f'w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}"'
        self.comments.append(f"<w:comment {head}>{comment}</w:comment>")
        self.starts.setdefault(anchor.first, []).append(number)
        self.ends.setdefault(anchor.last, []).append(number)


def annotated(
    path: Path, remarks: Sequence[Remark], blocks: Sequence[Block], *, name: str, limits: Limits, suffix: str
) -> Written:
    """Return a copy of a Word file with a comment for each remark, and a short one at each further place of it.

    `blocks` are those of the review, which the places of the remarks speak of; `name` is the file's, for messages.

    Raises:
        UnreadableFileError: the file can be read, but some part of it is too damaged to be copied.
        AmcDocsError: what its reader raises.
    """
    try:
        with Package(path, name=name, limits=limits) as package:
            found = traced(package)
            part = _comments_of(package, found.part)
            notes = _Notes(first=_free(found.root, package.parse(part) if part in package else None))
            unplaced = tuple(_noted(remarks, WordPlaces(found, blocks), notes))
            parts = _parts(package, found, part, notes) if notes.comments else {}
        return Written(content=copied(path, parts), suffix=suffix, comments=len(notes.comments), unplaced=unplaced)
    except (expat.ExpatError, zipfile.BadZipFile) as error:
        raise UnreadableFileError(
            f"«{name}» se pudo leer, pero una de sus partes está dañada y no se puede escribir una copia. "
            "Ábralo en Word, guárdelo de nuevo como .docx y vuelva a intentarlo, o use --resumen."
        ) from error


def _comments_of(package: Package, main: str) -> str:
    """Return the name of the part that holds the comments, or is to hold them."""
    links = package.relationships(main).values()
    named = next((r.target for r in links if r.kind == "comments" and not r.is_external), None)
    names = (posixpath.join(posixpath.dirname(main), f"comments{n or ''}.xml") for n in count())
    return named or next(name for name in names if name not in package)


def _noted(remarks: Sequence[Remark], places: WordPlaces, notes: _Notes) -> Iterator[int]:
    """Collect the comments; yield the numbers of those that have no place of their own."""
    for remark in remarks:
        anchor = places.find(remark.location, remark.words) if remark.location else None
        if remark.number and (anchor is None or not remark.has_place):
            yield remark.number
        anchor = anchor or places.beginning()
        if anchor is None:
            continue
        notes.add(anchor, "".join(_paragraphs(remark)))
        taken = {anchor}
        for location in remark.others:
            other = places.find(location)
            if other and other not in taken:
                taken.add(other)
                notes.add(other, _paragraph(run(remark.reference, _PLAIN), is_first=True))


def _paragraphs(remark: Remark) -> Iterator[str]:
    yield _paragraph(run(remark.heading, _BOLD), is_first=True)
    for label, text in remark.lines:
        yield _paragraph((run(f"{label}: ", _BOLD) if label else "") + run(text, _PLAIN))


def _paragraph(runs: str, *, is_first: bool = False) -> str:
    mark = "<w:r><w:annotationRef/></w:r>" if is_first else ""
    return f"<w:p><w:pPr>{_PARAGRAPH}</w:pPr>{mark}{runs}</w:p>"


def _free(*roots: Element | None) -> int:
    """Return a number above those of all comments, and of all marks that are left of comments."""
    given = (e.get(_ID) or "" for root in roots if root is not None for e in root.iter(*_MARKS, w("comment")))
    return max((int(n) for n in given if n.isdecimal() and n.isascii()), default=-1) + 1


def _parts(package: Package, found: Traced, part: str, notes: _Notes) -> dict[str, bytes]:
    """Return the parts that change: the main one, the comments, and where there were none what makes them known."""
    data = xml_of(package, found.part)
    is_strict = _STRICT.encode() in data
    word = _STRICT_WORD if is_strict else WORD
    ordinals = {element: n for n, element in enumerate(found.root.iter("*"))}
    inserted = {
        ordinals[element]: Inserted(
            before=_declared(element, word, map(_start, notes.starts.get(element, ()))),
            after=_declared(element, word, (mark for n in notes.ends.get(element, ()) for mark in _end(n))),
        )
        for element in {**notes.starts, **notes.ends}
    }
    parts = {found.part: spliced(data, inserted)}
    if part in package:
        new = _declared(package.parse(part), word, notes.comments)
        return {**parts, part: spliced(xml_of(package, part), {0: Inserted(after=new)})}
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{word}">'
    kind = _STRICT_RELATIONSHIP if is_strict else _RELATIONSHIP
    known = with_new_part(package, found.part, part, kind=kind, media_type=_MEDIA_TYPE)
    return {**parts, **known, part: "".join((head, *notes.comments, "</w:comments>")).encode()}


def _start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def _end(number: int) -> tuple[str, str]:
    return f'<w:commentRangeEnd w:id="{number}"/>', f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def _declared(around: Element, word: str, elements: Iterable[str]) -> bytes:
    """Return elements that are put inside one, in ASCII; they declare Word's namespace where that is needed."""
    if around.nsmap.get("w") != WORD:
        elements = (_NAME.sub(rf'\g<0> xmlns:w="{word}"', element, count=1) for element in elements)
    return "".join(elements).encode("ascii", "xmlcharrefreplace")
