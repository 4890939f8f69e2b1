"""A past written in bulk is what the same people's steps would have left, one by one."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anlan.core import clock, journal, search
from anlan.core.models import Position
from anlan.core.verify import verify
from anlan.hazards import bulk
from anlan.hazards.actions.reporting import desks_for
from anlan.hazards.models import Hazard, HazardEvent
from tests.hazards.conftest import PLAN

pytestmark = pytest.mark.django_db
BEGAN = clock.local(dt.date(2026, 3, 2))
NOW = dt.date(2026, 11, 24)
OWN = {"id", "event_count", "head_digest"}


def later(days: int) -> dt.datetime:
    return BEGAN + dt.timedelta(days=days)


def found(tell, days: int = 0) -> bulk.Life:
    words = {"description": "除尘器泄爆片被铁皮封死", "place_words": "打磨车间", "source": "patrol"}
    return bulk.Life(tell.factory, actor=tell.who("马协"), at=later(days), **words)


def whole_life(tell) -> bulk.Life:
    life = found(tell)
    due_on = clock.local_date(later(20))
    life.judge(actor=tell.who("林巡"), at=later(0), level="major", criterion=tell.criterion)
    life.file_plan(actor=tell.who("陈安"), at=later(0), due_on=due_on, funds_note="", **PLAN)
    life.report(actor=tell.who("陈安"), at=later(0), desks=desks_for(life.hazard))
    life.acknowledge(actor=tell.who("赵执"), at=later(0), desk="supervising")
    life.acknowledge(actor=tell.who("林巡"), at=later(0), desk="safety")
    life.start(actor=tell.who("郅明"), at=later(0))
    life.self_accept(actor=tell.who("陈安"), at=later(0), statement="试车三次正常")
    life.submit(actor=tell.who("郅明"), at=later(0), statement="已更换泄爆片")
    words = {"statement": "到场核对，联动试验正常", "second_officer": tell.who("林巡")}
    life.accept(actor=tell.who("赵执"), at=later(0), **words)
    return life.close(actor=tell.who("钱执"), at=later(0))


def fields_of(hazard: Hazard) -> dict:
    return {f.attname: getattr(hazard, f.attname) for f in hazard._meta.concrete_fields if f.name not in OWN | {"code"}}


def told_by(hazard: Hazard) -> list[tuple]:
    return [(e.action, e.from_state, e.to_state, e.actor_id, e.data, e.happened_at) for e in hazard.events.all()]


def test_a_life_in_bulk_is_the_life_of_the_actions(tell, at):
    at(BEGAN)
    slow = tell.to("closed")
    at(NOW)
    life = whole_life(tell)
    assert bulk.write([life]) == slow.event_count
    quick = Hazard.objects.get(pk=life.hazard.pk)
    assert fields_of(quick) == fields_of(slow)
    assert told_by(quick) == told_by(slow)
    assert (slow.code, quick.code) == ("桂26-0001", "桂26-0002")
    assert list(quick.plans.values_list("measures")) == list(slow.plans.values_list("measures"))
    assert sorted(quick.receipts.values_list("desk", "acknowledged_at")) == sorted(
        slow.receipts.values_list("desk", "acknowledged_at")
    )
    assert verify().broken == []


def test_every_side_of_a_life_is_told(tell, at):
    at(NOW)
    leader, due_on = tell.who("王镇"), clock.local_date(later(30))
    [supervised] = bulk.supervision_numbers(tell.factory.region_code, 2026, 1)
    life = found(tell).judge(actor=tell.who("林巡"), at=later(0), level="general", due_on=due_on)
    life.file_plan(actor=tell.who("陈安"), at=later(1), due_on=due_on, **PLAN).start(
        actor=tell.who("郅明"), at=later(2)
    )
    life.list_supervision(actor=leader, at=later(3), reason="久拖未改", due_on=due_on, leader=leader, number=supervised)
    people = {"asker": tell.who("陈安"), "decider": tell.who("赵执")}
    life.extend(
        **people,
        asked_at=later(4),
        decided_at=later(5),
        to_due_on=due_on + dt.timedelta(days=9),
        reason="配件缺货",
        control="停用",
    )
    life.self_accept(actor=tell.who("陈安"), at=later(6), statement="试车正常")
    life.submit(actor=tell.who("郅明"), at=later(7), statement="已更换")
    life.send_back(actor=tell.who("吴村"), at=later(8), reasons=["缺检测报告"])
    void = found(tell, 1).void(
        proposer=tell.who("林巡"), proposed_at=later(2), reason="重复", decider=tell.who("周同"), decided_at=later(3)
    )
    at_once = found(tell, 2).fix_at_once(actor=tell.who("马协"), at=later(2), statement="当场清走")
    bulk.write([life, void, at_once], placed=True)
    states = Hazard.objects.order_by("found_at").values_list("state", "due_basis", "supervision_level")
    assert list(states) == [("rectifying", "extension", "township"), ("void", "", ""), ("closed", "", "")]
    assert verify().broken == []
    assert Position.objects.filter(room="hazards.hazardevent", position=None).count() == 0
    assert search.matching("hazards", "铁皮").count() == 3
    journal.seal()
    assert verify().broken == []


def test_the_table_of_steps_holds_in_bulk_too(tell):
    with pytest.raises(ValueError, match="close does not begin in found"):
        found(tell).close(actor=tell.who("钱执"), at=later(1))


def test_the_database_refuses_a_past_that_may_not_be(tell):
    life = found(tell).judge(actor=tell.who("林巡"), at=later(0), level="major")
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.write([life])


def test_many_lives_take_few_statements(tell, django_assert_max_num_queries):
    lives = [found(tell).fix_at_once(actor=tell.who("马协"), at=later(1), statement="当场清走") for _ in range(100)]
    with django_assert_max_num_queries(100):
        bulk.write(lives, placed=True)
    assert Hazard.objects.filter(state="closed").count() == 100
    assert HazardEvent.objects.count() == 200
