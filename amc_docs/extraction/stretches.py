"""The lines that a value is looked for in: those between two signs, the first ones, the last ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from amc_docs.document import Block, Furniture, Paragraph, paragraphs_in
from amc_docs.record import Value
from amc_docs.specs import Stretch
from amc_docs.wording import squeeze


def within(blocks: Sequence[Block], furniture: Iterable[Furniture], spec: Stretch) -> list[Paragraph]:
    """Return the paragraphs that a stretch takes of some blocks, those in tables included.

    None where the stretch has a sign to begin at and none of the paragraphs bears it.
    """
    lines = [p for p in paragraphs_in(blocks) if p.text.strip()]
    start = _start(lines, spec)
    found = lines[start:] if start is not None else []
    stop = next((n for n, line in enumerate(found) if n and _fits(line, spec.until)), len(found))
    found = found[:stop]
    if spec.lines:
        found = found[: spec.lines] if spec.lines > 0 else found[spec.lines :]
    return [*found, *(_line(piece) for piece in furniture if piece.kind in spec.margins)]


def words(lines: Sequence[Paragraph]) -> Value:
    """Return the words of some paragraphs as one value, a line each; the place is that of the first one."""
    raw = "\n".join(squeeze(part) for line in lines for part in line.printed.split("\n") if part.strip())
    known = [line.confidence for line in lines if line.confidence is not None]
    return Value(
        raw=raw, value=raw or None, location=lines[0].location, confidence=min(known) if known else None
    )


def _start(lines: Sequence[Paragraph], spec: Stretch) -> int | None:
    if spec.after:
        return next((n + 1 for n in range(len(lines) - 1, -1, -1) if _fits(lines[n], spec.after)), None)
    if spec.start:
        return next((n for n, line in enumerate(lines) if _fits(line, spec.start)), None)
    return 0


def _fits(line: Paragraph, patterns: Sequence[str]) -> bool:
    return any(_compiled(pattern).search(line.printed) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def _line(piece: Furniture) -> Paragraph:
    return Paragraph(text=piece.text, location=piece.location)
