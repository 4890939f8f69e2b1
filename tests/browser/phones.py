"""A phone as a real browser meets it: a profile of its own that can lose its network, its tab, and itself."""

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import segno
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from anlan.org.models import User
from tests.browser.conftest import PLACE, QUIET, SIZES, overflow
from tests.browser.people import photo
from tests.inspections.conftest import Team, factory, questions, team

__all__ = ["factory", "questions", "team"]

SHOTS = os.environ.get("ANLAN_FIELD_SHOTS", "")
"""A folder for pictures of every screen, for those who want to look."""
PIN = "246810"
PATIENCE = 30_000
"""Milliseconds: a machine at work on other things takes long; a page that is stuck takes for ever."""
expect.set_options(timeout=PATIENCE)
SMALL = """() => [...document.querySelectorAll(
    'button, a, summary, input:not([type=file]):not([type=checkbox]), select, label.tick')]
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, r]) => r.width && r.height && (r.height < 43.5 || r.width < 43.5))
    .map(([e, r]) => `${e.tagName} ${e.textContent.slice(0, 12)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""
HANDS = [(360, 640, 100), (390, 844, 100), (360, 640, 200)]
"""Width, height, size of the letters in per cent."""


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

    def heap(self) -> int:
        """Megabytes of the page's own objects."""
        return self.page.evaluate("performance.memory.usedJSHeapSize") // 1_000_000

    def memory(self) -> int:
        """The most megabytes the largest of the browser's pages has held so far, as the machine counts them."""
        wire = (self.context.browser or self.chromium).new_browser_cdp_session()
        told = wire.send("SystemInfo.getProcessInfo")["processInfo"]
        wire.detach()
        pages = [one["id"] for one in told if one["type"] == "renderer"]
        held = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in pages]
        return max(int(one[1]) for one in held if one) // 1024

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
