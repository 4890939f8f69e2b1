"""The township's own drills: at least one in two years, put on record by its own people, seen in its territory."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.core.errors import Invalid, NotYours
from anlan.enterprises.models import OwnDrill
from anlan.enterprises.owndrills import actions, queries, showing

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 23)
SAID = {"kind": "special", "scenario": "木业园区火灾", "people": 60, "evaluation": "通信不畅，已配对讲机"}


@pytest.fixture(autouse=True)
def day(at) -> None:
    at(DAY)


def test_the_next_is_due_two_years_after_the_last(at, world):
    lin, office = world.people["林巡"], world.offices["桂村乡人民政府"]
    actions.record_own_drill(office, held_on=DAY, actor=lin, **SAID)

    def due() -> list[tuple[dt.date | None, bool]]:
        return [(task.due_on, one.is_red) for one in showing.work(lin) for task in one.tasks]

    assert due() == []
    at(dt.date(2028, 8, 25))
    assert due() == [(dt.date(2028, 11, 23), False)]
    at(dt.date(2028, 11, 24))
    assert due() == [(dt.date(2028, 11, 23), True)]
    actions.record_own_drill(office, held_on=dt.date(2028, 11, 24), actor=lin, **SAID)
    assert due() == []


def test_only_its_own_people_put_it_on_record_and_nothing_to_come(world):
    office = world.offices["桂村乡人民政府"]
    with pytest.raises(Invalid, match="晚于今天"):
        actions.record_own_drill(office, held_on=dt.date(2026, 11, 24), actor=world.people["林巡"], **SAID)
    for other in ("郑邻", "纪明"):
        with pytest.raises(NotYours):
            actions.record_own_drill(office, held_on=DAY, actor=world.people[other], **SAID)
        assert not queries.offices_for(world.people[other]).filter(pk=office.pk).exists()


def test_through_the_pages_it_is_entered_listed_and_not_seen_next_door(client, world):
    client.force_login(world.people["林巡"])
    listed, new = reverse("enterprises:own_drills"), reverse("enterprises:new_own_drill")
    assert "每 2 年至少演练一次" in client.get(listed).content.decode()
    office = world.offices["桂村乡人民政府"]
    assert client.post(new, {**SAID, "office": office.pk, "held_on": DAY, "evaluation": ""}).status_code == 422
    made_at = client.post(new, {**SAID, "office": office.pk, "held_on": DAY}).url
    made = OwnDrill.objects.get()
    assert made_at == made.get_absolute_url()
    assert "2028年11月23日" in client.get(made_at).content.decode()
    assert "木业园区火灾" in client.get(listed).content.decode()
    assert client.get(reverse("enterprises:export_own_drills")).status_code == 200
    assert "乡镇本级演练" in client.get(reverse("enterprises:drills")).content.decode()
    client.force_login(world.people["郑邻"])
    assert client.get(made_at).status_code == 404
    assert "木业园区火灾" not in client.get(listed).content.decode()
