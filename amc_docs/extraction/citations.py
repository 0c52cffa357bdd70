"""Norms and letters cited in the text, in canonical form with their literal."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from amc_docs.document import Paragraph
from amc_docs.record import Citation
from amc_docs.wording import squeeze

KINDS: tuple[tuple[str, str, bool], ...] = (
    # canonical kind, pattern, whether it needs year and issuer
    ("Resolución de Secretaría de Descentralización",
     r"Resoluci[oó]n(?:es)?\s+de\s+(?:la\s+)?Secretar[ií]a\s+de\s+Descentralizaci[oó]n|R\.?\s?S\.?\s?D\.?", True),
    ("Resolución de Presidencia de Consejo Directivo",
     r"Resoluci[oó]n\s+de\s+(?:la\s+)?Presidencia\s+de(?:l)?\s+Consejo\s+Directivo|R\.?P\.?C\.?D\.?", True),
    ("Resolución de Secretaría General", r"Resoluci[oó]n\s+de\s+Secretar[ií]a\s+General|R\.?S\.?G\.?", True),
    ("Resolución Secretarial", r"Resoluci[oó]n\s+Secretarial", True),
    ("Resolución Ministerial", r"Resoluci[oó]n(?:es)?\s+Ministerial(?:es)?|R\.?\s?M\.?", True),
    ("Resolución Viceministerial", r"Resoluci[oó]n\s+Vice\s?ministerial|R\.?\s?V\.?\s?M\.?", True),
    ("Resolución Directoral", r"Resoluci[oó]n(?:es)?\s+Directoral(?:es)?|R\.?\s?D\.?", True),
    ("Resolución Suprema", r"Resoluci[oó]n(?:es)?\s+Suprema(?:s)?|R\.?\s?S\.?", True),
    ("Resolución Jefatural", r"Resoluci[oó]n\s+Jefatural|R\.?\s?J\.?", True),
    ("Resolución Ejecutiva Regional", r"Resoluci[oó]n\s+Ejecutiva\s+Regional|R\.?E\.?R\.?", True),
    ("Decreto Legislativo", r"Decretos?\s+Legislativos?|D\.?\s?Leg\.?|D\.?\s?L\.?", False),
    ("Decreto de Urgencia", r"Decretos?\s+de\s+Urgencia|D\.?\s?U\.?", False),
    ("Decreto Supremo", r"Decretos?\s+Supremos?|D\.?\s?S\.?", True),
    ("Decreto Ley", r"Decreto\s+Ley", False),
    ("Ordenanza Regional", r"Ordenanza\s+Regional", False),
    ("Ordenanza Municipal", r"Ordenanza\s+Municipal", False),
    ("Ley", r"Ley(?:es)?", False),
    ("Directiva", r"Directiva(?:\s+General)?", True),
    ("Oficio", r"Oficio(?:\s+(?:M[uú]ltiple|Circular))?", True),
    ("Memorando", r"Memorando(?:\s+M[uú]ltiple)?|Memor[aá]ndum", True),
    ("Informe", r"Informe(?:\s+T[eé]cnico|\s+Legal)?", True),
)
LETTERS = frozenset({"Oficio", "Memorando", "Informe"})
"""Kinds that are letters between offices, not norms."""

_SIGN = r"(?:N(?:\s*[°º.oO]{1,2})?\.?\s*|№\s*|Nro\.?\s*|n[uú]mero\s+)"
_SUFFIX = (
    r"(?:\s?[-–—]\s?(?P<year>(?:19|20)\d{2}|\d{2})(?!\d))?"
    r"(?:\s?[-–—/]\s?(?P<issuer>[A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑ]*\.?(?:\s?[-–/]\s?(?:[A-ZÁÉÍÓÚÑ][\w.]*|\d+(?:\.\d+)*))*))?"
)
# One pattern for all kinds, tried in their order at each place: longer names stand before those that begin like them.
_CITATION = re.compile(
    "(?<![\\w.])(?:" + "|".join(f"(?P<k{i}>{words})" for i, (_, words, _) in enumerate(KINDS)) + ")"
    rf"\s*(?P<sign>{_SIGN})?(?P<number>D?\d{{1,6}}){_SUFFIX}"
)
_ARTICLE = re.compile(r"\b(?:art[ií]culos?|arts?\.?)\s*(?:N\s*[°º]\s*)?(\d{1,3})", re.I)
_TITLE_AFTER = re.compile(
    r"\s*[,:–—-]?\s*(?:(?:que\s+|se\s+)?(?:aprueba|aprob[oó]|crea|cre[oó]|establece)\s+(?:el|la|los|las)?\s*)?"
    r"[\"“«]?(?P<title>[A-ZÁÉÍÓÚÑ][^.;:(\n”\"»,]{7,160})"
)
_TITLE_BEFORE = re.compile(
    r"[\"“«]?(?P<title>[A-ZÁÉÍÓÚÑ][^.;:(\n”\"»,]{7,160}?)[\"”»]?\s*(?:\(|,\s*aprobad[oa]s?\s+(?:por|mediante)\s+(?:la|el)?)\s*$"
)
_FARTHEST_TITLE = 300
"""Characters from the citation; a norm's title stands right beside it."""
_WIDEST_CONTEXT = 1_000
"""Characters on either side of what was found; only text without full stops has longer sentences."""
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ¿«“\"])")


def find(paragraph: Paragraph, point: str | None) -> Iterator[Citation]:
    """Yield the citations of one paragraph in order of appearance."""
    if not any(map(str.isdigit, paragraph.text)):
        return
    for found in _CITATION.finditer(paragraph.text):
        index, words = next((i, w) for i in range(len(KINDS)) if (w := found[f"k{i}"]))
        kind, _, complete = KINDS[index]
        if _is_citation(kind, words, found):
            yield _citation(kind, found, complete, paragraph, point)


def _is_citation(kind: str, words: str, found: re.Match[str]) -> bool:
    """Tell a citation from words that only look like one («DS 3», «Ley 5»)."""
    is_short = len(words.replace(".", "").replace(" ", "")) <= 3
    if kind == "Ley":
        return len(found["number"]) >= 4
    if is_short or kind in LETTERS:
        return bool(found["year"] or found["issuer"]) or (bool(found["sign"]) and len(found["number"]) >= 3)
    return bool(found["sign"] or found["year"] or found["issuer"])


def _citation(kind: str, found: re.Match[str], complete: bool, paragraph: Paragraph, point: str | None) -> Citation:
    text = paragraph.text
    number = found["number"].lstrip("D").lstrip("0") or "0"
    year = int(found["year"]) if found["year"] else None
    issuer = re.sub(r"\s*[-–/]\s*", "/", found["issuer"]).rstrip(".").upper() if found["issuer"] else None
    if year is not None and year < 100:
        year += 1900
    context = sentence(text, found.start())
    return Citation(
        kind=kind,
        number=number,
        year=year,
        issuer=issuer,
        key=f"{kind} {number}" + (f"-{year}" if year else "") + (f"-{issuer}" if issuer else ""),
        literal=squeeze(found[0]).rstrip("-–/. "),
        articles=tuple(dict.fromkeys(_ARTICLE.findall(context))),
        title=_title(text, found),
        point=point,
        location=paragraph.location,
        is_well_formed=not complete or (year is not None and issuer is not None),
        context=squeeze(context),
    )


def _title(text: str, found: re.Match[str]) -> str:
    if after := _TITLE_AFTER.match(text, found.end(), found.end() + _FARTHEST_TITLE):
        return squeeze(after["title"])
    if before := _TITLE_BEFORE.search(text[max(0, found.start() - _FARTHEST_TITLE) : found.start()]):
        return squeeze(before["title"])
    return ""


def sentence(text: str, position: int) -> str:
    """Return the sentence of `text` that holds the position, no more of it than a reader needs around that place."""
    starts, stops = _bounds(text)
    at = bisect_right(starts, position) - 1
    return text[max(starts[at], position - _WIDEST_CONTEXT) : min(stops[at], position + _WIDEST_CONTEXT)]


@lru_cache(maxsize=4)
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """Return where the sentences start and stop; remembered, since a paragraph may be asked for thousands of places."""
    gaps = list(_SENTENCE_END.finditer(text))
    return [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(text)]
