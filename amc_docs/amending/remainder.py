"""What fits nowhere in a form: told by counting words, so that none of the submission is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from amc_docs.document import Block, Document, Picture, Table, paragraphs_in

_WORD = re.compile(r"[^\W_]+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = frozenset({f"{_W}t", f"{_W}delText"})
_BREAKS = frozenset({f"{_W}{name}" for name in ("p", "br", "tab", "cr", "del", "ins")})
_MARKED = f"{_W}highlight"
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")

Words = Counter[str]


def words_of(text: str) -> Words:
    """Return the words of a text and how often each stands there; capitals are no difference."""
    return Counter(_WORD.findall(text.casefold()))


def words_in_file(content: bytes) -> Words:
    """Return the words of a Word file of ours, those of tracked deletions included and those of marks not."""
    found: Words = Counter()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if _PARTS.fullmatch(name):
                found += words_of(_text(etree.fromstring(package.read(name))))
    return found


def _text(root: etree._Element) -> str:
    pieces: list[str] = []
    for element in root.iter():
        if element.tag in _BREAKS:
            pieces.append("\n")
        elif element.tag in _TEXTS and not _is_mark(element):
            pieces.append(element.text or "")
    return "".join(pieces)


def _is_mark(element: etree._Element) -> bool:
    run = element.getparent()
    return run is not None and run.find(f"{_W}rPr/{_MARKED}") is not None


def words_of_document(document: Document) -> Words:
    """Return the words of a submission: its body with list labels, its margins and notes once for each wording."""
    text = [p.printed for p in document.paragraphs()]
    return words_of("\n".join([*text, *margins(document)]))


def margins(document: Document) -> tuple[str, ...]:
    """Return the texts around the body, each once: headers, footers, notes, text boxes, stamps."""
    return tuple(dict.fromkeys(f.text for f in document.furniture if f.text.strip()))


def unplaced(blocks: Sequence[Block], available: Words) -> tuple[Block, ...]:
    """Return the blocks whose words are not all at hand elsewhere in the new document; uses up what is at hand."""
    left = Counter(available)
    found: list[Block] = []
    for block in blocks:
        words = words_of("\n".join(p.printed for p in paragraphs_in([block])))
        if isinstance(block, Picture) or (isinstance(block, Table) and _has_picture(block)):
            found.append(block)
        elif words and not words - left:
            left -= words
        elif words:
            found.append(block)
    return tuple(found)


def _has_picture(table: Table) -> bool:
    inside = [block for cell in table.cells for block in cell.blocks]
    return any(isinstance(b, Picture) or (isinstance(b, Table) and _has_picture(b)) for b in inside)


def lost(sources: Iterable[str], missing: Words) -> Iterator[str]:
    """Yield the texts that hold words which are missing, until none is: first those that are missing as a whole."""
    left = Counter(missing)
    rest: list[str] = []
    for text in sources:
        words = words_of(text)
        if words and not words - left:
            left -= words
            yield text
        else:
            rest.append(text)
    for text in rest:
        words = words_of(text)
        if words & left:
            left -= words
            yield text


def texts(document: Document) -> Iterator[str]:
    """Yield the texts of a submission in the order in which something of them may be lost: margins, then the body."""
    yield from (line for text in margins(document) for line in text.split("\n"))
    yield from (p.printed for p in document.paragraphs() if p.printed)
