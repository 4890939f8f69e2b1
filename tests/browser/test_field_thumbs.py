"""Every screen of the phone under a thumb: large enough, nothing sideways, letters at double size; light to fetch."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from anlan.hazards import actions as hazards
from anlan.org.models import User
from tests.browser.conftest import PLACE, SIZES
from tests.browser.phones import begins, factory, phone, questions, team, unfit

__all__ = ["factory", "phone", "questions", "team"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_every_screen_fits_a_thumb(phone, team):
    lin = phone("林巡")
    known = hazards.record(team.factory, actor=lin.person, description="配电箱没有盖", source="patrol", photos=[])
    lin.prepares()
    begins(lin, outsider="蒋工 粉尘专家")
    visit = re.search("visit/([^/]+)", lin.page.url)[1]
    lin.waits_until_sent()
    lin.goes_offline()
    place = team.factory.pk
    lin.shows(f"record/{place}")
    lin.page.get_by_label("看到的隐患").fill("无")
    lin.taps("提交")
    expect(lin.page.locator("#sync")).to_have_text("1 条待发送")
    kept = lin.page.evaluate("import('/static/field/outbox.js').then(o => o.list()).then(rows => rows[0].client_id)")
    addresses = ["", "prepare", "places/visit", "places/hazard", f"place/{place}", f"record/{place}"]
    addresses += [f"begin/{place}/{kind}" for kind in ("guidance", "upper_level")]
    addresses += [f"hazard/{known.pk}", "outbox", f"correct/{kept}", f"discard/{kept}"]
    addresses += [f"{name}/{visit}" for name in ("visit", "review", "jump", "seen")]
    addresses += [f"sign/{visit}/{who}" for who in ("inspector", "companion/蒋工", "enterprise")]
    wrong = [line for one in addresses for line in unfit(lin, one)]
    lin.shows(f"visit/{visit}/0")
    lin.page.locator(".answers .no").click()
    expect(lin.page.get_by_text("不合格：记下隐患")).to_be_in_viewport(ratio=1)
    lin.page.get_by_label("看到的隐患").fill("门口的配电箱没有盖")
    expect(lin.page.locator(".same")).to_contain_text("是同一条吗")
    wrong += unfit(lin, f"visit/{visit}")
    assert "\n".join(wrong) == ""


def test_the_first_page_is_light_and_opens_on_a_slow_network(browser, live_server, team):
    User.objects.update(must_change_password=False)
    context = browser.new_context(base_url=live_server.url, **PLACE, **SIZES["phone"])
    client = Client()
    client.force_login(team.who("林巡"))
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 750_000 / 8, "uploadThroughput": 250_000 / 8}
    wire.send("Network.emulateNetworkConditions", slow)
    received: list[int] = []
    wire.on("Network.loadingFinished", lambda told: received.append(int(told["encodedDataLength"])))
    page.goto("/field/")
    expect(page.get_by_label("再输一次")).to_be_visible(timeout=15_000)
    page.wait_for_load_state("networkidle")
    assert sum(received) <= 300_000, f"{sum(received)} bytes"
    context.close()
