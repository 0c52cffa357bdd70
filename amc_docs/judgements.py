"""What a person decided about the findings of a document, as reports tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SUFFIX = ".revision.yaml"
"""What follows a document's whole name in that of the file of decisions about it."""


def beside(document: Path) -> Path:
    """Return where the decisions about a document are, if there are any."""
    return document.with_name(document.name + SUFFIX)


class Decision(StrEnum):
    """What a reviewer says of a finding; Spanish because users write and see it."""

    PENDIENTE = "pendiente"
    """Nobody has decided yet: the finding stays as the program made it."""
    ACEPTAR = "aceptar"
    """The finding is right; a doubt becomes a breach."""
    DESCARTAR = "descartar"
    """The finding is not one; the reviewer says why."""
    CAMBIAR = "cambiar"
    """The finding stays, in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision that was found for one finding."""

    decision: Decision
    reviewer: str = ""
    """As the file of decisions names the person; empty where it does not."""
    reason: str = ""
    to_confirm: bool = False
    """It was taken on another version of the document: what would change the state waits for a person."""
    said: str = ""
    """The program's own message, where the reviewer changed it; otherwise empty."""
    is_own: bool = False
    """The finding is the reviewer's own observation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A decision that has nothing to decide about any more."""

    about: str
    """The identity that it names, or rule and point where it names none."""
    decision: Decision
    why: str
    """Spanish: why it was not applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """The file of decisions that a report took account of: nothing of it happens unsaid."""

    file: str
    reviewer: str
    date: str
    """As written; empty where it is not."""
    is_same: bool
    """The decisions were taken on this very document, by its hash."""
    applied: int
    """Decisions that were found and followed."""
    own: int
    """Observations of the reviewer's own."""
    to_confirm: int
    """Decisions on another version of the document, which a person has to confirm."""
    pending: int
    """Findings that nobody has decided about."""
    verified: tuple[str, ...] = ()
    """Points that the reviewer has verified in the program's place."""
    unused: tuple[Unused, ...] = ()
