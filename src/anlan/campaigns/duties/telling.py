"""Whom a campaign asks hears of it: when it is put in force or runs longer, and when one of their duties changes."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.dateparse import parse_date

from anlan.campaigns.duties import board
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.subjects import Kind
from anlan.campaigns.plans.models import Campaign, CampaignEvent, Duty
from anlan.campaigns.steering.telling import NEWS
from anlan.core import clock, journal
from anlan.core.events import Event
from anlan.core.templatetags.anlan import day
from anlan.enterprises.models import Person
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox, scope
from anlan.org.models import User

NAME = "campaigns.duties"
WHOLE = {"campaigns.issue_plan": "专项行动已下达", "campaigns.extend_campaign": "专项行动延长"}
ONE = {"campaigns.amend_duty": "任务有变更", "campaigns.end_duty": "任务停止"}


def tell(event: Event) -> None:
    """One notice an event for each person whose unit is asked; an event told twice is one notice."""
    if not isinstance(event, CampaignEvent) or event.recorded_at < clock.now() - NEWS:
        return
    campaign = event.subject
    if event.action in WHOLE:
        title, body = f"{WHOLE[event.action]}：{campaign.title}", f"到{day(campaign.ends_on)}为止，任务在“我的任务”里。"
        rows = board.rows_of(campaign)
    elif event.action in ONE:
        duty = Duty.objects.get(pk=event.data["id"])
        since = day(parse_date(event.data["from_on"]))
        title, body = f"{ONE[event.action]}：{duty.action}", f"从{since}起。{event.data['reason']}"
        rows = [row for row in board.rows_of(campaign) if row.asked.duty.lineage == duty.lineage]
    else:
        return
    people = [one for one in people_of(campaign, rows) if one.pk != event.actor_id]
    key = f"{NAME}.{event.pk}"
    inbox.tell(people, key=key, title=title[:120], body=body, url=reverse("campaigns:my_duties"))


def people_of(campaign: Campaign, rows: Iterable[Row]) -> list[User]:
    """Who speaks for the subjects of these rows: managers of enterprises, villages and offices with an account.

    The township's own duties stand with its leaders, who put them in force.
    """
    asked = {(one.subject.kind, one.subject.key) for row in rows for one in row.instances}
    posts = Person.objects.filter(until=None, post__in=MANAGERS, user__is_active=True).select_related("user")
    managers = [one.user for one in posts if (Kind.ENTERPRISE, one.enterprise_id) in asked and one.user]
    grants = scope.holders_within("campaigns.state_duty", campaign.region)
    own = [one.user for one in grants if {(Kind.VILLAGE, one.region_id), (Kind.OFFICE, one.office_id)} & asked]
    return [*managers, *own]


def register() -> None:
    """Listen to the journal."""
    journal.listen(NAME, tell)
