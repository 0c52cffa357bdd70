"""The official layout: Anexo 1 as a Word table with block, title and content columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .body import blocks
from .content import Block, Point, Submission, Table
from .markup import SPACER, TWIPS, Look, cell, paragraph, row, table
from .word import Word

BLOCKS = {
    "DEL SERVICIO EVALUADO": range(1, 6),
    "DIAGNÓSTICO": range(6, 10),
    "PLAN DE IMPLEMENTACIÓN": range(10, 19),
    "CRONOGRAMA DE IMPLEMENTACIÓN": range(19, 20),
}
DECADE = '"Decenio de las Personas con Discapacidad en el Perú"'


@dataclass(frozen=True)
class Form:
    """How a form is laid out: with the block column or not, and which points stand where.

    `spilled` points stand outside the table as plain text, `wide` ones on landscape pages; `full` ones have
    their title in a row of its own; `boxed` ones have it in a table of one cell; `unnumbered` leaves the
    numbers to Word's automatic list.
    """

    blocks: bool = True
    spilled: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    full: frozenset[int] = frozenset({13})
    boxed: frozenset[int] = frozenset()
    unnumbered: bool = False


OFFICIAL = Form()


def build(submission: Submission, path: Path, form: Form = OFFICIAL) -> None:
    """Write a submission in the official layout."""
    word = Word("Anexo 1 – Fase de Diseño", submission.organ)
    word.letterhead(submission.ministry, submission.organ, [DECADE, f'"{submission.year_name}"'])
    for part in submission.before:
        word.add(paragraph(part.title, Look(bold=True, align="center")), *blocks(word, part.blocks, word.room, 18))
    add(word, submission, form, new_page=bool(submission.before))
    word.save(path)


def add(word: Word, submission: Submission, form: Form = OFFICIAL, *, new_page: bool = False) -> None:
    """Append a submission in the official layout, on a new page if there is something before it."""
    annex = Look(bold=True, align="center", size=26, after=0, new_page=new_page)
    word.add(paragraph("ANEXO 1", annex))
    word.add(paragraph("FASE DE DISEÑO", Look(bold=True, align="center", size=22, after=0)))
    title = "Esquema para el desarrollo de la Fase de Diseño de Acciones de Mejora Continua"
    word.add(paragraph(title, Look(align="center")))
    _points(word, submission, form)
    for part in submission.after:
        word.turn(landscape=False)
        word.add(paragraph(part.title, Look(bold=True, align="center", keep=True)))
        word.add(*blocks(word, part.blocks, word.room, 18))
    word.add(paragraph(submission.place_date, Look(align="right")))


def _points(word: Word, submission: Submission, form: Form) -> None:
    """Write the 19 points: a table as long as points stay inside, plain text where they spill."""
    rows: list[str] = []
    open_block = ""
    for point in submission.points:
        if point.number in form.spilled:
            _flush(word, rows, form)
            open_block = ""
            word.turn(point.number in form.wide)
            _spill(word, point, form)
            continue
        if word.landscape:
            _flush(word, rows, form)
            word.turn(landscape=False)
            open_block = ""
        block = next(name for name, numbers in BLOCKS.items() if point.number in numbers)
        rows.extend(_rows(word, point, form, block, first=block != open_block))
        open_block = block
    _flush(word, rows, form)


def _flush(word: Word, rows: list[str], form: Form) -> None:
    """Close the table that is open."""
    if rows:
        word.add(table(rows, _widths(word, form)), SPACER)
        rows.clear()


def _widths(word: Word, form: Form) -> list[int]:
    """Return the widths of block, title and content."""
    block = [int(0.8 * TWIPS)] if form.blocks else []
    title = int(3.2 * TWIPS)
    return [*block, title, word.room - title - sum(block)]


def _rows(word: Word, point: Point, form: Form, block: str, first: bool) -> list[str]:
    """Return the rows of one point, with its part of the block cell."""
    *margin, left, right = _widths(word, form)
    name = Look(bold=True, size=15, align="center", after=0)

    def edge(restart: bool) -> list[str]:
        if not margin:
            return []
        inner = paragraph(block if restart else "", name)
        return [cell(inner, margin[0], merge="restart" if restart else "continue", fill="D9D9D9", vertical=True)]

    title = _title(point, form)
    if point.number in form.full:
        pieces = ["".join(blocks(word, group, left + right - 160, 12)) for group in _groups(point.blocks)]
        return [
            row([*edge(first), cell(title, left + right, span=2)]),
            *(row([*edge(False), cell(piece or paragraph(), left + right, span=2)]) for piece in pieces or [""]),
        ]
    content = "".join(blocks(word, point.blocks, right - 160, 14)) or paragraph()
    return [row([*edge(first), cell(title, left), cell(content, right)])]


def _groups(parts: list[Block]) -> list[list[Block]]:
    """Cut a long point after each table, so that no row of the form is taller than a page."""
    groups: list[list[Block]] = [[]]
    for part in parts:
        groups[-1].append(part)
        if isinstance(part, Table):
            groups.append([])
    return [group for group in groups if group]


def _title(point: Point, form: Form) -> str:
    """Return the paragraph with a point's number and title."""
    look = Look(size=17, bold=point.number in form.full, after=40)
    if form.unnumbered:
        return paragraph(point.title, Look(size=17, number=3, after=40))
    return paragraph(point.heading, look)


def _spill(word: Word, point: Point, form: Form) -> None:
    """Write a point outside of the form's table."""
    look = Look(bold=True, size=20, keep=True)
    title = paragraph(point.heading, look)
    word.add(table([row([cell(title, word.room)])], [word.room]) if point.number in form.boxed else title)
    word.add(*blocks(word, point.blocks, word.room, 15))
