"""Numbers as a person sees them in a spreadsheet: the number formats of Excel, with Peru's marks and Spanish words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from amc_docs.readers.spreadsheet_dates import LATEST, printed_date

GENERAL = "General"
_ACCOUNTING = '_-* #,##0{d}_-;-* #,##0{d}_-;_-* "-"{q}_-;_-@_-'
_MONEY = '_-"S/"* #,##0{d}_-;-"S/"* #,##0{d}_-;_-"S/"* "-"{q}_-;_-@_-'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"S/"#,##0;-"S/"#,##0', 6: '"S/"#,##0;-"S/"#,##0',
    7: '"S/"#,##0.00;-"S/"#,##0.00', 8: '"S/"#,##0.00;-"S/"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: _ACCOUNTING.format(d="", q=""),
    42: _MONEY.format(d="", q=""), 43: _ACCOUNTING.format(d=".00", q="??"), 44: _MONEY.format(d=".00", q="??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that files name by number only, as Excel shows them in Spanish (Peru)."""

_LONGEST = 255
"""Characters that Excel allows in a format."""
_WIDEST = 11
"""Characters of a number without format, sign apart."""
_EXACT = Context(prec=15)
"""Excel keeps 15 digits; files hold more, which are noise (`0.42699999999999999`)."""
_WIDE = Context(prec=700)
_SYSTEM = {"f800": 'dddd, d "de" mmmm "de" yyyy', "f400": "h:mm:ss"}
"""Locale marks that stand for the system's own long date and time."""

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<pad>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|Estándar) | (?P<noon>AM/PM|A/P) | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%)
    | (?P<slash>/) | (?P<text>@) | (?P<end>;) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"(h+|m+|s+)", re.IGNORECASE)
_FRACTION = re.compile(r"([#0?]+)/([#0?]+|\d+)")


class Token(NamedTuple):
    """A piece of a format: what it is, and its letters."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of up to four parts of a format: for positive, negative, zero and text."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        """Tell whether any token is of one of these kinds."""
        return any(t.kind in kinds for t in self.tokens)


def number(value: Decimal, code: str = GENERAL, *, since_1904: bool = False) -> str:
    """Return a number as its format shows it: a date, a percentage, an amount…; white space folded."""
    if not value.is_finite() or abs(value.adjusted()) > 400:
        return str(value)
    value = value.normalize(_EXACT)
    section, signed = _section(value, sections(code))
    if section.has("date", "elapsed", "noon"):
        days = value + 1462 if since_1904 else value
        return _folded(printed_date(days, section.tokens)) if 0 <= days < LATEST else general(value)
    plain = _number(value if signed else abs(value), section)
    return _folded(plain)


def text(words: str, code: str) -> str:
    """Return a text as its format shows it: most leave it alone."""
    if "@" not in code:
        return words
    found = next((s for s in reversed(sections(code)) if s.has("text")), None)
    return words if found is None else "".join(words if t.kind == "text" else _literal(t) for t in found.tokens)


def hides(code: str) -> bool:
    """Tell whether a format shows nothing of any number (`;;;`)."""
    parts = sections(code)
    return len(parts) >= 3 and not any(s.tokens for s in parts[:3])


def general(value: Decimal) -> str:
    """Return a number without format: whole numbers whole, others in as many digits as a cell shows."""
    value = value.normalize(_EXACT)
    if value == value.to_integral_value() and value.adjusted() < 20:
        return f"{int(value)}"
    if not -10 < value.adjusted() < 20:
        return _scientific(value, 5, 2, fixed=False)
    decimals = max(0, _WIDEST - 1 - max(1, value.adjusted() + 1))
    plain = f"{_rounded(value, decimals):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


@lru_cache(maxsize=1_024)
def sections(code: str) -> tuple[Section, ...]:
    """Return the parts of a format; one of an impossible length counts as none."""
    parts: list[list[Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(code if len(code) <= _LONGEST else GENERAL):
        kind = match.lastgroup or "other"
        letters = match[kind]
        if kind == "end":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            if condition := _CONDITION.fullmatch(letters.strip()):
                conditions[-1] = (condition[1], Decimal(condition[2]))
            else:
                parts[-1] += _bracket(letters)
        else:
            parts[-1].append(Token(kind, letters))
    return tuple(
        Section(tokens=_as_system(tokens), condition=condition)
        for tokens, condition in zip(parts[:4], conditions, strict=False)
    )


def _bracket(letters: str) -> list[Token]:
    """Return what stands for a bracket: elapsed time, a currency, a locale; colours show nothing."""
    if _ELAPSED.fullmatch(letters):
        return [Token("elapsed", letters.lower())]
    if letters.startswith("$"):
        sign, _, locale = letters[1:].partition("-")
        return [Token("quoted", sign)] if sign else [Token("locale", locale.lower())]
    return []


def _as_system(tokens: list[Token]) -> tuple[Token, ...]:
    for token in tokens:
        if token.kind == "locale" and token.text in _SYSTEM:
            return sections(_SYSTEM[token.text])[0].tokens
    return tuple(tokens)


def _section(value: Decimal, parts: tuple[Section, ...]) -> tuple[Section, bool]:
    """Return the part for a value, and whether the sign is still to be written."""
    numeric = parts[:3]
    if any(s.condition for s in numeric):
        for section in numeric:
            if section.condition is None or _holds(value, section.condition):
                return section, True
        return numeric[-1], True
    if len(numeric) == 1 or (len(numeric) == 2 and value >= 0):
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    return (numeric[0] if value > 0 else numeric[2]), True


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _number(value: Decimal, section: Section) -> str:
    if section.has("general", "text") or not (section.tokens or value < 0):
        inner = general(value)
        return "".join(inner if t.kind in ("general", "text") else _literal(t) for t in section.tokens)
    if not section.has("digit"):
        return ("-" if value < 0 else "") + "".join(_literal(t) for t in section.tokens)
    value *= Decimal(100) ** sum(t.kind == "percent" for t in section.tokens)
    if section.has("exponent"):
        return _with_exponent(value, section)
    if section.has("slash") and (found := _FRACTION.search("".join(t.text for t in section.tokens))):
        return _fraction(value, found)
    return _placed(value, section)


def _placed(value: Decimal, section: Section) -> str:
    """Put the digits of a number into the places of its format."""
    tokens = list(section.tokens)
    places = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    whole_places = [i for i in places if i < point]
    commas = [i for i, t in enumerate(tokens) if t.kind == "comma"]
    grouped = any(whole_places and whole_places[0] < i < whole_places[-1] for i in commas)
    scaling = [i for i in commas if whole_places and whole_places[-1] < i and not any(i < p < point for p in places)]
    value = value.scaleb(-3 * sum(_adjacent(tokens, i) for i in scaling))
    rounded = _rounded(abs(value), len(places) - len(whole_places))
    whole, _, fraction = f"{rounded:f}".partition(".")
    out: dict[int, str] = _whole_digits(whole, [(i, tokens[i].text) for i in whole_places], grouped)
    out |= _fraction_digits(fraction, [(i, tokens[i].text) for i in places if i > point])
    if point < len(tokens):
        out[point] = "." if whole_places else f"{'' if whole == '0' else whole}."
    out |= {i: "" for i in commas if _adjacent(tokens, i)}
    pieces = [out.get(i, "" if t.kind == "digit" else _literal(t)) for i, t in enumerate(tokens)]
    return ("-" if value < 0 and rounded else "") + "".join(pieces)


def _adjacent(tokens: list[Token], position: int) -> bool:
    """Tell whether a comma directly follows a digit's place: any other is a sign like any other."""
    while position > 0 and tokens[position].kind == "comma":
        position -= 1
    return tokens[position].kind == "digit"


def _whole_digits(whole: str, places: list[tuple[int, str]], grouped: bool) -> dict[int, str]:
    """Return position → digits for the places before the point; the first takes all that is left."""
    digits = "" if whole == "0" else whole
    out: dict[int, str] = {}
    written = 0
    for order, (position, sign) in enumerate(reversed(places)):
        is_first = order == len(places) - 1
        take = digits if is_first else digits[-1:]
        digits = "" if is_first else digits[:-1]
        take = take or {"0": "0", "?": " "}.get(sign, "")
        piece = ""
        for digit in reversed(take):
            piece = digit + ("," if grouped and written and written % 3 == 0 and digit.isdigit() else "") + piece
            written += 1
        out[position] = piece
    return out


def _fraction_digits(fraction: str, places: list[tuple[int, str]]) -> dict[int, str]:
    out: dict[int, str] = {}
    significant = len(fraction.rstrip("0"))
    for order, (position, sign) in enumerate(places):
        digit = fraction[order : order + 1] or "0"
        is_needed = sign == "0" or order < significant or any(s == "0" for _, s in places[order:])
        out[position] = digit if is_needed else " " if sign == "?" else ""
    return out


def _with_exponent(value: Decimal, section: Section) -> str:
    at = next(i for i, t in enumerate(section.tokens) if t.kind == "exponent")
    point = next((i for i, t in enumerate(section.tokens) if t.kind == "point"), at)
    decimals = sum(t.kind == "digit" for t in section.tokens[point:at])
    return _scientific(value, decimals, sum(t.kind == "digit" for t in section.tokens[at:]), fixed=True)


def _scientific(value: Decimal, decimals: int, width: int, *, fixed: bool) -> str:
    exponent = value.adjusted() if value else 0
    mantissa = _rounded(value.scaleb(-exponent), decimals)
    if abs(mantissa) >= 10:
        exponent, mantissa = exponent + 1, _rounded(mantissa / 10, decimals)
    digits = f"{mantissa:f}"
    if not fixed and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f"{digits}E{'-' if exponent < 0 else '+'}{abs(exponent):0{width}d}"


def _fraction(value: Decimal, found: re.Match[str]) -> str:
    exact = Fraction(abs(value))
    whole, rest = divmod(exact, 1)
    if found[2].isdigit() and int(found[2]):
        bottom = int(found[2])
        top = round(rest * bottom)
    else:
        near = rest.limit_denominator(10 ** min(len(found[2]), 4) - 1)
        top, bottom = near.numerator, near.denominator
    if top == bottom:
        whole, top = whole + 1, 0
    part = f"{top}/{bottom}" if top else ""
    return ("-" if value < 0 else "") + (f"{whole} {part}" if whole or not top else part)


def _literal(token: Token) -> str:
    if token.kind in ("pad", "fill"):
        return " "
    return "" if token.kind in ("locale", "digit", "exponent") else token.text


def _rounded(value: Decimal, decimals: int) -> Decimal:
    try:
        return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    except InvalidOperation:
        return value.to_integral_value(ROUND_FLOOR)


def _folded(shown: str) -> str:
    return " ".join(shown.split())
