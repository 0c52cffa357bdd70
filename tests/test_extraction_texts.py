"""Norms, figures, dates and annexes in running text, and tables of contents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from amc_docs.document import Paragraph
from amc_docs.extraction import citations, contents, mentions
from amc_docs.extraction.forms import Piece
from tests.documents import document, line


def cited(text: str) -> list[str]:
    return [c.key for c in citations.find(Paragraph(text=text), None)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ley N° 27867, Ley Orgánica de Gobiernos Regionales", "Ley 27867"),
        ("la Ley Nº 29158", "Ley 29158"),
        ("Modifica la Ley 28015", "Ley 28015"),
        ("Decreto Supremo N° 029-2018-PCM", "Decreto Supremo 29-2018-PCM"),
        ("DS Nº 047-2009-PCM", "Decreto Supremo 47-2009-PCM"),
        ("D.S. 027-2007-PCM", "Decreto Supremo 27-2007-PCM"),
        ("D.S. N.º 003-97-TR", "Decreto Supremo 3-1997-TR"),
        ("R.M. N° 144-2017-VIVIENDA", "Resolución Ministerial 144-2017-VIVIENDA"),
        ("Resolución Ministerial N° 335-2012-PCM", "Resolución Ministerial 335-2012-PCM"),
        (
            "RESOLUCIÓN DE SECRETARÍA DE DESCENTRALIZACIÓN Nº 059-2009-PCM/SD",
            "Resolución de Secretaría de Descentralización 59-2009-PCM/SD",
        ),
        (
            "Resolución de Secretaría de Descentralización N° 059-2009-PCM-SD",
            "Resolución de Secretaría de Descentralización 59-2009-PCM/SD",
        ),
        (
            "Resolución de Presidencia de Consejo Directivo N° 00057-2018/CEPLAN/PCD",
            "Resolución de Presidencia de Consejo Directivo 57-2018-CEPLAN/PCD",
        ),
        ("Directiva N° 003-2015-EF/50.01", "Directiva 3-2015-EF/50.01"),
        ("Decreto Legislativo N° 1047", "Decreto Legislativo 1047"),
        ("Oficio N° 331-2015-PRODUCE/DVMYPE-I", "Oficio 331-2015-PRODUCE/DVMYPE/I"),
        ("Decreto Supremo\u00a0N°\u00a0013-2013-PRODUCE, Artículo 82°", "Decreto Supremo 13-2013-PRODUCE"),
    ],
)
def test_norms_are_cited_in_canonical_form(text, key):
    assert [key] == cited(
        text.replace("RESOLUCIÓN DE SECRETARÍA DE DESCENTRALIZACIÓN", "Resolución de Secretaría de Descentralización")
    )


@pytest.mark.parametrize(
    "text", ["la Ley 3 veces", "D.S. del año 2015", "leyes de 2014 y 2015", "en 2015 se aprobó", "RM 5"]
)
def test_words_that_only_look_like_a_citation_are_none(text):
    assert [] == cited(text)


def test_articles_and_title_stand_beside_the_citation():
    (found,) = citations.find(
        Paragraph(text="Artículo 48 de la Ley N° 27867, Ley Orgánica de Gobiernos Regionales."), "4"
    )

    assert ("48",) == found.articles
    assert "Ley Orgánica de Gobiernos Regionales" == found.title
    assert "4" == found.point


def test_a_decree_without_year_is_malformed_and_a_law_needs_none():
    (decree,) = citations.find(Paragraph(text="Decreto Supremo N° 027-PCM"), None)
    (law,) = citations.find(Paragraph(text="Ley 27972"), None)

    assert not decree.is_well_formed
    assert law.is_well_formed


def said(text: str, kind: str) -> list[object]:
    return [m.value for m in mentions.find(Paragraph(text=text), None, None) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("el presupuesto de S/.4,138,581 asignado", "amount", [Decimal(4138581)]),
        ("asciende a S/ 1'250,000.50 en total", "amount", [Decimal("1250000.50")]),
        ("un costo de 8 500 soles", "amount", [Decimal(8500)]),
        ("ocho (08) productos a desarrollar", "count", [8]),
        ("treinta y dos (32) actividades", "count", [32]),
        ("priorizando cinco productos", "count", [5]),
        ("el 08 de junio del año 2015", "date", [date(2015, 6, 8)]),
        ("Lima, 1° de setiembre de 2016", "date", [date(2016, 9, 1)]),
        ("el 31/02/2016 vence", "date", [None]),
        ("del 31 de junio de 2016", "date", [None]),
        ("N° 12.05.2016-X", "date", [date(2016, 5, 12)]),
    ],
)
def test_figures_and_dates_are_read(text, kind, values):
    assert values == said(text, kind)


def test_an_annex_is_mentioned_with_its_label_and_sentence():
    (found,) = [
        m
        for m in mentions.find(Paragraph(text="Hay un plan. El cual se adjunta (Anexo N°4)."), None, None)
        if m.kind == "annex"
    ]

    assert "4" == found.noun
    assert found.context.startswith("El cual se adjunta")


def test_a_table_of_contents_is_known_by_leaders_and_pages():
    lines = [
        "ÍNDICE",
        "1. Sector ........ 4",
        "2. Servicio evaluado .... 5",
        "3. Gobierno Nacional\t6",
        "Texto normal del documento.",
    ]
    pieces = [Piece(block=b) for b in document(*[line(t) for t in lines]).blocks]

    assert {1: "4", 2: "5", 3: "6"} == {i: entry.page for i, entry in contents.find(pieces).items()}


def test_a_single_line_that_ends_with_a_number_is_no_table_of_contents():
    pieces = [Piece(block=line("Se atendieron 45 personas en 2015"))]

    assert {} == contents.find(pieces)
