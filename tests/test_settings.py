"""The office's own file of settings: found, read, and its faults told with line and key."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from amc_docs import settings, yaml_files
from amc_docs.doctype import data_folder
from amc_docs.errors import BadSettingsError
from amc_docs.folders import SETTINGS
from amc_docs.settings import Person, load

EXAMPLE = data_folder("templates") / "_revision" / SETTINGS
SCHEMA = data_folder("schemas") / "_meta" / "configuracion.schema.json"


def write(folder: Path, text: str, name: str = "amc-docs.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> str:
    with pytest.raises(BadSettingsError) as caught:
        load(write(folder, text))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_written_is_read(tmp_path):
    found = load(
        write(
            tmp_path,
            "entidad: {nombre: Ministerio de Ejemplo, siglas: ME/OD, ciudad: Lima}\n"
            "firmante:\n  nombre: Ana Supuesta\n  cargo: No\n"
            "plazo: cinco   (5) días\n",
        )
    )

    assert (found.body, found.initials, found.city) == ("Ministerio de Ejemplo", "ME/OD", "Lima")
    # «No» is a word in YAML 1.2.
    assert found.signatory == Person(name="Ana Supuesta", post="No")
    assert found.term == "cinco (5) días"
    assert (found.organ, found.superior, found.addressees) == (None, Person(), ())


@pytest.mark.parametrize("text", ["", "# solo un comentario\n", "entidad:\nfirmante:\ndestinatarios:\n"])
def test_what_is_not_said_is_none(tmp_path, text):
    found = load(write(tmp_path, text))

    assert (found.body, found.signatory, found.term, found.addressees, dict(found.templates)) == (
        None, Person(), None, (), {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plazo: x\nfirmate: {}\n", "línea 2, «firmate»: es una clave que no existe. ¿Quiso decir «firmante»?"),
        ("firmante:\n  nombre: 123\n", "línea 2, «firmante.nombre»: dice «123», y debe ser un texto"),
        ("firmante: Juan\n", "línea 1, «firmante»: dice «Juan», y debe ser un grupo de claves"),
        ("- uno\n", "el archivo: dice «['uno']», y debe ser un grupo de claves"),
        ("numeracion:\n  informe: INF {nada}\n", "línea 2, «numeracion.informe»: «{nada}» no existe"),
        ("numeracion:\n  informe: 'INF {numero.__class__}'\n", "«{numero.__class__}» no existe"),
        ("numeracion:\n  informe: 'INF {numero:999999999}'\n", "va solo la cantidad de cifras"),
        ("numeracion:\n  informe: 'INF {anio:03}'\n", "va solo la cantidad de cifras"),
        ("numeracion:\n  informe: 'INF {numero'\n", "tiene una llave sin pareja"),
        ("destinatarios:\n  - tipos: [anexo9]\n", "línea 2, «destinatarios.1.tipos»: «anexo9» no es un tipo conocido"),
        ("a: &x 1\nb: *x\n", "línea 2: «*» remite a otra parte"),
        ("plazo: a\nplazo: b\n", "línea 2: no está bien escrito (la clave «plazo» está dos veces)"),
        ("firmante:\n\tnombre: x\n", "línea 2: no está bien escrito (hay un tabulador"),
        ("plazo: diez: 10\n", "línea 1: no está bien escrito (hay dos puntos de más"),
        ("firmante: [\n", "no está bien escrito"),
        ("plantillas:\n  informe: no-esta.docx\n", "línea 2, «plantillas.informe»: no existe el archivo"),
    ],
)
def test_a_fault_is_one_line_with_its_place(tmp_path, text, expected):
    message = fault(tmp_path, text)

    assert message.startswith("amc-docs.yaml")
    assert expected in message


def test_a_file_that_is_no_text_is_said(tmp_path):
    path = tmp_path / "amc-docs.yaml"
    path.write_bytes("plazo: días".encode("cp1252"))
    with pytest.raises(BadSettingsError, match="no está guardado en UTF-8"):
        load(path)
    path.write_bytes(b"a" * (yaml_files.LARGEST + 1))
    with pytest.raises(BadSettingsError, match="más de 512 KB"):
        load(path)
    with pytest.raises(BadSettingsError, match="--crear-configuracion"):
        load(tmp_path / "otra.yaml")


def test_the_file_of_the_folder_comes_before_the_users_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "propia"))
    assert load().source is None

    (tmp_path / "propia" / "amc-docs").mkdir(parents=True)
    write(tmp_path / "propia" / "amc-docs", "plazo: propio\n")
    assert load().term == "propio"

    write(tmp_path, "plazo: de la carpeta\n")
    assert load().term == "de la carpeta"
    assert load(write(tmp_path, "plazo: indicado\n", "otra.yaml")).term == "indicado"


def test_windows_has_its_own_folder_for_settings(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path))

    assert list(settings.places()) == [Path("amc-docs.yaml"), tmp_path / "amc-docs" / "amc-docs.yaml"]


def test_a_user_without_a_home_has_the_file_of_the_folder(monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)

    assert list(settings.places()) == [Path("amc-docs.yaml")]


def test_the_addressee_named_for_type_and_sector_comes_first(tmp_path):
    found = load(
        write(
            tmp_path,
            "destinatarios:\n"
            "  - nombre: de todos\n"
            "  - {nombre: del tipo, tipos: [anexo1]}\n"
            "  - {nombre: del sector, sector: Ambiente}\n"
            "  - {nombre: de ambos, sector: Ambiente, tipos: [anexo1]}\n",
        )
    )

    asked = [("oficio", "Salud"), ("anexo1", "Salud"), ("oficio", "AMBIENTE"), ("anexo1", "Ambiente")]
    names = [found.addressee(doctype, sector).name for doctype, sector in asked]
    assert names == ["de todos", "del tipo", "del sector", "de ambos"]
    assert load(write(tmp_path, "plazo: x\n")).addressee("anexo1", "Salud") == Person()


def test_the_example_is_valid_and_shows_every_key():
    load(EXAMPLE)
    shown = YAML(typ="safe").load(EXAMPLE.read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert set(shown) == set(schema["properties"])
    for name, rows in shown.items():
        if isinstance(rows, dict):
            spec = schema["properties"][name]
            spec = schema["$defs"]["persona"] if "$ref" in spec else spec
            assert set(rows) == set(spec["properties"])
