"""The reviewer's informe, letter and matrix: they say what the report says, in words, and nothing more."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from amc_docs import doctype, pipeline
from amc_docs.document import Location
from amc_docs.errors import BadTemplateError
from amc_docs.findings import Fix, Part, PointState, Severity, State, Verdict
from amc_docs.forms.prose import sources, template_of
from amc_docs.judgements import Decision, Judgement, Judging
from amc_docs.readers import read
from amc_docs.reviewing import documents, matrix
from amc_docs.reviewing.context import Case
from amc_docs.reviewing.matter import Matter, Reference, matter
from amc_docs.reviewing.phrases import in_prose
from amc_docs.settings import Person, Settings
from tests.specimens import a_clean_report, a_finding, a_report, a_review

SAMPLES = Path(__file__).parent.parent / "samples"
TEMPLATES = doctype.data_folder("templates") / "_revision"
DAY = date(2026, 11, 21)
OFFICE = Settings(
    body="Ministerio de Ejemplo",
    organ="Oficina de Descentralización",
    initials="ME/OD",
    city="Lima",
    signatory=Person(name="ANA SUPUESTA FLORES", post="Especialista"),
    superior=Person(name="LUIS FICTICIO ROJAS", post="Director"),
    patterns={
        "numero_informe": "INFORME N° {numero:03}-{anio}-{siglas}",
        "numero_oficio": "OFICIO N° {numero}-{anio}/{siglas}",
    },
    term="diez (10) días hábiles",
    addressees=(Person(treatment="Señora", name="ROSA INVENTADA PAZ", post="Viceministra", body="Sector de Ejemplo"),),
    templates={},
)
SENT = "Oficio N° 5-2026-ME, del 3 de mayo de 2026"
FULL = Case(settings=OFFICE, day=DAY, number=7, letter_number=12, reference=SENT)
BARE = Case(settings=Settings(patterns={}, templates={}), day=DAY)


def lines(content: bytes) -> list[str]:
    """Return the words of a Word file, paragraph by paragraph, those of tables by row."""
    document = docx.Document(io.BytesIO(content))
    found = []
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            found += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            found.append(block.text)
    return found


def text(content: bytes) -> str:
    return "\n".join(lines(content))


def of(*reports, **changes) -> list[Matter]:
    return [Matter(report=report, **changes) for report in reports]


def many(number: int):
    return a_report(tuple(a_finding(location=Location(table=3, row=n, column=1)) for n in range(number)))


def test_the_informe_says_each_finding_with_its_place_words_ground_and_cure():
    said = text(documents.informe(of(a_report()), FULL).content)

    assert "INFORME N° 007-2026-ME/OD" in said
    assert "A:\tLUIS FICTICIO ROJAS\nDirector" in said
    assert "Lima, 21 de noviembre de 2026" in said
    assert (
        "1.\tEl indicador «Porcentaje de plantas <inspeccionadas> & aprobadas» no dice su unidad de medida.\n"
        "Ubicación:\ttabla 3, columna 2, filas 3 a 12\n"
        "Dice:\t«Porcentaje de plantas <inspeccionadas> & aprobadas»\n"
        "Sustento:\tRSD 009-2015-PCM/SD, Anexo 1, punto 13 b)\n"
        "Subsanación:\tEscriba la unidad de medida del indicador."
    ) in said
    assert (
        "2.\tEl total no es la suma de las filas. (Observación de menor gravedad.)\n"
        "Ubicación:\tpágina 12, tabla 3, fila 4, columna 3\n"
        "Dice:\t«=1+1»\n"
        "Se espera:\t4,138,581.00"
    ) in said
    assert "3.\tEl punto 2 es una imagen: compruebe que nombra el servicio." in said
    assert "Ubicación:\thacia la página 4, párrafo 17" in said
    assert "4.3 Notas\nLa nota siguiente no requiere subsanación; se deja a consideración de la entidad." in said
    assert "4.\tLa norma se cita sin su título." in said
    assert "presenta 2 observaciones, que corresponde subsanar; además, queda un asunto por verificar." in said
    assert "en un plazo de diez (10) días hábiles" in said
    assert f"Huella digital (SHA-256) | {'ab' * 32}" in said
    assert "13 | Identificación de los indicadores" in said
    assert "| incumple | 1 y 2" in said
    assert "La página 7 es una imagen y no se leyó." in said
    assert "No se comprobó: A1-00c-indice. Motivo: el índice no se pudo leer." in said


def test_what_must_be_written_is_said_only_where_nothing_else_can_be_the_fault():
    fix = Fix(location=Location(table=3, row=3, column=2), before="12", after="15")
    sure = a_finding(value="12", expected="15", fixes=(fix,))
    said = [text(documents.informe(of(a_report((f,))), FULL).content) for f in (sure, replace(sure, fixes=()))]

    assert "Dice:\t«12»\nDebe decir:\t15\n" in said[0]
    assert "Se espera" not in said[0]
    assert "Dice:\t«12»\nSe espera:\t15\n" in said[1]
    assert "Debe decir" not in said[1]


def test_observations_doubts_and_notes_stand_apart_in_the_order_of_their_numbers():
    said = lines(documents.informe(of(a_report()), FULL).content)
    heads = [line[:3].strip() for line in said if line[1:3] == ".\t" or line.startswith(("4.", "V. "))]

    assert heads == ["4.1", "1.", "2.", "4.2", "3.", "4.3", "4.", "V."]


def test_words_are_singular_for_one():
    one, two = (text(documents.informe(of(many(n)), FULL).content) for n in (1, 2))

    assert "De la revisión resulta una observación, que la entidad debe subsanar:" in one
    assert "para que subsane la observación formulada" in one
    assert "De la revisión resultan 2 observaciones, que la entidad debe subsanar." in two
    assert "para que subsane las observaciones formuladas" in two
    letters = [text(documents.letter(of(many(n)), FULL).content) for n in (1, 2)]
    assert "se ha formulado una observación, con su ubicación, su sustento y la forma de subsanarla. " in letters[0]
    assert "disponer que se subsane y que" in letters[0]
    assert "se han formulado 2 observaciones, con su ubicación, su sustento y la forma de subsanarlas. " in letters[1]


OPEN = "todavía no corresponde dar la conformidad"


@pytest.mark.parametrize(
    ("report", "said", "unsaid"),
    [
        (a_clean_report(), ["no presenta observaciones en lo que fue materia", "Continuar con el trámite"], [OPEN]),
        (
            a_clean_report(findings=(a_finding(state=State.POR_VERIFICAR),)),
            ["queda un asunto por verificar antes de dar la conformidad", "verifique lo indicado en el numeral 4.2"],
            ["Continuar con el trámite", "no presenta observaciones en lo que"],
        ),
        (
            a_clean_report(incomplete="no se leyeron 3 de 10 páginas"),
            [OPEN, "No se puede concluir sobre la totalidad del documento, porque no se leyeron 3 de 10 páginas."],
            ["Continuar con el trámite", "No hay asuntos por verificar."],
        ),
        (
            replace(a_clean_report(), outcomes=()),
            ["no hay obligaciones que comprobar, por lo que no se emite opinión"],
            ["Continuar con el trámite"],
        ),
        (
            replace(a_clean_report(), points=(PointState(number="4", title="Local", state=State.POR_VERIFICAR),)),
            ["Corresponde verificar en el documento el punto siguiente", "Punto 4. Local", "queda un punto por veri"],
            ["Continuar con el trámite", "No hay asuntos por verificar."],
        ),
        (
            a_clean_report(findings=(a_finding(severity=Severity.NOTA),)),
            ["no presenta observaciones en lo que fue materia", "la nota del numeral 4.3 no condiciona ese resultado"],
            [],
        ),
        (
            a_report(incomplete="el archivo está dañado y puede faltar contenido"),
            ["presenta 2 observaciones", "porque el archivo está dañado", "el contenido que no se pudo examinar"],
            ["Continuar con el trámite"],
        ),
    ],
    ids=["conforme", "doubt", "unread", "no-obligations", "open-point", "note", "faulty-and-unread"],
)  # fmt: skip
def test_the_conclusion_claims_no_more_than_the_report(report, said, unsaid):
    found = text(documents.informe(of(report), FULL).content)

    assert [words for words in said if words not in found] == []
    assert [words for words in unsaid if words in found] == []
    letter = text(documents.letter(of(report), FULL).content)
    assert ("no se han formulado observaciones en lo que fue materia" in letter) is (report.verdict is Verdict.CONFORME)
    assert ("en un plazo de diez (10) días hábiles" in letter) is (report.verdict is Verdict.CON_OBSERVACIONES)


def test_what_nobody_told_is_a_marked_gap_and_is_said():
    informe, letter = documents.informe(of(a_report()), BARE), documents.letter(of(a_report()), BARE)

    xml = docx.Document(io.BytesIO(informe.content)).element.xml
    assert xml.count('w:highlight w:val="yellow"') >= len(informe.gaps)
    assert "número]-2026-" in text(informe.content)
    assert set(informe.gaps) == {
        "entidad", "organo", "ciudad", "siglas", "numero_informe", "referencia", "plazo",
        "superior_nombre", "superior_cargo", "firmante_nombre", "firmante_cargo",
    }  # fmt: skip
    assert {"tratamiento", "destinatario_nombre", "destinatario_cargo", "destinatario_entidad"} <= set(letter.gaps)
    assert documents.informe(of(a_report()), FULL).gaps == {}
    assert documents.letter(of(a_report()), FULL).gaps == {}


def test_a_term_is_asked_for_only_where_there_is_something_to_cure():
    assert "plazo" not in documents.informe(of(a_clean_report()), BARE).gaps
    assert "plazo" not in documents.letter(of(a_clean_report()), BARE).gaps
    own = replace(BARE, term="cinco (5) días")
    assert "en un plazo de cinco (5) días" in text(documents.letter(of(a_report()), own).content)


def test_the_year_bears_its_name_and_an_unknown_one_a_gap():
    def header(case):
        written = documents.letter(of(a_report()), case)
        found = docx.Document(io.BytesIO(written.content)).sections[0].header
        return "\n".join(p.text for p in found.paragraphs), written

    assert "«Año de la Consolidación del Mar de Grau»" in header(replace(FULL, day=date(2016, 3, 1)))[0]
    found, written = header(replace(FULL, day=date(2090, 3, 1)))
    assert "nombre oficial del año]" in found
    assert set(written.gaps) == {"nombre_anio"}


@pytest.mark.parametrize("hostile", ["{{ 7*7 }}", "{% for x in y %}", "</w:t>", "a\x07b", "=1+1", "@suma", "‮oculto"])
def test_what_a_document_says_is_never_evaluated(hostile):
    finding = a_finding(message=f"Dice {hostile} ahí.", evidence=hostile, suggestion=hostile, value=None)
    report = a_report((finding,), file=f"{hostile}.docx", warnings=(hostile,))
    case = replace(FULL, reference=hostile, term=hostile)
    for written in (documents.informe(of(report), case), documents.letter(of(report), case)):
        assert hostile.replace("\x07", "�") in text(written.content)


def test_several_files_are_numbered_straight_through_and_told_apart():
    second = replace(many(2), file="segundo.docx", sha256="cd" * 32)
    case = replace(FULL, unread=(("roto.docx", "está dañado."),))
    found = documents.informe(of(a_report(), second), case)
    said = lines(found.content)

    numbers = [line.split(".")[0] for line in said if line[:1].isdigit() and ".\t" in line[:4]]
    assert numbers == ["1", "2", "3", "4", "5", "6"]
    heads = [line for line in said if line in ("anexo.docx", "segundo.docx")]
    # Observations of both, doubts and notes of the first, the points of both.
    assert heads == ["anexo.docx", "segundo.docx", "anexo.docx", "anexo.docx", "anexo.docx", "segundo.docx"]
    whole = "\n".join(said)
    assert "se presentaron para su revisión 2 documentos" in whole
    assert "«roto.docx»: está dañado." in whole
    assert "5.3\tEl archivo «roto.docx» no pudo leerse, por lo que no se emite opinión sobre él." in whole
    assert "No se pudo leer el archivo «roto.docx»" in text(documents.letter(of(a_report(), second), case).content)


def test_a_file_that_could_not_be_read_keeps_a_clean_submission_open():
    case = replace(FULL, unread=(("roto.docx", "está dañado."),))

    assert "Continuar con el trámite" not in text(documents.informe(of(a_clean_report()), case).content)


def test_a_letter_to_two_addressees_names_nobody():
    office = replace(
        OFFICE, addressees=(Person(name="UNO", sector="Salud"), Person(name="DOS", sector="Ambiente")), patterns={}
    )
    matters = [*of(a_report(), sector="Salud"), *of(a_report(), sector="Ambiente")]

    assert "UNO" in text(documents.letter(matters[:1], replace(FULL, settings=office)).content)
    both = documents.letter(matters, replace(FULL, settings=office))
    assert "destinatario_nombre" in both.gaps
    assert "UNO" not in text(both.content)


def test_the_letter_that_sent_the_submission_is_its_reference():
    found = matter(pipeline.review(SAMPLES / "expediente" / "familia-con-vacios" / "oficio-031-con-anexo-1.docx"))

    assert found.reference == Reference(name="Oficio N° 031-2016-MIMP/DVMPV", date="16 de marzo de 2016")
    assert found.sector == "Mujer y Poblaciones Vulnerables"
    said = text(documents.informe([found], replace(FULL, reference=None)).content)
    assert "1.1\tMediante Oficio N° 031-2016-MIMP/DVMPV, del 16 de marzo de 2016, se presentó" in said
    assert "El archivo contiene 2 documentos" in said
    assert "1 | Oficio | OFICIO N° 031-2016-MIMP/DVMPV | párrafo 1 | Sin observaciones" in said
    assert "Parte 2: Anexo 1 – Fase de Diseño de Acciones de Mejora Continua" in said
    assert "Resolución de Secretaría de Descentralización N° 009-2015-PCM/SD, que aprueba" in said
    assert "Además, se aplicó como criterio de revisión: Uso de la redacción oficial: partes del oficio." in said
    assert "Corresponde determinar si los problemas" in said
    assert "na persona debe" not in said


def test_what_the_reviewer_dismissed_is_shown_with_its_reason():
    why = Judgement(decision=Decision.DESCARTAR, reviewer="Ana S.", reason="Está en el anexo 4.")
    judged = a_finding(judgement=why)
    judging = Judging(
        file="a.revision.yaml", reviewer="Ana S.", date="", is_same=True, applied=1, own=0, to_confirm=0, pending=0,
        verified=("2",),
    )  # fmt: skip
    report = replace(a_clean_report(), dismissed=(judged,), judging=judging)
    said = text(documents.informe(of(report), FULL).content)

    assert "decisiones del revisor (Ana S.) sobre los resultados" in said
    assert "El revisor dio por verificado: Punto 2. Servicio Evaluado." in said
    assert "Lo que descartó se muestra, con su motivo, en el anexo" in said
    assert "ANEXO – OBSERVACIONES Y ASUNTOS DESCARTADOS POR EL REVISOR" in said
    assert "Motivo:\tEstá en el anexo 4. (Ana S.)" in said
    book = openpyxl.load_workbook(io.BytesIO(matrix.workbook(of(report), "anexo.docx")))
    assert [c.value for c in book["Descartadas"][2]][4:] == ["Está en el anexo 4.", "Ana S."]
    untouched = replace(judging, applied=0, pending=3, verified=())
    assert "decisiones del" not in text(documents.informe(of(replace(report, judging=untouched)), FULL).content)


def test_the_documents_are_well_made():
    for written in (documents.informe(of(a_report(), many(1)), FULL), documents.letter(of(a_report()), FULL)):
        document = docx.Document(io.BytesIO(written.content))
        levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
        assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))
        assert [p.style.name for p in document.paragraphs if not p.text.strip()] == []
        assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.05)
        for table in document.tables:
            first = table.rows[0]._tr.trPr
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
            assert table.style.name == "AMC Tabla"
            assert (first.find(qn("w:tblHeader")) is not None) == (len(table.columns) > 2)


def test_the_same_review_gives_the_same_bytes_and_our_reader_reads_them(tmp_path):
    first, again = (documents.informe(of(a_report()), FULL).content for _ in range(2))
    assert first == again
    path = tmp_path / "informe.docx"
    path.write_bytes(first)
    document = read(path)
    assert [p.text for p in document.paragraphs() if p.level == 1][:2] == ["I. ANTECEDENTES", "II. BASE NORMATIVA"]
    assert document.warnings == ()


def test_an_informe_is_never_taken_for_the_submission_whose_points_it_names(tmp_path):
    blank = matter(pipeline.review(SAMPLES / "otros" / "formulario-en-blanco.docx", wanted="anexo1"))
    path = tmp_path / "informe.docx"
    path.write_bytes(documents.informe([blank], FULL).content)
    report = pipeline.review(path).report

    assert (report.doctype, report.findings, report.parts) == ("informe_observaciones", (), ())
    assert report.verdict is Verdict.NO_VERIFICABLE
    path.write_bytes(documents.letter([blank], FULL).content)
    assert pipeline.review(path).report.doctype == "oficio"


def test_the_matrix_has_room_for_the_answer_and_no_formulas():
    book = openpyxl.load_workbook(io.BytesIO(matrix.workbook(of(a_report()), "anexo.docx")))
    assert book.sheetnames == ["Observaciones", "Por verificar", "Notas"]
    sheet = book["Observaciones"]
    rows = [dict(zip([c.value for c in sheet[1]], row, strict=True)) for row in sheet.iter_rows(min_row=2)]

    assert [row["N°"].value for row in rows] == [1, 2]
    assert (rows[1]["Dice"].value, rows[1]["Debe decir o se espera"].value) == ("«=1+1»", "4,138,581.00")
    assert {cell.data_type for row in rows for cell in row.values()} <= {"n", "s"}
    assert [row["Estado"].value for row in rows] == ["pendiente"] * 2
    assert [row["Respuesta de la entidad"].value for row in rows] == [None] * 2
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:K3")
    assert book["Por verificar"]["A2"].value == 3
    empty = openpyxl.load_workbook(io.BytesIO(matrix.workbook(of(a_clean_report()), "x")))
    assert empty["Observaciones"]["A2"].value == "Sin observaciones."
    assert empty["Por verificar"]["A2"].value == "Sin asuntos por verificar."


def test_the_offices_own_template_is_used_and_its_faults_are_named(tmp_path):
    document = docx.Document()
    document.add_paragraph("{{ numero }} sobre {{ archivos[0].nombre }}")
    document.save(tmp_path / "propia.docx")
    case = replace(FULL, settings=replace(OFFICE, templates={"plantilla_informe": tmp_path / "propia.docx"}))
    assert text(documents.informe(of(a_report()), case).content) == "INFORME N° 007-2026-ME/OD sobre anexo.docx"

    document.add_paragraph("{{ inexistente }}")
    document.save(tmp_path / "propia.docx")
    with pytest.raises(BadTemplateError, match=r"«propia.docx» pide el dato «inexistente»"):
        documents.informe(of(a_report()), case)


@pytest.mark.parametrize("source", list(sources(TEMPLATES)), ids=lambda path: path.stem)
def test_the_templates_are_what_their_sources_say(source):
    assert source.with_suffix(".docx").read_bytes() == template_of(source)


def test_every_norm_that_a_type_cites_has_its_full_name():
    written = tomllib.loads((doctype.data_folder("schemas") / "_datos" / "normas.toml").read_text(encoding="utf-8"))
    cited = {
        citation.split(",")[0]
        for kind in doctype.available().values()
        if kind.rules
        for citation in (kind.norm, *(rule.citation for rule in kind.rules))
    }

    assert cited == set(written)


@pytest.mark.parametrize("kind", [k for k in doctype.available() if k != doctype.UNKNOWN])
def test_no_question_for_a_person_keeps_the_words_of_a_program(kind):
    questions = [
        in_prose(str(value)[:1].upper() + str(value)[1:])
        for rule in doctype.available()[kind].rules
        for value in rule.parameters.values()
        if "persona debe" in str(value)
    ]

    assert [q for q in questions if "persona debe" in q] == []


def test_parts_of_a_file_are_headed_by_their_type():
    part = Part(
        number=2,
        doctype="oficio",
        doctype_title="Oficio",
        title="",
        confidence=1,
        pages=(3, 4),
        location=Location(page=3),
        verdict=Verdict.CON_OBSERVACIONES,
    )
    report = a_report((a_finding(part=2, point=None),), points=(), parts=(part,))
    said = text(documents.informe(of(report), FULL).content)

    assert "Parte 2: Oficio\nEl documento en su conjunto\n1.\tEl indicador" in said
    assert "2 | Oficio |  | páginas 3 a 4 | Con observaciones" in said


def test_a_review_gives_what_the_documents_need():
    assert matter(a_review()).report == a_report()
    assert matter(a_review()).reference is None
