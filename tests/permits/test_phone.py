"""Tickets and declarations filled in on a phone: sent twice, out of order, late, after somebody else's step."""

import uuid
from typing import Any

import pytest

from anlan.core import clock
from anlan.core.ids import uuid7
from anlan.core.verify import verify
from anlan.permits import actions, blanks, gates, queries
from anlan.permits.models import Declaration, Permit
from tests.field.phones import Phone, states
from tests.permits.conftest import MONDAY, WELDER, Site

NOON = clock.local(MONDAY, 12, 0)


def ticket(here: Site, **more: Any) -> dict[str, Any]:
    """What the phone's form gives."""
    given = {"enterprise": str(here.enterprise.pk), "content": "焊排气管支架", "place_words": "二车间南墙"}
    given |= {"begins_at": "2026-11-23T09:30", "ends_at": "2026-11-23T11:30", "outdoors": False, "wind": ""}
    given |= {"worker": str(here.welder.pk), "guardian": str(here.guardian.pk), "equipment": [str(here.set.pk)]}
    return given | {"coordinator": ""} | more


def job(here: Site, **more: Any) -> dict[str, Any]:
    given = {"enterprise": str(here.enterprise.pk), "kind": "welding", "what": "门口焊货架", "worker_name": "游焊"}
    given |= {"begins_at": "2026-11-23T09:30", "ends_at": "2026-11-23T11:00", "guardian_name": "店主"}
    return given | {"certificate_number": f"T{WELDER}", "certificate_until": "2027-06-01"} | more


def test_a_ticket_filled_in_below_ground_is_confirmed_and_approved_before_anybody_knew_of_it(site, at):
    here = site("恒通木业")
    phone, made = Phone(here.boss), uuid7()
    written = [phone.write("permits.draft", thread=made, **ticket(here))]
    table = blanks.carried(here.boss, [here.enterprise.pk], {})["tables"]["light"]
    for one in table[0]["measures"]:
        written.append(phone.write("permits.tick", thread=made, permit=str(made), code=one["code"]))
    photo = here.photo()
    written.append(phone.write("permits.approve", thread=made, permit=str(made), files=[photo]))
    at(NOON)
    assert set(states(phone.sends(*written[1:]))) == {"waiting"}
    assert set(states(phone.sends(*written))) == {"done"}
    assert set(states(phone.sends(*written))) == {"done"}
    found = Permit.objects.get()
    assert (found.pk, found.state, found.approved_at) == (made, "open", clock.local(MONDAY, 9, 0))
    assert verify().broken == []


def test_special_work_is_filled_in_as_its_level_asks(site, at):
    here = site("顺达化工", industry="weihua")
    phone = Phone(here.boss)
    args = ticket(here, work="hot_work:first", unavoidable="", related="")
    assert states(phone.sends(phone.write("permits.draft", thread=uuid7(), **args))) == ["done"]
    assert Permit.objects.get().in_force.label == "一级"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"content": ""}, "干什么"),
        ({"guardian": str(uuid.UUID(int=1))}, "监护人：选的人已不在本单位在岗人员里"),
        ({"ends_at": "2026-11-23T09:00"}, "结束时间应晚于开始时间"),
        ({"begins_at": "2026-11-20T09:00", "ends_at": "2026-11-20T10:00"}, "作业时间已经过去"),
        ({"enterprise": str(uuid.UUID(int=1))}, "没有这家单位"),
    ],
)
@pytest.mark.once
def test_what_cannot_be_comes_back_with_a_sentence_and_is_put_right_under_the_same_name(site, more, words):
    here = site("恒通木业")
    phone, made = Phone(here.boss), uuid7()
    (answer,) = phone.sends(phone.write("permits.draft", thread=made, **ticket(here, **more)))
    assert (answer["state"], words in answer["words"]) == ("refused", True), answer
    assert states(phone.sends(phone.write("permits.draft", thread=made, **ticket(here)))) == ["done"]
    assert Permit.objects.get().pk == made


def test_an_approval_whose_gate_shut_meanwhile_comes_back(site):
    here = site("恒通木业")
    first = here.ready()
    actions.approve(first, photos=[here.photo()], actor=here.officer)
    phone, made = Phone(here.boss), uuid7()
    sent = [phone.write("permits.draft", thread=made, **ticket(here, place_words="锅炉房"))]
    known = gates.measures_of(first)
    sent += [phone.write("permits.tick", thread=made, permit=str(made), code=one.code) for one in known]
    sent.append(phone.write("permits.approve", thread=made, permit=str(made), files=[here.photo()]))
    answers = phone.sends(*sent)
    assert states(answers)[-1] == "refused"
    assert "同一时间还在" in answers[-1]["words"]


def test_a_job_is_declared_below_ground_and_over_before_anybody_knew_of_it(site, at):
    here = site("恒通木业")
    phone, made = Phone(here.boss), uuid7()
    alone = job(here, guardian_name="游焊")
    (answer,) = Phone(here.boss).sends(phone.write("permits.declare", thread=uuid7(), **alone))
    assert "看护人不能是干活的人自己" in answer["words"]
    declared = phone.write("permits.declare", thread=made, **job(here))
    early = clock.local(MONDAY, 9, 5)
    over = phone.write("permits.close_declaration", thread=made, at=early, declaration=str(made))
    at(NOON)
    assert states(phone.sends(over)) == ["waiting"]
    assert set(states(phone.sends(declared, over))) == set(states(phone.sends(over, declared))) == {"done"}
    assert Declaration.objects.get().closed_at == early


def test_what_is_not_ones_own_is_missing_not_waited_for(site):
    here, there = site("恒通木业"), site("顺达化工", industry="weihua")
    theirs = there.draft()
    (answer,) = Phone(here.boss).sends(Phone(here.boss).write("permits.tick", permit=str(theirs.pk), code="clear"))
    assert (answer["state"], answer["code"]) == ("refused", "permits.missing")


def test_the_blanks_tell_cards_sets_rules_hazards_and_days_of_rest(site):
    here = site("顺达化工", industry="weihua", crowded=True)
    actions.set_rule(here.enterprise, words="动火前通知值班电工", actor=here.boss)
    told = blanks.carried(here.boss, [here.enterprise.pk], queries.around([here.enterprise.pk]))
    (place,) = told["places"]
    cards = {words.split("（")[0]: rows for _, words, rows, *_ in place["people"]}
    assert cards["王焊"] == [["welding", "2025-01-06", "2028-01-06", "", "", ""]]
    assert (place["approves"], [row["words"] for row in place["own"]]) == (
        ["leader", "safety", "expert", "power", "unit"],
        ["本单位规定：动火前通知值班电工"],
    )
    assert place["sets"][0][2] == "2027-11-23"
    assert told["rest"]["2026-11-28"] == "公休日"
    assert {one["code"] for one in told["tables"]["gb30871"]} >= {"hot_work", "confined_space", "height"}
