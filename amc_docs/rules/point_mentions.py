"""A point speaks of each of several things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed, sentences, shorten

NEAR = 200
"""Folded characters between a group's word and the word that must go with it."""

LABEL = 4
"""Words of a label at most («Política: …»)."""


def point_mentions(
    record: Record,
    *,
    point: str,
    groups: Mapping[str, Sequence[str]],
    subject: str = "",
    together: str | None = None,
    apart: bool = False,
    matrix: str = "",
    columns: Mapping[str, str] | None = None,
) -> Outcome:
    """Check that each group of patterns occurs in the point; the groups that do not are named in one breach.

    With `together` that pattern must stand near the group's word, or head the list whose line begins with it. With
    `apart` one sentence that names all groups («en el corto, mediano y largo plazo») announces them and does not
    develop them: doubtful where there is nothing else. The column of a `matrix` that `columns` gives for a group says
    it, whatever its head. Doubtful also where the point has pictures that may say it.
    """
    found = record.point(point)
    if found is None or not (found.has_words or found.pictures):
        yield NotApplicable(reason=f"El punto {point} falta o está vacío.")
        return
    lines = [p.printed for p in found.paragraphs()]
    table = record.matrix(matrix) if matrix else None
    told = {name for name, field in (columns or {}).items() if table and table.point == point and table.has(field)}
    missing = [name for name in groups if name not in told and not _is_said(lines, groups[name], together)]
    if missing:
        what = _named(subject, missing, "ni")
        yield Breach(
            message=f"{at_point(point)}no hay {what}."
            + (" Compruebe la imagen, que la herramienta no lee." if found.pictures else ""),
            evidence=shorten(f"{found.words}: {found.text}", 240),
            location=found.location,
            state=State.POR_VERIFICAR if found.pictures else State.INCUMPLE,
            expected=listed(missing),
        )
    elif apart and (announcement := _only_announced(found, groups)):
        yield Breach(
            message=f"{at_point(point)}se anuncia {_named(subject, list(groups), 'y')}, sin que se vea su desarrollo.",
            evidence=announcement,
            location=found.location,
            state=State.POR_VERIFICAR,
        )


def _is_said(lines: Sequence[str], patterns: Sequence[str], together: str | None) -> bool:
    text = " ".join(folded for line in lines if (folded := fold(line)))
    hits = [m for p in patterns for m in re.finditer(p, text)]
    if together is None or not hits:
        return bool(hits)
    companions = [m.span() for m in re.finditer(together, text)]
    if any(start - NEAR <= m.end() and m.start() <= end + NEAR for m in hits for start, end in companions):
        return True
    # «Viabilidad» may head a long list whose lines begin «Técnica: …», «Presupuestal: …».
    bare = (re.sub(r"^\W*\w{1,2}[.)]\s+", "", line) for line in lines)
    heads = (fold(re.split(r"[:.–—\n]", line, maxsplit=1)[0]) for line in bare)
    labels = [head for head in heads if len(head.split()) <= LABEL]
    return bool(companions) and any(re.search(p, label) for label in labels for p in patterns)


def _only_announced(point: Point, groups: Mapping[str, Sequence[str]]) -> str:
    """Return the sentence that names all groups where none of them is named anywhere else, or an empty string."""
    naming = [s for s in _sentences(point) if any(re.search(p, fold(s)) for g in groups.values() for p in g)]
    if len(naming) != 1:
        return ""
    return shorten(naming[0], 240) if len(fold(naming[0])) < 260 else ""


def _sentences(point: Point) -> Iterator[str]:
    for paragraph in point.paragraphs():
        yield from sentences(paragraph.printed)


def _named(subject: str, names: Sequence[str], link: str) -> str:
    """Return subject and names as Spanish writes them: «alineamiento al Plan», «mención de la ley ni del plan»."""
    linking = subject.rpartition(" ")[2]
    first, *others = names
    parts = [f"{subject} {first}", *(f"{linking} {name}" if linking in ("a", "de") else name for name in others)]
    text = f" {link} ".join([", ".join(parts[:-1]), parts[-1]]) if others else parts[0]
    return f" {text} ".replace(" a el ", " al ").replace(" de el ", " del ").strip()
