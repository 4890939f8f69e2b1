"""Opening a trace-back, explaining, concluding. The only writer of its tables."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.refusing import require
from anlan.enforcement.tracing import gathering, rules
from anlan.enforcement.tracing.models import Trace, TraceEvent
from anlan.enterprises.models import Enterprise
from anlan.files import numbering
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import User

DEFAULT_DAYS = 90
"""How far back is looked (features F17.2; default of this product)."""


@events.once(TraceEvent)
def open_trace(
    enterprise: Enterprise,
    *,
    actor: User,
    trigger: str,
    what: str,
    happened_at: dt.datetime,
    days: int = DEFAULT_DAYS,
    source: str = "",
    hazard: Hazard | None = None,
    client_id: uuid.UUID | None = None,
) -> Trace:
    """Open a trace-back: everybody who acted there in those days is asked to explain, and may.

    Raises NotYours for a place that is not the person's, Invalid for a time to come or a hazard of another place.
    """
    require(rules.may_open(actor, enterprise))
    if happened_at > clock.now():
        words = "发生时间晚于现在，请核对。"
        raise Invalid(words, code="enforcement.happened_at", fields={"happened_at": [words]})
    if hazard is not None and hazard.enterprise_id != enterprise.pk:
        raise Invalid(f"{hazard}不是{enterprise.name}的隐患，请核对。", code="enforcement.hazard")
    if actor.office is None:
        raise NotYours("您的账号没有所在单位，无从编号；请系统管理员补上。", code="enforcement.refused")
    moment = clock.now()
    trace = Trace(
        enterprise=enterprise,
        region_code=enterprise.region_code,
        strip=enterprise.strip,
        hazard=hazard,
        trigger=trigger,
        what=say(what, "发生了什么", "what"),
        source=source.strip(),
        happened_at=happened_at,
        days=days,
        opened_by=actor,
        opened_at=moment,
    )
    trace.number = numbering.take(actor.office, "trace", moment.year, prefix=f"{numbering.named_by(actor.office)}倒查")
    people = gathering.people(trace)
    events.begin(
        trace,
        "enforcement.open_trace",
        actor=actor,
        data={
            "enterprise": enterprise.name,
            "trigger": trigger,
            "what": trace.what,
            "source": trace.source,
            "happened_at": happened_at,
            "days": days,
            "hazard": str(hazard or ""),
            "asked": [one.full_name for one in people],
        },
        client_id=client_id,
    )
    trace.asked.set(people)
    return trace


@events.once(TraceEvent)
def explain(trace: Trace, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Trace:
    """Say one's own side; as often as there is something to add, until it is concluded."""
    require(rules.may_explain(actor, trace))
    data = {"reason": say(words, "情况说明", "words")}
    events.append(trace, "enforcement.explain", actor=actor, data=data, client_id=client_id)
    return trace


@events.once(TraceEvent)
def conclude(trace: Trace, *, actor: User, conclusion: str, client_id: uuid.UUID | None = None) -> Trace:
    """Say what follows from it. A person decides: the system only lays out what is on record."""
    require(rules.may_conclude(actor, trace))
    words = say(conclusion, "结论", "conclusion")
    changes = {"conclusion": words, "concluded_by": actor, "concluded_at": clock.now()}
    events.append(
        trace,
        "enforcement.conclude",
        actor=actor,
        changes=changes,
        expect={"concluded_at": None},
        data={"reason": words},
        client_id=client_id,
    )
    return trace
