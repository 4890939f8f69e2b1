"""Supervision by a leader and by a higher level: numbered, asked for by letter, urged, released."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow
from anlan.hazards import actions, queries
from tests.hazards.conftest import PATH
from tests.hazards.situations import again

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


def test_supervision_is_numbered_and_released_only_through_closure(tell, at):
    at(MONDAY)
    hazard = tell.to("rectifying")
    actions.list_supervision(
        hazard, actor=tell.who("王镇"), reason="粉尘涉爆，久拖未改", due_on=MONDAY, leader=tell.who("王镇")
    )
    supervision = hazard.supervisions.get()
    assert (supervision.number, supervision.released_at) == ("桂督〔2026〕1号", None)
    for step, person in (("self_accept", "陈安"), ("submit", "郅明")):
        getattr(actions, step)(hazard, actor=tell.who(person), statement="整改完成，试车正常")
    actions.accept(hazard, actor=tell.who("赵执"), statement="到场核对无误", second_officer=tell.who("林巡"))
    actions.close(hazard, actor=tell.who("钱执"))
    supervision.refresh_from_db()
    assert supervision.released_at is not None


def test_a_higher_level_is_asked_by_letter_and_its_number_and_date_then_bind(tell, at, client):
    at(MONDAY)
    hazard, head = tell.to("rectifying"), tell.who("孙主")
    with pytest.raises(Invalid, match="更高的督办级别"):
        actions.propose_supervision(hazard, actor=head, level="township", reason="需区里协调")
    actions.propose_supervision(hazard, actor=head, level="district", reason="需区里协调燃气公司")
    hazard = again(hazard)
    assert hazard.upward_proposals.get().number == "桂提〔2026〕1号"
    with pytest.raises(Invalid, match="请填写文号、期限和责任领导"):
        actions.record_supervision(hazard, actor=head, listed=True, number="建安督〔2026〕7号")
    due_on = MONDAY + dt.timedelta(days=20)
    answer = {"listed": True, "number": "建安督〔2026〕7号", "due_on": due_on, "leader": tell.who("王镇")}
    actions.record_supervision(again(hazard), actor=head, **answer)
    hazard = again(hazard)
    assert (hazard.supervision_level, hazard.supervisions.get().number) == ("district", "建安督〔2026〕7号")
    client.force_login(head)
    for name in ("upward_letter", "urging_letter"):
        assert client.get(reverse(f"hazards:{name}", args=[hazard.pk])).content[:5] == b"%PDF-"


def test_what_a_higher_level_supervises_stands_until_that_level_releases_it(tell, at, client):
    at(MONDAY)
    hazard, head = tell.to("rectifying"), tell.who("孙主")
    actions.propose_supervision(hazard, actor=head, level="district", reason="需区里协调燃气公司")
    answer = {"listed": True, "number": "建安督〔2026〕7号", "due_on": MONDAY + dt.timedelta(days=20)}
    actions.record_supervision(again(hazard), actor=head, leader=tell.who("王镇"), **answer)
    hazard = again(hazard)
    release = {"number": "建安督解〔2026〕3号", "released_on": MONDAY}
    with pytest.raises(NotNow):
        actions.record_release(hazard, actor=head, **release)
    for step in ("self_accept", "submit", "accept", "close"):
        PATH[step](tell, again(hazard), True)
    hazard = again(hazard)
    assert hazard.supervisions.get().released_at is None
    client.force_login(head)
    page = client.get(reverse("hazards:supervision")).content.decode()
    assert "待区级解除" in page
    for wrong in ({"number": "无"}, {"released_on": MONDAY + dt.timedelta(days=1)}):
        with pytest.raises(Invalid):
            actions.record_release(hazard, actor=head, **(release | wrong))
    actions.record_release(hazard, actor=head, **release)
    released = again(hazard).supervisions.get()
    assert (released.release_number, clock.local_date(released.released_at)) == ("建安督解〔2026〕3号", MONDAY)
    assert "建安督解〔2026〕3号" in client.get(reverse("hazards:supervision") + "?released=1").content.decode()
    with pytest.raises(NotNow):
        actions.record_release(again(hazard), actor=head, **release)


def test_what_is_supervised_overdue_and_silent_is_urged_by_a_letter_a_person_sends(tell, at):
    at(MONDAY)
    hazard, leader = tell.to("rectifying"), tell.who("王镇")
    actions.list_supervision(hazard, actor=leader, reason="久拖未改", due_on=MONDAY, leader=leader)
    with pytest.raises(NotNow, match="期限"):
        actions.urge(again(hazard), actor=leader, due_on=MONDAY + dt.timedelta(days=3))
    assert queries.silent(leader).count() == 0
    at(MONDAY + dt.timedelta(days=2))
    assert [one.hazard for one in queries.silent(leader)] == [hazard]
    actions.urge(again(hazard), actor=leader, due_on=MONDAY + dt.timedelta(days=5))
    assert queries.silent(leader).count() == 0
    at(MONDAY + dt.timedelta(days=6))
    assert queries.silent(leader).count() == 1
    actions.self_accept(again(hazard), actor=tell.who("陈安"), statement="试车三次正常")
    assert queries.silent(leader).count() == 0
    with pytest.raises(NotNow, match="没有任何办理"):
        actions.urge(again(hazard), actor=leader, due_on=MONDAY + dt.timedelta(days=9))
