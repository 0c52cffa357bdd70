"""How cost and memory grow with the length of a document. The long documents are made by repeating a sample."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import docx
import pikepdf
from peers import OURS, PDF_TEXT, WORD_TEXT, Installed, Worker
from truth import page_count

_OWN = (("amc-docs, leer", OURS, "read"), ("amc-docs, extraer", OURS, "extract"), ("amc-docs, revisar", OURS, "review"))
CURVES = {
    ".pdf": ((PDF_TEXT, PDF_TEXT, "tables"), *_OWN, ("pdfplumber", "pdfplumber", "tables")),
    ".docx": ((WORD_TEXT, WORD_TEXT, "word"), *_OWN, ("python-docx", "python-docx", "word")),
}
"""Format → curves: name on the page, tool, task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One tool at one length."""

    curve: str
    pages: int
    cpu: float | None
    """Seconds; None where it failed or took too long."""
    peak: float
    """MB at most, in a process of its own."""
    error: str = ""


def measure(sample: Path, sizes: Sequence[int], folder: Path, installed: Installed, limit: float) -> list[Point]:
    """Return the points of all curves of the sample's format, each from a process of its own that read once before."""
    return list(_points(sample, sizes, folder, installed, limit))


def _points(sample: Path, sizes: Sequence[int], folder: Path, installed: Installed, limit: float) -> Iterator[Point]:
    paths = {size: _long(sample, size, folder) for size in sizes}
    for curve, tool, task in CURVES[sample.suffix]:
        if tool not in installed.pythons:
            continue
        pace = 0.0
        for size in sorted(paths):
            if pace * size > limit:
                # Waiting for the limit would tell no more than the shorter documents did.
                yield Point(curve=curve, pages=size, cpu=None, peak=0.0, error=f"más de {limit:.0f} s")
                continue
            with Worker(tool, installed.pythons[tool], limit=limit) as worker:
                worker.ask(task, paths[min(paths)], quiet=True)  # imports
                answer = worker.ask(task, paths[size], quiet=True)
            error = answer.get("error", "")
            print(f"{curve}: {size} páginas: {error or 'leído'}", file=sys.stderr)
            cost = None if error else answer["cpu"]
            pace = cost / size if cost else pace
            yield Point(curve=curve, pages=size, cpu=cost, peak=answer.get("peak", 0.0), error=error)


def _long(sample: Path, pages: int, folder: Path) -> Path:
    path = folder / f"{pages}-paginas{sample.suffix}"
    (_long_pdf if sample.suffix == ".pdf" else _long_word)(sample, pages, path)
    return path


def _long_pdf(sample: Path, pages: int, path: Path) -> None:
    with pikepdf.open(sample) as source, pikepdf.new() as made:
        for page in islice(cycle(list(source.pages)), pages):
            made.pages.append(page)
        made.save(path)


def _long_word(sample: Path, pages: int, path: Path) -> None:
    """Repeat the blocks of a Word file; its PDF twin says how many pages they make."""
    document = docx.Document(str(sample))
    section = document.element.body.sectPr
    blocks = [block for block in document.element.body if block is not section]
    wanted = round(len(blocks) * pages / page_count(sample.with_suffix(".pdf")))
    for block in blocks:
        block.getparent().remove(block)
    for block in islice(cycle(blocks), wanted):
        section.addprevious(copy.deepcopy(block))
    document.save(str(path))
