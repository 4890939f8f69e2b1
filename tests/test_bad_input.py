"""Every form of the site filled with what no form expects: the answer is a sentence, never a broken page.

The forms are those the demo township's pages really show to each kind of person, so a new form is tried without being
named here. Addresses that take an id are also tried with the ids of other people's records. And since the township is
there: each of its lists asks the database as often for two rows as for sixty.
"""

import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from anlan.files.registers import Register
from anlan.org import actions as org
from anlan.org.models import Region, User
from anlan.org.roles import Role
from tests.browsing import Page
from tests.sending import Sender

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGES_PER_PERSON = 60
RECORDS_PER_VIEW = 2
"""Records are looked at in pairs, each at another step; lists and empty forms once by each person."""
NAMES = {"code", "industry", "slug", "region", "day"}
"""Parts of an address that name what a page is about and not what is done there."""
OWN = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}/")
# The measure, by which clause its violation is punished, the published cases and the short lessons are everybody's;
# what stands behind a contractor's link is for whoever has the link.
COMMON = (
    "standards:",
    "enforcement:penalties_by",
    "enforcement:case",
    "enterprises:lesson",
    "contractor:",
    "contractor_problems:",
)
OF_THE_DISTRICT = ("enterprises:contractor", "enterprises:change_contractor", "enterprises:retire_contractor")
NOWHERE = "01890000-0000-7000-8000-000000000007"
GARBAGE = {
    "nothing": "",
    "blanks": " \t\u3000\n",
    "a null byte": "甲\x00乙",
    "a megabyte": "安" * 350_000,
    "emoji and right-to-left": "🔥👨‍👩‍👧‍👦\u202e\ufeff",
    "bytes that are no text": b"\xed\xa0\xbd\xff\xfe",
    "a number without end": "9" * 400,
    "a negative number": "-1",
    "a number that is none": "NaN",
    "a date that never was": "2026-13-45",
    "the last date": "9999-12-31",
    "the first date": "0001-01-01T00:00",
    "an id of nothing": NOWHERE,
    "half an id": "01890000-0000",
    "code": "{{ 7*7 }}<script>alert(1)</script>' OR 1=1 --",
    "a formula": "=cmd|' /C calc'!A0",
}


@dataclass(frozen=True)
class Found:
    """A form on a page: who sees it, where it goes, what it asks, which files."""

    user: User
    address: str
    fields: tuple[str, ...]
    chosen: tuple[tuple[str, str], ...]


def forms_of(user: User, pages: dict[str, str], papers: set[str], looked_at: Counter[str]) -> Iterator[Found]:
    """The forms of pages one person reaches by links, first those nobody looked at yet, which are noted in `pages`.

    Views that gave a file are noted in `papers`: it has no forms, and is not printed again for the next person.
    """
    client = Client()
    client.force_login(user)
    visited: dict[str, int] = {}
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < PAGES_PER_PERSON:
        address = min(waiting, key=lambda one: looked_at[view_of(one)])
        waiting.remove(address)
        view = view_of(address)
        enough = RECORDS_PER_VIEW if OWN.search(address) else 1
        if address in seen or not view or view in papers or visited.get(view, 0) >= enough:
            continue
        seen.add(address)
        looked_at[view] += 1
        visited[view] = visited.get(view, 0) + 1
        answer = client.get(address)
        assert answer.status_code < 500, f"{user.username}: {address}"
        if answer.status_code == 200:
            pages.setdefault(view, address)
        if answer.streaming or "text/html" not in answer.headers.get("Content-Type", ""):
            papers.add(view)
            continue
        page = Page(address, answer.status_code, answer.content.decode())
        files = tuple(re.findall(r'type="file"[^>]*?name="([^"]+)"|name="([^"]+)"[^>]*?type="file"', page.html))
        names = tuple(one or other for one, other in files)
        for form in page.forms:
            pressed = tuple(button["name"] for button in form.buttons if button.get("name"))
            if form.method == "post":
                fields = (*sorted(form.names), *pressed, *names)
                chosen = [(name, next(filter(None, offered), "")) for name, offered in form.choices.items()]
                yield Found(user, urljoin(address, form.action or address), fields, tuple(chosen))
        if answer.status_code in (301, 302):
            waiting.append(answer.url)
        links = [urljoin(address, href).split("#")[0] for _, href in page.links if href.startswith(("/", "?", "."))]
        waiting += [link for link in dict.fromkeys(links) if link not in seen and link not in waiting]


@cache
def view_of(address: str) -> str:
    """The view with the words its address carries: each step of a hazard is a form of its own."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    words = [value for name, value in found.kwargs.items() if name not in NAMES and isinstance(value, str)]
    return " ".join([found.view_name, *(word for word in words if re.fullmatch("[a-z_]+", word))])


def kinds_of_people() -> list[User]:
    """One person of each combination of roles."""
    kinds: dict[tuple[str, ...], User] = {}
    User.objects.update(must_change_password=False)
    for user in User.objects.filter(is_active=True).order_by("pk"):
        kinds.setdefault(tuple(sorted(user.grants.values_list("role", flat=True))), user)
    return list(kinds.values())


def sent(sender: Sender, address: str, data: dict) -> int:
    """The status of one request, whose traces are taken back."""
    with transaction.atomic():
        status = sender.post(address, data).status_code
        transaction.set_rollback(True)
    return status


@dataclass
class Township:
    """The demo township as its people see it through links: pages by view, forms by what they ask."""

    folder: Path
    pages: dict[str, str]
    forms: list[Found]


@pytest.fixture(scope="module")
def township(_demo, django_db_blocker) -> Iterator[Township]:
    snapshot, folder = _demo
    kept = override_settings(MEDIA_ROOT=folder / "files", ANLAN_HOME=folder)
    with kept, django_db_blocker.unblock(), transaction.atomic():
        snapshot.put_back()
        pages: dict[str, str] = {}
        papers: set[str] = set()
        looked_at: Counter[str] = Counter()
        forms: dict[tuple[str, tuple[str, ...]], Found] = {}
        for user in kinds_of_people():
            for one in forms_of(user, pages, papers, looked_at):
                if view_of(one.address) != "org:logout":
                    forms.setdefault((view_of(one.address), one.fields), one)
        yield Township(folder, pages, list(forms.values()))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _refusals_are_not_noted(caplog) -> None:
    """Each would be kept to the end of the test with its request, and all that was typed into it."""
    caplog.set_level(logging.ERROR, logger="django.request")


@pytest.fixture(autouse=True)
def _its_files(township, settings) -> None:
    settings.MEDIA_ROOT, settings.ANLAN_HOME = township.folder / "files", township.folder
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20


def test_no_form_breaks_whatever_it_is_filled_with(township):
    assert len({view_of(one.address) for one in township.forms}) > 60
    senders = {one.user: Sender(one.user) for one in township.forms}
    broken = []
    for number, one in enumerate(township.forms):
        for data in fillings(one, number):
            if (status := sent(senders[one.user], one.address, data)) >= 500:
                broken.append(f"{one.user.username} {one.address} {shortened(data)}: {status}")
    assert "\n".join(broken) == ""


def fillings(form: Found, number: int) -> Iterator[dict]:
    """A form filled several ways, other garbage in each field every time; with its choices made; with files."""
    kinds = list(GARBAGE.values())
    for turn in range(0, len(kinds), 5):
        given = {name: kinds[(number + turn + at) % len(kinds)] for at, name in enumerate(form.fields)}
        yield {name: [value, value] for name, value in given.items()}
        if turn % 10 == 0:  # what was typed is looked at too once the choices are right
            yield given | dict(form.chosen)
    yield {name: SimpleUploadedFile("照片.jpg", b"\xff\xd8\xff\xe0 no picture") for name in form.fields}


def shortened(data: dict) -> dict[str, str]:
    return {name: repr(value)[:40] for name, value in data.items()}


def test_no_list_asks_more_of_the_database_for_more_rows(township):
    found = {id(one): one for module in list(sys.modules.values()) for one in registers_of(module)}
    assert len(found) > 35
    assert [one.name for one in found.values() if queries_of(one, 60) > queries_of(one, 2) + 1] == []


def registers_of(module) -> list[Register]:
    name = getattr(module, "__name__", "")
    return [one for one in vars(module).values() if isinstance(one, Register)] if name.startswith("anlan.") else []


def queries_of(register: Register, rows: int) -> int:
    """How often so many rows of a list are asked for, cell by cell, by whoever sees most of them."""
    people = [User.objects.get(username=name) for name in ("lihang", "linxun", "qianfeng", "admin-anquan", "liuchong")]
    reader = max(people, key=lambda one: register.rows(one).count())
    with CaptureQueriesContext(connection) as asked:
        for row in register.asked(reader, {})[:rows]:
            for column in register.columns:
                column.cell(row)
    return len(asked)


def test_records_of_one_township_are_not_there_for_an_outsider_or_a_neighbour(township):
    outsider, neighbour = strangers()
    assert len([view for view, address in township.pages.items() if OWN.search(address)]) > 40
    seen = []
    for view, address in township.pages.items():
        for user in asking(view, outsider, neighbour) if OWN.search(address) else ():
            sender = Sender(user)
            for method in (sender.get, sender.post):
                with transaction.atomic():
                    status = method(address).status_code
                    transaction.set_rollback(True)
                if status not in (403, 404, 405):
                    seen.append(f"{user.username} {method.__name__} {address}: {status}")
    assert "\n".join(seen) == ""


def asking(view: str, outsider: User, neighbour: User) -> list[User]:
    """Who of the two should find nothing there: a contractor's file is shared by the townships of a district."""
    if view.startswith(COMMON):
        return []
    return [outsider] if view.startswith(OF_THE_DISTRICT) else [outsider, neighbour]


def strangers() -> tuple[User, User]:
    """One with an account and no grant, and an officer of the next township."""
    district = Region.objects.get(code="411003000000")
    place = org.set_region("411003299000", name="邻乡", level="township", parent=district, short_name="邻")
    office = org.found_office(
        name="邻乡应急办", short_name="邻乡应急办", kind="department", region=place, is_safety_office=True
    )
    people = []
    for username in ("outsider", "neighbour"):
        user, _ = org.open_account(
            username=username, full_name="邻人", phone="13837471037", office=office, password="shui-mian-ping-jing"
        )
        people.append(user)
    org.grant(people[1], role=Role.OFFICER, office=office)
    User.objects.filter(pk__in=[user.pk for user in people]).update(must_change_password=False)
    return people[0], User.objects.get(username="neighbour")
