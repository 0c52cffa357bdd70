"""The first lines of a document or a page: where a letter or a resolution says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.document import Block, Paragraph, paragraphs_in
from amc_docs.specs import Recognition
from amc_docs.wording import fold

MOST_LINES = 16
"""Letterhead, motto of the year, place and date, number: an opening line comes no later."""
_LONGEST_LINE = 200
"""Characters; a longer paragraph is text: what stands behind it opens nothing."""


def opens(blocks: Sequence[Block], recognition: Recognition) -> bool:
    """Whether one of the first lines is such as documents of this type open with."""
    return any(re.search(pattern, line) for line in head(blocks) for pattern in recognition.opens)


def head(blocks: Sequence[Block]) -> list[str]:
    """Return the first lines before any text, folded."""
    lines: list[str] = []
    for paragraph in paragraphs_in(blocks):
        if len(paragraph.text) > _LONGEST_LINE or len(lines) >= MOST_LINES:
            break
        lines += [folded for part in paragraph.printed.split("\n") if (folded := fold(part))]
    return lines


def is_closing(paragraph: Paragraph, recognition: Recognition) -> bool:
    """Whether the paragraph is the line that such a document ends with, before its signature."""
    line = fold(paragraph.printed)
    return any(re.search(pattern, line) for pattern in recognition.closes)
