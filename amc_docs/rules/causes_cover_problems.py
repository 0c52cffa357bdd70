"""Each problem of one point has its causes in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amc_docs.document import Cell, Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, fold, is_missing, likeness, quoted, shorten, words

COVERED = 0.6
_NUMBERED = re.compile(r"(?:p|problema|n|no)? ?0*(\d{1,2})")

Problem = tuple[str, Location]


def causes_cover_problems(
    record: Record,
    *,
    point: str,
    problems: str,
    matrix: str,
    problem: str = "problema",
    causes: Sequence[str] = ("causas",),
    heads: Sequence[str] = (r"^problemas?\b",),
) -> Outcome:
    """Check that each problem listed in point `problems` has causes in the matrix of this point.

    `heads` tell the column of problems in a table of that point; without one its list items are the problems. A
    problem is surely without causes only where the matrix is there, and nothing in the whole point resembles it; where
    problems or causes are no clear list, or a picture may hold them, one doubt.
    """
    causal, source = record.point(point), record.point(problems)
    if causal is None or source is None or not (causal.has_words or causal.pictures):
        yield NotApplicable(reason=f"Falta el punto {problems if source is None else point}.")
        return
    found = _problems(source, heads)
    table = record.matrix(matrix)
    if table is not None:
        yield from _without_causes(table, problem, causes, causal)
    named = _named(found, causal)
    if len(found) < 2 or (table is None and len(named) * 2 < len(found)):
        yield _judge(causal, problems, found)
        return
    open_ones = [p for p in found if p not in named and not _covered(p, found, table, problem)]
    if not open_ones:
        return
    lines = [p.text for p in causal.paragraphs()]
    certain = [p for p in open_ones if not any(_resembles(p[0], line) for line in lines)]
    if causal.pictures or source.pictures:
        certain = []
    if certain:
        yield _uncovered(certain, problems, point)
    if doubtful := [p for p in open_ones if p not in certain]:
        yield _judge(causal, problems, doubtful)


def _problems(point: Point, heads: Sequence[str]) -> list[Problem]:
    """Return the problems: a column of that name, else the items of its lists."""
    column = [item for table in point.tables for item in _column(table.grid(), heads)]
    items = column or [(p.text, p.location) for p in point.list_items]
    distinct = {fold(text): (text, place) for text, place in reversed(items) if len(words(text)) >= 2}
    return list(reversed(distinct.values()))


def _column(grid: Sequence[Sequence[Cell | None]], heads: Sequence[str]) -> Iterator[Problem]:
    places = [(row, column) for row in (0, 1) if row < len(grid) for column in range(len(grid[row]))]
    for place, number in places:
        cell = grid[place][number]
        if cell and any(re.search(h, fold(cell.text)) for h in heads):
            below = (row[number] for row in grid[place + 1 :])
            yield from ((c.text, c.location) for c in below if c and not is_missing(c.text))
            return


def _covered(item: Problem, every: Sequence[Problem], table: Matrix | None, field: str) -> bool:
    """Say whether a row of the matrix is of this problem: by its words, or by its number («Problema 2», «P2»)."""
    for row in table.items if table else ():
        named = row.raw(field)
        if number := _NUMBERED.fullmatch(fold(named)):
            if int(number[1]) == every.index(item) + 1:
                return True
        elif _like(item[0], named) >= COVERED:
            return True
    return False


def _like(problem: str, text: str) -> float:
    """Return 0–1: how surely a text is of a problem: the same words, more words, or a shorter form of it."""
    shorter = containment(text, problem) if len(words(text)) >= 3 else 0.0
    alike = likeness(problem, text)
    # Any two Spanish sentences share half of their letters: only a high likeness means something.
    return max(alike if alike >= 0.7 else 0.0, containment(problem, text), shorter)


def _resembles(problem: str, text: str) -> bool:
    """Say whether a text may be about a problem after all: then nothing is certain."""
    return likeness(problem, text) >= 0.65 or containment(problem, text) >= 0.5


def _named(found: Sequence[Problem], causal: Point) -> list[Problem]:
    """Return the problems that a line of the point's text takes up, with a line about something else after it."""
    lines = [p.text for p in causal.paragraphs()]
    named = []
    for item in found:
        places = [i for i, line in enumerate(lines) if _like(item[0], line) >= COVERED]
        after = lines[places[0] + 1 : places[0] + 2] if places else []
        if after and not any(_like(text, after[0]) >= COVERED for text, _ in found if text != item[0]):
            named.append(item)
    return named


def _without_causes(table: Matrix, field: str, causes: Sequence[str], causal: Point) -> Iterator[Breach]:
    columns = [c for c in causes if c in table.columns]
    named = [row for row in table.items if not is_missing(row.raw(field))]
    bare = [row for row in named if all(is_missing(row.raw(c)) for c in columns)]
    if not bare or not columns:
        return
    names = [row.raw(field) for row in bare]
    yield Breach(
        message=f"{at_point(table.point)}{quoted(names)} no tiene{'n' if len(names) > 1 else ''} causas escritas.",
        evidence=shorten(names[0], 240),
        location=bare[0].values[field].location,
        places=tuple(row.values[field].location for row in bare[1:]),
        state=State.POR_VERIFICAR if causal.pictures else State.INCUMPLE,
    )


def _uncovered(found: Sequence[Problem], source: str, point: str) -> Breach:
    names = [text for text, _ in found]
    many = len(names) > 1
    return Breach(
        message=f"{at_point(point)}no da causas de {'los problemas' if many else 'el problema'} {quoted(names)}, "
        f"identificado{'s' if many else ''} en el punto {source}.".replace("de el ", "del "),
        evidence=shorten(names[0], 240),
        location=found[0][1],
        places=tuple(place for _, place in found[1:]),
    )


def _judge(causal: Point, source: str, found: Sequence[Problem]) -> Breach:
    about = f" (en particular, {quoted([t for t, _ in found], 3)})" if 0 < len(found) <= 3 else ""
    return Breach(
        message=at_point(causal.number)
        + f"una persona debe ver si tiene causas cada problema del punto {source}{about}.",
        evidence=shorten(f"{causal.words}: {causal.text}", 240),
        location=causal.location,
        state=State.POR_VERIFICAR,
    )
