"""Spreadsheets that attack or are broken, and the raw XML that no library writes."""

from __future__ import annotations

import random

import pytest

from amc_docs.errors import AmcDocsError, LimitExceededError, UnreadableFileError, UnsupportedFormatError
from amc_docs.readers import spreadsheet
from tests.word import TYPES, opened, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STRINGS = f'<sst xmlns="{MAIN}"><si><r><t>dos </t></r><r><t>partes</t></r><rPh><t>no</t></rPh></si></sst>'


def relations(**links: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{TYPES}/{kind}" Target="{target}"/>' for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def xlsx(rows: str = "", after: str = "", *, sheet: str | None = None, book: str = "", **parts: str) -> bytes:
    """Return a workbook of one sheet; `rows` is the content of its data, `after` what follows it."""
    links = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "s.xml"), "r3": ("styles", "t.xml")}
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{BOOK_TYPE}"/></Types>',
            "_rels/.rels": relations(r1=("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TYPES}">{book}'
            '<sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(**links, **{k: v for k, v in LINKS.items() if k in parts}),
            "xl/worksheets/sheet1.xml": whole if sheet is None else sheet,
            "xl/s.xml": parts.get("strings", STRINGS),
            "xl/t.xml": parts.get("styles", f'<styleSheet xmlns="{MAIN}"/>'),
        }
    )


LINKS = {"outside": ("externalLink", "externalLinks/externalLink1.xml")}


def c(reference: str, value: str, kind: str = "n") -> str:
    return f'<c r="{reference}" t="{kind}"><v>{value}</v></c>'


def tables(folder, data: bytes, name: str = "caso.xlsx") -> list[list[list[str]]]:
    return [table.rows() for table in opened(folder, data, name).tables()]


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (c("A1", "0", "s"), "dos partes"),
        ('<c r="A1" t="inlineStr"><is><t>aquí_x000A_abajo</t></is></c>', "aquí abajo"),
        (c("A1", "2024-05-03T00:00:00", "d"), "03/05/2024"),
        (c("A1", "letras"), "letras"),
        (c("A1", "NaN"), "NaN"),
        (c("A1", "9e999999999"), "9E+999999999"),
        ('<c s="99999"><v>7</v></c>', "7"),
        ('<c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>ver</v></c>', "ver"),
    ],
)
def test_cells_as_files_spell_them(tmp_path, cell, printed):
    assert [[[printed]]] == tables(tmp_path, xlsx(f"<row>{cell}</row>"))


def test_cells_far_apart_cost_nothing(tmp_path):
    data = xlsx(f'<row r="1">{c("A1", "1")}</row><row r="1048576">{c("XFD1048576", "2")}</row>')

    assert [[["1"]], [["2"]]] == tables(tmp_path, data)


def test_merges_that_overlap_or_lie_do_not_cover_twice(tmp_path):
    merges = "".join(f'<mergeCell ref="{r}"/>' for r in ("A1:B2", "B2:C3", "A1:XFD1048576", "C3:A1", "x", "A0:B1"))
    data = xlsx(
        f"<row>{c('A1', '1')}{c('C1', '2')}</row><row r='3'>{c('C3', '3')}</row>", f"<mergeCells>{merges}</mergeCells>"
    )
    document = opened(tmp_path, data, "caso.xlsx")

    for table in document.tables():
        covered = [(r, k) for cell in table.cells for r in range(cell.row, cell.row + cell.row_span)
                   for k in range(cell.column, cell.column + cell.column_span)]  # fmt: skip
        assert len(covered) == len(set(covered)) == table.row_count * table.column_count


def test_a_text_under_a_merged_cell_is_told(tmp_path):
    data = xlsx(f"<row>{c('A1', '1')}{c('B1', '2')}</row>", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')

    assert "tapados por celdas combinadas (1)" in opened(tmp_path, data, "caso.xlsx").warnings[0]


def test_links_to_the_outside_are_told(tmp_path):
    assert "fuera del archivo" in opened(tmp_path, xlsx(outside="x"), "caso.xlsx").warnings[0]


def test_damaged_styles_cost_only_the_formats(tmp_path):
    document = opened(tmp_path, xlsx(f"<row>{c('A1', '5')}</row>", styles="<a>"), "caso.xlsx")

    assert [[["5"]]] == [t.rows() for t in document.tables()]
    assert "los formatos de los números" in document.warnings[0]


def test_a_binary_workbook_is_named(tmp_path):
    binary = zipped(
        {
            "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": relations(r1=("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": "x",
        }
    )

    with pytest.raises(UnsupportedFormatError, match=r"\.xlsb\)\. Ábralo en Excel"):
        opened(tmp_path, binary, "caso.xlsb")


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    f'xmlns:{short}="{OFFICE}{long}:1.0"'
    for short, long in [*((n, n) for n in ("office", "table", "text", "style")), ("fo", "xsl-fo-compatible")]
)
STYLES = (
    '<style:style style:name="oculta"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="marco"><style:table-cell-properties fo:border="1pt solid"/></style:style>'
)


def ods(*sheets: str, **parts: str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": parts.pop("content", content),
            **parts,
        }
    )


def sheet(*lines: str, name: str = "Hoja1", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(lines)}</table:table>'


def line(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {more}>{inner}</table:table-cell>"


def repeated(what: str, times: int) -> str:
    return f'table:number-{what}-repeated="{times}"'


def spanned(rows: int, columns: int) -> str:
    return f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'


def test_ods_texts_repeats_and_spans(tmp_path):
    data = ods(
        sheet(
            line(cell("Metas", spanned(1, 2)), "<table:covered-table-cell/>", cell("S/<text:s text:c='2'/>8,000.00")),
            line(cell("x", repeated("columns", 2)), cell("y"), more=repeated("rows", 2)),
            line(cell(more=repeated("columns", 16384)), more=repeated("rows", 1048570)),
        )
    )

    assert [[["Metas", "Metas", "S/ 8,000.00"], ["x", "x", "y"], ["x", "x", "y"]]] == tables(tmp_path, data, "caso.ods")


def test_ods_values_without_text(tmp_path):
    values = {
        'office:value-type="boolean" office:boolean-value="true"': "VERDADERO",
        'office:value-type="float" office:value="8000.50"': "8000.5",
        'office:value-type="percentage" office:value="0.427"': "42.70%",
        'office:value-type="date" office:date-value="2024-05-03"': "2024-05-03",
    }
    data = ods(sheet(line(*(cell(more=more) for more in values))))

    assert [[list(values.values())]] == tables(tmp_path, data, "caso.ods")


def test_ods_what_is_hidden_or_unknown_is_told(tmp_path):
    note = "<office:annotation><text:p>Revisar</text:p></office:annotation>"
    data = ods(
        sheet(line(cell("z")), name="Oculta", more='table:style-name="oculta"'),
        sheet(
            '<table:table-column table:visibility="collapse"/>',
            line(f"<table:table-cell>{note}<text:p>a</text:p></table:table-cell>", more='table:visibility="filter"'),
            line(cell(more='table:formula="of:=1+1"')),
            line(cell("#N/A")),
        ),
        sheet("<table:table-source/>", line(cell("copia")), name="'file:///etc/x'#A"),
    )
    document = opened(tmp_path, data, "caso.ods")
    told = " ".join(document.warnings)

    assert [[["a"]], [["#N/D"]], [["z"]]] == [t.rows() for t in document.tables()]
    assert [("comment", "Revisar")] == [(f.kind, f.text) for f in document.furniture]
    for words in ("sin resultado guardado (A2)", "filas ocultas (1)", "columnas ocultas (A)", "«Oculta»", "fuera del"):
        assert words in told


WHOLE = xlsx(f"<row>{c('A1', '0', 's')}{c('B1', '5')}</row>", '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')
MANIFEST = f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
HOSTILE = {
    "doctype": xlsx(sheet=f'<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="{MAIN}"/>'),
    "doctype in the strings": xlsx(strings='<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
    "deep": xlsx("<x>" * 300 + "</x>" * 300),
    "not closed": xlsx(sheet="<worksheet"),
    "a string that is not there": xlsx(f"<row>{c('A1', '7', 's')}</row>"),
    "truncated": WHOLE[: len(WHOLE) // 2],
    "sheet missing": WHOLE.replace(b"sheet1.xml", b"sheet2.xml", 1),
    "ods doctype": ods(content='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "ods without sheets": ods(content="<a/>"),
    "ods with a password": ods(**{"META-INF/manifest.xml": MANIFEST}),
    "ods of endless texts": ods(sheet(line(cell("x", repeated("columns", 16384)), more=repeated("rows", 1048576)))),
    "inflates": zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b" " * 70_000_000}
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_in_two_sentences(tmp_path, data):
    with pytest.raises(UnreadableFileError, match=r"«caso\.x».+\. [A-ZÁ].+\.$"):
        opened(tmp_path, data, "caso.x")


def test_advice_names_the_right_program(tmp_path):
    path = tmp_path / "caso.xlsx"
    path.write_bytes(HOSTILE["deep"])
    with pytest.raises(UnreadableFileError) as caught:
        spreadsheet.read(path, name=path.name, sha256="")

    assert "Word" not in str(caught.value)


def test_more_places_than_can_be_reviewed(tmp_path):
    cross = "".join(f'<row r="{n}">{c(f"A{n}", "1")}</row>' for n in range(1, 1_001))
    wide = '<row r="1">' + "".join(f"<c><v>{n}</v></c>" for n in range(1_000)) + "</row>"

    with pytest.raises(LimitExceededError, match="casillas=400000"):
        opened(tmp_path, xlsx(wide + cross), "caso.xlsx")


def test_more_cells_than_can_be_read(tmp_path):
    with pytest.raises(LimitExceededError, match=r"más de 3 celdas.*celdas=6"):
        opened(tmp_path, xlsx("<row>" + c("", "1") * 4 + "</row>"), "caso.xlsx", cells=3)


@pytest.mark.parametrize("data", [WHOLE, ods(sheet(line(cell("a"), cell("b", spanned(2, 2)))))], ids=["xlsx", "ods"])
def test_no_damage_causes_another_exception(tmp_path, data):
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            opened(tmp_path, bytes(changed), "caso.xlsx")
        except AmcDocsError as error:
            assert str(error).endswith(".")
