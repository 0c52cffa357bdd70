"""A file of data → an official document: read, held to the schema, filled into the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from amc_docs.doctype import DocType
from amc_docs.document import Paragraph
from amc_docs.errors import BadDataError, BadTemplateError
from amc_docs.extraction import dated
from amc_docs.forms import data, data_tree
from amc_docs.forms.data_tree import Node
from amc_docs.forms.data_workbook import Page, place_of, tree
from amc_docs.forms.filling import has_tags
from amc_docs.forms.from_data import from_data
from amc_docs.forms.gaps import draft as marked
from amc_docs.forms.gaps import final
from amc_docs.forms.layout import layout_of
from amc_docs.forms.rendering import render
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.sniff import TYPES, identify
from amc_docs.readers.spreadsheet_sheet import ERRORS, Sheet
from amc_docs.readers.spreadsheet_values import read_values
from amc_docs.wording import shown

_ZIP = b"PK"
_PDF = b"%PDF"
_OLE = b"\xd0\xcf\x11\xe0"
_DATE = "fecha"
"""The single value that is the document's date, in every type that has one."""


def document_of(
    found: Mapping[str, Any],
    doctype: DocType,
    *,
    draft: bool = False,
    day: date | None = None,
    template: Path | None = None,
) -> bytes:
    """Return the Word file that data makes.

    Args:
        found: the data, as `data_of` returns it.
        doctype: the type of document.
        draft: leave marked gaps where data is missing.
        day: the document's date, for the year's official name; None: what the data says.
        template: a template of the user's own; None: the official one.

    Raises:
        NoFormError: documents of this type have no form.
        BadTemplateError: the template cannot be filled.
    """
    content = from_data(doctype, layout_of(doctype), found, day=day or _date_of(found))
    own = _template(template) if template else None
    name = shown(template.name) if template else ""
    if own is not None and not has_tags(own):
        raise BadTemplateError(
            f"La plantilla «{name}» no tiene etiquetas: el documento saldría sin los datos. Ponga las etiquetas "
            f"{{{{ }}}} de «amc-docs plantilla {doctype.name} --con-etiquetas»."
        )
    return render(doctype, content, marked if draft else final, template=own, name=name)


def data_of(
    source: Path, doctype: DocType, *, name: str, draft: bool = False, limits: Limits = DEFAULT
) -> dict[str, Any]:
    """Return the data in a file: YAML, JSON or the data-entry workbook, whatever its name says.

    `name` is what messages call it; BadDataError where it cannot be read or does not fit, with a line for each fault.
    """
    try:
        if not source.is_file():
            raise OSError(source)  # a pipe would keep whoever opens it waiting
        with source.open("rb") as file:
            start = file.read(len(_ZIP))
            content = start if start == _ZIP else start + file.read(data_tree.LARGEST)
    except OSError as error:
        raise BadDataError(f"{name}: no se pudo leer. Compruebe que existe y que tiene permiso.") from error
    if content.startswith(_OLE):
        raise BadDataError(
            f"{name}: está protegido con contraseña o es un libro antiguo (.xls). Ábralo en Excel, quítele la "
            "contraseña y guárdelo como .xlsx."
        )
    if content.startswith((_ZIP, _PDF)) and (kind := identify(source, limits).format) != "xlsx":
        raise BadDataError(
            f"{name}: es {TYPES[kind]}, no un archivo de datos. Indique el YAML o el JSON de «amc-docs extraer», o el "
            f"libro de «amc-docs plantilla {doctype.name} --formato xlsx»."
        )
    if start != _ZIP:
        return data.load(content, name, doctype, draft=draft)
    book = read_values(source, name=name, limits=limits)
    pages = [_page(sheet, name) for sheet in book.sheets if not sheet.is_hidden]
    if unread := [(sheet, place) for sheet in book.sheets for place in sheet.uncomputed]:
        sheet, place = unread[0]
        raise BadDataError(
            f"{name}, {place_of(sheet.name, *place)}: tiene una fórmula sin resultado guardado. "
            "Abra el libro en Excel, guárdelo y vuelva a intentarlo."
        )
    return data.checked(tree(pages, name, doctype), name, doctype, draft=draft)


def _page(sheet: Sheet, name: str) -> Page:
    """Return a sheet of a workbook as values with their places; BadDataError where Excel found one wrong."""
    cells = {}
    for place, written in sheet.texts.items():
        where = place_of(sheet.name, *place)
        if written.text in ERRORS.values():
            wrong = f"tiene un error de Excel ({written.text}). Corrija la fórmula o el valor."
            raise BadDataError(f"{name}, {where}: {wrong}")
        cells[place] = Node(value=written.text, place=where, is_number=written.is_number)
    return Page(name=sheet.name, cells=cells)


def _template(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise OSError(path)  # likewise
        return path.read_bytes()
    except OSError as error:
        raise BadTemplateError(
            f"La plantilla «{shown(path.name)}» no se pudo leer. Compruebe que existe y que tiene permiso."
        ) from error


def _date_of(found: Mapping[str, Any]) -> date | None:
    """Return the date that the data gives the document; None where it gives none that exists."""
    mention = dated(Paragraph(text=str(found.get(_DATE, ""))))
    return mention.value if mention and isinstance(mention.value, date) else None
