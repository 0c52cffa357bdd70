"""The rule kinds: one file, one function, one idea each.

A rule kind is a generator `name(record, *, point=None, …settings)` in the file of the same name. It yields a `Breach`
for each fault (or each doubt, with `state=POR_VERIFICAR`), a single `NotApplicable` where it has nothing to look at,
and nothing at all where the requirement holds. Its settings come from `con` in `doctype.toml`; `point` is the rule's
own point. A kind is named for the requirement, not for the fault. Kinds never import each other.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from amc_docs.errors import BadDocumentTypeError
from amc_docs.findings import Breach, NotApplicable

Outcome = Iterator[Breach | NotApplicable]
Rule = Callable[..., Outcome]


@cache
def kinds() -> tuple[str, ...]:
    """Return the names of all rule kinds."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__)))


@cache
def kind(name: str) -> Rule:
    """Return one rule kind; BadDocumentTypeError where there is none of that name."""
    if name not in kinds():
        raise BadDocumentTypeError(
            f"No existe la comprobación «{name}». Use una de: {', '.join(kinds())}, o añada amc_docs/rules/{name}.py."
        )
    function: Rule = getattr(import_module(f"{__name__}.{name}"), name)
    return function
