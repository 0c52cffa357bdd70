"""Tables that a point leaves to an annex behind the form: «d) El costeo se presenta en el Anexo D»."""

from __future__ import annotations

import re

from amc_docs.document import Paragraph, Table
from amc_docs.extraction.points import Division

_NAME = r"(?:n\s?[°º.]*\s*)?(\d{1,2}|[ivx]{1,4}|[a-z])"
_HEADING = re.compile(rf"\W*anexo\s+{_NAME}(?=\W|$)", re.I)
_MENTION = re.compile(rf"\banexos?\s+{_NAME}(?=\W|$)", re.I)
_LONGEST_HEADING = 160
"""Characters."""


def find(division: Division) -> dict[int, tuple[str, str]]:
    """Return (point, line above) of each table behind the form in an annex which that point alone speaks of."""
    speaks: dict[str, set[str]] = {}
    for number in division.order:
        for paragraph in division.points[number].paragraphs():
            for found in _MENTION.finditer(paragraph.text):
                speaks.setdefault(found[1].upper(), set()).add(number)
    owner: dict[int, tuple[str, str]] = {}
    points: set[str] = set()
    above = ""
    for block in division.closing:
        if isinstance(block, Paragraph):
            heading = _HEADING.match(block.printed) if len(block.text) <= _LONGEST_HEADING else None
            points = speaks.get(heading[1].upper(), set()) if heading else points
            above = block.text or above
        elif isinstance(block, Table) and len(points) == 1:
            owner[block.number], above = (next(iter(points)), above), ""
    return owner
