"""The pool of experts: enrolled, interests declared, sent where they have none, their opinions recorded."""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from anlan.campaigns.steering import rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.models import Conflict, Engagement, Expert, ExpertEvent
from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.org.models import Region, User
from anlan.standards.models import Industry


@events.once(ExpertEvent)
def enrol_expert(
    region: Region, *, actor: User, fields: Iterable[Industry], client_id: uuid.UUID | None = None, **facts: Any
) -> Expert:
    """Put an expert into the township's pool. `facts`: name, employer, qualification, phone, contract_from and _to."""
    require(rules.may_steer(actor, region))
    _check_contract(facts)
    expert, known = Expert(region=region, **facts), list(fields)
    data = {name: value for name, value in facts.items() if name != "phone"}
    data["fields"] = [one.name for one in known]
    events.begin(expert, "campaigns.enrol_expert", actor=actor, data=data, client_id=client_id)
    expert.fields.set(known)
    return expert


@events.once(ExpertEvent)
def change_expert(
    expert: Expert, *, actor: User, fields: Iterable[Industry], client_id: uuid.UUID | None = None, **facts: Any
) -> Expert:
    """Change an expert's facts or renew the contract; the event shows old and new."""
    require(rules.may_steer(actor, expert.region))
    _check_contract(facts)
    known = list(fields)
    changed = {name: [getattr(expert, name), value] for name, value in facts.items() if getattr(expert, name) != value}
    shown = {name: pair for name, pair in changed.items() if name != "phone"}
    data = {"changes": shown, "fields": [one.name for one in known]}
    events.append(expert, "campaigns.change_expert", actor=actor, changes=facts, data=data, client_id=client_id)
    expert.fields.set(known)
    return expert


def _check_contract(facts: dict[str, Any]) -> None:
    if facts["contract_to"] < facts["contract_from"]:
        raise Invalid("聘期止早于聘期起，请核对。", fields={"contract_to": ["不能早于聘期起。"]})


@events.once(ExpertEvent)
def declare_conflict(
    expert: Expert, *, actor: User, enterprise: Enterprise, why: str, client_id: uuid.UUID | None = None
) -> Expert:
    """Put an interest on record; from now on the expert is not sent there."""
    require(rules.may_steer(actor, expert.region))
    if expert.conflicts.filter(enterprise=enterprise, ended_on=None).exists():
        raise Invalid(f"{expert.name}与{enterprise.name}的利害关系已经登记过。", code="campaigns.conflict_known")
    data = {"enterprise": enterprise.name, "why": why}
    events.append(expert, "campaigns.declare_conflict", actor=actor, data=data, client_id=client_id)
    Conflict.objects.create(expert=expert, enterprise=enterprise, why=why)
    return expert


@events.once(ExpertEvent)
def end_conflict(
    expert: Expert, *, conflict: Conflict, actor: User, reason: str, client_id: uuid.UUID | None = None
) -> Expert:
    """Put on record that an interest is over, with the reason."""
    require(rules.may_steer(actor, expert.region))
    data = {"enterprise": conflict.enterprise.name, "reason": reason}
    events.append(expert, "campaigns.end_conflict", actor=actor, data=data, client_id=client_id)
    Conflict.objects.filter(pk=conflict.pk, ended_on=None).update(ended_on=clock.today())
    return expert


@events.once(ExpertEvent)
def engage_expert(
    expert: Expert,
    *,
    actor: User,
    enterprise: Enterprise,
    task: str,
    on: dt.date,
    days: Decimal,
    hazard: Hazard | None = None,
    client_id: uuid.UUID | None = None,
) -> Expert:
    """Send an expert to an enterprise. Raises Invalid for an interest there or a day outside the contract."""
    require(rules.may_steer(actor, expert.region))
    if reason := rules.may_send(expert, enterprise):
        raise Invalid(reason, code="campaigns.conflict", fields={"enterprise": ["派不到这家。"]})
    if not expert.contract_from <= on <= expert.contract_to:
        told = f"{expert.name}的聘期是{rules.contract_words(expert)}，这一天不在聘期内。"
        raise Invalid(told, code="campaigns.contract", fields={"on": ["不在聘期内。"]})
    data = {"enterprise": enterprise.name, "task": task, "on": on, "days": days, "hazard": str(hazard or "")}
    events.append(expert, "campaigns.engage_expert", actor=actor, data=data, client_id=client_id)
    Engagement.objects.create(expert=expert, enterprise=enterprise, hazard=hazard, task=task, on=on, days=days)
    return expert


@events.once(ExpertEvent)
def record_opinion(
    expert: Expert, *, engagement: Engagement, actor: User, opinion: str, client_id: uuid.UUID | None = None
) -> Expert:
    """Put the expert's opinion on record, once; it is advice, not an inspection's result (国办发〔2024〕54号)."""
    require(rules.may_steer(actor, expert.region))
    if engagement.called_off:
        raise NotNow("这次派出已经取消，没有意见可登记。", code="campaigns.engagement_off")
    if engagement.opinion:
        raise NotNow("这次的专家意见已经登记，不能改写。", code="campaigns.opinion_given")
    if engagement.on > clock.today():
        told = f"派出日期是{clock.day_words(engagement.on)}，去了以后再登记意见。"
        raise Invalid(told, code="campaigns.not_gone", fields={"opinion": ["还没有去。"]})
    data = {"enterprise": engagement.enterprise.name, "on": engagement.on, "opinion": opinion}
    events.append(expert, "campaigns.record_opinion", actor=actor, data=data, client_id=client_id)
    Engagement.objects.filter(pk=engagement.pk, opinion="").update(opinion=opinion)
    return expert


@events.once(ExpertEvent)
def call_off_engagement(
    expert: Expert, *, engagement: Engagement, actor: User, reason: str, client_id: uuid.UUID | None = None
) -> Expert:
    """The expert does not go, or did not: the days are not counted. Raises NotNow once the opinion is on record."""
    require(rules.may_steer(actor, expert.region))
    if engagement.opinion:
        raise NotNow("专家已经去过、意见已登记，不能取消。", code="campaigns.opinion_given")
    if engagement.called_off:
        raise NotNow("这次派出已经取消。", code="campaigns.engagement_off")
    data = {"enterprise": engagement.enterprise.name, "on": engagement.on, "reason": reason}
    events.append(expert, "campaigns.call_off_engagement", actor=actor, data=data, client_id=client_id)
    Engagement.objects.filter(pk=engagement.pk, opinion="").update(called_off=reason)
    return expert
