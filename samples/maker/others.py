"""Documents that are no Anexo 1, or only its empty form: what the checker must tell apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import form
from .body import blocks
from .content import Point, Section, Submission
from .guidance import GUIDANCE, TITLES
from .markup import Look, paragraph
from .source import parse
from .word import Word

DATA = Path(__file__).parent.parent / "otros" / "_data"
YEAR = "Año de la Consolidación del Mar de Grau"
MINISTRY, ORGAN = "Ministerio de la Mujer y Poblaciones Vulnerables", "Dirección de Fortalecimiento de las Familias"
EMPTY_POINTS = [str(number) for number in TITLES]


def write_all(folder: Path) -> None:
    """Write every document of this kind, with the expectation beside each."""
    for stem in ("oficio", "informe", "acta"):
        _letter(folder, stem)
        _expect(folder, stem, {"tipo_distinto_de": "anexo1"})
    _blank_form(folder / "formulario-en-blanco.docx")
    expected = {"tipo": "anexo1", "dictamen": "con_observaciones", "puntos_incumplidos": EMPTY_POINTS}
    _expect(folder, "formulario-en-blanco", expected)
    for stem, expected in (
        ("lineamientos", {"tipo": "lineamientos"}),
        ("directiva-con-formulario", {"tipo_distinto_de": "anexo1"}),
    ):
        _norm(folder, stem)
        _expect(folder, stem, expected)


def _expect(folder: Path, stem: str, expected: dict[str, Any]) -> None:
    """Write an expectation."""
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{stem}.expected.json").write_text(text, encoding="utf-8")


def _letter(folder: Path, stem: str) -> None:
    """Write a short document from its source: the first line is its title, `»` lines stand to the right."""
    word = Word(stem.capitalize(), ORGAN)
    word.letterhead(MINISTRY, ORGAN, [form.DECADE, f'"{YEAR}"'])
    title, _, text = (DATA / f"{stem}.md").read_text(encoding="utf-8").partition("\n")
    word.add(paragraph(title, Look(bold=True, align="center", size=22)))
    for part in text.split("\n\n"):
        if part.strip().startswith("»"):
            word.add(*(paragraph(line.strip(" »"), Look(align="right")) for line in part.strip().split("\n")))
        else:
            word.add(*blocks(word, parse(part), word.room, 18))
    word.save(folder / f"{stem}.docx")


def _form_points() -> list[Point]:
    """Return the 19 points with nothing but the form's guidance."""
    return [Point(number, title, parse(GUIDANCE[number]), str(number)) for number, title in TITLES.items()]


def _blank_form(path: Path) -> None:
    """Write the empty official form."""
    form.build(Submission(YEAR, MINISTRY, ORGAN, "", _form_points()), path)


def _norm(folder: Path, stem: str) -> None:
    """Write a short invented norm that ends with the empty form, as the real one does."""
    title, _, text = (DATA / f"{stem}.md").read_text(encoding="utf-8").partition("\n")
    sections = [Section(title, parse(text))]
    form.build(Submission(YEAR, MINISTRY, ORGAN, "", _form_points(), before=sections), folder / f"{stem}.docx")
