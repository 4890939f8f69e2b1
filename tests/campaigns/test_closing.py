"""The closing report of a campaign (总结): ledger, duties and practices, drafted, changed and signed as a bulletin.

Clause E1–E4 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.campaigns import actions, closing, printing
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


def test_it_goes_up_under_its_own_title_and_headings(running, world, at):
    at(dt.date(2025, 1, 20))
    report = actions.draft_closing(running, actor=world.people["林巡"])
    paper = printing.document(report)
    assert paper.to == f"{running.region.parent.name}人民政府："
    assert (report.title.startswith("关于"), "方案" in report.title) == (True, False)
    headings = [block.text for block in paper.body if hasattr(block, "level")]
    assert (headings[0], headings[-1]) == ("工作开展情况", "下一步打算")
    assert paper.body[-1].text == "特此报告。"
    assert (closing.MISSED in report.words["requirements"], len(report.words["requirements"])) == (True, 2)
    actions.issue(report, actor=world.people["王镇"])
    assert printing.document(report).signatory == "王镇"


def test_bulletin_and_closing_report_take_from_one_series(running, world, at):
    at(dt.date(2025, 1, 20))
    days = {"first_day": dt.date(2025, 1, 1), "last_day": dt.date(2025, 1, 19)}
    for made in (
        actions.draft_closing(running, actor=world.people["林巡"]),
        actions.draft(running.region, actor=world.people["林巡"], **days),
    ):
        actions.issue(made, actor=world.people["王镇"])
    assert sorted(Bulletin.objects.values_list("number", flat=True)) == ["桂政〔2025〕1号", "桂政〔2025〕2号"]


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("各乡镇于9月10日前报送工作总结，县农业农村局汇总后于9月15日前报县安委会。", "县安委会"),
        ("并于6月30日前将活动总结和统计表报县安委办。", "县安委办"),
        ("镇安委办形成总结，报区政府、市住建局。", "区政府、市住建局"),
        ("综合股于3月20日前向市交通运输局报送工作总结。", "市交通运输局"),
        ("各村9月28日前将工作总结报镇安委办。", ""),
        ("全面总结成效。", ""),
    ],
)
def test_the_notice_says_who_gets_the_summary(running, said, to):
    running.text = said
    own = f"{running.region.parent.name}人民政府"
    assert closing.receiver(running) == (to or own)
    running.issuer = "某某市应急管理局"
    assert closing.receiver(running) == (to or "某某市应急管理局")


def test_not_before_it_begins_and_not_by_a_village(running, world, at):
    with pytest.raises(NotYours):
        actions.draft_closing(running, actor=world.people["吴村"])
    at(dt.date(2024, 11, 1))
    with pytest.raises(NotNow, match="还没有开始"):
        actions.draft_closing(running, actor=world.people["林巡"])
