"""Small PDF files for tests, written operator by operator, so that each test knows every line on its pages."""

from __future__ import annotations

from pathlib import Path

WIDTH, HEIGHT = 595, 842
FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}


class Page:
    """The drawing operators of one page; measures are points from the top-left corner."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, extra: str = "") -> None:
        self.width, self.height, self.extra = width, height, extra
        self._operators: list[str] = []

    def text(self, x: float, y: float, words: str, size: float = 10, bold: bool = False, mode: int = 0) -> Page:
        """Write words with their base line at `y`."""
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if bold else "F1"
        self._operators.append(f"BT {mode} Tr /{font} {size} Tf {x} {self.height - y} Td ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 10, step: float = 12, bold: bool = False) -> Page:
        """Write one text under the other."""
        for index, text in enumerate(texts):
            self.text(x, y + index * step, text, size, bold)
        return self

    def white(self, x: float, y: float, words: str, size: float = 10) -> Page:
        """Write a text in white."""
        self._operators.append("1 g")
        self.text(x, y, words, size)
        self._operators.append("0 g")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a line."""
        self._operators.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def draw(self, operators: str) -> Page:
        """Write operators as they are; their measures count from the bottom-left corner."""
        self._operators.append(f"q {operators} Q")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        """Draw all lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.9) -> Page:
        """Fill a rectangle."""
        self._operators.append(f"q {grey} g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f Q")
        return self

    def image(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Place a picture."""
        self._operators.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm /Im Do Q")
        return self

    @property
    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._operators).encode("cp1252")


def pdf(path: Path, *pages: Page) -> Path:
    """Write the pages to a file and return its path."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b""
    for key, name in FONTS.items():
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode())
        fonts += f"/{key} {len(objects)} 0 R ".encode()
    pixel = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects.append(pixel + b"\nstream\n\x80\nendstream")
    resources = b"<< /Font << " + fonts + b">> /XObject << /Im " + str(len(objects)).encode() + b" 0 R >> >>"
    kids = []
    for page in pages:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page.content), page.content))
        box = f"/MediaBox [0 0 {page.width} {page.height}] {page.extra}".encode()
        entry = b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources %s >>" % (box, len(objects), resources)
        objects.append(entry)
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    path.write_bytes(_file(objects))
    return path


def _file(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + index + tail
