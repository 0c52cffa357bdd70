"""The findings in a Word document apart, for a file that must not be changed or can bear no comments."""

from __future__ import annotations

from collections.abc import Iterator

from amc_docs.annotating.remarks import Remark, Written, remarks
from amc_docs.findings import Report
from amc_docs.forms.markup import Look, paragraph, words
from amc_docs.forms.page import package
from amc_docs.readers.sniff import TYPES
from amc_docs.wording import shown
from amc_docs.writers import Review
from amc_docs.writers.arrangement import Group, arrange, conclusion, places, plural

_TITLE = "RESUMEN DE OBSERVACIONES"
_SECTIONS = ("Observaciones", "Por verificar: lo debe juzgar una persona", "Notas: no cambian el dictamen")
_BOLD = Look(bold=True)


def summary(review: Review) -> Written:
    """Return the document apart: the file by name and SHA-256, and what `annotated` would have written into it."""
    report = review.report
    blocks = [_line(_TITLE, "Title"), _line("sobre un documento que no se modifica", "Subtitle"), *_facts(report)]
    told = {remark.number: remark for remark in remarks(review)}
    arranged = arrange(report)
    groups = (arranged.observations, arranged.doubts, arranged.notes)
    for title, found in zip(_SECTIONS, groups, strict=True):
        if found:
            blocks += [_line(title, "Heading1"), *_section(found, told)]
    if report.warnings:
        blocks.append(_line("Advertencias de la lectura", "Heading1"))
        blocks += [_line(shown(warning), "AMCTexto") for warning in report.warnings]
    header = _line(f"Resumen de observaciones · {shown(report.file)}", "Header")
    content = package("".join(blocks), title=f"Resumen de observaciones de {shown(report.file)}", header=header)
    return Written(content=content, suffix=".docx", comments=len(report.findings))


def _facts(report: Report) -> Iterator[str]:
    """Yield which file it is about, and the verdict."""
    pages = f", {plural(report.page_count, 'página', 'páginas')}" if report.page_count else ""
    kind = TYPES.get(report.format.removesuffix("_escaneado"), report.format)
    rows = (
        ("Archivo", shown(report.file)),
        ("SHA-256", report.sha256),
        ("Formato", f"{kind[:1].upper()}{kind[1:]}{pages}"),
        ("Documento", report.doctype_title),
        ("Dictamen", conclusion(report)),
    )
    for label, text in rows:
        yield paragraph(words(f"{label}: ", _BOLD) + words(text), Look(style="AMCTexto"))


def _section(groups: tuple[Group, ...], told: dict[int, Remark]) -> Iterator[str]:
    for group in groups:
        yield _line(group.heading, "Heading2")
        for item in group.items:
            remark = told[item.number]
            where = "; ".join(places(item.finding)).replace("; y ", " y ")
            lines = [line for line in remark.lines[1:] if line[0]]
            lines = [("Dónde", where), *lines] if where else lines
            yield paragraph(words(f"{item.number}.\t", _BOLD) + words(remark.lines[0][1]), Look(style="AMCObservacion"))
            for place, (label, text) in enumerate(lines, 1):
                style = "AMCDetalleFinal" if place == len(lines) else "AMCDetalle"
                yield paragraph(words(f"{label}\t", _BOLD) + words(text), Look(style=style))


def _line(text: str, style: str) -> str:
    return paragraph(words(text), Look(style=style))
