"""Numbers, years and amounts inside texts, read and printed as people in Peru write them."""

from __future__ import annotations

import re
from decimal import Decimal

from amc_docs.wording import fold

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d]|[.,]\d)")


def years(text: str) -> tuple[int, ...]:
    """Return the years written in a text, 1900–2099, in order."""
    return tuple(int(y) for y in _YEAR.findall(text))


def figure(text: str) -> Decimal | None:
    """Return the one number written in a text, years and units aside; None where there is none or several.

    A comma or point before exactly three digits groups thousands, any other is decimal: `1,250.5` `42,7 %` `8 000.00`.
    """
    found = re.findall(r"-?\d[\d.,' ’´]*", re.sub(r"\(?" + _YEAR.pattern + r"\)?", " ", text))
    numbers = {n for n in (_number(f.strip(" .,'’´")) for f in found) if n is not None}
    return numbers.pop() if len(numbers) == 1 else None


def _number(text: str) -> Decimal | None:
    digits = re.sub(r"(?<=\d)[ '’´](?=\d{3}(?!\d))", "", text)
    parts = re.split(r"[.,]", digits)
    if len(parts) == 1:
        return Decimal(digits) if re.fullmatch(r"-?\d+", digits) else None
    *whole, last = parts
    marks = re.findall(r"[.,]", digits)
    if len(last) == 3 and len(set(marks)) == 1 and re.fullmatch(r"-?[1-9]\d{0,2}", parts[0]):
        whole, last = parts, "0"
    elif marks[-1] in marks[:-1]:
        return None
    first = whole[0].lstrip("-")
    is_odd = first == "0" or (digits == text and len(first) > 3)
    if len(whole) > 1 and (is_odd or any(len(group) != 3 for group in whole[1:])):
        return None
    joined = f"{''.join(whole)}.{last}"
    return Decimal(joined) if re.fullmatch(r"-?\d+\.\d+", joined) else None


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
