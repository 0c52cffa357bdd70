"""The report as one HTML file that needs nothing else: to read on a screen, to print, to sign."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from amc_docs.dates import in_words
from amc_docs.findings import Finding, Part, PointState, State
from amc_docs.wording import is_numbered
from amc_docs.writers import Options, Review, judged_words
from amc_docs.writers import arrangement as shared
from amc_docs.writers.html_pictures import MOST, Camera, pictures
from amc_docs.writers.html_surroundings import Excerpt, Surroundings
from amc_docs.writers.json import TOOL

TEMPLATE = Path(__file__).with_name("html.html")
EVIDENCE_LENGTH = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One observation as the template shows it."""

    number: int
    finding: Finding
    message: str
    value: str
    expected: str
    word: str
    """`error`, `advertencia`, `nota` or `por verificar`."""
    kind: str
    """The same as a class of the style sheet."""
    evidence: str
    judged: str
    """What the reviewer decided of it; empty where nothing."""
    places: tuple[str, ...]
    picture: str | None
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One point in the table of points."""

    point: PointState
    block: str
    """Block of the form, where it begins with this point; otherwise empty."""
    found: str
    """Title as written, where it differs from the official one."""
    place: str
    cards: tuple[Card, ...]
    part: Part | None = None
    """The document of the file whose points begin with this one."""
    key: str = ""
    """What tells it from the points of the file's other documents: `2-Firma`."""
    number: str = ""
    """As shown; empty for a part without number, which goes by its title."""


def render(reviews: Sequence[Review], _options: Options | None = None) -> str:
    """Return the page of one file."""
    review = reviews[0]
    report, arrangement = review.report, shared.arrange(review.report)
    cards = _cards(review, arrangement)
    sections = (
        ("observaciones", "Observaciones por subsanar", arrangement.observations),
        ("por-verificar", "Por verificar: lo debe juzgar una persona", arrangement.doubts),
        ("notas", "Notas: no cambian el dictamen", arrangement.notes),
    )
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    page = template.render(
        report=report,
        doctype=review.doctype,
        tool=TOOL,
        made=in_spanish(datetime.now().astimezone()),
        verdict=shared.VERDICTS[report.verdict],
        kind=shared.kind(report),
        conclusion=shared.conclusion(report),
        code=int(shared.EXIT_CODES[report.verdict]),
        counts=shared.counts(report),
        states=shared.STATES,
        symbols=shared.SYMBOLS,
        tiles=[(s, sum(p.state is s for p in report.points)) for s in State],
        lines=_lines(review, cards),
        sections=[s for s in sections if s[2]],
        cards=cards,
        unchecked=shared.unchecked(report),
        judged=judged_words.told(report.judging) if report.judging else (),
        rules={rule.id: rule for doctype in review.doctypes for rule in doctype.rules},
        notes=[doctype.note for doctype in review.doctypes if doctype.note],
        parts=[(part, shared.part_place(part)) for part in report.parts],
        verdicts=shared.VERDICTS,
        key=shared.key,
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _cards(review: Review, arrangement: shared.Arrangement) -> dict[int, Card]:
    """Return the cards by number of observation, each with its picture or its surroundings."""
    surroundings = Surroundings(review.document)
    items = list(arrangement.items())
    expected = min(MOST, sum(bool(i.finding.location and i.finding.location.box) for i in items))
    is_pdf = expected and review.document.format.startswith("pdf")
    with pictures(review.path) if is_pdf else nullcontext() as camera:
        return {i.number: _card(i, camera, surroundings, expected) for i in items}


def _card(item: shared.Item, camera: Camera | None, surroundings: Surroundings, expected: int) -> Card:
    finding = item.finding
    word = "por verificar" if finding.state is State.POR_VERIFICAR else shared.SEVERITIES[finding.severity]
    places = shared.locations(finding)
    picture = camera.take(places[0], expected=expected) if camera and places else None
    return Card(
        number=item.number,
        finding=finding,
        message=item.message,
        value=item.value,
        expected=item.expected,
        word=word,
        kind=word.replace(" ", "-"),
        evidence=item.evidence(EVIDENCE_LENGTH),
        judged=judged_words.of_finding(finding),
        places=shared.places(finding),
        picture=picture,
        excerpt=None if picture else surroundings.of(places),
    )


def _lines(review: Review, cards: dict[int, Card]) -> list[Line]:
    """Return the table of points, blocks of the form marked where they begin."""
    blocks = {spec.number: spec.block for doctype in review.doctypes[::-1] for spec in doctype.points}
    parts = {part.number: part for part in review.report.parts}
    lines: list[Line] = []
    current = ""
    for point in review.report.points:
        block = blocks.get(point.number, "")
        lines.append(
            Line(
                point=point,
                block=block if block != current else "",
                found=shared.found_title(point),
                place=shared.place(point.location),
                cards=tuple(
                    c for c in cards.values() if (c.finding.part, c.finding.point) == (point.part, point.number)
                ),
                part=parts.pop(point.part, None) if point.part else None,
                key=shared.key(point.part, point.number),
                number=point.number if is_numbered(point.number) else "",
            )
        )
        current = block or current
    return lines


def in_spanish(moment: datetime) -> str:
    """Return `21 de noviembre de 2026, 13:05`."""
    return f"{in_words(moment)}, {moment:%H:%M}"
