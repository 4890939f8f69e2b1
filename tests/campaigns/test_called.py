"""Whom a duty calls on: villages, offices by their names, and those whom something that happened concerns."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.campaigns.duties import actions, binding, board, naming, queries, rules
from anlan.campaigns.duties.rhythms import Happening
from anlan.campaigns.duties.sorts import sorts_of
from anlan.campaigns.duties.subjects import Kind, Subject, is_called
from anlan.campaigns.plans import actions as plans
from anlan.campaigns.plans.models import Duty
from anlan.core.errors import Invalid
from anlan.core.verify import verify
from anlan.org.models import Office, Region
from tests.campaigns.test_board import JANUARY, row
from tests.campaigns.test_plans import SMALL, campaign, read, running, township
from tests.world import ZHOUGOU

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db


def test_villages_answer_for_their_patrols_and_see_only_their_own(running, tell, at):
    at(dt.date(2024, 12, 11))
    patrols = row(running, "巡查")
    assert patrols.subjects == Region.objects.filter(parent=running.region_id).count()
    own = {one.instance.subject.key for one in queries.mine(tell.who("吴村"))}
    assert own == {ZHOUGOU}
    assert {one.subject.key for one in queries.rows_for(tell.who("吴村"), running)[-1].instances} <= {ZHOUGOU}


def test_an_event_calls_for_the_duties_that_follow_events(running, world, factory, at):
    duty = next(one for one in running.duties.all() if "巡查" in one.action)
    type(duty).objects.filter(pk=duty.pk).update(rhythm="on_event", quote="遇寒潮、暴雨等极端天气，各村及时巡查。")
    at(JANUARY)
    told = [one.asked.why_not for one in board.rows_of(running) if one.asked.duty.pk == duty.pk]
    assert told == ["遇事即办：登记了事由（汛情、极端天气）才逐个计算。"]
    facts = {"name": "寒潮", "days": 3, "actor": world.people["林巡"], "sort": "weather"}
    actions.record_happening(running, on=dt.date(2025, 1, 18), **facts)
    assert {part.period.name for part in row(running, "巡查").instances} == {"寒潮"}
    with pytest.raises(Invalid, match="不在行动期间"):
        actions.record_happening(running, on=dt.date(2026, 1, 18), **facts)


def test_an_event_calls_for_no_duty_that_speaks_of_another_sort(client, running, world, at):
    duty, lin = next(one for one in running.duties.all() if "巡查" in one.action), world.people["林巡"]
    type(duty).objects.filter(pk=duty.pk).update(rhythm="on_event", quote="遇寒潮等极端天气，各村及时巡查。")
    at(JANUARY)
    facts = {"on": JANUARY, "days": 3, "actor": lin}
    with pytest.raises(Invalid, match="没有说到“节假日、重大活动”的任务"):
        actions.record_happening(running, name="元旦", sort="holiday", **facts)
    with pytest.raises(Invalid, match="请选事由的类别"):
        actions.record_happening(running, name="元旦", **facts)
    client.force_login(lin)
    new = reverse("campaigns:new_happening", args=[running.pk])
    assert "汛情、极端天气（1 项任务）" in client.get(new).content.decode()
    form = {"name": "节前", "on": f"{JANUARY}", "days": 3, "sort": "", "duty": duty.pk}
    assert client.post(new, form).status_code == 302
    assert {part.period.name for part in row(running, "巡查").instances} == {"节前"}, "whom one names is asked"
    assert verify().broken == []


@pytest.mark.parametrize(
    ("said", "sorts"),
    [
        ("事故发生后1小时内报告", {"accident"}),
        ("对重大事故隐患紧盯不放", set()),
        ("节前带队检查，坚守岗位", {"holiday"}),
        ("节后，对照《复工条件核查表》逐项核查", {"holiday", "restart"}),
        ("围堰、深基坑：雨雪过后必须组织检查，未经检查不得复工", {"weather", "restart"}),
        ("接到暴雨红色预警后下达停产撤人指令", {"weather"}),
        ("汛期、国庆假期24小时值班", {"weather", "holiday"}),
        ("店员入职完成消防培训", set()),
        ("对监测预警系统、十一家企业的报警信息处置", set()),
        ("每航次出海前检查救生衣、灭火器", set()),
        ("发现起火先打119", {"accident"}),
        ("开榨前请电工老吴看线", {"restart"}),
    ],
)
def test_of_what_sort_of_event_a_duty_speaks(said, sorts):
    assert sorts_of(Duty(action=said)) == sorts
    assert sorts_of(Duty(action="立即组织", quote=said)) == sorts


def test_what_is_done_each_month_until_a_day_is_asked_no_month_longer(running, at):
    duty = next(one for one in running.duties.all() if "巡查" in one.action)
    at(JANUARY)
    type(duty).objects.filter(pk=duty.pk).update(rhythm="monthly")
    assert {part.period.name for part in row(running, "巡查").instances} >= {"2024年12月", "2025年1月"}
    type(duty).objects.filter(pk=duty.pk).update(due_on=dt.date(2024, 12, 31))
    assert {part.period.name for part in row(running, "巡查").instances} == {"2024年12月"}


@pytest.mark.parametrize(
    ("said", "days"), [("", 7), ("3日内", 3), ("24小时内", 1), ("36小时内", 2), ("五个工作日内", 6), ("7个工作日内", 9)]
)
def test_the_notice_s_own_days_go_before_those_typed(running, world, at, said, days):
    duty = next(one for one in running.duties.all() if "巡查" in one.action)
    type(duty).objects.filter(pk=duty.pk).update(rhythm="on_event", due_written=said)
    at(JANUARY)
    facts = {"days": 7, "actor": world.people["林巡"], "duty": duty}
    actions.record_happening(running, name="寒潮", on=dt.date(2025, 1, 18), **facts)
    ends = {part.period.due_on for part in row(running, "巡查").instances}
    assert ends == {dt.date(2025, 1, 18) + dt.timedelta(days)}


def test_what_happened_in_one_place_calls_on_that_place_and_nothing_when_called_off(running, world, factory, at):
    duty, actor = next(one for one in running.duties.all() if "巡查" in one.action), world.people["林巡"]
    type(duty).objects.filter(pk=duty.pk).update(rhythm="on_event")
    at(JANUARY)
    days = {"on": dt.date(2025, 1, 18), "days": 3, "actor": actor, "duty": duty}
    actions.record_happening(running, name="复工", enterprise=factory, **days)
    assert [one.subject.key for one in row(running, "巡查").instances] == [factory.region_code]
    with pytest.raises(Invalid, match="已经登记过"):
        actions.record_happening(running, name="复工", enterprise=factory, **days)
    [restart] = running.happenings.all()
    actions.call_off_happening(running, happening=restart, actor=actor, reason="登记错了")
    assert [one.instances for one in board.rows_of(running) if one.asked.duty.pk == duty.pk] == [[]]
    assert (actions.record_happening(running, name="复工", village=ZHOUGOU, **days), verify().broken) == (running, [])


@pytest.mark.parametrize(
    ("key", "called"),
    [(("enterprise", "e1", "01"), True), (("enterprise", "e2", "01"), False), (("office", "o", "9"), True)],
)
def test_a_restart_concerns_the_enterprise_and_the_offices(key, called):
    kind, own, code = key
    subject = Subject(Kind(kind), own, "甲", code)
    assert is_called(subject, Happening("复工", JANUARY, 3, "01", "e1")) is called


OFFICE = Office(name="应急管理办公室", short_name="应急办")


def test_an_office_is_named_by_its_name_or_its_short_name():
    office = OFFICE
    assert naming.is_named(office, "应急办、综合行政执法等部门")
    assert naming.is_named(office, "乡应急管理部门")
    assert not naming.is_named(office, "各有关部门")


@pytest.mark.parametrize(
    "said", ["县应急办", "县（市、区）应急管理局", "区应急管理局", "市应急管理委员会", "应急管理厅"]
)
def test_an_office_of_a_higher_level_is_not_the_township_s_own(said):
    assert not naming.is_named(OFFICE, said)


@pytest.mark.parametrize(("said", "kind"), [("县政府", "township"), ("市领导", "leader"), ("县应急管理局", "office")])
def test_what_a_higher_level_does_is_asked_of_nobody_here(running, at, said, kind):
    at(JANUARY)
    duty = row(running, "总结").asked.duty
    Duty.objects.filter(pk=duty.pk).update(subject=said, subject_kind=kind)
    assert next(one.asked.who for one in board.rows_of(running) if one.asked.duty.pk == duty.pk) is None


def test_a_subject_is_known_by_its_key_as_text():
    assert Subject(Kind.VILLAGE, ZHOUGOU, "周沟村", ZHOUGOU).whose == ZHOUGOU


def test_words_that_name_villages_and_offices_ask_both(running, world, at):
    at(JANUARY)
    duty = row(running, "总结").asked.duty
    Duty.objects.filter(pk=duty.pk).update(subject="各行政村、乡直各单位")
    villages, offices = (
        kind.objects.filter(**where).count()
        for kind, where in (
            (Region, {"parent": running.region_id, "level": Region.Level.VILLAGE}),
            (Office, {"region": running.region_id, "kind": Office.Kind.DEPARTMENT, "ended_on": None}),
        )
    )
    assert offices
    assert row(running, "总结").subjects == villages + offices


def test_an_office_nobody_registered_is_asked_of_no_other(running, world, at):
    at(JANUARY)
    duty = row(running, "总结").asked.duty
    Duty.objects.filter(pk=duty.pk).update(subject="各驻外联络处", subject_kind="office")
    told = next(one.asked for one in board.rows_of(running) if one.asked.duty.pk == duty.pk)
    assert (told.who, "登记的单位里没有“各驻外联络处”" in told.why_not) == (None, True)
    Duty.objects.filter(pk=duty.pk).update(subject="各有关部门")
    assert row(running, "总结").asked.who is not None


def test_an_office_with_a_line_of_its_own_does_not_speak_for_the_township(running, tell):
    township = Subject(Kind.TOWNSHIP, running.region_id, "桂村乡", running.region_id)
    assert rules.may_state(tell.who("林巡"), township) == ""
    assert rules.may_state(tell.who("钱执"), township) == "由桂村乡填报。"


def test_what_a_stage_orders_each_week_ends_with_the_stage_wherever_it_is_moved(township, world):
    words = SMALL.replace("各企业全面自查。", "各企业全面自查，各村每周巡查一次；各村每月报告一次，到1月20日为止。")
    campaign = read(township, world, words)
    weekly = next(one for one in campaign.duties.all() if one.rhythm == "weekly" and one.stage_id)
    assert (weekly.due_on, weekly.is_until) == (None, False)
    stage = campaign.stages.get(pk=weekly.stage_id)
    plans.change_stage(campaign, actor=world.people["林巡"], stage=stage, ends_on=dt.date(2025, 1, 31))
    rule = binding.rule_of(weekly, campaign, campaign.stages.all(), binding.Calls())
    assert rule.last == dt.date(2025, 1, 31)
