"""What became of an observation: cured only where the second version was looked at and found right."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.comparing.matching import pairs, same_spot
from amc_docs.comparing.tables import has_row
from amc_docs.comparison import Fate, Followed, Kind, Paper, Side
from amc_docs.findings import Finding, FormPlace, PointState, State
from amc_docs.wording import the_point


def follow(before: Paper | None, after: Paper | None, side: Side) -> list[Followed]:
    """Return every finding of two versions of one document; `side` is the file of the second.

    None for a version that lacks the document: what was observed of it cannot be verified, what is observed is new.
    """
    old = [(before, f) for f in (*before.findings, *before.dismissed)] if before else []
    new = [*after.findings, *after.dismissed] if after else []
    gone = {f.id for f in after.dismissed} if after else set()
    found = pairs([f for _, f in old], new)
    rows = []
    for b, (own, finding) in enumerate(old):
        theirs = [new[a] for a in sorted(a for x, a in found if x == b)]
        if theirs:
            rows.append(_fate(finding, theirs, gone, finding in own.dismissed))
        else:
            rows.append(_unfound(finding, own, after, side))
    known = {a for _, a in found}
    rows += [
        Followed(kind=_kind(f), fate=Fate.NUEVA, before=None, after=(f,), added=f.spots)
        for a, f in enumerate(new)
        if a not in known and f.id not in gone
    ]
    return rows


def _kind(finding: Finding) -> Kind:
    if finding.state is State.POR_VERIFICAR:
        return Kind.DUDA
    return Kind.OBSERVACION if finding.is_observation else Kind.NOTA


def _fate(finding: Finding, theirs: Sequence[Finding], gone: set[str], dismissed: bool) -> Followed:
    """Return what became of a finding that the second version has, too."""
    kept = [f for f in theirs if f.id not in gone]
    cured = tuple(s for s in finding.spots if s.item and not any(_covers(f, s) for f in kept))
    left = tuple(s for s in finding.spots if s not in cured)
    added = tuple(s for f in kept for s in f.spots if s.item and not _covers(finding, s))
    kind = Kind.DESCARTADA if dismissed else _kind(finding)
    fate, why = _told(kind, kept, bool(cured and (left or added)) and any(s.item for s in left))
    if fate is Fate.NUEVA:
        kind = Kind.OBSERVACION
    return Followed(
        kind=kind, fate=fate, before=finding, after=tuple(kept or theirs), cured=cured, left=left, added=added, why=why
    )


def _told(kind: Kind, kept: Sequence[Finding], is_partly: bool) -> tuple[Fate, str]:
    """Return the fate of a finding that is there again, and what to say of it."""
    is_certain = any(f.is_observation for f in kept)
    if not kept:
        return Fate.RETIRADA, "El revisor la descartó."
    if kind is Kind.DESCARTADA:
        # Of a mere note or doubt that was dismissed nothing new follows.
        if is_certain:
            return Fate.POR_VERIFICAR, "El revisor la descartó en la versión anterior: confirme si todavía procede."
        return Fate.PERSISTE, "El revisor la descartó en la versión anterior."
    if kind is Kind.OBSERVACION and not is_certain:
        return Fate.POR_VERIFICAR, "En la versión nueva no se puede afirmar ni dar por levantada: verifíquela."
    if kind is not Kind.OBSERVACION and is_certain:
        before = "estaba por verificar" if kind is Kind.DUDA else "era una nota"
        return Fate.NUEVA, f"En la versión anterior {before}."
    return (Fate.PARCIAL if is_partly else Fate.PERSISTE), ""


def _covers(finding: Finding, spot: FormPlace) -> bool:
    return any(same_spot(spot, other) for other in finding.spots)


def _unfound(finding: Finding, before: Paper, after: Paper | None, side: Side) -> Followed:
    """Return what became of a finding that the second version does not have."""
    kind = Kind.DESCARTADA if finding in before.dismissed else _kind(finding)
    why = _doubt(finding, before, after, side)
    fate = Fate.POR_VERIFICAR if why and kind in (Kind.OBSERVACION, Kind.DUDA) else Fate.LEVANTADA
    if kind is Kind.DESCARTADA:
        fate, why = Fate.LEVANTADA, "El revisor la había descartado, y ya no aparece."
    cured = finding.spots if fate is Fate.LEVANTADA else ()
    return Followed(kind=kind, fate=fate, before=finding, cured=cured, why=why)


def _doubt(finding: Finding, before: Paper, after: Paper | None, side: Side) -> str:
    """Return why a finding that is not there any more cannot be called cured; empty where it can."""
    if after is None:
        return "Ese documento no está en el archivo nuevo."
    if finding.judgement and finding.judgement.is_own:
        return "Es una observación del revisor, que el programa no comprueba: verifíquela en el documento nuevo."
    point = next((p for p in after.points if p.number == finding.point), None)
    if point and point.location is None and point.state is not State.CUMPLE and not _is_of_presence(finding, after):
        return f"En la versión nueva no se encuentra {the_point(point.number)}."
    outcome = after.outcomes.get(finding.rule)
    if outcome is None:
        return "La versión nueva no se revisó con esa regla."
    if outcome.state is None:
        return f"En la versión nueva no se comprobó: {_plain(outcome.reason)}"
    if outcome.state is State.NO_APLICA:
        return f"En la versión nueva la comprobación ya no aplica: {_plain(outcome.reason)}"
    if _may_be_unread(point, after, side):
        return "La versión nueva no se leyó entera: puede estar en lo que falta."
    return _lost_row(finding, before, after)


def _is_of_presence(finding: Finding, after: Paper) -> bool:
    """Return whether a rule says itself what it thinks of a point that is not there."""
    outcome = after.outcomes.get(finding.rule)
    return outcome is not None and outcome.state is State.CUMPLE and finding.location is None


def _may_be_unread(point: PointState | None, after: Paper, side: Side) -> bool:
    if not side.is_incomplete:
        return False
    if point is None:
        return True
    about = any(f.point == point.number for f in after.findings)
    return (point.otherwise or point.state) is State.POR_VERIFICAR and not (point.otherwise is None and about)


def _lost_row(finding: Finding, before: Paper, after: Paper) -> str:
    """Return that the row of a finding is not in the matrix any more: taken out, or cured under another name."""
    if after.record is None:
        return ""
    for spot in finding.spots:
        if not spot.item or not spot.matrix:
            continue
        if after.record.matrix(spot.matrix) is None:
            return f"En la versión nueva no se reconoce la tabla «{spot.table}»: verifíquela."
        if not has_row(before, after, spot.matrix, spot.item):
            return f"La fila «{spot.item}» ya no está en la tabla, o cambió de nombre: verifíquela."
    return ""


def _plain(reason: str) -> str:
    return reason[:1].lower() + reason[1:].rstrip(".") + "."
