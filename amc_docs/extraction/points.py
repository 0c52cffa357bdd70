"""From titles to points: each with its own content, without the form's guidance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from amc_docs.doctype import DocType
from amc_docs.document import Block, Location, Paragraph, Picture, Table, nested
from amc_docs.extraction.forms import Piece, is_block_label
from amc_docs.extraction.headings import Candidate
from amc_docs.extraction.titles import LONGEST_TITLE, take_apart
from amc_docs.record import Point, Value
from amc_docs.specs import PointSpec
from amc_docs.wording import STOPWORDS, containment, fold, squeeze

_NOT_APPLICABLE = re.compile(r"^\W*(no (se )?(es )?(aplica\w*|corresponde\w*)|n ?a)\b", re.I)
_LONG_GUIDANCE = 80
"""Characters; shorter guidance may begin a sentence of the submission's own («Reglamento de …, aprobado»)."""
_CLOSING = re.compile(
    r"^(anexos?\b|conclusion(es)?$|consideraciones finales$|recomendacion(es)?$|bibliografia|referencias|glosario)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """The pieces of a document, dealt out to the points."""

    points: Mapping[str, Point]
    order: tuple[str, ...]
    outside: tuple[Block, ...]
    closing: tuple[Block, ...] = ()
    """The last of those outside: what stands behind the last point."""
    owner: Mapping[int, str] = field(default_factory=dict)
    """Number of the table (or negated body paragraph) → point that holds it."""


def divide(
    pieces: Sequence[Piece], doctype: DocType, titles: Mapping[str, Candidate], untitled: Mapping[str, int],
    skip: frozenset[int],
) -> Division:
    """Deal the pieces out; `skip` are positions of the table of contents, which belong to no point."""
    starts = sorted([(c.position, n) for n, c in titles.items()] + [(p, n) for n, p in untitled.items()])
    first = starts[0][0] if starts else len(pieces)
    outside: list[Block] = [p.block for i, p in enumerate(pieces[:first]) if i not in skip]
    closing: list[Block] = []
    points: dict[str, Point] = {}
    specs = {spec.number: spec for spec in doctype.points}
    for place, (start, number) in enumerate(starts):
        stop = starts[place + 1][0] if place + 1 < len(starts) else len(pieces)
        title = titles.get(number)
        end = _closing(pieces, start, stop, title, specs[number]) if place + 1 == len(starts) else stop
        content = [p for i, p in enumerate(pieces[start:end], start) if i not in skip]
        points[number] = _point(specs[number], title, content, doctype)
        closing += [p.block for p in pieces[end:stop]]
    found = tuple(number for _, number in starts)
    for spec in doctype.points:
        points.setdefault(spec.number, Point(number=spec.number, title=spec.title, is_present=False, likeness=0.0))
    ordered = {spec.number: _with_parts(spec, points, doctype) for spec in doctype.points}
    around = tuple(outside), tuple(closing)
    return Division(points=ordered, order=found, outside=sum(around, ()), closing=around[1], owner=_owners(ordered))


def told(points: Mapping[str, Point], values: Mapping[str, Value], doctype: DocType) -> Mapping[str, Point]:
    """Return the points with those that are single values: they are where the value is, absent where it is blank."""
    return {s.number: _told(s, values.get(f"/{s.value}")) if s.value else points[s.number] for s in doctype.points}


def _told(spec: PointSpec, value: Value | None) -> Point:
    if value is None or value.is_blank:
        return Point(
            number=spec.number, title=spec.title, is_present=False, likeness=0.0, is_optional=spec.is_optional
        )
    line = Paragraph(text=value.raw, location=value.location, confidence=value.confidence)
    return Point(
        number=spec.number, title=spec.title, location=value.location, blocks=(line,), is_optional=spec.is_optional
    )


def _with_parts(spec: PointSpec, points: Mapping[str, Point], doctype: DocType) -> Point:
    """Return the point with the numbers of the points of the form that stand inside it."""
    point = points[spec.number]
    inside = tuple(s.number for s in doctype.points if s.parent == spec.number and points[s.number].is_present)
    return replace(point, parts=inside, is_optional=spec.is_optional) if inside or spec.is_optional else point


def _closing(pieces: Sequence[Piece], start: int, stop: int, title: Candidate | None, spec: PointSpec) -> int:
    """Return where the last point ends: what follows the form (annexes, team, farewell) belongs to no point."""
    if spec.closings:
        return next((i for i in range(start + 1, stop) if _fits(pieces[i].block, spec.closings)), stop)
    own_table = pieces[start].table
    level = _level(pieces[start].block)
    for position in range(start + 1, stop):
        piece = pieces[position]
        block = piece.block
        if not isinstance(block, Paragraph) or piece.table is not None:
            continue
        words = fold(take_apart(block.printed).words)
        if len(words) < 90 and _CLOSING.match(words) and (block.level or block.is_bold or block.text.isupper()):
            return position
        is_heading = title and level and block.level and block.level <= level and position > title.last
        # A title with nothing below it has not ended yet: the next heading is that of its table, or of its text.
        if is_heading and title and any(_has_content(p.block) for p in pieces[title.last + 1 : position]):
            return position
        if own_table is not None and not _data_follows(pieces, position, stop):
            return position
    return stop


def _has_content(block: Block) -> bool:
    return not isinstance(block, Paragraph) or bool(block.text and block.level is None)


def _fits(block: Block, patterns: Sequence[str]) -> bool:
    return isinstance(block, Paragraph) and any(re.match(p, block.printed, re.I) for p in patterns)


def _data_follows(pieces: Sequence[Piece], position: int, stop: int) -> bool:
    """A form row that spilled out of its table goes on only as far as its tables with many columns do."""
    return any(isinstance(p.block, Table) and p.block.column_count >= 4 for p in pieces[position:stop])


def _level(block: Block) -> int | None:
    return block.level if isinstance(block, Paragraph) else None


def _point(spec: PointSpec, title: Candidate | None, content: Sequence[Piece], doctype: DocType) -> Point:
    blocks: list[Block] = []
    guidance: list[tuple[str, Location]] = []
    rest = title.match.rest if title and not _is_of_title(title.match.rest, spec) else ""
    skipped = title.last - title.position + 1 if title else 0
    head = content[0].block.location if content else Location()
    source: list[Block] = [p.block for p in content[skipped:]]
    if rest and content and isinstance(content[0].block, Paragraph):
        source.insert(0, replace(content[0].block, text=rest, label="", level=None))
    for block in source:
        if not isinstance(block, Paragraph):
            blocks.append(block)
            continue
        if is_block_label(block.printed, doctype):
            continue
        own, copied = _without_guidance(block, spec)
        if copied:
            guidance.append((copied, block.location))
        if own is not None:
            blocks.append(own)
    words = _declared(blocks)
    return Point(
        number=spec.number,
        title=spec.title,
        found_title=title.match.title if title else None,
        found_number=title.match.number if title else None,
        likeness=title.match.likeness if title else 0.0,
        location=head,
        blocks=tuple(blocks),
        guidance="\n".join(text for text, _ in guidance),
        guidance_location=guidance[0][1] if guidance else None,
        declares_not_applicable=bool(words),
        not_applicable_words=words,
    )


def _is_of_title(rest: str, spec: PointSpec) -> bool:
    """Whether what follows the title on its line is still title, in the form's words: «Gobierno Local: funciones»."""
    worded = (spec.title, *spec.aliases, *spec.guidance)
    return 0 < len(rest) <= LONGEST_TITLE and any(containment(rest, text) == 1 for text in worded)


def _without_guidance(block: Paragraph, spec: PointSpec) -> tuple[Paragraph | None, str]:
    """Return the paragraph without lines copied from the form (None when nothing is left), and those lines."""
    own: list[str] = []
    copied: list[str] = []
    for line in block.text.split("\n"):
        rest = _strip_guidance(line, spec)
        if rest != line:
            copied.append(line[: len(line) - len(rest)].strip())
        if rest.strip():
            own.append(rest.strip())
    if not own:
        return None, " ".join(copied)
    return (replace(block, text="\n".join(own)) if copied else block), " ".join(copied)


def _strip_guidance(line: str, spec: PointSpec) -> str:
    """Return what is left of a line after the form's guidance at its beginning; the line itself where there is none."""
    folded = fold(line)
    if len(folded) < 12:
        return line
    for text in (*spec.guidance, spec.title):
        guide = fold(text)
        if len(folded) <= len(guide) * 1.12 + 4 and _says_the_same(folded, guide):
            return ""
        if len(guide) >= _LONG_GUIDANCE and fuzz.ratio(folded[: len(guide)], guide) >= 94:
            cut = len(squeeze(text))
            tail = squeeze(line)[cut:]
            return tail.lstrip(" .:;") if len(tail) > 3 else ""
    return line


def _says_the_same(line: str, guide: str) -> bool:
    if fuzz.ratio(line, guide) >= 88:
        return True
    # A single sentence, or most of the guidance, copied out of a longer one: it has no word of its own.
    meaningful = [w for w in line.split() if w not in STOPWORDS]
    copied = set(guide.split())
    strange = sum(w not in copied for w in meaningful)
    return len(meaningful) >= 5 and strange <= 0.05 * len(meaningful) and fuzz.partial_ratio(line, guide) >= 93


def _declared(blocks: Sequence[Block]) -> str:
    """Return the words by which the content says that the point does not apply; empty where it does not."""
    texts = [b.text for b in blocks if isinstance(b, Paragraph) and b.text]
    tables = [b for b in blocks if isinstance(b, Table)]
    if len(texts) == 0 or tables or sum(map(len, texts)) > 400:
        return ""
    return squeeze(texts[0])[:LONGEST_TITLE] if _NOT_APPLICABLE.match(fold(texts[0])) else ""


def _owners(points: Mapping[str, Point]) -> dict[int, str]:
    owner: dict[int, str] = {}
    for point in points.values():
        for block in point.blocks:
            for key in _keys(block):
                owner[key] = point.number
    return owner


def _keys(block: Block) -> Iterator[int]:
    if isinstance(block, Table):
        for table in nested(block):
            yield table.number
    elif isinstance(block, Picture):
        return
    elif block.location.paragraph:
        yield -block.location.paragraph
