"""Who has no code reports at the plate all the same: kept whole, unverified, protected, until somebody was there.

Clause D3 of docs/requirements.md.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core.errors import NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.hazards.models import Hazard
from anlan.inspections.models import Tip, TipEvent
from anlan.inspections.tips import actions, queries
from tests.inspections.conftest import picture
from tests.inspections.shops import STRANGER, AtDoor, make_shop
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db

WORDS = "后厨软管穿墙，接头有焦味"


@pytest.fixture
def owner(shop):
    """The shop's principal, with an account."""
    person = shop.people.get(name="张姐")
    return register.open_account(shop, person=person, username="zhang", actor=None, password=PASSWORD)[0]


def tells(door, **more):
    return door.sends("tell", **{"description": WORDS, **more})


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_number_not_on_file_still_reports_and_nothing_is_lost(door, shop, world):
    door.opens("report")
    assert door.url("tell") in door.opens("start").content.decode()
    door.asks(STRANGER)
    assert door.url("tell") in door.opens("code").content.decode()
    assert tells(door, description=" ", name="小周").status_code == 422
    page = tells(door, place_words="后厨", name="小周", phone="13711112222", photos=picture()).content.decode()
    tip = Tip.objects.get()
    assert (tip.description, tip.place_words, tip.name, tip.phone) == (WORDS, "后厨", "小周", "13711112222")
    assert tip.receipt in page
    assert not Hazard.objects.exists()
    assert "未核实" in door.opens("follow", receipt=tip.receipt.lower()).content.decode()
    told = str(list(TipEvent.objects.values_list("data", "actor")))
    assert not re.search("小周|13711112222", told)
    lin = world.people["林巡"]
    client = logged_in(lin)
    page = client.get(tip.get_absolute_url()).content.decode()
    assert WORDS in page
    assert not re.search("小周|13711112222", page)
    assert client.get(reverse("inspections:tip_photo", args=[tip.pk, tip.photos[0]])).status_code == 200
    assert client.post(tip.get_absolute_url(), {"verdict": "confirm", "seen": " "}).status_code == 422
    client.post(tip.get_absolute_url(), {"verdict": "confirm", "seen": "软管确实穿墙"})
    hazard = Hazard.objects.get()
    assert (hazard.found_by, hazard.source, hazard.description) == (lin, "report", WORDS)
    assert (hazard.place_words, hazard.events.get().files) == ("后厨", tip.photos)
    assert hazard.code in door.opens("follow", receipt=tip.receipt).content.decode()
    with pytest.raises(NotNow):
        actions.set_aside(Tip.objects.get(), actor=lin, seen="没有")
    assert verify().broken == []


def test_the_place_never_learns_who_told_and_cannot_put_it_away(door, shop, owner, world):
    tells(door, name="小周")
    tells(door, kept_from_place="on")
    hidden, open_ = Tip.objects.order_by("kept_from_place").reverse()
    assert list(queries.visible_to(owner)) == [open_]
    assert list(queries.waiting(world.people["林巡"])) == [open_, hidden]
    assert list(queries.visible_to(world.people["何客"])) == []
    page = logged_in(owner).get(open_.get_absolute_url()).content.decode()
    assert "disabled" in page
    assert logged_in(owner).get(hidden.get_absolute_url()).status_code == 404
    for wrong in (
        lambda: actions.see_teller(open_, actor=owner),
        lambda: actions.set_aside(open_, actor=owner, seen="没有的事"),
        lambda: actions.confirm(hidden, actor=owner, seen="是的"),
    ):
        with pytest.raises(NotYours):
            wrong()
    actions.confirm(open_, actor=owner, seen="是的，已停用")
    assert (Hazard.objects.get().source, Hazard.objects.get().finder_name) == ("self_inspection", "张姐")
    assert actions.see_teller(open_, actor=world.people["林巡"]) == ("小周", "")
    assert open_.events.filter(action="inspections.see_teller").count() == 1


def test_a_refused_report_keeps_its_photos_for_this_door_only(door, shop, world, monkeypatch):
    page = tells(door, description=" ", photos=picture()).content.decode()
    token = re.search('name="kept_photos" value="([^"]+)" checked', page).group(1)
    assert "照片已留着：" in page
    other = AtDoor(make_shop(world, "李记小吃"), Client(REMOTE_ADDR="10.9.8.7"))
    assert tells(other, kept_photos=token).status_code == tells(door, kept_photos=token).status_code == 200
    assert [len(one.photos) for one in Tip.objects.order_by("told_at")] == [0, 1]
    monkeypatch.setattr(queries, "SPARE", 0)
    assert "kept_photos" not in tells(door, description=" ", photos=picture()).content.decode()


def test_a_flood_is_refused_with_what_was_typed_still_there(door, shop, world, at):
    for _ in range(actions.PER_ADDRESS):
        assert tells(door).status_code == 200
    answer = tells(door, description="第七条", photos=picture())
    assert (answer.status_code, Tip.objects.count()) == (422, actions.PER_ADDRESS)
    assert "第七条" in answer.content.decode()
    assert "12350" in answer.content.decode()
    other = AtDoor(make_shop(world, "李记小吃"), Client(REMOTE_ADDR="10.9.8.7"))
    assert tells(other).status_code == 200


def test_the_queue_makes_the_same_queries_for_three_and_for_thirty(door, shop, world, django_assert_max_num_queries):
    for number in range(5):
        actions.tell(shop, description=WORDS, address=f"10.0.0.{number}")
    client = logged_in(world.people["林巡"])
    assert '<a href="?state=unverified">等着核实</a>' in client.get(reverse("inspections:tips")).content.decode()
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("inspections:tips"))
    for number in range(12):
        actions.tell(shop, description=WORDS, address=f"10.0.1.{number}")
    with django_assert_max_num_queries(len(few)):
        assert client.get(reverse("inspections:tips")).content.decode().count(WORDS) == 17
