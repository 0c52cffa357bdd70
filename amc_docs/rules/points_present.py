"""Every point of the form is there and has content of its own."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.document import Location
from amc_docs.findings import Breach, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, listed, shorten, the_point


def points_present(record: Record, *, point: str | None = None, besides: Sequence[str] = ()) -> Outcome:
    """Check that each point is present and not empty; `point` limits the check to one, `besides` are other rules'.

    Silent on a point that declares itself not applicable, and on one that only repeats the form's guidance (another
    rule's matter). Doubtful where the content is a picture, or where pages could not be read: it may stand there.
    """
    for number, found in record.points.items():
        if point not in (None, number) or number in besides or found.declares_not_applicable:
            continue
        if not found.is_present and found.is_optional:
            continue
        if not found.is_present:
            yield _absent(record, found)
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
