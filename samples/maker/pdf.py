"""PDF files by LibreOffice, and the pages on which headings fall."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2

# LibreOffice writes the moment and a random mark into each file; these take their place, at the same length.
FIXED = [
    (re.compile(rb"(?<=/CreationDate\(D:)\d{14}"), b"20160315090000"),
    (re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)"), b"0" * 32),
    (re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}"), b"0" * 32),
]


def convert(paths: list[Path], folder: Path) -> None:
    """Write each Word file as PDF into `folder`."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is not installed: the PDF samples cannot be made.")
    with tempfile.TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir"]
        subprocess.run(  # noqa: S603 (the program is LibreOffice and the paths are our own)
            [*command, str(folder), *map(str, paths)], check=True, capture_output=True
        )
    for path in paths:
        made = folder / f"{path.stem}.pdf"
        content = made.read_bytes()
        for pattern, fixed in FIXED:
            content = pattern.sub(fixed, content)
        made.write_bytes(content)


def pages_of(path: Path, headings: list[str]) -> dict[str, int]:
    """Return the page, from 1, on which each heading of a PDF stands; headings come in order.

    The first page with a heading's words after the one before it counts; pages of the table of contents,
    known by their dotted lines, are passed over.
    """
    document = pypdfium2.PdfDocument(path)
    texts = [_folded(document[number].get_textpage().get_text_bounded()) for number in range(len(document))]
    document.close()
    pages = {}
    at, offset = 0, 0
    for heading in headings:
        while True:
            if at >= len(texts):
                raise ValueError(f"«{heading}» is not found in {path.name}")
            place = -1 if "....." in texts[at] else texts[at].find(_folded(heading), offset)
            if place >= 0:
                break
            at, offset = at + 1, 0
        pages[heading] = at + 1
        offset = place + len(_folded(heading))
    return pages


def _folded(text: str) -> str:
    """Return a text without white space, in which line ends cannot hide a heading."""
    return re.sub(r"\s+", "", text.replace("\ufffe", ""))
