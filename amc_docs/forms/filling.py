"""A Word template and data → a Word file, by docxtpl. Data is never evaluated, whatever it looks like."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from lxml.etree import XMLSyntaxError

from amc_docs.errors import BadTemplateError
from amc_docs.forms.blocks import Block
from amc_docs.forms.finishing import finish, fit_columns
from amc_docs.forms.marks import Words
from amc_docs.forms.page import stamped

_NAME = re.compile(r"'([^']*)' (?:is undefined|has no attribute '([^']*)')|has no (?:attribute|element) '?([^']*)'?")
_NO_WORD_FILE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OpcError, OSError, ValueError,
    AttributeError, XMLSyntaxError,
)  # fmt: skip
"""What zipfile, python-docx and lxml raise for a file that is damaged, of another kind, or packed in an odd way."""
_PROGRAM = f"{__name__.partition('.')[0]}."
_OF_TEMPLATES = frozenset({__name__, fit_columns.__module__})
"""Modules that take the template's own values, whatever they are."""
_MARKUP = re.compile(rb"<[^>]*>")
_LONGEST = 90
"""Characters of a template's own words that an error quotes."""


def fill(template: Path | bytes, context: Mapping[str, Any], *, name: str) -> bytes:
    """Return the template with its tags replaced.

    Plain strings of the context are put in as they are, at any depth; what has `__html__` (see `marks`) puts itself in.

    Raises:
        BadTemplateError: not a Word file, a tag that is written wrongly, or one that asks for what there is not; names
            the template and the tag.
    """
    # Templates come from users too: one may neither run code nor change what it is given.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    pictures: dict[str, bytes] = {}
    wrapped = _wrapped(context, pictures)
    filled = _opened(template, name)
    try:
        filled.render(wrapped, environment)
    except TemplateError as error:
        raise BadTemplateError(f"La plantilla «{name}» {_fault(error)}") from error
    except Exception as error:
        # An expression of a tag may raise anything; what our own values raise there is no fault of the template's.
        if _is_ours(error):
            raise
        raise BadTemplateError(
            f"La plantilla «{name}» no se pudo llenar: falla una expresión de sus etiquetas "
            f"({type(error).__name__}). Deje en ellas solo nombres de datos."
        ) from error
    finish(filled.docx, pictures)
    target = io.BytesIO()
    filled.save(target)
    return stamped(target.getvalue())


def has_tags(template: bytes) -> bool:
    """Return whether a Word file asks for anything; True where it cannot be read, which `fill` tells better."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    except _NO_WORD_FILE:
        return True
    # Word may cut a tag in pieces of its own.
    return not parts or any(mark in _MARKUP.sub(b"", part) for part in parts for mark in (b"{{", b"{%"))


def _opened(template: Path | bytes, name: str) -> _Template:
    """Return the template, read; BadTemplateError where it is no sound Word file."""
    try:
        opened = _Template(io.BytesIO(template) if isinstance(template, bytes) else str(template))
        opened.init_docx()
    except _NO_WORD_FILE as error:
        raise BadTemplateError(
            f"La plantilla «{name}» no es un documento de Word legible. Guárdela otra vez con Word como .docx."
        ) from error
    return opened


def _is_ours(error: Exception) -> bool:
    """Return whether something that this program put into the template failed, and not a tag or a table of its own."""
    frames = (frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__))
    return any(name.startswith(_PROGRAM) and name not in _OF_TEMPLATES for name in frames)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no type information
    """A template whose tables are mended one by one: docxtpl counts the columns of the tables inside them too."""

    def fix_tables(self, xml: str) -> etree._Element:
        """Return the tree of a part, each table with as many columns as its own rows have."""
        tree = etree.fromstring(xml, parser=etree.XMLParser(recover=True, resolve_entities=False))
        for table in tree.iter(qn("w:tbl")):
            fit_columns(table)
        return tree


def _wrapped(value: Any, pictures: dict[str, bytes]) -> Any:  # noqa: ANN401 (whatever a template may be given)
    """Return the context with each string as `Words`: what it holds is text, whatever it looks like.

    The pictures that its blocks bring are added to `pictures`.
    """
    if isinstance(value, str):
        return Words(value)
    if isinstance(value, Mapping):
        return {key: _wrapped(item, pictures) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_wrapped(item, pictures) for item in value]
    if isinstance(value, Block):
        pictures.update(value.pictures)
    return value


def _fault(error: TemplateError) -> str:
    """Return what is wrong with a template and what to do, in Spanish, after its name."""
    near = _quoted(error)
    if isinstance(error, TemplateSyntaxError):
        return f"tiene una etiqueta mal escrita{near}. Corrija sus llaves {{{{ }}}} o {{% %}} en Word."
    if isinstance(error, UndefinedError):
        found = _NAME.search(str(error))
        name = next((part for part in reversed(found.groups()) if part), "") if found else ""
        what = f"pide el dato «{name}», que no existe" if name else "pide un dato que no existe"
        return f"{what}{near}. Corrija el nombre en la plantilla, o añada el dato."
    if isinstance(error, SecurityError):
        return f"usa una expresión que no se permite{near}. Deje en sus etiquetas solo nombres de datos."
    return f"no se pudo llenar{near}. Corrija esa etiqueta en Word."


def _quoted(error: TemplateError) -> str:
    """Return « (cerca de «…»)» with the template's own words around the fault; docxtpl finds them."""
    lines = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    tagged = [line for line in lines if "{" in line]
    words = (tagged or lines or [""])[len(tagged or lines) // 2 if (tagged or lines) else 0]
    return f" (cerca de «{words[:_LONGEST]}»)" if words else ""
