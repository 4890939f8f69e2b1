"""Transfers of the demo: one taken over, one that waits, one refused twice that waits for the task force."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager

from django.db.models import Max

from anlan.core import clock, workdays
from anlan.enforcement.transfers import actions
from anlan.enforcement.transfers.models import Transfer
from anlan.enforcement.transfers.rules import holder_of, may_send
from anlan.hazards.models import Hazard, HazardEvent
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org.models import Office, User
from anlan.web.demo.township import Township

QUIET_DAYS = 14
BASIS = "《安全生产法》第六十九条、桂村乡安全生产职责清单"


def build(known: Township) -> None:
    """Everything through the same actions as in real life; each from the office that answers for the hazard now."""
    # Nothing happened to it lately: a chain takes no event from before its last one.
    busy = HazardEvent.objects.filter(recorded_at__gte=clock.now() - dt.timedelta(days=12)).values("subject")
    rows = Hazard.objects.filter(state__in=OPEN_STATES, governed_by=None, strip__isnull=False).exclude(pk__in=busy)
    # Nothing happened to them since the first letter, for a chain is written in the order of time.
    rows = rows.annotate(last=Max("events__recorded_at")).filter(last__lt=clock.now() - dt.timedelta(days=QUIET_DAYS))
    rows = rows.select_related("strip", "enterprise").order_by("pk")
    hazards = [one for one in rows if _sender(known, one) and not one.supervision_level]
    receivers = [known.offices[name] for name in ("市监所", "村建办", "经发办")]
    taken, waiting, disputed = (_apart(hazards, receivers, number) for number in range(3))
    with _days_ago(6):
        first = _send(known, taken, receivers[0], "压力表、安全阀属于特种设备附件，由市场监管所监管")
    with _days_ago(5):
        actions.accept(first, actor=_of(known, receivers[0]), answer="彭丽经办，明日到场")
    with _days_ago(1):
        _send(known, waiting, receivers[1], "属于经营性自建房结构问题，由村建办认定和处置")
    for ago, office in ((4, receivers[2]), (3, receivers[0])):
        with _days_ago(ago):
            sent = _send(known, disputed, office, "生产工艺和设备更新由行业主管单位督促")
        with _days_ago(ago - 1):
            actions.give_back(sent, actor=_of(known, office), reason="不在本单位职责清单内，应由消防安全监管单位负责")


def _days_ago(count: int) -> AbstractContextManager[dt.datetime]:
    return clock.moved_to(clock.local(workdays.add_workdays(clock.today() + dt.timedelta(days=1), -count), 10))


def _apart(hazards: Sequence[Hazard], receivers: list[Office], number: int) -> Hazard:
    # None of the receivers supervises it already.
    free = [one for one in hazards if one.strip not in receivers]
    return Hazard.objects.get(pk=free[number].pk)


def _send(known: Township, hazard: Hazard, to: Office, reason: str) -> Transfer:
    sender = _sender(known, Hazard.objects.get(pk=hazard.pk))
    assert sender is not None
    return actions.send(hazard, actor=sender, to_office=to, reason=reason, basis=BASIS)


def _sender(known: Township, hazard: Hazard) -> User | None:
    office = holder_of(hazard)
    people = (User.objects.get(pk=one.pk) for one in known.people.values() if one.office_id == getattr(office, "pk", 0))
    return next((one for one in people if not may_send(one, hazard)), None)


def _of(known: Township, office: Office) -> User:
    name = {"市监所": "石昌", "村建办": "唐建", "经发办": "冯静"}[office.short_name]
    return User.objects.get(pk=known.people[name].pk)
