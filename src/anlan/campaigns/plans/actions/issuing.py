"""Put in force; from then on it is made longer, or a duty changes as a new version from a day on."""

import datetime as dt
import uuid
from typing import Any

from anlan.campaigns.plans import rules
from anlan.campaigns.plans.models import Campaign, CampaignEvent, Duty, Outcome
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.org.models import User

LONGER = dt.timedelta(days=366)


@events.once(CampaignEvent)
def issue_plan(campaign: Campaign, *, actor: User, client_id: uuid.UUID | None = None) -> Campaign:
    """Put a campaign in force: its kept duties are valid from its first day. Raises NotYours with what still waits."""
    stages, duties, doubts = list(campaign.stages.all()), list(campaign.duties.all()), list(campaign.doubts.all())
    require(rules.may_issue(actor, campaign, rules.what_waits(campaign, stages, duties, doubts)))
    kept = [one for one in duties if one.is_kept]
    data = {
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "stages": sum(1 for one in stages if one.is_kept),
        "duties": len(kept),
        "doubts": len(doubts),
    }
    events.append(
        campaign,
        "campaigns.issue_plan",
        actor=actor,
        changes={"issued_at": clock.now(), "issued_by": actor},
        expect={"issued_at": None, "dropped_at": None},
        data=data,
        client_id=client_id,
    )
    campaign.duties.exclude(outcome=Outcome.DROPPED).update(valid_from=campaign.starts_on)
    return campaign


@events.once(CampaignEvent)
def drop_plan(campaign: Campaign, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Campaign:
    """Drop a draft, with the reason; it stays readable."""
    require(rules.may_decide(actor, campaign))
    if not reason.strip():
        raise Invalid("请写明为什么作废。", fields={"reason": ["请填写。"]})
    events.append(
        campaign,
        "campaigns.drop_plan",
        actor=actor,
        changes={"dropped_at": clock.now()},
        expect={"issued_at": None, "dropped_at": None},
        data={"reason": reason.strip()},
        client_id=client_id,
    )
    return campaign


@events.once(CampaignEvent)
def extend_campaign(
    campaign: Campaign, *, actor: User, ends_on: dt.date, reason: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Let a campaign run longer: what recurs goes on, what has a day of its own keeps it, the last stage moves along.

    Raises NotYours where it does not run or is over, Invalid for no later day, one more than a year later (own
    default: it cannot be made shorter again) or without the reason.
    """
    require(rules.may_amend(actor, campaign))
    was = campaign.ends_on
    if was and ends_on <= was:
        words = f"行动到{clock.day_words(was)}结束，延长要晚于这一天。"
        raise Invalid(words, fields={"ends_on": ["太早。"]})
    if was and ends_on > was + LONGER:
        words = f"一次最多延长一年，到{clock.day_words(was + LONGER)}为止；请核对年份。"
        raise Invalid(words, fields={"ends_on": ["太晚。"]})
    if not reason.strip():
        raise Invalid("请写明延长的依据。", fields={"reason": ["请填写。"]})
    data = {"was": was, "ends_on": ends_on, "reason": reason.strip()}
    events.append(
        campaign,
        "campaigns.extend_campaign",
        actor=actor,
        changes={"ends_on": ends_on},
        expect={"ends_on": was},
        data=data,
        client_id=client_id,
    )
    campaign.stages.exclude(outcome=Outcome.DROPPED).filter(ends_on=was).update(ends_on=ends_on)
    return campaign


@events.once(CampaignEvent)
def amend_duty(
    campaign: Campaign,
    *,
    actor: User,
    duty: Duty,
    from_on: dt.date,
    reason: str,
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Campaign:
    """Change a duty of a running campaign from a day on: a new version; what was due before keeps the old one.

    Raises NotNow for an old version, Invalid for a day that is past, before this version or after the end.
    """
    _may_end(campaign, actor, duty, from_on, reason)
    changed = {name: value for name, value in facts.items() if getattr(duty, name) != value}
    if not changed:
        raise Invalid("没有改动。请改好后再保存。", code="campaigns.nothing_changed")
    data = {"id": duty.pk, "clause": duty.clause, "from_on": from_on, "reason": reason.strip()}
    data["changed"] = {name: [events.plain(getattr(duty, name)), value] for name, value in changed.items()}
    _close(duty, from_on)
    known = {field.attname: getattr(duty, field.attname) for field in Duty._meta.concrete_fields}
    for own in ("id", "valid_to", "version", "valid_from"):
        known.pop(own)
    new = Duty(**{**known, **changed}, version=duty.version + 1, valid_from=from_on)
    new.outcome, new.reason, new.decided_by, new.decided_at = Outcome.CHANGED, reason.strip(), actor, clock.now()
    new.save(force_insert=True)
    events.append(campaign, "campaigns.amend_duty", actor=actor, data=data, client_id=client_id)
    return campaign


@events.once(CampaignEvent)
def end_duty(
    campaign: Campaign, *, actor: User, duty: Duty, from_on: dt.date, reason: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Let a duty of a running campaign bind nobody from a day on."""
    _may_end(campaign, actor, duty, from_on, reason)
    _close(duty, from_on)
    data = {"id": duty.pk, "clause": duty.clause, "was": str(duty), "from_on": from_on, "reason": reason.strip()}
    events.append(campaign, "campaigns.end_duty", actor=actor, data=data, client_id=client_id)
    return campaign


def latest(duty: Duty) -> Duty:
    """The duty itself, where nothing has replaced it. Raises NotNow for an old version or one that was dropped."""
    if duty.valid_to is not None or duty.valid_from is None:
        raise NotNow("这是旧的版本或没有采用的职责，不能再变更。请打开现行的一版。", code="campaigns.old_version")
    return duty


def _may_end(campaign: Campaign, actor: User, duty: Duty, from_on: dt.date, reason: str) -> None:
    require(rules.may_amend(actor, campaign))
    since = latest(duty).valid_from
    if from_on < clock.today():
        raise Invalid("变更只能从今天或以后起算，已经到期的按原要求办。", fields={"from_on": ["不能早于今天。"]})
    if since and from_on <= since:
        words = f"这一版自{clock.day_words(since)}起施行，变更要晚于这一天。"
        raise Invalid(words, fields={"from_on": ["太早。"]})
    if campaign.ends_on and from_on > campaign.ends_on:
        words = f"行动到{clock.day_words(campaign.ends_on)}结束，变更日期在此之后。"
        raise Invalid(words, fields={"from_on": ["太晚。"]})
    if not reason.strip():
        raise Invalid("请写明变更的依据。", fields={"reason": ["请填写。"]})


def _close(duty: Duty, from_on: dt.date) -> None:
    duty.valid_to = from_on - dt.timedelta(days=1)
    if not Duty.objects.filter(pk=duty.pk, valid_to=None).update(valid_to=duty.valid_to):
        raise NotNow("刚刚有人先变更了这项职责，请刷新后再看。", code="campaigns.stale")
