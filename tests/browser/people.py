"""People of a township at a real browser: what each does, tap by tap, as tests/people.py does it without script."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from anlan.org.models import User
from tests import people
from tests.browser.conftest import overflow

PLACE_OF_ERRORS = "main .note.bad, main p.error"
ARRIVING = ".htmx-swapping, .htmx-added, .htmx-settling"  # here, and not yet listening


def photo() -> dict[str, Any]:
    """A photo no other photo is like, as a file to choose."""
    taken = people.photo()
    return {"name": taken.name, "mimeType": "image/jpeg", "buffer": taken.getvalue()}


class Seat:
    """A desk or a phone at which people take turns, each with their own session: a browser for each takes a second."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.taken_by = page, address, ""

    def given_to(self, username: str) -> Page:
        """The page as it stands, from now on asked by this person."""
        if self.taken_by != username:
            log_in(self.page, User.objects.get(username=username), self.address)
            self.taken_by = username
        return self.page


def log_in(page: Page, user: User, address: str) -> None:
    """Whoever asked before, from now on it is this person, in a session of their own."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


class Person:
    """Somebody logged in on a desk or a phone."""

    def __init__(self, seat: Seat, username: str) -> None:
        self.seat, self.username = seat, username

    @property
    def page(self) -> Page:
        """The page before them."""
        return self.seat.given_to(self.username)

    def logs_in(self, password: str) -> None:
        """Log in as a person does."""
        self.page.context.clear_cookies()
        self.page.goto("/login/")
        self.page.fill("[name=username]", self.username)
        self.page.fill("[name=password]", password)
        self.press("登录")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    # -- what hands do

    def opens(self, address: str) -> None:
        """Go to a page; it must fit the window."""
        self.page.goto(address)
        self.fits()

    def fits(self) -> None:
        """The page must not scroll sideways, not even with its text at double size."""
        for size in ("", "200%"):
            self.page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert overflow(self.page) <= 0, f"{self.page.url} is too wide, text {size or 'as it is'}"
        self.page.evaluate("document.documentElement.style.fontSize = ''")

    def press(self, label: str) -> None:
        """Press the button or link in the page's body that is called so."""
        named = re.compile(rf"^\s*{re.escape(label)}\s*$")
        self.page.locator("main").locator("button, a.btn, a.main-link").filter(has_text=named).first.click()

    def sees(self, *words: str) -> None:
        """Wait until the page says so."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def fills(self, **fields: Any) -> None:
        """Fill the form's fields, whatever kind they are; choices by a part of their words."""
        for first in [*fields][:1]:
            expect(self.page.locator(f"main [name={first}]").first).to_be_attached()
        expect(self.page.locator(ARRIVING)).to_have_count(0)
        for name, value in fields.items():
            self._fill(name, self.page.locator(f"main [name={name}]"), value)

    def _fill(self, name: str, field: Locator, value: Any) -> None:
        kind = field.first.evaluate("e => e.type")
        if kind == "file":
            field.set_input_files(value)
        elif kind in ("radio", "checkbox"):
            self.page.locator(f"main label:has([name={name}])").filter(has_text=value).first.click()
        elif kind.startswith("select"):
            label = field.locator("option").filter(has_text=value).first.inner_text()
            field.select_option(label=label)
        else:
            field.fill(value)

    # -- what people do

    def imports_hazards(self, path: Path) -> None:
        """Upload an old ledger, look at the preview, confirm."""
        self.opens("/files/imports/hazards/")
        self.fills(file=str(path))
        self.press("上传并预览")
        self.sees("预览")
        self.page.locator("main button.primary").filter(has_text="确认导入").click()
        self.sees("已导入")

    def records(self, enterprise: str, description: str, place: str) -> str:
        """Record what is seen, with a photo; the address of its record."""
        self.opens("/hazards/new/")
        self.page.locator("[name=enterprise_query]").press_sequentially(enterprise[:2])
        self.fills(enterprise=enterprise)
        self.fills(photos=photo(), description=description, place_words=place)
        self.press("提交隐患")
        self.sees("已登记隐患", description)
        return self.page.url

    def takes(self, hazard: str, step: str, **fields: Any) -> None:
        """Take a step the hazard's page offers as the next one, and see it done."""
        self.opens(hazard)
        self.press(step)
        expect(self.page.locator("form#next h2")).to_have_text(step)
        self.fits()
        self.fills(**fields)
        self.press(step)
        expect(self.page.locator(PLACE_OF_ERRORS)).to_have_count(0)
        self.sees(f"{step}，已办")

    def judges_major(self, hazard: str, words: str, confirmation: str) -> None:
        """Judge it major by a criterion found by its words."""
        self.opens(hazard)
        self.press("判定级别")
        self.fills(level="重大隐患")
        with self.page.expect_response(re.compile("criterion_query=")):  # else the list changes under the finger
            self.page.locator("[name=criterion_query]").press_sequentially(words)
        self.fits()
        self.fills(criterion=words, confirmation=confirmation)
        self.press("判定级别")
        self.sees("判定级别，已办", "重大")

    def signs(self) -> None:
        """Draw a signature with the finger."""
        box = self.page.locator("canvas").bounding_box()
        assert box is not None
        self.page.locator("canvas").scroll_into_view_if_needed()
        box = self.page.locator("canvas").bounding_box() or box
        self.page.mouse.move(box["x"] + 30, box["y"] + 40)
        self.page.mouse.down()
        for step in range(1, 12):
            self.page.mouse.move(box["x"] + 30 + 14 * step, box["y"] + 40 + (12 if step % 2 else -12))
        self.page.mouse.up()

    def finds_shut(self, hazard: str, step: str, why: str) -> None:
        """See that the next step is not theirs, and why."""
        self.opens(hazard)
        expect(self.page.locator("#next .btn.primary").filter(has_text=step)).to_have_count(0)
        self.sees(why)

    def downloads(self, label: str) -> bytes:
        """The file behind a link."""
        with self.page.expect_download() as waiting:
            self.press(label)
        return Path(waiting.value.path()).read_bytes()
