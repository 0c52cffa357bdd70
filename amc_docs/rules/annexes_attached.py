"""Every annex that the text says it attaches is in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amc_docs.findings import Breach, State
from amc_docs.record import Mention, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed, shorten

_ATTACHED = re.compile(
    r"\badjunt(o|a|os|as|an|amos|ad[oa]s?|ar|ando)?\b|\bse acompanan?\b|\bacompanad[oa]s? (al?|en|como)\b"
    r"|\bse anexan?\b"
    r"|\banex(o|ad)[oas]* al presente\b|\banexo\b.{0,12}\b(de este|del presente) (documento|informe|plan)\b"
)
_OF_ANOTHER = re.compile(
    r"^\W*(?:(?:de|del)\s+(?:la|los|las|el)?\s*(?:citad\w+\s+)?"
    r"(?:RSD|Resoluci|Lineamiento|Directiva|Ley|Decreto|D\.?\s?S|R\.?\s?M|formato|norma|convenio|reglamento)"
    r"|aprobad[oa]\s+(?:por|mediante|con))",
    re.I,
)
"""Words after an annex's label that make it an annex of a norm, not of this submission."""
_LABEL_LINE = re.compile(
    r"^\W*anexos?\s*(?:N\s*[°º.o]*\s*|Nro\.?\s*)?0*(?P<label>\d{1,2}|[IVX]{1,5}|[A-H])"
    r"\s*(?:$|[.:–—(\n\"«-]|(?=[A-ZÁÉÍÓÚÑ]))",
    re.I,
)
_TELEPHONE = re.compile(r"\b(tele?fonos?|telf|celular|central telefonica)\b")
_NO_LABEL = re.compile(r"\s+(el|la|los|las|est[aeo]s?|dich[ao]s?|su|un|una)\b", re.I)
LONGEST_HEADING = 250
"""Characters; a longer paragraph that begins «Anexo N° 4» is prose about it."""


def annexes_attached(
    record: Record,
    *,
    point: str | None = None,
    own_form: Sequence[str] = (),
) -> Outcome:
    """Check that a part of the file bears the label of each annex that a sentence says is attached.

    A heading, caption, paragraph or page header that begins with the label is that part; the form's own title
    (`own_form`) is not, once. Annexes of a norm are not this file's. An annex only referred to and not there is a
    doubt, all such in one; so is an attached one where pages could not be read.
    """
    there = _parts(record, own_form)
    absent: dict[str, list[Mention]] = {}
    for mention in record.mentions:
        if mention.kind == "annex" and _is_own(mention, own_form) and not _is_part(mention):
            if _is_extension(record, mention):
                continue
            label = _canonical(mention.noun)
            if label not in there:
                absent.setdefault(label, []).append(mention)
    attached = {k: v for k, v in absent.items() if any(_is_attached(m) for m in v)}
    for mentions in attached.values():
        yield _missing(record, mentions)
    referred = [m[0] for label, m in absent.items() if label not in attached]
    if referred:
        names = listed(f"«{m.raw}»" for m in referred)
        yield Breach(
            message=f"El texto remite a {names}; ninguna parte del archivo lleva "
            f"{'esos rótulos' if len(referred) > 1 else 'ese rótulo'}.",
            evidence=shorten(referred[0].context, 240),
            location=referred[0].location,
            places=tuple(m.location for m in referred[1:]),
            point=referred[0].point,
            state=State.POR_VERIFICAR,
            value=", ".join(m.raw for m in referred),
        )


def _missing(record: Record, mentions: Sequence[Mention]) -> Breach:
    first = next(m for m in mentions if _is_attached(m))
    others = [m for m in mentions if m is not first]
    where = at_point(first.point)
    return Breach(
        message=f"{where}el texto dice adjuntar «{first.raw}», y ninguna parte del archivo lleva ese rótulo.",
        evidence=shorten(first.context, 240),
        location=first.location,
        places=tuple(m.location for m in others),
        point=first.point,
        state=State.POR_VERIFICAR if record.document.may_lack_content else State.INCUMPLE,
        value=first.raw,
        suggestion=f"Pida o adjunte «{first.raw}», con su rótulo, o quite la remisión.",
    )


def _parts(record: Record, own_form: Sequence[str]) -> frozenset[str]:
    """Return the labels of the annexes that the file has; the form's own title, before the first point, is none."""
    labels: set[str] = set()
    for text, is_front in _headings(record):
        is_form = is_front and any(re.search(p, fold(text.split("\n")[0])) for p in own_form)
        if not is_form and (found := _LABEL_LINE.match(text)):
            labels.add(_canonical(found["label"]))
    return frozenset(labels)


def _headings(record: Record) -> Iterator[tuple[str, bool]]:
    """Yield the lines that can be headings, and whether each stands before the first point."""
    index = {line.location for line in record.index if line.location.paragraph}
    first = record.points[record.order[0]].location if record.order else None
    is_front = first is not None
    for paragraph in record.document.paragraphs():
        is_front = is_front and paragraph.location != first
        is_line = paragraph.is_index or paragraph.location in index or len(paragraph.text) > LONGEST_HEADING
        if not is_line and not _ATTACHED.search(fold(paragraph.text)):
            yield paragraph.printed, is_front
    yield from ((f.text, False) for f in record.document.furniture if f.kind in ("header", "footer"))


def _is_part(mention: Mention) -> bool:
    """Say whether the mention is the annex's own heading."""
    is_heading = mention.context.startswith(mention.raw) and len(mention.context) <= LONGEST_HEADING
    return is_heading and bool(_LABEL_LINE.match(mention.context)) and not _is_attached(mention)


def _is_own(mention: Mention, own_form: Sequence[str]) -> bool:
    """Say whether an annex of this submission is meant: not one of a norm, not the form («Anexo 1, Esquema …»)."""
    after = mention.context.partition(mention.raw)[2]
    label = mention.raw.split()[-1]
    if not mention.noun or _OF_ANOTHER.match(after):
        return False
    # «Anexo a la propuesta»: the letter is a preposition.
    if label.isalpha() and (label.islower() or (len(label) == 1 and _NO_LABEL.match(after))):
        return False
    words_after = fold(mention.raw + after)
    return not (fold(after) and any(re.search(p, words_after) for p in own_form))


def _is_extension(record: Record, mention: Mention) -> bool:
    """Say whether the mention stands in a cell for a telephone, told by the head of its column or of its row."""
    place = mention.location
    table = record.table(place.table)
    ends = {(place.row, 0), (0, place.column)}
    return table is not None and any(
        (cell.row, cell.column) in ends and _TELEPHONE.search(fold(cell.text)) for cell in table.cells
    )


def _is_attached(mention: Mention) -> bool:
    return bool(_ATTACHED.search(fold(mention.context)))


def _canonical(label: str) -> str:
    """Return the label as a number where it is one: `04`, `4` and `IV` are one annex."""
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    folded = fold(label).lstrip("0")
    return str(roman.get(folded, folded))
