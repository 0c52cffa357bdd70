"""One sample of the corpus: a base, what is changed in it, and what a checker must find."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .edits import Edit
from .form import OFFICIAL, Form
from .narrative import Heading, Narrative

VERDICTS = {"pass": "no_verificable", "fail": "con_observaciones", "review": "no_verificable"}
BRIEF = "familia"  # the compact submission, from which most of the corpus is made


@dataclass(frozen=True)
class Case:
    """A sample and its expectation.

    `name` begins with `pass-`, `fail-` or `review-` and the obligation, from which the expectation follows
    unless given: `points` None means that the file does not say which point is at fault. `allowed` are
    obligations that may be reported too, being the same fault seen from another clause. `contents` changes the
    table of contents, `data` the figures before anything is computed.
    """

    name: str
    edits: tuple[Edit, ...] = ()
    evidence: str = ""
    points: tuple[str, ...] | None = ()
    allowed: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    layout: Form | Narrative = OFFICIAL
    base: str = BRIEF
    brief: bool = True
    data: Callable[[dict[str, Any]], None] | None = None
    contents: Callable[[list[tuple[Heading, int]]], list[tuple[Heading, int]]] | None = None
    docx: bool = True
    pdf: bool = False

    @property
    def kind(self) -> str:
        """`pass`, `fail` or `review`."""
        return self.name.split("-")[0]

    @property
    def obligation(self) -> str:
        """The obligation that the name gives, or nothing for a whole document."""
        found = re.match(r"\w+-(A1-\w+)-", self.name + "-")
        return found[1] if found else ""

    def expected(self) -> dict[str, Any]:
        """Return what the file beside the sample says."""
        own = [self.obligation] if self.obligation else []
        found: dict[str, Any] = {
            "dictamen": VERDICTS[self.kind],
            "obligaciones_incumplidas": own if self.kind == "fail" else [],
        }
        points = self._points()
        if points is not None:
            found["puntos_incumplidos"] = points
        if self.kind == "review":
            found["por_verificar"] = own
        if self.evidence:
            found["evidencia"] = self.evidence
        if self.allowed:
            found["obligaciones_admitidas"] = list(self.allowed)
        spared = [*own, *self.spared] if self.kind == "pass" else list(self.spared)
        if spared:
            found["no_acusar"] = spared
        return found

    def _points(self) -> list[str] | None:
        """Return the points at fault: those given, or the one that the obligation belongs to."""
        if self.kind != "fail":
            return []
        if self.points is None or self.points:
            return None if self.points is None else list(self.points)
        number = re.match(r"A1-(\d\d)", self.obligation)
        return [str(int(number[1]))] if number else None
