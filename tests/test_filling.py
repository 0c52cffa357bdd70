"""Templates filled with data: everything survives, nothing is evaluated, faults are named."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from amc_docs.errors import BadTemplateError
from amc_docs.forms.filling import fill, has_tags
from amc_docs.forms.marks import Change, Gap, Guidance, Line, Words
from tests.word import p, package


def template(*paragraphs: str, rows: tuple[str, ...] = ()) -> bytes:
    """Return a template of these paragraphs, and a table of one column with these rows."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=1)
        for text in rows:
            table.add_row().cells[0].text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def text_of(content: bytes) -> list[str]:
    """Return the paragraphs of a Word file."""
    return [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize(
    "words",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ a }_} {_% b %_}",
        "Limpieza & Cía <10%> \"citas\" 'simples'",
        "</w:t></w:r></w:p>",
        "línea uno\nlínea dos\tcon tabulador",
        "=SUMA(A1:A2)",
        "&#123; &amp;",
        "ñandú – №",
    ],
)
def test_data_is_text_whatever_it_looks_like(words):
    assert text_of(fill(template("{{ dato }}"), {"dato": words}, name="p.docx")) == [words]


def test_a_character_that_xml_cannot_hold_leaves_a_mark():
    assert text_of(fill(template("{{ dato }}"), {"dato": "a\x07b\ud800c"}, name="p.docx")) == ["a\ufffdb\ufffdc"]


def test_rows_repeat_and_nested_values_are_wrapped():
    content = fill(
        template("x", rows=("{%tr for f in filas %}", "{{ f.nombre }}", "{%tr endfor %}")),
        {"filas": [{"nombre": "A & B"}, {"nombre": "{{ c }}"}]},
        name="p.docx",
    )
    table = docx.Document(io.BytesIO(content)).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["A & B", "{{ c }}"]


def test_marks_stand_in_the_line_with_their_look():
    change = Change("antes & x", "después", 4, "amc-docs", "2026-01-01T00:00:00Z")
    value = Line((Words("Dice "), change, Gap("falta <la meta>"), Guidance("escriba aquí")))
    content = fill(template("[{{ dato }}]"), {"dato": value}, name="p.docx")
    xml = docx.Document(io.BytesIO(content)).element.xml
    assert '<w:del w:id="1" w:author="amc-docs" w:date="2026-01-01T00:00:00Z">' in xml
    assert "antes &amp; x</w:delText>" in xml
    assert '<w:ins w:id="2"' in xml
    assert '<w:highlight w:val="yellow"/>' in xml
    assert "[Por completar: falta &lt;la meta&gt;]</w:t>" in xml
    assert '<w:color w:val="7F7F7F"/>' in xml
    assert str(value) == "Dice después[Por completar: falta <la meta>]escriba aquí"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("{{ ausente }}", "pide el dato «ausente», que no existe"),
        ("{{ dato.ausente }}", "pide el dato «ausente», que no existe"),
        ("{{ dato ", "tiene una etiqueta mal escrita"),
        ("{% for %}", "tiene una etiqueta mal escrita"),
        ("{{ dato.__class__.__mro__ }}", "usa una expresión que no se permite"),
    ],
)
def test_a_fault_of_the_template_is_one_line_that_names_file_and_tag(paragraph, expected):
    with pytest.raises(BadTemplateError) as caught:
        fill(template("Uno", paragraph), {"dato": {"a": "b"}}, name="mía.docx")
    assert str(caught.value).startswith(f"La plantilla «mía.docx» {expected}")
    assert "\n" not in str(caught.value)


def test_a_fault_of_ours_is_not_told_as_one_of_the_template():
    with pytest.raises(BadTemplateError, match=r"falla una expresión de sus etiquetas \(ZeroDivisionError\)"):
        fill(template("{{ 1 // 0 }}"), {}, name="mía.docx")
    with pytest.raises(AttributeError, match="__html__"):
        fill(template("{{ dato }}"), {"dato": Line((None,))}, name="mía.docx")


def test_a_table_of_odd_widths_is_a_fault_of_the_template():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table._tbl.tblGrid.gridCol_lst[0].set(qn("w:w"), "mucho")
    table.rows[0]._tr.remove(table.rows[0].cells[1]._tc)
    target = io.BytesIO()
    document.save(target)

    with pytest.raises(BadTemplateError, match=r"«mía\.docx» no se pudo llenar"):
        fill(target.getvalue(), {}, name="mía.docx")


def test_what_is_no_word_file_is_said():
    with pytest.raises(BadTemplateError, match="no es un documento de Word"):
        fill(b"PK nada", {}, name="rota.docx")


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (package(p("Asunto: {{ datos.asunto }}")), True),
        (package(p("Asunto: {{ datos.asunto }}"), main="word/document2.xml", footer1="<w:p/>"), True),
        (package(p("Sin nada"), header1=p("{% if hay.asunto %}")), True),
        (package(p("Entre { llaves } sueltas")), False),
        (b"no es de Word", True),
    ],
)
def test_whether_a_template_asks_for_anything(content, answer):
    assert has_tags(content) is answer
