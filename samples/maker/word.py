"""A Word file from text markup: a slim package with fixed dates, so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from .drawing import draw
from .markup import SPACER, TWIPS, Look, cell, field, paragraph, row, table
from .styles import NUMBERING, STYLES

STAMP = (2016, 3, 15, 9, 0, 0)
NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
PORTRAIT, LANDSCAPE = (11906, 16838), (16838, 11906)
MARGIN = int(1.7 * TWIPS)


class Word:
    """A document being written, piece by piece, from top to bottom."""

    def __init__(self, title: str, author: str) -> None:
        self.document: Document = docx.Document()
        self.pieces: list[str] = []
        self.lists = 10
        self.pictures = 0
        self.bookmarks = 0
        self.landscape = False
        self._slim()
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, author, ""
        properties.created = properties.modified = datetime(*STAMP)
        properties.last_modified_by, properties.revision, properties.language = author, 1, "es-PE"

    def add(self, *pieces: str) -> None:
        """Append pieces of markup to the body."""
        self.pieces.extend(pieces)

    def new_list(self) -> int:
        """Return the number of a fresh lettered list, which starts again at a)."""
        self.lists += 1
        numbering = self.document.part.numbering_part.element
        numbering.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{self.lists}"><w:abstractNumId w:val="2"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return self.lists

    @property
    def room(self) -> int:
        """Twips between the margins of the present section."""
        return (LANDSCAPE if self.landscape else PORTRAIT)[0] - 2 * MARGIN

    def turn(self, landscape: bool) -> bool:
        """Begin a section of the other orientation, if it is another, and tell whether it did."""
        if landscape == self.landscape:
            return False
        if self.pieces and self.pieces[-1] == SPACER:
            self.pieces.pop()  # an empty line before the break could make a page of its own
        self.add(paragraph(look=Look(size=4, after=0), section=self._section()))
        self.landscape = landscape
        return True

    def picture(self, kind: str, width_cm: float = 14) -> str:
        """Return a paragraph that holds a drawn diagram."""
        self.pictures += 1
        image, wide, high = draw(kind)
        relation, _ = self.document.part.get_or_add_image(io.BytesIO(image))
        across = Cm(width_cm)
        down = int(across * high / wide)
        name = f"Imagen {self.pictures}"
        drawing = (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{across}" cy="{down}"/>'
            f'<wp:docPr id="{self.pictures}" name="{name}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        return paragraph(look=Look(align="center"), inner=drawing)

    def letterhead(self, ministry: str, organ: str, lines: list[str]) -> None:
        """Put the State's letterhead in the header and the page number in the footer."""
        section = self.document.sections[0]
        widths = [1100, 4000, 4200]
        boxes = [("PERÚ", "C00000"), (ministry, "3F3F3F"), (organ, "A6A6A6")]
        cells = [
            cell(paragraph(text, Look(bold=True, size=15, colour="FFFFFF", after=0)), width, fill=fill)
            for (text, fill), width in zip(boxes, widths, strict=True)
        ]
        inner = table([row(cells)], widths, borders=False)
        inner += "".join(paragraph(line, Look("Header", italic=True, align="center", size=15)) for line in lines)
        self._fill(section.header, inner)
        pages = run_fields(Look(size=16))
        self._fill(section.footer, paragraph(look=Look("Footer", align="right"), inner=pages))

    def save(self, path: Path) -> None:
        """Write the file, its parts in a fixed order and with a fixed date."""
        body = self.document.element.body
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        end = body.find(qn("w:sectPr"))
        body.replace(end, parse_xml(self._section().replace("<w:sectPr>", f"<w:sectPr {NAMESPACES}>")))
        tree = parse_xml(f"<w:body {NAMESPACES}>{''.join(self.pieces)}</w:body>")
        for place, child in enumerate(list(tree)):
            body.insert(place, child)
        raw = io.BytesIO()
        self.document.save(raw)
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            zipfile.ZipFile(raw) as source,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
        ):
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(name))

    def _section(self) -> str:
        """Return the properties of the present section."""
        width, height = LANDSCAPE if self.landscape else PORTRAIT
        turned = ' w:orient="landscape"' if self.landscape else ""
        references = "".join(
            f'<w:{kind}Reference w:type="default" r:id="{relation.rId}"/>'
            for relation in self.document.part.rels.values()
            for kind in ("header", "footer")
            if relation.reltype.endswith(f"/{kind}")
        )
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="1700" w:right="{MARGIN}" w:bottom="1134" w:left="{MARGIN}" '
            'w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
        )

    @staticmethod
    def _fill(holder: object, inner: str) -> None:
        """Replace what a header or footer holds."""
        element = holder._element  # python-docx offers no other way to a header's markup
        for child in list(element):
            element.remove(child)
        for child in parse_xml(f"<w:hdr {NAMESPACES}>{inner}</w:hdr>"):
            element.append(child)

    def _slim(self) -> None:
        """Drop the parts of python-docx's template that no sample needs, and give it our styles."""
        part = self.document.part
        unwanted = ("stylesWithEffects", "customXml", "webSettings")
        for key, relation in list(part.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] in unwanted:
                del part.rels[key]
        for key, relation in list(part.package.rels.items()):
            if relation.reltype == REL.THUMBNAIL:
                del part.package.rels[key]
        styles = part.styles.element
        for child in list(styles):
            styles.remove(child)
        for child in parse_xml(f"<w:styles {NAMESPACES}>{STYLES}</w:styles>"):
            styles.append(child)
        numbering = part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        for child in parse_xml(f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>"):
            numbering.append(child)


def run_fields(look: Look) -> str:
    """Return «Página X de Y» as fields."""
    word = paragraph("Página ", look)[5:-6]
    of = paragraph(" de ", look)[5:-6]
    return word + field("PAGE", "1", look) + of + field("NUMPAGES", "1", look)
