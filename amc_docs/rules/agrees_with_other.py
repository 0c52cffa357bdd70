"""A document says of its items what another document, given beside it, says of the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amc_docs.alike import words_differ
from amc_docs.document import Location
from amc_docs.figures import figure, same_share, years
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record, Row, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, quoted, resemblance, same_name, shorten

_NEAR = 0.65
"""From here on a name may be another wording of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The two documents, as far as they are compared."""

    here: Matrix
    there: Matrix
    file: str
    """Name of the other file."""
    key: str
    other_key: str
    noun: str
    point: str | None
    is_faint: bool
    """Something of one of the documents was not read, or only recognised: nothing is certain."""

    @property
    def state(self) -> State:
        return State.POR_VERIFICAR if self.is_faint else State.INCUMPLE


def agrees_with_other(
    record: Record,
    *,
    point: str | None = None,
    union: str,
    key: str,
    noun: str,
    others: Mapping[str, Mapping[str, Any]],
    figures: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    year: str = "",
) -> Outcome:
    """Compare the items of a matrix or union with those of the other document that the user gave.

    `others` says, for each type that the other document may be of, where its items are: `union`, `key` and `fields`,
    which give for a field here the fields there that say the same, the first filled one counting; `{year}` in them
    stands for the year in the value `year` (a JSON pointer).

    `figures` and `texts` are the fields compared, as numbers or as words, with what they are called (article first).
    Items are the same by their names: one that is in one document only is a breach, one with a name somewhat alike a
    doubt, and so are all where no name agrees. A figure of the other document that does not tell its year is doubtful,
    as is everything where a document was not wholly read. Not applicable without another document.
    """
    other = record.against
    if other is None:
        yield NotApplicable(reason="No se dio el otro documento (--contra): no se comparó.")
        return
    name = other.document.name
    source = others.get(other.doctype)
    here = record.matrix(union)
    there = other.matrix(source["union"]) if source else None
    if source is None or here is None or there is None or not here.items or not there.items:
        yield _incomparable(name, source is not None, here, point)
        return
    faint = any(d.may_lack_content or bool(d.ocr_pages) for d in (record.document, other.document))
    keys = {"key": key, "other_key": source["key"]}
    pair = _Pair(here=here, there=there, file=name, noun=noun, point=point, is_faint=faint, **keys)
    same = _same(pair)
    if not same:
        yield _strangers(pair)
        return
    yield from _alone(pair, same)
    said = record.values.get(year)
    when = str(next(iter(years(said.raw)), "")) if said else ""
    for row, twin in same:
        for field, label in {**(figures or {}), **(texts or {})}.items():
            found = _stated(twin, source["fields"].get(field, ()), when)
            yield from _differs(pair, row, field, found, label, is_number=field in (figures or {}))


def _incomparable(name: str, is_known: bool, here: Matrix | None, point: str | None) -> Breach:
    fact = f"«{name}» no es de un tipo con el que se compare este documento"
    if is_known and (here is None or not here.items):
        fact = f"no se halló en este documento lo que se compara con «{name}»"
    elif is_known:
        fact = f"no se halló en «{name}» lo que se compara con este documento"
    return Breach(message=f"{at_point(point)}{fact}.", evidence="", state=State.POR_VERIFICAR)


def _same(pair: _Pair) -> list[tuple[Row, Row]]:
    """Return the rows of one item, each row once, the likeliest first."""
    rows = [(row, row.raw(pair.key)) for row in pair.here.items if not is_missing(row.raw(pair.key))]
    others = [(row, row.raw(pair.other_key)) for row in pair.there.items if not is_missing(row.raw(pair.other_key))]
    likely = [
        (-resemblance(name, wanted), n, m)
        for n, (_, name) in enumerate(rows)
        for m, (_, wanted) in enumerate(others)
        if same_name(name, wanted)
    ]
    found: dict[int, int] = {}
    for _, n, m in sorted(likely):
        if n not in found and m not in found.values():
            found[n] = m
    return [(rows[n][0], others[m][0]) for n, m in sorted(found.items())]


def _strangers(pair: _Pair) -> Breach:
    first = next(row for row in pair.here.items)
    return Breach(
        message=f"{at_point(pair.point)}ningún nombre coincide con los de «{pair.file}»: compruebe que sea el "
        "documento que corresponde.",
        evidence=first.raw(pair.key) or pair.here.head,
        location=_place(first, pair.key),
        expected=quoted(row.raw(pair.other_key) for row in pair.there.items),
        state=State.POR_VERIFICAR,
    )


def _alone(pair: _Pair, same: Sequence[tuple[Row, Row]]) -> Iterator[Breach]:
    """Yield what only one of the two documents has; a name somewhat alike on the other side makes it doubtful."""
    mine = [r for r in pair.here.items if not is_missing(r.raw(pair.key)) and all(r is not one for one, _ in same)]
    theirs = [
        r for r in pair.there.items if not is_missing(r.raw(pair.other_key)) and all(r is not one for _, one in same)
    ]
    names = [row.raw(pair.other_key) for row in theirs]
    taken: set[str] = set()
    for row in mine:
        name = row.raw(pair.key)
        near = max((n for n in names if n not in taken), key=lambda n: resemblance(name, n), default="")
        is_near = resemblance(name, near) >= _NEAR
        taken |= {near} if is_near else set()
        tail = f"; puede ser «{shorten(near, 120)}»" if is_near else ""
        yield Breach(
            message=f"{at_point(pair.point)}{pair.noun} «{shorten(name, 120)}» no está en «{pair.file}»{tail}.",
            evidence=name,
            location=_place(row, pair.key),
            value=name,
            expected=near if is_near else None,
            state=State.POR_VERIFICAR if is_near else pair.state,
        )
    for row, name in zip(theirs, names, strict=True):
        if name not in taken:
            yield Breach(
                message=f"{at_point(pair.point)}falta {pair.noun} «{shorten(name, 120)}», que «{pair.file}» tiene"
                f"{_where(_place(row, pair.other_key))}.",
                evidence=pair.here.head or pair.here.items[0].raw(pair.key),
                location=pair.here.location,
                expected=name,
                state=pair.state,
            )


def _stated(row: Row, names: Sequence[str], year: str) -> tuple[Value, bool] | None:
    """Return what the other document says, and whether it is surely of that year; None where it says nothing."""
    for name in names:
        is_dated = "{year}" in name
        value = row.values.get(name.replace("{year}", year)) if year or not is_dated else None
        if value is not None and not is_missing(value.raw):
            dated = is_dated or not any("{year}" in n for n in names) or year in map(str, years(value.raw))
            return value, dated
    return None


def _differs(
    pair: _Pair, row: Row, field: str, found: tuple[Value, bool] | None, label: str, *, is_number: bool
) -> Iterator[Breach]:
    """Compare one field of an item; what this document does not say is another rule's matter."""
    mine = row.values.get(field)
    if mine is None or is_missing(mine.raw):
        return
    name = shorten(row.raw(pair.key), 120)
    if found is None:
        yield Breach(
            message=f"{at_point(pair.point)}«{name}»: «{pair.file}» no dice {label}, que aquí es «{mine.raw}».",
            evidence=mine.raw,
            location=mine.location,
            value=mine.raw,
            state=State.POR_VERIFICAR,
        )
        return
    value, is_dated = found
    one, other = _number(mine), _number(value)
    if is_number and one is not None and other is not None:
        differs = not same_share(one, other)
    elif is_number:
        differs = fold(mine.raw) != fold(value.raw)
    else:
        differs = words_differ(mine.raw, value.raw)
    if differs:
        is_sure = is_dated and not (is_number and None in (one, other))
        yield Breach(
            message=f"{at_point(pair.point)}«{name}»: aquí {label} es «{shorten(mine.raw, 60)}», y en «{pair.file}» "
            f"es «{shorten(value.raw, 60)}»{_where(value.location)}.",
            evidence=f"{row.raw(pair.key)} | {mine.raw}",
            location=mine.location,
            value=mine.raw,
            expected=value.raw,
            state=pair.state if is_sure else State.POR_VERIFICAR,
        )


def _number(value: Value) -> Decimal | None:
    return value.value if isinstance(value.value, Decimal) else figure(value.raw)


def _place(row: Row, key: str) -> Location:
    return row.values[key].location if key in row.values else row.location


def _where(location: Location) -> str:
    """Return a place of the other document for a message: ` (página 4, tabla 2, fila 3)`; empty where none is known."""
    parts = [f"página {location.page}"] if location.page else []
    parts += [f"tabla {location.table}"] if location.table else []
    parts += [f"fila {location.row + 1}"] if location.row is not None and location.table else []
    return f" ({', '.join(parts)})" if parts else ""
