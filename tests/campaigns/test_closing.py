"""The closing report of a campaign (总结): ledger, duties and practices, drafted, changed and signed as a bulletin."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.campaigns import actions, printing
from anlan.campaigns.models import Bulletin
from anlan.core.errors import NotNow, NotYours
from anlan.core.verify import verify
from tests.campaigns.test_plans import campaign, running, township

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db


def test_an_official_drafts_it_from_the_board_and_every_number_opens_its_records(client, running, factory, world, at):
    at(dt.date(2025, 1, 20))
    client.force_login(world.people["林巡"])
    address = reverse("campaigns:draft_closing", args=[running.pk])
    assert address in client.get(reverse("campaigns:duties", args=[running.pk])).content.decode()
    answer = client.post(address)
    report = Bulletin.objects.get()
    assert (answer.url, report.first_day, report.last_day) == (
        reverse("campaigns:detail", args=[report.pk]),
        running.starts_on,
        dt.date(2025, 1, 20),
    )
    told = report.figures["campaign"]
    assert told["counts"]["missed"] > 0
    assert report.title.endswith("总结报告")
    assert f"逾期未完成 {told['counts']['missed']} 项次" in "".join(report.words["opening"])
    assert report.words["opening"][-1] == "现将有关情况报告如下。"
    assert "任务落实不到位" in report.words["problems"][0]
    page = client.get(answer.url)
    for _, number, url in page.context["duties"]:
        assert client.get(url).context["page"].paginator.count == number
    headings = [getattr(block, "text", "") for block in printing.document(report).body]
    assert "专项行动任务完成情况" in headings
    assert actions.recount(report, actor=world.people["林巡"]).figures["campaign"]["counts"] == told["counts"]
    assert verify().broken == []


def test_not_before_it_begins_and_not_by_a_village(running, world, at):
    with pytest.raises(NotYours):
        actions.draft_closing(running, actor=world.people["吴村"])
    at(dt.date(2024, 11, 1))
    with pytest.raises(NotNow, match="还没有开始"):
        actions.draft_closing(running, actor=world.people["林巡"])
