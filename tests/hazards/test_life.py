"""The life of a hazard, from seen to struck off, and what may never happen in it.

Clauses B2b, B2c, B2d, D5, F3 of docs/requirements.md.
"""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core import clock, search
from anlan.core.errors import Invalid, NotNow, NotYours, Stale
from anlan.core.verify import verify
from anlan.hazards import actions, counting, figures, lifecycle, progress, rules
from anlan.hazards.models import DueBasis, Hazard, State
from anlan.hazards.needs import latest_plan
from anlan.org import actions as org
from anlan.org.models import User
from anlan.org.roles import Role
from anlan.standards.models import CriteriaPack
from tests.hazards.conftest import PLAN
from tests.hazards.situations import SITUATIONS, extension, reported

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


def test_a_major_hazard_from_seen_to_struck_off(tell, at, world):
    at(MONDAY)
    hazard = tell.to("closed")
    steps = [event.action.removeprefix("hazards.") for event in hazard.events.all()]
    assert steps == [
        "record",
        "judge",
        "file_plan",
        "report",
        "acknowledge",
        "acknowledge",
        "start",
        "self_accept",
        "submit",
        "accept",
        "close",
    ]
    assert hazard.code == "桂26-0001"
    assert hazard.plan_due_on == dt.date(2026, 11, 26)
    assert (hazard.due_on, hazard.due_basis) == (dt.date(2026, 12, 13), DueBasis.PLAN)
    assert hazard.criterion == tell.criterion
    assert {hazard.fixed_by.full_name, hazard.accepted_by.full_name, hazard.closed_by.full_name} == {
        "郅明",
        "赵执",
        "钱执",
    }
    assert (hazard.found_month, hazard.closed_month) == ("2026-11", "2026-11")
    assert verify().broken == []


def test_a_general_hazard_goes_without_a_report_and_the_village_may_close_it(tell):
    hazard = tell.to("submitted", major=False)
    actions.accept(hazard, actor=tell.who("吴村"), statement="到场看过，通道已清空")
    actions.close(hazard, actor=tell.who("吴村"))
    assert hazard.state == State.CLOSED


def test_a_general_hazard_is_fixed_at_once_in_one_step(tell):
    hazard = actions.fix_at_once(tell.found(), actor=tell.who("马协"), statement="当场清走通道杂物")
    assert (hazard.state, hazard.level, hazard.fixed_at_once) == ("closed", "general", True)


def test_a_major_hazard_is_never_fixed_at_once(tell):
    with pytest.raises(Invalid, match="不能当场销号"):
        actions.fix_at_once(tell.to("judged"), actor=tell.who("马协"), statement="当场拆掉铁皮")


def test_a_hazard_keeps_the_law_of_the_day_it_was_judged_and_says_when_that_ended(tell, at):
    def page() -> str:
        client = Client()
        client.force_login(tell.who("林巡"))
        return client.get(reverse("hazards:record", args=[hazard.pk])).content.decode()

    at(MONDAY)
    hazard = tell.to("judged")
    assert "判定时有效" not in page()
    CriteriaPack.objects.filter(slug="gongmao-2023").update(ended_on=MONDAY + dt.timedelta(days=8))
    at(MONDAY + dt.timedelta(days=30))
    assert "应急管理部令第10号，第 1 版；判定时有效，12月1日（周二）起不再执行" in page()


def test_the_money_of_a_plan_is_told_without_empty_cents(tell):
    told = {label: words for label, words, _ in latest_plan(tell.to("planned")).commitments}
    assert told["资金"] == "32,000 元"


def test_a_major_hazard_needs_a_criterion(tell):
    with pytest.raises(Invalid, match="判定条款"):
        actions.judge(tell.found(), actor=tell.who("林巡"), level="major")


def test_an_unchecked_item_needs_the_judges_own_comparison(tell):
    type(tell.criterion).objects.filter(pk=tell.criterion.pk).update(checked_against_text=False)
    tell.criterion.refresh_from_db()
    hazard = tell.found()
    with pytest.raises(Invalid, match="比对"):
        actions.judge(hazard, actor=tell.who("林巡"), level="major", criterion=tell.criterion)
    actions.judge(
        hazard, actor=tell.who("林巡"), level="major", criterion=tell.criterion, confirmation="林巡对照部令第10号公报版"
    )
    assert hazard.criterion_confirmation == "林巡对照部令第10号公报版"


def test_doubt_waits_for_the_opinion_of_a_city_level_department(tell):
    hazard = actions.doubt(tell.found(), actor=tell.who("林巡"), reason="消防新标准条文未见，疏散出口数量拿不准")
    actions.record_opinion(
        hazard,
        actor=tell.who("林巡"),
        level="major",
        issuer="许昌市消防救援支队",
        opinion="属重大火灾隐患，市消函〔2026〕5号",
    )
    assert (hazard.state, hazard.level, hazard.doubt) == ("judged", "major", False)


def test_the_principals_own_major_stands_until_judged_otherwise(tell):
    hazard = actions.record(tell.factory, actor=tell.who("陈安"), description="泄爆片被封堵", source="self_inspection")
    with pytest.raises(NotYours, match="自报为重大"):
        actions.judge(hazard, actor=tell.who("陈安"), level="general")
    actions.judge(hazard, actor=tell.who("陈安"), level="major", criterion=tell.criterion)
    actions.propose_downgrade(hazard, actor=tell.who("林巡"), reason="现场核实为观察窗，泄爆片完好")
    hazard = Hazard.objects.get(pk=hazard.pk)
    with pytest.raises(NotYours, match="不能自己确认"):
        actions.decide_downgrade(hazard, actor=tell.who("林巡"), agreed=True, decision="同意降为一般")
    actions.decide_downgrade(hazard, actor=tell.who("周同"), agreed=True, decision="同意降为一般")
    assert hazard.level == "general"


@pytest.mark.parametrize("field", ["responsible_name", "measures", "emergency", "interim_control", "situation"])
@pytest.mark.parametrize("filler", ["", "无", "正常", " 同上 。", "——"])
def test_no_commitment_may_be_empty_or_filler(tell, field, filler):
    hazard = tell.to("judged")
    with pytest.raises(Invalid, match="还缺"):
        actions.file_plan(hazard, actor=tell.who("陈安"), due_on=clock.today(), **PLAN | {field: filler})


def test_funds_may_be_nothing_with_a_reason(tell):
    hazard, today = tell.to("judged"), clock.today()
    with pytest.raises(Invalid, match="资金"):
        actions.file_plan(hazard, actor=tell.who("陈安"), due_on=today, **PLAN | {"funds": Decimal(0)})
    free = PLAN | {"funds": Decimal(0), "funds_note": "利用库存备件，不另支出"}
    assert actions.file_plan(hazard, actor=tell.who("陈安"), due_on=today, **free).plans.count() == 1


def test_nobody_starts_before_both_desks_acknowledged(tell):
    hazard = tell.to("judged")
    actions.file_plan(hazard, actor=tell.who("陈安"), due_on=clock.today(), **PLAN)
    hazard = actions.report(Hazard.objects.get(pk=hazard.pk), actor=tell.who("陈安"))
    with pytest.raises(NotNow):
        actions.start(hazard, actor=tell.who("郅明"))
    actions.acknowledge(hazard, actor=tell.who("赵执"))
    assert Hazard.objects.get(pk=hazard.pk).state == State.JUDGED


def test_where_both_desks_are_one_office_the_leader_is_the_second(tell, world, again):
    hazard = tell.to("judged")
    Hazard.objects.filter(pk=hazard.pk).update(strip=world.offices["应急办"])
    actions.file_plan(again(hazard), actor=tell.who("陈安"), due_on=clock.today(), **PLAN)
    actions.report(again(hazard), actor=tell.who("陈安"))
    desks = sorted(hazard.receipts.values_list("desk", flat=True))
    assert desks == ["district", "leader", "supervising", "workers"]
    actions.acknowledge(again(hazard), actor=tell.who("林巡"))
    with pytest.raises(NotYours):
        actions.acknowledge(again(hazard), actor=tell.who("周同"))
    assert actions.acknowledge(again(hazard), actor=tell.who("王镇")).state == State.PLANNED


def test_the_same_person_never_acknowledges_for_both_desks(tell, world, again):
    org.grant(tell.who("赵执"), role=Role.OFFICER, office=world.offices["应急办"])
    hazard = reported(tell)
    actions.acknowledge(again(hazard), actor=tell.who("赵执"), desk="supervising")
    with pytest.raises(Invalid, match="两个人分别收悉"):
        actions.acknowledge(again(hazard), actor=tell.who("赵执"), desk="safety")


def test_a_reported_hazard_waits_for_its_desks_and_is_not_late_by_their_delay(tell, at, again):
    at(MONDAY)
    hazard = reported(tell)
    assert (hazard.state_words, hazard.next_due_on) == ("待收悉", None)
    at(MONDAY + dt.timedelta(days=10))
    assert not rules.is_overdue(again(hazard))
    assert not Hazard.objects.filter(figures.overdue(clock.today()), pk=hazard.pk).exists()


def test_a_plan_filed_anew_before_both_desks_acknowledged_is_reported_anew(tell, at, again):
    at(MONDAY)
    hazard = reported(tell)
    actions.acknowledge(again(hazard), actor=tell.who("赵执"))
    later = clock.today() + dt.timedelta(days=300)
    actions.file_plan(again(hazard), actor=tell.who("陈安"), due_on=later, **PLAN)
    assert again(hazard).state_words == "待报方案"
    with pytest.raises(NotYours):
        actions.acknowledge(again(hazard), actor=tell.who("林巡"))
    actions.report(again(hazard), actor=tell.who("陈安"))
    for name in ("赵执", "林巡"):
        actions.acknowledge(again(hazard), actor=tell.who(name))
    assert (again(hazard).state, again(hazard).due_on) == (State.PLANNED, later)


def test_what_was_accepted_as_a_general_hazard_is_not_accepted_as_a_major_one(tell, again):
    hazard = tell.to("rectifying", major=False)
    actions.self_accept(hazard, actor=tell.who("陈安"), statement="试车三次正常")
    actions.upgrade(again(hazard), actor=tell.who("林巡"), criterion=tell.criterion, reason="复核后属重大")
    assert (again(hazard).state, again(hazard).self_accepted_at) == (State.JUDGED, None)


def test_a_request_for_a_later_date_is_answered_before_the_judgement_changes(tell, again):
    hazard = tell.to("rectifying", major=False)
    actions.ask_extension(hazard, actor=tell.who("陈安"), **extension())
    with pytest.raises(NotNow, match="没有待答复的延期申请"):
        actions.upgrade(again(hazard), actor=tell.who("林巡"), criterion=tell.criterion, reason="复核后属重大")


@pytest.mark.parametrize("wrong", [dt.date(2099, 1, 1), dt.date(2020, 1, 1)])
def test_a_mistyped_date_is_refused_wherever_one_is_set(tell, wrong):
    def tries():
        yield lambda: tell.found(suggested_due_on=wrong)
        yield lambda: actions.judge(tell.found(), actor=tell.who("林巡"), level="general", due_on=wrong)
        yield lambda: actions.file_plan(tell.to("judged"), actor=tell.who("陈安"), due_on=wrong, **PLAN)
        asked = extension() | {"to_due_on": wrong}
        yield lambda: actions.ask_extension(tell.to("rectifying"), actor=tell.who("陈安"), **asked)
        words = {"reason": "久拖未改", "due_on": wrong, "leader": tell.who("王镇")}
        yield lambda: actions.list_supervision(tell.found(), actor=tell.who("王镇"), **words)

    for attempt in tries():
        with pytest.raises(Invalid, match=r"太远|不能早于|须晚于"):
            attempt()


@pytest.mark.parametrize("accepts", ["郅明", "陈安"])
def test_who_fixed_it_does_not_accept_it(tell, accepts):
    hazard = tell.to("submitted")
    with pytest.raises(NotYours, match="换一个人"):
        actions.accept(hazard, actor=tell.who(accepts), statement="看过了，合格的", second_officer=tell.who("林巡"))


@pytest.mark.parametrize("beside", ["林巡", "钱执"])
def test_neither_of_the_two_who_accepted_it_closes_it(tell, beside):
    hazard = tell.to("submitted")
    seen = {"statement": "看过了，合格的", "second_officer": tell.who(beside)}
    actions.accept(hazard, actor=tell.who("赵执"), **seen)
    for name in ("赵执", beside):
        assert counting.duty_counts(tell.who(name))["close"] == 0
        with pytest.raises(NotYours, match="三个不同的人|主管单位"):
            actions.close(hazard, actor=tell.who(name))


def test_sending_back_needs_reasons_and_keeps_the_clock(tell):
    hazard = tell.to("submitted")
    due_on = hazard.due_on
    with pytest.raises(Invalid, match="退回理由"):
        actions.send_back(hazard, actor=tell.who("赵执"), reasons=[" "])
    actions.send_back(hazard, actor=tell.who("赵执"), reasons=["抑爆未联动", "缺检测报告"])
    assert (hazard.state, hazard.due_on, hazard.self_accepted_at) == ("rectifying", due_on, None)
    with pytest.raises(NotNow, match="自验"):
        actions.submit(hazard, actor=tell.who("郅明"), statement="重新整改完成")


def test_a_closed_hazard_never_reopens_a_recurrence_is_linked(tell):
    closed = tell.to("closed")
    assert [one.name for one in lifecycle.steps_open_to(tell.who("林巡"), closed) if one.is_open] == []
    assert {step.to for step in lifecycle.STEPS.values() if State.CLOSED in step.from_} == {None}
    fresh = actions.link_recurrence(tell.found(), actor=tell.who("林巡"), previous=closed)
    assert list(closed.recurrences.all()) == [fresh]


def test_nothing_recurs_of_what_was_no_hazard(tell, again):
    void = SITUATIONS["void"](tell)
    with pytest.raises(Invalid, match="已经销号"):
        actions.link_recurrence(tell.found(), actor=tell.who("林巡"), previous=again(void))


def test_an_extension_is_asked_in_time_and_decided_by_the_office_that_acknowledged(tell, at):
    at(MONDAY)
    hazard = tell.to("rectifying")
    later = hazard.due_on + dt.timedelta(days=10)
    asked = {"to_due_on": later, "reason": "配件缺货，厂家月底到货", "interim_control": "2 号线继续停用"}
    actions.ask_extension(hazard, actor=tell.who("陈安"), **asked)
    hazard = Hazard.objects.get(pk=hazard.pk)
    with pytest.raises(NotYours):
        actions.decide_extension(hazard, actor=tell.who("林巡"), granted=True, decision="同意延期")
    actions.decide_extension(hazard, actor=tell.who("赵执"), granted=True, decision="同意延期")
    assert (hazard.due_on, hazard.due_basis) == (later, "extension")
    at(later + dt.timedelta(days=1))
    with pytest.raises(Invalid, match="已过"):
        actions.ask_extension(Hazard.objects.get(pk=hazard.pk), actor=tell.who("陈安"), **asked)


def test_voiding_takes_two(tell):
    hazard, other = tell.found(), tell.found()
    actions.propose_void(hazard, actor=tell.who("林巡"), reason="与另一条是同一处", duplicate_of=other)
    hazard = Hazard.objects.get(pk=hazard.pk)
    with pytest.raises(NotYours, match="不能自己确认"):
        actions.decide_void(hazard, actor=tell.who("林巡"), agreed=True, decision="同意作废")
    actions.decide_void(hazard, actor=tell.who("周同"), agreed=True, decision="同意作废")
    assert hazard.state == State.VOID


def test_of_two_who_accept_at_once_one_is_told(tell):
    hazard = tell.to("submitted")
    late = Hazard.objects.get(pk=hazard.pk)
    words = {"statement": "到场核对无误", "second_officer": tell.who("林巡")}
    actions.accept(hazard, actor=tell.who("赵执"), **words)
    with pytest.raises(Stale, match="先处理"):
        actions.accept(late, actor=tell.who("钱执"), **words)


def test_the_same_form_sent_twice_acts_once(tell):
    hazard, form = tell.to("submitted"), uuid.uuid4()
    words = {"statement": "到场核对无误", "second_officer": tell.who("林巡"), "client_id": form}
    actions.accept(hazard, actor=tell.who("赵执"), **words)
    again = actions.accept(Hazard.objects.get(pk=hazard.pk), actor=tell.who("赵执"), **words)
    assert again.events.filter(action="hazards.accept").count() == 1


def test_what_was_seen_is_found_by_two_characters(tell):
    hazard = tell.found()
    for words in ("铁皮", "恒通", "周沟", "打磨", "马协", hazard.code):
        assert list(search.matching("hazards", words)) == [hazard.pk]


def test_what_is_proposed_and_not_decided_stands_at_the_head_of_the_record(tell, at):
    at(MONDAY)
    void = SITUATIONS["found, void proposed"](tell)
    (words,) = progress.undecided(Hazard.objects.get(pk=void.pk))
    assert words.startswith("林巡 11月23日 09:00 提出作废：")
    assert words.endswith("等另一名工作人员确认或否决。")
    longer = SITUATIONS["rectifying major, extension asked"](tell)
    (words,) = progress.undecided(Hazard.objects.get(pk=longer.pk))
    assert "陈安 11月23日 09:00 申请延期到 " in words
    assert words.endswith("批准以前，原期限不变。")
    actions.decide_void(void, actor=tell.who("周同"), agreed=False, decision="不是重复")
    assert progress.undecided(Hazard.objects.get(pk=void.pk)) == []


def test_who_decides_reads_on_the_page_of_the_step_what_was_proposed(tell, at, client):
    at(MONDAY)
    hazard = SITUATIONS["found, void proposed"](tell)
    User.objects.update(must_change_password=False)
    client.force_login(tell.who("周同"))
    page = client.get(reverse("hazards:step", args=[hazard.pk, "decide_void"])).content.decode()
    assert "林巡 11月23日 09:00 提出作废：" in page
