"""Which archives are asked of whom, who keeps them, when a dust place is cleaned next, how a line stands."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from anlan.core import clock
from anlan.enterprises.archives.kinds import KINDS, UNSAFE, Kind
from anlan.enterprises.models import Archive, Enterprise
from anlan.enterprises.rules import MANAGERS, can_change, post_of
from anlan.org.models import User

BACK_DAYS = 31
"""How many days back a cleaning may be entered."""
STANDINGS = {
    "late": ("清扫逾期", "red"),
    "unsafe": ("鉴定为危房", "red"),
    "expired": ("已过期", "red"),
    "unattended": ("责任人已离任", "wait"),
    "due": ("今天该清扫", "wait"),
    "good": ("正常", "done"),
    "ended": ("已停用", ""),
}


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员或属地工作人员登记。"


def may_clean(user: User, archive: Archive) -> str:
    """Empty for yes, else the reason; what the enterprise cleans only its own people put on record."""
    if archive.ended_on:
        return "已停用。"
    if not KINDS[archive.kind].is_dust:
        return "只有涉爆粉尘场所记清扫。"
    is_theirs = post_of(user, archive.enterprise) in MANAGERS or archive.responsible.user_id == user.pk
    return "" if is_theirs else "由本单位负责人、安全管理员或这处的责任人登记。"


def is_asked(kind: Kind, enterprise: Enterprise, industries: Collection[str]) -> bool:
    """Whether an enterprise of these industries (codes) is asked for this archive."""
    has = kind.features & set(enterprise.features or ())
    works = any(one == code or one.startswith(f"{code}-") for code in kind.industries for one in industries)
    return bool(has) or works or enterprise.kind in kind.kinds


def next_cleaning(archive: Any) -> dt.date | None:
    """By when it is cleaned next; None where nothing is. Needs `counted_from` of queries.with_last."""
    if archive.every_days is None or archive.ended_on:
        return None
    found: dt.date = archive.counted_from + dt.timedelta(days=archive.every_days)
    return found


def standing(archive: Any) -> str:
    """How it stands today, one of STANDINGS; needs what queries.with_last adds, and its responsible person."""
    today, due = clock.today(), next_cleaning(archive)
    if archive.ended_on:
        return "ended"
    if due and due < today:
        return "late"
    if archive.kind == Archive.Kind.SELF_BUILT and archive.facts.get("result") in UNSAFE:
        return "unsafe"
    if archive.valid_to and archive.valid_to < today:
        return "expired"
    if archive.responsible.until:
        return "unattended"
    return "due" if due == today else "good"
