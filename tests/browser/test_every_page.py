"""Everybody's pages in a real browser: each view that links lead to works, and fits a desk and a phone."""

import re
from collections import Counter

import pytest
from django.urls import resolve
from playwright.sync_api import Error

from anlan.org.models import User
from tests.browser.conftest import overflow
from tests.browser.people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PAGES_PER_VIEW = 1
PAGES_PER_PERSON = 20
LINKS = "[...document.querySelectorAll('a[href]')].filter(a => !a.hasAttribute('download')).map(a => a.href)"
UNLOADED = "[...document.images].filter(i => i.complete && i.src && !i.naturalWidth).map(i => i.src)"
# What a template or a form shows when somebody forgot to say it in Chinese.
SLIPS = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|This field|Select a valid|\{\{|\{%|&lt;|DoesNotExist|datetime\.")


@pytest.fixture
def people(transactional_db, demo_township) -> list[User]:
    """One person of each kind in the demo township: by role, by post, by office."""
    kinds: dict[tuple, User] = {}
    for user in User.objects.filter(is_active=True).order_by("pk"):
        kinds.setdefault(tuple(sorted(user.grants.values_list("role", flat=True))), user)
    User.objects.update(must_change_password=False)
    return list(kinds.values())


# What a thumb must hit: the phone's page, without links within a sentence, and boxes whose label is tapped.
TAPPED = "main .btn, main button, main summary, main select, main textarea, main input, .tabs a"
NOT_ITSELF = ["hidden", "checkbox", "radio", "file", "range"]
SMALL = """([tapped, without]) => [...document.querySelectorAll(tapped)]
  .filter(e => e.offsetParent && !without.includes(e.type))
  .map(e => [e.textContent.trim() || e.name || e.type, Math.round(e.getBoundingClientRect().height)])
  .filter(([name, height]) => height < 44).map(([name, height]) => `${name.slice(0, 16)} ${height}`)"""


def faults(page, address: str) -> list[str]:
    """What is wrong with one page, looked at on a desk and on a phone."""
    page.set_viewport_size({"width": 1366, "height": 768})
    try:
        answer = page.goto(address)
    except Error as error:
        return [] if "Download is starting" in error.message else [f"{address}: {error.message}"]
    if answer is None or answer.status >= 400:
        return [f"{address}: {answer and answer.status}"]
    if "text/html" not in answer.headers.get("content-type", ""):
        return []
    found = [f"{address}: shows “{slip}”" for slip in sorted(set(SLIPS.findall(page.inner_text("body"))))]
    found += [f"{address}: cannot load {image}" for image in page.evaluate(UNLOADED)]
    found += [f"{address}: has {count} h1" for count in [page.locator("h1").count()] if count != 1]
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{address}: {more} px too wide at {width}" for more in [overflow(page)] if more > 0]
    small = sorted(set(page.evaluate(SMALL, [TAPPED, NOT_ITSELF])))
    found += [f"{address}: {one} px is too low for a thumb" for one in small]
    return found


def view_of(path: str) -> str:
    return resolve(path.split("?")[0]).view_name


def test_every_page_a_person_can_reach_works_and_fits(people, open_page, live_server):
    wrong: list[str] = []
    looked_at: Counter[str] = Counter()
    page = open_page("desk")
    for user in people:
        log_in(page, user, live_server.url)
        visited, per_view, waiting = set(), Counter(), ["/"]
        while waiting and len(visited) < PAGES_PER_PERSON:
            path = min(waiting, key=lambda one: looked_at[view_of(one)])  # what nobody opened yet goes first
            waiting.remove(path)
            view = view_of(path)
            if path in visited or per_view[view] >= PAGES_PER_VIEW or "logout" in path:
                continue
            visited.add(path)
            per_view[view] += 1
            looked_at[view] += 1
            if found := faults(page, live_server.url + path):
                wrong += [f"{user.username} {fault}" for fault in found]
            if page.url != live_server.url + path:
                continue
            links = [link.split("#")[0] for link in page.evaluate(LINKS) if link.startswith(live_server.url)]
            waiting += [link.removeprefix(live_server.url) or "/" for link in links]
    assert "\n".join(wrong) == ""
