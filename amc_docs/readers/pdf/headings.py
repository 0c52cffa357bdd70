"""Titles told from the text below them by their look: size, weight, numbering."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from amc_docs.document import Block, Paragraph

LARGER = 1.12
"""A title's type is at least this many times the body's."""
LONGEST = 160
"""Characters beyond which bold type is emphasis, not a title."""
NUMBERING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})\.?[-)]?\s+\S")
PART = re.compile(
    r"(t[íi]tulo|cap[íi]tulo|secci[óo]n|anexo|parte|fase|art[íi]culo)\b\s*(N[°º.]\s*)?[\dIVXLC]*|[IVXLC]{1,6}\s*[.–-]",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.;,:]$")


def with_levels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the level of each title outside tables set."""
    body = _body_size(blocks)
    sizes = sorted(
        {_size(b) for b in blocks if isinstance(b, Paragraph) and _is_title(b, body) and _size(b) > LARGER * body},
        reverse=True,
    )
    return tuple(
        replace(b, level=_level(b, sizes)) if isinstance(b, Paragraph) and _is_title(b, body) else b for b in blocks
    )


def _size(paragraph: Paragraph) -> float:
    return round((paragraph.size or 0) * 2) / 2


def _body_size(blocks: Sequence[Block]) -> float:
    sizes = Counter[float]()
    for block in blocks:
        if isinstance(block, Paragraph):
            sizes[_size(block)] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _is_title(paragraph: Paragraph, body: float) -> bool:
    text = paragraph.text
    if paragraph.label or paragraph.is_index or len(text) > LONGEST or not any(c.isalpha() for c in text):
        return False
    if _size(paragraph) > LARGER * body:
        return True
    if SENTENCE.search(text) and not (paragraph.is_bold and text.endswith((":", "."))):
        return False
    letters = [c for c in text if c.isalpha()]
    is_capital = len(letters) > 3 and all(c.isupper() for c in letters)
    return (paragraph.is_bold or is_capital) and _size(paragraph) >= 0.9 * body and len(letters) > 1


def _level(paragraph: Paragraph, sizes: list[float]) -> int:
    """Return the depth of the numbering where there is one, else the rank of the size."""
    numbered = NUMBERING.match(paragraph.text)
    if numbered:
        return numbered.group(1).count(".") + 1
    if PART.match(paragraph.text):
        return 1
    size = _size(paragraph)
    return sizes.index(size) + 1 if size in sizes else min(len(sizes), 2) + 1
