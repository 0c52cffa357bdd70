"""The pictures of a submission, for a copy of it: from the parts of a Word file, or cut out of a page of a PDF file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from amc_docs.document import Picture
from amc_docs.errors import AmcDocsError
from amc_docs.forms.blocks import Image
from amc_docs.forms.copying import Finder
from amc_docs.limits import Limits

_SCALE = 2.0
"""Of a page's points: 144 dots per inch."""
_CM = 2.54 / 72
_ELSEWHERE = "Imagen que solo está en el documento presentado"
_UNITS = 1_000_000
"""Square points of the largest rectangle that is cut out."""


@contextmanager
def pictures_of(path: Path, form: str, limits: Limits) -> Iterator[Finder]:
    """Give what finds the pictures of a file while it is open; of other formats only the words about them are kept."""
    if form == "docx":
        yield from _of_word(path, limits)
    elif form.startswith("pdf"):
        yield from _of_pdf(path)
    else:
        yield _stand_in


def _of_word(path: Path, limits: Limits) -> Iterator[Finder]:
    from amc_docs.readers.docx_package import Package

    with Package(path, name=path.name, limits=limits) as package:
        links = package.relationships(package.main_part() or "")

        def find(picture: Picture) -> Image | None:
            targets = [links[name].target for name in picture.images if name in links and not links[name].is_external]
            for target in targets:
                try:
                    content = _shown(package.read(target))
                except AmcDocsError:
                    continue
                if content:
                    return Image(content, description=picture.description)
            return _stand_in(picture)

        yield find


def _of_pdf(path: Path) -> Iterator[Finder]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:  # too damaged for it: its words came by another way
        yield _stand_in
        return
    try:

        def find(picture: Picture) -> Image | None:
            place = picture.location
            if place.page is None or place.box is None or not 0 < place.page <= len(pdf):
                return _stand_in(picture)
            box = place.box
            width, height = box.right - box.left, box.bottom - box.top
            if width <= 1 or height <= 1 or width * height > _UNITS:
                return _stand_in(picture)
            return Image(_cut(pdf, place.page, box.as_list()), width_cm=width * _CM, description=picture.description)

        yield find
    finally:
        pdf.close()


def _stand_in(picture: Picture) -> Image:
    """Return a picture that says what belongs there: a drawing of Word's own, or what cannot be copied."""
    from PIL import Image as Pictures
    from PIL import ImageDraw, ImageFont

    image = Pictures.new("RGB", (900, 150), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((2, 2, 897, 147), outline="grey", width=2)
    pen.text((20, 25), "Imagen del documento presentado: cópiela aquí.", fill="black", font=ImageFont.load_default(28))
    pen.text((20, 80), picture.description[:60], fill="grey", font=ImageFont.load_default(24))
    target = io.BytesIO()
    image.save(target, "PNG")
    return Image(target.getvalue(), width_cm=10, description=picture.description or _ELSEWHERE)


def _cut(pdf: Any, number: int, box: list[float]) -> bytes:  # noqa: ANN401 (pypdfium2 ships no types)
    page = pdf[number - 1]
    try:
        image = page.render(scale=_SCALE).to_pil().crop(tuple(round(v * _SCALE) for v in box))
    finally:
        page.close()
    target = io.BytesIO()
    image.convert("RGB").save(target, "PNG")
    return target.getvalue()


def _shown(content: bytes) -> bytes | None:
    """Return a picture that Word shows everywhere, as it is or as PNG; None where it cannot be read here (EMF, WMF)."""
    from PIL import Image as Pictures
    from PIL import UnidentifiedImageError

    try:
        with Pictures.open(io.BytesIO(content)) as image:
            if image.format in ("PNG", "JPEG", "GIF", "BMP", "TIFF"):
                return content
            target = io.BytesIO()
            image.convert("RGB").save(target, "PNG")
            return target.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None
