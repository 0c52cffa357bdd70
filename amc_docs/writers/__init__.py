"""One module for each way of showing a result, imported only when asked for.

A writer of `REPORTS` shows reviews, one of `RECORDS` what was extracted; each has
`render(results, options) -> str | bytes | LongText`. To add one: a module here and a row in the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.document import Document, Location
from amc_docs.findings import Report
from amc_docs.long_text import LongText
from amc_docs.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One file, checked: the report and everything that it was made from."""

    path: Path
    document: Document
    record: Record
    doctype: DocType
    report: Report
    parts: tuple[Review, ...] = ()
    """The documents of a file that holds several; the other fields are then those of the one that it is about, but for
    `document` and `report`, which are the whole file's. Empty where the file is one document."""

    @property
    def doctypes(self) -> tuple[DocType, ...]:
        """The types of its documents, each once, that of the main one first."""
        return tuple({t.name: t for t in (self.doctype, *(part.doctype for part in self.parts))}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One file, understood but not checked."""

    path: Path
    document: Document
    record: Record
    doctype: DocType
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    data: Mapping[str, Any]
    """The record as the schema describes it."""
    origin: Mapping[str, Location]
    """JSON pointer into `data` → place in the file."""
    pages: tuple[int, int] | None = None
    """First and last page of one document of several; None where the file is one, or has no pages."""
    parts: tuple[Extraction, ...] = ()
    """The documents of a file that holds several; all but `document` is then of the one that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the user wants to see it; each writer takes what concerns it."""

    width: int = 80
    color: bool = False
    quiet: bool = False
    detailed: bool = False
    several: bool = False
    """The user named more than one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A row of the tables below."""

    module: str
    """Under `amc_docs.writers`."""
    suffix: str
    joins: bool = False
    """Several files make one output; otherwise one output each."""
    streams: bool = False
    """It joins by writing one after the other, so each can be shown as soon as it is ready."""
    to_file: bool = False
    """Without `--salida` it goes to a file, because a terminal cannot show it."""

    def render(self, results: Sequence[Any], options: Options | None = None) -> str | bytes | LongText:
        """Return the output for all results; a writer that does not join gets exactly one."""
        module = import_module(f"{__name__}.{self.module}")
        output: str | bytes | LongText = module.render(results, options or Options())
        return output


REPORTS: Mapping[str, Writer] = {
    "texto": Writer(module="text", suffix=".txt", joins=True, streams=True),
    "json": Writer(module="json", suffix=".json", joins=True),
    "html": Writer(module="html", suffix=".html", to_file=True),
    "xlsx": Writer(module="xlsx", suffix=".xlsx", to_file=True),
    "sarif": Writer(module="sarif", suffix=".sarif", joins=True),
}
"""The formats of `revisar`."""

DOSSIERS: Mapping[str, Writer] = {
    "texto": Writer(module="expediente_text", suffix=".txt"),
    "json": Writer(module="expediente_json", suffix=".json"),
    "html": Writer(module="expediente_html", suffix=".html", to_file=True),
}
"""The formats of `expediente`; each is given one `Dossier`."""

COMPARISONS: Mapping[str, Writer] = {
    "texto": Writer(module="compared_text", suffix=".txt"),
    "json": Writer(module="compared_json", suffix=".json"),
    "html": Writer(module="compared_html", suffix=".html", to_file=True),
    "xlsx": Writer(module="compared_xlsx", suffix=".xlsx", to_file=True),
    "docx": Writer(module="", suffix=".docx", to_file=True),
}
"""The formats of `comparar`; each is given one `Comparison`. `comparing.levantamiento` makes the docx."""

RECORDS: Mapping[str, Writer] = {
    "json": Writer(module="record_json", suffix=".json"),
    "yaml": Writer(module="record_yaml", suffix=".yaml"),
    "xlsx": Writer(module="record_xlsx", suffix=".xlsx", to_file=True),
    "html": Writer(module="record_html", suffix=".html", to_file=True),
}
"""The formats of `extraer` that are one file; `record_csv` makes a folder."""
