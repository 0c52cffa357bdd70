"""Reading numbers as people in Peru write them, with the column as context; `Decimal`, never float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import Enum

AMBIGUOUS = "puede leerse de dos maneras"
NOT_A_NUMBER = "no es un número"

_NUMBER = re.compile(r"[-–]?\d[\d.,'’´\s]*")
_CURRENCY = re.compile(r"S\s*/\s*\.?|US\$|\$|nuevos soles|soles", re.I)
_ROMAN_PERIOD = re.compile(r"^\s*[IVX]+\b")


class Convention(Enum):
    """Which mark a column uses for decimals."""

    POINT = "."
    COMMA = ","


def convention(texts: Iterable[str]) -> Convention | None:
    """Return the decimal mark that a column uses, from the values that leave no doubt; None where none does."""
    votes = {Convention.POINT: 0, Convention.COMMA: 0}
    for text in texts:
        found = _NUMBER.search(text)
        if not found:
            continue
        digits = re.sub(r"['’´\s]", "", found[0]).rstrip(".,")
        last = max(digits.rfind("."), digits.rfind(","))
        if last < 0:
            continue
        mark, other = digits[last], "," if digits[last] == "." else "."
        decimals = len(digits) - last - 1
        if other in digits or decimals != 3:
            votes[Convention(mark)] += 1 if digits.count(mark) == 1 else 0
        elif digits.count(mark) > 1:
            votes[Convention(other)] += 1
    if votes[Convention.POINT] == votes[Convention.COMMA]:
        return None
    return max(votes, key=lambda c: votes[c])


def number(text: str, column: Convention | None = None, *, money: bool = False) -> tuple[Decimal | None, str]:
    """Return the number written in `text` and what is wrong with it (empty where nothing is).

    Reads `8 000.00`, `6 000.000`, `S/.4,138,581`, `1'250,000.50`, `2,723`, `42,7%`, `08` and `24 horas`; words beside
    the figure are ignored, a second figure makes it no number. `2,723` follows the column's convention, and is
    thousands where the column has none; `2.723` without a column to tell is ambiguous unless it is `money`.
    """
    plain = _CURRENCY.sub(" ", text.replace("\u00a0", " ")).strip()
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1 or _ROMAN_PERIOD.match(plain):
        return None, NOT_A_NUMBER
    digits = found[0][0].strip().rstrip(".,'’´ ").replace("–", "-")
    return _read(digits, column, money)


def _read(digits: str, column: Convention | None, money: bool) -> tuple[Decimal | None, str]:
    if re.search(r"\d['’´\s]+(\d{1,2}(\D|$)|\d{4,})", digits):
        return None, NOT_A_NUMBER
    parted = re.sub(r"['’´\s]+", " ", digits)
    grouped = " " in parted
    digits = parted.replace(" ", "")
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return _decimal(digits)
    if len(set(marks)) == 2:
        decimal, group = marks[-1], marks[0]
        well_grouped = marks.count(decimal) == 1 and _in_threes(
            parted.rpartition(decimal)[0].replace(" ", group), group
        )
        return _decimal(_plain(digits, decimal)) if well_grouped else (None, NOT_A_NUMBER)
    mark = marks[0]
    whole, _, fraction = digits.rpartition(mark)
    if len(marks) > 1:
        return _decimal(digits.replace(mark, "")) if _in_threes(digits, mark) else (None, NOT_A_NUMBER)
    if len(fraction) != 3 or grouped or whole.lstrip("-") in ("", "0") or len(whole.lstrip("-")) > 3:
        return _decimal(_plain(digits, mark))
    if column is not None:
        return _decimal(_plain(digits, mark) if column.value == mark else digits.replace(mark, ""))
    if mark == "," or money:
        return _decimal(digits.replace(mark, ""))
    return None, AMBIGUOUS


def _plain(digits: str, decimal: str) -> str:
    other = "," if decimal == "." else "."
    return digits.replace(other, "").replace(decimal, ".")


def _in_threes(digits: str, mark: str) -> bool:
    groups = digits.lstrip("-").split(mark)
    return 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(g) == 3 for g in groups[1:])


def _decimal(digits: str) -> tuple[Decimal | None, str]:
    try:
        return Decimal(digits), ""
    except InvalidOperation:
        return None, NOT_A_NUMBER
