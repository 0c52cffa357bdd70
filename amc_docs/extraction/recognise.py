"""Telling the type of a document, and saying so when it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from amc_docs.doctype import UNKNOWN, DocType
from amc_docs.document import Document
from amc_docs.extraction import annexes, points
from amc_docs.extraction.forms import Piece, look_at
from amc_docs.extraction.layout import Layout, lay_out
from amc_docs.extraction.openings import opens
from amc_docs.wording import fold

_CERTAIN = 0.5
"""Below this score a type is not believed."""
_UNOPENED = 0.4
"""What is left of the score of a letter or resolution where the first lines do not say that it is one."""
_BLANK = 0.8
"""Share of its points without own words that makes a form a blank one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a document is taken for."""

    doctype: DocType
    confidence: float
    """0–1. For the unknown type: how sure it is that none fits."""
    candidates: tuple[tuple[str, float], ...]
    """The other types with their scores, most likely first."""
    layout: Layout | None = None
    """As a form of that type, where it has points: extraction need not find them again."""


def recognise(document: Document, doctypes: Mapping[str, DocType]) -> Recognition:
    """Return the type of the document; the unknown one where no known type is likely enough."""
    shared: dict[int, Piece] = {}
    look_at(document, (t for t in doctypes.values() if t.titled))
    layouts = {name: lay_out(document, t, shared) for name, t in doctypes.items() if t.titled}
    said = _said(document)
    sole = [name for name, t in doctypes.items() if t.recognition.matrix]
    spoken = {name: _phrases(said, t) for name, t in doctypes.items() if name != UNKNOWN}
    scores = {name: _score(spoken[name], doctypes[name], layouts.get(name)) for name in spoken if name not in sole}
    covers = [doctypes[name] for name in scores if doctypes[name].recognition.is_cover]
    unopened = [t.name for t in covers if not opens(document.blocks, t.recognition)]
    scores |= {name: round(scores[name] * _UNOPENED, 2) for name in unopened}
    if all(score < _CERTAIN for score in scores.values()):
        # A table alone may be part of any form: it is a document of its own only where nothing else is likely.
        scores |= annexes.scores(document, {n: spoken[n] for n in sole}, doctypes, layouts)
    # Two types of one form have the same points: then the title page decides, beyond what fills the score.
    ranked = sorted(scores.items(), key=lambda item: (-item[1], -spoken[item[0]]))
    likely = [name for name, score in ranked if score >= _CERTAIN]
    blank = {name for name in likely if name in layouts and _is_blank(layouts[name], doctypes[name])}
    carried = {name: blank.intersection(doctypes[name].recognition.prevails_over) for name in likely}
    beaten = {other for name in likely for other in doctypes[name].recognition.prevails_over if carried[name]}
    beaten |= {name for name in likely if doctypes[name].recognition.only_with_form and not carried[name]}
    # What covers another document is not what the file is about.
    covering = {t.name for t in covers}
    beaten |= covering if set(likely) - beaten - covering else set()
    best = next((name for name in likely if name not in beaten), None)
    if best is None:
        possible = tuple((name, score) for name, score in ranked if name not in beaten)[:2]
        top = possible[0][1] if possible else 0.0
        return Recognition(doctype=doctypes[UNKNOWN], confidence=round(1 - top, 2), candidates=possible)
    others = tuple((name, score) for name, score in ranked if name != best)[:2]
    return Recognition(doctype=doctypes[best], confidence=scores[best], candidates=others, layout=layouts.get(best))


def _score(spoken: float, doctype: DocType, layout: Layout | None) -> float:
    """Return 0–1: the phrases of its title page and, for a form, the share of its points that have a title."""
    if layout is None:
        return round(spoken, 2)
    share = len(layout.titles) / len(doctype.titled)
    # The numbered titles of a form say more than its name: a letter that sends it names it too.
    return round(min(1.0, 0.25 * spoken + 1.1 * max(0.0, share - 0.1)), 2)


def _is_blank(layout: Layout, doctype: DocType) -> bool:
    """Whether the form is there, but next to none of its points has words of its own: a norm that carries its form."""
    found = points.divide(layout.pieces, doctype, layout.titles, {}, layout.skip).points.values()
    present = [p for p in found if p.is_present]
    return sum(not p.text for p in present) >= _BLANK * len(present)


def _said(document: Document) -> bytearray:
    """Return everything written in the document, folded, a line each; folded text is ASCII.

    Bytes are added to where they stand: the words of a thousand pages are never held twice.
    """
    said = bytearray()
    for text in chain((p.printed for p in document.paragraphs()), (f.text for f in document.furniture)):
        said += fold(text).encode("ascii")
        said += b"\n"
    del said[-1:]
    return said


def _phrases(said: bytearray, doctype: DocType) -> float:
    recognition = doctype.recognition
    if not recognition.phrases:
        return 0.0
    found = sum(bool(re.search(phrase.encode(), said, re.M)) for phrase in recognition.phrases)
    return min(1.0, found / recognition.needed)
