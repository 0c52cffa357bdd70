"""A quantity said in words, in figures and by the rows of a table is one quantity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from amc_docs.figures import spoken_number
from amc_docs.findings import Breach, State
from amc_docs.outline import names
from amc_docs.record import Matrix, Mention, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, containment, fold, is_missing, listed, same_name, shorten

_WHOLE = re.compile(
    r"\b(prioriz\w+|comprend\w+|consta\w*|(un )?total de|conform\w+|integrad\w+|l[ao]s|sus|plante\w+|propone\w*"
    r"|propus\w+|defin\w+|identific\w+|contempl\w+|consider\w+|abarc\w+|desarroll\w+|contiene\w*|cuenta con"
    r"|tiene|son|establec\w+)"
    r"( \w+){0,4}$"
)
"""Words before a quantity by which a sentence speaks of all there is."""
_CERTAIN = re.compile(r"\b(prioriz\w+|comprend\w+|consta\w*|total de|abarc\w+|identific\w+)\b")
_PART = re.compile(
    r"\b(adicional(es)?|otr[oa]s|nuev[oa]s|primer[oa]s|siguientes|restantes|ultim[oa]s|cada|por (producto|actividad)"
    r"|al menos|mas de|menos de|hasta|aproximadamente|cerca de|de (ell[oa]s|l[oa]s cuales)|mism[oa]s|entre)\b"
)
_OF_SOME_KIND = re.compile(
    r"^(de|del|en|con|para|relacionad\w+|referid\w+|vinculad\w+|correspond\w+|por|que|a nivel)\b"
)
_OF_ALL = re.compile(
    r"^(del (plan|punto|diseno|presente|anexo|cuadro)"
    r"|de (la|las|los|el) (cadena|matriz|alternativa|propuesta|puntos?|acciones)"
    r"|de mejora|en (la|el|los) (cadena|matriz|cuadro|tres niveles)|por desarrollar|para la implementacion)\b"
)


def counts_agree(
    record: Record, *, point: str | None = None, counted: Mapping[str, Sequence[str]] | None = None
) -> Outcome:
    """Check quantities said in the text: word against figure, and noun against the distinct items of a table.

    `counted` gives, for a noun, the fields (`matrix/field`) whose distinct items it counts. A quantity equal to one of
    them is right. A different one is told only where the sentence speaks of the whole set («priorizando ocho (08)
    productos»); of «dos actividades de capacitación» or «otros tres productos» nothing follows.
    """
    for mention in record.mentions:
        if mention.kind != "count" or not isinstance(mention.value, int) or point not in (None, mention.point):
            continue
        written = re.search(r"\(\s*0*(\d+)\s*\)", mention.raw)
        said = spoken_number(mention.raw)
        if written and said is not None and said != int(written[1]):
            yield _two_figures(mention, said, int(written[1]))
            continue
        yield from _against_tables(record, mention, counted or {})


def _two_figures(mention: Mention, said: int, written: int) -> Breach:
    return Breach(
        message=f"{at_point(mention.point)}«{mention.raw}» dice {said} en letras y {written} en números.",
        evidence=shorten(mention.context or mention.raw, 240),
        location=mention.location,
        point=mention.point,
        value=mention.raw,
        expected=f"{said} o {written}, en letras y en números",
    )


def _against_tables(record: Record, mention: Mention, counted: Mapping[str, Sequence[str]]) -> Outcome:
    noun = fold(mention.noun).split(" ")[0]
    fields = next((paths for name, paths in counted.items() if noun and containment(name, noun) == 1), ())
    certain = _speaks_of_all(mention)
    if not fields or certain is None:
        return
    found: dict[str, set[int]] = {}
    places: dict[str, Matrix] = {}
    for path in fields:
        name, _, column = path.partition("/")
        matrix = record.matrix(name)
        if matrix and matrix.has(column) and (numbers := _quantities(record, matrix, column)):
            found[path], places[path] = numbers, matrix
    if not found or any(mention.value in numbers for numbers in found.values()):
        return
    counts = sorted({min(numbers) for numbers in found.values()})
    nearest = next(iter(places.values()))
    tables = listed(f"la tabla del punto {p}" for p in dict.fromkeys(m.point for m in places.values()))
    yield Breach(
        message=at_point(mention.point)
        + f"el texto dice «{mention.raw}», y {tables} tiene {listed(str(n) for n in counts)}.",
        evidence=shorten(mention.context or mention.raw, 240),
        location=mention.location,
        places=(nearest.location,),
        point=mention.point,
        state=State.INCUMPLE if certain else State.POR_VERIFICAR,
        value=mention.raw,
        expected=listed(str(n) for n in counts),
    )


def _speaks_of_all(mention: Mention) -> bool | None:
    """Return True where the sentence surely speaks of the whole set, False where it may, None where it does not."""
    text, raw = fold(mention.context), fold(mention.raw)
    before, _, after = text.partition(raw)
    # Other things counted before it («4 productos, 8 actividades y 6 indicadores») do not part it from the verb.
    near = " ".join(before.split()[-14:])
    after = after.strip()
    if _PART.search(f"{' '.join(near.split()[-3:])} {' '.join(after.split()[:4])}"):
        return None
    if not _WHOLE.search(near) and not _CERTAIN.search(near):
        return None
    if _OF_SOME_KIND.match(after) and not _OF_ALL.match(after):
        return None
    return bool(_CERTAIN.search(near))


def _quantities(record: Record, matrix: Matrix, column: str) -> set[int]:
    """Return the numbers that may rightly be said of a column: its distinct items, strictly and loosely compared.

    Where the rows stand in named groups (the lines of a cost under its activity) so may the number of groups.
    """
    cells = [r.raw(column) for r in matrix.items if not is_missing(r.raw(column)) and not r.is_merged(column)]
    groups = [v.raw for v in names(record, matrix, column)]
    return {len({fold(text) for text in cells}), _distinct(cells), _distinct(groups)} - {0}


def _distinct(texts: Iterable[str]) -> int:
    """Return how many names there are, small differences of writing aside."""
    known: list[str] = []
    for text in texts:
        if not any(same_name(text, other) for other in known):
            known.append(text)
    return len(known)
