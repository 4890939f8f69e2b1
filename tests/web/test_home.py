"""A2, D6: The dashboard: every number opens a list that counts exactly that number, for whoever looks."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.hazards.figures import AXES
from tests.hazards.situations import reported

pytestmark = pytest.mark.django_db
MONDAY, LATER = dt.date(2026, 11, 23), dt.date(2026, 12, 28)
SEERS = ["林巡", "马协", "赵执", "陈安", "王镇"]
PAIRS = [(rows, columns) for rows in AXES for columns in AXES if rows < columns]


@pytest.fixture
def township(tell, at):
    """Hazards in many states, found on a Monday and looked at five weeks later, when some are late."""
    at(MONDAY)
    for state in ("found", "judged", "rectifying", "submitted", "accepted", "closed"):
        tell.to(state)
        tell.to(state, major=False)
    reported(tell)
    at(LATER)
    return tell


def seen_by(tell, name: str) -> Client:
    client = Client()
    client.force_login(tell.who(name))
    return client


def listed(client: Client, url: str) -> int:
    """How many rows the list behind a link shows; fewer than a page here."""
    return len(list(client.get(url).context["rows"]))


@pytest.mark.parametrize("name", SEERS)
def test_every_card_opens_what_it_counts(township, name):
    client = seen_by(township, name)
    cards = client.get(reverse("web:figures")).context["cards"]
    assert {card.label: listed(client, card.url) for card in cards} == {card.label: card.number for card in cards}


@pytest.mark.slow
@pytest.mark.parametrize("name", SEERS)
def test_every_cell_of_every_pair_of_axes_opens_what_it_counts(township, name):
    client = seen_by(township, name)
    counts: dict[str, int] = {}
    for rows, columns in PAIRS if name == SEERS[0] else PAIRS[:2]:
        for line in client.get(reverse("web:figures"), {"rows": rows, "columns": columns}).context["lines"]:
            for cell in (*line.cells, line.total):
                counts |= {cell.url: cell.open, cell.late_url: cell.overdue}
    assert {url: listed(client, url) for url in counts} == counts
    assert sum(counts.values())


def test_the_cards_of_a_township_with_work_are_not_empty(township):
    cards = {card.label: card.number for card in seen_by(township, "林巡").get(reverse("web:home")).context["cards"]}
    assert all(cards.values()), cards


def test_the_trend_ends_with_what_is_open_and_the_oldest_are_all_late(township):
    client = seen_by(township, "林巡")
    context = client.get(reverse("web:home")).context
    assert context["trend"].marks[-1].point.open == listed(client, reverse("hazards:ledger"))
    late = listed(client, reverse("hazards:ledger") + "?due=overdue")
    assert len(context["oldest"]) == min(10, late) > 0


def test_every_link_of_the_page_is_answered(township):
    client = seen_by(township, "林巡")
    page = client.get(reverse("web:home")).content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/hazards/[^"]*)"', page)}
    assert {url for url in links if client.get(url).status_code != 200} == set()


@pytest.mark.parametrize("url", ["/", "/hazards/", "/hazards/mine/", "/search/?q=泄爆"])
def test_a_page_asks_as_often_for_thirty_hazards_as_for_three(tell, url):
    client = seen_by(tell, "林巡")
    for _ in range(3):
        tell.found()
    client.get(url)
    few = counted(client, url)
    for _ in range(27):
        tell.found()
    assert counted(client, url) == few


def counted(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def words(tell) -> dict[str, str]:
    """What a person may type for one hazard, by what it is of the record."""
    hazard = tell.to("planned")
    return {
        "code": hazard.code,
        "enterprise": "恒通",
        "village": "周沟",
        "words": hazard.description[:2],
        "clause": "第十一条",
        "finder": "马协",
        "responsible": "郅明",
    }


@pytest.mark.parametrize("what", ["code", "enterprise", "village", "words", "clause", "finder", "responsible"])
def test_a_hazard_is_found_by_what_people_know_of_it(tell, what):
    typed = words(tell)[what]
    assert listed(seen_by(tell, "林巡"), f"/hazards/?state=all&q={typed}") == 1
    assert listed(seen_by(tell, "林巡"), "/hazards/?state=all&q=煤矿") == 0
