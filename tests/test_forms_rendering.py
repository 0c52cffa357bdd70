"""From a type of document and its content to the Word file: blank, draft and final, and read again."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import docx
import pytest

from amc_docs import doctype
from amc_docs.doctype import available
from amc_docs.errors import BadTemplateError
from amc_docs.extraction import as_json, extract
from amc_docs.forms.blocks import Blocks, Text
from amc_docs.forms.building import build
from amc_docs.forms.content import Content, FormMatrix, FormPoint, FormRow
from amc_docs.forms.from_data import from_data, written
from amc_docs.forms.gaps import blank, draft, final
from amc_docs.forms.grids import grid
from amc_docs.forms.marks import Change, Gap
from amc_docs.forms.markup import paragraph, tag
from amc_docs.forms.page import package
from amc_docs.forms.rendering import layout_of, render, template_of, with_form
from amc_docs.readers import read
from tests.test_doctypes import INVENTED_SCHEMA, INVENTED_SETTINGS

ANEXO = available()["anexo1"]
COSTS = [
    {"actividad": "Comprar libros", "costo_total": Decimal("1250.5"), "cantidad": Decimal(10)},
    {"actividad": "Pintar la sala", "costo_total": Decimal(300), "cantidad": Decimal(1)},
]


def made(data, policy=final, kind=ANEXO, **more):
    """Return a document made of data, as it is read again."""
    return render(kind, from_data(kind, layout_of(kind), data, **more), policy)


def reread(content: bytes, folder, kind=ANEXO):
    """Return the record of a Word file."""
    path = folder / "hecho.docx"
    path.write_bytes(content)
    return extract(read(path), kind)


def words(content: bytes) -> str:
    """Return all that a Word file says, header included."""
    found = docx.Document(io.BytesIO(content))
    parts = (found.element.body, found.sections[0].header._element)
    return "\n".join(node.text for part in parts for node in part.iter() if node.tag.endswith("}t") and node.text)


@pytest.fixture(name="library")
def _library(tmp_path):
    folder = tmp_path / "parte_biblioteca"
    folder.mkdir()
    (folder / "schema.json").write_text(json.dumps(INVENTED_SCHEMA), encoding="utf-8")
    (folder / "doctype.toml").write_text(INVENTED_SETTINGS, encoding="utf-8")
    return doctype.load(folder)


def test_a_type_that_nobody_laid_out_has_a_form_by_data_alone(library, tmp_path):
    data = {
        "puntos": {"1": {"texto": "Oficina de Cultura"}, "2": {"texto": "Se prestaron:"}, "3": {"texto": "Ninguna."}},
        "libros": [{"titulo": "Tradiciones", "ejemplares": Decimal(3)}, {"titulo": "Ríos", "ejemplares": None}],
    }
    record = reread(made(data, kind=library), tmp_path, library)
    found, _ = as_json(record, library)

    assert {"1": "Oficina de Cultura", "2": "Se prestaron:", "3": "Ninguna."} == {
        number: point["texto"] for number, point in found["puntos"].items()
    }
    assert [("Tradiciones", 3), ("Ríos", None)] == [(row["titulo"], row["ejemplares"]) for row in found["libros"]]
    assert "Responsable de la biblioteca" in words(render(library, Content(), blank))


@pytest.mark.parametrize("name", with_form())
def test_a_blank_form_is_of_its_type_and_its_instructions_are_no_content(name, tmp_path):
    kind = available()[name]
    content = render(kind, Content(), blank)
    record = reread(content, tmp_path, kind)

    said = words(content).casefold()
    kept = {p.value for p in kind.points} & set(layout_of(kind).models)
    empty = {p.number for p in kind.points if p.value not in kept and p.value != "publicacion"}

    assert all(spec.title.casefold() in said or spec.openings or spec.is_optional for spec in kind.titled)
    assert {n: p.own_text for n, p in record.points.items() if n in empty and p.own_text.strip()} == {}
    assert [spec.number for spec in kind.titled if not spec.is_optional] == [
        number for number in record.order if not next(p for p in kind.points if p.number == number).value
    ]


@pytest.mark.parametrize("name", with_form())
def test_each_form_is_the_same_bytes_each_time(name):
    kind = available()[name]

    assert build(kind, layout_of(kind)) == build(kind, layout_of(kind))
    assert render(kind, Content(), blank) == render(kind, Content(), blank)


def test_a_draft_marks_each_gap_and_a_final_document_has_none(tmp_path):
    data = {"puntos": {"1": {"texto": "Cultura"}}, "costos": COSTS}
    marked, plain = words(made(data, draft)), words(made(data))

    assert "[Por completar: Servicio Evaluado]" in marked
    assert "[Por completar: Costo unitario del punto 13]" in marked
    assert "Por completar" not in plain
    assert "Cultura" in marked


def test_rows_are_added_up_and_amounts_written_as_in_peru(tmp_path):
    content = made({"puntos": {"13": {"texto": "El costeo:"}}, "costos": COSTS})
    record = reread(content, tmp_path)

    assert "1,550.5" in words(content)
    assert ["1,250.5", "300"] == [row.raw("costo_total") for row in record.matrices["costos"].items]
    assert ["1,550.5"] == [row.raw("costo_total") for row in record.matrices["costos"].rows if row.is_total]


def test_a_column_without_a_figure_is_not_added_up():
    rows = [*COSTS, {"actividad": "Otra", "costo_total": None}]

    assert "TOTAL" not in words(made({"costos": rows})).split("\n")


def test_a_table_with_too_few_columns_to_be_told_keeps_the_official_ones(tmp_path):
    rows = [{"producto": "Libros", "nivel_gobierno": "Local", "presupuesto": Decimal(5)}] * 2
    record = reread(made({"puntos": {"19": {"texto": "El plan:"}}, "cronograma": rows}), tmp_path)

    assert ["Libros", "Libros"] == [row.raw("producto") for row in record.matrices["cronograma"].items]
    assert "costos" not in record.matrices


def test_years_and_further_columns_come_from_the_data(tmp_path):
    rows = [{"indicador": "Libros prestados", "producto": "Sala", "metas": {"2027": Decimal(5), "2028": Decimal(6)}}]
    record = reread(made({"puntos": {"13": {"texto": "Metas"}}, "metas": rows}), tmp_path)
    row = record.matrices["metas"].items[0]

    assert ("Libros prestados", "Sala") == (row.raw("indicador"), row.raw("producto"))
    assert {"2027": "5", "2028": "6"} == {year: value.raw for year, value in row.series("metas").items()}


def test_content_keeps_its_own_order(tmp_path):
    content = [{"matriz": "costos"}, "Después del costeo.", {"tabla": [["a", "b"], ["c", "d"]]}]
    record = reread(made({"puntos": {"13": {"contenido": content}}, "costos": COSTS}), tmp_path)
    point = as_json(record, ANEXO)[0]["puntos"]["13"]

    assert content == point["contenido"]


def test_the_names_of_the_years_are_as_decreed():
    assert "«Año del Buen Servicio al Ciudadano»" in words(made({}, day=date(2017, 5, 1)))
    assert "«Año del Dato Propio»" in words(made({"nombre_del_anio": "“Año del Dato Propio”"}, day=date(2017, 5, 1)))


def test_titles_blocks_and_columns_of_the_one_who_fills_it_are_shown(tmp_path):
    content = Content(
        points={
            "1": FormPoint((Text("Cultura"),)),
            "13": FormPoint((grid([["Mi costeo", "Monto"], ["x", "1"]]),), without=frozenset({"costos"})),
        },
        matrices={"roles": FormMatrix((FormRow({"fase": "Política", "=Observaciones": "ninguna"}),))},
        titles={"1": Change("1. Sectores", "1. Sector", 1, "amc-docs", "2026-01-01T00:00:00Z")},
        after=Blocks((Text("Contenido no ubicado", level=1),)),
    )
    file = render(ANEXO, content, lambda slot: Gap(slot.title) if slot.kind == "punto" else Gap(""))
    said = words(file)
    record = reread(file, tmp_path)

    assert "Observaciones" in said
    assert "ninguna" in said
    assert "Mi costeo" in said
    assert "CADENA DE VALOR - COSTEO A NIVEL DE PROCESO O ACTIVIDAD" not in said
    assert "Contenido no ubicado" == docx.Document(io.BytesIO(file)).paragraphs[-1].text
    assert ("1. Sector", "Cultura") == (record.points["1"].words, record.points["1"].text)
    assert "delText" in docx.Document(io.BytesIO(file)).element.xml


def test_a_sheet_per_unit_with_its_own_rows(tmp_path):
    manual = available()["manual_procesos"]
    data = {
        "puntos": {"VII": {"texto": "Las fichas:"}},
        "fichas": [
            {"codigo": "M1.1", "nombre": "Prestar libros", "objetivo": "Que se lea.", "entradas": ["Pedido", "Carné"]},
            {"codigo": "M1.2", "nombre": "Comprar libros"},
        ],
        "actividades": [
            {"ficha": "M1.1", "numero": "1", "actividad": "Recibir el pedido", "ejecutor": "Sala"},
            {"ficha": "M1.2", "numero": "1", "actividad": "Pedir tres precios", "ejecutor": "Logística"},
        ],
    }
    found, _ = as_json(reread(made(data, kind=manual), tmp_path, manual), manual)

    assert ["Prestar libros", "Comprar libros"] == [sheet["nombre"] for sheet in found["fichas"]]
    assert ["Pedido", "Carné"] == found["fichas"][0]["entradas"]
    assert ["M1.1", "M1.2"] == [row["ficha"] for row in found["actividades"]]


def test_a_template_of_the_users_own_is_filled_or_its_fault_named():
    own = package(paragraph(tag("Sector: {{p puntos['1'].contenido }}")), title="mía")
    wrong = package(paragraph(tag("{{ datos.nada }}")), title="mía")
    content = from_data(ANEXO, layout_of(ANEXO), {"puntos": {"1": {"texto": "Cultura"}}})

    assert "Cultura" in words(render(ANEXO, content, final, template=own))
    with pytest.raises(BadTemplateError, match=r"«mía\.docx» pide el dato «nada», que no existe"):
        render(ANEXO, content, final, template=wrong, name="mía.docx")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("12500"), "12,500"),
        (Decimal("0.5"), "0.5"),
        (True, "X"),
        (None, ""),
        (["uno", "dos"], "• uno\n• dos"),
        ("=SUMA(A1)", "=SUMA(A1)"),
    ],
)
def test_values_are_written_as_official_documents_do(value, said):
    assert said == written(value)


def test_words_of_data_are_never_evaluated(tmp_path):
    text = "{{ 7*7 }} {% for %} </w:t> & <b> \x07"
    record = reread(made({"puntos": {"1": {"texto": text}}}), tmp_path)

    assert "{{ 7*7 }} {% for %} </w:t> & <b> \N{REPLACEMENT CHARACTER}" == record.points["1"].own_text


def test_the_template_of_a_type_is_the_committed_one():
    assert template_of(ANEXO) == (doctype.data_folder("templates") / "anexo1" / "plantilla.docx").read_bytes()


def test_the_rows_of_a_block_are_high_enough_for_its_name_on_its_side():
    doctype = available()["anexo1"]
    table = docx.Document(io.BytesIO(template_of(doctype))).tables[-1]

    (height,) = (row.height.pt for row in table.rows if row.height and row.height.pt > 2)
    name = doctype.points[-1].block
    assert height > 0.6 * 8 * len(name)
