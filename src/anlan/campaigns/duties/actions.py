"""What subjects say they did, and what happened that calls for duties."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.campaigns.duties import queries, rules
from anlan.campaigns.duties.models import Happening, Statement, StatementEvent
from anlan.campaigns.duties.subjects import Subject
from anlan.campaigns.plans.models import Campaign, CampaignEvent, Duty
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.models import Enterprise
from anlan.files import actions as files
from anlan.org.models import User


@events.once(StatementEvent)
def state_duty(
    campaign: Campaign,
    *,
    duty: Duty,
    subject: Subject,
    done_on: dt.date,
    words: str,
    actor: User,
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Statement:
    """A subject says in words what it did for a duty the system cannot see.

    Raises NotYours for another's duty, Invalid for a day to come or before the campaign.
    """
    require(rules.may_state(actor, subject))
    if done_on > clock.today() or (campaign.starts_on and done_on < campaign.starts_on):
        raise Invalid("完成日期应在行动开始以后、今天以前，请核对。", fields={"done_on": ["请核对。"]})
    names = list(evidence)
    said = Statement(
        campaign=campaign,
        lineage=duty.lineage,
        whose=subject.whose,
        done_on=done_on,
        words=words,
        files=names,
        said_by=actor,
        said_at=clock.now(),
    )
    data = {"duty": duty.action, "lineage": duty.lineage, "whose": subject.name, "done_on": done_on, "words": words}
    event = events.begin(said, "campaigns.state_duty", actor=actor, data=data, files=names, client_id=client_id)
    label = f"{subject.name}：{duty.action}"
    files.use(names, room="campaigns", subject_id=said.pk, purpose="duty", event_id=event.pk, actor=actor, label=label)
    return said


@events.once(StatementEvent)
def take_back_statement(
    statement: Statement, *, actor: User, reason: str, client_id: uuid.UUID | None = None
) -> Statement:
    """Take back what was said, with the reason; it stays on record."""
    require(rules.may_take_back(actor, statement))
    events.append(
        statement,
        "campaigns.take_back_statement",
        actor=actor,
        changes={"taken_back": reason},
        expect={"taken_back": ""},
        data={"reason": reason},
        client_id=client_id,
    )
    return statement


@events.once(CampaignEvent)
def record_happening(
    campaign: Campaign,
    *,
    name: str,
    on: dt.date,
    days: int,
    actor: User,
    sort: str = "",
    duty: Duty | None = None,
    enterprise: Enterprise | None = None,
    village: str = "",
    client_id: uuid.UUID | None = None,
) -> Campaign:
    """Put on record what calls for duties: one `duty`, or all that speak of events of this `sort`.

    Everywhere, or where it happened (`village` a code). Raises Invalid outside the campaign, twice, and where it calls
    for nothing.
    """
    require(rules.may_record_happening(actor, campaign))
    _check_calls(campaign, sort, duty)
    if not (campaign.starts_on and campaign.ends_on and campaign.starts_on <= on <= campaign.ends_on):
        raise Invalid("日期不在行动期间，请核对。", fields={"on": ["请核对。"]})
    lineage = duty.lineage if duty else None
    where = {"enterprise": enterprise, "village": enterprise.region_code if enterprise else village}
    if campaign.happenings.filter(name=name, on=on, lineage=lineage, called_off="", **where).exists():
        known = f"“{name}”已经登记过。"
        raise Invalid(known, code="campaigns.happened", fields={"name": [known]})
    data = {"name": name, "on": on, "days": days, "sort": sort, "lineage": lineage, "village": where["village"]}
    data["enterprise"] = enterprise.pk if enterprise else None
    events.append(campaign, "campaigns.record_happening", actor=actor, data=data, client_id=client_id)
    Happening.objects.create(
        campaign=campaign, lineage=lineage, sort=sort, name=name, on=on, days=days, by=actor, at=clock.now(), **where
    )
    return campaign


def _check_calls(campaign: Campaign, sort: str, duty: Duty | None) -> None:
    if duty is None and not sort:
        words = "请选事由的类别；哪一类都不是的，选它针对的那一项任务。"
        raise Invalid(words, code="campaigns.sort", fields={"sort": [words]})
    if duty is None and not queries.called_by(campaign, sort):
        words = f"方案里没有说到“{Happening.Sort(sort).label}”的任务；要它针对哪一项，请选那一项任务。"
        raise Invalid(words, code="campaigns.calls_nothing", fields={"duty": [words]})


@events.once(CampaignEvent)
def call_off_happening(
    campaign: Campaign, *, happening: Happening, actor: User, reason: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Take back what was put on record by mistake, with the reason: it calls for nothing any more. NotNow twice."""
    require(rules.may_record_happening(actor, campaign))
    if happening.called_off:
        raise NotNow(f"“{happening.name}”已经撤销。", code="campaigns.called_off")
    data = {"id": happening.pk, "name": happening.name, "on": happening.on, "reason": reason}
    events.append(campaign, "campaigns.call_off_happening", actor=actor, data=data, client_id=client_id)
    happening.called_off = reason
    happening.save(update_fields=["called_off"])
    return campaign
