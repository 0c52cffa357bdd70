"""Every sample of Anexo 1: whole submissions, faults, tricky but lawful ones, and those that leave a doubt."""

from __future__ import annotations

from . import faults_first, faults_last, faults_thirteen, lawful_first, lawful_last, lawful_thirteen
from .case import Case
from .doubtful import DOUBTFUL
from .form import Form
from .narrative import Narrative

WHOLE = [
    Case(
        "pass-formulario",
        brief=False,
        layout=Form(spilled=frozenset({7, 13, 18, 19}), wide=frozenset({13, 19})),
        pdf=True,
    ),
    Case("pass-formulario-breve", pdf=True),
    Case("pass-narrativo", base="empleo", layout=Narrative(), pdf=True),
]

LAWFUL = [*lawful_first.LAWFUL, *lawful_thirteen.LAWFUL, *lawful_last.LAWFUL]
FAULTS = [*faults_first.FAULTS, *faults_thirteen.FAULTS, *faults_last.FAULTS]

CASES = [*WHOLE, *LAWFUL, *FAULTS, *DOUBTFUL]
