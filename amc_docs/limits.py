"""How much of a submitted file is read, at most: every limit, its default, and what is said where a file passes it.

The defaults leave sound files ten times the room that the largest of thousands of public ones takes, and keep any file
from costing two gigabytes, or more than a minute and a fifth of a second for each of its pages. Each can be raised on
the command line under its Spanish name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from amc_docs.errors import LimitExceededError


class PageLimitError(Exception):
    """One page passes a limit; the message completes a sentence in Spanish. It costs that page and no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may have and cost.

    Over a limit that speaks of one page, that page is left unread and the rest is read; over any other the file is
    refused.
    """

    size: int = 200_000_000
    """Bytes of the file."""
    seconds: float = 45
    """For the file, from opening it to its report, the time of its scanned pages not counted."""
    more_seconds: float = 0.2
    """For the file, added by each page of text that was read: a thousand sound pages take a thousand times as long."""
    page_seconds: float = 20
    """For a page of text."""
    scan_seconds: float = 45
    """For a page that is recognised optically; one takes two to fifteen."""
    memory: int = 1_500_000_000
    """Bytes of address space that reading may take beyond the program itself; a scanned page takes some 400 million."""
    pages: int = 2_000
    pixels: int = 120_000_000
    """Of one picture; an A4 page at 800 dots per inch has 62 million."""
    page_characters: int = 100_000
    page_strokes: int = 20_000
    """Lines, curves and rectangles drawn on a page."""
    characters: int = 6_000_000
    """Of all text of the document: two thousand full pages."""
    parts: int = 5_000
    """Members of an Office package; the most seen is 733."""
    inflated: int = 300_000_000
    """Bytes of all parts, unpacked; the most seen is 60 million."""
    part: int = 64_000_000
    """Bytes of one XML part, unpacked."""
    elements: int = 3_000_000
    """XML elements of one part; the most seen is 370,000."""
    depth: int = 200
    """Levels of XML elements; the most seen is 29."""
    cells: int = 200_000
    """Cells of a workbook that hold a text or a frame."""
    places: int = 200_000
    """Rows times columns of all tables of a workbook, empty places included."""
    table_places: int = 2_000_000
    """Rows times columns of one table of a Word file."""

    def exceeded(
        self, field: str, name: str, has: str, found: float | None = None, *, advice: str = ""
    ) -> LimitExceededError:
        """Return the error for a file over a limit: what it has, what is allowed, and how to allow more.

        `name` is the file's; `has` the statement of an amount, "tiene {} páginas"; `found` the amount, None where only
        "more" is known; `advice` what may be done instead.
        """
        from amc_docs.wording import shown  # it brings libraries that the command line does without

        named, most = _BY_FIELD[field], getattr(self, field)
        allowed, amount = readable(most, field), readable(found or most, field)
        if amount == allowed:
            amount = f"más de {allowed}"
        room = found if found and not named.unit else max(2 * most, found or 0)
        return LimitExceededError(
            f"«{shown(name)}» {has.replace('{}', amount, 1)}, y el límite es {allowed}. "
            f"{advice or TRUST}: --limite {named.name}={plain(min(named.most, room), named)}."
        )

    def check_page(self, field: str, found: float, unit: str) -> None:
        """Raise PageLimitError where a page has more than a limit allows; `unit` is what is counted, in Spanish."""
        if found > (most := getattr(self, field)):
            raise PageLimitError(f"tiene más de {most:,} {unit} (--limite {_BY_FIELD[field].name})")

    def check_pages(self, count: int, name: str) -> None:
        """Raise LimitExceededError where so many pages are not read."""
        if count > self.pages:
            advice = "Indique cuáles leer con --paginas, o suba el límite"
            raise self.exceeded("pages", name, "tiene {} páginas", count, advice=advice)

    def too_slow(self, field: str) -> PageLimitError:
        """Return the error for a page that takes too long."""
        most = readable(getattr(self, field), field)
        return PageLimitError(f"tarda más de {most} (--limite {_BY_FIELD[field].name})")


DEFAULT = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A limit as users know it."""

    name: str
    """What `--limite` calls it."""
    field: str
    what: str
    """In Spanish, for the help."""
    unit: str = ""
    """`MB` (written in millions of bytes), `s` (seconds), or nothing."""
    least: float = 0.1
    most: float = 1e12


NAMED: tuple[Named, ...] = (
    Named(name="archivo", field="size", what="tamaño del archivo", unit="MB"),
    Named(name="segundos", field="seconds", what="tiempo por archivo, sin sus páginas escaneadas", unit="s"),
    Named(name="segundos-mas", field="more_seconds", what="tiempo que añade cada página leída", unit="s", least=0),
    Named(name="segundos-pagina", field="page_seconds", what="tiempo por página con texto", unit="s"),
    Named(name="segundos-escaneada", field="scan_seconds", what="tiempo por página escaneada", unit="s"),
    Named(name="memoria", field="memory", what="memoria para leer un archivo (solo en Linux)", unit="MB", least=3e8),
    Named(name="paginas", field="pages", what="páginas de un PDF o de una imagen"),
    Named(name="pixeles", field="pixels", what="puntos de una imagen"),
    Named(name="caracteres", field="characters", what="caracteres del documento"),
    Named(name="caracteres-pagina", field="page_characters", what="caracteres de una página"),
    Named(name="trazos", field="page_strokes", what="líneas y formas dibujadas en una página"),
    Named(name="partes", field="parts", what="partes internas de un archivo de Office"),
    Named(name="descomprimido", field="inflated", what="tamaño de todas ellas, descomprimidas", unit="MB"),
    Named(name="parte", field="part", what="tamaño de una de ellas, descomprimida", unit="MB"),
    Named(name="elementos", field="elements", what="elementos de una de ellas"),
    # Beyond 250 the XML library itself refuses, and calls the file damaged.
    Named(name="niveles", field="depth", what="niveles anidados de una de ellas", most=250),
    Named(name="celdas", field="cells", what="celdas escritas de una hoja de cálculo"),
    Named(name="casillas", field="places", what="filas por columnas de las tablas de una hoja de cálculo"),
    Named(name="casillas-tabla", field="table_places", what="filas por columnas de una tabla de Word"),
)
BY_NAME: Mapping[str, Named] = MappingProxyType({n.name: n for n in NAMED})
_BY_FIELD = {n.field: n for n in NAMED}
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([KMG]?)B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
TRUST = "Si confía en quien lo envió, suba el límite"


def with_settings(settings: Iterable[str], limits: Limits = DEFAULT) -> Limits:
    """Return the limits changed by settings such as `paginas=3000`; ValueError, in Spanish, says why one is wrong."""
    changes: dict[str, Any] = {}
    for setting in settings:
        name, _, text = setting.partition("=")
        named = BY_NAME.get(name.strip().lower())
        if named is None:
            raise ValueError(f"«{name.strip()}» no es un límite. Use uno de: {', '.join(BY_NAME)}.")
        changes[named.field] = _amount(text.strip(), named)
    return replace(limits, **changes)


def _amount(text: str, named: Named) -> float:
    found = _AMOUNT.fullmatch(text)
    if not found:
        example = f"{named.name}={plain(getattr(DEFAULT, named.field), named)}"
        raise ValueError(f"«{text}» no es un valor para {named.name}. Escríbalo así: {example}.")
    value = float(found[1].replace(",", ".")) * _FACTORS[found[2].upper()]
    if not named.least <= value <= named.most:
        bound = "menos de " + plain(named.least, named) if value < named.least else "más de " + plain(named.most, named)
        raise ValueError(f"{named.name} no puede ser {bound}. Elija otro valor.")
    return value if named.unit == "s" else int(value)


def plain(value: float, named: Named) -> str:
    """Return a value as one types it: 3000, 2G, 1500M."""
    if named.unit == "s":
        return f"{value:g}"
    for sign, factor in (("G", 10**9), ("M", 10**6)):
        if value >= factor and (named.unit == "MB" or value % factor == 0) and value % (factor // 10) == 0:
            return f"{value / factor:g}{sign}"
    return f"{math.ceil(value / 1e6)}M" if named.unit == "MB" else str(int(value))


def readable(value: float, field: str) -> str:
    """Return a value as one reads it: 2,000; 200 MB; 50 segundos."""
    match _BY_FIELD[field].unit:
        case "MB":
            return f"{value / 1e6:,.0f} MB"
        case "s":
            return f"{value:g} segundos"
        case _:
            return f"{value:,.0f}"
