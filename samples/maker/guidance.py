"""The blank form: official titles and guidance of Anexo 1 (RSD 009-2015-PCM/SD)."""

from __future__ import annotations

import re

from .source import DATA

_CHUNKS = re.split(r"^# (\d+)\. (.+)\n", (DATA / "formulario.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

TITLES = {int(number): title for number, title in zip(_CHUNKS[::3], _CHUNKS[1::3], strict=True)}
GUIDANCE = {int(number): text.strip() for number, text in zip(_CHUNKS[::3], _CHUNKS[2::3], strict=True)}
