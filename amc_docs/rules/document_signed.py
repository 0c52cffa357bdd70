"""A document is signed, and by one of those whom it names as responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amc_docs.document import Location, Paragraph, Picture
from amc_docs.findings import Breach, NotApplicable, Severity, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import containment, fold, is_missing, quoted, shorten, squeeze

_STAMP = re.compile(
    r"firmad[oa]\s+digitalmente\s+por:?\s*(?P<name>[^\n]{4,80}?)\s*(?:FAU\b|FIR\b|soft\b|motivo|\n|$)", re.I
)
_TITLE = re.compile(r"^(?:ing|lic|econ|dr|dra|abg|abog|mg|mag|mgtr|cpc|c p c|arq|sr|sra|mba|bach|eco|psic|soc)\s", re.I)
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][\w'’-]*\.?(?:\s+(?:(?:de|del|la|las|los|y)\s+)*[A-ZÁÉÍÓÚÑ][\w'’-]*\.?){1,6}")
_POST = re.compile(
    r"^(?:(?:el|la) )?(?:director|jefe|jefa|secretari|viceministr|ministr|gerente|coordinador|responsable|president"
    r"|superintendent|asesor|especialista|titular|subdirector|encargad|ejecutiv)\w*\b"
)
_BODY = re.compile(r"^(?:oficina|ministerio|direccion|unidad|secretaria|despacho|gerencia|organo|anexo|matriz)\b")
_FAREWELL = re.compile(
    r"^(?:muy )?(?:atentamente|cordialmente|es (?:todo )?cuanto .{0,60}|sin otro particular.{0,80})$"
)
_SIGN = re.compile(r"^\W*(?:firma(?:do)?(?: y sello)?\b.{0,30}|_{5,}.*)$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    name: str
    """Empty where only a farewell or a line to sign on is there."""
    words: str
    location: Location


def document_signed(
    record: Record,
    *,
    point: str | None = None,
    matrix: str,
    name: str,
    declared: str,
    group: str = "",
    signer: str = "",
) -> Outcome:
    """Look for a signature outside matrices and the point `declared`: a digital stamp, or a name over a post or a line.

    Who signs must be a `name` of the matrix (rows whose `group` matches `signer`, all of them without one); another
    one is a note, for the matter is who may sign. Doubtful where only a picture or a line stands for the signature.
    """
    found = [*_stamps(record), *_typed(_closing(record, declared))]
    named = [signature for signature in found if signature.name]
    if not named:
        yield from _unsigned(record, found, point)
        return
    table = record.matrix(matrix)
    rows = [row for row in table.items if not is_missing(row.raw(name))] if table else []
    officials = [row for row in rows if re.search(signer, fold(row.raw(group)))] or rows
    if not officials:
        yield NotApplicable(reason="El documento está firmado, y no dice quién es su responsable.")
        return
    if any(_is_one(s.name, row.raw(name)) for s in named for row in officials):
        return
    last = named[-1]
    yield Breach(
        message=f"Firma {shorten(last.name, 70)}, y se declara responsable a {quoted(r.raw(name) for r in officials)}.",
        evidence=last.words,
        location=last.location,
        places=tuple(row.values[name].location for row in officials),
        point=point,
        severity=Severity.NOTA,
        value=last.name,
        expected=officials[0].raw(name),
        suggestion="Compruebe que quien firma está facultado, o corrija quién es el responsable.",
    )


def _stamps(record: Record) -> Iterator[_Signature]:
    for furniture in record.document.furniture:
        for found in _STAMP.finditer(furniture.text):
            yield _Signature(name=squeeze(found["name"]), words=squeeze(found[0]), location=furniture.location)


def _closing(record: Record, declared: str) -> list[Paragraph]:
    """Return the paragraphs where someone may sign, those of a table that is only layout included."""
    tables = {number for matrix in record.matrices.values() for number in matrix.tables}
    found = record.point(declared)
    told = set(found.paragraphs()) if found else set()
    return [p for p in record.document.paragraphs() if p.location.table not in tables and p not in told]


def _typed(paragraphs: Sequence[Paragraph]) -> Iterator[_Signature]:
    """Yield the signatures at the end of texts: a name whose next line is a post, a farewell, a line to sign on."""
    lines = [(line, p.location) for p in paragraphs for line in p.text.split("\n") if line.strip()]
    for place, (line, location) in enumerate(lines):
        below = [text for text, _ in lines[place + 1 : place + 3]]
        signs_above = any(
            _FAREWELL.match(fold(text)) or _SIGN.match(text) for text, _ in lines[max(0, place - 2) : place]
        )
        bare = _TITLE.sub("", fold(line))
        is_name = _NAME.fullmatch(re.sub(r"^\W+|[\W_]+$", "", line)) and not _POST.match(bare) and not _BODY.match(bare)
        if found := _STAMP.search(line):
            yield _Signature(name=squeeze(found["name"]), words=squeeze(line), location=location)
        elif is_name and (signs_above or any(_POST.match(fold(text)) and len(text) < 90 for text in below)):
            yield _Signature(name=squeeze(line), words=squeeze(" / ".join([line, *below[:1]])), location=location)
        elif _FAREWELL.match(fold(line)) or _SIGN.match(line):
            yield _Signature(name="", words=squeeze(line), location=location)


def _unsigned(record: Record, found: Sequence[_Signature], point: str | None) -> Iterator[Breach]:
    pictures = [b for b in record.document.blocks if isinstance(b, Picture)]
    last = next((b for b in reversed(record.document.blocks) if isinstance(b, Paragraph) and b.text.strip()), None)
    end = found[-1] if found else None
    document = record.document
    may_be_drawn = bool(pictures or document.is_signed or document.may_lack_content or document.ocr_pages)
    if end is None and last is None:
        return
    yield Breach(
        message="El documento no está firmado: no se halla el nombre y el cargo de quien lo suscribe"
        + (", que pueden estar en una imagen." if may_be_drawn else "."),
        evidence=end.words if end else shorten(last.text if last else "", 200),
        location=end.location if end else (last.location if last else None),
        point=point,
        state=State.POR_VERIFICAR if may_be_drawn else State.INCUMPLE,
    )


def _is_one(signed: str, official: str) -> bool:
    """Return whether two names are of one person: nearly all words of one, initials aside, are in the other."""
    a, b = (" ".join(w for w in _TITLE.sub("", fold(name)).split() if len(w) > 1) for name in (signed, official))
    return max(containment(a, b), containment(b, a)) >= 0.75
