"""A report that `revisar --formato json` saved, read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from amc_docs.doctype import data_folder
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import Limits

_START = 512


def saved_report(path: Path, limits: Limits) -> dict[str, Any] | None:
    """Return the report that a file holds; None where the file is something else, which a reader has to look at.

    Raises:
        UnreadableFileError: it is JSON, and no report of one document.
        LimitExceededError: it is larger than a file may be.
    """
    try:
        if not path.is_file():
            return None  # a pipe would keep whoever opens it waiting
        with path.open("rb") as file:
            start = file.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        # Whoever reads documents tells why a file cannot be read.
        return None
    if not start.startswith((b"{", b"[")) or start.startswith(b"{\\rtf"):
        return None
    if path.stat().st_size > limits.size:
        raise limits.exceeded("size", path.name, "ocupa {}")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            f"{path.name}: no es un informe de «revisar --formato json» legible. Guárdelo de nuevo."
        ) from error
    if isinstance(found, list):
        if len(found) != 1:
            raise UnreadableFileError(
                f"{path.name}: contiene {len(found)} informes. Guarde aparte el del documento que se compara."
            )
        found = found[0]
    _check(found, path.name)
    report: dict[str, Any] = found
    return report


def _check(report: object, name: str) -> None:
    """Raise where an object is no report; what older editions of the program left out may be missing."""
    from jsonschema import Draft202012Validator

    schema = json.loads((data_folder("schemas") / "_meta" / "informe_revision.schema.json").read_text(encoding="utf-8"))
    finding = schema["$defs"]["hallazgo"]
    finding["required"] = [key for key in finding["required"] if key not in ("id", "lugar", "lugares")]
    validator = Draft202012Validator({"$ref": "#/$defs/informe", "$defs": schema["$defs"]})
    fault = next(iter(validator.iter_errors(report)), None)
    if fault is not None:
        place = "/".join(map(str, fault.absolute_path)) or "el comienzo"
        raise UnreadableFileError(
            f"{name}: no es un informe de «revisar --formato json» (falla en «{place}»). Guárdelo de nuevo."
        )
