"""Every point of the form is there and has content of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from amc_docs.document import Block, Location, Paragraph
from amc_docs.findings import Breach, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, listed, shorten, the_point

_LONGEST_HEADING = 160
"""Characters."""
_SEVERAL = re.compile(
    r"\W*(?:puntos?|numerales?)?\s*\d{1,2}(?:\s*(?:,|/|;|–|-|\by\b|\be\b|\bal?\b)\s*\d{1,2})+"
    r"(?=\s*[.):°–-]*\s+[^\W\d])",
    re.I,
)
_SHARED = 0.5
"""Share of the words of a heading or of a title from which one may be the other."""


def points_present(record: Record, *, point: str | None = None, besides: Sequence[str] = ()) -> Outcome:
    """Check that each point is present and not empty; `point` limits the check to one, `besides` are other rules'.

    Silent on a point that declares itself not applicable, and on one that only repeats the form's guidance (another
    rule's matter). Doubtful where the content is a picture, where pages could not be read (it may stand there), and
    where a heading in other words, a table of its own or undivided text of the point around it may be it.
    """
    for number, found in record.points.items():
        if point not in (None, number) or number in besides or found.declares_not_applicable:
            continue
        if not found.is_present and found.is_optional:
            continue
        if not found.is_present:
            yield _otherwise(record, found) or _absent(record, found)
        elif found.has_words or found.parts:
            continue
        elif found.pictures:
            yield Breach(
                message=f"{at_point(number)}el contenido es una imagen, que la herramienta no lee.",
                evidence=found.words,
                location=found.location,
                point=number,
                state=State.POR_VERIFICAR,
                suggestion="Verifique la imagen a la vista, o escriba su contenido como texto o tabla.",
            )
        elif not found.guidance.strip():
            yield _empty(record, found)


def _otherwise(record: Record, absent: Point) -> Breach | None:
    """Return the doubt whether a point is there in another form; None where nothing speaks for it."""
    before, _ = _neighbours(record, absent.number)
    around = record.point(absent.number.rpartition(".")[0])
    heading = _heading_of(absent, before.blocks if before else record.outside)
    joint = before if before and absent.number in _numbers(before.found_title or "") else None
    table = next((m for m in record.matrices.values() if m.point == absent.number and m.items), None)
    if heading:
        said, place, evidence = f"puede ser «{shorten(heading.printed, 100)}»", heading.location, heading.printed
    elif joint:
        said, place = f"puede estar junto con {the_point(joint.number)}, «{shorten(joint.words, 100)}»", joint.location
        evidence = joint.words
    elif table:
        said, place, evidence = "está su tabla, sin su título", table.location, table.head
    elif around and around.has_words and not around.parts:
        said, place = f"puede estar en {the_point(around.number)}, que no se divide", around.location
        evidence = around.words
    else:
        return None
    return Breach(
        message=f"No se halla el título de {_named(absent)}: {said}.".replace("de el", "del"),
        evidence=shorten(evidence, 160),
        location=place,
        point=absent.number,
        state=State.POR_VERIFICAR,
        expected=_titled(absent),
    )


def _numbers(title: str) -> list[str]:
    """Return the numbers of a title that is of several points: «14 y 15. …», «3, 4 y 5. …», «3 al 5. …»."""
    found = _SEVERAL.match(title)
    if not found:
        return []
    numbers = [int(n) for n in re.findall(r"\d+", found[0])]
    through = re.search(r"\bal?\b|[–-]", found[0]) is not None
    return [str(n) for n in (range(numbers[0], numbers[-1] + 1) if through else numbers)]


def _heading_of(absent: Point, blocks: Sequence[Block]) -> Paragraph | None:
    """Return the heading, with something below it, that bears the number of a missing point or words of its title."""
    number = re.compile(rf"\W*{re.escape(absent.number)}\s*[.):°–-]*\s+\S")
    for block, below in pairwise(blocks):
        if not isinstance(block, Paragraph) or (isinstance(below, Paragraph) and not below.text):
            continue
        is_heading = block.level is not None or block.is_bold or block.text.isupper()
        if not is_heading or not 0 < len(block.text) <= _LONGEST_HEADING:
            continue
        alike = max(containment(block.text, absent.title), containment(absent.title, block.text))
        if number.match(block.printed) or alike >= _SHARED:
            return block
    return None


def _absent(record: Record, absent: Point) -> Breach:
    """Say that a point is missing, and between which others it should stand."""
    before, after = _neighbours(record, absent.number)
    known = [p for p in (before, after) if p]
    if before and after:
        where = f"después de {the_point(before.number)} sigue {the_point(after.number)}".replace("de el", "del")
    elif before:
        where = f"lo último que hay antes de su lugar es {the_point(before.number)}"
    elif after:
        where = f"el documento comienza con {the_point(after.number)}"
    else:
        where = "no se encontró ningún punto del formato"
    return Breach(
        message=f"Falta {_named(absent)}: {where}.{_unread(record)}",
        evidence=" / ".join(f"«{shorten(p.words, 100)}»" for p in known) or _first_words(record),
        location=known[0].location if known else _first_place(record),
        point=absent.number,
        state=_state(record),
        expected=_titled(absent),
    )


def _empty(record: Record, empty: Point) -> Breach:
    return Breach(
        message=f"{at_point(empty.number)}está el título, pero no tiene contenido.{_unread(record)}",
        evidence=empty.words,
        location=empty.location,
        point=empty.number,
        state=_state(record),
        suggestion=f"Desarrolle {_named(empty)}.",
    )


def _named(point: Point) -> str:
    """Return «el punto 3, «Sector»», or only the title of a part without number."""
    name = the_point(point.number)
    return f"{name}, «{point.title}»" if point.number in name.split() else f"«{point.title}»"


def _titled(point: Point) -> str:
    return f"{point.number}. {point.title}" if point.number in the_point(point.number).split() else point.title


def _neighbours(record: Record, number: str) -> tuple[Point | None, Point | None]:
    """Return the nearest points before and after in official order that the document has."""
    numbers = list(record.points)
    place = numbers.index(number)
    before = next((record.points[n] for n in reversed(numbers[:place]) if record.points[n].is_present), None)
    after = next((record.points[n] for n in numbers[place + 1 :] if record.points[n].is_present), None)
    return before, after


def _state(record: Record) -> State:
    return State.POR_VERIFICAR if record.document.may_lack_content else State.INCUMPLE


def _unread(record: Record) -> str:
    pages = record.document.unread_pages
    if not pages:
        return ""
    named = listed(str(p) for p in pages[:8]) + (" y otras" if len(pages) > 8 else "")
    return f" Puede estar en las páginas que no se pudieron leer: {named}."


def _first_words(record: Record) -> str:
    return next((shorten(p.text) for p in record.document.paragraphs() if p.text), "")


def _first_place(record: Record) -> Location | None:
    return next((p.location for p in record.document.paragraphs() if p.text), None)
