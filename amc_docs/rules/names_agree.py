"""A process has one name wherever the document names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from amc_docs import namings
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.namings import SAME_NAME, Naming, key
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import fold, likeness, listed, shorten


def names_agree(
    record: Record,
    *,
    point: str | None = None,
    inventory: Mapping[str, str],
    sheets: Mapping[str, str],
    scope: str = "",
    citing: Mapping[str, Sequence[str]] | None = None,
) -> Outcome:
    """Compare the names that one code has in the inventory, the index, the headings and the sheets.

    `inventory` gives `matrix`, `code` and `name`; `sheets` also `heading` (the name in the heading) and `parts` (the
    list of processes in the sheet above). Names without code, there, in the enumeration of the point `scope` and in the
    cells of `citing` (matrix → fields), count for the process that they resemble. Capitals, accents and punctuation
    are no difference, a word is: one breach for each process, with every wording. A misspelling read by OCR is a doubt.
    Not applicable where no process has a code.
    """
    every = list(_coded(record, inventory, sheets))
    if not every:
        yield NotApplicable(reason="Ningún proceso lleva código.")
        return
    known = namings.names(every)
    every += _uncoded(record, sheets, scope, citing or {}, known)
    groups: dict[str, list[Naming]] = {}
    for naming in every:
        groups.setdefault(key(naming.code), []).append(naming)
    for group in groups.values():
        if len({fold(n.name) for n in group}) > 1:
            yield _breach(group, namings.sure(record))


def _coded(record: Record, inventory: Mapping[str, str], sheets: Mapping[str, str]) -> Iterator[Naming]:
    found = [
        *namings.listed_in(record, inventory["matrix"], inventory["code"], inventory["name"], "inventario"),
        *namings.in_index(record),
        *namings.listed_in(record, sheets["matrix"], sheets["code"], sheets["heading"], "encabezado"),
        *namings.listed_in(record, sheets["matrix"], sheets["code"], sheets["name"], "ficha"),
    ]
    yield from (n for n in found if n.name)


def _uncoded(
    record: Record,
    sheets: Mapping[str, str],
    scope: str,
    citing: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> list[Naming]:
    found: list[Naming] = []
    for above, naming in namings.in_parts(record, sheets["matrix"], sheets["code"], sheets["parts"]):
        below = {code: name for code, name in known.items() if namings.parent(code) == key(above)}
        found += _assigned(naming, below)
    for naming in namings.in_enumeration(record.point(scope) if scope else None):
        found += _assigned(naming, known)
    for matrix, fields in citing.items():
        unit, *rest = fields
        for naming in namings.cited(record, matrix, rest, unit):
            # A name that is nearer to another code than its own is a wrong code: another rule's matter.
            own = known.get(key(naming.code), "")
            if naming.code and likeness(naming.name, own) >= SAME_NAME and _is_nearest(naming.name, own, known):
                found.append(naming)
            elif not naming.code:
                found += _assigned(naming, known)
    return found


def _assigned(naming: Naming, among: Mapping[str, str]) -> list[Naming]:
    code = key(naming.code) if key(naming.code) in among else ""
    # Part of the names of several processes: which one it means is another rule's matter.
    if not code and len(namings.candidates(naming.name, among)) < 2:
        code = namings.meant(naming.name, among)
    return [Naming(code=code, name=naming.name, where=naming.where, location=naming.location)] if code else []


def _is_nearest(name: str, own: str, known: Mapping[str, str]) -> bool:
    return all(likeness(name, own) >= likeness(name, other) for other in known.values())


def _breach(group: Sequence[Naming], state: State) -> Breach:
    times = Counter(fold(n.name) for n in group)
    wordings: dict[str, list[Naming]] = {}
    for naming in group:
        wordings.setdefault(fold(naming.name), []).append(naming)
    right = group[0] if group[0].where == "inventario" else wordings[times.most_common(1)[0][0]][0]
    strange = [ns[0] for words, ns in wordings.items() if words != fold(right.name)]
    told = [
        f"«{shorten(ns[0].name.rstrip(' .'), 110)}» ({listed(dict.fromkeys(n.where for n in ns))})"
        for ns in wordings.values()
    ]
    return Breach(
        message=f"El proceso {right.code} se nombra de {len(told)} maneras: {'; '.join(told)}.",
        evidence=" / ".join(shorten(ns[0].name, 90) for ns in wordings.values()),
        location=strange[0].location,
        places=tuple(n.location for n in group if n.location != strange[0].location),
        value=strange[0].name,
        expected=right.name,
        state=state,
    )
