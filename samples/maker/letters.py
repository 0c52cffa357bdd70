"""Oficios and resolutions: their content as values with the correct ones as defaults, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass

from .markup import Look, paragraph, run, runs
from .word import Word

MINISTRY, ORGAN = "Ministerio de la Mujer y Poblaciones Vulnerables", "Despacho Viceministerial"
YEAR_2016 = "Año de la Consolidación del Mar de Grau"
SERVICE = "Desarrollo Integral de la Familia"


@dataclass(frozen=True)
class Oficio:
    """One oficio; an empty value is left out. `tabbed` writes the subject with tabs, as many offices do."""

    number: str = "OFICIO N° 021-2016-MIMP/DVMPV"
    place_date: str = "Lima, 22 de enero de 2016"
    addressee: tuple[str, ...] = (
        "Señora",
        "ANA EJEMPLO PRUEBA",
        "Secretaria de Descentralización",
        "Presidencia del Consejo de Ministros",
        "Presente.-",
    )
    subject: str = f"Conformación del Equipo de Trabajo de Mejora Continua del servicio {SERVICE}"
    reference: str = "Resolución de Secretaría de Descentralización N° 009-2015-PCM/SD"
    greeting: str = "De mi consideración:"
    body: tuple[str, ...] = (
        "Tengo el agrado de dirigirme a usted en relación con el documento de la referencia, con el cual se aprobaron "
        "los lineamientos para las acciones de mejora continua de los servicios públicos evaluados.",
        "Al respecto, comunico que este Sector ha conformado el Equipo de Trabajo encargado de la fase de diseño, "
        "integrado por la Dirección de Fortalecimiento de las Familias, que lo coordina, la Oficina de Planeamiento y "
        "Presupuesto y la Oficina de Gestión Descentralizada.",
        "Asimismo, agradeceré considerar la asistencia técnica de su despacho durante la elaboración de la propuesta.",
    )
    farewell: tuple[str, ...] = (
        "Hago propicia la ocasión para expresarle los sentimientos de mi especial consideración.",
        "Atentamente,",
    )
    signature: tuple[str, ...] = ("ROSA EJEMPLO MUESTRA", "Viceministra de Poblaciones Vulnerables", MINISTRY)
    foot: tuple[str, ...] = ("c.c. Archivo",)
    year: str = YEAR_2016
    date_first: bool = False
    tabbed: bool = False


@dataclass(frozen=True)
class Resolucion:
    """One resolution; an empty value is left out."""

    heading: tuple[str, ...] = ("RESOLUCIÓN MINISTERIAL N° 045-2016-MIMP",)
    place_date: str = "Lima, 29 de febrero de 2016"
    seen: tuple[str, ...] = (
        "VISTO:",
        "El Informe N° 012-2016-MIMP/DGFC de la Dirección General de la Familia y la Comunidad; y,",
    )
    considering: tuple[str, ...] = (
        "CONSIDERANDO:",
        "Que, el artículo 188 de la Constitución Política del Perú establece que la descentralización es una política "
        "permanente de Estado, de carácter obligatorio;",
        "Que, mediante Resolución de Secretaría de Descentralización N° 009-2015-PCM/SD se aprobaron los lineamientos "
        "para la determinación e implementación de las acciones de mejora continua de los servicios públicos;",
        f"Que, en ese marco, corresponde constituir el Equipo de Trabajo del servicio {SERVICE} y aprobar la propuesta "
        "que ha elaborado;",
        "De conformidad con la Ley N° 29158, Ley Orgánica del Poder Ejecutivo, y con el Reglamento de Organización y "
        "Funciones aprobado por Decreto Supremo N° 003-2012-MIMP;",
    )
    resolves: tuple[str, ...] = (
        "SE RESUELVE:",
        f"Artículo 1.- Aprobar la propuesta de acciones de mejora continua del servicio {SERVICE}, que como anexo "
        "forma parte de la presente resolución.",
        "Artículo 2.- Encargar su ejecución a la Dirección General de la Familia y la Comunidad.",
        "Artículo 3.- Disponer la publicación de la presente resolución en el portal institucional del Ministerio.",
    )
    order: str = "Regístrese, comuníquese y publíquese."
    signature: tuple[str, ...] = ("ROSA EJEMPLO MUESTRA", "Ministra de la Mujer y Poblaciones Vulnerables")
    year: str = YEAR_2016


def add_oficio(word: Word, oficio: Oficio, *, new_page: bool = False) -> None:
    """Append an oficio."""
    number = paragraph(oficio.number, Look(bold=True, new_page=new_page and not oficio.date_first))
    date = paragraph(oficio.place_date, Look(align="right", new_page=new_page and oficio.date_first))
    head = [date, number] if oficio.date_first else [number, date]
    present = (oficio.place_date, oficio.number) if oficio.date_first else (oficio.number, oficio.place_date)
    word.add(*(piece for piece, text in zip(head, present, strict=True) if text))
    for place, line in enumerate(oficio.addressee):
        word.add(paragraph(line, Look(bold=line.isupper(), after=0 if place + 1 < len(oficio.addressee) else 160)))
    for label, text in (("Asunto", oficio.subject), ("Referencia", oficio.reference)):
        if text and oficio.tabbed:
            word.add(paragraph(inner=run(f"{label.upper()}\t:\t{text}")))
        elif text:
            word.add(paragraph(f"**{label}:** {text}"))
    if oficio.greeting:
        word.add(paragraph(oficio.greeting))
    word.add(*(paragraph(text, Look(align="both")) for text in (*oficio.body, *oficio.farewell)))
    _sign(word, oficio.signature)
    word.add(*(paragraph(line, Look(size=16, after=0)) for line in oficio.foot))


def add_resolucion(word: Word, resolucion: Resolucion, *, new_page: bool = False) -> None:
    """Append a resolution."""
    for place, line in enumerate(resolucion.heading):
        look = Look(bold=True, align="center", size=26, new_page=new_page and place == 0)
        word.add(paragraph(line, look))
    if resolucion.place_date:
        word.add(paragraph(resolucion.place_date))
    for part in (resolucion.seen, resolucion.considering, resolucion.resolves):
        for text in part:
            word.add(paragraph(inner=runs(text, Look(bold=text.isupper())), look=Look(align="both")))
    if resolucion.order:
        word.add(paragraph(resolucion.order))
    _sign(word, resolucion.signature)


def _sign(word: Word, lines: tuple[str, ...]) -> None:
    """Append the space of a signature and the lines under it."""
    word.add(*[paragraph()] * 3)
    word.add(*(paragraph(line, Look(bold=line.isupper(), align="center", after=0)) for line in lines))


def begin(year: str, *, organ: str = ORGAN, ministry: str = MINISTRY) -> Word:
    """Return an empty document with the State's letterhead and the name of the year."""
    word = Word("Documento", organ)
    word.letterhead(ministry, organ, [f'"{year}"'] if year else [])
    return word
