"""Two phones, and a phone that comes late: independent changes merge, a clash is shown, what was decided stands."""

import datetime as dt
import json

import pytest

from anlan.core import clock
from anlan.core.verify import verify
from anlan.files.models import Use
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections.models import Visit
from anlan.org.models import Notice
from anlan.standards.models import Criterion
from tests.field.phones import states
from tests.field.stories import walk_to_submitted, whole_visit
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def two_phones(phone, team, checklist):
    """A visit led by 林巡 with 周同 along, each with a phone; returns phones, thread, first item."""
    lin, zhou = phone(), phone("周同")
    begin = lin.begins(team.factory, checklist=checklist.digest, companions=[str(zhou.person.pk)])
    lin.sends(begin)
    return lin, zhou, begin["client_id"], str(checklist.items[0]["criterion"])


def test_answers_to_different_items_merge(phone, team, checklist):
    lin, zhou, thread, first = two_phones(phone, team, checklist)
    second = str(checklist.items[1]["criterion"])
    lin.sends(lin.write("inspections.answer", thread=thread, item=first, value="yes", seen=""))
    zhou.sends(zhou.write("inspections.answer", thread=thread, item=second, value="na", seen=""))
    assert dict(Visit.objects.get().answers.values_list("item", "value")) == {first: "yes", second: "na"}


def test_a_clash_stands_twice_until_the_leader_answers_anew(phone, team, checklist, client):
    lin, zhou, thread, item = two_phones(phone, team, checklist)
    early, later = clock.now() - dt.timedelta(hours=2), clock.now() - dt.timedelta(hours=1)
    lin.sends(lin.write("inspections.answer", thread=thread, item=item, value="yes", note="试过", at=later, seen=""))
    zhou.sends(zhou.write("inspections.answer", thread=thread, item=item, value="na", at=early, seen=""))
    visit = Visit.objects.get()
    assert visit.answers.get().value == "yes"
    client.force_login(lin.person)
    page = client.get(f"/inspections/{visit.pk}/review/").content.decode()
    assert "两部手机填得不一样" in page
    assert "林巡" in page
    for words in ("周同", "不涉及", "试过"):
        assert words in client.get(f"/inspections/{visit.pk}/items/1/").content.decode()
    (told,) = lin.client.get("/field/visits/").json()["visits"]
    versions = told["clashes"][item]
    assert sorted(words for _, _, words, _, _ in versions) == ["不涉及", "是"]
    assert "周同答“不涉及”" in Notice.objects.get(user=lin.person, key__startswith="inspections.clash").body
    seen = " ".join(version[0] for version in versions)
    lin.sends(lin.write("inspections.answer", thread=thread, item=item, value="na", seen=seen))
    assert "两部手机填得不一样" not in client.get(f"/inspections/{visit.pk}/review/").content.decode()
    assert lin.client.get("/field/visits/").json()["visits"][0]["clashes"] == {}


def test_a_hazard_outweighs_a_yes_from_another_phone(phone, team, checklist):
    lin, zhou, thread, item = two_phones(phone, team, checklist)
    zhou.sends(
        zhou.write("inspections.answer", thread=thread, item=item, value="no", seen=""),
        zhou.write("inspections.record_hazard", thread=thread, item=item, description="泄爆口被封死"),
    )
    lin.sends(lin.write("inspections.answer", thread=thread, item=item, value="yes", seen=""))
    assert Visit.objects.get().answers.get().value == "no"


def test_what_comes_after_the_end_is_kept_beside_and_its_hazard_goes_on_the_ledger(phone, team, checklist):
    lin, zhou = phone(), phone("周同")
    actions = whole_visit(lin, team, checklist)
    item = str(checklist.items[0]["criterion"])
    begin = lin.begins(
        team.factory,
        checklist=checklist.digest,
        companions=[str(zhou.person.pk)],
        outsiders=[["蒋工", "粉尘专家"]],
    )
    rest = []
    for told in (json.loads(one["body"]) for one in actions[1:]):
        rest.append(lin.write(told["name"], thread=begin["client_id"], files=told["files"], **told["args"]))
    thread = begin["client_id"]
    assert set(states(lin.sends(begin, *rest))) == {"done"}
    visit = Visit.objects.get()
    before = list(visit.answers.values_list("item", "value")), visit.state, visit.signatures.count()
    photo = zhou.uploads(picture(55).read())
    answers = zhou.sends(
        zhou.write("inspections.answer", thread=thread, item=item, value="no", note="我看着不行", seen=""),
        zhou.write("inspections.record_hazard", thread=thread, item=item, description="泄爆口被封死", files=[photo]),
    )
    assert [one["noted"] for one in answers] == [True, True]
    assert "没有改动" in answers[0]["words"]
    visit.refresh_from_db()
    assert before == (list(visit.answers.values_list("item", "value")), visit.state, visit.signatures.count())
    assert Hazard.objects.filter(description="泄爆口被封死", found_by=zhou.person).count() == 1
    assert Notice.objects.filter(user=lin.person, title__contains="检查结束后又收到").count() == 2
    assert Use.objects.filter(file=photo, room="hazards").exists()
    assert Use.objects.filter(file=photo, purpose="late").exists()
    assert verify().broken == []


def test_a_visit_keeps_the_list_the_phone_took_along(phone, team, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest)
    Criterion.objects.filter(pack__slug="gongmao-checks").update(summary="疏散通道与安全出口是否畅通")
    told = lin.sends(begin)[0]
    assert told["state"] == "done"
    assert "检查表已有更新" in told["words"]
    assert Visit.objects.get().checklist == checklist


def test_a_hazard_closed_meanwhile_is_not_touched_and_the_phone_is_told_by_whom(phone, team):
    ma = phone("马协")
    record = ma.write("hazards.record", enterprise=str(team.factory.pk), source="patrol", description="电箱没有盖")
    ma.sends(record)
    hazard = Hazard.objects.get()
    hazards.fix_at_once(hazard, actor=team.who("吴村"), statement="当场加了盖")
    told = ma.sends(ma.write("hazards.note", hazard=record["client_id"], text="还是没有盖"))[0]
    assert told["state"] == "refused"
    assert "吴村" in told["words"]
    assert "已销号" in told["words"]


def test_a_late_step_does_not_undo_what_another_decided_and_meets_both_versions(phone, team):
    ma, wu = phone("马协"), phone("吴村")
    ma.sends(ma.write("hazards.record", enterprise=str(team.factory.pk), source="patrol", description="电箱没有盖"))
    hazard = Hazard.objects.get()
    walk_to_submitted(hazard, team)
    (told,) = wu.client.get("/field/day/").json()["hazards"]
    assert told["said"].startswith("已加盖（陈安")
    late = wu.write("hazards.send_back", hazard=told["id"], reasons=["盖子没有锁"], seen=told["seen"])
    hazards.note(hazard, actor=team.who("马协"), text="路过看了一眼")  # decides nothing, so it stands in nobody's way
    hazards.accept(hazard, actor=team.who("赵执"), statement="到场看过，盖好并上锁")
    (answer,) = wu.sends(late)
    assert answer["state"] == "refused"
    for words in ("赵执", "验收通过", "到场看过，盖好并上锁", "待销号"):
        assert words in answer["words"]
    hazard.refresh_from_db()
    assert hazard.state == "accepted"
    fresh = wu.client.get("/field/day/").json()["hazards"][0]["seen"]
    knowing = wu.write("hazards.send_back", hazard=told["id"], reasons=["盖子没有锁"], seen=fresh)
    assert states(wu.sends(knowing)) == ["done"]
