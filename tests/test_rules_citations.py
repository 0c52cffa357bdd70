"""Rules about the norms, letters, dates and annexes that the text names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amc_docs.document import Furniture, Location
from amc_docs.findings import State
from amc_docs.record import IndexLine, Mention, Record
from amc_docs.rules.annexes_attached import annexes_attached
from amc_docs.rules.citations_consistent import citations_consistent
from amc_docs.rules.citations_well_formed import citations_well_formed
from amc_docs.rules.dates_agree import dates_agree
from amc_docs.rules.dates_possible import dates_possible
from tests.records import a_paragraph, a_point, a_record, a_table, breaches, doubts, spoken

OWN_FORM = [r"^anexo( n)? 0?1( fase de diseno.*)?$", r"^anexo( n)? 0?1 (esquema|formato).*$"]


def saying(*texts: str) -> Record:
    """Return a record whose points 3, 4, 5 … say these texts, with what extraction finds in them."""
    points = [a_point(str(3 + i), a_paragraph(t, 20 + i)) for i, t in enumerate(texts)]
    return spoken(a_record(*points))


# ------------------------------------------------------------------------------------------------ consistent


def test_one_norm_under_two_kinds_is_told_with_both_literals():
    record = saying(
        "Según el ROF, aprobado por Decreto Supremo N° 004-2014-TR.", "Según el ROF, aprobado por R.M. N° 004-2014-TR."
    )

    (found,) = breaches(citations_consistent(record))

    assert "«Decreto Supremo N° 004-2014-TR» (punto 3)" in found.message
    assert "«R.M. N° 004-2014-TR» (punto 4)" in found.message
    assert found.places == (Location(paragraph=20),)


@pytest.mark.parametrize(
    "texts",
    [
        ["El D.S. N° 027-2007-PCM rige.", "Según el Decreto Supremo Nº 27-2007-PCM, rige."],
        ["La Ley 28015, Ley de Promoción.", "La Ley N° 28015, Ley de Promoción y Formalización de la Micro Empresa."],
        ["La RSD N° 009-2015-PCM/SD", "La Resolución de Secretaría de Descentralización Nº 009-2015-PCM-SD"],
        ["El Oficio N° 021-2016-MIMP/DIFAF", "El Informe N° 021-2016-MIMP/DIFAF"],
        ["Las RSD N°024-2014-PCM/SD y RSD N°009-2015-PCM/SD son dos."],
        ["Ley N° 29158, Ley Orgánica del Poder Ejecutivo", "Decreto Legislativo N° 1047, Ley de Organización"],
        [
            "Reglamento de Organización y Funciones – ROF del Ministerio, aprobado por D.S. N° 003-2012-MIMP.",
            "Se actúa conforme al Reglamento de Organización y Funciones, aprobado por D.S. Nº 003-2012-MIMP.",
        ],
        ["Ley N° 27867, Ley Orgánica de Gobiernos Regionales", "Ley 27867, Ley Orgánica de los Gobiernos Regionales"],
    ],
)
def test_one_norm_written_in_lawful_ways_is_silent(texts):
    assert [] == list(citations_consistent(saying(*texts)))


def test_two_norms_of_one_number_with_titles_of_their_own_are_silent():
    record = saying(
        "Resolución Ministerial N° 004-2014-TR, Directiva para inspectores.",
        "Decreto Supremo N° 004-2014-TR, Reglamento de modalidades formativas.",
    )

    assert [] == list(citations_consistent(record))


def test_two_titles_of_one_law_are_told():
    record = saying(
        "Ley N° 27867, Ley Orgánica de Gobiernos Regionales", "Ley N° 27867, Ley de Bases de la Descentralización."
    )

    (found,) = breaches(citations_consistent(record))

    assert found.value == "Ley de Bases de la Descentralización"


def test_one_name_with_two_prepositions_beside_one_norm_is_told():
    record = saying(
        "Por el Decreto Supremo N°010-2014-PRODUCE, se crea el Programa Nacional para la Diversificación Productiva.",
        "Se ha creado el Programa Nacional de Diversificación Productiva (Decreto Supremo N°010-2014-PRODUCE)",
    )

    (found,) = breaches(citations_consistent(record))

    assert "«Programa Nacional para la Diversificación Productiva» (punto 3)" in found.message
    assert "«Programa Nacional de Diversificación Productiva» (punto 4)" in found.message


def test_a_plan_and_a_programme_beside_one_norm_are_two_things():
    record = saying(
        "Decreto Supremo N°004-2014-PRODUCE: el Plan Nacional de Diversificación Productiva y el Programa Nacional de "
        "Diversificación Productiva."
    )

    assert [] == list(citations_consistent(record))


# ------------------------------------------------------------------------------------------------ well formed


def test_citations_of_one_kind_without_their_parts_are_one_breach():
    record = saying("El Decreto Supremo N° 003-MIMP.", "El Decreto Supremo N° 005-PCM.")

    (found,) = breaches(citations_well_formed(record))

    assert "«Decreto Supremo N° 003-MIMP» y «Decreto Supremo N° 005-PCM»: les falta el año" in found.message
    assert found.places == (Location(paragraph=21),)


def test_a_citation_without_number_is_told():
    (found,) = breaches(citations_well_formed(saying("Fue aprobado por Decreto Supremo N°    -2011-PCM.")))

    assert found.point == "3"
    assert "le falta el número" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Ley 27867, Decreto Legislativo N° 1047 y D.S. Nº 027-2007-PCM.",
        "El Decreto Supremo N° 004-2014-TR lo dice. El Decreto Supremo N° 004 rige.",
    ],
)
def test_complete_citations_and_their_short_forms_are_silent(text):
    assert [] == list(citations_well_formed(saying(text)))


# ------------------------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("text", "raw", "why"),
    [
        ("El taller fue el 31 de febrero de 2016.", "31 de febrero de 2016", "no tiene día 31"),
        ("El taller fue el 31/06/2016.", "31/06/2016", "no tiene día 31"),
        ("El taller fue el 29 de febrero de 2015.", "29 de febrero de 2015", "no tiene día 29 en 2015"),
        ("El taller fue el 12/13/2016.", "12/13/2016", "no hay mes 13"),
    ],
)
def test_an_impossible_date_is_told_with_its_reason(text, raw, why):
    (found,) = breaches(dates_possible(saying(text)))

    assert (found.value, found.location) == (raw, Location(paragraph=20))
    assert why in found.message


def test_the_same_impossible_date_in_two_places_is_one_breach():
    record = saying("El 31/02/2016 se reunió.", "Como se dijo, el 31/02/2016.")

    (found,) = breaches(dates_possible(record))

    assert found.places == (Location(paragraph=21),)


@pytest.mark.parametrize(
    "text", ["El 29/02/2016.", "El 8 de junio del año 2015.", "El 1° de enero de 2016.", "Ene. 2016"]
)
def test_possible_dates_are_silent(text):
    assert [] == list(dates_possible(saying(text)))


def test_one_letter_with_two_dates_is_told():
    record = saying(
        "Con el Oficio N° 021-2016-MIMP/DIFAF, del 22 de enero de 2016, se comunicó.",
        "Mediante Oficio Nº 21-2016-MIMP/DIFAF, de fecha 25/02/2016, se comunicó.",
    )

    (found,) = breaches(dates_agree(record))

    assert "22 de enero de 2016 (punto 3) y 25/02/2016 (punto 4)" in found.message


@pytest.mark.parametrize(
    "texts",
    [
        ["Oficio N° 021-2016-MIMP, del 22 de enero de 2016", "Oficio N° 021-2016-MIMP, del 22/01/2016"],
        [
            "Oficio N° 331-2015-PRODUCE, del 8 de junio de 2015",
            "Oficio N° 639-2015-PRODUCE, del 31 de diciembre de 2015",
        ],
        ["Ley N° 29271, del 21 de octubre de 2008", "Ley N° 29271, publicada el 22 de octubre de 2008"],
        ["La reunión técnica del 3 de marzo de 2016", "La reunión técnica del 10 de marzo de 2016"],
    ],
)
def test_dates_that_do_not_contradict_are_silent(texts):
    assert [] == list(dates_agree(saying(*texts)))


def test_two_dates_of_one_workshop_are_a_doubt():
    record = saying(
        "En el taller macrorregional del 12 de febrero de 2016 se validó.",
        "En el taller macrorregional del 19 de febrero de 2016 se revisó.",
    )

    assert [State.POR_VERIFICAR] == [b.state for b in doubts(dates_agree(record))]
    assert [] == breaches(dates_agree(record))


# ------------------------------------------------------------------------------------------------ annexes


def check_annexes(record: Record):
    return list(annexes_attached(record, own_form=OWN_FORM))


def test_an_annex_said_to_be_attached_and_not_there_is_told():
    (found,) = breaches(check_annexes(saying("El cronograma se adjunta al presente documento (Anexo N° 4).")))

    assert (found.point, found.value, found.location) == ("3", "Anexo N° 4", Location(paragraph=20))


@pytest.mark.parametrize(
    "heading", ["ANEXO N° 4: Casos reportados", "Anexo 4", "ANEXO IV – CRONOGRAMA", "Anexo Nº 04.- Cronograma"]
)
def test_an_annex_with_its_heading_is_there(heading):
    record = saying("El cronograma se adjunta (Anexo N° 4).")
    blocks = (*record.document.blocks, a_paragraph(heading, 90))

    assert [] == check_annexes(replace(record, document=replace(record.document, blocks=blocks)))


def test_an_annex_named_in_the_header_of_its_pages_is_there():
    record = saying("El cronograma se adjunta (Anexo N° 4).")
    furniture = (Furniture(kind="header", text="ANEXO N° 4"),)

    assert [] == check_annexes(replace(record, document=replace(record.document, furniture=furniture)))


def test_the_form_s_own_title_is_no_annex_of_the_submission():
    record = saying("El consolidado se adjunta (Anexo N° 1).")
    blocks = (a_paragraph("ANEXO 1", 1), *record.document.blocks)
    record = replace(record, document=replace(record.document, blocks=blocks))
    record = replace(record, points={"3": replace(record.points["3"], location=Location(paragraph=20))})

    assert ["Anexo N° 1"] == [b.value for b in breaches(check_annexes(record))]


def test_annexes_only_referred_to_are_one_doubt():
    found = check_annexes(saying("Según la matriz (Anexo N° 2).", "Se llenará el reporte (Anexo N° 3)."))

    assert [State.POR_VERIFICAR] == [b.state for b in found]
    assert "«Anexo N° 2» y «Anexo N° 3»" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "El formato es el del Anexo N° 1 de los Lineamientos Generales, que se adjuntan.",
        "De acuerdo con el Anexo 2 de la Resolución Ministerial N° 064-2016-PCM.",
        "Se acompaña como anexo a la propuesta el detalle.",
        "El Anexo 1 Esquema para el desarrollo de la Fase de Diseño fue aprobado.",
    ],
)
def test_annexes_of_norms_and_the_form_are_not_asked_for(text):
    assert [] == check_annexes(saying(text))


def test_a_line_of_the_index_is_no_annex():
    record = saying("El cronograma se adjunta (Anexo N° 4).")
    line = a_paragraph("Anexo N° 4: Cronograma", 2)
    record = replace(record, document=replace(record.document, blocks=(line, *record.document.blocks)))
    record = replace(record, index=(IndexLine(text=line.text, page="9", location=line.location),))

    assert len(breaches(check_annexes(record))) == 1


def test_an_annex_may_stand_on_an_unread_page():
    record = saying("El cronograma se adjunta (Anexo N° 4).")

    found = check_annexes(replace(record, document=replace(record.document, unread_pages=(9,))))

    assert [State.POR_VERIFICAR] == [b.state for b in found]


@pytest.mark.parametrize("text", ["555 0133, anexo 12", "Tel. (01) 555-0100 / anexo 12", "Telf.: 555 0133 anexo 12"])
def test_the_extension_of_a_telephone_is_no_annex(text):
    assert [] == [m for m in saying(text).mentions if m.kind == "annex"]
    assert doubts(check_annexes(saying("Véase la RM 015-2015-123, anexo 12")))


@pytest.mark.parametrize(("head", "is_annex"), [("Teléfono", False), ("Sustento", True)])
def test_an_annex_in_a_cell_for_telephones_is_an_extension(head, is_annex):
    table = a_table([["Nombre", head], ["Ana Ejemplo", "Anexo 12"]])
    record = a_record(a_point("3", table))
    cell = next(p for p in record.document.paragraphs() if p.text == "Anexo 12")
    said = "Ver anexo 12"
    mention = Mention(kind="annex", raw="Anexo 12", noun="12", value=None, context=said, location=cell.location)
    other = a_table([["Nombre", head], ["Ana Ejemplo", said]])
    document = replace(record.document, blocks=(other,))
    record = replace(record, document=document, mentions=(mention,))

    assert is_annex is bool(doubts(check_annexes(record)))
