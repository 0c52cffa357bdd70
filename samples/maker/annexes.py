"""Matrices of a form sent apart from it, as Excel and Word files: how they look, and the writing of their samples."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from . import pdf
from .annex_cases import CASES
from .annex_content import MINISTRY, ORGAN, Annex, Sheet
from .body import blocks
from .content import LEFT, UP, Table
from .markup import Look, paragraph
from .word import STAMP, Word

NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?")


def write_all(samples: Path, names: list[str], *, with_pdf: bool) -> None:
    """Write the samples whose name holds one of `names` (all without any), with the expectation beside each."""
    chosen = [case for case in CASES if not names or any(name in f"{case.folder}/{case.name}" for name in names)]
    for case in chosen:
        folder = samples / case.folder
        folder.mkdir(exist_ok=True)
        if case.xlsx:
            build_xlsx(case.annex(), folder / f"{case.name}.xlsx")
        if case.docx:
            build_docx(case.annex(), folder / f"{case.name}.docx")
        text = json.dumps(case.expected(), ensure_ascii=False, indent=1) + "\n"
        (folder / f"{case.name}.expected.json").write_text(text, encoding="utf-8")
    for folder_name in {case.folder for case in chosen if with_pdf and case.pdf}:
        with tempfile.TemporaryDirectory() as place:
            own = [case for case in chosen if case.pdf and case.folder == folder_name]
            sources = [Path(place) / f"{case.name}.docx" for case in own]
            for case, source in zip(own, sources, strict=True):
                build_docx(case.annex(), source)
            pdf.convert(sources, samples / folder_name)


def build_docx(annex: Annex, path: Path) -> None:
    """Write an annex as a Word file, its sheets one after the other."""
    word = Word(annex.titles[0], ORGAN)
    word.letterhead(MINISTRY, ORGAN, [])
    word.turn(True)
    word.add(*(paragraph(title, Look(bold=True, align="center", size=22)) for title in annex.titles))
    for sheet in annex.sheets:
        if len(annex.sheets) > 1:
            word.add(paragraph(sheet.name, Look("Heading1")))
        word.add(*blocks(word, [sheet.table], word.room, 13))
        word.add(*(paragraph(note, Look(size=16)) for note in sheet.notes))
    word.save(path)


def build_xlsx(annex: Annex, path: Path) -> None:
    """Write an annex as a workbook: title rows over each table, merged heads, sums as formulas with their results."""
    with Workbook(path) as book:
        book.set_properties({"title": annex.titles[0], "author": ORGAN, "created": datetime(*STAMP)})
        for sheet in annex.sheets:
            _sheet(book, annex, sheet)


def _sheet(book: Workbook, annex: Annex, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    title = book.add_format({"bold": True, "align": "center", "font_size": 12})
    table, width = sheet.table, len(sheet.table.rows[0])
    for at, text in enumerate(annex.titles):
        page.merge_range(at, 0, at, width - 1, text, title)
    first = len(annex.titles) + sheet.gap
    _table(book, page, table, first, sheet)
    for at, note in enumerate(sheet.notes):
        page.write_string(first + len(table.rows) + 1 + at, 0, note)
    page.set_column(0, width - 1, 16)
    for at in sheet.hidden_rows:
        page.set_row(first + at, options={"hidden": True})
    if sheet.is_hidden:
        page.hide()


def _table(book: Workbook, page: Worksheet, table: Table, first: int, sheet: Sheet) -> None:
    look = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format({**look, "bold": True, "bg_color": "#D9E2F3", "align": "center"})
    body, money, whole = (book.add_format({**look, "num_format": f}) for f in ("General", "#,##0.00", "#,##0"))
    for at, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            if text in (LEFT, UP):
                continue
            down, across = _extent(table.rows, at, column)
            style = head if at < table.head else body
            if NUMBER.fullmatch(text):
                style = style if at < table.head else money if "." in text else whole
            place = (first + at, column)
            if down > 1 or across > 1:
                page.merge_range(*place, first + at + down - 1, column + across - 1, "", style)
            if (at, column) in sheet.formulas:
                formula = re.sub(r"(?<=[A-Z])\d+", lambda m: str(int(m[0]) + first), sheet.formulas[at, column])
                page.write_formula(*place, formula, style, _value(text))
            elif NUMBER.fullmatch(text):
                page.write_number(*place, _value(text), style)
            else:
                page.write_string(*place, text, style)


def _value(text: str) -> float:
    number = float(text.replace(",", ""))
    return int(number) if number.is_integer() else number


def _extent(rows: list[list[str]], at: int, column: int) -> tuple[int, int]:
    """Return how many rows and columns the cell that begins at a place covers."""
    across = 1
    while column + across < len(rows[at]) and rows[at][column + across] == LEFT:
        across += 1
    down = 1
    while at + down < len(rows) and rows[at + down][column] == UP:
        down += 1
    return down, across
