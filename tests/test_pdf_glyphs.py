"""Characters of a page are asked for in batches; the words are those of asking one by one, and little stays behind."""

from __future__ import annotations

import ctypes
import gc
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from pdf_pages import Page, pdf

from amc_docs.readers.pdf import engine, glyphs
from amc_docs.readers.pdf.engine import Source
from amc_docs.readers.pdf.frame import Frame

LINE = "Las familias de la zona reciben visitas de orientadoras"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a file with one page of more characters than fit into one batch."""
    made = Page()
    for row in range(60):
        made.text(50, 60 + 12 * row, f"{LINE} {row}")
    return pdf(tmp_path / "larga.pdf", made)


def words(path: Path) -> list[glyphs.Word]:
    source = Source(path, path.name)
    try:
        return list(source.page(1).words)
    finally:
        source.close()


def test_words_of_every_batch_stand_where_they_are_drawn(page):
    found = words(page)

    assert sum(len(w.text) for w in found) > 2 * glyphs.AT_ONCE
    assert " ".join(w.text for w in found) == " ".join(f"{LINE} {row}" for row in range(60))
    firsts = [w for w in found if w.text == "Las"]
    for row, word in enumerate(firsts):
        assert word.left == pytest.approx(50, abs=1)
        assert word.bottom == pytest.approx(60 + 12 * row + 10 * glyphs.DESCENT, abs=0.1)
        assert len(word.edges) == len(word.text) + 1


@pytest.mark.parametrize("size", [1, 7, 64])
def test_the_size_of_a_batch_changes_nothing(page, monkeypatch, size):
    whole = words(page)
    monkeypatch.setattr(glyphs, "AT_ONCE", size)

    assert words(page) == whole


def test_a_text_that_cannot_be_taken_whole_is_asked_for_one_by_one(page, monkeypatch):
    whole = words(page)
    monkeypatch.setattr(glyphs, "_characters", glyphs._one_by_one)

    assert words(page) == whole


def test_a_character_in_two_halves_is_one(monkeypatch):
    codes = {0: 0xD83D, 1: 0xDE00, 2: 0x41, 3: 0xDE00, 4: 2}
    monkeypatch.setattr(glyphs, "_code_of", lambda _text, index: codes[index])
    monkeypatch.setattr(glyphs, "reference", lambda text: text)

    assert glyphs._one_by_one(None, 5) == ("\U0001f600A\ufffd-", [1, 2, 3, 4])


def test_a_page_without_characters_has_no_words(tmp_path):
    file = pdfium.PdfDocument(pdf(tmp_path / "vacia.pdf", Page()))
    page = file[0]
    text = page.get_textpage()

    assert raw.FPDFText_CountChars(text.raw) == 0
    assert glyphs.words_of(text.raw, 0, Frame.of(page.raw)) == ()
    text.close()
    page.close()
    file.close()


def test_a_page_leaves_no_class_that_python_must_look_for(tmp_path):
    source = Source(pdf(tmp_path / "a.pdf", *[Page().text(60, 60, "Palabra " * n) for n in range(1, 4)]), "a.pdf")
    source.page(1)
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for number in (2, 3):
            source.page(number)
        gc.collect()
        assert not [found for found in gc.garbage if isinstance(found, type) and issubclass(found, ctypes.Array)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        source.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_long_file_is_opened_anew_and_read_on_where_it_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "_FRESH", 2)
    path = pdf(tmp_path / "a.pdf", *[Page().text(60, 60, f"Página {n}") for n in range(6)])
    source = Source(path, "a.pdf")
    first = source._pdf
    texts = [source.page(n).words[1].text for n in range(1, 4)]
    second = source._pdf
    path.unlink()
    texts += [source.page(n).words[1].text for n in range(4, 7)]
    third = source._pdf
    source.close()

    assert texts == [str(n) for n in range(6)]
    assert first is not second is third
