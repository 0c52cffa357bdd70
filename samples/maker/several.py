"""Files that hold several documents, and files that only seem to: what must and must not be told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from . import form
from .body import blocks
from .dossiers import APPROVED, PROPOSAL, proposal
from .letter_cases import RESOLUCION, SENDING
from .letters import YEAR_2016, add_oficio, add_resolucion, begin
from .markup import Look, paragraph
from .source import DATA, load, parse

DIRECTIVE = Path(__file__).parent.parent / "otros" / "_data" / "registro.md"


@dataclass(frozen=True)
class File:
    """One file: how it is written, and what must be recognised in it."""

    name: str
    write: Callable[[Path], None]
    expected: dict[str, Any] = field(default_factory=dict)


def _letter_resolution_form(path: Path) -> None:
    word = begin(YEAR_2016)
    add_oficio(word, replace(APPROVED, body=(f"{APPROVED.body[0][:-1]}, y el Anexo 1 – Fase de Diseño.",)))
    add_resolucion(word, RESOLUCION, new_page=True)
    form.add(word, load(DATA / "familia", None, True), new_page=True)
    word.save(path)


def _resolution_directive(path: Path) -> None:
    word = begin(YEAR_2016)
    add_resolucion(word, RESOLUCION)
    word.add(paragraph("DIRECTIVA PARA EL REGISTRO DE ATENCIONES", Look(bold=True, align="center", new_page=True)))
    word.add(*blocks(word, parse(DIRECTIVE.read_text(encoding="utf-8")), word.room, 18))
    word.save(path)


def _letter_with_list(path: Path) -> None:
    word = begin(YEAR_2016)
    add_oficio(word, PROPOSAL)
    word.add(paragraph("Integrantes del Equipo de Trabajo", Look(bold=True, align="center", new_page=True)))
    organs = "- Dirección de Fortalecimiento de las Familias\n- Oficina de Planeamiento"
    word.add(*blocks(word, parse(organs), word.room, 18))
    word.save(path)


def _form_with_copied_letter(path: Path) -> None:
    word = begin(YEAR_2016)
    form.add(word, load(DATA / "familia", None, True))
    word.add(paragraph("ANEXO N° 2: COPIA DEL OFICIO DE REMISIÓN", Look(bold=True, align="center", new_page=True)))
    add_oficio(word, SENDING, new_page=True)
    word.add(paragraph("ANEXO N° 3: SEDES DEL SERVICIO", Look(bold=True, align="center", new_page=True)))
    word.add(*blocks(word, parse("- Sede de Tarma\n- Sede de Jauja\n- Sede de Huancavelica"), word.room, 18))
    word.save(path)


def _parts(*kinds: str) -> list[dict[str, str]]:
    return [{"tipo": kind} for kind in kinds]


FILES = (
    File(
        "varios-oficio-resolucion-anexo",
        _letter_resolution_form,
        {"tipo": "anexo1", "dictamen": "no_verificable", "partes": _parts("oficio", "resolucion", "anexo1")},
    ),
    File("varios-oficio-anexo", proposal, {"tipo": "anexo1", "partes": _parts("oficio", "anexo1")}),
    File(
        "varios-resolucion-otro-documento",
        _resolution_directive,
        {"tipo": "desconocido", "dictamen": "no_verificable", "partes": _parts("resolucion", "desconocido")},
    ),
    File("uno-oficio-con-lista", _letter_with_list, {"tipo": "oficio", "partes": []}),
    File("uno-anexo-con-copia-de-oficio", _form_with_copied_letter, {"tipo": "anexo1", "partes": []}),
)
