"""The points carry their official number and title and follow the official order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rapidfuzz.distance import OSA

from amc_docs.figures import roman
from amc_docs.findings import Breach, Severity, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, fold, is_numbered, listed, shorten

UNLIKE = 0.55
"""Below this likeness to every known wording a person should say whether it is the point's title."""
_ROMAN = re.compile(r"\W*([IVX]+)\s*[.)–—:°º-]")
ACCEPTED = ("eleccion", "ejecutar", "sectores", "nacionales", "regionales", "locales", "causas")
"""Words of one or two letters' difference to official ones that are words of their own («elección»)."""


def points_in_order(
    record: Record,
    *,
    point: str | None = None,
    accepted: Sequence[str] = ACCEPTED,
) -> Outcome:
    """Check number, title and place of every point that is present; a part without number has neither of its own.

    A title worded otherwise, abbreviated or without accents is a title; a misspelt word in it is asked about (not in a
    document read by OCR, where the slip may be ours). Points numbered by a wrong place are told once, as a fault of
    order; points shifted by the same amount, and points without a number, are one breach each.
    """
    present = [_in_figures(record.points[n]) for n in record.order if n in record.points and is_numbered(n)]
    displaced = _displaced(record, present)
    if displaced:
        yield _out_of_order(record, present, displaced)
    yield from _misnumbered(record, present, by_place=bool(displaced))
    is_ocr = any(p.confidence is not None for p in record.document.paragraphs())
    for found in present:
        if found.found_title is None:
            yield Breach(
                message=f"{at_point(found.number)}está el contenido, pero falta el título «{found.title}».",
                evidence=shorten(found.text) or found.title,
                location=found.location,
                point=found.number,
                expected=f"{found.number}. {found.title}",
                suggestion=f"Escriba el título «{found.number}. {found.title}» delante de este contenido.",
            )
        elif found.likeness < UNLIKE:
            yield _unlike(found)
        elif not is_ocr and found.likeness < 1:
            yield from _misspelt(found, accepted)


def _in_figures(point: Point) -> Point:
    """Return the point with a Roman number («III.») as the one that it stands for."""
    found = _ROMAN.match(point.found_title or "") if not point.found_number and point.number.isdigit() else None
    value = roman(found[1]) if found else None
    return replace(point, found_number=str(value)) if value else point


def _displaced(record: Record, present: Sequence[Point]) -> list[Point]:
    """Return the fewest points whose removal leaves the rest in official order (longest increasing run)."""
    places = {number: place for place, number in enumerate(record.points)}
    tails: list[int] = []
    chains: list[list[Point]] = []
    for point in present:
        place = places[point.number]
        length = bisect_left(tails, place)
        chain = [*(chains[length - 1] if length else []), point]
        tails[length : length + 1] = [place]
        chains[length : length + 1] = [chain]
    kept = {p.number for p in chains[-1]} if chains else set()
    return [p for p in present if p.number not in kept]


def _out_of_order(record: Record, present: Sequence[Point], displaced: Sequence[Point]) -> Breach:
    first, *others = displaced
    before = present[present.index(first) - 1] if present.index(first) else None
    where = f"está después del {before.number}" if before else "abre el documento"
    names = listed(p.number for p in displaced)
    facts = (
        f"Los puntos {names} están fuera de su orden: el {first.number} {where}."
        if others
        else f"El punto {first.number} está fuera de su orden: {where}."
    )
    order = [p.number for p in present]
    return Breach(
        message=facts,
        evidence=" / ".join(f"«{shorten(p.words, 90)}»" for p in ([before] if before else []) + [first]),
        location=first.location,
        places=tuple(p.location for p in others),
        point=first.number,
        value=", ".join(order),
        expected=", ".join(n for n in record.points if n in order),
        suggestion="Ponga el punto en su orden y renumere." if not others else "Ponga los puntos en su orden.",
    )


def _misnumbered(record: Record, present: Sequence[Point], *, by_place: bool) -> Iterator[Breach]:
    """Yield one breach for the points without number, and one for each run shifted by the same amount."""
    titled = [p for p in present if p.found_title is not None]
    bare = [p for p in titled if not p.found_number]
    if bare:
        yield _unnumbered(bare, every=len(bare) == len(titled))
    official = sorted((p.number for p in present), key=list(record.points).index)
    explained = {p.number for place, p in enumerate(present) if by_place and _same(p.found_number, official[place])}
    wrong = [p for p in titled if p.found_number and not _same(p.found_number, p.number) and p.number not in explained]
    for _, shifted in groupby(sorted(wrong, key=_shift), key=_shift):
        yield _shifted(list(shifted))


def _unnumbered(bare: Sequence[Point], *, every: bool) -> Breach:
    first, *others = bare
    who = "Los títulos de los puntos" if every else f"El título del punto {first.number}"
    if others and not every:
        who = f"Los títulos de los puntos {listed(p.number for p in bare)}"
    return Breach(
        message=f"{who} no {'llevan' if others else 'lleva'} número.",
        evidence=" / ".join(f"«{shorten(p.words, 60)}»" for p in bare[:3]) + (" …" if len(bare) > 3 else ""),
        location=first.location,
        places=tuple(p.location for p in others),
        point=first.number,
        expected=f"{first.number}. {first.title}",
    )


def _shifted(wrong: Sequence[Point]) -> Breach:
    first, *others = wrong
    if others:
        pairs = listed(f"{p.found_number} por {p.number}" for p in wrong)
        message = f"Los puntos {listed(p.number for p in wrong)} llevan otro número: dicen {pairs}."
    else:
        message = f"El punto {first.number}, «{shorten(first.words, 90)}», lleva el número {first.found_number}."
    return Breach(
        message=message,
        evidence=" / ".join(shorten(p.words, 90) for p in wrong[:3]) + (" …" if len(wrong) > 3 else ""),
        location=first.location,
        places=tuple(p.location for p in others),
        point=first.number,
        value=first.found_number,
        expected=first.number,
    )


def _same(found: str | None, official: str) -> bool:
    return fold(found or "").lstrip("0") == fold(official)


def _shift(point: Point) -> int:
    """Return by how much the number written differs; 0 where it is none that can be counted with."""
    found = fold(point.found_number or "")
    return int(found) - int(point.number) if found.isdigit() and point.number.isdigit() else 0


def _unlike(point: Point) -> Breach:
    return Breach(
        message=f"{at_point(point.number)}el título «{shorten(point.words, 90)}» se parece poco al oficial.",
        evidence=point.words,
        location=point.location,
        point=point.number,
        state=State.POR_VERIFICAR,
        value=point.words,
        expected=f"{point.number}. {point.title}",
    )


def _misspelt(point: Point, accepted: Sequence[str]) -> Iterator[Breach]:
    """Yield a note where a word of the title is nearly an official one, and no other word.

    A slip of the pen is a fact, but no reason to send the document back: the obligation tolerates it.
    """
    written = (point.found_title or "").split()
    squeezed = fold(point.found_title or "").replace(" ", "")
    for official in point.title.split():
        word = fold(official)
        # Letters torn apart by a PDF («IDENTIFICACI ÓN») still spell the word.
        if len(word) < 6 or " " in word or word in squeezed:
            continue
        for slip in written:
            if fold(slip) not in accepted and _is_slip(fold(slip), word):
                found, meant = slip.strip(".,;:()"), official.strip(".,;:()")
                yield Breach(
                    message=f"{at_point(point.number)}el título dice «{found}»; ¿quiso decir «{meant}»?",
                    evidence=point.words,
                    location=point.location,
                    point=point.number,
                    severity=Severity.NOTA,
                    value=found,
                    expected=meant,
                    suggestion=f"Escriba «{meant}».",
                )
                return


def _is_slip(written: str, official: str) -> bool:
    """Say whether a word is another with one letter lost, added, changed or swapped (two in a long word).

    Plural, gender and the forms of one stem («alternativas», «identificar») are other words, not slips.
    """
    if len(written) < 5 or not written.isalpha() or containment(written, official) == 1:
        return False
    distance = OSA.distance(written, official)
    same_ending = written[-3:] == official[-3:] or written[:5] == official[:5]
    return 0 < distance <= (2 if len(official) >= 10 else 1) and same_ending
