"""PDF files that cannot be read whole: refused in plain words, or read with a warning."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pdf_pages import Page, pdf

from amc_docs import pipeline
from amc_docs.errors import LimitExceededError, UnreadableFileError
from amc_docs.findings import State, Verdict
from amc_docs.limits import Limits
from amc_docs.readers.pdf import read, reader
from amc_docs.watch import Terms
from tests import hostile


def a_file(tmp_path: Path, *pages: Page) -> Path:
    return pdf(tmp_path / "a.pdf", *(pages or (Page().text(60, 100, "Texto de la primera hoja del documento."),)))


def reading(path: Path):
    return read(path, name=path.name, sha256="0")


def test_a_sound_file_has_no_warning(tmp_path):
    document = reading(a_file(tmp_path))

    assert document.warnings == ()
    assert document.unread_pages == ()
    assert (document.is_damaged, document.may_lack_content) == (False, False)
    assert (document.format, document.page_count) == ("pdf", 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "vacío"), (b"<html></html>", "no es un PDF"), (b"%PDF-1.7\n" + b"\xff" * 500, "dañado")],
    ids=["zero bytes", "another format", "noise"],
)
def test_what_is_no_pdf_is_refused(tmp_path, content, reason):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError, match=reason):
        reading(path)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError):
        reading(tmp_path)


def test_an_encrypted_file_is_refused_with_advice(tmp_path):
    locked = tmp_path / "clave.pdf"
    with pikepdf.open(a_file(tmp_path)) as file:
        file.save(locked, encryption=pikepdf.Encryption(user="secreto", owner="secreto"))

    with pytest.raises(UnreadableFileError, match=r"contraseña.*Envíe una copia sin contraseña"):
        reading(locked)


def test_a_truncated_file_never_passes_as_whole(tmp_path):
    path = a_file(tmp_path, *(Page().text(60, 100, f"Hoja {n}") for n in range(5)))
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.9, 0.98):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            document = reading(path)
        except UnreadableFileError:
            continue
        assert any("incompleto o dañado" in w for w in document.warnings)
        assert document.is_damaged


def test_a_wrong_index_is_told(tmp_path):
    path = a_file(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n7"))

    assert any("índice" in w or "incompleto" in w for w in reading(path).warnings)


def test_a_damaged_compressed_part_is_told(tmp_path):
    packed = tmp_path / "b.pdf"
    with pikepdf.open(a_file(tmp_path, Page().lines(60, 100, *["Una línea de texto de la hoja."] * 40))) as file:
        file.save(packed, compress_streams=True, recompress_flate=True)
    assert reading(packed).warnings == ()
    content = bytearray(packed.read_bytes())
    place = content.index(b"stream", content.index(b"FlateDecode")) + 60
    content[place] ^= 0xFF
    packed.write_bytes(bytes(content))

    assert any("comprimida" in w for w in reading(packed).warnings)


def test_a_page_of_pictures_only_is_unread(tmp_path):
    text = Page().lines(60, 100, "Una hoja con texto propio que se puede leer sin más, y otra que no lo tiene.")
    document = reading(a_file(tmp_path, text, Page().image(0, 0, 595, 842)))

    assert document.unread_pages == (2,)
    assert document.format == "pdf"
    assert any(w.startswith("Página 2: no se leyó: está escaneada") for w in document.warnings)


def test_several_pages_of_pictures_are_told_as_several(tmp_path):
    text = Page().lines(60, 100, "Una hoja con texto propio que se puede leer sin más, y otras que no lo tienen.")
    document = reading(a_file(tmp_path, text, Page().image(0, 0, 595, 842), Page().image(0, 0, 595, 842)))

    assert any(w.startswith("Páginas 2–3: no se leyeron: están escaneadas") for w in document.warnings)


def test_a_file_of_pictures_only_is_a_scan(tmp_path):
    assert reading(a_file(tmp_path, Page().image(0, 0, 595, 842))).format == "pdf_escaneado"


def test_hidden_text_over_a_picture_is_read_and_told(tmp_path):
    page = Page().image(0, 0, 595, 842)
    for line in range(5):
        page.text(60, 100 + 20 * line, "Texto reconocido bajo la imagen de la hoja", mode=3)
    document = reading(a_file(tmp_path, page))

    assert document.unread_pages == ()
    assert any("reconocimiento óptico" in w for w in document.warnings)
    assert document.blocks


def test_a_blank_page_is_no_fault(tmp_path):
    document = reading(a_file(tmp_path, Page().text(60, 100, "Texto"), Page()))

    assert (document.unread_pages, document.warnings) == ((), ())


def test_a_page_over_a_limit_is_unread_and_the_rest_is_read(tmp_path):
    full = Page()
    for n in range(60):
        full.rule(60, 100 + n, 200, 100 + n)
    path = a_file(tmp_path, Page().text(60, 100, "Texto"), full)
    document = read(path, name="a", sha256="0", terms=Terms(limits=Limits(page_strokes=50)))

    assert document.unread_pages == (2,)
    assert any("--limite trazos" in w for w in document.warnings)
    assert document.blocks


def test_too_many_pages_are_refused_with_a_way_out(tmp_path):
    terms = Terms(limits=Limits(pages=2))
    path = a_file(tmp_path, *(Page().text(60, 100, "x") for _ in range(3)))

    with pytest.raises(LimitExceededError, match=r"3 páginas.*límite es 2.*--paginas.*--limite paginas=3"):
        read(path, name="a", sha256="0", terms=terms)
    assert read(path, name="a", sha256="0", pages=frozenset({1, 3}), terms=terms).page_count == 3


def test_only_the_pages_asked_for_are_read_and_progress_is_told(tmp_path):
    path = a_file(tmp_path, *(Page().text(60, 100 + 9 * n, f"Hoja {n}") for n in range(1, 5)))
    told = []

    document = read(
        path, name="a", sha256="0", pages=frozenset({2, 4}), progress=lambda done, all_: told.append((done, all_))
    )

    assert [b.location.page for b in document.blocks] == [2, 4]
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("step", range(12))
def test_flipped_bytes_never_end_in_another_error(tmp_path, step):
    path = a_file(tmp_path, Page().grid([60, 200, 400], [100, 140, 180]).text(65, 114, "Celda"))
    content = bytearray(path.read_bytes())
    for place in range(step * 37 % 101, len(content), 101):
        content[place] ^= 0x55
    path.write_bytes(bytes(content))

    try:
        reading(path)
    except UnreadableFileError as error:
        assert str(error).count(".") >= 2


def test_the_fallback_engine_gives_the_same_table(tmp_path, monkeypatch):
    from amc_docs.readers.pdf.engine import BrokenFileError

    page = (
        Page().grid([60, 200, 400], [100, 140, 180]).text(65, 114, "Meta").text(205, 114, "Unidad").text(65, 154, "26")
    )
    path = a_file(tmp_path, page)
    usual = reading(path)

    def broken(*_: object) -> None:
        raise BrokenFileError("test")

    monkeypatch.setattr(reader, "Source", broken)
    assert [t.rows() for t in usual.tables()] == [t.rows() for t in reading(path).tables()]


def test_reading_leaves_the_file_untouched(tmp_path):
    path = a_file(tmp_path)
    before = path.read_bytes()
    reading(path)

    assert io.BytesIO(before).read() == path.read_bytes()


def test_a_page_that_only_the_second_engine_can_open_is_damage(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.pages(b"2 0 R", 1))
    document = reading(path)

    assert document.is_damaged
    assert any("índice" in w for w in document.warnings)


def test_nothing_of_a_damaged_file_is_conforme_and_nothing_is_said_to_be_missing(tmp_path):
    damaged = tmp_path / "a.pdf"
    damaged.write_bytes(Path("samples/anexo1/pass-formulario.pdf").read_bytes().replace(b"startxref", b"startxfer"))
    report = pipeline.review(damaged).report

    assert report.verdict is Verdict.NO_VERIFICABLE
    assert "dañado" in report.incomplete
    assert {p.state for p in report.points} & {State.CUMPLE, State.INCUMPLE} == set()
