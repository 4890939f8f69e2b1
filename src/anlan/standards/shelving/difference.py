"""What a new pack changes against the version on the shelf, item by item."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from anlan.standards.models import CriteriaPack, Criterion, Industry
from anlan.standards.packs.shape import Item, Pack

MOVED = 0.85
"""Two wordings so alike under different codes are one item that moved."""
KINDS = (
    ("added", "新增"),
    ("removed", "删去"),
    ("changed", "改文字"),
    ("judged", "改判定"),
    ("moved", "改条号"),
    ("ceased", "停止执行"),
)

HEADS = {"title": "名称", "doc_number": "文号", "issuer": "发文机关", "status": "状态", "applies_to": "适用"}


@dataclass(frozen=True)
class Change:
    """One item that differs: its code before and after, and the two wordings."""

    kind: str
    code: str
    before: str = ""
    after: str = ""
    old_code: str = ""

    @property
    def words(self) -> str:
        """What happened to it."""
        return dict(KINDS)[self.kind]


@dataclass
class Difference:
    """Everything that differs. `gone` are the criteria on the shelf that no longer stand as they do."""

    changes: list[Change] = field(default_factory=list)
    gone: list[Criterion] = field(default_factory=list)
    same: int = 0

    def count(self, kind: str) -> int:
        """How many items changed in a way."""
        return sum(one.kind == kind for one in self.changes)


def between(old: Iterable[Criterion], new: Pack) -> Difference:
    """Compare the items on the shelf with those of a new pack, by code first, by wording for what is left.

    A pack that says its standard is no longer law ends every item, whatever its words, unless it had ended before.
    """
    before = {one.code: one for one in old}
    if new.ending and any(one.pack.ended_on is None for one in before.values()):
        return _ceasing(before.values())
    after = {one.code: one for one in new.items}
    found = Difference()
    for code in [code for code in before if code in after]:
        _compare(found, before[code], after[code])
    lost = [one for code, one in before.items() if code not in after]
    come = [one for code, one in after.items() if code not in before]
    for one in lost:
        found.gone.append(one)
        moved = next((item for item in come if alike(one.summary, item.summary) >= MOVED), None)
        if moved:
            come.remove(moved)
            was, now = one.summary + _judging(one, moved, one), moved.summary + _judging(one, moved, moved)
            found.changes.append(Change("moved", moved.code, was, now, one.code))
        else:
            found.changes.append(Change("removed", one.code, before=one.summary))
    found.changes += [Change("added", one.code, after=one.summary) for one in come]
    return found


def heads(old: CriteriaPack, new: Pack) -> list[tuple[str, str, str]]:
    """What a new version says otherwise of the standard itself: label, before, after."""
    was = {"施行": _since(old.effective_on, old.effective), "行业": _listed(one.name for one in old.industries.all())}
    names = Industry.objects.filter(code__in=new.industry_codes).values_list("name", flat=True)
    now = {"施行": _since(new.effective_on, new.texts["effective"]), "行业": _listed(names)}
    for name, label in HEADS.items():
        was[label], now[label] = getattr(old, name), new.texts[name]
    return [(label, was[label], now[label]) for label in now if was[label] != now[label]]


def _since(day: dt.date | None, written: str) -> str:
    return day.isoformat() if day else f"{written}（待核）" if written else ""


def _listed(names: Iterable[str]) -> str:
    return "、".join(sorted(names))


def _ceasing(old: Iterable[Criterion]) -> Difference:
    gone = list(old)
    return Difference([Change("ceased", one.code, before=one.summary) for one in gone], gone)


def _compare(found: Difference, old: Criterion, new: Item) -> None:
    was = (old.summary, old.how_to_check, old.section, old.may_be_major, old.refers_to)
    if was == (new.summary, new.check, new.section, new.may_be_major, new.refers_to):
        found.same += 1
        return
    found.gone.append(old)
    before, after = _told(old.summary, old.how_to_check, old.refers_to), _told(new.summary, new.check, new.refers_to)
    kind = "changed" if old.may_be_major == new.may_be_major else "judged"
    found.changes.append(Change(kind, new.code, before + _judging(old, new, old), after + _judging(old, new, new)))


def _told(summary: str, check: str, refers_to: list[str]) -> str:
    parts = [f"怎么看：{check}"] if check else []
    parts += [f"所指：{'、'.join(refers_to)}"] if refers_to else []
    return f"{summary}（{'；'.join(parts)}）" if parts else summary


def _judging(old: Criterion, new: Item, one: Criterion | Item) -> str:
    """What one of two items can do, in words, where the two differ in it."""
    if old.may_be_major == new.may_be_major:
        return ""
    return "（可判重大）" if one.may_be_major else "（不能判重大）"


def alike(one: str, other: str) -> float:
    """How alike two wordings are, from 0 to 1: the same."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
