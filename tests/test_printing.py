"""The PDF of a document of ours: what LibreOffice lost is noticed, and the pages are made to end elsewhere."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pdf_pages import Page, pdf

from amc_docs import printing
from amc_docs.cli import main


@pytest.fixture(name="word")
def _word() -> bytes:
    """Return a document with two paragraphs and a table: a title, a row."""
    document = docx.Document()
    document.add_paragraph("El pozo mayor del valle da agua todo el año.")
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "Nota propia", "El tanque."
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def printed(folder: Path, *pages: list[str]) -> bytes:
    drawn = (Page().lines(60, 100, *texts, step=40) for texts in pages)
    return pdf(folder / "a.pdf", *drawn).read_bytes()


WHOLE = ["El pozo mayor del valle da agua todo el año.", "Nota propia", "El tanque."]


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([WHOLE], 0),
        ([WHOLE[:2]], 1),
        ([["Página 1", "El pozo mayor del", "valle da agua"], ["todo el año.", *WHOLE[1:]]], 0),
        ([[WHOLE[0], "Nota"], ["propia", WHOLE[2]]], 1),
        ([[WHOLE[0]], ["El tanque."]], 1),
    ],
    ids=["whole", "no row", "parted paragraph", "parted title", "no title"],
)
def test_what_does_not_stand_on_the_pages_is_counted(word, pages, count, tmp_path):
    assert printing.lost(word, printed(tmp_path, *pages)) == count


def test_what_no_page_shows_is_not_counted(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph(WHOLE[0])
    paragraph.add_run(" Nota oculta.").font.hidden = True
    made = io.BytesIO()
    document.save(made)
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:p><w:r><w:t>El tanque.</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>El tanque.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:moveFrom><w:r><w:t>Lo de antes.</w:t></w:r></w:moveFrom></w:p>"
    )
    word = io.BytesIO()
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(word, "w") as target:
        for item in package.infolist():
            data = package.read(item)
            last = item.filename == "word/document.xml"
            target.writestr(item, data.replace(b"</w:p>", drawing.encode(), 1) if last else data)

    assert printing.lost(word.getvalue(), printed(tmp_path, [WHOLE[0], WHOLE[2]])) == 0
    assert printing.lost(word.getvalue(), printed(tmp_path, WHOLE[:1])) == 1


@pytest.mark.parametrize("cure", [30, 480, None])
def test_pages_are_made_shorter_until_nothing_is_lost(word, cure, tmp_path, monkeypatch):
    runs = []

    def convert(sources, folder, *, limits):
        margins = []
        for number, source in enumerate(sources):
            with zipfile.ZipFile(source) as package:
                margins.append(int(re.search(rb'w:bottom="(\d+)"', package.read("word/document.xml"))[1]))
            first = runs[0][0] if runs else margins[0]
            made = printed(tmp_path, WHOLE if margins[-1] - first == cure else WHOLE[:2])
            (folder / f"{number}.pdf").write_bytes(made)
        runs.append(margins)
        return [folder / f"{number}.pdf" for number in range(len(sources))]

    monkeypatch.setattr(printing, "to_pdf", convert)
    (found,) = printing.pdfs_of([word])

    assert printing.lost(word, found) == (0 if cure else 1)
    shorter = [tuple(margin - runs[0][0] for margin in margins) for margins in runs[1:]]
    assert shorter == list(printing.SHORTER[: 1 if cure == 30 else None])


def test_what_was_printed_first_stays_where_there_is_no_time_for_more(word, tmp_path, monkeypatch):
    runs = []

    def convert(sources, folder, *, limits):
        runs.append(sources)
        if len(runs) > 1:
            raise limits.exceeded("seconds", "a.docx", "tarda {}", advice="Suba el límite")
        (folder / "a.pdf").write_bytes(printed(tmp_path, WHOLE[:2]))
        return [folder / "a.pdf"]

    monkeypatch.setattr(printing, "to_pdf", convert)
    (found,) = printing.pdfs_of([word])

    assert (len(runs), printing.lost(word, found)) == (2, 1)


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_pdf_that_lacks_something_all_the_same_is_told(is_whole, tmp_path, monkeypatch):
    def convert(sources, folder, *, limits):
        opened = docx.Document(str(sources[0]))
        texts = [p.text for p in opened.element.body.iter(qn("w:p")) if p.text]
        (folder / "a.pdf").write_bytes(printed(tmp_path, texts if is_whole else texts[:1]))
        return [folder / "a.pdf"] * len(sources)

    monkeypatch.setattr(printing, "to_pdf", convert)
    data, target = tmp_path / "d.yaml", tmp_path / "o.docx"
    data.write_text("numero: OFICIO N° 012-2024-ABC/DEF\nasunto: Agua\n", encoding="utf-8")
    words = ["generar", "oficio", "--datos", str(data), "--salida", str(target), "--pdf", "--borrador"]
    result = CliRunner().invoke(main, words)

    assert target.with_suffix(".pdf").exists()
    assert ("no imprimió todo" in result.output) is not is_whole
