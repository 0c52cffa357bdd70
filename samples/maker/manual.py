"""The layout of a manual of processes, and the writing of all its samples."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from . import pdf
from .manual_cases import CASES
from .manual_content import MINISTRY, ORGAN, TITLE, Activity, Manual, Sheet
from .markup import SPACER, Look, cell, page_break, paragraph, row, run, table
from .styles import BULLETS
from .word import Word

FOLDER = "manual_procesos"
SMALL = Look(size=15, after=0)
BOLD = Look(bold=True, size=15, after=0)
CENTRE = Look(bold=True, size=17, align="center", after=0)
GREY = "E7E6E6"
INVENTORY, FORM = "V. INVENTARIO", "VII. FICHAS"


def write_all(samples: Path, names: list[str], *, with_pdf: bool) -> None:
    """Write the samples whose name holds one of `names` (all without any), with the expectation beside each."""
    chosen = [case for case in CASES if not names or any(name in f"{FOLDER}/{case.name}" for name in names)]
    for case in chosen:
        build(case.manual(), samples / FOLDER / f"{case.name}.docx")
        text = json.dumps(case.expected(), ensure_ascii=False, indent=1) + "\n"
        (samples / FOLDER / f"{case.name}.expected.json").write_text(text, encoding="utf-8")
    own = [case for case in chosen if with_pdf and case.pdf]
    if own:
        with tempfile.TemporaryDirectory() as place:
            sources = [Path(place) / f"{case.name}.docx" for case in own]
            for case, source in zip(own, sources, strict=True):
                build(case.manual(), source)
            pdf.convert(sources, samples / FOLDER)


def build(manual: Manual, path: Path) -> None:
    """Write a manual as Word."""
    word = Word("Manual de gestión de procesos y procedimientos", ORGAN)
    word.letterhead(MINISTRY, ORGAN, manual.header)
    word.add(*[paragraph()] * 4, paragraph(MINISTRY.upper(), CENTRE), *[paragraph()] * 2)
    _front(word, manual)
    _index(word, manual)
    word.add(page_break(), paragraph("HOJA DE CONTROL DE CAMBIOS", Look(bold=True)))
    word.add(_grid(word, manual.changes, [1, 1.4, 4, 2.4]), SPACER, page_break())
    for title, lines in manual.sections.items():
        word.add(paragraph(title, Look("Heading1")))
        for line in lines:
            is_item = line.startswith("- ")
            word.add(paragraph(line.removeprefix("- "), Look(number=BULLETS) if is_item else Look(align="both")))
        if "INVENTARIO" in title:
            word.add(_grid(word, manual.inventory, [1.2, 6, 1]), SPACER)
        if "DIAGRAMA DE BLOQUES" in title:
            word.add(word.picture("cadena"), *(paragraph(note) for note in manual.notes))
        if "FICHAS" in title:
            for sheet in manual.sheets:
                _sheet(word, sheet, manual)
    word.save(path)


def _front(word: Word, manual: Manual) -> None:
    """Write the title with code and version, and the sheet of signatures."""
    half = word.room // 3
    widths = [word.room - half, half]
    title = "".join(paragraph(line, CENTRE) for line in TITLE.split("\n"))
    first = cell(title, widths[0], merge="restart") + cell(paragraph(f"CÓDIGO DEL MANUAL: {manual.code}", SMALL), half)
    second = cell(paragraph(), widths[0], merge="continue") + cell(paragraph(f"Versión: {manual.version}", SMALL), half)
    word.add(table([row([first]), row([second])], widths), SPACER)
    if manual.signatures:
        word.add(_grid(word, manual.signatures, [2, 4, 2]))
    word.add(page_break())


def _index(word: Word, manual: Manual) -> None:
    lines = [(1, title, 4) for title in manual.sections]
    lines += [(2, f"{s.number} {s.code} {s.name}", page) for page, s in enumerate(manual.sheets, 5)]
    word.add(paragraph("ÍNDICE", Look(bold=True, align="center")))
    for level, line, page in lines:
        if text := manual.index.get(line, line):
            word.add(paragraph(look=Look(f"TOC{level}"), inner=run(f"{text}\t{page}")))


def _grid(word: Word, rows: list[list[str]], weights: list[float]) -> str:
    """Return a table with a head; «*» is a signature, a picture."""
    widths = [int(word.room * weight / sum(weights)) for weight in weights]
    made = []
    for place, texts in enumerate(rows):
        look = BOLD if place == 0 else SMALL
        cells = [
            cell(
                word.picture("cadena", 2) if text == "*" else _lines(text, look), width, fill=GREY if place == 0 else ""
            )
            for text, width in zip(texts, widths, strict=True)
        ]
        made.append(row(cells))
    return table(made, widths, head=1)


def _lines(text: str, look: Look = SMALL) -> str:
    return "".join(paragraph(line, look) for line in text.split("\n"))


def _sheet(word: Word, sheet: Sheet, manual: Manual) -> None:
    if manual.heads_outside:
        level = 2 if sheet.code.count(".") < 2 else 3
        heading = paragraph(f"{sheet.number} {sheet.code} {sheet.name}", Look(f"Heading{level}", new_page=True))
        word.add(heading)
    else:
        word.add(page_break())
    if sheet.title:
        word.add(_box(word, sheet), SPACER)
    word.add(_procedure(word, sheet, manual) if sheet.activities else _process(word, sheet), SPACER)
    if sheet.activities and sheet.has_drawing:
        word.add(word.picture("arbol", 9))


def _box(word: Word, sheet: Sheet) -> str:
    """Return the box with the title of the sheet, its code, its version and its date."""
    widths = [word.room - 2600, 2600]
    side = [f"Código: {sheet.printed or sheet.code}", f"Versión: {sheet.version}", f"Fecha: {sheet.date}"]
    rows = [
        row([cell(paragraph(sheet.title if not at else "", CENTRE), widths[0], merge="continue" if at else "restart"),
             cell(paragraph(text.strip(), SMALL), widths[1])])
        for at, text in enumerate(side)
    ]  # fmt: skip
    return table(rows, widths)


def _labels(sheet: Sheet) -> list[tuple[str, str]]:
    scope = f"Inicio: {sheet.start}\nFin: {sheet.end}" if sheet.start else ""
    return [("NOMBRE DEL PROCESO", sheet.own_name or sheet.name), ("OBJETIVO", sheet.objective), ("ALCANCE", scope)]


def _process(word: Word, sheet: Sheet) -> str:
    """Return the table of a process: labels with their values, then columns with theirs."""
    fields = dict(sheet.fields)
    columns = [n for n in fields if n.startswith(("PROVEED", "ENTRADAS", "PROCESOS", "LISTADO", "SALIDAS", "DESTINAT"))]
    last = [n for n in ("REGISTROS", "INDICADORES") if n in fields]
    widths = [word.room // max(len(columns), 2)] * max(len(columns), 2)
    rest = sum(widths[1:])
    pairs = _labels(sheet) + [(n, text) for n, text in fields.items() if n not in (*columns, *last)]
    rows = [
        row([cell(_lines(n, BOLD), widths[0], fill=GREY), cell(_lines(text), rest, span=len(widths) - 1)])
        for n, text in pairs
    ]
    rows.append(row([cell(_lines(n, BOLD), w, fill=GREY) for n, w in zip(columns, widths, strict=True)]))
    rows.append(row([cell(_items(fields[n]), w) for n, w in zip(columns, widths, strict=True)]))
    if last:
        spans = [2, len(widths) - 2]
        sizes = [sum(widths[:2]), sum(widths[2:])]
        for look, texts in ((BOLD, last), (SMALL, [fields[n] for n in last])):
            cells = [cell(_lines(t, look), w, span=s) for t, w, s in zip(texts, sizes, spans, strict=False)]
            rows.append(row(cells))
    return table(rows, widths)


def _items(text: str) -> str:
    return "".join(paragraph(line, Look(size=15, after=0, number=BULLETS)) for line in text.split("\n"))


def _procedure(word: Word, sheet: Sheet, manual: Manual) -> str:
    """Return the table of a procedure, its labels above it in the same table or in one of their own."""
    weights = [1.5, 2.2, 2.2, 1.4, 2.2, 1.5]
    widths = [int(word.room * weight / sum(weights)) for weight in weights]
    side = widths[0]
    labels = [
        row([cell(_lines(n, BOLD), side, fill=GREY), cell(_lines(text), sum(widths[1:]), span=5)])
        for n, text in _labels(sheet)
    ]
    wide = row([cell(paragraph("DESCRIPCIÓN DEL PROCESO", CENTRE), sum(widths), span=6, fill=GREY)])
    body = [_head(sheet, widths, upper=True), _head(sheet, widths, upper=False)]
    body += [_activity(act, sheet, at, widths) for at, act in enumerate(sheet.activities)]
    if manual.one_table:
        return table([*labels, wide, *body], widths)
    own = [
        row([cell(_lines(n, BOLD), side, fill=GREY), cell(_lines(text), sum(widths) - side)])
        for n, text in _labels(sheet)
    ]
    return table(own, [side, sum(widths) - side]) + paragraph("DESCRIPCIÓN DEL PROCESO", BOLD) + table(body, widths)


def _head(sheet: Sheet, widths: list[int], *, upper: bool) -> str:
    """Return one storey of the head: «PROCESOS NIVEL 3» over activity and executor, the others over both storeys."""
    merge = "restart" if upper else "continue"
    cells = [
        cell(_lines(sheet.heads[n] if upper else "", BOLD), widths[n], merge=merge, fill=GREY) for n in (0, 1, 4, 5)
    ]
    if upper:
        middle = [cell(_lines("PROCESOS NIVEL 3", BOLD), widths[2] + widths[3], span=2, fill=GREY)]
    else:
        middle = [cell(_lines(sheet.heads[n], BOLD), widths[n], fill=GREY) for n in (2, 3)]
    return row([*cells[:2], *middle, *cells[2:]])


def _activity(act: Activity, sheet: Sheet, at: int, widths: list[int]) -> str:
    below = sheet.activities[at + 1] if at + 1 < len(sheet.activities) else None
    name = f"{act.number}. {act.name}" if act.number else act.name
    texts = [act.provider, _dashed(act.inputs), name, act.executor, _dashed(act.outputs), act.recipient]
    cells = []
    for column, (text, width) in enumerate(zip(texts, widths, strict=True)):
        up = column < 2 and text.removeprefix("- ") == "^"
        down = column < 2 and below is not None and below.provider == "^"
        merge = "continue" if up else "restart" if down else ""
        cells.append(cell(_lines("" if up else text), width, merge=merge))
    return row(cells)


def _dashed(text: str) -> str:
    return "\n".join(f"- {line}" for line in text.split("\n")) if text not in ("", "-", "- -") else text
