"""Readers of PDF, each with the same answer: tables as lists of cells `[top, bottom, left, right, text]`.

Runs inside the environment of each tool (see `worker`): imports stay inside the functions.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Cells = list[list[Any]]
Boxed = tuple[float, float, float, float, str]
"""Left, top, right, bottom, text."""
VERDICTS = (None, 0, 1, 4)
"""Exit codes of `revisar` that judge the document."""


def on_grid(boxes: Iterable[Boxed], slack: float = 1.5) -> Cells:
    """Return cells with rows and columns counted from where boxes begin, so that merged cells cover several."""
    known = list(dict.fromkeys(boxes))
    lefts, tops = _edges([b[0] for b in known], slack), _edges([b[1] for b in known], slack)
    return [
        [
            sum(edge < top + slack for edge in tops) - 1,
            max(sum(edge < bottom - slack for edge in tops) - 1, 0),
            sum(edge < left + slack for edge in lefts) - 1,
            max(sum(edge < right - slack for edge in lefts) - 1, 0),
            text,
        ]
        for left, top, right, bottom, text in known
    ]


def _edges(values: Iterable[float], slack: float) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > slack:
            kept.append(value)
    return kept


def pdfium_text(path: Path) -> int:
    """Only take the text of each page: what any reader of the text costs at least."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def ours(path: Path) -> list[Cells]:
    """Read with amc-docs, tables joined over pages."""
    return _ours(path, None)


def ours_by_page(path: Path) -> list[Cells]:
    """Read each page by itself with amc-docs, so that no table is joined."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        count = len(pdf)
    return [table for number in range(1, count + 1) for table in _ours(path, frozenset({number}))]


def _ours(path: Path, pages: frozenset[int] | None) -> list[Cells]:
    from amc_docs.readers import read

    return [
        [[c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text] for c in table.cells]
        for table in read(path, pages=pages).tables()
    ]


def our_words(path: Path) -> dict[str, Any]:
    """Read with amc-docs: tables, and all text."""
    from amc_docs.readers import read

    document = read(path)
    texts = [p.printed for p in document.paragraphs()] + [f.text for f in document.furniture]
    tables = [
        [[c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text] for c in table.cells]
        for table in document.tables()
    ]
    return {"tables": tables, "text": "\n".join(texts)}


def our_reading(path: Path) -> int:
    """Read with amc-docs, and keep nothing of it: return how many tables the document has."""
    from amc_docs.readers import read

    return sum(1 for _ in read(path).tables())


def our_review(path: Path) -> int:
    """Run the whole command `revisar` and return its exit code, where that is a verdict."""
    return _command("revisar", path)


def our_extraction(path: Path) -> int:
    """Run the whole command `extraer`, likewise."""
    return _command("extraer", path)


def _command(name: str, path: Path) -> int:
    from amc_docs.cli import main

    try:
        main([name, "--formato", "json", str(path)])
    except SystemExit as end:
        if end.code not in VERDICTS:
            raise RuntimeError(f"{name} terminó con el código {end.code}") from end
        return int(end.code or 0)
    return 0


def pdfplumber_tables(path: Path) -> list[Cells]:
    """Read with pdfplumber's default settings; spans are rebuilt from the boxes of cells."""
    import pdfplumber

    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                rows = zip(table.rows, table.extract(), strict=True)
                pairs = [(box, text) for row, texts in rows for box, text in zip(row.cells, texts, strict=True) if box]
                found.append(on_grid([(*box, text or "") for box, text in pairs]))
            page.close()
    return found


def camelot_tables(flavor: str) -> Callable[[Path], list[Cells]]:
    """Return a reader with one of camelot's ways; spans are rebuilt from the edges that cells lack."""

    def tables(path: Path) -> list[Cells]:
        import camelot

        found = camelot.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True)
        return [merged(table.cells) for table in found]

    return tables


def merged(rows: Sequence[Sequence[Any]]) -> Cells:
    """Return camelot's grid with cells that no edge divides as one."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            left = owner[r, c - 1] if c and not cell.left and not row[c - 1].right else None
            above = owner[r - 1, c] if r and not cell.top and not rows[r - 1][c].bottom else None
            owner[r, c] = left or above or (r, c)
            groups.setdefault(owner[r, c], []).append((r, c))
    cells = []
    for places in groups.values():
        texts = [text for r, c in places if (text := rows[r][c].text.strip())]
        (top, left), (bottom, right) = map(min, zip(*places, strict=True)), map(max, zip(*places, strict=True))
        cells.append([top, bottom, left, right, "\n".join(texts)])
    return cells


def img2table_tables(path: Path) -> list[Cells]:
    """Read with img2table, borderless tables included; cells of one box are one merged cell."""
    from img2table.document import PDF

    return _img2table(PDF(str(path)).extract_tables(borderless_tables=True))


def img2table_scan(path: Path) -> dict[str, Any]:
    """Read a scan with img2table and Tesseract."""
    from img2table.document import PDF
    from img2table.ocr import TesseractOCR

    pages = PDF(str(path), detect_rotation=True)
    found = pages.extract_tables(ocr=TesseractOCR(n_threads=1, lang="spa"), borderless_tables=True)
    return {"tables": _img2table(found), "text": None}


def _img2table(pages: dict[int, list[Any]]) -> list[Cells]:
    return [
        on_grid((c.bbox.x1, c.bbox.y1, c.bbox.x2, c.bbox.y2, c.value or "") for row in t.content.values() for c in row)
        for tables in pages.values()
        for t in tables
    ]


def tabula_tables(path: Path) -> list[Cells]:
    """Read with tabula by ruling lines; spans are rebuilt from the boxes of cells."""
    import tabula

    found = tabula.read_pdf(str(path), pages="all", lattice=True, output_format="json", silent=True)
    return [
        on_grid(
            (c["left"], c["top"], c["left"] + c["width"], c["top"] + c["height"], c["text"])
            for row in table["data"]
            for c in row
            if c["width"] and c["height"]
        )
        for table in found
    ]


def docling_tables(path: Path) -> list[Cells]:
    """Read with docling, without the network."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from docling.document_converter import DocumentConverter

    tables = DocumentConverter().convert(path).document.tables
    return [docling_cells(t.data.table_cells) for t in tables]


def docling_cells(cells: Iterable[Any]) -> Cells:
    """Return the cells of docling's model of a table."""
    return [
        [c.start_row_offset_idx, c.end_row_offset_idx - 1, c.start_col_offset_idx, c.end_col_offset_idx - 1, c.text]
        for c in cells
    ]


def tesseract_scan(path: Path) -> dict[str, Any]:
    """Read a scan's pages as they are with Tesseract alone: words, no tables."""
    import pypdfium2

    texts = []
    with tempfile.TemporaryDirectory() as folder, pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            picture = Path(folder) / "page.png"
            page.render(scale=300 / 72, grayscale=True).to_pil().save(picture)
            command = ["tesseract", str(picture), "-", "-l", "spa", "--dpi", "300"]
            environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            texts.append(run.stdout)
    return {"tables": None, "text": "\n".join(texts)}


TOOLS: dict[str, dict[str, Callable[[Path], Any]]] = {
    "PDFium, solo texto": {"tables": pdfium_text},
    "amc-docs": {"tables": ours, "by page": ours_by_page, "scan": our_words, "review": our_review,
                 "read": our_reading, "extract": our_extraction},
    "pdfplumber": {"tables": pdfplumber_tables},
    "camelot lattice": {"tables": camelot_tables("lattice")},
    "camelot hybrid": {"tables": camelot_tables("hybrid")},
    "camelot auto": {"tables": camelot_tables("auto")},
    "img2table": {"tables": img2table_tables, "scan": img2table_scan},
    "tabula": {"tables": tabula_tables},
    "docling": {"tables": docling_tables},
    "Tesseract": {"scan": tesseract_scan},
}  # fmt: skip
"""Tool → task → what does it. `tables` returns tables; `scan` returns tables and text. Some take Word files as well."""
