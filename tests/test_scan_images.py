"""Pictures of documents as files of their own: PNG, JPEG, TIFF."""

from __future__ import annotations

import pytest
from PIL import Image
from scans import ROWS, form, rendered

from amc_docs.errors import LimitExceededError, UnreadableFileError
from amc_docs.limits import Limits
from amc_docs.readers import read
from amc_docs.watch import Terms


def test_a_tiff_of_several_pages_is_read_page_by_page(tmp_path):
    pages = [rendered(tmp_path / "a.pdf", form()), Image.new("L", (1654, 2339), 255)]
    path = tmp_path / "a.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200))
    document = read(path)

    assert (document.format, document.page_count, document.ocr_pages) == ("tiff", 2, (1, 2))
    (table,) = document.tables()
    assert table.rows() == ROWS
    assert table.location.box.right == pytest.approx(540, abs=4)


def test_only_the_pages_asked_for_are_read(tmp_path):
    pages = [rendered(tmp_path / "a.pdf", form()), Image.new("L", (1654, 2339), 255)]
    path = tmp_path / "a.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200))

    assert read(path, pages=frozenset({2})).ocr_pages == (2,)


def test_a_colour_photo_without_grain_is_taken_as_a_sheet(tmp_path):
    path = tmp_path / "a.jpg"
    rendered(tmp_path / "a.pdf", form()).convert("RGB").save(path, quality=85)
    document = read(path)

    assert document.format == "jpeg"
    (table,) = document.tables()
    assert table.rows() == ROWS
    assert table.location.box.right == pytest.approx(540, abs=4)


def test_without_recognition_nothing_of_a_picture_is_read(tmp_path):
    path = tmp_path / "a.png"
    Image.new("L", (800, 1100), 255).save(path)
    document = read(path, ocr=False)

    assert (document.unread_pages, document.blocks) == ((1,), ())
    assert any("--sin-ocr" in w for w in document.warnings)


def test_a_damaged_picture_is_refused(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)

    with pytest.raises(UnreadableFileError, match="dañado"):
        read(path)


def test_a_truncated_picture_is_refused(tmp_path):
    path = tmp_path / "a.png"
    rendered(tmp_path / "a.pdf", form()).save(path)
    path.write_bytes(path.read_bytes()[:20_000])

    with pytest.raises(UnreadableFileError, match="dañado"):
        read(path)


def test_a_picture_beyond_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.png"
    Image.new("L", (800, 1100), 255).save(path)

    with pytest.raises(LimitExceededError, match="dpi"):
        read(path, terms=Terms(limits=Limits(pixels=500_000)))
