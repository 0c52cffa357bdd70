"""Sheets of many shapes, told by data: opened by headings or tables, lists in cells, activities below labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amc_docs import doctype
from amc_docs.document import Cell, Paragraph
from amc_docs.extraction import as_json, extract
from amc_docs.extraction.lists import items
from amc_docs.flow.steps import processes
from tests.documents import document, grid, line

CODE = r"(?-i:[A-Z]{1,3})\d(?:\.\d)*"
SCHEMA = {
    "type": "object",
    "x-titulos-en-tablas": False,
    "properties": {
        "puntos": {
            "type": "object",
            "properties": {"I": {"x-titulo": "Objetivo"}, "II": {"x-titulo": "Alcance"}, "III": {"x-titulo": "Fichas"}},
        },
        "fichas": {
            "type": "array",
            "title": "Fichas",
            "x-repite": {
                "punto": "III",
                "clave": "codigo",
                "abre": [rf"^(?:\d\.\d )?(?P<codigo>{CODE}) (?P<nombre>\D.+)$"],
                "abre_tabla": [
                    rf"^Código:?\s*(?P<codigo>{CODE})\s*$",
                    r"^Nombre del proceso:?\s*(?P<propio>.+)$",
                ],
            },
            "items": {
                "type": "object",
                "properties": {
                    "codigo": {"type": "string", "x-etiquetas": ["Código"]},
                    "nombre": {"type": "string"},
                    "propio": {"type": "string", "x-etiquetas": ["Nombre del proceso"]},
                    "objetivo": {"type": "string", "x-etiquetas": ["Objetivo"]},
                    "alcance": {"type": "string", "x-etiquetas": ["Alcance"]},
                    "salidas": {"type": "array", "items": {"type": "string"}, "x-etiquetas": ["Salidas"]},
                },
            },
        },
        "actividades": {
            "type": "array",
            "title": "Actividades",
            "x-tabla": {"punto": "III", "unidad": "fichas", "exige": [["actividad", "ejecutor"]]},
            "x-flujo": {"actividad": "actividad", "ejecutor": "ejecutor", "salidas": "salidas", "unidad": "ficha"},
            "items": {
                "type": "object",
                "properties": {
                    "ficha": {"type": "string", "x-de-unidad": True},
                    "actividad": {"type": "string", "x-columnas": ["Actividad"], "x-numerado": True},
                    "ejecutor": {"type": "string", "x-columnas": ["Ejecutor"]},
                    "salidas": {"type": "array", "items": {"type": "string"}, "x-columnas": ["Salidas"]},
                },
            },
        },
    },
}
SETTINGS = '[tipo]\ntitulo = "Manual"\nnorma = "Guía"\nedicion = "1"\nvigente_desde = "2020-01-01"\n'
HEAD = ("Salidas", "PROCESOS NIVEL 3", None, "Notas")
LOWER = (None, "Actividad", "Ejecutor", None)
SPANS = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)}


@pytest.fixture(name="manual")
def _manual(tmp_path: Path) -> doctype.DocType:
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    (tmp_path / "doctype.toml").write_text(SETTINGS, encoding="utf-8")
    return doctype.load(tmp_path)


def activities(*rows: tuple[str, str, str]):
    return grid(HEAD, LOWER, *((out, act, who, "") for out, act, who in rows), spans=SPANS)


def read(manual: doctype.DocType, *parts: object):
    record = extract(document(line("III. Fichas", bold=True), *parts), manual)
    return as_json(record, manual)[0], record


def test_a_sheet_opens_by_its_heading_and_its_box_opens_no_other(manual):
    data, _ = read(
        manual,
        line("7.1 E1.1 Comprar libros", bold=True),
        grid(("FICHA", "Código: E1.1")),
        grid(("Nombre del proceso", "Comprar los libros"), ("Objetivo", "Tener libros"), ("Alcance", "Todo")),
        line("7.2 E1.2 Prestar libros", bold=True),
        grid(("FICHA", "Código: E1.9")),
        activities(("Pedido", "1. Pedir", "Lector"),),
    )

    assert [("E1.1", "Comprar libros", "Comprar los libros"), ("E1.2", "Prestar libros", None)] == [
        (row["codigo"], row["nombre"], row.get("propio")) for row in data["fichas"]
    ]
    assert "E1.2" == data["actividades"][0]["ficha"]


@pytest.mark.parametrize("titled", [True, False], ids=["under its title", "title lost"])
def test_without_headings_a_table_opens_a_sheet(manual, titled):
    parts = (
        grid(("FICHA", "Código: E1"), (None, "Versión: 1"), spans={(0, 0): (2, 1)}),
        grid(("Nombre del proceso", "Gestionar libros"), ("Objetivo", "Tener libros")),
        grid(("FICHA", "Código: E1")),  # again on the next page
        grid(("FICHA", "Código: E1.1")),
        grid(("Nombre del proceso", "Comprar libros"), ("Objetivo", "Comprar")),
        activities(("Pedido", "1. Pedir", "Oficina"),),
    )
    title = [line("III. Fichas", bold=True)] if titled else []
    record = extract(document(line("I. Objetivo", bold=True), "Texto.", *title, *parts), manual)
    data, _ = as_json(record, manual)

    assert [("E1", "Gestionar libros"), ("E1.1", "Comprar libros")] == [
        (row["codigo"], row["propio"]) for row in data["fichas"]
    ]
    assert ["E1.1"] == [row["ficha"] for row in data["actividades"]]
    assert record.points["III"].is_present


def test_sheets_that_only_name_themselves_are_told_apart_by_the_name(manual):
    data, _ = read(
        manual,
        grid(("Nombre del proceso", "Comprar libros"), ("Objetivo", "Comprar")),
        grid(("Nombre del proceso", "Prestar libros"), ("Objetivo", "Prestar")),
    )

    assert ["Comprar", "Prestar"] == [row["objetivo"] for row in data["fichas"]]


def test_labels_in_a_table_are_no_titles_of_points_where_the_form_is_none(manual):
    data, record = read(manual, line("E1 Leer", bold=True), grid(("Objetivo", "Leer más"), ("Alcance", "Todos")))

    assert not record.points["I"].is_present
    assert not record.points["II"].is_present
    assert 1 == sum(1 for _ in record.document.tables())
    assert "Leer más" == data["fichas"][0]["objetivo"]


def test_activities_stand_below_any_number_of_labels_in_their_table(manual):
    label = [(name, "texto", None, None) for name in ("Nombre del proceso", "Objetivo", "Alcance", *"abcdef")]
    body = [("- A\n- B", "Pedir", "Lector", ""), ("-", "Dar", "DL", "")]
    rows = [*label, ("Código", "E1", "Versión", "1"), HEAD, LOWER, *body]
    spans = {(at, 1): (1, 3) for at in range(len(label))}
    spans |= {(at + len(label) + 1, column): size for (at, column), size in SPANS.items()}
    data, record = read(manual, line("E1 Leer", bold=True), grid(*rows, spans=spans))

    assert [["A", "B"], []] == [row["salidas"] for row in data["actividades"]]
    assert "salidas" not in data["fichas"][0]
    assert ["Pedir", "Dar"] == [s.name for p in processes(record, "actividades") for s in p.steps]


def test_the_number_that_word_writes_is_part_of_a_numbered_field(manual):
    table = activities((line("Sale"), line("Pedir", label="1."), "Lector"), ("Y", line("Dar", label="2."), "DL"))
    data, record = read(manual, line("E1 Leer", bold=True), table)

    assert ["1. Pedir", "2. Dar"] == [row["actividad"] for row in data["actividades"]]
    assert [1, 2] == [s.number for s in processes(record, "actividades")[0].steps]


def test_a_row_of_labels_below_the_activities_is_none(manual):
    rows = [HEAD, LOWER, ("A", "1. Pedir", "Lector", ""), ("Registros", "Cargos", None, None)]
    _, record = read(manual, line("E1 Leer", bold=True), grid(*rows, spans={**SPANS, (3, 1): (1, 3)}))

    assert ["Pedir"] == [s.name for s in processes(record, "actividades")[0].steps]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("- PCM", "- CEPLAN"), ("PCM", "CEPLAN")),
        (("MEF", "Dependencias"), ("MEF", "Dependencias")),
        (("• Listas de compra", "de bibliotecas locales"), ("Listas de compra de bibliotecas locales",)),
        (("- Proceso E1.3:", "Realizar el seguimiento"), ("Proceso E1.3: Realizar el seguimiento",)),
        (("a) Uno", "b) Dos"), ("Uno", "Dos")),
        (("- -",), ()),
        (("–",), ()),
    ],
)
def test_the_items_of_a_cell(lines, expected):
    assert expected == items(Cell(row=0, column=0, blocks=tuple(Paragraph(text=text) for text in lines)))
    assert expected == items(Cell(row=0, column=0, blocks=(Paragraph(text="\n".join(lines)),)))
