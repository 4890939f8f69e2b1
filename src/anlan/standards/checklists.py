"""Checklists made from the criteria of a day, frozen by the hash of their content."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q

from anlan.core.errors import Invalid
from anlan.standards import features, queries
from anlan.standards.models import Checklist, Criterion, Industry
from anlan.standards.packs.nature import is_under
from anlan.standards.wording import NOT_APPLICABLE, caution_of, fix_of, is_asked, question_of


@dataclass(frozen=True)
class Section:
    """A part of a checklist: one section of one standard."""

    pack_title: str
    name: str
    items: list[dict[str, Any]]


@dataclass(frozen=True)
class Facts:
    """What a checklist is made from: industries by code, features (None where nobody ever said), flags, and changes.

    `flags` are the derived features, which follow from the enterprise's file. `changes` are those of the township,
    then those of the enterprise. `township` is the code of where it lies; without one every township's own key checks
    are in it.
    """

    industries: tuple[str, ...]
    features: frozenset[str] | None = None
    changes: tuple["Changes", ...] = ()
    flags: frozenset[str] = frozenset()
    township: str = ""

    def may_have(self, code: str) -> bool:
        """Whether it has a feature, or nobody ever said."""
        if code in self.flags or (self.features is not None and code in self.features):
            return True
        return self.features is None and not any(one.derived for one in features.named([code]))


@dataclass(frozen=True)
class Changes:
    """What somebody changed of a list: items left out (by wording), items added, and an order of their own.

    `keeps_criteria`: an item that may make a hazard major cannot be left out, only answered with 不涉及; the short
    list of a post may leave out anything.
    """

    left_out: frozenset[str] = frozenset()
    added: tuple[dict[str, Any], ...] = ()
    order: tuple[str, ...] = ()
    keeps_criteria: bool = True
    title: str = ""


def for_facts(facts: Facts, on: dt.date) -> Checklist:
    """The checklist of an enterprise by its facts and the law of a day, frozen.

    The union of what applies to each industry, every criterion once, with what it is there for. The same content gives
    the same row, whenever it is asked for. Writes a Checklist when the content is new; no event, for the row says
    nothing but what its own hash says. Raises Invalid for an unknown industry.
    """
    industries = _industries(facts.industries)
    title = next((one.title for one in reversed(facts.changes) if one.title), "")
    return freeze(industries, _items_by(facts, industries, on), on, title=title)


def digest_for(facts: Facts, on: dt.date) -> str:
    """The digest of that checklist, "" where nothing is asked; worked out once for the law as it stands."""
    key = hashlib.sha256(repr([*_plain(facts), on, queries.law_as_it_stands()]).encode()).digest()
    if (known := _digests.get(key)) is None:
        if len(_digests) >= KNOWN_DIGESTS:
            _digests.clear()
        industries = _industries(facts.industries)
        items = _items_by(facts, industries, on)
        known = _digests[key] = _content(industries, items)[1] if items else ""
    return known


KNOWN_DIGESTS = 2000
_digests: dict[bytes, str] = {}


def _plain(facts: Facts) -> list[Any]:
    has = None if facts.features is None else sorted(facts.features)
    changes = [(sorted(one.left_out), one.added, one.order, one.keeps_criteria) for one in facts.changes]
    return [facts.industries, has, changes, sorted(facts.flags), facts.township]


def items_by(facts: Facts, on: dt.date) -> list[dict[str, Any]]:
    """The items for these facts: those of the industries that what it has calls for, then every change in turn."""
    return _items_by(facts, _industries(facts.industries), on)


def _items_by(facts: Facts, industries: list[Industry], on: dt.date) -> list[dict[str, Any]]:
    items = items_for(industries, on, facts.features, facts.township)
    for change in facts.changes:
        items = changed(items, change, facts)
    return items


def changed(items: list[dict[str, Any]], change: Changes, facts: Facts | None = None) -> list[dict[str, Any]]:
    """A list as somebody changed it; what is added for one place stands together.

    An added item that is asked only where something is, is left out elsewhere.
    """
    kept = [
        one for one in items if key_of(one) not in change.left_out or (change.keeps_criteria and one["may_be_major"])
    ]
    kept = _standing(kept)
    added = sorted(change.added, key=lambda one: str(one.get("place", "")))
    kept += [one for one in added if facts is None or not one.get("where") or facts.may_have(one["where"])]
    place = {key: number for number, key in enumerate(change.order)}
    return sorted(kept, key=lambda one: place.get(key_of(one), len(place))) if place else kept


def key_of(item: dict[str, Any]) -> str:
    """What names an item whatever its version: its wording, or its own id."""
    return str(item.get("wording") or item["criterion"])


def items_for(
    industries: list[Industry], on: dt.date, has: frozenset[str] | None = None, township: str = ""
) -> list[dict[str, Any]]:
    """The items for these industries, in the order of industries, standards and their sections.

    `has` are the features the enterprise said it has: what a feature claims is asked only of those who have it, and
    what the law asks anywhere (a boiler) whatever their industry. None: nobody said, everything of the industries.
    What speaks of other items (所列情形) is asked beside one of them, and says of which.
    """
    chosen: dict[UUID, dict[str, Any]] = {}
    for industry in industries:
        for criterion in queries.in_force(on, [industry.code], township):
            if is_asked(criterion) and _called_for(criterion, has):
                because = chosen.setdefault(criterion.pk, _item(criterion))["because"]
                because += [one for one in (industry.name, *_called_by(criterion, has)) if one not in because]
    for feature in features.named(has or ()):
        for criterion in _claimed(feature, on):
            because = chosen.setdefault(criterion.pk, _item(criterion))["because"]
            because += [feature.short] if feature.short not in because else []
    items = _standing(list(chosen.values()))
    _name_subjects(items)
    _name_others(items)
    return items


def _called_for(criterion: Criterion, has: frozenset[str] | None) -> bool:
    if has is None:
        return True
    claiming = features.claiming(criterion)
    return not claiming or bool(has & claiming)


def _called_by(criterion: Criterion, has: frozenset[str] | None) -> list[str]:
    """What it has that calls for the criterion, by its short name."""
    return [one.short for one in features.named(features.claiming(criterion) & (has or frozenset()))]


def _claimed(feature: features.Feature, on: dt.date) -> list[Criterion]:
    if not feature.anywhere:
        return []
    of_packs = Q(pk__in=[])
    for claim in feature.claims:
        of_packs |= Q(pack__slug__startswith=claim.replace("#", "/").partition("/")[0])
    return [one for one in queries.in_force(on).filter(of_packs) if is_asked(one) and feature.claims_it(one)]


def _name_subjects(items: list[dict[str, Any]]) -> None:
    """Where a standard asks the same of several things (电梯, 索道: 检验不合格), say of which."""
    times = Counter((item["pack"], item["question"]) for item in items)
    for item in items:
        if times[item["pack"], item["question"]] > 1:
            subject = f"【{item['section']}】"
            item["statement"] = subject + item["statement"]
            item["question"] = item["lead"] + item["statement"]
            item["finding"] = subject + item["finding"]


def _standing(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those that speak of other items, none of which is asked here."""
    return [one for one in items if "refers_to" not in one or _others(one, items)]


def _others(item: dict[str, Any], items: Iterable[dict[str, Any]]) -> list[str]:
    """Which of what an item speaks of is among these."""
    codes = [one["code"] for one in items if one["pack"] == item["pack"]]
    return [named for named in item["refers_to"] if any(is_under(code, named) for code in codes)]


def _name_others(items: list[dict[str, Any]]) -> None:
    for item in items:
        if "refers_to" in item:
            item["statement"] += f"（所指的见本表{'、'.join(_others(item, items))}）"
            item["question"] = item["lead"] + item["statement"]


def left_out(codes: Iterable[str], on: dt.date) -> list[Criterion]:
    """Criteria of these industries that are not asked: open-ended clauses nobody can answer on site."""
    return [one for one in queries.in_force(on, codes) if not is_asked(one)]


def sections(items: Iterable[dict[str, Any]]) -> list[Section]:
    """The items grouped as they stand: one group per standard and section."""
    grouped = groupby(items, key=lambda item: (item["pack_title"], item["section"]))
    return [Section(title, name, list(rows)) for (title, name), rows in grouped]


def of_criteria(criteria: Iterable[Criterion], on: dt.date, *, title: str) -> Checklist:
    """A short list of these criteria alone, frozen; for whoever is asked to look after one thing.

    Raises Invalid for one nobody can answer on site, and for one that speaks of others not among them.
    """
    chosen = sorted(criteria, key=lambda one: (one.pack.slug, one.position))
    items = [_item(one) for one in chosen if is_asked(one)]
    standing = _standing(items)
    known = {one["criterion"] for one in standing}
    if alone := next((one for one in chosen if str(one.pk) not in known), None):
        raise Invalid(
            f"“{alone}”不能单独拿去现场查：它没有具体情形，或者说的是别的条款所列情形。请换一条，或连同所指的条款一起选。",
            code="standards.not_asked",
        )
    _name_subjects(standing)
    _name_others(standing)
    return freeze([], standing, on, title=title)


def freeze(industries: list[Industry], items: list[dict[str, Any]], on: dt.date, *, title: str = "") -> Checklist:
    """The row for this content: the one there is, or a new one; called by its industries unless it has a title."""
    codes, digest = _content(industries, items)
    names = "、".join(one.name for one in industries)
    made, _ = Checklist.objects.get_or_create(
        digest=digest,
        defaults={"title": (title or f"{names}检查表")[:200], "industries": codes, "items": items, "made_on": on},
    )
    return made


def _content(industries: list[Industry], items: list[dict[str, Any]]) -> tuple[list[str], str]:
    codes = [one.code for one in industries]
    text = json.dumps([codes, items], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return codes, hashlib.sha256(text.encode()).hexdigest()


def _industries(codes: Iterable[str]) -> list[Industry]:
    wanted = list(dict.fromkeys(codes))
    known = {one.code: one for one in Industry.objects.filter(code__in=wanted)}
    if unknown := [code for code in wanted if code not in known]:
        raise Invalid(f"没有代码为“{unknown[0]}”的行业，请先在行业目录里增加。", code="standards.industry")
    return sorted(known.values(), key=lambda one: (one.order, one.code))


def _item(criterion: Criterion) -> dict[str, Any]:
    question, pack = question_of(criterion), criterion.pack
    fix = fix_of(criterion)
    return {
        "criterion": str(criterion.pk),
        "code": criterion.code,
        "section": criterion.section,
        "place": features.usual_place(criterion.section, criterion.summary),
        "pack": pack.slug,
        "pack_title": pack.title,
        "doc_number": pack.doc_number,
        "question": question.text,
        "lead": question.lead,
        "statement": question.statement,
        "answers": {"yes": question.yes, "no": question.no, "na": NOT_APPLICABLE},
        "finding": question.finding,
        "check": criterion.how_to_check,
        "fix": fix.words,
        "days": fix.days,
        "wording": criterion.digest,
        "may_be_major": criterion.may_be_major,
        "caution": caution_of(criterion),
        "because": [],
        **({"refers_to": criterion.refers_to} if criterion.refers_to else {}),
    }
