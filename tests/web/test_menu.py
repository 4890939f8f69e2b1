"""The menu shows what works, to those it is for."""

import html
import re

import pytest
from django.test import Client

from anlan.web import menu
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db


def lines(world: World, name: str) -> list[str]:
    """The words of the left rail as the person sees them on their first page."""
    client = Client()
    assert client.login(username=world.people[name].username, password=PASSWORD)
    answer = client.get("/", follow=True)
    return [item.label for item in answer.context["frame"]["menu"]]


def test_an_officer_gets_the_work_and_the_imports_but_no_administration(world):
    shown = lines(world, "林巡")
    assert {"今天", "我的工作", "隐患台账", "企业", "督办", "通报", "判定标准"} <= set(shown)
    assert "人员与账号" not in shown


def test_an_administrator_gets_their_third_and_no_hazards(world):
    shown = lines(world, "安全员")
    assert "人员与账号" in shown
    assert not {"今天", "隐患台账", "通报"} & set(shown)


def test_one_who_only_reads_gets_no_my_work(world):
    shown = lines(world, "纪明")
    assert "隐患台账" in shown
    assert "我的工作" not in shown


def test_one_who_only_reads_is_shown_no_button_that_is_refused(world):
    reader, refused = Client(), []
    reader.force_login(world.people["纪明"])
    for item in reader.get("/").context["frame"]["menu"]:
        page = reader.get(item.url, follow=True).content.decode()
        for shown in re.findall(r'<div class="actions">(.*?)</div>', page, re.DOTALL):
            buttons = [html.unescape(one) for one in re.findall(r'<a [^>]*href="(/[^"]*)"', shown)]
            refused += [f"{item.label} {one}" for one in buttons if reader.get(one).status_code >= 400]
    assert refused == []


def test_the_page_one_is_on_is_marked(world):
    client = Client()
    client.force_login(world.people["林巡"])
    menu = client.get("/hazards/mine/").context["frame"]["menu"]
    assert [item.label for item in menu if item.active] == ["我的工作"]


def test_the_board_of_a_campaign_is_marked_as_the_campaigns(world, rf):
    request = rf.get("/campaigns/duties/0190a0aa-0000-7000-8000-000000000000/")
    request.user = world.people["林巡"]
    assert [item.label for item in menu.rail(request) if item.active] == ["专项行动"]
    request.path = "/campaigns/duties/mine/"
    assert [item.label for item in menu.rail(request) if item.active] == ["我的任务"]
