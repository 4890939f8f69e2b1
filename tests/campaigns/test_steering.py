"""How a campaign is steered: meetings and what they decide, measures, the gate, and the lists of all of it.

Clauses D1, D2, F3 of docs/requirements.md.
"""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.campaigns.steering import actions, papers, queries, questions, registers, showing
from anlan.campaigns.steering.actions.measures import items_of
from anlan.campaigns.steering.fields import EnterprisesField, NamesField
from anlan.campaigns.steering.models import Gate, Meeting
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.files.presses.document import Facts, Table
from tests.campaigns.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(township, world) -> Meeting:
    """Planned for today by 林巡 of the safety office."""
    facts = {"kind": "hearing", "title": "冬季调度会", "planned_on": MONDAY, "place": "乡政府", "chair_name": "王镇"}
    return actions.plan_meeting(
        township, actor=world.people["林巡"], office=world.offices["应急办"], agenda="听取各村汇报", **facts
    )


def held(meeting, world):
    return actions.minute_meeting(
        meeting,
        actor=world.people["林巡"],
        held_on=MONDAY,
        attendees=["王镇", "吴村"],
        absent=[],
        minutes="逐村过了一遍",
    )


@pytest.fixture
def task(meeting, world):
    """Given to 综合执法, due in a week."""
    due_on = MONDAY + dt.timedelta(days=7)
    return actions.decide_task(
        held(meeting, world),
        actor=world.people["林巡"],
        what="核查出租厂房",
        office=world.offices["综合执法"],
        due_on=due_on,
    )


def test_the_governments_own_drill_is_due_two_years_after_the_last(client, township, world, at):
    client.force_login(world.people["林巡"])
    address = reverse("campaigns:steering", args=["meetings"])
    assert "系统里还没有登记过" in client.get(address).content.decode()
    facts = {"kind": "drill", "title": "防汛演练", "planned_on": MONDAY, "place": "石梁河", "chair_name": "王镇"}
    lin = world.people["林巡"]
    drill = actions.plan_meeting(township, actor=lin, office=world.offices["应急办"], agenda="转移群众", **facts)
    held(drill, world)
    assert "下次不晚于" in client.get(address).content.decode()
    (told,) = queries.own_drills(lin)
    assert (told.last_on, told.due_on, told.is_late) == (MONDAY, dt.date(2028, 11, 23), False)

    def due() -> list[tuple[dt.date | None, bool]]:
        return [(task.due_on, one.is_red) for one in showing.work(lin) for task in one.tasks]

    assert due() == []
    at(dt.date(2028, 8, 25))
    assert due() == [(dt.date(2028, 11, 23), False)]
    at(dt.date(2028, 11, 24))
    assert queries.own_drills(lin)[0].is_late
    assert due() == [(dt.date(2028, 11, 23), True)]
    assert [one for one in showing.work(world.people["吴村"]) if one.count] == []


def names(text: str) -> list[str]:
    return NamesField().clean(text)


def test_a_blank_in_names_is_joined_or_asked_about():
    assert names("王　镇、李航\n林巡（应急办）") == ["王镇", "李航", "林巡（应急办）"]
    with pytest.raises(ValidationError, match="“李航 林巡 刘翀”里有空格，看不出是几个人"):
        names("李航 林巡 刘翀")


class TestMeetings:
    def test_an_enterprise_that_is_not_on_file_is_told_with_its_likes(self, factory, world):
        with pytest.raises(ValidationError, match=f"名称相近的有：{factory.name}"):
            EnterprisesField(world.people["林巡"]).clean(factory.name[:3])

    def test_what_was_sent_back_is_shown_and_kept_to_be_mended(self, client, task, world):
        actions.report_task(task, actor=world.people["钱执"], report="查了 12 处")
        client.force_login(world.people["林巡"])
        assert "查了 12 处" in client.get(reverse("campaigns:return_task", args=[task.pk])).content.decode()
        actions.return_task(task, actor=world.people["林巡"], reason="写明是哪几处")
        client.force_login(world.people["钱执"])
        page = client.get(reverse("campaigns:report_task", args=[task.pk])).content.decode()
        assert ">\n查了 12 处</textarea>" in page

    def test_a_meeting_is_put_off_with_a_reason_until_it_is_held(self, client, meeting, world, at):
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

    def test_a_task_given_to_the_wrong_office_is_taken_back_and_asked_for_no_more(self, client, task, world, at):
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

    def test_minutes_are_printed_with_who_came_and_what_was_given(self, client, task, world):
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

    def test_what_was_not_held_has_no_minutes_to_print(self, client, meeting, world):
        client.force_login(world.people["林巡"])
        refused = client.get(reverse("campaigns:print_minutes", args=[meeting.pk]))
        assert "先写纪要，再打印" in refused.content.decode()
        assert "打印纪要" not in client.get(meeting.get_absolute_url()).content.decode()

    def test_the_day_passes_and_nobody_wrote_minutes(self, meeting, at):
        assert meeting.standing == "planned"
        at(MONDAY + dt.timedelta(days=1))
        assert meeting.standing == "overdue"

    def test_minutes_are_written_once_and_not_before_the_day(self, meeting, world, at):
        held(meeting, world)
        with pytest.raises(NotYours, match="已有纪要"):
            held(meeting, world)

    def test_what_was_held_cannot_be_called_off(self, meeting, world):
        held(meeting, world)
        with pytest.raises(NotYours, match="不能再取消"):
            actions.call_off_meeting(meeting, actor=world.people["林巡"], reason="下雪")

    def test_a_task_comes_out_of_minutes_only(self, meeting, world):
        with pytest.raises(NotYours, match="先写纪要"):
            actions.decide_task(
                meeting, actor=world.people["林巡"], what="核查", office=world.offices["综合执法"], due_on=MONDAY
            )

    def test_the_office_reports_and_another_person_settles(self, task, world):
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

    def test_it_stands_on_the_page_of_whoever_must_do_the_next_step(self, task, world, at):
        def told(name: str) -> list[tuple[str, int, bool]]:
            return [(one.label, one.count, one.is_red) for one in showing.work(world.people[name]) if one.count]

        assert (told("赵执"), told("林巡")) == ([("会议交办给我单位的", 1, False)], [])
        at(task.due_on + dt.timedelta(days=1))
        assert told("赵执") == [("会议交办给我单位的", 1, True)]
        actions.report_task(task, actor=world.people["赵执"], report="查了 12 家")
        assert (told("赵执"), told("林巡")) == ([], [("等我确认办结的交办", 1, False)])
        actions.settle_task(task, actor=world.people["林巡"])
        assert (told("赵执"), told("林巡")) == ([], [])

    def test_a_village_or_a_neighbour_keeps_no_record_of_the_township(self, township, world):
        for name in ("吴村", "郑邻", "何客", "纪明"):
            with pytest.raises(NotYours):
                actions.plan_meeting(township, actor=world.people[name], office=world.offices["应急办"], title="会")


class TestMeasures:
    def test_a_number_left_out_of_the_paste_is_asked_about(self, township, world):
        lin = {"actor": world.people["林巡"], "level": "state", "title": "硬措施"}
        with pytest.raises(Invalid, match="从第3条跳到第5条"):
            actions.load_measures(township, text="一、甲\n二、乙\n三、丙\n五、戊", **lin)
        under_headings = "一、甲\n1.子\n2.丑\n二、乙\n1.寅\n3.卯"
        assert actions.load_measures(township, text=under_headings, **lin).measures.count() == 6

    TEXT = "一、严格落实党政责任\n党委政府主要负责人每季度研究一次\n二、企业主要负责人每月带队检查\n三、严格动火审批\n"

    def test_a_numbered_text_becomes_items_with_their_further_lines(self):
        assert items_of(self.TEXT) == [
            "严格落实党政责任\n党委政府主要负责人每季度研究一次",
            "企业主要负责人每月带队检查",
            "严格动火审批",
        ]

    def test_a_text_without_numbers_is_an_item_a_line(self):
        assert items_of("落实责任\n\n 严格审批 \n") == ["落实责任", "严格审批"]

    @pytest.mark.parametrize("text", ["", "   \n", "一项\n" * 201])
    def test_nothing_and_too_much_are_refused(self, text):
        with pytest.raises(Invalid, match="条"):
            items_of(text)

    def test_an_item_is_assigned_then_checked_and_the_last_look_counts(self, township, world):
        actor = world.people["林巡"]
        of = actions.load_measures(township, actor=actor, text=self.TEXT, level="state", title="十五条")
        with pytest.raises(NotYours, match="还没有明确"):
            actions.check_measure(of, number=2, actor=actor, outcome="done", note="看了台账")
        with pytest.raises(Invalid, match="责任单位"):
            actions.assign_measure(of, number=2, actor=actor, applies=True)
        office = world.offices["应急办"]
        actions.assign_measure(of, number=2, actor=actor, applies=True, local_measure="每月抽查带队记录", office=office)
        actions.assign_measure(of, number=3, actor=actor, applies=False)
        actions.check_measure(of, number=2, actor=actor, outcome="done", note="抽查 5 家都有记录")
        assert queries.carried_out(actor) == {of.pk: 1}
        actions.check_measure(of, number=2, actor=actor, outcome="not_done", note="复查 2 家没有带队")
        assert queries.carried_out(actor) == {}
        row = queries.measure_lists(actor).get()
        assert (row.items, row.concerning, row.undecided) == (3, 1, 1)

    def test_the_form_of_a_check_says_at_once_that_an_item_is_not_made_plain(self, client, township, world):
        actor = world.people["林巡"]
        of = actions.load_measures(township, actor=actor, text=self.TEXT, level="state", title="十五条")
        client.force_login(actor)
        page = client.get(reverse("campaigns:check_measure", args=[of.pk, 2]))
        assert (page.status_code, "先明确做法和单位" in page.content.decode()) == (403, True)

    def test_single_measures_are_narrowed_by_unit_state_and_due_and_exported(self, client, township, world):
        actor, office, other = world.people["林巡"], world.offices["应急办"], world.offices["综合执法"]
        of = actions.load_measures(township, actor=actor, text=self.TEXT, level="state", title="十五条")
        facts = {"actor": actor, "applies": True, "local_measure": "照办"}
        actions.assign_measure(of, number=1, office=office, due_on=MONDAY - dt.timedelta(1), **facts)
        actions.assign_measure(of, number=2, office=other, due_on=MONDAY + dt.timedelta(9), **facts)
        actions.check_measure(of, number=1, actor=actor, outcome="partly", note="只研究了一次")
        client.force_login(actor)
        address = reverse("campaigns:measure_items")

        def found(**words: str) -> list[int]:
            return [row.number for row in client.get(address, words).context["page"]]

        assert found(unit=str(office.pk)) == found(state="partly") == found(due="late") == [1]
        assert (found(unit=str(other.pk)), found(due="soon"), found(state="unchecked")) == ([2], [2], [2])
        assert (found(state="undecided"), found(state="nonsense"), found(list=str(of.pk))) == ([3], [], [1, 2, 3])
        answer = client.get(reverse("campaigns:measure_items_export"), {"state": "partly"})
        rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values)
        assert [row[:1] + row[5:7] for row in rows[1:]] == [
            ("十五条第1条", "部分落实", "林巡 2026年11月23日：只研究了一次")
        ]
        row = client.get(reverse("campaigns:measure_item", args=[of.measures.get(number=1).pk]))
        assert row.url == f"{of.get_absolute_url()}#m1"


class TestGate:
    @pytest.fixture
    def gate(self, township, world) -> Gate:
        answers = [{"question": "不属于淘汰工艺", "basis": "安全生产法", "answer": "yes", "note": ""}]
        facts = {"name": "铝粉加工项目", "investor": "某公司", "address": "周沟", "content": "抛光", "opinion": "可以"}
        return actions.ask_gate(township, actor=world.people["林巡"], industry=None, answers=answers, **facts)

    def test_it_waits_on_the_page_of_a_leader_who_did_not_ask(self, gate, world):
        waiting = {
            name: [one.count for one in showing.work(world.people[name]) if one.label == "等我决定的项目"]
            for name in ("王镇", "林巡")
        }
        assert waiting == {"王镇": [1], "林巡": []}

    def test_a_no_needs_its_note(self, township, world):
        answers = [{"question": "不属于淘汰工艺", "basis": "", "answer": "no", "note": " "}]
        with pytest.raises(Invalid, match="请写明情况"):
            actions.ask_gate(township, actor=world.people["林巡"], industry=None, answers=answers)

    def test_the_form_asks_for_a_note_only_where_the_answer_is_no(self, client, township, world):
        client.force_login(world.people["林巡"])
        address = reverse("campaigns:new_gate")
        page = client.get(address).content.decode()
        count = len(questions.of_the_gate())
        assert (page.count('class="gate-question"'), page.count("写说明")) == (count, count)
        answers = {f"answer_{place}": "yes" for place in range(count)} | {"answer_1": "no", "note_2": "另附评价"}
        refused = client.post(address, answers)
        page = refused.content.decode()
        assert (refused.status_code, page.count('class="gate-question open"')) == (422, 1)
        assert "答了否，请写明情况。" in page
        assert "另附评价" in page

    def test_a_leader_decides_and_says_under_which_conditions(self, gate, world):
        with pytest.raises(NotYours, match="乡镇领导"):
            actions.decide_gate(gate, actor=world.people["林巡"], decision="passed", conditions="")
        with pytest.raises(Invalid, match="条件或理由"):
            actions.decide_gate(gate, actor=world.people["王镇"], decision="conditional", conditions="")
        actions.decide_gate(gate, actor=world.people["王镇"], decision="conditional", conditions="先做安全设施设计")
        with pytest.raises(NotYours, match="已作出决定"):
            actions.decide_gate(gate, actor=world.people["王镇"], decision="passed", conditions="")

    def test_what_was_answered_with_a_no_passes_only_with_words(self, gate, world):
        gate.answers = [one | {"answer": "no", "note": "距学校 40 米"} for one in gate.answers]
        with pytest.raises(Invalid, match="有 1 项不符合"):
            actions.decide_gate(gate, actor=world.people["王镇"], decision="passed", conditions=" ")
        actions.decide_gate(gate, actor=world.people["王镇"], decision="passed", conditions="已退到 60 米，学校同意")
        assert gate.decision == "passed"

    def test_what_was_stopped_becomes_no_enterprise(self, gate, world, factory):
        actions.decide_gate(gate, actor=world.people["王镇"], decision="stopped", conditions="距居民区太近")
        with pytest.raises(Invalid, match="不能落地"):
            actions.link_gate(gate, actor=world.people["林巡"], enterprise=factory)


def test_every_step_left_one_event_that_verifies(task, world):
    assert verify().broken == []


def test_neighbours_and_outsiders_see_nothing(task, world):
    seen = {name for name in ("林巡", "吴村", "纪明", "王镇", "郑邻", "何客") if queries.meetings(world.people[name])}
    assert seen == {"林巡", "吴村", "纪明", "王镇"}


@pytest.mark.parametrize("name", list(registers.ALL))
def test_every_list_opens_filters_sorts_and_exports_what_it_shows(client, task, world, name):
    register = registers.ALL[name]
    client.force_login(world.people["林巡"])
    address = reverse("campaigns:steering", args=[name])
    for one in register.narrowings:
        for value, _ in one.options:
            assert client.get(address, {one.name: value}).status_code == 200
    for sort in register.sorts:
        assert client.get(address, {"sort": f"-{sort.name}", "q": "会"}).status_code == 200
    assert client.get(address, {one.name: "nonsense" for one in register.narrowings}).status_code == 200
    answer = client.get(reverse("campaigns:steering_export", args=[name]))
    path = b"".join(answer.streaming_content)
    sheet = load_workbook(io.BytesIO(path)).active
    assert [cell.value for cell in sheet[1]] == [column.label for column in register.columns]


def test_a_list_asks_as_often_for_thirty_as_for_three(client, township, world):
    client.force_login(world.people["林巡"])

    def plan(number: int) -> None:
        for place in range(number):
            facts = {"kind": "study", "title": f"学习 {place}", "planned_on": MONDAY, "chair_name": "王镇"}
            actions.plan_meeting(township, actor=world.people["林巡"], office=world.offices["应急办"], **facts)

    address = reverse("campaigns:steering", args=["meetings"])
    plan(3)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    plan(27)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
