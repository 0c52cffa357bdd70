"""The page about the schemas tells of every word that they use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
PAGE = (SCHEMAS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*/schema.json")), ids=lambda p: p.parent.name)
def test_every_x_keyword_is_documented(path):
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r'"(x-[a-z]+)"\s*:', text))
    for matrix in json.loads(text).get("properties", {}).values():
        used |= {key for word in ("x-tabla", "x-union", "x-repite") for key in matrix.get(word, ())}

    assert {word for word in used if f"`{word}`" not in PAGE} == set()


def test_every_key_of_a_doctype_is_documented():
    schema = json.loads((SCHEMAS / "_meta" / "doctype.schema.json").read_text(encoding="utf-8"))
    keys = set()
    for table in schema["properties"].values():
        keys |= set((table.get("items") or table)["properties"])

    assert {key for key in keys - {"con"} if f"`{key}`" not in PAGE} == set()
