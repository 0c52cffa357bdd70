"""What an audit keeps of one file: the verdict, the whole report, and its rows for the tables."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from amc_docs.audit.likeness import signature
from amc_docs.doctype import data_folder
from amc_docs.extraction.citations import LETTERS
from amc_docs.findings import Severity
from amc_docs.record import Matrix, Record, Row
from amc_docs.wording import squeeze
from amc_docs.writers import Review
from amc_docs.writers.arrangement import EXIT_CODES
from amc_docs.writers.json import as_object, dumps
from amc_docs.writers.places import place

UNREADABLE = "ilegible"
"""The verdict on a file that could not be read: contract's exit code 3."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One file, audited. Its rows are in the order of the columns of `tables`."""

    verdict: str
    """Word of the report, or `ilegible`."""
    reason: str = ""
    """Spanish; why it could not be read."""
    code: int = 0
    """Exit code that `revisar` would give."""
    document: Mapping[str, Any]
    """Columns of `documentos` beside those above."""
    rows: Mapping[str, Sequence[Cells]]
    """Table → its rows, without the document's number."""
    report: bytes = b""
    """The object of `revisar --formato json`, compressed; empty where the file could not be read."""
    seconds: float = 0.0


def outcome(review: Review) -> Outcome:
    """Return what is kept of a review."""
    report = review.report
    records = [part.record for part in review.parts] or [review.record]
    return Outcome(
        verdict=str(report.verdict),
        code=int(EXIT_CODES[report.verdict]),
        document={
            "formato": report.format,
            "via": _route(review),
            "paginas": report.page_count,
            "paginas_sin_leer": len(review.document.unread_pages),
            "paginas_escaneadas": len(review.document.ocr_pages),
            "tipo": report.doctype,
            "titulo_tipo": report.doctype_title,
            "confianza_tipo": round(report.doctype_confidence, 2),
            "incompleto": report.incomplete or None,
            "errores": report.count(Severity.ERROR),
            "advertencias": report.count(Severity.ADVERTENCIA),
            "notas": report.count(Severity.NOTA),
            "por_verificar": report.doubts,
            **{column: _stated(review.record, column, names) for column, names in _settings()["documento"].items()},
            "semejanza": signature(p.text for p in review.document.paragraphs()),
        },
        rows={
            "puntos": [(p.part, p.number, p.title, str(p.state), p.found_title) for p in report.points],
            "hallazgos": list(_findings(review)),
            "citas": [row for part, record in enumerate(records, 1) for row in _citations(part, record)],
            **{table["nombre"]: list(_table(table, records)) for table in _settings()["tabla"]},
        },
        report=zlib.compress(dumps(as_object(report)).encode()),
    )


def _route(review: Review) -> str:
    """Return how the file was read: by its text, optically, or both."""
    document = review.document
    if not document.ocr_pages:
        return "texto"
    return (
        "reconocimiento óptico" if len(document.ocr_pages) == document.page_count else "texto y reconocimiento óptico"
    )


@cache
def _settings() -> Mapping[str, Any]:
    path = data_folder("schemas") / "_auditoria.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns that the settings give a table beside those that every such table has."""
    return tuple(next(t["columnas"] for t in _settings()["tabla"] if t["nombre"] == table))


def tables_of_rows() -> tuple[str, ...]:
    """Return the names of the tables that the settings make."""
    return tuple(t["nombre"] for t in _settings()["tabla"])


def _stated(record: Record, column: str, names: Sequence[str]) -> str | None:
    values = (record.values[f"/{name}"].raw for name in names if f"/{name}" in record.values)
    if column != "anio":
        return next((squeeze(value) for value in values if value.strip()), None)
    return next((year[0] for value in values if (year := _YEAR.search(value))), None)


def _findings(review: Review) -> Iterator[Cells]:
    for number, f in enumerate(review.report.findings, 1):
        where = place(f.location) if f.location else ""
        said = (f.message, f.evidence, f.value, f.expected, f.suggestion, f.citation, where)
        yield (f.part, number, f.rule, f.obligation, str(f.state), str(f.severity), f.point, *said)


def _citations(part: int, record: Record) -> Iterator[Cells]:
    for c in record.citations:
        if c.kind not in LETTERS:
            yield part, c.key, c.kind, c.number, c.year, c.issuer, c.literal, c.point


def _table(table: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Cells]:
    for part, record in enumerate(records, 1):
        for matrix in (record.matrices[name] for name in table["matrices"] if name in record.matrices):
            yield from _rows(part, matrix, table["columnas"])


def _rows(part: int, matrix: Matrix, columns: Mapping[str, Sequence[str]]) -> Iterator[Cells]:
    for number, row in enumerate(matrix.items, 1):
        cells = [next((c for c in (_cell(row, name) for name in names) if c), None) for names in columns.values()]
        if any(cells):
            yield part, matrix.name, number, *cells


def _cell(row: Row, name: str) -> str | None:
    """Return a value as data: a number plainly, otherwise as written; a series as `2016: 10; 2017: 20`."""
    if value := row.values.get(name):
        return format(value.value, "f") if isinstance(value.value, Decimal) else squeeze(value.raw) or None
    return "; ".join(f"{key}: {squeeze(value.raw)}" for key, value in row.series(name).items() if value.raw) or None
