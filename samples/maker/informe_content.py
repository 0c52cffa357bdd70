"""An invented report on a national policy as data: its indicators, and the texts and tables that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from .content import Block, Listing, Table, Text
from .informe_indicators import Indicator, indicators
from .informe_tables import in_lines, levels, relation, results

MINISTRY = "Ministerio de Archivos y Bibliotecas"
ORGAN = "Oficina General de Planificación y Estadística"
YEAR = 2019
WORDS = ("cero", "una", "dos", "tres", "cuatro", "cinco")


@dataclass
class Part:
    """A section of the report; `number` is empty for a part without one, `level` 1 or 2."""

    number: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    level: int = 1
    new_page: bool = False
    separator: str = "."

    @property
    def heading(self) -> str:
        """The number and title as one text."""
        return f"{self.number}{self.separator} {self.title}" if self.number else self.title


@dataclass
class Informe:
    """A report before any layout."""

    annual: bool
    cover: str
    title: str
    number: str
    date: str
    parts: list[Part]
    signature: list[str]
    index: list[tuple[str, int]]
    place_of_signature: str = "6.1"
    signature_table: bool = False

    def part(self, number: str) -> Part:
        """Return a part by its number, or by the first words of its title."""
        return next(p for p in self.parts if p.number == number or (not p.number and p.title.startswith(number)))

    def table(self, key: str) -> Table:
        """Return a table by its key."""
        tables = (b for part in self.parts for b in part.blocks if isinstance(b, Table))
        return next(t for t in tables if t.key == key)


def compose(annual: bool, rows: list[Indicator] | None = None) -> Informe:
    """Return the consistent report of the first semester, or of the year."""
    items = rows if rows is not None else indicators()
    kind = "ANUAL DE EVALUACIÓN" if annual else "SEMESTRAL DE AVANCE"
    title = f"INFORME {kind} DE LA POLÍTICA NACIONAL EN MATERIA DE DESCENTRALIZACIÓN PARA EL AÑO {YEAR}"
    title += f" POR PARTE DEL {MINISTRY.upper()}"
    year = YEAR + 1 if annual else YEAR
    return Informe(
        annual=annual,
        cover=title,
        title=title,
        number=f"INFORME N° {'008' if annual else '017'}-{year}-EJEMPLO/OGPE",
        date=f"Lima, {'20 de enero' if annual else '19 de julio'} de {year}",
        parts=_parts(items, annual),
        signature=["Lic. ANA EJEMPLO PRUEBA", "Directora General", ORGAN],
        index=[
            ("1.- PRESENTACIÓN", 2),
            ("2.- PRESENTACIÓN DE LOS RESPONSABLES", 2),
            ("3.- ANÁLISIS DESCRIPTIVO", 3),
            ("4.- ANÁLISIS COGNOSCITIVO", 4),
            ("5.- ANÁLISIS DE LA GESTIÓN Y DESEMPEÑO", 5),
            ("6.- ANÁLISIS INSTRUMENTAL", 5),
            ("MATRIZ DE RESULTADOS", 6),
        ],
    )


def _parts(items: list[Indicator], annual: bool) -> list[Part]:
    when = f"del año {YEAR}" if annual else f"del primer semestre del año {YEAR}"
    return [
        Part("1", "PRESENTACIÓN", [Text(text) for text in _presentation(when)]),
        Part("2", "PRESENTACIÓN DE LOS RESPONSABLES"),
        Part(
            "2.1",
            "Cuadro reporte de funcionario responsable y enlace (de quien consolida la información del sector)",
            _people(),
            2,
            separator="",
        ),
        Part("3", "ANÁLISIS DESCRIPTIVO", new_page=True),
        Part(
            "3.1",
            "Resumen de los resultados de la evaluación (según las metas e indicadores definidos por el sector "
            "que reporta)",
            [Text(f"El cuadro siguiente resume el alcance de las metas {when}."), levels(items, annual)],
            2,
            separator="",
        ),
        Part(
            "3.2",
            "Relación entre los indicadores propuestos por el supervisor y los indicadores priorizados por la entidad",
            [relation(items)],
            2,
            separator="",
        ),
        Part("4", "ANÁLISIS COGNOSCITIVO", new_page=True),
        Part(
            "4.1",
            "Análisis sobre los resultados alcanzados por el conjunto de productos y actividades prioritarias "
            "programadas"
            " en relación al cumplimiento de las metas programadas",
            [Text("Se presenta un resumen del avance de cada indicador:"), *in_lines(items, annual)],
            2,
            separator="",
        ),
        Part(
            "4.2",
            "Análisis sobre los principales factores o acciones generales ejecutadas por la Entidad Ejecutora "
            "que hayan "
            "aportado o impedido el logro de las metas, independientemente de los productos o actividades prioritarias "
            "ejecutadas",
            [
                Listing(
                    [
                        "La coordinación temprana con las regiones facilitó la aprobación del plan de transferencia.",
                        "Los talleres se realizaron en las sedes de los archivos regionales, lo que redujo su costo.",
                    ]
                )
            ],
            2,
            separator="",
        ),
        Part(
            "4.3",
            "Identificar las falencias y desventajas para ejecutar y/o entregar los productos y/o actividades en "
            "relación"
            " al cumplimiento de las metas programadas",
            [Listing(["Rotación del personal de los archivos regionales.", "Limitada conexión en zonas alejadas."])],
            2,
            separator="",
        ),
        Part("5", f"ANÁLISIS DE LA GESTIÓN Y DESEMPEÑO DEL {MINISTRY.upper()}", new_page=True),
        Part("", "Conclusiones respecto a la Gestión", [Listing(_conclusions(items, annual))], 2),
        Part("6", "ANÁLISIS INSTRUMENTAL"),
        Part(
            "6.1",
            "Lista de recomendaciones para la mejora en el accionar de la Unidad Responsable para el "
            "cumplimiento de las "
            "metas programadas",
            [
                Listing(
                    [
                        "Programar los talleres con las regiones desde el inicio del año, por la rotación del "
                        "personal.",
                        "Extender el catálogo en línea a las bibliotecas provinciales con conexión.",
                    ]
                )
            ],
            2,
            separator="",
        ),
        Part("", f"MATRIZ DE RESULTADOS {'AÑO ' + str(YEAR) if annual else 'SEMESTRE I'}", [results(items, annual)]),
    ]


def _presentation(when: str) -> list[str]:
    return [
        "Mediante Decreto Supremo N° 027-2007-PCM se definen y establecen las Políticas Nacionales de obligatorio "
        "cumplimiento para las entidades del Gobierno Nacional.",
        "La Directiva N° 001-2016-PCM/SC, aprobada por Resolución Ministerial N° 064-2016-PCM, establece que "
        "las entidades "
        "ejecutoras presentan a cada ministerio supervisor los informes de avance semestral y de evaluación anual. El "
        f"presente informe da cuenta de los resultados {when}.",
    ]


def _people() -> list[Block]:
    head = ["ENTIDAD", "Nombre", "Cargo", "Órgano", "Correo Electrónico", "Teléfono"]
    widths = [1.3, 1.3, 1.1, 1.5, 1.9, 1.0]
    responsible = [MINISTRY, "Ana Ejemplo Prueba", "Directora General", ORGAN, "aejemplo@ejemplo.gob.pe", "000-0000"]
    contacts = [
        [MINISTRY, "Luis Muestra Modelo", "Especialista", ORGAN, "lmuestra@ejemplo.gob.pe", "000-0000 Anexo: 101"],
        [MINISTRY, "Rosa Ensayo Ficticia", "Analista", ORGAN, "rensayo@ejemplo.gob.pe", "000-0000 Anexo: 101"],
    ]
    return [
        Text("FUNCIONARIO RESPONSABLE", "sub"),
        Table("responsable", [list(head), responsible], widths=list(widths)),
        Text("PERSONAL DE ENLACE", "sub"),
        Table("enlace", [list(head), *contacts], widths=list(widths)),
    ]


def _conclusions(items: list[Indicator], annual: bool) -> list[str]:
    counts = [sum(i.level(annual) == place for i in items) for place in range(4)]
    n = [f"{WORDS[c]} (0{c})" for c in counts]
    when = "en el año" if annual else "en el primer semestre"
    return [
        f"Respecto a las {WORDS[len(items)]} (0{len(items)}) metas programadas para el año {YEAR}, en {n[0]} "
        f"se ha logrado"
        f" superar la meta {when}, en {n[1]} se alcanzó, en {n[2]} no se logró alcanzar y en {n[3]} no se ejecutó.",
        "El plan de transferencia se aprobó con acuerdo de las regiones.",
    ]
