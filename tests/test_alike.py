"""The index of names finds exactly what comparing every pair finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amc_docs.alike import Names, likeness_of_names

LEAST = 0.85
WORDS = st.sampled_from(
    [
        "porcentaje",
        "número",
        "%",
        "de",
        "familias",
        "atendidas",
        "atendida",
        "niños",
        "Niño",
        "con",
        "sin",
        "asistencia",
        "técnica",
        "tecnica",
        "1",
        "12",
        "2015",
        "región",
        "regiones",
        "capacitación",
        "capacitaciones",
        "y",
        "programa",
    ]
)
NAMES = st.lists(WORDS, max_size=9).map(" ".join) | st.text("abñá 1%.", max_size=12)


@given(st.lists(st.tuples(NAMES, st.booleans()), max_size=12), NAMES)
def test_the_index_finds_what_comparing_every_pair_finds(known, name):
    names, passed_over = Names(LEAST), {place for place, (_, is_over) in enumerate(known) if is_over}
    for other, _ in known:
        names.add(other)
    scores = {place: likeness_of_names(name, other) for place, (other, _) in enumerate(known)}
    alike = [p for p, score in scores.items() if score >= LEAST and (p not in passed_over or score == 1)]
    assert names.best(name, passed_over) == max(alike, key=scores.__getitem__, default=None)


def test_a_name_is_found_by_its_letters_by_its_order_and_by_its_words():
    names = Names(LEAST)
    for other in ("Tasa de atención", "Familias atendidas con visitas", "Porcentaje de niños con control"):
        names.add(other)
    assert names.best("Taza de atencion") == 0
    assert names.best("Con visitas, familias atendidas") == 1
    assert names.best("Los niños y su porcentaje con control") == 2
    assert names.best("Presupuesto ejecutado") is None
    assert names.best("") is None


def test_a_name_passed_over_counts_only_where_it_agrees_wholly():
    names = Names(LEAST)
    names.add("Tasa de atención")
    assert names.best("Taza de atención", {0}) is None
    assert names.best("TASA DE ATENCION", {0}) == 0
