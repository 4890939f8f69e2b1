"""E1–E4: What the system sees that may call for duties is offered to be put on record, and never assumed."""

import datetime as dt
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.duties import board
from anlan.campaigns.duties.hints import hints
from anlan.campaigns.duties.models import Happening
from anlan.campaigns.plans.models import Duty
from anlan.core import clock
from anlan.enforcement.tracing.models import Trace
from anlan.enterprises import actions as enterprises
from anlan.org.models import User
from tests.campaigns.test_plans import campaign, running, township

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 1, 10)
"""Nineteen days before 春节 of 2025, whose days off begin on 28 January."""


@pytest.fixture
def following(running, at):
    """A campaign one of whose duties follows events; `says` puts its sentence."""
    at(TODAY)
    duty = next(one for one in running.duties.all() if "巡查" in one.action)

    def says(words: str):
        Duty.objects.filter(pk=duty.pk).update(rhythm="on_event", action="组织巡查", quote=words)
        return running

    return says


def names(campaign, world, who: str = "林巡") -> list[str]:
    return [one.name for one in hints(campaign, User.objects.get(pk=world.people[who].pk))]


def test_a_holiday_that_comes_is_offered_until_it_is_recorded(following, world, client):
    running = following("节假日前，各村开展巡查。")
    (hint,) = hints(running, User.objects.get(pk=world.people["林巡"].pk))
    assert (hint.name, hint.on, hint.days) == ("2025年春节前", dt.date(2025, 1, 21), 6)
    client.force_login(world.people["林巡"])
    page = client.get(reverse("campaigns:duties", args=[running.pk])).content.decode()
    assert "要不要登记" in page
    assert not Happening.objects.exists(), "nothing is assumed"
    form = client.get(hint.url(running)).content.decode()
    assert ('value="2025年春节前"' in form, 'value="2025-01-21"' in form) == (True, True)
    told = {"sort": "holiday", "name": hint.name, "on": f"{hint.on}", "days": hint.days}
    assert client.post(hint.url(running), told).status_code == 302
    assert names(running, world) == []
    (row,) = [one for one in board.rows_of(running) if one.instances and one.asked.duty.action == "组织巡查"]
    assert {one.period.due_on for one in row.instances} == {dt.date(2025, 1, 27)}


def test_what_no_duty_speaks_of_is_not_offered(following, world, at):
    assert names(following("寒潮前，各村开展巡查。"), world) == []
    running = following("节假日前，各村开展巡查。")
    at(dt.date(2024, 12, 1))
    assert names(running, world) == []
    at(dt.date(2025, 1, 27))
    assert names(running, world) == [], "the day before there is no time left"


def test_a_restart_stands_in_the_file_and_an_accident_in_its_trace_back(following, factory, world):
    running = following("复工复产前、事故发生后，各村开展巡查。")
    enterprises.change(factory, actor=None, status="paused")
    assert names(running, world) == []
    enterprises.change(factory, actor=None, status="open")
    assert names(running, world) == ["复工复产"]
    Trace.objects.create(
        number="倒查〔2025〕1号", enterprise=factory, region_code=factory.region_code, trigger="accident", what="起火",
        happened_at=clock.now(), opened_by=world.people["王镇"], opened_at=clock.now(),
    )  # fmt: skip
    assert sorted(names(running, world, "王镇")) == ["复工复产", "恒通板材厂事故"]
    link = hints(running, User.objects.get(pk=world.people["林巡"].pk))[0].url(running)
    assert factory.local_code in unquote(link)


def test_the_page_takes_the_same_queries_however_many_restarted(following, client, world, factory):
    running = following("复工复产前，各村开展巡查。")
    client.force_login(world.people["林巡"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(reverse("campaigns:duties", args=[running.pk])).status_code == 200
        return len(made)

    def restart() -> None:
        for status in ("paused", "open"):
            enterprises.change(type(factory).objects.get(pk=factory.pk), actor=None, status=status)

    restart()
    queries()
    once = queries()
    for _ in range(4):
        restart()
    assert queries() == once
    client.force_login(world.people["吴村"])
    assert "要不要登记" not in client.get(reverse("campaigns:duties", args=[running.pk])).content.decode()
