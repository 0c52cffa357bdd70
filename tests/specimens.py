"""Reviews and extractions built by hand, for the tests of what comes after checking."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from amc_docs.doctype import DocType
from amc_docs.document import Box, Cell, Document, Location, Paragraph, Table
from amc_docs.findings import Finding, PointState, Report, RuleOutcome, Severity, State
from amc_docs.record import Matrix, Point, Record, Row, Value
from amc_docs.specs import Obligation, Recognition, RuleSpec
from amc_docs.writers import Extraction, Review

NORM = "RSD 009-2015-PCM/SD, Anexo 1"
TITLES = (
    "Sector",
    "Servicio Evaluado",
    "Gobierno Nacional",
    "Gobierno Regional",
    "Identificación de los indicadores, línea de base, metas y costos de la cadena de valor de la alternativa elegida",
)
POINTS = ("1", "2", "3", "4", "13")
STATES = (State.CUMPLE, State.POR_VERIFICAR, State.NO_APLICA, State.CUMPLE, State.INCUMPLE)


def a_table(number: int = 3, *, within: tuple[int, int, int] | None = None) -> Table:
    """Return a table of indicators with a merged head, as a Word file would give it."""
    texts = (
        ("INDICADORES", None, None),
        ("Indicador", "Unidad de medida", "Meta 2016"),
        ("Porcentaje de plantas <inspeccionadas> & aprobadas", "", "42,7%"),
        ("=SUMA(A1:A3) inspecciones", "Inspección", "2,723"),
    )
    cells = []
    for r, row in enumerate(texts):
        for c, text in enumerate(row):
            if text is None:
                continue
            place = Location(table=number, row=r, column=c)
            blocks = (Paragraph(text=text, location=place),)
            cells.append(Cell(row=r, column=c, column_span=3 if r == 0 else 1, blocks=blocks, location=place))
    return Table(
        number=number,
        row_count=4,
        column_count=3,
        cells=tuple(cells),
        within=within,
        header_rows=2,
        location=Location(table=number),
    )


def a_document(**changes: object) -> Document:
    """Return a Word file of two tables, one inside the other."""
    inner = a_table(2, within=(1, 0, 1))
    outer = Table(
        number=1,
        row_count=1,
        column_count=2,
        cells=(
            Cell(row=0, column=0, blocks=(Paragraph(text="13. Indicadores"),)),
            Cell(row=0, column=1, blocks=(Paragraph(text="Véase:"), inner)),
        ),
        location=Location(table=1),
    )
    blocks = (
        Paragraph(text="ANEXO 1", level=1, location=Location(paragraph=1)),
        Paragraph(text="1. Sector", location=Location(paragraph=2)),
        Paragraph(text="Producción", location=Location(paragraph=3)),
        outer,
        a_table(3),
    )
    plain = Document(name="anexo.docx", sha256="ab" * 32, format="docx", blocks=blocks, page_count=24)
    return replace(plain, **changes)


def a_doctype() -> DocType:
    """Return a small type with two rules."""
    rule = RuleSpec(
        id="A1-13b-unidad",
        obligation="A1-13b",
        kind="fields_filled",
        severity=Severity.ERROR,
        title="Cada indicador dice su unidad de medida.",
        why="Sin unidad la meta no se puede medir.",
        remedy="Escriba la unidad de medida del indicador.",
        good="Porcentaje",
        bad="(vacío)",
        citation=f"{NORM}, punto 13 b)",
        point="13",
    )
    matter = Obligation(id="A1-13b", clause=f"{NORM}, punto 13 b)", text="Cada indicador con sus datos", how="M")
    judged = Obligation(id="A1-06b", clause="7.1.3", text="Enfoque territorial", how="R", reason="Requiere juicio.")
    return DocType(
        name="prueba",
        title="Anexo 1 – Fase de Diseño",
        norm=NORM,
        edition="2015",
        in_force="2015-05-01",
        recognition=Recognition(),
        schema={},
        obligations=(matter, judged),
        rules=(rule,),
    )


def a_finding(**changes: object) -> Finding:
    """Return an error of the third table, in its own words."""
    plain = Finding(
        rule="A1-13b-unidad",
        obligation="A1-13b",
        state=State.INCUMPLE,
        severity=Severity.ERROR,
        point="13",
        message="El indicador «Porcentaje de plantas <inspeccionadas> & aprobadas» no dice su unidad de medida.",
        suggestion="Escriba la unidad de medida del indicador.",
        citation=f"{NORM}, punto 13 b)",
        evidence="Porcentaje de plantas <inspeccionadas> & aprobadas",
        location=Location(table=3, row=2, column=1),
    )
    return replace(plain, **changes)


def some_findings() -> tuple[Finding, ...]:
    """Return an error in many places, a warning that states both words, a doubt, and a note."""
    many = tuple(Location(table=3, row=r, column=1) for r in range(2, 12))
    return (
        a_finding(places=many),
        a_finding(
            rule="A1-13d2-suma",
            obligation="A1-13d2",
            severity=Severity.ADVERTENCIA,
            message="El total no es la suma de las filas.",
            value="=1+1",
            expected="4,138,581.00",
            evidence="@TOTAL 4,138,851.00",
            location=Location(page=12, table=3, row=3, column=2, box=Box(left=72, top=100, right=300, bottom=130)),
        ),
        a_finding(
            rule="A1-02-servicio",
            obligation="A1-02",
            state=State.POR_VERIFICAR,
            severity=Severity.ADVERTENCIA,
            point="2",
            message="El punto 2 es una imagen: compruebe que nombra el servicio.",
            evidence="",
            location=Location(approximate_page=4, paragraph=17),
        ),
        a_finding(
            rule="A1-x1-citas",
            obligation="A1-x1",
            severity=Severity.NOTA,
            point=None,
            message="La norma se cita sin su título.",
            location=None,
        ),
    )


def a_report(findings: tuple[Finding, ...] | None = None, **changes: object) -> Report:
    """Return a report of five points."""
    points = tuple(
        PointState(number=n, title=t, state=s, location=Location(paragraph=i + 1))
        for i, (n, t, s) in enumerate(zip(POINTS, TITLES, STATES, strict=True))
    )
    found = replace(points[4], found_title="13 DENTIFICACIÓN DE INDICADORES")
    plain = Report(
        file="anexo.docx",
        sha256="ab" * 32,
        format="docx",
        page_count=24,
        doctype="prueba",
        doctype_title="Anexo 1 – Fase de Diseño",
        doctype_confidence=0.984,
        points=(*points[:4], found),
        findings=some_findings() if findings is None else findings,
        outcomes=(
            RuleOutcome(rule="A1-13b-unidad", obligation="A1-13b", state=State.INCUMPLE),
            RuleOutcome(rule="A1-01-sector", obligation="A1-01", state=State.CUMPLE),
            RuleOutcome(rule="A1-00c-indice", obligation="A1-00c", state=None, reason="el índice no se pudo leer"),
        ),
        warnings=("La página 7 es una imagen y no se leyó.",),
        candidates=(("informe_semestral", 0.31),),
    )
    return replace(plain, **changes)


def a_clean_report(**changes: object) -> Report:
    """Return the report of a file without any fault."""
    plain = a_report(())
    points = tuple(replace(p, state=State.CUMPLE) for p in plain.points)
    return replace(plain, points=points, warnings=(), outcomes=plain.outcomes[1:2], **changes)


def a_record(document: Document | None = None) -> Record:
    """Return what is understood of `a_document`."""
    document = document or a_document()
    row = Row(
        values={
            "indicador": Value(raw="=SUMA(A1:A3) inspecciones", value="=SUMA(A1:A3) inspecciones"),
            "meta": Value(raw="2,723", value=Decimal("2723"), location=Location(table=3, row=3, column=2)),
        },
        location=Location(table=3, row=3),
    )
    matrix = Matrix(
        name="indicadores",
        point="13",
        columns={"indicador": "Indicador", "meta": "Meta 2016"},
        unmapped=("Unidad de medida",),
        rows=(row,),
        tables=(3,),
    )
    points = {
        "1": Point(number="1", title="Sector", found_title="Sector", blocks=document.blocks[2:3]),
        "13": Point(number="13", title=TITLES[4], found_title="13 DENTIFICACIÓN", blocks=document.blocks[3:]),
    }
    return Record(doctype="prueba", document=document, points=points, matrices={"indicadores": matrix})


def a_review(report: Report | None = None, *, document: Document | None = None, path: Path | None = None) -> Review:
    """Return a review of the document, with the report given."""
    document = document or a_document()
    return Review(
        path=path or Path(document.name),
        document=document,
        record=a_record(document),
        doctype=a_doctype(),
        report=report or a_report(),
    )


def an_extraction(document: Document | None = None) -> Extraction:
    """Return what `extraer` shows of the document."""
    document = document or a_document()
    return Extraction(
        path=Path(document.name),
        document=document,
        record=a_record(document),
        doctype=a_doctype(),
        confidence=0.984,
        candidates=(("informe_semestral", 0.31),),
        data={"sector": "Producción", "indicadores": [{"indicador": "x", "meta": Decimal("6000.000")}]},
        origin={"/indicadores/0/meta": Location(table=3, row=3, column=2)},
    )
