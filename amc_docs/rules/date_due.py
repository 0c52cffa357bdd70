"""A document bears a date no later than the one on which it is due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import takewhile

from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import fold


def date_due(
    record: Record,
    *,
    point: str | None = None,
    field: str,
    year: str,
    day: int,
    month: int,
    years_after: int = 0,
    later: Mapping[str, str | int] | None = None,
) -> Outcome:
    """Compare the date at `field` with `day` and `month` of the year at `year`, or of one so many `years_after` it.

    Where what stands before the first point matches `said` of `later` and not its `unless`, the document is of the
    later half of the year, due on the `day` and `month` of `later` in the year after. Not applicable where either is
    not stated, or the date says no day.
    """
    stated, period = record.values.get(field), record.values.get(year)
    written = _date(record, stated) if stated else None
    if stated is None or written is None or period is None or not period.raw.isdigit():
        yield NotApplicable(reason="No se conoce la fecha, o el año que se informa.")
        return
    due = date(int(period.raw) + years_after, month, day)
    if later and _is_of_later_half(record, later):
        due = date(int(period.raw) + years_after + 1, int(later["month"]), int(later["day"]))
    if written > due:
        yield Breach(
            message=f"La fecha es «{stated.raw}», posterior al plazo: {due:%d/%m/%Y}.",
            evidence=stated.raw,
            location=stated.location,
            point=point,
            value=stated.raw,
            expected=f"{due:%d/%m/%Y}",
        )


def _is_of_later_half(record: Record, later: Mapping[str, str | int]) -> bool:
    """Return whether the title, the subject or whatever else stands before the first point says so."""
    first = record.points[record.order[0]].location if record.order else None
    front = takewhile(lambda p: p.location != first, record.document.paragraphs())
    text = " ".join(fold(p.printed) for p in front) if first else ""
    return bool(re.search(str(later["said"]), text)) and not re.search(str(later["unless"]), text)


def _date(record: Record, value: Value) -> date | None:
    """Return the day that a value says, as it was read among the document's dates."""
    said = fold(value.raw)
    dates = (m.value for m in record.mentions if m.kind == "date" and fold(m.raw) in said)
    return next((d for d in dates if isinstance(d, date)), None)
