"""Writing special archives: recorded, changed, retired."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.archives import printing, rules
from anlan.enterprises.archives.kinds import KINDS
from anlan.enterprises.investment.actions.shared import wrong
from anlan.enterprises.models import Archive, ArchiveEvent, Enterprise, Person
from anlan.enterprises.refusing import require
from anlan.org.models import User

MOST_DAYS = 31
"""The longest rhythm of cleaning that is taken for one."""


@events.once(ArchiveEvent)
def record_archive(
    enterprise: Enterprise,
    *,
    kind: str,
    name: str,
    responsible: Person,
    actor: User,
    place: str = "",
    amount: Decimal | None = None,
    facts: dict[str, Any] | None = None,
    valid_to: dt.date | None = None,
    every_days: int | None = None,
    since: dt.date | None = None,
    client_id: uuid.UUID | None = None,
) -> Archive:
    """Put one thing on file. `facts` as the kind asks for them. One event.

    Raises NotYours, Invalid for a name of its kind that is there already, or what cannot be so.
    """
    require(rules.may_keep(actor, enterprise))
    made = Archive(enterprise=enterprise, kind=kind, name=name.strip(), responsible=responsible, place=place.strip())
    made.amount, made.facts, made.valid_to = amount, facts or {}, valid_to
    made.every_days, made.since, made.recorded_on = every_days, since, clock.today()
    _check(made)
    data = {"enterprise": enterprise.name, "kind": KINDS[kind].label, "name": made.name, "facts": _written(made)}
    events.begin(made, "enterprises.record_archive", actor=actor, data=data, client_id=client_id)
    return made


@events.once(ArchiveEvent)
def change_archive(archive: Archive, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Archive:
    """Change what it says; the event keeps what was and is. Raises NotYours, NotNow where it is retired, Invalid."""
    _used(archive, actor)
    before = _written(archive)
    after = Archive(pk=archive.pk, enterprise=archive.enterprise, kind=archive.kind)
    for name, value in {**_kept(archive), **facts}.items():
        setattr(after, name, value.strip() if isinstance(value, str) else value)
    _check(after)
    now = _written(after)
    diff = {label: [before.get(label, ""), now.get(label, "")] for label in {**before, **now}}
    diff = {label: pair for label, pair in diff.items() if pair[0] != pair[1]}
    if diff:
        said = "；".join(f"{label}：{was or '未填'} → {new or '未填'}" for label, (was, new) in diff.items())
        changes, data = _kept(after), {"changes": diff, "reason": said}
        action = "enterprises.change_archive"
        events.append(archive, action, actor=actor, changes=changes, data=data, client_id=client_id)
    return archive


@events.once(ArchiveEvent)
def end_archive(archive: Archive, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Archive:
    """Take it out of use with the reason; the record stays. Raises NotYours, NotNow."""
    _used(archive, actor)
    changes, data = {"ended_on": clock.today()}, {"reason": reason.strip()}
    action, expect = "enterprises.end_archive", {"ended_on": None}
    events.append(archive, action, actor=actor, changes=changes, expect=expect, data=data, client_id=client_id)
    return archive


def _used(archive: Archive, actor: User) -> None:
    require(rules.may_keep(actor, archive.enterprise))
    if archive.ended_on:
        raise NotNow(f"“{archive}”已停用。", code="enterprises.not_now")


def _kept(archive: Archive) -> dict[str, Any]:
    names = ("name", "place", "amount", "facts", "valid_to", "every_days", "responsible", "since")
    return {name: getattr(archive, name) for name in names}


def _written(archive: Archive) -> dict[str, str]:
    return {KINDS[archive.kind].name: archive.name, **dict(printing.lines(archive))}


def _check(made: Archive) -> None:
    kind = KINDS[made.kind]
    same = made.enterprise.archives.filter(kind=made.kind, name=made.name, ended_on=None).exclude(pk=made.pk)
    if same.exists():
        raise wrong("name", f"“{made.name}”已经登记，要改请打开它的页面。")
    if made.responsible.enterprise_id != made.enterprise.pk or made.responsible.until:
        raise wrong("responsible", "责任人应是本单位现在的人员；名单里没有的，先在企业档案里增加。")
    if made.amount is not None and made.amount < 0:
        raise wrong("amount", f"{kind.amount}不能小于 0。")
    if made.since and not 1950 <= made.since.year <= clock.today().year + 1:
        raise wrong("since", "起用日期的年份不对，请核对。")
    if kind.is_dust and not 1 <= (made.every_days or 0) <= MOST_DAYS:
        raise wrong("every_days", f"请按本单位的清扫制度填几天清扫一次，1 至 {MOST_DAYS} 天；每班都清扫的填 1。")
