"""Scans for tests: pages that the tests draw themselves, turned into nothing but pictures."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pdf_pages import HEIGHT, WIDTH, Page, pdf
from PIL import Image, ImageDraw, ImageFont

from amc_docs.readers.scan.hocr import Seen

Grey = NDArray[np.uint8]

DOTS_PER_INCH = 200
XS, YS = [60, 120, 330, 450, 540], [200, 224, 248, 272, 296]
ROWS = [
    ["Orden", "Producto", "Meta", "Código"],
    ["10", "Supervisión de la gestión", "2016", "A-15"],
    ["20", "Capacitación técnica al año", "100", "B-75"],
    ["30", "Señalización y diseño", "85", "C-21"],
]


def form() -> Page:
    """Draw a page with a title, a paragraph and a ruled table of four rows and columns."""
    page = Page().text(60, 90, "INFORME DE EVALUACIÓN DEL SERVICIO", size=14, bold=True)
    page.lines(
        60,
        130,
        "La Dirección de Regulación informa que las acciones de mejora continua del",
        "servicio público se cumplieron según el cronograma del año 2016.",
        size=11,
        step=14,
    )
    page.grid(XS, YS)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            page.text(XS[column] + 5, YS[row] + 16, text, size=11, bold=row == 0)
    return page


def rendered(path: Path, page: Page, *, tilt: float = 0.0, noise: float = 0.0) -> Image.Image:
    """Return a page as a grey picture, tilted anticlockwise and made noisy."""
    file = pdfium.PdfDocument(pdf(path, page))
    try:
        image = file[0].render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
    finally:
        file.close()
    image = image.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    if noise:
        grey = np.asarray(image).astype(np.float64) + np.random.default_rng(7).normal(0, noise, image.size[::-1])
        image = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return image


def scan(path: Path, *images: Image.Image, typed: str = "") -> Path:
    """Write pictures as the pages of a PDF file, `typed` words over the first one."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, image in enumerate(images):
        width, height = (WIDTH, HEIGHT) if image.height >= image.width else (HEIGHT, WIDTH)
        data = zlib.compress(image.tobytes())
        look = f"/Width {image.width} /Height {image.height} /ColorSpace /DeviceGray /BitsPerComponent 8"
        head = f"<< /Type /XObject /Subtype /Image {look} /Filter /FlateDecode /Length {len(data)} >>\nstream\n"
        objects.append(head.encode() + data + b"\nendstream")
        text = f"BT /F1 9 Tf 60 30 Td ({typed}) Tj ET" if typed and not number else ""
        content = f"q {width} 0 0 {height} 0 0 cm /Im Do Q {text}".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        resources = f"/Resources << /XObject << /Im {len(objects) - 1} 0 R >> /Font << /F1 3 0 R >> >>"
        place = f"/MediaBox [0 0 {width} {height}] /Contents {len(objects)} 0 R {resources}"
        objects.append(f"<< /Type /Page /Parent 2 0 R {place} >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _written(path, objects)


def _written(path: Path, objects: list[bytes]) -> Path:
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    path.write_bytes(body + b"xref\n0 %d\n0000000000 65535 f \n" % size + index + tail)
    return path


def a_sheet(width: int = 1000, height: int = 400, shade: int = 255) -> Image.Image:
    """Return a picture of nothing but paper."""
    return Image.new("L", (width, height), shade)


def as_grey(image: Image.Image) -> Grey:
    """Return a picture as pixels that may be changed."""
    return np.asarray(image).copy()


def print_at(image: Image.Image, x: int, y: int, text: str, size: float = 46, shade: int = 0) -> Seen:
    """Print words on a picture with their base line at `y`; return them as they would be recognised."""
    font = ImageFont.load_default(size=size)
    draw = ImageDraw.Draw(image)
    draw.text((x, y), text, font=font, fill=shade, anchor="ls")
    left, top, right, bottom = draw.textbbox((x, y), text, font=font, anchor="ls")
    edges = tuple(left + i * (right - left) / len(text) for i in range(len(text) + 1))
    return Seen(text, left, top, right, bottom, 0.95, size, y, edges, 0)
