"""What reading costs: CPU time beside a lower bound, in turns, so that other work on the machine disturbs all alike."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from peers import Installed, Tool, Worker
from truth import page_count
from worker import cpu

HEAVY = (
    *("pandas", "pdfplumber", "pypdfium2", "docx", "lxml", "numpy"),
    *("amc_docs.readers.scan", "amc_docs.readers.office"),
)
"""What `--ayuda` need not load: packages, and the parts that call Tesseract and LibreOffice."""
LOADED = """
import json, sys
from amc_docs.cli import main
try:
    main(["--ayuda"])
except SystemExit:
    pass
print("\\n" + json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""
WORD_WALK = """
import sys, docx
document = docx.Document(sys.argv[1])
def walk(tables):
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                cell.text
                walk(cell.tables)
for paragraph in document.paragraphs: paragraph.text
walk(document.tables)
"""
PDF_WALK = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_tables()
        page.close()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one tool took for the documents that it read; the first is the lower bound."""

    tool: str
    ratio: float
    """CPU to the lower bound's over the same documents: median of the rounds."""
    milliseconds: float
    """CPU per page, or per document where there are no pages: median of the rounds."""
    peak: float
    """MB at most, in a process of its own that read all of them."""
    documents: int


def compare(paths: Sequence[Path], task: str, tools: Sequence[Tool], installed: Installed, **how: float) -> list[Cost]:
    """Read all documents in turns with each tool, the lower bound first; `how` is `rounds` and `limit` (seconds)."""
    times: dict[str, dict[Path, list[float]]] = {t.name: {p: [] for p in paths} for t in tools}
    peaks = dict.fromkeys(times, 0.0)
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(t.name, installed.pythons[t.name], limit=how["limit"])) for t in tools]
        for worker in workers:
            worker.ask(task, paths[0], quiet=True)  # imports
        for turn in range(int(how["rounds"])):
            for path in paths:
                # Nobody always comes first.
                for worker in workers[turn % len(workers) :] + workers[: turn % len(workers)]:
                    answer = worker.ask(task, path, quiet=True) if path in times[worker.name] else {"error": ""}
                    if "error" in answer:
                        times[worker.name].pop(path, None)
                        continue
                    times[worker.name][path].append(answer["cpu"])
                    peaks[worker.name] = max(peaks[worker.name], answer["peak"])
            print(f"ronda {turn + 1} de {how['rounds']:.0f}", file=sys.stderr)
    bound = times[tools[0].name]
    return [_cost(name, taken, bound, peaks[name]) for name, taken in times.items() if taken]


def _cost(name: str, taken: dict[Path, list[float]], bound: dict[Path, list[float]], peak: float) -> Cost:
    rounds = [sum(turn) for turn in zip(*taken.values(), strict=True)]
    least = [sum(turn) for turn in zip(*(bound[path] for path in taken), strict=True)]
    pages = sum(page_count(path) if path.suffix == ".pdf" else 1 for path in taken)
    ratio = median(mine / other for mine, other in zip(rounds, least, strict=True))
    return Cost(tool=name, ratio=ratio, milliseconds=median(rounds) / pages * 1000, peak=peak, documents=len(taken))


def spread(paths: Sequence[Path], pages: int) -> list[Path]:
    """Return documents taken evenly from many, until they have about so many pages."""
    count = len(paths)
    while count > 1:
        chosen = [paths[round(i * (len(paths) - 1) / (count - 1))] for i in range(count)]
        if sum(page_count(p) if p.suffix == ".pdf" else 1 for p in chosen) <= pages:
            return chosen
        count -= 1
    return list(paths[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Whole processes: CPU seconds, start included, median of the rounds."""

    file: str
    peer: str
    review: float
    """`amc-docs revisar`."""
    theirs: float
    """The peer, which only reads."""


def whole(paths: Iterable[Path], rounds: int) -> list[Whole]:
    """Compare checking a file with just reading it, as whole processes in turns."""
    rows = []
    for path in paths:
        is_pdf = path.suffix == ".pdf"
        review = [sys.executable, "-m", "amc_docs", "revisar", "--formato", "json", str(path)]
        peer = [sys.executable, "-c", PDF_WALK if is_pdf else WORD_WALK, str(path)]
        pairs = [(_process(review), _process(peer)) for _ in range(rounds)]
        name = "pdfplumber" if is_pdf else "python-docx"
        mine, other = (median(column) for column in zip(*pairs, strict=True))
        rows.append(Whole(file=path.name, peer=name, review=mine, theirs=other))
    return rows


def _process(command: list[str]) -> float:
    before = cpu()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return cpu() - before


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What asking for help costs."""

    cpu: float
    seconds: float
    bare: float
    """CPU seconds of Python that does nothing."""
    loaded: tuple[str, ...]
    """Those of `HEAVY` that it loads."""


def help_cost(rounds: int) -> Help:
    """Measure `amc-docs --ayuda` and say what it loads."""
    command = [sys.executable, "-m", "amc_docs", "--ayuda"]
    taken, waited, bare = [], [], []
    for _ in range(rounds):
        start = time.perf_counter()
        taken.append(_process(command))
        waited.append(time.perf_counter() - start)
        bare.append(_process([sys.executable, "-c", ""]))
    run = subprocess.run([sys.executable, "-c", LOADED, *HEAVY], capture_output=True, text=True, check=True)
    loaded = tuple(json.loads(run.stdout.splitlines()[-1]))
    return Help(cpu=median(taken), seconds=median(waited), bare=median(bare), loaded=loaded)
