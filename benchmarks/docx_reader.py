"""What reading a Word file costs beside its lower bound and beside python-docx.

    python benchmarks/docx_reader.py informe.docx anexo.docx …

The lower bound unzips `document.xml`, parses it with lxml and joins its `w:t`: no tables, styles, numbers or guards.
Rounds are interleaved and the fastest counts, so that other work on the machine disturbs all alike.
"""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from amc_docs.readers import read

ROUNDS = 15
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def parse_only(path: Path) -> object:
    """Parse `document.xml` and nothing else."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def lower_bound(path: Path) -> object:
    """Parse `document.xml` and join its words."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return " ".join(element.text or "" for element in root.iter(TEXT))


def python_docx(path: Path) -> object:
    """Open with python-docx and walk all cells, row by row."""
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return cells + [paragraph.text for paragraph in document.paragraphs]


PEERS: dict[str, Callable[[Path], object]] = {
    "lxml parse": parse_only,
    "parse + join w:t": lower_bound,
    "amc-docs": read,
    "python-docx": python_docx,
}


def seconds(path: Path) -> dict[str, float]:
    """Return the least CPU seconds of each peer."""
    best = dict.fromkeys(PEERS, float("inf"))
    for _ in range(ROUNDS):
        for name, peer in PEERS.items():
            start = time.process_time()
            peer(path)
            best[name] = min(best[name], time.process_time() - start)
    return best


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:]]
    print(f"{'archivo':40} {'CPU ms':>8} " + " ".join(f"{name:>18}" for name in PEERS))
    for path in paths:
        best = seconds(path)
        base = best["parse + join w:t"]
        ratios = " ".join(f"{best[name] / base:>17.1f}×" for name in PEERS)
        print(f"{path.name[:40]:40} {base * 1_000:>8.1f} {ratios}")


if __name__ == "__main__":
    main()
