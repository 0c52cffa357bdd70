"""XML from strangers: refused before a tree is built where it is hostile, one namespace whatever the dialect."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from xml.parsers import expat

from lxml import etree

from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_names import Element

_ENCODING = re.compile(rb"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# Encodings in which "<!DOCTYPE" has the bytes of ASCII; in any other (EBCDIC, UTF-7) a search would miss it.
_PLAIN_ENCODING = re.compile(r"utf-?8|(us-)?ascii|iso-8859-\d+|latin-?1|windows-125\d|cp125\d", re.IGNORECASE)
_STRICT = re.compile(rb"""(\sxmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/([^"']+)""")
_SHORTEST = len("<a/>")
_SMALL = 16_000
"""Bytes of a part whose elements are counted before its tree is asked how deep it is."""


class ForbiddenXmlError(UnreadableFileError):
    """A part holds something that no word processor writes."""


@cache
def _parser() -> etree.XMLParser:
    """Return the parser of all parts: making one takes as long as reading a small part."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


@lru_cache(maxsize=4)
def _deeper_than(levels: int) -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (levels + 1) + ")")


def parse(
    data: bytes, *, name: str, part: str, trim: Callable[[bytes], bytes] | None = None, limits: Limits = DEFAULT
) -> Element:
    """Return the root element of a part.

    `name` is the file's name, ready to be shown; `part` the part's; `trim` cuts out what the caller will not read.

    Raises:
        LimitExceededError: more elements, or deeper nesting, than any real document has.
        ForbiddenXmlError: a document type declaration, or an encoding that could hide one.
        UnreadableFileError: not well-formed XML.
    """
    data = plain(data, name, part)
    if len(data) > _SHORTEST * limits.elements and (count := _elements(data)) > limits.elements:
        raise limits.exceeded("elements", name, f"tiene {{}} elementos en su parte {part}", count)
    data = _transitional(data)
    if trim:
        data = trim(data)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(str(error), name, part, limits) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _forbidden(name, part)
    # Asking the tree costs more than reading a small part, which has not even so many elements.
    if (len(data) > _SMALL or _elements(data) > limits.depth) and _deeper_than(limits.depth)(root):
        raise limits.exceeded("depth", name, f"tiene {{}} niveles anidados en su parte {part}")
    return root


def _elements(data: bytes) -> int:
    """Return how many elements a part has, or a few more: comments count, and so does what CDATA holds."""
    return data.count(b"<") - data.count(b"</")


def _refused(reason: str, name: str, part: str, limits: Limits) -> UnreadableFileError:
    """Return why the XML library refused a part: it has limits of its own, beyond ours."""
    reason = reason.lower()
    if "excessive depth" in reason:
        return limits.exceeded("depth", name, f"tiene {{}} niveles anidados en su parte {part}")
    if any(words in reason for words in ("text node too long", "huge text node", "buffer size limit")):
        return limits.exceeded("characters", name, "tiene {} caracteres")
    return _damaged(name, part)


def plain(data: bytes, name: str, part: str) -> bytes:
    """Return the data in an encoding where ASCII is ASCII, free of a document type declaration."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        data = _from_utf16(data, name, part)
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and not _PLAIN_ENCODING.fullmatch(declared[1].decode("ascii")):
        raise _forbidden(name, part)
    # The bytes decide for nearly every part; only where they appear (a comment may hold them) expat has to tell.
    if b"<!DOCTYPE" in data and _has_doctype(data):
        raise _forbidden(name, part)
    return data


def _from_utf16(data: bytes, name: str, part: str) -> bytes:
    try:
        marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = data.decode("utf-16" if marked else "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
        return _DECLARATION.sub("", text, count=1).encode()
    except UnicodeError as error:
        raise _damaged(name, part) from error


def _has_doctype(data: bytes) -> bool:
    """Tell whether expat meets a document type declaration before anything that stops it."""
    found: list[str] = []
    parser = expat.ParserCreate()

    def note(doctype: str, *_rest: object) -> None:
        found.append(doctype)
        raise StopIteration

    parser.StartDoctypeDeclHandler = note
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, StopIteration, ValueError, LookupError):
        return bool(found)
    return False


def _transitional(data: bytes) -> bytes:
    """Return an ISO Strict part with the namespaces that every other Word file uses."""
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data
    return _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/\3", data)


def _damaged(name: str, part: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"«{name}» está dañado: su parte {part} no se puede leer. "
        "Ábralo en Word, guárdelo de nuevo como .docx y vuelva a intentarlo."
    )


def _forbidden(name: str, part: str) -> ForbiddenXmlError:
    return ForbiddenXmlError(
        f"«{name}» contiene una declaración que ningún procesador de textos escribe (parte {part}) y no se abre por "
        "seguridad. Ábralo en Word, guárdelo de nuevo como .docx y vuelva a intentarlo."
    )
