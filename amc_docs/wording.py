"""Comparing Spanish words as people do: without accents, case, punctuation or OCR slips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

_EMPTY_WORDS = (
    "a al ante bajo con contra de del desde e el en entre la las lo los o para por que se sin sobre su sus u un una "
    "unos unas y"
)
STOPWORDS = frozenset(_EMPTY_WORDS.split())
"""Words that carry no meaning of their own."""


_SIGNS = re.compile(r"[^0-9a-z%]+")


def _plain(sign: str) -> str:
    """Return a sign without accents; a space where it is neither letter nor figure of ours."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
    return "".join(c if c.isascii() else " " for c in bare)


# Nearly all signs of Spanish text, worked out once: folding is asked for more often than anything else.
_PLAIN = {code: _plain(chr(code)) for code in (*range(0x80, 0x250), *range(0x300, 0x370), *range(0x2000, 0x2070))}


@lru_cache(maxsize=8_192)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, punctuation or repeated spaces.

    `ñ` becomes `n`: OCR and capitals without accents must compare equal.
    """
    plain = text.casefold().translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(_plain(c) for c in plain)
    return " ".join(_SIGNS.sub(" ", plain).split())


def squeeze(text: str) -> str:
    """Return the text on one line, white space folded."""
    return " ".join(text.split())


def shorten(text: str, limit: int = 160) -> str:
    """Return the text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = squeeze(text)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def shown(text: str) -> str:
    """Return a text that cannot act on a terminal or mislead the eye: control and direction signs escaped."""
    return "".join(c if _is_harmless(c) else c.encode("unicode_escape", "backslashreplace").decode() for c in text)


def _is_harmless(sign: str) -> bool:
    # Cc: control; Cf: format, among them the signs that reverse the reading direction; Cs: undecodable bytes.
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def words(text: str) -> tuple[str, ...]:
    """Return the folded words that carry meaning, in order."""
    return tuple(w for w in fold(text).split() if w not in STOPWORDS)


def likeness(first: str, second: str) -> float:
    """Return 0–1: how alike two texts are, in any order of words and tolerant of slips; 1 when equal folded."""
    a, b = fold(first), fold(second)
    if not a or not b:
        return 0.0
    return 1.0 if a == b else max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100


def containment(part: str, whole: str) -> float:
    """Return 0–1: the share of the meaningful words of `part` that occur in `whole` (by stem, accents folded)."""
    wanted = stems(part)
    return len(wanted & stems(whole)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=8_192)
def stems(text: str) -> frozenset[str]:
    """Return the words that carry meaning, each without the ending of its number and gender."""
    return frozenset(_stem(w) for w in words(text))


def _stem(word: str) -> str:
    """Cut plural and gender endings: `productos` and `producto`, `capacitación` and `capacitaciones` agree."""
    for ending in ("ciones", "cion", "es", "os", "as", "s", "o", "a"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def is_missing(text: str) -> bool:
    """Return whether nothing is stated: blank, dashes, or words that put the answer off ("por definir", "s/d").

    "No aplica" and "0" are answers.
    """
    folded = fold(text)
    return not folded or _PUT_OFF.fullmatch(folded) is not None


_PUT_OFF = re.compile(
    r"(por|a|para|sin|falta|pendiente de|en proceso de) (definir|determinar|establecer|precisar|completar|elaborar"
    r"|calcular|confirmar|estimar|asignar)(se)?( .*)?"
    r"|(aun )?no (se )?(ha |han |esta |estan )?(sido )?(determin|defin|establec|precis|calcul|estim|asign)(ad|id)[oa]s?"
    r"|(no hay|sin|no se (cuenta con|tiene|dispone de)|no existe) (informacion|datos?|linea (de )?base)( .*)?"
    r"|se (definira|determinara|establecera|construira|levantara|elaborara|calculara|precisara)n?( .*)?"
    r"|s ?d|n ?d|pendientes?( de .*)?|x{2,}|no disponible|en (blanco|elaboracion|proceso)|indicar|completar"
)

_ENUMERATED = re.compile(
    r"^\s*((actividad|producto|proceso|tarea|indicador|problema|alternativa)\s+(n\W{0,3})?\d+(\.\d+)*\s*[.:)–-]*"
    r"|(\d+(\.\d+)*|[a-z]|[ivx]+)\s*[.):–-]+)\s+",
    re.I,
)
_SYNONYMS = {"%": "porcentaje", "nro": "numero", "num": "numero", "n": "numero", "cantidad": "numero"}


# A matrix of hundreds of names is compared with another one, name by name: what is known of each is kept.
@lru_cache(maxsize=8_192)
def _named(text: str) -> str:
    """Return a name without its number and with abbreviations written out: "1. % de …" and "Porcentaje de …" agree."""
    spaced = fold(_ENUMERATED.sub("", text)).replace("%", " % ")
    return " ".join(_SYNONYMS.get(word, word) for word in spaced.split())


@lru_cache(maxsize=8_192)
def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))


def resemblance(first: str, second: str) -> float:
    """Return 0–1: how surely two names are of one thing; what tells names apart (numbers) must agree.

    Long and short forms of a name ("… de DIREPRO", "… de las Direcciones Regionales de Producción") come near .8.
    """
    a, b = _named(first), _named(second)
    if not a or not b or _numbers(a) != _numbers(b):
        return 0.0
    both = min(containment(a, b), containment(b, a))
    return max(likeness(a, b), both)


def same_name(first: str, second: str) -> bool:
    """Return whether two names are of one thing, small differences of writing aside."""
    a, b = _named(first), _named(second)
    if not a or not b or _numbers(a) != _numbers(b):
        return False
    return likeness(a, b) >= SAME or min(containment(a, b), containment(b, a)) >= SAME_WORDS


SAME = 0.85
SAME_WORDS = 0.8


def named_in(name: str, text: str) -> bool:
    """Return whether a text names a thing: it is the same name, or has all of it among other words."""
    return same_name(name, text) or (len(words(name)) >= 3 and _named(name) in _named(text))


def quoted(names: Iterable[str], limit: int = 6) -> str:
    """Return names for a message: «a», «b» y 3 más."""
    found = [f"«{shorten(name, 90)}»" for name in names]
    rest = len(found) - limit
    if rest > 0:
        return f"{', '.join(found[:limit])} y {rest} más"
    return " y ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def listed(labels: Iterable[str]) -> str:
    """Return words for a message: a, b y c; «e» before the sound of i."""
    found = list(labels)
    last = " e " if found and re.match(r"h?i(?!e)", fold(found[-1])) else " y "
    return last.join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


_LEVELS = {
    "nacional": (
        r"\b(gn|nacional(es)?|ministeri\w+|sector|viceministeri\w+|direccion(es)? general(es)?|oficina general|pcm"
        r"|gobierno central)\b"
    ),
    "regional": (
        r"\b(gr|grs|gore|gores|regional(es)?|region|regiones|dre|diresas?|geresas?|direpros?|gerepros?|drtpe|dircetur"
        r"|dremh?|ugel)\b"
    ),
    "local": r"\b(gl|gls|local(es)?|municipal(es)?|municipi\w+|municipalidad(es)?|distrital(es)?|provincial(es)?)\b",
}
_NOT_A_LEVEL = re.compile(r"\b(alquiler(es)?|arriendo|arrendamiento|uso)( \w+){0,2} local(es)?\b|\bmovilidad local\b")
_ALL_LEVELS = re.compile(r"\b(los )?(tres|3|todos los) niveles\b")
_ACRONYM = re.compile(r"(?<!\w)[A-ZÑ]{4,}(?!\w)")


def government_levels(text: str, *, bodies: bool = False) -> frozenset[str]:
    """Return the levels of government that a text names: `nacional`, `regional`, `local`; none where it names none.

    Offices count as their level: a Dirección General is national, a Gerencia Regional regional. Where the text is known
    to name `bodies`, a bare acronym (PRODUCE, MIMP) is a national one.
    """
    folded = _NOT_A_LEVEL.sub(" ", fold(text))
    if _ALL_LEVELS.search(folded):
        return frozenset(_LEVELS)
    found = frozenset(level for level, pattern in _LEVELS.items() if re.search(pattern, folded))
    return frozenset({"nacional"}) if not found and bodies and _ACRONYM.search(text) else found


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text, squeezed; abbreviations («Art. 4», «D.S. N°») do not end one."""
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        for stop in re.finditer(r"(?<=[^\W\d_]{4}[.;!?])\s+(?=[¿«\"(]?[A-ZÁÉÍÓÚÑ0-9])", line):
            found.append(line[start : stop.start()])
            start = stop.end()
        found.append(line[start:])
    return [squeeze(sentence) for sentence in found if sentence.strip()]


_LATER = re.compile(
    r"(?P<subject>(?:\w+ ){0,8}?)se (?:\w+(?:ara|era|ira)n?|va n? ?a \w+) (?:"
    r"en (?:la|una|otra) (?:(?:siguiente|proxima|posterior|futura) )?(?:fase|etapa) (?:de )?"
    r"(?:socializacion|aprobacion|reconocimiento|diseno|difusion|organizacion|siguiente|posterior)"
    r"|en (?:su|otro) (?:momento|oportunidad)|en una (?:proxima|siguiente) \w+|despues|posterior|luego|mas adelante"
    r"|oportunamente|cuando|una vez|con posterioridad)\b.{0,100}"
)


def is_put_off(text: str, title: str = "") -> bool:
    """Return whether a whole text only says that its matter (the words of its title) will be dealt with later."""
    found = _LATER.fullmatch(fold(text))
    return found is not None and (
        not words(found["subject"]) or containment(found["subject"], f"{title} punto presente contenido numeral") == 1
    )


def at_point(point: str | None) -> str:
    """Return the place that a message begins with: «Punto 13: », «Asunto: » for a part without number, or nothing."""
    if not point:
        return ""
    return f"Punto {point}: " if is_numbered(point) else f"{point}: "


def the_point(number: str) -> str:
    """Return what a point of a form is called in a sentence: «el punto 3.1», or the name of a part without number."""
    return f"el punto {number}" if is_numbered(number) else f"«{number}»"


def is_numbered(point: str) -> bool:
    """Return whether a point of a form bears a number of its own; a part without one goes by its name."""
    return re.fullmatch(r"\d+(\.\d+)*|[IVXLC]+", point) is not None
