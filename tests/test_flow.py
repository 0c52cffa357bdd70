"""The flow of activities: who does what with what, where it comes from, where it is broken."""

from __future__ import annotations

import pytest

from amc_docs.document import Location
from amc_docs.flow.actors import is_among, same_actor
from amc_docs.flow.breaks import Kind, breaks, may_be_addressed
from amc_docs.flow.links import Source, alike, links, states
from amc_docs.flow.steps import Process, processes
from amc_docs.flow.telling import numbers, told
from amc_docs.record import Matrix, Record, Row, Value
from tests.documents import document

FIELDS = ("proveedor", "entradas", "actividad", "ejecutor", "salidas", "destinatario")
LISTS = ("proveedor", "entradas", "salidas", "destinatario")


def a_row(at: int, cells: tuple[str, ...]) -> Row:
    values = {}
    for column, (name, text) in enumerate(zip(FIELDS, cells, strict=True)):
        items = tuple(i for i in text.split("; ") if i.strip(" -")) if name in LISTS else None
        place = Location(table=1, row=at, column=column)
        values[name] = Value(raw=text, value=text or None, location=place, items=items)
    return Row(values=values, location=Location(table=1, row=at, column=0))


def a_process(*rows: tuple[str, ...]) -> Process:
    matrix = Matrix(
        name="actividades",
        point=None,
        columns={name: name for name in FIELDS},
        rows=tuple(a_row(at, row) for at, row in enumerate(rows, 1)),
        roles={name: name for name in FIELDS},
        tables=(1,),
    )
    record = Record(doctype="t", document=document(), matrices={"actividades": matrix})
    return processes(record, "actividades")[0]


# provider, inputs, activity, executor, outputs, recipient
WHOLE = (
    ("Lectores", "Pedido.", "1. Recibir el pedido", "Biblioteca", "Pedido registrado.", "Dirección de Libros (DL)"),
    ("Biblioteca", "Pedido registrado.", "2. Ubicar el libro", "DL", "Ubicación del libro.", "Secretaría General"),
    ("DL", "- Ubicación del libro", "3. Enviar el libro", "SG", "Libro enviado.", "Biblioteca"),
    ("SG", "Libro enviado.", "4. Entregar el libro", "BIBLIOTECA", "Cargo.", "-"),
)


def changed(at: int, **cells: str) -> Process:
    rows = [list(row) for row in WHOLE]
    for name, text in cells.items():
        rows[at - 1][FIELDS.index(name)] = text
    return a_process(*(tuple(row) for row in rows))


def found(process: Process) -> list[tuple[str, str, str]]:
    return [(b.kind.value, b.step.label, b.item) for b in breaks(process)]


def test_a_whole_flow_has_no_breaks_whatever_the_actors_are_called():
    process = a_process(*WHOLE)

    assert [] == found(process)
    assert [(1, "Recibir el pedido"), (2, "Ubicar el libro")] == [(s.number, s.name) for s in process.steps[:2]]
    assert [Source.OUTSIDE, Source.EXACT, Source.EXACT, Source.EXACT] == [link.source for link in links(process)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("SG", "SECRETARIA GENERAL", True),
        ("DBI", "OEM/DBI", True),
        ("Bibliotecas", "BIBLIOTECA DE LA RED", True),
        ("Comité de Compras (CC)", "CC", True),
        ("DB", "OEM/DBI", False),
        ("Despacho Ministerial", "Despacho Viceministerial", False),
        ("COMITÉ", "OTI", False),
    ],
)
def test_one_actor_goes_by_several_names(first, second, same):
    assert same is same_actor(first, second)
    assert same is is_among(first, ("Otro", second))


@pytest.mark.parametrize(
    ("at", "cells", "kind"),
    [
        (1, {"destinatario": "Oficina de Compras; Lectores"}, ("entrega", "2", "Pedido registrado.")),
        (3, {"proveedor": "Biblioteca"}, ("proveedor", "3", "Biblioteca")),
        (3, {"proveedor": "SG"}, ("proveedor", "3", "SG")),
        (3, {"entradas": "Catálogo de libros."}, ("origen", "3", "Catálogo de libros.")),
        (3, {"entradas": "Ubicación del libro aprobada."}, ("origen", "3", "Ubicación del libro aprobada.")),
        (3, {"entradas": "Libro enviado."}, ("propia", "3", "Libro enviado.")),
        (4, {"entradas": "Pedido registrado.", "proveedor": "Biblioteca"}, ("destino", "3", "Libro enviado.")),
        (3, {"actividad": "3. Derivar el libro", "salidas": "Libro enviado.; Multa."}, ("aparece", "3", "Multa.")),
        (3, {"actividad": "3. Remitir el libro a la Biblioteca y a la DL"}, ("destinatario", "3", "DL")),
    ],
)
def test_each_kind_of_break_is_found_at_its_activity(at, cells, kind):
    assert kind in found(changed(at, **cells))


@pytest.mark.parametrize(
    ("at", "cells"),
    [
        (3, {"entradas": "Ubicaciones del libro pedido"}),  # worded nearly so
        (4, {"entradas": "Libro enviado.; Carné del lector.", "proveedor": "SG; Lectores"}),  # from outside besides
        (2, {"actividad": "2. Devolver con observaciones"}),
        (4, {"salidas": "-", "destinatario": "- -"}),
        (3, {"proveedor": "DL; Proceso M2: Comprar libros"}),
    ],
)
def test_what_may_well_be_meant_is_no_break(at, cells):
    assert [] == found(changed(at, **cells))


def test_an_activity_may_take_what_an_earlier_one_delivered_to_several():
    rows = [list(row) for row in WHOLE]
    rows[0][5] = "DL; SG"
    rows[2][1] = "Ubicación del libro.; Pedido registrado."

    assert [] == found(a_process(*map(tuple, rows)))


def test_a_row_for_another_process_owes_nothing():
    process = a_process(*WHOLE, ("BIBLIOTECA", "Cargo.", "Proceso: Elaborar la estadística", "-", "-", "-"))

    assert process.steps[-1].is_process
    assert [] == found(process)


def test_only_the_kinds_asked_for_are_looked_at():
    process = changed(3, entradas="Catálogo de libros.", actividad="3. Remitir a la DL")

    assert ("destinatario",) == tuple(b.kind.value for b in breaks(process, (Kind.NOT_ADDRESSED,)))


def test_a_break_is_told_with_both_ends():
    (first,) = breaks(changed(1, destinatario="Oficina de Compras"), (Kind.NOT_DELIVERED,))

    assert "la 2 (DL) usa «Pedido registrado», que la 1 entrega a Oficina de Compras" == told(first)


def test_runs_of_activities_are_told_together():
    steps = a_process(*WHOLE).steps

    assert "las actividades 1 a 3" == numbers(steps[:3])
    assert "las actividades 1 y 4" == numbers((steps[0], steps[3]))
    assert "la actividad 2" == numbers(steps[1:2])


def test_two_names_are_one_document_only_if_they_begin_alike():
    assert alike("Lista de adquisición ordenada", "Lista de adquisiciones ordenada de la red") > 0
    assert alike("Boletín de compras", "Lista de compras") == 0
    assert {"valida"} == states("Propuesta validada") == states("Propuestas validadas")


def test_numbers_stand_in_a_column_or_before_the_name_even_after_a_case():
    process = a_process(
        ("A", "x", "Caso 6.1: 1. Pedir", "B", "y", "C"),
        ("B", "y", "2.- Dar", "C", "z", "D"),
        ("C", "z", "Cerrar", "D", "w", "-"),
    )

    assert [(1, "Pedir"), (2, "Dar"), (None, "Cerrar")] == [(s.number, s.name) for s in process.steps]


def test_who_made_a_product_may_have_kept_it_whoever_else_got_it():
    rows = [list(row) for row in WHOLE]
    rows[1][3], rows[1][5] = "Biblioteca", "Lectores"
    rows[1][1], rows[0][5] = "Pedido registrado.", "Lectores"

    (found,) = [b for b in breaks(a_process(*map(tuple, rows)), (Kind.NOT_DELIVERED,)) if b.step.label == "2"]
    assert may_be_addressed(found, {})


@pytest.mark.parametrize(
    ("executor", "recipient", "may_be"),
    [
        ("Archivero", "Archivo Central", True),
        ("Director General", "DGP", True),
        ("Director General", "Lectores; DGP", True),
        ("Director de Compras", "Director de Libros", False),
        ("Secretaria", "DGP", False),
    ],
)
def test_a_recipient_may_be_who_uses_it_in_another_word(executor, recipient, may_be):
    rows = [list(row) for row in WHOLE]
    rows[0][5], rows[1][3] = recipient, executor
    (found_break,) = [b for b in breaks(a_process(*map(tuple, rows)), (Kind.NOT_DELIVERED,)) if b.step.label == "2"]

    assert may_be is may_be_addressed(found_break, {"dgp": "Dirección General de Puertos"})


def test_a_part_of_an_activity_has_no_number_of_its_own():
    process = a_process(("A", "x", "2. Ver", "B", "y", "C"), ("B", "y", "2.1 Cerrar", "B", "z", "C"))

    assert [(2, "", "Ver"), (None, "2.1", "Cerrar")] == [(s.number, s.part, s.name) for s in process.steps]
