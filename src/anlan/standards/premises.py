"""Monthly lists of small premises in everyday words: read from data, proposed for a place, frozen like every list."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from anlan.core import tables
from anlan.core.errors import Invalid
from anlan.standards import checklists, queries
from anlan.standards.checklists import Section
from anlan.standards.models import Checklist, Criterion
from anlan.standards.wording import caution_of

DATA = Path(__file__).parent / "data" / "premises"
OWN = "premises:"
"""How the key of an everyday question begins: no criterion's id looks like it."""
NOT_MAJOR = "日常自查事项，不能据以判定重大"
MOST = 15
"""The longest list one can do standing, in three minutes."""


@dataclass(frozen=True)
class Question:
    """One question: 是 means as it should be. `days` is the usual time to put it right, 0 at once."""

    slug: str
    part: str
    ask: str
    look: str
    found: str
    fix: str
    days: int
    law: str
    criterion: str = ""
    na: str = "我这里没有"

    @property
    def key(self) -> str:
        """What names it in answers for good."""
        return OWN + self.slug


@dataclass(frozen=True)
class Fits:
    """What of a place's file speaks for a list."""

    kinds: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class PremisesList:
    """One monthly list; `tick` is how a shopkeeper says that it is theirs."""

    slug: str
    name: str
    tick: str
    fits: Fits
    questions: tuple[Question, ...] = field(repr=False)


@cache
def lists() -> dict[str, PremisesList]:
    """Every list that ships, by its slug, in the order they are offered."""
    return read(DATA)


def read(folder: Path) -> dict[str, PremisesList]:
    """The lists of a folder. Raises Invalid naming file, entry and field for what cannot be used."""
    known = {slug: _question(slug, row) for slug, row in tables.read(folder / "questions.yaml").items()}
    made = [_list(row, known) for row in tables.read(folder / "lists.yaml")]
    return {one.slug: one for one in made}


def proposed(*, kind: str, industries: Iterable[str], name: str) -> list[str]:
    """Slugs of the lists that the file of a place speaks for; a proposal, the people of the place choose."""
    codes = set(industries)
    named = [one.slug for one in lists().values() if any(word in name for word in one.fits.words)]
    typed = [one.slug for one in lists().values() if codes & set(one.fits.industries)]
    return list(dict.fromkeys([*named, *typed])) or [one.slug for one in lists().values() if kind in one.fits.kinds]


def freeze(slugs: Iterable[str], on: dt.date) -> Checklist:
    """One list out of these, each question once, by the law of a day, frozen by its content.

    A question that a criterion or key check in force stands behind carries it as the suggestion for whoever judges.
    Raises Invalid for an unknown list and for none.
    """
    chosen = chosen_of(slugs)
    if not chosen:
        raise Invalid("还没有选自查清单，请先勾选店里有什么。", code="standards.no_premises")
    title = f"{'、'.join(one.name for one in chosen)}每月自查表"
    return checklists.freeze([], items_of(chosen, on), on, title=title)


def items_of(chosen: Iterable[PremisesList], on: dt.date) -> list[dict[str, Any]]:
    """What these lists ask by the law of a day, each question once, with the lists it comes from."""
    asked: dict[str, Question] = {}
    because: dict[str, list[str]] = {}
    for one in chosen:
        for question in one.questions:
            asked.setdefault(question.slug, question)
            because.setdefault(question.slug, []).append(one.name)
    standing = _criteria(asked.values(), on)
    return [_item(one, because[slug], standing.get(one.criterion)) for slug, one in asked.items()]


def parts_of(items: Iterable[dict[str, Any]]) -> list[Section]:
    """The questions by the part of the place they are looked at in."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        parts.setdefault(item["section"], []).append(item)
    return [Section("每月自查", part, rows) for part, rows in parts.items()]


def chosen_of(slugs: Iterable[str]) -> list[PremisesList]:
    """The lists of these names in the order they are offered. Raises Invalid for an unknown one."""
    wanted = set(slugs)
    if unknown := wanted - set(lists()):
        raise Invalid(f"没有名为“{min(unknown)[:30]}”的自查清单，请刷新后重新选择。", code="standards.premises")
    return [one for slug, one in lists().items() if slug in wanted]


def _criteria(asked: Iterable[Question], on: dt.date) -> dict[str, Criterion]:
    wanted = {one.criterion for one in asked if one.criterion}
    if not wanted:
        return {}
    packs = {one.split(" ", 1)[0] for one in wanted}
    rows = queries.in_force(on).filter(pack__slug__in=packs)
    return {name: one for one in rows if (name := f"{one.pack.slug} {one.code}") in wanted}


def _item(question: Question, because: list[str], criterion: Criterion | None) -> dict[str, Any]:
    pack = criterion.pack if criterion else None
    return {
        "criterion": question.key,
        "based_on": str(criterion.pk) if criterion else "",
        "code": criterion.code if criterion else question.law,
        "section": question.part,
        "pack": pack.slug if pack else "",
        "pack_title": pack.title if pack else "",
        "doc_number": pack.doc_number if pack else "",
        "question": question.ask,
        "lead": "",
        "statement": question.ask,
        "answers": {"yes": "是", "no": "不是", "na": question.na},
        "finding": question.found,
        "check": question.look,
        "fix": question.fix,
        "days": question.days,
        "law": question.law,
        "may_be_major": bool(criterion and criterion.may_be_major),
        "caution": caution_of(criterion) if criterion else NOT_MAJOR,
        "because": because,
    }


def _question(slug: str, row: dict[str, Any]) -> Question:
    for name in ("part", "ask", "look", "found", "fix", "law"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise _wrong("questions.yaml", slug, f"{name} 没有填写")
    if not isinstance(row.get("days"), int) or not 0 <= row["days"] <= 90:
        raise _wrong("questions.yaml", slug, "days 应为 0 到 90 的整数")
    try:
        return Question(slug=slug, **row)
    except TypeError as unknown:
        raise _wrong("questions.yaml", slug, f"有不认识的字段（{unknown}）") from unknown


def _list(row: dict[str, Any], known: dict[str, Question]) -> PremisesList:
    slug, wanted = str(row.get("slug", "")), row.get("questions") or []
    if missing := [one for one in wanted if one not in known]:
        raise _wrong("lists.yaml", slug, f"questions 里没有“{missing[0]}”这个问题")
    if len(set(wanted)) != len(wanted) or not 8 <= len(wanted) <= MOST:
        raise _wrong("lists.yaml", slug, f"questions 应为 8 到 {MOST} 个不重复的问题")
    fits = Fits(**{name: tuple(values) for name, values in (row.get("fits") or {}).items()})
    return PremisesList(slug, row["name"], row["tick"], fits, tuple(known[one] for one in wanted))


def _wrong(file: str, entry: str, what: str) -> Invalid:
    return Invalid(f"{file} 的“{entry}”：{what}。", code="standards.premises_data")
