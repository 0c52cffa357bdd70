"""The value chain has all its links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from amc_docs.document import Paragraph
from amc_docs.findings import Breach, NotApplicable, State
from amc_docs.record import Matrix, Record
from amc_docs.rules import Outcome
from amc_docs.wording import at_point, fold, is_missing, listed, sentences, shorten, words

ENUMERATED = 4
"""A sentence that names as many links only enumerates them."""


def chain_complete(record: Record, *, point: str, matrix: str, links: Mapping[str, Sequence[str]]) -> Outcome:
    """Check that each link stands in the point: as a column or row of the matrix, as a heading, or in words.

    A link whose column is wholly blank is missing. Doubtful where links are missing and the point has a picture, and
    where the links are only enumerated in one sentence.
    """
    found = record.point(point)
    if found is None or not (found.has_words or found.pictures):
        yield NotApplicable(reason=f"El punto {point} falta o está vacío.")
        return
    chain = record.matrix(matrix)
    if chain is not None and chain.point != point:
        chain = None
    blank = [link for link in links if chain and _is_blank(chain, link)]
    # The words of the matrix's own cells («Proceso de selección …») are no links: its columns are.
    around = [p for p in found.paragraphs() if not chain or p.location.table not in chain.tables]
    shown = [link for link in links if _is_filled(chain, link) or _is_headed(around, links[link])]
    open_ones = [link for link in links if link not in blank and link not in shown]
    # Among links set out as columns or headings, one that is only spoken of is not set out.
    spoken = {link: _is_said(around, links, link) for link in open_ones}
    defined = [link for link in open_ones if spoken[link] and (len(shown) < 2 or _is_defined(around, links[link]))]
    enumerated = [link for link in open_ones if spoken[link] is False and len(shown) < 2]
    missing = [link for link in open_ones if link not in defined and link not in enumerated]
    faults = [*blank, *missing, *enumerated]
    if not faults:
        return
    is_doubt = found.may_be_drawn or not (blank or missing)
    said = _message(point, blank, missing, enumerated)
    yield Breach(
        message=said + (" Compruebe la imagen, que la herramienta no lee." if found.may_be_drawn else ""),
        evidence=shorten(chain.head if chain else f"{found.words}: {found.text}", 240),
        location=chain.location if chain else found.location,
        state=State.POR_VERIFICAR if is_doubt else State.INCUMPLE,
        expected=listed(links),
    )


def _message(point: str, blank: Sequence[str], missing: Sequence[str], enumerated: Sequence[str]) -> str:
    parts = []
    if missing:
        parts.append(f"falta{'n' if len(missing) > 1 else ''} {listed(missing)}")
    if blank:
        parts.append(f"{'están vacíos' if len(blank) > 1 else 'está vacío'} {listed(blank)}")
    if enumerated:
        parts.append(f"solo se nombra{'n' if len(enumerated) > 1 else ''} {listed(enumerated)}, sin desarrollo")
    return f"{at_point(point)}en la cadena de valor {'; '.join(parts)}."


def _field(link: str) -> str:
    """Return the matrix's field of a link: «resultado final» is `resultado_final`."""
    return fold(link).replace(" ", "_")


def _is_filled(chain: Matrix | None, link: str) -> bool:
    return chain is not None and any(not is_missing(row.raw(_field(link))) for row in chain.items)


def _is_blank(chain: Matrix, link: str) -> bool:
    """Say whether the matrix has the link's column, and nothing in it (a column of pictures is not nothing)."""
    return chain.has(_field(link)) and bool(chain.items) and not _is_filled(chain, link)


def _is_headed(paragraphs: Sequence[Paragraph], patterns: Sequence[str]) -> bool:
    """Say whether the link heads a paragraph or a cell («Insumos», «2. Proceso: …»), or is a label before a colon."""
    for paragraph in paragraphs:
        head = " ".join(fold(paragraph.printed).split()[:4])
        labels = re.findall(r"(?:^|[.;\n])\s*([^.:;\n]{3,40}):", paragraph.printed)
        if any(re.match(rf"(\w{{1,2}} )?(los? |las? |el )?(?:{p})", head) for p in patterns):
            return True
        if any(re.search(rf"(?:{p})$", fold(label)) for label in labels for p in patterns):
            return True
    return False


def _is_defined(paragraphs: Sequence[Paragraph], patterns: Sequence[str]) -> bool:
    """Say whether a sentence states what the link is: «los insumos son …», «como producto se obtiene …»."""
    verb = r"( \w+){0,4} (es|son|sera|seran|consiste\w*|comprende\w*|incluye\w*|se obtiene\w*|se espera\w*|esta\w*)\b"
    texts = [fold(s) for p in paragraphs for s in sentences(p.printed)]
    return any(re.search(rf"(?:{p}){verb}|\bcomo (?:{p})", text) for text in texts for p in patterns)


def _is_developed(sentence: str, links: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a sentence that names many links states each: «El insumo es el equipo; el proceso, la obra; …»."""
    # A mark keeps its place among the folded words: a link in a bare list is followed by the next link, or by nothing.
    text = " ".join(fold(part) or "," for part in re.split(r"([,:;=→>|(–-]|\b(?:es|son|consisten? en)\b)", sentence))
    starts = sorted({m.span() for patterns in links.values() for p in patterns for m in re.finditer(p, text)})
    ends = [start for start, _ in starts[1:]] + [len(text)]
    between = [text[stop:end] for (_, stop), end in zip(starts, ends, strict=True)]
    stated = [b for b in between if re.match(r" ?(,|es\b|son\b|consiste)", b) and words(b.replace(",", " "))]
    return len(stated) >= max(ENUMERATED, len(between) - 1)


def _is_said(paragraphs: Sequence[Paragraph], links: Mapping[str, Sequence[str]], link: str) -> bool | None:
    """Return True where the text speaks of the link, False where it only enumerates it, None where it does not."""
    answer: bool | None = None
    for paragraph in paragraphs:
        for sentence in sentences(paragraph.printed):
            text = fold(sentence)
            named = [other for other, patterns in links.items() if any(re.search(p, text) for p in patterns)]
            if link in named and (len(named) < ENUMERATED or _is_developed(sentence, links)):
                return True
            answer = False if link in named else answer
    return answer
