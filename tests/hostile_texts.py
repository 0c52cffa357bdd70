"""More files that attack: by what their words say, what hangs on to them, and how they are called.

Importing this adds them to the cases of `hostile`.
"""

from __future__ import annotations

import io
import struct
import zipfile

from tests import hostile
from tests.hostile import CMAP, EITHER, READ, REFUSED, Case, cid_font, one_page, pdf, png, stream
from tests.word import MAIN_TYPE, lists, lvl, numbered, p, package, part, sdt, tbl, tr, zipped

FORMULAS = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUMA(A1)", "\t=1+1", "＝1+1", "=cmd|' /C calc'!A0")
TAGS = ("{{ 7*7 }}", "{% for a in range(9**9) %}x{% endfor %}", "{{ ''.__class__ }}", "{# nota #}", "${7*7}")
MARKUP = (
    "<script>alert(1)</script>",
    "</w:t></w:r></w:p><w:p/>",
    "&amp;&lt;",
    "]]>",
    "<!--",
    "[x](javascript:alert(1))",
)
ODD = ("\u202eoipmac\u202c", "\u2066a\u2069", "\ufeff", "\u200b", "\ufffe"[:0] + "\ue000", "a\u0301" * 50, "\U0001f600")
SENTENCES = (*FORMULAS, *TAGS, *MARKUP, *ODD)


def _case(title, name, data, codes, says="", *limits):
    def make(path):
        path.write_bytes(data if isinstance(data, bytes) else data())

    hostile.CASES[title] = Case(name=name, make=make, codes=codes, says=says, limits=limits)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def oficio(*sentences: str) -> bytes:
    """Return a letter in which each sentence stands as a paragraph, in a table and in its subject."""
    said = [_escaped(text) for text in sentences]
    head = [p("OFICIO N° 001-2026-ABC/DE"), p("Señor"), p(f"Asunto: {' '.join(said)}"), p("Referencia: a)")]
    return package("".join((*head, *map(p, said), tbl(*(tr(text, text) for text in said)))))


def calling(address: str) -> dict[str, bytes]:
    """Return files that would fetch something from an address, by name."""
    remote = "".join(
        f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{address}/{kind}.{ending}" TargetMode="External"/>'
        for n, (kind, ending) in enumerate(
            (("attachedTemplate", "dotm"), ("image", "png"), ("oleObject", "bin"), ("header", "xml"), ("frame", "htm"),
             ("subDocument", "docx"), ("aFChunk", "htm"))
        )
    )  # fmt: skip
    field = (
        f'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;{address}/f.png&quot; "><w:r><w:t>x</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )
    image = (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:link="r1"/></a:graphicData></a:graphic>'
        '</wp:inline></w:drawing></w:r></w:p><w:altChunk r:id="r6"/><w:subDoc r:id="r5"/>'
    )
    dtd = f'<!DOCTYPE w SYSTEM "{address}/a.dtd"><w/>'
    sheet = f"<link rel=stylesheet href='{address}/a.css'>"
    page = f"<html><head>{sheet}</head><body><img src='{address}/a.png'>x</body></html>"
    action = f"/OpenAction<</S/URI/URI({address}/a)>>/AA<</O<</S/SubmitForm/F({address}/b)>>>>".encode()
    return {
        "llama.docx": package(p("Texto") + field + image, links=remote),
        "dtd.docx": package(p("Texto"), styles=dtd),
        "llama.rtf": f'{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/r.png"}}}} Texto}}'.encode(),
        "llama.doc": page.encode(),
        "llama.odt": _odt(address),
        "llama.pdf": one_page(catalogue=action),
        "llama.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}/s.png'/></svg>".encode(),
    }


def _odt(address: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
            "xlink": "http://www.w3.org/1999/xlink",
        }.items()
    )
    image = f'<draw:frame><draw:image xlink:href="{address}/o.png" xlink:type="simple"/></draw:frame>'
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:text><text:p>Texto {image}'
        "</text:p></office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}, zipfile.ZIP_STORED)


def _nested() -> bytes:
    """Return a ZIP file in a ZIP file, five times, of zeros that unpack to a thousand times their size."""
    data = zipped({"0": b"\0" * 5_000_000})
    for level in range(1, 6):
        data = zipped({f"{level}.zip": data})
    return data


def _cut_inside() -> bytes:
    """Return a Word file whose main part ends in the middle, though its package is whole."""
    whole = part("document", "<w:body>" + p("Texto") * 50 + "</w:body>")
    return package(parts={"word/document.xml": whole[: len(whole) // 2]})


def _stream_cut() -> bytes:
    """Return a Word file whose packed main part lost bytes."""
    data = bytearray(package(p("Texto que sigue y sigue. " * 400)))
    at = data.find(b"word/document.xml")
    data[at + 60 : at + 90] = bytes(30)
    return bytes(data)


_SOUND = package(p("Documento que se puede leer"))
_MACRO_TYPE = MAIN_TYPE.replace(
    "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (
    '\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><w/>'
)

_case("docx: formulas, tags, markup and signs that reverse", "a.docx", lambda: oficio(*SENTENCES), READ)
_case("docx: bombs in bombs", "a.docx", lambda: package(p("x"), parts={"word/embeddings/a.zip": _nested()}), READ)
_case("zip: bombs in bombs", "a.docx", _nested, REFUSED, "comprimido")
_case("docx: entities of a parameter, in UTF-16", "a.docx",
      package(parts={"word/document.xml": _UTF_16.encode("utf-16-le")}), REFUSED)  # fmt: skip
_case("docx: entities in a part beside", "a.docx",
      package(p("x"), styles='<!DOCTYPE w [<!ENTITY a "b">]><w:x xmlns:w="w">&a;</w:x>'), EITHER)  # fmt: skip
_case("docx: links lead out", "a.docx", package(
    p("x") + '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>',
    links='<Relationship Id="h" Type="http://x/header" Target="../../../../../../etc/passwd"/>'
    '<Relationship Id="i" Type="http://x/image" Target="file:///etc/passwd"/>'), EITHER)  # fmt: skip
_case("docx: links to parts that are missing", "a.docx", package(
    p("x") + '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>',
    links='<Relationship Id="h" Type="http://x/header" Target="nada.xml"/>'
    '<Relationship Id="i" Type="http://x/image" Target="NULL"/>'), EITHER)  # fmt: skip
_case("docx: main part cut in half", "a.docx", _cut_inside, REFUSED, "dañad")
_case("docx: packed part cut", "a.docx", _stream_cut, REFUSED)
_case("docx: styles cut in half", "a.docx", package(p("x"), styles=part("styles", "<w:style>")[:-30]), EITHER)
_case("docx: numbering that is no number", "a.docx", package(
    p("uno", numbered()),
    numbering=lists(lvl(0, "%1.", more='<w:pStyle w:val="x"/>')).replace('w:val="1"', 'w:val="mil"'),
), EITHER)  # fmt: skip
_case("docx: macros under a harmless name", "a.docx", package(
    p("x"), main_type=_MACRO_TYPE, parts={"word/vbaProject.bin": _OLE + b"\0" * 600}), READ)  # fmt: skip
_case("docx: programs under harmless names", "a.docx", package(
    p("x"), parts={"word/embeddings/oleObject1.bin": _OLE + b"\0" * 600, "word/media/image1.png": b"MZ" + b"\0" * 99,
                   "word/activeX/activeX1.xml": "<a/>"}), READ)  # fmt: skip
_case("ole: macros called Word", "a.docx", _OLE + b"\0" * 600 + "VBA".encode("utf-16-le") + b"\0" * 600, REFUSED)
_case("docx: 5,000 tables in tables", "a.docx",
      lambda: package("<w:tbl><w:tr><w:tc>" * 5_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 5_000), REFUSED,
      "--limite niveles")  # fmt: skip
_case("docx: 190 tables in controls", "a.docx", lambda: package(_inside(p("x"), 60)), EITHER)
_case("docx: row of 5,000 cells", "a.docx", lambda: package(tbl(tr(*("x",) * 5_000))), EITHER)
_case("zeros", "a.pdf", b"\0" * 5_000, REFUSED)
_case("nothing, called PDF", "a.pdf", b"", REFUSED, "vacío")
_case("picture called PDF", "a.pdf", png(20, 20, b""), EITHER)
_case("ZIP called Word", "a.docx", zipped({"a.txt": "hola"}), REFUSED, "comprimido")
_case("program called Word", "a.docx", b"MZ\x90" + b"\0" * 500, REFUSED)


def _inside(content: str, levels: int) -> str:
    for _ in range(levels):
        content = tbl(f"<w:tr><w:tc>{sdt(content)}{p('')}</w:tc></w:tr>")
    return content


def _letters(name: bytes, content: bytes) -> bytes:
    return one_page(stream(b"BT /F 12 Tf " + content + b" ET"), page=b"/Nombre(" + name + b")")


_HIDDEN = b"(OFICIO falso que nadie ve en la hoja) Tj"
_case("pdf: invisible words", "a.pdf", _letters(b"a", b"3 Tr 60 700 Td " + _HIDDEN), EITHER)
_case("pdf: white words", "a.pdf", _letters(b"b", b"1 1 1 rg 60 700 Td " + _HIDDEN), EITHER)
_case("pdf: words off the page", "a.pdf", _letters(b"c", b"9000 -700 Td " + _HIDDEN), EITHER)
_case("pdf: words of no size", "a.pdf", _letters(b"d", b"/F 0 Tf 60 700 Td " + _HIDDEN), EITHER)
_case("pdf: words as large as a house", "a.pdf", _letters(b"e", b"/F 99999 Tf 60 700 Td " + _HIDDEN), EITHER)


def _meaning(sign: bytes) -> bytes:
    """Return a PDF whose letters all mean this sign of UTF-16."""
    every = CMAP.replace(b"<00000000><FFFFFFFF><0041>", b"<0000><FFFF><%b>" % sign)
    return cid_font(b"[0[500]]", every.replace(b"<00000000><FFFFFFFF>", b"<0000><FFFF>"))


_case("pdf: half letters", "a.pdf", _meaning(b"D800"), EITHER)
_case("pdf: letters that reverse the line", "a.pdf", _meaning(b"202E"), EITHER)
_case("pdf: objects in a locked room", "a.pdf",
      pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"},
          trailer=b"/Encrypt<</Filter/Nadie/V 9>>"), REFUSED)  # fmt: skip
_case("pdf: named file, run and sent", "a.pdf", one_page(
    catalogue=b"/AcroForm<</XFA 10 0 R/Fields[]>>/OpenAction<</S/GoToR/F(//127.0.0.1/x.pdf)>>",
    more={10: stream(b"<xdp:xdp xmlns:xdp='http://x'><!DOCTYPE a></xdp:xdp>")}), EITHER)  # fmt: skip

for _title, _name in {
    "name with spaces": "  mi oficio  final (1) .docx",
    "name with ñ and accents": "Año ñandú — «oficio» N° 1.docx",
    "name in pieces of letters": "an\u0303o.docx",
    "name with a new line": "a\nb.docx",
    "name with a dash before": "-rf.docx",
    "name of 255 bytes": "ñ" * 125 + ".docx",
    "name like a formula": "=1+1.docx",
    "name like a tag": "{{ 7*7 }}<b>.docx",
    "name like a pattern": "[a-z]*?.docx",
}.items():
    _case(_title, _name, _SOUND, READ)


def archive_of(names: dict[bytes, bytes], flags: int = 0) -> bytes:
    """Return a ZIP file with names written as these very bytes; `flags` are those of each member."""
    out, listed = io.BytesIO(), []
    for name, data in names.items():
        crc = zipfile.crc32(data)
        head = struct.pack("<HHHHHLLL", 20, flags, 0, 0, 33, crc, len(data), len(data))
        listed.append(
            b"PK\x01\x02"
            + struct.pack("<H", 20)
            + head
            + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, out.tell())
            + name
        )
        out.write(b"PK\x03\x04" + head + struct.pack("<HH", len(name), 0) + name + data)
    start = out.tell()
    out.write(b"".join(listed))
    size = out.tell() - start
    out.write(b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, len(listed) % 65536, len(listed) % 65536, size, start, 0))
    return out.getvalue()
