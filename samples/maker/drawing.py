"""Diagrams as small pictures: what only a person can read in a submission."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

CHAIN = ["Insumo", "Proceso", "Producto", "Resultado\nintermedio", "Resultado\nfinal"]
TREE = ["Problema", "Causa directa 1", "Causa directa 2", "Causa indirecta 1", "Causa indirecta 2", "Causa indirecta 3"]


def draw(kind: str) -> tuple[bytes, int, int]:
    """Return a diagram as PNG with its size: `cadena`, a row of boxes, or `arbol`, a tree of causes."""
    image = Image.new("L", (760, 150 if kind == "cadena" else 240), 255)
    pen = ImageDraw.Draw(image)
    if kind == "cadena":
        for place, word in enumerate(CHAIN):
            _box(pen, 8 + place * 150, 40, 130, 70, word)
            if place:
                pen.line((place * 150 - 12, 75, place * 150 + 8, 75), fill=0, width=3)
    else:
        _box(pen, 290, 10, 180, 50, TREE[0])
        for place, word in enumerate(TREE[1:3]):
            _box(pen, 140 + place * 300, 95, 180, 50, word)
            pen.line((380, 60, 230 + place * 300, 95), fill=0, width=2)
        for place, word in enumerate(TREE[3:]):
            _box(pen, 30 + place * 260, 180, 180, 50, word)
            pen.line((230 if place < 2 else 530, 145, 120 + place * 260, 180), fill=0, width=2)
    buffer = io.BytesIO()
    image.quantize(8).save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), image.width, image.height


def _box(pen: ImageDraw.ImageDraw, left: int, top: int, width: int, height: int, text: str) -> None:
    """Draw one box with its words in the middle."""
    pen.rectangle((left, top, left + width, top + height), outline=0, fill=225, width=2)
    pen.multiline_text((left + width / 2, top + height / 2), text, fill=0, anchor="mm", align="center", font_size=17)
