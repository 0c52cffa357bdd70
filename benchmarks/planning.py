"""What to plan for: seconds of a file and a page by the way it is read, and what 10⁴ to 10⁶ files cost.

Every figure is of audits with one worker over the product's own samples; `archive.py` writes them down.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

SAMPLES = Path(__file__).parent.parent / "samples"
_DOTS_PER_INCH = 200
_QUICK, _OLD, _SCANS = 60, 12, 6
"""Files of a route, at most."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way of reading, measured."""

    name: str
    files: int
    pages: int
    """0 where the format has no pages."""
    seconds: float
    """Of all files, each from its opening to its report."""

    @property
    def a_file(self) -> float:
        """Seconds of one file."""
        return self.seconds / self.files


@dataclass(frozen=True, slots=True)
class Outputs:
    """What results take, for each file."""

    seconds: float
    kilobytes: float
    """Of the store and all outputs."""


def routes(folder: Path, audit: Callable[[Path, Path], object]) -> list[Route]:
    """Audit an archive for each way of reading; `audit` does one, into a folder."""
    makers: dict[str, Callable[[Path], None]] = {
        "Word (.docx)": lambda place: _copied("docx", place),
        "PDF con texto": lambda place: _copied("pdf", place),
        "hoja de cálculo (.xlsx)": lambda place: _copied("xlsx", place),
        "Word antiguo (.doc), con LibreOffice": _old,
        "PDF escaneado, con Tesseract": _scanned,
    }
    found = []
    for number, (name, make) in enumerate(makers.items()):
        root, out = folder / f"via-{number}", folder / f"via-{number}-salida"
        root.mkdir()
        make(root)
        audit(root, out)
        found.append(Route(name, *_seconds(out)))
    return found


def outputs(folder: Path, write: Callable[[Path], object]) -> Outputs:
    """Write the outputs of an audit again; `write` does it."""
    files = _seconds(folder)[0]
    for name in ("documentos", "tablas"):
        shutil.rmtree(folder / name)
    begun = time.monotonic()
    write(folder)
    seconds = time.monotonic() - begun
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Outputs(seconds / files, size / files / 1000)


def table(found: Iterable[Route]) -> str:
    """Return the routes as a Markdown table."""
    head = ["| vía | archivos | páginas por archivo | s por archivo | s por página |", "|---|---|---|---|---|"]
    rows = [
        f"| {r.name} | {r.files} | {f'{r.pages / r.files:.1f}' if r.pages else '–'} | {r.a_file:.2f} | "
        f"{f'{r.seconds / r.pages:.2f}' if r.pages else '–'} |"
        for r in found
    ]
    return "\n".join([*head, *rows, ""])


def plan(found: Iterable[Route], out: Outputs, cores: int = 8) -> str:
    """Return as a Markdown table what archives of 10⁴, 10⁵ and 10⁶ files take on so many cores."""
    head = "| archivo | 10 000 | 100 000 | 1 000 000 |\n|---|---|---|---|\n"
    sizes = (10_000, 100_000, 1_000_000)
    lines = [(f"todo {r.name}: {cores} núcleos", [_time(r.a_file * n / cores) for n in sizes]) for r in found]
    lines.append(("escribir los resultados (un solo proceso)", [_time(out.seconds * n) for n in sizes]))
    lines.append(("disco: almacén y resultados", [_space(out.kilobytes * n) for n in sizes]))
    return head + "".join(f"| {name} | {' | '.join(cells)} |\n" for name, cells in lines)


def _time(seconds: float) -> str:
    for unit, length, decimals in (("s", 1, 0), ("min", 60, 0), ("h", 3600, 1)):
        if seconds < 100 * length:
            return f"{seconds / length:.{decimals}f} {unit}"
    return f"{seconds / 86_400:.1f} días"


def _space(kilobytes: float) -> str:
    return f"{kilobytes / 1000:.0f} MB" if kilobytes < 1e6 else f"{kilobytes / 1e6:.1f} GB"


def _samples(ending: str, most: int) -> list[Path]:
    """Return so many samples, taken evenly from all types."""
    files = sorted(SAMPLES.glob(f"*/*.{ending}"))
    return files[:: max(1, len(files) // most)][:most]


def _copied(ending: str, folder: Path) -> None:
    for path in _samples(ending, _QUICK):
        shutil.copy(path, folder / f"{path.parent.name}-{path.name}")


def _old(folder: Path) -> None:
    """Make files of Word 97 of some samples."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}-perfil", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", folder, *_samples("docx", _OLD)], check=True, capture_output=True)


def _scanned(folder: Path) -> None:
    """Make scans of some samples: their pages as pictures and nothing else."""
    for path in _samples("pdf", _SCANS):
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil() for page in document]
        target = folder / f"{path.parent.name}-{path.name}"
        pages[0].save(target, save_all=True, append_images=pages[1:], resolution=_DOTS_PER_INCH)


def _seconds(out: Path) -> tuple[int, int, float]:
    """Return files, pages and seconds of the readable files of an audit."""
    base = sqlite3.connect(out / "auditoria.sqlite")
    try:
        files, pages, seconds = base.execute(
            "SELECT count(*), coalesce(sum(paginas), 0), sum(segundos) FROM archivos "
            "JOIN documentos ON documento = documentos.id WHERE dictamen <> 'ilegible'"
        ).fetchone()
    finally:
        base.close()
    return int(files), int(pages), float(seconds)
