"""A fire round and a dust cleaning on the phone, without a network: a tap each, sent once, nothing asked again."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from anlan.core import clock
from anlan.enterprises.archives import actions as archives
from anlan.enterprises.models import Archive, Cleaning, Enterprise
from anlan.hazards.models import Hazard
from anlan.inspections.rounds import actions
from anlan.inspections.rounds.models import Round, RoundPlan
from anlan.org.models import User
from tests.browser.phones import Phone, unfit
from tests.enterprises.conftest import hengtong, liu

__all__ = ["hengtong", "liu"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_what_is_done_each_day_is_put_on_record_with_no_network(browser, live_server, hengtong, liu):
    Enterprise.objects.filter(pk=hengtong.pk).update(fire_key=True)
    hengtong.refresh_from_db()
    person = hengtong.people.get()
    plan = actions.set_plan(hengtong, people=[person], actor=liu)
    dust = {"kind": "dust", "name": "砂光车间", "facts": {"dust": "木粉", "system": "干式除尘"}, "every_days": 1}
    place = archives.record_archive(hengtong, responsible=person, actor=liu, **dust)
    RoundPlan.objects.update(began_at=clock.local(clock.today() - dt.timedelta(days=1), 0))
    Archive.objects.update(recorded_on=clock.today() - dt.timedelta(days=1))
    User.objects.update(must_change_password=False)
    phone = Phone(browser, None, live_server.url, liu)
    phone.prepares()
    expect(phone.page.get_by_text("该巡 当天 这一轮；没有记录 1 轮")).to_be_visible()
    phone.goes_offline()
    assert [*unfit(phone, f"round/{plan.pk}"), *unfit(phone, f"clean/{place.pk}")] == []
    phone.shows(f"round/{plan.pk}")
    yesterday = clock.today() - dt.timedelta(days=1)
    expect(phone.page.get_by_text(f"没有记录的：{yesterday.month}月{yesterday.day}日 当天。")).to_be_visible()
    phone.page.get_by_label("看到的问题").fill("灭火器过期")
    phone.taps("记上")
    expect(phone.page.get_by_text("现在没有要巡的；没有记录 1 轮")).to_be_visible()
    phone.shows(f"clean/{place.pk}")
    phone.taps("记上")
    expect(phone.page.get_by_text("请勾选清扫了哪些部位。")).to_be_visible()
    phone.page.get_by_label("地面").check()
    phone.taps("记上")
    expect(phone.page.locator("#sync")).to_have_text("2 条待发送")
    expect(phone.page.get_by_text("下次", exact=False)).to_be_visible()
    phone.comes_online()
    phone.waits_until_sent()
    made = Round.objects.get()
    assert (made.person, made.hazard, Cleaning.objects.get().parts) == (person, Hazard.objects.get(), ["floor"])
    assert phone.complaints == []
    phone.context.close()
