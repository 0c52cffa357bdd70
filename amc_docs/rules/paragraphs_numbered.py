"""The paragraphs of a part that bear a number follow each other from the first on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amc_docs.document import Paragraph
from amc_docs.findings import Breach, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed, shorten

_QUOTES = {"“": 1, "«": 1, "”": -1, "»": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    number: int
    paragraph: Paragraph
    is_quoted: bool
    """It may belong to the text that an article before it gives to another norm."""


def paragraphs_numbered(
    record: Record,
    *,
    point: str,
    noun: str,
    pattern: str,
    ordinals: Mapping[str, int],
    quoting: Sequence[str] = (),
) -> Outcome:
    """Check that the paragraphs of a point that begin with a number run 1..n without gap or repeat.

    `pattern` finds the number as its first group, over folded text, in figures or as one of the `ordinals` («primero»);
    `noun` is what such a paragraph is called. Where an earlier paragraph quotes text of another norm (`quoting`, or an
    open quotation mark), a number out of turn may be that norm's: nothing is said of it, and a repeat is a doubt.
    Without any number at all the point is not divided as it must be.
    """
    found = record.point(point)
    if found is None:
        return
    numbered = list(_numbered(list(found.paragraphs()), pattern, ordinals, quoting))
    if not numbered:
        yield Breach(
            message=f"{at_point(point)}no hay ningún {noun} numerado.",
            evidence=shorten(found.text) or found.words,
            location=found.location,
        )
        return
    expected = 1
    for item in numbered:
        if item.number == expected:
            expected += 1
        elif not item.is_quoted or item.number == expected - 1:
            yield _breach(point, noun, item, expected)
            expected = max(expected, item.number + 1)


def _numbered(
    paragraphs: Sequence[Paragraph],
    pattern: str,
    ordinals: Mapping[str, int],
    quoting: Sequence[str],
) -> Iterator[_Numbered]:
    depth, quotes = 0, False
    for paragraph in paragraphs:
        line = fold(paragraph.printed)
        found = re.match(pattern, line)
        number = _value(found[1], ordinals) if found else None
        if number is not None:
            opens = paragraph.text.lstrip().startswith(("“", "«", '"'))
            yield _Numbered(number=number, paragraph=paragraph, is_quoted=quotes or opens or depth > 0)
        depth = max(0, depth + sum(_QUOTES.get(sign, 0) for sign in paragraph.text))
        quotes = quotes or any(re.search(sign, line) for sign in quoting)


def _value(text: str, ordinals: Mapping[str, int]) -> int | None:
    return int(text) if text.isdigit() else ordinals.get(text)


def _breach(point: str, noun: str, item: _Numbered, expected: int) -> Breach:
    words = shorten(item.paragraph.printed, 100)
    missing = [str(n) for n in range(expected, item.number)]
    if missing:
        message = f"antes del {noun} {item.number} falta el {listed(missing)}: «{words}»."
    else:
        message = f"el {noun} {item.number} está repetido o fuera de orden; le toca el {expected}: «{words}»."
    return Breach(
        message=f"{at_point(point)}{message}",
        evidence=words,
        location=item.paragraph.location,
        state=State.POR_VERIFICAR if item.is_quoted else State.INCUMPLE,
        value=str(item.number),
        expected=str(expected),
    )
