"""Who is told when open work has to stop: at once, once for each halt, with the reason and the way on.

What follows from an event is told when the event comes, what follows from the clock within a minute.
"""

import datetime as dt

from django.db.models import Q, QuerySet

from anlan.core import clock, hooks, journal
from anlan.core.events import Event
from anlan.enterprises.models import CertificateEvent, ContractEvent, EnterpriseEvent, Person
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import Notice, User
from anlan.permits import clocks, queries
from anlan.permits.models import EquipmentEvent, Permit, PermitEvent, State
from anlan.permits.named import Halt

NAME = "permits.halting"
DAY = dt.timedelta(days=1)
LEAVING = {"enterprises.change", "enterprises.restore", "enterprises.end_person"}
STOPPED = "人员撤到安全处，查明原因、通风置换；要继续干的，检测合格后另办一张票。"


def look(rows: QuerySet[Permit] | None = None) -> int:
    """Tell of each open permit among `rows` (all) that has to stop; returns how many notices are new.

    What ran out a day ago and is still open is the business of the daily reminder.
    """
    found = Permit.objects.all() if rows is None else rows
    found = found.filter(state=State.OPEN, ends_at__gt=clock.now() - DAY)
    found = found.select_related("enterprise", "worker", "guardian").prefetch_related(*queries.STOPS)
    stops = [(one, clocks.stop(one)) for one in found]
    return sum(_tell(one, stop) for one, stop in stops if stop)


def follow(event: Event) -> None:
    """Look at what an event may have halted: somebody left, a contract, a card or a set is no longer good, gas."""
    if isinstance(event, PermitEvent):
        _tell_stopped(event)
    elif isinstance(event, EquipmentEvent):
        look(Permit.objects.filter(equipment=event.subject_id))
    elif isinstance(event, CertificateEvent):
        look(Permit.objects.filter(worker=event.subject.person_id))
    elif isinstance(event, ContractEvent):
        look(Permit.objects.filter(enterprise=event.subject.enterprise_id))
    elif isinstance(event, EnterpriseEvent) and event.action in LEAVING:
        look(Permit.objects.filter(enterprise=event.subject_id))


def _tell_stopped(event: PermitEvent) -> None:
    """A bad reading stops the work for good; whoever entered it knows."""
    if event.action == "permits.record_gas" and event.to_state == State.STOPPED:
        halt = Halt(f"气体检测不合格：{event.data['problem']}", STOPPED, f"event.{event.pk}")
        _tell(event.subject, halt, but=event.actor_id)


def _tell(permit: Permit, halt: Halt, but: object = None) -> int:
    people, key = [one for one in _concerned(permit) if one.pk != but], f"{NAME}.{permit.pk}.{halt.mark}"
    if Notice.objects.filter(user__in=people, key=key).exists():
        return 0
    return inbox.tell(
        people,
        key=key,
        title=f"{permit}：立即停止作业，{halt.words}"[:120],
        body=f"{permit.enterprise.name}{permit.place_words}，{permit.content}。{halt.way}",
        url=permit.get_absolute_url(),
        is_red=True,
    )


def _concerned(permit: Permit) -> list[User]:
    """The guardian, who approved and the safety officers, as far as they are still there; else those in charge."""
    there = permit.enterprise.people.filter(until=None, user__is_active=True).select_related("user")
    named = Q(pk=permit.guardian_id) | Q(user=permit.approved_by_id) | Q(post=Person.Post.SAFETY_OFFICER)
    return [one.user for one in there.filter(named) or there.filter(post__in=MANAGERS) if one.user]


def register() -> None:
    """Let the worker call."""
    journal.listen(NAME, follow)
    hooks.minutely.register(NAME, look)
