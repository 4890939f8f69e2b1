"""Power comes first: who may not, although they see it."""

import datetime as dt

import pytest

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotYours
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Person
from anlan.hazards import actions, counting, lifecycle, queries
from anlan.hazards.models import Hazard
from anlan.org.models import Region
from tests.hazards.conftest import PLAN
from tests.hazards.situations import form
from tests.world import ZHOUGOU

pytestmark = pytest.mark.django_db


def test_the_principal_cannot_record_the_citys_opinion_on_their_own_hazard(tell):
    hazard = actions.doubt(tell.found(), actor=tell.who("林巡"), reason="消防新标准条文未见，疏散出口拿不准")
    with pytest.raises(NotYours, match="由乡镇或主管单位的工作人员判定"):
        actions.record_opinion(
            hazard, actor=tell.who("陈安"), level="general", issuer="许昌市消防救援支队", opinion="不属重大"
        )


def test_an_enterprise_fixes_at_once_only_what_it_found_itself(tell):
    with pytest.raises(NotYours, match="单位自查发现的由单位自己确认"):
        actions.fix_at_once(tell.found(), actor=tell.who("陈安"), statement="当场清走杂物")
    own = actions.record(tell.factory, actor=tell.who("陈安"), description="通道堆放纸箱", source="self_inspection")
    assert actions.fix_at_once(own, actor=tell.who("陈安"), statement="当场清走杂物").state == "closed"


@pytest.mark.parametrize("person", ["顾专", "马协", "纪明"])
def test_experts_assistants_and_readers_order_nothing(tell, person):
    open_to_them = {
        offer.name for state in ("found", "judged", "submitted", "accepted")
        for offer in lifecycle.steps_open_to(tell.who(person), tell.to(state, major=False)) if offer.is_open
    }  # fmt: skip
    assert open_to_them <= {"note", "fix_at_once"}
    assert ("fix_at_once" in open_to_them) == (person == "马协")


def test_whom_the_principal_named_plans_and_submits(tell, world):
    hazard = tell.to("judged", major=False)
    enterprises.add_person(tell.factory, name="白工", post=Person.Post.EMPLOYEE, actor=None)
    worker = tell.factory.people.get(name="白工")
    world.people["白工"], _ = enterprises.open_account(
        tell.factory, person=worker, username="bai", actor=None, password="shui-mian-ping-jing"
    )
    plan = {"due_on": clock.today(), **PLAN}
    with pytest.raises(NotYours, match="指定的整改责任人"):
        actions.file_plan(hazard, actor=tell.who("白工"), **plan)
    actions.name_responsible(hazard, actor=tell.who("陈安"), person=worker)
    assert actions.file_plan(hazard, actor=tell.who("白工"), **plan).state == "planned"
    with pytest.raises(NotYours):
        actions.name_responsible(hazard, actor=tell.who("白工"), person=worker)


def test_nobody_from_elsewhere_is_named_responsible(tell):
    other = enterprises.record(name="别家", region=Region.objects.get(code=ZHOUGOU), actor=None)
    enterprises.add_person(other, name="外人", post=Person.Post.PRINCIPAL, actor=None)
    with pytest.raises(Invalid, match="不在该单位任职"):
        actions.name_responsible(tell.to("judged"), actor=tell.who("陈安"), person=other.people.get())


def test_the_second_officer_is_one_of_the_place_and_not_a_bystander(tell):
    hazard = tell.to("submitted")
    for name in ("何客", "郑邻", "马协", "赵执", "郅明", "陈安"):
        with pytest.raises(Invalid, match="另一名工作人员"):
            actions.accept(hazard, actor=tell.who("赵执"), statement="到场核对无误", second_officer=tell.who(name))


def test_a_hazard_is_assigned_only_to_somebody_of_the_place(tell):
    hazard = tell.found()
    for name in ("郑邻", "何客", "陈安"):
        with pytest.raises(Invalid, match="不管这个地方"):
            actions.assign(hazard, actor=tell.who("孙主"), handler=tell.who(name))
    assert actions.assign(hazard, actor=tell.who("孙主"), handler=tell.who("周同")).handler.full_name == "周同"


def test_supervision_needs_a_leader_and_a_date_to_come(tell, at):
    at(dt.date(2026, 11, 23))
    hazard = tell.found()
    words = {"actor": tell.who("王镇"), "reason": "久拖未改，群众反映强烈"}
    with pytest.raises(Invalid, match="责任领导"):
        actions.list_supervision(hazard, due_on=clock.today(), leader=tell.who("林巡"), **words)
    with pytest.raises(Invalid, match="不能早于今天"):
        actions.list_supervision(hazard, due_on=dt.date(2026, 11, 20), leader=tell.who("王镇"), **words)


def test_a_place_without_an_operator_is_fixed_by_its_body_and_accepted_by_another(tell, world):
    well = enterprises.record(
        name="废弃机井",
        region=Region.objects.get(code=ZHOUGOU),
        actor=None,
        kind="no_operator",
        governed_by=world.offices["综合执法"],
        strip=world.offices["综合执法"],
    )
    hazard = actions.record(well, actor=tell.who("马协"), description="机井无盖板，临近村道", source="patrol")
    actions.judge(hazard, actor=tell.who("林巡"), level="major", criterion=tell.criterion)
    with pytest.raises(NotYours, match="治理主体（综合执法）"):
        actions.file_plan(hazard, actor=tell.who("林巡"), due_on=clock.today(), **PLAN)
    actions.file_plan(hazard, actor=tell.who("赵执"), due_on=clock.today(), **PLAN)
    actions.report(hazard, actor=tell.who("赵执"))
    assert {one.desk: str(one.office or "") for one in hazard.receipts.all()} == {
        "supervising": "应急办", "leader": "", "district": ""
    }  # fmt: skip
    for name in ("周同", "王镇"):
        actions.acknowledge(Hazard.objects.get(pk=hazard.pk), actor=tell.who(name))
    hazard = Hazard.objects.get(pk=hazard.pk)
    actions.start(hazard, actor=tell.who("赵执"))
    actions.self_accept(hazard, actor=tell.who("赵执"), statement="盖板已装，围栏牢固")
    actions.submit(hazard, actor=tell.who("赵执"), statement="已加盖板和围栏")
    with pytest.raises(NotYours, match="不能验收自己的治理"):
        actions.accept(hazard, actor=tell.who("钱执"), statement="看过了", second_officer=tell.who("林巡"))
    actions.accept(hazard, actor=tell.who("林巡"), statement="到场核对，盖板牢固", second_officer=tell.who("周同"))
    assert actions.close(hazard, actor=tell.who("孙主")).state == "closed"


def test_a_place_without_an_operator_waits_until_a_body_is_named_and_then_has_it(tell, world, again):
    region = Region.objects.get(code=ZHOUGOU)
    pit = enterprises.record(name="老砖窑", region=region, actor=None, kind="no_operator")
    hazard = actions.record(pit, actor=tell.who("马协"), description="窑顶坍塌，没有围挡", source="patrol")
    actions.judge(hazard, actor=tell.who("林巡"), level="general")
    with pytest.raises(NotYours, match="先在单位档案里明确"):
        actions.file_plan(again(hazard), actor=tell.who("赵执"), due_on=clock.today(), **PLAN)
    strip, body = world.offices["应急办"], world.offices["综合执法"]
    enterprises.set_owner(
        pit, region=region, strip=strip, governed_by=body, actor=tell.who("王镇"), reason="党政会纪要"
    )
    for _ in range(2):
        journal.advance()
    assert (again(hazard).strip, again(hazard).governed_by) == (strip, body)
    assert hazard.events.filter(action="hazards.take_owners").count() == 1
    assert actions.file_plan(again(hazard), actor=tell.who("赵执"), due_on=clock.today(), **PLAN).state == "planned"


def test_the_body_named_for_a_place_sees_it_fixes_it_and_leaves_the_rest_to_others(tell, world, again):
    body = world.offices["综合执法"]
    region = Region.objects.get(code=ZHOUGOU)
    pit = enterprises.record(
        name="老砖窑", region=region, actor=None, kind="no_operator", strip=world.offices["应急办"], governed_by=body
    )
    hazard = actions.record(pit, actor=tell.who("马协"), description="窑顶坍塌，没有围挡", source="patrol")
    actions.judge(hazard, actor=tell.who("林巡"), level="general")
    # Its officers' grants are for its own line only; the place it must fix is its business all the same.
    assert queries.visible_to(tell.who("赵执")).filter(pk=hazard.pk).exists()
    assert counting.duty_counts(tell.who("赵执"))["plan"] == 1
    for step in ("file_plan", "start", "self_accept", "submit"):
        words = form(tell, step) | ({"due_on": clock.today()} if step == "file_plan" else {})
        getattr(actions, step)(again(hazard), actor=tell.who("赵执"), **words)
    with pytest.raises(NotYours, match="不能验收自己的治理"):
        actions.accept(again(hazard), actor=tell.who("钱执"), statement="看过了，围挡牢固")
    actions.accept(again(hazard), actor=tell.who("吴村"), statement="看过了，围挡牢固")
    with pytest.raises(NotYours, match="不能给自己的治理销号"):
        actions.close(again(hazard), actor=tell.who("钱执"))
    assert counting.duty_counts(tell.who("钱执"))["close"] == 0
    assert counting.duty_counts(tell.who("林巡"))["close"] == 1
    assert actions.close(again(hazard), actor=tell.who("林巡")).state == "closed"


def test_an_owner_that_stands_is_not_replaced_by_a_later_one(tell, world, again):
    hazard, strip = tell.found(), world.offices["应急办"]
    enterprises.set_owner(tell.factory, region=tell.factory.region, strip=strip, actor=None, reason="职责调整")
    journal.advance()
    assert again(hazard).strip == world.offices["综合执法"]


def test_a_hazard_judged_major_again_is_reported_again(tell, at):
    at(dt.date(2026, 11, 23))
    hazard = tell.to("planned")
    at(dt.date(2026, 11, 24))
    actions.propose_downgrade(hazard, actor=tell.who("林巡"), reason="现场核实为观察窗")
    hazard = Hazard.objects.get(pk=hazard.pk)
    actions.decide_downgrade(hazard, actor=tell.who("周同"), agreed=True, decision="同意降为一般")
    at(dt.date(2026, 11, 25))
    actions.upgrade(hazard, actor=tell.who("林巡"), criterion=tell.criterion, reason="复核后仍属重大")
    hazard = Hazard.objects.get(pk=hazard.pk)
    actions.report(hazard, actor=tell.who("陈安"))
    assert set(hazard.receipts.values_list("acknowledged_at", flat=True)) == {None}
    for name in ("赵执", "林巡"):
        actions.acknowledge(Hazard.objects.get(pk=hazard.pk), actor=tell.who(name))
    assert Hazard.objects.get(pk=hazard.pk).state == "planned"
