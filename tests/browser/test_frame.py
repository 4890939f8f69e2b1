"""The frame in a real browser: keys, what was typed, forms sent once, small screens and large type."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from anlan.enterprises import actions as enterprises
from anlan.org.models import Region, User
from tests.browser.conftest import overflow
from tests.world import PASSWORD, ZHOUGOU, build

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PAGES = ["/me/", "/inbox/", "/people/", "/offices/", "/regions/", "/calendar/", "/roles/", "/password/"]


@pytest.fixture
def world(transactional_db):
    made = build()
    User.objects.update(must_change_password=False)
    return made


def log_in(page, username):
    if "/login/" not in page.url:
        page.goto("/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(lambda url: "/login/" not in url)


def test_what_was_typed_survives_a_session_that_ended(world, open_page):
    page = open_page("desk")
    log_in(page, "security")
    page.goto("/people/new/")
    page.fill("[name=username]", "feng")
    page.fill("[name=full_name]", "冯新")
    Session.objects.all().delete()
    page.click("main button.primary")
    page.wait_for_selector("body[data-state=login]")
    log_in(page, "security")
    assert page.input_value("[name=full_name]") == "冯新"
    assert "尚未提交的内容" in page.inner_text(".restored")
    page.click("main button.primary")
    page.wait_for_selector(".secret")
    page.goto("/people/new/")
    assert page.input_value("[name=full_name]") == ""


def test_what_was_chosen_from_a_search_is_chosen_again_after_a_session_that_ended(world, open_page):
    for number in range(9):
        enterprises.record(name=f"周沟{number}号厂", region=Region.objects.get(code=ZHOUGOU), actor=None)
    page = open_page("phone")
    log_in(page, "lin")
    page.goto("/hazards/new/")
    page.locator("[name=enterprise_query]").press_sequentially("8号")
    expect(page.locator("[name=enterprise]")).to_have_count(1)
    page.locator("label:has([name=enterprise])").click()
    page.fill("[name=description]", "配电箱没有盖")
    page.fill("[name=place_words]", "东墙")
    Session.objects.all().delete()
    page.click("main button.primary")
    page.wait_for_selector("body[data-state=login]")
    log_in(page, "lin")
    assert page.input_value("[name=description]") == "配电箱没有盖"
    assert page.input_value("[name=place_words]") == "东墙"
    expect(page.locator("label:has([name=enterprise]:checked)")).to_contain_text("周沟8号厂")


def test_what_one_person_typed_is_not_shown_to_the_next(world, open_page):
    page = open_page("desk")
    log_in(page, "lin")
    page.goto("/password/")
    page.goto("/people/")
    page.evaluate(
        "sessionStorage.setItem('anlan.typed./people/new/#', JSON.stringify({values: [], at: '', sent: false}))"
    )
    page.context.clear_cookies()
    page.goto("/login/")
    log_in(page, "security")
    page.goto("/people/")
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('anlan.typed.'))") == []


def test_a_form_pressed_twice_is_sent_once(world, open_page):
    page = open_page("phone")
    log_in(page, "system")
    page.goto("/offices/new/")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.fill("[name=name]", "民政所")
    page.fill("[name=short_name]", "民政")
    page.fill("[name=region]", "411003204000")
    page.evaluate(
        "(() => { const button = document.querySelector('main button.primary'); button.click(); button.click(); })()"
    )
    page.wait_for_selector(".note.good")
    assert len(sent) == 1


def test_a_field_that_names_an_office_completes_what_is_typed(world, open_page):
    page = open_page("desk")
    log_in(page, "security")
    page.goto("/people/new/")
    page.locator("[name=office]").press_sequentially("综合")
    expect(page.locator("#id_office_options option")).to_have_count(1)
    assert page.locator("#id_office_options option").get_attribute("value") == "综合执法（桂村乡）"


def test_lists_and_help_go_by_keyboard(world, open_page):
    page = open_page("desk")
    log_in(page, "lin")
    page.goto("/people/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    second = page.locator("tr.cursor .main-link").inner_text()
    assert second == page.locator("tbody tr").first.locator(".main-link").inner_text()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    page.wait_for_url("**/people/*-*/")


def test_the_page_one_is_on_is_seen_in_a_menu_longer_than_the_screen(world, open_page):
    page = open_page("desk")
    log_in(page, "lin")
    page.set_viewport_size({"width": 1366, "height": 500})
    for address in ("/campaigns/steering/meetings/", "/campaigns/bulletins/", "/enterprises/"):
        page.goto(address)
        shown = "[...document.querySelectorAll('.rail [aria-current]')].map(e => e.getBoundingClientRect())"
        top, bottom = page.evaluate(f"{shown}.map(r => [r.top, r.bottom])[0]")
        assert 0 < top < bottom <= 500, address
    page.evaluate("document.getElementById('rail').scrollTop = 40")
    page.goto("/enterprises/")
    assert page.evaluate("document.getElementById('rail').scrollTop") == 40


def test_the_menu_opens_under_the_thumb_and_closes_with_a_key(world, open_page):
    page = open_page("phone")
    log_in(page, "lin")
    page.goto("/people/")
    expect(page.locator("#rail")).to_be_hidden()
    page.tap(".menu-toggle")
    expect(page.locator("#rail")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()


@pytest.mark.parametrize("username", ["lin", "security"])
def test_pages_fit_360_pixels_and_text_of_double_size(world, open_page, username):
    page = open_page("phone")
    log_in(page, username)
    page.set_viewport_size({"width": 360, "height": 740})
    wide = []
    for address in PAGES:
        page.goto(address)
        wide += [f"{address} {overflow(page)}"] if overflow(page) > 0 else []
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide += [f"{address} double {overflow(page)}"] if overflow(page) > 0 else []
    assert wide == []


def test_what_is_tapped_on_the_phone_is_large_enough(world, open_page):
    page = open_page("phone")
    log_in(page, "security")
    small = []
    for address in ["/people/", "/people/new/", "/me/", "/inbox/"]:
        page.goto(address)
        sizes = page.evaluate(
            "[...document.querySelectorAll('main .btn, main input, .top a, summary')]"
            ".filter(e => e.offsetParent && !['hidden', 'checkbox'].includes(e.type))"
            ".map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect().height])"
        )
        small += [(address, name, height) for name, height in sizes if height < 44 and name != "安澜"]
    assert small == []
