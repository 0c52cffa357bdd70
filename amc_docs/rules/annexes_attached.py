"""Every annex that the text says it attaches is in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amc_docs.findings import Breach, State
from amc_docs.record import Mention, Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, listed, shorten

_ATTACHED = re.compile(
    r"\b(se )?(adjunt\w+|acompan\w+)\b|\bse anexa\w*|\banex(o|ad)\w* al presente|\b(de|del|en) (este|el|la) (presente )?"
    r"(documento|anexo|informe)\b.{0,20}\bforma parte\b|\bforman? parte\b"
)
_OF_ANOTHER = re.compile(
    r"^\W*(?:de|del)\s+(?:la|los|las|el)?\s*(?:presentes?\s+)?(?:citad\w+\s+)?"
    r"(?:RSD|Resoluci|Lineamiento|Directiva|Ley|Decreto|D\.?\s?S|R\.?\s?M|formato|norma|convenio|reglamento)",
    re.I,
)
"""Words after an annex's label that make it an annex of a norm, not of this submission."""
_LABEL_LINE = re.compile(
    r"^\W*anexos?\s*(?:N\s*[°º.o]*\s*|Nro\.?\s*)?0*(?P<label>\d{1,2}|[IVX]{1,5}|[A-H])\s*(?:$|[.:–—(\n\"«-]|(?=[A-ZÁÉÍÓÚÑ]))",
    re.I,
)
LONGEST_HEADING = 250
"""Characters; a longer paragraph that begins «Anexo N° 4» is prose about it."""


def annexes_attached(
    record: Record,
    *,
    point: str | None = None,  # noqa: ARG001 - every kind is given the rule's point
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
        if mention.kind == "annex" and mention.noun and not _is_part(mention) and not _is_of_a_norm(mention):
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
    where = f"Punto {first.point}: " if first.point else ""
    return Breach(
        message=f"{where}el texto dice adjuntar «{first.raw}», y ninguna parte del archivo lleva ese rótulo.",
        evidence=shorten(first.context, 240),
        location=first.location,
        places=tuple(m.location for m in others),
        point=first.point,
        state=State.POR_VERIFICAR if record.document.unread_pages else State.INCUMPLE,
        value=first.raw,
        suggestion=f"Pida o adjunte «{first.raw}», con su rótulo, o quite la remisión.",
    )


def _parts(record: Record, own_form: Sequence[str]) -> frozenset[str]:
    """Return the labels of the annexes that the file has; the form's own title is left out the first time."""
    labels: set[str] = set()
    form_seen = False
    for text in _headings(record):
        if not form_seen and any(re.search(p, fold(text.split("\n")[0])) for p in own_form):
            form_seen = True
        elif found := _LABEL_LINE.match(text):
            labels.add(_canonical(found["label"]))
    return frozenset(labels)


def _headings(record: Record) -> Iterator[str]:
    index = {line.location for line in record.index}
    for paragraph in record.document.paragraphs():
        is_line = paragraph.is_index or (paragraph.location in index and paragraph.location.paragraph is not None)
        if paragraph.text and len(paragraph.text) <= LONGEST_HEADING and not is_line:
            if not _ATTACHED.search(fold(paragraph.text)):
                yield paragraph.printed
    for furniture in record.document.furniture:
        if furniture.kind in ("header", "footer"):
            yield furniture.text


def _is_part(mention: Mention) -> bool:
    """Say whether the mention is the annex's own heading."""
    return (
        mention.context.startswith(mention.raw)
        and bool(_LABEL_LINE.match(mention.context))
        and not _is_attached(mention)
    )


def _is_of_a_norm(mention: Mention) -> bool:
    after = mention.context.partition(mention.raw)[2]
    return bool(_OF_ANOTHER.match(after))


def _is_attached(mention: Mention) -> bool:
    return bool(_ATTACHED.search(fold(mention.context)))


def _canonical(label: str) -> str:
    """Return the label as a number where it is one: `04`, `4` and `IV` are one annex."""
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    folded = fold(label).lstrip("0")
    return str(roman.get(folded, folded))
