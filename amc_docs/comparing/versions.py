"""The comparison of two versions, put together: documents of one type with one another, point by point."""

from __future__ import annotations

import re

from amc_docs.comparing import tables, texts
from amc_docs.comparing.fates import follow
from amc_docs.comparison import Comparison, Paper, PointChange, Section, Side
from amc_docs.document import Block, Paragraph
from amc_docs.errors import NotComparableError
from amc_docs.findings import PointState

_MARK = re.compile(r"^\s*(?:[o§Øü•●▪■·*✓➢>–—-]\s+|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]-?\s+)(?=\S)")


def compare(before: Side, after: Side) -> Comparison:
    """Follow every observation, and compare what both say.

    Raises:
        NotComparableError: the files have no document of one type in common.
    """
    couples = _couples(before, after)
    if not any(one and other for one, other in couples):
        raise NotComparableError(
            f"«{before.file}» es {_types(before)} y «{after.file}» es {_types(after)}: no son versiones del mismo "
            "documento. Indique los dos archivos del mismo tipo, o diga el tipo con --tipo."
        )
    knows = not before.is_report and not after.is_report
    return Comparison(
        before=before,
        after=after,
        sections=tuple(
            Section(
                before=one,
                after=other,
                followed=tuple(follow(one, other, after)),
                points=_points(one, other) if one and other else (),
            )
            for one, other in couples
        ),
        knows_contents=knows,
    )


def _types(side: Side) -> str:
    return " y ".join(dict.fromkeys(f"«{paper.doctype_title}»" for paper in side.papers))


def _couples(before: Side, after: Side) -> list[tuple[Paper | None, Paper | None]]:
    """Return the documents of both files, those of one type together, in order; what only one file has stands alone."""
    left = list(after.papers)
    found: list[tuple[Paper | None, Paper | None]] = []
    for paper in before.papers:
        other = next((p for p in left if p.doctype == paper.doctype), None)
        if other:
            left.remove(other)
        found.append((paper, other))
    return [*found, *((None, paper) for paper in left)]


def _points(before: Paper, after: Paper) -> tuple[PointChange, ...]:
    """Return every point with what changed in it; the states alone where a version's words are not known."""
    states = {p.number: p for p in before.points}
    found = [_point(states.get(p.number), p, before, after) for p in after.points]
    if before.record and after.record:
        outside = PointChange(
            number="",
            title="Fuera de los puntos" if found else "El documento",
            before=None,
            after=None,
            texts=texts.differences(_words(before.record.outside), _words(after.record.outside)),
            cells=tables.differences(before, after, None),
        )
        found += [outside] if outside.is_changed else []
    return tuple(found)


def _point(old: PointState | None, new: PointState, before: Paper, after: Paper) -> PointChange:
    number = new.number
    known = before.record is not None and after.record is not None
    words = [_words(p.blocks) if (p := r.points.get(number)) else "" for r in (before.record, after.record) if r]
    return PointChange(
        number=number,
        title=new.title,
        before=old.state if old else None,
        after=new.state,
        texts=texts.differences(*words) if known else (),
        cells=tables.differences(before, after, number) if known else (),
    )


def _words(blocks: tuple[Block, ...]) -> str:
    """Return the words outside tables without the marks of lists, which Word writes by itself and a PDF has typed."""
    return "\n".join(_MARK.sub("", b.text) for b in blocks if isinstance(b, Paragraph))
