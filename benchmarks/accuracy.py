"""What each tool finds of each set of documents, beside the truth."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from metrics import Score, Span, Table, accented, score, score_part, words_of
from peers import LOWER_BOUNDS, OURS, Installed, Tool, Worker, shown_reason
from truth import Case, page_count

PDF, SCAN, WORD = "PDF", "escaneados", "Word"
TASKS = {PDF: "tables", SCAN: "scan", WORD: "word"}
RULED_FROM = 0.7
"""A document counts as ruled where a reader of lines reaches this F1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one tool made of one document."""

    case: Case
    regions: Score | None
    """Against the tables of each page; None where there is no such truth."""
    joined: Score | None
    """Against the tables joined over pages; None where there is no such truth, or the tool finds no tables."""
    words: tuple[int, int] | None = None
    """Accented words found and to be found; None where no one asked or can tell."""
    error: str | None = None
    """Why the tool did not answer; it then found nothing."""

    @property
    def first(self) -> Score | None:
        """The score by page, or joined where only that is known."""
        return self.regions or self.joined


Readings = dict[str, list[Reading]]
"""Tool → its readings, in the order of the cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """One tool over many documents: shares are means of documents, counts are sums."""

    f1: float
    precision: float
    recall: float
    perfect: int
    tables: int
    exact: float
    """Share of all true cells."""
    documents: int


def kind_of(case: Case) -> str:
    """Return what sort of file a case is."""
    if case.path.suffix == ".docx":
        return WORD
    return SCAN if case.is_scan else PDF


def measure(cases: Sequence[Case], kind: str, tools: Iterable[Tool], installed: Installed, limit: float) -> Readings:
    """Return what each tool that can read this kind finds; tools side by side, each document by itself."""
    able = [t for t in tools if t not in LOWER_BOUNDS and t.name in installed.pythons and can(t.name, TASKS[kind])]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = pool.map(lambda t: _all(t, cases, kind, installed, limit), able)
        return dict(zip((t.name for t in able), found, strict=True))


def can(name: str, task: str) -> bool:
    """Tell whether a tool has a task."""
    from worker import TOOLS

    return task in TOOLS[name]


def _all(tool: Tool, cases: Sequence[Case], kind: str, installed: Installed, limit: float) -> list[Reading]:
    readings = []
    with Worker(tool.name, installed.pythons[tool.name], limit=limit) as worker:
        for case in cases:
            pages = page_count(case.path) if case.path.suffix == ".pdf" else 1
            worker.limit = limit * (1 + pages / 10)
            readings.append(_read(worker, case, kind))
            print(f"{tool.name}: {case.path.stem}: {readings[-1].error or 'leído'}", file=sys.stderr)
    return readings


def _read(worker: Worker, case: Case, kind: str) -> Reading:
    answer = worker.ask(TASKS[kind], case.path)
    if error := answer.get("error"):
        nothing: list[Table] = []
        scores = [_scored(case, nothing, wanted) for wanted in (case.regions, case.joined)]
        words = (0, accented((), case.words)[1]) if case.words else None
        return Reading(case=case, regions=scores[0], joined=scores[1], words=words, error=shown_reason(error))
    value: Any = answer["value"]
    text = None if kind == PDF else value["text"]
    found = _tables(value if kind == PDF else value["tables"])
    by_page = found
    if worker.name == OURS and kind == PDF and case.regions is not None:
        # Peers give tables page by page; ours are joined unless pages are asked for one at a time.
        by_page = _tables(worker.ask("by page", case.path).get("value") or [])
    return Reading(
        case=case,
        regions=_scored(case, by_page, case.regions),
        joined=_scored(case, found, case.joined),
        words=accented(words_of(text), case.words) if case.words and text is not None else None,
    )


def _tables(value: list[list[list[Any]]] | None) -> list[Table] | None:
    return None if value is None else [[Span(*cell) for cell in table] for table in value]


def _scored(case: Case, found: list[Table] | None, wanted: list[Table] | None) -> Score | None:
    if wanted is None or found is None:
        return None
    return (score_part if case.is_part else score)(found, wanted)


def means(readings: Iterable[Reading], which: Callable[[Reading], Score | None]) -> Means | None:
    """Return a tool's figures over the documents that have this score; None where none has."""
    scores = [s for r in readings if (s := which(r)) is not None and s.tables]
    if not scores:
        return None
    count, cells = len(scores), sum(s.cells for s in scores)
    return Means(
        f1=sum(s.f1 for s in scores) / count,
        precision=sum(s.precision for s in scores) / count,
        recall=sum(s.recall for s in scores) / count,
        perfect=sum(s.perfect for s in scores),
        tables=sum(s.tables for s in scores),
        exact=sum(s.exact for s in scores) / cells if cells else 0.0,
        documents=count,
    )


def ruled(readings: Readings, line_readers: Iterable[str]) -> set[str]:
    """Return the names of the documents in which some reader of lines finds most of the tables."""
    return {
        r.case.path.name
        for name in line_readers
        for r in readings.get(name, ())
        if r.first is not None and r.first.f1 >= RULED_FROM
    }


def failed(readings: Sequence[Reading]) -> str | None:
    """Return why a tool does not run here: the error that it gives for every document; None where it read any."""
    errors = [r.error for r in readings]
    return errors[0] if errors and all(errors) else None
