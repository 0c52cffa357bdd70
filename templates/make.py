"""Write every template of this folder anew from the texts beside it: `python templates/make.py`.

A test asserts that what is committed is what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from amc_docs.doctype import available
from amc_docs.forms import layout, prose
from amc_docs.forms.building import build
from amc_docs.forms.rendering import TEMPLATE, has_form

FOLDER = Path(__file__).resolve().parent
REVISION = "_revision"


def templates() -> Iterator[tuple[Path, bytes]]:
    """Yield each template's path and content."""
    for name, doctype in available().items():
        if has_form(doctype) and (FOLDER / name / layout.NAME).is_file():
            yield FOLDER / name / TEMPLATE, build(doctype, layout.load(doctype, FOLDER / name))
    for source in prose.sources(FOLDER / REVISION):
        yield source.with_suffix(".docx"), prose.template_of(source)


if __name__ == "__main__":
    for path, content in templates():
        path.write_bytes(content)
        print(path.relative_to(FOLDER))
