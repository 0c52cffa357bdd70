"""All documents of a folder together: the state of each phase, the verdict, what is sent and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amc_docs.dossier import Delivery, Dossier, Filing, Judged, PhaseState, Sending
from amc_docs.expediente.agreement import contradictions, is_slip
from amc_docs.expediente.settings import Phase, settings
from amc_docs.papers import Sent
from amc_docs.wording import fold


def judge(folder: str, filings: Sequence[Filing], unread: Sequence[tuple[str, str]]) -> Dossier:
    """Put the documents of a folder together."""
    return Dossier(
        folder=folder,
        title=settings().title,
        norm=settings().norm,
        filings=tuple(filings),
        phases=tuple(_phases(filings)),
        contradictions=tuple(contradictions(filings)),
        sendings=tuple(_sendings(filings)),
        unread=tuple(unread),
    )


def _phases(filings: Sequence[Filing]) -> Iterator[Judged]:
    phases = settings().phases
    proofs = [
        sorted(
            ((f, e) for f in filings for e in f.evidence if e.phase == index), key=lambda proof: not proof[1].is_sure
        )
        for index in range(len(phases))
    ]
    sure = [any(e.is_sure for _, e in found) for found in proofs]
    last = max((i for i, is_sure in enumerate(sure) if is_sure), default=-1)
    for index, (phase, found) in enumerate(zip(phases, proofs, strict=True)):
        state = PhaseState.POR_VERIFICAR if found or phase.condition else PhaseState.SIN_EVIDENCIA
        if sure[index]:
            state = PhaseState.CON_EVIDENCIA
            found = [proof for proof in found if proof[1].is_sure]
        is_gap = state is PhaseState.SIN_EVIDENCIA and index < last
        reason = "" if sure[index] else _reason(phase, bool(found), is_gap)
        yield Judged(
            name=phase.name,
            clause=phase.clause,
            asks=phase.asks,
            state=state,
            proofs=tuple(found),
            is_gap=is_gap,
            reason=reason,
        )


def _reason(phase: Phase, has_hints: bool, is_gap: bool) -> str:
    if has_hints:
        return "Los documentos la mencionan, pero la carpeta no contiene el documento que da fe de ella."
    if phase.condition:
        return f"La carpeta no contiene ninguna comunicación. {phase.condition}"
    if is_gap:
        return "La carpeta no contiene su evidencia, y sí la de una fase posterior: pídala o ubíquela."
    return "La carpeta no contiene su evidencia: puede que la fase no haya llegado todavía."


def _sendings(filings: Sequence[Filing]) -> Iterator[Sending]:
    for letter in filings:
        for sent in letter.sent:
            others = [f for f in filings if f is not letter]
            found = next((f for f in others if _is_it(sent, f)), None)
            if found is not None:
                yield Sending(letter=letter, sent=sent, delivery=Delivery.ESTA, found=found)
                continue
            beside = [f for f in others if f.file == letter.file]
            likely = next((f for f in [*beside, *others] if _is_another(sent, f, is_beside=f in beside)), None)
            delivery = Delivery.OTRO if likely else Delivery.NO_ESTA
            yield Sending(letter=letter, sent=sent, delivery=delivery, found=likely)


def _is_it(sent: Sent, filing: Filing) -> bool:
    if sent.name:
        return filing.name is not None and sent.name.is_same(filing.name)
    words = fold(sent.words)
    if any(re.search(pattern, words) for pattern in filing.called):
        return True
    title = fold(filing.title)
    return len(title) > 12 and (title in words or words.partition(" ")[2] in title)


def _is_another(sent: Sent, filing: Filing, *, is_beside: bool) -> bool:
    """Whether a document seems to stand where the thing sent should: of its kind in the same file, or a slip away."""
    if sent.name is None or filing.name is None or sent.name.kind != filing.name.kind:
        return False
    return is_beside or is_slip(sent.name, filing.name)
