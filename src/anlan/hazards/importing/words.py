"""The words hazard ledgers use, as shipped; what a register of enterprises has as well is added to its words."""

from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables
from anlan.enterprises.importing.words import column as register_column
from anlan.enterprises.importing.words import split

DATA = Path(__file__).parent.parent / "data"


@cache
def _read(name: str) -> dict[str, Any]:
    return dict(tables.read(DATA / f"{name}.yaml"))


def column(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A column's label, the other heads it is kept under, and the words that rule it out."""
    entry = _read("columns")[name]
    return entry["label"], split(entry.get("heads", "")), split(entry.get("unlike", ""))


def shared_column(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A column that registers of enterprises have as well: their heads and ours."""
    label, heads, unlike = register_column(name)
    entry = _read("columns").get(name, {})
    ruled_out = split(entry["unlike"]) if "unlike" in entry else unlike
    return entry.get("label", label), (label, *heads, *split(entry.get("heads", ""))), ruled_out


def meanings(table: str) -> dict[str, str]:
    """Every spelling of a table of words and what it means."""
    return {word: meaning for meaning, words in _read("words")[table].items() for word in split(words)}
