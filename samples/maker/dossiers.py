"""Whole folders of documents: one with the evidence of all nine phases, one with gaps and contradictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from . import form
from .body import blocks
from .letter_cases import OFICIO, RESOLUCION, SENDING
from .letters import SERVICE, YEAR_2016, Oficio, Resolucion, add_oficio, add_resolucion, begin
from .markup import Look, paragraph
from .source import DATA, load, parse
from .word import Word

Writer = Callable[[Path], None]
ACTS = Path(__file__).parent.parent / "expediente" / "_data"
COMMISSION = "Comisión Intergubernamental del Sector Mujer y Poblaciones Vulnerables"
PROPOSAL = replace(
    OFICIO,
    number="OFICIO N° 031-2016-MIMP/DVMPV",
    place_date="Lima, 16 de marzo de 2016",
    subject=f"Remite la propuesta de Acciones de Mejora Continua del servicio {SERVICE}",
    reference="",
    body=(
        f"Me dirijo a usted para remitir el Anexo 1 – Fase de Diseño del servicio {SERVICE}, elaborado por el Equipo "
        "de Trabajo de este Sector.",
    ),
)
APPROVED = replace(
    SENDING,
    body=(
        "Me dirijo a usted para poner en su conocimiento las Acciones de Mejora Continua del servicio "
        f"{SERVICE}, aprobadas por la {COMMISSION} en su sesión del 27 de mayo de 2016, y remitir la Resolución "
        "Ministerial N° 045-2016-MIMP.",
    ),
    number="OFICIO N° 064-2016-MIMP/DVMPV",
    place_date="Lima, 10 de junio de 2016",
)
ADJUSTED = replace(
    OFICIO,
    number="OFICIO N° 102-2016-MIMP/DVMPV",
    place_date="Lima, 14 de octubre de 2016",
    subject="Comunica ajustes en la implementación de las acciones de mejora continua",
    reference="",
    body=(
        "Comunico a usted que el curso para los gobiernos locales sufrió un retraso de un mes respecto de lo "
        f"programado en el Plan de Implementación del servicio {SERVICE}, y que se ajusta su cronograma.",
    ),
)


def folders() -> Mapping[str, Mapping[str, Writer]]:
    """Return the writers of each folder's files, by folder and path."""
    full: dict[str, Writer] = {
        "01-difusion/acta-de-presentacion.docx": _act("difusion"),
        "02-organizacion/oficio-021.docx": _letters(OFICIO),
        "03-diseno/oficio-031-con-anexo-1.docx": proposal,
        "04-socializacion/acta-del-taller.docx": _act("taller"),
        "05-aprobacion/acta-de-la-comision.docx": _act("comision"),
        "05-aprobacion/resolucion-045.docx": _letters(RESOLUCION),
        "06-reconocimiento/oficio-064.docx": _letters(APPROVED),
        "07-implementacion/oficio-102.docx": _letters(ADJUSTED),
        "08-supervision/informe.docx": _act("supervision"),
        "09-evaluacion/informe.docx": _act("evaluacion"),
    }
    other = replace(RESOLUCION, heading=("RESOLUCIÓN MINISTERIAL N° 054-2016-MIMP",))
    invited = replace(
        OFICIO,
        number="OFICIO MÚLTIPLE N° 008-2016-MIMP/DVMPV",
        place_date="Lima, 11 de abril de 2016",
        addressee=("Señores", "Gerentes Regionales de Desarrollo Social", "Gobiernos Regionales", "Presente.-"),
        subject="Convocatoria al taller de socialización",
        reference="Oficio N° 031-2016-MIMP/DVMPV, de fecha 18 de marzo de 2016",
        body=(
            "Tengo el agrado de convocarlos al taller de socialización de la propuesta del servicio Promoción del "
            "Empleo Rural, según el Oficio N° 031-2016-MIMP/DVMPV, de fecha 18 de marzo de 2016.",
        ),
    )
    gaps: dict[str, Writer] = {
        "oficio-008-convocatoria.docx": _letters(invited),
        "oficio-021.docx": _letters(OFICIO),
        "oficio-031-con-anexo-1.docx": proposal,
        "oficio-064-y-resolucion.docx": _letters(APPROVED, other),
    }
    return {"familia-completo": full, "familia-con-vacios": gaps}


def proposal(path: Path) -> None:
    """Write the letter that sends the form, and the form behind it, as one file."""
    word = begin(YEAR_2016)
    add_oficio(word, PROPOSAL)
    form.add(word, load(DATA / "familia", None, True), new_page=True)
    word.save(path)


def _letters(*papers: Oficio | Resolucion) -> Writer:
    def write(path: Path) -> None:
        word = begin(papers[0].year)
        for place, paper in enumerate(papers):
            if isinstance(paper, Oficio):
                add_oficio(word, paper, new_page=place > 0)
            else:
                add_resolucion(word, paper, new_page=place > 0)
        word.save(path)

    return write


def _act(name: str) -> Writer:
    def write(path: Path) -> None:
        word = Word("Acta", "Secretaría de Descentralización")
        title, _, text = (ACTS / f"{name}.md").read_text(encoding="utf-8").partition("\n")
        word.add(paragraph(title, Look(bold=True, align="center", size=24)))
        word.add(*blocks(word, parse(text), word.room, 18))
        word.save(path)

    return write
