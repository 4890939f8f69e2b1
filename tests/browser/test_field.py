"""The phone in a cellar: a real browser with the network really off; killed, closed, two of them; all arrives once."""

import io
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import segno
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from anlan.core.models import Receipt
from anlan.core.verify import verify
from anlan.enterprises.binding import actions as plates
from anlan.files.models import StoredFile
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections import actions
from anlan.inspections.merging import clashes
from anlan.inspections.models import Signature, State, Visit
from anlan.org.models import Notice, User
from tests.browser.conftest import PLACE, QUIET, SIZES, overflow
from tests.browser.people import photo
from tests.inspections.conftest import Team, factory, questions, team

__all__ = ["factory", "questions", "team"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

SHOTS = os.environ.get("ANLAN_FIELD_SHOTS", "")
"""A folder for pictures of every screen, for those who want to look."""
PIN = "246810"
PATIENCE = 30_000
"""Milliseconds: a machine at work on other things takes long; a page that is stuck takes for ever."""
expect.set_options(timeout=PATIENCE)
EVERYTHING = """() => new Promise(resolve => { const asked = indexedDB.open('anlan-field'); asked.onsuccess = () => {
    const all = asked.result.transaction('things').objectStore('things').getAll();
    const words = one => JSON.stringify(one) + (one && one.data ? new TextDecoder().decode(one.data) : '');
    all.onsuccess = () => resolve(all.result.map(words).join()); } })"""
SMALL = """() => [...document.querySelectorAll(
    'button, a, summary, input:not([type=file]):not([type=checkbox]), select, label.tick')]
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, r]) => r.width && r.height && (r.height < 43.5 || r.width < 43.5))
    .map(([e, r]) => `${e.tagName} ${e.textContent.slice(0, 12)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""

WECHAT = """delete Navigator.prototype.serviceWorker;
    Object.defineProperty(navigator, 'userAgent', { get: () => 'MicroMessenger/8.0' })"""
RECORDS, PHOTOS_EACH = int(os.environ.get("ANLAN_FIELD_RECORDS", "10")), 3
"""A day's outbox, small enough for every run; ANLAN_FIELD_RECORDS=500 is the day docs/performance.md tells of."""
DAY = """async ([place, records, photos]) => {
    const outbox = await import('/static/field/outbox.js'), canvas = document.createElement('canvas');
    canvas.width = 640; canvas.height = 480;
    const pen = canvas.getContext('2d'), noise = pen.createImageData(640, 480);
    const shot = async (number) => {
        for (let i = 0; i < noise.data.length; i += 4)
            noise.data.set([(i * 7 + number * 31) % 251, (i >> 9) % 255, number % 255, 255], i);
        pen.putImageData(noise, 0, 0);
        const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', .8)), bytes = await blob.arrayBuffer();
        return { sha256: await outbox.sha256(bytes), bytes, name: `现场${number}.jpg`, facts: {} };
    };
    for (let one = 0; one < records; one++) {
        const files = [];
        for (let n = 0; n < photos; n++) files.push(await shot(one * photos + n));
        const description = `第 ${one + 1} 条：配电箱没有盖`;
        const args = { enterprise: place, source: 'patrol', description, place_words: '' };
        const action = await outbox.action('hazards.record', args, { files, label: `第 ${one + 1} 条` });
        await outbox.keep([action], { files });
    }
}"""


class Phone:
    """One person's phone: a browser with a profile of its own, that can lose its network, its tab, and itself."""

    def __init__(self, chromium: Browser, home: Path | None, address: str, person: User) -> None:
        self.chromium, self.home, self.address, self.person = chromium, home, address, person
        self.complaints: list[str] = []
        self.is_off = False
        self.context: BrowserContext = self._opened()
        self._log_in()
        self.page: Page = self.context.new_page()
        self._watch()

    def _opened(self) -> BrowserContext:
        """A phone with a home of its own can be closed and opened again; the others share one program."""
        told = {"base_url": self.address, **PLACE, **SIZES["phone"]}
        if self.home:
            kind, program = self.chromium.browser_type, "/usr/bin/chromium"
            context = kind.launch_persistent_context(str(self.home), executable_path=program, args=QUIET, **told)
        else:
            context = self.chromium.new_context(**told)
        context.set_default_timeout(PATIENCE)
        context.set_offline(self.is_off)
        return context

    def _log_in(self) -> None:
        client = Client()
        client.force_login(self.person)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])

    def _watch(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def prepares(self) -> None:
        """Set the PIN and take the day along, once, with a network."""
        self.page.goto("/field/")
        self.page.get_by_label("外勤密码（6 到 12 位数字）").fill(PIN)
        self.page.get_by_label("再输一次").fill(PIN)
        self.taps("设好，下载资料")
        expect(self.page.get_by_text("已下载：")).to_be_visible()
        self.page.evaluate("navigator.serviceWorker?.ready")
        self.page.goto("/field/#/")

    def goes_offline(self) -> None:
        """Into the cellar."""
        self.is_off = True
        self.context.set_offline(True)

    def comes_online(self) -> None:
        """Out of it."""
        self.is_off = False
        self.context.set_offline(False)

    def taps(self, words: str, *, exact: bool = True) -> None:
        """Tap a button or a link."""
        button = self.page.get_by_role("button", name=words, exact=exact)
        link = self.page.get_by_role("link", name=words, exact=exact)
        button.or_(link).first.click()

    def dies(self) -> None:
        """The tab is killed and opened anew where the address still points; the PIN resumes."""
        where = self.page.evaluate("location.hash")
        self.page.close()
        self.page = self.context.new_page()
        self._watch()
        self.page.goto(f"/field/{where}")
        self.unlocks()

    def is_closed_and_opened(self) -> None:
        """The whole browser ends; later it is started again."""
        where = self.page.evaluate("location.hash")
        self.context.close()
        self.context = self._opened()
        self._log_in()
        self.page = self.context.new_page()
        self._watch()
        self.page.goto(f"/field/{where}")
        self.unlocks()

    def unlocks(self) -> None:
        """The PIN."""
        self.page.get_by_label("外勤密码").fill(PIN)
        self.taps("打开")
        expect(self.page.get_by_label("外勤密码")).to_have_count(0)

    def takes_photo(self, label: str = "照片") -> None:
        """A photo in the field of that label."""
        box = self.page.get_by_label(label, exact=True).first
        box.set_input_files(photo())
        expect(self.page.locator("[data-shot] img").first).to_be_visible()

    def scans(self, address: str) -> None:
        """Take a photo of a code."""
        picture = io.BytesIO()
        segno.make(address, error="q", micro=False).save(picture, kind="png", border=6, scale=9)
        told = {"name": "plate.png", "mimeType": "image/png", "buffer": picture.getvalue()}
        self.page.get_by_label("扫门口的二维码").set_input_files(told)

    def signs(self) -> None:
        """Draw something like a name."""
        box = self.page.locator(".signature canvas").bounding_box()
        assert box
        self.page.mouse.move(box["x"] + 30, box["y"] + 60)
        self.page.mouse.down()
        for step in range(12):
            self.page.mouse.move(box["x"] + 30 + step * 12, box["y"] + 60 + (step % 3) * 25)
        self.page.mouse.up()
        self.taps("保存签名")
        expect(self.page.get_by_text("签名已保存在手机里。").first).to_be_visible()

    def shows(self, address: str) -> None:
        """Go to a screen and wait until it is drawn."""
        self.page.evaluate("to => { location.hash = to }", f"#/{address}")
        self.page.locator(f'body[data-screen="#/{quote(address)}"]').wait_for()

    def has_drafts(self, count: int) -> None:
        """Wait until so much of what is not given yet lies on the phone: the words, and each photo."""
        self.page.evaluate(
            """async count => { const db = await import('/static/field/db.js');
            while (await db.count('draft/') !== count) await new Promise(again => setTimeout(again, 30)); }""",
            count,
        )

    def waits_until_sent(self, patience: int = PATIENCE) -> None:
        """The chip says so, and it is true."""
        expect(self.page.locator("#sync")).to_have_text("已全部发送", timeout=patience)
        # Playwright takes a promise for a true value: what is asked here must be awaited by `evaluate`.
        assert self.page.evaluate("import('/static/field/db.js').then(db => db.count('act/'))") == 0


@pytest.fixture
def phone(browser, live_server, tmp_path, team: Team) -> Iterator[Callable[..., Phone]]:
    """`phone("林巡")`: that person's phone, with a network; with `closes` one that can be closed and opened again."""
    User.objects.update(must_change_password=False)
    opened: list[Phone] = []

    def given(name: str, *, closes: bool = False) -> Phone:
        home = tmp_path / "profile" if closes else None
        opened.append(Phone(browser, home, live_server.url, team.who(name)))
        return opened[-1]

    yield given
    for one in opened:
        one.context.close()
    assert [fault for one in opened for fault in one.complaints] == []


def begins(phone: Phone, *, outsider: str = "") -> None:
    """From the home screen to the first question."""
    phone.taps("开始检查")
    phone.taps("恒通板材厂", exact=False)
    phone.taps("帮扶指导", exact=False)
    if outsider:
        phone.page.get_by_label("其他同行人员", exact=False).fill(outsider)
    phone.taps("开始帮扶指导")
    expect(phone.page.get_by_text("第 1 / 2 项")).to_be_visible()


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
    ma.prepares()
    expect(ma.page.get_by_text("微信里没有网络时打不开本页", exact=False)).to_be_visible()
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


HANDS = [(360, 640, 100), (390, 844, 100), (360, 640, 200)]
"""Width, height, size of the letters in per cent."""


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


def unfit(phone: Phone, address: str) -> list[str]:
    """What of a screen a thumb would miss, at every size, with everything unfolded."""
    phone.shows(address)
    phone.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    wrong = []
    for width, height, letters in HANDS:
        phone.page.set_viewport_size({"width": width, "height": height})
        phone.page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
        where = f"{address} at {width} px and {letters} %"
        wrong += [f"{where}: {more} px too wide" for more in [overflow(phone.page)] if more > 0]
        wrong += [f"{where}: {one} is too small" for one in phone.page.evaluate(SMALL)]
        if SHOTS:
            name = f"{address or 'home'}-{width}-{letters}".replace("/", "-")
            phone.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    return wrong


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


def test_a_days_outbox_goes_through_in_one_go(phone, team):
    ma = phone("马协")
    ma.prepares()
    ma.goes_offline()
    ma.page.evaluate(DAY, [str(team.factory.pk), RECORDS, PHOTOS_EACH])
    expect(ma.page.locator("#sync")).to_have_text(f"{RECORDS} 条待发送")
    requests: list[str] = []
    ma.page.on("request", lambda request: requests.append(request.url))
    begun = time.monotonic()
    ma.comes_online()
    ma.waits_until_sent(PATIENCE + RECORDS * 3_000)
    seconds = time.monotonic() - begun
    heap = ma.page.evaluate("performance.memory.usedJSHeapSize") // 1_000_000
    print(f"{RECORDS} records, {RECORDS * PHOTOS_EACH} photos: {seconds:.1f} s, {len(requests)} requests, {heap} MB")
    assert Hazard.objects.count() == RECORDS
    assert StoredFile.objects.count() == RECORDS * PHOTOS_EACH
    assert len(requests) <= RECORDS * (PHOTOS_EACH + 1)
