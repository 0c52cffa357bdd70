"""What a letter says it sends, and what it is called itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from amc_docs.doctype import DocType
from amc_docs.document import Location, Paragraph
from amc_docs.extraction import citations
from amc_docs.extraction.stretches import within
from amc_docs.papers import PaperName, Papers, Sent
from amc_docs.record import Citation, Record
from amc_docs.specs import SendingSpec
from amc_docs.wording import fold, sentences, shorten, squeeze

_CHUNK = re.compile(
    r"\s*[;:]\s+|,\s+(?:(?:y|e|as[ií] como|adem[aá]s de|junto con)\s+)?"
    r"|\s+(?:y|e|as[ií] como|junto con)\s+(?=(?:el|la|los|las|su|una?|copia)\b)",
    re.I,
)
_ABOUT = (
    r"(?:que|cual(?:es)?|quien|mediante|por|en (?:el marco|atenci[oó]n|virtud|m[eé]rito|cumplimiento|relaci[oó]n"
    r"|concordancia|aplicaci[oó]n|original|copia|un total|\w+ \()|de (?:acuerdo|conformidad)|conforme|seg[uú]n|a fin"
    r"|para|con (?:el|la) (?:que|cual|fin)|con fines|aprob\w+|emitid\w+|elaborad\w+|suscrit\w+|solicitad\w+"
    r"|requerid\w+|referid\w+|respecto|sobre|relativ\w+|vinculad\w+|correspondientes?|dispuest\w+|establecid\w+"
    r"|formulad\w+|presentad\w+|asociad\w+|dirigid\w+|modificad\w+|al que|del que|cuy\w+)\b"
)
"""Words that begin what is only said about a thing; papers named behind them are not sent."""
_ASIDE, _ASIDE_INSIDE = re.compile(r"\W*" + _ABOUT, re.I), re.compile(r"(?<=[\s(])" + _ABOUT, re.I)
_ANNEX = re.compile(r"\banexos?\s*(?:N(?:\s*[°º.o]+)?\s*)?0*(?P<label>\d{1,2}|[IVX]{1,5}\b|[A-H]\b)", re.I)
_SMALL = frozenset({"DE", "DEL", "LA", "LAS", "EL", "LOS", "Y", "E"})
_SHEETS = re.compile(r"(?<!\d)(\d{1,4})\s*\)?\s*(?:folios?|hojas?|f[oó]ls?\b)", re.I)
_TITLED = re.compile(
    r"\b(?-i:(?:el|la|los|las|una?|copia|su)\s+(?!salud|consider|expresi|sentimi|agradec|despacho)"
    r"(?:[a-záéíóúñ]+\s+){1,7}[\"“«A-ZÁÉÍÓÚ])"
)
"""Something with a title of its own: «la propuesta de Acciones de Mejora Continua», not «su despacho»."""
_FARTHEST = 4
"""Chunks of a sentence behind the verb that can still name things sent."""


def read(record: Record, doctype: DocType) -> Papers:
    """Return what the document is called and what it says it sends, as the schema of its type tells."""
    sending = doctype.sending
    lines = within(record.document.blocks, (), sending.stretch) if sending else []
    sent = [item for line in lines for item in _sent(line, sending)] if sending else []
    return Papers(name=_own_name(record, doctype), sent=tuple(sent))


def name_of(citation: Citation) -> PaperName:
    """Return a citation as the name of a paper."""
    return PaperName(
        kind=citation.kind,
        number=citation.number,
        year=citation.year,
        issuer=citation.issuer,
        literal=citation.literal,
    )


def _own_name(record: Record, doctype: DocType) -> PaperName | None:
    """Return the name that the type's values make, «{clase} N° {numero}»; None where one of them is not there."""
    fields = re.findall(r"\{(\w+)\}", doctype.identity)
    values = {f: v.raw for f in fields if (v := record.values.get(f"/{f}")) and not v.is_blank}
    if not fields or len(values) < len(fields):
        return None
    return _name(squeeze(doctype.identity.format(**values)))


def _name(text: str) -> PaperName | None:
    found = next(citations.find(Paragraph(text=_capitalised(text)), None), None)
    return name_of(found) if found else None


def _capitalised(text: str) -> str:
    """Return a title in capitals as sentences write it: kinds of papers are known by their first letter."""
    head, number, rest = re.split(r"(\s*N[\s°º.oO]*D?\d|$)", text, maxsplit=1)[:3]
    words = (w.lower() if w in _SMALL else w.capitalize() if w.isupper() and len(w) > 3 else w for w in head.split(" "))
    return " ".join(words) + number + rest


def _sent(line: Paragraph, sending: SendingSpec) -> Iterator[Sent]:
    for sentence in sentences(line.text):
        for verb in _compiled(sending.verbs).finditer(sentence):
            if not _compiled(sending.requests).search(fold(sentence[: verb.start()])[-60:]):
                yield from _things(sentence, verb.end(), line.location)
                break


@lru_cache(maxsize=64)
def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)", re.I)


def _things(sentence: str, start: int, location: Location) -> Iterator[Sent]:
    """Yield the things named behind a verb of sending, up to what is only said about them."""
    sheets = _SHEETS.search(sentence)
    count = int(sheets[1]) if sheets else None
    for chunk in [c for c in _CHUNK.split(sentence[start:]) if c.strip()][:_FARTHEST]:
        if _ASIDE.match(chunk):
            continue
        aside = _ASIDE_INSIDE.search(chunk)
        head = squeeze(chunk[: aside.start()] if aside else chunk).rstrip(" ,.(")
        annex, name = _ANNEX.search(head), _name(head)
        titled = annex or _TITLED.search(head)
        if name:
            words = name.literal
        elif titled:
            words = shorten(head[titled.start() :], 120)
        else:
            continue
        yield Sent(
            words=words,
            name=name,
            annex=annex["label"].upper() if annex and not name else "",
            context=shorten(sentence, 300),
            location=location,
            sheets=count,
        )
