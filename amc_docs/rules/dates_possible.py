"""Every date exists in the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from amc_docs.findings import Breach
from amc_docs.record import Mention, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, shorten

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "se", "oct", "nov", "dic")


def dates_possible(record: Record, *, point: str | None = None) -> Outcome:
    """Check that each date written with day, month and year exists; one breach for each that does not.

    Silent on a date that only could not be read. `point` limits the check to one point.
    """
    impossible: dict[str, list[Mention]] = {}
    for mention in record.mentions:
        if mention.kind == "date" and mention.value is None and point in (None, mention.point):
            impossible.setdefault(fold(mention.raw), []).append(mention)
    for first, *others in impossible.values():
        if reason := _why_not(first.raw):
            yield Breach(
                message=f"{at_point(first.point)}la fecha «{first.raw}» no existe: {reason}.",
                evidence=shorten(first.context or first.raw, 240),
                location=first.location,
                places=tuple(m.location for m in others),
                point=first.point,
                value=first.raw,
            )


def _why_not(raw: str) -> str:
    """Say why a date cannot be, or return an empty string where it may be."""
    parts = re.findall(r"\d+|[a-z]{3,}", fold(raw).replace("ano", " "))
    if len(parts) < 3:
        return ""
    day, year = parts[0], parts[-1]
    month = int(parts[1]) if parts[1].isdigit() else _month(parts[1:-1])
    if not (day.isdigit() and year.isdigit() and month):
        return ""
    if not 1 <= month <= 12:
        return f"no hay mes {month}"
    if not _exists(int(year), month, int(day)):
        return f"ese mes no tiene día {int(day)}" + (f" en {year}" if month == 2 and day == "29" else "")
    return ""


def _month(words: Iterable[str]) -> int:
    """Return the month that one of the words names, or 0."""
    return next((i for w in words for i, start in enumerate(_MONTHS, 1) if w.startswith(start)), 0)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
