"""What a phone takes along for the day: what is its person's, in as many queries for many places as for one."""

from decimal import Decimal

import pytest

from anlan.core import clock
from anlan.enterprises import actions as enterprises
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from tests.field.phones import states
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def test_the_bundle_holds_the_day_and_is_not_sent_twice(phone, team, checklist):
    lin = phone()
    answer = lin.client.get("/field/day/")
    told = answer.json()
    (place,) = told["enterprises"]
    assert place["list"] == checklist.digest
    assert "guidance" in place["kinds"]
    assert [one["question"] for one in told["checklists"][checklist.digest]["items"]]
    assert int(answer["X-Size"]) == len(answer.content)
    assert lin.client.get("/field/day/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_principal_checks_and_a_village_accepts_without_a_network(phone, team, checklist):
    chen, wu = phone("陈安"), phone("吴村")
    day = chen.client.get("/field/day/").json()
    (place,) = day["enterprises"]
    assert ([one["kind"] for one in day["kinds"]], place["kinds"]) == (["self_inspection"], ["self_inspection"])
    items = [str(item["criterion"]) for item in day["checklists"][place["list"]]["items"]]
    begin = chen.begins(team.factory, kind="self_inspection", checklist=place["list"])
    thread, signed = begin["client_id"], chen.uploads(picture(93, "签名.png").read())
    answers = [chen.write("inspections.answer", thread=thread, item=one, value="yes", seen="") for one in items[:-1]]
    wrong = chen.write("inspections.answer", thread=thread, item=items[-1], value="no", seen="")
    found = chen.write("inspections.record_hazard", thread=thread, item=items[-1], description="通道堆满木托盘")
    sign = chen.write("inspections.sign", thread=thread, role="inspector", files=[signed])
    rest = [begin, *answers, wrong, found, sign, chen.write("inspections.finish", thread=thread)]
    assert states(chen.sends(*rest)) == ["done"] * len(rest)
    hazard = Hazard.objects.get()
    hazards.judge(hazard, actor=team.who("赵执"), level="general")
    plan = {"responsible_name": "陈安", "measures": "清走并画线", "funds": Decimal(100), "emergency": "停工"}
    hazards.file_plan(hazard, actor=chen.person, due_on=clock.today(), interim_control="派人看守", **plan)
    hazards.start(hazard, actor=chen.person)
    (told,) = chen.client.get("/field/day/").json()["hazards"]
    assert told["steps"] == ["self_accept", "submit", "note"]
    fixed = [
        chen.write(f"hazards.{name}", hazard=told["id"], statement="木托盘已清走") for name in ("self_accept", "submit")
    ]
    assert states(chen.sends(*fixed)) == ["done", "done"]
    assert wu.client.get("/field/day/").json()["hazards"][0]["steps"] == ["accept", "send_back", "note"]
    late = chen.write("hazards.note", hazard=told["id"], text="补一张照片")
    accepted = wu.write("hazards.accept", hazard=told["id"], statement="到现场看过，通道畅通")
    assert states(wu.sends(accepted)) == ["done"]
    assert states(chen.sends(late, fixed[1])) == ["done", "done"]
    hazard.refresh_from_db()
    assert hazard.state == "accepted"


def test_the_bundle_shows_nobody_what_is_not_theirs(phone, team):
    assert phone("郑邻").client.get("/field/day/").json()["enterprises"] == []


def test_the_bundle_takes_no_more_queries_for_more_places(phone, team, django_assert_max_num_queries):
    lin = phone()
    lin.client.get("/field/day/")
    hazards.record(team.factory, actor=team.who("林巡"), description="配电箱没有盖", source="guidance")
    with django_assert_max_num_queries(60) as few:
        lin.client.get("/field/day/")
    for number in range(12):
        enterprises.record(
            name=f"新厂{number}", region=team.factory.region, actor=None, industries=list(team.factory.industries.all())
        )
    for number in range(6):
        hazards.record(team.factory, actor=team.who("林巡"), description=f"第 {number} 处没有盖", source="guidance")
    with django_assert_max_num_queries(len(few)):
        lin.client.get("/field/day/")
