"""What one point selects is among the alternatives of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.document import Location
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import (
    at_point,
    containment,
    fold,
    is_missing,
    is_put_off,
    likeness,
    sentences,
    shorten,
    squeeze,
    words,
)

SURE = 0.8
FOREIGN = 0.2
"""Up to this share of common words a selection is surely none of the alternatives."""
LEAST_WORDS = 3
"""Meaningful words that an alternative needs to be compared with; fewer are a label or a heading."""

_SELECTS = re.compile(
    r"\bse (ha (n )?)?(selecciona|prioriza|elige|elegi|opta|escog)\w*"
    r"|\balternativas? (de solucion )?(seleccionada|priorizada|elegida|escogida)s?\b"
)
_REASON = re.compile(r"[,;.]?\s+(por(que)?|debido|dado|ya que|puesto que|toda vez|en raz[oó]n|pues)\b|\.\s", re.I)
_LABEL = re.compile(
    r"\b(?:alternativas?|opci[oó]n)\s+(?:de\s+soluci[oó]n\s+)?(?:N[°ºo.]*\s*)?0*(?P<label>\d{1,2}|[A-H]|[IVX]{1,4})\b"
    r"(?=\s*[.:,;)–—-]|\s*$|\s+(?:por|que|del?|y)\b)",
    re.I,
)
_OWN_LABEL = re.compile(r"^\W*(?:alternativa\s+)?(?:N[°º.]*\s*)?0*(?P<label>\d{1,2}|[A-H]|[IVX]{1,4})\s*[.):–—-]", re.I)
_TERM = re.compile(r"\b(?:para\s+)?(?:ser\s+\w+\s+)?(?:en|para)?\s*el\s+corto\s+plazo\b,?", re.I)

Line = tuple[str, Location]


def selection_among_alternatives(record: Record, *, point: str, alternatives: str) -> Outcome:
    """Check that each alternative selected here is one of point `alternatives`, by its words or its label.

    Selected is what follows «se selecciona …» or «alternativa seleccionada: …», or else the items of a list; in a
    text without either, one alternative must be found in it. Silent where .8 of the words are of one alternative, or it
    is named by its label alone («Alternativa 2»); certain where hardly any word is, or the label is none of theirs;
    doubtful in between, and where a picture may hold the alternatives. Not applicable where the selection is put off.
    """
    here, there = record.point(point), record.point(alternatives)
    if here is None or there is None or not here.has_words or not (there.has_words or there.pictures):
        missing = alternatives if there is None or not there.has_words else point
        yield NotApplicable(reason=f"El punto {missing} falta o no tiene texto.")
        return
    if is_missing(here.text) or is_put_off(here.text, here.title):
        yield NotApplicable(reason=f"El punto {point} no selecciona todavía.")
        return
    offered = _offered(there)
    labels = _labels(there)
    chosen, is_explicit = _chosen(here)
    wanting = [(line, *_best(line[0], offered, labels)) for line in chosen]
    wanting = [w for w in wanting if w[1] < SURE]
    if not is_explicit and len(wanting) < len(chosen):
        return
    for (text, place), score, nearest in wanting if is_explicit else wanting[:1]:
        is_certain = is_explicit and bool(offered) and not there.pictures
        is_certain = is_certain and (score <= FOREIGN or _is_unknown(text, labels, score))
        yield Breach(
            message=f"{at_point(point)}«{shorten(text, 110)}» "
            + ("no está" if is_certain else "no se reconoce con seguridad")
            + f" entre las alternativas del punto {alternatives}.",
            evidence=shorten(text, 240),
            location=place,
            state=State.INCUMPLE if is_certain else State.POR_VERIFICAR,
            value=shorten(text),
            expected=shorten(nearest) or None,
        )


def _offered(point: Point) -> list[str]:
    """Return the texts that may be alternatives: every paragraph and cell with enough words."""
    texts = (_OWN_LABEL.sub("", squeeze(p.text)).strip() for p in point.paragraphs())
    return [text for text in texts if len(words(text)) >= LEAST_WORDS]


def _labels(point: Point) -> frozenset[str]:
    """Return the labels by which the alternatives are known: `a`, `2`, `ii`."""
    found = {m["label"] for p in point.paragraphs() for m in _LABEL.finditer(p.printed)}
    found |= {m["label"] for p in point.paragraphs() if (m := _OWN_LABEL.match(p.printed))}
    found |= {p.text.strip() for p in point.paragraphs() if re.fullmatch(r"\d{1,2}|[A-H]|[IVX]{1,4}", p.text.strip())}
    return frozenset(label.casefold().lstrip("0") for label in found)


def _chosen(point: Point) -> tuple[list[Line], bool]:
    """Return what is selected, and whether the document marks it as such."""
    paragraphs = [p for p in point.paragraphs() if p.text.strip()]
    marked: list[Line] = []
    for place, paragraph in enumerate(paragraphs):
        for sentence in sentences(paragraph.printed):
            if not (found := _SELECTS.search(fold(sentence))):
                continue
            said = _after(sentence, fold(sentence)[: found.end()])
            if said:
                marked.append((said, paragraph.location))
            elif place + 1 < len(paragraphs):
                marked.append((paragraphs[place + 1].text, paragraphs[place + 1].location))
    if marked:
        return marked, True
    items = [(p.text, p.location) for p in point.list_items if len(words(p.text)) >= LEAST_WORDS]
    if items:
        return items, True
    long = [p for p in paragraphs if len(words(p.text)) >= 2 * LEAST_WORDS] or paragraphs
    return [(squeeze(p.text), p.location) for p in long], False


def _after(sentence: str, head: str) -> str:
    """Return the alternative that a sentence names: what follows its colon, or the verb, without the reasons."""
    before, colon, named = sentence.partition(":")
    if colon and len(fold(before)) + 1 >= len(head) and named.strip():
        label = _LABEL.search(before + ".")
        return (f"{label[0]}: " if label else "") + _without_reasons(named.strip())
    if colon and not named.strip():
        return ""
    rest = sentence
    for start in range(len(sentence)):
        if len(fold(sentence[:start])) >= len(head):
            rest = sentence[start:]
            break
    rest = _without_reasons(rest.strip(" ,"))
    return rest if len(words(rest)) >= 1 else ""


def _without_reasons(text: str) -> str:
    """Cut a text where it begins to give reasons, unless too little is left to compare."""
    for found in _REASON.finditer(text):
        if len(words(text[: found.start()])) >= LEAST_WORDS or _LABEL.search(text[: found.start()] + "."):
            return text[: found.start()].strip()
    return text.strip()


def _best(text: str, offered: Sequence[str], labels: frozenset[str]) -> tuple[float, str]:
    """Return how surely a text is one of the alternatives (1 where it only refers to one by label), and which."""
    label = _LABEL.search(text + ".")
    rest = (text[: label.start()] + text[label.end() :]) if label else text
    if label and label["label"].casefold().lstrip("0") in labels and len(words(rest)) <= 2 * LEAST_WORDS:
        return 1.0, text
    named = _TERM.sub(" ", rest)
    scored = [(_like(named, alternative), alternative) for alternative in offered]
    return max(scored, default=(0.0, ""))


def _is_unknown(text: str, labels: frozenset[str], score: float) -> bool:
    """Say whether a text names an alternative by a label that none of them has, and not by the words of one."""
    label = _LABEL.search(text + ".")
    return label is not None and len(labels) > 1 and label["label"].casefold().lstrip("0") not in labels and score < 0.5


def _like(chosen: str, alternative: str) -> float:
    """Return 0–1: the same words, all of the alternative inside the selection, or a short form of the alternative."""
    inside = containment(alternative, chosen) if len(words(alternative)) > LEAST_WORDS else 0.0
    short = containment(chosen, alternative) if len(words(chosen)) >= LEAST_WORDS else 0.0
    alike = likeness(chosen, alternative)
    # Any two Spanish sentences share half of their letters: only a high likeness means something.
    return max(alike if alike >= 0.7 else 0.0, inside, short)
