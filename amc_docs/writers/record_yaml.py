"""The data of a document for people: YAML to read, correct, and make the document again from."""

from __future__ import annotations

from collections.abc import Sequence

from amc_docs.forms.data_writing import as_yaml
from amc_docs.writers import Extraction, Options


def render(extractions: Sequence[Extraction], _options: Options | None = None) -> str:
    """Return the data of the one extraction; of a file that holds several documents, those of the main one."""
    return as_yaml(extractions[0].data, extractions[0].doctype)
