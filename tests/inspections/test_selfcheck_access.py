"""What a stranger, an officer and who came in by a code may open around a shop's self-check."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from anlan.core.errors import NotYours
from anlan.enterprises.binding import actions as plates
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.enterprises.premises import actions, queries
from anlan.inspections.models import Visit
from tests.inspections.shops import AtDoor
from tests.test_urls import BEHIND_LOGIN

pytestmark = pytest.mark.django_db


def test_nothing_else_of_the_system_is_open_to_who_came_in_by_a_code(door):
    door.comes_in()
    door.chooses("baihuo")
    elsewhere = {}
    for address in BEHIND_LOGIN:
        for method in ("get", "post"):
            answer = getattr(door.client, method)(address)
            refused = {401, 405} if address.startswith("/api/") else {401}
            if (
                not (answer.status_code == 302 and answer.url.startswith("/login"))
                and answer.status_code not in refused
            ):
                elsewhere[f"{method} {address}"] = answer.status_code
    assert elsewhere == {}
    assert "第 1 题" in door.opens("lists").content.decode()


def test_every_page_behind_the_code_sends_a_stranger_to_its_first_one(door):
    for page, args in (("lists", ()), ("question", (1,)), ("wrong", (1,)), ("sign", ()), ("done", ()), ("mended", ())):
        for answer in (door.opens(page, *args), door.sends(page, *args, value="yes")):
            assert "取验证码" in answer.content.decode(), page
    assert Visit.objects.count() == 0


def test_the_account_has_no_password_and_logs_in_nowhere(door, shop):
    door.comes_in()
    user = shop.people.get(name="张姐").user
    assert not user.has_usable_password()
    for password in ("", "None", user.password):
        page = Client().post("/login/", {"username": user.username, "password": password})
        assert page.status_code == 422


def test_a_factory_has_no_self_check_at_its_door(team, world):
    factory = Enterprise.objects.get(pk=team.factory.pk)
    plates.issue_code(factory, actor=world.people["林巡"])
    door = AtDoor(Enterprise.objects.get(pk=factory.pk))
    assert f'"{door.url("start")}"' not in door.client.get(reverse("door:public", args=[door.token])).content.decode()
    assert door.opens("start").status_code == 409


def test_the_choice_is_stored_once_with_what_it_was_before(shop, world):
    lin = world.people["林巡"]
    actions.choose_lists(shop, slugs=["baihuo"], actor=lin)
    actions.choose_lists(shop, slugs=["baihuo"], actor=lin)
    actions.choose_lists(shop, slugs=["canyin-yehuaqi", "baihuo"], actor=lin)
    events = EnterpriseEvent.objects.filter(action="enterprises.choose_lists")
    assert [one.data["lists"] for one in events] == [["baihuo"], ["canyin-yehuaqi", "baihuo"]]
    assert queries.lists_of(shop) == ["canyin-yehuaqi", "baihuo"]
    with pytest.raises(NotYours):
        actions.choose_lists(shop, slugs=["baihuo"], actor=world.people["郑邻"])


WHO = ["路人", "何客", "郑邻", "纪明", "王镇", "马协", "林巡", "系统员"]
PAGES = {
    # page: (method, status for each of WHO)
    "codes": ("get", (302, 403, 200, 403, 403, 200, 200, 403)),
    "show_code": ("post", (302, 403, 404, 403, 403, 200, 200, 403)),
    "monthly_lists": ("get", (302, 404, 404, 403, 200, 200, 200, 404)),
    "monthly_lists_print": ("get", (302, 404, 404, 403, 200, 200, 200, 404)),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", range(len(WHO)))
def test_each_page_answers_each_role_as_the_table_says(door, world, client, page, place):
    code = door.asks()
    method, statuses = PAGES[page]
    args = {"codes": [], "show_code": [code.pk], "monthly_lists": [door.shop.pk]}.get(page, [door.shop.pk])
    if WHO[place] != "路人":
        client.force_login(world.people[WHO[place]])
    answer = getattr(client, method)(reverse(f"enterprises:{page}", args=args))
    assert answer.status_code == statuses[place]


def test_what_a_place_is_asked_each_month_is_read_and_printed_at_a_desk(door, world, client):
    client.force_login(world.people["林巡"])
    page = client.get(reverse("enterprises:monthly_lists", args=[door.shop.pk])).content.decode()
    asked = queries.asked_of(door.shop)
    assert f"扫码后问的 {len(asked)} 个问题" in page
    assert [one["question"] for one in asked if one["question"] not in page] == []
    paper = client.get(reverse("enterprises:monthly_lists_print", args=[door.shop.pk]))
    assert paper.content.startswith(b"%PDF-")


def test_every_page_at_the_door_is_named_in_the_list_of_what_is_open_to_all():
    from tests.test_urls import AT_DOOR, walk

    assert {name for name, _ in walk(get_resolver()) if name.startswith(("selfcheck:", "permits_door:"))} == AT_DOOR
