"""The rules about inventories, sheets and their activities: what they tell, what they doubt, what they let pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from amc_docs.document import Document, Furniture, Location
from amc_docs.extraction import citations
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import IndexLine, Matrix, Point, Record, Row, Value
from amc_docs.rules import kind
from tests.documents import document, grid, line
from tests.records import a_paragraph

SHEETS = {"matrix": "fichas", "code": "codigo", "name": "propio"}
INVENTORY = {"matrix": "inventario", "code": "codigo", "name": "proceso"}
NAMES = {"inventory": INVENTORY, "sheets": {**SHEETS, "heading": "nombre", "parts": "procesos"}}
CODES = {"inventory": "inventario", "sheets": "fichas", "code": "codigo", "name": "proceso", "level": "nivel"}


def a_value(raw: str | tuple[str, ...], row: int, column: int, table: int) -> Value:
    text = raw if isinstance(raw, str) else " ".join(raw)
    place = Location(table=table, row=row, column=column)
    return Value(raw=text, value=text or None, location=place, items=None if isinstance(raw, str) else raw)


def rows(*cells: Mapping[str, str | tuple[str, ...]], table: int = 1) -> tuple[Row, ...]:
    return tuple(
        Row(
            values={name: a_value(raw, at, column, table) for column, (name, raw) in enumerate(row.items())},
            location=Location(table=table, row=at, column=0),
        )
        for at, row in enumerate(cells, 1)
    )


def matrix(name: str, *cells: Mapping[str, str | tuple[str, ...]], table: int = 1, flow: bool = False) -> Matrix:
    made = rows(*cells, table=table)
    columns = {field: field for row in made for field in row.values}
    roles = {f: f for f in columns} | ({"unidad": "ficha"} if "ficha" in columns else {}) if flow else {}
    return Matrix(name=name, point=None, columns=columns, rows=made, tables=(table,), roles=roles)


def a_record(*matrices: Matrix, doc: Document | None = None, **fields: object) -> Record:
    record = Record(doctype="t", document=doc or document(), matrices={m.name: m for m in matrices})
    return replace(record, **fields)


def scanned(record: Record) -> Record:
    return replace(record, document=replace(record.document, ocr_pages=(1,)))


def run(rule: str, record: Record, /, **settings: object) -> list[Breach]:
    return [b for b in kind(rule)(record, **settings) if isinstance(b, Breach)]


def is_silent(rule: str, record: Record, /, **settings: object) -> bool:
    return all(isinstance(item, NotApplicable) for item in kind(rule)(record, **settings))


def inventory(*entries: tuple[str, str, str]) -> Matrix:
    return matrix("inventario", *({"codigo": c, "proceso": p, "nivel": n} for c, p, n in entries))


def sheets(*entries: Mapping[str, str | tuple[str, ...]]) -> Matrix:
    return matrix("fichas", *entries, table=2)


def activities(*entries: Mapping[str, str | tuple[str, ...]], table: int = 3) -> Matrix:
    return matrix("actividades", *entries, table=table, flow=True)


def test_inventory_and_sheets_are_compared_both_ways_once_for_all_that_lack():
    record = a_record(
        inventory(("M1", "Uno", "0"), ("M1.1", "Dos", "1"), ("M1.2", "Tres", "1")),
        sheets({"codigo": "M1", "propio": "Uno"}, {"codigo": "M1.3", "propio": "Cuatro"}),
    )
    told = [b.message for b in run("codes_correspond", record, **CODES)]

    assert 2 == len(told)
    assert "«M1.1 Dos» y «M1.2 Tres», y no tienen ficha" in told[0]
    assert "La ficha M1.3 no está en el inventario" in told[1]


def test_an_inventory_with_a_column_of_codes_for_each_level_is_a_doubt_that_names_nothing_twice():
    cells = [["Código", "Nombre", "Código", "Nombre"], *(["M1", "Uno", f"M1.{n}", "Dos"] for n in (1, 2))]
    record = a_record(
        inventory(("M1", "Uno", ""), ("M1", "Uno", "")), sheets({"codigo": "M1.1"}, {"codigo": "M1.2"}),
        doc=document(grid(*cells)),
    )
    found = run("codes_correspond", record, **CODES)

    assert {State.POR_VERIFICAR} == {b.state for b in found}
    assert "Inventario: incluye «M1 Uno», y no tiene ficha." == found[0].message


def test_who_uses_what_went_to_another_word_for_himself_is_a_doubt():
    first = {"ficha": "M1", "actividad": "1. Ver", "ejecutor": "Secretaria", "entradas": ("Pedido",)}
    first |= {"salidas": ("Lista",), "destinatario": ("Archivo Central",)}
    second = {**first, "actividad": "2. Cotejar", "ejecutor": "Archivero", "entradas": ("Lista",), "salidas": ("Acta",)}

    def states(executor: str) -> list[State]:
        record = a_record(activities(first, {**second, "ejecutor": executor}))
        return [b.state for b in run("flow_connects", record, matrix="actividades", kinds=["entrega"])]

    assert [State.POR_VERIFICAR] == states("Archivero")
    assert [State.INCUMPLE] == states("Contador")


def test_levels_may_be_counted_from_any_number_but_in_one_way():
    counted = inventory(("PE-01", "A", "1"), ("PE-01.1", "B", "2"), ("PE-01.2", "C", "3"))
    record = a_record(counted, sheets(*({"codigo": c, "propio": "x"} for c in ("PE 01", "PE01.1", "PE-01.2"))))

    (breach,) = run("codes_correspond", record, **CODES)
    assert ("3", "2") == (breach.value, breach.expected)


def test_what_was_read_optically_is_a_doubt_and_what_is_no_code_is_left_out():
    record = scanned(a_record(inventory(("M1", "Uno", "0"), ("[imagen]", "Dos", "1")), sheets({"codigo": "M2"})))

    assert {State.POR_VERIFICAR} == {b.state for b in run("codes_correspond", record, **CODES)}
    assert is_silent("codes_correspond", a_record(sheets({"codigo": "M1"})), **CODES)


def test_one_finding_tells_every_name_of_a_process():
    record = a_record(
        inventory(("M1", "Gestionar libros", "0"), ("M1.1", "Prestar libros", "1")),
        sheets(
            {"codigo": "M1", "nombre": "GESTIONAR LIBROS", "propio": "", "procesos": ("Prestar los libros",)},
            {"codigo": "M1.1", "nombre": "Prestar libros", "propio": "Prestar libros"},
        ),
        index=(IndexLine(text="7.1 M1.1 Prestar un libro", page="4"),),
    )
    (breach,) = run("names_agree", record, **NAMES)

    assert "El proceso M1.1 se nombra de 3 maneras" in breach.message
    assert "«Prestar un libro» (índice)" in breach.message
    assert "Prestar libros" == breach.expected
    assert State.POR_VERIFICAR is run("names_agree", scanned(record), **NAMES)[0].state


def test_names_without_code_count_only_where_one_process_is_meant():
    listing = inventory(("M1.1", "Formular el plan anual", "1"), ("M1.2", "Formular el plan mensual", "1"))
    known = ({"codigo": "M1.1", "nombre": "Formular el plan anual"}, {"codigo": "M1.2", "nombre": ""})
    cell = {"ficha": "M1.2", "proveedor": ("Proceso Formular el plan",), "actividad": "1. Ver"}
    record = a_record(listing, sheets(*known), activities(cell))
    citing = {"actividades": ["ficha", "proveedor"]}

    assert [] == run("names_agree", record, **NAMES, citing=citing)
    (breach,) = run("processes_cited_rightly", record, inventory=INVENTORY, citing=citing)
    assert "puede ser «M1.1 Formular el plan anual» o «M1.2 Formular el plan mensual»" in breach.message


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("Proceso M1.1: Evaluar el plan", "M1.2"),
        ("Proceso M1.7: Archivar", None),
        ("Proceso M1.2: Evaluar el plan", ""),
        ("Proceso S4.1: Pagar planillas", ""),
        ("Proceso: Aprobar la Ley de Presupuesto", ""),
    ],
)
def test_a_process_is_cited_by_its_own_code(cited, expected):
    record = a_record(
        inventory(("M1.1", "Formular el plan", "1"), ("M1.2", "Evaluar el plan", "1")),
        activities({"ficha": "M1.2", "proveedor": (cited,), "actividad": "1. Ver"}),
    )
    found = run("processes_cited_rightly", record, inventory=INVENTORY, citing={"actividades": ["ficha", "proveedor"]})

    assert [b.expected for b in found] == ([] if expected == "" else [expected])


@pytest.mark.parametrize(
    ("texts", "states"),
    [
        (("Plan Operativo Institucional (POI)", "POI: Programa Operativo Institucional"), [State.INCUMPLE]),
        (("Plan Operativo Institucional (POI)", "Plan Operativo Institucional - POI: Es un plan."), []),
        (("los Planes Operativos Institucionales (POI)", "POI: Plan Operativo Institucional"), []),
        (("Oficina General de Obras y Planes (OGOP)", "Oficina General de Obras (OGOP)"), [State.INCUMPLE]),
        (("Comité de Promoción de Obras (CPO)", "COMITÉ DE PROGRAMACIÓN DE OBRAS"), [State.INCUMPLE]),
        (("Comité de Promoción de Obras (CPO)", "Calidad y Precio de Ofertas"), []),
        (("Oficina de Personal (OP)", "Organismo Público (OP)"), [State.POR_VERIFICAR]),
    ],
)
def test_initials_stand_for_one_name(texts, states):
    assert states == [b.state for b in run("acronyms_agree", a_record(doc=document(*texts)))]


def test_a_text_shared_is_told_once_and_one_nearly_so_is_a_doubt():
    long = "Contar con libros para todos los lectores de la red"
    record = a_record(
        sheets(
            *({"codigo": c, "objetivo": long} for c in ("M1", "M2", "M3")),
            {"codigo": "M4", "objetivo": long.replace("todos los lectores", "todas las lectoras")},
            {"codigo": "M5", "objetivo": "Otra cosa, que nada tiene que ver"},
        )
    )
    sure, doubt = run("texts_differ", record, sheets=SHEETS, field="objetivo", noun="objetivo")

    assert "Las fichas M1, M2 y M3 tienen el mismo objetivo" in sure.message
    assert State.POR_VERIFICAR is doubt.state
    assert "M1 con M4" in doubt.message


def test_one_gap_in_many_sheets_is_one_finding_and_a_field_that_none_has_is_a_doubt():
    record = a_record(
        sheets(
            {"codigo": "M1", "propio": "A", "fecha": "", "dueno": "x"},
            {"codigo": "M1.1", "propio": "B", "fecha": "", "dueno": "x"},
            {"codigo": "M1.2", "propio": "C", "fecha": "1/1/2018"},
        )
    )
    settings = {"sheets": SHEETS, "fields": {"fecha": "fecha", "dueno": "dueño", "version": "versión"}}
    found = {b.message: b.state for b in run("sheets_filled", record, **settings)}

    assert {
        "2 fichas dejan en blanco fecha: M1 y M1.1.": State.INCUMPLE,
        "2 fichas no tienen versión: M1 y M1.1.": State.POR_VERIFICAR,
        "La ficha M1.2 no tiene dueño.": State.INCUMPLE,
        "La ficha M1.2 no tiene versión.": State.POR_VERIFICAR,
    } == found
    assert 1 == len(run("sheets_filled", record, sheets=SHEETS, fields={"dueno": "dueño"}, depths=[1]))
    assert is_silent("sheets_filled", record, sheets=SHEETS, fields={"dueno": "dueño"}, depths=[4])


def test_a_sheet_with_nearly_all_its_fields_is_looked_at_though_its_procedure_stands_behind_it():
    fields = {"objetivo": "objetivo", "alcance": "alcance", "registros": "registros", "dueno": "dueño"}
    whole = {"codigo": "M1", "propio": "A", **dict.fromkeys(fields, "x")}
    sheet = {**whole, "codigo": "M1.1", "dueno": ""}
    procedure = {"codigo": "M1.2", "propio": "C", "objetivo": "x", "alcance": "x"}
    steps = activities({"ficha": "M1.1", "actividad": "1. Ver"}, {"ficha": "M1.2", "actividad": "1. Ver"})
    settings = {"sheets": SHEETS, "fields": fields, "without": "actividades"}

    told = [b.message for b in run("sheets_filled", a_record(sheets(whole, sheet, procedure), steps), **settings)]

    assert ["La ficha M1.1 deja en blanco dueño."] == told


def furnished(*texts: str, page: int | None = None) -> Document:
    pieces = tuple(Furniture(kind="header", text=text, location=Location(page=page)) for text in texts)
    return replace(document("texto"), furniture=pieces)


VERSIONS = [("01", "1", True), ("01", "1.0", False), ("2.1", "2.1", True)]


@pytest.mark.parametrize(("header", "signed", "agrees"), VERSIONS)
def test_versions_agree_but_for_a_leading_zero(header, signed, agrees):
    record = a_record(doc=furnished(f"Código: X Versión: {header}"), values={"/version": a_value(signed, 0, 0, 1)})
    found = run("versions_agree", record, label="versi[oó]n", values={"hoja de firmas": "version"}, matrices={})

    assert agrees is not bool(found)


@pytest.mark.parametrize(
    ("texts", "page", "states"),
    [
        (("Página:", "Página:"), 3, [State.INCUMPLE]),
        (("Página:", "Página:"), None, [State.POR_VERIFICAR]),
        (("Página: 1", "Página: 2"), 3, []),
    ],
)
def test_a_label_of_the_header_with_nothing_behind_it(texts, page, states):
    record = a_record(doc=furnished(*texts, page=page))
    found = run("versions_agree", record, label="versi[oó]n", values={}, matrices={}, header=["p[aá]gina"])

    assert states == [b.state for b in found]


def cited(*texts: tuple[str, str]) -> Record:
    found = [c for place, (text, point) in enumerate(texts) for c in citations.find(a_paragraph(text, place), point)]
    return a_record(citations=tuple(found))


def test_norms_of_the_sheets_are_in_the_list_but_for_those_that_others_name():
    own = ("Ley N° 27658, Ley Marco.", "IV")
    repealed = ("Decreto Legislativo N° 1252, que deroga la Ley N° 27293, Ley del Sistema.", "VII")
    listed = ("Decreto Legislativo N° 1252, que crea el Sistema.", "IV")

    assert [] == run("norms_listed", cited(own, listed, repealed), point="IV", points=["VII"])
    lacking = cited(own, ("Decreto Supremo N° 004-2013-PCM, Política Nacional.", "VII"))
    assert "004-2013-PCM" in run("norms_listed", lacking, point="IV", points=["VII"])[0].message
    assert is_silent("norms_listed", cited(repealed), point="IV", points=["VII"])


def flow(*names: str) -> Record:
    return a_record(
        activities(*({"ficha": "M1", "actividad": n, "ejecutor": "A", "salidas": (f"Hoja {n}",)} for n in names))
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("1. Uno", "2. Dos", "4. Tres"), "falta el número 3"),
        (("1. Uno", "2. Dos", "2. Tres"), "se repite el número 2"),
        (("1. Uno", "Dos", "2. Tres"), "no lleva número «Dos»"),
        (("2. Uno", "1. Dos"), "el orden es 2 y 1"),
        (("1. Uno", "2. Uno"), "llevan el mismo nombre"),
        (("1. Uno", "Proceso: Dos", "2. Tres"), ""),
        (("1. Uno", "2. Dos", "2.1 Tres", "3. Cuatro"), ""),
        (("1. Uno", "1.1 Dos", "1.1 Tres"), "se repite el número 1.1"),
    ],
)
def test_activities_are_numbered_and_named_once(names, said):
    found = [b.message for b in run("steps_numbered", flow(*names), matrix="actividades")]

    assert [said in message for message in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("1. Uno", "2. Dos", "2. Tres", "4. Cuatro"), [("2. Tres", "3. Tres")]),
        # The missing number may be that of an activity which was left out, and the repeated one another activity's.
        (("1. Uno", "2. Dos", "4. Tres"), []),
        (("1. Uno", "2. Dos", "2. Tres", "3. Cuatro"), []),
    ],
)
def test_a_number_out_of_turn_is_certain_only_where_its_own_is_missing(names, expected):
    found = run("steps_numbered", flow(*names), matrix="actividades")

    assert expected == [(fix.before, fix.after) for b in found for fix in b.fixes]


def test_activities_without_any_number_are_a_doubt():
    (breach,) = run("steps_numbered", flow("Uno", "Dos"), matrix="actividades")

    assert State.POR_VERIFICAR is breach.state


def steps(**cells: str | tuple[str, ...]) -> Record:
    row = {"ficha": "M1", "actividad": "1. Ver", "ejecutor": "A", "entradas": ("x",), "salidas": ("Hoja",)}
    return a_record(activities({**row, **cells}))


FILLED = {"matrix": "actividades", "fields": {"ejecutor": "ejecutor", "salidas": "salidas"}}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"ejecutor": ""}, "no tiene ejecutor"),
        ({"salidas": ("Lista de compras y",)}, "queda sin terminar «Lista de compras y»"),
        ({"salidas": "- -"}, ""),
        ({"salidas": ("Anexo A",)}, ""),
        ({"actividad": "Proceso: Comprar", "ejecutor": ""}, ""),
    ],
)
def test_every_activity_says_who_and_what(cells, said):
    found = [b.message for b in run("steps_filled", steps(**cells), **FILLED)]

    assert [said in message for message in found] == ([True] if said else [])


def test_a_column_that_no_table_has_is_one_finding():
    record = steps()
    table = record.matrices["actividades"]
    bare = replace(table, columns={n: t for n, t in table.columns.items() if n != "salidas"})
    (breach,) = run("steps_filled", replace(record, matrices={"actividades": bare}), **FILLED)

    assert "no tienen columna de salidas" in breach.message
    assert [] == run("steps_filled", replace(record, matrices={"actividades": bare}), **FILLED, optional=["salidas"])


def tables(*heads: str) -> Record:
    doc = document(*(grid(("Actividad", head), (f"{n}. Ver", "x")) for n, head in enumerate(heads, 1)))
    cells = [{"actividad": f"{n}. Ver", "destinatario": "x"} for n in range(1, len(heads) + 1)]
    made = [row for n, cell in enumerate(cells, 1) for row in rows(cell, table=n)]
    columns = {"actividad": "Actividad", "destinatario": heads[0]}
    numbers = tuple(range(1, len(heads) + 1))
    found = Matrix(name="actividades", point=None, columns=columns, rows=tuple(made), tables=numbers)
    return a_record(found, doc=doc)


@pytest.mark.parametrize(
    ("heads", "strange"),
    [
        (("Destinatario",) * 4 + ("CLIENTES",), ["CLIENTES"]),
        (("Destinatario",) * 4 + ("DESTINATARIOS",), []),
        (("Destinatario",) * 3 + ("Cliente",) * 2, []),
        (("Destinatario",) * 3 + ("Cliente",), []),
    ],
)
def test_the_head_of_one_table_departs_from_those_of_the_others(heads, strange):
    assert strange == [b.value for b in run("heads_agree", tables(*heads), matrix="actividades")]


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (("Casos 6.1, 6.2 y 6.3.", "Caso 6.1: pedir", "Caso 6.3: dar"), "6.2"),
        (("Casos 6.1 y 6.2.", "Caso 6.1: pedir", "Caso 6.2: dar"), ""),
        (("Casos 6.1 y 6.2 de la directiva.", "pedir", "dar"), ""),
    ],
)
def test_cases_announced_are_developed_where_any_is(cells, missing):
    record = a_record(activities(*({"ficha": "M1", "actividad": text} for text in cells)))
    found = [b.message for b in run("cases_developed", record, matrix="actividades", unit="ficha")]

    assert [f"no desarrolla el {missing}" in message for message in found] == ([True] if missing else [])


def subject(name: str = "1. Validar el PAM", inputs: str = "Proyecto de PAM.", second: str = "Prestar") -> Record:
    return a_record(
        sheets(
            {"codigo": "M1.1", "propio": "Formular el PAC", "objetivo": "Formular libros"},
            {"codigo": "M1.2", "propio": "Formular el PAM", "objetivo": second},
        ),
        activities(
            {"ficha": "M1.2", "actividad": name, "ejecutor": "DBI", "entradas": (inputs,), "salidas": ("PAM.",)}
        ),
    )


SUBJECT = {"sheets": SHEETS, "matrix": "actividades", "text": "descripcion", "parts": [], "objective": "objetivo"}


@pytest.mark.parametrize(
    ("name", "inputs", "told"),
    [
        ("1. Validar el PAM", "Proyecto de PAM.", 0),
        ("1. Validar el PAC", "Proyecto de PAM.", 1),
        ("1. Validar el PAC", "Proyecto de PAC.", 0),
        ("1. Comparar el PAC con el PAM", "Proyecto de PAM.", 0),
    ],
)
def test_an_activity_speaks_of_its_own_process(name, inputs, told):
    assert told == len(run("own_subject", subject(name, inputs), **SUBJECT))


def test_objectives_that_state_each_others_action_are_swapped():
    record = a_record(
        sheets(
            {"codigo": "M1.1", "propio": "Realizar el Seguimiento del PAC", "objetivo": "Evaluar las compras."},
            {"codigo": "M1.2", "propio": "Realizar la Evaluación del PAC", "objetivo": "Efectuar el seguimiento."},
        )
    )

    assert "están cambiados" in run("own_subject", record, **SUBJECT)[0].message


def drawn(*with_picture: bool) -> Iterable[Breach]:
    from tests.records import a_picture

    codes = [f"M1.{n}" for n in range(1, len(with_picture) + 1)]
    headings = [replace(line(f"{code} Ver"), location=Location(paragraph=n)) for n, code in enumerate(codes, 1)]
    blocks = [b for h, has in zip(headings, with_picture, strict=True) for b in ([h, a_picture()] if has else [h])]
    units = replace(
        sheets(*({"codigo": code, "nombre": "Ver"} for code in codes)),
        rows=tuple(
            replace(row, location=h.location)
            for row, h in zip(rows(*({"codigo": c} for c in codes)), headings, strict=True)
        ),
    )
    record = a_record(
        units,
        activities(*({"ficha": code, "actividad": "1. Ver"} for code in codes)),
        points={"VII": Point(number="VII", title="Fichas", blocks=tuple(blocks))},
    )
    return run(
        "units_have_drawing", record, point="VII", matrix="actividades", unit="ficha", sheets="fichas", code="codigo",
        noun="diagrama",
    )  # fmt: skip


def test_a_sheet_without_drawing_is_told_only_where_most_have_one():
    (breach,) = drawn(True, True, True, False)

    assert "La ficha M1.4 no lleva diagrama; las otras 3, sí." == breach.message
    assert [] == drawn(True, False, False, False)
    assert [] == drawn(True, True)


def test_a_body_that_supplies_several_processes_supplies_the_one_above():
    first = {"actividad": "1. Ver", "ejecutor": "A", "proveedor": ("MEF", "Lectores")}
    record = a_record(
        sheets({"codigo": "M1", "proveedores": ("Lectores", "PCM")}),
        activities({"ficha": "M1.1", **first}, {"ficha": "M1.2", **first}),
    )
    settings = {"matrix": "actividades", "sheets": SHEETS, "field": "proveedores"}
    (breach,) = run("suppliers_passed_up", record, **settings)

    assert "MEF" == breach.expected
    supplied = sheets({"codigo": "M1", "proveedores": ("Lectores", "Ministerio de Economía y Finanzas - MEF")})
    mended = replace(record, matrices={**record.matrices, "fichas": supplied})
    assert [] == run("suppliers_passed_up", mended, **settings)
