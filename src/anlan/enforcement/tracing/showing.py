"""What trace-backs add to lower pages, and whom they tell."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from anlan.core import journal
from anlan.core.events import Event
from anlan.core.hooks import Note, Tab, Task, Work
from anlan.enforcement.tracing import queries, rules
from anlan.enforcement.tracing.actions import DEFAULT_DAYS
from anlan.enforcement.tracing.models import TraceEvent
from anlan.hazards.models import Hazard, Source
from anlan.inspections.models import Visit
from anlan.org import inbox, scope
from anlan.org.models import User

NAME = "enforcement.tracing"
FROM_ABOVE = frozenset({Source.UPPER_LEVEL, Source.REPORT})
ENTERPRISE_TAB = Tab(
    "责任倒查",
    "enforcement:traces_of",
    order=90,
    shown=lambda user, enterprise: scope.may(user, "enforcement.read_traces"),
    count=lambda user, enterprise: queries.of_enterprise(user, enterprise.pk).count(),
)


def notes(user: User, hazard: Hazard) -> list[Note]:
    """Where others found what one's own visits of the last weeks did not: that it can be traced back, to who may."""
    if hazard.source not in FROM_ABOVE or rules.may_open(user, hazard.enterprise):
        return []
    since = hazard.found_at - dt.timedelta(days=DEFAULT_DAYS)
    looked = Visit.objects.filter(enterprise=hazard.enterprise_id, begun_at__range=(since, hazard.found_at))
    times = looked.exclude(kind="upper_level").count()
    if not times or hazard.traces.exists():
        return []
    url = reverse("enforcement:open_trace", args=[hazard.enterprise_id])
    words = f"此前 {DEFAULT_DAYS} 天本地到这里查过 {times} 次，没有查出这个问题，可以启动责任倒查。"
    return [Note(words, f"{url}?{urlencode({'hazard': str(hazard)})}")]


def work(user: User) -> list[Work]:
    """Where the person is asked to explain."""
    rows = list(queries.to_explain(user)[:20]) if scope.may(user, "enforcement.explain") else []
    tasks = [Task(f"{one.number} {one.enterprise.name}", one.get_absolute_url(), one.what) for one in rows]
    hint = "把当时看到的、做了的写清楚，记入倒查卷"
    return [Work("请您说明情况的倒查", hint, tasks, len(tasks), reverse("enforcement:traces"))]


def tell(event: Event) -> None:
    """Tell those who are asked to explain that a trace-back was opened, and what was concluded."""
    if not isinstance(event, TraceEvent) or event.action == "enforcement.explain":
        return
    trace = event.subject
    opened = event.action == "enforcement.open_trace"
    inbox.tell(
        [one for one in trace.asked.all() if one.pk != event.actor_id],
        key=f"{NAME}.{event.pk}",
        title=f"{trace.enterprise.name}：{'责任倒查已启动，请说明情况' if opened else '责任倒查已作结论'}"[:120],
        body=str(event.data.get("what") or event.data.get("reason", ""))[:500],
        url=trace.get_absolute_url(),
        is_red=opened,
    )


def register() -> None:
    """Listen to the journal."""
    journal.listen(NAME, tell)
