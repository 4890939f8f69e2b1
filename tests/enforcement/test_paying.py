"""A fine paid in parts, a decision of no penalty that is served, acts found too late, a card left undecided."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow
from anlan.enforcement.cases import clocks, lifecycle, queries
from anlan.enforcement.cases.forms import InstalmentsForm
from anlan.enforcement.cases.models import Case
from anlan.enforcement.exempting import reading
from anlan.files import actions as files
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from tests.enforcement.test_case_papers import lacks, paper_of, words_of
from tests.enforcement.test_cases import LONG, SERVED, decided, hazard, noticed, opened, power, step, team, who
from tests.enforcement.test_inspecting import DAY
from tests.hazards.conftest import PLAN
from tests.people import photo

__all__ = ["hazard", "power", "team"]
pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 12, 31), dt.date(2027, 1, 31)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def test_parts_are_granted_on_request_and_the_surcharge_runs_by_their_dates(team, hazard, at, client):
    case = decided(team, hazard)
    step(team, case, "serve_decision", **SERVED)
    parts = [(FIRST, 10_000), (LAST, 20_000)]
    with pytest.raises(NotNow, match="没有等待答复的"):
        step(team, case, "allow_instalments", "钱执", parts=parts, reason="确有困难")
    client.force_login(team.people["钱执"])
    url = reverse("enforcement:take_case_step", args=[case.pk, "allow_instalments"])
    page = client.post(url, {"parts": "明天,一万", "reason": "确有困难"})
    assert (page.status_code, lacks(page.content.decode(), "明天,一万", "请写成：日期｜金额")) == (422, [])
    step(team, case, "ask_instalments", reason="停产整顿，资金周转困难，申请分两期")
    assert Case.objects.get() in queries.to_approve(who(team, "钱执"))
    for bad, words in (
        ([], "写一至"),
        (parts[:1], "合计 10000 元"),
        (parts[::-1], "从早到晚"),
        ([(DAY - days(1), 30_000)], "不能早于"),
    ):
        with pytest.raises(Invalid, match=words):
            step(team, case, "allow_instalments", "钱执", parts=bad, reason="确有困难")
    case = step(team, case, "allow_instalments", "钱执", parts=parts, reason="经核对账目，确有经济困难")
    assert lacks(words_of(case, "instalments"), "分期", "2026年12月31日", "20000", "资金周转困难") == []
    at(FIRST + days(10))
    with pytest.raises(Invalid, match="还欠罚款 30000 元"):
        step(team, case, "record_payment", paid_on=clock.today(), paid=30_000, words="回单")
    case = step(team, case, "record_payment", paid_on=clock.today(), paid=12_000, words="回单 01")
    assert [(one.left, one.paid_on) for one in clocks.schedule(case)] == [(0, clock.today()), (18_000, None)]
    assert clocks.surcharge(case, LAST) == 10_000 * 10 * 3 // 100
    running = [(one.label, one.due_on) for one in clocks.clocks(case) if one.is_running and "期罚款" in one.label]
    assert running == [("缴纳第 2 期罚款 20000 元", LAST)]
    at(LAST + days(5))
    assert clocks.surcharge(case, clock.today()) == (10_000 * 10 + 18_000 * 5) * 3 // 100
    case = step(team, case, "urge_payment", receipt="陈安签收")
    assert lacks(words_of(case, "urging"), "欠缴罚款18000元", "5700元") == []
    with pytest.raises(Invalid, match="还欠 18000 元"):
        step(team, case, "perform", performed_on=clock.today(), paid=17_999, words="回单")
    case = step(team, case, "perform", performed_on=clock.today(), paid=23_700, words="回单 02")
    assert (case.said["perform"]["total"], clocks.owed(case)) == (35_700, 0)


def test_a_refused_request_leaves_the_date_and_may_come_again(team, hazard, at):
    case = decided(team, hazard)
    step(team, case, "serve_decision", **SERVED)
    step(team, case, "ask_instalments", reason="资金困难")
    at(DAY + days(1))
    case = step(team, case, "refuse_instalments", "钱执", reason="账面资金足够")
    assert clocks.pay_until(case) == DAY + days(15)
    with pytest.raises(NotNow, match="没有等待答复的"):
        step(team, case, "refuse_instalments", "钱执", reason="再次拒绝")


@pytest.mark.once
def test_what_is_typed_as_parts_is_read_line_by_line():
    form = InstalmentsForm({"parts": "2026-12-31｜15000\n2027-01-31|15000", "reason": "困难"})
    assert form.is_valid()
    assert form.cleaned_data["parts"] == [(FIRST, 15_000), (LAST, 15_000)]
    for bad in ("2026-12-31", "明年｜15000", "2026-12-31｜一万"):
        assert "请写成" in InstalmentsForm({"parts": bad, "reason": "困难"}).errors["parts"][0]


def test_a_decision_of_no_penalty_is_a_paper_served_before_the_case_is_closed(team, hazard):
    case = noticed(team, hazard)
    case = step(team, case, "decide_none", "钱执", reason="违法行为轻微并及时改正，没有造成危害后果")
    assert case.decision_number.endswith("应急不罚〔2026〕1号")
    assert lacks(words_of(case, "no_penalty"), case.decision_number, "轻微并及时改正", "第三十三条") == []
    assert [one.label for one in clocks.clocks(case) if one.is_running] == ["送达决定书"]
    with pytest.raises(NotNow, match="先把不予处罚决定书送达"):
        step(team, case, "close_case", "钱执", summary="不予处罚")
    step(team, case, "serve_none", **SERVED)
    assert paper_of(case, "no_penalty").standing == "served"
    assert step(team, case, "close_case", "钱执", summary="不予处罚").state == "closed"


def test_what_was_found_after_two_years_is_not_punished_with_harm_five(team, hazard):
    found_on = clock.local_date(hazard.found_at)
    old = clock.months_after(found_on, -12 * 2 - 1)
    with pytest.raises(Invalid, match="不再给予行政处罚"):
        opened(team, hazard, committed_on=old)
    with pytest.raises(Invalid, match="在今天之后"):
        opened(team, hazard, committed_on=DAY + days(1))
    case = opened(team, hazard, committed_on=old, is_harmful=True)
    first = clocks.clocks(case)[0]
    assert (first.due_on, first.done_on) == (clock.months_after(old, 60), found_on)
    assert clocks.limitation(dt.date(2024, 2, 29), is_harmful=False) == dt.date(2026, 2, 28)


def test_a_card_that_proposes_yes_and_nobody_decided_stands_against_a_penalty_too(team, tell, power, at):
    at(DAY)
    found = hazards.record(
        tell.factory, actor=tell.who("陈安"), description="除尘器泄爆片被封死", source="self_inspection"
    )
    hazards.judge(found, actor=tell.who("林巡"), level="major", criterion=tell.criterion)
    hazards.file_plan(found, actor=tell.who("陈安"), due_on=DAY + days(20), **PLAN)
    hazards.report(found, actor=tell.who("陈安"))
    hazards.acknowledge(found, actor=tell.who("赵执"))
    for name in ("林巡",):
        hazards.acknowledge(Hazard.objects.get(pk=found.pk), actor=tell.who(name))
    hazards.start(Hazard.objects.get(pk=found.pk), actor=tell.who("郅明"))
    shown = files.keep(SimpleUploadedFile("改.jpg", photo().read(), "image/jpeg"), actor=None)
    hazards.note(Hazard.objects.get(pk=found.pk), actor=tell.who("郅明"), text="新泄爆片已装上", photos=[shown.pk])
    found = Hazard.objects.get(pk=found.pk)
    assert str(reading.card_of(found).proposed) == "yes"
    case = noticed(team, found)
    step(team, case, "hear_statement", statement="没有陈述申辩")
    assert "还没有人认定" in lifecycle.over_exemption(case)
    decide = {"penalties": ["fine"], "fine": 30_000, "decision": "情节一般"}
    with pytest.raises(NotNow, match="还没有人认定；仍要处罚的"):
        step(team, case, "decide_penalty", "钱执", **decide)
    step(team, case, "override_exemption", "钱执", reason=LONG)
    assert step(team, case, "decide_penalty", "钱执", **decide).state == "decided"
