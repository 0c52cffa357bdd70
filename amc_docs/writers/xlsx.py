"""The matrix of observations as an Excel workbook, to assign them and to follow how they are cured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from amc_docs.findings import Severity, State
from amc_docs.wording import shorten
from amc_docs.writers import Options, Review, judged_words
from amc_docs.writers import arrangement as shared
from amc_docs.writers.workbook import Book, build

MATRIX = (
    ("N°", 5),
    ("Punto", 19),
    ("Severidad", 12),
    ("Observación", 36),
    ("Dice", 22),
    ("Se espera", 17),
    ("Ubicación", 17),
    ("Sustento", 19),
    ("Qué hacer", 28),
    ("Regla", 14),
    ("Estado de la observación", 14),
    ("Comentario", 18),
)
DISMISSED = (("Punto", 12), ("Observación", 60), ("Ubicación", 24), ("Motivo", 60), ("Revisor", 30), ("Regla", 20))
STATUSES = ("pendiente", "levantada", "levantada en parte", "no levantada", "retirada")
POINTS = (
    ("Punto", 7),
    ("Título oficial", 60),
    ("Título hallado", 50),
    ("Estado", 14),
    ("Observaciones", 14),
    ("Ubicación", 26),
)
PARTS = (("Parte", 7), ("Tipo", 40), ("Título", 50), ("Ubicación", 20), ("Dictamen", 18), ("Principal", 10))
CHECKS = (("Regla", 24), ("Obligación", 14), ("Qué comprueba", 60), ("Resultado", 14), ("Motivo", 50), ("Sustento", 40))
TINTS = {
    "error": "#F9DEDC",
    "advertencia": "#FDF0CF",
    "nota": "#E3EEF7",
    "por verificar": "#EEE6F6",
    "incumple": "#F9DEDC",
    "cumple": "#DFF1E3",
    "no aplica": "#ECEFF1",
}


def render(reviews: Sequence[Review], _options: Options | None = None) -> bytes:
    """Return the workbook of one file: observations, points, checks, and what was reviewed."""
    review = reviews[0]

    def fill(book: Book) -> None:
        _matrix(book, review)
        if review.report.dismissed:
            _dismissed(book, review)
        if review.parts:
            _parts(book, review)
        _points(book, review)
        _checks(book, review)
        _facts(book, review)

    return build(review.report.file, fill)


def _matrix(book: Book, review: Review) -> None:
    rows = list(_observations(review))
    sheet = book.table("Observaciones", MATRIX, rows)
    last = max(len(rows), 1)
    status = [name for name, _ in MATRIX].index("Estado de la observación")
    choice = {
        "validate": "list",
        "source": list(STATUSES),
        "error_title": "Estado de la observación",
        "error_message": f"Elija uno de la lista: {', '.join(STATUSES)}.",
    }
    sheet.data_validation(1, status, last, status, choice)
    _tint(book, sheet, 2, last)
    for value, tint in (("pendiente", "#FFFFFF"), ("levantada", "#DFF1E3"), ("no levantada", "#F9DEDC")):
        _tint_where(book, sheet, status, last, value, tint)
    if not rows:
        sheet.merge_range(1, 0, 1, len(MATRIX) - 1, "Sin observaciones.", book.format(italic=True))


def _observations(review: Review) -> Iterator[tuple[object, ...]]:
    arrangement = shared.arrange(review.report)
    for group in (*arrangement.observations, *arrangement.doubts, *arrangement.notes):
        point = shorten(group.heading.removeprefix("Punto ").replace(" · Punto ", " · "), 110)
        for item in group.items:
            finding = item.finding
            doubtful = finding.state is State.POR_VERIFICAR
            yield (
                item.number,
                point,
                "por verificar" if doubtful else shared.SEVERITIES[finding.severity],
                item.message,
                finding.value or finding.evidence,
                finding.expected,
                "\n".join(shared.places(finding)),
                finding.citation,
                finding.suggestion,
                finding.rule,
                "pendiente" if doubtful or finding.severity is not Severity.NOTA else None,
                judged_words.of_finding(finding) or None,
            )


def _dismissed(book: Book, review: Review) -> None:
    rows = [
        (
            f"Parte {f.part}: {f.point or ''}" if f.part else _number(f.point or ""),
            f.message,
            "\n".join(shared.places(f)),
            f.judgement.reason if f.judgement else None,
            f.judgement.reviewer if f.judgement else None,
            f.rule,
        )
        for f in review.report.dismissed
    ]
    book.table("Descartadas", DISMISSED, rows)


def _points(book: Book, review: Review) -> None:
    report = review.report
    rows = [
        (
            f"Parte {p.part}: {p.number}" if p.part else _number(p.number),
            p.title,
            p.found_title,
            shared.STATES[p.state],
            sum((f.part, f.point) == (p.part, p.number) for f in report.findings),
            shared.place(p.location),
        )
        for p in report.points
    ]
    sheet = book.table("Puntos", POINTS, rows)
    _tint(book, sheet, 3, max(len(rows), 1))


def _parts(book: Book, review: Review) -> None:
    rows = [
        (part.number, part.doctype_title, part.title, shared.part_place(part), shared.VERDICTS[part.verdict],
         "sí" if part.is_main else "no")
        for part in review.report.parts
    ]
    book.table("Partes", PARTS, rows)


def _checks(book: Book, review: Review) -> None:
    rules = {rule.id: rule for doctype in review.doctypes for rule in doctype.rules}
    rows = []
    for outcome in review.report.outcomes:
        rule = rules.get(outcome.rule)
        state = shared.STATES[outcome.state] if outcome.state else "no se hizo"
        about = (rule.title, rule.citation) if rule else ("", "")
        name = f"Parte {outcome.part}: {outcome.rule}" if outcome.part else outcome.rule
        rows.append((name, outcome.obligation, about[0], state, outcome.reason, about[1]))
    sheet = book.table("Comprobaciones", CHECKS, rows)
    _tint(book, sheet, 3, max(len(rows), 1))


def _facts(book: Book, review: Review) -> None:
    report = review.report
    rows: list[tuple[str, object]] = [
        ("Archivo", report.file),
        ("Huella SHA-256", report.sha256),
        ("Tipo de documento", report.doctype_title),
        ("Confianza del tipo", round(report.doctype_confidence, 2)),
        ("Norma", f"{review.doctype.norm}, {review.doctype.edition}"),
        ("Páginas", report.page_count),
        ("Dictamen", shared.VERDICTS[report.verdict]),
        ("Conclusión", shared.conclusion(report)),
        ("Resumen de puntos", shared.tally(report.points)),
        *(("Advertencia de la lectura", w) for w in report.warnings),
        *(("Decisiones del revisor", w) for w in (judged_words.told(report.judging) if report.judging else ())),
    ]
    book.table("Documento", (("Dato", 26), ("Valor", 90)), rows)


def _number(text: str) -> object:
    return int(text) if text.isdigit() else text


def _tint(book: Book, sheet: Any, column: int, last: int) -> None:  # noqa: ANN401 (XlsxWriter has no types)
    for value, tint in TINTS.items():
        _tint_where(book, sheet, column, last, value, tint)


def _tint_where(book: Book, sheet: Any, column: int, last: int, value: str, tint: str) -> None:  # noqa: ANN401
    form = book.workbook.add_format({"bg_color": tint})
    rule = {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": form}
    sheet.conditional_format(1, column, last, column, rule)
