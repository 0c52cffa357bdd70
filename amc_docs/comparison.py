"""Two versions of a document, compared: the values that reports on it are made from. `comparing` makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from amc_docs.findings import Finding, FormPlace, PointState, RuleOutcome, State
from amc_docs.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document of a file."""

    number: int | None
    """In a file that holds several; None where the file is one document."""
    doctype: str
    doctype_title: str
    title: str
    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    points: tuple[PointState, ...]
    outcomes: Mapping[str, RuleOutcome]
    """By rule."""
    record: Record | None = None
    """None: only its report is known, not its words."""
    titles: Mapping[str, str]
    """The matrices' names for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One version."""

    file: str
    sha256: str
    format: str
    verdict: str
    papers: tuple[Paper, ...]
    is_report: bool = False
    """It is a saved report: what the document says is not known."""
    is_incomplete: bool = False
    """Not all of it was read."""
    remarks: tuple[str, ...] = ()
    """What reading it left out, in Spanish."""


class Fate(StrEnum):
    """What became of an observation; Spanish because users see it."""

    LEVANTADA = "levantada"
    PARCIAL = "parcial"
    """Some of its places are cured."""
    PERSISTE = "persiste"
    POR_VERIFICAR = "por_verificar"
    """It is not found any more, and the program cannot say that it is cured."""
    RETIRADA = "retirada"
    """The reviewer dismissed it."""
    NUEVA = "nueva"


class Kind(StrEnum):
    """What kind of finding is followed."""

    OBSERVACION = "observacion"
    DUDA = "duda"
    NOTA = "nota"
    DESCARTADA = "descartada"
    """The reviewer dismissed it in the first version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One finding through two versions."""

    kind: Kind
    fate: Fate
    before: Finding | None
    """None: it is new."""
    after: tuple[Finding, ...] = ()
    """What it is in the second version; empty where it is not there."""
    cured: tuple[FormPlace, ...] = ()
    """Its places in the first version that are not observed any more."""
    left: tuple[FormPlace, ...] = ()
    """Its places that still are."""
    added: tuple[FormPlace, ...] = ()
    """Places that are observed only in the second version."""
    why: str = ""
    """Spanish; what a person should know of it, above all why nothing certain can be said."""

    @property
    def finding(self) -> Finding:
        """What stands for it: as it was first observed."""
        return self.before or self.after[0]

    @property
    def is_open(self) -> bool:
        """Whether it keeps the second version from being free of observations."""
        if self.kind is Kind.OBSERVACION:
            return self.fate not in (Fate.LEVANTADA, Fate.RETIRADA)
        return self.kind is Kind.DESCARTADA and self.fate is Fate.POR_VERIFICAR


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """Words in place of others."""

    before: str
    """Empty: only added."""
    after: str
    """Empty: only taken out."""
    left: str = ""
    """The words before it, the same in both."""
    right: str = ""
    is_moved: bool = False
    """The same words stand in another place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """What changed in one table: a cell, a row or a column. None: that row or column was not there."""

    table: str
    row: str
    """Empty where it is about a column."""
    column: str
    """Empty where it is about a row."""
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChange:
    """One point in two versions."""

    number: str
    """Empty: what stands outside the points."""
    title: str
    before: State | None
    """None: it is no point, or that version lacks the document."""
    after: State | None
    texts: tuple[TextChange, ...] = ()
    cells: tuple[CellChange, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything that it says changed."""
        return bool(self.texts or self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One document in two versions."""

    before: Paper | None
    """None: only the second version has it."""
    after: Paper | None
    """None: only the first version has it."""
    followed: tuple[Followed, ...]
    points: tuple[PointChange, ...]
    """Those of the form, in order; empty where the contents of a version are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions of a file."""

    before: Side
    after: Side
    sections: tuple[Section, ...]
    knows_contents: bool
    """Both versions were read: what changed in points and tables is known."""

    @property
    def followed(self) -> tuple[Followed, ...]:
        """Every finding of both versions."""
        return tuple(row for section in self.sections for row in section.followed)

    def count(self, kind: Kind, fate: Fate) -> int:
        """Return how many findings of a kind had that fate."""
        return sum(row.kind is kind and row.fate is fate for row in self.followed)

    @property
    def is_cured(self) -> bool:
        """Whether every observation of the first version was cured, and none is new."""
        return not any(row.is_open for row in self.followed)

    @property
    def is_same_file(self) -> bool:
        """Whether both versions are the very same file."""
        return self.before.sha256 == self.after.sha256
