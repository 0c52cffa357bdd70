"""Figures, dates and annexes named in running text, each with the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from amc_docs.document import Paragraph
from amc_docs.extraction.citations import sentence
from amc_docs.figures import NUMERALS, Convention, number, spoken_number
from amc_docs.record import Mention, Scalar
from amc_docs.wording import fold, squeeze

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto ago",
         "septiembre setiembre set sep", "octubre oct", "noviembre nov", "diciembre dic"), 1
    )
    for name in names.split()
}
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_AMOUNT = re.compile(
    r"S\s?/\s?\.?\s?(?P<a>\d[\d.,'’´\s]*\d|\d)"
    # Begun anywhere in a figure, and as long as the line, the search would be quadratic.
    r"|(?<!\d)(?<!\d[.,'’´])(?P<b>\d[\d.,'’´ ]{0,40}\d|\d)\s+(?:nuevos\s+)?soles\b",
    re.I,
)
_PLURALS = sorted((word for word, value in NUMERALS.items() if value > 1), key=len, reverse=True)
_WORD = "|".join(_PLURALS).replace("e", "[eé]").replace("o", "[oó]")
_COUNT = re.compile(
    r"\b(?P<word>(?:[a-záéíóúñ]+\s+y\s+)?[a-záéíóúñ]+)\s*\(\s*(?P<digits>\d{1,4})\s*\)\s*(?P<noun>[a-záéíóúñ]+)"
    rf"|\b(?P<only>(?:[a-z]+ta\s+y\s+)?(?:{_WORD}))\s+(?P<noun2>[a-záéíóúñ]{{5,}})", re.I
)
_NUMERIC_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2})(?![\d/])")
_WRITTEN_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\s*(?:[°º]|ro\.?))?\s+(?:de\s+)?({_MONTH_NAMES})\.?"
    r"\s+(?:del?\s+)?(?:a[ñn]o\s+)?((?:19|20)\d{2})\b",
    re.I,
)
_ANNEX = re.compile(r"\banexos?\s*(?:N(?:\s*[°º.o]+)?\s*)?0*(?P<label>\d{1,2}|[IVX]{1,5}\b|[A-H]\b)", re.I)

_TELEPHONE = re.compile(r"(?:^|tel\w*|fono|central|celular)[\s.:°ºN]*(?:\(?\d[\s().-]{0,3}){6,}[\s,;/|–-]*$", re.I)
"""What stands before an «anexo» that is the extension of a telephone."""


def find(paragraph: Paragraph, point: str | None, column: Convention | None) -> Iterator[Mention]:
    """Yield the mentions of one paragraph; `column` is the decimal convention of the document's amounts."""
    text = paragraph.text
    for found in _AMOUNT.finditer(text):
        value, issue = number(found["a"] or found["b"], column, money=True)
        before = text[max(0, found.start() - 60) : found.start()]
        yield _mention("amount", found, value if not issue else None, squeeze(before), paragraph, point)
    for found in _COUNT.finditer(text):
        if (counted := _counted(found)) is not None:
            yield _mention("count", found, counted, found["noun"] or found["noun2"], paragraph, point)
    for found in _NUMERIC_DATE.finditer(text):
        yield _mention("date", found, _date(found[4], int(found[3]), found[1]), "", paragraph, point)
    for found in _WRITTEN_DATE.finditer(text):
        yield _mention("date", found, _date(found[3], _MONTHS[fold(found[2])], found[1]), "", paragraph, point)
    for found in _ANNEX.finditer(text):
        if _TELEPHONE.search(text, max(0, found.start() - 60), found.start()):
            continue
        yield _mention("annex", found, None, found["label"].upper(), paragraph, point)


def _counted(found: re.Match[str]) -> int | None:
    """Return the number that is said; the digits where both are given. None where the word is no numeral."""
    said = spoken_number(found["word"] or found["only"])
    if said is None or said == 1:
        return None
    return int(found["digits"]) if found["digits"] else said


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _mention(
    kind: str, found: re.Match[str], value: Scalar | Decimal, noun: str, paragraph: Paragraph, point: str | None
) -> Mention:
    raw, context = squeeze(found[0]), squeeze(sentence(paragraph.text, found.start()))
    return Mention(
        kind=kind,
        raw=raw,
        value=value,
        noun=noun,
        # In the cells of a table it is nearly always all that is said: one text for both.
        context=raw if context == raw else context,
        point=point,
        location=paragraph.location,
    )


def dated(paragraph: Paragraph) -> Mention | None:
    """Return the first date that a paragraph names and that exists; None where it names none."""
    found = find(paragraph, None, None)
    return next((m for m in found if m.kind == "date" and isinstance(m.value, date)), None)
