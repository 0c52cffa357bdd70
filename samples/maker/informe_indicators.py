"""The invented indicators of a report on a national policy, with their figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Indicator:
    """One indicator with its figures; `second` counts only in the report of the year."""

    code: str
    objective: str
    supervisor: str
    product: str
    name: str
    unit: str
    target: int
    first: int
    second: int
    achievements: tuple[str, str]
    problems: str
    measures: str
    justification: str
    intensity: str = "Fuerte"

    def done(self, annual: bool) -> int:
        """Return what was carried out."""
        return self.first + (self.second if annual else 0)

    def level(self, annual: bool) -> int:
        """Return the place of its level among `LEVELS`."""
        done = self.done(annual)
        return 0 if done > self.target else 1 if done == self.target else 2 if done else 3


def indicators() -> list[Indicator]:
    """Return the indicators of the invented ministry."""
    return [
        Indicator(
            "1.1",
            "Asegurar la transferencia ordenada de las funciones en materia de archivos a los gobiernos regionales.",
            "Número de planes anuales de transferencia de funciones aprobados.",
            "Formular y aprobar el plan anual de transferencia de archivos.",
            "Plan anual de transferencia de archivos, aprobado.",
            "Plan",
            1,
            1,
            0,
            ("Se aprobó el plan anual con acuerdo de las regiones.", "Se aprobó el plan anual y se difundió."),
            "Ninguno.",
            "No aplica.",
            "Ambos indicadores miden la gestión de la transferencia.",
        ),
        Indicator(
            "1.2",
            "Precisar las funciones de cada nivel de gobierno en la red de bibliotecas públicas.",
            "Número de modelos de gestión descentralizada con roles por nivel de gobierno.",
            "Formular modelos de gestión de bibliotecas con los gobiernos locales.",
            "Número de modelos de gestión de bibliotecas formulados.",
            "Modelo",
            2,
            0,
            2,
            ("La actividad corresponde al segundo semestre.", "Se formularon los dos modelos previstos."),
            "No aplica.",
            "No aplica.",
            "Los modelos de gestión precisan los roles de cada nivel.",
        ),
        Indicator(
            "1.3",
            "Capacitar a los gobiernos regionales y locales en la gestión de archivos.",
            "Número de servidores con competencias adquiridas para la gestión descentralizada.",
            "Capacitar y asistir a los servidores de los archivos regionales.",
            "Número de servidores de archivos regionales capacitados.",
            "Persona",
            1250,
            610,
            600,
            (
                "Se capacitó a 610 servidores en 18 talleres: el 48.8 % de la meta anual.",
                "Se capacitó a 1210 servidores en 35 talleres: el 96.8 % de la meta anual.",
            ),
            "Rotación del personal de los archivos regionales.",
            "Se reprogramaron los talleres con los órganos de cada región.",
            "La capacitación genera las competencias que mide el supervisor.",
            "Media",
        ),
        Indicator(
            "1.4",
            "Desarrollar servicios de lectura que contribuyan a las economías locales.",
            "Número de servicios regionales en funcionamiento.",
            "Promover el catálogo en línea de las bibliotecas regionales.",
            "Número de bibliotecas regionales con catálogo en línea.",
            "Biblioteca",
            24,
            27,
            3,
            ("Entraron en línea 27 bibliotecas de 9 regiones.", "Entraron en línea 30 bibliotecas de 11 regiones."),
            "Limitada conexión en las bibliotecas alejadas.",
            "Se gestionó la conexión con los gobiernos locales.",
            "El catálogo en línea es el servicio que mide el supervisor.",
        ),
    ]
