"""What was extracted, for programs: the object that `schemas/_meta/extraccion.schema.json` describes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from amc_docs.document import Document, Paragraph, Table
from amc_docs.long_text import LongText, gathered
from amc_docs.record import Point, Record
from amc_docs.wording import squeeze
from amc_docs.writers import Extraction, Options
from amc_docs.writers.json import FORMAT_VERSION, TOOL, dumps, place

CAPTION_LENGTH = 200
"""A longer paragraph before a table is text, not its caption."""


def render(extractions: Sequence[Extraction], _options: Options | None = None) -> str | LongText:
    """Return the one extraction as JSON, table by table: a thousand pages of them fit in no memory at once."""
    return gathered(_pieces(extractions[0]))


def _pieces(extraction: Extraction) -> Iterator[str]:
    yield dumps(_without_tables(extraction)).removesuffix("\n}")
    yield ',\n  "tablas": ['
    before = ""
    for table in _tables(extraction.document, *(part.record for part in extraction.parts or (extraction,))):
        yield f"{before}\n    {dumps(table, 4)}"
        before = ","
    yield "\n  ]\n}\n" if before else "]\n}\n"


def _without_tables(extraction: Extraction) -> dict[str, Any]:
    """Return everything that was extracted but the tables, which come last."""
    document = extraction.document
    return {
        "version": FORMAT_VERSION,
        "herramienta": TOOL,
        "documento": {
            "archivo": document.name,
            "sha256": document.sha256,
            "formato": document.format,
            "paginas": document.page_count,
            "tipo": extraction.doctype.name,
            "titulo_tipo": extraction.doctype.title,
            "confianza_tipo": round(extraction.confidence, 2),
            "candidatos": [{"tipo": name, "confianza": round(score, 2)} for name, score in extraction.candidates],
            "advertencias": list(document.warnings),
        },
        **_understood(extraction),
        **({"partes": [_part(n, p) for n, p in enumerate(extraction.parts, 1)]} if extraction.parts else {}),
    }


def _understood(extraction: Extraction) -> dict[str, Any]:
    return {
        "registro": dict(extraction.data),
        "origen": {pointer: place(location) for pointer, location in extraction.origin.items()},
        "puntos": [_point(p) for p in extraction.record.points.values()],
    }


def _part(number: int, part: Extraction) -> dict[str, Any]:
    """Return one document of a file that holds several; its tables are among the file's."""
    return {
        "parte": number,
        "tipo": part.doctype.name,
        "titulo_tipo": part.doctype.title,
        "confianza": round(part.confidence, 2),
        "paginas": list(part.pages) if part.pages else None,
        **_understood(part),
        "tablas": [table.number for table in part.document.tables()],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "punto": point.number,
        "titulo": point.title,
        "presente": point.is_present,
        "titulo_encontrado": point.found_title,
        "numero_encontrado": point.found_number,
        "texto": point.text,
        "ubicacion": place(point.location),
    }


def _tables(document: Document, *records: Record) -> Iterator[dict[str, Any]]:
    """Yield every table of the document, nested ones after the one that holds them; several records share it."""
    points = {number: point for record in records for number, point in points_of_tables(record).items()}
    titles = dict(captions(document))
    return (_table(t, points.get(t.number), titles.get(t.number)) for t in document.tables())


def points_of_tables(record: Record) -> dict[int, str]:
    """Return table number → number of the point it stands in; a table that holds several points is absent."""
    owners: dict[int, str] = {}
    for point in record.points.values():
        for table in point.tables:
            owners[table.number] = point.number
    for matrix in record.matrices.values():
        for number in matrix.tables:
            owners.setdefault(number, matrix.point or "")
    return owners


def captions(document: Document) -> Iterator[tuple[int, str]]:
    """Yield table number and caption: the short paragraph right before it."""
    inside = (cell.blocks for table in document.tables() for cell in table.cells if len(cell.blocks) > 1)
    for blocks in chain((document.blocks,), inside):
        for before, block in pairwise(blocks):
            if isinstance(block, Table) and isinstance(before, Paragraph):
                caption = squeeze(before.printed)
                if caption and len(caption) <= CAPTION_LENGTH:
                    yield block.number, caption


def _table(table: Table, point: str | None, caption: str | None) -> dict[str, Any]:
    return {
        "id": table.number,
        "titulo": caption,
        "punto": point,
        "paginas": list(table.pages),
        "dentro_de": list(table.within) if table.within else None,
        "filas": table.rows(),
        "celdas": [
            {
                "fila": cell.row,
                "columna": cell.column,
                "filas": cell.row_span,
                "columnas": cell.column_span,
                "texto": squeeze(cell.text),
            }
            for cell in table.cells
        ],
    }


