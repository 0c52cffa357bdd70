"""Bytes put away and found again, in memory or in a file that leaves nothing behind."""

from __future__ import annotations

import gc
import io
import os
import pickle
import tempfile

import pytest

from amc_docs import spool
from amc_docs.spool import Spool


@pytest.fixture(autouse=True)
def small(monkeypatch, tmp_path):
    monkeypatch.setattr(spool, "_MOST", 4)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_bytes_come_back_from_memory_and_from_the_file(tmp_path):
    away = Spool()
    texts = [b"uno", b"", b"dos y tres", b"x", b"cuatro" * 9]
    kept = [away.put(text) for text in texts]
    assert [one.data for one in kept] == texts
    assert [one.data for one in reversed(kept)] == texts[::-1]
    assert away._file is not None and list(tmp_path.iterdir()) == []
    file = away._file._file
    del away, kept
    gc.collect()
    assert file.closed


def test_the_file_lives_as_long_as_what_was_put_in_it():
    kept = Spool().put(b"siempre a mano")
    gc.collect()
    assert kept.data == b"siempre a mano"


def test_where_no_file_can_be_written_the_bytes_stay_in_memory(monkeypatch):
    away = Spool()
    monkeypatch.setattr(tempfile, "tempdir", "/no-hay/tal/carpeta")
    assert away.put(b"sin carpeta").data == b"sin carpeta"

    class Full(io.BytesIO):
        def write(self, data) -> int:
            return len(data) - 1

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    assert away.put(b"disco lleno").data == b"disco lleno"


def test_another_process_writes_nothing_into_the_file_of_the_one_that_it_is_a_copy_of(monkeypatch):
    away = Spool()
    first = away.put(b"del primero")
    monkeypatch.setattr(os, "getpid", lambda: -1)
    second = away.put(b"del segundo")
    assert (first.data, second.data) == (b"del primero", b"del segundo")
    assert (type(first), type(second)) == (spool.Stored, spool.Held)


def test_a_spool_goes_to_another_process_as_an_empty_one():
    away = Spool()
    away.put(b"algo que es largo")
    one, other = pickle.loads(pickle.dumps((away, away)))  # noqa: S301
    assert one is other and one._file is None


def test_a_file_that_was_cut_short_is_an_error():
    away = Spool()
    kept = away.put(b"algo que es largo")
    assert away._file is not None
    away._file._file.truncate(3)
    with pytest.raises(OSError, match="temporary"):
        _ = kept.data
