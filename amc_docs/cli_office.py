"""What the commands that write official papers share: for which office, and what it still has to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from amc_docs import isolation
from amc_docs.cli_options import Choices, terms_of
from amc_docs.cli_output import say
from amc_docs.errors import BadTemplateError, LimitExceededError
from amc_docs.watch import Terms

if TYPE_CHECKING:
    from amc_docs.letterhead import Finished
    from amc_docs.settings import Settings

Paper = TypeVar("Paper")


def office_of(named: str | None) -> Settings:
    """Return the office's settings: of the file that the user names, or of the one that is found."""
    from amc_docs import settings

    return settings.load(Path(named) if named else None)


def filled(make: Callable[[Terms], Paper], terms: Terms, templates: Iterable[Path]) -> Paper:
    """Return what is made with templates of the user's own, in a process of its own: one may go on for ever.

    BadTemplateError where it takes longer or more memory than a submitted file may.
    """
    names = [path.name for path in templates]
    try:
        return isolation.run(make, terms, name=", ".join(names) or "plantilla")
    except LimitExceededError as error:
        which = ", ".join(f"«{name}»" for name in names) or "oficial"
        raise BadTemplateError(
            f"La plantilla {which} tarda demasiado en llenarse o necesita demasiada memoria. "
            "Quite de sus etiquetas lo que se repite sin fin."
        ) from error


def finished(make: Callable[[], Finished], office: Settings, options: Choices) -> Finished:
    """Return an official paper; errors as those of `filled`."""
    return filled(partial(_made, make), terms_of(options), office.templates.values())


def _made(make: Callable[[], Finished], _terms: Terms) -> Finished:
    return make()


def say_gaps(gaps: Mapping[str, str], office: Settings, options: Choices) -> None:
    """Tell what is still to be filled in of an official paper; nothing where that is nothing."""
    if not gaps:
        return
    from amc_docs import letterhead

    rows = letterhead.advice(gaps, has_settings=office.source is not None)
    say("\n".join(("Queda por llenar, marcado en el documento:", *(f"  {how}" for how in rows))), options)
