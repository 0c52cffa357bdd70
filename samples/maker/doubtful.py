"""Samples that only a person can settle: the right answer is `por_verificar`, neither accusation nor pass."""

from __future__ import annotations

from .case import Case
from .edits import drop_table, replace_table, say, swap
from .source import words

PICTURE = "Se presenta en el siguiente gráfico:\n!imagen {}"

DOUBTFUL = [
    Case(
        "review-A1-02-servicio-fuera-de-lista",
        (swap("Desarrollo Integral de la Familia", "Saneamiento en Centros Poblados Rurales", 2),),
    ),
    Case("review-A1-06a-problemas-en-imagen", (say(6, PICTURE.format("arbol")),)),
    Case("review-A1-07a-causas-en-imagen", (say(7, PICTURE.format("arbol")),)),
    Case("review-A1-09b-alternativa-vaga", (say(9, words("09b-alternativa-vaga")),)),
    Case("review-A1-10-cadena-en-imagen", (say(10, PICTURE.format("cadena")),)),
    Case("review-A1-12a-matriz-en-imagen", (say(12, PICTURE.format("cadena")),)),
    Case("review-A1-13a3-sin-niveles", (drop_table("territorial"),)),
    Case(
        "review-A1-14b-capacitacion-dudosa",
        (
            swap(
                "Capacitación de servidores en atención integral a la familia",
                "Programa formativo para el personal de las sedes",
                14,
            ),
        ),
    ),
    Case("review-A1-18b-matriz-en-imagen", (replace_table("monitoreo", "!imagen cadena"),)),
    # There may have been two workshops: only whoever was there can tell.
    Case(
        "review-A1-x3-dos-fechas-de-un-taller",
        (swap("taller macrorregional del 12 de febrero", "taller macrorregional del 19 de febrero", 6),),
        brief=False,
    ),
    Case("review-A1-19a-cronograma-en-imagen", (replace_table("cronograma", "!imagen cadena"),)),
]
