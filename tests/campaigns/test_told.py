"""Whom steering and campaigns tell: those it concerns, once, and not who did it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from anlan.campaigns.plans import actions as plans
from anlan.campaigns.steering import actions
from anlan.core import clock, journal
from anlan.org.models import Notice
from tests.campaigns.conftest import MONDAY
from tests.campaigns.test_plans import SMALL, decide_everything, read

pytestmark = pytest.mark.django_db
CARRIED = dt.date(2026, 11, 24)


def told(after=lambda: None) -> dict[str, str]:
    """Who was told what since then, by name."""
    while journal.advance():
        pass
    before = set(Notice.objects.values_list("pk", flat=True))
    after()
    while journal.advance():
        pass
    rows = Notice.objects.exclude(pk__in=before).select_related("user")
    return {one.user.full_name: one.title for one in rows}


@pytest.fixture
def task(township, world):
    """Given by 林巡 to 综合执法 at a meeting held on Monday."""
    lin = world.people["林巡"]
    facts = {"kind": "hearing", "title": "冬季调度会", "planned_on": MONDAY, "place": "乡政府", "chair_name": "王镇"}
    meeting = actions.plan_meeting(township, actor=lin, office=world.offices["应急办"], agenda="听取汇报", **facts)
    actions.minute_meeting(meeting, actor=lin, held_on=MONDAY, attendees=["王镇"], absent=[], minutes="过了一遍")
    office = world.offices["综合执法"]
    return actions.decide_task(meeting, actor=lin, what="核查出租厂房", office=office, due_on=CARRIED)


def test_the_office_hears_of_its_task_and_who_gave_it_of_the_report(task, world):
    lin, qian = world.people["林巡"], world.people["钱执"]
    while journal.advance():
        pass
    given = {one.user.full_name for one in Notice.objects.filter(title="会议交办：核查出租厂房")}
    assert given == {"钱执", "赵执"}
    assert told(lambda: actions.report_task(task, actor=qian, report="查了 12 处")) == {
        "林巡": "综合执法报了办理情况，请确认：核查出租厂房"
    }
    back = told(lambda: actions.return_task(task, actor=lin, reason="写明是哪几处"))
    assert back == dict.fromkeys(["钱执", "赵执"], "办理情况被退回：核查出租厂房")
    off = told(lambda: actions.take_back_task(task, actor=lin, reason="归村建办管"))
    assert set(off.values()) == {"交办已撤回，不用办：核查出租厂房"}


def test_leaders_hear_what_waits_and_who_asked_of_the_answer(township, tell, world):
    wu, wang = world.people["吴村"], world.people["王镇"]
    hazard, asked = tell.to("judged"), []

    def ask() -> None:
        facts = {"office": world.offices["周沟村委会"], "reason": "查因", "days": Decimal(2)}
        asked.append(actions.ask_support(hazard, actor=wu, **facts))

    assert told(ask)["王镇"] == "周沟村委会申请整改支持，待审批"
    answer = told(lambda: actions.decide_support(asked[0], actor=wang, is_granted=False, answer="企业自担"))
    assert answer == {"吴村": f"整改支持的申请没有同意：{hazard}"}


@pytest.fixture
def campaign(township, world, factory, at):
    """Decided by 林巡, to be put in force by 王镇; the factory of 陈安 is asked by it."""
    at(dt.date(2024, 11, 25))
    return decide_everything(read(township, world, SMALL), world)


def test_whom_a_campaign_asks_hears_of_it_and_of_what_changes(campaign, world, at):
    wang, lin = world.people["王镇"], world.people["林巡"]
    issued = told(lambda: plans.issue_plan(campaign, actor=wang))
    assert {"陈安", "吴村"} <= set(issued)
    assert not {"王镇", "纪明", "郑邻", "何客"} & set(issued)
    assert set(issued.values()) == {f"专项行动已下达：{campaign.title}"}
    duty = next(one for one in campaign.duties.all() if one.rhythm == "weekly")
    changed = {"from_on": dt.date(2025, 1, 1), "reason": "春节前加密", "min_count": 2}
    heard = told(lambda: plans.amend_duty(campaign, actor=lin, duty=duty, **changed))
    assert "吴村" in heard
    assert "陈安" not in heard
    notice = Notice.objects.filter(title__startswith="任务有变更").first()
    assert (notice.url, "2025年1月1日" in notice.body) == (reverse("campaigns:my_duties"), True)


def test_what_happened_long_ago_is_news_to_nobody(campaign, world, at):
    plans.issue_plan(campaign, actor=world.people["王镇"])
    at(dt.date(2024, 12, 20))
    while journal.advance():
        pass
    assert not Notice.objects.filter(title__startswith="专项行动").exists()
    assert clock.today() == dt.date(2024, 12, 20)
