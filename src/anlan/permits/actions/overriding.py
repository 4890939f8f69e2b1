"""Rules of the enterprise's own, and setting one aside for one permit by two people."""

import uuid

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.models import Enterprise
from anlan.org.models import User
from anlan.permits import gates, rules
from anlan.permits.actions.checking import require, say
from anlan.permits.models import Override, OwnRule, OwnRuleEvent, Permit, PermitEvent, State


@events.once(OwnRuleEvent)
def set_rule(enterprise: Enterprise, *, words: str, actor: User, client_id: uuid.UUID | None = None) -> OwnRule:
    """Add a rule of the enterprise's own to each of its permits that is approved from now on. One event.

    Raises NotYours, Invalid without words.
    """
    require(rules.may_keep(actor, enterprise))
    made = OwnRule(enterprise=enterprise, words=say("words", words, "规定的内容"))
    events.begin(made, "permits.set_rule", actor=actor, data={"words": made.words}, client_id=client_id)
    return made


@events.once(OwnRuleEvent)
def end_rule(rule: OwnRule, *, actor: User, client_id: uuid.UUID | None = None) -> OwnRule:
    """End a rule; a permit that is filled in keeps it, so that ending it is no way around the two people. One event.

    Raises NotYours for who does not lead, NotNow where it is over.
    """
    require(rules.may_end_rule(actor, rule.enterprise))
    if rule.ended_at:
        raise NotNow("这条规定已经废止。", code="permits.not_now")
    changes = {"ended_at": clock.now()}
    data = {"words": rule.words}
    events.append(rule, "permits.end_rule", actor=actor, changes=changes, data=data, client_id=client_id)
    return rule


@events.once(PermitEvent)
def ask_override(
    permit: Permit, *, rule: OwnRule, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Permit:
    """Ask that one own rule be set aside this once. No gate of the law can be named. Raises NotYours, NotNow."""
    require(rules.may_fill(actor, permit.enterprise))
    if permit.state != State.DRAFTED or rule not in gates.own_rules_of(permit):
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
