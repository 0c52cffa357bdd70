"""Files that attack or are broken, made when needed and always the same: each with how reading it may end.

Small on disk whatever they pretend to hold.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from amc_docs.errors import ExitCode
from tests.word import MAIN_TYPE, NAMESPACES, p, package, part, tbl, tc, tr, zipped

REFUSED = frozenset({ExitCode.ILEGIBLE})
READ = frozenset({ExitCode.NO_VERIFICABLE, ExitCode.CON_OBSERVACIONES})
"""Nothing here is a sound form: a result may be anything but `conforme`."""
EITHER = REFUSED | READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file, and what reading it must come to."""

    name: str
    """Of the file."""
    make: Callable[[Path], object]
    """Makes the file at a path."""
    codes: frozenset[ExitCode]
    says: str = ""
    """What the one line on stderr, or the report, must contain."""
    limits: tuple[str, ...] = ()
    """Lower limits than usual, so that the tests take less time; without them it may take a minute and 1.5 GB."""


CASES: dict[str, Case] = {}


def state_of(path: Path) -> tuple[int, int, int, str | bool]:
    """Return what a file is, so that a change of it is noticed."""
    status = path.lstat()
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else path.is_symlink()
    return status.st_mode, status.st_size, status.st_mtime_ns, content


def _case(
    title: str, name: str, data: bytes | Callable[[], bytes], codes: frozenset[ExitCode], says: str = "", *limits: str
) -> None:
    def make(path: Path) -> None:
        path.write_bytes(data if isinstance(data, bytes) else data())

    CASES[title] = Case(name=name, make=make, codes=codes, says=says, limits=limits)


# PDF ------------------------------------------------------------------------------------------------------------------


def pdf(objects: dict[int, bytes], *, trailer: bytes = b"", start: int | None = None) -> bytes:
    """Return a PDF of numbered objects, object 1 its catalogue, with a right index unless `start` says otherwise."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    index = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    out.write(b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (size, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % (index if start is None else start))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object packed by Flate."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def repeated(piece: bytes, megabytes: int) -> bytes:
    """Return what unpacks to a piece over and over, without ever holding or packing all of it."""
    block = piece * (1_000_000 // len(piece))
    packer = zlib.compressobj(9)
    packed_block = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(block, check)
    # Each block stands for itself after a full flush: the first one's bytes, without their head, serve for all.
    end = b"\x03\x00" + check.to_bytes(4, "big")
    return packed_block[:2] + packed_block[2:] * megabytes + end


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 60 700 Td (Texto de la hoja que se puede leer sin dificultad) Tj ET"


def one_page(
    content: bytes = stream(WORDS),
    *,
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    catalogue: bytes = b"",
    page: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """Return a PDF of one page; objects from 10 on are free."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>%b>>"
            % (box, resources, page),
            4: content,
            5: FONT,
            **(more or {}),
        }
    )


def pages(kids: bytes, count: int, more: dict[int, bytes] | None = None) -> bytes:
    """Return a PDF whose page tree is as told; object 3 is a page."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            4: stream(WORDS),
            5: FONT,
            **(more or {}),
        }
    )


def with_font(font: bytes, more: dict[int, bytes], text: bytes = b"<00410042>") -> bytes:
    """Return a PDF of a page in a font of its own, object 10."""
    content = stream(b"BT /G 12 Tf 60 700 Td %b Tj ET" % text)
    resources = b""
    page = one_page(content, resources=resources, more={10: font, **more})
    return page.replace(b"/Font<</F 5 0 R>>", b"/Font<</G 10 0 R>>")


def cid_font(widths: bytes, unicode: bytes = b"") -> bytes:
    """Return a PDF in a font with these widths and this map to Unicode."""
    return with_font(
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[11 0 R]/ToUnicode 13 0 R>>",
        {
            11: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor 12 0 R/DW 1000/W%b>>" % widths,
            12: b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
            b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
            13: stream(unicode),
        },
    )


CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange "
    b"<00000000><FFFFFFFF> endcodespacerange 1 beginbfrange <00000000><FFFFFFFF><0041> endbfrange endcmap end end"
)


def picture_page(width: int, height: int, data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """Return a PDF whose page is a picture that pretends to have this size."""
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter%b" % (
        width,
        height,
        filters,
    )
    return one_page(
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"), resources=b"/XObject<</I 10 0 R>>", more={10: stream(data, image)}
    )


def forms(levels: int, each: int) -> bytes:
    """Return a PDF whose page draws a form that draws the next one several times, and so on."""
    more = {}
    for level in range(levels):
        draw = b"/X Do " * each if level < levels - 1 else b"0 0 5 5 re f"
        more[10 + level] = stream(
            draw, b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X %d 0 R>>>>" % (11 + level)
        )
    return one_page(stream(b"/X Do"), resources=b"/XObject<</X 10 0 R>>", more=more)


def chain(length: int) -> bytes:
    """Return a PDF whose page lies under so many nodes."""
    more = {n: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(11, 10 + length)}
    more[10] = b"<</Type/Pages/Parent 2 0 R/Kids[11 0 R]/Count 1>>"
    more[10 + length] = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (9 + length)
    return pages(b"10 0 R", 1, more)


def locked(user: str) -> bytes:
    """Return a PDF that is encrypted; without a user's password anyone may open it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page())) as file:
        file.save(out, encryption=pikepdf.Encryption(user=user, owner="secreto"))
    return out.getvalue()


WHOLE = one_page()
_case("pdf: page tree is a loop", "a.pdf", pages(b"2 0 R", 1), EITHER)
_case("pdf: page tree loops beside a page", "a.pdf", pages(b"3 0 R 2 0 R", 2), EITHER)
_case("pdf: 100,000 pages in one", "a.pdf", lambda: pages(b"3 0 R " * 100_000, 100_000), REFUSED, "--limite paginas")
_case("pdf: says 90,000 pages, has one", "a.pdf", pages(b"3 0 R", 90_000), REFUSED)
_case("pdf: says five pages, has one", "a.pdf", pages(b"3 0 R", 5), EITHER)
_case("pdf: says minus one page", "a.pdf", pages(b"3 0 R", -1), EITHER)
_case("pdf: page under 5,000 nodes", "a.pdf", lambda: chain(5_000), EITHER)
_case("pdf: no pages", "a.pdf", pages(b"", 0), EITHER, "dañado")
_case("pdf: no page tree", "a.pdf", pdf({1: b"<</Type/Catalog>>"}), REFUSED)
_case("pdf: page as large as a country", "a.pdf", one_page(box=b"[0 0 1e9 1e9]"), EITHER)
_case("pdf: page of endless size", "a.pdf", one_page(box=b"[0 0 9e99 9e99]"), EITHER)
_case("pdf: page of no size", "a.pdf", one_page(box=b"[5 5 5 5]"), EITHER)
_case("pdf: no box", "a.pdf", WHOLE.replace(b"/MediaBox[0 0 595 842]", b"/NoMediaBox[0 0 59 84]"), EITHER)
_case(
    "pdf: content of 400 MB",
    "a.pdf",
    lambda: one_page(stream(repeated(b" ", 400), b"/Filter/FlateDecode")),
    EITHER,
    "",
    "memoria=300M",
    "segundos-pagina=2",
)
_case(
    "pdf: content packed twice",
    "a.pdf",
    lambda: one_page(stream(zlib.compress(repeated(b" ", 400), 9), b"/Filter[/FlateDecode/FlateDecode]")),
    EITHER,
    "",
    "memoria=300M",
    "segundos-pagina=2",
)
_case(
    "pdf: five million strokes",
    "a.pdf",
    lambda: one_page(stream(repeated(b"0 0 m 9 9 l S ", 70), b"/Filter/FlateDecode")),
    EITHER,
    "",
    "memoria=300M",
    "segundos-pagina=2",
)
_case(
    "pdf: 110,000 letters",
    "a.pdf",
    lambda: one_page(packed(WORDS.replace(b" ET", b" (aaaaaaaaaa) Tj" * 11_000 + b" ET"))),
    READ,
    "--limite caracteres-pagina",
)
_case(
    "pdf: 25,000 rectangles",
    "a.pdf",
    lambda: one_page(packed(WORDS + b" 10 10 50 50 re f" * 25_000)),
    READ,
    "--limite trazos",
)
_case(
    "pdf: 100,000 parts of content",
    "a.pdf",
    lambda: one_page(b"[" + b"10 0 R " * 100_000 + b"]", more={10: stream(b"q Q ")}),
    EITHER,
)
_case(
    "pdf: form draws itself",
    "a.pdf",
    one_page(
        stream(b"/X Do"),
        resources=b"/XObject<</X 10 0 R>>",
        more={
            10: stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>")
        },
    ),
    EITHER,
    "",
    "memoria=300M",
    "segundos-pagina=2",
)
_case("pdf: forms draw forms, exponentially", "a.pdf", forms(25, 10), EITHER, "", "memoria=300M", "segundos-pagina=2")
_case(
    "pdf: pattern paints itself",
    "a.pdf",
    one_page(
        stream(b"/Pattern cs /P scn 0 0 500 500 re f"),
        resources=b"/Pattern<</P 10 0 R>>",
        more={
            10: stream(
                b"/Pattern cs /P scn 0 0 9 9 re f",
                b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
                b"/XStep 0.001/YStep 0.001/Resources<</Pattern<</P 10 0 R>>>>",
            )
        },
    ),
    EITHER,
)
_case("pdf: widths of two thousand million letters", "a.pdf", cid_font(b"[0 2147483647 500]"), EITHER)
_case("pdf: map of four thousand million letters", "a.pdf", cid_font(b"[0[500]]", CMAP), EITHER)
_case(
    "pdf: map in a million ranges",
    "a.pdf",
    lambda: cid_font(
        b"[0[500]]", b"begincmap " + b"100 beginbfrange " + b"<0000><FFFF><0041> " * 100_000 + b"endbfrange endcmap"
    ),
    EITHER,
)
_case(
    "pdf: letters without a map",
    "a.pdf",
    with_font(
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[11 0 R]>>",
        {
            11: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/DW 500>>"
        },
        b"<%b>" % (b"0102" * 400),
    ),
    EITHER,
)
_case("pdf: index in the wrong place", "a.pdf", WHOLE.replace(b"startxref\n", b"startxref\n7"), EITHER)
_case("pdf: index after the end", "a.pdf", pdf({1: b"<</Type/Catalog/Pages 2 0 R>>"}, start=10**9), REFUSED)
_case(
    "pdf: indexes in a circle",
    "a.pdf",
    pages(b"3 0 R", 1).replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 0000000009"),
    EITHER,
)
_case("pdf: index of two thousand million", "a.pdf", WHOLE.replace(b"xref\n0 6", b"xref\n0 2147483647"), EITHER)
_case("pdf: cut in half", "a.pdf", lambda: WHOLE[: len(WHOLE) // 2], EITHER)
_case("pdf: end missing", "a.pdf", WHOLE[:-40], EITHER)
_case("pdf: only the beginning", "a.pdf", WHOLE[:9], REFUSED)
_case("pdf: noise", "a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, REFUSED)
_case("pdf: arrays in arrays", "a.pdf", lambda: one_page(page=b"/X" + b"[" * 100_000 + b"]" * 100_000), EITHER)
_case("pdf: length is itself", "a.pdf", one_page(b"<</Length 4 0 R>>stream\nq\nendstream"), EITHER)
_case("pdf: object is itself", "a.pdf", one_page(b"4 0 R"), EITHER)
_case(
    "pdf: picture of 10,000 million points",
    "a.pdf",
    picture_page(100_000, 100_000, zlib.compress(b"\0" * 9_999)),
    EITHER,
)
_case(
    "pdf: picture that is a bomb",
    "a.pdf",
    lambda: picture_page(16_000, 16_000, repeated(b"\0", 256)),
    EITHER,
    "",
    "memoria=300M",
    "segundos-pagina=2",
)
_case(
    "pdf: script, launch and attachment",
    "a.pdf",
    one_page(
        catalogue=b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\))>>"
        b"/AA<</WC<</S/Launch/F(x.exe)>>>>"
        b"/Names<</EmbeddedFiles<</Names[(a.pdf)10 0 R]>>>>",
        more={10: b"<</Type/Filespec/F(a.pdf)/EF<</F 11 0 R>>>>", 11: stream(WHOLE, b"/Type/EmbeddedFile")},
    ),
    READ,
)
_case("pdf: locked", "a.pdf", lambda: locked("clave"), REFUSED, "contraseña")
_case("pdf: locked, open to all", "a.pdf", lambda: locked(""), READ)

# Word -----------------------------------------------------------------------------------------------------------------


def body(content: str) -> bytes:
    """Return a Word file with this body."""
    return package(content)


def xml_of(head: bytes, piece: bytes, times: int, tail: bytes) -> bytes:
    """Return a Word file whose document part is a piece of XML many times over; made without holding all of it."""
    out = io.BytesIO(package("", parts={"word/document.xml": ""}))
    whole = io.BytesIO()
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
        with target.open("word/document.xml", "w", force_zip64=True) as file:
            file.write(head)
            block = piece * 1_000
            for _ in range(times // 1_000):
                file.write(block)
            file.write(tail)
    return whole.getvalue()


HEAD = f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>'.encode()
TAIL = b"</w:body></w:document>"
ROW = tr("uno", "dos", "tres").encode()


def lying(data: bytes) -> bytes:
    """Return an archive whose members all pretend to hold 50 bytes."""
    out = bytearray(data)
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            out[place + at : place + at + 4] = (50).to_bytes(4, "little")
    return bytes(out)


def doubled() -> bytes:
    """Return a Word file with two main parts of one name."""
    out = io.BytesIO(body(p("uno")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Word/Document.xml", part("document", "<w:body>" + p("dos") + "</w:body>"))
    return out.getvalue()


LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("bcdefgh", "cdefghi", strict=True))
    + "]>"
)
_SOUND = body(p("Documento que se puede leer"))
_case(
    "docx: bomb that says so",
    "a.docx",
    lambda: package(p("x"), parts={"word/media/a.bin": b"\0" * 5_000_001}),
    REFUSED,
    "--limite descomprimido",
    "descomprimido=5M",
)
_case("docx: bomb that lies", "a.docx", lambda: lying(xml_of(HEAD, b" " * 1_000, 10_000, TAIL)), REFUSED)
_case(
    "docx: bzip2",
    "a.docx",
    lambda: zipped({"[Content_Types].xml": "<T/>", "x": b"\0" * 5_000_000}, zipfile.ZIP_BZIP2),
    REFUSED,
)
_case(
    "docx: lzma",
    "a.docx",
    lambda: zipped({"[Content_Types].xml": "<T/>", "x": b"\0" * 1_000}, zipfile.ZIP_LZMA),
    REFUSED,
)
_case(
    "docx: bomb inside an attachment",
    "a.docx",
    lambda: package(p("x"), parts={"word/embeddings/a.zip": zipped({"a": b"\0" * 5_000_000})}),
    READ,
)
_case("docx: two parts of one name", "a.docx", doubled, REFUSED, "mismo nombre")
_case(
    "docx: 6,000 parts",
    "a.docx",
    lambda: package(p("x"), parts={f"x/{n}": "" for n in range(6_000)}),
    REFUSED,
    "--limite partes",
)
_case(
    "docx: a thousand million laughs",
    "a.docx",
    package(parts={"word/document.xml": LAUGHS + part("document", p("&i;")).partition("?>")[2]}),
    REFUSED,
)
_case(
    "docx: entity of a file",
    "a.docx",
    package(
        parts={
            "word/document.xml": (
                '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + part("document", p("&a;")).partition("?>")[2]
            )
        }
    ),
    REFUSED,
)
_case(
    "docx: cell over two thousand million columns",
    "a.docx",
    body(tbl(tr(tc("a", '<w:gridSpan w:val="2000000000"/>'), "b"))),
    READ,
)
_case(
    "docx: spans that are no numbers",
    "a.docx",
    body(tbl(tr(tc("a", '<w:gridSpan w:val="mil"/>'), tc("b", '<w:gridSpan w:val="-5"/>')))),
    READ,
)
_case(
    "docx: 20 million paragraphs",
    "a.docx",
    lambda: xml_of(HEAD, b"<w:p/>", 20_000_000, TAIL),
    REFUSED,
    "--limite parte",
    "parte=20M",
)
_case(
    "docx: as many paragraphs as allowed",
    "a.docx",
    lambda: xml_of(HEAD, b"<w:p/>", 2_900_000, TAIL),
    EITHER,
    "",
    "segundos=4",
)
_case(
    "docx: 300,000 paragraphs of text",
    "a.docx",
    lambda: xml_of(HEAD, p("13. Indicadores").encode(), 300_000, TAIL),
    EITHER,
    "",
    "segundos=4",
)
_case(
    "docx: 5,000 levels",
    "a.docx",
    package(
        parts={"word/document.xml": part("document", "<w:body>" + "<w:x>" * 5_000 + "</w:x>" * 5_000 + "</w:body>")}
    ),
    REFUSED,
)
_case(
    "docx: 60 tables in tables",
    "a.docx",
    body("<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60),
    EITHER,
)
_case(
    "docx: table of 100,000 rows",
    "a.docx",
    lambda: xml_of(HEAD + b"<w:tbl>", ROW, 100_000, b"</w:tbl>" + TAIL),
    EITHER,
    "",
    "segundos=4",
)
_case(
    "docx: table of a million cells",
    "a.docx",
    lambda: xml_of(HEAD + b"<w:tbl>", b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 60 + b"</w:tr>", 16_000, b"</w:tbl>" + TAIL),
    EITHER,
    "",
    "segundos=4",
)
_case("docx: paragraph of 20 MB", "a.docx", lambda: body(p("palabra " * 2_500_000)), REFUSED, "--limite caracteres")
_case("docx: paragraph of 5 MB", "a.docx", lambda: body(p("palabra " * 625_000)), EITHER, "", "segundos=4")
_case("docx: word of 5 MB", "a.docx", lambda: body(p("a" * 5_000_000)), EITHER, "", "segundos=4")
_case(
    "docx: numbers of 2 MB",
    "a.docx",
    lambda: body(p("1" * 2_000_000) + tbl(tr("1," * 1_000_000))),
    EITHER,
    "",
    "segundos=4",
)
_case(
    "docx: main part missing", "a.docx", package(p("x")).replace(b"word/document.xml", b"word/documint.xml", 1), REFUSED
)
_case(
    "docx: no list of parts",
    "a.docx",
    zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": part("document", p("x"))}),
    REFUSED,
)
_case("docx: cut in half", "a.docx", _SOUND[: len(_SOUND) // 2], REFUSED, "dañado")
_case("docx: only the beginning", "a.docx", _SOUND[:30], REFUSED)
_case("docx: main part elsewhere", "a.docx", package(p("Leído"), main="otro/parte.xml"), READ)
_case(
    "docx: ISO Strict",
    "a.docx",
    package(
        parts={
            "word/document.xml": part("document", "<w:body>" + p("x") + "</w:body>").replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
        }
    ),
    READ,
)
_case(
    "docx: macros",
    "a.docm",
    package(
        p("x"),
        main_type=MAIN_TYPE.replace(
            "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
        ),
        parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    ),
    READ,
)
_case(
    "docx: calls home",
    "a.docx",
    package(
        p("x"),
        links=(
            '<Relationship Id="t" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" '
            'TargetMode="External"/>'
            '<Relationship Id="i" Type="http://x/image" Target="http://127.0.0.1:9/i.png" TargetMode="External"/>'
        ),
    ),
    READ,
)
_case(
    "docx: header is the document",
    "a.docx",
    package(
        p("x") + '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>',
        links='<Relationship Id="h" Type="http://x/header" Target="document.xml"/>',
    ),
    READ,
)
_case("docx: names lead out", "a.docx", package(p("x"), parts={"../../fuera.txt": "x", "/etc/amc-docs": "x"}), READ)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_case(
    "docx: locked",
    "a.docx",
    _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
    REFUSED,
    "contraseña",
)
_case(
    "docx: old file under a new name",
    "a.docx",
    _OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600,
    REFUSED,
)

# Spreadsheets, pictures, the rest -------------------------------------------------------------------------------------

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def book(rows: str) -> bytes:
    """Return a workbook of one sheet."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return package(
        main="xl/workbook.xml",
        main_type=_SHEET,
        parts={
            "xl/workbook.xml": f'<workbook {_X} xmlns:r="{types}"><sheets><sheet name="H" sheetId="1" r:id="a"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="a" Type="{types}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f"<worksheet {_X}><sheetData>{rows}</sheetData></worksheet>",
        },
    )


_case(
    "xlsx: first and last cell",
    "a.xlsx",
    book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
    READ,
)
_case(
    "xlsx: 600,000 cells",
    "a.xlsx",
    lambda: book("<row>" + "<c><v>1</v></c>" * 60 + "</row>" + ("<row>" + "<c><v>1</v></c>" * 60 + "</row>") * 10_000),
    REFUSED,
    "--limite celdas",
    "celdas=5000",
)
_case(
    "ods: one cell a thousand million times",
    "a.ods",
    zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            '<o:body><o:spreadsheet><t:table t:name="H"><t:table-row t:number-rows-repeated="1000000"><t:table-cell '
            't:number-columns-repeated="1000000"><x:p>a</x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body>'
            "</o:document-content>",
        }
    ),
    EITHER,
)


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a PNG that pretends to have this size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(width: int, height: int, following: int = 0) -> bytes:
    """Return a TIFF that pretends to have this size; `following` is where its next page is said to stand."""
    tags = (
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 200),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, 10),
    )
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)
    return head.ljust(200, b"\0") + b"\0" * 10


_JPEG = (
    b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
)
_case("png: 10,000 million points", "a.png", png(100_000, 100_000, zlib.compress(b"\0" * 999)), REFUSED)
_case(
    "png: 110 million points of nothing",
    "a.png",
    lambda: png(11_000, 10_000, repeated(b"\0", 110)),
    EITHER,
    "",
    "memoria=300M",
    "segundos-pagina=2",
)
_case("png: no data", "a.png", png(100, 100), EITHER)
_case("jpeg: 4,000 million points", "a.jpg", _JPEG, REFUSED)
_case("tiff: 10,000 million points", "a.tif", tiff(100_000, 100_000), REFUSED)
_case("tiff: pages in a circle", "a.tif", tiff(50, 50, 8), EITHER)
_case("rtf: a million braces", "a.rtf", b"{\\rtf1 " + b"{" * 1_000_000 + b"}" * 1_000_001, EITHER, "", "segundos=10")
_case("nothing", "a.docx", b"", REFUSED, "vacío")
_case("lock file", "~$a.docx", b"\x04Ana" + b"\0" * 158, REFUSED, "temporal")
_case("text called Word", "a.docx", "Señores:\n".encode(), REFUSED)
_case("page of the web called Word", "a.doc", b"<html><img src='http://127.0.0.1:9/a.png'></html>", REFUSED)
_case("PDF called Word", "a.docx", WHOLE, READ, "es en realidad un PDF")
_case("Word called PDF", "a.pdf", _SOUND, READ, "es en realidad un documento de Word")
_case("name with an escape", "a\x1b[31m\nb.docx", _SOUND[:40], REFUSED)
_case("name that reads backwards", "a\u202efdp.docx", _SOUND[:40], REFUSED)
_case("name of 240 letters", "ñ" * 115 + ".docx", _SOUND, READ)
_case("name that looks like an option", "--salida.docx", _SOUND, READ)
_case("name that is no text", os.fsdecode(b"a\xff\xfe.docx"), _SOUND, READ)
CASES["named pipe"] = Case(name="a.docx", make=lambda path: os.mkfifo(path), codes=REFUSED, says="corriente")
CASES["folder"] = Case(name="a.docx", make=lambda path: path.mkdir(), codes=frozenset({ExitCode.USO_INCORRECTO}))
CASES["device"] = Case(name="a.docx", make=lambda path: path.symlink_to("/dev/zero"), codes=REFUSED, says="corriente")
CASES["broken link"] = Case(name="a.docx", make=lambda path: path.symlink_to("nada"), codes=REFUSED, says="enlace")
