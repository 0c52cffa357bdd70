"""One sample of a report on a national policy: what is changed in it, and what a checker must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .content import Listing, Table, Text
from .expectation import expectation
from .informe_content import Informe, compose
from .informe_indicators import Indicator, indicators

Change = Callable[[Informe], None]


@dataclass(frozen=True)
class InformeCase:
    """A sample: `data` changes the figures before anything is computed, `changes` the report made of them.

    Its name begins with `pass-`, `fail-` or `review-` and the obligation. `points` are the parts at fault.
    """

    name: str
    changes: tuple[Change, ...] = ()
    evidence: str = ""
    points: tuple[str, ...] = ()
    annual: bool = False
    data: Callable[[list[Indicator]], None] | None = None
    pdf: bool = False

    @property
    def folder(self) -> str:
        """The folder of its type."""
        return "informe_anual" if self.annual else "informe_semestral"

    def informe(self) -> Informe:
        """Return the report, changed."""
        rows = indicators()
        if self.data:
            self.data(rows)
        informe = compose(self.annual, rows)
        for change in self.changes:
            change(informe)
        return informe

    def expected(self) -> dict[str, Any]:
        """Return what the file beside the sample says."""
        return expectation(
            self.name,
            doctype=self.folder,
            verdict="no_verificable",
            points=self.points or None,
            evidence=self.evidence,
        )


def put(key: str, row: str, column: str, text: str) -> Change:
    """Write one cell; the row is the one that has a cell reading `row`."""

    def change(informe: Informe) -> None:
        table = informe.table(key)
        table.rows[table.row(row)][table.column(column)] = text

    return change


def on_table(key: str, act: Callable[[Table], None]) -> Change:
    """Change a table by a function of its own."""
    return lambda informe: act(informe.table(key))


def rename(key: str, heads: dict[str, str]) -> Change:
    """Give columns of a table other heads."""

    def change(informe: Informe) -> None:
        table = informe.table(key)
        for row in table.rows[: table.head]:
            row[:] = [heads.get(text, text) for text in row]

    return change


def swap(number: str, old: str, new: str) -> Change:
    """Replace words in the texts of a part; ValueError where they do not stand there."""

    def change(informe: Informe) -> None:
        hits = 0
        for block in informe.part(number).blocks:
            if isinstance(block, Text) and old in block.text:
                block.text, hits = block.text.replace(old, new), hits + 1
            if isinstance(block, Listing) and any(old in item for item in block.items):
                block.items, hits = [item.replace(old, new) for item in block.items], hits + 1
        if not hits:
            raise ValueError(f"«{old}» is not in part {number}")

    return change


def remove(number: str) -> Change:
    """Take a part out, title and content."""
    return lambda informe: informe.parts.remove(informe.part(number))


def drop_texts(number: str, *starts: str) -> Change:
    """Take the texts of a part out that begin with one of these words."""

    def change(informe: Informe) -> None:
        part = informe.part(number)
        kept = [b for b in part.blocks if not (isinstance(b, Text) and b.text.startswith(starts))]
        if len(kept) == len(part.blocks):
            raise ValueError(f"nothing in part {number} begins so")
        part.blocks = kept

    return change


def assign(**values: object) -> Change:
    """Set fields of the report."""

    def change(informe: Informe) -> None:
        for name, value in values.items():
            setattr(informe, name, value)

    return change
