"""A single value is one of a list laid down by the norm."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Record
from amc_docs.rules import Outcome
from amc_docs.wording import SAME, SAME_WORDS, at_point, containment, is_missing, likeness, quoted, words

DOUBTFUL = 0.6
"""From this likeness on a person should look: it may be the listed value in other words."""


def value_in_list(record: Record, *, point: str, field: str, values: Sequence[str]) -> Outcome:
    """Check that the value at `field` (a JSON pointer) is one of `values`, in the same or nearly the same words.

    More words around a listed value («…, evaluado en 2014») and a listed value without its parenthesis are the same.
    Always a doubt: a norm's list grows by later norms.
    """
    value = record.values.get(field)
    if value is None or is_missing(value.raw):
        yield NotApplicable(reason=f"El punto {point} no da este valor.")
        return
    nearest, score = max(((v, _score(value.raw, v)) for v in values), key=lambda pair: pair[1])
    if score >= SAME:
        return
    close = score >= DOUBTFUL
    yield Breach(
        message=f"{at_point(point)}«{value.raw}» "
        + (f"se parece a «{nearest}», pero no es igual." if close else "no es ninguno de los valores previstos."),
        evidence=value.raw,
        location=value.location,
        state=State.POR_VERIFICAR,
        value=value.raw,
        expected=nearest if close else quoted(values, limit=len(values)),
    )


def _score(raw: str, listed: str) -> float:
    """Return 0–1, and 1 where the words that matter are the same or all of the listed ones are there."""
    best = 0.0
    for wanted in {listed, re.sub(r"\s*\([^)]*\)", "", listed)}:
        for said in {raw, re.sub(r"\s*\([^)]*\)", "", raw)} - {""}:
            there, back = containment(wanted, said), containment(said, wanted)
            if min(there, back) >= SAME_WORDS or (there == 1 and len(words(wanted)) > 1):
                return 1.0
            best = max(best, likeness(said, wanted))
    return best
