"""One norm is cited under one kind and one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from amc_docs.findings import Breach, State
from amc_docs.record import Citation, Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, shorten, words

LETTERS = tuple(map(fold, ("Oficio", "Informe", "Memorando", "Carta", "Acta", "Nota")))
"""Kinds that every office numbers by itself: two of one number are two papers."""
_COMMON = frozenset(
    fold(
        "ley orgánica decreto supremo resolución norma normas general texto único ordenado reglamento aprueba modifica"
    ).split()
) | frozenset(["nacional", "nacionales", "peru", "organizacion", "funciones", "ministerio", "que"])
"""Words of many titles, which tell none apart."""
_NAME = re.compile(
    r"\b(?:Programa|Plan|Pol[ií]tica|Sistema|Estrategia|Ley|Reglamento|Comisi[oó]n|Consejo|Fondo|Registro|Texto)"
    r"(?:\s+(?:de|del|la|las|los|el|para|y|e|en|a|al|con|por)\b|\s+[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*\s+[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+"
)
_TITLE = re.compile(
    r"\b(?:Ley|Reglamento|Texto|Lineamientos?|Normas?|Directiva|Manual|Plan|Programa|Pol[ií]tica|C[oó]digo)\b"
)
"""The words with which titles of norms begin."""
_ARTICLES = re.compile(r"\b(el|la|los|las)\b")


def citations_consistent(
    record: Record,
    *,
    point: str | None = None,
    letters: Sequence[str] = LETTERS,
) -> Outcome:
    """Check that no norm is cited as two kinds, with two titles, or under a name written in two ways.

    One number, year and issuer under two kinds is one norm, unless the titles beside them are of different matters.
    Abbreviated and long kinds are the same. Two titles of one norm without a distinctive word in common are told; a
    shortened title is not. The same name with another preposition («Programa para la …», «Programa de …») is told.
    """
    norms = [c for c in record.citations if c.is_well_formed and fold(c.kind).split(" ")[0] not in letters]
    yield from _two_kinds(_grouped(norms, lambda c: f"{c.number} {c.year} {c.issuer}"))
    for cited in _grouped(norms, lambda c: c.key).values():
        yield from _two_titles(cited)
        yield from _two_ways(cited)


def _grouped(citations: Sequence[Citation], key: Callable[[Citation], str]) -> Mapping[str, list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(key(citation), []).append(citation)
    return groups


def _two_kinds(groups: Mapping[str, Sequence[Citation]]) -> Iterator[Breach]:
    for cited in groups.values():
        kinds: dict[str, Citation] = {}
        for citation in cited:
            kinds.setdefault(fold(citation.kind), citation)
        first, *others = kinds.values()
        # Laws have no year and no issuer; a law and a decree of one number are two norms.
        if first.year is None or first.issuer is None:
            continue
        different = [c for c in others if not fold(c.kind).startswith(fold(first.kind)) and not _apart(first, c)]
        different = [c for c in different if not fold(first.kind).startswith(fold(c.kind))]
        if different:
            second = different[0]
            yield _breach(
                f"La misma norma se cita como «{first.literal}»{_at(first)} y como «{second.literal}»{_at(second)}.",
                [first, second, *(c for c in cited if c not in (first, second))],
                value=second.literal,
                expected=first.literal,
            )


def _apart(first: Citation, second: Citation) -> bool:
    """Say whether the titles show two norms of one number: both known, nothing distinctive in common."""
    one, two = _distinctive(first.title), _distinctive(second.title)
    return bool(one and two) and not one & two


def _distinctive(title: str) -> frozenset[str]:
    return frozenset(w[:6] for w in words(_cleaned(title)) if w not in _COMMON and not w.isdigit())


def _cleaned(title: str) -> str:
    """Return a title from its own first word on («… conforme al Reglamento de …»), or an empty string."""
    found = list(_TITLE.finditer(title))
    return title[found[-1].start() :] if found else ""


def _two_titles(cited: Sequence[Citation]) -> Iterator[Breach]:
    titled = [c for c in cited if len(words(c.title)) >= 3 and _distinctive(c.title)]
    for second in titled[1:]:
        first = titled[0]
        if not _apart(first, second):
            continue
        is_sure = fold(_cleaned(first.title)).split(" ")[0] == fold(_cleaned(second.title)).split(" ")[0]
        yield _breach(
            f"«{first.literal}» se cita con dos títulos: «{shorten(first.title, 90)}»{_at(first)} "
            f"y «{shorten(second.title, 90)}»{_at(second)}.",
            [first, second],
            value=second.title,
            expected=first.title,
            state=State.INCUMPLE if is_sure else State.POR_VERIFICAR,
        )
        return


def _two_ways(cited: Sequence[Citation]) -> Iterator[Breach]:
    """Yield where one name stands beside the norm with the same words but other prepositions."""
    names: dict[frozenset[str], tuple[str, Citation]] = {}
    for citation in cited:
        for match in _NAME.finditer(f"{citation.context} {citation.title}"):
            name = match[0]
            key = frozenset(words(name))
            if len(key) < 3:
                continue
            known, first = names.setdefault(key, (name, citation))
            if first is not citation and _spelled(known) != _spelled(name):
                yield _breach(
                    f"Junto a «{first.literal}» se escribe «{known}»{_at(first)} y «{name}»{_at(citation)}: "
                    "un mismo nombre, de dos maneras.",
                    [first, citation],
                    value=name,
                    expected=known,
                )
                return


def _spelled(name: str) -> str:
    """Return a name without its articles: «de la» and «de» are no difference, «para» and «de» are."""
    return " ".join(_ARTICLES.sub(" ", fold(name).replace(" del ", " de ").replace(" al ", " a ")).split())


def _at(citation: Citation) -> str:
    return f" (punto {citation.point})" if citation.point else ""


def _breach(
    message: str, cited: Sequence[Citation], *, value: str, expected: str, state: State = State.INCUMPLE
) -> Breach:
    first, second, *_ = cited
    return Breach(
        message=message,
        evidence=" / ".join(f"«{shorten(c.context or c.literal, 140)}»" for c in (first, second)),
        location=second.location,
        places=(first.location, *(c.location for c in cited[2:])),
        point=second.point or first.point,
        state=state,
        value=value,
        expected=expected,
    )
