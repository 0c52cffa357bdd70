r"""A document whose words stand in a TOML file → the docxtpl template that people may change in Word.

The file has `titulo`, `encabezado` (the head of each page) and `bloques`, in order. A block is one of

- `["Style", "words"]`: a paragraph; `**…**` is bold, `\t` a tab, `\n` a line break, and tags stand as they are;
- `["%", "if x"]`: a tag for whole paragraphs, `{%p if x %}`;
- a table `{ anchos, cabecera, cada, fila, titulo }`: `fila` once for each item of `cada` («x in xs»);
- a table `{ anchos, datos, titulo }`: rows of a label and what stands beside it, each with an optional condition.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from amc_docs.forms.marks import BREAKS
from amc_docs.forms.markup import Look, cell, paragraph, row, run_of, shared_out, table
from amc_docs.forms.page import package
from amc_docs.forms.sizes import ROOM
from amc_docs.forms.styles import PALE

_PIECE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\*\*|\t|\n)", re.DOTALL)


def template_of(source: Path) -> bytes:
    """Return the template that a TOML file describes."""
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    head = "".join(_block(block) for block in found["encabezado"])
    body = "".join(_block(block) for block in found["bloques"])
    return package(body, title=found["titulo"], header=head)


def sources(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that describe a template, in order."""
    for path in sorted(folder.glob("*.toml")):
        if "bloques" in tomllib.loads(path.read_text(encoding="utf-8")):
            yield path


def _block(block: Sequence[str] | dict[str, Any]) -> str:
    if isinstance(block, dict):
        return _facts(block) if "datos" in block else _list(block)
    style, words = block
    if style == "%":
        return paragraph(run_of(f"{{%p {escape(words, quote=False)} %}}"))
    return paragraph(_runs(words), Look(style=style))


def _runs(words: str) -> str:
    """Return the runs of a line of words with tags, bold stretches, tabs and line breaks."""
    runs, inner, is_bold = "", "", False
    for piece in _PIECE.split(words):
        if piece != "**":
            inner += BREAKS.get(piece) or escape(piece, quote=False)
            continue
        runs += run_of(inner, Look(bold=is_bold)) if inner else ""
        inner, is_bold = "", not is_bold
    return runs + (run_of(inner, Look(bold=is_bold)) if inner else "")


def _list(block: dict[str, Any]) -> str:
    """Return a table with a row for each item."""
    widths = shared_out(ROOM, block["anchos"])
    head = row(_cells(block["cabecera"], widths, "AMCEncabezado"), whole=True, head=True)
    body = row(_cells(block["fila"], widths, "AMCCelda"), whole=True)
    return table(
        head + _tag_row(f"for {block['cada']}", widths) + body + _tag_row("endfor", widths),
        widths,
        title=block["titulo"],
    )


def _facts(block: dict[str, Any]) -> str:
    """Return a table of a label and a value in each row."""
    widths = shared_out(ROOM, block["anchos"])
    rows = ""
    for label, value, *condition in block["datos"]:
        # A few facts stay together on one page; the last one is without condition.
        look = Look(style="AMCCelda", keep=[label, value] != block["datos"][-1])
        one = row(
            cell(paragraph(_runs(f"**{label}**"), look), widths[0], fill=PALE)
            + cell(paragraph(_runs(value), look), widths[1]),
            whole=True,
        )
        rows += _tag_row(f"if {condition[0]}", widths) + one + _tag_row("endif", widths) if condition else one
    return table(rows, widths, head=False, title=block["titulo"])


def _cells(texts: Sequence[str], widths: Sequence[int], style: str) -> str:
    pairs = zip(texts, widths, strict=True)
    return "".join(cell(paragraph(_runs(text), Look(style=style)), width) for text, width in pairs)


def _tag_row(words: str, widths: Sequence[int]) -> str:
    return row(cell(paragraph(run_of(f"{{%tr {escape(words, quote=False)} %}}")), sum(widths), span=len(widths)))
