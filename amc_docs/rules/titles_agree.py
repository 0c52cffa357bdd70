"""A document goes by one title: the cover's is that of the first page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from amc_docs.document import Paragraph
from amc_docs.findings import Breach, NotApplicable
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, likeness, shorten, squeeze

_FEWEST_WORDS = 6
_LONGEST = 400
_ALIKE = 0.8
"""From this likeness on two lines are one title."""


def titles_agree(record: Record, *, point: str | None = None, opens: str) -> Outcome:
    """Compare the titles (lines in bold or capitals that match `opens`, folded) that stand before the first point.

    Only words that differ in the middle are told: a title that goes on, or begins later, was cut or broken otherwise.
    Not applicable with fewer than two, and where the words were recognised on a picture.
    """
    titles = list(_titles(record, opens))
    if len(titles) < 2 or record.document.ocr_pages:
        yield NotApplicable(reason="El título no está dos veces como texto.")
        return
    first, *others = titles
    for other in others:
        here, there = squeeze(first.text), squeeze(other.text)
        differing = _differing(here, there) if likeness(here, there) >= _ALIKE else ""
        if differing:
            yield Breach(
                message=f"El título cambia entre la carátula y la primera página: {differing}.",
                evidence=f"«{shorten(here, 130)}» / «{shorten(there, 130)}»",
                location=other.location,
                places=(first.location,),
                value=there,
                expected=here,
            )
            return


def _titles(record: Record, opens: str) -> Iterator[Paragraph]:
    for block in record.outside:
        if isinstance(block, Paragraph) and not block.is_index and len(block.text) <= _LONGEST:
            letters = [c for c in block.text if c.isalpha()]
            stands_out = block.is_bold or block.level or (letters and all(c.isupper() for c in letters))
            folded = fold(block.text)
            if stands_out and len(folded.split()) >= _FEWEST_WORDS and re.search(opens, folded):
                yield block


def _differing(first: str, second: str) -> str:
    """Return what differs between two titles that begin and end alike; empty where nothing does."""
    a, b = fold(first).split(), fold(second).split()
    steps = SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes()
    if len(steps) < 3 or steps[0][0] != "equal" or steps[-1][0] != "equal":
        return ""
    written, other = first.split(), second.split()
    told = [
        _told(_words(written, a, i1, i2), _words(other, b, j1, j2)) for tag, i1, i2, j1, j2 in steps if tag != "equal"
    ]
    return " y ".join(told)


def _words(written: Sequence[str], folded: Sequence[str], start: int, stop: int) -> str:
    """Return the words as written, where folding has not divided any of them."""
    return " ".join((written if len(written) == len(folded) else folded)[start:stop])


def _told(first: str, second: str) -> str:
    if not first:
        return f"la primera página añade «{second}»"
    if not second:
        return f"la primera página omite «{first}»"
    return f"la carátula dice «{first}» y la primera página, «{second}»"
