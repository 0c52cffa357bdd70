"""A file that holds several documents, cut where signs leave little doubt that another one begins.

Letters and resolutions come before the documents that they send or approve: each runs from a page that opens like one
to the end of the page on which it closes. A form begins on a page that opens with its title, where what stands before
is a whole document too. Annexes are no documents of their own. In doubt a file is one document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amc_docs.doctype import UNKNOWN, DocType
from amc_docs.document import Block, Document, Table, paragraphs_in
from amc_docs.extraction.openings import MOST_LINES, is_closing, opens
from amc_docs.extraction.recognise import Recognition, recognise
from amc_docs.wording import squeeze

_SURE = 0.8
"""Confidence of a type from which two documents of a file are told apart."""
_SIGNATURE_LINES, _SIGNATURE_WORDS = 8, 60
"""A page with no more holds but the signature of the document before it, where that one has none yet."""
_LEAST_WORDS = 150
"""What follows a letter and is of no known type is a document of its own from so many words on; fewer: its annex."""
_MOST_SHEETS = 400
"""Sheets looked at for openings: the letters of a file come first."""
_MOST_REFUSED = 5
"""Beginnings of one type that prove to be none, after which no more are tried: each costs reading what went before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document of a file."""

    document: Document
    """Its blocks, with their places in the whole file."""
    found: Recognition
    pages: tuple[int, int] | None
    """First and last page in the file; None where it has no pages."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a document may begin: index of a block."""

    start: int
    doctype: DocType | None
    """The type that the page opens like; None: what follows a closed letter."""


def split(document: Document, doctypes: Mapping[str, DocType]) -> tuple[Part, ...]:
    """Return the documents of a file, in order; one where it holds one, or where that is in doubt."""
    sheets = _sheets(document.blocks)
    cuts = list(_cuts(document.blocks, sheets, doctypes))
    starts = sorted({0, *(cut.start for cut in cuts)})
    wanted = {cut.start: cut.doctype for cut in cuts}
    kept = _confirmed(document, starts, wanted, doctypes)
    if len(kept) == 1:
        return (Part(document=document, found=recognise(document, doctypes), pages=None),)
    stops = [*kept[1:], len(document.blocks)]
    return tuple(_part(document, a, b, doctypes) for a, b in zip(kept, stops, strict=True))


def main_part(parts: Sequence[Part]) -> int:
    """Return the index of the document that a file is about: the first that does not only cover others.

    Of letters and resolutions alone it is the last one, which those before it send; a document of no known type is it
    where it is longer than those.
    """
    kinds = [part.found.doctype for part in parts]
    known = [n for n, kind in enumerate(kinds) if not kind.recognition.is_cover and kind.name != UNKNOWN]
    covers = [n for n, kind in enumerate(kinds) if kind.recognition.is_cover]
    lengths = [_word_count(part.document) for part in parts]
    length = sum(lengths[n] for n in covers)
    longer = [n for n, kind in enumerate(kinds) if kind.name == UNKNOWN and lengths[n] > length]
    return next(iter(known or longer or covers[-1:]), 0)


def _sheets(blocks: Sequence[Block]) -> list[int]:
    """Return the blocks that begin a page, as far as the file tells."""
    starts = [0] if blocks else []
    before = _page(blocks[0]) if blocks else None
    for index, block in enumerate(blocks):
        page = _page(block)
        first = next(paragraphs_in([block]), None)
        if index and ((page is not None and page != before) or (first is not None and first.opens_page)):
            starts.append(index)
        before = _last_page(block) or before
    return starts[:_MOST_SHEETS]


def _page(block: Block) -> int | None:
    return block.pages[0] if isinstance(block, Table) and block.pages else block.location.page


def _last_page(block: Block) -> int | None:
    return block.pages[-1] if isinstance(block, Table) and block.pages else block.location.page


def _cuts(blocks: Sequence[Block], sheets: Sequence[int], doctypes: Mapping[str, DocType]) -> Iterator[_Cut]:
    """Yield where a document may begin: a page that opens like one, and the page after a letter's close."""
    if not sheets:
        return
    stops = [*sheets[1:], len(blocks)]
    opened = [
        next((t for t in doctypes.values() if opens(blocks[a:b], t.recognition)), None)
        for a, b in zip(sheets, stops, strict=True)
    ]
    for place, (start, doctype) in enumerate(zip(sheets, opened, strict=True)):
        if doctype is None:
            continue
        if start:
            yield _Cut(start, doctype)
        if doctype.recognition.is_cover:
            end = _end(blocks, sheets, place, doctype)
            if end in sheets and opened[sheets.index(end)] is None:
                yield _Cut(end, None)


def _end(blocks: Sequence[Block], sheets: Sequence[int], place: int, doctype: DocType) -> int:
    """Return where the page after the letter begins that opens at a sheet; -1 where it is not seen to close."""
    stops = [*sheets[1:], len(blocks)]
    for index in range(place, len(sheets)):
        lines = [p for p in paragraphs_in(blocks[sheets[index] : stops[index]]) if p.text.strip()]
        at = next((n for n, line in enumerate(lines) if is_closing(line, doctype.recognition)), None)
        if at is None:
            continue
        signed_below = len(lines) - at > 1
        if not signed_below and index + 1 < len(sheets) and _is_signature(blocks[stops[index] : stops[index + 1]]):
            index += 1
        return stops[index]
    return -1


def _is_signature(blocks: Sequence[Block]) -> bool:
    lines = [p.text for p in paragraphs_in(blocks) if p.text.strip()]
    return len(lines) <= _SIGNATURE_LINES and sum(len(line.split()) for line in lines) <= _SIGNATURE_WORDS


def _confirmed(
    document: Document, starts: Sequence[int], wanted: Mapping[int, DocType | None], doctypes: Mapping[str, DocType]
) -> list[int]:
    """Return the starts that prove to begin documents; what begins at a doubtful one goes to the part before it."""
    kept = [0]
    refused: Counter[str] = Counter()
    for start in starts[1:]:
        stop = next((s for s in starts if s > start), len(document.blocks))
        doctype = wanted.get(start)
        kind = doctype.name if doctype else ""
        if refused[kind] >= _MOST_REFUSED:
            continue
        if _is_document(document, kept, start, stop, doctype, doctypes):
            kept.append(start)
        else:
            refused[kind] += 1
    return kept


def _is_document(
    document: Document,
    kept: Sequence[int],
    start: int,
    stop: int,
    doctype: DocType | None,
    doctypes: Mapping[str, DocType],
) -> bool:
    """Whether a document begins at `start`: of the type that its page opens like, behind a whole document."""
    before = recognise(_section(document, kept[-1], start), doctypes).doctype
    if before.name == UNKNOWN:
        return False
    if doctype is None:
        rest = _section(document, start, len(document.blocks))
        is_known = recognise(rest, doctypes).doctype.name != UNKNOWN
        return before.recognition.is_cover and (is_known or _word_count(rest) >= _LEAST_WORDS)
    found = recognise(_section(document, start, stop), doctypes)
    if found.doctype.name != doctype.name or found.confidence < _SURE:
        return False
    if before.recognition.is_cover:
        return True
    # Inside another document's annexes a letter is a copy, and a form may be the blank one that a norm lays down.
    both = recognise(_section(document, kept[-1], stop), doctypes).doctype
    return not doctype.recognition.is_cover and before.name not in (doctype.name, UNKNOWN) and both.name != before.name


def _word_count(document: Document) -> int:
    return sum(len(p.text.split()) for p in document.paragraphs())


def _section(document: Document, start: int, stop: int) -> Document:
    """Return some blocks of a document as one, with what stands in the margins of its pages."""
    blocks = document.blocks[start:stop]
    pages = _pages(document, start, stop)
    if pages is None:
        return replace(document, blocks=blocks)
    first, last = pages
    inside = range(first, last + 1)
    return replace(
        document,
        blocks=blocks,
        furniture=tuple(f for f in document.furniture if f.location.page in (None, *inside)),
        unread_pages=tuple(p for p in document.unread_pages if p in inside),
        ocr_pages=tuple(p for p in document.ocr_pages if p in inside),
    )


def _pages(document: Document, start: int, stop: int) -> tuple[int, int] | None:
    """Return the pages from where a section begins to where the next one does, unread ones included."""
    blocks = document.blocks
    if not document.page_count or not any(_page(b) for b in blocks):
        return None
    first = next((page for b in blocks[start:stop] if (page := _page(b))), 1) if start else 1
    following = next((page for b in blocks[stop:] if (page := _page(b))), None)
    last = following - 1 if following else document.page_count
    return first, max(first, last)


def _part(document: Document, start: int, stop: int, doctypes: Mapping[str, DocType]) -> Part:
    section = _section(document, start, stop)
    return Part(document=section, found=recognise(section, doctypes), pages=_pages(document, start, stop))


def title_of(document: Document, doctype: DocType) -> str:
    """Return the line with which a document opens, as its type opens; empty where it does not."""
    lines = [p for p in paragraphs_in(document.blocks) if p.text.strip()]
    named = next((p for p in lines[:MOST_LINES] if opens([p], doctype.recognition)), None)
    return squeeze(named.printed) if named else ""
