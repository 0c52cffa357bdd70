"""Telling the type of a document, and saying so when it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amc_docs.doctype import UNKNOWN, DocType
from amc_docs.document import Document, Paragraph
from amc_docs.extraction import contents, forms, headings, points
from amc_docs.wording import fold

_CERTAIN = 0.5
"""Below this score a type is not believed."""
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


def recognise(document: Document, doctypes: Mapping[str, DocType]) -> Recognition:
    """Return the type of the document; the unknown one where no known type is likely enough."""
    scores = {name: _score(document, t) for name, t in doctypes.items() if name != UNKNOWN}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    likely = [name for name, score in ranked if score >= _CERTAIN]
    carried = {name: _carried(name, likely, document, doctypes) for name in likely}
    beaten = {other for others in carried.values() for other in others}
    beaten |= {name for name in likely if doctypes[name].recognition.only_with_form and not carried[name]}
    best = next((name for name in likely if name not in beaten), None)
    if best is None:
        possible = tuple((name, score) for name, score in ranked if name not in beaten)[:2]
        top = possible[0][1] if possible else 0.0
        return Recognition(doctype=doctypes[UNKNOWN], confidence=round(1 - top, 2), candidates=possible)
    others = tuple((name, score) for name, score in ranked if name != best)[:2]
    return Recognition(doctype=doctypes[best], confidence=scores[best], candidates=others)


def _carried(
    name: str, likely: Sequence[str], document: Document, doctypes: Mapping[str, DocType]
) -> tuple[str, ...]:
    """Return the likely types whose blank form a document of this type would only carry."""
    others = doctypes[name].recognition.prevails_over
    return tuple(other for other in others if other in likely and _is_blank(document, doctypes[other]))


def _score(document: Document, doctype: DocType) -> float:
    """Return 0–1: the phrases of its title page and, for a form, the share of its points that have a title."""
    spoken = _phrases(document, doctype)
    if not doctype.points:
        return round(spoken, 2)
    _, titles = _titles(document, doctype)
    share = len(titles) / len(doctype.points)
    # The numbered titles of a form say more than its name: an oficio that sends it names it too.
    return round(min(1.0, 0.25 * spoken + 1.1 * max(0.0, share - 0.1)), 2)


def _titles(document: Document, doctype: DocType) -> tuple[tuple[forms.Piece, ...], dict[str, headings.Candidate]]:
    pieces = forms.flow(forms.separate(document, doctype), doctype)
    return pieces, headings.find(pieces, doctype, frozenset(contents.find(pieces)))


def _is_blank(document: Document, doctype: DocType) -> bool:
    """Whether the form is there, but next to none of its points has words of its own: a norm that carries its form."""
    pieces, titles = _titles(document, doctype)
    found = points.divide(pieces, doctype, titles, {}, frozenset(contents.find(pieces))).points.values()
    present = [p for p in found if p.is_present]
    return sum(not p.text for p in present) >= _BLANK * len(present)


def _phrases(document: Document, doctype: DocType) -> float:
    recognition = doctype.recognition
    if not recognition.phrases:
        return 0.0
    lines = [fold(p.printed) for p in document.paragraphs()]
    heads = [fold(f.text) for f in document.furniture]
    found = sum(any(re.search(phrase, line) for line in (*lines, *heads)) for phrase in recognition.phrases)
    return min(1.0, found / recognition.needed)


def first_words(document: Document, limit: int = 12) -> tuple[Paragraph, ...]:
    """Return the first paragraphs with words, for saying what an unknown document begins with."""
    return tuple(p for p in document.paragraphs() if p.text)[:limit]
