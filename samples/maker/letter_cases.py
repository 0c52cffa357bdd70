"""The samples of oficios and resolutions: one fault, or one unusual but lawful way, each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .expectation import expectation
from .letters import SERVICE, Oficio, Resolucion, add_oficio, add_resolucion
from .word import Word

OFICIO, RESOLUCION = Oficio(), Resolucion()
SENDING = replace(
    OFICIO,
    number="OFICIO N° 038-2016-MIMP/DVMPV",
    place_date="Lima, 3 de marzo de 2016",
    subject=f"Remite la aprobación de las acciones de mejora continua del servicio {SERVICE}",
    body=(
        "Me dirijo a usted para hacerle llegar la Resolución Ministerial N° 045-2016-MIMP, con la cual se aprueba la "
        "propuesta elaborada en el marco de la Resolución de Secretaría de Descentralización N° 009-2015-PCM/SD.",
    ),
)


@dataclass(frozen=True)
class LetterCase:
    """A sample: what is written, one document after the other, and what a checker must find."""

    name: str
    papers: tuple[Oficio | Resolucion, ...]
    points: tuple[str, ...] = ()
    evidence: str = ""
    pdf: bool = False
    docx: bool = True

    @property
    def folder(self) -> str:
        """The folder of its type."""
        return "oficio" if isinstance(self.papers[0], Oficio) else "resolucion"

    def write(self, word: Word) -> None:
        """Append its documents, each on a new page."""
        for place, paper in enumerate(self.papers):
            add: Callable[..., None] = add_oficio if isinstance(paper, Oficio) else add_resolucion
            add(word, paper, new_page=place > 0)

    def expected(self) -> dict[str, Any]:
        """Return what the file beside the sample says."""
        doctype = "oficio" if isinstance(self.papers[-1], Oficio) else "resolucion"
        return expectation(self.name, doctype=doctype, points=self.points, evidence=self.evidence)


def _oficio(
    name: str, point: str = "", evidence: str = "", *, pdf: bool = False, **changes: str | bool | tuple[str, ...]
) -> LetterCase:
    points = (point,) if point else ()
    return LetterCase(name, (replace(OFICIO, **changes),), points, evidence, pdf)


def _resolucion(
    name: str, point: str = "", evidence: str = "", *, pdf: bool = False, **changes: str | bool | tuple[str, ...]
) -> LetterCase:
    points = (point,) if point else ()
    return LetterCase(name, (replace(RESOLUCION, **changes),), points, evidence, pdf)


OFICIOS = (
    _oficio("pass-completo", pdf=True),
    _oficio(
        "pass-OF-01-multiple-con-numero-digital",
        pdf=True,
        number="OFICIO MÚLTIPLE N° D000331-2023-MIMP-DVMPV",
        place_date="San Isidro, 05 de mayo del 2023",
        addressee=("Señores", "Gerentes Regionales de Desarrollo Social", "Gobiernos Regionales", "Presente.-"),
        subject="Convocatoria a la reunión de coordinación de los gobiernos regionales",
        reference="",
        year="Año de la unidad, la paz y el desarrollo",
        tabbed=True,
    ),
    _oficio(
        "pass-OF-01-formas-antiguas",
        number="OFICIO N°030-08-MIMP-DVMPV",
        place_date="Tacna, 2008 setiembre 03",
        year="Año de las Cumbres Mundiales en el Perú",
        reference="",
        greeting="",
        date_first=True,
    ),
    _oficio(
        "pass-OF-01-anio-anterior-en-enero",
        place_date="Lima, 08 de enero de 2016",
        year="Año de la Diversificación Productiva y del Fortalecimiento de la Educación",
    ),
    _oficio(
        "pass-OF-01-destinatario-sin-nombre",
        addressee=("Señor", "Secretario de Descentralización", "Presidencia del Consejo de Ministros", "Presente.-"),
        farewell=("Sin otro particular, quedo de usted.", "Cordialmente,"),
        tabbed=True,
    ),
    _oficio("pass-RE-02-no-remite-nada"),
    LetterCase("pass-RE-02-sigue-lo-remitido", (SENDING, RESOLUCION), pdf=True),
    _oficio("fail-OF-01-numero-en-blanco", "Número", "el número", number="OFICIO N°        -2016-MIMP/DVMPV", pdf=True),
    _oficio("fail-OF-01-numero-sin-siglas", "Número", "OFICIO N° 021-2016", number="OFICIO N° 021-2016"),
    _oficio("fail-OF-01-numero-sin-anio", "Número", "el año", number="OFICIO N° 021-MIMP/DVMPV"),
    _oficio("fail-OF-01-sin-fecha", "Lugar y fecha", "el lugar y la fecha", place_date=""),
    _oficio(
        "fail-OF-01-fecha-en-blanco", "Lugar y fecha", "la fecha completa", place_date="Lima,      de enero de 2016"
    ),
    _oficio("fail-OF-01-sin-destinatario", "Destinatario", "el destinatario", addressee=()),
    _oficio(
        "fail-OF-01-destinatario-sin-cargo",
        "Destinatario",
        "el cargo",
        addressee=("Señora", "ANA EJEMPLO PRUEBA", "Presidencia del Consejo de Ministros", "Presente.-"),
        pdf=True,
    ),
    _oficio(
        "fail-OF-01-destinatario-sin-entidad",
        "Destinatario",
        "la entidad",
        addressee=("Señora", "ANA EJEMPLO PRUEBA", "Secretaria", "Presente.-"),
    ),
    _oficio("fail-OF-01-sin-asunto", "Asunto", "el asunto", subject=""),
    _oficio("fail-OF-01-sin-cuerpo", "Cuerpo", "el cuerpo", body=()),
    _oficio("fail-OF-01-sin-despedida", "Despedida", "la despedida", farewell=(), signature=(), foot=()),
    _oficio("fail-OF-01-firma-sin-cargo", "Firma", "el cargo", signature=("ROSA EJEMPLO MUESTRA",)),
    _oficio(
        "fail-OF-01-nombre-de-otro-anio",
        "Lugar y fecha",
        "Industria Responsable",
        year="Año de la Promoción de la Industria Responsable y del Compromiso Climático",
        pdf=True,
    ),
    LetterCase(
        "fail-RE-02-sigue-otra-resolucion",
        (SENDING, replace(RESOLUCION, heading=("RESOLUCIÓN MINISTERIAL N° 054-2016-MIMP",))),
        ("Cuerpo",),
        "054-2016-MIMP",
        pdf=True,
    ),
    LetterCase("review-RE-02-lo-remitido-no-esta", (SENDING,)),
    LetterCase(
        "review-RE-02-otros-folios",
        (
            replace(
                SENDING,
                body=(
                    "Me dirijo a usted para hacerle llegar la Resolución Ministerial N° 045-2016-MIMP, en "
                    "veinticuatro (24) folios, para su conocimiento y los fines que corresponden.",
                ),
            ),
            RESOLUCION,
        ),
        pdf=True,
        docx=False,
    ),
)
RESOLUCIONES = (
    _resolucion("pass-completo", pdf=True),
    _resolucion(
        "pass-RE-01-articulos-con-ordinales",
        heading=("Resolución Directoral", "No. 017-2016-MIMP/DGFC"),
        seen=("VISTOS, el Informe N° 012-2016-MIMP/DGFC y el Memorando N° 101-2016-MIMP/OGPP; y,",),
        resolves=(
            "SE RESUELVE:",
            "Artículo Primero.- Constituir el Equipo de Trabajo de Mejora Continua.",
            "Artículo Segundo.- Notificar la presente resolución a los órganos que lo integran.",
            "Artículo Tercero.- Publíquese en el portal institucional.",
        ),
        order="Regístrese y comuníquese",
        signature=("LUIS EJEMPLO PRUEBA", "Director General", "Dirección General de la Familia y la Comunidad"),
        pdf=True,
    ),
    _resolucion(
        "pass-RE-01-articulo-unico",
        heading=("RESOLUCIÓN SUPREMA Nº 004-2016-MIMP",),
        resolves=("SE RESUELVE:", "Artículo Único.- Designar a la representante del Ministerio ante la comisión."),
        signature=("Rúbrica del señor Presidente de la República", "ROSA EJEMPLO MUESTRA", "Ministra de la Mujer"),
    ),
    _resolucion(
        "pass-RE-01-modifica-otra-norma",
        resolves=(
            "SE RESUELVE:",
            "Artículo 1.- Modificar los artículos 5 y 6 del reglamento interno, en los siguientes términos:",
            "“Artículo 5.- El equipo se reúne cada quince días.",
            "Artículo 6.- Sus acuerdos constan en acta.”",
            "Artículo 2.- Disponer la publicación de la presente resolución en el portal institucional.",
        ),
    ),
    _resolucion(
        "fail-RE-01-sin-numero", "Clase y número", "el número", heading=("RESOLUCIÓN MINISTERIAL N°       -2016-MIMP",),
        pdf=True,
    ),
    _resolucion(
        "fail-RE-01-sin-siglas", "Clase y número", "las siglas", heading=("RESOLUCIÓN MINISTERIAL N° 045-2016",)
    ),
    _resolucion("fail-RE-01-sin-fecha", "Lugar y fecha", "el lugar y la fecha", place_date=""),
    _resolucion("fail-RE-01-sin-vistos", "Vistos", "Vistos", seen=()),
    _resolucion("fail-RE-01-sin-considerandos", "Considerando", "Considerando", considering=()),
    _resolucion("fail-RE-01-considerando-vacio", "Considerando", "no tiene contenido", considering=("CONSIDERANDO:",)),
    _resolucion(
        "fail-RE-01-articulo-saltado",
        "Se resuelve",
        "artículo 3",
        resolves=(RESOLUCION.resolves[0], RESOLUCION.resolves[1], RESOLUCION.resolves[3]),
        pdf=True,
    ),
    _resolucion(
        "fail-RE-01-articulo-repetido",
        "Se resuelve",
        "repetido",
        resolves=(
            *RESOLUCION.resolves[:2],
            "Artículo 1.- Encargar su ejecución a la Dirección General de la Familia y la Comunidad.",
            "Artículo 2.- Disponer la publicación de la presente resolución en el portal institucional.",
        ),
    ),
    _resolucion(
        "fail-RE-01-sin-publicacion",
        "Publicación",
        "publicación",
        resolves=RESOLUCION.resolves[:3],
        order="Regístrese y comuníquese.",
    ),
    _resolucion(
        "review-RE-01-se-notifica",
        resolves=(
            *RESOLUCION.resolves[:3],
            "Artículo 3.- Notificar la presente resolución a los órganos que integran el Equipo de Trabajo.",
        ),
        order="Regístrese y comuníquese.",
    ),
    _resolucion("fail-RE-01-sin-mandato-final", "Mandato final", "mandato final", order=""),
    _resolucion("fail-RE-01-firma-sin-cargo", "Firma", "el cargo", signature=("ROSA EJEMPLO MUESTRA",)),
    _resolucion(
        "fail-RE-01-nombre-de-otro-anio",
        "Lugar y fecha",
        "Buen Servicio",
        year="Año del Buen Servicio al Ciudadano",
    ),
)
CASES = (*OFICIOS, *RESOLUCIONES)
