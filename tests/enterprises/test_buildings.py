"""B5: A building of several tenants: who answers for exits and fire system, who is in, what nobody answers for."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core import journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.buildings import actions, queries
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import Building, Gap

pytestmark = pytest.mark.django_db


def test_two_in_one_building_ask_who_answers_for_each_shared_part(hengtong, liu, world):
    lin = world.people["林巡"]
    other = register.record(name="顺发物流仓储", region=hengtong.region, actor=lin)
    with pytest.raises(NotYours):
        actions.record_building(hengtong, name="3 号楼", floor="", owner="工业园", actor=world.people["郑邻"])
    made = actions.record_building(hengtong, name="3 号楼", floor="一层", owner="工业园", actor=liu)
    with pytest.raises(Invalid, match="已有“3 号楼”"):
        actions.record_building(other, name="3 号楼", floor="", owner="工业园", actor=lin)

    def gaps() -> list[str]:
        return [words for _, words in queries.gaps(queries.visible_to(lin).get())]

    assert gaps() == []
    actions.move_in(made, enterprise=other, floor="二层", actor=liu)
    with pytest.raises(Invalid, match="已在这一栋"):
        actions.move_in(made, enterprise=other, floor="", actor=lin)
    made.refresh_from_db()
    assert gaps() == [
        "没有确定统一管理的责任人",
        "安全出口、疏散通道没有明确由谁负责",
        "消防设施没有明确由谁负责",
        "消防车通道没有明确由谁负责",
        "公共用电没有明确由谁负责",
        "各方没有签消防安全责任协议",
    ]
    told = {"owner": "工业园", "manager": "工业园 周园", "exits_by": "周园", "fire_system_by": "周园"}
    actions.change_building(made, actor=liu, fire_lane_by="周园", power_by="周园", **told)
    assert gaps() == ["各方没有签消防安全责任协议"]
    assert [(str(one.enterprise), why) for one, why in queries.tenants(made)] == [
        (str(hengtong), ["没有登记租赁合同"]),
        ("顺发物流仓储", ["没有登记租赁合同"]),
    ]
    leaving = made.tenancies.get(enterprise=other)
    actions.move_out(made, tenancy=leaving, actor=lin)
    leaving.refresh_from_db()
    with pytest.raises(NotNow):
        actions.move_out(made, tenancy=leaving, actor=lin)
    assert verify().broken == []


def test_through_the_pages_a_building_is_entered_filled_and_found(client, hengtong, liu, world):
    other = register.record(name="顺发物流仓储", region=hengtong.region, actor=world.people["林巡"])
    client.force_login(liu)
    new = reverse("enterprises:new_building", args=[hengtong.pk])
    form = {"name": "3 号楼", "owner": "工业园", "exits_by": "工业园物业"}
    assert client.post(new, form | {"agreement_on": "2999-01-01"}).status_code == 422
    assert client.post(new, form).status_code == 302
    made = Building.objects.get()
    client.force_login(world.people["林巡"])
    moving = {"enterprise": other.pk, "floor": "二层"}
    assert client.post(reverse("enterprises:move_in", args=[made.pk]), moving).status_code == 302
    page = client.get(made.get_absolute_url()).content.decode()
    assert "没有确定统一管理的责任人" in page
    assert "顺发物流仓储" in page
    assert "3 号楼" in client.get(reverse("enterprises:contracts", args=[hengtong.pk])).content.decode()
    listed = reverse("enterprises:buildings")
    assert "3 号楼" in client.get(f"{listed}?lacks=fire").content.decode()
    assert "3 号楼" not in client.get(f"{listed}?lacks=exits").content.decode()
    out = reverse("enterprises:move_out", args=[made.pk, made.tenancies.get(enterprise=other).pk])
    assert client.post(out).status_code == 302
    client.force_login(world.people["郑邻"])
    assert client.get(made.get_absolute_url()).status_code == 404


def test_what_nobody_answers_for_is_a_gap_of_one_of_them_and_goes_on_the_ledger(client, hengtong, liu, world):
    lin = world.people["林巡"]
    other = register.record(name="顺发物流仓储", region=hengtong.region, actor=lin)
    parts = {"manager": "园区", "exits_by": "园区", "fire_system_by": "园区", "power_by": "园区"}
    made = actions.record_building(hengtong, name="3 号楼", floor="", owner="顺发物流仓储", actor=liu, **parts)
    watching.look_at_all()
    assert not Gap.objects.filter(kind="building").exists()
    actions.move_in(made, enterprise=other, floor="二层", actor=liu)
    while journal.advance():
        pass
    lane = Gap.objects.get(kind="building", about__endswith=":fire_lane_by")
    assert (lane.enterprise, lane.words) == (other, "多家共用的“3 号楼”（2 家）消防车通道没有明确由谁负责")
    assert (lane.clause, lane.get_absolute_url()) == ("消防法 第十八条", made.get_absolute_url())
    client.force_login(lin)
    assert reverse("hazards:gap", args=[lane.pk]) in client.get(made.get_absolute_url()).content.decode()
    page = client.get(reverse("hazards:record_gap", args=[lane.pk])).content.decode()
    answer = client.post(reverse("hazards:record_gap", args=[lane.pk]), {"description": lane.words})
    assert ("消防车通道没有明确" in page, answer.status_code) == (True, 302)
    assert "已登记" in client.get(made.get_absolute_url()).content.decode()
    made.refresh_from_db()
    actions.change_building(made, actor=lin, fire_lane_by="园区", agreement_on=dt.date(2026, 11, 2))
    while journal.advance():
        pass
    assert not Gap.objects.filter(kind="building", filled_at=None).exists()
    assert verify().broken == []
