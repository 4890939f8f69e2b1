"""The phone in a cellar: a real browser with the network really off; killed, closed, two of them; all arrives once.

Clause G3 of docs/requirements.md.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from anlan.core.models import Receipt
from anlan.core.verify import verify
from anlan.enterprises.binding import actions as plates
from anlan.files.models import StoredFile
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections import actions
from anlan.inspections.merging import clashes
from anlan.inspections.models import Signature, State, Visit
from anlan.org import queries
from anlan.org.models import Notice, UserEvent
from tests.browser.people import photo
from tests.browser.phones import begins, factory, phone, questions, team
from tests.field.stories import walk_to_submitted

__all__ = ["factory", "phone", "questions", "team"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

EVERYTHING = """() => new Promise(resolve => { const asked = indexedDB.open('anlan-field'); asked.onsuccess = () => {
    const all = asked.result.transaction('things').objectStore('things').getAll();
    const words = one => JSON.stringify(one) + (one && one.data ? new TextDecoder().decode(one.data) : '');
    all.onsuccess = () => resolve(all.result.map(words).join()); } })"""

WECHAT = """delete Navigator.prototype.serviceWorker;
    Object.defineProperty(navigator, 'userAgent', { get: () => 'MicroMessenger/8.0' })"""


def test_a_whole_visit_in_a_cellar_killed_at_every_step(phone):
    lin = phone("林巡", closes=True)
    lin.prepares()
    lin.goes_offline()
    lin.dies()
    begins(lin, outsider="蒋工 粉尘专家")
    lin.dies()
    expect(lin.page.get_by_text("第 1 / 2 项")).to_be_visible()
    lin.taps("是，不存在")
    expect(lin.page.get_by_text("第 2 / 2 项")).to_be_visible()
    lin.dies()
    expect(lin.page.get_by_text("接着上次的第 2 项。")).to_be_visible()
    lin.page.get_by_text("加说明、照片").click()
    lin.takes_photo()
    lin.page.locator(".answers .no").click()
    expect(lin.page.get_by_text("不合格：记下隐患")).to_be_visible()
    lin.dies()
    lin.page.get_by_label("看到的隐患").fill("通道堆满木托盘")
    lin.page.get_by_label("建议整改责任人").fill("陈安")
    lin.page.get_by_label("再拍几张（可不拍）").set_input_files(photo())
    lin.has_drafts(2)
    lin.dies()
    expect(lin.page.get_by_label("看到的隐患")).to_have_value("通道堆满木托盘")
    expect(lin.page.get_by_label("建议整改责任人")).to_have_value("陈安")
    expect(lin.page.get_by_text("没有提交的内容", exact=False)).to_be_visible()
    lin.taps("登记这条隐患")
    expect(lin.page.get_by_role("heading", name="已登记")).to_be_visible()
    lin.dies()
    lin.page.goto(re.sub("#/visit/([^/]+).*", r"#/review/\1", lin.page.url))
    lin.taps("签名")
    lin.signs()
    lin.dies()
    lin.signs()
    lin.page.get_by_label("签名人姓名").fill("陈安")
    lin.page.get_by_label("职务").fill("主要负责人")
    lin.signs()
    expect(lin.page.get_by_role("button", name="提交")).to_be_enabled()
    lin.dies()
    lin.taps("提交")
    expect(lin.page.get_by_text("保存在手机里；有网络时自动发送", exact=False).first).to_be_visible()
    lin.is_closed_and_opened()
    expect(lin.page.locator("#sync")).to_have_text("8 条待发送")
    assert Visit.objects.count() == 0
    lin.comes_online()
    lin.waits_until_sent()
    visit = Visit.objects.get()
    assert (visit.state, Receipt.objects.count(), Signature.objects.count()) == (State.FINISHED, 8, 3)
    assert visit.findings.get().words == "通道堆满木托盘"
    assert StoredFile.objects.filter(original_sha256__gt="").count() == 2
    lin.has_drafts(0)
    assert verify().broken == []


def test_two_phones_off_the_net_meet_and_the_leader_sees_both_versions(phone, team):
    lin, zhou = phone("林巡"), phone("周同")
    lin.prepares()
    begins(lin)
    lin.waits_until_sent()
    visit = Visit.objects.get()
    actions.add_companion(visit, actor=lin.person, user=zhou.person)
    zhou.prepares()
    for one, answer in ((lin, ".yes"), (zhou, ".na")):
        one.goes_offline()
        one.page.goto(f"/field/#/visit/{visit.pk if one is zhou else visit.events.get(number=1).client_id}")
        one.page.locator(f".answers {answer}").click()
        expect(one.page.get_by_text("第 2 / 2 项")).to_be_visible()
    for one in (zhou, lin):
        one.comes_online()
        one.waits_until_sent()
    assert Visit.objects.count() == 1
    mine = visit.events.get(number=1).client_id
    lin.shows(f"review/{mine}")
    expect(lin.page.get_by_text("有 1 项两部手机填得不一样", exact=False)).to_be_visible()
    expect(lin.page.get_by_role("button", name="提交")).to_be_disabled()
    lin.taps("去补上")
    for words in ("林巡（", "周同（", "答“不涉及”"):
        expect(lin.page.locator(".note.warn")).to_contain_text(words)
    assert Notice.objects.get(user=lin.person, key__startswith="inspections.clash").is_red
    lin.page.locator(".answers .na").click()
    expect(lin.page.get_by_text("第 2 / 2 项")).to_be_visible()
    lin.waits_until_sent()
    assert clashes(visit) == {}
    assert visit.answers.get().value == "na"


def test_a_refused_item_stays_with_its_reason_and_a_logout_is_refused_until_it_is_gone(phone, team):
    ma = phone("马协")
    ma.context.add_init_script(WECHAT)
    ma.page.goto("/field/")
    outside = ma.page.get_by_text("微信里没有网络时打不开本页", exact=False)
    expect(outside).to_be_visible()  # before a PIN is set where nothing will be opened
    ma.prepares()
    expect(outside).to_be_visible()
    ma.shows("prepare")
    expect(ma.page.get_by_text("先不要关掉本页", exact=False)).to_be_visible()
    ma.goes_offline()
    ma.page.goto("/field/#/places/hazard")
    ma.taps("恒通板材厂", exact=False)
    ma.page.get_by_label("看到的隐患").fill("无")
    ma.taps("提交")
    ma.taps("退出登录")
    expect(ma.page.get_by_text("还有 1 条没有发送，不能退出", exact=False).first).to_be_visible()
    ma.comes_online()
    row = ma.page.locator("[data-state=refused]")
    expect(row).to_contain_text("请写明看到的隐患")
    assert Hazard.objects.count() == 0
    with ma.page.expect_download() as download:
        ma.taps("导出到文件")
    assert '"field-export"' in Path(download.value.path()).read_text("utf-8")
    expect(ma.page.locator("#sync")).to_have_text("1 条被退回")
    row.get_by_role("link", name="改正").click()
    ma.page.get_by_label("看到的隐患").fill("配电箱没有盖")
    ma.page.get_by_label("建议整改到").fill("2020-01-01")
    ma.taps("再发一次")
    expect(row).to_contain_text("建议整改期限不能早于")
    expect(row).to_contain_text("登记隐患 配电箱没有盖")
    row.get_by_role("link", name="改正").click()
    expect(ma.page.get_by_label("看到的隐患")).to_have_value("配电箱没有盖")
    ma.page.get_by_label("建议整改到").fill("")
    ma.takes_photo("补几张照片（可不补）")
    ma.taps("再发一次")
    ma.waits_until_sent()
    assert Hazard.objects.get().description == "配电箱没有盖"
    assert StoredFile.objects.count() == 1
    ma.shows("")
    ma.shows(f"place/{team.factory.pk}")
    expect(ma.page.get_by_text("未销号隐患 1 条")).to_be_visible()  # the day came again by itself


def test_what_somebody_was_sooner_with_is_added_in_the_words_it_has_now(phone, team):
    hazard = hazards.record(team.factory, actor=team.who("马协"), description="电箱没有盖", source="patrol")
    walk_to_submitted(hazard, team)
    wu = phone("吴村")
    wu.prepares()
    wu.goes_offline()
    wu.shows(f"hazard/{hazard.pk}")
    wu.page.get_by_text("退回整改", exact=True).first.click()
    wu.page.get_by_label("退回理由").fill("盖子没有锁")
    wu.page.get_by_role("button", name="退回整改").click()
    hazards.accept(hazard, actor=team.who("赵执"), statement="到场看过，盖好并上锁")
    wu.comes_online()
    wu.shows("outbox")
    row = wu.page.locator("[data-state=refused]")
    expect(row).to_contain_text("到场看过，盖好并上锁")
    expect(row.get_by_role("button", name="再发一次")).to_have_count(0)
    row.get_by_role("link", name="改正").click()
    wu.page.get_by_label("退回理由").fill("上午看时盖子没有锁")
    wu.taps("改为补充说明，附在记录上")
    wu.waits_until_sent()
    told = hazard.events.get(action="hazards.note")
    assert "上午看时盖子没有锁" in told.data["text"]
    assert Hazard.objects.get().state == "accepted"


def test_what_is_given_up_without_a_network_reaches_who_supervises(phone, team):
    ma = phone("马协")
    ma.prepares()
    ma.shows(f"record/{team.factory.pk}")
    ma.takes_photo()
    ma.page.get_by_label("看到的隐患").fill("无")
    ma.taps("提交")
    ma.shows("outbox")
    row = ma.page.locator("[data-state=refused]")
    expect(row).to_be_visible()
    ma.goes_offline()
    row.get_by_role("link", name="放弃").click()
    ma.page.get_by_label("放弃的原因").fill("拍错了地方")
    ma.taps("放弃这一条")
    expect(ma.page.get_by_text("放弃：恒通板材厂", exact=False)).to_be_visible()
    expect(ma.page.locator("#sync")).to_have_text("1 条待发送")
    assert not UserEvent.objects.filter(action="org.discard").exists()
    ma.dies()
    ma.comes_online()
    ma.waits_until_sent()
    event = UserEvent.objects.get(action="org.discard")
    assert (event.data["reason"], event.data["rows"][0]["args"]["description"]) == ("拍错了地方", "无")
    assert event.files == [StoredFile.objects.get().pk]
    assert list(queries.discards(team.who("王镇"))) == [event]


def test_a_lost_session_drops_nothing_and_a_login_goes_on(phone, team):
    ma = phone("马协")
    ma.prepares()
    ma.context.clear_cookies()
    ma.page.goto("/field/#/places/hazard")
    ma.taps("恒通板材厂", exact=False)
    ma.page.get_by_label("看到的隐患").fill("配电箱没有盖")
    ma.page.get_by_role("button", name="提交").dblclick()  # an impatient thumb records it once
    ma.page.goto("/field/#/outbox")
    expect(ma.page.get_by_text("登录已失效", exact=False).first).to_be_visible()
    ma._log_in()
    ma.taps("现在发送")
    ma.waits_until_sent()
    assert Hazard.objects.count() == 1


def test_the_plate_at_the_door_opens_the_place_without_a_network(phone, team):
    plates.issue_code(team.factory, actor=team.who("王镇"))
    lin = phone("林巡")
    lin.prepares()
    lin.goes_offline()
    lin.shows("places/visit")
    lin.scans("https://elsewhere.test/")
    expect(lin.page.get_by_text("这不是您辖区内单位现用的门牌", exact=False)).to_be_visible()
    lin.scans(f"https://anlan.test/s/{team.factory.site_code.token}/")
    expect(lin.page.get_by_role("heading", name="恒通板材厂")).to_be_visible()


def test_nothing_readable_lies_on_the_phone_and_a_wrong_pin_opens_nothing(phone):
    lin = phone("林巡")
    lin.prepares()
    lin.goes_offline()
    begins(lin)
    lin.page.evaluate("location.hash = '#/'")
    lin.taps("锁上")
    everything = lin.page.evaluate(EVERYTHING)
    assert "恒通" not in everything
    assert "林巡" not in everything
    lin.page.get_by_label("外勤密码").fill("135790")
    lin.taps("打开")
    expect(lin.page.get_by_text("密码不对。", exact=False)).to_be_visible()
    lin.taps("忘记密码，或换人使用")
    expect(lin.page.get_by_text("手机里还有 1 条没有发送", exact=False)).to_be_visible()
    lin.unlocks()
    expect(lin.page.get_by_text("恒通板材厂")).to_be_visible()
    lin.shows("outbox")
    with lin.page.expect_download():
        lin.taps("导出到文件")
    lin.shows("")
    lin.taps("退出登录")  # what is in a file may stay behind
    expect(lin.page.get_by_text("没有网络，现在不能退出", exact=False)).to_be_visible()
    lin.comes_online()
    lin.waits_until_sent()
    lin.taps("锁上")
    lin.taps("忘记密码，或换人使用")
    expect(lin.page.get_by_label("再输一次")).to_be_visible()
