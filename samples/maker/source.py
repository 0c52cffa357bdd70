"""Read a submission's source: a Markdown-like text, and figures in TOML from which tables are computed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from .content import Block, Listing, Picture, Point, Section, Submission, Table, Text
from .matrices import MATRICES, facts

DATA = Path(__file__).parent.parent / "anexo1" / "_data"
POINT = re.compile(r"# (\d+)\. (.+)")
SECTION = re.compile(r"(@+) (.+)")
OPTION = re.compile(r"(\w+)=(\"[^\"]*\"|\S+)")
LETTER = re.compile(r"[a-zñ]\) ")


def load(stem: Path, change: Callable[[dict[str, Any]], None] | None = None, brief: bool = False) -> Submission:
    """Return the submission written in `stem`.md and `stem`.toml.

    `change` may alter the figures before anything is computed from them, so that the document stays
    consistent; `brief` leaves out the lines between `[[` and `]]`.
    """
    data = tomllib.loads(stem.with_suffix(".toml").read_text(encoding="utf-8"))
    if change:
        change(data)
    text = stem.with_suffix(".md").read_text(encoding="utf-8")
    if brief:
        text = re.sub(r"^\[\[\n.*?^\]\]\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^(\[\[|\]\])\n", "", text, flags=re.MULTILINE)
    for name, value in facts(data).items():
        text = text.replace("{" + name + "}", value)
    lost = re.search(r"\{[a-z_]+\}", text)
    if lost:
        raise KeyError(f"{stem.name}.md uses {lost[0]}, which {stem.name}.toml does not give")
    return _submission(text, data)


def _submission(text: str, data: dict[str, Any]) -> Submission:
    """Cut the text at its headings and parse each part."""
    points: list[Point] = []
    before: list[Section] = []
    after: list[Section] = []
    for chunk in re.split(r"^(?=# \d|@)", text, flags=re.MULTILINE)[1:]:
        head, _, body = chunk.partition("\n")
        blocks = parse(body, data)
        if found := POINT.match(head):
            points.append(Point(int(found[1]), found[2].strip(), blocks, found[1]))
        elif found := SECTION.match(head):
            section = Section(found[2].strip(), blocks, len(found[1]))
            (after if points else before).append(section)
    document = data["documento"]
    return Submission(
        document["anio"], document["ministerio"], document["organo"], document["lugar_fecha"], points, before, after
    )


def parse(text: str, data: dict[str, Any] | None = None) -> list[Block]:
    """Return the blocks that a piece of source text writes."""
    blocks: list[Block] = []
    lines = text.split("\n")
    while lines:
        line = lines.pop(0).strip()
        if not line:
            continue
        if line.startswith("!tabla "):
            options = {name: value.strip('"') for name, value in OPTION.findall(line)}
            rows = []
            while lines and lines[0].startswith("|"):
                rows.append([cell.strip().replace("¶", "\n") for cell in lines.pop(0).strip().strip("|").split("|")])
            blocks.append(_table(line.split()[1], rows, options))
        elif line.startswith("!matriz "):
            if data is None:
                raise ValueError("a computed table needs figures")
            blocks.append(MATRICES[line.split()[1]](data))
        elif line.startswith("!imagen "):
            _, kind, *caption = line.split(" ", 2)
            blocks.append(Picture(kind, "".join(caption)))
        elif line.startswith("## "):
            blocks.append(Text(line[3:], "sub"))
        elif line.startswith("> "):
            blocks.append(Text(line[2:], "guide"))
        elif line.startswith("- ") or LETTER.match(line):
            kind = "bullet" if line.startswith("- ") else "letter"
            item = line[2:] if kind == "bullet" else line[3:]
            if blocks and isinstance(blocks[-1], Listing) and blocks[-1].kind == kind and not line.startswith("a) "):
                blocks[-1].items.append(item)
            else:
                blocks.append(Listing([item], kind))
        else:
            blocks.append(Text(line))
    return blocks


def _table(key: str, rows: list[list[str]], options: dict[str, str]) -> Table:
    """Return a table written out in the source, every row brought to the same width."""
    width = max(len(row) for row in rows)
    if any(len(row) != width for row in rows):
        raise ValueError(f"table {key}: rows of different width: {[len(row) for row in rows]}")
    widths = [float(part) for part in options.get("anchos", "").split(",") if part]
    return Table(
        key, rows, int(options.get("cabeza", "1")), widths, options.get("titulo", ""), options.get("ancha") == "si"
    )


@cache
def _wordings() -> dict[str, str]:
    """Return the passages of the file of other wordings by name."""
    parts = (DATA / "otras_redacciones.md").read_text(encoding="utf-8").split("\n=== ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def words(name: str) -> str:
    """Return a passage that a single sample uses instead of the base's words."""
    return _wordings()[name].strip()
