"""What is put into the tags of a template: words, marked gaps and tracked changes, as WordprocessingML.

Each value's `__html__` is what Jinja puts in place of `{{ tag }}`, which stands inside `<w:t>`: plain words keep the
look of the template's run; what needs a look of its own closes that run and opens another one behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Protocol

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
"""Characters that no XML file can hold."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where such a character was: it is not lost without a trace."""

ANNEX = "ANEXO. CONTENIDO NO UBICADO"
"""Heading of what a submission says and its form has no place for."""

_OPEN = '<w:t xml:space="preserve">'
BREAKS = {"\n": f"</w:t><w:br/>{_OPEN}", "\t": f"</w:t><w:tab/>{_OPEN}"}
"""Sign in a text → what Word has for it, inside `<w:t>`."""


class Inline(Protocol):
    """Something that stands in a line of text."""

    def __html__(self) -> str:
        """Return it as it stands inside `<w:t>`."""


def escaped(text: str) -> str:
    """Return text for XML: nothing in it is markup, nor a template's tag; line breaks and tabs as they are in text."""
    clean = ILLEGAL.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))
    return escape(clean, quote=False).replace("{", "&#123;").replace("}", "&#125;")


def in_text(text: str) -> str:
    """Return text as it stands inside `<w:t>`: with Word's own line breaks and tabs."""
    return re.sub("[\n\t]", lambda found: BREAKS[found[0]], escaped(text))


def run(text: str, properties: str = "", *, tag: str = "w:t") -> str:
    """Return a whole run; `properties` is the content of its `<w:rPr>`, `tag` is `w:delText` in a deletion."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    inner = in_text(text).replace("w:t>", f"{tag}>").replace("<w:t ", f"<{tag} ")
    return f'<w:r>{look}<{tag} xml:space="preserve">{inner}</{tag}></w:r>'


def between_runs(runs: str) -> str:
    """Return whole runs as they stand inside `<w:t>`: that run is closed before and another one opened behind."""
    return f"</w:t></w:r>{runs}<w:r>{_OPEN}"


class Words(str):
    """Text as given: never evaluated, never markup."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the words in the look of the template's run."""
        return in_text(self)


TO_FILL, TO_MEND = "Por completar", "Por corregir"
OPEN_MARK = re.compile(rf"\[(?:{TO_FILL}|{TO_MEND}):\s[^\[\]]*\]")
"""What a `Gap` looks like in a document that is read again: no content of it, whatever it says."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is still to be written, or to be mended, marked so that nobody sends it by oversight."""

    text: str
    """What belongs there, and under which clause; Spanish, without brackets."""
    verb: str = TO_FILL

    def __html__(self) -> str:
        """Return it in brackets, highlighted."""
        return between_runs(run(str(self), '<w:highlight w:val="yellow"/>'))

    def __str__(self) -> str:
        """Return it as it is seen; `OPEN_MARK` finds it."""
        return f"[{self.verb}: {re.sub(r'[][]', '', self.text)}]"


@dataclass(frozen=True, slots=True)
class Guidance:
    """The form's own instruction: grey, and gone as soon as there is something in its place."""

    text: str

    def __html__(self) -> str:
        """Return it in grey italics."""
        return between_runs(run(self.text, '<w:i/><w:color w:val="7F7F7F"/>'))

    def __str__(self) -> str:
        """Return it as it is seen."""
        return self.text


@dataclass(frozen=True, slots=True)
class Change:
    """Words put in place of others, as a tracked change that a person accepts or rejects in Word."""

    before: str
    """Empty: something is only added."""
    after: str
    """Empty: something is only taken out."""
    number: int
    """Of this change in the document; Word wants each to have its own."""
    author: str
    date: str
    """ISO 8601 with time and zone."""

    def __html__(self) -> str:
        """Return a deletion followed by an insertion."""
        parts = ""
        if self.before:
            parts += f"<w:del {self._marks(0)}>{run(self.before, tag='w:delText')}</w:del>"
        if self.after:
            parts += f"<w:ins {self._marks(1)}>{run(self.after)}</w:ins>"
        return between_runs(parts)

    def __str__(self) -> str:
        """Return how it reads once accepted."""
        return self.after

    def _marks(self, second: int) -> str:
        number = 2 * self.number + second
        return f'w:id="{number}" w:author="{escape(self.author)}" w:date="{self.date}"'


@dataclass(frozen=True, slots=True)
class Line:
    """Several of these, one after the other, in one line."""

    pieces: tuple[Inline, ...]

    def __html__(self) -> str:
        """Return them in order."""
        return "".join(piece.__html__() for piece in self.pieces)

    def __str__(self) -> str:
        """Return how they read."""
        return "".join(str(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Control:
    """A content control of Word that shows an instruction until somebody writes in it: then the instruction is gone."""

    text: str
    """The instruction; Spanish."""
    title: str
    """What the control is called, in Word's own frame around it."""

    def __html__(self) -> str:
        """Return it with its instruction in the style of such texts."""
        named = escape(ILLEGAL.sub("", self.title)[:64]).replace("{", "").replace("}", "")
        inside = run(self.text, '<w:rStyle w:val="PlaceholderText"/>')
        return between_runs(
            f'<w:sdt><w:sdtPr><w:alias w:val="{named}"/><w:showingPlcHdr/></w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    def __str__(self) -> str:
        """Return it as it is seen."""
        return self.text


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template, braces included: it is not escaped."""

    expression: str
    sample: str = ""
    """A text of the length that is to be expected in its place."""

    def __html__(self) -> str:
        """Return the tag itself."""
        return self.expression

    def __str__(self) -> str:
        """Return what takes the room that its value will need."""
        return self.sample
