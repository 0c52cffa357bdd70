"""One sample of the corpus: a base, what is changed in it, and what a checker must find."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .edits import Edit
from .expectation import expectation, kind_of, obligations_of
from .form import OFFICIAL, Form
from .narrative import Heading, Narrative

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

    def expected(self) -> dict[str, Any]:
        """Return what the file beside the sample says."""
        return expectation(
            self.name,
            verdict="no_verificable",
            points=self._points(),
            evidence=self.evidence,
            allowed=self.allowed,
            spared=self.spared,
        )

    def _points(self) -> list[str] | None:
        """Return the points at fault: those given, or the one that the obligation belongs to."""
        if kind_of(self.name) != "fail":
            return []
        if self.points is None or self.points:
            return None if self.points is None else list(self.points)
        numbers = [re.match(r"A1-(\d\d)", own) for own in obligations_of(self.name)]
        return next(([str(int(n[1]))] for n in numbers if n), None)
