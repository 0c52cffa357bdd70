"""A reviewed file as the reviewer's documents need it: the report, and what the submission says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amc_docs import doctype as doctypes
from amc_docs.doctype import DocType
from amc_docs.findings import Report
from amc_docs.writers import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The letter that a submission came with."""

    name: str
    """With its number, as written."""
    date: str
    """As written, without the place; empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One file under review."""

    report: Report
    sector: str = ""
    """As the document says; empty where it does not."""
    reference: Reference | None = None
    """None: no letter stands before the document in its file."""

    @property
    def doctypes(self) -> tuple[DocType, ...]:
        """The types of its documents, each once, that of the main one first."""
        names = (self.report.doctype, *(part.doctype for part in self.report.parts))
        known = doctypes.available()
        return tuple(known[name] for name in dict.fromkeys(names) if name in known)


def matter(review: Review) -> Matter:
    """Return what is needed of a review: little, so that it is quick to hand from one process to another."""
    sectors = (v.raw for r in (review, *review.parts) if (v := r.record.values.get("/sector")) and not v.is_blank)
    return Matter(
        report=review.report, sector=" ".join(next(sectors, "").split()), reference=next(_references(review), None)
    )


def _references(review: Review) -> Iterator[Reference]:
    """Yield the letters among the documents of a file that others follow."""
    for part in review.parts:
        name = part.record.papers.name
        if part.doctype.sending and part.doctype.name != review.doctype.name and name:
            written = part.record.values.get("/fecha")
            yield Reference(name=name.literal, date=written.raw.rpartition(",")[2].strip() if written else "")
