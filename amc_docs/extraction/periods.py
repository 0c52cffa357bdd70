"""Heads of columns that are periods: months, quarters, years; also a year's months by their initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amc_docs.specs import MatrixSpec
from amc_docs.wording import fold

YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_FEWEST_YEARS = 3
"""Years side by side without a word are a series."""

_MONTH = (
    r"ene(ro)?|feb(rero)?|mar(zo)?|mzo|abr(il)?|may(o)?|jun(io)?|jul(io)?|ago(sto)?|sep(tiembre)?|set(iembre)?|oct(ubre)?"
    r"|nov(iembre)?|dic(iembre)?"
)
_PERIOD = re.compile(
    rf"^({_MONTH}|(19|20)\d\d|[ivx]+ ?(t|trim|trimestre|sem|semestre|bim|bimestre|cuatrimestre)?|[tqsm] ?\d{{1,2}}"
    r"|(mes|semana|sem|trimestre|trim|bimestre|semestre|ano|dia) ?(\d{1,2}|[ivx]+|n)?"
    r"|\d{1,2}( ?(er|do|to|ro|mo|vo|no))?|\d{1,2} ?(t|trim|trimestre|sem|semestre|mes|bim)"
    r"|(primer|segundo|tercer|cuarto)o? (trimestre|semestre|bimestre))$"
)
_BARE = re.compile(r"[ivx]+|\d{1,2}|(19|20)\d\d")
"""A word that is no period beside another such word: «2016 2017», «I II»."""
_LONGEST = 8
"""Words of a period inside another one."""
_MONTHS = ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SET", "OCT", "NOV", "DIC")
_INITIALS = "efmamjjasond"
_FEWEST_INITIALS = 4


def period_name(text: str) -> str:
    """Return the name of a period («I TRIM», «ENE», «2016», «2016 ENE»), or an empty string where it is none."""
    if _PERIOD.match(fold(text)) or _is_inside_another(fold(text).split()):
        return text
    # A narrow column breaks a short word between its letters: "A B R".
    joined = text.replace(" ", "")
    return joined if len(joined) <= 4 and _PERIOD.match(fold(joined)) else ""


def _is_inside_another(words: Sequence[str]) -> bool:
    """Whether some words are a period and, behind it, one inside it: «2016 ENE», «Año 1 Trimestre II»."""
    if not 2 <= len(words) <= _LONGEST or all(_BARE.fullmatch(word) for word in words):
        return False
    first = next((n for n in range(len(words) - 1, 0, -1) if _PERIOD.match(" ".join(words[:n]))), 0)
    if not first or (first == 1 and words[0].isdecimal() and len(words[0]) < len("2016")):
        return False
    rest = words[first:]
    return bool(_PERIOD.match(" ".join(rest))) or _is_inside_another(rest)


def initials_spelt(paths: list[list[str]]) -> list[list[str]]:
    """Return the heads with the initials of months written out where columns side by side run through a year.

    One letter alone may be any head; «E F M A» side by side are January to April.
    """
    start = 0
    while start < len(paths):
        stop = start
        while stop < len(paths) and _initial(paths[stop]):
            stop += 1
        for column, month in enumerate(_run([_initial(path) for path in paths[start:stop]]), start):
            paths[column] = [*paths[column][:-1], month]
        start = stop + 1
    return paths


def _initial(path: Sequence[str]) -> str:
    last = fold(path[-1]) if path else ""
    return last if len(last) == 1 and last.isalpha() else ""


def _run(letters: Sequence[str]) -> list[str]:
    """Return the months of a run of initials, over as many years as it goes; none where it is no run of months."""
    years = _INITIALS * (len(letters) // 12 + 2)
    at = years.find("".join(letters)) if len(letters) >= _FEWEST_INITIALS else -1
    return [_MONTHS[(at + i) % 12] for i in range(len(letters))] if at >= 0 else []


def settle_bare_years(
    columns: dict[int, str],
    scores: dict[str, tuple[float, int]],
    paths: Sequence[Sequence[str]],
    spec: MatrixSpec,
    caption: str,
) -> None:
    """Say of years without a word which series they are where the caption tells it, and drop the others.

    Several beside another series are one by themselves: «Línea de base 2015 | 2016 …».
    """
    yearly = {f.name for f in spec.fields if f.series == "year"}
    series = {i: name.split("/")[0] for i, name in columns.items() if name.split("/")[0] in yearly}
    bare = [i for i in series if YEAR.fullmatch(" ".join(paths[i]))]
    told = _told_years(caption, spec) if bare else {}
    for column in [i for i in bare if told.get(int(paths[i][0]))]:
        known, bare = columns[column], [i for i in bare if i != column]
        series[column] = told[int(paths[column][0])]
        columns[column] = f"{series[column]}/{paths[column][0]}"
        scores[columns[column]] = scores.pop(known)
    if len(bare) < _FEWEST_YEARS or not {series[i] for i in series if i not in bare} - {series[i] for i in bare}:
        for column in bare:
            del scores[columns.pop(column)]


def _told_years(caption: str, spec: MatrixSpec) -> dict[int, str]:
    """Return the years that a caption gives to each series: «Línea de base (2013-2014) y metas (2016-2019)»."""
    line = fold(caption)
    named = {fold(a): f.name for f in spec.fields if f.series == "year" for a in f.aliases if len(fold(a)) > 3}
    if not line or not named:
        return {}
    words = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    found = list(re.finditer(rf"\b({words})\b", line))
    told: dict[int, str] = {}
    for place, here in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else len(line)
        years = [int(year[0]) for year in YEAR.finditer(line, here.end(), stop)]
        told |= dict.fromkeys(range(years[0], years[-1] + 1) if years else (), named[here[1]])
    return told


def repeated_years(paths: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the columns whose heads differ from another's only by a year: none of them is the field alone."""
    bare = [fold(YEAR.sub(" ", " ".join(p))) if YEAR.search(" ".join(p)) else "" for p in paths]
    return frozenset(i for i, text in enumerate(bare) if text and bare.count(text) > 1)
