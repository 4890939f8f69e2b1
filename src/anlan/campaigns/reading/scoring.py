"""How well notices are read: the draft against labels made by hand. Figures for docs/reading-plans.md."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from anlan.campaigns.reading import papers
from anlan.campaigns.reading.reader import read_text

PERIODIC = {"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "per_stage"}
FREQUENCIES = [
    ("half_yearly", "半年"), ("quarterly", "季"), ("daily", "每[日天]"), ("weekly", "周"), ("monthly", "月"),
    ("yearly", "年"),
    ("as_needed", "定期|适时|分期|不定期|按需"),
]  # fmt: skip


@dataclass
class Score:
    """Counts of one notice, or of several together."""

    name: str
    expected: int = 0
    found: int = 0
    right_subject: int = 0
    told: int = 0
    false: int = 0
    stages: int = 0
    stages_found: int = 0
    conflicts: int = 0
    conflicts_found: int = 0
    conflicts_false: int = 0
    masthead: int = 0
    masthead_right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another notice in."""
        for key, value in asdict(other).items():
            if isinstance(value, int):
                setattr(self, key, getattr(self, key) + value)

    def as_json(self) -> dict[str, Any]:
        """Counts with recall and precision."""
        told = {key: value for key, value in asdict(self).items() if key != "wrong"}
        return told | {
            "recall": share(self.right_subject, self.expected),
            "false_share": share(self.false, self.told),
            "conflict_recall": share(self.conflicts_found, self.conflicts),
            "wrong": self.wrong,
        }


def share(part: int, whole: int) -> float | None:
    """A share to three places; None of nothing."""
    return round(part / whole, 3) if whole else None


def labelled(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each notice of a folder with its labels: NAME.labels.json beside NAME.txt, .docx or .pdf."""
    for labels in sorted(folder.glob("*.labels.json")):
        name = labels.name.removesuffix(".labels.json")
        texts = [path for path in sorted(folder.glob(f"{name}.*")) if path.suffix in {".txt", ".docx", ".pdf"}]
        if texts:
            yield texts[0], json.loads(labels.read_text("utf-8"))


def scores(folder: Path) -> list[Score]:
    """Each notice of a folder, then those held out together, then all together."""
    told = [(score(path, labels), bool(labels.get("held_out"))) for path, labels in labelled(folder)]
    held, everything = Score("held_out"), Score("all")
    for one, is_held in told:
        everything.add(one)
        if is_held:
            held.add(one)
    return [*(one for one, _ in told), held, everything] if told else []


def score(path: Path, labels: dict[str, Any]) -> Score:
    """Read one notice and compare it with its labels."""
    text = papers.read(path).text
    draft = read_text(text).as_json()
    told = Score(path.stem)
    _duties(draft, labels, told)
    _stages(draft, labels, told)
    _conflicts(draft, labels, told)
    _masthead(draft, labels, told)
    return told


def rhythm_of(label: dict[str, Any]) -> str:
    """The rhythm of a label, whose `frequency` may be words (每月≥2)."""
    if "rhythm" in label:
        return str(label["rhythm"])
    words = label.get("frequency") or ""
    return next((rhythm for rhythm, pattern in FREQUENCIES if re.search(pattern, words)), "none")


def _is_date(due: Any) -> bool:
    return bool(due) and re.match(r"(?:\d{4}|-)-\d\d", str(due)) is not None


def is_bound(label: dict[str, Any]) -> bool:
    """Whether a label is a duty of frequency, count or date."""
    return rhythm_of(label) in PERIODIC or label.get("min_count") is not None or _is_date(label.get("due"))


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def _overlap(one: str, other: str) -> bool:
    one, other = _squeezed(one), _squeezed(other)
    if one in other or other in one:
        return True
    shorter, longer = sorted((one, other), key=len)
    half = max(8, len(shorter) // 2)
    return any(shorter[at : at + half] in longer for at in range(len(shorter) - half + 1))


def _same(label: dict[str, Any], duty: dict[str, Any]) -> bool:
    """Whether a duty read is the one labelled: the words, and rhythm, count and date where labelled."""
    if not _overlap(label["quote"], duty["quote"]):
        return False
    rhythm = rhythm_of(label)
    if rhythm in PERIODIC and rhythm != duty["rhythm"]:
        return False
    if label.get("min_count") is not None and label["min_count"] != duty["min_count"]:
        return False
    due = label.get("due")
    return not _is_date(due) or duty["due"] == str(due)[:10]


def _people(words: str) -> set[str]:
    plain = re.sub(r"（[^）]*）|\([^)]*\)", "", words)
    return {re.sub("^(?:各|有关|相关|全体)+", "", part) for part in re.split("[、和及，, 等]", plain) if part}


def right_subject(label: dict[str, Any], duty: dict[str, Any]) -> bool:
    """Whether the subject read names somebody the label names; a label without a subject takes any."""
    wanted = label.get("subject") or ""
    if not wanted or wanted.startswith("（"):
        return True
    said = _people(duty["subject"]) | _people((duty["applies_to"] or "") + duty["subject"])
    said |= {duty["applies_to"]} if duty["applies_to"] else set()
    return any(one and other and (one in other or other in one) for one in _people(wanted) for other in said)


def _duties(draft: dict[str, Any], labels: dict[str, Any], told: Score) -> None:
    bound = [label for label in labels["duties"] if is_bound(label)]
    read = [duty for duty in draft["duties"] if duty["rhythm"] in PERIODIC or duty["min_count"] or duty["due"]]
    told.expected, told.told = len(bound), len(read)
    for label in bound:
        same = [duty for duty in read if _same(label, duty)]
        right = [duty for duty in same if right_subject(label, duty)]
        told.found += bool(same)
        told.right_subject += bool(right)
        if not right:
            said = f"; read {same[0]['subject']}" if same else ""
            told.wrong.append(
                f"duty missed: {label['quote']} ({label['subject']}, {rhythm_of(label)}, {label.get('due')}){said}"
            )
    for duty in read:
        if not any(
            _overlap(label["quote"], duty["quote"])
            for label in labels["duties"]
            if is_bound(label) or "duties_are" not in labels
        ):
            told.false += 1
            told.wrong.append(f"duty false: {duty['quote'][:60]} ({duty['subject']}, {duty['rhythm']}, {duty['due']})")


def _stages(draft: dict[str, Any], labels: dict[str, Any], told: Score) -> None:
    for label in labels.get("stages") or []:
        told.stages += 1
        name = unicodedata.normalize("NFKC", label["name"])
        named = [(unicodedata.normalize("NFKC", one["name"]), one) for one in draft["stages"]]
        same = [one for said, one in named if name in said or said in name]
        if any(one["start"] == label["start"] and one["end"] == label["end"] for one in same):
            told.stages_found += 1
        else:
            read = [(one["start"], one["end"]) for one in same]
            told.wrong.append(f"stage: {label['name']} {label['start']} {label['end']}; read {read}")


def _conflicts(draft: dict[str, Any], labels: dict[str, Any], told: Score) -> None:
    matched = set()
    for label in labels["conflicts"]:
        told.conflicts += 1
        hits = [
            at
            for at, one in enumerate(draft["conflicts"])
            if any(_overlap(label["quote"], quote) for quote in one["quotes"] if quote)
        ]
        matched.update(hits)
        told.conflicts_found += bool(hits)
        if not hits:
            told.wrong.append(f"conflict missed: {label['quote']}")
    for at, one in enumerate(draft["conflicts"]):
        if at not in matched:
            told.conflicts_false += 1
            told.wrong.append(f"conflict not labelled ({one['severity']}): {one['what']} {one['quotes']}")


def _masthead(draft: dict[str, Any], labels: dict[str, Any], told: Score) -> None:
    wanted = {
        "title": labels.get("title"),
        "issuer": labels.get("issuer"),
        "issued_on": labels.get("issued_on") or labels.get("date"),
        "document_number": labels.get("document_number") or labels.get("doc_no"),
    }
    for key, value in wanted.items():
        if value:
            told.masthead += 1
            plain, read = (re.sub("（[^）]*）", "", words) for words in (str(value), draft[key] or ""))
            right = bool(read) and (plain in read or read in plain)
            told.masthead_right += right
            if not right:
                told.wrong.append(f"{key}: {value}; read {draft[key]}")
