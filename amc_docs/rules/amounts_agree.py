"""The budget that the text states is a total of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from amc_docs.document import Location
from amc_docs.figures import close, figure, printed_like
from amc_docs.findings import Breach, Fix, State
from amc_docs.record import Matrix, Mention, Record, Value
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, listed, shorten

REACH = 70
"""Characters before an amount in which the words stand that say what it is."""
_TOTAL = re.compile(r"\b(total(es)?|asciende\w*|presupuesto (general )?de|presupuesto es de|suman?)\b")
_WHOLE = re.compile(
    r"\b(plan|propuesta|diseno|productos|actividades|acciones de mejora|implementacion|presupuesto (total|general)"
    r"|costo total del|monto total|inversion total|total general)\b"
)
_PART = re.compile(
    r"\b(capacitaci\w+|asistencia tecnica|taller(es)?|cursos?|pasajes|viaticos|consultoria|(la|cada|una) actividad"
    r"|actividad (n )?\d+|el producto|producto (n )?\d+|gobiernos? (regional|local|nacional)(es)?|unitari\w+|mensual\w*"
    r"|trimestral\w*|anual\w*|por (persona|taller|region|gobierno|participante)|cada un[oa])\b"
)
_ELSEWHERE = re.compile(
    r"\b(institucional(es)?|pia|pim|pliego|ministerio|sector publico|programas? presupuestal(es)?|ejecutad[oa]s?"
    r"|foniprel|transferid[oa]s?|linea de base|pbi|credito|ventas|uit)\b"
)


def amounts_agree(
    record: Record, *, point: str | None = None, matrices: Mapping[str, str], patterns: Sequence[str]
) -> Outcome:
    """Check each amount that the text calls the total budget against the totals of `matrices` (matrix → field).

    Any figure or subtotal of those tables is right (S/ 1 or 0.5 %). Where no table has an amount, the budget is not
    broken down: told once. An amount that is a part, or of something else, is passed over; a sentence that does not
    say clearly that it is the whole is doubtful, and so is an amount that reads in two ways or may be in a picture.
    """
    totals = [m for m in record.mentions if point in (None, m.point) and _is_total(m, patterns)]
    if not totals:
        return
    figures, complete = _figures(record, matrices)
    wrong = [m for m in totals if not (isinstance(m.value, Decimal) and any(_agree(m, f) for f in figures))]
    unread = [m for m in wrong if not isinstance(m.value, Decimal)]
    wrong = [m for m in wrong if m not in unread]
    if unread:
        yield _unreadable(unread)
    if not figures:
        yield from _not_broken_down(record, wrong)
    elif complete:
        yield from _different(record, wrong, matrices)


def _is_total(mention: Mention, patterns: Sequence[str]) -> bool:
    """Say whether the words right before an amount call it a total, and none call it a part or another's."""
    if mention.kind != "amount":
        return False
    before, _, after = mention.context.partition(mention.raw)
    # What stands before an earlier amount speaks of that one.
    own = fold(re.split(r"S\s?/|\d{3}", before)[-1][-REACH:])
    if not (_TOTAL.search(own) and any(re.search(p, own) for p in patterns)):
        return False
    return not _ELSEWHERE.search(f"{own} {fold(after)[:REACH]}") and not _PART.search(f"{own} {fold(after)[:30]}")


def _figures(record: Record, matrices: Mapping[str, str]) -> tuple[dict[Decimal, Location], bool]:
    """Return every amount of the tables and every sum of theirs, and whether no row lacks its amount."""
    figures: dict[Decimal, Location] = {}
    complete = True
    for name, field in matrices.items():
        matrix = record.matrix(name)
        if matrix is None:
            continue
        amounts = [(row, a) for row in matrix.rows if (a := _amount(row.values.get(field))) is not None]
        for row, amount in amounts:
            figures.setdefault(amount, row.values[field].location)
        for total in _sums(matrix, field):
            figures.setdefault(total, matrix.location)
        has_total = any(row.is_total for row, _ in amounts)
        complete = complete and (not amounts or has_total or len(amounts) == len(matrix.items))
    return figures, complete


def _amount(value: Value | None) -> Decimal | None:
    """Return the amount of a cell, or None where it has none."""
    if value is None or value.is_blank:
        return None
    return value.value if isinstance(value.value, Decimal) else figure(value.raw)


def _sums(matrix: Matrix, field: str) -> Iterator[Decimal]:
    """Yield the sum of all items, and the sums by the values of each other column."""
    seen: set[Location] = set()
    items = []
    for row in matrix.items:
        amount = _amount(row.values.get(field))
        # A merged cell is repeated in each row that it covers, and counts once.
        if amount is not None and (place := row.values[field].location) not in seen:
            seen |= {place} if place.row is not None else set()
            items.append((row, amount))
    if items:
        yield sum((a for _, a in items), Decimal(0))
    for column in matrix.columns:
        groups: dict[str, Decimal] = {}
        for row, amount in items:
            groups[fold(row.raw(column))] = groups.get(fold(row.raw(column)), Decimal(0)) + amount
        if column != field and len(groups) < len(items):
            yield from groups.values()


def _agree(mention: Mention, amount: Decimal) -> bool:
    """Say whether an amount of the text is one of the tables; in millions it is a rounded one."""
    said = mention.value
    if not isinstance(said, Decimal):
        return False
    after = fold(mention.context.partition(mention.raw)[2])[:20]
    if re.match(r"(mil )?millon(es)?\b", after):
        return abs(said * 1_000_000 - amount) <= amount * Decimal("0.02") or close(said, amount)
    return close(said, amount)


def _not_broken_down(record: Record, wrong: Sequence[Mention]) -> Iterator[Breach]:
    if not wrong:
        return
    first, *others = wrong
    # A table that was not understood may hold it; a picture too.
    written = fold(first.raw).replace(" ", "")[-7:]
    in_a_table = any(written in fold(t).replace(" ", "") for t in _cells(record))
    is_doubt = in_a_table or record.document.may_lack_content
    yield Breach(
        message=at_point(first.point)
        + f"el presupuesto de «{first.raw}» no se desagrega en ninguna tabla del documento.",
        evidence=shorten(first.context, 240),
        location=first.location,
        places=tuple(m.location for m in others),
        point=first.point,
        state=State.POR_VERIFICAR if is_doubt else State.INCUMPLE,
        value=first.raw,
        suggestion="Desagregue el presupuesto por actividad en el costeo, de modo que sume esta cifra.",
    )


def _different(record: Record, wrong: Sequence[Mention], matrices: Mapping[str, str]) -> Iterator[Breach]:
    totals: dict[str | None, Decimal] = {}
    places: list[Location] = []
    for name, field in matrices.items():
        matrix = record.matrix(name)
        if matrix is None:
            continue
        grand = [row for row in matrix.rows if row.is_total and _amount(row.values.get(field)) is not None]
        total = _amount(grand[-1].values[field]) if grand else None
        summed = next(_sums(matrix, field), None)
        if total is None or (len(matrix.tables) > 1 and summed is not None and not close(total, summed)):
            # The last total of several tables is that of the last of them only.
            total, grand = summed, []
        if total is not None:
            totals[matrix.point] = total
            places.append(grand[-1].values[field].location if grand else matrix.location)
    by_amount: dict[Decimal, list[Mention]] = {}
    for mention in wrong:
        if isinstance(mention.value, Decimal):
            by_amount.setdefault(mention.value, []).append(mention)
    for first, *others in by_amount.values():
        is_sure = bool(_WHOLE.search(fold(first.context)))
        sums = listed(f"{printed_like(t, first.raw)} (punto {p})" for p, t in totals.items())
        yield Breach(
            message=f"{at_point(first.point)}el texto da un presupuesto de «{first.raw}»; las tablas suman {sums}.",
            evidence=shorten(first.context, 240),
            location=first.location,
            places=(*(m.location for m in others), *places),
            point=first.point,
            state=State.INCUMPLE if is_sure else State.POR_VERIFICAR,
            value=first.raw,
            expected=listed(dict.fromkeys(printed_like(t, first.raw) for t in totals.values())),
            fixes=tuple(_fix(m, total) for m in (first, *others))
            if len(totals) > 1 and len(set(totals.values())) == 1 and (total := next(iter(totals.values())))
            else (),
        )


def _fix(mention: Mention, total: Decimal) -> Fix:
    """Return the correction of a text that says otherwise than the tables of two points, which agree."""
    right = re.sub(r"\d[\d.,' ]*\d", printed_like(total, mention.raw), mention.raw, count=1)
    return Fix(location=mention.location, before=mention.raw, after=right)


def _unreadable(mentions: Sequence[Mention]) -> Breach:
    first, *others = mentions
    return Breach(
        message=at_point(first.point)
        + f"la cifra «{first.raw}» puede leerse de dos maneras; no se comparó con las tablas.",
        evidence=shorten(first.context, 240),
        location=first.location,
        places=tuple(m.location for m in others),
        point=first.point,
        state=State.POR_VERIFICAR,
        value=first.raw,
    )


def _cells(record: Record) -> Iterator[str]:
    for table in record.document.tables():
        yield from (cell.text for cell in table.cells if cell.text and len(cell.text) < 40)
