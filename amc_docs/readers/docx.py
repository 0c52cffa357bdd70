"""Word files (`.docx`, `.docm`, `.dotx`), read straight from their XML: every word, and where it stands."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from amc_docs.document import Block, Document, Furniture, Location
from amc_docs.errors import AmcDocsError, LimitExceededError, UnreadableFileError
from amc_docs.limits import DEFAULT, Limits
from amc_docs.readers.docx_blocks import Walk
from amc_docs.readers.docx_furniture import NOTE_PARTS, distinct, margin, margins, notes
from amc_docs.readers.docx_marks import Signposts, signposts
from amc_docs.readers.docx_names import Element, child, w
from amc_docs.readers.docx_numbering import Numbering
from amc_docs.readers.docx_package import Package, Relationship, damaged
from amc_docs.readers.docx_properties import is_signed, properties
from amc_docs.readers.docx_state import Facts
from amc_docs.readers.docx_styles import Styles
from amc_docs.readers.docx_trim import without_layout, without_table_styles
from amc_docs.readers.docx_xml import ForbiddenXmlError
from amc_docs.wording import shown

_SPANISH = {
    "styles": "los estilos",
    "numbering": "la numeración automática",
    "footnotes": "las notas al pie",
    "endnotes": "las notas finales",
    "comments": "los comentarios",
    "header": "un encabezado de página",
    "footer": "un pie de página",
}
"""Kind of part → what a warning calls it."""


def read(
    path: Path,
    *,
    name: str,
    sha256: str,
    pages: frozenset[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Return the whole document; `pages` cannot be told apart in a Word file and only causes a warning.

    Raises:
        LimitExceededError: larger or more complex than a documented limit.
        UnreadableFileError: damaged, encrypted or hostile.
    """
    label = shown(name)
    try:
        with Package(path, name=label, limits=limits) as package, _collector_paused():
            document = _document(package, name=name, sha256=sha256)
    except AmcDocsError:
        raise
    except MemoryError as error:
        raise limits.exceeded("memory", name, "necesita {} de memoria") from error
    except RecursionError as error:
        raise LimitExceededError(
            f"«{label}» es más complejo de lo que se puede leer. Divida el documento en partes y revise cada una."
        ) from error
    except Exception as error:  # the door: whatever strange bytes cause further in is a damaged file to the user
        raise damaged(label) from error
    if pages is not None:
        note = "Un archivo de Word no tiene páginas fijas: se leyó el documento entero, no solo las páginas pedidas."
        document = replace(document, warnings=(*document.warnings, note))
    if progress is not None:
        progress(1, 1)
    return document


_TRIMMED = {"styles": without_table_styles}


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cyclic garbage collector from scanning the growing document again and again: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # The next collection would go through all that was read: told that it is old, it is left in peace.
                # Nothing is lost by it: a reading makes no cycles (see `docx_lines`).
                gc.freeze()
                gc.unfreeze()
            gc.enable()


class _Parts:
    """The parts beside the body: a missing or damaged one is named in a warning, and the rest is read."""

    def __init__(self, package: Package, main: str) -> None:
        """Look up what the main part refers to."""
        self.package = package
        self.warnings: list[str] = []
        self.links: Mapping[str, Relationship] = {}
        self._attempt(lambda: self._load_links(main), "la lista de las partes del documento")

    def of_kind(self, kind: str) -> Iterator[str]:
        """Yield the names of the parts of a kind, each once."""
        yield from dict.fromkeys(r.target for r in self.links.values() if r.kind == kind and not r.is_external)

    def only(self, kind: str) -> Element | None:
        """Return the root of the first part of a kind; None where there is none or it cannot be read."""
        part = next(self.of_kind(kind), None)
        if part is None:
            return None
        found: list[Element] = []
        self._attempt(lambda: found.append(self.package.parse(part, trim=_TRIMMED.get(kind))), _SPANISH[kind])
        return found[0] if found else None

    def attempt(self, part: str, kind: str, use: Callable[[Element], None]) -> None:
        """Give a part's root to `use`; whatever goes wrong leaves out this part and is told."""
        self._attempt(lambda: use(self.package.parse(part, trim=_TRIMMED.get(kind))), _SPANISH[kind])

    def _load_links(self, main: str) -> None:
        self.links = self.package.relationships(main)

    def _attempt(self, action: Callable[[], None], what: str) -> None:
        try:
            action()
        except (LimitExceededError, ForbiddenXmlError):
            raise
        except (UnreadableFileError, ValueError, TypeError, LookupError, AttributeError):
            note = f"No se pudo leer {what}: esa parte del archivo falta o está dañada."
            if note not in self.warnings:
                self.warnings.append(note)


def _document(package: Package, *, name: str, sha256: str) -> Document:
    """Read an opened package."""
    main = package.main_part()
    if main is None or main not in package:
        raise damaged(package.name)
    root = package.parse(main, trim=without_layout)
    if root.tag != w("document"):
        raise damaged(package.name)
    parts, facts = _Parts(package, main), Facts()
    styles, numbering = Styles(parts.only("styles")), Numbering(parts.only("numbering"))

    def walk(posts: Signposts) -> Walk:
        return Walk(
            styles=styles, numbering=numbering, posts=posts, facts=facts, name=package.name, limits=package.limits
        )

    posts = signposts(root)
    body_walk = walk(posts)
    body = child(root, w("body"))
    blocks: Sequence[Block] = () if body is None else body_walk.blocks(body)
    furniture = _furniture(parts, root, body_walk, walk)
    return Document(
        name=name,
        sha256=sha256,
        format="docx",
        blocks=tuple(blocks),
        furniture=furniture,
        warnings=(*parts.warnings, *_warnings(package, parts.links, posts, facts)),
        is_signed=is_signed(package),
        open_marks=facts.prompts,
        properties=properties(package),
    )


def _furniture(parts: _Parts, root: Element, body: Walk, walk: Callable[[Signposts], Walk]) -> tuple[Furniture, ...]:
    """Return headers, footers, notes and comments, in this order."""
    found: list[Furniture] = []
    seen: set[tuple[str, int, int]] = set()
    for kind, link in margins(root):
        relationship = parts.links.get(link)
        if relationship is None or relationship.is_external:
            continue
        # Word writes a copy of the same header for every section.
        print_of = (kind, *parts.package.fingerprint(relationship.target))
        if print_of in seen:
            continue
        seen.add(print_of)
        parts.attempt(
            relationship.target,
            kind,
            lambda part, kind=kind: found.extend(margin(part, kind, _reader(part, walk))),  # type: ignore[misc]
        )
    for source, kind in NOTE_PARTS.items():
        for name in parts.of_kind(source):
            parts.attempt(
                name,
                source,
                lambda part, kind=kind: found.extend(  # type: ignore[misc]
                    notes(part, kind, _reader(part, walk), body.notes)
                ),
            )
    return distinct(found)


def _reader(part: Element, walk: Callable[[Signposts], Walk]) -> Callable[[Element], Sequence[Block]]:
    """Return how to read elements of a part that has neither pages nor places of its own."""
    around = walk(signposts(part))
    return lambda element: around.blocks(element, Location())


def _warnings(package: Package, links: Mapping[str, Relationship], posts: Signposts, facts: Facts) -> Iterator[str]:
    """Yield what a reader of the report must know was left out, or read in a certain way."""
    if posts.has_changes:
        yield "El documento tiene cambios registrados sin aceptar: se leyó como si se aceptaran todos."
    if facts.hidden_characters:
        yield f"No se leyó el texto oculto del documento ({facts.hidden_characters} caracteres)."
    if any(part.endswith("vbaproject.bin") for part in package.names()):
        yield "El archivo contiene macros, que no se ejecutan ni se revisan."
    if facts.prompts:
        left = f"Quedan {facts.prompts} controles" if facts.prompts > 1 else "Queda un control"
        yield f"{left} de contenido sin llenar: su indicación no se cuenta como contenido."
    if facts.objects:
        yield f"No se leyeron los objetos incrustados de otros programas ({facts.objects})."
    if facts.charts:
        yield f"No se leyó el texto de los gráficos y diagramas ({facts.charts})."
    if facts.unread_parts:
        yield f"No se leyeron los documentos insertados como archivo ({facts.unread_parts})."
    if any(r.is_external and r.kind != "hyperlink" for r in links.values()):
        yield "El documento enlaza contenido que está fuera del archivo; no se abrió."
