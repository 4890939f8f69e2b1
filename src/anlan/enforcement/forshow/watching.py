"""When signs are looked for: each day for all, for one after a self-inspection; who is told of decisions."""

import datetime as dt
from typing import Any

from anlan.core import hooks, journal
from anlan.core.events import Event
from anlan.enforcement.forshow import actions
from anlan.enforcement.forshow.models import Review, ReviewEvent
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS
from anlan.inspections.kinds import Kind
from anlan.inspections.models import VisitEvent
from anlan.org import inbox
from anlan.org.models import User

NAME = "enforcement.forshow"
CHUNK = 300


def look_at_all(day: dt.date | None = None) -> int:
    """Look at every open enterprise; returns how many signs are new or over."""
    rows = Enterprise.objects.filter(status=Enterprise.Status.OPEN).exclude(kind=Enterprise.Kind.NO_OPERATOR)
    ids: list[Any] = list(rows.order_by("pk").values_list("pk", flat=True))
    parts = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    return sum(actions.look(Enterprise.objects.filter(pk__in=part)) for part in parts)


def follow(event: Event) -> None:
    """Look again at an enterprise that finished a self-inspection; tell both sides of a decision."""
    if isinstance(event, VisitEvent) and event.action == "inspections.finish":
        if event.subject.kind == Kind.SELF_INSPECTION:
            actions.look(Enterprise.objects.filter(pk=event.subject.enterprise_id))
    elif isinstance(event, ReviewEvent):
        _tell(event)


def _tell(event: ReviewEvent) -> None:
    review: Review = event.subject
    if event.action == "enforcement.reply_for_show":
        people, title, body = [review.decided_by], f"{review.enterprise}对“{review}”作了回应", review.reply
    else:
        said = review.get_outcome_display() if review.outcome else review.get_decision_display()
        managers = {"enterprise_posts__post__in": MANAGERS, "enterprise_posts__until": None}
        rows = User.objects.filter(enterprise_posts__enterprise=review.enterprise_id, is_active=True)
        people = list(rows.filter(**managers))
        title = f"关于本单位自查走过场的情况：{said}"
        body = f"{event.data.get('reason', '')}　有不同意见的，可以回应。"
    inbox.tell(people, key=f"{NAME}.{event.pk}", title=title[:120], body=body, url=review.get_absolute_url())


def register() -> None:
    """Let the worker call."""
    journal.listen(NAME, follow)
    hooks.daily.register(NAME, look_at_all)
