"""A hot-work permit on the phone: confirmed, sampled, approved without a network, watched, closed; all arrives once.

Clause B4b of docs/requirements.md.
"""

import datetime as dt
import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from anlan.core import clock
from anlan.core.verify import verify
from anlan.org.models import User
from anlan.permits import actions, clocks
from anlan.permits.models import Declaration, Permit
from tests.browser.people import photo
from tests.browser.phones import Phone, unfit
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
    expect(phone.page.get_by_role("button", name="已落实")).to_be_visible()
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


def test_a_ticket_and_a_declaration_are_filled_in_without_a_network(browser, live_server, site):
    here = site("恒通木业")
    User.objects.update(must_change_password=False)
    phone = Phone(browser, None, live_server.url, here.boss)
    phone.prepares()
    phone.goes_offline()
    page = phone.page
    phone.taps("办作业票")
    page.get_by_label("干什么").fill("焊排气管支架")
    page.get_by_label("地点、部位").fill("二车间南墙")
    assert page.get_by_label("作业人").locator("option").nth(1).inner_text().startswith("王焊（")
    page.get_by_label("作业人").select_option(str(here.welder.pk))
    page.get_by_label("监护人").select_option(str(here.welder.pk))
    phone.taps("保存，去现场确认")
    expect(page.get_by_text("监护人不能是作业人自己")).to_be_visible()
    phone.has_drafts(1)
    phone.dies()
    page = phone.page
    expect(page.get_by_label("干什么")).to_have_value("焊排气管支架")
    page.get_by_label("监护人").select_option(str(here.guardian.pk))
    page.get_by_label(str(here.set)).check()
    assert unfit(phone, f"fill/{here.enterprise.pk}") == []
    phone.taps("保存，去现场确认")
    expect(page.get_by_role("heading", name="动火作业 简易票")).to_be_visible()
    while page.get_by_role("button", name="已落实").count():
        left = page.get_by_role("heading", name="安全措施", exact=False).inner_text()
        phone.taps("已落实")
        expect(page.get_by_text(left)).to_have_count(0)
    phone.taps("我在现场，批准")
    page.get_by_label("作业现场照片").set_input_files(photo())
    page.get_by_label("我在作业现场", exact=False).check()
    phone.taps("批准作业")
    expect(page.get_by_text("还剩", exact=False).first).to_be_visible()
    assert unfit(phone, "apply") == []
    phone.shows(f"declare/{here.enterprise.pk}")
    page.get_by_label("在哪里、干什么").fill("门口焊货架")
    page.get_by_label("干活的人").fill("游焊")
    page.get_by_label("他的特种作业证号").fill("T110105194912310021")
    page.get_by_label("证件有效期止").fill(f"{clock.today() + dt.timedelta(days=90)}")
    page.get_by_label("谁在现场看护").fill("店主")
    phone.taps("报上去")
    expect(page.get_by_text("校验位不对", exact=False)).to_be_visible()
    page.get_by_label("他的特种作业证号").fill("T11010519491231002X")
    assert unfit(phone, f"declare/{here.enterprise.pk}") == []
    phone.taps("报上去")
    expect(page.get_by_role("button", name="没有余火，收工")).to_be_visible()
    assert unfit(phone, page.url.split("#/")[1]) == []
    assert not Permit.objects.exists()
    phone.comes_online()
    phone.waits_until_sent()
    done, declared = Permit.objects.get(), Declaration.objects.get()
    assert (done.state, done.worker, declared.worker_name) == ("open", here.welder, "游焊")
    phone.taps("没有余火，收工")
    expect(page.get_by_text("已报收工", exact=False).first).to_be_visible()
    phone.waits_until_sent()
    declared.refresh_from_db()
    assert declared.closed_at
    assert phone.complaints == []
    phone.context.close()


def test_a_phone_whose_clock_is_wrong_goes_by_the_servers(browser, live_server, site):
    here = site("恒通木业")
    User.objects.update(must_change_password=False)
    now = clock.now()
    permit = here.ready(begins_at=now - dt.timedelta(minutes=5), ends_at=now + dt.timedelta(minutes=40))
    permit = actions.approve(permit, photos=[here.photo()], actor=here.boss)
    phone = Phone(browser, None, live_server.url, here.boss)
    phone.context.clock.install(time=now + dt.timedelta(minutes=58))
    phone.prepares()
    expect(phone.page.get_by_text(re.compile(r"这部手机的时间快了 5\d 分钟"))).to_be_visible()
    told = phone.page.evaluate("import('/static/field/day.js').then((day) => day.facts()).then((known) => known.at)")
    assert abs(dt.datetime.fromisoformat(told) - clock.now()) < dt.timedelta(minutes=3)
    phone.shows(f"permit/{permit.pk}")
    expect(phone.page.get_by_text("还剩 3", exact=False)).to_be_visible()
    expect(phone.page.get_by_text("立即停止作业", exact=False)).not_to_be_visible()
    phone.goes_offline()
    phone.taps("作业结束，开始看守")
    expect(phone.page.get_by_text("到时间才能验收", exact=False)).to_be_visible()
    phone.comes_online()
    phone.waits_until_sent()
    done = Permit.objects.get()
    assert done.state == "watched"
    assert abs(done.done_at - clock.now()) < dt.timedelta(minutes=3)
    assert phone.complaints == []
    phone.context.close()
