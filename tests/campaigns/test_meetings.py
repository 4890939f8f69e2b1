"""Meetings planned, put off, held and printed; what they give, reported, sent back, settled or taken back.

Clauses D1, D2 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from anlan.campaigns.steering import actions, papers, queries, showing
from anlan.campaigns.steering.fields import EnterprisesField, NamesField
from anlan.core.errors import Invalid, NotYours
from anlan.files.presses.document import Facts, Table
from tests.campaigns.conftest import MONDAY
from tests.campaigns.test_steering import held, meeting, task

__all__ = ["meeting", "task"]
pytestmark = pytest.mark.django_db


def names(text: str) -> list[str]:
    return NamesField().clean(text)


def test_a_blank_in_names_is_joined_or_asked_about():
    assert names("王　镇、李航\n林巡（应急办）") == ["王镇", "李航", "林巡（应急办）"]
    with pytest.raises(ValidationError, match="“李航 林巡 刘翀”里有空格，看不出是几个人"):
        names("李航 林巡 刘翀")


def test_an_enterprise_that_is_not_on_file_is_told_with_its_likes(factory, world):
    with pytest.raises(ValidationError, match=f"名称相近的有：{factory.name}"):
        EnterprisesField(world.people["林巡"]).clean(factory.name[:3])


def test_what_was_sent_back_is_shown_and_kept_to_be_mended(client, task, world):
    actions.report_task(task, actor=world.people["钱执"], report="查了 12 处")
    client.force_login(world.people["林巡"])
    assert "查了 12 处" in client.get(reverse("campaigns:return_task", args=[task.pk])).content.decode()
    actions.return_task(task, actor=world.people["林巡"], reason="写明是哪几处")
    client.force_login(world.people["钱执"])
    page = client.get(reverse("campaigns:report_task", args=[task.pk])).content.decode()
    assert ">\n查了 12 处</textarea>" in page


def test_a_meeting_is_put_off_with_a_reason_until_it_is_held(client, meeting, world, at):
    lin, wednesday = world.people["林巡"], MONDAY + dt.timedelta(days=2)
    for day, place, words in ((MONDAY, "乡政府", "没有变"), (MONDAY - dt.timedelta(days=1), "乡政府", "已经过去")):
        with pytest.raises(Invalid, match=words):
            actions.put_off_meeting(meeting, actor=lin, planned_on=day, place=place, reason="区里来人")
    client.force_login(lin)
    told = {"planned_on": wednesday.isoformat(), "place": "会议室", "reason": "区里来人"}
    client.post(reverse("campaigns:put_off", args=[meeting.pk]), told)
    meeting.refresh_from_db()
    assert (meeting.planned_on, meeting.place) == (wednesday, "会议室")
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "区里来人" in page
    assert "由2026年11月23日改到2026年11月25日，地点改为会议室" in page
    at(wednesday)
    held(meeting, world)
    with pytest.raises(NotYours, match="不能再改期"):
        actions.put_off_meeting(meeting, actor=lin, planned_on=wednesday, place="", reason="晚了")


def test_a_task_given_to_the_wrong_office_is_taken_back_and_asked_for_no_more(client, task, world, at):
    lin, qian = world.people["林巡"], world.people["钱执"]
    at(MONDAY + dt.timedelta(days=30))
    asked = [one.count for one in showing.work(qian) if one.label == "会议交办给我单位的"]
    client.force_login(lin)
    client.post(reverse("campaigns:take_back_task", args=[task.pk]), {"reason": "归村建办管"})
    task.refresh_from_db()
    assert asked == [1]
    assert [one.count for one in showing.work(qian) if one.label == "会议交办给我单位的"] == [0]
    assert (task.standing, queries.meetings(lin).get().open_tasks) == ("taken_back", 0)
    assert "归村建办管" in client.get(task.get_absolute_url()).content.decode()
    for standing, count in (("taken_back", 1), ("overdue", 0), ("open", 0)):
        page = client.get(reverse("campaigns:steering", args=["tasks"]), {"standing": standing})
        assert page.context["page"].paginator.count == count
    with pytest.raises(NotYours, match="已撤回"):
        actions.report_task(task, actor=qian, report="查了")


def test_minutes_are_printed_with_who_came_and_what_was_given(client, task, world):
    found = task.meeting
    page = papers.minutes_of(found, "林巡")
    facts = next(block for block in page.blocks if isinstance(block, Facts))
    given = next(block for block in page.blocks if isinstance(block, Table))
    assert ("参加人员", "王镇、吴村（2 人）") in facts.pairs
    assert given.rows[0][1:3] == ["核查出租厂房", "综合执法"]
    client.force_login(world.people["吴村"])
    answer = client.get(reverse("campaigns:print_minutes", args=[found.pk]))
    assert answer.content[:5] == b"%PDF-"
    assert "打印纪要" in client.get(found.get_absolute_url()).content.decode()


def test_what_was_not_held_has_no_minutes_to_print(client, meeting, world):
    client.force_login(world.people["林巡"])
    refused = client.get(reverse("campaigns:print_minutes", args=[meeting.pk]))
    assert "先写纪要，再打印" in refused.content.decode()
    assert "打印纪要" not in client.get(meeting.get_absolute_url()).content.decode()


def test_the_day_passes_and_nobody_wrote_minutes(meeting, at):
    assert meeting.standing == "planned"
    at(MONDAY + dt.timedelta(days=1))
    assert meeting.standing == "overdue"


def test_minutes_are_written_once_and_not_before_the_day(meeting, world, at):
    held(meeting, world)
    with pytest.raises(NotYours, match="已有纪要"):
        held(meeting, world)


def test_what_was_held_cannot_be_called_off(meeting, world):
    held(meeting, world)
    with pytest.raises(NotYours, match="不能再取消"):
        actions.call_off_meeting(meeting, actor=world.people["林巡"], reason="下雪")


def test_a_task_comes_out_of_minutes_only(meeting, world):
    with pytest.raises(NotYours, match="先写纪要"):
        actions.decide_task(
            meeting, actor=world.people["林巡"], what="核查", office=world.offices["综合执法"], due_on=MONDAY
        )


def test_the_office_reports_and_another_person_settles(task, world):
    with pytest.raises(NotYours, match="由综合执法报告"):
        actions.report_task(task, actor=world.people["林巡"], report="查了")
    actions.report_task(task, actor=world.people["赵执"], report="查了 12 家，3 家没有协议")
    with pytest.raises(NotYours, match="不能自己确认"):
        actions.settle_task(task, actor=world.people["赵执"])
    actions.return_task(task, actor=world.people["林巡"], reason="缺 3 家的整改期限")
    assert (task.standing, task.report) == ("open", "查了 12 家，3 家没有协议")
    actions.report_task(task, actor=world.people["赵执"], report="3 家限 12 月 5 日前补签")
    actions.settle_task(task, actor=world.people["林巡"])
    assert task.standing == "settled"
    assert [event.action.partition(".")[2] for event in task.events.all()] == [
        "decide_task",
        "report_task",
        "return_task",
        "report_task",
        "settle_task",
    ]


def test_it_stands_on_the_page_of_whoever_must_do_the_next_step(task, world, at):
    def told(name: str) -> list[tuple[str, int, bool]]:
        return [(one.label, one.count, one.is_red) for one in showing.work(world.people[name]) if one.count]

    assert (told("赵执"), told("林巡")) == ([("会议交办给我单位的", 1, False)], [])
    at(task.due_on + dt.timedelta(days=1))
    assert told("赵执") == [("会议交办给我单位的", 1, True)]
    actions.report_task(task, actor=world.people["赵执"], report="查了 12 家")
    assert (told("赵执"), told("林巡")) == ([], [("等我确认办结的交办", 1, False)])
    actions.settle_task(task, actor=world.people["林巡"])
    assert (told("赵执"), told("林巡")) == ([], [])


def test_a_village_or_a_neighbour_keeps_no_record_of_the_township(township, world):
    for name in ("吴村", "郑邻", "何客", "纪明"):
        with pytest.raises(NotYours):
            actions.plan_meeting(township, actor=world.people[name], office=world.offices["应急办"], title="会")
