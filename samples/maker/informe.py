"""The layout of a report on a national policy, and the writing of all its samples."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from . import pdf
from .body import blocks
from .content import Table
from .informe_cases import CASES
from .informe_content import MINISTRY, ORGAN, YEAR, Informe, Part
from .markup import Look, cell, page_break, paragraph, row, run, table
from .word import Word

BODY = Look(align="both")
SIZE = 15


def write_all(samples: Path, names: list[str], *, with_pdf: bool) -> None:
    """Write the samples whose name holds one of `names` (all without any), with the expectation beside each."""
    chosen = [case for case in CASES if not names or any(name in f"{case.folder}/{case.name}" for name in names)]
    for case in chosen:
        folder = samples / case.folder
        build(case.informe(), folder / f"{case.name}.docx")
        text = json.dumps(case.expected(), ensure_ascii=False, indent=1) + "\n"
        (folder / f"{case.name}.expected.json").write_text(text, encoding="utf-8")
    for folder in {case.folder for case in chosen if with_pdf and case.pdf}:
        with tempfile.TemporaryDirectory() as place:
            own = [case for case in chosen if case.pdf and case.folder == folder]
            sources = [Path(place) / f"{case.name}.docx" for case in own]
            for case, source in zip(own, sources, strict=True):
                build(case.informe(), source)
            pdf.convert(sources, samples / folder)


def build(informe: Informe, path: Path) -> None:
    """Write a report as Word."""
    word = Word("Informe de una política nacional", ORGAN)
    word.letterhead(MINISTRY, ORGAN, [f'"Año de ejemplo {YEAR}"'])
    big = Look(bold=True, align="center", size=28)
    word.add(*[paragraph()] * 4, paragraph(informe.cover, big), *[paragraph()] * 3)
    if informe.index:
        word.add(paragraph("ÍNDICE", Look(bold=True, align="center")))
        word.add(*(paragraph(look=Look("TOC1"), inner=run(f"{text}\t{page}")) for text, page in informe.index))
    word.add(page_break(), paragraph(informe.title, Look(bold=True, align="center", size=24)))
    if informe.number:
        word.add(paragraph(informe.number, Look(bold=True, align="center")))
    for part in informe.parts:
        _part(word, part)
        if informe.place_of_signature == part.number:
            _signature(word, informe)
    word.save(path)


def _part(word: Word, part: Part) -> None:
    turned = word.turn(any(isinstance(b, Table) and b.wide for b in part.blocks))
    if part.title:
        style = f"Heading{part.level}"
        word.add(paragraph(part.heading, Look(style, new_page=part.new_page and not turned)))
    for block in part.blocks:
        size = 10 if isinstance(block, Table) and block.wide else SIZE
        word.add(*blocks(word, [block], word.room, size, BODY, _subtitle))


def _subtitle(text: str) -> str:
    return paragraph(text, Look(bold=True, keep=True))


def _signature(word: Word, informe: Informe) -> None:
    if informe.date:
        word.add(paragraph(informe.date, Look(align="right")))
    if not informe.signature:
        return
    word.add(paragraph("Atentamente,"), *[paragraph()] * 3)
    centre = Look(align="center", after=0)
    lines = [paragraph(text, Look(bold=not i, align="center", after=0)) for i, text in enumerate(informe.signature)]
    if informe.signature_table:
        half = word.room // 2
        cells = [cell(paragraph("", centre), half), cell("".join(lines), half)]
        word.add(table([row(cells)], [half, half], borders=False))
    else:
        word.add(*lines)
