"""Letters and norms as papers that name each other: what a document is called, what it sends, what lies beside it."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.document import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperName:
    """The name of a numbered paper: «Resolución Ministerial N° 123-2016-MIMP»."""

    kind: str
    """Canonical: `Resolución Ministerial`."""
    number: str
    """Digits without leading zeros."""
    year: int | None
    """None where it is not written."""
    issuer: str | None
    """`PCM/SD`; None where it is not written."""
    literal: str
    """As written."""

    def is_same(self, other: PaperName) -> bool:
        """Whether both name one paper; what one of them leaves out says nothing against it."""
        years = {self.year, other.year} - {None}
        issuers = {_bare(i) for i in (self.issuer, other.issuer) if i}
        return self.kind == other.kind and self.number == other.number and len(years) < 2 and len(issuers) < 2


def _bare(issuer: str) -> str:
    return issuer.replace("/", "").replace("-", "").replace(".", "").upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One thing that a letter says it sends."""

    words: str
    """As written: «el Anexo 1 – Fase de Diseño»."""
    name: PaperName | None
    """None for a thing without number."""
    annex: str
    """Label of an annex (`1`, `A`); empty for any other thing."""
    context: str
    """The sentence around it."""
    location: Location
    sheets: int | None = None
    """How many sheets («folios») the sentence says that all it sends has; None where it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that lies beside another one, in the same file or folder."""

    title: str
    """What it is: the title of its type, or its own name."""
    name: PaperName | None
    called: tuple[str, ...] = ()
    """Regular expressions over folded text by which others name it without number («anexo 1»)."""
    pages: tuple[int, int] | None = None
    """First and last page in its file; None where the file has no pages."""
    location: Location = Location()
    """Where it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """A document among others."""

    name: PaperName | None = None
    """Its own; None where it has no number, or none that could be read."""
    sent: tuple[Sent, ...] = ()
    """What it says it sends."""
    beside: tuple[Paper, ...] | None = None
    """The other documents of its file, in order; None where it has the file for itself."""
