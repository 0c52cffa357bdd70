"""Whole records of any type with a form, invented: lawful texts and numbers at random, empty parts, many rows.

Hypothesis gives the words, the numbers and a seed; what is where follows from the seed, so that a record of thousands
of values is a small example that can be shrunk.
"""

from __future__ import annotations

import random
import re
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from amc_docs.doctype import DocType
from amc_docs.forms.data import canonical
from amc_docs.forms.data_shape import Field, Group, Kind, shape_of
from amc_docs.forms.layout import layout_of
from amc_docs.specs import MatrixSpec
from amc_docs.wording import fold

WORDS = (
    *("luz", "río", "ñandú", "cosecha", "puente", "taller", "vía", "lluvia", "pájaro", "güiro", "acequia", "faena"),
    *("& Cía", "<b>negrita</b>", "{{ 7*7 }}", "{% if x %}", "{#", "«taller»", '"comillas"', "'simples'", "10%"),
    *("S/ 1,250.00", "3/4", "=B2+C3", "@todos", "+51", "–", "(véase)", "C:\\temp", "a_b", "*", "№ 5", "…", "&amp;"),
    *(
        "kilómetro",
        "Huánuco",
        "EL NIÑO",
        "1.5",
        "2016",
        "12:30",
        "x²",
        "50 °C",
        "¿cuándo?",
        "¡hoy!",
        "pan; vino",
        "E=mc",
    ),
)
"""Among them all that could be taken for markup, a tag of a template or a formula."""
LETTERS = "abcdefghijklmnñopqrstuvwxyzáéíóúüABCÑÉ0123456789&<>{}'%/+-"
MARKS = ("", "", "", "", "- ", "• ", "a) ", "b) ", "1. ", "2) ")
"""How lines begin: some are items of a list."""
YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
PERIODS = ("ENE", "FEB", "MAR", "2024 ABR", "2024 MAY", "I TRIM", "II TRIM", "Mes 7", "Mes 8")
CODES = ("1.1", "1.2", "2.1", "2.2", "3.1")
ORDER = ("", "quejas", "consultas", "visitas", "pedidos")
FITTING = ("2016", "12", "3", "1.1", "Metas superadas", "Metas no alcanzadas")
"""Values for the columns that are known by a pattern."""
TOKEN = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.sampled_from(LETTERS), min_size=2, max_size=9),
)


def is_lawful(phrase: str) -> bool:
    """Tell whether a phrase may stand anywhere: what begins like a total is one, and «GR» is a level of government."""
    strange = r"(total|suma|sub ?total)|.*\bg[nrl]\b"
    return any(c.isalpha() for c in phrase) and not re.match(strange, fold(phrase))


PHRASE = st.lists(TOKEN, min_size=1, max_size=12).map(" ".join).filter(is_lawful)
AMOUNT = st.one_of(
    st.integers(0, 10**7).map(Decimal),
    st.decimals(min_value=0, max_value=10**8, places=2),
    st.decimals(min_value=0, max_value=5000, places=3),
    st.decimals(min_value=0, max_value=1, places=4),
)


def records(
    doctype: DocType, most_rows: int = 12, *, in_sentences: bool = False, looks: bool = False
) -> st.SearchStrategy[dict[str, Any]]:
    """Return whole canonical records of a type.

    `in_sentences` begins each paragraph with a capital and ends it with a point, and each cell with a capital: on a
    page of a PDF file nothing else tells that it is not the end of the paragraph, or of the cut cell, above; items of
    lists have no dashes, which look like bullets where they begin a line. `looks`
    also merges cells, puts rows of one cell between the others and adds a column that the form does not have. Both
    together leave out the merged cells that no page shows: in tables inside the form's cells, several that overlap, and
    one right above an empty cell.
    """

    def made(phrases: list[str], amounts: list[Decimal], seed: int) -> dict[str, Any]:
        maker = _Maker(doctype, phrases, amounts, seed, most_rows)
        return maker.canonical(in_sentences=in_sentences, looks=looks)

    phrases = st.lists(PHRASE, min_size=8, max_size=24, unique_by=fold)
    return st.builds(made, phrases, st.lists(AMOUNT, min_size=3, max_size=12), st.integers(0, 2**32 - 1))


def drawn(doctype: DocType, number: int, *, in_sentences: bool = False) -> dict[str, Any]:
    """Return one record with looks, always the same for a number.

    What hypothesis draws hangs also on which modules are loaded: it tries the constants that stand in them.
    """
    chance = random.Random(number)  # noqa: S311 (no secret)
    phrases: dict[str, str] = {}
    while len(phrases) < 8 + number % 17:
        phrase = " ".join(_token(chance) for _ in range(chance.randrange(1, 13)))
        if is_lawful(phrase):
            phrases.setdefault(fold(phrase), phrase)
    amounts = [_amount(chance) for _ in range(chance.randrange(3, 13))]
    maker = _Maker(doctype, list(phrases.values()), amounts, number, most_rows=12)
    return maker.canonical(in_sentences=in_sentences, looks=True)


def _token(chance: random.Random) -> str:
    invented = "".join(chance.choices(LETTERS, k=chance.randrange(2, 10)))
    return chance.choice((chance.choice(WORDS), invented))


def _amount(chance: random.Random) -> Decimal:
    most, places = chance.choice(((10**7, 0), (10**8, 2), (5000, 3), (1, 4)))
    return Decimal(chance.choice((0, most, chance.randint(0, most * 10**places)))).scaleb(-places)


class _Maker:
    """Makes one record."""

    def __init__(self, doctype: DocType, phrases: list[str], amounts: list[Decimal], seed: int, most_rows: int) -> None:
        self.doctype, self.phrases, self.amounts, self.most_rows = doctype, phrases, amounts, most_rows
        self.chance = random.Random(seed)  # noqa: S311 (no secret)
        self.matrices = {m.name: m for m in doctype.matrices}
        self.sentence = "{}"
        self.looks = self.on_pages = False
        self.is_inside = any(part.form == "formulario" for part in layout_of(doctype).parts)

    def canonical(self, *, in_sentences: bool, looks: bool) -> dict[str, Any]:
        """Return a record as it is written to a file."""
        self.looks, self.on_pages = looks, in_sentences
        self.sentence = "Véase {}." if in_sentences else "{}"
        return canonical(self.record(), self.doctype)

    def record(self) -> dict[str, Any]:
        shape = shape_of(self.doctype)
        found: dict[str, Any] = {name: self.single(field) for name, field in shape.values.items()}
        units = [r for r in self.doctype.repeats if r.name in shape.groups]
        for repeat in units:
            found[repeat.name] = self.sheets(shape.groups[repeat.name], repeat.key)
        for name, spec in self.matrices.items():
            if name not in shape.groups or (not spec.unit and self.chance.random() < 0.25 and spec.point is not None):
                continue
            rows = self.rows(shape.groups[name], spec)
            if spec.unit:
                keys = sorted(self.chance.choice(found[spec.unit])[_key(self.doctype, spec.unit)] for _ in rows)
                order = [u[_key(self.doctype, spec.unit)] for u in found[spec.unit]]
                keys.sort(key=order.index)
                rows = [{**row, spec.unit_field: key} for row, key in zip(rows, keys, strict=True)]
            found[name] = rows
        found["puntos"] = {number: self.point(number, found) for number in shape.points}
        return found

    def single(self, field: Field) -> Any:
        """Return a value as such documents write it: a letter's number is known by its form."""
        number = self.chance.randrange(1, 999)
        day = f"{self.chance.randrange(1, 29):02} de marzo de {self.chance.choice(YEARS)}"
        place = {"numero": f"{number:03}-2021-ABC/DEF", "fecha": day, "anio": self.chance.choice(YEARS)}
        letter = {
            "numero": f"OFICIO N° {number:03}-2021-ABC/DEF",
            "fecha": f"Huánuco, {day}",
            "destinatario": f"Señora\nROSA EJEMPLO PRUEBA\n{self.words(4)}",
            "despedida": "Hago propicia la oportunidad para expresarle mi especial consideración.",
            "firma": f"ANA MUESTRA MODELO\n{self.words(3)}",
            "clase": "Resolución Ministerial",
            "mandato": "Regístrese, comuníquese y publíquese.",
            "version_manual": "02",
        }
        # A report's number and date stand in lines of their own; a letter's begin with what they are.
        known = place if self.doctype.repeats else {**place, **letter}
        if field.name in known:
            return known[field.name] if self.doctype.name != "resolucion" or field.name != "numero" else place["numero"]
        return self.text() if field.kind is Kind.LINES else self.value(field)

    def point(self, number: str, found: dict[str, Any]) -> dict[str, Any]:
        tables = [m.name for m in self.doctype.matrices if m.point == number and m.name in found and not m.unit]
        if self.chance.random() < 0.8:
            return {"texto": self.text()}
        parts: list[Any] = [self.text()]
        for name in tables:
            parts += [{"matriz": name}, self.line()]
        if self.chance.random() < 0.5:
            width = self.chance.randrange(2, 4)
            rows = [[self.in_cell(3) for _ in range(width)] for _ in range(self.chance.randrange(2, 5))]
            parts += [{"tabla": rows}, self.line()]
        return {"contenido": parts}

    def text(self) -> str:
        return "\n".join(self.line() for _ in range(self.chance.randrange(1, 6)))

    def line(self) -> str:
        return self.chance.choice(MARKS) + self.sentence.format(self.chance.choice(self.phrases))

    def words(self, most: int = 12) -> str:
        return " ".join(self.chance.choice(self.phrases).split()[:most])

    def in_cell(self, most: int = 12) -> str:
        return f"Uso de {self.words(most)}" if self.on_pages else self.words(most)

    def value(self, field: Field) -> Any:
        if field.kind is Kind.NUMBER or (field.kind is Kind.MIXED and self.chance.random() < 0.7):
            return self.chance.choice(self.amounts)
        if field.kind is Kind.LIST:
            items = [self.words() for _ in range(self.chance.randrange(1, 4))]
            # A dash that begins a line is a bullet, wherever the item above stops.
            return [item.replace(" – ", " ") for item in items] if self.on_pages else items
        if field.kind is Kind.MARK:
            return self.chance.choice(("X", "x", "50%"))
        return self.in_cell()

    def rows(self, group: Group, spec: MatrixSpec) -> list[dict[str, Any]]:
        """Return rows that fill the columns by which the table is known, and some of the others."""
        needed = self.chance.choice(spec.requires)
        patterns = {f.name: f.pattern for f in spec.fields if f.pattern}
        groups = {f.name for f in spec.fields if f.from_group}
        own = [f for f in group.fields.values() if f.name != spec.unit_field]
        used = [f for f in own if f.name in needed or self.chance.random() < 0.7]
        keys = {f.name: self.keys(f) for f in used if f.series}
        made = []
        for _ in range(self.chance.randrange(1, self.most_rows)):
            row: dict[str, Any] = {}
            for field in used:
                always = field.name in needed or field.name in patterns or field.name in groups
                if field.series:
                    row[field.name] = {key: self.value(field) for key in keys[field.name]}
                elif always or self.chance.random() < 0.8:
                    row[field.name] = self.fitting(field, patterns.get(field.name, ""))
            made.append(row)
        plain = [f for f in used if f.kind is Kind.TEXT and f.name not in patterns and f.name not in groups]
        return self.dressed(made, plain) if self.looks and not spec.unit and len(used) > 3 else made

    def dressed(self, rows: list[dict[str, Any]], fields: list[Field]) -> list[dict[str, Any]]:
        """Return rows as they may stand in a table of the document's own."""
        above: dict[str, Any] = {}
        heads = ("Nota propia",) if self.chance.random() < 0.7 else ()
        for row in rows:
            row |= {"otras": {head: self.words(4) for head in heads}} if heads else {}
            if above and self.chance.random() < 0.3:
                row["rotulo"] = f"Parte de {self.words(3)}"
            elif above and fields and not (self.on_pages and self.is_inside):
                before = above.get("sigue", []) if self.on_pages else []
                names = [self.chance.choice(fields).name]
                if before:
                    row |= {name: above[name] for name in before if name not in row}
                    names = before if self.chance.random() < 0.4 else []
                names = [name for name in names if name in above]
                row |= {**{name: above[name] for name in names}, "sigue": names} if names else {}
            above = row
        if heads and self.chance.random() < 0.3:
            rows.append({"rotulo": f"Fuente: {self.words(3)}"})
        return rows

    def fitting(self, field: Field, pattern: str) -> Any:
        fit = [value for value in FITTING if pattern and re.fullmatch(pattern, value)]
        return self.chance.choice(fit) if fit else self.value(field)

    def keys(self, field: Field) -> list[str]:
        known = {"year": YEARS, "period": PERIODS, "code": CODES}[field.series]
        start = self.chance.randrange(0, len(known) - 1)
        return list(known[start : start + self.chance.randrange(2, 5)]) or list(known[:2])

    def sheets(self, group: Group, key: str) -> list[dict[str, Any]]:
        """Return units with a code and a name of their own each.

        No manual has two processes of one name; at the top of two pages that would be read as a running header.
        """
        made = []
        for number in range(1, self.chance.randrange(2, 5)):
            unit = {f.name: self.value(f) for f in group.fields.values() if self.chance.random() < 0.8}
            known = {"titulo": "FICHA TÉCNICA DEL PROCESO"} if "titulo" in unit else {}
            made.append({**unit, **known, key: f"M1.{number}", "nombre": f"Atender {ORDER[number]} {self.words(3)}"})
        return made


def _key(doctype: DocType, name: str) -> str:
    return next(r.key for r in doctype.repeats if r.name == name)
