"""Percentages of progress that a text quotes follow from the figures of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amc_docs.achievement import executed, follows, of_source, quantity, share
from amc_docs.document import Location
from amc_docs.figures import figure
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record, Row
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, sentences, shorten

_PERCENT = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)?\s?%")
_FIGURE = re.compile(r"(?<![\d.,])\d[\d.,']*(?: \d{3})*(?!\s?%)(?![\d.,]*\d)")
_PROGRESS = re.compile(r"\b(avance\w*|ejecut\w+|ejecucion\w*|cumpl\w+|meta|metas|alcanz\w+|logr\w+|program\w+)\b")
_MONEY = re.compile(r"\b(presupuest\w+|pim|pia|devengad\w+|soles|gasto|gastos|financier\w+)\b")
_ANNUAL = re.compile(r"\b(meta (programada )?anual|meta (programada )?(del|para el) ano|programado (en|para) el ano)\b")
_PART_OF_YEAR = re.compile(r"\b(semestre|semestral|trimestre|trimestral|mes|mensual)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quote:
    """A percentage in a sentence."""

    raw: str
    sentence: str
    location: Location
    point: str | None
    row: Row | None = None
    """The row of the item that the sentence stands in."""


def percentages_follow(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    union: str,
    key: str,
    texts: Sequence[str],
    points: Sequence[str],
    goal: str,
    parts: Sequence[str],
    whole: str = "",
) -> Outcome:
    """Look for the figures behind each percentage of progress in `texts` of the matrix and in the text of `points`.

    It follows where any two figures of its sentence give it, or the target and what was carried out of the item that it
    is about (of any item, in a text about none). One that says to be of the annual target and is not is a breach; of
    any other whose base the document does not state a person must say: one doubt for all. A percentage in a sentence
    without a word of progress, or about money, is of something else. Not applicable without any.
    """
    table, items = record.matrix(matrix), record.matrix(union)
    quotes = [q for q in _quotes(record, table, texts, points) if _is_of_progress(fold(q.sentence))]
    if not quotes:
        yield NotApplicable(reason="El texto no cita porcentajes de avance.")
        return
    pairs = {id(row): _pairs(row, goal, parts, whole) for row in (items.items if items else ())}
    pairs |= {id(row): _of_row(row, goal, parts, whole) for row in (table.items if table else ())}
    open_quotes: list[_Quote] = []
    for quote in quotes:
        said = figure(quote.raw)
        known = pairs[id(quote.row)] if quote.row else [pair for found in pairs.values() for pair in found]
        folded = fold(quote.sentence)
        counts = _of_targets(folded, len(items.items) if items else 0)
        if said is None or follows(quote.raw, said, [*_in_sentence(quote.sentence), *known, *counts]):
            continue
        if quote.row and known and _ANNUAL.search(folded) and not _PART_OF_YEAR.search(folded):
            yield _wrong(quote, quote.row.raw(key), known[0])
        else:
            open_quotes.append(quote)
    if open_quotes:
        yield _unknown(open_quotes)


def _is_of_progress(folded: str) -> bool:
    return _PROGRESS.search(folded) is not None and not _MONEY.search(folded)


def _quotes(record: Record, table: Matrix | None, texts: Sequence[str], points: Sequence[str]) -> Iterator[_Quote]:
    for row in table.items if table else ():
        for value in (row.values[name] for name in texts if name in row.values):
            for raw, sentence in _percentages(value.raw):
                place = table.point if table else None
                yield _Quote(raw=raw, sentence=sentence, location=value.location, point=place, row=row)
    for number in points:
        found = record.point(number)
        own = set(table.tables) if table else set()
        for paragraph in found.paragraphs() if found else ():
            if paragraph.location.table in own and own:
                continue
            for raw, sentence in _percentages(paragraph.text):
                yield _Quote(raw=raw, sentence=sentence, location=paragraph.location, point=number)


def _percentages(text: str) -> Iterator[tuple[str, str]]:
    for sentence in sentences(text):
        for found in _PERCENT.finditer(sentence):
            yield found[0], sentence


def _in_sentence(sentence: str) -> list[tuple[Decimal, Decimal]]:
    """Return every pair of different figures in a sentence, a part and its whole in either order."""
    plain = _PERCENT.sub(" ", sentence)
    numbers = [n for text in _FIGURE.findall(plain) if (n := figure(text.rstrip(".,'"))) is not None]
    return [(a, b) for i, a in enumerate(numbers) for j, b in enumerate(numbers) if i != j and b]


def _of_targets(folded: str, number: int) -> list[tuple[Decimal, Decimal]]:
    """Return the shares of all items that some of them may be, for a sentence about targets."""
    is_about = re.search(r"\b(metas|indicadores)\b", folded) is not None
    return [(Decimal(part), Decimal(number)) for part in range(number + 1)] if is_about else []


def _of_row(row: Row, goal: str, parts: Sequence[str], whole: str) -> list[tuple[Decimal, Decimal]]:
    aim = quantity(row.values.get(goal))
    return [(done, aim) for done in executed(row.values, parts, whole)] if aim else []


def _pairs(row: Row, goal: str, parts: Sequence[str], whole: str) -> list[tuple[Decimal, Decimal]]:
    found = []
    for source in row.sources(goal):
        own = of_source(row, source)
        if aim := quantity(own.get(goal)):
            found += [(done, aim) for done in executed(own, parts, whole)]
    return found


def _wrong(quote: _Quote, name: str, pair: tuple[Decimal, Decimal]) -> Breach:
    right = f"{share(*pair):.1f} %"
    return Breach(
        message=f"{at_point(quote.point)}«{shorten(name, 90)}»: el texto dice «{quote.raw}» de la meta anual; "
        f"{pair[0]:f} de {pair[1]:f} es {right}.",
        evidence=quote.sentence,
        location=quote.location,
        point=quote.point,
        value=quote.raw,
        expected=right,
    )


def _unknown(quotes: Sequence[_Quote]) -> Breach:
    first, *others = quotes
    rest = f" Lo mismo ocurre con {len(others)} más." if others else ""
    return Breach(
        message=f"{at_point(first.point)}«{first.raw}» no sale de las cifras del documento, que no da su base.{rest}",
        evidence=first.sentence,
        location=first.location,
        places=tuple(q.location for q in others),
        point=first.point,
        state=State.POR_VERIFICAR,
        value=first.raw,
    )
