"""A shop's self-check broken off, gone on with, done twice or by two people at once."""

import datetime as dt
import uuid

import pytest

from anlan.core import clock
from anlan.enterprises.binding import actions as plates
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.inspections.models import State, Visit
from tests.inspections.shops import HELPER, AtDoor

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_plate_renewed_while_a_list_is_open_stops_it_and_the_new_one_goes_on(door, shop, world):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1)
    shop = Enterprise.objects.get(pk=shop.pk)
    plates.issue_code(shop, actor=world.people["林巡"], renew=True)
    page = door.answers(2)
    assert page.status_code == 404
    assert "请扫门口最新的门牌。前面答过的都还在" in page.content.decode()
    new = AtDoor(Enterprise.objects.get(pk=shop.pk), door.client)
    assert "取验证码" in new.opens("lists").content.decode()
    assert "第 2 题" in new.comes_in().content.decode()
    assert Visit.objects.get().answers.count() == 1


def test_half_an_hour_without_a_tap_asks_for_a_new_code_and_keeps_what_was_answered(door, at):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1)
    at(clock.now() + dt.timedelta(minutes=31))
    page = door.answers(2).content.decode()
    assert "时间太久了" in page
    assert Visit.objects.get().answers.count() == 1


def test_two_people_of_a_shop_do_it_at_once_and_each_has_their_own(shop):
    first, second = AtDoor(shop), AtDoor(shop)
    first.comes_in()
    first.chooses("baihuo")
    page = second.comes_in(HELPER).content.decode()
    assert "张姐也在做这个月的自查" in page
    first.goes_through(13)
    second.goes_through(13)
    first.sends("sign", name="张姐")
    second.sends("sign", name="小王")
    assert Visit.objects.filter(state=State.FINISHED).count() == 2


def test_one_person_with_two_browsers_goes_on_with_one_visit(shop):
    first, second = AtDoor(shop), AtDoor(shop)
    first.comes_in()
    first.chooses("baihuo")
    first.answers(1)
    assert "第 2 题" in second.comes_in().content.decode()
    assert Visit.objects.count() == 1


def test_the_same_form_sent_twice_records_one_hazard(door):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1, "no")
    once = str(uuid.uuid4())
    for _ in range(2):
        door.sends("wrong", 1, fixed="no", client_id=once)
    assert Hazard.objects.count() == 1
    door.sends("wrong", 1, fixed="no")
    assert Hazard.objects.count() == 1


def test_one_begun_last_month_is_over_and_a_new_one_begins(door, at):
    door.comes_in()
    door.chooses("baihuo")
    door.answers(1)
    at(dt.date(2026, 4, 2))
    again = AtDoor(door.shop)
    assert "第 1 题" in again.comes_in().content.decode()
    assert sorted(Visit.objects.values_list("state", flat=True)) == ["abandoned", "in_progress"]
