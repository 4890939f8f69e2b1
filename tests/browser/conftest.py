"""Chromium at desk and phone size on a live server; a script error or a call to the outside fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser.resting import Requests, settle

# Playwright's loop runs in this thread, which makes Django think our test code is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
PLACE = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "no Chromium here: `make test` installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _server_at_rest(transactional_db) -> Iterator[None]:
    """Comes to its end after the pages are closed and before the tables are emptied."""
    requests = Requests()
    yield
    settle(requests)
    requests.stop()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[[str], Page]]:
    """`open_page("phone")`: a page of that size, logged out, at the live server's address."""
    contexts, complaints = [], []

    def opened(size: str) -> Page:
        context = browser.new_context(base_url=live_server.url, **PLACE, **SIZES[size])
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda line: line.type == "error" and complaints.append(f"{page.url}: {line.text}"))
        page.on("response", lambda answer: _note_missing_asset(answer, complaints))
        page.on("request", lambda request: _refuse_outside(request.url, live_server.url, complaints))
        return page

    yield opened
    for context in contexts:
        context.close()
    # A refused form answers 403, 409 or 422 on purpose, and Chromium logs each as an error.
    assert [line for line in complaints if "the server responded with a status of 4" not in line] == []


def _note_missing_asset(answer: Response, complaints: list[str]) -> None:
    if answer.status >= 400 and "/static/" in answer.url:
        complaints.append(f"{answer.status} {answer.url}")


def _refuse_outside(url: str, home: str, complaints: list[str]) -> None:
    # Chromium's own viewer of PDFs is made of chrome:// pages.
    if not url.startswith((home, "data:", "blob:", "about:", "chrome-extension:", "chrome:")):
        complaints.append(f"asks the outside: {url}")


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window: a phone page must never scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
