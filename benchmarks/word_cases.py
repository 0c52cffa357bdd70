"""The ten hard cases of Word: words that are easily lost, or kept in the wrong cell. The files are made here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from peers import Installed, Tool, Worker

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
WORD, PLACE = "SEÑALADO", (1, 1)
"""What must be found, and the cell (row, column) where."""
INNER = 2
"""Cells of the table inside a cell; the one around it has more."""
RIGHT, ELSEWHERE, LOST, FAILED = "sí", "otro lugar", "no", "falla"
LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _r(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def _sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def _table(*rows: str) -> str:
    columns = '<w:gridCol w:w="3000"/>' * 2
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _with(cell: str) -> str:
    """Return a table whose second cell of the second row holds some blocks."""
    return _table(_row(_p(_r("Tarea")), _p(_r("Responsable"))), _row(_p(_r("Taller")), cell))


AUTHOR = 'w:id="1" w:author="X" w:date="2026-01-01T00:00:00Z"'
SOUGHT_ROW = _row(_p(_r("Taller")), _p(_r(WORD)))
HEAD_ROW = _row(_p(_r("Tarea")), _p(_r("Responsable")))
BOXED = f"<w:txbxContent>{_p(_r(WORD))}</w:txbxContent>"
BOX = f"<w:r><w:pict><v:shape><v:textbox>{BOXED}</v:textbox></v:shape></w:pict></w:r>"


@dataclass(frozen=True, slots=True, kw_only=True)
class HardCase:
    """One way to write a word in a Word file."""

    title: str
    """In Spanish, for the page."""
    body: str = ""
    """Blocks of the body, as XML."""
    absent: str = ""
    """What must stand nowhere in the text."""
    in_cell: bool = True
    """The word belongs to the cell at `PLACE`; otherwise it is text outside the tables."""
    nested: bool = False
    """The word belongs to a table inside that cell: its own cell at row 0, column 1."""


CASES = (
    HardCase(title="inserción con control de cambios", body=_with(_p(f"<w:ins {AUTHOR}>{_r(WORD)}</w:ins>"))),
    HardCase(
        title="eliminación con control de cambios (no debe leerse)",
        body=_with(_p(_r(WORD) + f"<w:del {AUTHOR}>{_r('BORRADO', 'delText')}</w:del>")),
        absent="BORRADO",
    ),
    HardCase(title="control de contenido dentro de la celda", body=_with(_p(_sdt(_r(WORD))))),
    HardCase(title="control de contenido alrededor del párrafo", body=_with(_sdt(_p(_r(WORD))))),
    HardCase(
        title="tabla dentro de la celda",
        body=_with(_table(_row(_p(_r("Órgano")), _p(_r(WORD)))) + _p("")),
        nested=True,
    ),
    HardCase(title="enlace", body=_with(_p(f'<w:hyperlink r:id="rIdLink">{_r(WORD)}</w:hyperlink>'))),
    HardCase(title="control de contenido alrededor de la fila", body=_table(HEAD_ROW, _sdt(SOUGHT_ROW))),
    HardCase(title="control de contenido alrededor de la tabla", body=_sdt(_table(HEAD_ROW, SOUGHT_ROW))),
    HardCase(title="cuadro de texto", body=_p(BOX), in_cell=False),
    HardCase(title="encabezado y pie de página", in_cell=False),
)


def write(case: HardCase, path: Path) -> None:
    """Write the file of a case."""
    document = docx.Document()
    document.add_paragraph("Antes.")
    relation = document.part.relate_to("https://example.org/", LINK_TYPE, is_external=True)
    blocks = parse_xml(f"<w:body {NAMESPACES}>{case.body.replace('rIdLink', relation)}</w:body>")
    section = document.element.body.sectPr
    for block in list(blocks):
        section.addprevious(block)
    document.add_paragraph("Después.")
    if not case.body:
        header, footer = document.sections[0].header, document.sections[0].footer
        header.paragraphs[0].text = footer.paragraphs[0].text = WORD
    document.save(str(path))


def verdict(case: HardCase, value: dict[str, Any]) -> str:
    """Return whether a reader's answer has the word, and where it belongs."""
    cells = [(table, cell) for table in value["tables"] or [] for cell in table]
    text = value["text"] + "".join(cell[4] for _, cell in cells)
    if WORD not in text:
        return LOST
    if case.absent and case.absent in text:
        return LOST
    if not case.in_cell:
        # Twice: the header and the footer.
        return RIGHT if case.body or value["text"].count(WORD) > 1 else LOST
    places = {(cell[0], cell[2]) for table, cell in cells if WORD in cell[4] and len(table) != INNER}
    inner = {(cell[0], cell[2]) for table, cell in cells if WORD in cell[4] and len(table) == INNER}
    return RIGHT if PLACE in places or (case.nested and (0, 1) in inner) else ELSEWHERE


def measure(folder: Path, tools: list[Tool], installed: Installed, limit: float) -> dict[str, list[str]]:
    """Return the verdicts of each reader, in the order of the cases."""
    paths = list(_written(folder))
    verdicts: dict[str, list[str]] = {}
    for tool in tools:
        with Worker(tool.name, installed.pythons[tool.name], limit=limit) as worker:
            answers = [worker.ask("word", path) for path in paths]
        verdicts[tool.name] = [
            FAILED if "error" in answer else verdict(case, answer["value"])
            for case, answer in zip(CASES, answers, strict=True)
        ]
    return verdicts


def _written(folder: Path) -> Iterator[Path]:
    for number, case in enumerate(CASES, 1):
        path = folder / f"caso-{number}.docx"
        write(case, path)
        yield path
