"""Telling those a lookout asks: when it is sent, before its day and after it, when somebody reminds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from anlan.campaigns.duties.rules import sight_of
from anlan.campaigns.duties.subjects import Subject
from anlan.campaigns.lookouts import board
from anlan.campaigns.lookouts.models import Lookout, LookoutEvent, NoneHereEvent
from anlan.core import clock, hooks, journal
from anlan.core.events import Event
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.models import Person
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import User

NAME = "campaigns.lookouts"
BEFORE = dt.timedelta(days=3)
AFTER = dt.timedelta(days=1)
CHUNK = 500


def waiting(lookout: Lookout, actor: User | None = None) -> list[Subject]:
    """Those asked who have not answered, as far as a person sees them."""
    sees = sight_of(actor) if actor else (lambda subject: True)
    return [one.subject for one in board.standings([lookout], sees)[lookout.pk] if one.missing]


def managers_of(places: Iterable[Any]) -> dict[Any, list[User]]:
    """Enterprise → its managers with an account."""
    listed = list(places)
    found: dict[Any, list[User]] = defaultdict(list)
    for first in range(0, len(listed), CHUNK):
        rows = Person.objects.filter(enterprise__in=listed[first : first + CHUNK], post__in=MANAGERS, until=None)
        for one in rows.filter(user__is_active=True).select_related("user"):
            if one.user:
                found[one.enterprise_id].append(one.user)
    return found


def tell(
    lookout: Lookout, subjects: Iterable[Subject], title: str, *, is_red: bool = False, by_hand: bool = False
) -> int:
    """One notice a day to each manager of these, and one by hand; returns in how many somebody has an account."""
    found = managers_of(one.key for one in subjects)
    people = [user for users in found.values() for user in users]
    body = f"{written(lookout.due_on)}前按清单查一遍同类隐患；没有此类的，由主要负责人说明理由。{lookout.words}"
    key = f"{NAME}.{lookout.pk}.{clock.today()}{'.by_hand' * by_hand}"
    told: dict[str, Any] = {"key": key, "body": body, "is_red": is_red}
    for first in range(0, len(people), CHUNK):
        inbox.tell(people[first : first + CHUNK], title=title[:120], url=lookout.get_absolute_url(), **told)
    return len(found)


def follow(event: Event) -> None:
    """Those asked are told of what was sent; a principal of a word that was sent back."""
    if isinstance(event, LookoutEvent) and event.action == "campaigns.send_lookout":
        tell(event.subject, waiting(event.subject), f"举一反三：{event.subject}")
    elif isinstance(event, NoneHereEvent) and event.action == "campaigns.send_back_none":
        word = event.subject
        inbox.tell(
            [word.said_by],
            key=f"{NAME}.none.{event.pk}",
            title=f"“没有此类”被退回：{word.lookout}"[:120],
            body=f"{event.actor_name}：{word.ended}。请按清单查一遍，或重新说明。"[:500],
            url=word.get_absolute_url(),
        )


def remind(day: dt.date | None = None) -> int:
    """Three days before the day those who have not answered are told, and the day after it, in red; safe to repeat."""
    today = day or clock.today()
    rows = Lookout.objects.filter(called_off="", due_on__in=[today + BEFORE, today - AFTER])
    return sum(_reminded(one) for one in board.shown(rows))


def _reminded(one: Lookout) -> int:
    title = f"举一反三任务逾期未查：{one}" if one.is_over else f"举一反三任务 {BEFORE.days} 天后到期：{one}"
    return tell(one, waiting(one), title, is_red=one.is_over)


def register() -> None:
    """Listen to the journal, and let the worker call each day."""
    journal.listen(NAME, follow)
    hooks.daily.register(NAME, remind)
