"""Documents with their truth: what stands in a folder beside each PDF or Word file.

The truth of `NAME` has one of these forms, looked for in this order:

- `NAME-str.xml`: the ICDAR-2013 table competition; all tables, per page.
- `NAME.truth.json`: `tables[].rows`, null where a merge covers; some tables, joined over pages.
- `truth.json`, for the whole folder: `truths` (all tables, per page) and `joined` (over pages).
- `NAME.docx` beside `NAME.pdf`: the Word twin, as amc-docs reads it; all tables, joined.

`NAME_escaneado.pdf` is a picture of the first pages of `NAME.pdf`.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
from metrics import Span, Table, words_of

from amc_docs.document import Table as ReadTable
from amc_docs.readers import read

SCANNED = "_escaneado"
Regions = list[Table] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document to read, and what must be found in it."""

    path: Path
    regions: Regions
    """Tables as they stand on each page; None where the truth does not tell."""
    joined: Regions
    """Tables over pages; None where the truth does not tell."""
    is_part: bool = False
    """The truth holds only some of the tables."""
    words: tuple[str, ...] | None = None
    """Of a scan: the words of the pages that it shows; None where they are not known."""

    @property
    def is_scan(self) -> bool:
        """Whether the pages are pictures."""
        return self.path.stem.endswith(SCANNED)


def cases(folder: Path) -> Iterator[Case]:
    """Yield each PDF and Word file of a folder that has a truth."""
    for path in sorted([*folder.glob("*.pdf"), *folder.glob("*.docx")]):
        case = _case(path)
        if case is not None:
            yield case


def _case(path: Path) -> Case | None:
    stem = path.stem.removesuffix(SCANNED)
    competition, own = path.with_name(f"{stem}-str.xml"), path.with_name(f"{stem}.truth.json")
    common, twin = path.with_name("truth.json"), path.with_name(f"{stem}.docx")
    words = _words(path) if path.stem != stem else None
    if competition.is_file():
        return Case(path=path, regions=competition_regions(competition), joined=competition_joined(competition))
    if own.is_file():
        last = page_count(path) if path.stem != stem else None
        return Case(path=path, regions=None, joined=_some(_json(own), last), is_part=True, words=words)
    if common.is_file() and (known := _json(common).get(f"{stem}.pdf")):
        # A row cut by the page break has no true place on either page.
        regions = None if known["rowsplit"] or path.suffix == ".docx" else _cells(known["truths"][0])
        return Case(path=path, regions=regions, joined=_cells(known["joined"][0]), words=words)
    if twin.is_file() and path.suffix == ".pdf":
        return Case(path=path, regions=None, joined=[spans(t) for t in read(twin).tables()], words=words)
    return None


@cache
def _json(path: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known


def spans(table: ReadTable) -> Table:
    """Return a table of ours as cells of the measure."""
    return [Span(c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text) for c in table.cells]


def competition_regions(path: Path) -> list[Table]:
    """Return the regions (a table's part on one page) of a truth of the competition."""
    return [_region(region) for region in ET.parse(path).getroot().iter("region")]  # noqa: S314 - the user's own file


def competition_joined(path: Path) -> list[Table]:
    """Return the tables of a truth of the competition, their regions one below the other."""
    joined = []
    for table in ET.parse(path).getroot().iter("table"):  # noqa: S314 - the user's own file
        cells: Table = []
        for region in table.iter("region"):
            below = max((c.bottom for c in cells), default=-1) + 1
            cells += [Span(c.top + below, c.bottom + below, *c[2:]) for c in _region(region)]
        joined.append(cells)
    return joined


def _region(region: ET.Element) -> Table:
    cells = []
    for cell in region.iter("cell"):
        top, left = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
        bottom, right = int(cell.get("end-row", top)), int(cell.get("end-col", left))
        cells.append(Span(top, bottom, left, right, cell.findtext("content") or ""))
    return cells


def _cells(tables: list[dict[str, Any]]) -> list[Table]:
    return [[Span(*cell) for cell in table["cells"]] for table in tables]


def _some(known: dict[str, Any], last: int | None) -> list[Table]:
    """Return the tables of a truth of its own; of a scan, those that end by its last page."""
    return [
        [Span(r, r, c, c, text) for r, row in enumerate(rows_of(table)) for c, text in enumerate(row) if text]
        for table in known["tables"]
        if last is None or max(table["page_pdf"]) <= last
    ]


def rows_of(table: dict[str, Any]) -> list[list[str | None]]:
    """Return the rows of a table; where the truth keeps a head of one row apart, with the head."""
    apart = "n_header_rows" not in table and table.get("header_rows") == 1
    return [table["header"], *table["rows"]] if apart else table["rows"]


def page_count(path: Path) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def _words(scan: Path) -> tuple[str, ...] | None:
    """Return the words of the scan's pages, from the PDF that it is a picture of, or else from its Word twin."""
    source = scan.with_name(scan.name.replace(SCANNED, ""))
    if source.is_file():
        with pypdfium2.PdfDocument(source) as pdf:
            pages = range(min(len(pdf), page_count(scan)))
            # PDFium marks a hyphen at the end of a line with U+FFFE.
            texts = [pdf[number].get_textpage().get_text_range().replace("\ufffe", "-") for number in pages]
        return tuple(words_of("\n".join(texts)))
    twin = source.with_suffix(".docx")
    return tuple(words_of("\n".join(p.text for p in read(twin).paragraphs()))) if twin.is_file() else None
