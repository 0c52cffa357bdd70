"""What the commands that write official papers share: for which office, and what it still has to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from amc_docs.cli_options import Choices
from amc_docs.cli_output import say

if TYPE_CHECKING:
    from amc_docs.settings import Settings


def office_of(named: str | None) -> Settings:
    """Return the office's settings: of the file that the user names, or of the one that is found."""
    from amc_docs import settings

    return settings.load(Path(named) if named else None)


def say_gaps(gaps: Mapping[str, str], office: Settings, options: Choices) -> None:
    """Tell what is still to be filled in of an official paper; nothing where that is nothing."""
    if not gaps:
        return
    from amc_docs import letterhead

    rows = letterhead.advice(gaps, has_settings=office.source is not None)
    say("\n".join(("Queda por llenar, marcado en el documento:", *(f"  {how}" for how in rows))), options)
