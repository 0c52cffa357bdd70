"""Initials stand for one name throughout the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amc_docs.document import Location, Paragraph
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, resemblance, shorten, squeeze, stems

_BEFORE = re.compile(r"\(\s*([A-ZÁÉÍÓÚÑ]{2,8})\s*\)")
"""«Plan Operativo Institucional (POI)»."""
_LINE = re.compile(r"^\W*([A-ZÁÉÍÓÚÑ]{2,8})\s*[:=–—-]\s*([A-ZÁÉÍÓÚÑ][^:;.()]{6,120})\.?\s*$")
"""«POI: Plan Operativo Institucional»."""
_TITLE = re.compile(r"^\W*([A-ZÁÉÍÓÚÑ][^:;.()]{6,120}?)\s*[–—-]\s*([A-ZÁÉÍÓÚÑ]{2,8})\s*:")
"""«Plan Operativo Institucional – POI: es…»."""
_SMALL = re.compile(r"\b(?:el|la|los|las)\b")
_JOINING = frozenset(fold("a al con de del e en o para por y u").split())
_SAME_NAME = 0.6
"""A name before known initials that is so like theirs is meant to be it."""
_LONGEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expansion:
    acronym: str
    name: str
    location: Location


def acronyms_agree(record: Record, *, point: str | None = None) -> Outcome:
    """Check that what stands beside initials is one name: «Plan … (POI)», «POI: Plan …», «Plan … – POI:».

    Articles, number and gender are no difference, another word is, and so is a word too many or too few. A whole line
    or cell with the same initials and all words but one is compared too. One breach for each acronym, with every
    wording; two names with little in common may be two bodies: a doubt, as is any slip in words read by OCR. Not
    applicable where nothing is abbreviated.
    """
    paragraphs = [p for p in record.document.paragraphs() if p.text.strip() and not p.is_index]
    found: dict[str, list[_Expansion]] = {}
    for expansion in _expansions(paragraphs):
        found.setdefault(expansion.acronym, []).append(expansion)
    if not found:
        yield NotApplicable(reason="El documento no desarrolla ninguna sigla.")
        return
    _add_cut_names(paragraphs, found)
    _add_bare_names(paragraphs, found)
    for acronym, group in found.items():
        wordings: dict[tuple[str, ...], list[_Expansion]] = {}
        for expansion in group:
            wordings.setdefault(_plain(expansion.name), []).append(expansion)
        if len(wordings) > 1:
            yield _breach(acronym, list(wordings.values()), is_ocr=bool(record.document.ocr_pages))


def _expansions(paragraphs: Iterable[Paragraph]) -> Iterator[_Expansion]:
    for paragraph in paragraphs:
        text = squeeze(paragraph.text)
        for mark in _BEFORE.finditer(text):
            if name := _name_before(text[: mark.start()], mark[1]):
                yield _Expansion(acronym=mark[1], name=name, location=paragraph.location)
        for pattern, first, second in ((_LINE, 1, 2), (_TITLE, 2, 1)):
            if (line := pattern.match(text)) and _name_before(line[second], line[first], whole=True):
                yield _Expansion(acronym=line[first], name=line[second], location=paragraph.location)


def _name_before(text: str, acronym: str, *, whole: bool = False) -> str:
    """Return the words at the end of a text whose letters give the initials; empty where none do.

    The first initial begins the first word, each other one begins a later word. `whole`: they are the entire text.
    """
    tokens = [t for t in re.split(r"[\s,/]+", text.rstrip()) if t][-_LONGEST:]
    letters = fold(acronym)
    at = len(letters) - 1
    for place in range(len(tokens) - 1, -1, -1):
        word = fold(tokens[place])
        if at >= 0 and word[:1] == letters[at]:
            at -= 1
            if at < 0 and (not whole or place == 0):
                start = _start(text, tokens[place:])
                return text[start:].strip(" ,") if start >= 0 else ""
        elif word not in _JOINING and not _SMALL.fullmatch(word) and len(tokens) - place > 2 * len(letters) + 2:
            return ""
    return ""


def _start(text: str, tokens: list[str]) -> int:
    """Return where the last run of these words begins in a text."""
    pattern = r"[\s,/]+".join(map(re.escape, tokens))
    found = list(re.finditer(pattern, text))
    return found[-1].start() if found else -1


def _add_cut_names(paragraphs: Iterable[Paragraph], found: dict[str, list[_Expansion]]) -> None:
    """Add the names before known initials that do not give them, since a word is wanting: «Oficina de (OEM)»."""
    for paragraph in paragraphs:
        text = squeeze(paragraph.text)
        for mark in _BEFORE.finditer(text):
            known = found.get(mark[1])
            if not known or any(e.location == paragraph.location for e in known):
                continue
            first = known[0].name.split()[0]
            start = text.rfind(f"{first} ", max(0, mark.start() - 100), mark.start())
            name = text[start : mark.start()].strip(" ,") if start >= 0 else ""
            if name and resemblance(name, known[0].name) >= _SAME_NAME:
                found[mark[1]].append(_Expansion(acronym=mark[1], name=name, location=paragraph.location))


def _add_bare_names(paragraphs: Iterable[Paragraph], found: dict[str, list[_Expansion]]) -> None:
    """Add the lines that are a name with the initials of a known one and all its words but one."""
    for paragraph in paragraphs:
        name = squeeze(paragraph.text).strip(" .:-–•")
        if not 2 < len(name.split()) <= _LONGEST or "(" in name:
            continue
        said = [w for w in fold(name).split() if w not in _JOINING and not _SMALL.fullmatch(w)]
        acronym = "".join(w[0] for w in said).upper()
        known = found.get(acronym, ()) if len(acronym) > 2 else ()
        if known and len(stems(name) - stems(known[0].name)) == 1 == len(stems(known[0].name) - stems(name)):
            found[acronym].append(_Expansion(acronym=acronym, name=name, location=paragraph.location))


def _plain(name: str) -> tuple[str, ...]:
    """Return a name as it is compared: without articles, number and gender."""
    words = _SMALL.sub(" ", fold(name).replace(" del ", " de ").replace(" al ", " a ")).split()
    return tuple("".join(sorted(stems(w))) or w for w in words)


def _breach(acronym: str, wordings: list[list[_Expansion]], *, is_ocr: bool) -> Breach:
    ordered = sorted(wordings, key=len, reverse=True)
    right, *strange = ordered
    told = [f"«{shorten(w[0].name, 90)}»" + (f" ({len(w)} veces)" if len(w) > 1 else "") for w in ordered]
    alike = min(resemblance(right[0].name, w[0].name) for w in strange)
    return Breach(
        message=f"{acronym} se desarrolla de {len(told)} maneras: {', '.join(told[:-1])} y {told[-1]}.",
        evidence=" / ".join(shorten(w[0].name, 100) for w in ordered),
        location=strange[0][0].location,
        places=tuple(e.location for w in (*strange, right) for e in w if e is not strange[0][0]),
        value=strange[0][0].name,
        expected=right[0].name if len(right) > len(strange[0]) else None,
        state=State.POR_VERIFICAR if is_ocr or alike < 0.5 else State.INCUMPLE,
    )
