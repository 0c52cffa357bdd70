"""The order and the words that all reports on two versions share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from amc_docs.comparison import CellChange, Comparison, Fate, Followed, Kind, PointChange, Section, TextChange
from amc_docs.errors import ExitCode
from amc_docs.findings import Finding, FormPlace
from amc_docs.wording import at_point, is_numbered, listed, shorten
from amc_docs.writers.arrangement import WHOLE_DOCUMENT, places, plural

FATES = {
    Fate.LEVANTADA: "levantada",
    Fate.PARCIAL: "levantada en parte",
    Fate.PERSISTE: "persiste",
    Fate.NUEVA: "nueva",
    Fate.POR_VERIFICAR: "por verificar",
    Fate.RETIRADA: "retirada",
}
DOUBTS = {**FATES, Fate.LEVANTADA: "resuelta", Fate.PERSISTE: "sigue por verificar"}
"""What became of what a person must judge."""
SYMBOLS = {
    Fate.LEVANTADA: "✔",
    Fate.PARCIAL: "◐",
    Fate.PERSISTE: "✘",
    Fate.NUEVA: "+",
    Fate.POR_VERIFICAR: "?",
    Fate.RETIRADA: "–",
}
KINDS = {
    Kind.OBSERVACION: "Observaciones",
    Kind.DUDA: "Asuntos por verificar",
    Kind.NOTA: "Notas",
    Kind.DESCARTADA: "Descartadas en la versión anterior",
}
ORDER = (Fate.PERSISTE, Fate.PARCIAL, Fate.NUEVA, Fate.POR_VERIFICAR, Fate.LEVANTADA, Fate.RETIRADA)
"""What needs doing comes first."""
_COUNTED = {
    Fate.LEVANTADA: ("levantada", "levantadas"),
    Fate.PARCIAL: ("levantada en parte", "levantadas en parte"),
    Fate.PERSISTE: ("persiste", "persisten"),
    Fate.NUEVA: ("nueva", "nuevas"),
    Fate.POR_VERIFICAR: ("por verificar", "por verificar"),
    Fate.RETIRADA: ("retirada", "retiradas"),
}
_SPOTS = 6
_WORDS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding through two versions, with its number in the report."""

    number: int
    row: Followed
    section: Section
    heading: str
    """The point that it is about, after its document where the file holds several."""

    @property
    def fate(self) -> str:
        """What became of it, in words."""
        return (DOUBTS if self.row.kind is Kind.DUDA else FATES)[self.row.fate]

    @property
    def look(self) -> Fate:
        """What it looks like: a doubt that goes on is still one to be verified, no fault."""
        is_doubt = self.row.kind is not Kind.OBSERVACION and self.row.fate in (Fate.PERSISTE, Fate.NUEVA)
        return Fate.POR_VERIFICAR if is_doubt else self.row.fate

    @property
    def message(self) -> str:
        """What was observed: first of all as the first version was told."""
        finding = self.row.finding
        said = finding.message.removeprefix(at_point(finding.point))
        return said[:1].upper() + said[1:]

    @property
    def now(self) -> str:
        """What is observed of the second version, where that is said in other words; otherwise empty."""
        if self.row.before is None:
            return ""
        told = [f.message.removeprefix(at_point(f.point)) for f in self.row.after]
        told = [said[:1].upper() + said[1:] for said in told if f"{said[:1].upper()}{said[1:]}" != self.message]
        return " ".join(told[:3])

    @property
    def remedy(self) -> str:
        """What is still to be done; empty where nothing is."""
        done = self.row.fate in (Fate.LEVANTADA, Fate.RETIRADA)
        return "" if done else (self.row.after[0] if self.row.after else self.row.finding).suggestion


def entries(comparison: Comparison, kinds: Sequence[Kind] = tuple(Kind)) -> tuple[Entry, ...]:
    """Return the findings numbered straight through: by kind, by what became of them, by point."""
    numbers = count(1)
    several = len(comparison.sections) > 1
    return tuple(
        Entry(number=next(numbers), row=row, section=section, heading=_heading(row.finding, section, several=several))
        for kind in Kind
        for fate in ORDER
        for section in comparison.sections
        for row in section.followed
        if row.kind is kind and row.fate is fate and kind in kinds
    )


def _heading(finding: Finding, section: Section, *, several: bool) -> str:
    paper = section.after or section.before
    title = next((p.title for p in paper.points if p.number == finding.point), "") if paper else ""
    number = finding.point or ""
    own = f"{number}. {title}" if is_numbered(number) else title or number or WHOLE_DOCUMENT
    return f"{paper.doctype_title} · {own}" if several and paper else own


def point_name(point: PointChange, section: Section, *, several: bool) -> str:
    """Return what a point is called in a list of changes."""
    own = f"{point.number}. {point.title}" if is_numbered(point.number) else point.title or point.number
    return f"{section.after.doctype_title} · {own}" if several and section.after else own


def where(findings: Sequence[Finding]) -> str:
    """Return the places of some findings, as people say them."""
    return "; ".join(dict.fromkeys(p for f in findings for p in places(f))).replace("; y ", " y ")


def spots(found: Sequence[FormPlace]) -> str:
    """Return rows by their names, and their columns: «Número de talleres» (unidad de medida)."""
    told = []
    for spot in found:
        if spot.item:
            column = f" ({shorten(spot.column, 50)})" if spot.column else ""
            told.append(f"«{shorten(spot.item, 90)}»{column}")
    told = list(dict.fromkeys(told))
    more = len(told) - _SPOTS
    return listed(told[:_SPOTS]) if more <= 0 else f"{', '.join(told[:_SPOTS])} y {more} más"


def details(entry: Entry) -> list[tuple[str, str]]:
    """Return label and text of everything that is told of a finding beside what was observed."""
    row = entry.row
    partly = row.fate in (Fate.PARCIAL, Fate.PERSISTE)
    before, after = where([row.before]) if row.before else "", where(row.after)
    rows = [
        ("Ahora", entry.now),
        ("Levantado", spots(row.cured) if partly else ""),
        ("Falta", spots(row.left) if row.fate is Fate.PARCIAL else ""),
        ("También en", spots(row.added) if row.before else ""),
        ("Dónde", before if before == after else ""),
        ("Antes en", before if before != after else ""),
        ("Ahora en", after if before != after else ""),
        ("Motivo", row.why),
        ("Sustento", row.finding.citation),
        ("Qué hacer", entry.remedy),
        ("Regla", row.finding.rule),
    ]
    return [(label, text) for label, text in rows if text]


def tally(comparison: Comparison, kind: Kind) -> str:
    """Return `5 levantadas, 1 persiste y 1 nueva`; empty where there is none of that kind."""
    found = [(fate, comparison.count(kind, fate)) for fate in ORDER]
    words = dict(_COUNTED)
    if kind is Kind.DUDA:
        words |= {Fate.LEVANTADA: ("resuelta", "resueltas"), Fate.PERSISTE: ("sigue", "siguen")}
    return listed(f"{n} {words[fate][n != 1]}" for fate, n in found if n)


def conclusion(comparison: Comparison) -> str:
    """Return what the comparison comes to, in a sentence or two."""
    if comparison.is_same_file:
        same = "Los dos son el mismo archivo: nada cambió."
        left = tally(comparison, Kind.OBSERVACION)
        return f"{same} Observaciones: {left}.{_waiting(comparison)}" if left else f"{same}{_waiting(comparison)}"
    first = sum(comparison.count(Kind.OBSERVACION, f) for f in Fate) - comparison.count(Kind.OBSERVACION, Fate.NUEVA)
    new = comparison.count(Kind.OBSERVACION, Fate.NUEVA)
    open_ = sum(row.is_open for row in comparison.followed)
    if not first and not new:
        return "Ninguna de las dos versiones tiene observaciones." if not open_ else _waiting(comparison)
    if not open_:
        return f"Se levantó {_all(first)}, y no hay observaciones nuevas."
    done = tally(comparison, Kind.OBSERVACION)
    return f"No se puede dar por subsanada la versión nueva. Observaciones: {done}.{_waiting(comparison)}"


def _waiting(comparison: Comparison) -> str:
    again = comparison.count(Kind.DESCARTADA, Fate.POR_VERIFICAR)
    if not again:
        return ""
    told = plural(again, "observación descartada antes vuelve", "observaciones descartadas antes vuelven")
    return f" {told} a aparecer."


def _all(number: int) -> str:
    return "la única observación" if number == 1 else f"el total de las {number} observaciones"


def exit_code(comparison: Comparison) -> ExitCode:
    """Return 0 where every observation was cured and none is new; otherwise 1."""
    return ExitCode.CONFORME if comparison.is_cured else ExitCode.CON_OBSERVACIONES


def exit_words(comparison: Comparison) -> str:
    """Return what the exit code says, for people."""
    if comparison.is_cured:
        return "no queda ninguna observación, y ninguna es nueva"
    return "alguna observación persiste, es nueva o no se puede dar por levantada"


def remarks(comparison: Comparison) -> tuple[str, ...]:
    """Return what a person should know of how the comparison was made."""
    found = []
    if not comparison.knows_contents:
        which = [f"«{s.file}»" for s in (comparison.before, comparison.after) if s.is_report]
        found.append(
            f"De {listed(which)} solo se conoce su informe: lo que cambió en los puntos y las tablas no se compara."
        )
    for section in comparison.sections:
        if section.after is None and section.before:
            found.append(f"El archivo nuevo no contiene el documento «{section.before.doctype_title}» del anterior.")
        if section.before is None and section.after:
            found.append(f"El documento «{section.after.doctype_title}» está solo en el archivo nuevo.")
    found += [f"{side.file}: {text}" for side in (comparison.before, comparison.after) for text in side.remarks]
    return tuple(dict.fromkeys(found))


def changed(comparison: Comparison) -> Iterator[tuple[Section, PointChange]]:
    """Yield the points whose contents changed."""
    for section in comparison.sections:
        yield from ((section, point) for point in section.points if point.is_changed)


def of_text(change: TextChange) -> str:
    """Return a change of words in a line."""
    before, after = shorten(change.before, _WORDS), shorten(change.after, _WORDS)
    if change.is_moved:
        return f"Cambió de lugar: «{before}»."
    around = f" (después de «…{change.left}»)" if change.left else ""
    if not change.before:
        return f"Se añadió «{after}»{around}."
    if not change.after:
        return f"Se quitó «{before}»{around}."
    return f"Decía «{before}» y dice «{after}»{around}."


def of_cell(change: CellChange) -> str:
    """Return a change of a table in a line, without the table's name."""
    before = shorten(change.before or "", _WORDS)
    after = shorten(change.after or "", _WORDS)
    if change.row and change.column:
        now = f"dice «{after}»" if after else "quedó vacía"
        old = f"decía «{before}» y " if before else "estaba vacía y "
        return f"Fila «{shorten(change.row, 90)}», columna «{shorten(change.column, 60)}»: {old}{now}."
    what = f"la fila «{shorten(change.row, 90)}»" if change.row else f"la columna «{shorten(change.column, 90)}»"
    if not change.row and not change.column:
        what = f"la tabla entera ({before or after})"
    return f"Se añadió {what}." if change.before is None else f"Se quitó {what}."
