"""Small Word packages made from XML, for tests: only what a test is about is written out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from amc_docs.document import Document, Paragraph
from amc_docs.limits import Limits
from amc_docs.readers import read
from amc_docs.watch import Terms

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": TYPES,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def part(root: str, content: str) -> str:
    """Return a part: its root element around the content."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run; `properties` and `run` are the content of its `w:pPr` and `w:rPr`."""
    words = f"<w:r><w:rPr>{run}</w:rPr>{t(text)}</w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def t(text: str) -> str:
    """Return a text element that keeps its spaces."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(*content: str) -> str:
    """Return a run."""
    return f"<w:r>{''.join(content)}</w:r>"


def tc(content: str = "", properties: str = "") -> str:
    """Return a cell; plain words become a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row; plain words become cells."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def numbered(number: int = 1, level: int = 0) -> str:
    """Return the paragraph properties that put a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def lvl(index: int, text: str, form: str = "decimal", more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*levels: str, numbers: str = "") -> str:
    """Return a numbering part with one abstract list and list 1 made from it; `numbers` adds others."""
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{numbers}',
    )


def style(style_id: str, name: str, content: str = "", kind: str = "paragraph", default: bool = False) -> str:
    """Return a style."""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"{mark}><w:name w:val="{name}"/>{content}</w:style>'


def package(
    body: str = "",
    *,
    main: str = "word/document.xml",
    parts: Mapping[str, str | bytes] | None = None,
    main_type: str = MAIN_TYPE,
    links: str = "",
    **known: str,
) -> bytes:
    """Return a package.

    `known` parts (`styles`, `numbering`, `footnotes`, `header1`…) are linked to the main part under their names;
    `parts` are only added; `links` is more XML for the main part's relationships.
    """
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
        f'ContentType="{main_type}"/></Types>',
        "_rels/.rels": relationships(f'<Relationship Id="rId1" Type="{TYPES}/officeDocument" Target="{main}"/>'),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{main.rpartition('/')[2]}.rels": relationships(
            "".join(
                f'<Relationship Id="{name}" Type="{TYPES}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
                for name in known
            )
            + links
        ),
        **{f"word/{name}.xml": content for name, content in known.items()},
        **(parts or {}),
    }
    return zipped(files)


def relationships(content: str) -> str:
    """Return a relationships part."""
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
    )


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def opened(folder: Path, data: bytes, name: str = "caso.docx", **limits: int) -> Document:
    """Write the bytes to a file and read it, with other limits than usual where some are given."""
    path = folder / name
    path.write_bytes(data)
    return read(path, terms=Terms(limits=Limits(**limits)))


def texts(document: Document) -> list[str]:
    """Return the texts of all paragraphs, those in tables included."""
    return [paragraph.text for paragraph in document.paragraphs()]


def labels(document: Document) -> list[str]:
    """Return the automatic numbers of the body's paragraphs."""
    return [block.label for block in document.blocks if isinstance(block, Paragraph)]
