"""What the form itself prints: in a draft, words that are no statement of its author's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from lxml import etree

from amc_docs.doctype import DocType, once_a_type
from amc_docs.forms.content import Content
from amc_docs.forms.gaps import blank
from amc_docs.forms.rendering import has_form, render
from amc_docs.wording import fold

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROMPTED = f".//{_W}sdt"


def is_printed(texts: Iterable[str], doctype: DocType) -> bool:
    """Return whether the blank form says each of these texts itself, in one of its lines; True where there is none."""
    lines = _lines(doctype)
    said = filter(None, map(fold, texts))
    return all(any(text in line for line in lines) for text in said)


@once_a_type
def _lines(doctype: DocType) -> frozenset[str]:
    """Return the lines of the blank form without its prompts, folded; none for a type without a form."""
    if not has_form(doctype):
        return frozenset()
    with zipfile.ZipFile(io.BytesIO(render(doctype, Content(), blank))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for prompt in body.findall(_PROMPTED):
        prompt.clear()
    lines = ("".join(text.text or "" for text in line.iter(f"{_W}t")) for line in body.iter(f"{_W}p"))
    return frozenset(filter(None, map(fold, lines)))
