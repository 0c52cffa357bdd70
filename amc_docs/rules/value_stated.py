"""A single value is stated somewhere in the document: its number, its date."""

from __future__ import annotations

import re

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, is_missing, shorten


def value_stated(
    record: Record, *, point: str | None = None, field: str, label: str, beside: str = ""
) -> Outcome:
    """Check that the value at `field` (a JSON pointer) was found; the breach shows how the document begins.

    A document beside it in its file whose title or kind matches `beside` (over folded text) states it as well. Doubtful
    where pages could not be read. Not applicable in a document without words.
    """
    value = record.values.get(field)
    if value is not None and not is_missing(value.raw):
        return
    if beside and any(re.search(beside, fold(paper.title)) for paper in record.papers.beside or ()):
        return
    first = next((p for p in record.document.paragraphs() if p.text.strip()), None)
    if first is None:
        yield NotApplicable(reason="El documento no tiene palabras.")
        return
    is_unread = record.document.may_lack_content
    yield Breach(
        message=f"El documento no lleva {label}"
        + (": puede estar en las páginas que no se pudieron leer." if is_unread else " en ninguna parte."),
        evidence=shorten(first.text, 200),
        location=first.location or Location(),
        point=point,
        state=State.POR_VERIFICAR if is_unread else State.INCUMPLE,
        expected=label,
    )
