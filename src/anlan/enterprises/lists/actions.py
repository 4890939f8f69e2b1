"""Changing lists: items left out or taken back, put in order, added and dropped."""

import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import events
from anlan.core.errors import Invalid, NotYours
from anlan.core.ids import uuid7
from anlan.enterprises.lists import rules
from anlan.enterprises.models import Enterprise, ListChange, ListChangeEvent
from anlan.org.models import Region, User
from anlan.standards.checklists import key_of
from anlan.standards.features import named
from anlan.standards.models import Industry
from anlan.standards.wording import NOT_APPLICABLE

MOST_ADDED = 200


def shared(region: Region, industry: Industry) -> ListChange:
    """The township's list of an industry, unsaved where nobody changed it yet."""
    found = ListChange.objects.filter(enterprise=None, region=region, industry=industry).first()
    return found or ListChange(region=region, industry=industry)


def own(enterprise: Enterprise, post: str = "") -> ListChange:
    """The enterprise's own list, or a post's, unsaved where nobody changed it yet."""
    return enterprise.lists.filter(post=post).first() or ListChange(enterprise=enterprise, post=post)


@events.once(ListChangeEvent)
def arrange(
    row: ListChange,
    *,
    items: list[dict[str, Any]],
    kept: Iterable[str],
    order: list[str],
    actor: User,
    client_id: uuid.UUID | None = None,
) -> ListChange:
    """Say which of the items stay and in which order. `items` are those the form showed, `kept` and `order` wordings.

    What the form did not show (it came into the law meanwhile) stays as it was.
    Raises NotYours, and Invalid for a criterion that may make a hazard major and was to be left out of a whole list.
    """
    _require(actor, row)
    stay = set(kept)
    out = [one for one in items if key_of(one) not in stay]
    if not row.post and (held := [one for one in out if one["may_be_major"]]):
        raise Invalid(
            f"“{held[0]['code']}”等 {len(held)} 条是判定标准里的条目，不能从清单里删去；没有这种情况的，"
            "在“设备与工艺”里说明，或检查时答“不涉及”。",
            code="enterprises.criteria_stay",
        )
    shown = {key_of(one) for one in items}
    unseen = [key for key in row.left_out if key not in shown]
    changes = {"left_out": [key_of(one) for one in out] + unseen, "order": order}
    return _write(row, "enterprises.arrange", actor, changes, {"left_out": len(out), "kept": len(stay)}, client_id)


@events.once(ListChangeEvent)
def add_item(
    row: ListChange,
    *,
    ask: str,
    look: str,
    found: str,
    fix: str,
    days: int,
    basis: str,
    place: str = "",
    where: str = "",
    actor: User,
    client_id: uuid.UUID | None = None,
) -> ListChange:
    """Add an item of one's own: what to ask (是 is fine), how to look, what 否 looks like, usual fix, days, basis.

    `place` is the part of the premises it is looked at in; items of one place stand together. `where` is the code of a
    feature: a township's item is then asked only of enterprises that have it.
    """
    _require(actor, row)
    if len(row.added) >= MOST_ADDED:
        raise Invalid(f"自定项目已有 {MOST_ADDED} 项，请先整理再加。", code="enterprises.too_many_items")
    owner = "本单位自定" if row.enterprise is not None else "本乡自定"
    item = {
        "criterion": str(uuid7()),
        "code": f"自定{_next_number(row)}",
        "section": place.strip() or owner,
        "place": place.strip(),
        "pack": "",
        "pack_title": f"{owner}项目",
        "doc_number": basis,
        "question": ask,
        "lead": "",
        "statement": ask,
        "answers": {"yes": "是", "no": "否", "na": NOT_APPLICABLE},
        "finding": found or f"不符合：{ask}",
        "check": look,
        "fix": fix,
        "days": days,
        "wording": "",
        "may_be_major": False,
        "caution": f"{owner}项目，不是判定标准，不能据以判定重大",
        "because": [owner, *(one.short for one in named([where]))],
        "where": where,
    }
    changes = {"added": [*row.added, item]}
    return _write(row, "enterprises.add_item", actor, changes, {"ask": ask, "basis": basis}, client_id)


@events.once(ListChangeEvent)
def drop_item(row: ListChange, *, key: str, actor: User, client_id: uuid.UUID | None = None) -> ListChange:
    """Drop an item of one's own; lists frozen with it keep it."""
    _require(actor, row)
    gone = [one for one in row.added if one["criterion"] == key]
    if not gone:
        raise Invalid("这个自定项目已经不在清单里，请刷新后再看。", code="enterprises.no_item")
    changes = {"added": [one for one in row.added if one["criterion"] != key]}
    return _write(row, "enterprises.drop_item", actor, changes, {"ask": gone[0]["question"]}, client_id)


def _next_number(row: ListChange) -> int:
    return 1 + max((int(one["code"].removeprefix("自定")) for one in row.added), default=0)


def _require(actor: User, row: ListChange) -> None:
    if reason := rules.may_change(actor, row):
        raise NotYours(reason, code="enterprises.not_yours")


def _write(
    row: ListChange,
    action: str,
    actor: User,
    changes: dict[str, Any],
    data: dict[str, Any],
    client_id: uuid.UUID | None,
) -> ListChange:
    told = {**data, "of": str(row)}
    if row.event_count:
        events.append(row, action, actor=actor, changes=changes, data=told, client_id=client_id)
        return row
    for name, value in changes.items():
        setattr(row, name, value)
    events.begin(row, action, actor=actor, data=told, client_id=client_id)
    return row
