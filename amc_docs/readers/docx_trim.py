"""Cutting out, before a tree is built, what no one will read: layout marks and table styles.

They are most of a Word file. Cutting first makes reading a third faster, since parsing costs more than searching.
Only whole, well-formed elements go, and only where no comment or CDATA section could hold something that looks alike.
"""

from __future__ import annotations

import re

from amc_docs.readers.docx_folded import is_foldable, with_folded_paragraphs, with_folded_runs

# Names that begin alike stand together: half as many are tried at each element.
_LAYOUT_MARK = re.compile(
    rb"<w:(?:s(?:pacing|zCs|tart)|t(?:cW|op|rHeight)|r(?:Fonts|ight)|b(?:Cs|ottom|ookmark(?:Start|End))|c(?:olor|antSplit)"
    rb"|i(?:nd|Cs|nside[HV]|)|l(?:ang|eft)|jc|vAlign|proofErr|end|u|noProof|gridCol)"
    rb"""(?: [\w:]++="[^"<&]*+")*+/>"""
)
# The look of the paragraph mark itself; a tracked change of the mark is not among these and keeps it whole.
_MARK_LOOK = re.compile(rb"""<w:rPr>(?:<w:(?:b|sz)(?: [\w:]+="[^"<&]*")*/>)*</w:rPr></w:pPr>""")
_EMPTIED = tuple(f"<w:{name}></w:{name}>".encode() for name in ("rPr", "pPr", "tcPr", "trPr"))
_STYLE_START, _STYLE_END, _OF_TABLES = b"<w:style ", b"</w:style>", b'w:type="table"'
_LATENT_START, _LATENT_END = b"<w:latentStyles ", b"</w:latentStyles>"
_PREFIX = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def without_layout(data: bytes) -> bytes:
    """Return a part without the empty elements that only say how text looks, and with its plain text folded."""
    if _has_declarations(data) or _PREFIX not in data[:8_192]:
        return data
    if is_foldable(data):
        return with_folded_paragraphs(_trimmed(with_folded_runs(data, _LAYOUT_MARK)))
    return _trimmed(data)


def _trimmed(data: bytes) -> bytes:
    data = _MARK_LOOK.sub(b"</w:pPr>", _LAYOUT_MARK.sub(b"", data))
    for emptied in _EMPTIED:
        data = data.replace(emptied, b"")
    return data


def _has_declarations(data: bytes) -> bool:
    """Tell whether a comment or a CDATA section may stand in a part."""
    # One byte is found many times faster than two, and hardly any document has it.
    return b"!" in data and b"<!" in data


def without_table_styles(data: bytes) -> bytes:
    """Return a styles part without its table styles, which `w:style` elements never nest in, and its latent ones."""
    if _has_declarations(data):
        return data
    kept: list[bytes] = []
    done = place = 0
    while (place := data.find(_OF_TABLES, place)) >= 0:
        start, opened = data.rfind(_STYLE_START, done, place), data.find(b">", place)
        if start < 0 or data.find(b">", start, place) >= 0:
            # Not what a style says of itself.
            place = opened
            continue
        is_empty = data[opened - 1 : opened] == b"/"
        end = opened + 1 if is_empty else data.find(_STYLE_END, opened) + len(_STYLE_END)
        if opened < 0 or end < opened:
            break
        kept.append(data[done:start])
        done = place = end
    kept.append(data[done:])
    data = b"".join(kept)
    start = data.find(_LATENT_START)
    end = data.find(_LATENT_END, start)
    return data if start < 0 or end < 0 else data[:start] + data[end + len(_LATENT_END) :]
