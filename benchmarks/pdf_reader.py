"""Time of the PDF reader beside pdfplumber's tables alone: `python benchmarks/pdf_reader.py FILE…`.

Both run in turn in one process; the figure that counts is the ratio of processor times, which other load hardly moves.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber

from amc_docs.readers.pdf import read

ROUNDS = 3


def ours(path: Path) -> int:
    return len(list(read(path, name=path.name, sha256="").tables()))


def theirs(path: Path) -> int:
    count = 0
    with pdfplumber.open(path) as file:
        for page in file.pages:
            count += len(page.extract_tables())
            page.close()
    return count


def processor_time(task: Callable[[Path], int], path: Path) -> float:
    start = time.process_time()
    task(path)
    return time.process_time() - start


def main(names: list[str]) -> None:
    print(f"{'file':40} {'ours, s':>8} {'pdfplumber, s':>14} {'ratio':>6}")
    for path in map(Path, names):
        times = [(processor_time(ours, path), processor_time(theirs, path)) for _ in range(ROUNDS)]
        mine, other = median(t[0] for t in times), median(t[1] for t in times)
        print(f"{path.name[:40]:40} {mine:8.2f} {other:14.2f} {mine / other:6.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
