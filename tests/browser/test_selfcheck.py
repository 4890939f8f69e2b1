"""The monthly self-check on a real phone screen: how many taps, how big the answers, what else the session opens."""

import datetime as dt

import pytest

from anlan.core import clock
from anlan.enterprises.models import PhoneCode
from anlan.enterprises.premises import codes
from anlan.hazards.models import Hazard
from anlan.inspections.models import State, Visit
from anlan.standards import premises
from tests.browser.conftest import overflow
from tests.inspections.shops import OWNER, make_shop
from tests.world import FOUNDED, build

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
MOST_TAPS, LEAST_HIGH = 30, 44


class Thumb:
    """One thumb on a phone: counts its taps, looks at what it taps, and that no page scrolls sideways."""

    def __init__(self, page):
        self.page, self.taps, self.too_small = page, 0, []

    def taps_on(self, found, leads_on=True):
        box = found.bounding_box()
        if box["height"] < LEAST_HIGH or box["x"] < 0 or box["x"] + box["width"] > 390:
            self.too_small.append((found.inner_text(), box))
        self.taps += 1
        if not leads_on:
            found.tap()
            return
        with self.page.expect_navigation():
            found.tap()
        assert overflow(self.page) == 0, self.page.url

    def types(self, label, text):
        field = self.page.get_by_label(label)
        self.taps_on(field, leads_on=False)
        field.fill(text)

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def shop(transactional_db):
    with clock.moved_to(FOUNDED):
        world = build()
    return make_shop(world)


def comes_in(thumb, shop):
    thumb.page.goto(f"/s/{shop.site_code.token}/")
    thumb.taps_on(thumb.page.get_by_role("link", name="本月自查"))
    thumb.types("您的手机号", OWNER)
    thumb.taps_on(thumb.button("取验证码"))
    thumb.types("验证码（6 位数字）", codes.digits(PhoneCode.objects.get()))
    thumb.taps_on(thumb.button("开始自查"))
    thumb.taps_on(thumb.button("开始自查"))  # what the shop has, ticked from its file


def test_all_fine_takes_under_thirty_taps_each_big_enough_for_a_thumb(shop, open_page):
    thumb = Thumb(open_page("phone"))
    comes_in(thumb, shop)
    proposed = premises.lists()["canyin-yehuaqi"].questions
    for number in range(1, len(proposed) + 1):
        assert f"第 {number} 题，共 {len(proposed)} 题" in thumb.page.inner_text("main")
        answer = thumb.button("是")
        box = answer.bounding_box()
        assert box["y"] + box["height"] < 844, f"question {number}: the answer lies below the screen"
        thumb.taps_on(answer)
    thumb.types("写上您的名字，就算签字", "张姐")
    thumb.taps_on(thumb.button("签字，交上去"))
    visit = Visit.objects.get()
    assert visit.state == State.FINISHED
    assert visit.receipt in thumb.page.inner_text("main")
    assert thumb.too_small == []
    print(f"{thumb.taps} taps for {len(proposed)} questions")
    assert thumb.taps - len(proposed) <= MOST_TAPS - 10 - 1  # under thirty for a list of ten
    assert thumb.taps < MOST_TAPS


def test_a_drawn_name_and_something_wrong(shop, open_page):
    thumb = Thumb(open_page("phone"))
    comes_in(thumb, shop)
    for number in range(1, 16):
        if number == 3:
            thumb.taps_on(thumb.button("不是"))
            thumb.taps_on(thumb.button("还没有，先记下"))
        else:
            thumb.taps_on(thumb.button("是"))
    thumb.page.get_by_text("想用手写签名").tap()
    box = thumb.page.locator("canvas").bounding_box()
    thumb.page.mouse.move(box["x"] + 20, box["y"] + 30)
    thumb.page.mouse.down()
    thumb.page.mouse.move(box["x"] + 120, box["y"] + 60, steps=6)
    thumb.page.mouse.up()
    thumb.page.get_by_text("已签名").wait_for()
    thumb.taps_on(thumb.button("签字，交上去"))
    assert Visit.objects.get().signatures.get().image_id
    assert Hazard.objects.get().found_at.date() <= dt.date.today() + dt.timedelta(days=1)


def test_with_that_session_the_rest_of_the_system_asks_for_a_login(shop, open_page):
    thumb = Thumb(open_page("phone"))
    comes_in(thumb, shop)
    for address in ["/", "/hazards/", "/inspections/", "/enterprises/", "/enterprises/codes/", "/search/?q=张", "/me/"]:
        thumb.page.goto(address)
        assert "/login/" in thumb.page.url or thumb.page.get_by_text("没有找到").count(), address
