"""What the documents of a folder say of one thing, compared: names, dates, citations, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amc_docs import rules
from amc_docs.document import Document, Location
from amc_docs.dossier import Contradiction, Filing, Named, Place
from amc_docs.expediente.settings import Agreement, settings
from amc_docs.extraction import name_of
from amc_docs.findings import Breach, State
from amc_docs.papers import PaperName
from amc_docs.record import Citation, Record
from amc_docs.wording import containment, fold, likeness, shorten

_ALIKE = 0.85
_MOST_WORDS = 0.6
"""Share of the words of the shorter name that the longer one has, from which both are one."""


def contradictions(filings: Sequence[Filing]) -> Iterator[Contradiction]:
    """Yield where documents of the folder disagree."""
    for spec in settings().names:
        yield from _names(filings, spec.thing)
    for agreement in settings().agreements:
        yield from _of_rule(filings, agreement)
    yield from _slips(filings)


def is_slip(first: PaperName, second: PaperName) -> bool:
    """Whether two different numbers of one kind, year and issuer are one a slip away: figures swapped, or one wrong."""
    if first.kind != second.kind or first.number == second.number or first.year != second.year or first.year is None:
        return False
    if not replace(first, number=second.number).is_same(second):
        return False
    a, b = first.number, second.number
    swapped = sorted(a) == sorted(b) and len(a) >= 2
    return swapped or (len(a) == len(b) >= 3 and sum(x != y for x, y in zip(a, b, strict=True)) == 1)


def _names(filings: Sequence[Filing], thing: str) -> Iterator[Contradiction]:
    """Yield the documents that give another name to a thing than the forms which state it."""
    said = [(f, n) for f in filings for n in f.named if n.thing == thing]
    stated = [(f, n) for f, n in said if n.is_stated]
    if not stated:
        return
    first, name = stated[0]
    for filing, other in stated[1:]:
        if not _is_one(name.name, other.name):
            yield _two_names(thing, (first, name), (filing, other), State.INCUMPLE)
    known = [n.name for _, n in stated]
    for filing in filings:
        passing = [n for f, n in said if f is filing and not n.is_stated]
        # A document may speak of several services: it contradicts only where none of them is the one.
        if passing and not any(_is_one(n.name, k) for n in passing for k in known):
            yield _two_names(thing, (first, name), (filing, passing[0]), State.POR_VERIFICAR)


def _is_one(first: str, second: str) -> bool:
    shared = max(containment(first, second), containment(second, first))
    return shared >= _MOST_WORDS or likeness(first, second) >= _ALIKE or fold(first) in fold(second)


def _two_names(
    thing: str, first: tuple[Filing, Named], second: tuple[Filing, Named], state: State
) -> Contradiction:
    names = f"«{shorten(first[1].name, 80)}» y «{shorten(second[1].name, 80)}»"
    return Contradiction(
        about=thing[:1].upper() + thing[1:],
        message=f"Los documentos nombran de dos maneras {thing}: {names}.",
        state=state,
        places=tuple(Place(filing=f, location=n.location, words=n.words) for f, n in (first, second)),
    )


def _of_rule(filings: Sequence[Filing], agreement: Agreement) -> Iterator[Contradiction]:
    """Put a rule to all documents as if they were one; what concerns a single one of them is its own report's matter.

    Each date and citation gets a place of its own, so that what the rule yields leads back to its document.
    """
    origins: list[Place] = []

    def placed(filing: Filing, location: Location, words: str) -> Location:
        origins.append(Place(filing=filing, location=location, words=shorten(words, 240)))
        return Location(paragraph=len(origins))

    mentions = [
        replace(m, point=None, location=placed(f, m.location, m.context))
        for f in filings
        for m in (*([f.date] if f.date else []), *f.mentions)
    ]
    citations = [
        replace(c, point=None, location=placed(f, c.location, c.context or c.literal))
        for f in filings
        for c in f.citations
    ]
    nothing = Document(name="", sha256="", format="docx")
    record = Record(doctype="", document=nothing, mentions=tuple(mentions), citations=tuple(citations))
    for item in rules.kind(agreement.kind)(record):
        if isinstance(item, Breach):
            found = [origins[at.paragraph - 1] for at in (*item.places, item.location) if at and at.paragraph]
            if len({place.filing.file for place in found}) > 1:
                yield Contradiction(
                    about=agreement.title, message=item.message, state=item.state, places=_apart(found)
                )


def _apart(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the first place of each document."""
    first: dict[tuple[str, int | None], Place] = {}
    for place in places:
        first.setdefault((place.filing.file, place.filing.part), place)
    return tuple(first.values())


def _slips(filings: Sequence[Filing]) -> Iterator[Contradiction]:
    """Yield the papers cited that the folder does not hold, where it holds one whose number is a slip away."""
    own = [(f, f.name) for f in filings if f.name]
    seen: set[str] = set()
    for filing in filings:
        for citation in filing.citations:
            cited = name_of(citation)
            # What a letter sends is compared as such.
            if any(s.name and s.name.is_same(cited) for s in filing.sent):
                continue
            if citation.key in seen or any(cited.is_same(name) for _, name in own):
                continue
            there = next(((f, n) for f, n in own if f is not filing and is_slip(cited, n)), None)
            if there:
                seen.add(citation.key)
                yield _slip(filing, citation, *there)


def _slip(filing: Filing, citation: Citation, other: Filing, name: PaperName) -> Contradiction:
    return Contradiction(
        about="El número de un documento",
        message=f"Se cita «{citation.literal}», que no está en la carpeta; está «{name.literal}», de número parecido.",
        state=State.POR_VERIFICAR,
        places=(
            Place(filing=filing, location=citation.location, words=shorten(citation.context or citation.literal, 240)),
            Place(filing=other, location=other.location, words=name.literal),
        ),
    )
