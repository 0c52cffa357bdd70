"""A workbook as values at places, for data: numbers as the file keeps them, not rounded as a cell shows them."""

from __future__ import annotations

from decimal import Context, Decimal
from pathlib import Path

from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_package import Package
from amc_docs.readers.spreadsheet_formats import GENERAL, number, sections
from amc_docs.readers.spreadsheet_sheet import Book
from amc_docs.readers.spreadsheet_xlsx import read_book
from amc_docs.wording import shown

_EXACT = Context(prec=15)
"""Excel keeps 15 digits; files hold more, which are noise (`0.42699999999999999`)."""


def read_values(path: Path, *, name: str, limits: Limits = DEFAULT) -> Book:
    """Return the sheets of an `.xlsx` file.

    Raises:
        LimitExceededError: more cells than a documented limit.
        UnreadableFileError: damaged, encrypted, hostile, or no workbook.
    """
    label = shown(name)
    try:
        with Package(path, name=label, limits=limits) as package:
            return read_book(package, told)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise UnreadableFileError(
            f"«{label}» está dañado o incompleto. Ábralo en Excel o LibreOffice y guárdelo de nuevo como .xlsx."
        ) from error


def told(value: Decimal, code: str = GENERAL, *, since_1904: bool = False) -> str:
    """Return a number in all its digits; a date or a percentage as its format says that it is one."""
    section = next(iter(sections(code)), None)
    if section is not None and section.has("date", "elapsed", "noon"):
        return number(value, code, since_1904=since_1904)
    plain = value.normalize(_EXACT)
    if not plain.is_finite() or not -30 < plain.adjusted() < 30:
        return str(value)
    return f"{plain * 100:f}%" if section is not None and section.has("percent") else f"{plain:f}"
