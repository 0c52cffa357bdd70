"""What a letter says it sends is what follows it in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.papers import Paper, PaperName, Sent
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, quoted, shorten

_LONGEST_TITLE = 200


def attachments_follow(record: Record, *, point: str | None = None) -> Outcome:
    """Compare each thing sent with the documents beside the letter in its file.

    A paper of the same kind with another number, which nothing else that is sent accounts for, is a breach. A thing
    that is not in the file may come in another one: a doubt, all such in one. So is a number of sheets («folios») that
    the pages behind the letter do not have.
    """
    sent = record.papers.sent
    if not sent:
        yield NotApplicable(reason="El documento no dice que remita nada.")
        return
    beside = record.papers.beside or ()
    unclaimed = [p for p in beside if not any(_is_it(item, p) for item in sent)]
    absent: list[Sent] = []
    for item in sent:
        if any(_is_it(item, paper) for paper in beside) or _is_within(record, item):
            continue
        other = next((p for p in unclaimed if item.name and p.name and p.name.kind == item.name.kind), None)
        if other is not None:
            unclaimed.remove(other)
            yield _another(item, other)
        else:
            absent.append(item)
    if absent:
        yield _absent(absent, alone=not beside)
    yield from _sheets(record, sent)


def _is_it(item: Sent, paper: Paper) -> bool:
    """Whether a document is the thing sent: of the same number, or called so where it is sent without one."""
    if item.name:
        return paper.name is not None and item.name.is_same(paper.name)
    return any(re.search(pattern, fold(item.words)) for pattern in paper.called)


def _is_within(record: Record, item: Sent) -> bool:
    """Whether the letter's own document bears the thing's title: a part that was not told apart from it."""
    titles = [p for p in record.document.paragraphs() if len(p.text) <= _LONGEST_TITLE and p.location != item.location]
    if item.annex:
        pattern = rf"^anexo( n\w?)? 0*{re.escape(item.annex.casefold())}\b"
        return any(re.search(pattern, fold(p.printed)) for p in titles)
    if item.name is None:
        return False
    places = {p.location for p in titles}
    own = (c for c in record.citations if c.location in places and fold(c.context).startswith(fold(c.literal)))
    return any(item.name.is_same(_name(c.kind, c.number, c.year, c.issuer, c.literal)) for c in own)


def _name(kind: str, number: str, year: int | None, issuer: str | None, literal: str) -> PaperName:
    return PaperName(kind=kind, number=number, year=year, issuer=issuer, literal=literal)


def _another(item: Sent, other: Paper) -> Breach:
    said = item.name.literal if item.name else item.words
    there = other.name.literal if other.name else other.title
    return Breach(
        message=f"Dice remitir «{said}», y lo que sigue en el archivo es «{there}».",
        evidence=item.context,
        location=item.location,
        places=(other.location,),
        value=said,
        expected=there,
    )


def _absent(items: Sequence[Sent], *, alone: bool) -> Breach:
    first = items[0]
    names = quoted(shorten(i.words, 90) for i in items)
    absent = "no están" if len(items) > 1 else "no está"
    where = "en este archivo" if alone else "entre los documentos de este archivo"
    return Breach(
        message=f"Dice remitir {names}, que {absent} {where}: compruebe que lo remitido llegó.",
        evidence=first.context,
        location=first.location,
        places=tuple(i.location for i in items[1:]),
        state=State.POR_VERIFICAR,
        value="; ".join(i.words for i in items),
    )


def _sheets(record: Record, sent: Sequence[Sent]) -> Iterator[Breach]:
    """Compare the number of sheets with the pages behind the letter; a sheet may be printed on both sides."""
    told = next((item for item in sent if item.sheets is not None), None)
    pages = [p.pages for p in record.papers.beside or () if p.pages]
    if told is None or told.sheets is None or not pages:
        return
    count = sum(last - first + 1 for first, last in pages)
    if told.sheets not in (count, (count + 1) // 2, count + 1):
        yield Breach(
            message=f"Dice remitir {told.sheets} folios, y le siguen {count} páginas.",
            evidence=told.context,
            location=told.location,
            state=State.POR_VERIFICAR,
            value=str(told.sheets),
            expected=str(count),
        )
