"""The Word file that every official document is: A4, es-PE, styles, header with the year's name, «Página X de Y»."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from amc_docs.forms.markup import Look, field, paragraph, run_of, tag
from amc_docs.forms.sizes import BOTTOM, LANDSCAPE, PORTRAIT, SIDE, TOP
from amc_docs.forms.styles import NUMBERING, STYLES

NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
_MADE = datetime(2015, 1, 1)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When every file was made, and every entry of it, as far as the file tells: the same content gives the same bytes."""
LANGUAGE = "es-PE"

_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    f'w:val="15"/></w:compat><w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/>'
)
"""Word 2013 and later: no «compatibility mode»; figures as in Peru."""
_HEADER = paragraph(tag("{{ nombre_anio }}"), Look(style="Header"))
_SMALL = Look(size=8)
_FOOTER = paragraph(
    run_of("Página ", _SMALL) + field("PAGE", "1", _SMALL) + run_of(" de ", _SMALL) + field("NUMPAGES", "1", _SMALL),
    Look(style="Footer"),
)


def package(body: str, *, title: str, header: str = _HEADER, landscape: bool = False, author: str = "") -> bytes:
    """Return a Word file of whole blocks; `landscape` is its last (or only) section.

    `header` is whole blocks too; by default the tag of the year's name.
    """
    document = docx.Document()
    _slim(document)
    found = document.core_properties
    found.title, found.author, found.last_modified_by, found.comments = title, author, author, ""
    found.created = found.modified = _MADE
    found.revision, found.language = 1, LANGUAGE
    first = document.sections[0]
    _put(first.header._element, header)
    _put(first.footer._element, _FOOTER)
    references = _references(document)
    inside = document.element.body
    for child in list(inside):
        inside.remove(child)
    filled = body.replace("<w:sectPr>", f"<w:sectPr>{references}")
    for child in parse_xml(
        f"<w:body {NAMESPACES}>{filled}{section(landscape=landscape, references=references)}</w:body>"
    ):
        inside.append(child)
    target = io.BytesIO()
    document.save(target)
    return stamped(target.getvalue())


def section(*, landscape: bool, references: str = "") -> str:
    """Return the properties of a section; inside the last paragraph of one (see `section_end`), or of the document."""
    width, height = LANDSCAPE if landscape else PORTRAIT
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{TOP}" w:right="{SIDE}" '
        f'w:bottom="{BOTTOM}" w:left="{SIDE}" w:header="680" w:footer="560" w:gutter="0"/></w:sectPr>'
    )


def section_end(*, landscape: bool) -> str:
    """Return the paragraph, too small to be seen, that ends a section of this orientation."""
    return paragraph("", Look(style="AMCCorte"), section=section(landscape=landscape))


def stamped(content: bytes, changed: Mapping[str, bytes] | None = None) -> bytes:
    """Return a zip file with its entries in their order, under one fixed date; `changed` gives some another content."""
    changed = changed or {}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            result.writestr(entry, changed[name] if name in changed else source.read(name))
    return target.getvalue()


def _references(document: docx.document.Document) -> str:
    return "".join(
        f'<w:{kind}Reference w:type="default" r:id="{relation.rId}"/>'
        for kind in ("header", "footer")
        for relation in document.part.rels.values()
        if relation.reltype.endswith(f"/{kind}")
    )


def _put(holder: docx.oxml.xmlchemy.BaseOxmlElement, inner: str) -> None:
    """Replace what a part holds by whole elements."""
    for child in list(holder):
        holder.remove(child)
    for child in parse_xml(f"<w:hdr {NAMESPACES}>{inner}</w:hdr>"):
        holder.append(child)


def _slim(document: docx.document.Document) -> None:
    """Drop what python-docx's own template brings along, and give the document our styles, lists and language."""
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.rsplit("/", 1)[1] in ("stylesWithEffects", "customXml", "webSettings"):
            del part.rels[key]
    for key, relation in list(part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del part.package.rels[key]
    _put(part.styles.element, STYLES)
    _put(part.numbering_part.element, NUMBERING)
    _put(document.settings.element, _SETTINGS)
