"""The list that goes with a corrected document."""

from __future__ import annotations

import json

from amc_docs.amending import listing
from amc_docs.amending.plan import Correction, Pending
from amc_docs.amending.result import Amended
from amc_docs.document import Location
from amc_docs.findings import Finding, Severity, State
from amc_docs.writers import Options

FINDING = Finding(
    rule="X-01-meta",
    obligation="X-01",
    state=State.INCUMPLE,
    severity=Severity.ERROR,
    point="3",
    message="Punto 3: el indicador no tiene meta.",
    suggestion="Escriba la meta.",
    citation="Norma 1, punto 3",
    evidence="indicador",
    location=Location(table=2, row=3, column=1),
)
CHANGED = Correction(
    point="2",
    location=Location(paragraph=7),
    before="Ley 27867",
    after="Ley N° 27867",
    why="El número se escribe después de «N°».",
    citation="Norma 1",
)


def amended(**more):
    return Amended(
        content=b"", doctype="informe", title="Informe", corrections=(CHANGED,),
        pending=(Pending(finding=FINDING, is_gap=True),),
        **{"doubts": 0, "unplaced": 0, **more},
    )  # fmt: skip


def text(**more):
    return listing.text(amended(**more), "a.docx", Options())


def test_each_line_says_what_where_and_why():
    said = text()

    assert "1 corrección · 1 marca por completar o corregir" in said
    for words in ("Dice         «Ley 27867»", "Debe decir   «Ley N° 27867»", "Dónde        párrafo 7"):
        assert words in said
    assert "FALTA  Punto 3: el indicador no tiene meta." in said
    assert "tabla 2, fila 4, columna 2" in said
    assert "ADEMÁS" not in said


def test_nothing_is_kept_quiet():
    said = " ".join(
        text(doubts=2, unplaced=5, new=(FINDING,), lost=("palabra",), warnings=("No se leyó la página 4.",)).split()
    )

    assert "Hay 2 asuntos que deben ser verificados por una persona" in said
    assert "anexo «Contenido no ubicado»" in said
    assert "se observa además: Punto 3: el indicador no tiene meta." in said
    assert "No se hallan en el resultado las palabras: palabra." in said
    assert "De la lectura: No se leyó la página 4." in said


def test_what_is_taken_out_is_said_so():
    gone = Correction(point=None, location=None, before="Índice", after="", why="Se retira.", citation="Norma 1")
    made = Amended(
        content=b"", doctype="informe", title="Informe", corrections=(gone,), pending=(), doubts=1, unplaced=0
    )
    said = listing.text(made, "a.docx", Options())

    assert "Debe decir   (se retira)" in said
    assert "Hay 1 asunto que debe ser verificado por una persona; no se tocó." in " ".join(said.split())


def test_the_same_for_programs():
    found = json.loads(listing.as_json(amended(warnings=("x",)), "a.docx"))

    assert (found["tipo"], found["titulo"]) == ("informe", "Informe")
    assert found["correcciones"][0]["debe_decir"] == "Ley N° 27867"
    assert found["pendientes"][0]["lugar"] == "tabla 2, fila 4, columna 2"
    assert found["pendientes"][0]["falta"] is True
    assert found["advertencias"] == ["x"]
