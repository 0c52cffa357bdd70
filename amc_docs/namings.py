"""The processes that a document lists, and every place that names one of them by code or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amc_docs.document import Location
from amc_docs.findings import State
from amc_docs.record import Point, Record
from amc_docs.wording import containment, fold, likeness, squeeze

CODE = r"[A-Z]{1,4}[ -]?\d{1,2}(?:[.-]\d{1,2}){0,5}(?!\w)"
_NAME = r"\s*(?P<name>[^\W\d].{3,})$"
_TITLED = re.compile(rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})*\s*[.)-]*\s+)?(?P<code>{CODE})\s*[.:,–—-]*{_NAME}")
_CITED = re.compile(
    rf"^(?:sub)?proceso(?:s|\(s\))?\s*(?:N\s*[°º.]*\s*)?(?:(?P<code>{CODE})\s*[.:,–—-]*|:)?\s*[\"“«]?{_NAME}", re.I
)
_MARK = r"\(\s*(?:[ivx]{1,5}|[a-z]|\d{1,2})\s*\)"
_ENUMERATED = re.compile(rf"{_MARK}\s*([^()]{{8,200}}?)(?=\s*[,;.]?\s*(?:y\s+)?{_MARK}|\s*[.;]\s|\.?$)")
SAME_NAME = 0.78
"""A name without code at least so like one process, and less like the others, means that process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place that names a process."""

    code: str
    """As written; empty where only the name stands there."""
    name: str
    where: str
    """Spanish: «inventario», «índice»."""
    location: Location


def is_code(text: str) -> bool:
    """Return whether a text is a code at all: letters with numbers, or numbers («E1.2», «PE-01», «1.2.3»)."""
    return re.fullmatch(rf"{CODE}|\d{{1,2}}(?:\.\d{{1,2}})*\.?", text.strip()) is not None


def sure(record: Record) -> State:
    """Return how sure a difference between codes or words is: a slip of optical recognition may be ours."""
    return State.POR_VERIFICAR if record.document.ocr_pages else State.INCUMPLE


def key(code: str) -> str:
    """Return a code without spaces and hyphens: `PE-01.2` and `PE 01.2` are one."""
    return re.sub(r"[\s-]", "", code).upper().rstrip(".")


def depth(code: str) -> int:
    """Return how deep a code is: 0 for `E1`, 2 for `E1.2.3`."""
    return len(re.findall(r"[.-]\d", code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ -")))


def parent(code: str) -> str:
    """Return the key of the code above; empty at the top."""
    return key(code).rpartition(".")[0]


def listed_in(record: Record, matrix: str, code: str, name: str, where: str) -> tuple[Naming, ...]:
    """Return the processes that the rows of a matrix name by a code; none where it is absent, nor what is no code."""
    found = record.matrix(matrix)
    rows = found.items if found else ()
    return tuple(
        Naming(code=row.raw(code), name=row.raw(name), where=where, location=row.values[code].location)
        for row in rows
        if is_code(row.raw(code))
    )


def in_index(record: Record) -> Iterator[Naming]:
    """Yield the lines of the table of contents that name a process by its code."""
    for line in record.index:
        if found := _TITLED.match(squeeze(line.text)):
            yield Naming(code=found["code"], name=found["name"], where="índice", location=line.location)


def in_parts(record: Record, sheets: str, code: str, parts: str) -> Iterator[tuple[str, Naming]]:
    """Yield the names in the list of parts of each sheet, with the code of the process that has them."""
    found = record.matrix(sheets)
    for row in found.items if found else ():
        value = row.values.get(parts)
        for item in (value.items or ()) if value and row.raw(code) else ():
            titled = _TITLED.match(item)
            yield row.raw(code), Naming(
                code=titled["code"] if titled else "",
                name=titled["name"] if titled else item,
                where=f"ficha {row.raw(code)}",
                location=value.location if value else row.location,
            )


def in_enumeration(point: Point | None) -> Iterator[Naming]:
    """Yield the names of an enumeration in the text of a point: «(i) …, (ii) …»."""
    if point is None:
        return
    for paragraph in point.paragraphs():
        for found in _ENUMERATED.finditer(squeeze(paragraph.text)):
            name = re.sub(r"[\s,;.]+(?:y\s*)?$", "", found[1])
            yield Naming(code="", name=name, where=f"punto {point.number}", location=paragraph.location)


def cited(record: Record, matrix: str, fields: Sequence[str], unit: str) -> Iterator[Naming]:
    """Yield the processes that cells name: «Proceso E1.2: Formular…», «Proceso: Formular…», «E1.2 Formular…»."""
    found = record.matrix(matrix)
    seen: set[tuple[Location, str]] = set()
    for row in found.items if found else ():
        for name in fields:
            value = row.values.get(name)
            if value is None or value.is_blank:
                continue
            for item in value.items if value.items is not None else (value.raw,):
                match = _CITED.match(squeeze(item)) or _TITLED.match(squeeze(item))
                if match and (value.location, item) not in seen:
                    seen.add((value.location, item))
                    said = match["name"].strip(" .,;:\"”»")
                    where = f"ficha {row.raw(unit)}" if row.raw(unit) else "fichas"
                    yield Naming(code=match["code"] or "", name=said, where=where, location=value.location)


def meant(name: str, among: Mapping[str, str]) -> str:
    """Return the key of the process that a name without code means; empty where none, or more than one, is near."""
    ranked = sorted(((likeness(name, other), code) for code, other in among.items()), reverse=True)
    if not ranked or ranked[0][0] < SAME_NAME:
        return ""
    clear = len(ranked) == 1 or ranked[0][0] == 1 or ranked[0][0] - ranked[1][0] >= 0.03
    return ranked[0][1] if clear else ""


def candidates(name: str, among: Mapping[str, str]) -> list[str]:
    """Return the processes all of whose words the name is a part of."""
    return [code for code, other in among.items() if fold(name) != fold(other) and containment(name, other) == 1]


def names(catalogue: Iterable[Naming]) -> dict[str, str]:
    """Return key → name, the first one given."""
    found: dict[str, str] = {}
    for naming in catalogue:
        if naming.name:
            found.setdefault(key(naming.code), naming.name)
    return found


