"""Writing emergency plans."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.learning.rules import may_keep
from anlan.enterprises.models import EmergencyPlan, EmergencyPlanEvent, Enterprise
from anlan.enterprises.refusing import require
from anlan.org.models import User


def _day(name: str, day: dt.date, since: dt.date | None = None) -> dt.date:
    if day > clock.today() or day.year < 2000 or (since and day < since):
        words = "日期应在今天以前" + ("、公布以后，请核对。" if since else "，请核对。")
        raise Invalid(words, code=f"enterprises.plan_{name}", fields={name: [words]})
    return day


def _open(plan: EmergencyPlan, actor: User) -> None:
    require(may_keep(actor, plan.enterprise))
    if plan.ended_on:
        raise NotNow(f"“{plan}”已废止。", code="enterprises.plan_ended")


@events.once(EmergencyPlanEvent)
def record_plan(
    enterprise: Enterprise,
    *,
    kind: str,
    title: str,
    issued_on: dt.date,
    actor: User,
    client_id: uuid.UUID | None = None,
) -> EmergencyPlan:
    """Put a plan on file. Raises NotYours, Invalid for a day to come or a title that is there already."""
    require(may_keep(actor, enterprise))
    _day("issued_on", issued_on)
    if enterprise.emergency_plans.filter(title=title.strip(), ended_on=None).exists():
        words = "同名的预案已经登记，修订过的请在它的页面里登记修订。"
        raise Invalid(words, code="enterprises.plan_known", fields={"title": [words]})
    made = EmergencyPlan(enterprise=enterprise, kind=kind, title=title.strip(), issued_on=issued_on)
    data = {"title": made.title, "kind": made.get_kind_display(), "issued_on": issued_on}
    events.begin(made, "enterprises.record_plan", actor=actor, data=data, client_id=client_id)
    return made


@events.once(EmergencyPlanEvent)
def file_plan(
    plan: EmergencyPlan, *, on: dt.date, filed_with: str, number: str, actor: User, client_id: uuid.UUID | None = None
) -> EmergencyPlan:
    """Note where and when it was filed, by which number. Raises NotYours, NotNow, Invalid."""
    _open(plan, actor)
    changes = {
        "filed_on": _day("on", on, plan.issued_on),
        "filed_with": filed_with.strip(),
        "filed_number": number.strip(),
    }
    return _write(plan, "file_plan", changes, f"{filed_with.strip()} {number.strip()}", actor, client_id)


@events.once(EmergencyPlanEvent)
def review_plan(
    plan: EmergencyPlan, *, on: dt.date, words: str, actor: User, client_id: uuid.UUID | None = None
) -> EmergencyPlan:
    """Put its evaluation on record: what it came to. Raises NotYours, NotNow, Invalid."""
    _open(plan, actor)
    return _write(plan, "review_plan", {"reviewed_on": _day("on", on, plan.issued_on)}, words, actor, client_id)


@events.once(EmergencyPlanEvent)
def revise_plan(
    plan: EmergencyPlan, *, on: dt.date, words: str, actor: User, client_id: uuid.UUID | None = None
) -> EmergencyPlan:
    """A new version was issued on a day; its filing begins anew (art. 37). Raises NotYours, NotNow, Invalid."""
    _open(plan, actor)
    issued = {"issued_on": _day("on", on, plan.issued_on), "reviewed_on": None}
    changes: dict[str, Any] = {**issued, "filed_on": None, "filed_with": "", "filed_number": ""}
    return _write(plan, "revise_plan", changes, words, actor, client_id)


@events.once(EmergencyPlanEvent)
def end_plan(plan: EmergencyPlan, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> EmergencyPlan:
    """Take it out of force; the record stays. Raises NotYours, NotNow."""
    _open(plan, actor)
    return _write(plan, "end_plan", {"ended_on": clock.today()}, reason, actor, client_id)


def _write(
    plan: EmergencyPlan, name: str, changes: dict[str, Any], words: str, actor: User, client_id: uuid.UUID | None
) -> EmergencyPlan:
    data = {"reason": words.strip(), **changes}
    events.append(plan, f"enterprises.{name}", actor=actor, changes=changes, data=data, client_id=client_id)
    return plan
