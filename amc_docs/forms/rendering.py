"""One call from a type of document and its content to the Word file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from functools import cache

from amc_docs.doctype import DocType, available, data_folder
from amc_docs.errors import NoFormError
from amc_docs.forms.building import build
from amc_docs.forms.content import Content
from amc_docs.forms.context import context
from amc_docs.forms.filling import fill
from amc_docs.forms.gaps import Missing
from amc_docs.forms.layout import Layout, load
from amc_docs.forms.markup import run_of
from amc_docs.forms.page import stamped

TEMPLATE = "plantilla.docx"
_BODY = "word/document.xml"


def has_form(doctype: DocType) -> bool:
    """Return whether there is anything to fill: points, matrices, values or parts."""
    return bool(doctype.points or doctype.matrices or doctype.labels or doctype.repeats)


def with_form() -> tuple[str, ...]:
    """Return the names of the types that have a form."""
    return tuple(name for name, doctype in available().items() if has_form(doctype))


@cache
def _layout_of(name: str) -> Layout:
    return load(available()[name])


def layout_of(doctype: DocType) -> Layout:
    """Return how a type is laid out; BadTemplateError where its file is wrong."""
    return _layout_of(doctype.name) if available().get(doctype.name) is doctype else load(doctype)


def template_of(doctype: DocType) -> bytes:
    """Return the template of a type: the one under `templates/`, or else one made from its schema.

    Raises:
        NoFormError: documents of this type have no form.
    """
    if not has_form(doctype):
        raise NoFormError(
            f"Los documentos del tipo «{doctype.name}» no tienen un formato oficial. "
            f"Indique uno de: {', '.join(with_form())}."
        )
    path = data_folder("templates") / doctype.name / TEMPLATE
    return path.read_bytes() if path.is_file() else build(doctype, layout_of(doctype))


def render(
    doctype: DocType, content: Content, missing: Missing, *, template: bytes | None = None, name: str = ""
) -> bytes:
    """Return the document as a Word file.

    Args:
        doctype: the type of document.
        content: what is put in.
        missing: gives what stands where there is nothing to put in; see `gaps`.
        template: a template of the user's own; None: the official one.
        name: what errors call the template.

    Raises:
        NoFormError: documents of this type have no form.
        BadTemplateError: the template cannot be filled; names it and the tag.
    """
    source = template_of(doctype) if template is None else template
    made = context(doctype, layout_of(doctype), content, missing)
    if content.titles:
        source = _with_titles(source, doctype, content.titles)
        made["titulos"] = dict(content.titles)
    return fill(source, made, name=name or f"{doctype.name}/{TEMPLATE}")


def _with_titles(template: bytes, doctype: DocType, numbers: Iterable[str]) -> bytes:
    """Return the template with a tag in place of the official title of some points, which bookmarks tell."""
    with zipfile.ZipFile(io.BytesIO(template)) as source:
        body = source.read(_BODY).decode("utf-8")
    return stamped(template, {_BODY: _tagged(body, doctype, numbers).encode("utf-8")})


def _tagged(body: str, doctype: DocType, numbers: Iterable[str]) -> str:
    for number in numbers:
        place = next((n for n, point in enumerate(doctype.points) if point.number == number), None)
        pattern = rf'(<w:bookmarkStart [^>]*w:name="amc_{place}"/>).*?(?=<w:bookmarkEnd )'
        shown = run_of(f"{{{{ titulos['{number}'] }}}}")
        body = re.sub(pattern, lambda found, shown=shown: found[1] + shown, body, flags=re.DOTALL)  # type: ignore[misc]
    return body
