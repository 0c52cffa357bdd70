"""What the commands that write official papers share: for which office, and what it still has to fill in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from amc_docs import isolation
from amc_docs.cli_options import Choices, terms_of
from amc_docs.cli_output import say
from amc_docs.errors import BadTemplateError, LimitExceededError
from amc_docs.watch import Terms

if TYPE_CHECKING:
    from amc_docs.letterhead import Finished
    from amc_docs.settings import Settings


def office_of(named: str | None) -> Settings:
    """Return the office's settings: of the file that the user names, or of the one that is found."""
    from amc_docs import settings

    return settings.load(Path(named) if named else None)


def finished(make: Callable[[], Finished], office: Settings, options: Choices) -> Finished:
    """Return an official paper, made in a process of its own: a template of the office's may go on for ever.

    BadTemplateError where it takes longer or more memory than a submitted file may.
    """
    try:
        return isolation.run(partial(_made, make), terms_of(options), name="plantilla")
    except LimitExceededError as error:
        names = ", ".join(f"«{path.name}»" for path in office.templates.values()) or "oficial"
        raise BadTemplateError(
            f"La plantilla {names} tarda demasiado en llenarse o necesita demasiada memoria. "
            "Quite de sus etiquetas lo que se repite sin fin."
        ) from error


def _made(make: Callable[[], Finished], _terms: Terms) -> Finished:
    return make()


def say_gaps(gaps: Mapping[str, str], office: Settings, options: Choices) -> None:
    """Tell what is still to be filled in of an official paper; nothing where that is nothing."""
    if not gaps:
        return
    from amc_docs import letterhead

    rows = letterhead.advice(gaps, has_settings=office.source is not None)
    say("\n".join(("Queda por llenar, marcado en el documento:", *(f"  {how}" for how in rows))), options)
