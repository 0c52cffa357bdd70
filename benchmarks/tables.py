"""How exactly tables are read, beside the peers that are installed: adjacency of cells over whole documents.

    python benchmarks/tables.py FOLDER …

A folder holds PDF files with their truth beside them, in one of three forms: `NAME-str.xml` (the ICDAR-2013 table
competition), one `truth.json` for all (`truths[0]`: cells per page, `truths[1]`: joined over pages), or
`NAME.truth.json` (`tables[].rows`, null where a merge covers: only the corners of cells are compared). The measure is
the competition's: relations between neighbouring cells that are not blank, text compared without white space, missed
and invented tables counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from amc_docs.readers import read

Span = tuple[int, int, int, int, str]
"""First row, last row, first column, last column, text."""
Relations = Counter[tuple[str, str, str]]


def relations(cells: Iterable[Span]) -> Relations:
    """Return the neighbourhoods of a table: each cell with the next that is not blank, to the right and below."""
    grid: dict[tuple[int, int], tuple[int, str]] = {}
    for number, (top, bottom, left, right, text) in enumerate(cells):
        words = re.sub(r"\s+", "", text)
        if words:
            grid |= {(r, c): (number, words) for r in range(top, bottom + 1) for c in range(left, right + 1)}
    rows = max((r for r, _ in grid), default=-1) + 1
    columns = max((c for _, c in grid), default=-1) + 1
    lines = [[grid.get((r, c)) for c in range(columns)] for r in range(rows)]
    seen = {pair for line in lines for pair in _pairs(line, "right")}
    seen |= {pair for line in zip(*lines, strict=True) for pair in _pairs(line, "below")}
    return Counter((first[1], second[1], way) for first, second, way in seen)


def _pairs(line: Sequence[tuple[int, str] | None], way: str) -> Iterator[tuple[tuple[int, str], tuple[int, str], str]]:
    filled = [cell for cell in line if cell]
    for first, second in pairwise(filled):
        if first != second:
            yield first, second, way


def ours(path: Path) -> list[list[Span]]:
    """Return the tables that amc-docs reads."""
    return [
        [(c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text) for c in table.cells]
        for table in read(path).tables()
    ]


def pdfplumber_tables(path: Path) -> list[list[Span]]:
    """Return the tables of pdfplumber's default settings."""
    import pdfplumber

    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found += [_of_rows(rows) for rows in page.extract_tables()]
            page.close()
    return found


def camelot_tables(path: Path) -> list[list[Span]]:
    """Return the tables of camelot's lattice and network readers together, as its `auto` flavor chooses."""
    import camelot

    return [_of_rows(t.df.values.tolist()) for t in camelot.read_pdf(str(path), pages="all", flavor="auto")]


def img2table_tables(path: Path) -> list[list[Span]]:
    """Return the tables of img2table without OCR, borderless ones included."""
    from img2table.document import PDF

    pages = PDF(str(path)).extract_tables(borderless_tables=True)
    return [_of_rows(t.df.values.tolist()) for tables in pages.values() for t in tables]


def _of_rows(rows: Sequence[Sequence[str | None]]) -> list[Span]:
    return [(r, r, c, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]


PEERS: dict[str, tuple[str, Callable[[Path], list[list[Span]]]]] = {
    "amc-docs": ("amc_docs", ours),
    "pdfplumber": ("pdfplumber", pdfplumber_tables),
    "camelot": ("camelot", camelot_tables),
    "img2table": ("img2table", img2table_tables),
}


def truths(folder: Path) -> Iterator[tuple[Path, list[list[Span]], bool]]:
    """Yield each PDF of a folder that has a truth, with its tables and whether they tell how far cells are merged."""
    for path in sorted(folder.glob("*.pdf")):
        xml, own = path.with_name(f"{path.stem}-str.xml"), path.with_suffix(".truth.json")
        common = folder / "truth.json"
        if xml.is_file():
            yield path, list(_competition(xml)), True
        elif own.is_file():
            tables = json.loads(own.read_text(encoding="utf-8"))["tables"]
            yield path, [_of_rows(t["rows"]) for t in tables], False
        elif common.is_file() and path.name in (known := json.loads(common.read_text(encoding="utf-8"))):
            joined = known[path.name]["truths"][-1]
            yield path, [[tuple(c) for c in table["cells"]] for table in joined], True


def _competition(path: Path) -> Iterator[list[Span]]:
    for table in ET.parse(path).getroot().iter("table"):  # noqa: S314 - a truth file of the user's own
        for region in table.iter("region"):
            cells = []
            for cell in region.iter("cell"):
                top, left = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
                bottom, right = int(cell.get("end-row", top)), int(cell.get("end-col", left))
                cells.append((top, bottom, left, right, cell.findtext("content") or ""))
            yield cells


def total(tables: Iterable[Iterable[Span]], merged: bool) -> Relations:
    """Return the relations of all tables of a document; without `merged` each cell stands at its corner only."""
    counted: Relations = Counter()
    for table in tables:
        counted += relations(table if merged else [(t, t, c, c, text) for t, _, c, _, text in table])
    return counted


def f1(found: Relations, wanted: Relations) -> float:
    """Return the harmonic mean of precision and recall, 0–1."""
    both = sum((found & wanted).values())
    return 2 * both / (sum(found.values()) + sum(wanted.values())) if both else 0.0


def main() -> None:
    """Print one row of a Markdown table per folder, one column per reader, mean of the documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    peers = {name: run for name, (module, run) in PEERS.items() if importlib.util.find_spec(module)}
    print("| documentos | " + " | ".join(peers) + " |\n|---|" + "--:|" * len(peers))
    for folder in parser.parse_args().folders:
        scores: dict[str, list[float]] = {name: [] for name in peers}
        for path, tables, merged in truths(folder):
            wanted = total(tables, merged)
            for name, run in peers.items():
                scores[name].append(f1(total(run(path), merged), wanted))
        means = " | ".join(f"{sum(s) / len(s):.3f}" if s else "–" for s in scores.values())
        print(f"| {folder.name} ({len(next(iter(scores.values())))}) | {means} |")


if __name__ == "__main__":
    main()
