"""Field knowledge read from `standards/data/matching/`: concepts, ways of saying, general hazards, criteria."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables
from anlan.standards.matching.terms import Line, compiled, line

ALL = "*"
DATA = Path(__file__).parent.parent / "data" / "matching"


@dataclass(frozen=True)
class PackKnowledge:
    """What is known of one pack: where its hazards are, and how each criterion is worded in the field.

    `cue` tells that a text is of this pack's world; with `needs_cue` nothing of the pack is meant without it, since its
    words (特种作业, 许可证) are everybody's. `home` is the pack meant where no cue of another speaks; `not_at` are the
    places of other packs. `lines` by the code of the criterion.
    """

    slug: str
    cue: re.Pattern[str]
    needs_cue: bool
    home: bool
    not_at: re.Pattern[str] | None
    lines: dict[str, tuple[Line, ...]] = field(repr=False)


@dataclass(frozen=True)
class InOrder:
    """How a text says that something is in order: phrases left out, what tells a clause with nothing wrong in it.

    `things` are names that hold a word of `fault` and tell none (漏电保护).
    """

    phrases: tuple[re.Pattern[str], ...]
    fine: re.Pattern[str]
    fault: re.Pattern[str]
    double: re.Pattern[str]
    things: re.Pattern[str]


@dataclass(frozen=True)
class Doubts:
    """What makes a line "perhaps" at most: words by which a text doubts itself, and what tells a thing broken."""

    denied: re.Pattern[str]
    says: re.Pattern[str]
    takes_back: re.Pattern[str]
    broken: re.Pattern[str]
    between: re.Pattern[str]
    part: re.Pattern[str]


@dataclass(frozen=True)
class Knowledge:
    """All of it."""

    packs: dict[str, PackKnowledge]
    general: tuple[re.Pattern[str], ...]
    minor: tuple[re.Pattern[str], ...]
    in_order: InOrder
    unreal: dict[str, re.Pattern[str]]
    doubts: Doubts
    spared: dict[str, dict[str, tuple[Line, ...]]] = field(repr=False)
    said: dict[str, dict[str, str]] = field(repr=False)
    ways: dict[str, re.Pattern[str]] = field(repr=False)

    def said_of(self, slug: str, code: str) -> str:
        """The words a criterion goes by in the field; empty where none are kept."""
        return self.said.get(slug, {}).get(code, "")

    def spared_of(self, slug: str, code: str) -> tuple[Line, ...]:
        """What takes a text out of a criterion: what it leaves out, and what its threshold spares."""
        ours = self.spared.get(slug, {})
        return ours.get(code, ()) + ours.get(ALL, ())

    def lines_of(self, slug: str, code: str) -> tuple[Line, ...]:
        """The lines that word one criterion; none where nothing is known of it."""
        return self.packs[slug].lines.get(code, ()) if slug in self.packs else ()


@cache
def knowledge() -> Knowledge:
    """Read once a process, when first asked."""
    concepts, longer = _yaml("concepts.yaml"), tuple(_yaml("longer.yaml"))
    packs: dict[str, PackKnowledge] = {}
    for path in sorted((DATA / "rules").glob("*.yaml")):
        entries = _yaml(f"rules/{path.name}")
        for entry in entries if isinstance(entries, list) else [entries]:
            for pack in _packs(entry, concepts, longer, path.name):
                packs[pack.slug] = _joined(packs.get(pack.slug), pack)
    general, minor = (_patterns(_yaml(f"{name}.yaml")) for name in ("general", "minor"))
    unreal, doubts = _joined_patterns("unreal.yaml"), Doubts(**_joined_patterns("doubts.yaml"))
    return Knowledge(packs, general, minor, _in_order(), unreal, doubts, _spared(concepts, longer), _said(), _ways())


def marked(text: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    """Whether one of the patterns stands in the text."""
    return any(pattern.search(text) for pattern in patterns)


def _joined(before: PackKnowledge | None, pack: PackKnowledge) -> PackKnowledge:
    """A pack that borrows lines and has some of its own knows both."""
    return replace(pack, lines=before.lines | pack.lines) if before else pack


def _patterns(written: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in written)


def _in_order() -> InOrder:
    words = _yaml("in_order.yaml")
    return InOrder(
        _patterns(words["phrases"]), *(re.compile(words[name]) for name in ("fine", "fault", "double", "things"))
    )


def _joined_patterns(file: str) -> dict[str, re.Pattern[str]]:
    words = _yaml(file)
    return {name: re.compile("|".join(one) if isinstance(one, list) else one) for name, one in words.items()}


def _spared(concepts: dict[str, str], longer: tuple[str, ...]) -> dict[str, dict[str, tuple[Line, ...]]]:
    return {
        slug: {code: _lines(written, concepts, longer, f"spared.yaml {slug} {code}") for code, written in codes.items()}
        for slug, codes in _yaml("spared.yaml").items()
    }


def _said() -> dict[str, dict[str, str]]:
    files = sorted((DATA / "said").glob("*.yaml"))
    return {slug: words for file in files for slug, words in _yaml(f"said/{file.name}").items()}


def _ways() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(way) for name, way in _yaml("ways.yaml").items()}


def _packs(entry: dict[str, Any], concepts: dict[str, str], longer: tuple[str, ...], file: str) -> list[PackKnowledge]:
    lines = {str(code): _lines(written, concepts, longer, f"{file} {code}") for code, written in entry["lines"].items()}
    also = entry.get("also", {})
    borrowed = [_pack(slug, entry, concepts, _borrowed(codes, lines)) for slug, codes in also.items()]
    return [_pack(entry["pack"], entry, concepts, lines), *borrowed]


def _pack(
    slug: str, entry: dict[str, Any], concepts: dict[str, str], lines: dict[str, tuple[Line, ...]]
) -> PackKnowledge:
    not_at = compiled(entry["not_at"], concepts) if "not_at" in entry else None
    cue = compiled(entry["cue"], concepts)
    return PackKnowledge(slug, cue, entry.get("needs_cue", False), entry.get("home", False), not_at, lines)


def _borrowed(codes: dict[str, list[str]], lines: dict[str, tuple[Line, ...]]) -> dict[str, tuple[Line, ...]]:
    return {code: tuple(one for source in sources for one in lines.get(source, ())) for code, sources in codes.items()}


def _lines(written: list[str], concepts: dict[str, str], longer: tuple[str, ...], where: str) -> tuple[Line, ...]:
    try:
        return tuple(line(one, concepts, longer) for one in written)
    except (ValueError, re.error) as error:
        raise ValueError(f"{where}：{error}") from error


def _yaml(name: str) -> Any:
    return tables.read(DATA / name)
