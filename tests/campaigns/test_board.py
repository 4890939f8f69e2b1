"""B2f, D2, E1–E4, F4: Duties of a campaign in force: who did, who is due, who missed, computed from what happened."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.campaigns.duties import actions, board, queries, seeing, showing, subjects, worklist
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.duties.subjects import Kind
from anlan.campaigns.plans import actions as plans
from anlan.campaigns.plans.models import Duty
from anlan.core import clock
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as enterprises
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.models import Person
from anlan.enterprises.posts import actions as posts
from anlan.enterprises.posts import queries as signing
from anlan.files.presses.document import Paragraph, Table
from anlan.inspections.models import Visit
from anlan.org.models import Region
from tests.campaigns.test_plans import campaign, running, township
from tests.world import ZHOUGOU

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db
JANUARY = dt.date(2025, 1, 20)


def led(factory, day: dt.date, *, signed: bool = True) -> Visit:
    """A finished self-inspection of the factory, signed by the person in charge or not."""
    at = clock.local(day)
    facts = {"kind": "self_inspection", "state": "finished", "begun_at": at, "ended_at": at}
    return Visit.objects.create(
        enterprise=factory,
        region_code=factory.region_code,
        led_by=factory.people.get(name="陈安").user,
        principal_signed_at=at if signed else None,
        **facts,
    )


def row(campaign, words: str, sees=lambda subject: True) -> board.Row:
    """The duty whose action holds the words."""
    return next(one for one in board.rows_of(campaign, sees) if words in one.asked.duty.action and one.instances)


def standings(one: board.Row) -> list[tuple[str, str]]:
    return [(part.period.name, part.standing.value) for part in one.instances]


def test_led_inspections_are_counted_from_signed_visits_a_month(running, factory, at):
    led(factory, dt.date(2024, 12, 5))
    led(factory, dt.date(2025, 1, 6), signed=False)
    at(JANUARY)
    assert standings(row(running, "带队检查")) == [
        ("2024年12月", "done"),
        ("2025年1月", "due"),
        ("2025年2月", "coming"),
    ]
    at(dt.date(2025, 2, 3))
    assert standings(row(running, "带队检查"))[1] == ("2025年1月", "missed")


def test_a_confirmed_survey_and_signed_duties_count_by_themselves(factory, at):
    at(JANUARY)
    chen = factory.people.get(name="陈安").user
    said = {
        "survey": "针对本企业生产经营项目和场所外包外租情况组织开展全面排查",
        "duties_signed": "建立健全全员安全生产岗位责任制，明确从主要负责人到一线从业人员的安全生产岗位责任",
    }
    proofs = {name: seeing.proof_of(Duty(subject_kind="principal", action=words)) for name, words in said.items()}
    assert {name: proof.name for name, proof in proofs.items()} == {name: name for name in said}

    def seen(name: str) -> list[str]:
        found = proofs[name].gather([factory.pk], dt.date(2024, 12, 1), JANUARY)
        return [fact.words for fact in found.get(factory.pk, [])]

    assert [seen(name) for name in said] == [[], []]
    contracts.confirm_survey(factory, note="", actor=chen)
    posts.issue_missing(factory, actor=chen)
    for person in factory.people.filter(until=None):
        user = person.user or chen
        Person.objects.filter(pk=person.pk).update(user=user)
        duties = next(one.duty_list for one in signing.lines(factory) if one.person.pk == person.pk)
        person.refresh_from_db()
        posts.sign_duties(person, duty_list=duties, version=duties.digest, actor=user)
    everybody = factory.people.filter(until=None).count()
    assert [seen(name) for name in said] == [["外包外租排查：没有"], [f"岗位职责 {everybody} 人全部签字"]]


def test_the_narrower_sentence_takes_the_place_of_the_wider_one(running, factory, at):
    """High-risk principals lead two inspections a month, not one more besides."""
    enterprises.change(factory, actor=None, high_risk=True, high_risk_basis="粉尘涉爆")
    led(factory, dt.date(2024, 12, 5))
    at(JANUARY)
    rows = [one for one in board.rows_of(running) if "带队检查" in one.asked.duty.action and one.instances]
    assert [one.asked.duty.min_count for one in rows] == [2]
    assert standings(rows[0])[0] == ("2024年12月", "missed")


def test_the_narrower_half_of_one_sentence_counts_alone_whatever_its_rhythm(running, factory, at):
    enterprises.change(factory, actor=None, high_risk=True, high_risk_basis="粉尘涉爆")
    Duty.objects.filter(campaign=running, action__contains="带队", min_count=2).update(rhythm="half_yearly")
    at(JANUARY)
    rows = [one for one in board.rows_of(running) if "带队检查" in one.asked.duty.action and one.instances]
    assert [one.asked.duty.rhythm for one in rows] == ["half_yearly"]


def test_what_the_system_cannot_see_is_said_by_the_subject_itself(running, factory, tell, at):
    at(JANUARY)
    ledger = row(running, "台账")
    assert ledger.asked.proof is None
    subject = ledger.instances[0].subject
    said = {"duty": ledger.asked.duty, "subject": subject, "words": "台账已建，12 月 8 日公示"}
    with pytest.raises(NotYours, match="由该单位"):
        actions.state_duty(running, done_on=dt.date(2024, 12, 8), actor=tell.who("林巡"), **said)
    with pytest.raises(Invalid, match="行动开始以后"):
        actions.state_duty(running, done_on=dt.date(2024, 10, 8), actor=tell.who("陈安"), **said)
    statement = actions.state_duty(running, done_on=dt.date(2024, 12, 8), actor=tell.who("陈安"), **said)
    assert row(running, "台账").counts == {Standing.DONE: 1}
    actions.take_back_statement(statement, actor=tell.who("陈安"), reason="写错了单位")
    assert row(running, "台账").counts == {Standing.MISSED: 1}
    assert verify().broken == []


def test_who_said_it_finds_the_way_to_take_it_back_and_which_version_holds_when(
    client, running, factory, tell, at, world
):
    at(dt.date(2024, 12, 28))
    ledger = row(running, "台账")
    duty, subject = ledger.asked.duty, ledger.instances[0].subject
    said = {"duty": duty, "subject": subject, "words": "台账已建", "done_on": dt.date(2024, 12, 8)}
    statement = actions.state_duty(running, actor=tell.who("陈安"), **said)
    january = {"from_on": dt.date(2025, 1, 1), "reason": "区里改为每月"}
    plans.amend_duty(running, actor=world.people["林巡"], duty=duty, rhythm="monthly", **january)
    address = reverse("campaigns:duty", args=[running.pk, duty.lineage])
    back = reverse("campaigns:take_back_statement", args=[running.pk, statement.pk])
    for name, found in (("陈安", True), ("林巡", False)):
        client.force_login(tell.who(name))
        page = client.get(address).content.decode()
        assert (back in page, "区里改为每月" in page) == (found, True)


def test_a_duty_changed_while_running_leaves_earlier_instances_their_basis(client, running, factory, world, at):
    led(factory, dt.date(2024, 12, 5))
    duty = next(one for one in running.duties.all() if "带队" in one.action and not one.flags)
    at(dt.date(2024, 12, 28))
    plans.amend_duty(
        running,
        actor=world.people["林巡"],
        duty=duty,
        from_on=dt.date(2025, 1, 1),
        reason="区里加密",
        min_count=3,
    )
    at(JANUARY)
    told = [
        (part.period.name, part.period.wanted, part.standing.value)
        for one in board.rows_of(running)
        if "带队" in one.asked.duty.action
        for part in one.instances
    ]
    assert told == [("2024年12月", 1, "done"), ("2025年1月", 3, "due"), ("2025年2月", 3, "coming")]
    client.force_login(world.people["林巡"])
    page = client.get(reverse("campaigns:duties", args=[running.pk]))
    rows = [numbers for one, numbers in page.context["counted"] if one.asked.duty.lineage == duty.lineage]
    shown = [(number, address) for numbers in rows for number, address, _ in numbers if number]
    assert [client.get(address).context["page"].paginator.count for _, address in shown] == [n for n, _ in shown]
    assert len(rows) == 2
    own = reverse("campaigns:duty", args=[running.pk, duty.lineage])
    assert client.get(own).context["asked"].duty.version == 2
    at(dt.date(2024, 12, 28))
    assert client.get(own).context["asked"].duty.version == 1
    at(JANUARY)
    for words in ("第1版，到 2024年12月31日（周二）", "第2版，1月1日（周三） 起"):
        assert words in page.content.decode()


def test_a_month_that_runs_when_a_duty_is_changed_is_not_missed_the_day_after(running, factory, world, at):
    duty = next(one for one in running.duties.all() if "带队" in one.action and not one.flags)
    at(dt.date(2024, 12, 28))
    changed = {"from_on": dt.date(2024, 12, 28), "reason": "区里加密", "min_count": 3}
    plans.amend_duty(running, actor=world.people["林巡"], duty=duty, **changed)
    led(factory, dt.date(2024, 12, 30))
    at(JANUARY)
    told = [
        (part.period.name, part.period.wanted, part.standing.value)
        for one in board.rows_of(running)
        if "带队" in one.asked.duty.action
        for part in one.instances
    ]
    assert told == [("2024年12月", 1, "done"), ("2025年1月", 3, "due"), ("2025年2月", 3, "coming")]


def test_a_deadline_put_off_is_asked_once_and_what_was_done_before_is_done(running, factory, tell, world, at):
    at(dt.date(2024, 12, 9))
    ledger = row(running, "台账")
    said = {"duty": ledger.asked.duty, "subject": ledger.instances[0].subject, "words": "台账已建"}
    actions.state_duty(running, done_on=dt.date(2024, 12, 8), actor=tell.who("陈安"), **said)
    put_off = {"from_on": dt.date(2024, 12, 10), "due_on": dt.date(2025, 1, 20), "reason": "区里推迟"}
    plans.amend_duty(running, actor=world.people["林巡"], duty=ledger.asked.duty, **put_off)
    told = [one for one in board.rows_of(running) if "台账" in one.asked.duty.action]
    assert [len(one.instances) for one in told] == [0, 1]
    assert told[1].counts == {Standing.DONE: 1}


def test_a_principal_sees_what_is_due_and_a_neighbour_nothing(running, factory, tell, at):
    at(JANUARY)
    mine = queries.mine(tell.who("陈安"))
    assert {one.instance.subject.name for one in mine} == {"恒通板材厂"}
    assert mine[0].instance.standing is Standing.MISSED
    assert queries.mine(tell.who("郑邻")) == []


def test_numbers_on_the_board_open_exactly_the_instances_they_count(client, running, factory, tell, at):
    led(factory, dt.date(2024, 12, 5))
    at(JANUARY)
    client.force_login(tell.who("林巡"))
    page = client.get(reverse("campaigns:duties", args=[running.pk]))
    numbers = [pair for _, row in page.context["counted"] for pair in row]
    numbers += [(number, address, "") for _, number, address, _ in page.context["totals"]]
    shown = [(number, address) for number, address, _ in numbers if number]
    assert [client.get(address).context["page"].paginator.count for _, address in shown] == [n for n, _ in shown]
    assert len(shown) > 6


def test_pages_open_for_everybody_they_are_for(client, running, factory, tell, at):
    at(JANUARY)
    duty = row(running, "带队检查").asked.duty
    places = {
        "board": reverse("campaigns:duties", args=[running.pk]),
        "duty": reverse("campaigns:duty", args=[running.pk, duty.lineage]),
        "export": reverse("campaigns:export_duties", args=[running.pk]),
        "mine": reverse("campaigns:my_duties"),
        "tab": reverse("campaigns:duties_of", args=[factory.pk]),
    }
    told = {}
    for name in ("林巡", "吴村", "纪明", "陈安", "郑邻", "何客"):
        client.force_login(tell.who(name))
        told[name] = [client.get(place).status_code for place in places.values()]
    seen, nothing = [200] * 5, [404, 404, 404, 200, 404]
    assert told == {"林巡": seen, "吴村": seen, "纪明": seen, "陈安": seen, "郑邻": nothing, "何客": nothing}


def test_what_is_ones_own_is_found_without_reading_every_enterprise(running, factory, tell, at, world, monkeypatch):
    at(JANUARY)
    for number in range(3):
        enterprises.record(name=f"别家{number}", region=Region.objects.get(code=ZHOUGOU), actor=None)
    read: list[str] = []
    subject_of = subjects.subject_of
    monkeypatch.setattr(subjects, "subject_of", lambda one: read.append(one.name) or subject_of(one))
    chen = factory.people.get(name="陈安").user
    alone = [(str(one.row.asked.duty), one.instance) for one in queries.mine(chen)]
    assert set(read) == {factory.name}
    assert alone == [
        (str(one.row.asked.duty), one.instance) for one in queries.of_subject(running, Kind.ENTERPRISE, factory.pk)
    ]
    whole = board.rows_of(running, lambda subject: subject.key == factory.pk)
    assert sum(len(one.instances) for one in whole) == len(alone) > 0
    read.clear()
    assert queries.mine(world.people["吴村"])
    assert not read, "a village reads none"


def test_the_board_asks_as_often_for_many_enterprises_as_for_few(running, factory, at):
    at(JANUARY)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            board.rows_of(running)
        return len(found)

    few = asked()
    village = Region.objects.get(code=ZHOUGOU)
    for number in range(20):
        enterprises.record(name=f"第{number}加工坊", region=village, actor=None)
    assert asked() == few


def test_other_systems_read_stages_duties_and_how_each_subject_stands(running, factory, tell, client, at, world):
    led(factory, dt.date(2024, 12, 5))
    at(JANUARY)
    assert client.get("/api/v1/campaigns/").status_code == 401
    client.force_login(tell.who("林巡"))
    [known] = client.get("/api/v1/campaigns/").json()
    assert (known["id"], known["standing"]) == (str(running.pk), "running")
    whole = client.get(f"/api/v1/campaigns/{running.pk}").json()
    assert len(whole["stages"]) == running.stages.count()
    assert all(one["quote"] in running.text for one in whole["duties"])
    address = f"/api/v1/campaigns/{running.pk}/instances"
    asked = {"subject": str(factory.pk), "kind": "enterprise"}
    rows = client.get(address, asked).json()["instances"]
    done = [(one["period"], one["done"], one["wanted"]) for one in rows if one["standing"] == "done"]
    assert ("2024年12月", 1, 1) in done
    missed = client.get(address, {**asked, "standing": "missed", "take": 1}).json()
    assert (missed["total"] >= 1, len(missed["instances"])) == (True, 1)
    assert client.get(address, {"subject": "bie-de"}).json() == {"total": 0, "instances": []}
    assert client.get(address, {"take": 0}).status_code == 422
    client.force_login(world.people["郑邻"])
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "campaigns.missing")


def test_what_two_clauses_order_alike_is_asked_once(running, factory, at):
    at(JANUARY)
    first = row(running, "带队检查")
    again = Duty.objects.get(pk=first.asked.duty.pk)
    again.pk, again.lineage, again.clause = None, uuid4(), "五（二）"
    again.save()
    rows = [one for one in board.rows_of(running) if one.asked.duty.action == first.asked.duty.action]
    plain = [one for one in rows if one.asked.duty.min_count == first.asked.duty.min_count]
    assert [(bool(one.instances), one.asked.why_not) for one in plain] == [
        (True, ""),
        (False, f"与{first.asked.duty.clause}是同一件事，合在那里计算。"),
    ]


def test_a_day_of_the_month_is_when_a_monthly_duty_is_due(running, factory, at):
    at(JANUARY)
    asked = row(running, "带队检查").asked.duty
    asked.due_written = "每月26日前"
    asked.save()
    assert {one.period.due_on.day for one in row(running, "带队检查").instances} == {26}


def test_a_statement_is_offered_only_to_those_who_may_make_it(client, running, factory, tell, at):
    at(JANUARY)
    duty = next(one for one in board.rows_of(running) if one.instances and one.asked.who.kind is Kind.ENTERPRISE)
    Duty.objects.filter(pk=duty.asked.duty.pk).update(action="张贴安全承诺书")
    address = reverse("campaigns:duties_of", args=[factory.pk])
    for who, offered in (("林巡", False), ("陈安", True)):
        client.force_login(tell.who(who))
        page = client.get(address).content.decode()
        assert (">填报</a>" in page, "由该单位的负责人、安全管理员填报。" in page) == (offered, not offered)


def test_the_meeting_on_record_answers_a_sentence_that_ends_with_it(running, at):
    at(JANUARY)
    duty = Duty.objects.filter(campaign=running, subject_kind=Duty.Subject.TOWNSHIP).first()
    duty.action, duty.quote = "制定印发专项行动方案", "乡级层面制定印发专项行动方案，召开专题会议动员部署"
    assert seeing.proof_of(duty).name == "mobilisation"


def test_the_deputies_work_list_on_paper_holds_standing_duties_and_the_campaigns_tasks(client, running, factory, at):
    at(JANUARY)
    chen = factory.people.get(name="陈安").user
    asked = queries.of_subject(running, Kind.ENTERPRISE, factory.pk)
    bare = worklist.sheet(factory, running, asked, "陈安")
    assert worklist.NOBODY in [one.text for one in bare.blocks if isinstance(one, Paragraph)]
    enterprises.add_person(factory, name="周平", post="deputy", actor=None)
    posts.issue_missing(factory, actor=chen)
    page = worklist.sheet(factory, running, asked, "陈安")
    duties, tasks = [one for one in page.blocks if isinstance(one, Table)]
    assert "同部署" in str(duties.rows)
    assert len(tasks.rows) == len(asked) > 3
    client.force_login(chen)
    answer = client.get(reverse("campaigns:work_list", args=[factory.pk, running.pk]))
    assert answer.content.startswith(b"%PDF-")
    assert reverse("campaigns:work_list", args=[factory.pk, running.pk]) in (
        client.get(reverse("campaigns:duties_of", args=[factory.pk])).content.decode()
    )


def test_what_the_village_has_to_do_soon_or_missed_stands_on_its_page_of_work(running, tell, at):
    at(JANUARY)
    village = tell.who("吴村")
    asked = [one for one in queries.mine(village) if one.instance.subject.kind is not Kind.ENTERPRISE]
    due = [one for one in asked if one.instance.standing is Standing.MISSED or showing._is_due(one)]
    (told,) = showing.work(village)
    assert (told.count, told.is_red) == (len(due), any(one.instance.standing is Standing.MISSED for one in due))
    assert told.tasks[0].url.endswith(f"{due[0].row.asked.duty.lineage}/")
    assert sum(one.count for one in showing.work(tell.who("陈安"))) == 0
