"""Anybody of a place reports a hazard at its door, by the code to their phone, also where there is no self-check.

Clause D3 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.enterprises.models import Enterprise, Person
from anlan.hazards.models import Hazard
from tests.inspections.conftest import picture
from tests.inspections.shops import HELPER, AtDoor, make_shop

pytestmark = pytest.mark.django_db


def test_an_employee_reports_at_the_door_of_a_plant_without_an_account(world, at):
    at(dt.date(2026, 3, 3))
    plant = make_shop(world, "张记板材厂", above_scale=True)
    Enterprise.objects.filter(pk=plant.pk).update(kind="enterprise")
    door = AtDoor(plant)
    assert door.url("report") in door.client.get(reverse("door:public", args=[door.token])).content.decode()
    assert door.opens("start").status_code == 409
    page = door.opens("report").content.decode()
    assert "先确认您是本单位的人" in page
    page = door.comes_in(HELPER).content.decode()
    assert "小王，写清哪里" in page
    for nonsense in (" ", "甲\x00乙", "安" * 1001):
        assert door.sends("report", description=nonsense).status_code == 422
    assert not Hazard.objects.exists()
    words = "除尘风机有异响，管道接口冒灰"
    page = door.sends("report", description=words, place_words="砂光车间", photos=picture())
    hazard = Hazard.objects.get()
    assert hazard.code in page.content.decode()
    assert (hazard.description, hazard.finder_name, hazard.source) == (words, "小王", "self_inspection")
    assert Person.objects.get(name="小王").user.has_usable_password() is False
    other = make_shop(world, "李记小吃")
    assert door.client.get(reverse("selfcheck:report", args=[other.site_code.token])).status_code == 302
    assert Hazard.objects.count() == 1
