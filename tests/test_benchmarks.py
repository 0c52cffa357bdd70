"""What `make bench` measures with, in cases small enough to count by hand; setup.cfg puts its modules on the path."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import accuracy
import bench
import docx
import figure
import growth
import metrics
import page
import pdf_tools
import peers
import pikepdf
import pytest
import speed
import truth
import word_cases
import word_tools
import worker
from lxml import etree
from metrics import Span
from peers import Worker

MODULES = sorted(Path(bench.__file__).parent.glob("*.py"))


def cells(*rows):
    """Return a table of single cells."""
    return [Span(r, r, c, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


SMALL = cells(("a", "b"), ("c", "d"))
HEADED = [Span(0, 0, 0, 1, "head"), Span(1, 1, 0, 0, "a"), Span(1, 1, 1, 1, "b")]


def test_neighbours_are_pairs_to_the_right_and_below():
    assert metrics.relations(SMALL) == {
        ("a", "b", "right"): 1,
        ("c", "d", "right"): 1,
        ("a", "c", "below"): 1,
        ("b", "d", "below"): 1,
    }


def test_a_merged_cell_has_each_neighbour_once():
    assert metrics.relations(HEADED) == {
        ("head", "a", "below"): 1,
        ("head", "b", "below"): 1,
        ("a", "b", "right"): 1,
    }


def test_blank_cells_are_looked_through_and_white_space_does_not_count():
    assert metrics.relations(cells(("a b", " ", "c\nd"))) == {("ab", "cd", "right"): 1}


@pytest.mark.parametrize(
    ("found", "precision", "recall", "perfect", "exact"),
    [
        ([SMALL], 1, 1, 1, 4),
        ([], 0, 0, 0, 0),
        ([SMALL, cells(("x", "y"), ("z", "w"))], 0.5, 1, 1, 4),
        ([cells(("title", ""), ("a", "b"), ("c", "d"))], 0.8, 1, 0, 4),
        ([cells(("a", "b"), ("c", "X"))], 0.5, 0.5, 0, 3),
        ([cells(("a", "", "b"), ("c", "", "d"))], 1, 1, 1, 2),
        ([cells(("a", "b")), cells(("c", "d"))], 1, 0.5, 0, 2),
    ],
    ids=["same", "none", "invented", "one row more", "one cell wrong", "columns apart", "cut in two"],
)
def test_score_of_a_document(found, precision, recall, perfect, exact):
    score = metrics.score(found, [SMALL])

    assert (score.precision, score.recall, score.perfect, score.exact) == pytest.approx(
        (precision, recall, perfect, exact)
    )
    assert (score.tables, score.cells) == (1, 4)
    assert score.f1 == pytest.approx(2 * precision * recall / (precision + recall) if precision else 0)


def test_a_cell_whose_span_differs_is_not_exact():
    found = [Span(0, 0, 0, 0, "head"), *HEADED[1:]]

    assert metrics.score([found], [HEADED]).exact == 2


def test_a_table_is_moved_to_where_most_of_its_cells_agree():
    truth_table = cells(("x", "1"), ("x", "2"), ("x", "3"))

    assert metrics.shift(cells(("x", "2"), ("x", "3")), truth_table) == (1, 0)
    assert metrics.shift(cells(("x",)), truth_table) == (0, 0)


def test_a_truth_in_part_is_compared_where_it_lies_and_by_corners():
    head = Span(0, 0, 0, 1, "a head that the truth leaves out")
    found = [head, *cells(("",), ("• a", "b", "more"), ("c", "d"), ("foot",))]
    score = metrics.score_part([cells(("other", "table")), found], [cells(("a", "b"), ("- c", "d"))])

    assert (score.f1, score.perfect, score.exact, score.cells) == (1.0, 1, 4, 4)


def test_marks_of_lists_are_left_out_unless_nothing_else_is_written():
    assert metrics.without_marks("• uno\n- dos") == "unodos"
    assert metrics.without_marks(" - ") == "-"


def test_accented_words_count_as_often_as_they_stand():
    wanted = metrics.words_of("Gestión, gestión; año: plan. ÓRGANO 2024")

    assert metrics.accented(metrics.words_of("gestión del ano y órgano"), wanted) == (2, 4)


COMPETITION = """<document><table id="1">
<region page="1"><cell start-row="0" start-col="0" end-col="1"><content>head</content></cell></region>
<region page="2"><cell start-row="0" start-col="0"><content>a</content></cell>
<cell start-row="0" start-col="1"><content>b</content></cell></region></table></document>"""


def blank_pdf(path, pages=1):
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(path)


def write_json(path, value):
    path.write_text(json.dumps(value), encoding="utf-8")


def test_truth_of_the_competition(tmp_path):
    blank_pdf(tmp_path / "x.pdf")
    blank_pdf(tmp_path / "without-truth.pdf")
    (tmp_path / "x-str.xml").write_text(COMPETITION, encoding="utf-8")

    [case] = truth.cases(tmp_path)

    assert case.regions == [[(0, 0, 0, 1, "head")], [(0, 0, 0, 0, "a"), (0, 0, 1, 1, "b")]]
    assert case.joined == [HEADED]
    assert not case.is_part


def test_truth_of_a_whole_folder(tmp_path):
    for name in ("whole.pdf", "cut.pdf"):
        blank_pdf(tmp_path / name)
    docx.Document().save(tmp_path / "whole.docx")
    known = {"truths": [[{"cells": HEADED[:1]}]], "joined": [[{"cells": HEADED}]], "rowsplit": False}
    write_json(tmp_path / "truth.json", {"whole.pdf": known, "cut.pdf": known | {"rowsplit": True}})

    cut, word, whole = sorted(truth.cases(tmp_path), key=lambda c: c.path.name)

    assert (whole.regions, whole.joined) == ([HEADED[:1]], [HEADED])
    assert (cut.regions, cut.joined) == (None, [HEADED])
    assert (word.regions, word.joined) == (None, [HEADED])


def test_of_a_scan_only_the_tables_on_its_pages_count(tmp_path):
    blank_pdf(tmp_path / "x.pdf", pages=3)
    blank_pdf(tmp_path / "x_escaneado.pdf", pages=2)
    rows, head = [["1", None], ["", "2"]], {"header": ["h", "i"], "header_rows": 1}
    tables = [{"rows": rows, "page_pdf": [2], "n_header_rows": 1}, head | {"rows": [["3", "4"]], "page_pdf": [2, 3]}]
    write_json(tmp_path / "x.truth.json", {"tables": tables})

    whole, scan = truth.cases(tmp_path)

    first = [(0, 0, 0, 0, "1"), (1, 1, 1, 1, "2")]
    assert (whole.is_scan, scan.is_scan, whole.is_part, scan.is_part) == (False, True, True, True)
    assert whole.joined == [first, cells(("h", "i"), ("3", "4"))]
    assert scan.joined == [first]
    assert (whole.words, scan.words) == (None, ())


def test_without_a_truth_the_word_twin_is_it(tmp_path):
    blank_pdf(tmp_path / "x.pdf")
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = "a"
    document.save(tmp_path / "x.docx")

    [case] = truth.cases(tmp_path)

    assert case.path.name == "x.pdf"
    assert case.joined == [cells(("", "a"))]


def test_boxes_become_a_grid_with_spans():
    boxes = [(0, 0, 100, 10, "head"), (0, 10.4, 50, 20, "a"), (50, 10, 100, 20, "b"), (50, 10, 100, 20, "b")]

    assert pdf_tools.on_grid(boxes) == [list(cell) for cell in HEADED]


def test_cells_without_an_edge_between_them_are_one():
    def cell(text, **edges):
        return SimpleNamespace(text=text, **dict.fromkeys(("left", "right", "top", "bottom"), True) | edges)

    rows = [[cell("head", right=False), cell("", left=False)], [cell("a"), cell("b")]]

    assert pdf_tools.merged(rows) == [list(cell) for cell in HEADED]


def test_tables_of_html_keep_spans_and_nested_tables_apart():
    inner = "<table><tr><td>x</td></tr></table>"
    html = f"p<table><tr><th colspan='2'>head</th></tr><tr><td>a{inner}</td><td>b</td></tr></table>"

    parsed = word_tools.HtmlTables(html)

    assert parsed.tables == [[list(cell) for cell in HEADED], [[0, 0, 0, 0, "x"]]]
    assert "x" in parsed.text
    assert parsed.text.startswith("p")


@pytest.mark.parametrize("case", word_cases.CASES, ids=lambda case: case.title)
def test_our_reader_puts_every_hard_case_in_its_place(tmp_path, case):
    word_cases.write(case, tmp_path / "x.docx")

    assert word_cases.verdict(case, word_tools.ours(tmp_path / "x.docx")) == word_cases.RIGHT


@pytest.mark.parametrize(
    ("title", "table", "text", "verdict"),
    [
        ("enlace", [["a", "b"], ["c", "SEÑALADO"]], "", "sí"),
        ("enlace", [["a", "b"], ["SEÑALADO", "c"]], "", "otro lugar"),
        ("enlace", [["a", "b"], ["c", ""]], "SEÑALADO", "otro lugar"),
        ("enlace", [["a", "b"], ["c", ""]], "", "no"),
        ("eliminación", [["a", "b"], ["c", "SEÑALADOBORRADO"]], "", "no"),
        ("tabla dentro", [["x", "SEÑALADO"]], "", "sí"),
        ("tabla dentro", [["a", "b"], ["c", "x SEÑALADO"]], "", "sí"),
        ("encabezado", [], "SEÑALADO", "no"),
        ("encabezado", [], "SEÑALADO SEÑALADO", "sí"),
    ],
)
def test_verdict_on_a_hard_case(title, table, text, verdict):
    case = next(c for c in word_cases.CASES if c.title.startswith(title))

    assert word_cases.verdict(case, {"tables": [[list(c) for c in cells(*table)]], "text": text}) == verdict


def test_peers_are_chosen_by_name_or_package():
    assert [p.name for p in peers.choose("camelot")] == ["camelot lattice", "camelot hybrid", "camelot auto"]
    assert [p.name for p in peers.choose("mammoth, tabula-py")] == ["tabula", "mammoth"]
    assert peers.choose("ninguno") == []
    assert len(peers.choose("todos")) == len(peers.PEERS)
    assert all(p.requirement is None for p in peers.choose(""))
    with pytest.raises(ValueError, match="pymupdf"):
        peers.choose("pymupdf")


def test_a_peer_that_does_not_install_is_a_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(peers, "PIP", [sys.executable, "-c", "import sys; sys.exit('sin red')"])

    installed = peers.install([peers.OWN, peers.choose("mammoth")[0]])

    assert installed.reasons == {"mammoth": "no se pudo instalar: sin red"}
    assert list(installed.pythons) == ["amc-docs"]


def test_a_tool_whose_program_is_absent_is_a_reason(monkeypatch):
    monkeypatch.setattr(peers.shutil, "which", lambda name: None)

    assert peers.install(peers.choose("tesseract")).reasons == {
        "Tesseract": "no corre aquí: falta el programa tesseract"
    }


def test_a_worker_answers_fails_and_is_ended_in_time(tmp_path):
    docx.Document().save(tmp_path / "x.docx")
    with Worker(peers.WORD_TEXT, sys.executable, limit=60) as worker:
        good, bad = worker.ask("word", tmp_path / "x.docx"), worker.ask("word", tmp_path / "missing.docx")
        worker.limit = 0.2
        os.mkfifo(tmp_path / "nobody-writes.docx")
        late = worker.ask("word", tmp_path / "nobody-writes.docx")
        worker.limit = 60
        again = worker.ask("word", tmp_path / "x.docx", quiet=True)

    assert good["value"] == {"tables": None, "text": ""}
    assert good["cpu"] > 0
    assert good["peak"] > 1
    assert bad["error"].startswith("FileNotFoundError")
    assert late == {"error": "más de 0 s", "late": True}
    assert again["value"] is None


def reading(name, f1, error=None):
    case = truth.Case(path=Path(name), regions=[SMALL], joined=[SMALL])
    score = metrics.Score(precision=f1, recall=f1, perfect=int(f1 == 1), tables=1, exact=int(4 * f1), cells=4)
    return accuracy.Reading(case=case, regions=score, joined=score, error=error)


def test_means_are_of_documents_and_counts_are_sums():
    found = accuracy.means([reading("a.pdf", 1.0), reading("b.pdf", 0.5)], lambda r: r.regions)

    assert (found.f1, found.perfect, found.tables, found.exact, found.documents) == (0.75, 1, 2, 0.75, 2)


def test_ruled_documents_are_those_that_a_reader_of_lines_can_read():
    readings = {"pdfplumber": [reading("a.pdf", 0.7), reading("b.pdf", 0.6)], "other": [reading("b.pdf", 1.0)]}

    assert accuracy.ruled(readings, ["pdfplumber", "absent"]) == {"a.pdf"}


def test_the_page_says_who_does_not_run_and_marks_the_best():
    readings = {
        "amc-docs": [reading("a.pdf", 1.0), reading("b.pdf", 0.5)],
        "pdfplumber": [reading("a.pdf", 0.75), reading("b.pdf", 0.25)],
        "docling": [reading("a.pdf", 0.0, "no module"), reading("b.pdf", 0.0, "no module")],
    }
    tools = [peers.OWN, *peers.choose("pdfplumber,docling")]
    shown = page.render(
        page.Results(heading=["hoy"], tools=tools, installed=peers.Installed(), sets=[("tablas", {"PDF": readings})])
    )

    assert "### tablas: PDF (2 documentos)\n\n|  | amc-docs | pdfplumber |\n" in shown
    assert "| F1 | **0.750** | 0.500 |" in shown
    assert "| F1, con filetes | **1.000** | 0.750 |" in shown
    assert "| docling | – | PDF: no corre aquí (no module) |" in shown


def test_words_count_only_for_tools_that_give_text():
    def read(words, error=None):
        return replace(reading("a.pdf", 0.0, error), words=words)

    assert page._words([read((3, 4)), read((0, 4), "late")]) == 3 / 8
    assert page._words([read(None), read((0, 4), "late")]) is None


def test_cost_is_the_median_of_the_rounds_beside_the_lower_bound():
    taken, bound = {Path("a.docx"): [0.4, 0.2, 0.9]}, {Path("a.docx"): [0.1, 0.1, 0.1], Path("b.docx"): [5, 5, 5]}

    cost = speed._cost("x", taken, bound, 7)

    assert (cost.ratio, cost.milliseconds, cost.peak) == pytest.approx((4, 400, 7))


def test_documents_are_taken_evenly():
    paths = [Path(f"{n}.docx") for n in range(9)]

    assert [p.stem for p in speed.spread(paths, 3)] == ["0", "4", "8"]
    assert speed.spread(paths[:1], 3) == paths[:1]


def test_long_documents_have_the_pages_asked_for(tmp_path):
    blank_pdf(tmp_path / "x.pdf", pages=2)
    document = docx.Document()
    for text in ("a", "b", "c", "d"):
        document.add_paragraph(text)
    document.save(tmp_path / "x.docx")

    pdf = growth._long(tmp_path / "x.pdf", 5, tmp_path)
    word = growth._long(tmp_path / "x.docx", 5, tmp_path)

    assert truth.page_count(pdf) == 5
    assert "".join(p.text for p in docx.Document(str(word)).paragraphs) == "abcdabcdab"


def test_each_curve_of_a_long_document_is_a_task_of_its_tool_and_has_a_look_of_its_own():
    for curves in growth.CURVES.values():
        assert all(task in worker.TOOLS[tool] for _, tool, task in curves)
        assert len(set(figure.STYLES[: len(curves)])) == len(curves) == len({name for name, *_ in curves})


def test_our_commands_tell_whether_they_came_to_a_verdict(tmp_path):
    blank_pdf(tmp_path / "x.pdf", pages=2)

    assert pdf_tools.our_reading(tmp_path / "x.pdf") == pdf_tools.our_extraction(tmp_path / "x.pdf") == 0
    with pytest.raises(RuntimeError, match="extraer terminó con el código"):
        pdf_tools.our_extraction(tmp_path / "no-hay.pdf")


def test_the_figure_is_xml_and_leaves_out_what_was_not_measured():
    points = [growth.Point(curve="x", pages=n, cpu=n / 10, peak=20 + n) for n in (10, 100)]
    late = growth.Point(curve="x", pages=1000, cpu=None, peak=0, error="más de 9 s")

    drawn = etree.fromstring(figure.svg([("PDF", [*points, late])]))

    assert len(drawn.findall("{*}circle")) == 4
    assert "1 000" not in "".join(drawn.itertext())


def test_sets_have_labels_and_the_page_names_no_folder(tmp_path):
    (tmp_path / "un lugar").mkdir()
    text = f"tablas, mitad uno={tmp_path / 'un lugar'}; otras={tmp_path};"
    sets = bench.sets_of(text)

    assert sets == [("tablas, mitad uno", tmp_path / "un lugar"), ("otras", tmp_path)]
    assert bench.sets_of(f"'{tmp_path / 'un lugar'}' {tmp_path}") == [
        ("un lugar", tmp_path / "un lugar"),
        (tmp_path.name, tmp_path),
    ]
    assert bench.sets_of("") == [(bench.OWN_SET, bench.SAMPLES)]
    lines = bench.heading(bench.parsed(["--tables", text, "--peers", "todos"]), sets)
    assert lines[0] == '    make bench TABLES="tablas, mitad uno=CARPETA; otras=CARPETA" PEERS=todos'
    with pytest.raises(ValueError, match="no-hay"):
        bench.sets_of("x=/no-hay")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_short_and_say_what_they_are(path):
    source = path.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 300
    assert source.startswith('"""')
