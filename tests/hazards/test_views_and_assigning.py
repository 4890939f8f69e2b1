"""What a person keeps of the ledger, and many hazards given to somebody at once with what became of each."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.hazards.models import Hazard, SavedView

pytestmark = pytest.mark.django_db
LEDGER = reverse("hazards:ledger")
ASSIGN = reverse("hazards:assign_many")


@pytest.fixture
def as_(client, tell, at):
    """`as_("孙主")`: that person's browser, on a Monday."""
    at(dt.date(2026, 11, 23))

    def _as(name):
        client.force_login(tell.who(name))
        return client

    return _as


def tabs(client) -> dict[str, int | None]:
    """The views somebody kept, with how many each holds now."""
    return {tab["label"]: tab["count"] for tab in client.get(LEDGER).context["tabs"] if tab.get("view")}


def test_a_view_keeps_its_filters_counts_and_belongs_to_one_person(as_, tell):
    tell.to("judged")
    tell.to("judged", major=False)
    lin = as_("林巡")
    saved = {"name": "重大未销", "query": "state=open&level=major&page=3", "pinned": "on"}
    assert lin.post(reverse("hazards:save_view"), saved).url == f"{LEDGER}?state=open&level=major"
    assert tabs(lin) == {"重大未销": 1}
    lin.post(reverse("hazards:save_view"), {**saved, "query": "state=open"})
    assert tabs(lin) == {"重大未销": 2}
    view = SavedView.objects.get()
    assert tabs(as_("周同")) == {}
    as_("周同").post(reverse("hazards:drop_view", args=[view.pk]))
    assert tabs(as_("林巡")) == {"重大未销": 2}
    lin.post(reverse("hazards:drop_view", args=[view.pk]))
    assert (tabs(lin), Hazard.objects.count()) == ({}, 2)


def test_a_view_without_a_name_is_refused_and_the_twenty_first_too(as_):
    lin = as_("林巡")
    keep = reverse("hazards:save_view")
    assert "请给这个视图起个名字" in lin.post(keep, {"name": " ", "query": ""}).content.decode()
    for number in range(20):
        lin.post(keep, {"name": f"视图{number}", "query": ""})
    assert "最多存 20 个视图" in lin.post(keep, {"name": "再来", "query": ""}).content.decode()
    assert SavedView.objects.count() == 20


def test_many_are_assigned_at_once_and_each_says_what_became_of_it(as_, tell):
    ready, done, already = tell.to("judged"), tell.to("closed"), tell.to("judged", major=False)
    Hazard.objects.filter(pk=already.pk).update(handler=tell.who("林巡"))
    head, given = as_("孙主"), {"pk": [ready.pk, done.pk, already.pk], "handler": tell.who("林巡").pk}
    became = {str(ready): "", str(done): "已销号，不再分派。", str(already): "已经在林巡名下。"}
    for sure in ({}, {"sure": "1"}):
        answer = head.post(ASSIGN, given | sure)
        assert {str(one.hazard): one.reason for one in answer.context["outcomes"]} == became
        assert Hazard.objects.get(pk=ready.pk).handler_id == (tell.who("林巡").pk if sure else None)
    assert ready.events.last().action == "hazards.assign"
    assert already.events.filter(action="hazards.assign").count() == 0


def test_nobody_chosen_and_nothing_chosen_are_said_and_change_nothing(as_, tell):
    hazard, head = tell.to("judged"), as_("孙主")
    answer = head.post(ASSIGN, {"pk": hazard.pk, "sure": "1"})
    assert (answer.status_code, "请选择经办人" in answer.content.decode()) == (422, True)
    answer = head.post(ASSIGN, {"pk": "x" * 36}, follow=True)
    assert "没有选中隐患" in answer.content.decode()
    assert as_("林巡").post(ASSIGN, {"pk": hazard.pk}).status_code == 403
    assert hazard.events.filter(action="hazards.assign").count() == 0


def test_all_that_a_filter_finds_can_be_assigned(as_, tell):
    found = {str(tell.to("judged")) for _ in range(2)}
    tell.to("judged", major=False)
    answer = as_("孙主").post(ASSIGN, {"all": "1", "query": "level=major", "handler": tell.who("林巡").pk, "sure": "1"})
    assert {str(one.hazard) for one in answer.context["outcomes"] if not one.reason} == found
    assert Hazard.objects.filter(handler=tell.who("林巡")).count() == 2
