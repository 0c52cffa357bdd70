"""Days since 1900 as dates and times, written the way a format asks, in Spanish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from amc_docs.dates import MONTHS

LATEST = 2_958_466
"""The day after 31/12/9999, where Excel's calendar ends."""

_WEEK = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_FEBRUARY_29 = 60
"""The day of 1900 that never was and that Excel counts all the same."""


class Piece(Protocol):
    """A token of a number format."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def text(self) -> str:
        """Its letters."""


def printed_date(days: Decimal, tokens: Sequence[Piece]) -> str:
    """Return a date or time: `days` counts from the first day of 1900 (1), and is below `LATEST`."""
    places = max((len(t.text.partition(".")[2]) for t in tokens if t.kind == "date"), default=0)
    # Rounded first: 12:00 may be stored as 11:59:59.9999.
    seconds = (days * 86_400).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    moment = _moment(seconds)
    has_noon = any(t.kind == "noon" for t in tokens)
    return "".join(_pieces(tokens, moment, seconds, has_noon))


def serial(moment: datetime) -> Decimal:
    """Return the days since 1900 of a date that a file writes out."""
    passed = moment.replace(tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC)
    return Decimal(passed.days) + Decimal(passed.seconds) / 86_400


def _moment(seconds: Decimal) -> datetime:
    day = 31 if seconds < _FEBRUARY_29 * 86_400 else 30
    capped = min(seconds, Decimal(LATEST * 86_400 - 1))
    return datetime(1899, 12, day, tzinfo=UTC) + timedelta(microseconds=int(capped * 1_000_000))


def _pieces(tokens: Sequence[Piece], moment: datetime, seconds: Decimal, has_noon: bool) -> Iterator[str]:
    for position, token in enumerate(tokens):
        letters = token.text.lower()
        if token.kind == "elapsed":
            yield _elapsed(seconds, letters)
        elif token.kind == "noon":
            yield "a.m." if moment.hour < 12 else "p.m."
        elif token.kind == "date" and letters[0] == "m" and _is_minutes(tokens, position):
            yield f"{moment.minute:0{min(len(letters), 2)}d}"
        elif token.kind == "date":
            yield _dated(moment, letters, has_noon)
        elif token.kind in ("pad", "fill"):
            yield " "
        elif token.kind not in ("locale", "digit"):
            yield token.text


def _elapsed(seconds: Decimal, letters: str) -> str:
    unit = {"h": 3_600, "m": 60, "s": 1}[letters[0]]
    return f"{int(seconds) // unit:0{len(letters)}d}"


def _is_minutes(tokens: Sequence[Piece], position: int) -> bool:
    """Tell whether `m` means minutes: it comes after hours or before seconds."""
    times = [(i, t.text.lower()[0]) for i, t in enumerate(tokens) if t.kind in ("date", "elapsed")]
    order = next(n for n, (i, _) in enumerate(times) if i == position)
    before = times[order - 1][1] if order else ""
    after = times[order + 1][1] if order + 1 < len(times) else ""
    return before == "h" or after == "s"


def _dated(moment: datetime, letters: str, has_noon: bool) -> str:
    unit, length = letters[0], len(letters.partition(".")[0])
    if unit == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if unit == "m" and length > 2:
        month = MONTHS[moment.month - 1]
        return month[:1] if length == 5 else month[:3] if length == 3 else month
    if unit == "d" and length > 2:
        day = _WEEK[moment.weekday()]
        return day[:3] if length == 3 else day
    if unit == "s" and "." in letters:
        places = len(letters.partition(".")[2])
        return f"{moment.second:0{min(length, 2)}d}.{f'{moment.microsecond:06d}'[:places]}"
    hour = (moment.hour - 1) % 12 + 1 if has_noon else moment.hour
    value = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[unit]
    return f"{value:0{min(length, 2)}d}"
