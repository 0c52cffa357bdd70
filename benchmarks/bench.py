"""Measure amc-docs and its peers, and write docs/medidas.md.

    make bench TABLES="etiqueta=CARPETA; otra etiqueta=CARPETA" PEERS=todos
    python benchmarks/bench.py --tables "etiqueta=CARPETA; otra etiqueta=CARPETA" --peers todos

A folder holds PDF and Word files with their truth (`truth.py` tells the forms). Without folders the samples are
measured, PDF against their Word twins.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import accuracy
import growth
import page
import peers
import speed
import truth
import word_cases
from page import Results
from peers import OURS, Tool

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "anexo1"
OWN_SET = "muestras propias, contra su Word"
SAMPLE_STEMS = ("pass-formulario", "pass-narrativo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
PARTS = ("exactitud", "word", "velocidad", "largos")
SPEED_PAGES = 30
"""About so many pages of all sets are read in each round."""
WORD_FILES = 12
Sets = list[tuple[str, Path]]
Save = Callable[[Results], None]


def sets_of(text: str) -> Sets:
    """Return the labelled folders of `label=folder; …`, or of plain folders divided by spaces, or the samples.

    Raises:
        ValueError: no such folder.
    """
    if "=" in text:
        pairs = [part.partition("=")[::2] for part in text.split(";") if part.strip()]
    else:
        pairs = [(Path(folder).name, folder) for folder in shlex.split(text)]
    sets = [(label.strip(), Path(folder.strip())) for label, folder in pairs] or [(OWN_SET, SAMPLES)]
    if missing := [str(folder) for _, folder in sets if not folder.is_dir()]:
        raise ValueError(f"no existe la carpeta {', '.join(missing)}")
    return sets


def heading(arguments: argparse.Namespace, sets: Sets) -> list[str]:
    """Return the date, the machine and the command; the folders are nobody's business, their labels tell."""
    today = datetime.now().astimezone()
    command = "make bench"
    if arguments.tables:
        command += ' TABLES="' + "; ".join(f"{label}=CARPETA" for label, _ in sets) + '"'
    command += f" PEERS={shlex.quote(arguments.peers)}" if arguments.peers else ""
    return [
        f"    {command}",
        "",
        f"{today.day} de {MONTHS[today.month - 1]} de {today.year} · {_machine()} · {platform.system()} · "
        f"Python {platform.python_version()} · carga al empezar: {os.getloadavg()[0]:.1f}",
    ]


def _machine() -> str:
    """Return processors and memory."""
    model = ""
    if (known := Path("/proc/cpuinfo")).is_file():
        lines = known.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} núcleos {model}, {memory:.0f} GB".replace("  ", " ")


def measure_accuracy(results: Results, sets: Sets, limit: float, save: Save) -> None:
    """Read all documents of all sets with all tools; save after each set."""
    for label, folder in sets:
        cases = list(truth.cases(folder))
        found = {}
        for kind in page.KINDS:
            if own := [c for c in cases if accuracy.kind_of(c) == kind]:
                found[kind] = accuracy.measure(own, kind, results.tools, results.installed, limit)
        results.sets.append((label, found))
        save(results)


def measure_speed(results: Results, sets: Sets, rounds: int, limit: float) -> None:
    """Read some documents of all sets in turns."""
    files = [p for _, folder in sets for p in sorted(folder.iterdir()) if not p.stem.endswith(truth.SCANNED)]
    pdf = [p for p in files if p.suffix == ".pdf" and truth.page_count(p) <= SPEED_PAGES // 2]
    word = [p for p in files if p.suffix == ".docx"]
    samples = [SAMPLES / f"{stem}.docx" for stem in SAMPLE_STEMS]
    how = {"rounds": rounds, "limit": limit}
    results.pdf_speed = speed.compare(
        speed.spread(pdf, SPEED_PAGES), "tables", _able(results, "tables", peers.PDF_TEXT), results.installed, **how
    )
    results.word_speed = speed.compare(
        list(dict.fromkeys([*samples, *speed.spread(word, WORD_FILES)])),
        "word", _able(results, "word", peers.WORD_TEXT), results.installed, **how,
    )  # fmt: skip
    results.wholes = speed.whole([SAMPLES / f"{s}{e}" for e in (".docx", ".pdf") for s in SAMPLE_STEMS], rounds)
    results.help = speed.help_cost(rounds)


def _able(results: Results, task: str, bound: str) -> list[Tool]:
    """Return the tools that have a task and run here, the lower bound first."""
    able = [t for t in results.tools if accuracy.can(t.name, task) and t.name in results.installed.pythons]
    return sorted((t for t in able if t not in peers.LOWER_BOUNDS or t.name == bound), key=lambda t: t.name != bound)


def run(arguments: argparse.Namespace, save: Save) -> None:
    """Measure what is asked for, and save after each part: a run may take half an hour and be interrupted."""
    sets = sets_of(arguments.tables)
    tools = [*peers.LOWER_BOUNDS, peers.OWN, *peers.choose(arguments.peers)]
    results = Results(heading=heading(arguments, sets), tools=tools, installed=peers.install(tools))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder, limit = Path(name), arguments.limit
        if "exactitud" in arguments.parts:
            measure_accuracy(results, sets, limit, save)
        if "word" in arguments.parts:
            readers = [t for t in _able(results, "word", OURS) if t not in peers.LOWER_BOUNDS]
            results.hard = word_cases.measure(folder, readers, results.installed, limit)
            save(results)
        if "velocidad" in arguments.parts:
            measure_speed(results, sets, arguments.rounds, limit)
            save(results)
        if "largos" in arguments.parts:
            sample = SAMPLES / SAMPLE_STEMS[0]
            for kind, suffix in (("PDF", ".pdf"), ("Word", ".docx")):
                points = growth.measure(sample.with_suffix(suffix), arguments.pages, folder, results.installed, limit)
                results.growth.append((kind, points))
                save(results)


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", default="", help='"label=folder; …"; without it, the samples')
    parser.add_argument("--peers", default="", help="names, «todos» or «ninguno»; without it, those already installed")
    parser.add_argument("--parts", default=PARTS, type=lambda text: text.split(","), help=",".join(PARTS))
    parser.add_argument("--rounds", default=3, type=int)
    parser.add_argument("--limit", default=300.0, type=float, help="seconds for a document; a tenth more for each page")
    parser.add_argument("--pages", default=(10, 100, 1000), type=lambda text: [int(n) for n in text.split(",")])
    parser.add_argument("--output", default=ROOT / "docs" / "medidas.md", type=Path)
    return parser.parse_args(words)


def main() -> int:
    """Measure and write the page."""
    arguments = parsed(sys.argv[1:])
    try:
        run(arguments, lambda results: page.write(results, arguments.output))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Escrito: {arguments.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
