"""What an audit costs: side by side on archives made of the samples, each measure in processes of its own.

    python benchmarks/archive.py --files 2000 --kills 20 --output docs/auditoria-medidas.md

Throughput with one worker and with two; the cost of a file over a bare check in this process; the memory of the process
that keeps the results; a second run with nothing changed; outputs after being killed at random, compared byte by byte.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import planning

SAMPLES = Path(__file__).parent.parent / "samples"
COMPARED = ("resumen.html", "hallazgos.xlsx", "resultados.jsonl", "tablas", "documentos")
"""Outputs that two runs must make alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took."""

    seconds: float
    cpu: float
    peak: float
    """MB of the process that keeps the results, at most; its workers not counted."""


def make(folder: Path, count: int) -> Path:
    """Make an archive of so many different files out of the samples: Word, PDF and workbooks, large and small."""
    sources = [p for p in sorted(SAMPLES.glob("*/*")) if p.suffix in {".docx", ".pdf", ".xlsx"}]
    random.Random(7).shuffle(sources)  # noqa: S311 - the same archive each time
    root = folder / f"archivo-{count}"
    for number, source in enumerate(islice(cycle(sources), count)):
        place = root / f"{number // 200:03}"
        place.mkdir(parents=True, exist_ok=True)
        _different(source, place / f"{number:06}{source.suffix}", number)
    return root


def _different(source: Path, target: Path, number: int) -> None:
    """Copy a file so that its bytes are its own and nothing else of it changes."""
    shutil.copy(source, target)
    if source.suffix == ".pdf":
        with target.open("ab") as file:
            file.write(f"%{number}\n".encode())
    else:
        with zipfile.ZipFile(target, "a") as package:
            package.comment = str(number).encode()


def audit(root: Path, folder: Path, *words: str) -> Cost:
    """Run the command and return what it took; RuntimeError where it fails."""
    command = [sys.executable, "-m", "amc_docs", "auditar", str(root), "--salida", str(folder), "-q", *words]
    before, start = os.times(), time.monotonic()
    process = subprocess.Popen(command)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(0.05)
    if process.returncode not in {0, 1, 3, 4}:
        raise RuntimeError(f"auditar: código {process.returncode}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds=time.monotonic() - start, cpu=cpu, peak=peak)


def _memory(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def bare(root: Path) -> float:
    """Return the seconds of CPU that checking every file takes in one process, without store, outputs or isolation."""
    code = (
        "import sys; from pathlib import Path\n"
        "from amc_docs import pipeline; from amc_docs.errors import AmcDocsError\n"
        "pipeline.prepare()\n"
        "for path in sorted(Path(sys.argv[1]).rglob('*.*')):\n"
        "    try: pipeline.review(path)\n"
        "    except AmcDocsError: pass\n"
    )
    before = os.times()
    subprocess.run([sys.executable, "-c", code, str(root)], check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def killed(root: Path, folder: Path, times: int, seconds: float) -> Iterator[bool]:
    """Kill an audit at a random moment, let it go on, and yield whether its outputs are those of one that was not."""
    whole = folder / "entera"
    audit(root, whole)
    dice = random.Random(11)  # noqa: S311 - the same moments each time
    for number in range(times):
        place = folder / f"cortada-{number}"
        command = [sys.executable, "-m", "amc_docs", "auditar", str(root), "--salida", str(place), "-q"]
        process = subprocess.Popen(command, start_new_session=True)
        time.sleep(dice.uniform(0.5, seconds))
        process.kill()
        process.wait()
        audit(root, place)
        yield alike(whole, place)
        shutil.rmtree(place)


def alike(one: Path, other: Path) -> bool:
    """Return whether two audits have the same outputs, byte by byte."""

    def files(folder: Path) -> list[Path]:
        found = (p for name in COMPARED for p in (folder / name, *(folder / name).glob("**/*")))
        return sorted(p.relative_to(folder) for p in found if p.is_file())

    names = files(one)
    return names == files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--many", type=int, default=10_000, help="files for the memory; 0 leaves it out")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--killed-files", type=int, default=60)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amc-docs-medidas-") as name:
        rows = _measured(Path(name), options)
        text = "\n".join(["| medida | valor |", "|---|---|", *(f"| {what} | {value} |" for what, value in rows), ""])
        text += f"\n## Segundos por página\n\n{_plan(Path(name))}"
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")


def _measured(folder: Path, options: argparse.Namespace) -> list[tuple[str, str]]:
    root = make(folder, options.files)
    one = audit(root, folder / "uno", "--trabajadores", "1")
    two = audit(root, folder / "dos", "--trabajadores", "2")
    again = audit(root, folder / "dos", "--trabajadores", "2")
    own = bare(root)
    rows = [
        (
            f"{options.files:,} archivos, un proceso",
            f"{one.seconds:.0f} s, {options.files / one.seconds:.1f} archivos/s",
        ),
        (
            f"{options.files:,} archivos, dos procesos",
            f"{two.seconds:.0f} s, {options.files / two.seconds:.1f} archivos/s",
        ),
        ("dos procesos frente a uno", f"{one.seconds / two.seconds:.2f} veces"),
        ("CPU por archivo frente a revisar cada uno en un solo proceso", f"{100 * (one.cpu / own - 1):+.1f} %"),
        ("segunda vez, sin cambios", f"{again.seconds:.1f} s, {100 * again.seconds / two.seconds:.1f} % de la primera"),
        ("mismos resultados con uno y con dos procesos", "sí" if alike(folder / "uno", folder / "dos") else "NO"),
    ]
    rows += _memories(folder, options.many)
    small = make(folder, options.killed_files)
    once = audit(small, folder / "medida", "--trabajadores", "2").seconds
    same = list(killed(small, folder, options.kills, once))
    return [
        *rows,
        (f"interrumpida con SIGKILL {options.kills} veces", f"{sum(same)} de {len(same)} con los mismos resultados"),
    ]


def _plan(folder: Path) -> str:
    """Return what each way of reading costs, and what archives of some sizes do."""
    found = planning.routes(folder, lambda root, out: audit(root, out, "--trabajadores", "1"))
    out = planning.outputs(
        folder / "dos",
        lambda place: subprocess.run(
            [sys.executable, "-m", "amc_docs", "auditar", "--solo-informes", "--salida", str(place), "-q"], check=False
        ),
    )
    return f"{planning.table(found)}\n## Para planificar\n\n{planning.plan(found, out)}"


def _memories(folder: Path, many: int) -> Sequence[tuple[str, str]]:
    if not many:
        return []
    peaks = []
    for count in (100, many):
        root = _letters(folder, count)
        peaks.append(audit(root, folder / f"memoria-{count}").peak)
        shutil.rmtree(root)
    return [(f"memoria del proceso que guarda: 100 y {many:,} archivos", f"{peaks[0]:.0f} y {peaks[1]:.0f} MB")]


def _letters(folder: Path, count: int) -> Path:
    """Make an archive of short files: only their number matters."""
    sources = sorted((SAMPLES / "oficio").glob("*.docx"))
    root = folder / f"oficios-{count}"
    for number, source in enumerate(islice(cycle(sources), count)):
        place = root / f"{number // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        _different(source, place / f"{number:06}.docx", number)
    return root


if __name__ == "__main__":
    main()
