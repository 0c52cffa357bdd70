"""A value of the document is there, with everything that belongs to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from amc_docs.document import Location, Picture
from amc_docs.findings import Breach, State
from amc_docs.record import Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import listed, shorten


def value_has_parts(
    record: Record,
    *,
    point: str | None = None,
    value: str,
    what: str,
    parts: Mapping[str, str] = {},
    lines: int = 0,
    doubtful: str = "",
) -> Outcome:
    """Check that a single value is stated, and that it has each of its parts.

    `what` names it in the message («el número»). `parts` are the names of its parts, with the regular expression over
    the text without accents that shows each. A value of more than `lines` lines may say a part in words that no
    pattern knows: then it is a doubt; 0 knows no such limit. So is a value that fits `doubtful`, which may do instead,
    and anything that is not found where it may be stamped, drawn or signed by hand: pages recognised optically or not
    read, and documents with pictures.
    """
    found = record.values.get(f"/{value}")
    if found is None or found.is_blank:
        words, place = _near(record)
        yield Breach(
            message=f"No se encuentra {what}.{_where(record)}",
            evidence=words,
            location=place,
            point=point,
            state=_doubtful(record),
            expected=listed(parts) or None,
        )
        return
    said = _unaccented(found.raw)
    absent = [name for name, pattern in parts.items() if not re.search(pattern, said, re.I)]
    if absent:
        may_do = bool(doubtful) and re.search(doubtful, said, re.I) is not None
        may_do = may_do or (bool(lines) and len(found.raw.split("\n")) > lines)
        yield _incomplete(record, found, what, absent, may_do=may_do)


def _unaccented(text: str) -> str:
    """Return the text without accents, its punctuation kept."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _incomplete(record: Record, found: Value, what: str, absent: list[str], *, may_do: bool) -> Breach:
    return Breach(
        message=f"{what[:1].upper()}{what[1:]} no lleva {listed(absent)}: «{shorten(found.raw, 120)}».",
        evidence=found.raw,
        location=found.location,
        state=State.POR_VERIFICAR if may_do else _doubtful(record),
        value=found.raw.replace("\n", " / "),
        expected=listed(absent),
    )


def _doubtful(record: Record) -> State:
    document = record.document
    has_pictures = any(isinstance(b, Picture) for b in document.blocks)
    may_be_drawn = document.may_lack_content or document.ocr_pages or has_pictures
    return State.POR_VERIFICAR if may_be_drawn else State.INCUMPLE


def _where(record: Record) -> str:
    return " Puede estar en una imagen, un sello o una firma a mano." if _doubtful(record) is not State.INCUMPLE else ""


def _near(record: Record) -> tuple[str, Location | None]:
    """Return the first words of the document, which tell it from others, and their place."""
    first = next((p for p in record.document.paragraphs() if p.text.strip()), None)
    return (shorten(first.printed), first.location) if first else ("", None)
