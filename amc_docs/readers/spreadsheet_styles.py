"""The styles of an Excel workbook, as far as they change what a reader sees: number format, bold, frame."""

from __future__ import annotations

from dataclasses import dataclass

from amc_docs.readers.docx_names import Element
from amc_docs.readers.spreadsheet_formats import BUILT_IN, GENERAL

_MOST = 65_536
_SIDES = (("left", "start", "right", "end"), ("top", "bottom"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell looks."""

    format: str = GENERAL
    """Code of its number format."""
    is_bold: bool = False
    is_framed: bool = False
    """It has lines beside it and above or below it, as the blanks of a form have."""


class Styles:
    """The cell styles of a workbook, by number."""

    def __init__(self, root: Element | None) -> None:
        """Read the styles part; None stands for a workbook without."""
        self._styles: list[Style] = []
        if root is None:
            return
        parts = {_local(part): part for part in root}
        formats = {entry.get("numFmtId"): entry.get("formatCode") or GENERAL for entry in parts.get("numFmts", ())}
        bold = [_is_bold(font) for font in _of(parts, "fonts")]
        framed = [_is_framed(border) for border in _of(parts, "borders")]
        for entry in _of(parts, "cellXfs"):
            identity = entry.get("numFmtId") or "0"
            code = formats.get(identity) or (BUILT_IN.get(int(identity), GENERAL) if identity.isdecimal() else GENERAL)
            self._styles.append(
                Style(
                    format=code,
                    is_bold=_listed(bold, entry.get("fontId")),
                    is_framed=_listed(framed, entry.get("borderId")),
                )
            )

    def get(self, index: str | None) -> Style:
        """Return a style; the plain one where the number names none."""
        place = int(index) if index and index.isdecimal() and len(index) < 7 else -1
        return self._styles[place] if 0 <= place < len(self._styles) else Style()


def _of(parts: dict[str, Element], name: str) -> list[Element]:
    return list(parts.get(name, ()))[:_MOST]


def _listed(flags: list[bool], index: str | None) -> bool:
    place = int(index) if index and index.isdecimal() and len(index) < 7 else -1
    return flags[place] if 0 <= place < len(flags) else False


def _is_bold(font: Element) -> bool:
    return any(_local(part) == "b" and part.get("val", "1") not in ("0", "false") for part in font)


def _is_framed(border: Element) -> bool:
    drawn = {_local(side) for side in border if (side.get("style") or "none") != "none"}
    return all(drawn.intersection(sides) for sides in _SIDES)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
