"""The file of the reviewer's decisions: begun with every finding to decide about, or brought up to date."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from amc_docs import yaml_files
from amc_docs.findings import Finding, Report, State
from amc_docs.judgements import Decision
from amc_docs.wording import shorten, shown
from amc_docs.writers.arrangement import SEVERITIES, arrange, places

_INDENT = 2
_WIDE = 100_000
"""No line is broken: people's own lines stay as they are."""
_EVIDENCE = 160
_BLANK = """\
# Decisiones del revisor. amc-docs lee este archivo junto al documento y lo respeta en todos sus informes.
#
# En cada observación cambie «decision: pendiente» por una de estas palabras:
#   aceptar     es correcta; si estaba por verificar, pasa a ser una observación
#   descartar   no procede; escriba por qué en «motivo» (constará en el informe)
#   cambiar     procede con otras palabras; escríbalas en «mensaje» o en «sugerencia»
# Lo que sigue a un signo # es solo para leer. Lo que queda pendiente sale como lo dice el programa.
version: 1
documento:
  archivo:
  sha256:
# Nombre y cargo de quien decide, y fecha entre comillas; aparecen en los informes.
revisor:
fecha:
decisiones: []

# Lo que usted observa y el programa no. Por ejemplo (sin los signos #):
#   - punto: "8"
#     mensaje: La alternativa 2 no se compara con la alternativa 1.
#     sustento: RSD 009-2015-PCM/SD, Anexo 1, punto 8
#     sugerencia: Compare las dos alternativas con los mismos criterios.
#     evidencia: palabras del documento (si las hay)
#     severidad: error          # o advertencia, o nota
observaciones_propias: []

# Puntos que el programa no pudo comprobar y usted sí. Por ejemplo:
#   - punto: "4"
#     motivo: La página escaneada se leyó en el original.
puntos_verificados: []
"""


def render(report: Report, existing: str | None = None, name: str = "") -> str:
    """Return the file with a row for each finding that it has none for; nothing of an existing one is lost.

    Where the document has changed since, each decision taken is to be confirmed again.

    Raises:
        BadSettingsError: the existing text is no YAML; `name` is the file's.
    """
    data = yaml_files.parse(existing if existing is not None else _BLANK, name)
    if data is None:
        data = yaml_files.parse(_BLANK, name)
    about = _section(data, "documento")
    if existing is not None and about.get("sha256") != report.sha256:
        _unconfirm(data)
    about["archivo"], about["sha256"] = report.file, report.sha256
    rows = data.get("decisiones")
    if not isinstance(rows, CommentedSeq):
        rows = data["decisiones"] = CommentedSeq()
    _add(rows, report)
    return _dumped(data)


def _add(rows: CommentedSeq, report: Report) -> None:
    """Add a row for each finding that has none."""
    known = {str(row.get("id") or "") for row in rows}
    for item in arrange(report).items():
        finding = item.finding
        # A decision that names its finding without its identity is one, too.
        if finding.id in known or finding.judgement:
            continue
        if not rows:
            rows.fa.set_block_style()
        rows.append(_row(finding))
        rows.yaml_set_comment_before_after_key(len(rows) - 1, before=f"\n{_headline(finding)}", indent=_INDENT)


def _headline(finding: Finding) -> str:
    word = "POR VERIFICAR" if finding.state is State.POR_VERIFICAR else SEVERITIES[finding.severity].upper()
    return shown(f"{word}. {shorten(finding.message, 400)}")


def _row(finding: Finding) -> CommentedMap:
    row = CommentedMap()
    row["id"] = finding.id
    row["regla"] = finding.rule
    if finding.part:
        row["parte"] = finding.part
    row["punto"] = finding.point
    row["lugar"] = "; ".join(places(finding, 3)) or None
    row["evidencia"] = shown(shorten(finding.evidence, _EVIDENCE)) or None
    row["decision"] = str(Decision.PENDIENTE)
    row["motivo"] = None
    return row


def _unconfirm(data: Any) -> None:  # noqa: ANN401 (whatever YAML holds)
    """Mark everything that was decided as decided on another version of the document."""
    taken = [r for r in data.get("decisiones") or () if (r.get("decision") or "pendiente") != Decision.PENDIENTE]
    for row in (*taken, *(data.get("observaciones_propias") or ()), *(data.get("puntos_verificados") or ())):
        row["confirmada"] = "no"
        note = "el documento cambió después: si todavía vale, escriba sí"
        row.yaml_add_eol_comment(note, "confirmada")


def _section(data: Any, key: str) -> CommentedMap:  # noqa: ANN401 (whatever YAML holds)
    if not isinstance(data.get(key), CommentedMap):
        data[key] = CommentedMap()
    section: CommentedMap = data[key]
    return section


def _dumped(data: Any) -> str:  # noqa: ANN401 (whatever YAML holds)
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _WIDE
    yaml.indent(mapping=_INDENT, sequence=_INDENT + 2, offset=_INDENT)
    yaml.allow_unicode = True
    target = io.StringIO()
    yaml.dump(data, target)
    return target.getvalue()
