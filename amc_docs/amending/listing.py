"""The list that goes with a corrected document: dice → debe decir → por qué, and what is still to be written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from amc_docs.amending.plan import Correction, Pending
from amc_docs.amending.result import Amended
from amc_docs.wording import at_point, shorten, shown
from amc_docs.writers import Options
from amc_docs.writers.arrangement import SEVERITIES, plural
from amc_docs.writers.page import Page
from amc_docs.writers.places import place, places

_LONGEST = 400
"""Characters of the words quoted."""


def text(amended: Amended, name: str, options: Options) -> str:
    """Return the list for people; `name` is the submission's."""
    return _Page(options).listed(amended, name)


def as_json(amended: Amended, name: str) -> str:
    """Return the list for programs."""
    found: dict[str, Any] = {
        "version": "1",
        "archivo": name,
        "tipo": amended.doctype,
        "titulo": amended.title,
        "correcciones": [_correction(c) for c in amended.corrections],
        "pendientes": [_pending(p) for p in amended.pending],
        "por_verificar": amended.doubts,
        "palabras_no_ubicadas": amended.unplaced,
        "nuevas": [f.message for f in amended.new],
        "advertencias": list(amended.warnings),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def summary(amended: Amended) -> str:
    """Return one line that says what was done."""
    parts = [
        plural(len(amended.corrections), "corrección", "correcciones"),
        plural(len(amended.pending), "marca por completar o corregir", "marcas por completar o corregir"),
    ]
    return " · ".join(parts)


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "punto": one.point,
        "lugar": place(one.location),
        "dice": one.before,
        "debe_decir": one.after,
        "por_que": one.why,
        "cita": one.citation,
        "regla": one.rule or None,
    }


def _pending(one: Pending) -> dict[str, Any]:
    finding = one.finding
    return {
        "punto": finding.point,
        "lugar": "; ".join(places(finding)),
        "falta": one.is_gap,
        "mensaje": finding.message,
        "que_hacer": finding.suggestion,
        "cita": finding.citation,
        "regla": finding.rule,
        "severidad": finding.severity.value,
    }


class _Page(Page):
    """The page of one list."""

    def listed(self, amended: Amended, name: str) -> str:
        """Write the whole list and return it."""
        self.put(shown(name), style="bold")
        self.put(amended.title, indent=2)
        self.put(summary(amended), indent=2)
        if amended.corrections:
            self.title("CORREGIDO")
            for number, one in enumerate(amended.corrections, 1):
                self._one(number, f"{at_point(one.point)}{one.why}" if not one.rule else one.why, _said(one))
        if amended.pending:
            self.title("POR COMPLETAR O CORREGIR: marcado en el documento")
            for number, pending in enumerate(amended.pending, 1):
                finding = pending.finding
                head = "FALTA" if pending.is_gap else SEVERITIES[finding.severity].upper()
                self._one(number, f"{head}  {finding.message}", _asked(pending))
        self._remarks(amended)
        return self.text()

    def _one(self, number: int, message: str, details: Iterator[tuple[str, str]]) -> None:
        self.gap()
        self.numbered(number, message)
        for label, said in details:
            self.labelled(label, said)

    def _remarks(self, amended: Amended) -> None:
        remarks = []
        if amended.unplaced:
            remarks.append("Lo que no tiene lugar en el formato está en el anexo «Contenido no ubicado». Ubíquelo.")
        if amended.doubts == 1:
            remarks.append("Hay 1 asunto que debe ser verificado por una persona; no se tocó. Véalo con «revisar».")
        elif amended.doubts:
            many = f"Hay {amended.doubts} asuntos que deben ser verificados por una persona"
            remarks.append(f"{many}; no se tocaron. Véalos con «revisar».")
        remarks += [f"Al leer otra vez el resultado se observa además: {f.message} Compruébelo." for f in amended.new]
        remarks += [f"De la lectura: {warning}" for warning in amended.warnings]
        if amended.lost:
            remarks.append(f"No se hallan en el resultado las palabras: {', '.join(amended.lost[:10])}. Compruébelo.")
        if remarks:
            self.title("ADEMÁS")
            self.gap()
            for remark in remarks:
                self.put(f"· {shown(remark)}", indent=2, hanging=2)


def _said(one: Correction) -> Iterator[tuple[str, str]]:
    if one.before:
        yield "Dice", f"«{shorten(one.before, _LONGEST)}»"
    yield "Debe decir", f"«{shorten(one.after, _LONGEST)}»" if one.after else "(se retira)"
    if where := place(one.location):
        yield "Dónde", where
    yield "Sustento", one.citation


def _asked(pending: Pending) -> Iterator[tuple[str, str]]:
    finding = pending.finding
    if where := "; ".join(places(finding)):
        yield "Dónde", where
    yield "Qué hacer", finding.suggestion
    yield "Sustento", finding.citation
