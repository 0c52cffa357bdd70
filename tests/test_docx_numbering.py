"""Automatic numbers, as Word prints them."""

from __future__ import annotations

import pytest

from amc_docs.readers.docx_numbering import as_number
from tests.word import labels, lists, lvl, numbered, opened, p, package, part, style, tbl, tc, tr

LIST = '<w:numId w:val="1"/>'


def run(folder, numbering: str, *levels: tuple[int, int], styles: str = "") -> list[str]:
    """Return the labels of paragraphs in (list, level)."""
    body = "".join(p("x", numbered(number, level)) for number, level in levels)
    known = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return labels(opened(folder, package(body, **known)))


def num(number: int, *overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{"".join(overrides)}</w:num>'


def restart(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("decimalZero", 12, "12"), ("lowerLetter", 1, "a"),
        ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"), ("upperLetter", 28, "BB"), ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"), ("upperRoman", 0, "0"), ("ordinal", 3, "3º"), ("none", 5, ""),
        ("ordinalText", 2, "Segundo"), ("cardinalText", 2, "Dos"), ("ordinalText", 99, "99"),
        ("numberInDash", 2, "- 2 -"), ("chicago", 2, "2"),
    ],
)  # fmt: skip
def test_number_formats(form, number, printed):
    assert as_number(number, form) == printed


def test_levels_count_and_begin_again_under_each_parent(tmp_path):
    numbering = lists(lvl(0, "%1."), lvl(1, "%1.%2.", "lowerLetter"), lvl(2, "(%3)", "lowerRoman"))

    assert run(tmp_path, numbering, (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)) == [
        "1.", "1.a.", "1.b.", "(i)", "2.", "2.a.", "(i)",
    ]  # fmt: skip


def test_a_skipped_level_shows_its_start(tmp_path):
    assert run(tmp_path, lists(lvl(0, "%1."), lvl(1, "%1.%2")), (1, 1), (1, 0), (1, 1)) == ["1.1", "1.", "1.1"]


def test_a_level_may_never_begin_again(tmp_path):
    numbering = lists(lvl(0, "%1."), lvl(1, "%2)", more='<w:lvlRestart w:val="0"/>'))

    assert run(tmp_path, numbering, (1, 0), (1, 1), (1, 0), (1, 1)) == ["1.", "1)", "2.", "2)"]


def test_a_level_may_begin_again_only_after_a_higher_one(tmp_path):
    numbering = lists(lvl(0, "%1"), lvl(1, "%2"), lvl(2, "%3", more='<w:lvlRestart w:val="1"/>'))

    found = run(tmp_path, numbering, (1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2))
    assert found == ["1", "1", "1", "2", "2", "2", "1"]


def test_lists_made_from_one_count_together_unless_they_restart(tmp_path):
    numbering = lists(lvl(0, "%1."), numbers=num(2) + num(3, restart(0, 5)))

    assert run(tmp_path, numbering, (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)) == ["1.", "2.", "5.", "6.", "7."]


def test_separate_lists_count_apart(tmp_path):
    other = (
        f'<w:abstractNum w:abstractNumId="8">{lvl(0, "%1)")}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    )

    assert run(tmp_path, lists(lvl(0, "%1."), numbers=other), (1, 0), (2, 0), (1, 0)) == ["1.", "1)", "2."]


def test_a_list_may_redefine_a_level(tmp_path):
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "Art. %1", "upperRoman")}</w:lvlOverride>'

    assert run(tmp_path, lists(lvl(0, "%1."), numbers=num(2, override)), (1, 0), (2, 0)) == ["1.", "Art. II"]


def test_legal_numbering_shows_digits(tmp_path):
    numbering = lists(lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>"))

    assert run(tmp_path, numbering, (1, 0), (1, 1)) == ["I", "1.1"]


@pytest.mark.parametrize(("text", "printed"), [("\uf0b7", "•"), ("o", "•"), ("-", "-"), ("–", "-"), ("", "•")])
def test_bullets(tmp_path, text, printed):
    assert run(tmp_path, lists(lvl(0, text, "bullet")), (1, 0)) == [printed]


def test_a_custom_format_pads_with_zeros(tmp_path):
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )

    assert run(tmp_path, lists(level), (1, 0), (1, 0)) == ["009", "010"]


@pytest.mark.parametrize("number", [0, 99])
def test_no_list_no_label(tmp_path, number):
    assert run(tmp_path, lists(lvl(0, "%1.")), (number, 0)) == [""]


def test_numbers_come_through_styles(tmp_path):
    styles = part(
        "styles",
        style("Titulo1", "heading 1", f"<w:pPr>{numbered(1, 0)}</w:pPr>")
        + style("Titulo2", "heading 2", f'<w:basedOn w:val="Titulo1"/><w:pPr><w:numPr>{LIST}</w:numPr></w:pPr>'),
    )
    numbering = lists(
        lvl(0, "%1.", more='<w:pStyle w:val="Titulo1"/>'), lvl(1, "%1.%2", more='<w:pStyle w:val="Titulo2"/>')
    )
    body = "".join(p("x", f'<w:pStyle w:val="Titulo{n}"/>') for n in (1, 2, 2, 1))
    body += p("sin", '<w:pStyle w:val="Titulo1"/><w:numPr><w:numId w:val="0"/></w:numPr>')

    assert labels(opened(tmp_path, package(body, styles=styles, numbering=numbering))) == ["1.", "1.1", "1.2", "2.", ""]


def test_a_list_may_take_its_levels_from_a_numbering_style(tmp_path):
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{lvl(0, "%1)", "lowerLetter")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>',
    )

    assert run(tmp_path, numbering, (1, 0), (1, 0)) == ["a)", "b)"]


def test_labels_run_on_through_tables(tmp_path):
    body = p("x", numbered()) + tbl(tr(tc(p("x", numbered())))) + p("x", numbered())
    document = opened(tmp_path, package(body, numbering=lists(lvl(0, "%1."))))

    assert [b.label for b in document.paragraphs()] == ["1.", "2.", "3."]


@pytest.mark.parametrize("value", ["99999999999999999999", "-3", "x"])
def test_absurd_numbers_do_no_harm(tmp_path, value):
    level = lvl(0, "%1.", "lowerLetter").replace('w:start w:val="1"', f'w:start w:val="{value}"')

    assert len(run(tmp_path, lists(level, numbers=num(2, restart(0, 2_147_483_647))), (1, 0), (2, 0), (2, 77))) == 3
