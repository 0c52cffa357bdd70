"""Limits: what users may set, and what they are told where a file passes one."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from amc_docs.cli import main
from amc_docs.errors import ExitCode, LimitExceededError
from amc_docs.limits import BY_NAME, DEFAULT, NAMED, Limits, PageLimitError, plain, readable, with_settings

SAMPLE = str(Path("samples/anexo1/pass-formulario.pdf").resolve())


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments], prog_name="amc-docs")


def test_every_limit_has_a_name_and_every_name_a_limit():
    assert sorted(n.field for n in NAMED) == sorted(f.name for f in fields(Limits))
    assert len(BY_NAME) == len(NAMED)


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
def test_every_default_can_be_written_and_read_back(named):
    default = getattr(DEFAULT, named.field)

    assert getattr(with_settings([f"{named.name}={plain(default, named)}"]), named.field) == default
    assert readable(default, named.field)


@pytest.mark.parametrize(
    ("setting", "field", "value"),
    [
        ("paginas=3000", "pages", 3_000),
        ("Paginas = 3000", "pages", 3_000),
        ("memoria=2G", "memory", 2_000_000_000),
        ("memoria=800 mb", "memory", 800_000_000),
        ("pixeles=1,5M", "pixels", 1_500_000),
        ("segundos=0,5", "seconds", 0.5),
        ("archivo=10k", "size", 10_000),
    ],
)
def test_settings(setting, field, value):
    changed = with_settings([setting])

    assert getattr(changed, field) == value
    assert [f.name for f in fields(Limits) if getattr(changed, f.name) != getattr(DEFAULT, f.name)] == [field]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("hojas=3", "«hojas» no es un límite. Use uno de: archivo, "),
        ("paginas", "«» no es un valor para paginas. Escríbalo así: paginas=2000."),
        ("paginas=muchas", "Escríbalo así: paginas=2000."),
        ("paginas=-1", "Escríbalo así"),
        ("segundos=0", "segundos no puede ser menos de 0.1."),
        ("memoria=3M", "memoria no puede ser menos de 300M."),
        ("niveles=251", "niveles no puede ser más de 250."),
    ],
)
def test_wrong_settings_are_a_wrong_order(setting, words):
    result = run("revisar", "--limite", setting, SAMPLE)

    assert result.exit_code == ExitCode.USO_INCORRECTO
    assert words in result.stderr


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
def test_a_file_over_a_limit_is_told_what_it_has_what_is_allowed_and_how_to_allow_it(named):
    most = getattr(DEFAULT, named.field)
    error = DEFAULT.exceeded(named.field, "a.docx", "tiene {} cosas", 1.2 * most)

    assert isinstance(error, LimitExceededError)
    assert error.exit_code is ExitCode.ILEGIBLE
    told = re.fullmatch(r"«a\.docx» tiene (.+) cosas, y el límite es (.+)\. Si confía .+: --limite (\S+)\.", str(error))
    assert told
    assert told[2] == readable(most, named.field)
    assert getattr(with_settings([told[3]]), named.field) > most


def test_amounts_that_look_alike_are_told_apart():
    error = DEFAULT.exceeded("inflated", "a.docx", "ocupa {}", DEFAULT.inflated + 1)

    assert "ocupa más de 300 MB, y el límite es 300 MB" in str(error)


def test_a_page_over_a_limit_is_told_with_the_name_of_the_limit():
    with pytest.raises(PageLimitError, match=r"^tiene más de 100,000 caracteres \(--limite caracteres-pagina\)$"):
        DEFAULT.check_page("page_characters", 100_001, "caracteres")
    DEFAULT.check_page("page_characters", 100_000, "caracteres")


@pytest.mark.parametrize("command", ["revisar", "extraer"])
def test_the_help_lists_every_limit_with_its_default(command):
    text = run(command, "--ayuda").output

    for named in NAMED:
        assert f"{named.name}={plain(getattr(DEFAULT, named.field), named)} " in text


@pytest.mark.parametrize("command", [("revisar", "-q"), ("extraer",)])
def test_a_limit_of_the_file_refuses_it_in_one_line(command):
    result = run(*command, "--limite", "paginas=1", "--limite", "segundos=40", SAMPLE)

    assert result.exit_code == ExitCode.ILEGIBLE
    assert len(result.stderr.splitlines()) == 1
    assert "--limite paginas=9" in result.stderr
    assert result.stdout == ""


def test_a_limit_of_pages_leaves_them_unread_and_the_report_says_so():
    result = run("revisar", "--limite", "caracteres-pagina=1500", SAMPLE)

    assert result.exit_code == ExitCode.NO_VERIFICABLE
    assert "--limite caracteres-pagina" in " ".join(result.stdout.split())


def test_the_readme_lists_every_limit_with_its_default():
    readme = Path("README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z][a-z-]+)` \| (\d[^|]*?) \| ([^|]+?) \|$", readme, re.MULTILINE)

    assert rows == [(n.name, plain(getattr(DEFAULT, n.field), n), n.what) for n in NAMED]
