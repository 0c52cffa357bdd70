"""Following an observation from one version to the next: by duty and place in the form, cured only where sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.comparing import compare
from amc_docs.comparing.fates import follow
from amc_docs.comparing.tables import Cell, Grid, compared
from amc_docs.comparing.texts import differences
from amc_docs.comparison import Fate, Kind, Paper, Side
from amc_docs.document import Location
from amc_docs.errors import NotComparableError
from amc_docs.findings import Finding, FormPlace, PointState, RuleOutcome, Severity, State
from amc_docs.judgements import Decision, Judgement

HERE = Location(table=1, row=1, column=1)


def spot(item, field="unidad", matrix="indicadores"):
    return FormPlace(matrix=matrix, table="Indicadores", item=item, field=field, column="Unidad")


def finding(*items, rule="R-1", point="13", message="", state=State.INCUMPLE, **changes):
    """Return a finding about some rows, or about its point as a whole."""
    plain = Finding(
        id=f"{rule}-{'-'.join(items)}-{message}",
        rule=rule,
        obligation=rule.split("-")[0],
        state=state,
        severity=Severity.ERROR,
        point=point,
        message=message or f"Falta la unidad de {' y '.join(f'«{i}»' for i in items) or 'algo'}.",
        suggestion="Escríbala.",
        citation="Norma, 13",
        evidence=items[0] if items else "palabras",
        location=HERE,
        spots=tuple(spot(item) for item in items),
    )
    return replace(plain, **changes)


def paper(*findings, outcomes=None, points=None, dismissed=(), **changes):
    told = {"R-1": State.CUMPLE} if outcomes is None else outcomes
    plain = Paper(
        number=None,
        doctype="prueba",
        doctype_title="Prueba",
        title="",
        findings=findings,
        dismissed=dismissed,
        points=points or (PointState(number="13", title="Indicadores", state=State.CUMPLE, location=HERE),),
        outcomes={
            rule: RuleOutcome(rule=rule, obligation="R", state=state, reason="Falta la tabla.")
            for rule, state in told.items()
        },
        titles={},
    )
    return replace(plain, **changes)


def side(*papers, **changes):
    plain = Side(file="a.docx", sha256="a" * 64, format="docx", verdict="con_observaciones", papers=papers)
    return replace(plain, **changes)


def fates(before, after, **changes):
    return [(row.kind, row.fate) for row in follow(before, after, side(after, **changes))]


OBSERVED = Kind.OBSERVACION
NAMES = ("Porcentaje de talleres realizados", "Número de familias atendidas", "Costo medio por visita")


def test_the_same_twice_persists():
    one = paper(finding(NAMES[0]), finding(NAMES[1]))

    assert fates(one, one) == [(OBSERVED, Fate.PERSISTE)] * 2


def test_what_is_checked_and_not_there_is_cured():
    (row,) = follow(paper(finding(NAMES[0])), paper(), side(paper()))

    assert (row.fate, row.why) == (Fate.LEVANTADA, "")
    assert [s.item for s in row.cured] == [NAMES[0]]
    assert not row.is_open


def test_what_was_not_there_is_new():
    assert fates(paper(), paper(finding(NAMES[0]))) == [(OBSERVED, Fate.NUEVA)]


def test_it_is_followed_by_its_row_and_not_by_its_place_or_wording():
    moved = finding(NAMES[0].upper(), message="Se dice de otro modo.", location=Location(page=9, table=4, row=7))

    assert fates(paper(finding(NAMES[0])), paper(moved)) == [(OBSERVED, Fate.PERSISTE)]


def test_another_row_is_another_observation():
    assert fates(paper(finding(NAMES[0])), paper(finding(NAMES[1]))) == [
        (OBSERVED, Fate.LEVANTADA),
        (OBSERVED, Fate.NUEVA),
    ]


def test_another_column_is_another_observation():
    other = replace(finding(NAMES[0]), message="Falta «la meta».", spots=(spot(NAMES[0], "meta"),), evidence="meta")

    assert (OBSERVED, Fate.NUEVA) in fates(paper(finding(NAMES[0], message="Falta «la unidad».")), paper(other))


def test_of_several_places_some_are_cured():
    (row,) = follow(paper(finding(*NAMES)), paper(finding(NAMES[1])), side(paper()))

    assert row.fate is Fate.PARCIAL
    assert [s.item for s in row.cured] == [NAMES[0], NAMES[2]]
    assert [s.item for s in row.left] == [NAMES[1]]
    assert row.is_open


def test_one_told_in_two_findings_is_not_new():
    rows = follow(paper(finding(*NAMES)), paper(finding(NAMES[0]), finding(NAMES[1])), side(paper()))

    assert [row.fate for row in rows] == [Fate.PARCIAL]
    assert len(rows[0].after) == 2


def test_two_told_in_one_finding_are_not_cured():
    assert fates(paper(finding(NAMES[0]), finding(NAMES[1])), paper(finding(*NAMES))) == [
        (OBSERVED, Fate.PERSISTE),
        (OBSERVED, Fate.PERSISTE),
    ]


def test_the_same_fault_in_more_places_says_where():
    (row,) = follow(paper(finding(NAMES[0])), paper(finding(NAMES[0], NAMES[1])), side(paper()))

    assert (row.fate, [s.item for s in row.added]) == (Fate.PERSISTE, [NAMES[1]])


def test_another_rule_of_the_same_duty_at_the_same_place_goes_on():
    before = paper(finding(NAMES[0], rule="R-1"))
    after = paper(finding(NAMES[0], rule="R-2", message="La unidad no es de la lista."))

    assert fates(before, after) == [(OBSERVED, Fate.PERSISTE)]


def test_a_point_that_was_missing_and_is_empty_now_goes_on():
    before = paper(finding(rule="R-1", message="Falta el punto 13."))
    after = paper(finding(rule="R-2", message="El punto 13 está vacío."), outcomes={"R-1": State.CUMPLE})

    assert fates(before, after) == [(OBSERVED, Fate.PERSISTE)]


def test_quoted_words_tell_findings_of_one_point_apart():
    def cited(norm):
        return finding(message=f"La cita «{norm}» no tiene año.", evidence=f"según la {norm} y otras")

    before = paper(cited("Ley 1111"), cited("Resolución Ministerial 22-PCM"))
    after = paper(cited("Resolución Ministerial 22-PCM"), cited("Decreto Supremo 3-JUS"))

    assert fates(before, after) == [(OBSERVED, Fate.LEVANTADA), (OBSERVED, Fate.PERSISTE), (OBSERVED, Fate.NUEVA)]


@pytest.mark.parametrize(
    ("after", "changes", "why"),
    [
        (paper(outcomes={}), {}, "no se revisó con esa regla"),
        (paper(outcomes={"R-1": None}), {}, "no se comprobó: falta la tabla."),
        (paper(outcomes={"R-1": State.NO_APLICA}), {}, "ya no aplica: falta la tabla."),
        (
            paper(points=(PointState(number="13", title="x", state=State.INCUMPLE),)),
            {},
            "no se encuentra el punto 13",
        ),
        (
            paper(points=(PointState(number="13", title="x", state=State.POR_VERIFICAR, location=HERE),)),
            {"is_incomplete": True},
            "no se leyó entera",
        ),
        (None, {}, "Ese documento no está en el archivo nuevo."),
    ],
)
def test_what_cannot_be_seen_is_never_cured(after, changes, why):
    (row,) = follow(paper(finding(NAMES[0])), after, side(paper(), **changes))

    assert row.fate is Fate.POR_VERIFICAR
    assert why in row.why
    assert row.is_open


def test_a_part_that_was_read_can_be_cured_though_another_was_not():
    assert fates(paper(finding(NAMES[0])), paper(), is_incomplete=True) == [(OBSERVED, Fate.LEVANTADA)]


def test_an_observation_that_is_a_doubt_now_is_not_cured():
    after = paper(finding(NAMES[0], state=State.POR_VERIFICAR))

    assert fates(paper(finding(NAMES[0])), after) == [(OBSERVED, Fate.POR_VERIFICAR)]


def test_a_doubt_that_is_a_fault_now_is_new():
    (row,) = follow(paper(finding(NAMES[0], state=State.POR_VERIFICAR)), paper(finding(NAMES[0])), side(paper()))

    assert (row.kind, row.fate, row.why) == (OBSERVED, Fate.NUEVA, "En la versión anterior estaba por verificar.")


def test_doubts_are_followed_and_keep_nothing_open():
    doubt = finding(NAMES[0], state=State.POR_VERIFICAR)
    (same,) = follow(paper(doubt), paper(doubt), side(paper()))
    (gone,) = follow(paper(doubt), paper(), side(paper()))

    assert (same.kind, same.fate, gone.fate) == (Kind.DUDA, Fate.PERSISTE, Fate.LEVANTADA)
    assert not same.is_open


def test_the_reviewers_own_observation_is_verified_by_a_person():
    own = finding(rule="propia-1", judgement=Judgement(decision=Decision.ACEPTAR, is_own=True))
    (row,) = follow(paper(own), paper(), side(paper()))

    assert (row.fate, "del revisor" in row.why) == (Fate.POR_VERIFICAR, True)


def test_what_was_dismissed_is_kept_apart():
    judged = replace(finding(NAMES[0]), judgement=Judgement(decision=Decision.DESCARTAR, reason="No procede."))
    (now,) = follow(paper(finding(NAMES[0])), paper(dismissed=(judged,)), side(paper()))
    (again,) = follow(paper(dismissed=(judged,)), paper(finding(NAMES[0])), side(paper()))
    (still,) = follow(paper(dismissed=(judged,)), paper(dismissed=(judged,)), side(paper()))

    assert (now.kind, now.fate, now.is_open) == (OBSERVED, Fate.RETIRADA, False)
    assert (again.kind, again.fate, again.is_open) == (Kind.DESCARTADA, Fate.POR_VERIFICAR, True)
    assert (still.fate, still.is_open) == (Fate.RETIRADA, False)


def test_files_without_a_type_in_common_are_not_compared():
    with pytest.raises(NotComparableError, match=r"«Prueba» y «a\.docx» es «Otra»"):
        compare(side(paper()), side(paper(doctype="otra", doctype_title="Otra")))


def test_documents_of_one_type_are_compared_with_one_another():
    letter = paper(finding(NAMES[1], rule="L-1"), doctype="carta", doctype_title="Carta")
    comparison = compare(side(paper(finding(NAMES[0]))), side(letter, paper()))

    assert [(s.before and s.before.doctype, s.after and s.after.doctype) for s in comparison.sections] == [
        ("prueba", "prueba"),
        (None, "carta"),
    ]
    assert [row.fate for row in comparison.followed] == [Fate.LEVANTADA, Fate.NUEVA]
    assert not comparison.is_cured


# What changed in words


def told(first, second):
    return [(c.before, c.after, c.is_moved) for c in differences(first, second)]


def test_words_added_taken_out_and_replaced():
    first = "La meta es de diez talleres al año. Se informa cada mes. El equipo tiene tres personas."
    second = "La meta es de doce talleres al año. El equipo tiene tres personas, y un jefe."

    assert told(first, second) == [
        ("diez", "doce", False),
        ("Se informa cada mes.", "", False),
        ("", "y un jefe.", False),
    ]


def test_what_a_format_makes_of_a_text_is_no_change():
    first = "• Primera acción del equipo\n• Segunda acción, «urgente»"
    second = "– Primera acción\tdel equipo\n- Segunda acción, \"urgente\"."

    assert told(first, second) == []


def test_percent_signs_and_accents_are_changes():
    assert told("Llega al 42% de la poblacion.", "Llega al 42 de la población.") == [
        ("42% de la poblacion.", "42 de la población.", False)
    ]


def test_a_sentence_in_another_place_is_told_once():
    first = "Uno va primero aquí. Dos va segundo aquí. Tres va tercero aquí."
    second = "Dos va segundo aquí. Tres va tercero aquí. Uno va primero aquí."

    assert told(first, second) == [("Uno va primero aquí.", "Uno va primero aquí.", True)]


def test_the_words_around_a_change_are_given():
    (change,) = differences("El plazo de la obra es corto.", "El plazo de la obra es largo.")

    assert change.left.endswith("de la obra es")


# What changed in tables


def grid(heads, *rows):
    keys = [head.lower() for head in heads]
    return Grid(
        title="Tabla",
        columns=dict(zip(keys, heads, strict=True)),
        rows=tuple((row[0], {k: Cell(text) for k, text in zip(keys, row, strict=True)}) for row in rows),
    )


HEADS = ("Actividad", "Unidad", "Meta")
ROWS = (("Comprar equipos", "equipo", "10"), ("Dictar talleres", "taller", "4"), ("Visitar familias", "", "200"))


def changes(before, after):
    return [(c.row, c.column, c.before, c.after) for c in compared(before, after)]


def test_rows_in_another_order_are_no_change():
    assert changes(grid(HEADS, *ROWS), grid(HEADS, *ROWS[::-1])) == []


def test_a_cell_is_found_by_its_row_and_column():
    after = grid(("Meta", "Actividad", "Unidad"), *(()))
    after = replace(after, rows=grid(HEADS, ROWS[2], ROWS[0], ("Dictar talleres", "taller", "6")).rows)

    assert changes(grid(HEADS, *ROWS), after) == [("Dictar talleres", "Meta", "4", "6")]


def test_rows_and_columns_come_and_go():
    after = grid(("Actividad", "Unidad", "Costo"), *((a, b, "5") for a, b, _ in ROWS[:2]), ("Nueva acción", "x", "5"))

    assert changes(grid(HEADS, *ROWS), after) == [
        ("", "Meta", "Meta", None),
        ("", "Costo", None, "Costo"),
        ("Visitar familias", "", "Visitar familias | 200", None),
        ("Nueva acción", "", None, "Nueva acción | x | 5"),
    ]


def test_a_row_under_a_new_name_is_the_same_row():
    after = grid(HEADS, *ROWS[:1], ("Capacitación del personal", "taller", "4"), ROWS[2])

    assert changes(grid(HEADS, *ROWS), after) == [
        ("Dictar talleres", "Actividad", "Dictar talleres", "Capacitación del personal")
    ]


def test_breaks_and_hyphens_at_the_end_of_a_line_are_no_change():
    assert changes(grid(HEADS, ("Capacitar", "ta- ller", "4")), grid(HEADS, ("Capacitar", "taller", "4."))) == []
