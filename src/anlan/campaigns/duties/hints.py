"""What calls for duties that follow events and the system sees by itself: offered to be put on record, never assumed.

A holiday that comes stands in the calendar, a restart in the file of the enterprise, an accident in its trace-back.
Weather stands nowhere. An official looks and records it, or does not.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from anlan.campaigns.duties import queries
from anlan.campaigns.duties.models import Happening
from anlan.campaigns.duties.sorts import sorts_of
from anlan.campaigns.plans.models import Campaign
from anlan.core import clock, workdays
from anlan.enforcement.tracing import queries as traces
from anlan.enforcement.tracing.models import Trace
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.org.models import User

Sort = Happening.Sort
AHEAD = dt.timedelta(days=30)
"""So long before a holiday it is offered."""
BACK = dt.timedelta(days=30)
"""So long after it a restart or an accident is."""
BEFORE = dt.timedelta(days=7)
"""What is ordered before a holiday is done within so many days before it (own default, shown before it is recorded)."""


@dataclass(frozen=True)
class Hint:
    """One thing that may be put on record: as it would be, and why it is offered."""

    sort: Sort
    name: str
    on: dt.date
    days: int
    why: str
    enterprise: Enterprise | None = None

    def url(self, campaign: Campaign) -> str:
        """The form with everything filled in."""
        told: dict[str, Any] = {"sort": self.sort, "name": self.name, "on": self.on, "days": self.days}
        if self.enterprise:
            told["enterprise"] = self.enterprise.local_code
        return f"{reverse('campaigns:new_happening', args=[campaign.pk])}?{urlencode(told)}"


def hints(campaign: Campaign, user: User) -> list[Hint]:
    """What was seen and not recorded, of the sorts some duty of the campaign speaks of; the first day first."""
    known = list(campaign.happenings.all())
    spoken = {sort for one in queries.following_events(campaign) for sort in sorts_of(one)}
    seen = [one for sort, look in LOOKS.items() if sort in spoken for one in look(campaign, user)]
    return sorted((one for one in seen if not _is_known(one, known)), key=lambda one: (one.on, one.name))


def _is_known(hint: Hint, known: list[Happening]) -> bool:
    """Whether it stands on record already, called off or not: what somebody took back is not offered again."""
    place = hint.enterprise.pk if hint.enterprise else None
    return any(
        (one.sort, one.enterprise_id) == (hint.sort, place) and (one.name == hint.name or one.on == hint.on)
        for one in known
    )


def _holidays(campaign: Campaign, user: User) -> Iterator[Hint]:
    today, told = clock.today(), set()
    for number in range(1, AHEAD.days + 1):
        day = today + dt.timedelta(days=number)
        name = _day_off(day)
        if not name or name in told or _day_off(day - dt.timedelta(days=1)) == name:
            continue
        told.add(name)
        first = max(today, day - BEFORE, campaign.starts_on or today)
        last = day - dt.timedelta(days=1)
        if campaign.ends_on and first <= campaign.ends_on and last > first:
            why = f"{clock.day_words(day)}起是{name}假期"
            yield Hint(Sort.HOLIDAY, f"{day.year}年{name}前", first, (last - first).days, why)


def _day_off(day: dt.date) -> str:
    """The holiday a day off belongs to; a day worked for it (调休) is none."""
    return "" if workdays.is_workday(day) else workdays.holiday_name(day)


def _restarts(campaign: Campaign, user: User) -> Iterator[Hint]:
    rows = EnterpriseEvent.objects.filter(
        action="enterprises.change",
        happened_at__gte=clock.local(_since(campaign), 0),
        subject__region_code__startswith=campaign.region.prefix,
        data__changes__has_key="status",
    )
    for event in rows.select_related("subject").order_by("happened_at"):
        if event.data["changes"]["status"] == [Enterprise.Status.PAUSED, Enterprise.Status.OPEN]:
            day = clock.local_date(event.happened_at)
            why = f"档案里 {clock.day_words(day)}由停业改为在营"
            yield Hint(Sort.RESTART, "复工复产", day, 7, why, event.subject)


def _accidents(campaign: Campaign, user: User) -> Iterator[Hint]:
    rows = traces.visible_to(user).filter(
        trigger=Trace.Trigger.ACCIDENT,
        happened_at__gte=clock.local(_since(campaign), 0),
        region_code__startswith=campaign.region.prefix,
    )
    for one in rows.order_by("happened_at"):
        day = clock.local_date(one.happened_at)
        yield Hint(
            Sort.ACCIDENT, f"{one.enterprise.name}事故"[:60], day, 7, f"已启动责任倒查 {one.number}", one.enterprise
        )


def _since(campaign: Campaign) -> dt.date:
    return max(clock.today() - BACK, campaign.starts_on or dt.date.min)


LOOKS = {Sort.HOLIDAY: _holidays, Sort.RESTART: _restarts, Sort.ACCIDENT: _accidents}
"""Sort → where the system sees it."""
