"""How a table stood comes back from data: merged cells, rows of one cell, own columns, totals, heads."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from PIL import Image

from amc_docs import generating, pipeline
from amc_docs.doctype import available
from amc_docs.errors import BadDataError, BadTemplateError
from amc_docs.extraction import as_json, extract
from amc_docs.forms import data
from amc_docs.forms.data_writing import as_yaml
from amc_docs.writers import record_yaml
from tests.documents import document, grid, line
from tests.word import p, package

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
import regenerating  # noqa: E402

ANEXO = available()["anexo1"]


def loaded(text: str):
    return data.load(text.encode(), "datos.yaml", ANEXO, draft=True)


def fault(text: str) -> str:
    with pytest.raises(BadDataError) as caught:
        loaded(text)
    return str(caught.value)


def tables(found) -> list[list[list[str]]]:
    """Return the tables inside the form that data makes, merged cells said in each of their places."""
    word = docx.Document(io.BytesIO(generating.document_of(found, ANEXO)))
    inner = [t for table in word.tables for row in table.rows for cell in row.cells for t in cell.tables]
    return [[[c.text for c in row.cells] for row in table.rows] for table in {id(t._tbl): t for t in inner}.values()]


def table_with(found, words: str) -> list[list[str]]:
    return next(t for t in tables(found) if any(words in cell for row in t for cell in row))


def test_a_value_that_goes_on_from_the_row_above_is_said_once_and_is_one_cell():
    found = loaded(
        "costos:\n"
        "  - {actividad: Taller, nivel_gobierno: GN, costo_total: '1,000.00', total_nivel: '1,500.00'}\n"
        "  - {actividad: Pasajes, nivel_gobierno: GN, costo_total: '500.00', sigue: [total_nivel]}\n"
    )
    assert [row["total_nivel"] for row in found["costos"]] == [Decimal("1500.00")] * 2
    word = docx.Document(io.BytesIO(generating.document_of(found, ANEXO)))
    inner = [t for table in word.tables for cell in table._cells for t in cell.tables]
    cost = next(t for t in inner if "Pasajes" in {c.text for c in t._cells})
    rows = [r for r in cost.rows if {"Taller", "Pasajes"} & {c.text for c in r.cells}]
    assert rows[0].cells[-1]._tc is rows[1].cells[-1]._tc


def test_values_side_by_side_are_one_cell_only_where_they_are_told_to_be():
    found = loaded(
        "cadena_valor:\n"
        "  - {insumo: Igual, proceso: Igual, producto: Otro, resultado_intermedio: a, resultado_final: b}\n"
        "  - {insumo: Rótulo, resultado_intermedio: c, resultado_final: d, unidas: [[insumo, proceso, producto]]}\n"
    )
    assert found["cadena_valor"][1]["producto"] == "Rótulo"
    word = docx.Document(io.BytesIO(generating.document_of(found, ANEXO)))
    inner = [t for table in word.tables for cell in table._cells for t in cell.tables]
    rows = next(t for t in inner if "Rótulo" in {c.text for c in t._cells}).rows
    merged = next(r for r in rows if r.cells[0].text == "Rótulo")
    plain = next(r for r in rows if r.cells[0].text == "Igual")
    assert len({id(c._tc) for c in merged.cells}) == 3
    assert len({id(c._tc) for c in plain.cells}) == 5


def test_rows_of_one_cell_and_columns_of_its_own_are_written():
    found = loaded(
        "roles:\n"
        "  - {fase: A, nacional: b, regional: c, rotulo: PARTE I, otras: {Plazo: mayo}}\n"
        "  - {fase: B, nacional: d, regional: e}\n"
        "  - {rotulo: 'Fuente: propia'}\n"
    )
    rows = table_with(found, "PARTE I")
    assert any(set(row) == {"PARTE I"} for row in rows)
    assert set(rows[-1]) == {"Fuente: propia"}
    assert any(row[-1] == "Plazo" for row in rows)
    assert any(row[0] == "A" and row[-1] == "mayo" for row in rows)


def test_totals_of_the_data_stand_where_they_stood_and_none_is_added():
    found = loaded(
        "costos:\n"
        "  - actividad: Taller\n    nivel_gobierno: GN\n    costo_total: '10.00'\n"
        "    totales: [{actividad: SUBTOTAL, costo_total: '10.00'}]\n"
        "  - {actividad: Pasajes, nivel_gobierno: GR, costo_total: '5.00'}\n"
    )
    firsts = [row[0] for row in table_with(found, "SUBTOTAL")]
    assert firsts[-3:] == ["Taller", "SUBTOTAL", "Pasajes"]


def test_the_total_that_the_form_adds_itself_is_no_data_and_a_wrong_one_is():
    rows = "costos:\n  - {actividad: a, costo_total: '10.00'}\n  - actividad: b\n    costo_total: '5.00'\n"
    assert "totales" not in str(loaded(rows + "    totales: [{actividad: TOTAL, costo_total: '15.00'}]\n"))
    assert "totales" in str(loaded(rows + "    totales: [{actividad: TOTAL, costo_total: '16.00'}]\n"))


def test_heads_of_the_data_take_the_place_of_the_forms():
    found = loaded(
        "roles: [{fase: A, nacional: b, regional: c}]\n"
        "encabezados: {roles: {fase: [CICLO, Etapa], nacional: [CICLO, Nacional], regional: Regional}}\n"
    )
    rows = table_with(found, "Etapa")
    assert rows[0][:2] == ["CICLO", "CICLO"]
    assert rows[1] == ["Etapa", "Nacional", "Regional"]


def test_official_heads_are_no_data():
    group = "ROLES POR NIVEL DE GOBIERNO"
    heads = f"fase: FASES, nacional: [{group}, Nacional], regional: [{group}, Regional]"
    rows = "roles: [{fase: A, nacional: b, regional: c}]"
    assert "encabezados" not in loaded(f"{rows}\nencabezados: {{roles: {{{heads}}}}}")
    broken = heads.replace("Nacional", "Nacio nal")
    assert "encabezados" not in loaded(f"{rows}\nencabezados: {{roles: {{{broken}}}}}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("roles: [{fase: A}, {fase: B, sigue: [fase]}]", "es una sola celda"),
        ("roles: [{fase: A, nacional: b, unidas: [[fase, nacional]]}]", "dicen «A» y «b»"),
        ("roles: [{fase: A}, {nacional: b, sigue: [fasse]}]", "¿Quiso decir «fase»?"),
        ("roles: [{fase: A, otras: 3}]", "encabezado: texto"),
        ("encabezados: {roless: {a: b}}", "no es una matriz"),
        ("puntos: {6: {contenido: [{tabla: [[a, b]], unidas: [A1:C1]}]}}", "no son celdas de la tabla"),
        ("puntos: {6: {contenido: [{tabla: [[a, b]], unidas: [A1:B1]}]}}", "dice cosas distintas"),
    ],
)
def test_what_cannot_be_one_cell_is_told(text, told):
    assert told in fault(text)


def test_the_names_that_there_are_are_told_once():
    assert fault("roles: [{xyzw: a}, {qqqq: b}, {vvvv: c}]").count("Los que hay son") == 1


def test_a_table_of_its_own_keeps_its_merged_cells_and_lines():
    text = 'puntos: {6: {contenido: [{tabla: [[Cabeza, ""], ["a\\nb", c]], unidas: [A1:B1]}, fin]}}'
    found = loaded(text)
    assert found["puntos"]["6"]["contenido"][0] == {"tabla": [["Cabeza", "Cabeza"], ["a\nb", "c"]], "unidas": ["A1:B1"]}
    assert table_with(found, "Cabeza")[0] == ["Cabeza", "Cabeza"]


def test_what_stands_before_and_behind_the_points_comes_back(tmp_path):
    found = loaded("puntos: {1: Salud, 19: Un año.}\nantes: [Nota previa.]\ndespues: [{titulo: ANEXO A}, Lista.]")
    path = tmp_path / "a.docx"
    path.write_bytes(generating.document_of(found, ANEXO))
    again = data.canonical(pipeline.understand(path, wanted="anexo1").data, ANEXO)
    assert (again["antes"], again["despues"]) == (["Nota previa."], [{"titulo": "ANEXO A"}, "Lista."])


def test_columns_that_no_field_claims_are_in_the_record():
    titles = [line("1. Sector", level=1), "Salud", line("12. Identificación de roles, competencias y responsabilidades "
              "en los tres niveles de gobierno", level=1)]  # fmt: skip
    rows = (("Fases", "Nacional", "Regional", "Costo de cada cosa"), ("A", "b", "c", "mucho"), ("B", "d", "e", "poco"))
    record = extract(document(*titles, grid(*rows)), ANEXO)
    found = as_json(record, ANEXO)[0]
    assert [row["otras"] for row in found["roles"]] == [{"Costo de cada cosa": "mucho"}, {"Costo de cada cosa": "poco"}]
    assert loaded(as_yaml(found, ANEXO)) == data.as_given(found, ANEXO)


def test_pictures_that_data_cannot_hold_are_told(tmp_path):
    path = tmp_path / "a.docx"
    word = docx.Document(io.BytesIO(generating.document_of(loaded("puntos: {1: Salud, 2: Riego}"), ANEXO)))
    word.add_picture(io.BytesIO(pixel()))
    word.save(path)
    text = record_yaml.render([pipeline.understand(path, wanted="anexo1")])
    assert text.split("\n")[1] == "# No llevan la imagen del documento: póngala en el que se genere."


def pixel() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(made, "PNG")
    return made.getvalue()


def test_a_draft_of_nothing_is_the_form_full_of_marks():
    assert loaded("") == {}
    with pytest.raises(BadDataError, match="datos con nombre"):
        data.load(b"", "datos.yaml", ANEXO)


def test_a_template_without_tags_is_refused(tmp_path):
    path = tmp_path / "mia.docx"
    docx.Document().save(path)
    with pytest.raises(BadTemplateError, match="no tiene etiquetas"):
        generating.document_of(loaded("puntos: {1: Salud}"), ANEXO, template=path)


@pytest.mark.parametrize(("content", "told"), [(package(p("x")), "documento de Word"), (b"%PDF-1.7\n", "un PDF")])
def test_a_document_is_no_file_of_data(content, told, tmp_path):
    path = tmp_path / "datos.yaml"
    path.write_bytes(content)
    with pytest.raises(BadDataError, match=rf"{told}.* no un archivo de datos\. .*plantilla anexo1 --formato xlsx"):
        generating.data_of(path, ANEXO, name="datos.yaml")


def test_a_locked_workbook_is_told(tmp_path):
    path = tmp_path / "datos.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(BadDataError, match="contraseña"):
        generating.data_of(path, ANEXO, name="datos.xlsx")


@pytest.mark.parametrize(
    "sample",
    [
        "anexo1/pass-formulario.docx", "costeo/pass-A1-13d1-hoja-por-nivel.docx", "manual_procesos/pass-completo.docx",
        "informe_semestral/pass-IS-13-firma-en-tabla.docx", "oficio/pass-OF-01-formas-antiguas.docx",
        "anexo1/fail-A1-13d2-total-general.docx",
    ],
)  # fmt: skip
def test_a_document_made_again_from_its_data_is_judged_the_same(sample, tmp_path):
    found = regenerating.trip(ROOT / "samples" / sample, tmp_path)
    assert (found.new, found.gone, found.changed) == ((), (), False)
