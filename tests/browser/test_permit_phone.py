"""A hot-work permit on the phone: confirmed, sampled, approved without a network, watched, closed; all arrives once."""

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from anlan.core import clock
from anlan.core.verify import verify
from anlan.org.models import User
from anlan.permits import clocks
from anlan.permits.models import Permit
from tests.browser.people import photo
from tests.browser.test_field import Phone, unfit
from tests.permits.conftest import site

__all__ = ["site"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_a_permit_from_its_measures_to_its_end_with_and_without_a_network(browser, live_server, site):
    here = site("顺达化工", industry="weihua")
    User.objects.update(must_change_password=False)
    begins = clock.now() + dt.timedelta(minutes=5)
    permit = here.draft(level="first", begins_at=begins, ends_at=begins + dt.timedelta(hours=4))
    phone = Phone(browser, None, live_server.url, here.boss)
    phone.prepares()
    phone.taps("动火作业", exact=False)
    phone.goes_offline()
    measures = permit.events.count()
    while phone.page.get_by_role("button", name="已落实").count():
        phone.taps("已落实")
        measures += 1
        expect(phone.page.locator("#sync")).to_have_text(f"{measures - 1} 条待发送")
    expect(phone.page.get_by_text("还不能批准：1 项")).to_be_visible()
    phone.taps("登记气体分析")
    phone.page.get_by_label("读数", exact=False).fill("0.5")
    expect(phone.page.get_by_text("不合格：可燃气体 0.5% 超过 0.2%", exact=False)).to_be_visible()
    phone.page.get_by_label("读数", exact=False).fill("0.1")
    phone.page.get_by_label("取样部位").fill("管口")
    phone.page.get_by_label("分析人").fill("陈化验")
    assert unfit(phone, f"gas/{permit.pk}") == []
    phone.taps("登记")
    phone.taps("我在现场，批准")
    phone.page.get_by_label("作业现场照片").set_input_files(photo())
    expect(phone.page.locator("[data-shot] img")).to_be_visible()
    phone.has_drafts(2)
    phone.dies()
    expect(phone.page.locator("[data-shot] img")).to_be_visible()
    phone.page.get_by_label("我在作业现场", exact=False).check()
    phone.taps("批准作业")
    expect(phone.page.get_by_text("还剩", exact=False).first).to_be_visible()
    assert unfit(phone, f"permit/{permit.pk}") == []
    assert Permit.objects.get().state == "drafted"
    phone.comes_online()
    phone.waits_until_sent()
    done = Permit.objects.get()
    assert (done.state, done.gas_tests.get().reading, clocks.standing(done)) == ("open", Decimal("0.1"), "open")
    phone.taps("作业结束，开始看守")
    expect(phone.page.get_by_text("看守到", exact=False)).to_be_visible()
    phone.waits_until_sent()
    Permit.objects.update(done_at=clock.now() - dt.timedelta(minutes=31))
    phone.shows("prepare")
    expect(phone.page.get_by_text("已下载：")).to_be_visible()
    phone.goes_offline()
    phone.shows(f"permit/{permit.pk}")
    phone.taps("没有余火，完工验收")
    expect(phone.page.locator("#sync")).to_have_text("1 条待发送")
    phone.comes_online()
    phone.waits_until_sent()
    assert Permit.objects.get().state == "closed"
    assert verify().broken == []
    assert phone.complaints == []
    phone.context.close()
