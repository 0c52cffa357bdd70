"""The matrix of observations that goes to the entity with the letter: one row each, with room for its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amc_docs.reviewing.matter import Matter
from amc_docs.reviewing.numbering import Entry, Group, Kind, Section, numbered
from amc_docs.reviewing.phrases import in_prose
from amc_docs.writers import arrangement as shared
from amc_docs.writers.workbook import Book, build
from amc_docs.writers.xlsx import STATUSES

COLUMNS = (
    ("N°", 5),
    ("Documento", 20),
    ("Punto", 22),
    ("Observación", 38),
    ("Ubicación", 17),
    ("Dice", 28),
    ("Debe decir o se espera", 20),
    ("Sustento", 20),
    ("Qué hacer", 30),
    ("Estado", 14),
    ("Respuesta de la entidad", 34),
)
SHEETS = {
    Kind.OBSERVACIONES: ("Observaciones", "Sin observaciones."),
    Kind.VERIFICAR: ("Por verificar", "Sin asuntos por verificar."),
    Kind.NOTAS: ("Notas", ""),
}

DISMISSED = (("N°", 5), ("Observación", 60), ("Ubicación", 24), ("Sustento", 30), ("Motivo", 50), ("Revisor", 24))


def workbook(matters: Sequence[Matter], title: str) -> bytes:
    """Return the workbook: what is to cure, what is to verify, what is only to know, and what was dismissed."""
    found = numbered([m.report for m in matters])
    alone = len(matters) == 1

    def fill(book: Book) -> None:
        for kind, (name, nothing) in SHEETS.items():
            sections = found.sections[kind]
            rows = [_row(s, g, e, matters[0].report.file if alone else "", kind) for s, g, e in _entries(sections)]
            if rows or nothing:
                _sheet(book, name, nothing, rows)
        dismissed = list(_dismissed(matters))
        if dismissed:
            book.table("Descartadas", DISMISSED, dismissed)

    return build(title, fill)


def _entries(sections: Sequence[Section]) -> Iterator[tuple[Section, Group, Entry]]:
    return ((s, g, e) for s in sections for g in s.groups for e in g.entries)


def _row(section: Section, group: Group, entry: Entry, file: str, kind: Kind) -> tuple[object, ...]:
    return (
        entry.number,
        " · ".join(filter(None, (file, section.title))),
        ". ".join(filter(None, (group.number, group.title))),
        in_prose(entry.message),
        "\n".join(entry.places),
        entry.said,
        entry.replacement or entry.expected,
        entry.finding.citation,
        in_prose(entry.finding.suggestion),
        None if kind is Kind.NOTAS else STATUSES[0],
        None,
    )


def _sheet(book: Book, name: str, nothing: str, rows: Sequence[tuple[object, ...]]) -> None:
    sheet = book.table(name, COLUMNS, rows)
    last = max(len(rows), 1)
    state = [title for title, _ in COLUMNS].index("Estado")
    sheet.data_validation(
        1, state, last, state,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "Estado",
            "error_message": f"Elija uno de la lista: {', '.join(STATUSES)}.",
        },
    )  # fmt: skip
    if not rows:
        sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, nothing, book.format(italic=True))


def _dismissed(matters: Sequence[Matter]) -> Iterator[tuple[object, ...]]:
    findings = (f for m in matters for f in m.report.dismissed)
    for number, finding in enumerate(findings, start=1):
        judgement = finding.judgement
        yield (
            number,
            in_prose(finding.message),
            "\n".join(shared.places(finding)),
            finding.citation,
            judgement.reason if judgement else "",
            judgement.reviewer if judgement else "",
        )
