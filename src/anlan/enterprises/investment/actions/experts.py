"""Writing engaged experts, the days they came, what they advised and what was done about it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.investment import rules
from anlan.enterprises.investment.actions.shared import note_files, wrong
from anlan.enterprises.models import Advice, Engagement, EngagementEvent, Enterprise, ExpertVisit
from anlan.enterprises.refusing import require
from anlan.org.models import User

MOST = 50


@events.once(EngagementEvent)
def engage(
    enterprise: Enterprise,
    *,
    name: str,
    task: str,
    starts_on: dt.date,
    ends_on: dt.date,
    actor: User,
    unit: str = "",
    qualification: str = "",
    client_id: uuid.UUID | None = None,
) -> Engagement:
    """Enter an expert the enterprise engaged. One event. Raises NotYours, Invalid for dates the wrong way round."""
    require(rules.may_keep(actor, enterprise))
    if not (starts_on.year >= 2000 and ends_on.year <= 2100):
        raise wrong("starts_on", "起止应在 2000 年至 2100 年之间，请核对。")
    if ends_on < starts_on:
        raise wrong("ends_on", "止不能早于起。")
    facts = {"name": name.strip(), "unit": unit.strip(), "qualification": qualification.strip(), "task": task.strip()}
    made = Engagement(enterprise=enterprise, starts_on=starts_on, ends_on=ends_on, **facts)
    data = {"enterprise": enterprise.name, **facts, "starts_on": starts_on, "ends_on": ends_on}
    events.begin(made, "enterprises.engage", actor=actor, data=data, client_id=client_id)
    return made


@events.once(EngagementEvent)
def record_visit(
    engagement: Engagement,
    *,
    on: dt.date,
    looked_at: str,
    advice: Sequence[tuple[str, str]],
    actor: User,
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Engagement:
    """Put a day the expert came on record, with what is wrong as (what, clause); none where all was well. One event.

    Each is a gap until it is put right. Raises NotYours, Invalid for a day outside the engagement or a line without
    its clause.
    """
    require(rules.may_keep(actor, engagement.enterprise))
    if not engagement.starts_on <= on <= min(engagement.last_day, clock.today()):
        first, last = clock.day_words(engagement.starts_on), clock.day_words(engagement.last_day)
        raise wrong("on", f"日期应在聘期（{first}至{last}）之内、不晚于今天。")
    if len(advice) > MOST:
        raise wrong("advice", f"一次最多登记 {MOST} 条，请分次登记。")
    if bare := [text for text, clause in advice if not clause]:
        raise wrong("advice", f"“{bare[0][:20]}”没有写依据；写在“｜”后面，如：安全生产法 第三十六条。")
    if long := [text for text, clause in advice if len(text) > 200 or len(clause) > 100]:
        raise wrong("advice", f"“{long[0][:20]}…”太长：问题最多 200 字，依据最多 100 字。")
    names = list(evidence)
    data = {"on": on, "looked_at": looked_at.strip(), "advice": [list(one) for one in advice]}
    data["reason"] = f"{looked_at.strip()}；{f'提出 {len(advice)} 条' if advice else '没有发现问题'}"
    event = events.append(
        engagement, "enterprises.record_visit", actor=actor, data=data, files=names, client_id=client_id
    )
    made = ExpertVisit.objects.create(
        engagement=engagement, on=on, looked_at=looked_at.strip(), files=names, recorded_by=actor
    )
    Advice.objects.bulk_create(Advice(visit=made, text=text, clause=clause) for text, clause in advice)
    note_files(names, engagement, event, actor, "专家检查意见")
    return engagement


@events.once(EngagementEvent)
def follow_advice(advice: Advice, *, words: str, actor: User, client_id: uuid.UUID | None = None) -> Engagement:
    """Say how it was put right; its gap is filled. One event. Raises NotYours, NotNow where it is done."""
    engagement = advice.visit.engagement
    require(rules.may_keep(actor, engagement.enterprise))
    done = {"done_on": clock.today(), "done_words": words.strip()}
    if not Advice.objects.filter(pk=advice.pk, done_on=None).update(**done):
        raise NotNow("这一条已经改好。", code="enterprises.not_now")
    data = {"advice": advice.text, "reason": f"{advice.text}：{words.strip()}"}
    events.append(engagement, "enterprises.follow_advice", actor=actor, data=data, client_id=client_id)
    return engagement


@events.once(EngagementEvent)
def end_engagement(
    engagement: Engagement, *, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Engagement:
    """End an engagement before its day. Raises NotYours, NotNow where it is over."""
    require(rules.may_keep(actor, engagement.enterprise))
    if engagement.last_day < clock.today() or engagement.ended_on:
        raise NotNow("这次聘请已经结束。", code="enterprises.not_now")
    changes, data = {"ended_on": clock.today()}, {"reason": reason.strip()}
    events.append(
        engagement, "enterprises.end_engagement", actor=actor, changes=changes, data=data, client_id=client_id
    )
    return engagement
