"""Numbers, years and amounts inside texts, read and printed as people in Peru write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import Enum

from amc_docs.wording import fold

_SIDE_BY_SIDE = re.compile(r"[.,' ’´]{2}")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d]|[.,]\d)")


_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def years(text: str) -> tuple[int, ...]:
    """Return the years written in a text, 1900–2099, in order."""
    return tuple(int(y) for y in _YEAR.findall(text))


def figure(text: str) -> Decimal | None:
    """Return the one number written in a text, years and units aside; None where there is none or several.

    A comma or point before exactly three digits groups thousands, any other is decimal: `1,250.5` `42,7 %` `8 000.00`.
    """
    found = re.findall(r"-?\d[\d.,' ’´]*", re.sub(r"\(?" + _YEAR.pattern + r"\)?", " ", text))
    # «3, 4» is a list: in a sentence marks stand between digits only.
    pieces = [piece for f in found if not _SIDE_BY_SIDE.search(piece := f.strip(" .,'’´"))]
    numbers = {n for n in (amount(piece, money=True)[0] for piece in pieces) if n is not None}
    return numbers.pop() if len(numbers) == 1 else None


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
    return amount(digits, column, money=money)


def amount(digits: str, column: Convention | None = None, *, money: bool = False) -> tuple[Decimal | None, str]:
    """Return the number that digits and marks alone write, and what is wrong with it; read like `number`."""
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
    if len(fraction) != 3 or grouped or whole.lstrip("-")[:1] in ("", "0") or len(whole.lstrip("-")) > 3:
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


def roman(text: str) -> int | None:
    """Return the value of a Roman number below forty, as chapters bear; None where it is none."""
    found = _ROMAN.fullmatch(text) if text else None
    return 10 * len(found[1]) + _ROMAN_UNITS.index(found[2]) if found else None


def printed_like(amount: Decimal, sample: str) -> str:
    """Return an amount in the manner of one already written: `3,000.00` beside `2,000.00`, `3 000` beside `2 000`."""
    decimals = re.search(r"[.,](\d{1,2})(?!\d)", sample)
    places = len(decimals[1]) if decimals else 0
    if places == 0 and amount != amount.to_integral_value():
        places = 2
    mark = decimals[0][0] if decimals else "."
    grouping = re.search(r"\d([ .,'])\d{3}(?!\d)", sample)
    group = grouping[1] if grouping else ("" if re.search(r"\d{4}", sample) else "," if mark == "." else ".")
    return f"{amount:,.{places}f}".replace(",", "\0").replace(".", mark).replace("\0", group)


def official(amount: Decimal) -> str:
    """Return an amount as official documents of Peru write it: `8,000.00`, `1,250`, `42.7`.

    It reads back as the same number, alone and in any column of such numbers: exactly three decimals could be a group
    of thousands, so they become four.
    """
    digits = max(0, -int(amount.as_tuple().exponent))
    return f"{amount:,.{digits + 1 if digits == 3 else digits}f}"


def same_share(first: Decimal, second: Decimal | None) -> bool:
    """Return whether two figures are one; 0.42 and 42 (%) are."""
    return second is not None and (first == second or first * 100 == second or first == second * 100)


def close(first: Decimal, second: Decimal) -> bool:
    """Return whether two amounts agree within 1 or half a per cent, whichever is larger: rounding is no error."""
    return abs(first - second) <= max(Decimal(1), abs(second) * Decimal("0.005"))


NUMERALS = {
    "cero": 0,
    "un": 1,
    "uno": 1,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "dieciseis": 16,
    "diecisiete": 17,
    "dieciocho": 18,
    "diecinueve": 19,
    "veinte": 20,
    "veintiun": 21,
    "veintiuno": 21,
    "veintiuna": 21,
    "veintidos": 22,
    "veintitres": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiseis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
}


_TENS = {
    word: 10 * tens
    for tens, word in enumerate(("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"), 3)
}


def spoken_number(text: str) -> int | None:
    """Return the number that the first words of a text say, up to a hundred («treinta y dos (32)» → 32), or None."""
    found = re.match(r"(?P<tens>\w+)(?: y (?P<ones>\w+))?", fold(text))
    if not found:
        return None
    if found["tens"] in _TENS:
        return _TENS[found["tens"]] + (NUMERALS.get(found["ones"], 0) if found["ones"] else 0)
    return 100 if found["tens"] in ("cien", "ciento") else NUMERALS.get(found["tens"])
