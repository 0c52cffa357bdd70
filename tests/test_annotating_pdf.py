"""Annotations in a copy of a PDF file: at their place as displayed, the pages' content as it was."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from amc_docs.annotating import pdf as annotating
from amc_docs.annotating.remarks import Remark
from amc_docs.document import Box, Location
from amc_docs.errors import UnreadableFileError
from amc_docs.limits import DEFAULT
from amc_docs.readers import read
from tests.pdf_pages import Page, pdf

XS, YS = [60, 300, 500], [100, 130, 160]


def page(extra=""):
    """Return a page with a line and a table whose last cell is empty."""
    words = ((65, 120, "Indicador"), (305, 120, "Unidad"), (65, 150, "Plantas inspeccionadas"))
    made = Page(extra=extra).text(60, 60, "Informe del primer semestre").grid(XS, YS)
    for x, y, text in words:
        made.text(x, y, text)
    return made


def remark(number=1, location=None, *others, has_place=True):
    return Remark(
        number=number,
        name=f"Observación {number}",
        heading=f"Observación {number} (error) · Punto 13",
        lines=(("", "Falta la unidad (ñ, «x» \\ ) {{ 7*7 }}."), ("Regla", "A1-13b-unidad")),
        location=location,
        has_place=has_place,
        others=others,
    )


def text_of(number):
    return f"Observación {number} (error) · Punto 13\nFalta la unidad (ñ, «x» \\ ) {{{{ 7*7 }}}}.\nRegla: A1-13b-unidad"


def done(path, *remarks):
    blocks = read(path).blocks
    return annotating.annotated(path, remarks, blocks, name=path.name)


def notes(data):
    """Return page, kind, text and rectangle of each annotation of ours."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return [
            (number, str(note.Subtype), str(note.Contents), [float(v) for v in note.Rect])
            for number, sheet in enumerate(file.pages, 1)
            for note in sheet.obj.get("/Annots", [])
            if str(note.get("/T")) == "amc-docs"
        ]


def contents(data):
    with pikepdf.open(io.BytesIO(data)) as file:
        return [sheet.Contents.read_raw_bytes() for sheet in file.pages]


def words_in(data, number, rectangle):
    file = pdfium.PdfDocument(data)
    try:
        return file[number - 1].get_textpage().get_text_bounded(*rectangle).strip()
    finally:
        file.close()


def cell_location(path, row, column):
    table = next(read(path).tables())
    return next(c.location for c in table.cells if (c.row, c.column) == (row, column))


def test_words_are_highlighted_empty_cells_framed_and_the_content_is_untouched(tmp_path):
    path = pdf(tmp_path / "caso.pdf", Page().text(60, 60, "Carátula"), page())
    full, empty = cell_location(path, 1, 0), cell_location(path, 1, 1)
    written = done(path, remark(1, full), remark(2, empty))
    (first, second) = notes(written.content)

    assert (2, "/Highlight", text_of(1)) == first[:3]
    assert "Plantas inspeccionadas" == words_in(written.content, 2, first[3])
    assert (2, "/Square", text_of(2)) == second[:3]
    assert second[3][0] >= XS[1] - 2
    assert second[3][2] <= XS[2] + 2
    assert contents(path.read_bytes()) == contents(written.content)
    assert (".pdf", 2, ()) == (written.suffix, written.comments, written.unplaced)


@pytest.mark.parametrize(
    "extra",
    ["/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [30 40 560 820]", "/Rotate 90 /CropBox [30 40 560 820]"],
)
def test_turned_and_cropped_pages(tmp_path, extra):
    path = pdf(tmp_path / "caso.pdf", page(extra))
    line = next(p for p in read(path).paragraphs() if p.text.startswith("Informe"))
    ((_, _, _, rectangle),) = notes(done(path, remark(1, line.location)).content)

    left, bottom, right, top = rectangle
    assert (55 < left < 65, 770 < bottom < 783) == (True, True)
    assert (150 < right < 260, 785 < top < 800) == (True, True)


def test_other_places_refer_to_the_first(tmp_path):
    path = pdf(tmp_path / "caso.pdf", page())
    here, there = cell_location(path, 0, 0), cell_location(path, 0, 1)
    written = done(path, remark(3, here, there, here, there))

    told = [text_of(3), "Véase «Observación 3»: vale también para este lugar."]
    assert told == [text for _, _, text, _ in notes(written.content)]


def test_what_has_no_place_is_a_note_on_the_first_page_one_below_the_other(tmp_path):
    path = pdf(tmp_path / "caso.pdf", page(), page())
    remarks = remark(1, None, has_place=False), remark(2, Location(page=2)), remark(3, Location(page=9)), remark(4)
    written = done(path, *remarks)
    found = notes(written.content)

    assert [(1, "/Text"), (1, "/Text"), (1, "/Text"), (2, "/Text")] == [n[:2] for n in found]
    assert (1, 3, 4) == written.unplaced
    assert 3 == len({n[3][3] for n in found[:3]})


def test_annotations_of_others_are_kept(tmp_path):
    note = "/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (De otra persona) >>]"
    path = pdf(tmp_path / "caso.pdf", page(note))
    copy = done(path, remark(1, cell_location(path, 0, 0))).content

    with pikepdf.open(io.BytesIO(copy)) as file:
        assert ["De otra persona", text_of(1)] == [str(a.Contents) for a in file.pages[0].Annots]


@pytest.mark.parametrize("form", ["encrypted", "streams", "linear", "damaged"])
def test_files_of_every_form(tmp_path, form):
    path = pdf(tmp_path / "caso.pdf", page())
    if form == "damaged":
        path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    else:
        how = {
            "encrypted": {"encryption": pikepdf.Encryption(owner="clave", user="")},
            "streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
            "linear": {"linearize": True},
        }
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            file.save(path, **how[form])
    copy = done(path, remark(1, cell_location(path, 1, 0))).content

    assert text_of(1) == notes(copy)[0][2]
    assert contents(path.read_bytes()) == contents(copy)
    with pikepdf.open(io.BytesIO(copy)) as file:
        assert not file.check_pdf_syntax()
        assert (form == "encrypted") == file.is_encrypted


@pytest.mark.parametrize("fault", [ValueError, KeyError, TypeError])
def test_a_fault_of_ours_is_not_told_as_damage(tmp_path, monkeypatch, fault):
    def failing(*_):
        raise fault

    path = pdf(tmp_path / "caso.pdf", page())
    here = cell_location(path, 0, 0)
    monkeypatch.setattr("amc_docs.annotating.pdf._rectangle", failing)
    with pytest.raises(fault):
        done(path, remark(1, here))


def test_odd_values_of_a_file_are_the_files_fault(tmp_path):
    path = pdf(tmp_path / "caso.pdf", page())
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.Root.AcroForm = pikepdf.String("ninguno")
        file.save(path)
    assert not annotating.is_signed(path)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        del file.pages[0]
        file.save(path)
    with pytest.raises(UnreadableFileError, match="tan dañado que no se puede escribir"):
        annotating.annotated(path, [remark(1)], (), name="caso.pdf")


def test_the_same_file_gives_the_same_copy(tmp_path):
    path = pdf(tmp_path / "caso.pdf", page())
    here = cell_location(path, 0, 0)

    assert done(path, remark(1, here)).content == done(path, remark(1, here)).content


def test_the_copy_reads_like_the_file(tmp_path):
    path = pdf(tmp_path / "caso.pdf", page())
    before = read(path)
    path.write_bytes(done(path, remark(1, cell_location(path, 1, 1)), remark(2)).content)

    assert (before.blocks, before.furniture) == (read(path).blocks, read(path).furniture)


@pytest.mark.parametrize("inherited", [True, False])
def test_signed_files_are_known(tmp_path, inherited):
    path = pdf(tmp_path / "caso.pdf", page())
    assert not annotating.is_signed(path)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=pikepdf.String("x"))
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("Firma"), V=file.make_indirect(signature))
        top = pikepdf.Dictionary(T=pikepdf.String("Grupo"), Kids=[field]) if inherited else field
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[file.make_indirect(top)])
        file.save(path)

    assert annotating.is_signed(path)


def test_a_field_without_a_signature_is_no_signature(tmp_path):
    path = pdf(tmp_path / "caso.pdf", page())
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        field = file.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("Firma")))
        field.Kids = pikepdf.Array([field])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        file.save(path)

    assert not annotating.is_signed(path)


def test_what_cannot_be_written_is_told_in_one_line(tmp_path):
    path = tmp_path / "roto.pdf"
    path.write_bytes(b"%PDF-1.7\n% nada")

    assert not annotating.is_signed(path)
    with pytest.raises(UnreadableFileError, match=r"«roto\.pdf» se pudo leer, pero"):
        annotating.annotated(path, [remark()], (), name="roto.pdf")


@pytest.mark.parametrize(("kind", "mode"), [("tiff", "1"), ("png", "RGBA"), ("jpeg", "RGB"), ("png", "P")])
def test_a_picture_becomes_a_pdf_of_its_size(tmp_path, kind, mode):
    path = tmp_path / f"hoja.{kind}"
    sheet = Image.new(mode, (850, 1100), 1 if mode == "1" else None)
    more = {"save_all": True, "append_images": [sheet.copy()]} if kind == "tiff" else {}
    sheet.save(path, dpi=(100, 100), **more)
    place = Location(page=1, table=1, row=0, column=0, box=Box(left=72, top=72, right=144, bottom=108))
    written = annotating.annotated_pictures(path, [remark(1, place)], (), name=path.name, limits=DEFAULT)
    found = notes(written.content)

    assert [(1, "/Square", text_of(1))] == [n[:3] for n in found]
    assert [72.0, 684.0, 144.0, 720.0] == pytest.approx(found[0][3], abs=0.6)
    with pikepdf.open(io.BytesIO(written.content)) as file:
        assert (2 if kind == "tiff" else 1) == len(file.pages)
        assert [612, 792] == pytest.approx([float(v) for v in file.pages[0].mediabox[2:]], abs=0.6)
        assert "/Info" not in file.trailer
