"""A page for each content: what it is, its points and its observations, from the report that the store keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from amc_docs.audit.outputs import html
from amc_docs.audit.outputs.reading import Archive
from amc_docs.writers.output import make_folder, whole

NAME = "documentos"


def write(archive: Archive, folder: Path) -> Path:
    """Write the pages; those of contents that are no longer there are taken away."""
    place = folder / NAME
    make_folder(place)
    written = set()
    for row, text in archive.reports():
        report = json.loads(text) if text else None
        target = folder / html.page_of(row)
        written.add(target.name)
        with whole(target) as file:
            file.write(_page(row, archive.names(row["documento"]), report))
    for old in place.glob("*.html"):
        if old.name not in written:
            with suppress(OSError):
                old.unlink()
    return place


def _page(row: Mapping[str, Any], names: list[str], report: Mapping[str, Any] | None) -> bytes:
    return html.render("pages.html", row=row, names=names, report=report, findings=_by_point(report))


def _by_point(report: Mapping[str, Any] | None) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return the observations under their points, in the order of the report."""
    if report is None:
        return []
    titles = {(p.get("parte"), p["punto"]): p["titulo"] for p in report["puntos"]}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for finding in report["hallazgos"]:
        title = titles.get((finding.get("parte"), finding["punto"]), "")
        at = f"Punto {finding['punto']}. {title}" if finding["punto"] else "El documento en su conjunto"
        groups.setdefault(at, []).append(finding)
    return list(groups.items())
