"""Document → Record: the points of the form, its matrices, citations and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from amc_docs.doctype import DocType
from amc_docs.document import Block, Document, Location, Paragraph, Table, paragraphs_in, tables_in
from amc_docs.extraction import (
    citations,
    headings,
    labels,
    matrices,
    mentions,
    points,
    referred,
    repeats,
    sending,
    stretches,
)
from amc_docs.extraction.layout import Layout, lay_out
from amc_docs.extraction.mentions import dated
from amc_docs.extraction.parts import Part, main_part, split, title_of
from amc_docs.extraction.recognise import Recognition, recognise
from amc_docs.extraction.registry import as_json
from amc_docs.extraction.sending import name_of
from amc_docs.extraction.unions import unite
from amc_docs.figures import convention
from amc_docs.record import Citation, Matrix, Mention, Point, Record, Value
from amc_docs.wording import squeeze, words

_LONGEST_TITLE = 5
"""Words of meaning; a longer line over a table outside the points tells of more than whose its rows are."""
_LONGEST_AMOUNT = 40
"""Characters; a longer text in which an amount stands may hold other figures."""

__all__ = [
    "Part",
    "Recognition",
    "as_json",
    "dated",
    "extract",
    "main_part",
    "name_of",
    "recognise",
    "split",
    "title_of",
]


def extract(document: Document, doctype: DocType, layout: Layout | None = None) -> Record:
    """Return everything that the document says in terms of its type; `layout` is what recognising it found already."""
    laid = layout or lay_out(document, doctype)
    document, skip = laid.document, laid.skip
    untitled = headings.find_by_content(laid.pieces, doctype, laid.titles)
    heads = frozenset(c.last for c in laid.titles.values())
    untitled |= matrices.find_untitled(laid.pieces, doctype, {*laid.titles, *untitled}, heads)
    untitled |= repeats.find_untitled(laid.pieces, doctype, untitled | {n: c.last for n, c in laid.titles.items()})
    division = points.divide(laid.pieces, doctype, laid.titles, untitled, skip)
    content = _content(division)
    tables = list(tables_in(content[None]))
    said, spoken = _spoken(division)
    values = _scalars(division, doctype) | _labelled(content, doctype) | _stretched(document, content, doctype)
    record = Record(
        doctype=doctype.name,
        document=document,
        points=_marked(points.told(division.points, values, doctype), document),
        order=division.order,
        values=values,
        matrices=_matrices(tables, division, doctype, content),
        citations=said,
        mentions=spoken,
        index=tuple(laid.index[position] for position in sorted(laid.index)),
        outside=division.outside,
        closing=division.closing,
    )
    return replace(record, papers=sending.read(record, doctype))


def _marked(found: Mapping[str, Point], document: Document) -> Mapping[str, Point]:
    """Mark the points whose page was recognised on a picture."""
    if not document.ocr_pages:
        return found
    return {n: replace(p, is_scanned=p.location.page in document.ocr_pages) for n, p in found.items()}


def _content(division: points.Division) -> dict[str | None, tuple[Block, ...]]:
    """Return the blocks of each point, those of the points inside it after its own; everything under None."""
    found: dict[str | None, tuple[Block, ...]] = {}
    for number, point in division.points.items():
        inside = [block for part in point.parts for block in division.points[part].blocks]
        found[number] = (*point.blocks, *inside)
    inside = [block for number in division.order for block in division.points[number].blocks]
    return {**found, None: (*division.outside, *inside)}


def _labelled(content: Mapping[str | None, Sequence[Block]], doctype: DocType) -> dict[str, Value]:
    """Return the single values that stand beside a label, by JSON pointer."""
    found: dict[str, Value] = {}
    unbound = [spec for spec in doctype.labels if spec.stretch is None]
    for point in dict.fromkeys(spec.point for spec in unbound):
        specs = [spec for spec in unbound if spec.point == point]
        found |= {f"/{name}": value for name, value in labels.read(content.get(point, ()), specs).items()}
    return found


def _stretched(
    document: Document, content: Mapping[str | None, Sequence[Block]], doctype: DocType
) -> dict[str, Value]:
    """Return the single values that are, or are looked for in, some lines of the document or of a point."""
    found: dict[str, Value] = {}
    for spec in doctype.labels:
        if spec.stretch is None:
            continue
        blocks = document.blocks if spec.point is None else content.get(spec.point, ())
        lines = stretches.within(blocks, document.furniture, spec.stretch)
        if spec.labels or spec.patterns:
            found |= {f"/{name}": value for name, value in labels.read(lines, [spec]).items()}
        elif lines:
            found[f"/{spec.name}"] = stretches.words(lines)
    return found


def _matrices(
    tables: Sequence[Table],
    division: points.Division,
    doctype: DocType,
    content: Mapping[str | None, Sequence[Block]],
) -> dict[str, Matrix]:
    """Return the parts of the form that come many times, as matrices of their units, and the matrices read from tables.

    Those whose tables stand in units also tell which unit each row is of. Last come the unions of all these.
    """
    left = referred.find(division)
    owner = {n: point for n, (point, _) in left.items()} | dict(division.owner)
    captions = _captions(division) | {n: above for n, (_, above) in left.items()}
    found = matrices.find(tables, owner, doctype, captions)
    units = repeats.find(content, doctype.repeats)
    taken = matrices.first_rows(found[spec.name] for spec in doctype.matrices if spec.unit and spec.name in found)
    for repeat in doctype.repeats:
        repeated = repeats.as_matrix(repeat, units[repeat.name], taken)
        if repeated is None:
            continue
        found[repeat.name] = repeated
        for spec in doctype.matrices:
            if spec.unit == repeat.name and spec.name in found:
                found[spec.name] = repeats.with_units(found[spec.name], spec, repeat.key, repeated, units[repeat.name])
    return found | {u.name: joined for u in doctype.unions if (joined := unite(u, found))}


def _paragraphs(division: points.Division) -> Iterator[tuple[str | None, Paragraph]]:
    """Yield every paragraph of content with its point; in the order of the document's points."""
    for paragraph in paragraphs_in(division.outside):
        yield None, paragraph
    for number in division.order:
        for paragraph in division.points[number].paragraphs():
            yield number, paragraph


def _spoken(division: points.Division) -> tuple[tuple[Citation, ...], tuple[Mention, ...]]:
    """Return the norms cited, and what the text mentions; goes through the document twice, and keeps nothing of it."""
    cited: list[Citation] = []
    amounts: list[str] = []
    for point, paragraph in _paragraphs(division):
        cited += citations.find(paragraph, point)
        if "S/" in paragraph.text and len(paragraph.text) < _LONGEST_AMOUNT:
            amounts.append(paragraph.text)
    way = convention(amounts)
    found = (mention for point, paragraph in _paragraphs(division) for mention in mentions.find(paragraph, point, way))
    return tuple(cited), tuple(found)


def _captions(division: points.Division) -> dict[int, str]:
    """Return, for each table of the content, the line of text right above it; outside the points all lines above."""
    captions = dict(_titles(division.outside))
    for number in division.order:
        above = ""
        for block in division.points[number].blocks:
            if isinstance(block, Table):
                captions[block.number] = above
                above = ""
            elif isinstance(block, Paragraph) and block.text:
                above = block.text
    return captions


def _titles(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Yield each table with the heading it is under and the short lines above it: a sheet's name, a title in a cell."""
    heading: list[str] = []
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Table) and len(block.cells) > 1:
            short = [line for line in matrices.without_letterhead(above) if len(words(line)) <= _LONGEST_TITLE]
            yield block.number, " – ".join((*heading, *short))
            above = []
            continue
        lines = [p.text for p in paragraphs_in([block]) if p.text]
        if isinstance(block, Paragraph) and block.level and lines:
            heading, above = lines, []
        else:
            above += lines


def _scalars(division: points.Division, doctype: DocType) -> dict[str, Value]:
    """Return the single values: the first line of the point that states each."""
    values: dict[str, Value] = {}
    for pointer, number in doctype.scalars.items():
        point = division.points[number]
        first = next((p for p in point.paragraphs() if p.text), None)
        raw = squeeze(first.text.split("\n")[0]) if first else ""
        location = first.location if first else point.location or Location()
        values[pointer] = Value(raw=raw, value=raw or None, location=location)
    return values
