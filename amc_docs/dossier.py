"""A folder with the documents of one sector, read and judged: what the writers of its report are given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from amc_docs.document import Location
from amc_docs.findings import State, Verdict
from amc_docs.papers import PaperName, Sent
from amc_docs.record import Citation, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document that proves a phase, or hints at it."""

    phase: int
    """Index of the phase."""
    what: str
    words: str
    """Of the document, as written."""
    location: Location
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that a document gives to a thing that all of them must name alike."""

    thing: str
    name: str
    words: str
    """The sentence or line around it."""
    location: Location
    is_stated: bool
    """It is a value of the form, not words in passing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One document of the dossier."""

    file: str
    """Path in the folder, with slashes."""
    part: int | None
    """From 1; None where the file is one document."""
    doctype: str
    doctype_title: str
    confidence: float
    title: str
    """Its own name as written; empty where it has none."""
    pages: tuple[int, int] | None
    page_count: int | None
    """Of the whole file."""
    location: Location
    """Where it begins."""
    verdict: Verdict
    doubts: int
    breaches: int
    warnings: tuple[str, ...]
    name: PaperName | None
    date: Mention | None
    """Its own date; None where none is read."""
    sent: tuple[Sent, ...]
    called: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    named: tuple[Named, ...]
    citations: tuple[Citation, ...]
    mentions: tuple[Mention, ...]
    """The dates named in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document of the folder says something."""

    filing: Filing
    location: Location
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two documents that cannot both be right."""

    about: str
    message: str
    state: State
    """INCUMPLE, or POR_VERIFICAR where there may be a reason."""
    places: tuple[Place, ...]


class PhaseState(StrEnum):
    """What the folder holds of a phase; Spanish because users see it."""

    CON_EVIDENCIA = "con_evidencia"
    POR_VERIFICAR = "por_verificar"
    SIN_EVIDENCIA = "sin_evidencia"


class Delivery(StrEnum):
    """What became of a thing that a letter says it sends."""

    ESTA = "esta"
    OTRO = "otro"
    NO_ESTA = "no_esta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One phase of the route in this folder."""

    name: str
    clause: str
    """Of the norm: `7.1.4`."""
    asks: str
    """What the norm asks for, in Spanish."""
    state: PhaseState
    proofs: tuple[tuple[Filing, Evidence], ...]
    """What speaks for it, sure evidence first."""
    is_gap: bool = False
    """It lacks its evidence although a later phase has its own."""
    reason: str = ""
    """Spanish; why it is open. Empty where it has its evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A thing that a letter of the folder says it sends, and the document of the folder that is it."""

    letter: Filing
    sent: Sent
    delivery: Delivery
    found: Filing | None
    """The document that is it, or that seems to be there in its place; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is known of the whole folder."""

    folder: str
    title: str
    norm: str
    filings: tuple[Filing, ...]
    phases: tuple[Judged, ...]
    contradictions: tuple[Contradiction, ...]
    sendings: tuple[Sending, ...]
    unread: tuple[tuple[str, str], ...]
    """Files that could not be read, each with why, in Spanish."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on the folder: what is certain first, then whether anything is left open."""
        certain = any(c.state is State.INCUMPLE for c in self.contradictions)
        other = any(s.delivery is Delivery.OTRO for s in self.sendings)
        if certain or other or any(p.is_gap for p in self.phases):
            return Verdict.CON_OBSERVACIONES
        absent = any(s.delivery is Delivery.NO_ESTA for s in self.sendings)
        is_open = any(p.state is not PhaseState.CON_EVIDENCIA for p in self.phases)
        return Verdict.NO_VERIFICABLE if is_open or absent or self.contradictions or self.unread else Verdict.CONFORME
