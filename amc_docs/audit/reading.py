"""One file of an audit: read, checked and reduced to what is kept, whatever the file is like."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from amc_docs import isolation
from amc_docs.audit.outcome import UNREADABLE, Outcome, outcome
from amc_docs.audit.sources import Source, opened
from amc_docs.audit.tables import ROWS
from amc_docs.errors import AmcDocsError, ExitCode
from amc_docs.readers.sniff import identify
from amc_docs.watch import Terms

FILES_A_ROOM = 100
"""Files that are read one after the other in one process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How all files of an audit are read."""

    wanted: str | None = None
    """Document type, where the user states it."""
    ocr: bool = True
    decided: bool = True
    """The reviewer's decisions beside a document count."""
    terms: Terms = Terms()

    def facts(self) -> Mapping[str, object]:
        """Return what a result depends on."""
        limits = self.terms.limits
        return {
            "tipo": self.wanted,
            "ocr": self.ocr,
            "decisiones": self.decided,
            "limites": {field: getattr(limits, field) for field in limits.__slots__},
        }


def examine(source: Source, choices: Choices, room: isolation.Room) -> Outcome:
    """Return what is kept of a file, read in a room; one that cannot be read gives an outcome too."""
    started = time.monotonic()
    try:
        with opened(source, choices.terms.limits) as path:
            action = partial(_reviewed, path, choices)
            found: Outcome = room.run(action, choices.terms, name=Path(source.name).name)
    except AmcDocsError as error:
        found = unreadable(source, str(error), error.exit_code)
    except Exception as error:
        found = unreadable(source, isolation.told(error), ExitCode.ERROR_INTERNO)
    return replace(found, seconds=time.monotonic() - started)


def _reviewed(path: Path, choices: Choices, terms: Terms) -> Outcome:
    from amc_docs import pipeline

    return outcome(pipeline.review(path, wanted=choices.wanted, ocr=choices.ocr, terms=terms, decided=choices.decided))


def unreadable(source: Source, message: str, code: ExitCode) -> Outcome:
    """Return the outcome of a file that could not be read, with what the user is told."""
    return Outcome(
        verdict=UNREADABLE,
        reason=" ".join(message.split()),
        code=int(code if code is ExitCode.ERROR_INTERNO else ExitCode.ILEGIBLE),
        document={"formato": _format(source), "paginas_sin_leer": 0, "paginas_escaneadas": 0},
        rows=dict.fromkeys(ROWS, ()),
    )


def _format(source: Source) -> str | None:
    """Return what a file is, as far as it can be told; None where it cannot."""
    if source.member is not None:
        return None
    try:
        return identify(Path(source.path), Choices().terms.limits).format
    except (AmcDocsError, OSError):
        return None
