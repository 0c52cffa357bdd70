"""Data → official document → data again: how many invented records of each type come back different.

    python benchmarks/round_trip.py --registros 200 --pdf 20 [TIPO …]

The records are made like those of the property test (`tests/strategies.py`), the way is the program's own: the
form is filled, the file is read, recognised and extracted. What a page of a PDF file cannot tell is no difference:

- white space: where a line ends, also inside a word too long for its cell, a page shows no more than the break, in the
  titles of columns as in what stands below them;
- where a paragraph or a cut cell ends: the texts of the records for PDF are sentences, from a capital to a point, and
  what stands in cells begins with a capital, as people write;
- a dash at the beginning of a line is a bullet, wherever the line above stops: the items of lists have none;
- two process sheets of one name at the top of two pages look like a running header: each has a name of its own;
- a merged cell that a page's end parts looks like a cell and an empty one below it. The form keeps the rows of such a
  cell together; LibreOffice heeds that only in tables outside others, and while they fit on a page. The records have
  none in a form that is a single table (Anexo 1), no chain of them that overlap, and none right above an empty cell.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from amc_docs import generating, pipeline, printing
from amc_docs.doctype import DocType, available
from amc_docs.forms.data import canonical
from amc_docs.forms.rendering import with_form
from tests.strategies import drawn

MOST_SHOWN = 5
BATCH = 25
"""Files that one run of LibreOffice converts."""


def some(doctype: DocType, count: int, *, in_pdf: bool = False) -> list[dict[str, Any]]:
    """Return so many records, always the same."""
    return [drawn(doctype, number, in_sentences=in_pdf) for number in range(count)]


def differences(given_data: object, found: object, place: str = "") -> Iterator[str]:
    """Yield where two records differ, with what each says."""
    if isinstance(given_data, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*given_data, *found)):
            yield from differences(given_data.get(key), found.get(key), f"{place}/{key}")
    elif isinstance(given_data, list) and isinstance(found, list):
        if len(given_data) != len(found):
            yield f"{place}: {len(given_data)} → {len(found)}"
        for at, (one, other) in enumerate(zip(given_data, found, strict=False)):
            yield from differences(one, other, f"{place}/{at}")
    elif given_data != found:
        yield f"{place}: {str(given_data)[:120]!r} → {str(found)[:120]!r}"


def unbroken(value: object) -> object:
    """Return data without white space: where a line ends in a cell, also inside a long word, a page does not tell."""
    if isinstance(value, dict):
        return {unbroken(key): unbroken(item) for key, item in value.items()}
    if isinstance(value, list):
        return [unbroken(item) for item in value]
    return "".join(value.split()) if isinstance(value, str) else value


def back(content: bytes, suffix: str, doctype: DocType, folder: Path) -> dict[str, Any]:
    """Return the data that the program finds in a file."""
    path = folder / f"documento{suffix}"
    path.write_bytes(content)
    understood = pipeline.understand(path, wanted=doctype.name)
    return canonical(understood.data, doctype)


def word_trip(doctype: DocType, count: int, folder: Path) -> list[str]:
    """Return the differences of each record that comes back different from a Word file."""
    told = []
    for number, record in enumerate(some(doctype, count)):
        found = back(generating.document_of(record, doctype), ".docx", doctype, folder)
        if record != found:
            told.append(_line(number, record, found))
    return told


def pdf_trip(doctype: DocType, count: int, folder: Path) -> list[str]:
    """Return the differences of each record that comes back different from a PDF file."""
    told = []
    made = some(doctype, count, in_pdf=True)
    for start in range(0, count, BATCH):
        batch = made[start : start + BATCH]
        files = printing.pdfs_of([generating.document_of(record, doctype) for record in batch])
        for number, (record, content) in enumerate(zip(batch, files, strict=True), start):
            one, other = unbroken(record), unbroken(back(content, ".pdf", doctype, folder))
            if one != other:
                told.append(_line(number, one, other))
    return told


def _line(number: int, given_data: object, found: object) -> str:
    return f"{number}: " + "; ".join(list(differences(given_data, found))[:3])


def main() -> None:
    """Print a line for each type and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tipos", nargs="*", metavar="TIPO")
    parser.add_argument("--registros", type=int, default=200)
    parser.add_argument("--pdf", type=int, default=0, metavar="N")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for kind in wishes.tipos or with_form():
            for way, trip, count in (("Word", word_trip, wishes.registros), ("PDF", pdf_trip, wishes.pdf)):
                start = time.monotonic()
                told = trip(available()[kind], count, Path(name)) if count else []
                if count:
                    seconds = time.monotonic() - start
                    print(f"{kind:20} {way:5} {count:4} registros, {len(told)} distintos ({seconds:.0f} s)", flush=True)
                for line in told[:MOST_SHOWN]:
                    print(f"    {line}")


if __name__ == "__main__":
    main()
