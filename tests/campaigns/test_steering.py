"""How a campaign is steered: meetings and what they decide, measures, the gate, and the lists of all of it.

Clauses D1, D2, F3 of docs/requirements.md.
"""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.campaigns.steering import actions, queries, questions, registers, showing
from anlan.campaigns.steering.actions.measures import items_of
from anlan.campaigns.steering.models import Gate, Meeting
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
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

    def test_what_was_answered_with_a_no_passes_only_with_words(self, client, gate, world):
        gate.answers = [one | {"answer": "no", "note": "距学校 40 米"} for one in gate.answers]
        gate.save()
        client.force_login(world.people["王镇"])
        page = client.get(reverse("campaigns:decide_gate", args=[gate.pk])).content.decode()
        assert "不符合：不属于淘汰工艺（距学校 40 米）" in page
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
