"""The words registers use, as shipped: heads of columns, and kinds, states and industries beside the official ones."""

from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables

DATA = Path(__file__).parent.parent / "data"


@cache
def _read(name: str) -> dict[str, Any]:
    return dict(tables.read(DATA / f"{name}.yaml"))


def split(words: str) -> tuple[str, ...]:
    """The words of one entry; a long entry is folded over several lines."""
    return tuple(word.strip() for word in words.split("、") if word.strip())


def column(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A column's label, the other heads it is kept under, and the words that rule it out."""
    entry = _read("columns")[name]
    return entry["label"], split(entry.get("heads", "")), split(entry.get("unlike", ""))


@cache
def spellings(table: str) -> dict[str, tuple[str, ...]]:
    """The spellings of kinds, statuses, industries (…) by what is stored."""
    return {meaning: split(words) for meaning, words in _read("words")[table].items()}
