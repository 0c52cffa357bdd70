"""Content controls of Word: what somebody wrote in them is read, the instruction of an empty one is not."""

from __future__ import annotations

from tests.word import opened, p, package, r, sdt, t, tbl, tc, texts, tr

PROMPT = "<w:showingPlcHdr/>"


def inline(text: str, properties: str = "") -> str:
    """Return a paragraph with a control in its line."""
    return f"<w:p>{r(t('Sector: '))}{sdt(r(t(text)), properties)}</w:p>"


def test_the_instruction_of_an_empty_control_is_no_content(tmp_path):
    body = inline("Escriba aquí", PROMPT) + sdt(p("Complete este punto"), PROMPT) + p("Fin")
    document = opened(tmp_path, package(body))

    assert ["Sector:", "Fin"] == texts(document)
    assert 2 == document.open_marks
    assert ("Quedan 2 controles de contenido sin llenar: su indicación no se cuenta como contenido.",) == (
        document.warnings
    )


def test_what_is_written_in_a_control_is_read(tmp_path):
    body = inline("Cultura") + sdt(p("Se prestan libros")) + inline("Salud", '<w:showingPlcHdr w:val="0"/>')
    document = opened(tmp_path, package(body))

    assert ["Sector: Cultura", "Se prestan libros", "Sector: Salud"] == texts(document)
    assert (0, ()) == (document.open_marks, document.warnings)


def test_a_cell_in_an_empty_control_stays_a_cell(tmp_path):
    row = tr(tc("Meta"), sdt(tc(f"<w:p>{sdt(r(t('escriba la meta')), PROMPT)}</w:p>"), PROMPT))
    document = opened(tmp_path, package(tbl(row)))

    assert [["Meta", ""]] == next(document.tables()).rows()
    assert 1 == document.open_marks
