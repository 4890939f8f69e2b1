"""Money and expert days: asked for a hazard, decided, spent within what was granted."""

import datetime as dt
import uuid
from decimal import Decimal

from anlan.campaigns.steering import queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.models import Spending, Support, SupportEvent
from anlan.core import clock, events
from anlan.core.errors import Invalid, NotYours
from anlan.hazards.models import Hazard, State
from anlan.org import scope
from anlan.org.models import Office, Region, User


@events.once(SupportEvent)
def ask_support(
    hazard: Hazard,
    *,
    actor: User,
    office: Office,
    reason: str,
    amount: Decimal = Decimal(0),
    days: Decimal = Decimal(0),
    client_id: uuid.UUID | None = None,
) -> Support:
    """A village or an office asks for money or expert days for a hazard.

    `amount` in yuan, `days` in expert days. Raises NotYours for another's office, Invalid for neither, or for a hazard
    that is over.
    """
    region = Region.objects.get(code=scope.township_of(hazard.region_code))
    if office.pk not in scope.offices_of(actor) or not rules.holds(actor, "campaigns.ask_support", region):
        raise NotYours("由本乡的村、站所为隐患整改提出申请。", code="campaigns.refused")
    if amount <= 0 and days <= 0:
        raise Invalid("资金和专家至少申请一项。", fields={"amount": ["请填写金额或人天。"]})
    if hazard.state in (State.CLOSED, State.VOID):
        raise Invalid(f"{hazard}已办结，不能再申请支持。", code="campaigns.hazard_over")
    support = Support(
        region=region,
        hazard=hazard,
        office=office,
        reason=reason,
        asked_amount=amount,
        asked_days=days,
        asked_by=actor,
        asked_at=clock.now(),
    )
    data = {"hazard": str(hazard), "office": office.name, "reason": reason, "amount": amount, "days": days}
    events.begin(support, "campaigns.ask_support", actor=actor, data=data, client_id=client_id)
    return support


@events.once(SupportEvent)
def decide_support(
    support: Support,
    *,
    actor: User,
    is_granted: bool,
    amount: Decimal = Decimal(0),
    days: Decimal = Decimal(0),
    source: str = "",
    answer: str = "",
    client_id: uuid.UUID | None = None,
) -> Support:
    """Grant (how much, from where) or refuse with a reason. Raises Invalid for more than was asked."""
    require(rules.may_decide_support(actor, support))
    _check_decision(is_granted, amount, days, source, answer)
    if is_granted and (amount > support.asked_amount or days > support.asked_days):
        told = f"同意的不能超过申请的（{support.asked_amount} 元、{support.asked_days} 人天），要多的请另行申请。"
        wrong = [
            name
            for name, more in (("amount", amount > support.asked_amount), ("days", days > support.asked_days))
            if more
        ]
        raise Invalid(told, code="campaigns.more_than_asked", fields={name: ["超过申请的。"] for name in wrong})
    changes = {
        "is_granted": is_granted,
        "granted_amount": amount if is_granted else Decimal(0),
        "granted_days": days if is_granted else Decimal(0),
        "source": source,
        "answer": answer,
        "decided_by": actor,
        "decided_at": clock.now(),
    }
    data = {name: changes[name] for name in ("is_granted", "granted_amount", "granted_days", "source", "answer")}
    events.append(
        support,
        "campaigns.decide_support",
        actor=actor,
        changes=changes,
        expect={"is_granted": None},
        data=data,
        client_id=client_id,
    )
    return support


def _check_decision(is_granted: bool, amount: Decimal, days: Decimal, source: str, answer: str) -> None:
    if not is_granted and not answer.strip():
        raise Invalid("不同意的，请写明理由。", fields={"answer": ["请填写。"]})
    if is_granted and amount <= 0 and days <= 0:
        raise Invalid("同意的，请写明同意多少。", fields={"amount": ["请填写金额或人天。"]})
    if is_granted and amount > 0 and not source.strip():
        raise Invalid("同意资金的，请写明经费来源。", fields={"source": ["请填写。"]})


@events.once(SupportEvent)
def record_spending(
    support: Support,
    *,
    actor: User,
    on: dt.date,
    to: str,
    amount: Decimal = Decimal(0),
    days: Decimal = Decimal(0),
    note: str = "",
    client_id: uuid.UUID | None = None,
) -> Support:
    """Money paid or days used. Raises Invalid for a day to come, for nothing, or for more than is left."""
    require(rules.may_spend(actor, support))
    if on > clock.today():
        raise Invalid("支出日期还没有到，请核对。", fields={"on": ["不能晚于今天。"]})
    left = queries.left_of(support)
    for name, wanted, rest, unit in (("amount", amount, left.amount, "元"), ("days", days, left.days, "人天")):
        if wanted < 0 or wanted > rest:
            raise Invalid(f"剩余 {rest} {unit}，这次 {wanted} {unit}，请核对或另申请。", fields={name: ["超出剩余。"]})
    if not amount and not days:
        raise Invalid("请填写金额或人天。", fields={"amount": ["请填写金额或人天。"]})
    data = {"on": on, "to": to, "amount": amount, "days": days, "note": note}
    events.append(support, "campaigns.record_spending", actor=actor, data=data, client_id=client_id)
    Spending.objects.create(support=support, **data)
    return support
