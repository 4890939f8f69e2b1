"""The lists of duties: what is shown is what is exported, in the order asked for; numbers open their records."""

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.campaigns.duties import queries, showing
from tests.campaigns.test_board import JANUARY, led
from tests.campaigns.test_plans import campaign, running, township

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client, running, factory, tell, at):
    """The campaign, an inspection led in December, a client logged in as 林巡 in January."""
    led(factory, dt.date(2024, 12, 5))
    at(JANUARY)
    client.force_login(tell.who("林巡"))
    return client


def listed(client, running, query: str) -> list[tuple]:
    page = client.get(reverse("campaigns:every_duty", args=[running.pk]) + query)
    return [(one.subject.name, one.period.due_on, one.standing.words) for one, _, _ in page.context["page"]]


def exported(client, running, query: str) -> list[tuple]:
    answer = client.get(reverse("campaigns:export_duties", args=[running.pk]) + query)
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    return [(row[2], row[5].date(), row[8]) for row in rows]


@pytest.mark.parametrize("query", ["?standing=missed", "?standing=done&sort=subject", "?sort=-due&q=厂"])
def test_the_workbook_holds_what_the_list_shows_in_its_order(shown, running, query):
    rows = listed(shown, running, query)
    assert rows
    assert exported(shown, running, query)[: len(rows)] == rows


def test_the_list_is_sorted_by_any_of_its_heads(shown, running):
    days = [due_on for _, due_on, _ in listed(shown, running, "?sort=due")]
    names = [name for name, _, _ in listed(shown, running, "?sort=subject")]
    assert days == sorted(days)
    assert names == sorted(names)
    assert listed(shown, running, "?sort=nonsense") == listed(shown, running, "")


def test_numbers_by_village_and_office_open_exactly_what_they_count(shown, running):
    page = shown.get(reverse("campaigns:duties", args=[running.pk]))
    numbers = [told for name in ("villages", "offices") for _, row in page.context[name] for told in row if told[0]]
    counts = [shown.get(address).context["page"].paginator.count for _, address, _ in numbers]
    assert numbers
    assert counts == [number for number, _, _ in numbers]


def test_what_a_village_owes_is_found_with_one_look_at_each_table(running, tell, at):
    """Villages and offices are read once however many duties bind them, enterprises and what asks of them never."""
    at(JANUARY)
    with CaptureQueriesContext(connection) as asked:
        assert showing.work(tell.who("吴村"))[0].count
    looked = [found[1] for one in asked if (found := re.search(r'FROM "(\w+)"', one["sql"]))]
    assert [looked.count(name) for name in ("org_office", "campaigns_duty", "campaigns_stage")] == [1, 1, 1]
    assert not {"enterprises_enterprise", "campaigns_lookout"} & set(looked)


def test_who_tells_from_the_own_list_comes_back_to_it(client, running, tell, at):
    at(JANUARY)
    village = tell.who("吴村")
    client.force_login(village)
    own = next(one for one in queries.mine(village) if not one.row.asked.proof and one.instance.missing)
    address = reverse("campaigns:state_duty", args=[running.pk, own.row.asked.duty.lineage, own.instance.subject.whose])
    assert f"{address}?mine" in client.get(reverse("campaigns:my_duties")).content.decode()
    told = {"done_on": "2025-01-15", "words": "各组长入户讲了一遍"}
    assert client.post(f"{address}?mine", told).url == reverse("campaigns:my_duties")


def test_what_the_system_sees_leads_to_the_page_on_which_it_is_done(client, running, factory, tell, at):
    at(JANUARY)
    client.force_login(tell.who("陈安"))
    page = client.get(reverse("campaigns:my_duties"))
    ways = {one.row.asked.proof.name: way for one, _, _, way in page.context["rows"] if one.row.asked.proof and way}
    assert ways["led_inspection"] == reverse("inspections:new")
    assert f'href="{ways["led_inspection"]}">去做</a>' in page.content.decode()


def test_a_page_of_work_with_nothing_due_leads_to_what_is_ahead(client, running, tell, at):
    at(dt.date(2024, 12, 2))
    running.duties.filter(rhythm="weekly").update(valid_to=dt.date(2024, 11, 30))
    village = tell.who("吴村")
    (told,) = showing.work(village)
    assert (told.count, told.ahead > 0) == (0, True)
    client.force_login(village)
    page = client.get(reverse("hazards:mine")).content.decode()
    assert f"专项行动任务：还有 {told.ahead} 项没到期" in page
    assert f'href="{reverse("campaigns:my_duties")}"' in page
