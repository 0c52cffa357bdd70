"""Writes the samples of letters and resolutions, of files that hold several documents, and of whole folders."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from . import dossiers, pdf, several
from .letter_cases import CASES, LetterCase
from .letters import begin


def write_all(samples: Path, names: list[str], *, with_pdf: bool) -> None:
    """Write the samples whose name holds one of `names` (all without any), with the expectation beside each."""
    chosen = [case for case in CASES if not names or any(name in f"{case.folder}/{case.name}" for name in names)]
    for case in chosen:
        if case.docx:
            _writer(case)(samples / case.folder / f"{case.name}.docx")
        expect(samples / case.folder, case.name, case.expected())
    write_folders(samples, names)
    write_files(samples, names, with_pdf=with_pdf)
    if with_pdf:
        for folder in {case.folder for case in chosen}:
            own = {case.name: _writer(case) for case in chosen if case.folder == folder and case.pdf}
            print_all(own, samples / folder)


def write_folders(samples: Path, names: list[str]) -> None:
    """Write the folders of documents, each file in its place."""
    for folder, files in dossiers.folders().items():
        for place, write in files.items():
            target = samples / "expediente" / folder / place
            if not names or any(name in f"expediente/{folder}/{place}" for name in names):
                target.parent.mkdir(parents=True, exist_ok=True)
                write(target)


def write_files(samples: Path, names: list[str], *, with_pdf: bool) -> None:
    """Write the files that hold several documents, or only seem to."""
    chosen = [f for f in several.FILES if not names or any(name in f"otros/{f.name}" for name in names)]
    for file in chosen:
        file.write(samples / "otros" / f"{file.name}.docx")
        expect(samples / "otros", file.name, file.expected)
    if with_pdf:
        print_all({file.name: file.write for file in chosen}, samples / "otros")


def _writer(case: LetterCase) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        word = begin(case.papers[0].year)
        case.write(word)
        word.save(path)

    return write


def expect(folder: Path, stem: str, expected: Mapping[str, Any]) -> None:
    """Write an expectation."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{stem}.expected.json").write_text(text, encoding="utf-8")


def print_all(writers: Mapping[str, Callable[[Path], None]], folder: Path) -> None:
    """Write the PDF of each document, by LibreOffice."""
    with tempfile.TemporaryDirectory() as place:
        sources = list(_written(writers, Path(place)))
        if sources:
            pdf.convert(sources, folder)


def _written(writers: Mapping[str, Callable[[Path], None]], folder: Path) -> Iterable[Path]:
    for name, write in writers.items():
        path = folder / f"{name}.docx"
        write(path)
        yield path
