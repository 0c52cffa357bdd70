"""Runs and paragraphs that are nothing but text, folded into one element each before a tree is built.

Most of a Word file are these: paragraph, run, properties, bold, size and text, where one element can tell it all. The
folded element keeps the tag of the run or paragraph, holds the text, and says in one attribute how it looks.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

from amc_docs.readers.docx_names import half_points, said_on

FOLDED = f"f{os.urandom(6).hex()}"
"""The attribute of folded elements. Drawn anew by each process: no file can forge an element that would be read."""

# Nothing is given back once matched: what nearly fits everywhere costs no more than what fits.
_TEXT_RUN = re.compile(
    rb"""<w:r(?: w:rsid\w*+="\w*+")*+>(<w:rPr>(?:<w:[^/<>]*+/>)*+</w:rPr>)?+"""
    rb"""<w:t(?: xml:space="preserve")?+>([^<]*+)</w:t></w:r>"""
)
_PLAIN_LOOK = re.compile(rb"""(?:<w:rPr>(?:<w:b(?: w:val="(\w*)")?(/)>)?(?:<w:sz w:val="(\w*)"/>)?</w:rPr>)?""")
_PLAIN_PARAGRAPH = re.compile(
    rb"""<w:p(?: (?:w:rsid|w14:)\w*+="\w*+")*+><w:r( %b="\w*+">[^<]*+)</w:r></w:p>""" % FOLDED.encode()
)
_BOLD = {None: "u", True: "b", False: "n"}
"""Bold as a run says it → how the attribute begins; the size follows, as written."""
_MEANT = {sign: bold for bold, sign in _BOLD.items()}


def is_foldable(data: bytes) -> bool:
    """Tell whether what looks like a run is one: `w:` has one meaning, and no processing instruction can hold it."""
    if sum(rest[:1] in b"= \t\r\n" for rest in data.split(b"xmlns:w")[1:]) != 1:
        return False
    # The declaration may follow a byte order mark.
    begin = data.find(b"?>") + 2 if b"<?xml" in data[:8] else 0
    # One byte is found many times faster than two, and hardly any document has it.
    return data.find(b"?", begin) < 0 or data.find(b"<?", begin) < 0


def with_folded_runs(data: bytes, cut: re.Pattern[bytes]) -> bytes:
    """Return a part with its runs of nothing but text folded, once what `cut` matches is out of their properties."""
    found = _TEXT_RUN.split(data)
    between, looks, texts = found[::3], found[1::3], found[2::3]
    around = {look: _around(look or b"", cut) for look in set(looks)}
    # Thousands of runs, put together again without a step of Python for each.
    pieces = [b""] * (3 * len(looks) + len(between))
    pieces[::4], pieces[2::4] = between, texts
    pieces[1::4] = [around[look][0] for look in looks]
    pieces[3::4] = [around[look][1] for look in looks]
    return b"".join(pieces)


def _around(look: bytes, cut: re.Pattern[bytes]) -> tuple[bytes, bytes]:
    """Return what shall stand before and after the text of a run with these properties."""
    kept = cut.sub(b"", look)
    match = _PLAIN_LOOK.fullmatch(kept)
    if match is None:
        return b"<w:r>" + kept + b"<w:t>", b"</w:t></w:r>"
    bold = said_on((match[1] or b"").decode()) if match[2] else None
    return f'<w:r {FOLDED}="{_BOLD[bold]}{(match[3] or b"").decode()}">'.encode(), b"</w:r>"


def with_folded_paragraphs(data: bytes) -> bytes:
    """Return a part in which the paragraphs that are nothing but one folded run are folded too."""
    pieces = _PLAIN_PARAGRAPH.split(data)
    pieces[1::2] = [b"<w:p" + said + b"</w:p>" for said in pieces[1::2]]
    return b"".join(pieces)


@lru_cache(maxsize=256)
def look_of(said: str) -> tuple[bool | None, float | None]:
    """Return bold and size in points of a folded element from its attribute; None where they are not said."""
    return _MEANT[said[0]], half_points(said[1:])
