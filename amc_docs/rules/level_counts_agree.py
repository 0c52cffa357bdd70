"""How many targets a text says were surpassed, reached, missed or not begun is what the table of levels says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amc_docs.achievement import Level, level_named, quantity
from amc_docs.document import Location
from amc_docs.figures import NUMERALS
from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Matrix, Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, sentences

_ONES = "|".join(sorted(NUMERALS, key=len, reverse=True))
_COUNT = re.compile(rf"\b(?P<word>{_ONES})(?: (?P<digits>\d{{1,3}}))?\b(?! %)|\b(?P<only>\d{{1,3}})\b(?! ?%|[.,]\d)")
_CUT = re.compile(r"[;:,]|\.\s|\by\b(?!/)|\bmientras(?: que)?\b|\bpero\b")
_SUBJECT = re.compile(r"\b(metas?|indicador(es)?)\b")
_AFTER = re.compile(
    r"(metas?|indicador(es)?|de|del|que|ya|se|no|ha|han|fue|fueron|esta|estan|en|con|es|son|quedo|quedaron|resulto"
    r"|super\w+|alcanz\w+|cumpl\w+|logr\w+|ejec\w+|inici\w+|\d+|%)$"
)
"""What may follow a number of targets; another noun is what else is counted."""
_TALLY = 2
_ALL = re.compile(r"\b(?:metas?|indicador(?:es)?)\b(?: \w+){0,3} (?:programad|prioriz|previst|establecid|aprobad)\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    level: Level | None
    """None: all of them."""
    count: int
    clause: str
    sentence: str
    location: Location
    point: str


def level_counts_agree(
    record: Record, *, point: str | None = None, points: Sequence[str], matrix: str, label: str, series: str, total: str
) -> Outcome:
    """Compare the counts in the sentences of `points` about targets with those of the matrix, level by level.

    Only a clause with one count and one level, or one count of all targets programmed, says anything for certain, and
    only where at least two are told: one alone may be about some of the targets. One breach for each count that
    differs. Not applicable without the matrix or without such a tally.
    """
    table = record.matrix(matrix)
    counts = _counts(table, label, series, total) if table else {}
    said = [s for number in points if (found := record.point(number)) for s in _spoken(found)]
    said = [s for s in said if s.level in counts]
    if table is None or len({s.level for s in said}) < _TALLY:
        yield NotApplicable(reason="El texto no dice cuántas metas hay de cada nivel, o falta la tabla.")
        return
    for one in dict.fromkeys(said):
        right, *others = counts[one.level]
        if Decimal(one.count) in (right, *others):
            continue
        what = f"metas de nivel «{one.level.value}»" if one.level else "metas programadas"
        yield Breach(
            message=f"{at_point(one.point)}el texto dice {one.count} {what} («{one.clause}»), y la tabla de niveles, "
            f"{right:f}.",
            evidence=one.sentence,
            location=one.location,
            places=(table.location,),
            point=one.point,
            value=str(one.count),
            expected=f"{right:f}",
        )


def _counts(table: Matrix, label: str, series: str, total: str) -> dict[Level | None, tuple[Decimal, ...]]:
    """Return how many items the table has at each level and in all: by its cells, and as it states itself.

    Where these differ that is the matter of another rule. Of several tables (one a policy) it may be any, or all.
    """
    tables: dict[int | None, dict[Level | None, tuple[Decimal, ...]]] = {}
    for row in table.rows:
        found = tables.setdefault(row.location.table, {})
        level = level_named(row.raw(label))
        cells = [quantity(v) or Decimal(0) for v in row.series(series).values()]
        stated = quantity(row.values.get(total))
        counts = (*([sum(cells, Decimal(0))] if cells else []), *([] if stated is None else [stated]))
        if counts and (level or row.is_total):
            found[None if row.is_total else level] = counts
    for found in tables.values():
        levels = [counts for level, counts in found.items() if level]
        every = (sum((c[0] for c in levels), Decimal(0)), sum((c[-1] for c in levels), Decimal(0)))
        found[None] = (*every, *found.get(None, ()))
    named = dict.fromkeys(level for found in tables.values() for level in found)
    return {level: _any_or_all([found[level] for found in tables.values() if level in found]) for level in named}


def _any_or_all(counts: Sequence[tuple[Decimal, ...]]) -> tuple[Decimal, ...]:
    every = (sum((c[0] for c in counts), Decimal(0)), sum((c[-1] for c in counts), Decimal(0)))
    return tuple(dict.fromkeys([*every, *(one for c in counts for one in c)]))


def _spoken(point: Point) -> Iterator[_Said]:
    for paragraph in point.paragraphs():
        if paragraph.location.table is not None:
            continue
        for sentence in sentences(paragraph.text):
            if not _SUBJECT.search(fold(sentence)):
                continue
            for clause in _clauses(sentence):
                found = _in_clause(clause)
                if found:
                    level, count = found
                    yield _Said(
                        level=level,
                        count=count,
                        clause=clause,
                        sentence=sentence,
                        location=paragraph.location,
                        point=point.number,
                    )


def _clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence, one without a count joined to the one before it, or after at the beginning."""
    parts = [part.strip() for part in _CUT.split(sentence) if part and part.strip()]
    found: list[str] = []
    pending = ""
    for part in parts:
        if _numbers(part):
            found.append(f"{pending} {part}".strip())
            pending = ""
        elif found and level_named(part) and not level_named(found[-1]):
            found[-1] = f"{found[-1]}, {part}"
        elif not found:
            pending = f"{pending} {part}".strip()
    return found


def _numbers(clause: str) -> list[int]:
    numbers = []
    for found in _COUNT.finditer(fold(clause)):
        after = fold(clause)[found.end() :].split()[:1]
        if not after or _AFTER.match(after[0]):
            digits = found["digits"] or found["only"]
            numbers.append(int(digits) if digits else NUMERALS[found["word"]])
    return numbers


def _in_clause(clause: str) -> tuple[Level | None, int] | None:
    numbers = _numbers(_without_periods(clause))
    if len(numbers) != 1:
        return None
    level = level_named(clause)
    if level:
        return level, numbers[0]
    return (None, numbers[0]) if _ALL.search(fold(clause)) else None


def _without_periods(clause: str) -> str:
    """Return a clause without what counts no targets: «un total de», «una vez», years."""
    return re.sub(r"(?i)\bun total de\b|\buna vez\b|\bcada un[oa]\b|\b(?:19|20)\d\d\b|\bprimer semestre\b", " ", clause)
