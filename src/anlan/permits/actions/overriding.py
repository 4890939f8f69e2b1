"""Rules of the enterprise's own, and setting one aside for one permit by two people."""

import uuid

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.models import Enterprise
from anlan.org.models import User
from anlan.permits import rules
from anlan.permits.actions.checking import require, say
from anlan.permits.models import Override, OwnRule, Permit, PermitEvent, State


def set_rule(enterprise: Enterprise, *, words: str, actor: User) -> OwnRule:
    """Add a rule of the enterprise's own to each of its permits from now on. Raises NotYours."""
    require(rules.may_keep(actor, enterprise))
    return OwnRule.objects.create(enterprise=enterprise, words=say("words", words, "规定的内容"))


def end_rule(rule: OwnRule, *, actor: User) -> OwnRule:
    """End a rule; permits approved under it keep it. Raises NotYours."""
    require(rules.may_keep(actor, rule.enterprise))
    rule.ended_on = rule.ended_on or clock.today()
    rule.save(update_fields=["ended_on"])
    return rule


@events.once(PermitEvent)
def ask_override(
    permit: Permit, *, rule: OwnRule, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Permit:
    """Ask that one own rule be set aside this once. No gate of the law can be named. Raises NotYours, NotNow."""
    require(rules.may_fill(actor, permit.enterprise))
    if permit.state != State.DRAFTED or rule.enterprise_id != permit.enterprise_id:
        raise NotNow("只能在批准之前、对本单位自己的规定提出例外。", code="permits.not_now")
    if permit.overrides.filter(rule=rule).exists():
        raise NotNow("这条规定已经提出过例外。", code="permits.not_now")
    said = say("reason", reason, "为什么这次可以例外")
    data = {"rule": rule.words, "reason": said}
    events.append(permit, "permits.ask_override", actor=actor, data=data, client_id=client_id)
    Override.objects.create(permit=permit, rule=rule, reason=said, asked_by=actor)
    return permit


@events.once(PermitEvent)
def agree_override(permit: Permit, *, override: Override, actor: User, client_id: uuid.UUID | None = None) -> Permit:
    """Agree to an exception somebody else asked for. Raises NotYours for the asker, NotNow."""
    require(rules.may_agree(actor, permit))
    require("例外由两个人定，提出人不能自己同意。" if override.asked_by_id == actor.pk else "")
    if permit.state != State.DRAFTED or override.agreed_by_id:
        raise NotNow("这个例外已经同意，或作业票已不在待批准状态。", code="permits.not_now")
    data = {"rule": override.rule.words, "reason": override.reason, "asked_by": override.asked_by.full_name}
    events.append(permit, "permits.agree_override", actor=actor, data=data, client_id=client_id)
    override.agreed_by = actor
    override.save(update_fields=["agreed_by"])
    return permit
