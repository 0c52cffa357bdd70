"""Pictures in a Word file: how large they are, and their markup, which names them until the file is put together."""

from __future__ import annotations

import io
from html import escape

from amc_docs.forms.markup import TWIPS, Look, paragraph, words

EMU_PER_TWIP = 635
_INCH = 1440
"""Twips."""
_USUAL = 96.0
"""Dots per inch of a picture that does not say."""
_TALLEST = int(20 * TWIPS)
"""A picture must leave room on its page for a line above it."""


def drawing(content: bytes, name: str, room: int, width_cm: float, description: str) -> str:
    """Return a paragraph with a picture no wider than `room` twips; its words where it is none that can be shown."""
    from docx.oxml.ns import nsdecls  # both are slow to load, and few documents have pictures
    from PIL import Image as Raster
    from PIL import UnidentifiedImageError

    try:
        with Raster.open(io.BytesIO(content)) as found:
            wide, high = found.size
            dots = float(found.info.get("dpi", (_USUAL,))[0]) or _USUAL
    except (UnidentifiedImageError, OSError, ValueError):
        return paragraph(words(f"[Imagen: {description}]" if description else "[Imagen]"))
    width = min(width_cm * TWIPS if width_cm else wide * _INCH / max(dots, _USUAL / 2), room)
    width = min(width, _TALLEST * wide / high)
    across, down = round(width * EMU_PER_TWIP), round(width * EMU_PER_TWIP * high / wide)
    said = escape(description or "Imagen", quote=True)
    inner = (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="1" name="Imagen" descr="{said}"/><a:graphic {nsdecls("a")}>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic {nsdecls("pic")}>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="Imagen" descr="{said}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    return paragraph(inner, Look(align="center"))
