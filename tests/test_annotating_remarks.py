"""What a comment says, and where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.annotating.remarks import Written, remarks, told
from amc_docs.document import Location
from amc_docs.findings import Part, State, Verdict
from tests.specimens import a_finding, a_report, a_review, some_findings

ABSENT = {"state": State.INCUMPLE, "found_title": None, "location": None}


def of(*findings, **changes):
    """Return the remarks on a file with these findings; `changes` are of its report."""
    return remarks(a_review(replace(a_report(findings), **changes)))


def without(number):
    """Return the points of the report, one of them missing."""
    return tuple(replace(p, **ABSENT) if p.number == number else p for p in a_report().points)


def test_each_kind_has_its_name_and_the_number_of_the_report():
    found = remarks(a_review())

    assert [
        "Observación 1 (error)",
        "Observación 2 (advertencia)",
        "Por verificar 3 (lo debe juzgar una persona)",
        "Nota 4 (no cambia el dictamen)",
    ] == [remark.heading.split(" · ")[0] for remark in found]
    assert [1, 2, 3, 4] == [remark.number for remark in found]


def test_a_remark_tells_message_remedy_clause_and_rule_but_not_its_place():
    lines = dict(remarks(a_review())[0].lines)

    assert some_findings()[0].message == lines[""]
    assert "Escriba la unidad de medida del indicador." == lines["Qué hacer"]
    assert "RSD 009-2015-PCM/SD, Anexo 1, punto 13 b)" == lines["Sustento"]
    assert "A1-13b-unidad" == lines["Regla"]
    assert "Dónde" not in lines


def test_what_stands_elsewhere_too_names_its_other_places():
    first = remarks(a_review())[0]

    assert Location(table=3, row=2, column=1) == first.location
    assert [3, 4, 5, 6, 7, 8, 9, 10, 11] == [place.row for place in first.others]


@pytest.mark.parametrize("place", [None, Location(paragraph=2), Location(paragraph=4)])
def test_a_missing_point_goes_to_the_title_that_follows_it(place):
    (remark,) = of(a_finding(point="3", message="Falta el punto 3.", location=place), points=without("3"))

    assert Location(paragraph=4) == remark.location
    assert ("", "Se señala aquí porque el punto 3 va antes de este título.") == remark.lines[1]
    assert remark.has_place


def test_the_last_point_goes_to_the_end_of_the_one_before():
    (remark,) = of(a_finding(message="Falta el punto 13.", location=None), points=without("13"))

    assert Location(paragraph=4) == remark.location
    assert "Se señala aquí porque el punto 13 va después de este lugar." in remark.text


def test_what_may_be_a_missing_point_stays_at_its_own_place():
    place = Location(paragraph=40)
    doubt = a_finding(point="3", message="Puede ser el punto 3.", location=place, state=State.POR_VERIFICAR)

    assert place == of(doubt, points=without("3"))[0].location


def test_a_finding_without_place_goes_to_the_title_of_its_point():
    (remark,) = of(a_finding(location=None))

    assert (Location(paragraph=5), True) == (remark.location, remark.has_place)


def test_what_is_about_the_whole_document_says_so():
    note = remarks(a_review())[3]

    assert (None, False) == (note.location, note.has_place)
    assert "Se refiere al documento en su conjunto, no a un lugar en particular." in note.text


def test_in_a_file_of_several_documents_it_goes_to_the_beginning_of_its_own():
    start = Location(paragraph=30)
    part = Part(
        number=1,
        doctype="prueba",
        doctype_title="Oficio",
        title="OFICIO N° 1",
        confidence=1.0,
        pages=None,
        location=start,
        verdict=Verdict.CON_OBSERVACIONES,
    )
    review = a_review()
    finding = a_finding(point=None, location=None, part=1)
    report = replace(review.report, findings=(finding,), points=(), parts=(part,))
    (remark,) = remarks(replace(review, report=report, parts=(review,)))

    assert (start, False) == (remark.location, remark.has_place)
    assert remark.heading.endswith("Parte 1 (Oficio) · El documento en su conjunto")


def test_what_was_not_examined_comes_first():
    first = of(a_finding(), incomplete="no se leyó una página de 24", warnings=("Página 7: está dañada.",))[0]

    assert 0 == first.number
    lines = ["Alcance de la revisión", "No se revisó todo: no se leyó una página de 24.", "Página 7: está dañada."]
    assert lines == first.text.split("\n")


def test_control_characters_are_shown_and_not_obeyed():
    (remark,) = of(a_finding(message="uno\x1b[31mdos\u202etres"))

    assert "uno\\x1b[31mdos\\u202etres" in remark.text.lower()


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (Written(content=b"", suffix=".docx", comments=4), "4 hallazgos escritos."),
        (Written(content=b"", suffix=".docx", comments=9, unplaced=(4,)),
         "4 hallazgos escritos; 9 comentarios en total; 1 no tiene lugar propio y va al comienzo."),
        (Written(content=b"", suffix=".docx", comments=4, unplaced=(3, 4)),
         "4 hallazgos escritos; 2 no tienen lugar propio y van al comienzo."),
        (Written(content=b"", suffix=".docx", comments=0), "No hay nada que anotar: la copia no lleva comentarios."),
    ],
)  # fmt: skip
def test_people_are_told_how_many_and_how_many_have_no_place(written, line):
    assert line == told(a_review(), written).split("\n")[1]


def test_people_are_told_what_is_annotated_in_place_of_the_file():
    review = a_review(replace(a_report(), format="rtf"))

    assert told(review, Written(content=b"", suffix=".docx", comments=4)).endswith("Se anotó su conversión a Word.")
