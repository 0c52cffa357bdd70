"""A point cites a certain norm, and its article where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amc_docs.document import Paragraph
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Point, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, shorten

_ARTICLE = re.compile(
    r"\b(art(iculo)?s?|numeral(es)?) ?(n |no |nro )?(\d+|[ivxl]+\b|primero|segundo|tercero|cuarto|quinto|sexto|septimo"
    r"|octavo|noveno|decimo\w*|cuadragesimo|cuarenta|sesenta|setenta|ochenta|noventa)"
)
_LETTER = re.compile(r"\b(literal(es)?|incisos?|lit) [a-z]\b")
_NORM = re.compile(
    r"\b(ley(es)?|decretos? (supremo|legislativo|de urgencia|ley)s?|d ?s|d ?leg|d ?l|r ?m|r ?d|r ?s ?d"
    r"|directiva( general)?|resolucion(es)?( de)?( \w+){0,3}?|ordenanzas?( regional| municipal)?)( n| no| nro)? \d{2,}"
    r"|\bconstitucion politica\b"
)
_OF_THE = re.compile(r"\b(de|del|en|conforme a|segun|por)( el| la| los)?( \w+){0,2}$")
"""What may stand between an article and the norm after it: «artículo 48 de la Ley N°»."""


def point_cites(record: Record, *, point: str, norm: str, patterns: Sequence[str], article: bool = False) -> Outcome:
    """Check that the point cites `norm` (any of `patterns`), with `article` also an article of it.

    The article counts where it stands in the same paragraph, row or the paragraphs that follow, until another norm is
    cited; or anywhere in the point where that norm is the only one. Doubtful where the point is a picture, and where
    only a letter of an article is given.
    """
    found = record.point(point)
    if found is None or not (found.has_words or found.pictures):
        yield NotApplicable(reason=f"El punto {point} falta o está vacío.")
        return
    own = re.compile("|".join(f"(?:{p})" for p in patterns))
    cited = [p for p in found.paragraphs() if own.search(fold(p.printed))]
    if not cited:
        yield _not_cited(found, norm)
    elif article and not _has_article(found, own):
        yield _without_article(found, cited[0], norm)


def _not_cited(point: Point, norm: str) -> Breach:
    is_picture = not point.has_words
    return Breach(
        message=f"{at_point(point.number)}el contenido es una imagen; no se puede leer si cita {norm}."
        if is_picture
        else f"{at_point(point.number)}no cita {norm}.",
        evidence=shorten(f"{point.words}: {point.text}", 200) if point.found_title else point.words,
        location=point.location,
        state=State.POR_VERIFICAR if is_picture else State.INCUMPLE,
        expected=norm,
    )


def _without_article(point: Point, cited: Paragraph, norm: str) -> Breach:
    has_letter = bool(_LETTER.search(fold(point.text)))
    return Breach(
        message=f"{at_point(point.number)}«{shorten(cited.text, 100)}» cita la norma sin su artículo"
        + (", solo con un literal." if has_letter else "."),
        evidence=shorten(cited.text, 200),
        location=cited.location,
        state=State.POR_VERIFICAR if has_letter else State.INCUMPLE,
        value=shorten(cited.text, 100),
        expected=f"{norm}, y su artículo",
    )


def _has_article(point: Point, own: re.Pattern[str]) -> bool:
    text = fold(point.text)
    others = [m for m in _NORM.finditer(text) if not own.search(m[0])]
    if not others and _ARTICLE.search(text):
        return True
    return any(_follows(list(point.paragraphs()), own)) or _in_a_row(point, own)


def _follows(paragraphs: Sequence[Paragraph], own: re.Pattern[str]) -> Iterator[bool]:
    """Yield, for each stretch that belongs to the norm, whether an article stands in it."""
    is_open = False
    for paragraph in paragraphs:
        text = fold(paragraph.printed)
        marks = sorted(
            [(m.start(), m.end(), True) for m in own.finditer(text)]
            + [(m.start(), m.end(), False) for m in _NORM.finditer(text) if not own.search(m[0])]
        )
        yield is_open and bool(_ARTICLE.search(text[: marks[0][0] if marks else len(text)]))
        for place, (start, end, is_own) in enumerate(marks):
            stop = marks[place + 1][0] if place + 1 < len(marks) else len(text)
            before = text[marks[place - 1][1] if place else 0 : start]
            yield is_own and bool(_ARTICLE.search(text[end:stop]))
            yield is_own and bool(_ARTICLE.search(before) and _OF_THE.search(before.rstrip()))
            is_open = is_own


def _in_a_row(point: Point, own: re.Pattern[str]) -> bool:
    """Say whether a table gives the article in the norm's row: in words, or as a number under the head «Artículo»."""
    for table in point.tables:
        rows = table.rows()
        heads = [fold(text) for text in rows[0]] if rows else []
        numbered = [i for i, head in enumerate(heads) if re.match(r"art(iculo)?s?\b", head)]
        for row in rows:
            if own.search(fold(" ".join(row))) and (
                _ARTICLE.search(fold(" ".join(row))) or any(re.search(r"\d", row[i]) for i in numbered)
            ):
                return True
    return False
