"""One document, checked: what decisions are applied to."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.doctype import DocType
from amc_docs.findings import Report
from amc_docs.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document, checked: what decisions are applied to."""

    report: Report
    record: Record
    doctype: DocType
