"""Readers fed with samples that were damaged at random: a document or a documented error, nothing else."""

from __future__ import annotations

import io
import zipfile
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amc_docs import isolation, readers
from amc_docs.document import Document
from amc_docs.errors import ExitCode, UnreadableFileError
from amc_docs.watch import FREE
from tests.archives import SAMPLES

SOURCES = {
    "docx": SAMPLES / "oficio" / "pass-completo.docx",
    "docx-tables": SAMPLES / "cronograma" / "pass-completo.docx",
    "xlsx": SAMPLES / "costeo" / "pass-completo.xlsx",
    "pdf": next((SAMPLES / "oficio").glob("*.pdf")),
}

EDITS = st.lists(
    st.tuples(
        st.integers(0, 1 << 30),
        st.sampled_from(("flip", "cut", "double", "zero", "insert")),
        st.integers(1, 400),
        st.binary(min_size=1, max_size=8) | st.sampled_from((b"<w:p>", b"</w:tbl>", b"endobj", b"99999999999", b"&x;")),
    ),
    min_size=1,
    max_size=6,
)
"""Place, kind, length and bytes of each damage."""


def damaged(data: bytes, edits) -> bytes:
    """Return the bytes with each damage done."""
    found = bytearray(data)
    for place, kind, length, extra in edits:
        at = place % max(1, len(found))
        end = min(len(found), at + length)
        match kind:
            case "flip":
                found[at : at + 1] = bytes([found[at] ^ (1 + extra[0] % 255)]) if found else b""
            case "cut":
                del found[at:end]
            case "double":
                found[at:at] = found[at:end]
            case "zero":
                found[at:end] = bytes(end - at)
            case "insert":
                found[at:at] = extra
    return bytes(found)


@cache
def parts_of(path: Path) -> tuple[tuple[str, bytes], ...]:
    """Return the members of a package."""
    with zipfile.ZipFile(path) as package:
        return tuple((name, package.read(name)) for name in package.namelist())


def repacked(path: Path, chosen: int, edits) -> bytes:
    """Return a package in which one member is damaged and everything around it is sound."""
    parts = parts_of(path)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for number, (name, data) in enumerate(parts):
            package.writestr(name, damaged(data, edits) if number == chosen % len(parts) else data)
    return target.getvalue()


def read(path: Path, _terms) -> str:
    """Read a file in the process of its own; return what came of it."""
    try:
        return type(readers.read(path)).__name__
    except UnreadableFileError as error:
        return f"{int(error.exit_code)}: {error}"


def outcome(data: bytes, path: Path) -> str:
    """Return what comes of reading these bytes; a crash of the process counts as documented, an exception does not."""
    path.write_bytes(data)
    try:
        return str(isolation.run(partial(read, path), FREE, name=path.name))
    except UnreadableFileError as error:
        return f"{int(error.exit_code)}: {error}"


bounded = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(found: str) -> None:
    """Accept a document, or one line that says what is wrong and what to do."""
    if found != Document.__name__:
        code, _, told = found.partition(": ")
        assert code == str(int(ExitCode.ILEGIBLE)), found
        assert "\n" not in told
        assert told.count(". ") >= 1, found


@pytest.mark.parametrize("kind", SOURCES)
@bounded
@given(edits=EDITS)
def test_bytes_damaged_anywhere_come_to_a_documented_end(kind, tmp_path, edits):
    source = SOURCES[kind]
    check(outcome(damaged(source.read_bytes(), edits), tmp_path / f"a{source.suffix}"))


@pytest.mark.parametrize("kind", [kind for kind in SOURCES if kind != "pdf"])
@bounded
@given(chosen=st.integers(0, 50), edits=EDITS)
def test_parts_damaged_inside_a_sound_package_come_to_a_documented_end(kind, tmp_path, chosen, edits):
    source = SOURCES[kind]
    check(outcome(repacked(source, chosen, edits), tmp_path / f"a{source.suffix}"))
