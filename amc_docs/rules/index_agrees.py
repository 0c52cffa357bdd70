"""The table of contents says what the body has, and on which page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import IndexLine, Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import SAME, containment, fold, is_numbered, likeness, listed, shorten, the_point, words

_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d+)*|[IVXLC]+|[A-Za-z])\s*[.):–-]+\s*|^\W*\d{1,2}\s+")
_HEADING = re.compile(r"(indice|contenidos?|tabla de contenidos?|pag(ina)?s?)( \w+)?")
_LEAST_WORDS = 4
"""Words of a title cut short that still tell which it is."""
_LEAST_POINTS = 4
"""An index of fewer points is one of the document's own sections, which need not list the form's points."""


def index_agrees(record: Record, *, point: str | None = None) -> Outcome:
    """Check the lines of the document's own table of contents against its points and headings.

    Told: a line whose matter is not in the body, a point that the index leaves out while it lists the others, and a
    page that departs from the others. Pages are compared only where the file has real ones and most lines agree on
    one offset between printed and real page. Not applicable without an index, and where pages could not be read.
    """
    if not record.index or record.document.may_lack_content:
        reason = "Hay páginas sin leer: no se compara el índice." if record.index else "El documento no tiene índice."
        yield NotApplicable(reason=reason)
        return
    known = {i: p for i, line in enumerate(record.index) if (p := _point_of(line, record))}
    yield from _not_in_body(record, known)
    yield from _not_in_index(record, known)
    yield from _wrong_pages(record, known)


def _bare(text: str) -> str:
    """Return a line without its number."""
    return _NUMBER.sub("", text, count=1).strip() or text


def _point_of(line: IndexLine, record: Record) -> Point | None:
    """Return the point that a line names, or None where it names another part."""
    best: tuple[float, Point | None] = (0.0, None)
    for point in record.points.values():
        titles = [point.title, _bare(point.found_title or "")]
        score = max(_closeness(_bare(line.text), title) for title in titles if title)
        best = max(best, (score, point), key=lambda pair: pair[0])
    return best[1] if best[0] >= SAME else None


def _closeness(line: str, title: str) -> float:
    """Return how alike a line and a title are; a long title may be cut short in the index."""
    is_cut = len(line.split()) >= _LEAST_WORDS and fold(title).startswith(f"{fold(line)} ")
    return 1.0 if is_cut else likeness(line, title)


def _not_in_body(record: Record, known: Mapping[int, Point]) -> Iterator[Breach]:
    lines = list(record.index)
    body = _body(record)
    for place, line in enumerate(lines):
        point = known.get(place)
        if point is None:
            around = [f"{a.text} {b.text}" for a, b in ((line, b) for b in lines[place + 1 : place + 2])]
            around += [f"{a.text} {line.text}" for a in lines[max(0, place - 1) : place]]
            missing = not any(_stands_in(text, body) for text in [line.text, *around])
        else:
            missing = not point.is_present
        if missing:
            yield Breach(
                message=f"Índice: anuncia «{shorten(line.text, 100)}», que no está en el cuerpo del documento.",
                evidence=line.text,
                location=line.location,
                point=point.number if point else None,
                value=line.text,
            )


def _body(record: Record) -> list[str]:
    """Return the folded paragraphs that can be headings, the index itself left out."""
    index = {line.location for line in record.index}
    return [
        fold(p.printed)
        for p in record.document.paragraphs()
        if p.text and not p.is_index and not (p.location in index and p.location.paragraph) and len(p.text) < 400
    ]


def _stands_in(text: str, body: Sequence[str]) -> bool:
    """Say whether a heading like this stands in the body; also true of what is no heading (too short, «ÍNDICE»)."""
    heading = fold(_bare(text))
    if len(words(heading)) < 2 or _HEADING.fullmatch(heading):
        return True
    return any(
        heading in paragraph or likeness(heading, paragraph) >= 0.75 or containment(heading, paragraph) >= 0.8
        for paragraph in body
    )


def _not_in_index(record: Record, known: Mapping[int, Point]) -> Iterator[Breach]:
    listed_points = {p.number for p in known.values()}
    expected = _expected(record, listed_points)
    left_out = [p for p in expected if p.is_present and p.found_title and p.number not in listed_points]
    if len(listed_points) < _LEAST_POINTS or not left_out or len(left_out) > len(listed_points):
        return
    text = fold(" ".join(line.text for line in record.index))
    left_out = [p for p in left_out if fold(_bare(p.found_title or "")) not in text and fold(p.title) not in text]
    if not left_out:
        return
    first, *others = left_out
    who = listed(the_point(p.number) for p in left_out)
    yield Breach(
        message=f"Índice: omite «{shorten(first.words, 100)}»"
        + (f" y {len(others)} más. " if others else ". ")
        + f"{who[:1].upper()}{who[1:]} {'están' if others else 'está'} en el cuerpo.",
        evidence=f"«{shorten(record.index[0].text, 80)}» … «{shorten(record.index[-1].text, 80)}»",
        location=record.index[0].location,
        places=tuple(p.location for p in left_out),
        point=first.number,
        expected=first.words,
        # A line of the index may be misread beyond recognition.
        state=State.POR_VERIFICAR if record.document.ocr_pages else State.INCUMPLE,
    )


def _expected(record: Record, listed_points: Container[str]) -> list[Point]:
    """Return the points that an index of this depth names: the parts of points only where it names numbered parts.

    What stands before the first point that it names (a cover, a sheet of changes) it need not name.
    """
    first = next((at for at, number in enumerate(record.order) if number in listed_points), 0)
    before = set(record.order[:first])
    parts = {number for point in record.points.values() for number in point.parts}
    is_deep = any(number in listed_points and is_numbered(number) for number in parts)
    due = [p for n, p in record.points.items() if n not in parts or (is_deep and is_numbered(n))]
    return [p for p in due if is_numbered(p.number) or p.number not in before]


def _wrong_pages(record: Record, known: Mapping[int, Point]) -> Iterator[Breach]:
    """Yield the lines whose page departs from the offset that most lines share."""
    is_ocr = any(p.confidence is not None for p in record.document.paragraphs())
    pages = [
        (record.index[place], point, int(record.index[place].page), point.location.page)
        for place, point in known.items()
        if record.index[place].page.isdigit() and point.is_present and point.found_title
    ]
    offsets = Counter(printed - real for _, _, printed, real in pages if real)
    if is_ocr or len(pages) < _LEAST_POINTS or not offsets:
        return
    offset, agreeing = offsets.most_common(1)[0]
    if agreeing * 3 < len(pages) * 2:
        return
    for line, point, printed, real in pages:
        if real and printed - real != offset:
            yield Breach(
                message=f"Índice: «{shorten(line.text, 90)}» dice página {printed}, y está en la {real + offset}.",
                evidence=f"{line.text} … {line.page}",
                location=line.location,
                places=(point.location,),
                point=point.number,
                value=str(printed),
                expected=str(real + offset),
            )
