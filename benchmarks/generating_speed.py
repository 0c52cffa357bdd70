"""How long a document of some 30 pages takes from its data, beside what docxtpl alone needs for the same template.

    python benchmarks/generating_speed.py [COPIAS]

docxtpl alone is given the context ready made: its time is that of opening, filling and saving the template. Ours is all
from data to bytes. Best of several runs of each, in turn.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from amc_docs import generating, pipeline
from amc_docs.doctype import available
from amc_docs.forms.context import context
from amc_docs.forms.data import as_given
from amc_docs.forms.from_data import from_data
from amc_docs.forms.gaps import final
from amc_docs.forms.rendering import layout_of, template_of

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "anexo1" / "pass-formulario.docx"
TIMES = 5
COPIES = 5
"""How often the rows of its matrices are repeated: some 30 pages come of it."""


def seconds(action: Callable[[], object]) -> float:
    """Return the processor seconds that an action takes: the machine may be busy with others."""
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    """Print both times and their ratio."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    understood = pipeline.understand(SAMPLE)
    doctype = available()[understood.doctype.name]
    data = as_given(understood.data, doctype)
    data |= {name: rows * copies for name, rows in data.items() if isinstance(rows, list)}
    template = template_of(doctype)
    made = context(doctype, layout_of(doctype), from_data(doctype, layout_of(doctype), data), final)

    def ours() -> bytes:
        return generating.document_of(data, doctype)

    def alone() -> bytes:
        filled = DocxTemplate(io.BytesIO(template))
        filled.render(made, Environment(autoescape=True))
        target = io.BytesIO()
        filled.save(target)
        return target.getvalue()

    pairs = [(seconds(ours), seconds(alone)) for _ in range(TIMES)]
    best = [min(times) for times in zip(*pairs, strict=True)]
    print(f"amc-docs, de los datos al documento: {best[0]:.3f} s; docxtpl solo, con el contexto hecho: {best[1]:.3f} s")
    print(f"veces: {best[0] / best[1]:.2f} ({len(ours()):,} bytes)")


if __name__ == "__main__":
    main()
