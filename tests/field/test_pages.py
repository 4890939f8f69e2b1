"""What the phone keeps of the program: it is there, it has one version, and every page says whom to complain to."""

import html
import json
import re

import pytest
from django.contrib.staticfiles import finders

from anlan.core import hooks
from anlan.core.hooks import PhonePart
from anlan.field import assets

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, world):
    """Get an address as 林巡."""
    client.force_login(world.people["林巡"])
    return lambda address: client.get(address)


def test_everything_the_worker_keeps_exists(page):
    listed = json.loads(re.search(r"const KEPT = (\[.*?\]);", page("/field/sw.js").content.decode())[1])
    assert [url for url in listed if not finders.find(url.removeprefix("/static/"))] == []


def test_every_module_another_imports_is_kept_on_the_phone():
    named = set(assets.OWN)
    for name in [one for one in assets.OWN if one.endswith(".js")]:
        with open(finders.find(name), encoding="utf-8") as stream:
            imported = re.findall(r'from "\./([\w.]+)"', stream.read())
        assert [one for one in imported if f"field/{one}" not in named] == []


def test_a_room_brings_its_part_of_the_day_and_its_screens(page, monkeypatch):
    monkeypatch.setattr(hooks, "phone", parts := hooks.PhoneParts())
    parts.register("permits", PhonePart(lambda user: {"for": user.full_name}, ("field/day.js", "field/db.js")))
    parts.register("tips", PhonePart(lambda user: None))
    told = json.loads(page("/field/day/").content)
    assert told["rooms"] == {"permits": {"for": "林巡"}}
    shown = html.unescape(page("/field/").content.decode())
    assert json.loads(re.search(r'data-rooms="(\{.*?\})"', shown)[1]) == {"permits": "/static/field/day.js"}
    assert assets.of_rooms() == ["field/day.js", "field/db.js"]


def test_the_page_says_whom_to_complain_to_and_holds_nothing_of_a_person(page, settings):
    settings.FILING_NUMBER, settings.COMPLAINT_URL = "豫ICP备00000000号", "/complaints/"
    shown = page("/field/").content.decode()
    assert "豫ICP备00000000号" in shown
    assert 'href="/complaints/"' in shown
    assert "林巡" not in shown


def test_every_page_says_whom_to_complain_to_even_where_nothing_is_set(page, client):
    for address in ("/field/", "/hazards/", "/inspections/", "/nothing-here/"):
        assert 'href="tel:12345"' in page(address).content.decode()
    client.logout()
    assert 'href="tel:12345"' in client.get("/login/").content.decode()


def test_it_can_be_put_on_the_home_screen_without_a_store(page):
    answer = page("/field/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["scope"], told["display"]) == ("/field/", "standalone")
    assert all(finders.find(one["src"].removeprefix("/static/")) for one in told["icons"])
