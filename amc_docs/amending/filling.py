"""A submission as the content of its official form: each point's own blocks under the official number and title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from amc_docs.amending.marking import Marking
from amc_docs.amending.plan import Plan, official, written_title
from amc_docs.doctype import DocType
from amc_docs.document import Block, Location, Paragraph, Table
from amc_docs.forms.blocks import Blocks, Text
from amc_docs.forms.content import Content, FormPoint
from amc_docs.forms.copying import Finder, from_document
from amc_docs.forms.gaps import POINT, Missing, Slot
from amc_docs.forms.layout import Layout
from amc_docs.forms.marks import Guidance, Inline, Words
from amc_docs.forms.rooms import room_of
from amc_docs.forms.years import year_name_in
from amc_docs.record import Point, Record
from amc_docs.wording import squeeze

LOWEST = 3
"""Level of the highest heading inside a point: the form's own titles stand above it."""


def content(
    record: Record, doctype: DocType, layout: Layout, plan: Plan, marking: Marking, picture: Finder, missing: Missing
) -> Content:
    """Return everything of a record that its form has a place for."""
    points = record.points.values()
    return Content(
        values=dict(_values(record, plan, marking)),
        instead=dict(_instead(record, doctype, marking, picture)),
        units={repeat.name: () for repeat in doctype.repeats},
        points={p.number: _point(p, doctype, layout, marking, picture, missing) for p in filter(_is_due, points)},
        titles=dict(_titles(record, doctype, plan, marking)),
        year_name=_year_name(record, plan, marking),
        lines=dict(_lines(record, layout, marking)),
    )


def own_lines(record: Record, layout: Layout) -> dict[int, Paragraph]:
    """Return the paragraphs of a submission that stand for lines of the form in other words, by the line's place."""
    texts = [b for b in record.outside if isinstance(b, Paragraph) and not b.is_index]
    found: dict[int, Paragraph] = {}
    for place, part in enumerate(layout.parts):
        patterns = [re.compile(pattern, re.I) for pattern in part.stands_for]
        own = (p for p in texts if any(pattern.fullmatch(squeeze(p.printed)) for pattern in patterns))
        if first := next(own, None):
            found[place] = first
    return found


def _lines(record: Record, layout: Layout, marking: Marking) -> Iterator[tuple[int, Inline]]:
    for place, paragraph in own_lines(record, layout).items():
        (taken,) = marking.taken([paragraph])
        said = marking.words(taken) if isinstance(taken, Paragraph) else paragraph.text
        yield place, Words(said) if isinstance(said, str) else said


def _is_due(point: Point) -> bool:
    return point.is_present or not point.is_optional


def _point(
    point: Point, doctype: DocType, layout: Layout, marking: Marking, picture: Finder, missing: Missing
) -> FormPoint:
    is_cell = room_of(layout, point.number).in_cell
    blocks = lowered(point.blocks)
    own: list[Block] = []
    for block in marking.taken(blocks):
        own += [block, *(marking.notes([block]) if isinstance(block, Table) else ())]
    own += marking.notes(blocks, point.number)
    parts = from_document(own, picture, headings=not is_cell, words=marking.words)
    copied = _guidance(point, marking)
    # A table that nobody wrote would be found empty: the mark says which one is wanted.
    without = frozenset(m.name for m in doctype.matrices if m.point == point.number)
    if not parts and not point.parts:
        spec = next(p for p in doctype.points if p.number == point.number)
        slot = Slot(kind=POINT, name=spec.number, title=spec.title, point=spec.number, guidance=spec.guidance)
        return FormPoint(parts=(*copied, Text(missing(slot))), without=without)
    return FormPoint(parts=(*copied, *parts.items), without=without)


def lowered(blocks: Sequence[Block], highest: int = LOWEST) -> tuple[Block, ...]:
    """Return blocks whose headings begin at a level, the lower ones below it as they were."""
    levels = [b.level for b in blocks if isinstance(b, Paragraph) and b.level]
    shift = max(0, highest - min(levels)) if levels else 0
    if not shift:
        return tuple(blocks)
    return tuple(replace(b, level=b.level + shift) if isinstance(b, Paragraph) and b.level else b for b in blocks)


def _guidance(point: Point, marking: Marking) -> Iterator[Text]:
    """Yield the form's own instruction that was left standing: taken out, or grey where nothing else was written."""
    if point.guidance and not point.has_words:
        yield from (Text(Guidance(line)) for line in point.guidance.split("\n"))
    elif point.guidance and not marking.style.plain:
        yield Text(marking.change(squeeze(point.guidance), ""))


def _titles(record: Record, doctype: DocType, plan: Plan, marking: Marking) -> Iterator[tuple[str, Inline]]:
    """Yield the titles that are not simply the official ones: corrected, or as written where no duty is on them."""
    for point in (record.points[spec.number] for spec in doctype.titled):
        change = plan.titles.get(point.number)
        if change:
            yield point.number, marking.change(change.before, official(point))
        elif point.found_title and not plan.has_official_titles:
            yield point.number, Words(written_title(record, point))


def _values(record: Record, plan: Plan, marking: Marking) -> Iterator[tuple[str, Inline | str]]:
    for pointer, value in record.values.items():
        if value.is_blank:
            continue
        fix = next((f for f in plan.fixes if f.before == value.raw and f.location == value.location), None)
        if fix:
            marking.applied.add(fix)
        yield pointer.removeprefix("/"), marking.change(fix.before, fix.after) if fix else value.raw


def _instead(record: Record, doctype: DocType, marking: Marking, picture: Finder) -> Iterator[tuple[str, Blocks]]:
    """Yield the tables of each matrix outside the points as the submission has them, with every column."""
    for name, blocks in outside_tables(record, doctype).items():
        yield name, from_document(marking.taken(lowered(blocks)), picture, words=marking.words)


def outside_tables(record: Record, doctype: DocType) -> dict[str, tuple[Block, ...]]:
    """Return, for each matrix outside the points, its tables with the lines above them: they may tell whose they are.

    Above the first table they are the heading that it stands under and what follows that. A table of one column is
    such a line too: on a sheet, the title over the columns.
    """
    found: dict[str, list[Block]] = {}
    owner = {
        number: spec.name
        for spec in reversed(doctype.matrices)
        if spec.point is None and not spec.unit and (matrix := record.matrix(spec.name))
        for number in matrix.tables
    }
    above: list[Block] = []
    last = ""
    for block in record.outside:
        if not isinstance(block, Table) or all(cell.column == 0 for cell in block.cells):
            is_heading = isinstance(block, Paragraph) and block.level is not None
            above = [block] if is_heading and not last else [*above, block]
            continue
        name = owner.get(block.number, "")
        if name:
            is_under = bool(last) or (bool(above) and isinstance(above[0], Paragraph) and above[0].level is not None)
            found.setdefault(name, []).extend([*(above if is_under else ()), block])
        above, last = [], name
    return {name: tuple(blocks) for name, blocks in found.items()}


def _year_name(record: Record, plan: Plan, marking: Marking) -> Inline | str | None:
    """Return the year's name as the submission gives it, in its margins too; None where it gives none."""
    fix = next((f for f in plan.fixes if f.location == Location()), None)
    if fix is not None:
        marking.applied.add(fix)
        return marking.change(fix.before, fix.after)
    return year_name_in([*(f.text for f in record.document.furniture), *(v.raw for v in record.values.values())])
