"""One value of the data, read as its type asks and as people write it: `8 000.00`, `S/ 1 250`, `42,7%`, «sí»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from amc_docs.figures import Convention, convention, number, official
from amc_docs.forms.data_shape import MARK, Field, Kind
from amc_docs.forms.marks import ILLEGAL
from amc_docs.wording import shorten, shown, squeeze

if TYPE_CHECKING:
    from amc_docs.forms.data_tree import Node

Datum = str | Decimal | list[str]
_MERE_NUMBER = re.compile(r"(S/\.?\s?)?[-\d.,'\s]*\d\s?%?")
"""As extraction tells a number from a text that holds one."""
_FIGURE = re.compile(r"[-–]?\d(?:[\d.,'’´\s]*\d)?")
_A_WORD = re.compile(r"[^\W\d_]{3}")
_NOTHING = " -–—_."
"""What a cell says that has no item: it is not forgotten."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and how it was written, or what is wrong with it."""

    value: Datum | None
    written: str = ""
    """As given, where that is not how the value is usually written."""
    fault: str = ""
    """Spanish; empty where there is none."""


def read(node: Node, field: Field) -> Reading:
    """Return a value of one field; the value that is wrong is the text that stands there."""
    raw = node.value
    if raw is None:
        return Reading(None)
    if isinstance(raw, list) and field.kind is Kind.LIST:
        return _list(raw)
    if isinstance(raw, dict | list):
        what = "una lista" if isinstance(raw, list) else "un grupo de datos"
        return Reading(None, fault=f"tiene {what}, y debe ser {_wanted(field)}. Escriba un solo valor.")
    if isinstance(raw, bool):
        return _answer(raw, field)
    if fault := illegal(raw):
        return Reading(raw, fault=fault)
    text = lines(raw) if field.kind is Kind.LINES else squeeze(raw)
    if not text or field.kind in (Kind.TEXT, Kind.LINES, Kind.MARK):
        return Reading(text or None)
    if field.kind is Kind.LIST and not text.strip(_NOTHING):
        return Reading(None, text)
    if field.kind is Kind.LIST:
        return Reading([line for line in map(squeeze, raw.split("\n")) if line])
    return _number(text, field, is_number=node.is_number)


def lines(text: str) -> str:
    """Return a text of several lines without empty ones, white space folded: as a document gives it back."""
    return "\n".join(line for part in text.splitlines() if (line := squeeze(part)))


def illegal(text: str) -> str:
    """Return what is wrong with a text that holds a sign no document can, in Spanish; empty where there is none."""
    found = ILLEGAL.search(text)
    return (
        ""
        if found is None
        else (f"tiene un carácter de control (U+{ord(found[0]):04X}) junto a «{_near(text, found.start())}». Bórrelo.")
    )


def _near(text: str, place: int) -> str:
    return shown(squeeze(ILLEGAL.sub(" ", text[max(0, place - 12) : place + 12])))


def _list(nodes: list[Node]) -> Reading:
    found: list[str] = []
    for node in nodes:
        if isinstance(node.value, dict | list | bool):
            return Reading(None, fault="debe ser una lista de textos. Escriba un texto en cada elemento.")
        if node.value is not None and (fault := illegal(node.value)):
            return Reading(None, fault=fault)
        if words := squeeze(node.value or ""):
            found.append(words)
    return Reading(found or None)


def _answer(said: bool, field: Field) -> Reading:
    if field.kind is Kind.MARK:
        return Reading(MARK if said else None)
    answer = "sí" if said else "no"
    if field.kind in (Kind.NUMBER, Kind.LIST):
        return Reading(answer, fault=f"«{answer}» no es {_wanted(field)}. Corríjalo.")
    return Reading(answer)


def _number(text: str, field: Field, *, is_number: bool) -> Reading:
    value = _exactly(text) if is_number else None
    if value is None and (field.kind is Kind.NUMBER or _MERE_NUMBER.fullmatch(text)):
        value = number(text, money=field.kind is Kind.NUMBER)[0]
    if value is not None and not -30 < value.adjusted() < 30:
        return Reading(text, fault="es un número fuera de toda medida. Compruébelo.")
    if value is None:
        said = shorten(shown(text), _LONGEST)
        is_wrong = field.kind is Kind.NUMBER and not (field.admits_words and _A_WORD.search(text))
        example = "Escriba solo la cifra, por ejemplo 1,250.00"
        return Reading(text, fault=f"«{said}» no es un número. {example}." if is_wrong else "")
    return Reading(value, as_written(text, value) if not is_number and str(value) != text else "")


def as_written(text: str, value: Decimal) -> str:
    """Return how a number is written, made fit to stand in a column of official ones; empty where it cannot be.

    A decimal comma would change what the other figures of its column say: it becomes a point, the words stay.
    """
    for said in (text, _FIGURE.sub(official(value), text, count=1)):
        readings = {number(said)[0], number(said, money=True)[0], number(said, Convention.POINT)[0]}
        if readings == {value} and convention([said]) is not Convention.COMMA:
            return said
    return ""


def _exactly(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _wanted(field: Field) -> str:
    return {Kind.NUMBER: "un número", Kind.LIST: "una lista de textos"}.get(field.kind, "un texto")
