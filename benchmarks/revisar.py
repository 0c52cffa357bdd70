"""What checking costs beside just reading the file, as whole processes in one run, in turns.

    python benchmarks/revisar.py FILE.docx FILE.pdf …

For Word the measure is python-docx opening the file and walking its paragraphs and cells; for PDF it is pdfplumber's
`extract_tables` over all pages. CPU seconds of each process (children included), median of the rounds; ratios are what
counts, the seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 5
SAMPLES = [Path(f"samples/anexo1/pass-formulario{suffix}") for suffix in (".docx", ".pdf")]
START = "import docx"
WORD = """
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
PDF = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_tables()
        page.close()
"""


def cpu(command: list[str]) -> float:
    """Run a command to its end and return the CPU seconds that it took."""
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def compare(path: Path) -> tuple[str, dict[str, float]]:
    """Return the name of the measure and the median CPU seconds of each contender."""
    is_pdf = path.suffix == ".pdf"
    peer = "pdfplumber.extract_tables" if is_pdf else "python-docx"
    contenders = {
        "amc-docs revisar": [sys.executable, "-m", "amc_docs", "revisar", "--formato", "json", str(path)],
        peer: [sys.executable, "-c", PDF if is_pdf else WORD, str(path)],
        "import docx": [sys.executable, "-c", START],
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, command in contenders.items():
            times[name].append(cpu(command))
    return peer, {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print one row of a Markdown table per file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=SAMPLES)
    print("| archivo | medida | amc-docs (CPU s) | medida (CPU s) | proporción | sobre `import docx` |")
    print("|---|---|--:|--:|--:|--:|")
    for path in parser.parse_args().files:
        peer, medians = compare(path)
        own = medians["amc-docs revisar"]
        print(
            f"| {path.name} | {peer} | {own:.2f} | {medians[peer]:.2f} | {own / medians[peer]:.2f} "
            f"| +{own - medians['import docx']:.2f} s |"
        )


if __name__ == "__main__":
    main()
