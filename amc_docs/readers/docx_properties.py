"""What a Word file says about itself: title, dates, the number of pages that Word last counted."""

from __future__ import annotations

from amc_docs.errors import UnreadableFileError
from amc_docs.readers.docx_names import Element
from amc_docs.readers.docx_package import Package

_CORE = {"title": "titulo", "created": "creado", "modified": "modificado"}
"""Element → key. The author is left out: no rule needs a person's name."""
_EXTENDED = {"Pages": "paginas_segun_word"}
_SOURCES = {"core-properties": _CORE, "extended-properties": _EXTENDED, "extendedProperties": _EXTENDED}


def properties(package: Package) -> dict[str, str]:
    """Return the properties that are set; a damaged properties part counts as an empty one."""
    found: dict[str, str] = {}
    for link in package.relationships().values():
        wanted = _SOURCES.get(link.kind)
        if not wanted or link.is_external or link.target not in package:
            continue
        try:
            root = package.parse(link.target)
        except UnreadableFileError:
            continue
        found |= _values(root, wanted)
    return found


def _values(root: Element, wanted: dict[str, str]) -> dict[str, str]:
    found = {}
    for element in root:
        key = wanted.get(str(element.tag).rpartition("}")[2])
        text = " ".join((element.text or "").split())
        if key and text:
            found[key] = text
    return found


def is_signed(package: Package) -> bool:
    """Tell whether the package carries a digital signature."""
    return any(name.startswith("_xmlsignatures/") for name in package.names()) or any(
        link.kind == "origin" for link in package.relationships().values()
    )
