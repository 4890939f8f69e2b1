"""A notice beside its draft on a real screen: confirming moves nothing, not even under a hand that presses."""

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.org.models import Region
from tests.campaigns.test_plans import MONDAY, SMALL, read
from tests.world import FOUNDED, GUICUN, PASSWORD, build

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
MORE = "".join(f"（{one}）第{one}项。各村每月报送第{one}号台账一次。\n" for one in "三四五六七八九")
LONG = SMALL.replace("三、要求", f"{MORE}三、要求")


@pytest.fixture
def draft(transactional_db, open_page):
    """(The draft of LONG, a desk page that shows it to an official.)"""
    with clock.moved_to(FOUNDED):
        world = build()
    with clock.moved_to(clock.local(MONDAY)):
        campaign = read(Region.objects.get(code=GUICUN), world, LONG)
    page = open_page("desk")
    page.goto("/login/")
    page.get_by_label("登录名").fill("lin")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.goto(reverse("campaigns:plan", args=[campaign.pk]))
    return campaign, page


def test_confirming_moves_nothing_and_keeps_the_lit_sentence(draft):
    campaign, page = draft
    duty = campaign.duties.filter(outcome="", clause="二(六)").get()
    piece = page.locator(f"#d{duty.number}")
    piece.scroll_into_view_if_needed()
    piece.hover()
    lit = page.locator(".said.lit").first.inner_text()
    before = page.evaluate("[scrollY, document.querySelector('.paper').scrollTop]")
    assert lit
    piece.get_by_role("button", name="确认").click()
    piece.get_by_text("已确认").first.wait_for()
    assert page.evaluate("[scrollY, document.querySelector('.paper').scrollTop]") == before
    assert page.locator(".said.lit").first.inner_text() == lit
    assert page.evaluate("document.activeElement.id") == f"d{duty.number}"
    assert campaign.duties.get(pk=duty.pk).outcome == "confirmed"


def test_confirming_one_after_another_reaches_every_one(draft):
    """A confirmed piece that folds when it loses the focus draws the next button away from under the press."""
    campaign, page = draft
    page.set_viewport_size({"width": 1366, "height": 400})
    duties = list(campaign.duties.filter(outcome="", rhythm="monthly", action__contains="台账").order_by("number")[:4])
    for one in duties:
        page.locator(f"#d{one.number}").get_by_role("button", name="确认").click()
        page.locator(f"#d{one.number}.decided:focus").wait_for()
    assert campaign.duties.filter(pk__in=[one.pk for one in duties], outcome="confirmed").count() == 4


def test_pieces_are_walked_and_confirmed_by_keyboard(draft):
    campaign, page = draft
    first, second = campaign.duties.filter(outcome="", rhythm="monthly", action__contains="台账").order_by("number")[:2]
    page.locator(f"#d{first.number}").focus()
    page.keyboard.press("Enter")
    page.locator(f"#d{first.number}.decided:focus").wait_for()
    page.keyboard.press("j")
    page.locator(f"#d{second.number}:focus").wait_for()
    assert page.locator(".said.lit").first.inner_text() in second.quote
    page.keyboard.press("Enter")
    page.locator(f"#d{second.number}.decided:focus").wait_for()
    page.keyboard.press("k")
    page.keyboard.press("e")
    page.wait_for_url(lambda url: str(first.pk) in url)
    page.get_by_role("link", name="不做改动，返回").click()
    page.locator(f"#d{first.number}:focus").wait_for()
    assert campaign.duties.filter(pk__in=[first.pk, second.pk], outcome="confirmed").count() == 2
