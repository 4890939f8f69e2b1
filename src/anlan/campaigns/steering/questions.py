"""The questions of the gate, kept as data: what to ask of a project, and under which law."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anlan.core import tables

FILE = Path(__file__).parent.parent / "data" / "gate.yaml"
ANSWERS = [("yes", "是"), ("no", "否"), ("na", "不涉及")]


@dataclass(frozen=True)
class Question:
    """One question: yes is as it should be; `basis` says where it comes from."""

    text: str
    basis: str


@cache
def of_the_gate() -> list[Question]:
    """The questions in their order."""
    return [Question(**one) for one in tables.read(FILE)]
