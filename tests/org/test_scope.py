"""D6: Jurisdiction on both axes: block by region, strip by supervising office."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.core.errors import Invalid, NotYours
from anlan.org import actions, roles, scope
from anlan.org.models import Grant, User
from anlan.org.roles import Role
from anlan.org.scope import Place
from tests.world import FOUNDED, NEIGHBOUR, SHUIDAOYANG, ZHOUGOU

pytestmark = pytest.mark.django_db


def seen_by(world, place):
    return {name for name, user in world.people.items() if scope.covers(user, place)}


def test_a_place_is_seen_by_its_township_its_village_and_its_strip(world):
    strip = world.offices["综合执法"].pk
    township = {"林巡", "周同", "孙主", "王镇", "顾专", "纪明"}
    assert seen_by(world, Place(ZHOUGOU)) == township | {"吴村", "马协"}
    assert seen_by(world, Place(SHUIDAOYANG, strip)) == township | {"赵执", "钱执"}
    assert seen_by(world, Place(NEIGHBOUR)) == {"郑邻"}


def test_rows_and_covers_agree(world):
    offices = {one.region_id for one in world.offices.values()}
    for user in world.people.values():
        condition = scope.rows(user, region="office__region_id", strip="office_id")
        seen = User.objects.filter(condition).values_list("office__region_id", "office_id")
        assert all(scope.covers(user, Place(code, office)) for code, office in seen)
        assert {code for code, _ in seen} <= offices


def test_a_grant_that_ended_reaches_nothing(world):
    lin = world.people["林巡"]
    actions.end_grant(lin, grant_id=lin.grants.get().pk)
    assert not scope.covers(lin, Place(ZHOUGOU))


def test_a_grant_reaches_nothing_before_it_begins(world):
    lin = world.people["林巡"]
    with clock.moved_to(FOUNDED - dt.timedelta(days=3)):
        assert scope.grants_of(User.objects.get(pk=lin.pk)) == []


def test_the_three_administrators_are_three_people_and_see_no_place(world):
    for name in ("系统员", "安全员", "审计员"):
        assert not scope.covers(world.people[name], Place(ZHOUGOU))
    with pytest.raises(Invalid, match="三个人"):
        actions.grant(world.people["系统员"], role=Role.AUDIT_ADMIN, office=world.offices["应急办"])


def test_each_administrator_changes_only_their_third(world):
    system, security = world.people["系统员"], world.people["安全员"]
    with pytest.raises(NotYours):
        actions.open_account(username="x", full_name="新人", actor=system)
    user, password = actions.open_account(username="x", full_name="新人", actor=security)
    assert user.must_change_password
    assert user.check_password(password)
    assert set(roles.table()["org"]["org.change_people"]) == {Role.SECURITY_ADMIN}


def test_an_industry_grant_reaches_that_industry_only(world):
    he = world.people["何客"]
    actions.grant(
        he, role=Role.OFFICER, office=world.offices["综合执法"], breadth=Grant.Breadth.STRIP, industries=["ranqi"]
    )
    he = User.objects.get(pk=he.pk)
    assert scope.covers(he, Place(ZHOUGOU, None, frozenset({"ranqi"})))
    assert not scope.covers(he, Place(ZHOUGOU, None, frozenset({"gongmao"})))
