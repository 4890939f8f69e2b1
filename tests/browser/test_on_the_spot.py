"""B2c: A general hazard is put right while one stands there: one screen of a phone, four taps."""

import pytest
from playwright.sync_api import expect

from anlan.enterprises import actions as enterprises
from anlan.hazards.models import Hazard
from anlan.org.models import Region, User
from tests.browser.people import Person, Seat, photo
from tests.world import ZHOUGOU

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
MOST_TAPS = 4


@pytest.fixture
def factory(transactional_db, world, law):
    """恒通板材厂 in 周沟, whose village looks after it; the criteria are loaded."""
    User.objects.update(must_change_password=False)
    region, strip = Region.objects.get(code=ZHOUGOU), world.offices["综合执法"]
    return enterprises.record(name="恒通板材厂", region=region, strip=strip, actor=None)


@pytest.fixture
def ma(factory, open_page, live_server):
    """马协 of the village, with the phone in hand, before the factory."""
    return Person(Seat(open_page("phone"), live_server.url), "ma")


def test_four_taps_from_seen_to_struck_off(ma, factory):
    ma.opens(f"/hazards/new/?enterprise={factory.pk}")
    taps = [
        lambda: ma.page.locator("[name=photos]").set_input_files(photo()),
        lambda: ma.page.locator("[name=description]").fill("安全通道堆放纸箱"),
        lambda: ma.page.locator("[name=after]").set_input_files(photo()),
        lambda: ma.press("已当场改好，提交"),
    ]
    for tap in taps:
        tap()
    ma.sees("当场整改销号", "已销号")
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.level, hazard.fixed_at_once) == ("closed", "general", True)
    assert len(taps) <= MOST_TAPS


def test_what_is_worded_like_a_major_hazard_is_judged_before_it_is_struck_off(ma, factory):
    ma.opens(f"/hazards/new/?enterprise={factory.pk}")
    ma.fills(description="砂光机除尘系统未设泄爆装置", photos=photo(), after=photo())
    ma.press("已当场改好，提交")
    ma.sees("对上了重大隐患条款，须先判定级别", "请改用“提交隐患”登记")
    assert not Hazard.objects.exists()
    ma.press("提交隐患")
    ma.sees("已登记隐患")
    assert Hazard.objects.get().state == "found"


def test_the_same_hazard_seen_again_is_shown_with_its_photo_and_its_day(ma, factory):
    ma.records("恒通板材厂", "安全通道堆放纸箱", "东门")
    ma.opens(f"/hazards/new/?enterprise={factory.pk}")
    ma.fills(description="安全通道又堆放纸箱")
    ma.press("提交隐患")
    card = ma.page.locator(".alike")
    expect(card.locator("img")).to_be_visible()
    expect(card).to_contain_text("马协发现")
    card.get_by_text("是同一条").click()
    ma.press("提交隐患")
    ma.sees("已补充到")
    assert Hazard.objects.count() == 1


def test_what_was_chosen_stays_chosen_when_the_answer_to_a_search_comes_late(ma, factory):
    other = enterprises.record(name="周沟便民超市", region=factory.region, actor=None)
    ma.opens("/hazards/new/")
    held = []
    ma.page.route("**/hazards/new/enterprises/**", lambda route: held.append(route))
    with ma.page.expect_request("**/hazards/new/enterprises/**"):
        ma.page.locator("[name=enterprise_query]").press_sequentially("超市")
    ma.fills(enterprise="恒通")
    chosen = "document.querySelector('[name=enterprise]:checked')?.value ?? ''"
    tell = f"() => {{ document.body.dataset.told = {chosen} }}"
    ma.page.evaluate(f"document.addEventListener('htmx:afterSwap', {tell})")
    held[0].continue_()
    expect(ma.page.locator("body")).to_have_attribute("data-told", str(factory.pk))  # at once, not when it has settled
    expect(ma.page.locator("#places label")).to_have_count(2)
    expect(ma.page.locator("#places")).to_contain_text(other.name)
    expect(ma.page.locator("[name=enterprise]:checked")).to_have_value(str(factory.pk))
