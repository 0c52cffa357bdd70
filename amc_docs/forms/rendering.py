"""One call from a type of document and its content to the Word file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from amc_docs.doctype import DocType, available, data_folder
from amc_docs.errors import NoFormError
from amc_docs.forms.building import build
from amc_docs.forms.content import Content
from amc_docs.forms.context import context
from amc_docs.forms.filling import fill
from amc_docs.forms.gaps import Missing
from amc_docs.forms.layout import Layout, layout_of
from amc_docs.forms.markup import Look, run_of
from amc_docs.forms.page import stamped

TEMPLATE = "plantilla.docx"
_BODY = "word/document.xml"


def has_form(doctype: DocType) -> bool:
    """Return whether there is anything to fill: points, matrices, values or parts."""
    return bool(doctype.points or doctype.matrices or doctype.labels or doctype.repeats)


def with_form() -> tuple[str, ...]:
    """Return the names of the types that have a form."""
    return tuple(name for name, doctype in available().items() if has_form(doctype))


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
    layout = layout_of(doctype)
    made = context(doctype, layout, content, missing)
    if content.titles or content.lines:
        source = _tagged(source, dict(_tags(doctype, layout, content)))
        made |= {"titulos": dict(content.titles), "lineas": {str(n): said for n, said in content.lines.items()}}
    return fill(source, made, name=name or f"{doctype.name}/{TEMPLATE}")


def _tags(doctype: DocType, layout: Layout, content: Content) -> Iterator[tuple[str, str]]:
    """Yield each bookmark whose words are others in this document, and the run of the tag that stands for them."""
    places = {point.number: place for place, point in enumerate(doctype.points)}
    for number in content.titles:
        yield f"amc_{places[number]}", run_of(f"{{{{ titulos['{number}'] }}}}")
    for place in content.lines:
        yield f"amc_linea_{place}", run_of(f"{{{{ lineas['{place}'] }}}}", Look(bold=layout.parts[place].bold))


def _tagged(template: bytes, tags: Mapping[str, str]) -> bytes:
    """Return the template with other runs inside some bookmarks."""
    with zipfile.ZipFile(io.BytesIO(template)) as source:
        body = source.read(_BODY).decode("utf-8")
    for name, shown in tags.items():
        pattern = rf'(<w:bookmarkStart [^>]*w:name="{name}"/>).*?(?=<w:bookmarkEnd )'
        body = re.sub(pattern, lambda found, shown=shown: found[1] + shown, body, flags=re.DOTALL)  # type: ignore[misc]
    return stamped(template, {_BODY: body.encode("utf-8")})
